"""Assessments and section 47 enquiries."""

import datetime as dt

from sscb_pipeline_tests.naive.children import Children
from sscb_pipeline_tests.naive.days import month_of, working_days
from sscb_pipeline_tests.naive.sent import Row, Sent, yes
from sscb_pipeline_tests.naive.tally import Tally

FACTORS = {"DA": {"3A", "3B", "3C"}, "CSE": {"11A"}, "MISSING": {"10A"}, "TRAFFICKING": {"12A"}, "GANGS": {"13A"},
           "NEGLECT": {"16A"}, "UASC": {"9A"}, "FGM": {"22A"}}
RETURN = "cs_assess_s47_icpc"


def count(sent: Sent, children: Children, tally: Tally) -> None:
    assessments(sent, children, tally)
    enquiries(sent, children, tally)


def assessments(sent: Sent, children: Children, tally: Tally) -> None:
    """ASM01 to ASM03: assessments authorised."""
    for row in sent.last_told(RETURN, "Assessments", "person_id", "assessment_id"):
        done = row["authorised_date"]
        if done is None:
            continue
        month, area = month_of(done), children.area_of_work(row, done)
        tally.add("ASM01", month, area)
        tally.add("ASM02", month, area, working_days(row["assessment_start"], done) <= 45)
        referral = children.referred.get((row["person_id"], row["referral_id"]))
        if referral:
            tally.add("ASM02", month, area, working_days(referral["referral_date"], done) <= 45, "variant", "statutory")
        factors = set((row["factors"] or "").split(",")) - {""}
        if factors:
            tally.share("ASM03", month, area, "factor", {group for group, codes in FACTORS.items() if factors & codes},
                        tuple(FACTORS))


def first_discussions(sent: Sent) -> dict[tuple[str, str], dt.date]:
    """Child and enquiry -> the earliest strategy discussion any file gives it."""
    found: dict[tuple[str, str], dt.date] = {}
    for row in sent.rows(RETURN, "S47"):
        key, day = (row["person_id"], row["s47_id"]), row["strategy_discussion_date"]
        if day and (key not in found or day < found[key]):
            found[key] = day
    return found


def conferences(sent: Sent) -> list[Row]:
    return sent.last_told(RETURN, "ICPC", "person_id", "icpc_id")


def enquiries(sent: Sent, children: Children, tally: Tally) -> None:
    """S47A, S47B: enquiries begun, and those a conference followed within 60 days."""
    first = first_discussions(sent)
    held = [(row["person_id"], row["s47_id"], row["icpc_date"]) for row in conferences(sent) if not yes(row["transfer_in"])]
    for row in sent.last_told(RETURN, "S47", "person_id", "s47_id"):
        key = row["person_id"], row["s47_id"]
        day = first.get(key)
        if day is None:
            continue
        month, area = month_of(day), children.area_of_work(row, day)
        tally.add("S47A", month, area)
        tally.add("S47B", month, area, any(
            key == (person, enquiry) and 0 <= (at - day).days <= 60 for person, enquiry, at in held))
