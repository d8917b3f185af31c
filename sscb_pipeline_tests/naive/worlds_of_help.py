"""Small worlds of early help, and of who comes to conferences."""

import datetime as dt

from hypothesis import strategies as st

from sscb_pipeline_tests.naive.days import last_day
from sscb_pipeline_tests.naive.sent import Sent
from sscb_pipeline_tests.naive.worlds import AREAS, FIRST_MONTHS, MANY, PEOPLE, Row, days, months_from, told

HUBS = AREAS[:4]


@st.composite
def worlds_of_early_help(draw: st.DrawFn) -> Sent:
    """Episodes in four hubs' files; some begin while another hub's still runs, some are told late or no more."""
    months = months_from(draw(st.sampled_from(FIRST_MONTHS)))
    files: dict[tuple[str, str], list[Row]] = {(month, str(hub)): [] for month in months for hub in HUBS}
    for number in range(draw(MANY)):
        start, hub = draw(days(months)), str(draw(st.sampled_from(HUBS)))
        end = draw(st.one_of(st.none(), days(months)))
        for month, known in draw(told(months, start, end if end and end >= start else None)):
            files[month, hub].append({
                "person_id": PEOPLE[number % 4], "eh_episode_id": f"H{number}", "hub": hub, "episode_start": start,
                "episode_end": known})
    sent = Sent()
    for (month, hub), rows in files.items():
        sent.send("cs_early_help", month, {"Episodes": rows}, hub)
    return sent


@st.composite
def worlds_of_attendance(draw: st.DrawFn) -> Sent:
    """Conferences at the limit of enough agencies, several people of one agency among them."""
    months = months_from(draw(st.sampled_from(FIRST_MONTHS)))
    sent = Sent()
    for month in months:
        rows: list[Row] = []
        for number in range(draw(st.integers(0, 3))):
            day = draw(st.dates(dt.date.fromisoformat(f"{month}-01"), last_day(month)))
            area, kind = draw(st.sampled_from(HUBS)), draw(st.sampled_from(["ICPC", "RCPC"]))
            for agency in draw(st.lists(st.sampled_from(["CSC", "POLICE", "HV", "SCHOOL"]), min_size=1, max_size=6)):
                rows.append({
                    "conference_id": f"C{month}{number}", "conference_type": kind, "conference_date": day, "area": area,
                    "agency": agency, "invited": draw(st.sampled_from([True, True, True, False])), "n_children": 3,
                    "attended_how": draw(st.sampled_from([None, "IN_PERSON", "IN_PERSON", "PHONE", "SENT_REPORT_ONLY"]))})
        sent.send("cs_conference_attendance", month, {"Attendance": rows})
    return sent
