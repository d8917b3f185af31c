"""DA01: domestic abuse incidents reported to the police."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given, value


def test_by_the_day_reported(warehouse: Warehouse) -> None:
    given(warehouse, "pol_da_notifications", "2015-04", {"DA_Incidents": [
        {"incident_ref": "1", "reported_date": "2015-04-30 23:59", "incident_date": "2015-03-31 10:00", "borough": "ELMBRIDGE",
         "crime_flag": True},
        {"incident_ref": "2", "reported_date": "2015-04-01 00:00", "incident_date": "2015-03-31 22:00",
         "borough": "GUILDFORD", "dash_grade": "HIGH", "repeat_12m": True},
        {"incident_ref": "3", "reported_date": "2015-03-31 23:59"},
    ]})
    given(warehouse, "pol_da_notifications", "2015-05", {"DA_Incidents": [
        {"incident_ref": "1", "reported_date": "2015-04-30 23:59", "borough": "WOKING", "crime_flag": False},
        {"incident_ref": "4", "reported_date": "2015-05-01 00:00"},
    ]})
    build(warehouse, "DA01")
    # April: 1 and 2. 3 was reported in March. 1 came again in May, corrected to Woking (NW) and no crime: still one, of April.
    assert [value(warehouse, "DA01", month) for month in ("2015-04", "2015-05")] == [2, 1]
    assert [value(warehouse, "DA01", "2015-04", area) for area in ("NE", "NW", "SW")] == [0, 1, 1]
    assert value(warehouse, "DA01", "2015-05", "UNKNOWN") == 1
    assert value(warehouse, "DA01", "2015-04", breakdown="crime", of="NO") == 2
    assert value(warehouse, "DA01", "2015-04", breakdown="dash_grade", of="HIGH") == 1
    assert [value(warehouse, "DA01", "2015-04", breakdown="repeat_12m", of=of) for of in ("YES", "UNKNOWN")] == [1, 1]
