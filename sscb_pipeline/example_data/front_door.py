"""Contacts and referrals at the MASH, and the early help that four areas coordinate."""

from dataclasses import dataclass

import numpy as np

from sscb_pipeline.example_data import truth
from sscb_pipeline.example_data.case_work import closure_reasons
from sscb_pipeline.example_data.chance import Array, Rows, Stream, blank_where, numbered, pick, scaled, stream, take
from sscb_pipeline.example_data.days import (
    END,
    FIRST_DAY,
    MONTHS,
    between,
    day,
    in_month,
    month_end,
    plus_working,
    working,
    years_on,
)
from sscb_pipeline.example_data.domestic_abuse import Abuse
from sscb_pipeline.example_data.episodes import Episodes
from sscb_pipeline.example_data.health import Health
from sscb_pipeline.example_data.people import People

_NAT = np.datetime64("NaT")
_REASON_OF_NEED = {"N1": "NEGLECT", "N8": "UASC"}
_SOURCES = {"1A": 14, "1D": 6, "2A": 26, "2B": 3, "3A": 4, "3B": 5, "3C": 2, "3D": 2, "3F": 4, "4": 3, "5A": 6, "5B": 4,
            "5C": 3,
            "6": 8, "7": 3, "8": 5, "9": 2}
_REASONS = {"DA": 24, "NEGLECT": 16, "EMOTIONAL": 12, "PHYSICAL": 11, "PARENT_MH": 10, "SUBSTANCE": 8, "SEXUAL": 5, "CSE": 4,
            "MISSING": 3, "OTHER": 7}


@dataclass
class FrontDoor:
    """`contacts`: one row per child per contact, by day. `early_help`: one row per episode."""

    contacts: Rows
    early_help: Rows


def build(people: People, episodes: Episodes, abuse: Abuse, health: Health, seed: int, scale: float) -> FrontDoor:
    """Contacts that led to each referral, those the police and A&E made, and all the others."""
    rng = stream(seed, "front door")
    return FrontDoor(_contacts(rng, people, episodes, abuse, health, scale), _early_help(rng, people, scale))


def _part(child: Array, when: Array, source: Array, outcome: Array, reason: Array, family: Array,
          referral: Array | None = None) -> Rows:
    return {"child": child, "held": when, "source": source, "outcome": outcome, "reason": reason, "family": family,
            "referral": np.full(len(child), -1) if referral is None else referral}


def _contacts(rng: Stream, people: People, episodes: Episodes, abuse: Abuse, health: Health, scale: float) -> Rows:
    r = episodes.referrals
    led = np.flatnonzero(r["start"] >= FIRST_DAY)
    when = np.maximum(np.where(rng.random(len(led)) < 0.7, r["start"][led], plus_working(r["start"][led], -1)), FIRST_DAY)
    reason = np.array([_REASON_OF_NEED.get(need, "") for need in r["need"][led]], dtype=object)
    reason = np.where((reason == "") | ((reason == "NEGLECT") & (rng.random(len(led)) < 0.6)), pick(rng, _REASONS, len(led)),
                      reason)
    parts = [_part(r["child"][led], when, r["source"][led], np.full(len(led), "REFERRAL", dtype=object), reason,
                   np.arange(len(led)), led)]
    n = abuse.notifications
    told = np.flatnonzero((n["referral"] < 0) & (rng.random(len(n["ref"])) < 0.72) & (n["shared"] < END.astype("M8[m]")))
    reason = np.where(n["reason"][told] == "MH", "OTHER", np.where(n["reason"][told] == "CRIME", "OTHER", n["reason"][told]))
    outcome = np.where(n["outcome"][told] == "PENDING", "NFA", n["outcome"][told])
    parts.append(_part(n["child"][told], n["shared"][told].astype("M8[D]"), np.full(len(told), "6", dtype=object), outcome,
                       reason,
                       np.arange(len(told)) + len(led)))
    a = health.attendances
    sent = np.flatnonzero(a["referred"])
    when = np.minimum(a["at"][sent].astype("M8[D]") + rng.integers(0, 3, len(sent)), END - 1)
    parts.append(_part(a["child"][sent], when, np.full(len(sent), "3E", dtype=object),
                       pick(rng, {"NFA": 24, "INFO_ADVICE": 40, "EH_HUB": 16, "EXISTING_CASE": 20}, len(sent)),
                       np.where(a["reason"][sent] == "DA", "DA", "OTHER"), np.arange(len(sent)) + 1_000_000))
    parts.append(_everyone_else(rng, people, episodes, np.concatenate([part["held"] for part in parts]), scale))
    rows = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.lexsort((rows["child"], rows["family"], rows["held"]))
    rows = take(rows, order)
    _, first, inverse = np.unique(rows["family"], return_index=True, return_inverse=True)
    number = np.argsort(np.argsort(first))[inverse]
    rows["id"] = numbered("K", number + 1)
    count = len(order)
    wait = rng.choice([0, 1, 2, 3, 5], count, p=[0.56, 0.29, 0.08, 0.04, 0.03])
    decided = np.where(wait == 0, rows["held"], plus_working(rows["held"], wait))
    rows["decided"] = np.where(rows["referral"] >= 0, np.maximum(r["start"][np.maximum(rows["referral"], 0)], rows["held"]),
                               decided)
    rows["never"] = (rng.random(count) < 0.006) & (rows["referral"] < 0)
    rows["level"] = np.where(rows["outcome"] == "REFERRAL", rng.choice([3, 4], count, p=[0.7, 0.3]),
                             np.where(rows["outcome"] == "EH_HUB", 2, rng.choice([1, 2, 3], count, p=[0.5, 0.35, 0.15])))
    rows["minute"] = rng.integers(8 * 60, 19 * 60, count)
    return rows


def _everyone_else(rng: Stream, people: People, episodes: Episodes, have: Array, scale: float) -> Rows:
    """Fills each month up to its volume; brothers and sisters share a contact, and some children have an open case."""
    shape = np.array(truth.REFERRALS_BY_MONTH) ** 0.5
    when_parts: list[Array] = []
    for k, month in enumerate(MONTHS):
        wanted = scaled(truth.CONTACTS_A_MONTH * 12 * shape[k % 12] / shape.sum(), scale) - int(in_month(have, month).sum())
        first = np.datetime64(month, "M").astype("M8[D]")
        leads = max(int(wanted / 1.33), 1)
        when_parts.append(between(rng, first, month_end(month), leads))
    when = np.concatenate(when_parts)
    weekend = (when.astype("M8[D]").astype(int) + 3) % 7 >= 5
    when = np.where(weekend & (rng.random(len(when)) < 0.8), np.minimum(working(when), month_ends(when)), when)
    lead = people.draw_aged(rng, when, 0, 17)
    r = episodes.referrals
    going = np.flatnonzero((r["end"] > FIRST_DAY + 5) & (r["end"] - r["start"] > 40))
    open_case = rng.random(len(when)) < 0.2
    chosen = going[rng.integers(0, len(going), len(when))]
    fits = open_case & (r["start"][chosen] < when) & (r["end"][chosen] > when) & (years_on(people.dob[r["child"][chosen]],
                                                                                           18) > when)
    lead = np.where(fits, r["child"][chosen], lead)
    outcome = np.where(fits, "EXISTING_CASE", pick(rng, {"NFA": 27, "INFO_ADVICE": 45, "EH_HUB": 23, "OTHER": 3,
                                                         "EXISTING_CASE": 2},
                                                   len(when)))
    source, reason = pick(rng, _SOURCES, len(when)), pick(rng, _REASONS, len(when))
    family = np.arange(len(when)) + 2_000_000
    sibling = np.minimum(lead + 1, len(people.dob) - 1)
    with_sibling = np.flatnonzero((people.family[sibling] == people.family[lead]) & (people.dob[sibling] <= when)
                                  & (years_on(people.dob[sibling], 18) > when) & (sibling != lead)
                                  & (rng.random(len(when)) < 0.62))
    part = _part(lead, when, source, outcome, reason, family)
    again = take(part, with_sibling)
    again["child"] = sibling[with_sibling]
    return {name: np.concatenate([part[name], again[name]]) for name in part}


def month_ends(days: Array) -> Array:
    return np.asarray((days.astype("M8[M]") + 1).astype("M8[D]") - 1)


def _early_help(rng: Stream, people: People, scale: float) -> Rows:
    n = scaled(truth.EARLY_HELP_A_MONTH * (len(MONTHS) + 8), scale)
    start = np.sort(working(between(rng, FIRST_DAY - 240, END - 4, n)))
    start = np.where(start >= END, END - 1, start)
    done = plus_working(start, rng.integers(5, 40, n))
    taken_up = rng.random(n) < 0.86
    begins = done + rng.integers(0, 20, n)
    ends = begins + 30 + rng.gamma(1.5, 48, n).astype(int)
    reason = pick(rng, {"EMOTIONAL": 26, "NEGLECT": 14, "DA": 18, "PARENT_MH": 16, "SUBSTANCE": 7, "OTHER": 19}, n)
    offer = pick(rng, {"OUTREACH": 40, "CAMHS_EI": 22, "DA_WORKER": 24, "NONE": 14}, n)
    return {"child": people.draw_aged(rng, start, 0, 16), "start": start, "done": done, "taken_up": taken_up, "begins": begins,
            "ends": ends, "reason": reason, "offer": blank_where(offer, reason != "DA"), "id": numbered("EH", np.arange(n) + 1),
            "lead": pick(rng, {"SCC": 34, "SCHOOL": 36, "HV": 9, "SN": 4, "CAMHS": 3, "VCS": 10, "POLICE": 1, "OTHER": 3}, n),
            "why": pick(rng, {"NEEDS_MET": 58, "DISENGAGED": 16, "STEP_UP": 12, "MOVED": 8, "OTHER": 6}, n)}


def render_front_door(people: People, episodes: Episodes, front: FrontDoor, month: str, seed: int) -> dict[str, Rows]:
    """cs_contacts_referrals: contacts received and referrals made in the month, as known five working days after it."""
    rng = stream(seed, f"cs_contacts_referrals {month}")
    as_at = month_end(month)
    cut = plus_working(as_at, 4)
    c = take(front.contacts, np.flatnonzero(in_month(front.contacts["held"], month)))
    who, n = c["child"], len(c["held"])
    open_ = c["never"] | (c["decided"] > cut)
    clock = np.array([f"{m // 60:02d}:{m % 60:02d}" for m in c["minute"].tolist()], dtype=object)
    before_mash = c["held"] < day(truth.MASH_LIVE)
    no_number = ~people.nhs_known_to_council[who] | (people.dob[who] > as_at)
    contacts: Rows = {
        "person_id": people.person_id[who], **people.identity(who, as_at),
        "nhs_number": blank_where(people.nhs_number[who], no_number), "upn": people.upn[who], "contact_id": c["id"],
        "contact_date": c["held"], "received_time": blank_where(clock, rng.random(n) < 0.1), "contact_source": c["source"],
        "contact_reason": c["reason"], "level_of_need": blank_where(c["level"], before_mash | open_),
        "outcome": blank_where(c["outcome"], open_), "decision_date": np.where(open_, _NAT, c["decided"]),
        "hub": blank_where(people.area[who], before_mash),
    }
    r = episodes.referrals
    rows = np.flatnonzero(in_month(r["start"], month))
    contact_of = np.full(len(r["start"]), None, dtype=object)
    linked = front.contacts["referral"] >= 0
    contact_of[front.contacts["referral"][linked]] = front.contacts["id"][linked]
    closed = r["end"][rows] <= as_at
    area = people.area[r["child"][rows]]
    team = np.array([f"{where} Assessment Team {k % 3 + 1}" for where, k in zip(area.tolist(), rows.tolist(), strict=True)],
                    dtype=object)
    referrals: Rows = {
        "person_id": people.person_id[r["child"][rows]], "referral_id": r["id"][rows], "contact_id": contact_of[rows],
        "referral_date": r["start"][rows], "referral_source": r["source"][rows],
        "referral_nfa": np.where(r["nfa"][rows], "Y", "N"),
        "primary_need": r["need"][rows], "closure_date": np.where(closed, r["end"][rows], _NAT),
        "closure_reason": blank_where(closure_reasons(rng, len(rows)), ~closed),
        "allocated_team": blank_where(team, r["nfa"][rows]),
        "area": area,
    }
    return {"Contacts": contacts, "Referrals": referrals}


def render_early_help(people: People, front: FrontDoor, month: str, area: str) -> dict[str, Rows]:
    """cs_early_help: one area's episodes going on at the month's end, begun in it or ended in it."""
    as_at = month_end(month)
    e = front.early_help
    last = np.where(e["taken_up"], e["ends"], e["done"])
    e = take(e, np.flatnonzero((e["start"] <= as_at) & ((last > as_at) | in_month(last, month))
                               & (people.area[e["child"]] == area)))
    who = e["child"]
    begun, over = e["taken_up"] & (e["begins"] <= as_at), e["taken_up"] & (e["ends"] <= as_at)
    return {"Episodes": {
        "person_id": people.person_id[who],
        **{name: values for name, values in people.identity(who).items() if name != "edd"},
        "eh_episode_id": e["id"], "hub": people.area[who], "assessment_start": e["start"],
        "assessment_completed": np.where(e["done"] <= as_at, e["done"], _NAT),
        "episode_start": np.where(begun, e["begins"], _NAT),
        "episode_end": np.where(over, e["ends"], _NAT), "lead_organisation": e["lead"], "reason": e["reason"],
        "end_reason": blank_where(e["why"], ~over), "da_support_offer": e["offer"],
    }}
