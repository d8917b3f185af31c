"""What .xlsx, .xlsm and .xlsb share: a zip of parts that point at one another by relationships."""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

from sscb_pipeline.ingest.preflight import Source, pieces, small_part

_FILE_NOTES = {
    "externalLink": "external_links",
    "connections": "data_connections",
    "vbaProject": "has_macros",
}
_SHEET_NOTES = {"comments": "comments", "threadedComment": "comments", "pivotTable": "pivot_table"}
_CHART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet"
_NOT_TABLES = {
    "chartsheet": "chart_sheet",
    "dialogsheet": "dialog_sheet",
    "xlMacrosheet": "macro_sheet",
    "xlIntlMacrosheet": "macro_sheet",
}


@dataclass(frozen=True)
class Link:
    """One relationship: what kind of part, where it lies in the zip ("" when outside)."""

    kind: str
    part: str


def links_of(archive: zipfile.ZipFile, part: str) -> dict[str, Link]:
    """What a part points at, by relationship id. The XML holds no document type: that was refused before."""
    folder, name = posixpath.split(part)
    data = small_part(archive, f"{folder}/_rels/{name}.rels")
    found = {}
    for link in ElementTree.fromstring(data) if data else ():  # noqa: S314
        target = link.get("Target", "")
        inside = link.get("TargetMode") != "External"
        place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        kind = link.get("Type", "").rpartition("/")[2]
        found[link.get("Id", "")] = Link(kind, place if inside else "")
    return found


def file_notes(archive: zipfile.ZipFile, links: dict[str, Link]) -> list[str]:
    """Notes on the workbook: macros, links to other workbooks, data connections."""
    seen = {_FILE_NOTES[link.kind] for link in links.values() if link.kind in _FILE_NOTES}
    if any(name.endswith("vbaProject.bin") for name in archive.namelist()):
        seen.add("has_macros")
    return sorted(seen)


def sheet_notes(archive: zipfile.ZipFile, part: str) -> list[str]:
    """Notes on a sheet: comments beside its cells, pivot tables."""
    return sorted({_SHEET_NOTES[link.kind] for link in links_of(archive, part).values() if link.kind in _SHEET_NOTES})


def shared_texts(archive: zipfile.ZipFile, ending: str) -> list[str]:
    """The parts readers take shared texts from: by their fixed name, whatever the relationships say."""
    return [name for name in archive.namelist() if name.casefold() == f"xl/sharedstrings.{ending}"]


def not_a_table(kind: str) -> str | None:
    """The note for a sheet without cells: a chart, a dialog, macros; None for an ordinary one."""
    return _NOT_TABLES.get(kind, None if kind == "worksheet" else "other_sheet")


def for_the_reader(archive: zipfile.ZipFile, source: Source, part: str, kinds: set[str]) -> Source:
    """The workbook as the reader takes it: it gives up on sheets of macros, so those are called charts in a copy."""
    unknown = kinds - {"worksheet", "chartsheet", "dialogsheet"}
    if not unknown:
        return source
    folder, name = posixpath.split(part)
    list_of_links = f"{folder}/_rels/{name}.rels"
    kind = "|".join(map(re.escape, unknown))
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as written:
        for each in archive.namelist():
            if each == list_of_links:
                links = small_part(archive, each).decode("utf-8", "replace")
                written.writestr(each, re.sub(rf"""(Type\s*=\s*["'])[^"']*/(?:{kind})(["'])""", rf"\1{_CHART}\2", links))
            elif each.endswith((".xml", ".rels", ".bin")):
                with written.open(each, "w") as target:
                    for piece in pieces(archive, each):
                        target.write(piece)
    return copy
