"""S11A: ratings of section 11 audits."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row, value


def rated(agency: str, day: str, standard: int, rating: str, validated: str | None = None) -> dict[str, Any]:
    return {"agency": agency, "audit_date": day, "standard_no": standard, "self_rating": rating, "validated_rating": validated}


def test_the_latest_audit_of_two_years(warehouse: Warehouse) -> None:
    given(warehouse, "lscb_training_assurance", "2016-12", {"Section11": [
        rated("POLICE", "2015-01-31", 1, "G"),                       # two years old on 31 January: no longer counts
        rated("SCHOOL", "2015-02-01", 1, "R"), rated("SCHOOL", "2015-02-01", 2, "G", "A"),
        rated("CCG", "2016-12-01", 1, "A"),
    ]})
    given(warehouse, "lscb_training_assurance", "2017-01", {"Section11": [
        rated("SCHOOL", "2017-01-31", 1, "G", "G"),                  # audited anew on the day
        rated("CCG", "2016-12-01", 1, "A", "A"),                     # sent again, challenged by now
    ]})
    build(warehouse, "S11A")
    # December: the police's, the school's two and CCG's: green 2 of 4. January: green both of the school, of three.
    assert [fraction(warehouse, "S11A", month) for month in ("2016-12", "2017-01")] == [(2, 4), (2, 3)]
    assert value(warehouse, "S11A", "2017-01") == 66.7
    assert fraction(warehouse, "S11A", "2017-01", breakdown="agency", of="SCHOOL") == (2, 2)
    assert fraction(warehouse, "S11A", "2017-01", breakdown="standard", of="1") == (1, 2)
    assert [fraction(warehouse, "S11A", "2016-12", breakdown="self_rating", of=r) for r in ("RED", "AMBER", "GREEN")] == [
        (1, 4), (1, 4), (2, 4)]
    # Challenged: the school's two and CCG's, one of them left green.
    assert fraction(warehouse, "S11A", "2017-01", breakdown="variant", of="validated") == (1, 3)
    assert fraction(warehouse, "S11A", "2017-01", breakdown="validated_rating", of="AMBER") == (2, 3)
    # Audits of two years count; not all of their months have come.
    january = row(warehouse, "S11A", "2017-01")
    assert january is not None and january["status"] == "provisional"
