"""A month judged by the months before it: volume, nil returns, what stands open. Figures worked out by hand."""

from typing import Any

import pytest

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.history import judged, months, put

MISSING = "pol_missing"


def episodes(month: str, count: int) -> dict[str, list[dict[str, Any]]]:
    """Episodes of a month, each with its own id, no two of them of a day alone."""
    return {
        "Missing": [
            {
                "misper_ref": f"{month}/{number}",
                "police_person_ref": f"N{number}",
                "dob": f"2005-{1 + number % 12:02d}-{2 + number % 20:02d}",
                "missing_from_at": f"{month}-{1 + number % 27:02d} 21:00",
                "reported_at": f"{month}-{1 + number % 27:02d} 22:00",
                "found_at": f"{month}-{1 + number % 27:02d} 23:00",
            }
            for number in range(count)
        ]
    }


def told(settings: Settings, warehouse: Warehouse, counts: list[int], now: int) -> list[tuple[str, str]]:
    """Strength and rule of what is said of a month with `now` rows after months with these counts."""
    earlier = {month: episodes(month, count) for month, count in zip(months(len(counts)), counts, strict=True)}
    found = judged(settings, warehouse, MISSING, earlier, "2016-11", episodes("2016-11", now))
    return [(finding.strength, finding.rule) for finding in found]


# Mean 10, moving ranges 2: limits 10 +- 5.32, so 4 to 16 are usual.
YEAR = [9, 11] * 6


@pytest.mark.parametrize(("now", "says"), [(3, True), (4, False), (16, False), (17, True)])
def test_volume_outside_the_limits_is_asked_about(settings: Settings, warehouse: Warehouse, now: int, says: bool) -> None:
    assert told(settings, warehouse, YEAR, now) == ([("query", "volume_unusual")] if says else [])


def test_limits_on_trial_are_told_to_the_data_team(settings: Settings, warehouse: Warehouse) -> None:
    assert told(settings, warehouse, YEAR[:6], 17) == [("warn", "volume_unusual")]


def test_five_months_say_nothing(settings: Settings, warehouse: Warehouse) -> None:
    assert told(settings, warehouse, YEAR[:5], 40) == []


def test_a_run_within_the_limits_is_told_to_the_data_team(settings: Settings, warehouse: Warehouse) -> None:
    assert told(settings, warehouse, [*YEAR, 11, 11, 11, 11, 11], 11) == [("warn", "volume_pattern")]


def test_the_message_says_what_was_expected(settings: Settings, warehouse: Warehouse) -> None:
    earlier = {month: episodes(month, count) for month, count in zip(months(12), YEAR, strict=True)}
    (found,) = judged(settings, warehouse, MISSING, earlier, "2016-11", episodes("2016-11", 40))
    assert (found.sheet, found.row, found.column_letter) == ("Missing", None, None)
    assert found.message == (
        "Sheet Missing has 40 rows; its 12 earlier months lead to expect 4 to 16 (mean 10, limits). "
        "Is it complete, and is every row this month's?"
    )


def test_a_first_month_is_judged_by_nothing(settings: Settings, warehouse: Warehouse) -> None:
    assert judged(settings, warehouse, MISSING, {}, "2016-11", episodes("2016-11", 3)) == []
    assert judged(settings, warehouse, MISSING, {}, "2016-12", {"Missing": []}) == []


def test_each_part_is_judged_by_its_own_months(settings: Settings, warehouse: Warehouse) -> None:
    with warehouse.begin() as connection:
        for month in months(12):
            put(connection, "cs_early_help", month, {"Episodes": [{"eh_episode_id": f"{month}"}]}, part="NE")
    found = judged(settings, warehouse, "cs_early_help", {}, "2016-11", {"Episodes": []}, part="SW")
    assert found == []
    with pytest.raises(FileRefused, match="No sheet of the file has a row"):
        judged(settings, warehouse, "cs_early_help", {}, "2016-11", {"Episodes": []}, part="NE")


def test_an_empty_file_blocks_until_it_says_nil(settings: Settings, warehouse: Warehouse) -> None:
    earlier = {month: episodes(month, 2) for month in months(3)}
    with pytest.raises(FileRefused) as refused:
        judged(settings, warehouse, MISSING, earlier, "2016-11", {"Missing": []})
    assert refused.value.rule == "no_rows"
    assert judged(settings, warehouse, MISSING, earlier, "2016-11", {"Missing": []}, nil_sheets=["Missing"]) == []


def test_a_nil_return_has_no_rows(settings: Settings, warehouse: Warehouse) -> None:
    with pytest.raises(FileRefused) as refused:
        judged(settings, warehouse, MISSING, {}, "2016-11", episodes("2016-11", 1), nil_sheets=["Missing"])
    assert refused.value.rule == "nil_and_rows"


def reviews(month: str, count: int) -> dict[str, list[dict[str, Any]]]:
    return {
        "CPP": [{"last_statutory_visit": f"{month}-05"}],
        "Reviews": [{"review_date": f"{month}-{day + 1:02d}"} for day in range(count)],
        "CIN": [{"last_seen": f"{month}-05"}],
    }


def test_a_sheet_that_comes_now_and_then_is_judged_by_the_months_it_came(settings: Settings, warehouse: Warehouse) -> None:
    def quarter(rows: int) -> dict[str, list[dict[str, Any]]]:
        agencies = [f"A{number}" for number in range(rows)]
        return {"Training": [{}], "Workforce_Compliance": [{"agency": agency, "in_scope": rows} for agency in agencies]}

    came = [10, 0, 0, 12, 0, 0, 10, 0, 0, 12, 0, 0, 10, 0, 0, 12, 0, 0]
    earlier = {month: quarter(count) for month, count in zip(months(18), came, strict=True)}
    # Six months with rows: mean 11, moving ranges 2: limits 5.68 to 16.32.
    assert judged(settings, warehouse, "lscb_training_assurance", earlier, "2016-11", quarter(0)) == []
    found = judged(settings, warehouse, "lscb_training_assurance", {}, "2016-12", quarter(30))
    assert [finding.rule for finding in found] == ["volume_unusual"]
    assert "expect 5 to 17" in found[0].message


@pytest.mark.parametrize(
    ("before", "says"),
    [([1, 1, 2], ["sheet_empty"]), ([0, 0, 2], []), ([2, 2], [])],
)
def test_one_empty_sheet_is_asked_about(settings: Settings, warehouse: Warehouse, before: list[int], says: list[str]) -> None:
    earlier = {month: reviews(month, count) for month, count in zip(months(len(before)), before, strict=True)}
    found = judged(settings, warehouse, "cs_cin_cpp", earlier, "2016-11", reviews("2016-11", 0))
    assert [(finding.rule, finding.strength, finding.sheet) for finding in found] == [(r, "query", "Reviews") for r in says]


def test_one_empty_sheet_that_says_nil_is_as_it_says(settings: Settings, warehouse: Warehouse) -> None:
    earlier = {month: reviews(month, 2) for month in months(3)}
    assert judged(settings, warehouse, "cs_cin_cpp", earlier, "2016-11", reviews("2016-11", 0), nil_sheets=["Reviews"]) == []


def plan(child: str, start: str, end: str | None = None) -> dict[str, Any]:
    return {"person_id": child, "cpp_id": f"P{child}", "cpp_start": start, "cpp_end": end}


def test_what_is_open_follows_from_the_month_before(settings: Settings, warehouse: Warehouse) -> None:
    october = {"CPP": [plan("L1", "2016-01-04"), plan("L2", "2016-02-01"), plan("L3", "2016-02-01", "2016-10-31")]}
    # L2 ends, L4 begins, and on the last day L5 begins: 2 + 2 - 1 = 3 open.
    begun = [plan("L4", "2016-11-01"), plan("L5", "2016-11-30")]
    november = [plan("L1", "2016-01-04"), plan("L2", "2016-02-01", "2016-11-30"), *begun]
    assert judged(settings, warehouse, "cs_cin_cpp", {"2016-10": october}, "2016-11", {"CPP": november}) == []
    # L1 is taken out instead of ended, and two of October come in late: 2 + 2 - 1 = 3, but 4 are open.
    late = [*november[1:], plan("L6", "2016-10-10"), plan("L7", "2016-10-11")]
    (found,) = judged(settings, warehouse, "cs_cin_cpp", {}, "2016-11", {"CPP": late})
    assert (found.strength, found.rule, found.column_name) == ("warn", "stock_does_not_follow", "cpp_end")
    assert found.message == (
        "Sheet CPP: 2 were open the month before, 2 began and 1 ended in the month, but 4 are open: 1 more, entered late or "
        "taken out."
    )


def test_a_month_not_received_is_not_compared_over(settings: Settings, warehouse: Warehouse) -> None:
    september, november = {"CPP": [plan("L1", "2016-01-04")]}, {"CPP": [plan("L2", "2016-01-04"), plan("L3", "2016-01-04")]}
    assert judged(settings, warehouse, "cs_cin_cpp", {"2016-09": september}, "2016-11", november) == []
