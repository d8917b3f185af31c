"""Initial child protection conferences, and who came to conferences."""

from sscb_pipeline_tests.naive.assessments import conferences, first_discussions
from sscb_pipeline_tests.naive.children import Children
from sscb_pipeline_tests.naive.days import month_of, working_days
from sscb_pipeline_tests.naive.sent import Sent, yes
from sscb_pipeline_tests.naive.tally import Tally


def count(sent: Sent, children: Children, tally: Tally) -> None:
    initial(sent, children, tally)
    attendance(sent, tally)


def initial(sent: Sent, children: Children, tally: Tally) -> None:
    """CP01 to CP03: children an initial conference was held for, those who moved here with a plan left out."""
    first = first_discussions(sent)
    plans = {(row["person_id"], row["icpc_id"]): row["area"]
             for row in sent.last_told("cs_cin_cpp", "CPP", "person_id", "cpp_id") if row["icpc_id"]}
    logs = {row["conference_id"]: row["area"] for row in sent.rows("cs_conference_attendance", "Attendance")}
    for row in conferences(sent):
        day, person = row["icpc_date"], row["person_id"]
        month = month_of(day)
        area = plans.get((person, row["icpc_id"])) or logs.get(row["conference_id"]) or children.area(person, day)
        if yes(row["transfer_in"]):
            tally.add("CP01", month, area, True, "variant", "transfer_in")
            continue
        tally.add("CP01", month, area)
        began = first.get((person, row["s47_id"]))
        if began and began <= day:
            tally.add("CP02", month, area, working_days(began, day) <= 15)
        if row["outcome"]:
            tally.add("CP03", month, area, row["outcome"] == "CPP")


def attendance(sent: Sent, tally: Tally) -> None:
    """CP13, CP15: invitations followed, and conferences with enough agencies there to decide."""
    rows = sent.rows("cs_conference_attendance", "Attendance")
    last = {row["conference_id"]: row["month"] for row in rows}
    present: dict[str, set[str]] = {}
    where = {}
    for row in rows:
        conference, agency = row["conference_id"], row["agency"]
        if row["month"] < last[conference]:
            continue  # told again since, with all its agencies
        there = row["attended_how"] in ("IN_PERSON", "PHONE")
        month, area, kind = month_of(row["conference_date"]), row["area"], row["conference_type"]
        where[conference] = month, area, kind
        present.setdefault(conference, set()).update({agency} if there else ())
        if yes(row["invited"]):
            tally.add("CP13", month, area, there)
            tally.add("CP13", month, area, there, "agency", agency)
    for conference, agencies in present.items():
        month, area, kind = where[conference]
        enough = "CSC" in agencies and len(agencies) >= 3
        tally.add("CP15", month, area, enough)
        tally.add("CP15", month, area, enough, "conference_type", kind)
