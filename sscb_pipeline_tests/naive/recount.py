"""Everything counted here, theme by theme."""

from collections.abc import Sequence
from types import ModuleType

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

THEMES = (front_door, assessments, conferences, plans, exploitation, missing_children, domestic_abuse, board_and_health)


def recount(sent: Sent, themes: Sequence[ModuleType] = THEMES) -> Tally:
    """What the themes make of what was sent."""
    tally, children = Tally(), Children(sent)
    for theme in themes:
        theme.count(sent, children, tally)
    return tally
