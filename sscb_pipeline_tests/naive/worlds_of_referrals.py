"""Small worlds of contacts, referrals, enquiries and conferences."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from sscb_pipeline_tests.naive.days import last_day, month_of
from sscb_pipeline_tests.naive.sent import Sent
from sscb_pipeline_tests.naive.worlds import AREAS, FIRST_MONTHS, PEOPLE, Row, days, months_from

LIMITS = (0, 1, 2, 3, 4, 7, 20, 21, 22, 23, 24, 25, 26, 27, 59, 60, 61, 62, 65, 66, 67, 68, 69, 70)
"""Days from one thing to the next: one, five, 15 and 45 working days with and without holidays among them, and 60 days."""


def after(start: dt.date, count: int) -> dt.date:
    return start + dt.timedelta(days=count)


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
    for number in range(draw(st.integers(0, 5))):
        day, count = draw(days(months)), draw(st.sampled_from([None, 0, 1, 2, 3, 4, 5]))
        contacts.append((day, {
            "person_id": draw(st.sampled_from(PEOPLE)), "contact_id": f"K{number // 2}-{number}", "contact_date": day,
            "decision_date": None if count is None else after(day, count), "hub": draw(st.sampled_from(AREAS)),
            "outcome": None if count is None else draw(st.sampled_from(["NFA", "REFERRAL", "EH_HUB"]))}))
    referrals: list[tuple[dt.date, Row]] = []
    for number in range(draw(st.integers(1, 7))):
        contact = draw(st.sampled_from([None, *(row for _, row in contacts)]))
        day = after(contact["contact_date"], draw(st.sampled_from([-1, 0, 5, 6, 7, 8, 9]))) if contact else draw(days(months))
        referrals.append((day, {
            "person_id": contact["person_id"] if contact else draw(st.sampled_from(PEOPLE[:2])), "referral_id": f"R{number}",
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
    for number in range(draw(st.integers(1, 6))):
        day, person = draw(days(months)), draw(st.sampled_from(PEOPLE))
        enquiry = {"person_id": person, "s47_id": f"S{number // 2}-{person}-{number}", "referral_id": f"R{number % 3}",
                   "strategy_discussion_date": day}
        enquiries.append((day, enquiry))
        if draw(st.booleans()):
            enquiries.append((day, {**enquiry, "strategy_discussion_date": after(day, draw(st.sampled_from([-2, 3])))}))
        if draw(st.booleans()):
            at = after(day, draw(st.sampled_from([-1, *LIMITS])))
            held.append((at, {
                "person_id": person, "icpc_id": f"I{number}", "conference_id": f"C{number % 2}", "icpc_date": at,
                "s47_id": draw(st.sampled_from([enquiry["s47_id"], enquiry["s47_id"], None, "S0-A-0"])),
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
