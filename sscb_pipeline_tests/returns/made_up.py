"""One honest made-up row of every sheet, and ways to ask which rules a row breaks. No row is about anyone."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pandera.pandas as pa

from sscb_pipeline.returns.between_rows import Frames
from sscb_pipeline.returns.declaration import Return, Sheet
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.returns.text_type import TextType

WHO = {"surname": "Example", "forename": "Robin", "dob": "2008-05-20"}
CHILD = {**WHO, "gender": "F", "ethnicity": "WBRI", "postcode": "GU1 1AA"}
LISTED = {"person_id": "L1", "gender": "F", "ethnicity": "WBRI", "dob": "2008-05-20", "age": 8}
"""The five columns with which a list of Annex A begins."""
TEAM = {"allocated_team": "Team 1", "allocated_worker": "A. Worker"}

HONEST: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("cs_contacts_referrals", "Contacts"): {
        "person_id": "L1", **CHILD, "nhs_number": "9990000018", "contact_id": "C1", "contact_date": "2016-11-07",
        "received_time": "09:30", "contact_source": "6", "contact_reason": "DA", "level_of_need": 3, "outcome": "REFERRAL",
        "decision_date": "2016-11-08", "hub": "NE"},
    ("cs_contacts_referrals", "Referrals"): {
        "person_id": "L1", "referral_id": "R1", "contact_id": "C1", "referral_date": "2016-11-08", "referral_source": "6",
        "referral_nfa": False, "primary_need": "N1", "area": "NE"},
    ("cs_early_help", "Episodes"): {
        "person_id": "L1", **CHILD, "eh_episode_id": "E1", "hub": "SW", "assessment_start": "2016-10-03",
        "assessment_completed": "2016-10-20", "episode_start": "2016-10-20", "episode_end": "2016-11-30",
        "lead_organisation": "SCHOOL", "reason": "DA", "end_reason": "NEEDS_MET", "da_support_offer": "OUTREACH"},
    ("cs_assess_s47_icpc", "Assessments"): {
        "person_id": "L1", "assessment_id": "A1", "referral_id": "R1", "assessment_start": "2016-11-08",
        "authorised_date": "2016-11-25", "child_seen": True, "outcome": "CIN_PLAN", "factors": "3B,4B", "disability": "NONE"},
    ("cs_assess_s47_icpc", "S47"): {
        "person_id": "L1", "s47_id": "S1", "referral_id": "R1", "strategy_discussion_date": "2016-12-19",
        "icpc_target_date": "2017-01-12", "icpc_not_required": False, "s47_outcome": "ICPC"},
    ("cs_assess_s47_icpc", "ICPC"): {
        "person_id": "L1", "icpc_id": "I1", "conference_id": "F1", "s47_id": "S1", "icpc_date": "2017-01-12",
        "transfer_in": False, "outcome": "CPP"},
    ("cs_cin_cpp", "CPP"): {
        "person_id": "L1", **CHILD, "cpp_id": "P1", "icpc_id": "I1", "cpp_start": "2016-06-06", "initial_category": "NEG",
        "latest_category": "NEG", "previous_cpp_count": 0, "ola_plan": False, "last_statutory_visit": "2016-11-21",
        "seen_alone": "Y", "latest_review": "2016-09-01", "area": "SE"},
    ("cs_cin_cpp", "Reviews"): {
        "person_id": "L1", "cpp_id": "P1", "review_date": "2016-09-01", "conference_id": "F2", "outcome": "CONTINUE"},
    ("cs_cin_cpp", "CIN"): {
        "person_id": "L1", "cin_start": "2016-04-11", "primary_need": "N1", "case_status": "CPP", "area": "SE"},
    ("cs_lac", "LAC"): {
        "person_id": "L1", **WHO, "gender": "F", "ethnicity": "WBRI", "poc_start": "2015-02-02", "legal_status": "C2",
        "category_of_need": "N1", "uasc": False, "placement_type": "U6", "placement_provider": "PR1",
        "placement_start": "2016-01-04", "placement_postcode": "GU2 2BB", "placement_location": "IN", "la_of_placement": "936",
        "home_postcode": "GU1 1AA", "distance_miles": 4.2, "placements_12m": 1, "ofsted_urn": "SC123456"},
    ("cs_lac", "Reviews"): {"person_id": "L1", "review_date": "2016-11-10", "participation": "PN1"},
    ("cs_lac", "LA_Missing"): {"person_id": "L1", "type": "M", "mis_start": "2016-11-03", "mis_end": "2016-11-04"},
    ("cs_lac", "Placed_in_Surrey"): {
        "ola_child_ref": "X1", "placing_la": "306", "initials": "R.E.", "dob": "2003-03-03", "notified_on": "2016-11-14",
        "placement_postcode": "RH1 1AA"},
    ("cs_conference_attendance", "Attendance"): {
        "conference_id": "F1", "conference_type": "ICPC", "conference_date": "2016-11-14", "area": "NW", "n_children": 2,
        "agency": "CSC", "invited": True, "attended_how": "IN_PERSON", "report_received": "ON_TIME", "family_present": "BOTH",
        "child_views": "ADVOCATE"},
    ("cs_cse_risk", "CSE_Assessments"): {
        "person_id": "L1", **CHILD, "aliases": "Bobbie", "assessment_id": "A1", "assessed_on": "2016-11-09", "level": "HIGH",
        "previous_level": "MEDIUM", "assessor_agency": "CSC", "screening_tool_used": True, "indicators": "MISSING,ONLINE",
        "model": "ONLINE", "next_review_due": "2016-12-09", "area": "SW"},
    ("cs_return_interviews", "RHI"): {
        "person_id": "L1", **WHO, "postcode": "GU1 1AA", "rhi_id": "H1", "police_misper_ref": "M1",
        "missing_from": "2016-11-05 21:00", "returned_at": "2016-11-06 07:30", "notified_at": "2016-11-06 09:00",
        "status_group": "HOME", "offered": True, "offered_on": "2016-11-07", "accepted": "Y",
        "completed_at": "2016-11-08 16:00", "interviewer": "YSS", "push_pull": "FAMILY"},
    ("cs_maecc", "Roster"): {
        "person_id": "L1", **WHO, "meeting_date": "2016-11-17", "area": "SW", "level_at_meeting": "HIGH", "discussed": True,
        "new_to_maecc": False, "decision": "STAY", "lead_professional": "A. Worker", "lead_agency": "CSC"},
    ("cs_maecc", "Actions"): {
        "action_id": "T1", "person_id": "L1", "raised_on": "2016-11-17", "description": "Visit the address.",
        "owner_agency": "POLICE", "due_on": "2016-12-01", "completed_on": "2016-11-29", "status": "DONE"},
    ("cs_maecc", "Meeting_Attendance"): {"meeting_date": "2016-11-17", "area": "SW", "agency": "POLICE", "present": True},
    ("cs_annex_a", "List_1"): {**LISTED, "contact_date": "2016-11-07", "contact_source": "6"},
    ("cs_annex_a", "List_2"): {
        **LISTED, "assessment_start": "2016-10-03", "assessment_completed": "2016-10-20", "organisation": "A school"},
    ("cs_annex_a", "List_3"): {
        **LISTED, "referral_date": "2016-11-08", "referral_source": "6", "referral_nfa": "N", "referrals_12m": 1, **TEAM},
    ("cs_annex_a", "List_4"): {
        **LISTED, "disability": "N", "assessment_start": "2016-11-08", "child_seen": "Y", "authorised_date": "2016-11-25",
        "support_required": "Y", **TEAM},
    ("cs_annex_a", "List_5"): {
        **LISTED, "disability": "N", "strategy_discussion_date": "2016-11-10", "icpc_not_required": "N",
        "icpc_date": "2016-11-25", "led_to_plan": "Y", "s47_12m": 1, "icpc_12m": 1, **TEAM},
    ("cs_annex_a", "List_6"): {
        **LISTED, "disability": "N", "cin_start": "2016-04-11", "primary_need": "N1", "last_seen": "2016-11-20",
        "case_status": "CPP", **TEAM},
    ("cs_annex_a", "List_7"): {
        **LISTED, "disability": "N", "cpp_start": "2016-06-06", "initial_category": "NEG", "latest_category": "NEG",
        "last_statutory_visit": "2016-11-21", "seen_alone": "Y", "latest_review": "2016-09-01", "protected_6m": "N",
        "previous_cpp_count": 0, **TEAM},
    ("cs_annex_a", "List_8"): {
        **LISTED, "uasc": "N", "disability": "N", "poc_start": "2015-02-02", "category_of_need": "N1", "second_period": "N",
        "legal_status_start": "2015-06-01", "legal_status": "C2", "latest_review": "2016-10-12", "last_visit": "2016-11-14",
        "permanence_plan": "FOSTERING", "last_iro_visit": "2016-10-10", "last_health_assessment": "2016-05-05",
        "last_dental_check": "2016-06-06", "placements_12m": 1, "placement_start": "2016-01-04", "placement_type": "U6",
        "placement_provider": "PR1", "placement_postcode": "GU2 2BB", "placement_urn": "SC123456", "placement_location": "IN",
        "la_of_placement": "936", "missing_12m": 1, "absent_12m": 0, "rhi_offered": "Y", "rhi_accepted": "Y", **TEAM},
    ("cs_annex_a", "List_9"): {
        **LISTED, "dob": "1998-05-20", "age": 18, "uasc": "N", "disability": "N", **TEAM, "personal_adviser": "A. Adviser",
        "eligibility_category": "FORMER_RELEVANT", "pathway_plan_review": "2016-09-09", "la_in_touch": "Y",
        "latest_contact": "2016-11-11", "accommodation_type": "U", "accommodation_suitability": "SUITABLE",
        "activity_status": "F2"},
    ("pol_missing", "Missing"): {
        "misper_ref": "M1", "police_person_ref": "N1", **WHO, "gender": "F", "ethnicity": "WBRI", "home_postcode": "GU1 1AA",
        "category": "MISSING", "risk": "MEDIUM", "missing_from_at": "2016-11-05 21:00", "reported_at": "2016-11-05 22:15",
        "found_at": "2016-11-06 07:30", "missing_from_type": "HOME", "in_care": "N"},
    ("pol_da_notifications", "DA_Incidents"): {
        "incident_ref": "D1", "reported_date": "2016-11-02 23:10", "incident_date": "2016-11-02 22:00", "crime_flag": True,
        "dash_grade": "HIGH", "n_children": 1, "borough": "GUILDFORD", "postcode": "GU1 1AA"},
    ("pol_da_notifications", "DA_Children"): {
        "incident_ref": "D1", "police_person_ref": "N1", **WHO, "gender": "F", "postcode": "GU1 1AA", "role": "WITNESS",
        "age_at_incident": 8},
    ("pol_da_notifications", "Notifications"): {
        "notification_ref": "O1", "police_person_ref": "N1", **WHO, "gender": "F", "postcode": "GU1 1AA", "reason": "DA",
        "risk_rag": "AMBER", "created_at": "2016-11-03 08:00", "shared_with_mash_at": "2016-11-03 11:00",
        "mash_outcome": "REFERRAL"},
    ("pol_cse_crime", "CSE_Crimes"): {
        "crime_ref": "K1", "recorded_date": "2016-11-11", "ho_offence_code": "022/00", "area": "NE", "victim_age": 14,
        "victim_sex": "F", "online": True, "outcome_code": "1", "outcome_date": "2016-11-25"},
    ("pol_cse_crime", "Disruption"): {"disruption_ref": "B1", "date": "2016-11-18", "type": "CAWN", "area": "NE"},
    ("hea_lac_health", "Health_Assessments"): {
        "nhs_number": "9990000018", "lcs_person_id": "L1", **WHO, "type": "IHA", "became_looked_after": "2016-12-19",
        "due_date": "2017-01-19", "seen_on": "2017-01-16", "report_returned_on": "2017-01-18", "location": "IN_SURREY",
        "imms_up_to_date": "Y", "sdq_score": 12},
    ("hea_ed_safeguarding", "ED_Flagged"): {
        "local_patient_id": "H1", "nhs_number": "9990000018", **CHILD, "trust_ods": "RA2", "arrival_at": "2016-11-13 02:20",
        "reason": "SELF_HARM", "left_unseen": False},
    ("hea_ed_safeguarding", "ED_Totals"): {"trust_ods": "RA2", "u18_attendances": 2100, "u18_admissions": 310},
    ("hea_camhs", "CAMHS"): {
        "nhs_number": "9990000018", **WHO, "gender": "F", "postcode": "GU1 1AA", "referral_date": "2016-09-05", "source": "GP",
        "accepted": True, "first_appt": "2016-11-01", "pathway": "GENERIC", "closed_on": "2016-11-28", "area": "NE"},
    ("lscb_training_assurance", "Training"): {
        "course_code": "CSE-1", "course_title": "Recognising exploitation", "stage": "CSE1", "date": "2016-11-22",
        "agency": "SCHOOL", "role_group": "DSL", "status": "ATTENDED", "evaluation_score": 4},
    ("lscb_training_assurance", "Workforce_Compliance"): {
        "agency": "POLICE", "measure": "L2", "in_scope": 120, "compliant": 96},
    ("lscb_training_assurance", "Section11"): {
        "agency": "POLICE", "audit_date": "2016-10-10", "standard_no": 3, "self_rating": "A", "action_due": "2017-01-31"},
    ("lscb_case_reviews", "Referrals"): {
        "scrg_ref": "G1", "received_on": "2016-11-04", "incident_date": "2016-10-28", "incident_type": "SERIOUS_HARM",
        "referring_agency": "POLICE", "n_children": 1, "themes": "NEGLECT", "decision": "SCR", "decision_on": "2016-11-25"},
    ("lscb_cdop", "Deaths"): {
        "cdop_ref": "Z1", "nhs_number": "9990000026", **CHILD, "date_of_death": "2016-11-01", "notified_on": "2016-11-02",
        "resident_la": "936", "expected": "UNEXPECTED", "form_b_requested": 6, "form_b_returned": 5,
        "panel_date": "2017-03-09", "category": 7, "modifiable": "N"},
}


def sheet_named(declared: Return, name: str) -> type[Sheet]:
    return next(sheet for sheet in declared.sheets if sheet.facts().name == name)


def frame(return_name: str, sheet_name: str, *changes: Mapping[str, Any]) -> pd.DataFrame:
    """A typed frame of honest rows, one for each set of changes; its index is the sheet's row number, from 2."""
    columns = sheet_named(return_named(return_name), sheet_name).facts().columns
    rows = [{**HONEST[return_name, sheet_name], **change} for change in changes]
    unknown = {name for row in rows for name in row} - set(columns)
    assert not unknown, f"{sheet_name} has no columns {unknown}"
    numbers = range(2, 2 + len(rows))
    made = {}
    for name, column in columns.items():
        values = [row.get(name) for row in rows]
        if column.kind.sql_type in ("date", "timestamp"):
            values = [pd.NaT if value is None else pd.Timestamp(value) for value in values]
        kind = column.kind.pandas_type
        dtype = TextType.type if kind is TextType else kind if isinstance(kind, str) else kind()
        made[name] = pd.Series(values, index=numbers, dtype=dtype)
    return pd.DataFrame(made, index=numbers)


def broken(return_name: str, sheet_name: str, **changes: Any) -> set[str]:
    """Names of the rules and built-in checks an honest row breaks once it is changed."""
    try:
        sheet_named(return_named(return_name), sheet_name).validate(frame(return_name, sheet_name, changes), lazy=True)
    except pa.errors.SchemaErrors as failed:
        return {str(check) for check in failed.failure_cases["check"]}
    return set()


def asked(return_name: str, rule: str, *, month: str = "2016-11", **rows: list[Mapping[str, Any]]) -> list[int]:
    """Row numbers a rule between rows asks about, in sheets of honest rows with the changes given (others are empty)."""
    declared = return_named(return_name)
    frames = {sheet.facts().name: frame(return_name, sheet.facts().name, *rows.get(sheet.facts().name, []))
              for sheet in declared.sheets}
    found = next(cross for cross in declared.rules_between_rows if cross.name == rule and cross.sheet in (rows or frames))
    return sorted(found.find(Frames(frames, month)))


def rules_of(return_name: str) -> set[tuple[str, str]]:
    """(sheet, rule) of every rule of one row a return declares itself."""
    return {(sheet.facts().name, rule.name) for sheet in return_named(return_name).sheets
            for rule in sheet.facts().rules.values() if not rule.everywhere}


def cross_rules_of(return_name: str) -> set[str]:
    """Every rule between rows a return declares itself."""
    return {rule.name for rule in return_named(return_name).cross_rules}
