"""CP03: initial conferences that led to a plan."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.child_protection.test_cpp_open import plan
from sscb_pipeline_tests.indicators.child_protection.test_icpc_count import icpc
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given


def test_children_who_got_a_plan(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-11", {"ICPC": [
        icpc("A", "2016-11-01"), icpc("B", "2016-11-01"), icpc("C", "2016-11-01", outcome="CIN_PLAN"),
        icpc("D", "2016-11-30", outcome="NFA"), icpc("E", "2016-11-30"),
        icpc("F", "2016-11-15", transfer_in=True),                       # moved here with a plan: the variant's
    ]})
    given(warehouse, "cs_cin_cpp", "2016-11", {"CPP": [
        plan("A", "2016-11-01", icpc_id="I-A", initial_category="NEG", latest_category="EMO"),
        plan("B", "2016-11-01", initial_category="EMO", area="SW"),      # does not name the conference of its first day
        plan("E", "2016-11-28", initial_category="SAB"),                 # another conference's: E's plan is not known
    ]})
    build(warehouse, "CP03")
    # A, B and E of A, B, C, D and E.
    assert fraction(warehouse, "CP03", "2016-11") == (3, 5)
    assert fraction(warehouse, "CP03", "2016-11", breakdown="variant", of="with_transfer_in") == (4, 6)
    assert fraction(warehouse, "CP03", "2016-11", "SW") == (1, 1)
    shares = {code: fraction(warehouse, "CP03", "2016-11", breakdown="category", of=code)
              for code in ("NEG", "EMO", "NO_PLAN", "UNKNOWN")}
    assert shares == {"NEG": (1, 5), "EMO": (1, 5), "NO_PLAN": (2, 5), "UNKNOWN": (1, 5)}
