"""The whole county, and what each agency's return says about a month of it."""

from dataclasses import dataclass

from sscb_pipeline.example_data import (
    abuse_factor,
    board,
    case_work,
    domestic_abuse,
    episodes,
    exploitation,
    front_door,
    health,
    looked_after,
    missing,
    people,
    plans,
    truth,
)
from sscb_pipeline.example_data.chance import Rows


@dataclass
class County:
    """Every theme's tables; `sheets` turns them into the rows of one file."""

    seed: int
    scale: float
    people: people.People
    plans: plans.Plans
    care: looked_after.Care
    episodes: episodes.Episodes
    missing: missing.Missing
    abuse: domestic_abuse.Abuse
    health: health.Health
    exploitation: exploitation.Exploitation
    front: front_door.FrontDoor
    board: board.Board

    def sheets(self, return_name: str, month: str, part: str = "") -> dict[str, Rows]:
        """The true rows of a return's sheets for a month (and area or trust): dict of sheet -> column -> values."""
        match return_name:
            case "cs_contacts_referrals":
                return front_door.render_front_door(self.people, self.episodes, self.front, month, self.seed)
            case "cs_early_help":
                return front_door.render_early_help(self.people, self.front, month, part)
            case "cs_assess_s47_icpc":
                return case_work.render_assessments(self.people, self.plans, self.episodes, month, self.seed)
            case "cs_cin_cpp":
                return case_work.render_plans(self.people, self.plans, self.care, self.episodes, month, self.seed)
            case "cs_conference_attendance":
                return case_work.render_attendance(self.people, self.plans, month, self.seed)
            case "cs_lac":
                return looked_after.render(self.people, self.care, month, self.seed, self.missing.care)
            case "cs_cse_risk":
                return exploitation.render_risk(self.people, self.exploitation, self.plans, self.care, month, self.seed)
            case "cs_return_interviews":
                return missing.render_interviews(self.people, self.missing, month, self.seed)
            case "cs_maecc":
                return exploitation.render_maecc(self.people, self.exploitation, month, part, self.seed)
            case "pol_missing":
                return missing.render_police(self.people, self.missing, month)
            case "pol_da_notifications":
                return domestic_abuse.render(self.people, self.abuse, month)
            case "pol_cse_crime":
                return exploitation.render_crimes(self.people, self.exploitation, month, self.seed, self.scale)
            case "hea_lac_health":
                return health.render_looked_after(self.people, self.care, self.health, month, self.seed)
            case "hea_ed_safeguarding":
                return health.render_emergency(self.people, self.care, self.health, month, part, self.seed, self.scale)
            case "hea_camhs":
                return health.render_camhs(self.people, self.care, self.health, month)
            case "lscb_training_assurance":
                return board.render_training(month, self.seed, self.scale)
            case "lscb_case_reviews":
                return board.render_reviews(self.board, month)
            case "lscb_cdop":
                return board.render_deaths(self.people, self.board, month)
        raise KeyError(f"The county sends no return called {return_name}.")


def build_county(seed: int = 2017, scale: float = 1.0) -> County:
    """The county of a seed, about three seconds at scale 1.0. The published figures hold at scale 1.0 only."""
    folk = people.build(seed, scale)
    plan = plans.build(folk, seed, scale)
    care = looked_after.build(folk, plan, seed, scale)
    cases = episodes.build(folk, plan, care, seed, scale)
    abuse_factor.fix(folk, plan, care, cases, seed, scale)
    gone = missing.build(folk, care, seed, scale)
    abuse = domestic_abuse.build(folk, cases, gone.episodes, seed, scale)
    well = health.build(folk, care, seed, scale)
    front = front_door.build(folk, cases, abuse, well, seed, scale)
    return County(seed, scale, folk, plan, care, cases, gone, abuse, well, exploitation.build(folk, gone, seed, scale), front,
                  board.build(folk, seed, scale))


def has_return(return_name: str, month: str) -> bool:
    """Whether the county sends the return for the month: MAECC meetings began in May 2016, and Annex A is not sent beside the
    returns it stands in for."""
    return return_name != "cs_annex_a" and (return_name != "cs_maecc" or month >= truth.MAECC_FROM)
