"""Last month's file under this month's name: told by its rows, not by its name."""

from typing import Any

import pytest

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.history import Rows, judged, put


def children(count: int, **given: Any) -> list[dict[str, Any]]:
    """Rows of so many children, born on different days."""
    return [
        {"dob": f"2006-{1 + n % 12:02d}-{2 + n % 20:02d}", **{name: value(n) for name, value in given.items()}}
        for n in range(count)
    ]


def episodes(first: int, count: int) -> Rows:
    return {
        "Missing": children(
            count,
            misper_ref=lambda n: f"M{first + n}",
            missing_from_at=lambda n: f"2016-11-{1 + n % 20:02d} 10:00",
            reported_at=lambda n: f"2016-11-{1 + n % 20:02d} 11:00",
            found_at=lambda n: f"2016-11-{2 + n % 20:02d} 11:00",
        )
    }


@pytest.mark.parametrize(("again", "blocked"), [(18, False), (19, True)])
def test_events_whose_ids_came_before(settings: Settings, warehouse: Warehouse, again: int, blocked: bool) -> None:
    # Of 20 episodes, 18 (90 %) are not more than nine in ten; 19 are.
    november = episodes(20 - again, 20)
    if not blocked:
        assert judged(settings, warehouse, "pol_missing", {"2016-10": episodes(0, 20)}, "2016-11", november) == []
        return
    with pytest.raises(FileRefused) as refused:
        judged(settings, warehouse, "pol_missing", {"2016-10": episodes(0, 20)}, "2016-11", november)
    assert refused.value.rule == "same_content"
    assert str(refused.value) == (
        "Sheet Missing: 19 of 20 rows stood in the file received for 2016-10 already. "
        "Is it that month's file under this month's name? Send this month's file."
    )


def test_a_few_events_are_no_file(settings: Settings, warehouse: Warehouse) -> None:
    assert judged(settings, warehouse, "pol_missing", {"2016-10": episodes(0, 9)}, "2016-11", episodes(0, 9)) == []


def test_a_correction_of_the_month_itself_repeats_it(settings: Settings, warehouse: Warehouse) -> None:
    with warehouse.begin() as connection:
        put(connection, "pol_missing", "2016-11", episodes(0, 20))
    assert judged(settings, warehouse, "pol_missing", {}, "2016-11", episodes(0, 20)) == []


def test_another_part_may_have_the_same_ids(settings: Settings, warehouse: Warehouse) -> None:
    rows = {"ED_Flagged": children(20, local_patient_id=lambda n: f"H{n}", arrival_at=lambda n: f"2016-11-{1 + n:02d} 10:00")}
    with warehouse.begin() as connection:
        put(connection, "hea_ed_safeguarding", "2016-10", rows, part="RTK")
    assert judged(settings, warehouse, "hea_ed_safeguarding", {}, "2016-11", rows, part="RA2") == []


def plans(count: int, seen: int = 0) -> Rows:
    """Plans of a snapshot; the first `seen` were visited again since."""
    return {
        "CPP": children(
            count,
            person_id=lambda n: f"L{n}",
            cpp_id=lambda n: f"P{n}",
            cpp_start=lambda n: f"2016-06-{1 + n % 28:02d}",
            last_statutory_visit=lambda n: "2016-11-21" if n < seen else f"2016-10-{1 + n % 28:02d}",
            latest_review=lambda n: f"2016-09-{1 + n % 28:02d}",
        )
    }


@pytest.mark.parametrize(("count", "seen", "blocked"), [(20, 0, True), (20, 1, False), (19, 0, False)])
def test_a_snapshot_alike_in_every_column(
    settings: Settings, warehouse: Warehouse, count: int, seen: int, blocked: bool
) -> None:
    earlier = {"2016-09": plans(count), "2016-10": plans(count)}
    if blocked:
        with pytest.raises(FileRefused, match="All rows stood in the file received for 2016-10 already") as refused:
            judged(settings, warehouse, "cs_cin_cpp", earlier, "2016-11", plans(count, seen))
        assert refused.value.rule == "same_content"
    else:
        assert judged(settings, warehouse, "cs_cin_cpp", earlier, "2016-11", plans(count, seen)) == []


def test_one_sheet_alike_among_others_that_moved_is_no_file(settings: Settings, warehouse: Warehouse) -> None:
    cases = {"CIN": [{"person_id": f"L{n}", "cin_start": f"2016-04-{1 + n:02d}", "case_status": "CIN_PLAN"} for n in range(20)]}
    october, november = {**plans(20), **cases}, {**plans(20, seen=5), **cases}
    found = judged(settings, warehouse, "cs_cin_cpp", {"2016-10": october}, "2016-11", november)
    assert [finding.rule for finding in found] == []


def test_a_rolling_window_repeats_all_but_what_is_new(settings: Settings, warehouse: Warehouse) -> None:
    def referrals(count: int) -> Rows:
        days = [f"2016-10-{1 + n % 28:02d}" for n in range(count)]
        return {"Referrals": [{"referral_id": f"R{n}", "referral_date": day} for n, day in enumerate(days)]}

    assert judged(settings, warehouse, "cs_contacts_referrals", {"2016-10": referrals(30)}, "2016-11", referrals(31)) == []
    with pytest.raises(FileRefused, match="All rows stood"):
        judged(settings, warehouse, "cs_contacts_referrals", {}, "2016-12", referrals(30))


def test_sheets_without_a_key_are_compared_by_every_column(settings: Settings, warehouse: Warehouse) -> None:
    def bookings(month: str) -> Rows:
        return {"Training": [{"date": f"{month}-{1 + n:02d}", "evaluation_score": None} for n in range(12)]}

    october = bookings("2016-10")
    assert judged(settings, warehouse, "lscb_training_assurance", {"2016-10": october}, "2016-11", bookings("2016-11")) == []
    with pytest.raises(FileRefused, match="Sheet Training: 12 of 12 rows"):
        judged(settings, warehouse, "lscb_training_assurance", {}, "2016-12", october)


def test_months_are_told_apart_by_a_sample_first(settings: Settings, warehouse: Warehouse) -> None:
    # More rows than are looked up first: September's come again, October's do not.
    earlier = {"2016-09": episodes(1000, 400), "2016-10": episodes(2000, 400)}
    with pytest.raises(FileRefused, match="400 of 400 rows stood in the file received for 2016-09 already"):
        judged(settings, warehouse, "pol_missing", earlier, "2016-11", episodes(1000, 400))
