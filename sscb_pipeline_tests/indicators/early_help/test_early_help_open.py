"""EH05: children in early help at a month's end."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given, row, value


def episode(child: str, start: str | None, end: str | None = None, number: int = 1, hub: str = "NE",
            **more: Any) -> dict[str, Any]:
    return {"person_id": child, "eh_episode_id": f"E{number}-{child}", "hub": hub, "episode_start": start, "episode_end": end,
            "assessment_start": "2016-01-04", **more}


def test_children_open_on_the_last_day(warehouse: Warehouse) -> None:
    given(warehouse, "cs_early_help", "2016-11", {"Episodes": [
        episode("A", "2016-11-30", dob="2006-12-01", reason="DA"),          # begins on the day; 9 until tomorrow
        episode("B", "2016-06-01", "2016-11-30"),                           # ends on the day: not open
        episode("C", "2016-06-01", "2016-12-01", hub="SW"),                 # ends the day after: open
        episode("D", "2016-06-01", lead_organisation="SCHOOL"),             # two open: counts once, under the later
        episode("D", "2016-10-03", number=2, hub="SE", lead_organisation="HV"),
        episode("E", None),                                                 # assessed only
    ]})
    build(warehouse, "EH05")
    # A, C, D.
    assert value(warehouse, "EH05", "2016-11") == 3
    assert [value(warehouse, "EH05", "2016-11", area) for area in ("NE", "NW", "SE", "SW")] == [1, 0, 1, 1]
    assert value(warehouse, "EH05", "2016-11", breakdown="age_band", of="5_9") == 1
    assert value(warehouse, "EH05", "2016-11", breakdown="lead_organisation", of="HV") == 1
    assert row(warehouse, "EH05", "2016-11", breakdown="lead_organisation", of="SCHOOL") is None
    assert value(warehouse, "EH05", "2016-11", breakdown="reason", of="DA") == 1
    # 3 of 256,828 children, 0.1 for every 10,000: a stock is not annualised.
    assert value(warehouse, "EH05", "2016-11", breakdown="rate", of="REBASED") == 0.1


def test_before_the_hubs_opened_no_area_is_shown(warehouse: Warehouse) -> None:
    given(warehouse, "cs_early_help", "2016-09", {"Episodes": [episode("A", "2016-06-01")]})
    given(warehouse, "cs_early_help", "2016-10", {"Episodes": [episode("A", "2016-06-01")]})
    build(warehouse, "EH05")
    # On 30 September the file's area is an area team's; on 31 October it is a hub.
    assert [[value(warehouse, "EH05", month, area) for area in ("Surrey", "NE")] for month in ("2016-09", "2016-10")] == [
        [1, 0], [1, 1]]
    assert value(warehouse, "EH05", "2016-09", "UNKNOWN") == 1


def test_each_hub_has_a_file_of_its_own(warehouse: Warehouse) -> None:
    hubs = ("NE", "NW", "SE", "SW")
    for hub in hubs:
        given(warehouse, "cs_early_help", "2016-11", {"Episodes": [episode(hub, "2016-10-03", hub=hub)]}, part=hub)
    for hub in ("NE", "NW", "SE"):
        shown = [] if hub == "NE" else [episode(hub, "2016-10-03", hub=hub)]
        given(warehouse, "cs_early_help", "2016-12", {"Episodes": shown}, part=hub)
    build(warehouse, "EH05")
    # Missing from the file of NE without an end: open until last shown. SW has not sent December: it is awaited.
    assert value(warehouse, "EH05", "2016-11") == 4
    december = row(warehouse, "EH05", "2016-12")
    assert december is not None and (december["status"], december["awaiting"]) == ("awaiting", "cs_early_help 2016-12 (SW)")
    given(warehouse, "cs_early_help", "2016-12", {"Episodes": [episode("SW", "2016-10-03", hub="SW")]}, part="SW")
    build(warehouse, "EH05")
    assert [value(warehouse, "EH05", "2016-12", hub) for hub in hubs] == [0, 1, 1, 1]
