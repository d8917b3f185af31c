"""Domestic abuse as a factor: every child's answer agrees whether taken from the plan, the case or the assessment."""

import numpy as np

from sscb_pipeline.example_data import truth
from sscb_pipeline.example_data.chance import Array, scaled, stream
from sscb_pipeline.example_data.days import FIRST_DAY, YEAR_STARTS
from sscb_pipeline.example_data.episodes import Episodes, open_cases
from sscb_pipeline.example_data.looked_after import Care
from sscb_pipeline.example_data.people import People
from sscb_pipeline.example_data.plans import Plans


def on_plan(people: People, plans: Plans, as_at: np.datetime64) -> Array:
    """A mask over all children: with a plan open on a day."""
    mask = np.zeros(len(people.dob), dtype=bool)
    p = plans.plans
    mask[p["child"][(p["start"] <= as_at) & (p["end"] > as_at)]] = True
    return mask


def latest_assessment(people: People, episodes: Episodes, as_at: np.datetime64) -> Array:
    """For every child the row of the latest assessment authorised in the county's months up to a day; -1 for none."""
    a = episodes.assessments
    seen = np.flatnonzero((a["authorised"] >= FIRST_DAY) & (a["authorised"] <= as_at))
    latest = np.full(len(people.dob), -1)
    latest[episodes.referrals["child"][a["referral"][seen]]] = seen
    return latest


def fix(people: People, plans: Plans, care: Care, episodes: Episodes, seed: int, scale: float) -> None:
    """Sets factors so that on 31 March 2016 as many children have it as published: on plans, and in need beside them."""
    rng = stream(seed, "abuse factor")
    as_at = YEAR_STARTS[1] - 1
    planned = on_plan(people, plans, as_at)
    latest = latest_assessment(people, episodes, as_at)
    cases, beside = open_cases(people, episodes, care, planned, as_at)
    r, a = episodes.referrals, episodes.assessments
    of_plans, of_need = cases[planned[r["child"][cases]]], cases[beside]
    for chosen, wanted in ((of_plans, truth.DA_PLANS_31_MARCH_2016), (of_need, truth.DA_CHILDREN_IN_NEED_31_MARCH_2016)):
        answers = np.zeros(len(chosen), dtype=bool)
        answers[rng.permutation(len(chosen))[: scaled(wanted, scale)]] = True
        r["is_da"][chosen] = answers
        rows = latest[r["child"][chosen]]
        a["is_da"][rows[rows >= 0]] = answers[rows >= 0]


def answers(people: People, episodes: Episodes, referrals: Array, as_at: np.datetime64) -> tuple[Array, Array]:
    """For referral rows on a day: whether abuse is a factor, and whether an assessment in the data says so."""
    rows = latest_assessment(people, episodes, as_at)[episodes.referrals["child"][referrals]]
    assessed = rows >= 0
    said = np.where(assessed, episodes.assessments["is_da"][np.maximum(rows, 0)], episodes.referrals["is_da"][referrals])
    return said, assessed
