"""Children looked after: periods of care, placements, reviews, and children other authorities place in the county."""

from dataclasses import dataclass

import numpy as np

from sscb_pipeline.example_data import truth
from sscb_pipeline.example_data.chance import Array, Rows, Stream, blank_where, numbered, pick, scaled, stream
from sscb_pipeline.example_data.days import (
    END,
    FAR,
    YEAR_STARTS,
    age_on,
    between,
    day,
    in_month,
    month_end,
    plus_working,
    working,
    working_back,
    years_on,
)
from sscb_pipeline.example_data.names import FAR_POSTCODES, OTHER_AUTHORITIES
from sscb_pipeline.example_data.people import HOME, OTHER_AUTHORITY, UNACCOMPANIED, People, postcodes
from sscb_pipeline.example_data.plans import Plans

_MOVES = 4
_IN_TYPES = {"U1": 30, "U3": 8, "U4": 12, "U6": 14, "K2": 14, "H5": 10, "P1": 6, "P2": 3, "R1": 1, "T0": 1, "Z1": 1}
_OUT_TYPES = {"U4": 26, "U6": 16, "U1": 8, "K2": 22, "H5": 14, "S1": 7, "R2": 1, "R5": 1, "K1": 1, "P2": 4}


@dataclass
class Care:
    """`periods`: one row per period of care. `moves`: [period, placement] arrays. `reviews`: one row per review held.
    `placed_here`: children of other authorities placed in the county."""

    periods: Rows
    moves: Rows
    reviews: Rows
    placed_here: Rows


def build(people: People, plans: Plans, seed: int, scale: float) -> Care:
    """Every period of care open since October 2014."""
    rng = stream(seed, "looked after")
    parts: list[Rows] = []
    for first, until, alone, count, open_on in truth.CARE_BANDS:
        n, surviving = scaled(count, scale), [scaled(kept, scale) for kept in open_on]
        start = np.sort(_care_starts(rng, day(first), day(until) - 1, n, alone))
        end = _care_ends(rng, start, surviving)
        limit = np.minimum(end, END + 20)
        oldest = years_on(limit, -18) + 2
        youngest = years_on(start, -15) if alone else start - 3
        oldest = oldest + ((youngest - oldest).astype(int) * rng.random(n) * (0.0 if alone else 0.15)).astype(int)
        youngest = np.maximum(youngest, oldest + 30)
        child = people.draw_new(rng, oldest, youngest, n, UNACCOMPANIED if alone else HOME)
        if not alone and first >= "2015":
            _from_plans(rng, people, plans, child, start, end, day(first), day(until))
        parts.append({"child": child, "start": start, "end": end, "alone": np.full(n, alone),
                      "short_break": np.zeros(n, dtype=bool)})
    n = scaled(truth.SHORT_BREAKS, scale)
    start = between(rng, day("2013-01-01"), day("2016-06-01"), n)
    parts.append({"child": people.draw_new(rng, day("2001-01-01"), day("2009-01-01"), n), "start": start,
                  "end": np.full(n, FAR),
                  "alone": np.zeros(n, dtype=bool), "short_break": np.ones(n, dtype=bool)})
    periods = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    of_age = years_on(people.dob[periods["child"]], 18)
    periods["end"] = np.where(periods["end"] >= END, np.minimum(of_age, FAR), periods["end"])
    _describe(rng, people, periods)
    moves = _moves(rng, people, periods)
    return Care(periods, moves, _reviews(rng, people, periods), _placed_here(rng, people))


def _care_starts(rng: Stream, first: np.datetime64, last: np.datetime64, count: int, alone: bool) -> Array:
    """Starts in the span, more of them late in long spans; unaccompanied children come most in summer and autumn."""
    width = int((last - first).astype(int)) + 1
    if width > 400:
        return np.asarray(last - (rng.random(count) ** (1.2 if alone else 2.2) * width).astype(int))
    if alone:
        return np.asarray(first + (np.clip(rng.normal(0.45, 0.22, count), 0, 0.999) * width).astype(int))
    return between(rng, first, last, count)


def _care_ends(rng: Stream, start: Array, surviving: list[int]) -> Array:
    """End days such that exactly `surviving` periods are open on each 31 March; FAR for those that go on."""
    count = len(start)
    key = rng.random(count) - 0.25 * (start - start.min()).astype(int) / max(1, int((start.max() - start.min()).astype(int)))
    for boundary in YEAR_STARTS:
        key[(start < boundary) & (start > boundary - 12)] -= 2
    rank = np.empty(count, dtype=int)
    rank[np.argsort(key, kind="stable")] = np.arange(count)
    end = np.full(count, FAR)
    previous = day("2014-10-01")
    for boundary, kept in zip(YEAR_STARTS, surviving, strict=True):
        going = (rank >= kept) & (end == FAR) & (start < boundary)
        earliest = np.minimum(np.maximum(previous, start[going] + 6), boundary - 1)
        end[going] = np.maximum(between(rng, earliest, boundary - 1, int(going.sum())), start[going] + 1)
        previous = boundary
    return end


def _from_plans(rng: Stream, people: People, plans: Plans, child: Array, start: Array, end: Array, first: np.datetime64,
                until: np.datetime64) -> None:
    """A third of those who stay in care came from a plan that ended as care began: they take that child's place."""
    p = plans.plans
    young = years_on(people.dob[p["child"]], 18) > END + 30
    ended = np.flatnonzero((p["end"] >= first + 45) & (p["end"] < until) & (p["end"] - p["start"] > 60) & young
                           & (people.dob[p["child"]] < p["end"] - 45))
    staying = np.flatnonzero(end == FAR)
    pairs = min(len(ended), len(staying) // 3)
    chosen, replaced = rng.permutation(ended)[:pairs], rng.permutation(staying)[:pairs]
    begins = working_back(p["end"][chosen] - rng.integers(0, 40, pairs))
    people.taken[child[replaced]] = False
    child[replaced], start[replaced] = p["child"][chosen], begins


def _describe(rng: Stream, people: People, periods: Rows) -> None:
    n = len(periods["child"])
    alone, breaks = periods["alone"], periods["short_break"]
    age = age_on(people.dob[periods["child"]], periods["start"])
    legal = pick(rng, {"C2": 0.5, "C1": 0.18, "V2": 0.27, "E1": 0.05}, n)
    legal = np.where((legal == "E1") & (age > 7), "C2", legal)
    periods["legal"] = np.where(breaks, pick(rng, {"V4": 0.8, "V3": 0.2}, n), np.where(alone, "V2", legal))
    periods["need"] = np.where(breaks, "N2", np.where(alone, "N8", pick(
        rng, {"N1": 62, "N2": 5, "N3": 5, "N4": 9, "N5": 14, "N6": 3, "N8": 2}, n)))
    periods["send"] = pick(rng, {"N": 40, "K": 22, "E": 26, "S": 7, "NK": 5}, n)
    periods["iro"] = numbered("IRO", rng.integers(1, 24, n), 2)
    periods["health_late"] = rng.random(n)


def _moves(rng: Stream, people: People, periods: Rows) -> Rows:
    """Placements of each period, [period, placement]; a placement that never came starts FAR."""
    n = len(periods["child"])
    starts = np.full((n, _MOVES), FAR)
    starts[:, 0] = periods["start"]
    for k in range(1, _MOVES):
        gap = (rng.exponential(420, n) + 12).astype(int)
        moved = starts[:, k - 1] + gap
        stays = (starts[:, k - 1] == FAR) | (moved >= np.minimum(periods["end"], END)) | (rng.random(n) < 0.25)
        starts[:, k] = np.where(stays, FAR, moved)
    flat = n * _MOVES
    out = rng.random(flat) < truth.OUT_OF_COUNTY_SHARE
    kind = np.where(out, pick(rng, _OUT_TYPES, flat), pick(rng, _IN_TYPES, flat))
    legal = np.repeat(periods["legal"], _MOVES)
    alone, breaks = np.repeat(periods["alone"], _MOVES), np.repeat(periods["short_break"], _MOVES)
    age = np.repeat(age_on(people.dob[periods["child"]], periods["start"]), _MOVES)
    kind = np.where((kind == "P1") & (legal == "V2"), "U6", kind)
    kind = np.where(np.isin(kind, ["H5", "P2", "R5"]) & (age < 15), "U4", kind)
    kind = np.where(np.isin(kind, ["K2", "K1", "S1"]) & (age < 8), "U4", kind)
    kind = np.where((legal == "E1") & (rng.random(flat) < 0.6), "A5", kind)
    kind = np.where(breaks, "U6", np.where(alone & ~np.isin(kind, ["H5", "U4", "U6", "K2", "P2"]), "U6", kind))
    authority = np.where(out, pick(rng, dict.fromkeys(OTHER_AUTHORITIES, 1.0), flat), "936").astype(object)
    authority[kind == "A5"] = "CON"
    near = np.round(rng.gamma(2.2, 3.0, flat), 1)
    far = np.where(rng.random(flat) < 0.52, 20.1 + rng.gamma(1.5, 25, flat), 4 + rng.random(flat) * 16)
    outward = np.where(out, np.array(FAR_POSTCODES, dtype=object)[rng.integers(0, len(FAR_POSTCODES), flat)],
                       np.array([code.split()[0] for code in people.postcode[rng.integers(0, len(people.postcode), flat)]],
                                dtype=object))
    provider = pick(rng, {"PR1": 45, "PR2": 8, "PR4": 40, "PR5": 7}, flat)
    provider = np.where(kind == "P1", "PR0", provider)
    provider[np.isin(kind, ["T0", "Z1"])] = None
    urn = blank_where(numbered("SC", rng.integers(10_000, 499_999, flat)), ~np.isin(kind, ["K2", "R1", "S1"]))
    flat_rows: Rows = {"out": out, "kind": kind, "authority": authority, "miles": np.round(np.where(out, far, near), 1),
                       "postcode": postcodes(rng, outward), "provider": provider, "urn": urn}
    return {"starts": starts, **{name: values.reshape(n, _MOVES) for name, values in flat_rows.items()}}


def _reviews(rng: Stream, people: People, periods: Rows) -> Rows:
    """Reviews 20 working days, then 3, then 6 months after; most in time, some late."""
    counted = np.flatnonzero(~periods["short_break"])
    start = np.maximum(periods["start"][counted], day("2014-04-01") - 200)
    due = plus_working(start, 20)
    rows: list[Rows] = []
    for k in range(9):
        late = rng.random(len(counted)) < 0.11
        held = np.where(late, working(due + rng.integers(1, 22, len(counted))),
                        working_back(due - rng.integers(0, 9, len(counted))))
        happened = (held < np.minimum(periods["end"][counted], END)) & (held > periods["start"][counted])
        rows.append({"period": counted[happened], "held": held[happened], "due": due[happened]})
        due = held + (91 if k == 0 else 182)
    out = {name: np.concatenate([part[name] for part in rows]) for name in rows[0]}
    child = periods["child"][out["period"]]
    part = pick(rng, {"PN1": 48, "PN2": 6, "PN3": 8, "PN4": 4, "PN5": 12, "PN6": 12, "PN7": 10}, len(child))
    out["participation"] = np.where(age_on(people.dob[child], out["held"]) < 4, "PN0", part)
    return out


def _placed_here(rng: Stream, people: People) -> Rows:
    """One row per child another authority placed in the county; FAR where the child has not left."""
    who = np.flatnonzero(people.belongs == OTHER_AUTHORITY)
    start = np.maximum(between(rng, day("2013-06-01"), day("2017-02-20"), len(who)), people.dob[who] + 400)
    start = np.minimum(start, END - 20)
    end = np.minimum(start + 60 + rng.exponential(420, len(who)).astype(int), years_on(people.dob[who], 18))
    return {"child": who, "authority": pick(rng, dict.fromkeys(OTHER_AUTHORITIES, 1.0), len(who)),
            "notified": working(start + rng.integers(0, 15, len(who))), "start": start,
            "left": np.where(end >= END, FAR, np.maximum(end, start + 16))}


def current_move(care: Care, chosen: Array, as_at: np.datetime64) -> dict[str, Array]:
    """The placement each chosen period was in on a day (its last one where care has ended)."""
    starts = care.moves["starts"][chosen]
    place = np.maximum((starts <= as_at).sum(axis=1) - 1, 0)
    recent = ((starts <= as_at) & (starts > as_at - 365)).sum(axis=1)
    row = np.arange(len(chosen))
    out = {name: values[chosen][row, place] for name, values in care.moves.items() if name != "starts"}
    return {**out, "starts": starts[row, place], "recent": np.maximum(recent, 1)}


def render(people: People, care: Care, month: str, seed: int, missing: Rows) -> dict[str, Rows]:
    """The sheets of cs_lac for a month: looked after at its last day or ceased in the six months before."""
    as_at = month_end(month)
    rng = stream(seed, f"cs_lac {month}")
    p = care.periods
    chosen = np.flatnonzero((p["start"] <= as_at) & (p["end"] > as_at - 183))
    who, n = p["child"][chosen], len(chosen)
    ended, alone = p["end"][chosen] <= as_at, p["alone"][chosen]
    move = current_move(care, chosen, np.datetime64(as_at))
    age = age_on(people.dob[who], as_at)
    school = (age >= 4) & (age < 17)
    start, kind = p["start"][chosen], move["kind"]
    nhs_unknown = ~people.nhs_known_to_council[who] | (alone & (start > as_at - 40))
    last = np.minimum(p["end"][chosen] - 1, as_at)
    visit = np.maximum(last - rng.integers(0, 60, n), start)
    identity = people.identity(who)
    lac: Rows = {
        "person_id": people.person_id[who], **{k: identity[k] for k in ("surname", "forename", "dob", "gender", "ethnicity")},
        "upn": people.upn[who], "nhs_number": blank_where(people.nhs_number[who], nhs_unknown),
        "poc_start": start, "poc_end": np.where(ended, p["end"][chosen], np.datetime64("NaT")),
        "legal_status": p["legal"][chosen], "category_of_need": p["need"][chosen], "uasc": np.where(alone, "Y", "N"),
        "duc": np.where(alone & (years_on(people.dob[who], 18) < END + 500), years_on(people.dob[who], 18),
                        np.datetime64("NaT")),
        "send_status": np.where(school, p["send"][chosen], "NK"),
        "ehcp": np.where(school & (p["send"][chosen] == "E"), "Y", "N"),
        "placement_type": kind, "placement_provider": move["provider"], "placement_start": move["starts"],
        "placement_postcode": move["postcode"], "placement_location": np.where(move["out"], "OUT", "IN"),
        "la_of_placement": move["authority"], "home_postcode": blank_where(people.postcode[who], alone),
        "distance_miles": blank_where(move["miles"], alone | (kind == "A5")), "placements_12m": move["recent"],
        "ofsted_urn": move["urn"], "last_visit": visit, "iro": p["iro"][chosen],
    }
    held = in_month(care.reviews["held"], month)
    r = {name: values[held] for name, values in care.reviews.items()}
    reviews: Rows = {"person_id": people.person_id[p["child"][r["period"]]], "review_date": r["held"],
                     "due_date": r["due"], "participation": r["participation"]}
    away = in_month(missing["start"], month)
    m = {name: values[away] for name, values in missing.items()}
    gone: Rows = {"person_id": people.person_id[m["child"]], "type": m["type"], "mis_start": m["start"],
                  "mis_end": np.where(m["end"] > as_at + 5, np.datetime64("NaT"), m["end"])}
    h = care.placed_here
    here = (h["notified"] <= as_at) & (h["left"] > month_end(month) - 31)
    who = h["child"][here]
    initials = np.array([f"{a[0]}{b[0]}" for a, b in zip(people.forename[who], people.surname[who], strict=True)], dtype=object)
    placed: Rows = {"ola_child_ref": numbered("OLA", who), "placing_la": h["authority"][here], "initials": initials,
                    "dob": people.dob[who], "notified_on": h["notified"][here], "placement_postcode": people.postcode[who],
                    "left_on": np.where(h["left"][here] > as_at, np.datetime64("NaT"), h["left"][here])}
    return {"LAC": lac, "Reviews": reviews, "LA_Missing": gone, "Placed_in_Surrey": placed}


def is_looked_after(people: People, care: Care, as_at: np.datetime64) -> Array:
    """A mask over all children: open in the LAC sheet on a day (short breaks included)."""
    mask = np.zeros(len(people.dob), dtype=bool)
    mask[care.periods["child"][(care.periods["start"] <= as_at) & (care.periods["end"] > as_at)]] = True
    return mask
