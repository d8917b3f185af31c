"""Who moved between levels of risk since the end of last month."""

from sscb_pipeline.reports.cells import Col
from sscb_pipeline.reports.maecc.cohort import CLOSED, NEW, STATES, Child
from sscb_pipeline.reports.maecc.pack import Pack, count
from sscb_pipeline.reports.maecc.section import Section
from sscb_pipeline.reports.workbook import Page

_LEFT = "OTHER AREA"
_WORDS = {
    "HIGH": "High",
    "MEDIUM": "Medium",
    "LOW": "Low",
    CLOSED: "Closed or no longer at risk",
    NEW: "Not assessed before",
    _LEFT: "In another area",
}


def render(page: Page, pack: Pack) -> None:
    moves = [
        (child, *_move(child, pack.area)) for child in pack.evidence.children if pack.area in (child.area, child.area_before)
    ]
    froms, tos = (*STATES, _LEFT), (*(s for s in STATES if s != NEW), _LEFT)
    page.line("Children by level at the end of last month (down) and at the cut-off (across)", "section")
    page.line("Children never assessed at medium or high risk are not counted here.")
    lacking = pack.awaiting("cs_cse_risk")
    page.table(
        [Col("Last month", width=28), *(Col(_WORDS[to], "whole", 14) for to in tos)],
        [[_WORDS[start], *(_said(count(m for m in moves if m[1:] == (start, to)), lacking) for to in tos)] for start in froms],
        nothing="",
    )
    page.line("Children who moved", "section")
    page.table(
        [
            Col("LCS id", width=28),
            Col("Surname", width=18),
            Col("Forename", width=18),
            Col("Last month", "words"),
            Col("Now", "words"),
            Col("Assessed on", "day"),
        ],
        [
            [c.person_id, c.latest["surname"], c.latest["forename"], _WORDS[start], _WORDS[to], c.latest["assessed_on"]]
            for c, start, to in moves
            if start != to and {start, to} & {"HIGH", "MEDIUM"}
        ],
        nothing=pack.nothing("cs_cse_risk", "No child moved into, out of or within the cohort since last month."),
    )


def _move(child: Child, area: str) -> tuple[str, str]:
    before = child.level_before if child.area_before in (area, None) else _LEFT
    return before, child.level if child.area == area else _LEFT


def _said(number: int, lacking: str) -> object:
    return f"awaiting; {number} by earlier returns" if lacking and number else "awaiting" if lacking else number


SECTION = Section(title="Movements", order=30, needs=("cs_cse_risk",), render=render)
