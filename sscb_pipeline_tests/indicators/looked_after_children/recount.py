"""The figures of looked after children counted once more, child by child and day by day, from the accepted rows.

Slow and plain on purpose: no SQL beyond reading, no table of ours but the returns, the calendar's own functions. What is
left out here because the made-up county has none of it (Annex A, starts put right, children who vanish) has its examples.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sscb_pipeline.vocabulary.areas import COUNTY
from sscb_pipeline.vocabulary.calendar import add_months, add_working_days, age_on, last_day, month_of, working_days_between
from sscb_pipeline.warehouse.server import Warehouse

Row = dict[str, Any]
Key = tuple[str, str, str, str, str]
"""Indicator, month, area, breakdown, breakdown value."""
SHORT_BREAKS = ("V3", "V4")


class Recount:
    """Everything the returns said, and what follows from it. `counts`: key -> [numerator, denominator]."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse
        self.shown = self.rows("cs_lac__lac")
        self.months = sorted({row["reporting_month"] for row in self.shown})
        self.by_file = {(row["reporting_month"], row["person_id"], row["poc_start"]): row for row in self.shown}
        self.periods = {(row["person_id"], row["poc_start"]): row for row in self.shown}  # the last telling stands
        self.reviews = {(row["person_id"], row["review_date"]): row for row in self.rows("cs_lac__reviews")}
        self.assessments: dict[str, dict[Any, Row]] = defaultdict(dict)
        for row in self.rows("hea_lac_health__health_assessments"):
            self.assessments[row["lcs_person_id"]][row["type"], row["due_date"]] = row
        self.moves = self._moves()
        self.counts: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
        for month in self.months:
            for child in self.standing(last_day(month)):
                self.count_child(month, last_day(month), child)
        self.count_events()

    def rows(self, table: str) -> list[Row]:
        """The table's current rows, the oldest month first."""
        found = self.warehouse.read(f"select * from current_returns.{table} order by reporting_month, source_row")  # noqa: S608
        return [{str(name): None if value is None or value != value else value for name, value in row.items()}
                for row in found.astype(object).to_dict("records")]

    def _moves(self) -> dict[str, list[tuple[dt.date, str, str]]]:
        """Each child's days from which an area is told, with the month that told it."""
        told = {("r", row["person_id"], row["referral_id"]): (row["referral_date"], row)
                for row in self.rows("cs_contacts_referrals__referrals")}
        told |= {("n", row["person_id"], row["cin_start"]): (row["cin_start"], row) for row in self.rows("cs_cin_cpp__cin")}
        moves: dict[str, list[tuple[dt.date, str, str]]] = defaultdict(list)
        for (_, person, _), (day, row) in told.items():
            if row["area"]:
                moves[person].append((day, row["reporting_month"], row["area"]))
        return moves

    def area(self, person: str, day: dt.date) -> str:
        before = [move for move in self.moves[person] if move[0] <= day]
        return max(before)[2] if before else "UNKNOWN"

    def add(self, indicator: str, month: str, person: str, day: dt.date, numerator: bool, breakdown: str = "all",
            of: str = "all") -> None:
        for area in (COUNTY, self.area(person, day)):
            count = self.counts[indicator, month, area, breakdown, of]
            count[0] += numerator
            count[1] += 1

    def standing(self, day: dt.date) -> Iterator[Row]:
        """Children looked after on a month's last day, as that month's file shows them, or the next that does."""
        for (person, start), last in self.periods.items():
            if start > day or (last["poc_end"] and last["poc_end"] <= day) or age_on(last["dob"], day) >= 18:
                continue
            files = [self.by_file.get((month, person, start)) for month in self.months if month >= month_of(day)]
            row = next(row for row in files if row)
            if row["legal_status"] not in SHORT_BREAKS:
                yield row

    def count_child(self, month: str, day: dt.date, child: Row) -> None:
        """One child standing on one day, for every snapshot."""
        person, start, out = child["person_id"], child["poc_start"], child["placement_location"] == "OUT"
        age, miles = age_on(child["dob"], day), child["distance_miles"]
        self.add("LAC01", month, person, day, True)
        self.add("LAC03", month, person, day, child["uasc"] and not (child["duc"] and child["duc"] <= day))
        self.add("LAC04", month, person, day, out)
        self.add("LAC05", month, person, day, out and not child["uasc"] and miles is not None and 20 < miles < 999.9)
        self.add("LAC06", month, person, day, child["placements_12m"] >= 3)
        if start.year < 2012 or working_days_between(start, day) >= 20:
            self.add("LAC07", month, person, day, self.reviewed_in_time(person, start, day))
        visits = [row["last_visit"] for row in self.shown if row["person_id"] == person and row["last_visit"]
                  and child["placement_start"] <= row["last_visit"] <= day]
        if visits or (day - child["placement_start"]).days > 7:
            settled = child["placement_type"] in ("U1", "U4") and add_months(child["placement_start"], 12) <= day
            self.add("LAC09", month, person, day, bool(visits) and day <= (
                add_months(max(visits), 3) if settled else max(visits) + dt.timedelta(weeks=6)))
        if add_months(start, 12) <= day:
            self.count_health(month, day, person, age)
        august = dt.date(day.year - (day.month < 9), 8, 31)
        needs = child["send_status"] if child["send_status"] not in (None, "NK") else "E" if child["ehcp"] else None
        if needs and child["dob"] <= august and 4 <= age_on(child["dob"], august) <= 15:
            self.add("LAC13", month, person, day, needs != "N")

    def reviewed_in_time(self, person: str, start: dt.date, day: dt.date) -> bool:
        first_file = dt.date.fromisoformat(f"{self.months[0]}-01")
        first = add_working_days(start, 20) if start.year >= 2012 else start
        older, before, last = first < first_file, None, self.periods[person, start]["poc_end"] or dt.date.max
        held = sorted(held for child, held in self.reviews if child == person and start <= held <= last)
        for number, review in enumerate([*held, None], start=1):
            if before:
                due = add_months(before, 3 if number == 2 and not older else 6)
            elif older:
                due = (review and self.reviews[person, review]["due_date"]) or add_months(first_file, 6)
            else:
                due = first
            if review is None or review > day:
                return due >= day
            if review > due and review > add_months(day, -12):
                return False
            before = review
        raise AssertionError("the last of the list is no review")

    def count_health(self, month: str, day: dt.date, person: str, age: int) -> None:
        known = self.assessments[person].values()
        seen = [row["seen_on"] for row in known if row["type"] == "RHA" and row["seen_on"] and row["seen_on"] <= day]
        lately, before = (any(add_months(at, 6) >= day for at in seen),
                          any(add_months(at, 6) < day <= add_months(at, 12) for at in seen))
        self.add("LAC11", month, person, day, (lately and before) if age < 5 else (lately or before))
        self.add("LAC12", month, person, day, any(
            row["dental_date"] and row["dental_date"] <= day <= add_months(row["dental_date"], 12) for row in known),
            "measure", "DENTAL")
        said = [(row["seen_on"] or last_day(row["reporting_month"]), row["due_date"], row["imms_up_to_date"])
                for row in known if row["imms_up_to_date"]]
        said = [answer for answer in said if answer[0] <= day]
        self.add("LAC12", month, person, day, bool(said) and max(said)[2] == "Y", "measure", "IMMUNISATIONS")

    def count_events(self) -> None:
        """Starts, ends, reviews held, and those whose first health assessment was due by the last day told."""
        for (person, start), last in self.periods.items():
            end = last["poc_end"]
            if last["legal_status"] in SHORT_BREAKS:
                continue
            self.add("LAC02", month_of(start), person, start, True, "event", "START")
            if end:
                self.add("LAC02", month_of(end), person, end, True, "event", "CEASE")
            due = add_working_days(start, 20) if start.year >= 2012 else start
            if due <= last_day(self.months[-1]) and not (end and working_days_between(start, end) < 20):
                self.add("LAC10", month_of(start), person, start, any(
                    row["type"] == "IHA" and row["became_looked_after"] == start and row["report_returned_on"]
                    and row["report_returned_on"] <= due for row in self.assessments[person].values()))
        born = {person: last["dob"] for (person, _), last in self.periods.items()}
        for (person, held), review in self.reviews.items():
            if age_on(born[person], held) >= 4:
                self.add("LAC08", month_of(held), person, held, review["participation"] not in ("PN0", "PN7"))
