"""What health sends: assessments of looked after children, flagged attendances at five A&E departments, CAMHS referrals."""

from dataclasses import dataclass

import numpy as np

from sscb_pipeline.example_data import truth
from sscb_pipeline.example_data.chance import Array, Rows, Stream, blank_where, numbered, pick, scaled, stream, take, yes_no
from sscb_pipeline.example_data.days import (
    END,
    FIRST_DAY,
    MONTHS,
    age_on,
    at_time,
    between,
    in_month,
    month_end,
    plus_working,
    working,
)
from sscb_pipeline.example_data.looked_after import Care, current_move, is_looked_after
from sscb_pipeline.example_data.people import People

_NAT = np.datetime64("NaT")
_NHS_ETHNICITY = {"WBRI": "A", "WIRI": "B", "WOTH": "C", "WIRT": "C", "WROM": "C", "MWBC": "D", "MWBA": "E", "MWAS": "F",
                  "MOTH": "G",
                  "AIND": "H", "APKN": "J", "ABAN": "K", "AOTH": "L", "BCRB": "M", "BAFR": "N", "BOTH": "P", "CHNE": "R",
                  "OOTH": "S",
                  "REFU": "Z", "NOBT": "99"}
TRUSTS = {"RA2": 0.2, "RTK": 0.24, "RDU": 0.22, "RTP": 0.2, "RVR": 0.14}


@dataclass
class Health:
    """`assessments`: one row per health assessment due. `attendances`: one per flagged attendance.
    `camhs`: one per referral."""

    assessments: Rows
    attendances: Rows
    camhs: Rows


def build(people: People, care: Care, seed: int, scale: float) -> Health:
    rng = stream(seed, "health")
    return Health(_assessments(rng, people, care), _attendances(rng, people, scale), _camhs(rng, people, scale))


def _assessments(rng: Stream, people: People, care: Care) -> Rows:
    """An initial assessment 20 working days after care begins, reviews every 6 (under 5) or 12 months."""
    p = care.periods
    parts: list[Rows] = []
    counted = np.flatnonzero(~p["short_break"])
    due = plus_working(p["start"][counted], 20)
    for k in range(8):
        held = (due >= FIRST_DAY) & (due < END) & (p["end"][counted] > due - 5)
        n = int(held.sum())
        late = rng.random(n) < (0.36 if k == 0 else 0.16)
        seen = np.where(late, working(due[held] + rng.integers(3, 60, n)), due[held] - rng.integers(0, 13, n))
        parts.append({"period": counted[held], "due": due[held], "initial": np.full(n, k == 0), "late": late,
                      "seen": np.maximum(seen, p["start"][counted][held] + 1),
                      "back": np.maximum(seen, p["start"][counted][held] + 1)
                      + rng.integers(0, 9, n)})
        young = age_on(people.dob[p["child"][counted]], due) < 5
        step = np.where(young, 182, 365)
        due = due + step
        while k == 0 and bool((due < FIRST_DAY - 10).any()):
            due = np.where(due < FIRST_DAY - 10, due + step, due)
    out = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    n = len(out["due"])
    gone = p["end"][out["period"]] <= out["seen"]
    out["never"] = gone | (rng.random(n) < 0.03)
    out["sdq"] = rng.integers(2, 33, n)
    return out


def _attendances(rng: Stream, people: People, scale: float) -> Rows:
    n = scaled(truth.ED_FLAGGED_A_MONTH * len(MONTHS), scale)
    when = at_time(rng, between(rng, FIRST_DAY, END - 1, n), 0, 24)
    order = np.argsort(when, kind="stable")
    when = when[order]
    teen = rng.random(n) < 0.6
    child = np.where(teen, people.draw_aged(rng, when.astype("M8[D]"), 12, 17),
                     people.draw_aged(rng, when.astype("M8[D]"), 0, 11))
    reason = np.where(teen, pick(rng, {"SELF_HARM": 38, "OVERDOSE": 16, "ALCOHOL_DRUGS": 18, "ASSAULT": 16, "SEXUAL_ASSAULT": 3,
                                       "OTHER_SAFEGUARDING": 9}, n),
                      pick(rng, {"OTHER_SAFEGUARDING": 52, "NAI_SUSPECTED": 24, "DA": 14, "ASSAULT": 10}, n))
    return {"child": child, "at": when, "reason": reason, "trust": pick(rng, TRUSTS, n), "referred": rng.random(n) < 0.3,
            "unseen": yes_no(rng, 0.03, n)}


def _camhs(rng: Stream, people: People, scale: float) -> Rows:
    n = scaled(truth.CAMHS_A_MONTH * (len(MONTHS) + 5), scale)
    start = np.sort(working(between(rng, FIRST_DAY - 150, END - 3, n)))
    accepted = rng.random(n) < 0.74
    child = people.draw_aged(rng, start, 5, 17)
    _, once = np.unique(np.stack([child, start.astype(int)]), axis=1, return_index=True)
    once = np.sort(once)
    child, start, accepted, n = child[once], start[once], accepted[once], len(once)
    return {"child": child, "start": start, "accepted": accepted,
            "first": start + rng.integers(8, 70, n),
            "end": np.where(accepted, start + 20 + rng.gamma(1.3, 32, n).astype(int), start + rng.integers(3, 25, n)),
            "source": pick(rng, {"GP": 46, "SCHOOL": 22, "SOCIAL_CARE": 10, "EARLY_HELP": 4, "HOSPITAL": 6, "HEALTH_OTHER": 6,
                                 "SELF": 6}, n),
            "pathway": pick(rng, {"GENERIC": 52, "ASD_ADHD": 20, "EATING": 6, "CRISIS": 6, "LAC": 6, "DA_EARLY_INTERVENTION": 7,
                                  "CSE_STARS": 3}, n)}


def _health_identity(people: People, who: Array, names: tuple[str, ...]) -> dict[str, Array]:
    identity = people.identity(who)
    identity["ethnicity"] = np.array([_NHS_ETHNICITY[code] for code in identity["ethnicity"]], dtype=object)
    return {name: identity[name] for name in names}


def render_looked_after(people: People, care: Care, health: Health, month: str, seed: int) -> dict[str, Rows]:
    """hea_lac_health: assessments due or done in the month, as known at its end."""
    rng = stream(seed, f"hea_lac_health {month}")
    as_at = month_end(month)
    h = health.assessments
    chosen = np.flatnonzero(in_month(h["due"], month) | (in_month(h["seen"], month) & ~h["never"] & (h["seen"] > h["due"])))
    h = take(h, chosen)
    p = take(care.periods, h["period"])
    who, n = p["child"], len(chosen)
    done, back = ~h["never"] & (h["seen"] <= as_at), ~h["never"] & (h["back"] <= as_at)
    told = np.maximum(p["start"] + np.where(h["late"], 9, 2), p["start"])
    out = current_move(care, h["period"], np.datetime64(as_at))["out"]
    reason = pick(rng, {"LATE_NOTIFICATION": 26, "NO_CONSENT": 12, "DNA": 14, "CAPACITY": 18, "OUT_OF_AREA": 20, "REFUSED": 7,
                        "MISSING": 3}, n)
    nat_unless = h["initial"]
    return {"Health_Assessments": {
        "nhs_number": blank_where(people.nhs_number[who], p["alone"] & (p["start"] > as_at - 40)),
        "lcs_person_id": people.person_id[who], **_health_identity(people, who, ("surname", "forename", "dob")),
        "type": np.where(h["initial"], "IHA", "RHA"), "became_looked_after": np.where(nat_unless, p["start"], _NAT),
        "notified_on": np.where(nat_unless, told, _NAT), "consent_received_on": np.where(nat_unless, told + 1, _NAT),
        "due_date": h["due"], "offered_on": np.where(done, h["seen"] - np.where(h["initial"], 0, 7), _NAT),
        "seen_on": np.where(done, h["seen"], _NAT), "report_returned_on": np.where(back, h["back"], _NAT),
        "location": np.where(out, "OUT", "IN_SURREY"), "reason_late": blank_where(reason, ~h["late"]),
        "dental_date": np.where(done & (rng.random(n) < 0.8), h["seen"] - rng.integers(5, 200, n), _NAT),
        "imms_up_to_date": blank_where(pick(rng, {"Y": 82, "N": 12, "NK": 6}, n), ~done),
        "sdq_score": blank_where(h["sdq"], ~done | h["initial"] | (age_on(people.dob[who], as_at) < 4)),
    }}


def render_emergency(people: People, care: Care, health: Health, month: str, trust: str, seed: int, scale: float) -> dict[str,
                                                                                                                          Rows]:
    """hea_ed_safeguarding: one trust's flagged attendances of the month and how many children attended at all."""
    rng = stream(seed, f"hea_ed_safeguarding {month} {trust}")
    a = take(health.attendances, np.flatnonzero(in_month(health.attendances["at"], month)
                                                & (health.attendances["trust"] == trust)))
    who, n = a["child"], len(a["at"])
    looked_after = is_looked_after(people, care, np.datetime64(month_end(month)))[who]
    flagged: Rows = {
        "local_patient_id": numbered(trust, who, 7), "nhs_number": blank_where(people.nhs_number[who], rng.random(n) < 0.05),
        **_health_identity(people, who, ("surname", "forename", "dob", "gender", "ethnicity", "postcode")),
        "trust_ods": np.full(n, trust, dtype=object), "arrival_at": a["at"], "reason": a["reason"],
        "cpis_flag": yes_no(rng, 0.06, n),
        "lac_flag": np.where(looked_after, "Y", "N"), "referred_to_csc": np.where(a["referred"], "Y", "N"),
        "left_unseen": a["unseen"],
    }
    total = n + int(rng.integers(1_500, 2_400) * max(scale, 0.01) * TRUSTS[trust] * 5)
    totals: Rows = {"trust_ods": np.array([trust], dtype=object), "u18_attendances": np.array([total]),
                    "u18_admissions": np.array([int(total * 0.14)])}
    return {"ED_Flagged": flagged, "ED_Totals": totals}


def render_camhs(people: People, care: Care, health: Health, month: str) -> dict[str, Rows]:
    """hea_camhs: referrals open at the month's end or closed in it."""
    as_at = month_end(month)
    c = health.camhs
    c = take(c, np.flatnonzero((c["start"] <= as_at) & ((c["end"] > as_at) | in_month(c["end"], month))))
    who = c["child"]
    looked_after = is_looked_after(people, care, np.datetime64(as_at))[who]
    seen = c["accepted"] & (c["first"] <= as_at) & (c["first"] <= c["end"])
    decided = c["start"] + 12 <= as_at
    return {"CAMHS": {
        "nhs_number": people.nhs_number[who], **_health_identity(people, who,
                                                                 ("surname", "forename", "dob", "gender", "postcode")),
        "referral_date": c["start"], "source": c["source"], "accepted": blank_where(np.where(c["accepted"], "Y", "N"),
                                                                                    ~decided),
        "first_appt": np.where(seen, c["first"], _NAT), "pathway": c["pathway"],
        "closed_on": np.where(c["end"] <= as_at, c["end"], _NAT),
        "lac_flag": np.where(looked_after, "Y", "N"), "area": people.area[who],
    }}
