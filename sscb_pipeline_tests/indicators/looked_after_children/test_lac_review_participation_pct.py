"""LAC08: children aged 4 and over who took part in their review."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given


def child(person: str, born: str | None, **more: Any) -> dict[str, Any]:
    return {"person_id": person, "poc_start": "2015-05-01", "legal_status": "C2", "dob": born, **more}


def review(person: str, held: str, participation: str) -> dict[str, Any]:
    return {"person_id": person, "review_date": held, "participation": participation}


def test_who_took_part(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2018-02", {
        "LAC": [child("A", "2008-02-29", send_status="E"), child("B", "2014-03-01"), child("C", "2014-02-28"),
                child("D", "2008-02-28"), child("E", None), child("F", "2005-01-01", legal_status="V4"),
                child("G", "2001-01-01", poc_end="2018-02-28", uasc=True)],
        "Reviews": [
            review("A", "2018-02-28", "PN6"),  # born on 29 February 2008: 10 on 1 March only
            review("B", "2018-02-28", "PN1"),  # 4 the day after: not counted
            review("C", "2018-02-28", "PN0"),  # 4 that day: the code for the younger is no taking part
            review("D", "2018-02-28", "PN7"),  # conveyed no views
            review("E", "2018-02-28", "PN2"),  # age not known: counts
            review("F", "2018-02-28", "PN1"),  # short breaks
            review("G", "2018-02-28", "PN5"),  # on the day care ended
            review("H", "2018-02-28", "PN3"),  # no row beside the review: counts
        ]})
    given(warehouse, "cs_assess_s47_icpc", "2018-02", {"Assessments": [{"person_id": "A", "disability": "LD"}]})
    build(warehouse, "LAC08")
    # A, C, D, E, G, H; of them took part A, E, G, H.
    assert fraction(warehouse, "LAC08", "2018-02") == (4, 6)
    assert [fraction(warehouse, "LAC08", "2018-02", breakdown="age_group", of=of) for of in ("4_9", "10_15", "16_17")
            ] == [(1, 2), (0, 1), (1, 1)]
    assert fraction(warehouse, "LAC08", "2018-02", breakdown="uasc", of="YES") == (1, 1)
    assert fraction(warehouse, "LAC08", "2018-02", breakdown="send_status", of="E") == (1, 1)
    assert [fraction(warehouse, "LAC08", "2018-02", breakdown="is_disabled", of=of) for of in ("YES", "UNKNOWN")] == [
        (1, 1), (3, 5)]


def test_where_the_child_lived_on_the_day(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2018-01", {"LAC": [child("A", "2005-01-01", placement_location="IN")]})
    given(warehouse, "cs_lac", "2018-02", {
        "LAC": [child("A", "2005-01-01", placement_location="OUT", placement_start="2018-02-15")],
        "Reviews": [review("A", "2018-02-14", "PN1"), review("A", "2018-02-20", "PN7")]})
    build(warehouse, "LAC08")
    assert [fraction(warehouse, "LAC08", "2018-02", breakdown="placement_location", of=of) for of in ("IN", "OUT")
            ] == [(1, 1), (0, 1)]
