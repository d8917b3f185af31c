"""What the Board itself tells, and the emergency departments. The Board's figures are for the whole county."""

from sscb_pipeline_tests.naive.children import Children
from sscb_pipeline_tests.naive.days import age, day_of, month_of
from sscb_pipeline_tests.naive.sent import Sent
from sscb_pipeline_tests.naive.tally import COUNTY, Tally


def count(sent: Sent, children: Children, tally: Tally) -> None:
    reviews(sent, tally)
    deaths(sent, tally)
    training(sent, tally)
    emergencies(sent, children, tally)


def reviews(sent: Sent, tally: Tally) -> None:
    """SCR01, SCR02: cases referred, and cases decided."""
    for row in sent.last_told("lscb_case_reviews", "Referrals", "scrg_ref"):
        tally.add("SCR01", month_of(row["received_on"]), COUNTY)
        if row["decision"] not in (None, "PENDING"):
            tally.add("SCR02", month_of(row["decision_on"]), COUNTY, row["decision"] in ("SCR", "PARTNERSHIP_REVIEW"))


def deaths(sent: Sent, tally: Tally) -> None:
    """CDOP01, CDOP02: deaths, and deaths reviewed."""
    for row in sent.last_told("lscb_cdop", "Deaths", "cdop_ref"):
        if row["resident_la"] != "936" or (row["dob"] and age(row["dob"], row["date_of_death"]) >= 18):
            continue
        tally.add("CDOP01", month_of(row["date_of_death"]), COUNTY)
        if row["panel_date"]:
            tally.add("CDOP01", month_of(row["panel_date"]), COUNTY, True, "variant", "reviewed")
            if row["modifiable"] in ("Y", "N"):
                tally.add("CDOP02", month_of(row["panel_date"]), COUNTY, row["modifiable"] == "Y")


def training(sent: Sent, tally: Tally) -> None:
    """TRN01: places held on courses."""
    for row in sent.rows("lscb_training_assurance", "Training"):
        if row["status"] in ("ATTENDED", "DNA"):
            tally.add("TRN01", month_of(row["date"]), COUNTY, row["status"] == "ATTENDED")


def emergencies(sent: Sent, children: Children, tally: Tally) -> None:
    """HEA01: attendances for self-harm, each in the area of the child who has the NHS number."""
    known = {row["nhs_number"]: row["person_id"] for name, sheet in (
        ("cs_contacts_referrals", "Contacts"), ("cs_cin_cpp", "CPP"), ("cs_lac", "LAC"), ("cs_cse_risk", "CSE_Assessments"))
        for row in sent.rows(name, sheet) if row["nhs_number"]}
    for row in sent.last_told("hea_ed_safeguarding", "ED_Flagged", "local_patient_id", "trust_ods", "arrival_at", "reason"):
        day = day_of(row["arrival_at"])
        if row["reason"] == "SELF_HARM" and not (row["dob"] and age(row["dob"], day) >= 18):
            tally.add("HEA01", month_of(day), children.area(known.get(row["nhs_number"]), day))
