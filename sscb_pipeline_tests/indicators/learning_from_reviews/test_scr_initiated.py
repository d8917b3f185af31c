"""SCR02: reviews initiated."""

from sscb_pipeline.vocabulary.calendar import months_between
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.learning_from_reviews.test_scr_referrals import referral
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def test_by_the_day_of_the_decision(warehouse: Warehouse) -> None:
    sent = {
        "2016-03": [referral("R0", "2016-03-20")],                                    # received in the year before …
        "2016-04": [referral("R0", "2016-03-20", "SCR", "2016-04-10", themes="DA,SUICIDE"),  # … decided now: counts here
                    referral("R1", "2016-04-02", "PARTNERSHIP_REVIEW", "2016-04-20")],
        "2016-09": [referral("R2", "2016-09-02", "NO_REVIEW", "2016-09-20", themes="DA"),
                    referral("R3", "2016-09-03", "SCR", "2016-09-30")],
        "2017-03": [referral("R4", "2017-03-20", "PENDING", "2017-03-29"),            # discussed, still pending: not decided
                    referral("R5", "2017-03-20", None)],                              # nothing said yet: not decided
    }
    for month in months_between("2016-03", "2017-03"):
        given(warehouse, "lscb_case_reviews", month, {"Referrals": sent.get(month, [])})
    build(warehouse, "SCR02")
    # Reviews initiated: R0, R1 and R3 of the four decided; the value is their number.
    assert fraction(warehouse, "SCR02", "2016-17") == (3, 4)
    assert value(warehouse, "SCR02", "2016-17") == 3
    decisions = {code: value(warehouse, "SCR02", "2016-17", breakdown="decision", of=code)
                 for code in ("SCR", "PARTNERSHIP_REVIEW", "NO_REVIEW")}
    assert decisions == {"SCR": 2, "PARTNERSHIP_REVIEW": 1, "NO_REVIEW": 1}
    themes = [fraction(warehouse, "SCR02", "2016-17", breakdown="theme", of=theme) for theme in ("DA", "SUICIDE")]
    assert themes == [(1, 2), (1, 1)]      # R0 has both, R2 the first
    assert value(warehouse, "SCR02", "2016-03") == 0
