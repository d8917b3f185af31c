"""Columns judged by their earlier months: fill, dates a system writes, codes. Figures worked out by hand."""

from typing import Any

import pytest

from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.load import Finding
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.history import Rows, judged, months


def contacts(month: str, count: int, **columns: Any) -> Rows:
    """Contacts of a month; a column is one value for all rows, or a function of the row's number."""
    return {
        "Contacts": [
            {
                "person_id": f"L{month[-2:]}{n}",
                "contact_id": f"{month}/{n}",
                "contact_date": f"{month}-{1 + n % 28:02d}",
                "decision_date": f"{month}-{1 + n % 28:02d}",
                "dob": f"2008-{1 + n % 12:02d}-{2 + n % 20:02d}",
                "nhs_number": None,
                **{name: value(n) if callable(value) else value for name, value in columns.items()},
            }
            for n in range(count)
        ]
    }


def told(found: list[Finding]) -> list[tuple[str, str | None]]:
    assert {(finding.sheet, finding.strength) for finding in found} <= {("Contacts", "query")}
    return [(finding.rule, finding.column_name) for finding in found]


def said(settings: Settings, warehouse: Warehouse, earlier: list[Any], now: Any, count: int = 100) -> list[Finding]:
    """What is said of a month whose contacts are as `now`, after months as in `earlier`."""
    past = {month: contacts(month, count, **columns) for month, columns in zip(months(len(earlier)), earlier, strict=True)}
    return judged(settings, warehouse, "cs_contacts_referrals", past, "2016-11", contacts("2016-11", count, **now))


def filled(below: int) -> dict[str, Any]:
    """A postcode in the rows below a number."""
    return {"postcode": lambda n: "GU1 1AA" if n < below else None}


@pytest.mark.parametrize(
    ("earlier", "now", "says"),
    [
        ([90, 92, 94], 71, [("completeness_fell", "postcode")]),  # 21 points below the median of 92
        ([90, 92, 94], 72, []),  # 20 points: not more than the threshold
        ([90, 92, 70], 71, []),  # it was lower before
        ([90, 92], 50, []),  # two months say nothing
        ([90, 92, 94], 0, [("column_all_blank", "postcode")]),
    ],
)
def test_a_column_filled_less_often(
    settings: Settings, warehouse: Warehouse, earlier: list[int], now: int, says: list[tuple[str, str]]
) -> None:
    assert told(said(settings, warehouse, [filled(n) for n in earlier], filled(now))) == says


def test_the_message_says_how_many(settings: Settings, warehouse: Warehouse) -> None:
    (found,) = said(settings, warehouse, [filled(90), filled(92), filled(94)], filled(50))
    assert found.message == "Postcode is filled in 50 of 100 rows (50%), usually 92% in the last 3 months."


def test_few_rows_blank_by_chance_are_not_asked_about(settings: Settings, warehouse: Warehouse) -> None:
    # Filled in half of the rows: 6 blank rows happen once in 64 months, 7 once in 128.
    half = {"postcode": lambda n: "GU1 1AA" if n % 2 else None}
    assert told(said(settings, warehouse, [half] * 3, filled(0), count=6)) == []


def test_seven_rows_blank_are_no_chance(settings: Settings, warehouse: Warehouse) -> None:
    earlier = {month: contacts(month, 8, postcode=lambda n: "GU1 1AA" if n % 2 else None) for month in months(3)}
    now = contacts("2016-11", 7, postcode=None)
    found = judged(settings, warehouse, "cs_contacts_referrals", earlier, "2016-11", now)
    assert told(found) == [("column_all_blank", "postcode")]


def test_a_column_left_out_is_blank_throughout(settings: Settings, warehouse: Warehouse) -> None:
    earlier = {month: contacts(month, 30) for month in months(3)}
    now = contacts("2016-11", 30, postcode=None)
    found = judged(settings, warehouse, "cs_contacts_referrals", earlier, "2016-11", now, left_out=["postcode"])
    assert [f.message for f in found] == ["Postcode is blank in all 30 rows; filled in usually 100% in the last 3 months."]


@pytest.mark.parametrize(
    ("on_new_year", "count", "says"), [(5, 100, False), (6, 100, True), (19, 19, False), (2, 20, False), (3, 20, True)]
)
def test_births_on_new_year(settings: Settings, warehouse: Warehouse, on_new_year: int, count: int, says: bool) -> None:
    now = contacts("2016-11", count, dob=lambda n: f"20{n % 16:02d}-01-01" if n < on_new_year else f"2008-03-{1 + n % 28:02d}")
    found = judged(settings, warehouse, "cs_contacts_referrals", {}, "2016-11", now)
    assert told(found) == ([("default_dates", "dob")] if says else [])


def test_unaccompanied_children_are_often_recorded_so(settings: Settings, warehouse: Warehouse) -> None:
    def care(uasc: bool) -> Rows:
        began = [{"poc_start": f"2016-05-{1 + n:02d}", "placement_start": f"2016-06-{1 + n:02d}"} for n in range(20)]
        child = [{"person_id": f"L{n}", "dob": f"200{n % 2}-01-01", "uasc": uasc} for n in range(20)]
        return {"LAC": [{**row, **who} for row, who in zip(began, child, strict=True)]}

    assert judged(settings, warehouse, "cs_lac", {}, "2016-11", care(True)) == []
    (found,) = judged(settings, warehouse, "cs_lac", {}, "2016-12", care(False))
    assert found.rule == "default_dates"


@pytest.mark.parametrize(("count", "says"), [(20, True), (19, False)])
def test_one_day_throughout(settings: Settings, warehouse: Warehouse, count: int, says: bool) -> None:
    now = contacts("2016-11", count, decision_date="2016-11-30")
    found = judged(settings, warehouse, "cs_contacts_referrals", {}, "2016-11", now)
    assert told(found) == ([("one_date_throughout", "decision_date")] if says else [])


def test_one_meeting_has_one_day(settings: Settings, warehouse: Warehouse) -> None:
    roster = {"Roster": [{"person_id": f"L{n}", "dob": f"2003-02-{1 + n:02d}"} for n in range(20)]}
    assert judged(settings, warehouse, "cs_maecc", {}, "2016-11", roster) == []


def police(below: int) -> dict[str, Any]:
    """The police as the source of the rows below a number, else the school."""
    return {"contact_source": lambda n: "6" if n < below else "2A"}


@pytest.mark.parametrize(
    ("earlier", "now", "says"),
    [
        # Median 40 %, moving ranges 2 points: limits 34.7 to 45.3 %; by chance 14.7 points at 100 rows.
        ([40, 42, 40, 38, 40, 40], 56, ["share_moved"]),  # what the one gained the other lost: told once
        ([40, 42, 40, 38, 40, 40], 54, []),  # 14 points are chance
        ([20, 60, 20, 60, 20, 60], 90, []),  # a lively column: limits are wide
        ([40, 42, 40, 38, 40], 90, []),  # five months give no limits
        ([40, 42, 40], 0, ["code_vanished"]),
        ([9, 10, 9], 0, []),  # nine rows expected
        ([0, 0, 0], 10, ["code_appeared"]),
        ([0, 0, 0], 9, []),
    ],
)
def test_codes_that_moved(settings: Settings, warehouse: Warehouse, earlier: list[int], now: int, says: list[str]) -> None:
    found = said(settings, warehouse, [police(n) for n in earlier], police(now))
    assert [f.rule for f in found if f.column_name == "contact_source"] == says


def test_too_few_rows_for_shares(settings: Settings, warehouse: Warehouse) -> None:
    assert said(settings, warehouse, [police(40)] * 3, police(0), count=49) == []
