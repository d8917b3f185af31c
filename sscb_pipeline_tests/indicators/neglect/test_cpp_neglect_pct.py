"""CP06: the share of children on a plan because of neglect."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.child_protection.test_cpp_open import plan
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def test_latest_category_for_the_headline_and_initial_as_variant(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [
        plan("A", "2016-05-01", initial_category="NEG", latest_category="NEG"),
        plan("B", "2016-05-01", initial_category="EMO", latest_category="NEG", area="SW", dob="2007-03-31", gender="F"),
        plan("C", "2016-05-01", initial_category="NEG", latest_category="EMO", area="SW"),
        plan("D", "2016-05-01", initial_category="NEG", latest_category="MUL", area="SW"),   # several: MUL alone
        plan("E", "2016-05-01", initial_category="NEG", latest_category="NEG", ola_plan=True),
        plan("F", "2016-05-01", "2017-03-31", initial_category="NEG", latest_category="NEG"),
    ]})
    build(warehouse, "CP06", "CP04")
    # Neglect A and B, of A, B, C and D: E is another authority's, F ended on the day.
    assert fraction(warehouse, "CP06", "2017-03") == (2, 4)
    assert value(warehouse, "CP06", "2016-17") == 50.0  # the year stands at 31 March
    assert fraction(warehouse, "CP06", "2017-03", "SW") == (1, 3)
    assert fraction(warehouse, "CP06", "2017-03", breakdown="variant", of="initial_category") == (3, 4)
    # B is ten on the day; all four plans began eleven months before.
    assert [fraction(warehouse, "CP06", "2017-03", breakdown=name, of=of) for name, of in (
        ("age_band", "10_15"), ("sex", "F"), ("time_on_plan", "6_TO_11_MONTHS"))] == [(1, 1), (1, 1), (2, 4)]
    shares = {code: fraction(warehouse, "CP06", "2017-03", breakdown="category", of=code) for code in ("NEG", "EMO", "MUL")}
    assert shares == {"NEG": (2, 4), "EMO": (1, 4), "MUL": (1, 4)}
    began = {code: fraction(warehouse, "CP06", "2017-03", breakdown="initial_category", of=code) for code in ("NEG", "EMO")}
    assert began == {"NEG": (3, 4), "EMO": (1, 4)}
    # The denominator is CP04, always.
    assert value(warehouse, "CP04", "2017-03") == 4
