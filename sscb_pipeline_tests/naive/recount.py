"""Everything counted here, theme by theme."""

from sscb_pipeline_tests.naive import (
    assessments,
    board_and_health,
    conferences,
    domestic_abuse,
    exploitation,
    front_door,
    missing_children,
    plans,
)
from sscb_pipeline_tests.naive.children import Children
from sscb_pipeline_tests.naive.sent import Sent
from sscb_pipeline_tests.naive.tally import Tally

THEMES = (front_door, assessments, conferences, missing_children, board_and_health)
"""Those that ask where a child belongs."""
OWN_AREA = (plans, exploitation, domestic_abuse)
"""Those whose rows carry the area themselves."""


def recount(sent: Sent) -> Tally:
    tally, children = Tally(), Children(sent)
    for theme in THEMES:
        theme.count(sent, children, tally)
    for own in OWN_AREA:
        own.count(sent, tally)
    return tally
