"""Children who went missing, and the talk after their return."""

import datetime as dt
from collections import defaultdict
from zoneinfo import ZoneInfo

from sscb_pipeline_tests.naive.children import Children
from sscb_pipeline_tests.naive.days import age, day_of, last_day, month_of
from sscb_pipeline_tests.naive.sent import Row, Sent, yes
from sscb_pipeline_tests.naive.tally import Tally

LONDON = ZoneInfo("Europe/London")


def count(sent: Sent, children: Children, tally: Tally) -> None:
    episodes = [row for row in sent.last_told("pol_missing", "Missing", "misper_ref")
                if under_18(row, day_of(row["missing_from_at"]))]
    went_missing(sent, episodes, children, tally)
    interviews(sent, [row for row in episodes if row["category"] == "MISSING"], children, tally)


def under_18(row: Row, day: dt.date) -> bool:
    return row["dob"] is None or age(row["dob"], day) < 18


def who(row: Row, children: Children) -> str:
    return children.of_police.get(row["police_person_ref"]) or row["police_person_ref"]


def went_missing(sent: Sent, episodes: list[Row], children: Children, tally: Tally) -> None:
    """MIS01, MIS01B, MIS02: episodes begun, children still missing, and children with three episodes in 90 days."""
    begun: dict[str, dict[str, str | None]] = defaultdict(dict)  # month -> child -> the area of the latest episode
    for row in sorted(episodes, key=lambda row: row["missing_from_at"]):
        at = row["missing_from_at"]
        month, area = month_of(at), children.area(children.of_police.get(row["police_person_ref"]), at)
        if row["category"] == "MISSING":
            tally.add("MIS01", month, area)
            begun[month][who(row, children)] = area
        else:
            tally.add("MIS01", month, area, True, "variant", "absent")
    for month, found in begun.items():
        for area in found.values():
            tally.add("MIS01", month, area, True, "variant", "children")
    for month in sent.months:
        day = last_day(month)
        times: dict[str, int] = defaultdict(int)
        for row in episodes:
            if row["category"] == "MISSING" and day - dt.timedelta(days=90) < day_of(row["missing_from_at"]) <= day:
                times[who(row, children)] += 1
        for person, number in times.items():
            tally.add("MIS02", month, children.area(person, day), number >= 3)
        gone = {who(row, children) for row in episodes if row["category"] == "MISSING" and day_of(row["missing_from_at"]) <= day
                and not (row["found_at"] and day_of(row["found_at"]) <= day) and under_18(row, day)}
        for person in gone:
            tally.add("MIS01B", month, children.area(person, day))


def interviews(sent: Sent, episodes: list[Row], children: Children, tally: Tally) -> None:
    """MIS03, MIS04: episodes ended, and the interview that answers each."""
    held = sent.last_told("cs_return_interviews", "RHI", "rhi_id")
    by_id = {row["rhi_id"]: row for row in held}
    by_episode = {row["police_misper_ref"]: row for row in held if row["police_misper_ref"]}
    by_day = {(row["person_id"], day_of(row["missing_from"])): row for row in held if not row["police_misper_ref"]}
    for row in episodes:
        found = row["found_at"]
        if found is None:
            continue
        person = children.of_police.get(row["police_person_ref"])
        area = children.area(person, row["missing_from_at"])
        answer = by_episode.get(row["misper_ref"]) or by_day.get((person, day_of(row["missing_from_at"])))
        timely = offered = False
        theirs = elsewhere(row)
        if answer:
            talked = answer["completed_at"] or by_id.get(answer["linked_rhi_id"], {}).get("completed_at")
            timely = talked is not None and in_time(answer["returned_at"] or found, talked)
            offered, theirs = yes(answer["offered"]), answer["status_group"] == "OTHER_LA_LAC"
        tally.add("MIS04", month_of(found), area, timely)
        tally.add("MIS03", month_of(found), area, offered, *(("variant", "other_authority") if theirs else ()))


def elsewhere(row: Row) -> bool:
    """Whether the police know the child as looked after by another authority than the county."""
    return row["in_care"] == "Y" and bool(row["placing_la"]) and not (
        row["placing_la"] == "SCC" or "surrey" in row["placing_la"].lower())


def in_time(returned: dt.datetime, talked: dt.datetime) -> bool:
    """Whether the talk was within 72 hours of the return, or three days where neither says the time."""
    if returned.time() == talked.time() == dt.time(0):
        return 0 <= (talked.date() - returned.date()).days <= 3
    passed = talked.replace(tzinfo=LONDON).astimezone(dt.UTC) - returned.replace(tzinfo=LONDON).astimezone(dt.UTC)
    return dt.timedelta(0) <= passed <= dt.timedelta(hours=72)
