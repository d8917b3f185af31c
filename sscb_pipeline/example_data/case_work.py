"""What children's services report of their cases: assessments, enquiries, conferences, plans, children in need."""

import numpy as np

from sscb_pipeline.example_data import abuse_factor, truth
from sscb_pipeline.example_data.chance import Array, Rows, Stream, blank_where, numbered, pick, pick_sets, stream, take, yes_no
from sscb_pipeline.example_data.days import FIRST_DAY, age_on, in_month, month_end, plus_working, working_back
from sscb_pipeline.example_data.episodes import Episodes
from sscb_pipeline.example_data.looked_after import Care, is_looked_after
from sscb_pipeline.example_data.people import OTHER_AUTHORITY, People
from sscb_pipeline.example_data.plans import Plans

_NAT = np.datetime64("NaT")
_FACTORS = {"1B": 0.19, "1A": 0.03, "2B": 0.17, "2A": 0.04, "4B": 0.38, "4A": 0.14, "5A": 0.1, "5B": 0.05, "6A": 0.05,
            "6B": 0.05,
            "7A": 0.047, "10A": 0.03, "11A": 0.047, "12A": 0.005, "13A": 0.012, "14A": 0.078, "15A": 0.05, "16A": 0.14,
            "17A": 0.174,
            "18A": 0.09, "19A": 0.048}
_DISABILITY = {"LD": 0.05, "BEH": 0.03, "AUT": 0.04, "COMM": 0.02, "MOB": 0.01, "HEAR": 0.006, "VIS": 0.005, "PC": 0.006}
_INVITED = {"CSC": 1.0, "POLICE": 0.86, "HV": 0.42, "SN": 0.4, "GP": 0.66, "MIDWIFE": 0.07, "PAED": 0.1, "CAMHS": 0.16,
            "ADULT_MH": 0.18, "SCHOOL": 0.62, "EARLY_YEARS": 0.2, "PROBATION": 0.14, "CRC": 0.1, "HOUSING": 0.22, "YSS": 0.14,
            "SUBSTANCE": 0.14, "DA_OUTREACH": 0.16, "OTHER": 0.1}
_PRESENT = {"CSC": 0.99, "POLICE": 0.62, "HV": 0.86, "SN": 0.66, "GP": 0.14, "MIDWIFE": 0.72, "PAED": 0.35, "CAMHS": 0.45,
            "ADULT_MH": 0.4, "SCHOOL": 0.88, "EARLY_YEARS": 0.8, "PROBATION": 0.58, "CRC": 0.5, "HOUSING": 0.46, "YSS": 0.7,
            "SUBSTANCE": 0.5, "DA_OUTREACH": 0.6, "OTHER": 0.6}


def conference_ids(groups: Array) -> Array:
    return numbered("C", groups + 1, 5)


def _review_ids(groups: Array, numbers: Array) -> Array:
    out = np.empty(len(groups), dtype=object)
    out[:] = [f"RC{g + 1:05d}-{n}" for g, n in zip(groups.tolist(), numbers.tolist(), strict=True)]
    return out


def _factors(rng: Stream, is_da: Array, alone: Array) -> Array:
    """The factors found, as one cell; 21 alone where none was."""
    abuse = pick(rng, {"3B": 60, "3A,3B": 22, "3A": 12, "3C": 4, "3B,3C": 2}, len(is_da))
    others = pick_sets(rng, _FACTORS, len(is_da))
    out = np.empty(len(is_da), dtype=object)
    out[:] = [",".join(filter(None, ("9A" if single else "", da if flag else "", more))) or "21" for flag, da, more, single
              in zip(is_da.tolist(), abuse.tolist(), others.tolist(), alone.tolist(), strict=True)]
    return out


def render_assessments(people: People, plans: Plans, episodes: Episodes, month: str, seed: int) -> dict[str, Rows]:
    """cs_assess_s47_icpc: assessments open at the month's end or authorised in it, enquiries begun and conferences held."""
    as_at = month_end(month)
    rng = stream(seed, f"cs_assess_s47_icpc {month}")
    r, a = episodes.referrals, take(episodes.assessments, np.flatnonzero(
        (episodes.assessments["start"] <= as_at) & ((episodes.assessments["authorised"] > as_at)
                                                    | in_month(episodes.assessments["authorised"], month))))
    still, ref = a["authorised"] > as_at, a["referral"]
    kind, n = r["kind"][ref], len(a["start"])
    outcome = np.where(kind == "care", "LAC", np.where(r["conference"][ref] >= 0, "STRATEGY_S47", pick(
        rng, {"NFA": 34, "STEP_DOWN_EH": 22, "CIN_PLAN": 38, "OTHER": 6}, n)))
    assessments: Rows = {
        "person_id": people.person_id[r["child"][ref]], "assessment_id": a["id"], "referral_id": r["id"][ref],
        "assessment_start": a["start"], "authorised_date": np.where(still, _NAT, a["authorised"]),
        "child_seen": blank_where(yes_no(rng, 0.96, n), still), "outcome": blank_where(outcome, still),
        "factors": blank_where(_factors(rng, a["is_da"], r["need"][ref] == "N8"), still),
        "disability": blank_where(pick_sets(rng, _DISABILITY, n, "NONE"), still),
    }
    c, s = plans.conferences, episodes.s47
    held = np.flatnonzero(in_month(c["held"], month))
    earlier = np.isin(np.arange(len(s["id"])), c["s47"][held]) & (s["discussed"] < FIRST_DAY)
    s = take(s, np.flatnonzero(in_month(s["discussed"], month) | earlier))
    led = s["conference"] >= 0
    s47: Rows = {
        "person_id": people.person_id[r["child"][s["referral"]]], "s47_id": s["id"], "referral_id": r["id"][s["referral"]],
        "strategy_discussion_date": s["discussed"], "icpc_target_date": np.where(led, plus_working(s["discussed"], 15), _NAT),
        "icpc_not_required": np.where(led, "N", "Y"), "s47_outcome": s["outcome"],
    }
    c = take(c, held)
    late = (c["days"] > 15) & ~c["transfer_in"]
    icpc: Rows = {
        "person_id": people.person_id[c["child"]], "icpc_id": numbered("I", c["row"] + 1),
        "conference_id": conference_ids(c["group"]),
        "s47_id": blank_where(episodes.s47["id"][np.maximum(c["s47"], 0)], c["s47"] < 0), "icpc_date": c["held"],
        "transfer_in": np.where(c["transfer_in"], "Y", "N"), "outcome": c["outcome"],
        "reason_late": blank_where(pick(rng, {"CAPACITY": 40, "FAMILY": 25, "QUORACY": 12, "INFO": 13, "COURT": 4, "OTHER": 6},
                                        len(late)), ~late),
    }
    return {"Assessments": assessments, "S47": s47, "ICPC": icpc}


def render_plans(people: People, plans: Plans, care: Care, episodes: Episodes, month: str, seed: int) -> dict[str, Rows]:
    """cs_cin_cpp: plans open at the month's end or ended in the year before, its reviews, and children in need."""
    as_at = month_end(month)
    rng = stream(seed, f"cs_cin_cpp {month}")
    in_care = is_looked_after(people, care, as_at)
    p, r = plans.plans, episodes.referrals
    cases = np.flatnonzero((r["start"] <= as_at) & (r["end"] > as_at - 183) & ~r["nfa"])
    case_of = np.full(len(people.dob), -1)
    case_of[r["child"][cases]] = cases
    rows = np.flatnonzero((p["start"] <= as_at) & (p["end"] > as_at - 365))
    who, n = p["child"][rows], len(rows)
    start, over = p["start"][rows], p["end"][rows] <= as_at
    known, assessed = abuse_factor.answers(people, episodes, np.maximum(case_of[who], 0), as_at)
    v = plans.reviews
    reviewed = np.full(len(p["child"]), np.datetime64("NaT"), dtype="M8[D]")
    past = v["held"] <= as_at
    reviewed[v["plan"][past]] = v["held"][past]
    until = np.minimum(p["end"][rows] - 1, as_at)
    visit = until - rng.integers(0, 17, n)
    core = plus_working(start, rng.integers(4, 13, n))
    latest = np.where(p["changed"][rows] <= as_at, p["latest"][rows], p["initial"][rows])
    identity = people.identity(who, as_at)
    cpp: Rows = {
        "person_id": people.person_id[who], **identity, "upn": people.upn[who],
        "nhs_number": blank_where(people.nhs_number[who], ~people.nhs_known_to_council[who] | (people.dob[who] > as_at)),
        "cpp_id": numbered("P", rows + 1), "icpc_id": numbered("I", p["conference"][rows] + 1), "cpp_start": start,
        "cpp_end": np.where(over, p["end"][rows], _NAT), "initial_category": p["initial"][rows], "latest_category": latest,
        "multiple_detail": blank_where(pick(rng, {"NEG, EMO": 5, "NEG, PHY": 2, "EMO, PHY": 2, "SAB, NEG": 1}, n),
                                       latest != "MUL"),
        "previous_cpp_count": p["previous"][rows], "ola_plan": np.full(n, "N", dtype=object),
        "last_statutory_visit": np.where(visit > start, visit, _NAT),
        "seen_alone": blank_where(pick(rng, {"Y": 80, "N": 15, "U": 5}, n), visit <= start),
        "latest_review": reviewed[rows], "first_core_group": np.where((core <= as_at) & (rng.random(n) < 0.93), core, _NAT),
        "da_factor": blank_where(np.where(known, "Y", "N"), (assessed & (rows % 10 < 3)) | (case_of[who] < 0)),
        "lac_at_snapshot": np.where(in_care[who] & ~over, "Y", "N"), "area": people.area[who],
        "team": _teams(people.area[who], rows),
    }
    held = take(v, np.flatnonzero(in_month(v["held"], month)))
    child = p["child"][held["plan"]]
    reviews: Rows = {"person_id": people.person_id[child], "cpp_id": numbered("P", held["plan"] + 1),
                     "review_date": held["held"],
                     "conference_id": _review_ids(held["group"], held["number"]),
                     "outcome": np.where(held["ends"], "END", "CONTINUE")}
    return {"CPP": _with_other_authorities(people, cpp, month), "Reviews": reviews,
            "CIN": _children_in_need(rng, people, plans, episodes, cases, in_care, month)}


def _teams(area: Array, rows: Array) -> Array:
    out = np.empty(len(area), dtype=object)
    out[:] = [f"{where} Area Team {n % 4 + 1}" for where, n in zip(area.tolist(), rows.tolist(), strict=True)]
    return out


def _with_other_authorities(people: People, cpp: Rows, month: str) -> Rows:
    """Adds the few plans other authorities' children keep while they live here; no count of ours includes them."""
    as_at = month_end(month)
    young = (people.belongs == OTHER_AUTHORITY) & (people.dob > FIRST_DAY - 14 * 365)
    guests = np.flatnonzero(young)[: truth.PLANS_OF_OTHER_AUTHORITIES]
    start = working_back(FIRST_DAY - 60 + 80 * np.arange(len(guests)))
    end = working_back(start + 300)
    listed = (start <= as_at) & (end > as_at - 365)
    guests, start, end = guests[listed], start[listed], end[listed]
    n = len(guests)
    if not n:
        return cpp
    added = {name: np.full(n, _NAT if values.dtype.kind == "M" else None,
                           dtype=values.dtype if values.dtype.kind == "M" else object)
             for name, values in cpp.items()}
    added |= {"person_id": people.person_id[guests], **people.identity(guests), "cpp_id": numbered("X", guests + 1),
              "cpp_start": start,
              "cpp_end": np.where(end <= as_at, end, _NAT), "initial_category": np.full(n, "NEG", dtype=object),
              "latest_category": np.full(n, "NEG", dtype=object),
              "previous_cpp_count": np.zeros(n, dtype=object), "ola_plan": np.full(n, "Y", dtype=object),
              "area": people.area[guests]}
    return {name: np.concatenate([values, added[name]]) for name, values in cpp.items()}


def _children_in_need(rng: Stream, people: People, plans: Plans, episodes: Episodes, cases: Array, in_care: Array,
                      month: str) -> Rows:
    as_at = month_end(month)
    r = episodes.referrals
    who, n = r["child"][cases], len(cases)
    closed = r["end"][cases] <= as_at
    planned = abuse_factor.on_plan(people, plans, as_at)[who]
    a = episodes.assessments
    going = np.zeros(len(r["start"]), dtype=bool)
    going[a["referral"][(a["start"] <= as_at) & (a["authorised"] > as_at)]] = True
    status = np.where(closed, "CLOSED", np.where(in_care[who], "LAC", np.where(planned, "CPP", np.where(
        going[cases], "OPEN_ASSESSMENT", "CIN_PLAN"))))
    known, assessed = abuse_factor.answers(people, episodes, cases, as_at)
    seen = np.minimum(r["end"][cases] - 1, as_at) - rng.integers(0, 45, n)
    return {
        "person_id": people.person_id[who], "cin_start": r["start"][cases], "primary_need": r["need"][cases],
        "case_status": status,
        "last_seen": np.where(seen >= r["start"][cases], seen, _NAT), "closure_date": np.where(closed, r["end"][cases], _NAT),
        "closure_reason": blank_where(closure_reasons(rng, n), ~closed),
        "da_factor": blank_where(np.where(known, "Y", "N"), assessed & (cases % 5 < 2)), "area": people.area[who],
    }


def closure_reasons(rng: Stream, count: int) -> Array:
    return pick(rng, {"RC7": 55, "RC8": 36, "RC5": 5, "RC3": 2, "RC4": 1, "RC6": 1}, count)


def render_attendance(people: People, plans: Plans, month: str, seed: int) -> dict[str, Rows]:
    """cs_conference_attendance: one row per conference of the month and agency asked to it."""
    rng = stream(seed, f"cs_conference_attendance {month}")
    c, p = plans.conferences, plans.plans
    c = take(c, np.flatnonzero(in_month(c["held"], month)))
    v = take(plans.reviews, np.flatnonzero(in_month(plans.reviews["held"], month)))
    unborn = people.dob[c["child"]] > c["held"]
    kind = np.where(c["transfer_in"], "TRANSFER_IN", np.where(unborn, "PRE_BIRTH", "ICPC")).astype(object)
    ids = np.concatenate([conference_ids(c["group"]), _review_ids(v["group"], v["number"])])
    _, first, count = np.unique(ids.astype(str), return_index=True, return_counts=True)
    kinds = np.concatenate([kind, np.full(len(v["held"]), "RCPC", dtype=object)])[first]
    days = np.concatenate([c["held"], v["held"]])[first]
    child = np.concatenate([c["child"], p["child"][v["plan"]]])[first]
    n, agencies = len(first), np.array(list(_INVITED), dtype=object)
    asked = rng.random((n, len(agencies))) < np.array(list(_INVITED.values()))
    conference, agency = np.nonzero(asked | (rng.random(asked.shape) < 0.01))
    invited = asked[conference, agency]
    mood = rng.normal(0, 0.05, len(agencies))[agency] - 0.06 * (kinds[conference] == "RCPC")
    here = rng.random(len(agency)) < np.array(list(_PRESENT.values()))[agency] + mood
    away = pick(rng, {"SENT_REPORT_ONLY": 40, "APOLOGIES": 38, "DID_NOT_ATTEND": 22}, len(agency))
    how = np.where(here, pick(rng, {"IN_PERSON": 94, "PHONE": 6}, len(agency)), away)
    age = age_on(people.dob[child], days)
    views = np.where(age < 4, "UNDER_4", pick(rng, {"ATTENDED": 18, "ADVOCATE": 22, "WRITTEN": 34, "NONE": 26}, n))
    family = pick(rng, {"MOTHER": 46, "FATHER": 7, "BOTH": 36, "NONE": 11}, n)
    attendance: Rows = {
        "conference_id": ids[first][conference], "conference_type": kinds[conference], "conference_date": days[conference],
        "area": people.area[child][conference], "n_children": count[conference], "agency": agencies[agency],
        "invited": np.where(invited, "Y", "N"), "attended_how": blank_where(how, ~invited),
        "report_received": blank_where(pick(rng, {"ON_TIME": 52, "LATE": 18, "NONE": 22, "NOT_REQUIRED": 8}, len(agency)),
                                       ~invited),
        "family_present": family[conference], "child_views": views[conference],
    }
    return {"Attendance": attendance}
