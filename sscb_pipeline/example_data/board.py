"""What the Board's own officers log: referrals for case review, child deaths, training and assurance."""

from dataclasses import dataclass

import numpy as np

from sscb_pipeline.example_data import truth
from sscb_pipeline.example_data.chance import (
    Rows,
    Stream,
    blank_where,
    numbered,
    pick,
    pick_sets,
    repeat_codes,
    scaled,
    stream,
    take,
)
from sscb_pipeline.example_data.days import (
    END,
    FIRST_DAY,
    MONTHS,
    age_on,
    between,
    in_month,
    month_end,
    plus_working,
    working,
    years_on,
)
from sscb_pipeline.example_data.people import People
from sscb_pipeline.vocabulary.areas import AREAS

_NAT = np.datetime64("NaT")
_COURSES = (("CSE1", "Child sexual exploitation: awareness", "CSE1"), ("SG1", "Working together to safeguard children",
                                                                       "OTHER"),
            ("NEG1", "Neglect: recognising and responding", "OTHER"), ("DA1", "Domestic abuse and children", "OTHER"),
            ("EH1", "Early help and the levels of need", "OTHER"), ("CP1", "Child protection conferences", "OTHER"))
_AGENCIES = {"CSC": 22, "SCHOOL": 24, "HEALTH": 8, "COMMUNITY_HEALTH": 9, "ACUTE_TRUST": 7, "EARLY_YEARS": 9, "POLICE": 5,
             "DISTRICT": 4,
             "VCS": 7, "PROBATION": 2, "YSS": 3}


@dataclass
class Board:
    """`reviews`: one row per referral to the case review group. `deaths`: one per child death."""

    reviews: Rows
    deaths: Rows


def build(people: People, seed: int, scale: float) -> Board:
    rng = stream(seed, "board")
    return Board(_reviews(rng), _deaths(rng, people, scale))


def _reviews(rng: Stream) -> Rows:
    """Referrals with the published decisions, taken within the year of the referral; so few that no scale applies."""
    parts: list[Rows] = []
    for year in truth.YEARS:
        decided = truth.SCRG_DECISIONS[year]
        rest = truth.SCRG_RECEIVED[year] - sum(decided.values())
        pending = 2
        settled = rng.permutation(repeat_codes(decided | {"SINGLE_AGENCY": 3, "NO_REVIEW": rest - pending - 3}))
        month = np.concatenate([np.arange(len(settled)) % 11, np.full(pending, 11)])
        first = (np.datetime64(f"{year}-04", "M") + month).astype("M8[D]")
        received = working(first + rng.integers(0, 9, len(month)))
        parts.append({"received": received, "decision": np.concatenate([settled, np.full(pending, "PENDING", dtype=object)]),
                      "decided": working(received + rng.integers(8, 44, len(month)))})
    rows = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    rows = take(rows, np.argsort(rows["received"], kind="stable"))
    n = len(rows["received"])
    rows["incident"] = rows["received"] - rng.integers(2, 120, n)
    rows["ref"] = numbered("SCRG", np.arange(n) + 101, 4)
    rows["type"] = np.where(rows["decision"] == "SCR", pick(rng, {"DEATH": 6, "SERIOUS_HARM": 4}, n),
                            pick(rng, {"SERIOUS_HARM": 6, "OTHER": 3, "DEATH": 1}, n))
    rows["agency"] = pick(rng, {"CSC": 8, "POLICE": 4, "HEALTH": 3, "CCG": 2, "SCHOOL": 1}, n)
    rows["children"] = rng.choice([1, 1, 1, 2, 3], n)
    rows["age"] = pick(rng, {"UNDER_1": 5, "1_4": 3, "5_9": 2, "10_15": 4, "16_17": 2}, n)
    rows["area"] = pick(rng, dict.fromkeys(AREAS, 1.0), n)
    rows["themes"] = pick_sets(rng, {"NEGLECT": 0.4, "DA": 0.35, "CSE": 0.12, "INFANT_INJURY": 0.25, "SUICIDE": 0.15,
                                     "PARENT_MH": 0.3,
                                     "SUBSTANCE": 0.3, "MISSING": 0.1}, n, "NEGLECT")
    return rows


def render_reviews(board: Board, month: str) -> dict[str, Rows]:
    """lscb_case_reviews: referrals received in the month, and earlier ones sent again because they were decided in it."""
    as_at = month_end(month)
    r = board.reviews
    again = in_month(r["decided"], month) & (r["decision"] != "PENDING")
    r = take(r, np.flatnonzero((in_month(r["received"], month) | again) & (r["received"] <= as_at)))
    known = (r["decided"] <= as_at) & (r["decision"] != "PENDING")
    review = known & np.isin(r["decision"], ["SCR", "PARTNERSHIP_REVIEW"])
    started = r["decided"] + 20
    return {"Referrals": {
        "scrg_ref": r["ref"], "received_on": r["received"], "incident_date": r["incident"], "incident_type": r["type"],
        "referring_agency": r["agency"], "n_children": r["children"], "age_band": r["age"], "area": r["area"],
        "themes": r["themes"],
        "ofsted_notified": np.where(np.isin(r["type"], ["DEATH", "SERIOUS_HARM"]), "Y", "N"),
        "decision": np.where(known, r["decision"], "PENDING"), "decision_on": np.where(known, r["decided"], _NAT),
        "review_started": np.where(review & (started <= as_at), started, _NAT),
        "review_completed": np.full(len(known), _NAT, dtype="M8[D]"),
        "published_on": np.full(len(known), _NAT, dtype="M8[D]"),
    }}


def _deaths(rng: Stream, people: People, scale: float) -> Rows:
    n = max(scaled(truth.DEATHS_A_MONTH * len(MONTHS), scale), 30)
    first_days = np.arange(MONTHS[0], "2017-04", dtype="M8[M]").astype("M8[D]")
    when = np.sort(np.concatenate([first_days + rng.integers(0, 20, len(first_days)),
                                   between(rng, FIRST_DAY, END - 6, n - len(first_days))]))
    infant = rng.random(n) < 0.62
    child = np.where(infant, people.draw(rng, when - 200, when, n), people.draw_aged(rng, when, 1, 17))
    _, first = np.unique(child, return_index=True)
    kept = np.sort(first)
    kept = kept[(people.dob[child[kept]] <= when[kept]) & (years_on(people.dob[child[kept]], 18) > when[kept])]
    n = len(kept)
    asked = rng.integers(4, 12, n)
    return {"child": child[kept], "died": when[kept], "told": when[kept] + rng.integers(0, 6, n), "asked": asked,
            "back": np.minimum(asked, rng.integers(2, 12, n)), "panel": working(when[kept] + rng.integers(90, 320, n)),
            "expected": pick(rng, {"EXPECTED": 63, "UNEXPECTED": 37}, n), "ref": numbered("CDOP", np.arange(n) + 1, 4),
            "authority": pick(rng, {"936": 90, "850": 3, "938": 3, "314": 2, "306": 2}, n), "category": rng.integers(1, 11, n),
            "modifiable": pick(rng, {"N": 68, "Y": 27, "INSUFFICIENT_INFO": 5}, n)}


def render_deaths(people: People, board: Board, month: str) -> dict[str, Rows]:
    """lscb_cdop: deaths notified in the month, and earlier ones sent again because the panel reviewed them in it."""
    as_at = month_end(month)
    d = board.deaths
    d = take(d, np.flatnonzero(in_month(d["told"], month) | in_month(d["panel"], month)))
    who, seen = d["child"], d["panel"] <= as_at
    i = people.identity(who)
    returned = np.where(in_month(d["told"], month), np.minimum(d["back"], 2), d["back"])
    return {"Deaths": {
        "cdop_ref": d["ref"], "nhs_number": blank_where(people.nhs_number[who], age_on(people.dob[who], d["died"]) < 0),
        **{name: i[name] for name in ("surname", "forename", "dob", "gender", "ethnicity", "postcode")},
        "date_of_death": d["died"], "notified_on": d["told"], "resident_la": d["authority"], "expected": d["expected"],
        "rapid_response_on": np.where(d["expected"] == "UNEXPECTED", d["died"] + 1, _NAT), "form_b_requested": d["asked"],
        "form_b_returned": returned, "panel_date": np.where(seen, d["panel"], _NAT),
        "category": blank_where(d["category"], ~seen),
        "modifiable": blank_where(d["modifiable"], ~seen), "cpp_status": pick(np.random.default_rng(len(who)), {
            "NEVER": 92, "PREVIOUS": 5, "CURRENT": 3}, len(who)),
        "scr": np.full(len(who), "N", dtype=object), "learning": np.full(len(who), None, dtype=object),
    }}


def render_training(month: str, seed: int, scale: float) -> dict[str, Rows]:
    """lscb_training_assurance: bookings of the month; each quarter's compliance; each November's section 11 audit."""
    rng = stream(seed, f"lscb_training_assurance {month}")
    first = np.datetime64(month, "M").astype("M8[D]")
    n = max(scaled(truth.TRAINING_A_MONTH, scale), 6)
    courses = range(len(_COURSES)) if month >= "2017-01" else range(1, len(_COURSES))
    dates = plus_working(first, rng.integers(1, 17, len(_COURSES)))
    course = rng.choice(list(courses), n)
    status = pick(rng, {"ATTENDED": 82, "DNA": 8, "CANCELLED": 7, "WAITLIST": 3}, n)
    columns = [np.array([row[k] for row in _COURSES], dtype=object)[course] for k in range(3)]
    training: Rows = {
        "course_code": columns[0], "course_title": columns[1], "stage": columns[2], "date": dates[course],
        "agency": pick(rng, {name: float(w) for name, w in _AGENCIES.items()}, n),
        "role_group": pick(rng, {"SOCIAL_WORKER": 20, "TEACHER": 22, "HEALTH_PROFESSIONAL": 20, "EARLY_YEARS": 10,
                                 "MANAGER": 10,
                                 "YOUTH_WORKER": 8, "POLICE_OFFICER": 5, "OTHER": 5}, n),
        "status": status, "evaluation_score": blank_where(rng.choice([2, 3, 4, 5], n, p=[0.05, 0.2, 0.45, 0.3]),
                                                          status != "ATTENDED"),
    }
    agencies, measures = np.array(list(_AGENCIES), dtype=object), np.array(["L1", "L2", "L3", "CSE", "SUPERVISION"],
                                                                           dtype=object)
    pairs = np.arange(len(agencies) * len(measures) if month[5:] in ("06", "09", "12", "03") else 0)
    scope = rng.integers(20, 900, len(pairs))
    compliance: Rows = {"agency": agencies[pairs // len(measures)], "measure": measures[pairs % len(measures)],
                        "in_scope": scope,
                        "compliant": np.floor(scope * rng.uniform(0.6, 0.98, len(pairs))).astype(int)}
    audits = np.arange(len(agencies) * 8 if month[5:] == "11" else 0)
    rating = pick(rng, {"G": 62, "A": 32, "R": 6}, len(audits))
    audit_day = plus_working(first, 8)
    section_11: Rows = {
        "agency": agencies[audits // 8], "audit_date": np.full(len(audits), audit_day), "standard_no": audits % 8 + 1,
        "self_rating": rating,
        "validated_rating": blank_where(rating, rng.random(len(audits)) < 0.4),
        "action_due": np.where(rating == "G", _NAT, audit_day + 120),
    }
    return {"Training": training, "Workforce_Compliance": compliance, "Section11": section_11}
