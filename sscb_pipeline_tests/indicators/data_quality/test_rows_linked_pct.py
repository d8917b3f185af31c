"""DQ08: rows of police and health about a child known to Children's Services."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given


def test_by_id_number_or_interview_never_by_name(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2017-02", {"LAC": [
        {"person_id": "A", "nhs_number": "9434765919", "dob": "2005-01-01"}, {"person_id": "B", "nhs_number": "9434765870"}]})
    given(warehouse, "cs_return_interviews", "2017-02", {"RHI": [{"person_id": "B", "police_misper_ref": "M1"}]})
    given(warehouse, "pol_missing", "2017-02", {"Missing": [{"misper_ref": "M9", "police_person_ref": "P1"}]})   # replaced
    given(warehouse, "pol_missing", "2017-02", {"Missing": [
        {"misper_ref": "M1", "police_person_ref": "P1"},
        {"misper_ref": "M2", "police_person_ref": "P1"},                            # named by M1's interview
        {"misper_ref": "M3", "police_person_ref": "P2", "dob": "2005-01-01"},       # born on A's day: no link
        {"misper_ref": "M4", "police_person_ref": "P3"}]}, loaded_at="2017-03-20 09:00+00")
    given(warehouse, "hea_lac_health", "2017-02", {"Health_Assessments": [
        {"lcs_person_id": "A", "nhs_number": "9434765870"},                         # the id goes first; the number is B's
        {"lcs_person_id": "Z", "nhs_number": "9434765919"}]})                       # an id nobody knows
    given(warehouse, "hea_camhs", "2017-02", {"CAMHS": [{"nhs_number": "9449305552"}]})
    build(warehouse, "DQ08")
    # M1 and M2 of four, both of the looked after children's health, not the one waiting: 4 of 7.
    assert fraction(warehouse, "DQ08", "2017-02") == (4, 7)
    assert {of: fraction(warehouse, "DQ08", "2017-02", breakdown="linked_by", of=of)
            for of in ("SOCIAL_CARE_ID", "NHS_NUMBER", "INTERVIEW", "NOT_LINKED")} == {
        "SOCIAL_CARE_ID": (1, 7), "NHS_NUMBER": (1, 7), "INTERVIEW": (2, 7), "NOT_LINKED": (3, 7)}
    assert fraction(warehouse, "DQ08", "2017-02", breakdown="return", of="pol_missing") == (2, 4)
    assert fraction(warehouse, "DQ08", "2017-02", breakdown="agency", of="HEALTH") == (2, 3)
