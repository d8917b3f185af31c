"""Domestic abuse incidents, the children linked to them, and the notifications the police send about children."""

from dataclasses import dataclass

import numpy as np

from sscb_pipeline.example_data import truth
from sscb_pipeline.example_data.chance import (
    Array,
    Rows,
    Stream,
    blank_where,
    numbered,
    pick,
    scaled,
    shares,
    stream,
    take,
    yes_no,
)
from sscb_pipeline.example_data.days import (
    FIRST_DAY,
    MONTHS,
    age_on,
    at_time,
    between,
    day,
    in_month,
    month_end,
    working,
    years_on,
)
from sscb_pipeline.example_data.episodes import Episodes
from sscb_pipeline.example_data.people import HOME, People, postcodes

_SHAPE = (1.0, 1.04, 1.05, 1.1, 1.06, 1.0, 0.99, 0.96, 1.04, 1.0, 0.88, 0.98)


@dataclass
class Abuse:
    """`incidents`: one row per incident, by time reported. `children`: one per child per incident. `notifications`: one
    per child per notification, by time created; `referral` is the referral row it led to, -1 for none."""

    incidents: Rows
    children: Rows
    notifications: Rows


def build(people: People, episodes: Episodes, missing: Rows, seed: int, scale: float) -> Abuse:
    """Two years of incidents with exactly the published numbers of incidents and of children by role."""
    rng = stream(seed, "domestic abuse")
    incidents: list[Rows] = []
    children: list[Rows] = []
    base = 0
    for year in truth.YEARS:
        with_children, links = _links(rng, people, year, scale)
        added = _others(rng, year, scaled(truth.DA_INCIDENTS[year], scale) - len(with_children["happened"]))
        n = len(with_children["happened"])
        both = {name: np.concatenate([with_children[name], added[name]]) for name in with_children}
        order = np.argsort(both["reported"], kind="stable")
        place = np.empty(len(order), dtype=int)
        place[order] = np.arange(len(order))
        links["incident"] = place[:n][links["incident"]] + base
        incidents.append(take(both, order))
        children.append(links)
        base += len(order)
    rows = {name: np.concatenate([part[name] for part in incidents]) for name in incidents[0]}
    linked = {name: np.concatenate([part[name] for part in children]) for name in children[0]}
    _describe(rng, people, rows, linked)
    return Abuse(rows, linked, _notifications(rng, people, episodes, missing, rows, linked, scale))


def _moments(rng: Stream, happened: Array, year: int) -> Array:
    """When each incident was reported: mostly within the hour, some days later, always in the same year."""
    delay = np.where(rng.random(len(happened)) < 0.9, rng.integers(2, 90, len(happened)),
                     rng.integers(90, 6_000, len(happened)))
    last = np.datetime64(f"{year + 1}-04-01", "m") - 1
    return np.asarray(np.maximum(np.minimum(happened + delay, last), happened))


def _days(rng: Stream, year: int, count: int) -> Array:
    months = np.arange(f"{year}-04", f"{year + 1}-04", dtype="M8[M]")
    month = np.repeat(months, shares(count, _SHAPE))
    return between(rng, month.astype("M8[D]"), (month + 1).astype("M8[D]") - 1, count)


def _links(rng: Stream, people: People, year: int, scale: float) -> tuple[Rows, Rows]:
    """Incidents with children, and their links: the year's children by strongest role are the published numbers."""
    roles = {role: scaled(n, scale) for role, n in truth.DA_CHILDREN_BY_ROLE[year].items()}
    wanted = sum(roles.values())
    homes = np.flatnonzero(people.belongs == HOME)
    families = rng.permutation(people.family[homes].max() + 1)
    first_day = _days(rng, year, len(families))
    first_day = first_day[rng.permutation(len(families))]
    order = np.argsort(families)
    day_of = first_day[order][people.family[homes]]
    position = order[people.family[homes]]
    age = age_on(people.dob[homes], day_of)
    eligible = np.flatnonzero((age >= 0) & (age < 18))
    eligible = eligible[np.argsort(position[eligible], kind="stable")][:wanted]
    child = homes[eligible]
    _, family = np.unique(position[eligible], return_inverse=True)
    happened = np.zeros(family.max() + 1, dtype="M8[m]")
    happened[family] = at_time(rng, day_of[eligible], 0, 24)
    incident = [happened]
    rows = [(child, family)]
    next_id = len(happened)
    for chance in (0.25, 0.1):
        again = np.flatnonzero(rng.random(len(happened)) < chance)
        when = happened[again] + rng.integers(3 * 1440, 200 * 1440, len(again))
        fits = when < np.datetime64(f"{year + 1}-03-30", "m")
        again, when = again[fits], when[fits]
        place = np.full(len(happened), -1)
        place[again] = np.arange(len(again))
        member = np.flatnonzero((place[family] >= 0) & (rng.random(len(family)) < 0.9))
        member = member[age_on(people.dob[child[member]], when[place[family[member]]].astype("M8[D]")) < 18]
        incident.append(when)
        rows.append((child[member], place[family[member]] + next_id))
        next_id += len(when)
    strongest = _strongest_roles(rng, age[eligible], roles)
    role_of = np.full(len(people.dob), None, dtype=object)
    role_of[child] = strongest
    linked = np.concatenate([who for who, _ in rows])
    role = role_of[linked]
    later = np.arange(len(linked)) >= len(child)
    weaker = later & (rng.random(len(linked)) < 0.3)
    names = list(roles)
    rank = np.array([names.index(r) for r in role.tolist()])
    rank = np.where(weaker, rank + np.floor(rng.random(len(rank)) * (len(names) - rank)).astype(int), rank)
    moments = np.concatenate(incident)
    return ({"happened": moments, "reported": _moments(rng, moments, year)},
            {"child": linked, "incident": np.concatenate([n for _, n in rows]), "role": np.array(names, dtype=object)[rank]})


def _strongest_roles(rng: Stream, age: Array, roles: dict[str, int]) -> Array:
    """One role per child: suspects and victims in their own right are teenagers, witnesses old enough to tell."""
    out = np.full(len(age), "INVOLVED", dtype=object)
    youngest = {"SUSPECT": 12, "VICTIM": 11, "WITNESS": 5}
    for role in ("SUSPECT", "VICTIM", "WITNESS"):
        free = out == "INVOLVED"
        key = rng.random(len(age)) + 2.0 * (age < youngest[role]) + 9.0 * ~free
        out[np.argsort(key, kind="stable")[: roles[role]]] = role
    return out


def _others(rng: Stream, year: int, count: int) -> Rows:
    happened = at_time(rng, _days(rng, year, count), 0, 24)
    return {"happened": happened, "reported": _moments(rng, happened, year)}


def _describe(rng: Stream, people: People, incidents: Rows, children: Rows) -> None:
    n = len(incidents["happened"])
    someone = rng.integers(0, int((people.belongs == HOME).sum()), n)
    someone[children["incident"]] = children["child"]
    year = incidents["reported"].astype("M8[Y]").astype(int) + 1970
    incidents["ref"] = np.empty(n, dtype=object)
    incidents["ref"][:] = [f"45{y % 100:02d}{k + 10_001:07d}" for y, k in zip(year.tolist(), range(n), strict=True)]
    incidents["district"] = people.district[someone]
    outward = np.array([code.split()[0] for code in people.postcode[someone].tolist()], dtype=object)
    incidents["postcode"] = postcodes(rng, outward)
    incidents["postcode"][children["incident"]] = people.postcode[children["child"]]
    incidents["crime"] = yes_no(rng, 0.36, n)
    incidents["grade"] = pick(rng, {"STANDARD": 62, "MEDIUM": 24, "HIGH": 6, "NOT_DONE": 8}, n)
    incidents["marac"] = np.where(incidents["grade"] == "HIGH", yes_no(rng, 0.7, n), "N")
    incidents["repeat"] = yes_no(rng, 0.31, n)
    incidents["count"] = np.bincount(children["incident"], minlength=n)


def _notifications(rng: Stream, people: People, episodes: Episodes, missing: Rows, incidents: Rows, children: Rows,
                   scale: float) -> Rows:
    """Notifications of abuse, of missing children, before police referrals, and of other concerns."""
    r = episodes.referrals
    police = np.flatnonzero((r["source"] == "6") & (r["start"] >= FIRST_DAY))
    told = np.flatnonzero(rng.random(len(children["child"])) < 0.85)
    gone = np.flatnonzero(rng.random(len(missing["child"])) < 0.5)
    before = r["start"][police] - np.where(rng.random(len(police)) < 0.6, 0, 1)
    shared = at_time(rng, np.maximum(before, FIRST_DAY), 9, 15)
    parts = [
        (r["child"][police], pick(rng, {"DA": 50, "CRIME": 14, "MH": 8, "SUBSTANCE": 6, "NEGLECT": 10, "OTHER": 12},
                                  len(police)),
         shared - rng.integers(10, 500, len(police)), shared, police),
        _onward(rng, children["child"][told], "DA", incidents["reported"][children["incident"][told]]),
        _onward(rng, missing["child"][gone], "MISSING", missing["reported"][gone]),
    ]
    spare = scaled(truth.NOTIFICATIONS_A_MONTH * len(MONTHS), scale) - sum(len(part[0]) for part in parts)
    when = at_time(rng, between(rng, FIRST_DAY, day("2017-03-31"), max(spare, 1)), 0, 24)
    reason = pick(rng, {"CRIME": 32, "MH": 20, "SUBSTANCE": 12, "NEGLECT": 10, "CSE": 8, "OTHER": 18}, len(when))
    child = people.draw_aged(rng, when.astype("M8[D]"), 0, 17)
    parts.append((child, reason, *_onward(rng, child, "", when)[2:]))
    rows: Rows = {name: np.concatenate([part[k] for part in parts])
                  for k, name in enumerate(("child", "reason", "created", "shared", "referral"))}
    keep = np.flatnonzero((rows["created"] >= FIRST_DAY) & (rows["created"] < np.datetime64("2017-04-01"))
                          & (years_on(people.dob[rows["child"]], 18) > rows["created"].astype("M8[D]")))
    rows = take(rows, keep[np.argsort(rows["created"][keep], kind="stable")])
    n = len(keep)
    rows["ref"] = numbered("3924-", np.arange(n) + 1)
    rows["rag"] = pick(rng, {"RED": 14, "AMBER": 44, "GREEN": 42}, n)
    rows["outcome"] = np.where(rows["referral"] >= 0, "REFERRAL", pick(
        rng, {"NFA": 30, "INFO_ADVICE": 34, "EH_HUB": 14, "EXISTING_CASE": 18, "PENDING": 4}, n))
    return rows


def _onward(rng: Stream, child: Array, reason: str, reported: Array) -> tuple[Array, Array, Array, Array, Array]:
    """Notifications made within hours of a report and shared with the MASH, most within a working day."""
    n = len(child)
    created = reported + rng.integers(30, 900, n)
    share_day = working(created.astype("M8[D]") + rng.choice([0, 1, 2, 4], n, p=[0.3, 0.52, 0.12, 0.06]))
    shared = np.maximum(share_day.astype("M8[m]") + rng.integers(8 * 60, 18 * 60, n), created + 5)
    return child, np.full(n, reason, dtype=object), created, shared, np.full(n, -1)


def render(people: People, abuse: Abuse, month: str) -> dict[str, Rows]:
    """The sheets of pol_da_notifications: incidents reported in the month, their children, notifications created in it."""
    number = np.flatnonzero(in_month(abuse.incidents["reported"], month))
    i = take(abuse.incidents, number)
    chosen = np.isin(abuse.children["incident"], number)
    c = take(abuse.children, np.flatnonzero(chosen))
    borough = np.array([name.upper().replace(" ", "_") for name in i["district"].tolist()], dtype=object)
    incidents: Rows = {"incident_ref": i["ref"], "reported_date": i["reported"], "incident_date": i["happened"],
                       "crime_flag": i["crime"], "dash_grade": i["grade"], "repeat_12m": i["repeat"], "marac": i["marac"],
                       "n_children": i["count"], "borough": borough, "postcode": i["postcode"]}
    when = abuse.incidents["happened"][c["incident"]].astype("M8[D]")
    children: Rows = {"incident_ref": abuse.incidents["ref"][c["incident"]], **_police_identity(people, c["child"]),
                      "role": c["role"], "age_at_incident": age_on(people.dob[c["child"]], when)}
    n = take(abuse.notifications, np.flatnonzero(in_month(abuse.notifications["created"], month)))
    late = n["shared"] >= (month_end(month) + 6).astype("M8[m]")
    told: Rows = {"notification_ref": n["ref"], **_police_identity(people, n["child"], np.datetime64(month_end(month))),
                  "reason": n["reason"], "risk_rag": n["rag"], "created_at": n["created"],
                  "shared_with_mash_at": np.where(late, np.datetime64("NaT"), n["shared"]),
                  "mash_outcome": blank_where(n["outcome"], late)}
    return {"DA_Incidents": incidents, "DA_Children": children, "Notifications": told}


def _police_identity(people: People, who: Array, as_at: np.datetime64 | None = None) -> dict[str, Array]:
    identity = people.identity(who) if as_at is None else people.identity(who, as_at)
    return {"police_person_ref": people.police_ref[who], "surname": np.array([name.upper()
                                                                              for name in identity["surname"].tolist()],
                                                                             dtype=object),
            **{name: identity[name] for name in ("forename", "dob", "gender", "postcode")}}
