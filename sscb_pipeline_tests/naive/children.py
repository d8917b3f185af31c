"""Where a child belongs on a day, and which child the police mean."""

import datetime as dt
from collections import defaultdict

from sscb_pipeline_tests.naive.days import day_of
from sscb_pipeline_tests.naive.sent import Row, Sent


class Children:
    """What the returns together say of children: their areas by day, and who is who."""

    def __init__(self, sent: Sent) -> None:
        self.moves: dict[str, list[tuple[dt.date, str, str]]] = defaultdict(list)
        """Child -> (day of a referral or of a start in need, month that told it, area)."""
        for row in sent.last_told("cs_contacts_referrals", "Referrals", "person_id", "referral_id"):
            self.move(row, row["referral_date"])
        for row in sent.last_told("cs_cin_cpp", "CIN", "person_id", "cin_start"):
            self.move(row, row["cin_start"])
        self.referred = {(row["person_id"], row["referral_id"]): row for row in sent.last_told(
            "cs_contacts_referrals", "Referrals", "person_id", "referral_id")}
        self.interviewed = {row["police_misper_ref"]: row["person_id"] for row in sent.last_told(
            "cs_return_interviews", "RHI", "rhi_id") if row["police_misper_ref"]}
        self.of_police: dict[str, str] = {}
        for row in sent.last_told("pol_missing", "Missing", "misper_ref"):
            if row["misper_ref"] in self.interviewed:
                self.of_police[row["police_person_ref"]] = self.interviewed[row["misper_ref"]]

    def move(self, row: Row, day: dt.date) -> None:
        if row["area"]:
            self.moves[row["person_id"]].append((day, row["month"], row["area"]))

    def area(self, person: str | None, day: dt.date | dt.datetime) -> str | None:
        """The area of the child's latest referral or start in need up to the day; None when there is none."""
        before = [move for move in self.moves.get(person or "", []) if move[0] <= day_of(day)]
        return max(before)[2] if before else None

    def area_of_work(self, row: Row, day: dt.date) -> str | None:
        """The area of the referral a piece of work names, else of the child."""
        referral = self.referred.get((row["person_id"], row["referral_id"]))
        return (referral and referral["area"]) or self.area(row["person_id"], day)
