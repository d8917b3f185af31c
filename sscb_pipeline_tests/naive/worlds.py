"""Small made-up worlds: a handful of children, three months of files, days where limits are.

What happens to a child is drawn first, then what each month's file tells of it: from the month on in which it is recorded
(which may be late), an end only from when that is recorded, and perhaps no more at all after a while.
"""

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from sscb_pipeline_tests.naive.days import last_day, months_later
from sscb_pipeline_tests.naive.sent import Sent

Row = dict[str, Any]
FIRST_MONTHS = ("2015-12", "2016-02", "2016-09", "2016-12", "2017-02", "2018-01")
"""With a 29 February among the snapshot days, or 28 February beside one; hubs opening; Christmas; clocks going forward."""
AREAS = ("NE", "NW", "SE", "SW", None)
MANY = st.sampled_from([1, 8, 12, 16])
"""How many of a thing: one build counts sixteen as fast as one."""
PEOPLE = ("A", "B", "C", "D")
BIRTHS = (dt.date(2000, 2, 29), dt.date(1998, 3, 1), dt.date(1999, 2, 28), dt.date(2010, 6, 15), dt.date(2004, 2, 29))
STEPS = (0, 1, -1, 12, -12, 24, -24, 3, -3)
"""Months from the middle of the world to a day of interest."""


def months_from(first: str, count: int = 3) -> list[str]:
    return [months_later(dt.date.fromisoformat(f"{first}-01"), number).isoformat()[:7] for number in range(count)]


def days(months: list[str]) -> st.SearchStrategy[dt.date]:
    """Days in the months, on their edges, and on days that clocks of months and years lead to from those edges."""
    edges = [last_day(month) for month in months] + [dt.date.fromisoformat(f"{month}-01") for month in months]
    far = [months_later(edge, step) for edge in edges for step in STEPS]
    return st.one_of(
        st.sampled_from(edges), st.builds(lambda edge, more: edge + dt.timedelta(days=more), st.sampled_from(far),
                                          st.integers(-2, 2)),
        st.dates(edges[0] - dt.timedelta(days=100), edges[-1]))


@st.composite
def told(draw: st.DrawFn, months: list[str], start: dt.date, end: dt.date | None) -> list[tuple[str, dt.date | None]]:
    """(month, end as that month's file tells it) of the files that show a thing: in their own time, or recorded late."""
    late, end_late, files_after = draw(st.integers(0, 1)), draw(st.integers(0, 1)), draw(st.sampled_from([9, 9, 9, 1, 0]))
    shown: list[tuple[str, dt.date | None]] = []
    for number, month in enumerate(months):
        if last_day(months[max(number - late, 0)]) < start or (number < late and start >= dt.date.fromisoformat(f"{month}-01")):
            continue
        known_end = end if end and end <= last_day(months[max(number - end_late, 0)]) else None
        shown.append((month, known_end))
        if len(shown) > files_after:
            break
    return shown


@st.composite
def plans(draw: st.DrawFn, months: list[str]) -> list[tuple[str, Row]]:
    """(month of the file, row) of one child's plan."""
    start, person = draw(days(months)), draw(st.sampled_from(PEOPLE))
    end = draw(st.one_of(st.none(), days(months)))
    if end and draw(st.booleans()):
        start = end - dt.timedelta(days=draw(st.sampled_from([727, 728, 729, 730])))
    elif draw(st.integers(0, 2)) == 0:  # on a plan for about two years on a snapshot day
        start = months_later(last_day(draw(st.sampled_from(months))), -24) + dt.timedelta(days=draw(st.integers(-1, 1)))
    end = end if end and end > start else None
    row: Row = {
        "person_id": person, "cpp_id": f"P{draw(st.integers(1, 10**6))}", "icpc_id": None,
        "cpp_start": start, "initial_category": "NEG", "previous_cpp_count": draw(st.integers(0, 2)),
        "ola_plan": draw(st.sampled_from([False, False, False, True])), "da_factor": draw(st.sampled_from([None, True, False])),
    }
    shown = [(month, {**row, "cpp_end": known, "latest_category": draw(st.sampled_from(["NEG", "EMO"])),
                      "area": draw(st.sampled_from(AREAS[:2]))}) for month, known in draw(told(months, start, end))]
    if shown and draw(st.integers(0, 1)):  # an earlier plan, that ended about two years before
        ended = months_later(start, draw(st.sampled_from([-24, -24, -12, 0]))) + dt.timedelta(days=draw(st.integers(-1, 1)))
        shown.append((months[-1], {
            **shown[0][1], "cpp_id": f"{row['cpp_id']}-before", "cpp_start": ended - dt.timedelta(days=90),
            "cpp_end": min(ended, last_day(months[-1]))}))
    return shown


@st.composite
def worlds_of_plans(draw: st.DrawFn) -> Sent:
    """Plans, and assessments that name factors."""
    months = months_from(draw(st.sampled_from(FIRST_MONTHS)))
    files: dict[str, list[Row]] = {month: [] for month in months}
    for plan in [draw(plans(months)) for _ in range(draw(MANY))]:
        for month, row in plan:
            files[month].append(row)
    assessments: dict[str, list[Row]] = {month: [] for month in months}
    for number, (person, start, count, month, factors, blank) in enumerate(draw(st.lists(st.tuples(
            st.sampled_from(PEOPLE), days(months), st.sampled_from([0, 62, 63, 64, 65, 66]), st.sampled_from(months),
            st.sampled_from(["3A", "16A", "3B,16A", "21", None]), st.booleans()), max_size=5))):
        assessments[month].append({
            "person_id": person, "assessment_id": f"A{number}", "referral_id": "none", "assessment_start": start,
            "authorised_date": None if blank else start + dt.timedelta(days=count), "factors": factors})
    sent = Sent()
    for month in months:
        sent.send("cs_cin_cpp", month, {"CPP": files[month]})
        sent.send("cs_assess_s47_icpc", month, {"Assessments": assessments[month]})
        sent.send("cs_contacts_referrals", month, {})
    return sent
