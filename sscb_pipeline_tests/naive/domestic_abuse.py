"""Domestic abuse incidents and the children in them."""

import csv

from sscb_pipeline.settings import REFERENCE
from sscb_pipeline_tests.naive.children import Children
from sscb_pipeline_tests.naive.days import age, day_of, month_of
from sscb_pipeline_tests.naive.sent import Row, Sent
from sscb_pipeline_tests.naive.tally import Tally

RETURN = "pol_da_notifications"
ROLES = ("VICTIM", "SUSPECT", "WITNESS", "INVOLVED")


def count(sent: Sent, _: Children, tally: Tally) -> None:
    """DA01, DA02."""
    with (REFERENCE / "areas.csv").open(encoding="utf-8", newline="") as file:
        areas = {row["district_code"]: row["area"] for row in csv.DictReader(file)}
    incidents = {row["incident_ref"]: row for row in sent.last_told(RETURN, "DA_Incidents", "incident_ref")}
    for row in incidents.values():
        tally.add("DA01", month_of(row["reported_date"]), areas.get(row["borough"]))
    best: dict[tuple[str, str], tuple[int, str | None]] = {}
    named = sent.last_told(RETURN, "DA_Children", "incident_ref", "police_person_ref", "role")
    last: dict[tuple[str, str], str] = {}
    for child in named:
        last[of(child)] = max(child["month"], last.get(of(child), ""))
    for child in named:
        if child["month"] < last[of(child)]:
            continue  # a role the police no longer tell
        incident = incidents[child["incident_ref"]]
        if adult(child, incident):
            continue
        key = month_of(incident["reported_date"]), child["police_person_ref"]
        role = ROLES.index(child["role"]), areas.get(incident["borough"])
        best[key] = min(best.get(key, role), role)
    for (month, _child), (number, area) in best.items():
        tally.add("DA02", month, area)
        tally.add("DA02", month, area, True, "role", ROLES[number])


def of(child: Row) -> tuple[str, str]:
    return child["incident_ref"], child["police_person_ref"]


def adult(child: Row, incident: Row) -> bool:
    day = day_of(incident["incident_date"] or incident["reported_date"])
    if child["dob"]:
        return age(child["dob"], day) >= 18
    return child["age_at_incident"] is not None and child["age_at_incident"] >= 18
