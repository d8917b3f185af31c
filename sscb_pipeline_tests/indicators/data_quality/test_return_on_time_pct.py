"""DQ01: returns received on time."""

from sqlalchemy import text

from sscb_pipeline.returns.health.hea_ed_safeguarding import TRUSTS
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def test_by_the_fifth_working_day(warehouse: Warehouse) -> None:
    # December 2016 is due on 9 January 2017: the 2nd is a bank holiday, working days are the 3rd to the 6th and the 9th.
    given(warehouse, "pol_missing", "2016-12", loaded_at="2017-01-09 23:30+00")          # on the last day
    given(warehouse, "cs_lac", "2016-12", loaded_at="2017-01-10 00:10+00")               # ten minutes later: one day late
    given(warehouse, "cs_lac", "2016-12", loaded_at="2017-01-11 09:00+00")               # corrected since: still one
    given(warehouse, "cs_cin_cpp", "2016-12", loaded_at="2017-01-17 09:00+00")           # six working days late
    for trust in TRUSTS[:2]:
        given(warehouse, "hea_ed_safeguarding", "2016-12", part=trust, loaded_at="2017-01-05 09:00+00")
    # January has begun to come in; what is not here of it is not due by the 17th.
    given(warehouse, "lscb_cdop", "2017-01", loaded_at="2017-01-16 09:00+00")
    build(warehouse, "DQ01")
    one = {"breakdown": "return"}
    assert [fraction(warehouse, "DQ01", "2016-12", **one, of=name) for name in ("pol_missing", "cs_lac", "cs_cin_cpp")] == [
        (1, 1), (0, 1), (0, 1)]
    # Two of the five trusts have sent, three have not; nor has camhs, which counts as late at once.
    assert fraction(warehouse, "DQ01", "2016-12", **one, of="hea_ed_safeguarding") == (2, 5)
    assert fraction(warehouse, "DQ01", "2016-12", **one, of="hea_camhs") == (0, 1)
    assert fraction(warehouse, "DQ01", "2017-01") == (1, 1)
    late = {"breakdown": "lateness"}
    # The police send three returns.
    assert value(warehouse, "DQ01", "2016-12", breakdown="agency", of="POLICE") == 33.3
    sent, due = fraction(warehouse, "DQ01", "2016-12")
    assert sent == 3 and due
    assert [fraction(warehouse, "DQ01", "2016-12", **late, of=band) for band in ("ON_TIME", "1_TO_5", "6_TO_20")] == [
        (3, due), (1, due), (1, due)]
    # All else that is expected has not come: five have, two of them trusts.
    assert fraction(warehouse, "DQ01", "2016-12", **late, of="NOT_RECEIVED") == (due - 5, due)


def test_a_refused_file_has_not_arrived(warehouse: Warehouse) -> None:
    given(warehouse, "pol_missing", "2016-12", loaded_at="2017-01-09 09:00+00")
    with warehouse.begin() as connection:
        connection.execute(text(
            "insert into registry.submission (sha256, file_name, agency, return_name, month, received_at, status, rule, reason)"
            " values (md5('x'), 'x.xlsx', 'childrens_services', 'cs_lac', '2016-12', '2017-01-03 09:00+00', 'refused', 'r',"
            " 'r')"))
    given(warehouse, "cs_lac", "2016-12", loaded_at="2017-01-12 09:00+00")
    build(warehouse, "DQ01")
    assert fraction(warehouse, "DQ01", "2016-12", breakdown="return", of="cs_lac") == (0, 1)


def test_days_are_those_of_london(warehouse: Warehouse) -> None:
    # May 2017 is due on Wednesday 7 June; half past eleven at night by Greenwich is the next day in summer.
    given(warehouse, "pol_missing", "2017-05", loaded_at="2017-06-07 22:30+00")
    given(warehouse, "cs_lac", "2017-05", loaded_at="2017-06-07 23:30+00")
    build(warehouse, "DQ01")
    assert [fraction(warehouse, "DQ01", "2017-05", breakdown="return", of=name) for name in ("pol_missing", "cs_lac")] == [
        (1, 1), (0, 1)]
