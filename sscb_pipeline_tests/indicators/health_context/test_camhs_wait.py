"""HEA02: children waiting for mental health services."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def referred(child: str, day: str, **more: Any) -> dict[str, Any]:
    return {"nhs_number": child, "referral_date": day, "source": "GP", "dob": "2003-05-05", "pathway": "GENERIC", **more}


def test_who_waits_on_the_day(warehouse: Warehouse) -> None:
    given(warehouse, "hea_camhs", "2017-03", {"CAMHS": [
        referred("A", "2016-11-25", accepted=True, lac_flag=True, area="NE"),    # 126 days, exactly 18 weeks: in time
        referred("B", "2016-11-24", accepted=True, area="NE"),                   # a day more
        referred("C", "2016-08-01", accepted=None),                              # undecided since August: waits
        referred("C", "2017-03-01", accepted=True),                              # the same child, referred again
        referred("D", "2016-08-01", accepted=False),                             # turned down
        referred("E", "2016-08-01", accepted=True, first_appt="2017-03-31"),     # seen on the day
        referred("F", "2016-08-01", accepted=True, first_appt="2017-04-03", pathway="CSE_STARS"),    # booked, not seen yet
        referred("G", "2016-08-01", accepted=True, closed_on="2017-03-31"),      # closed on the day
        referred("H", "2016-08-01", accepted=True, dob="1999-03-31"),            # 18 on the day
    ]})
    build(warehouse, "HEA02")
    # Waiting: A, B, C, F; longer than 18 weeks: B, C (by the referral of August) and F.
    assert fraction(warehouse, "HEA02", "2017-03") == (3, 4)
    assert value(warehouse, "HEA02", "2017-03") == 75.0
    assert fraction(warehouse, "HEA02", "2017-03", "NE") == (1, 2)
    assert fraction(warehouse, "HEA02", "2017-03", breakdown="lac", of="YES") == (0, 1)
    assert fraction(warehouse, "HEA02", "2017-03", breakdown="pathway", of="CSE_STARS") == (1, 1)


def test_months_as_now_known(warehouse: Warehouse) -> None:
    given(warehouse, "hea_camhs", "2017-01", {"CAMHS": [referred("A", "2016-06-01"), referred("B", "2016-06-01")]})
    given(warehouse, "hea_camhs", "2017-02", {"CAMHS": [referred("A", "2016-06-01", accepted=True, first_appt="2017-01-20")]})
    given(warehouse, "hea_camhs", "2017-03", {"CAMHS": [referred("D", "2017-02-10")]})
    build(warehouse, "HEA02")
    # January: B alone, as A was seen on the 20th (told in February); B is gone from February's file. D was told late.
    assert [fraction(warehouse, "HEA02", month) for month in ("2017-01", "2017-02", "2017-03")] == [(1, 1), (0, 1), (0, 1)]
