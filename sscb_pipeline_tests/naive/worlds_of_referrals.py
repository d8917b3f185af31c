"""Small worlds of contacts, referrals, enquiries and conferences."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

from hypothesis import strategies as st

from sscb_pipeline_tests.naive.days import last_day, month_of, months_later, working_day
from sscb_pipeline_tests.naive.sent import Sent
from sscb_pipeline_tests.naive.worlds import AREAS, FIRST_MONTHS, MANY, PEOPLE, Row, days, months_from

MANY_PEOPLE = tuple("ABCDEFGHIJKL")
"""Children enough that a first referral is met too."""


def after(start: dt.date, count: int) -> dt.date:
    return start + dt.timedelta(days=count)


def near(start: dt.date, counts: Sequence[int]) -> st.SearchStrategy[dt.date]:
    """The day on which one of so many working days have passed, or a day beside it."""
    return st.builds(lambda count, more: after(working_day(start, count), more), st.sampled_from(counts), st.integers(-1, 1))


@st.composite
def files(draw: st.DrawFn, months: list[str], rows: list[tuple[dt.date, Row]]) -> dict[str, list[Row]]:
    """Month -> the rows its file has: each in the file of its own month or the first, and perhaps once more, later."""
    sheets: dict[str, list[Row]] = {month: [] for month in months}
    for day, row in rows:
        own = next((month for month in months if month >= month_of(day)), months[-1])
        first = draw(st.sampled_from([own, own, months[-1]]))
        sheets[first].append(row)
        if first < months[-1] and draw(st.booleans()):
            sheets[months[-1]].append(draw(changed(row, last_day(months[-1]))))
    return sheets


@st.composite
def changed(draw: st.DrawFn, row: Row, day: dt.date) -> Row:
    """The row as told again: decided by now, put in another area, or as before."""
    again: dict[str, Any] = {}
    if "decision_date" in row and row["decision_date"] is None and row["contact_date"] <= day:
        again = {"decision_date": draw(st.dates(row["contact_date"], day)), "outcome": "NFA"}
    if "area" in row:
        again["area"] = draw(st.sampled_from(AREAS[:4]))
    return {**row, **again}


@st.composite
def worlds_of_referrals(draw: st.DrawFn) -> Sent:
    """Contacts, and referrals of few children, so that many are re-referrals."""
    months = months_from(draw(st.sampled_from(FIRST_MONTHS)))
    contacts: list[tuple[dt.date, Row]] = []
    for number in range(draw(MANY)):
        day, count = draw(days(months)), draw(st.sampled_from([None, 0, 1, 2, 3, 4, 5]))
        contacts.append((day, {
            "person_id": draw(st.sampled_from(MANY_PEOPLE)), "contact_id": f"K{number // 2}-{number}", "contact_date": day,
            "decision_date": None if count is None else after(day, count), "hub": draw(st.sampled_from(AREAS)),
            "outcome": None if count is None else draw(st.sampled_from(["NFA", "REFERRAL", "EH_HUB"]))}))
    referrals: list[tuple[dt.date, Row]] = []
    for number in range(draw(MANY)):
        contact = draw(st.one_of(st.none(), st.sampled_from([None, *(row for _, row in contacts)])))
        day, person = draw(days(months)), draw(st.sampled_from(MANY_PEOPLE))
        if contact:
            day, person = draw(near(contact["contact_date"], (0, 1, 5))), contact["person_id"]
        elif referrals and draw(st.sampled_from([0, 1])):  # a year before another of the child's, on the day or beside it
            other = draw(st.sampled_from(referrals))
            day, person = after(months_later(other[0], -12), draw(st.integers(-1, 1))), other[1]["person_id"]
        referrals.append((day, {
            "person_id": person, "referral_id": f"R{number}",
            "contact_id": contact and contact["contact_id"], "referral_date": day, "area": draw(st.sampled_from(AREAS[:4])),
            "referral_source": draw(st.sampled_from(["6", "2A", "3E", "9"])), "referral_nfa": draw(st.booleans())}))
    sheets = draw(files(months, contacts)), draw(files(months, referrals))
    sent = Sent()
    for month in months:
        sent.send("cs_contacts_referrals", month, {"Contacts": sheets[0][month], "Referrals": sheets[1][month]})
        sent.send("cs_cin_cpp", month, {})
    return sent


@st.composite
def worlds_of_conferences(draw: st.DrawFn) -> Sent:
    """Enquiries with their discussions, told again with another day, and the conferences they led to."""
    months = months_from(draw(st.sampled_from(FIRST_MONTHS)))
    enquiries: list[tuple[dt.date, Row]] = []
    held: list[tuple[dt.date, Row]] = []
    for number in range(draw(MANY)):
        day, person = draw(days(months)), draw(st.sampled_from(PEOPLE))
        enquiry = {"person_id": person, "s47_id": f"S{number // 2}-{person}-{number}", "referral_id": f"R{number % 3}",
                   "strategy_discussion_date": day}
        enquiries.append((day, enquiry))
        if draw(st.booleans()):
            enquiries.append((day, {**enquiry, "strategy_discussion_date": after(day, draw(st.sampled_from([-2, 3])))}))
        if draw(st.booleans()):
            at = draw(st.one_of(near(day, (0, 15, 45)), st.sampled_from([-1, 59, 60, 61]).map(partial(after, day))))
            held.append((at, {
                "person_id": person, "icpc_id": f"I{number}", "conference_id": f"C{number % 2}", "icpc_date": at,
                "s47_id": draw(st.sampled_from([*[enquiry["s47_id"]] * 4, None, "S0-A-0"])),
                "transfer_in": draw(st.sampled_from([False, False, True])),
                "outcome": draw(st.sampled_from(["CPP", "NFA"]))}))
    referrals = [(day, {"person_id": draw(st.sampled_from(PEOPLE)), "referral_id": f"R{number}", "contact_id": None,
                        "referral_date": day, "area": draw(st.sampled_from(AREAS[:4])), "referral_source": "6",
                        "referral_nfa": False}) for number, day in enumerate(draw(st.lists(days(months), max_size=3)))]
    sheets = [draw(files(months, rows)) for rows in (enquiries, held, referrals)]
    sent = Sent()
    for month in months:
        sent.send("cs_assess_s47_icpc", month, {"S47": distinct(sheets[0][month]), "ICPC": sheets[1][month]})
        sent.send("cs_contacts_referrals", month, {"Referrals": sheets[2][month]})
        sent.send("cs_cin_cpp", month, {})
    return sent


def distinct(rows: list[Row]) -> list[Row]:
    """One row for each enquiry: a file that had two would be asked about."""
    return list({row["s47_id"]: row for row in rows}.values())
