"""Initial conferences, child protection plans and their reviews: who is on a plan, from when to when."""

from dataclasses import dataclass

import numpy as np

from sscb_pipeline.example_data import truth
from sscb_pipeline.example_data.chance import Array, Rows, Stream, pick, repeat_codes, scaled, shares, stream
from sscb_pipeline.example_data.days import END, FAR, YEAR_STARTS, between, day, plus_working, working, working_back, years_on
from sscb_pipeline.example_data.people import HOME, People

_REVIEWS = 12


@dataclass
class Plans:
    """`conferences`: one row per child per initial conference. `plans`: one per plan. `reviews`: one per child per review.

    plans.conference is the row in `conferences`. Plans that go on have an end after the county's history or FAR.
    """

    conferences: Rows
    plans: Rows
    reviews: Rows


def _sibling_groups(rng: Stream, people: People, first: np.datetime64, last: np.datetime64, count: int,
                    oldest: float) -> tuple[Array, Array, Array]:
    """`count` children not yet taken, in family groups with one working day each: children, groups (from 0), days."""
    order = np.argsort(people.family, kind="stable")
    order = order[people.belongs[order] == HOME]
    starts = np.flatnonzero(np.r_[True, np.diff(people.family[order]) != 0])
    stops = np.r_[starts[1:], len(order)]
    children: list[int] = []
    groups: list[int] = []
    days: list[np.datetime64] = []
    group = 0
    while len(children) < count:
        batch = rng.integers(0, len(starts), 4 * count + 50)
        when = working_back(between(rng, first, last, len(batch)))
        when = np.where(when < first, working(first), when)
        most = rng.choice([1, 2, 3, 4], len(batch), p=[0.35, 0.36, 0.2, 0.09])
        for family, held, size in zip(batch.tolist(), when, most.tolist(), strict=True):
            members = order[starts[family]:stops[family]]
            dob = people.dob[members]
            young = (dob < held + 110) & (dob > held - int(oldest * 365.25)) & ~people.taken[members]
            chosen = members[young][:min(size, count - len(children))]
            if not len(chosen):
                continue
            people.taken[chosen] = True
            children += chosen.tolist()
            groups += [group] * len(chosen)
            days += [held] * len(chosen)
            group += 1
            if len(children) >= count:
                break
    return np.array(children, dtype=int), np.array(groups, dtype=int), np.array(days, dtype="M8[D]")


def _review_days(rng: Stream, start: Array, group: Array) -> Array:
    """Days of the review conferences of each group's plans: the first within 3 months, then within 6; [plan, review]."""
    count = int(group.max()) + 1 if len(group) else 0
    first = rng.integers(68, 90, count)
    gaps = np.column_stack([first, *(rng.integers(148, 181, count) for _ in range(_REVIEWS - 1))])
    return working_back(start[:, None] + np.cumsum(gaps, axis=1)[group])


def _plan_ends(rng: Stream, start: Array, group: Array, reviews: Array, surviving: list[int]) -> Array:
    """End days such that exactly `surviving` plans are open on each 31 March; ends lie on review days where one fits."""
    count = len(start)
    key = rng.random(group.max() + 1)[group] + rng.random(count) * 0.08
    for boundary in YEAR_STARTS:
        key[(start < boundary) & (start > boundary - 24)] -= 2
    rank = np.empty(count, dtype=int)
    rank[np.argsort(key, kind="stable")] = np.arange(count)
    end = np.full(count, FAR)
    previous = day("2014-04-01")
    for boundary, kept in zip(YEAR_STARTS, surviving, strict=True):
        for plan in np.flatnonzero((rank >= kept) & (end == FAR) & (start < boundary)).tolist():
            earliest = max(previous, start[plan] + 14)
            days = reviews[plan]
            fitting = days[(days >= earliest) & (days < boundary)]
            if len(fitting):
                end[plan] = fitting[0 if rng.random() < 0.7 else -1]
            else:
                end[plan] = max(working_back(between(rng, min(earliest, boundary - 1), boundary - 1, 1))[0], start[plan] + 1)
        previous = boundary
    return end


def build(people: People, seed: int, scale: float) -> Plans:
    """Every initial conference since April 2014 and every plan open since then."""
    rng = stream(seed, "plans")
    child, group, start, end, reviews = [], [], [], [], []
    groups = 0
    for first, until, count, open_on in truth.PLAN_BANDS:
        who, family, when = _sibling_groups(rng, people, day(first), day(until) - 1, scaled(count, scale),
                                            11.5 if first < "2014" else 15.4)
        review_days = _review_days(rng, when, family)
        child.append(who)
        group.append(family + groups)
        start.append(when)
        reviews.append(review_days)
        end.append(_plan_ends(rng, when, family, review_days, [scaled(n, scale) for n in open_on]))
        groups += int(family.max()) + 1
    plans: Rows = {"child": np.concatenate(child), "group": np.concatenate(group), "start": np.concatenate(start),
                   "end": np.concatenate(end)}
    _give_categories(rng, plans, np.vstack(reviews)[:, 0])
    plans["previous"] = np.where(rng.random(len(plans["child"])) < truth.REPEAT_PLAN_SHARE,
                                 rng.choice([1, 1, 1, 2, 3], len(plans["child"])), 0)
    conferences = _conferences(rng, people, plans, groups, scale)
    return Plans(conferences, plans, _reviews(plans, np.vstack(reviews)))


def _give_categories(rng: Stream, plans: Rows, first_review: Array) -> None:
    """Siblings share a category, open plans on the last day have the published counts; some change at the first review."""
    mix = truth.PLANS_OPEN_BY_CATEGORY
    count = len(plans["start"])
    by_group = rng.random(plans["group"].max() + 1)[plans["group"]]
    latest = np.empty(count, dtype=object)
    is_open = plans["end"] >= END
    for chosen in (np.flatnonzero(is_open), np.flatnonzero(~is_open)):
        numbers = shares(len(chosen), list(mix.values()))
        latest[chosen[np.argsort(by_group[chosen], kind="stable")]] = repeat_codes(dict(zip(mix, numbers, strict=True)))
    changes = (rng.random(count) < 0.09) & (first_review < np.minimum(plans["end"], END))
    plans["latest"] = latest
    plans["initial"] = np.where(changes, pick(rng, {k: float(v) for k, v in mix.items()}, count), latest)
    plans["changed"] = np.where(changes, first_review, plans["start"])


def _conferences(rng: Stream, people: People, plans: Rows, groups: int, scale: float) -> Rows:
    """Rows for every plan's conference and, in families of their own, for those that led to no plan."""
    whole = {"child": plans["child"], "group": plans["group"], "held": plans["start"],
             "outcome": np.full(len(plans["child"]), "CPP", dtype=object),
             "transfer_in": np.zeros(len(plans["child"]), dtype=bool), "days": np.full(len(plans["child"]), 15)}
    for year, total in truth.CONFERENCES.items():
        first, last = day(f"{year}-04-01"), day(f"{year + 1}-04-01")
        this_year = (whole["held"] >= first) & (whole["held"] < last)
        single = np.bincount(whole["group"])[whole["group"]] == 1
        choice = np.flatnonzero(this_year & single)
        whole["transfer_in"][rng.permutation(choice)[: scaled(truth.TRANSFERS_IN[year], scale)]] = True
        others = max(scaled(total, scale) - int((this_year & ~whole["transfer_in"]).sum()), 1)
        child, group, held = _sibling_groups(rng, people, first, last - 1, others, 16.0)
        added = {"child": child, "group": group + groups, "held": held,
                 "outcome": pick(rng, {"CIN_PLAN": 0.7, "NFA": 0.22, "OTHER": 0.08}, others),
                 "transfer_in": np.zeros(others, dtype=bool), "days": np.full(others, 15)}
        groups += int(group.max()) + 1
        whole = {name: np.concatenate([whole[name], added[name]]) for name in whole}
        counted = np.flatnonzero((whole["held"] >= first) & (whole["held"] < last) & ~whole["transfer_in"])
        by_family = counted[np.argsort(rng.random(groups)[whole["group"][counted]], kind="stable")]
        bands = np.repeat(np.arange(4), shares(len(counted), truth.CONFERENCE_WORKING_DAYS[year]))
        long = rng.random((groups, 4))[whole["group"][by_family]]
        whole["days"][by_family] = np.choose(bands, [
            3 + (long[:, 0] * 8).astype(int), np.where(long[:, 1] < 0.72, 15, 11 + (long[:, 1] * 5).astype(int)),
            16 + (long[:, 2] * 5).astype(int), 21 + (long[:, 3] ** 2 * 45).astype(int)])
    whole["discussed"] = plus_working(whole["held"], -whole["days"])
    whole["row"] = np.arange(len(whole["child"]))
    plans["conference"] = np.arange(len(plans["child"]))
    return whole


def _reviews(plans: Rows, days: Array) -> Rows:
    """One row per child per review conference held; siblings on the same day share the conference."""
    plan, place = np.nonzero((days <= plans["end"][:, None]) & (days < END + 150))
    when = days[plan, place]
    order = np.argsort(when, kind="stable")
    return {"plan": plan[order], "number": place[order] + 1, "held": when[order],
            "ends": (plans["end"][plan] == when)[order], "group": plans["group"][plan][order]}


def birthdays_kept(people: People, plans: Rows) -> bool:
    """Whether every plan that ended did so before the child came of age."""
    ended = plans["end"] < END
    return bool((years_on(people.dob[plans["child"][ended]], 18) > plans["end"][ended]).all())
