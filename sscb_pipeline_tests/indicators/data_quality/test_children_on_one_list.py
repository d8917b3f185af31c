"""DQ13: children on one agency's list only."""

from typing import Any

from sscb_pipeline.vocabulary.areas import AREAS
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def episode(ref: str, person: str, day: str = "2017-02-10") -> dict[str, Any]:
    return {"misper_ref": ref, "police_person_ref": person, "category": "MISSING", "missing_from_at": f"{day} 08:00",
            "dob": "2003-05-05"}


def interview(ref: str | None, person: str, day: str = "2017-02-10") -> dict[str, Any]:
    return {"rhi_id": f"I-{person}-{day}", "police_misper_ref": ref, "person_id": person, "missing_from": f"{day} 08:00",
            "dob": "2003-05-05"}


def test_missing_children_and_children_at_risk(warehouse: Warehouse) -> None:
    given(warehouse, "pol_missing", "2017-01", {"Missing": [
        episode("M0", "P-B", "2017-01-05"), episode("M9", "P-C", "2017-01-05")]})
    given(warehouse, "cs_return_interviews", "2017-01", {"RHI": [
        interview("M0", "B", "2017-01-05"), interview("M9", "C", "2017-01-05")]})
    given(warehouse, "pol_missing", "2017-02", {"Missing": [
        episode("M1", "P-A"),                                       # on both lists, by the interview
        episode("M2", "P-B"), episode("M3", "P-B", "2017-02-28"),   # known since January; no record in February: police alone
        episode("M4", "P-X"),                                       # no interview ever named the child: cannot be looked up
    ]})
    given(warehouse, "cs_return_interviews", "2017-02", {"RHI": [
        interview("M1", "A"),
        interview(None, "C"),                                       # known to the police by January's, not missing with them
        interview(None, "D"),                                       # no police reference is known
    ]})
    given(warehouse, "cs_lac", "2017-02", {"LA_Missing": [{"person_id": "A", "type": "M", "mis_start": "2017-02-10"},
                                                          {"person_id": "E", "type": "A", "mis_start": "2017-02-10"}]})
    given(warehouse, "cs_cse_risk", "2017-02", {"CSE_Assessments": [
        {"person_id": person, "assessment_id": person, "assessed_on": "2017-02-01", "level": level, "dob": "2003-05-05"}
        for person, level in (("A", "HIGH"), ("B", "MEDIUM"), ("C", "LOW"))]})
    for area in AREAS:
        names = ("A", "F") if area == "NE" else ()
        given(warehouse, "cs_maecc", "2017-02", {"Roster": [
            {"person_id": name, "meeting_date": "2017-02-15", "area": area} for name in names]}, part=area)
    build(warehouse, "DQ13")
    # Missing: A on both; B and C on one; X and D on one as far as can be told. Away without leave (E) is not missing.
    assert fraction(warehouse, "DQ13", "2017-02", breakdown="list", of="MISSING") == (2, 5)
    missing = row(warehouse, "DQ13", "2017-02", breakdown="list", of="MISSING")
    assert missing is not None and (missing["lower_bound"], missing["upper_bound"]) == (40.0, 80.0)
    # Exploitation: A on both; B is not on the meeting's list, F on it alone.
    assert fraction(warehouse, "DQ13", "2017-02", breakdown="list", of="CSE") == (2, 3)
    assert [fraction(warehouse, "DQ13", "2017-02", breakdown="listed_by", of=of)
            for of in ("BOTH", "POLICE", "CHILDRENS_SERVICES", "MEETING")] == [(2, 8), (2, 8), (3, 8), (1, 8)]
    assert row(warehouse, "DQ13", "2017-02") is None
