"""SCR03: decisions within one month, serious case reviews within six."""

from sscb_pipeline.vocabulary.calendar import months_between
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.learning_from_reviews.test_scr_referrals import referral
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def test_due_in_the_period_done_or_open(warehouse: Warehouse) -> None:
    cases = [
        referral("R1", "2016-01-31", "NO_REVIEW", "2016-02-29"),     # due on the leap day, decided on it
        referral("R2", "2016-01-31", "NO_REVIEW", "2016-03-01"),     # due the same day, a day late
        referral("R3", "2016-01-20", "PENDING", "2016-02-10"),       # discussed and open: late from 20 February on
        referral("R4", "2016-02-20", "PENDING"),                     # due in March
        # Decided in time; the review began in August, is due on 28 February and is open then.
        referral("R5", "2016-08-01", "SCR", "2016-08-20", review_started="2016-08-31"),
        # No starting day: six months from the decision, done on the last day.
        referral("R6", "2016-08-01", "SCR", "2016-08-15", review_completed="2017-02-15"),
        referral("R7", "2016-08-01", "PARTNERSHIP_REVIEW", "2016-08-15", review_started="2016-08-16"),   # no limit
    ]
    for month in months_between("2016-01", "2017-02"):
        given(warehouse, "lscb_case_reviews", month,
              {"Referrals": [case for case in cases if case["received_on"][:7] == month]})
    build(warehouse, "SCR03")
    decision, review = {"breakdown": "type", "of": "DECISION"}, {"breakdown": "type", "of": "REVIEW"}
    # February 2016: R1 of R1, R2, R3. March: R4 alone. September: R5, R6 and R7, decided in August.
    assert fraction(warehouse, "SCR03", "2016-02", **decision) == (1, 3)
    assert fraction(warehouse, "SCR03", "2016-03", **decision) == (0, 1)
    assert fraction(warehouse, "SCR03", "2016-09", **decision) == (3, 3)
    # February 2017: R6 of R5 and R6.
    assert fraction(warehouse, "SCR03", "2017-02", **review) == (1, 2)
    assert row(warehouse, "SCR03", "2017-02") is None
