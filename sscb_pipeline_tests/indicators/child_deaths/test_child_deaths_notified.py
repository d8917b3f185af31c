"""CDOP01: child deaths, and the deaths the panel finished reviewing."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given, row, value


def death(ref: str, born: str | None, died: str, panel: str | None = None, **more: Any) -> dict[str, Any]:
    return {"cdop_ref": ref, "dob": born, "date_of_death": died, "notified_on": died, "resident_la": "936",
            "expected": "UNEXPECTED", "panel_date": panel, **more}


def test_deaths_by_their_day_and_reviews_by_theirs(warehouse: Warehouse) -> None:
    given(warehouse, "lscb_cdop", "2017-02", {"Deaths": [
        death("D1", "2017-02-01", "2017-02-28"),                          # the 27th day of life
        death("D2", "2017-01-31", "2017-02-28"),                          # the 28th
        death("D3", "2016-02-29", "2017-02-28", expected="EXPECTED"),     # 365 days, the first birthday is on 1 March
        death("D4", "1999-02-28", "2017-02-28"),                          # the 18th birthday: no child any more
        death("D5", "1999-03-01", "2017-02-28"),                          # the day before it: 17
        death("D6", "2010-01-01", "2017-02-10", resident_la="850"),       # lived in Hampshire
        death("D7", None, "2017-02-10"),                                  # no date of birth: counted, age not known
    ]})
    given(warehouse, "lscb_cdop", "2017-03", {"Deaths": [
        death("D1", "2017-02-01", "2017-02-28", "2017-03-20", category=3),  # sent again once reviewed
        death("D8", "2012-01-01", "2017-02-27", notified_on="2017-03-02"),  # told in March, died in February
    ]})
    build(warehouse, "CDOP01")
    # February: D1, D2, D3, D5, D7, D8.
    assert (value(warehouse, "CDOP01", "2017-02"), value(warehouse, "CDOP01", "2017-03")) == (6, 0)
    bands = {band: value(warehouse, "CDOP01", "2017-02", breakdown="age_band", of=band)
             for band in ("0_27_DAYS", "28_364_DAYS", "5_9", "15_17", "UNKNOWN")}
    assert bands == {"0_27_DAYS": 1, "28_364_DAYS": 2, "5_9": 1, "15_17": 1, "UNKNOWN": 1}
    assert value(warehouse, "CDOP01", "2017-02", breakdown="expected", of="EXPECTED") == 1
    assert value(warehouse, "CDOP01", "2017-02", breakdown="category", of="3") == 1
    # One review, in March: not a death of March.
    assert [value(warehouse, "CDOP01", month, breakdown="variant", of="reviewed") for month in ("2017-02", "2017-03")] == [0, 1]
    assert row(warehouse, "CDOP01", "2017-02", "NE") is None
