"""Referral episodes and assessments: every child's way through children's social care, one episode open at a time."""

from dataclasses import dataclass

import numpy as np

from sscb_pipeline.example_data import truth
from sscb_pipeline.example_data.chance import Array, Rows, Stream, numbered, pick, scaled, shares, stream
from sscb_pipeline.example_data.days import (
    END,
    FAR,
    FIRST_DAY,
    MONTHS,
    YEAR_STARTS,
    between,
    day,
    plus_working,
    working,
    working_back,
    years_on,
)
from sscb_pipeline.example_data.looked_after import Care, is_looked_after
from sscb_pipeline.example_data.people import People
from sscb_pipeline.example_data.plans import Plans

_OTHER_SOURCES = {"1A": 330, "1B": 40, "1C": 60, "1D": 224, "2B": 106, "4": 126, "5A": 800, "5B": 600, "5C": 346, "7": 367,
                  "8": 803, "9": 195}
_HEALTH_SOURCES = {"3A": 380, "3B": 330, "3C": 120, "3D": 220, "3E": 460, "3F": 268}


@dataclass
class Episodes:
    """`referrals`: one row per child per referral, with `end` when the case closed. `assessments`: one per assessment,
    sorted by authorised day; `s47`: one per enquiry. `is_da` of a referral is what the worker knew before assessing."""

    referrals: Rows
    assessments: Rows
    s47: Rows


def build(people: People, plans: Plans, care: Care, seed: int, scale: float) -> Episodes:
    """Every referral since April 2013 that matters to the county's months."""
    rng = stream(seed, "episodes")
    referrals = _serious(rng, people, plans, care)
    referrals = _join(referrals, _everyday(rng, people, referrals, scale))
    order = np.argsort(referrals["start"], kind="stable")
    referrals = {name: values[order] for name, values in referrals.items()}
    n = len(order)
    fiscal = referrals["start"].astype("M8[M]").astype(int)
    year = 1970 + (fiscal - 3) // 12
    referrals["source"] = _sources(rng, year)
    referrals["source"] = np.where(referrals["need"] == "N8", "6", referrals["source"])
    referrals["need"] = np.where(referrals["need"] == "", pick(
        rng, {"N1": 58, "N2": 9, "N3": 4, "N4": 9, "N5": 13, "N6": 3, "N8": 2, "N9": 1, "N0": 1}, n), referrals["need"])
    referrals["id"] = numbered("R", np.arange(n) + 100_001)
    referrals["is_da"] = rng.random(n) < truth.DA_SHARE_OF_ASSESSMENTS
    assessments = _assessments(rng, referrals, year, years_on(people.dob[referrals["child"]], 18))
    _fit_open_cases(rng, people, care, referrals, assessments, scale)
    return Episodes(referrals, assessments, _s47(rng, plans, referrals, scale))


def _join(a: Rows, b: Rows) -> Rows:
    return {name: np.concatenate([a[name], b[name]]) for name in a}


def _sources(rng: Stream, year: Array) -> Array:
    out = np.empty(len(year), dtype=object)
    for y in np.unique(year).tolist():
        known = max(y, 2015)
        police, school, health = truth.POLICE_SHARE[known], truth.SCHOOL_SHARE[known], truth.HEALTH_SHARE[known]
        mix: dict[str, float] = {"6": police, "2A": school}
        for group, share in ((_HEALTH_SOURCES, health), (_OTHER_SOURCES, 1 - police - school - health)):
            mix |= {code: share * n / sum(group.values()) for code, n in group.items()}
        here = year == y
        out[here] = pick(rng, mix, int(here.sum()))
    return out


def _serious(rng: Stream, people: People, plans: Plans, care: Care) -> Rows:
    """Episodes of children who came to an initial conference or into care; one child's stories make one episode."""
    c, p, lac = plans.conferences, plans.plans, care.periods
    n = len(c["child"])
    end_of = c["held"] + 20 + rng.gamma(1.6, 55, n).astype(int)
    ended = p["end"]
    end_of[p["conference"]] = np.where(ended >= END, FAR, np.minimum(ended, FAR) + 15
                                       + rng.gamma(1.5, 40, len(ended)).astype(int))
    before = np.where(rng.random(n) < 0.75, rng.integers(0, 12, n), rng.gamma(1.5, 90, n).astype(int))
    start = np.where(c["transfer_in"], c["held"], working_back(c["discussed"] - before))
    m = len(lac["child"])
    care_start = np.where(lac["alone"], working(lac["start"]), working_back(lac["start"] - rng.integers(0, 50, m)))
    care_start = np.where(lac["alone"], np.minimum(care_start, lac["start"]), care_start)
    care_end = np.where(lac["end"] >= END, FAR, lac["end"] + rng.integers(0, 60, m))
    child = np.concatenate([c["child"], lac["child"]])
    starts, ends = np.concatenate([start, care_start]), np.concatenate([end_of, care_end])
    conference = np.concatenate([np.arange(n), np.full(m, -1)])
    need = np.concatenate([np.full(n, "N1", dtype=object), lac["need"]])
    unique, first, inverse = np.unique(child, return_index=True, return_inverse=True)
    low, high = np.full(len(unique), FAR), np.full(len(unique), day("1990-01-01"))
    np.minimum.at(low, inverse, starts)
    np.maximum.at(high, inverse, ends)
    held = np.full(len(unique), -1)
    np.maximum.at(held, inverse, conference)
    kind = np.full(len(unique), "plan", dtype=object)
    kind[inverse[n:]] = "care"
    low = np.maximum(low, people.dob[unique] - 130)
    return {"child": unique, "start": working_back(low), "end": high, "conference": held, "kind": kind, "need": need[first],
            "nfa": np.zeros(len(unique), dtype=bool)}


def _everyday(rng: Stream, people: People, serious: Rows, scale: float) -> Rows:
    """All other referrals: month by month what is left of the published totals, a quarter of them re-referrals."""
    starts: list[Array] = []
    nfa: list[Array] = []
    for year, total in truth.REFERRALS.items():
        months = np.arange(f"{year}-04", f"{year + 1}-04", dtype="M8[M]")
        for month, wanted in zip(months, shares(scaled(total, scale), truth.REFERRALS_BY_MONTH), strict=True):
            have = int((serious["start"].astype("M8[M]") == month).sum())
            first, last = month.astype("M8[D]"), (month + 1).astype("M8[D]") - 1
            when = working_back(between(rng, first, last, max(wanted - have, 0)))
            starts.append(np.where(when < first, working(first), when))
            nfa.append(rng.random(len(when)) < truth.REFERRAL_NFA_SHARE[year] * 1.15)
    start = np.concatenate(starts)
    order = np.argsort(start, kind="stable")
    start, is_nfa = start[order], np.concatenate(nfa)[order]
    n = len(start)
    short = rng.random(n) < 0.47
    length = np.where(short, 25 + rng.gamma(3, 13, n), 60 + rng.gamma(1.15, 150, n)).astype(int)
    end = np.where(is_nfa, start + rng.integers(0, 4, n), start + length)
    again = rng.random(n) < truth.REREFERRAL_SHARE * 1.16
    child = np.full(n, -1)
    oldest = years_on(start, -17) + 1
    child[~again] = people.draw_new(rng, oldest[~again], start[~again] + 60, int((~again).sum()))
    _give_rereferrals(rng, people, child, start, end)
    spare = child < 0
    child[spare] = people.draw_new(rng, oldest[spare], start[spare] + 60, int(spare.sum()))
    return {"child": child, "start": start, "end": end, "conference": np.full(n, -1),
            "kind": np.full(n, "everyday", dtype=object),
            "need": np.full(n, "", dtype=object), "nfa": is_nfa}


def _give_rereferrals(rng: Stream, people: People, child: Array, start: Array, end: Array) -> None:
    """Gives children without a name yet one whose earlier case closed, referred first in the twelve months before."""
    day0 = start.min()
    starts, ends = (start - day0).astype(int).tolist(), (end - day0).astype(int).tolist()
    of_age = (years_on(people.dob, 18) - day0).astype(int).tolist()
    luck = rng.random(len(starts) * 4).tolist()
    closing: dict[int, list[int]] = {}
    ready: list[int] = []
    done, k = 0, 0
    for row, (begun, who) in enumerate(zip(starts, child.tolist(), strict=True)):
        while done < begun:
            ready += closing.pop(done, [])
            done += 1
        if who < 0:
            for _ in range(8):
                if not ready:
                    break
                place = int(luck[k % len(luck)] * len(ready))
                k += 1
                ready[place], ready[-1] = ready[-1], ready[place]
                earlier = ready.pop()
                if starts[earlier] > begun - 355 and of_age[child[earlier]] > begun + 200:
                    child[row] = child[earlier]
                    break
        if child[row] >= 0 and ends[row] >= begun:
            closing.setdefault(max(ends[row] + 1, begun + 1), []).append(row)


def _assessments(rng: Stream, referrals: Rows, year: Array, of_age: Array) -> Rows:
    """One assessment for every referral taken further, a second one for long cases; sorted by the day authorised."""
    asked = np.flatnonzero(~referrals["nfa"])
    rows: list[Rows] = []
    for again in (False, True):
        ref = asked
        begins = plus_working(referrals["start"][ref], rng.choice([0, 0, 1, 1, 2, 3], len(ref)))
        if again:
            long = (np.minimum(referrals["end"][ref], END) - referrals["start"][ref] > 290) & (rng.random(len(ref)) < 0.3)
            ref = ref[long]
            begins = working(referrals["start"][ref] + rng.integers(150, 200, len(ref)))
        took = _assessment_days(rng, year[ref])
        authorised = plus_working(begins, took)
        rows.append({"referral": ref, "start": begins, "authorised": authorised, "again": np.full(len(ref), again)})
    out = {name: np.concatenate([part[name] for part in rows]) for name in rows[0]}
    everyday = (referrals["kind"] == "everyday")[out["referral"]] & ~out["again"]
    closes = referrals["end"].copy()
    np.maximum.at(closes, out["referral"][everyday], out["authorised"][everyday] + 1)
    latest = np.minimum(_next_referral(referrals) - 1, np.maximum(of_age, referrals["start"] + 1))
    referrals["end"] = np.where(referrals["kind"] == "everyday", np.minimum(closes, latest), referrals["end"])
    late = out["authorised"] > referrals["end"][out["referral"]]
    out["authorised"] = np.where(late, np.maximum(working_back(referrals["end"][out["referral"]]), out["start"]),
                                 out["authorised"])
    out = {name: values[np.argsort(out["authorised"], kind="stable")] for name, values in out.items()}
    n = len(out["start"])
    out["is_da"] = referrals["is_da"][out["referral"]]
    out["id"] = numbered("A", np.arange(n) + 200_001)
    out["luck"] = rng.random(n)
    return out


def _next_referral(referrals: Rows) -> Array:
    """The day of the same child's next referral, FAR where there is none (referrals sorted by day)."""
    order = np.lexsort((referrals["start"], referrals["child"]))
    child, start = referrals["child"][order], referrals["start"][order]
    out = np.full(len(order), FAR)
    follows = np.flatnonzero(child[1:] == child[:-1])
    out[order[follows]] = start[follows + 1]
    return out


def _assessment_days(rng: Stream, year: Array) -> Array:
    low, high, counts = (np.array(values) for values in zip(*truth.ASSESSMENT_BANDS, strict=True))
    late = np.array([truth.ASSESSMENT_LATE_SHARE.get(y, 0.33) for y in year.tolist()])
    in_time, over = counts * (high <= 45), counts * (high > 45)
    band = np.where(rng.random(len(year)) < late, rng.choice(9, len(year), p=over / over.sum()),
                    rng.choice(9, len(year), p=in_time / in_time.sum()))
    return np.asarray(low[band] + np.floor(rng.random(len(year)) * (high - low + 1)[band]).astype(int))


def _fit_open_cases(rng: Stream, people: People, care: Care, referrals: Rows, assessments: Rows, scale: float) -> None:
    """Moves closing days of everyday cases so that as many cases are open on each 31 March as published."""
    authorised = np.full(len(referrals["start"]), day("1990-01-01"))
    np.maximum.at(authorised, assessments["referral"], assessments["authorised"])
    everyday = (referrals["kind"] == "everyday") & ~referrals["nfa"]
    nxt, of_age = _next_referral(referrals), years_on(people.dob[referrals["child"]], 18)
    for year, boundary in zip((2015, 2016, 2017), YEAR_STARTS, strict=True):
        start, end = referrals["start"], referrals["end"]
        is_open = (start < boundary) & (end >= boundary) & ~referrals["nfa"]
        surplus = int(is_open.sum()) - scaled(truth.CIN_OPEN_ON_31_MARCH[year], scale)
        if surplus > 0:
            may = np.flatnonzero(is_open & everyday & (authorised < boundary - 25) & (start < boundary - 60))
            chosen = rng.permutation(may)[:surplus]
            end[chosen] = np.maximum(authorised[chosen] + 1, between(rng, boundary - 24, boundary - 1, len(chosen)))
        else:
            may = np.flatnonzero(everyday & (start < boundary - 10) & (end < boundary) & (end > boundary - 330)
                                 & (nxt > boundary + 130) & (of_age > boundary + 130))
            chosen = rng.permutation(may)[:-surplus] if surplus else may[:0]
            end[chosen] = between(rng, boundary + 5, boundary + 120, len(chosen))


def _s47(rng: Stream, plans: Plans, referrals: Rows, scale: float) -> Rows:
    """Enquiries that led to an initial conference, and as many others as make up the monthly volume."""
    c = plans.conferences
    led = np.flatnonzero(~c["transfer_in"])
    referral_of = np.full(int(referrals["child"].max()) + 1, -1)
    serious = np.flatnonzero(referrals["kind"] != "everyday")
    referral_of[referrals["child"][serious]] = serious
    others = np.flatnonzero((referrals["conference"] < 0) & ~referrals["nfa"] & (referrals["start"] >= FIRST_DAY - 30))
    wanted = scaled(truth.S47_A_MONTH * len(MONTHS), scale) - int((c["held"][led] >= FIRST_DAY).sum())
    chosen = rng.permutation(others)[: max(wanted, 0)]
    when = plus_working(referrals["start"][chosen], rng.integers(0, 12, len(chosen)))
    rows: Rows = {
        "referral": np.concatenate([referral_of[c["child"][led]], chosen]),
        "discussed": np.concatenate([c["discussed"][led], when]),
        "conference": np.concatenate([led, np.full(len(chosen), -1)]),
    }
    order = np.argsort(rows["discussed"], kind="stable")
    rows = {name: values[order] for name, values in rows.items()}
    rows["id"] = numbered("S", np.arange(len(order)) + 300_001)
    rows["outcome"] = np.where(rows["conference"] >= 0, "ICPC", pick(
        rng, {"NFA_CONTINUE": 60, "NFA": 32, "LEGAL": 3, "OTHER": 5}, len(order)))
    s47_of = np.full(len(c["child"]), -1)
    s47_of[rows["conference"][rows["conference"] >= 0]] = np.flatnonzero(rows["conference"] >= 0)
    c["s47"] = s47_of
    return rows


def open_cases(people: People, episodes: Episodes, care: Care, on_plan: Array, as_at: np.datetime64) -> tuple[Array, Array]:
    """Referral rows open as children in need on a day, and which of them are children neither on a plan nor looked after:
    a young person who has turned 18 is still a case, no longer a child."""
    r = episodes.referrals
    chosen = np.flatnonzero((r["start"] <= as_at) & (r["end"] > as_at) & ~r["nfa"])
    who = r["child"][chosen]
    is_child = years_on(people.dob[who], 18) > as_at
    return chosen, is_child & ~on_plan[who] & ~is_looked_after(people, care, as_at)[who]
