"""The cover: which meeting, what the pack rests on, how it is to be handled."""

from sscb_pipeline.reports.cells import Col, local
from sscb_pipeline.reports.maecc.pack import Pack
from sscb_pipeline.reports.maecc.section import Section
from sscb_pipeline.reports.workbook import Page
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.vocabulary.areas import AREA_NAMES

_NEEDS = ("cs_cse_risk", "cs_maecc", "pol_missing", "cs_return_interviews", "cs_lac", "cs_cin_cpp")


def render(page: Page, pack: Pack) -> None:
    page.line(
        "This file is not encrypted: keep it in the restricted folder, do not e-mail it, do not copy it elsewhere.", "strong"
    )
    page.line(
        "It names children. It is for the members of this area's meeting and for its purpose alone: not for enforcement, "
        "not for immigration matters, not for publication."
    )
    page.skip()
    page.table(
        [Col("", width=24), Col("", "words", 60)],
        [
            ["Area", f"{AREA_NAMES[pack.area]} ({pack.area})"],
            ["Data cut-off", f"{pack.cutoff:%d %B %Y}"],
            ["Known as at", page.book.stamp.partition(";")[0].removeprefix("As at ")],
            ["Date of the meeting", "to be filled in: ____________________"],
            ["Chair", "to be filled in: ____________________"],
            ["Given to", "to be filled in: ____________________"],
        ],
        nothing="",
    )
    page.line("Returns this pack rests on", "section")
    rows = []
    for name in _NEEDS:
        declared, arrivals = return_named(name), pack.evidence.received.arrivals(name, pack.month, pack.area)
        latest = max(arrivals, key=lambda arrival: arrival.loaded_at, default=None)
        state = pack.awaiting(name) or "received"
        rows.append(
            [
                name,
                declared.title,
                declared.agency.name,
                state,
                local(latest.received_at) if latest else "",
                latest.version if latest else "",
            ]
        )
    page.table(
        [
            Col("Return"),
            Col("What it is", "words"),
            Col("Sent by", "words", 30),
            Col("Received or awaited", "words", 40),
            Col("Received at", "moment", 17),
            Col("Version", "whole", 9),
        ],
        rows,
        nothing="No returns.",
    )


SECTION = Section(title="Cover", order=10, needs=_NEEDS, render=render)
