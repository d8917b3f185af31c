"""Small worlds made by hypothesis: what the models count of them is what plain counting gives."""

from collections.abc import Sequence
from types import ModuleType

from hypothesis import given as each
from hypothesis.strategies import SearchStrategy
from sqlalchemy import text

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given
from sscb_pipeline_tests.ingest.reading_back import examples
from sscb_pipeline_tests.naive import (
    assessments,
    conferences,
    domestic_abuse,
    exploitation,
    front_door,
    missing_children,
    plans,
)
from sscb_pipeline_tests.naive.compare import differences
from sscb_pipeline_tests.naive.recount import recount
from sscb_pipeline_tests.naive.sent import Sent
from sscb_pipeline_tests.naive.worlds import worlds_of_plans
from sscb_pipeline_tests.naive.worlds_of_help import worlds_of_attendance, worlds_of_early_help
from sscb_pipeline_tests.naive.worlds_of_referrals import worlds_of_conferences, worlds_of_referrals
from sscb_pipeline_tests.naive.worlds_of_risk import (
    worlds_of_domestic_abuse,
    worlds_of_exploitation,
    worlds_of_missing_children,
)


def same_figures(warehouse: Warehouse, worlds: SearchStrategy[Sent], themes: Sequence[ModuleType], *ids: str) -> None:
    @examples(8)
    @each(sent=worlds, before=worlds)
    def holds(sent: Sent, before: Sent) -> None:
        put(warehouse, sent, before)
        build(warehouse, *ids)
        shown = warehouse.read(
            "select * from indicators.indicator_values where period_type = 'month' and status <> 'awaiting'")
        tally = recount(sent, themes)
        for cell in [cell for cell in tally.counted if cell[0] not in ids]:
            del tally.counted[cell]
        assert "\n".join(differences(shown, tally, sent.months)) == ""

    holds()


def put(warehouse: Warehouse, sent: Sent, before: Sent) -> None:
    """These files, and no others, in the warehouse. `before`: another world, whose files of these months they replace."""
    with warehouse.begin() as connection:
        connection.execute(text("truncate registry.submission cascade"))
    for (name, month, part), right in sorted(sent.files.items()):
        for sheets in (before.files.get((name, month, part)), right):
            if sheets is not None:
                given(warehouse, name, month, {
                    sheet: [{column: cell for column, cell in row.items() if column != "month"} for row in rows]
                    for sheet, rows in sheets.items()}, part=part)


def test_plans(warehouse: Warehouse) -> None:
    same_figures(warehouse, worlds_of_plans(), (plans, assessments), "CP04", "CP05", "CP06", "CP07", "CP08", "CP09", "CP10",
                 "DA03", "ASM01", "ASM02")


def test_referrals(warehouse: Warehouse) -> None:
    same_figures(warehouse, worlds_of_referrals(), (front_door,), "EH01", "EH03", "EH04", "REF01", "REF02", "REF03")


def test_conferences(warehouse: Warehouse) -> None:
    same_figures(warehouse, worlds_of_conferences(), (assessments, conferences), "S47A", "S47B", "CP01", "CP02", "CP03")


def test_missing_children(warehouse: Warehouse) -> None:
    same_figures(warehouse, worlds_of_missing_children(), (missing_children,), "MIS01", "MIS01B", "MIS02", "MIS03", "MIS04")


def test_exploitation(warehouse: Warehouse) -> None:
    same_figures(warehouse, worlds_of_exploitation(), (exploitation,), "CSE01", "CSE02", "CSE03", "CSE04")


def test_domestic_abuse(warehouse: Warehouse) -> None:
    same_figures(warehouse, worlds_of_domestic_abuse(), (domestic_abuse,), "DA01", "DA02")


def test_early_help(warehouse: Warehouse) -> None:
    same_figures(warehouse, worlds_of_early_help(), (front_door,), "EH05")


def test_attendance(warehouse: Warehouse) -> None:
    same_figures(warehouse, worlds_of_attendance(), (conferences,), "CP13", "CP15")
