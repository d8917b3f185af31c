"""Writes MAECC packs: the month's evidence is asked once, then each area's sections are written from it.

Packs name children. They lie in folders only their owner opens (0700, files 0600) and are NOT encrypted yet.
"""

import datetime as dt
from pathlib import Path

from sscb_pipeline.errors import DeclarationError, WrongUsage
from sscb_pipeline.reports.cells import local
from sscb_pipeline.reports.maecc import sections as section_files
from sscb_pipeline.reports.maecc.pack import Evidence, Pack, gather
from sscb_pipeline.reports.maecc.section import Section
from sscb_pipeline.reports.sections import sections_in
from sscb_pipeline.reports.workbook import Book
from sscb_pipeline.settings import Settings
from sscb_pipeline.vocabulary import calendar
from sscb_pipeline.vocabulary.areas import AREA_NAMES, AREAS
from sscb_pipeline.warehouse.server import Warehouse

MARKING = "OFFICIAL-SENSITIVE: identifiable. MAECC members only"


def sections() -> tuple[Section, ...]:
    """The pack's sections in their order."""
    return sections_in(section_files, Section)


def returns_needed() -> tuple[str, ...]:
    """The returns the pack rests on, in the order its sections name them."""
    return tuple(dict.fromkeys(name for section in sections() for name in section.needs))


def write_maecc_packs(settings: Settings, warehouse: Warehouse, month: str, area: str | None = None,
                      folder: Path | None = None) -> list[Path]:
    """Write the packs of a month, as the warehouse knows it, of one area or all four; returns their paths.

    `folder`: where to write, instead of `packs`. Raises WrongUsage for an area there is not.
    """
    if area and area not in AREAS:
        raise WrongUsage(f"There is no area called {area}.", f"Areas: {', '.join(AREAS)}.")
    evidence = _evidence(warehouse, month)
    return [_write(folder or settings.packs, evidence, each) for each in ((area,) if area else AREAS)]


def _evidence(warehouse: Warehouse, month: str) -> Evidence:
    queries: dict[str, str] = {}
    for section in sections():
        if twice := sorted(queries.keys() & section.queries.keys()):
            raise DeclarationError(f"Section {section.title}: another section has a query called {twice[0]}.")
        queries |= section.queries
    return gather(warehouse, month, queries)


def _write(folder: Path, evidence: Evidence, area: str) -> Path:
    pack = Pack(area, evidence)
    known_at = evidence.as_at or evidence.received.known_at(returns_needed())
    as_at = f"As at {local(known_at):%d %B %Y %H:%M}" if known_at else "As at: nothing had been received"
    stamp = f"{as_at}; data to {evidence.cutoff:%d %B %Y}"
    title = f"MAECC pack, {AREA_NAMES[area]} ({area}), {calendar.first_day(evidence.month):%B %Y}"
    book = Book(title, MARKING, stamp, known_at or dt.datetime.combine(evidence.cutoff, dt.time()))
    for section in sections():
        page = book.page(section.title)
        for name in section.needs:
            if lacking := pack.awaiting(name):
                page.line(f"{lacking[:1].upper()}{lacking[1:]}. What rests on it is incomplete on this page.", "strong")
        section.render(page, pack)
    place = folder / evidence.month / area
    for made in (folder, place.parent, place):
        made.mkdir(exist_ok=True, mode=0o700, parents=True)
        made.chmod(0o700)
    return book.save(place / f"maecc-pack-{area}-{evidence.month}.xlsx")
