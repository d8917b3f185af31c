"""The roster: one line per child of the area at medium or high risk, with what is known, and cells for what is decided."""

import datetime as dt
from collections.abc import Sequence

from sscb_pipeline.reports.cells import Col
from sscb_pipeline.reports.maecc.cohort import Child, age_in_words, months_between
from sscb_pipeline.reports.maecc.matching import by_child
from sscb_pipeline.reports.maecc.pack import Pack, Row, count, meaning, meanings, yes_no
from sscb_pipeline.reports.maecc.section import Section
from sscb_pipeline.reports.workbook import Page
from sscb_pipeline.vocabulary.codes import code_list

_LOOKED_AFTER = """
select person_id, bool_or(uasc and (duc is null or duc > :cutoff)) as is_uasc
from current_returns.cs_lac__lac
where reporting_month = :month and poc_start <= :cutoff and (poc_end is null or poc_end > :cutoff)
    and legal_status not in ('V3', 'V4')
group by person_id
"""
_ON_A_PLAN = """
select distinct person_id
from current_returns.cs_cin_cpp__cpp
where reporting_month = :month and cpp_start <= :cutoff and (cpp_end is null or cpp_end > :cutoff)
"""

_MATCHED = "matched by name and date of birth, not confirmed"


def render(page: Page, pack: Pack) -> None:
    page.line(
        f"Missing episodes are {_MATCHED}. Yellow cells are for the meeting: their lists are those of the return cs_maecc."
    )
    cohort = pack.cohort
    episodes, interviews, actions = (_by_child(pack, name) for name in ("missing", "interviews", "actions"))
    looked_after = {row["person_id"]: row["is_uasc"] for row in pack.asked["looked_after"]}
    on_a_plan = {row["person_id"] for row in pack.asked["on_a_plan"]}
    rows = []
    for child in cohort:
        known, own = child.latest, actions.get(child.person_id, [])
        overdue = [a for a in own if a["is_open"] and a["due_on"] < pack.cutoff]
        rows.append(
            [
                child.person_id,
                known["surname"],
                known["forename"],
                age_in_words(known["dob"], pack.cutoff),
                meaning(known["gender"], "gender"),
                child.level.capitalize(),
                child.level_before.capitalize(),
                known["assessed_on"],
                (pack.cutoff - known["assessed_on"]).days,
                known["next_review_due"] or "not given",
                months_between(child.since, pack.cutoff) if child.since else None,
                _flag(child.person_id in looked_after, known["lac"], pack.awaiting("cs_lac")),
                _flag(child.person_id in on_a_plan, known["cpp"], pack.awaiting("cs_cin_cpp")),
                _flag(bool(looked_after.get(child.person_id)), known["uasc"], pack.awaiting("cs_lac")),
                yes_no(known["ola_child"]),
                *_missing(pack, child, episodes.get(child.person_id, [])),
                _last_interview(pack, interviews.get(child.person_id, [])),
                *(
                    (pack.awaiting("cs_maecc"),) * 2
                    if pack.awaiting("cs_maecc") and not own
                    else (count(a for a in own if a["is_open"]), len(overdue))
                ),
                meanings(known["indicators"], "cse_indicator"),
                *(None,) * len(_DECISIONS),
            ]
        )
    page.table(
        [*_FACTS, *_DECISIONS],
        rows,
        freeze=3,
        nothing=pack.nothing("cs_cse_risk", "No child of this area stood at medium or high risk at the cut-off."),
    )


def _by_child(pack: Pack, name: str) -> dict[str, list[Row]]:
    """Rows of a query by the child they are about. Police rows carry no LCS id: they are found by name and date of birth."""
    return by_child(pack.cohort, pack.asked[name])


def _flag(is_so: bool, assessment_says: bool | None, lacking: str) -> str:
    """What Children's Services' own record says; the assessment where that is awaited, or where the two differ."""
    if lacking:
        return f"awaiting; assessment: {yes_no(assessment_says)}"
    differs = assessment_says is not None and assessment_says != is_so
    return f"{yes_no(is_so)} (assessment: {yes_no(assessment_says)})" if differs else yes_no(is_so)


def _missing(pack: Pack, child: Child, episodes: Sequence[Row]) -> tuple[object, object, object]:
    """Missing episodes in the last 30 and 90 days, and whether still missing; `awaiting` unless every month is here."""
    if child.name_key is None:
        return ("cannot be matched",) * 3
    said: list[object] = []
    for days in (30, 90):
        first = pack.cutoff - dt.timedelta(days=days - 1)
        number = count(e for e in episodes if e["category"] == "MISSING" and e["missing_from_at"].date() >= first)
        said.append(f"awaiting; {number} known" if pack.awaiting_since("pol_missing", first) else number)
    now = any(e["is_still_missing"] for e in episodes)
    said.append("Yes" if now else "awaiting" if pack.awaiting("pol_missing") else "No")
    return said[0], said[1], said[2]


def _last_interview(pack: Pack, interviews: Sequence[Row]) -> object:
    held = [row["completed_at"].date() for row in interviews if row["completed_at"] is not None]
    if held:
        return max(held)
    return "awaiting" if pack.awaiting("cs_return_interviews") else "none on record"


_FACTS = (
    Col("LCS id", width=13),
    Col("Surname", width=15),
    Col("Forename", width=13),
    Col("Age", width=10),
    Col("Sex", width=9),
    Col("Level now", width=9),
    Col("Level last month", width=10),
    Col("Assessed on", "day", 11),
    Col("Days since", "whole", 7),
    Col("Review due", "day", 11),
    Col("Months in cohort", "whole", 8),
    Col("Looked after", "words", 11),
    Col("On a plan", "words", 11),
    Col("UASC", "words", 11),
    Col("Placed by other authority", "words", 11),
    Col("Missing last 30 days", "whole", 10),
    Col("Missing last 90 days", "whole", 10),
    Col("Missing now", width=10),
    Col("Last return interview", "day", 13),
    Col("Actions open", "whole", 9),
    Col("Actions overdue", "whole", 9),
    Col("Warning signs", "words", 24),
)


def _codes(name: str) -> tuple[str, ...]:
    return tuple(code_list(name).meanings)


_DECISIONS = (
    Col("Discussed", "input", 10, ("Yes", "No")),
    Col("Level at meeting", "input", 10, _codes("cse_level_at_meeting")),
    Col("Decision", "input", 16, _codes("maecc_decision")),
    Col("Lead agency", "input", 12, _codes("lead_agency")),
    Col("Lead professional", "input", 18),
    Col("Transition plan", "input", 10, ("Yes", "No")),
)

SECTION = Section(
    title="Roster",
    order=40,
    needs=("cs_cse_risk", "pol_missing", "cs_return_interviews", "cs_lac", "cs_cin_cpp", "cs_maecc"),
    render=render,
    queries={"looked_after": _LOOKED_AFTER, "on_a_plan": _ON_A_PLAN},
)
