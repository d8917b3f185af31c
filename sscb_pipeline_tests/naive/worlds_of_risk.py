"""Small worlds of children at risk: missing, exploited, living with domestic abuse."""

import datetime as dt

from hypothesis import strategies as st

from sscb_pipeline_tests.naive.days import last_day, months_later
from sscb_pipeline_tests.naive.sent import Sent
from sscb_pipeline_tests.naive.worlds import AREAS, BIRTHS, FIRST_MONTHS, MANY, PEOPLE, Row, days, months_from
from sscb_pipeline_tests.naive.worlds_of_referrals import files

TIMES = (dt.time(0), dt.time(0, 1), dt.time(1, 30), dt.time(12), dt.time(23, 59))
MINUTES = (0, 4320, 4320, 4320, 4319, 4321, 4380, -1)
"""From a return to the talk: beside 72 hours, and an hour after."""


def moments(months: list[str]) -> st.SearchStrategy[dt.datetime]:
    back = st.builds(lambda month, count: last_day(month) - dt.timedelta(days=count), st.sampled_from(months),
                     st.sampled_from([0, 60, 88, 89, 90, 91]))
    return st.builds(dt.datetime.combine, st.one_of(days(months), back, back), st.sampled_from(TIMES))


def births(months: list[str]) -> st.SearchStrategy[dt.date | None]:
    """Birthdays, among them eighteenth ones on and beside the snapshot days."""
    turning = st.builds(lambda month, more: months_later(last_day(month), -216) + dt.timedelta(days=more),
                        st.sampled_from(months), st.integers(-1, 2))
    return st.one_of(st.none(), st.sampled_from(BIRTHS), turning)


@st.composite
def worlds_of_missing_children(draw: st.DrawFn) -> Sent:
    """Episodes of few children, who have several references of the police, and the interviews that answer them."""
    months = months_from(draw(st.sampled_from(("2016-02", "2016-12", "2017-02"))), 4)
    person_of = {"N1": "A", "N2": "A", "N3": "B", "N4": None, "N5": None, "N6": None}
    born = {person: draw(births(months)) for person in ("A", "B", None)}
    episodes: list[tuple[dt.date, Row]] = []
    interviews: list[tuple[dt.date, Row]] = []
    for number in range(draw(MANY)):
        went, reference = draw(moments(months)), draw(st.sampled_from(list(person_of)))
        found = draw(st.sampled_from([None, *(went + dt.timedelta(hours=hours) for hours in (1, 30, 800))]))
        person = person_of[reference]
        episodes.append((went.date(), {
            "misper_ref": f"M{number}", "police_person_ref": reference, "missing_from_at": went, "found_at": found,
            "category": draw(st.sampled_from(["MISSING", "MISSING", "MISSING", "ABSENT"])), "dob": born[person],
            "in_care": draw(st.sampled_from(["Y", "N", "NK"])),
            "placing_la": draw(st.sampled_from([None, "SCC", "Croydon LA"]))}))
        if person:
            returned = draw(st.sampled_from([found, found and found + dt.timedelta(hours=1)]))
            talked = draw(st.sampled_from([None, *((returned or went) + dt.timedelta(minutes=minutes) for minutes in MINUTES)]))
            interviews.append(((found or went).date(), {
                "person_id": person, "rhi_id": f"H{number}", "police_misper_ref": f"M{number}", "missing_from": went,
                "returned_at": returned, "completed_at": talked, "offered": draw(st.booleans()), "linked_rhi_id": None,
                "status_group": draw(st.sampled_from(["HOME", "SURREY_LAC", "OTHER_LA_LAC"]))}))
    referrals = [(day, {"person_id": draw(st.sampled_from(PEOPLE[:2])), "referral_id": f"R{number}", "contact_id": None,
                        "referral_date": day, "area": draw(st.sampled_from(AREAS[:4])), "referral_source": "6",
                        "referral_nfa": False}) for number, day in enumerate(draw(st.lists(days(months), max_size=3)))]
    sheets = [draw(files(months, rows)) for rows in (episodes, interviews, referrals)]
    sent = Sent()
    for month in months:
        sent.send("pol_missing", month, {"Missing": sheets[0][month]})
        sent.send("cs_return_interviews", month, {"RHI": sheets[1][month]})
        sent.send("cs_contacts_referrals", month, {"Referrals": sheets[2][month]})
        sent.send("cs_cin_cpp", month, {})
    return sent


@st.composite
def worlds_of_exploitation(draw: st.DrawFn) -> Sent:
    """Assessments of few children, some on one day, closed, or of young people who turn 18."""
    months = months_from(draw(st.sampled_from(FIRST_MONTHS)))
    born = {person: draw(births(months)) for person in PEOPLE}
    rows: list[tuple[dt.date, Row]] = []
    for number in range(draw(MANY)):
        day, person = draw(days(months)), draw(st.sampled_from(PEOPLE))
        closed = draw(st.one_of(st.none(), st.none(), days(months)))
        rows.append((day, {
            "person_id": person, "assessment_id": f"E{number}", "assessed_on": day, "dob": born[person],
            "level": draw(st.sampled_from(["LOW", "MEDIUM", "HIGH", "NONE"])), "area": draw(st.sampled_from(AREAS[:4])),
            "closed_on": closed if closed and closed >= day else None}))
    sheets = draw(files(months, rows))
    sent = Sent()
    for month in months:
        sent.send("cs_cse_risk", month, {"CSE_Assessments": sheets[month]})
    return sent


@st.composite
def worlds_of_domestic_abuse(draw: st.DrawFn) -> Sent:
    """Incidents about the same few children, in several roles and districts."""
    months = months_from(draw(st.sampled_from(FIRST_MONTHS)))
    incidents: list[tuple[dt.date, Row]] = []
    named: list[tuple[dt.date, Row]] = []
    for number in range(draw(MANY)):
        reported = draw(moments(months))
        incidents.append((reported.date(), {
            "incident_ref": f"D{number}", "reported_date": reported,
            "incident_date": draw(st.sampled_from([None, reported, reported - dt.timedelta(days=1)])),
            "borough": draw(st.sampled_from([None, "WOKING", "GUILDFORD", "ELMBRIDGE"]))}))
        for person in draw(st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True)):
            for role in draw(st.lists(st.sampled_from(["INVOLVED", "WITNESS", "SUSPECT", "VICTIM"]), max_size=2, unique=True)):
                named.append((reported.date(), {
                    "incident_ref": f"D{number}", "police_person_ref": person, "role": role, "dob": draw(births(months)),
                    "age_at_incident": draw(st.sampled_from([None, 5, 17, 18]))}))
    sheets = [draw(files(months, rows)) for rows in (incidents, named)]
    sent = Sent()
    for month in months:
        sent.send("pol_da_notifications", month, {"DA_Incidents": sheets[0][month], "DA_Children": sheets[1][month]})
    return sent
