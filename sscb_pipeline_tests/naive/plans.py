"""Child protection plans."""

import datetime as dt
from collections.abc import Iterator

from sscb_pipeline_tests.naive.children import Children
from sscb_pipeline_tests.naive.days import last_day, month_of, months_later
from sscb_pipeline_tests.naive.sent import Row, Sent, yes
from sscb_pipeline_tests.naive.tally import Tally

RETURN = "cs_cin_cpp"
CATEGORIES = ("NEG", "PHY", "SAB", "EMO", "MUL")
DA = {"3A", "3B", "3C"}


def count(sent: Sent, _: Children, tally: Tally) -> None:
    standing(sent, tally)
    starts_and_ends(sent, tally)


def elsewhere(row: Row) -> bool:
    """A temporary plan of another authority's child."""
    return yes(row["ola_plan"])


def children_on_plans(sent: Sent, month: str, day: dt.date) -> Iterator[tuple[Row, Row]]:
    """Each child on a plan on the day, once: (the plan as last told, as that month's file shows it or the next that does).

    Of several plans the one that began last stands, the lowest id of those that began on one day.
    """
    told = sent.in_month(RETURN, "CPP", "person_id", "cpp_id")
    found: dict[str, tuple[Row, Row]] = {}
    for plan in sorted(sent.last_told(RETURN, "CPP", "person_id", "cpp_id"), key=lambda plan: str(plan["cpp_id"])):
        vanished = plan["cpp_end"] is None and plan["month"] < month
        if elsewhere(plan) or vanished or plan["cpp_start"] > day or (plan["cpp_end"] and plan["cpp_end"] <= day):
            continue
        key = plan["person_id"], plan["cpp_id"]
        shown = next(told[file][key] for file in sorted(told) if file >= month and key in told[file])
        other = found.get(plan["person_id"])
        if other is None or other[0]["cpp_start"] < plan["cpp_start"]:
            found[plan["person_id"]] = plan, shown
    yield from found.values()


def standing(sent: Sent, tally: Tally) -> None:
    """CP04, CP06, CP09, DA03: children on a plan on the month's last day."""
    assessed: dict[str, list[tuple[dt.date, str, set[str]]]] = {}
    for row in sent.last_told("cs_assess_s47_icpc", "Assessments", "person_id", "assessment_id"):
        if row["authorised_date"]:
            assessed.setdefault(row["person_id"], []).append(
                (row["authorised_date"], row["assessment_id"], set((row["factors"] or "").split(","))))
    for month in sent.months:
        day = last_day(month)
        for plan, shown in children_on_plans(sent, month, day):
            area = shown["area"]
            tally.add("CP04", month, area)
            tally.add("CP04", month, area, True, "category", shown["latest_category"])
            tally.add("CP06", month, area, shown["latest_category"] == "NEG")
            tally.share("CP06", month, area, "category", {shown["latest_category"]}, CATEGORIES)
            tally.add("CP09", month, area, plan["cpp_start"] <= months_later(day, -24))
            known = [entry for entry in assessed.get(plan["person_id"], []) if entry[0] <= day]
            abuse = bool(max(known)[2] & DA) if known else yes(shown["da_factor"])
            tally.add("DA03", month, area, abuse)


def starts_and_ends(sent: Sent, tally: Tally) -> None:
    """CP05, CP07, CP08, CP10: plans that started, and plans that ended."""
    plans = sent.last_told(RETURN, "CPP", "person_id", "cpp_id")
    for plan in plans:
        if elsewhere(plan):
            continue
        start, end, area = plan["cpp_start"], plan["cpp_end"], plan["area"]
        began = month_of(start)
        tally.add("CP05", began, area, True, "event", "START")
        tally.add("CP07", began, area, plan["previous_cpp_count"] >= 1)
        tally.add("CP08", began, area, any(
            other["person_id"] == plan["person_id"] and other["cpp_id"] != plan["cpp_id"] and other["cpp_end"]
            and months_later(start, -24) < other["cpp_end"] <= start for other in plans))
        if end:
            tally.add("CP05", month_of(end), area, True, "event", "END")
            tally.add("CP10", month_of(end), area, (end - start).days + 1 > 729)
