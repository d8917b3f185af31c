"""Children who go missing: police episodes, the interviews offered on their return, and care's own record of them."""

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
    pick_sets,
    scaled,
    stream,
    take,
    yes_no,
)
from sscb_pipeline.example_data.days import END, FAR, FIRST_DAY, MONTHS, between, day, in_month, month_end, years_on
from sscb_pipeline.example_data.looked_after import Care
from sscb_pipeline.example_data.names import OTHER_AUTHORITIES
from sscb_pipeline.example_data.people import People

AT_HOME, OURS, THEIRS = 0, 1, 2
_NAT = np.datetime64("NaT")
_POLICE_ETHNICITY = {"WBRI": "W1", "WIRI": "W2", "WOTH": "W9", "WIRT": "W9", "WROM": "W9", "MWBC": "M1", "MWBA": "M2",
                     "MWAS": "M3",
                     "MOTH": "M9", "AIND": "A1", "APKN": "A2", "ABAN": "A3", "AOTH": "A9", "BCRB": "B1", "BAFR": "B2",
                     "BOTH": "B9",
                     "CHNE": "O1", "OOTH": "O9", "REFU": "NS", "NOBT": "NS"}
_LATE_EXTRACT = 5


@dataclass
class Missing:
    """`episodes`: one row per episode by start. `interviews`: one per missing episode that ended. `care`: days away as
    care records them."""

    episodes: Rows
    interviews: Rows
    care: Rows


def build(people: People, care: Care, seed: int, scale: float) -> Missing:
    """Two years of episodes by a few hundred children, many of them again and again, none of them at two places at once."""
    rng = stream(seed, "missing")
    child, home, first, last = _who(rng, people, care, scale)
    weight = rng.pareto(1.3, len(child)) + 0.15
    wanted = scaled(truth.MISSING_A_MONTH * len(MONTHS), scale)
    drawn = rng.choice(len(child), int(wanted * 1.25), p=weight / weight.sum())
    days = between(rng, first[drawn], last[drawn], len(drawn))
    start = days.astype("M8[m]") + np.floor(rng.beta(5, 2, len(drawn)) * 1440).astype(int)
    minutes = np.clip(rng.lognormal(6.1, 1.15, len(drawn)), 40, 40 * 1440).astype(int)
    order = np.lexsort((start, child[drawn]))
    drawn, start, minutes = drawn[order], start[order], minutes[order]
    found = np.minimum(start + minutes, (last[drawn] + 1).astype("M8[m]") + 600)
    who = child[drawn]
    kept = np.ones(len(drawn), dtype=bool)
    free: dict[int, np.datetime64] = {}
    for row, (c, begun, back) in enumerate(zip(who.tolist(), start, found, strict=True)):
        if c in free and begun <= free[c] + 120:
            kept[row] = False
        else:
            free[c] = back
    keep = np.flatnonzero(kept)
    keep = np.sort(rng.permutation(keep)[:wanted])
    keep = keep[np.argsort(start[keep], kind="stable")]
    drawn, start, found = drawn[keep], start[keep], found[keep]
    n = len(keep)
    who, where = child[drawn], home[drawn]
    kind = np.where(where == AT_HOME, pick(rng, {"HOME": 88, "SCHOOL": 5, "HOSPITAL": 3, "OTHER": 4}, n),
                    pick(rng, {"CHILDRENS_HOME": 52, "FOSTER": 36, "OTHER": 6, "HOSPITAL": 3, "SCHOOL": 3}, n))
    in_care = np.where(where == AT_HOME, pick(rng, {"N": 95, "NK": 5}, n), pick(rng, {"Y": 96, "NK": 4}, n))
    placing = np.where(where == THEIRS, pick(rng, {f"{name} LA": 1.0 for name in OTHER_AUTHORITIES.values()}, n),
                       pick(rng, {"Surrey CC": 6, "SCC": 3, "Surrey": 1}, n))
    second = (rng.random(n) < 0.3) & (who % 12 == 0)
    episodes: Rows = {
        "child": who, "home": where, "start": start, "reported": np.minimum(start + rng.integers(5, 300, n), found - 1),
        "found": found,
        "ref": numbered("COM", np.arange(n) + 60_001), "police_ref": np.where(second, people.police_ref_2[who],
                                                                              people.police_ref[who]),
        "category": np.where(rng.random(n) < truth.ABSENT_SHARE, "ABSENT", "MISSING"),
        "risk": pick(rng, {"HIGH": 17, "MEDIUM": 68, "LOW": 13, "NO_APPARENT": 2}, n), "kind": kind, "in_care": in_care,
        "placing": blank_where(placing, where == AT_HOME), "cse": yes_no(rng, 0.16, n), "seen": yes_no(rng, 0.72, n),
        "harm": yes_no(rng, 0.05, n),
    }
    return Missing(episodes, _interviews(rng, episodes), _care_record(episodes))


def _who(rng: Stream, people: People, care: Care, scale: float) -> tuple[Array, Array, Array, Array]:
    """Children who may go missing, where they live, and the days they are 10 to 17 and live there."""
    p, h = care.periods, care.placed_here
    ours = np.flatnonzero((p["end"] > FIRST_DAY) & (years_on(people.dob[p["child"]], 10) < END - 60) & ~p["short_break"])
    theirs = np.flatnonzero((h["left"] > FIRST_DAY) & (years_on(people.dob[h["child"]], 10) < END - 60))
    at_home = people.draw(rng, day("2000-06-01"), day("2005-06-01"), scaled(620, scale) + 5)
    at_home = np.setdiff1d(at_home, p["child"])
    child = np.concatenate([p["child"][ours], h["child"][theirs], at_home])
    home = np.concatenate([np.full(len(ours), OURS), np.full(len(theirs), THEIRS), np.full(len(at_home), AT_HOME)])
    begins = np.concatenate([p["start"][ours], h["start"][theirs], np.full(len(at_home), FIRST_DAY)])
    ends = np.concatenate([p["end"][ours], h["left"][theirs], np.full(len(at_home), FAR)])
    first = np.maximum(np.maximum(begins, years_on(people.dob[child], 10)), FIRST_DAY)
    last = np.minimum(np.minimum(ends - 2, END - 1), years_on(people.dob[child], 18) - 2)
    fits = (last - first).astype(int) > 30
    return child[fits], home[fits], first[fits], last[fits]


def _interviews(rng: Stream, e: Rows) -> Rows:
    """What was offered after each missing episode that ended, and whether it was held within 72 hours."""
    rows = np.flatnonzero(e["category"] == "MISSING")
    n = len(rows)
    back = e["found"][rows]
    told = back + rng.integers(20, 1_500, n)
    offered = rng.random(n) < truth.RHI_OFFERED_SHARE
    accepted = offered & (rng.random(n) < truth.RHI_ACCEPTED_SHARE)
    quick = rng.random(n) < truth.RHI_72H_SHARE
    after = np.where(quick, rng.integers(10 * 60, 72 * 60, n), rng.integers(73 * 60, 14 * 1440, n))
    done = back + after
    return {"episode": rows, "told": told, "offered": offered, "accepted": accepted, "done": done,
            "offered_on": np.minimum(np.maximum(told.astype("M8[D]"), back.astype("M8[D]")) + rng.integers(0, 2, n),
                                     done.astype("M8[D]")),
            "held": accepted & (rng.random(n) < 0.95), "id": numbered("RHI", np.arange(n) + 1), "back": back}


def _care_record(e: Rows) -> Rows:
    """Nights away of the county's looked after children, without overlaps."""
    rows = np.flatnonzero(e["home"] == OURS)
    start, end = e["start"][rows].astype("M8[D]"), e["found"][rows].astype("M8[D]")
    rows, start, end = rows[end > start], start[end > start], end[end > start]
    order = np.lexsort((start, e["child"][rows]))
    rows, start, end = rows[order], start[order], end[order]
    child = e["child"][rows]
    clear = np.ones(len(rows), dtype=bool)
    clear[1:] = (child[1:] != child[:-1]) | (start[1:] > end[:-1])
    kept = np.flatnonzero(clear)
    return {"child": child[kept], "start": start[kept], "end": end[kept],
            "type": np.where(e["category"][rows[kept]] == "MISSING", "M", "A").astype(object)}


def render_police(people: People, missing: Missing, month: str) -> dict[str, Rows]:
    """pol_missing: the episodes that began in the month, as known a few days after it."""
    e = take(missing.episodes, np.flatnonzero(in_month(missing.episodes["start"], month)))
    who = e["child"]
    known = e["found"] < (month_end(month) + 1 + _LATE_EXTRACT).astype("M8[m]")
    i = people.identity(who)
    return {"Missing": {
        "misper_ref": e["ref"], "police_person_ref": e["police_ref"], "surname": np.array([s.upper() for s in i["surname"]],
                                                                                          dtype=object),
        "forename": i["forename"], "dob": i["dob"], "gender": i["gender"],
        "ethnicity": np.array([_POLICE_ETHNICITY[code] for code in i["ethnicity"]], dtype=object),
        "home_postcode": i["postcode"],
        "category": e["category"], "risk": e["risk"], "missing_from_at": e["start"], "reported_at": e["reported"],
        "found_at": np.where(known, e["found"], _NAT), "missing_from_type": e["kind"],
        "missing_from_postcode": blank_where(i["postcode"], e["kind"] != "HOME"), "in_care": e["in_care"],
        "placing_la": e["placing"],
        "cse_flag": e["cse"], "prevention_interview": blank_where(e["seen"], ~known),
        "harm_suffered": blank_where(e["harm"], ~known),
    }}


def render_interviews(people: People, missing: Missing, month: str, seed: int) -> dict[str, Rows]:
    """cs_return_interviews: missing episodes that ended in the month, as known a few days after it."""
    rng = stream(seed, f"cs_return_interviews {month}")
    v = take(missing.interviews, np.flatnonzero(in_month(missing.interviews["back"], month)))
    e = take(missing.episodes, v["episode"])
    who, n = e["child"], len(v["episode"])
    cut = (month_end(month) + 1 + _LATE_EXTRACT).astype("M8[m]")
    held = v["held"] & (v["done"] < cut)
    answer = np.where(v["accepted"], "Y", np.where(rng.random(n) < 0.7, "N", "NO_CONTACT"))
    i = people.identity(who)
    mistyped = rng.random(n) < 0.03
    return {"RHI": {
        "person_id": people.person_id[who], **{name: i[name] for name in ("surname", "forename", "dob", "postcode")},
        "rhi_id": v["id"],
        "police_misper_ref": blank_where(e["ref"], mistyped), "missing_from": e["start"], "returned_at": v["back"],
        "notified_at": np.where(v["told"] < cut, v["told"], _NAT),
        "status_group": np.array(["HOME", "SURREY_LAC", "OTHER_LA_LAC"], dtype=object)[e["home"]],
        "offered": np.where(v["offered"], "Y", "N"), "offered_on": np.where(v["offered"], v["offered_on"], _NAT),
        "accepted": blank_where(answer, ~v["offered"]),
        "declined_reason": blank_where(pick(rng, {"CHILD": 60, "PARENT": 20, "CARER": 8, "OUT_OF_AREA": 7, "OTHER": 5}, n),
                                       ~v["offered"] | (answer != "N")),
        "completed_at": np.where(held, v["done"], _NAT), "linked_rhi_id": np.full(n, None, dtype=object),
        "interviewer": blank_where(pick(rng, {"YSS": 55, "PROVIDER": 30, "OLA": 8, "SOCIAL_WORKER": 7}, n), ~held),
        "push_pull": blank_where(pick_sets(rng, {"FAMILY": 0.4, "PEERS": 0.4, "BOYFRIEND": 0.12, "SUBSTANCE": 0.18,
                                                 "SCHOOL": 0.14,
                                                 "PLACEMENT": 0.2, "CSE": 0.08, "CONTROL": 0.05}, n), ~held),
        "cse_concern": blank_where(yes_no(rng, 0.15, n), ~held), "intel_to_police": blank_where(yes_no(rng, 0.2, n), ~held),
    }}


def teenagers_missing(missing: Missing) -> Array:
    """Children with three or more episodes, most first: many of them are at risk of exploitation too."""
    child, count = np.unique(missing.episodes["child"], return_counts=True)
    return np.asarray(child[np.argsort(-count, kind="stable")][: int((count >= 3).sum())])


