"""DA02: children linked to domestic abuse incidents, each in one role."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given, value

ROLES = ("INVOLVED", "WITNESS", "SUSPECT", "VICTIM")


def named(incident: str, child: str, role: str, **more: Any) -> dict[str, Any]:
    return {"incident_ref": incident, "police_person_ref": child, "role": role, **more}


def roles(warehouse: Warehouse, period: str, area: str = "Surrey") -> list[float | None]:
    return [value(warehouse, "DA02", period, area, breakdown="role", of=role) for role in ROLES]


def test_one_role_a_child(warehouse: Warehouse) -> None:
    given(warehouse, "pol_da_notifications", "2017-01", {
        "DA_Incidents": [{"incident_ref": "1", "reported_date": "2017-01-31 22:00", "borough": "ELMBRIDGE"}],
        "DA_Children": [named("1", "A", "INVOLVED"), named("1", "B", "WITNESS"), named("1", "B", "INVOLVED"),
                        named("1", "C", "INVOLVED"),
                        named("1", "D", "SUSPECT")]})
    given(warehouse, "pol_da_notifications", "2017-02", {
        "DA_Incidents": [{"incident_ref": "2", "reported_date": "2017-02-01 01:00", "borough": "WOKING"}],
        "DA_Children": [named("2", "A", "VICTIM"), named("2", "C", "WITNESS")]})
    given(warehouse, "pol_da_notifications", "2017-03")
    build(warehouse, "DA02")
    # January: A and C involved, B witness (before involved), D suspect. February: A victim, C witness.
    # Quarter: A victim, B witness, C witness, D suspect = 4 children. Links: A1 B1 C1 D1, A2 C2 = 6.
    assert roles(warehouse, "2017-01") == [2, 1, 1, 0]
    assert roles(warehouse, "2017-02") == [0, 1, 0, 1]
    assert roles(warehouse, "2016-17 Q4") == [0, 2, 1, 1]
    assert [value(warehouse, "DA02", period) for period in ("2017-01", "2017-02", "2016-17 Q4")] == [4, 2, 4]
    assert [value(warehouse, "DA02", period, breakdown="variant", of="links") for period in ("2017-01", "2016-17 Q4")] == [4, 6]
    assert [value(warehouse, "DA02", period, breakdown="variant", of="incidents")
            for period in ("2017-01", "2016-17 Q4")] == [1, 2]
    # In the quarter A and C stand where the role that counts arose, in Woking; B and D in Elmbridge: areas add up.
    assert [value(warehouse, "DA02", "2016-17 Q4", area) for area in ("NE", "NW")] == [2, 2]
    assert roles(warehouse, "2016-17 Q4", "NW") == [0, 1, 0, 1]


def test_under_18_on_the_day_of_the_incident(warehouse: Warehouse) -> None:
    given(warehouse, "pol_da_notifications", "2018-03", {
        "DA_Incidents": [{"incident_ref": "1", "incident_date": "2018-02-28 20:00", "reported_date": "2018-03-02 09:00"},
                         {"incident_ref": "2", "reported_date": "2018-03-01 09:00"}],
        "DA_Children": [
            named("1", "A", "INVOLVED", dob="2000-02-29"),                          # 18 on 1 March: 17 at the incident
            named("2", "B", "INVOLVED", dob="2000-02-29"),                          # 18
            named("2", "C", "INVOLVED", dob="1900-01-01", age_at_incident=4),       # no real date of birth
            named("2", "D", "INVOLVED", age_at_incident=18),
            named("2", "E", "INVOLVED"),                                            # nothing known: kept
            named("2", "F", "INVOLVED", dob="2018-05-01", age_at_incident=30),      # not yet born
            named("3", "G", "INVOLVED"),                                            # incident never sent: the file's month
        ]})
    build(warehouse, "DA02")
    # A, C, E, F, G = 5.
    assert value(warehouse, "DA02", "2018-03") == 5
    assert [value(warehouse, "DA02", "2018-03", breakdown="age_band", of=of)
            for of in ("16_17", "1_4", "UNBORN", "UNKNOWN")] == [1, 1, 1, 2]


def test_a_role_corrected_by_a_later_file(warehouse: Warehouse) -> None:
    given(warehouse, "pol_da_notifications", "2017-01", {
        "DA_Incidents": [{"incident_ref": "1", "reported_date": "2017-01-31 22:00"}],
        "DA_Children": [named("1", "A", "VICTIM")]})
    given(warehouse, "pol_da_notifications", "2017-02", {
        "DA_Incidents": [], "DA_Children": [named("1", "A", "INVOLVED")]})
    build(warehouse, "DA02")
    assert value(warehouse, "DA02", "2017-01", breakdown="role", of="INVOLVED") == 1
    assert value(warehouse, "DA02", "2017-01") == 1


def test_who_is_known_to_childrens_services(warehouse: Warehouse) -> None:
    given(warehouse, "pol_missing", "2017-01", {"Missing": [{"misper_ref": "M1", "police_person_ref": "A"}]})
    given(warehouse, "cs_return_interviews", "2017-01", {"RHI": [{"person_id": "LCS A", "police_misper_ref": "M1"}]})
    given(warehouse, "pol_da_notifications", "2017-01", {
        "DA_Incidents": [{"incident_ref": "1", "reported_date": "2017-01-31 22:00"}],
        "DA_Children": [named("1", "A", "VICTIM"), named("1", "B", "VICTIM")]})
    build(warehouse, "DA02")
    assert [value(warehouse, "DA02", "2017-01", breakdown="known_to_csc", of=of) for of in ("YES", "UNKNOWN")] == [1, 1]
