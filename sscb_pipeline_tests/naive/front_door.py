"""Contacts, early help and referrals."""

import datetime as dt
from collections import defaultdict

from sscb_pipeline_tests.naive.children import Children
from sscb_pipeline_tests.naive.days import last_day, month_of, months_later, working_days
from sscb_pipeline_tests.naive.sent import Sent, yes
from sscb_pipeline_tests.naive.tally import Tally

OUTCOMES = ("NFA", "INFO_ADVICE", "EH_HUB", "REFERRAL", "EXISTING_CASE", "OTHER")
HEALTH = ("3A", "3B", "3C", "3D", "3E", "3F")
SOURCES = {"6": "POLICE", "2A": "SCHOOLS", "2B": "EDUCATION_SERVICES", **dict.fromkeys(HEALTH, "HEALTH")}
RETURN = "cs_contacts_referrals"
HUBS_OPENED = dt.date(2016, 10, 5)


def count(sent: Sent, children: Children, tally: Tally) -> None:
    contacts(sent, tally)
    early_help(sent, tally)
    referrals(sent, tally)


def contacts(sent: Sent, tally: Tally) -> None:
    """EH01 to EH04: children in contacts."""
    named = defaultdict(list)
    for referral in sent.last_told(RETURN, "Referrals", "person_id", "referral_id"):
        named[referral["person_id"], referral["contact_id"]].append(referral["referral_date"])
    for row in sent.last_told(RETURN, "Contacts", "person_id", "contact_id"):
        day, decided, outcome = row["contact_date"], row["decision_date"], row["outcome"]
        month, hub = month_of(day), row["hub"] if day >= HUBS_OPENED else None
        tally.add("EH01", month, hub)
        if outcome:
            tally.share("EH02", month, hub, "outcome", {outcome}, OUTCOMES)
        if decided or working_days(day, last_day(row["month"])) > 1:
            tally.add("EH03", month, hub, bool(decided) and working_days(day, decided) <= 1)
        followed = any(0 <= working_days(day, referred) <= 5 for referred in named[row["person_id"], row["contact_id"]])
        tally.add("EH04", month, hub, outcome == "REFERRAL" or followed)


def early_help(sent: Sent, tally: Tally) -> None:
    """EH05: children with an early help episode on the month's last day, each under the latest of theirs; no hub before
    there were hubs."""
    told = sent.last_told("cs_early_help", "Episodes", "person_id", "eh_episode_id")
    episodes = sorted((row for row in told if row["episode_start"]), key=lambda row: str(row["eh_episode_id"]), reverse=True)
    for month in sent.months:
        day, hubs = last_day(month), {}
        for row in sorted(episodes, key=lambda row: row["episode_start"]):  # of two begun on one day the lowest id
            end, vanished = row["episode_end"], row["episode_end"] is None and row["month"] < month
            if row["episode_start"] <= day and not vanished and (end is None or end > day):
                hubs[row["person_id"]] = row["hub"]
        for hub in hubs.values():
            tally.add("EH05", month, hub if day >= HUBS_OPENED else None)


def referrals(sent: Sent, tally: Tally) -> None:
    """REF01 to REF04: children in referrals."""
    rows = sent.last_told(RETURN, "Referrals", "person_id", "referral_id")
    for row in rows:
        day, month, area = row["referral_date"], month_of(row["referral_date"]), row["area"]
        before = [other for other in rows if other["person_id"] == row["person_id"]
                  and months_later(day, -12) <= other["referral_date"] < day]
        tally.add("REF01", month, area)
        tally.add("REF02", month, area, bool(before))
        tally.add("REF03", month, area, yes(row["referral_nfa"]))
        source = row["referral_source"]
        tally.share("REF04", month, area, "source_group", {SOURCES.get(source, "")}, tuple(sorted(set(SOURCES.values()))))
        tally.share("REF04", month, area, "source", {source}, ("6", "2A", "2B", "3A", "3E", "5A", "9"))
