"""Seventeen faults, each put into an honest Annex A workbook; what other pipelines make of them, and what this one does.

`python -m sscb_pipeline_tests.ingest.fault_table` writes docs/fault-table.md: the column for us is what the files became in
that run. What is said of the others was reproduced in November 2026 with the same faults in their own sample workbook.
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from sscb_pipeline.ingest.accept import accept_waiting
from sscb_pipeline.ingest.receive import receive_landing
from sscb_pipeline.settings import PROJECT_ROOT, Settings
from sscb_pipeline.warehouse.server import Warehouse, open_warehouse
from sscb_pipeline_tests.annex_a_workbook import write_annex_a
from sscb_pipeline_tests.ingest.written_protected import protect

PAGE = PROJECT_ROOT / "docs" / "fault-table.md"
ROWS, LISTS = 5, 11
DATE_OF_CONTACT = "F"
_USUAL = ("heading_found", "sheet_not_kept", "rows_gone")
"""Told of every such workbook; each is a version of the same month, and replaces the one before."""
_SHOWN = 3


@dataclass(frozen=True)
class Fault:
    """One fault: `what` is wrong, what becomes of it in the regional pipeline and in its predecessor, and what is expected of
    us: the rules by which something is told, and how many of the rows sent are loaded."""

    name: str
    what: str
    regional: str
    predecessor: str
    rules: frozenset[str]
    loaded: int
    spoil: Callable[[Path], None]


def _changed(change: Callable[[Workbook], None]) -> Callable[[Path], None]:
    """Change the workbook as a person would, and save it."""

    def spoil(path: Path) -> None:
        book = load_workbook(path)
        change(book)
        book.save(path)

    return spoil


def _contact_dates(*cells: Any) -> Callable[[Path], None]:
    def change(book: Workbook) -> None:
        for row, cell in enumerate(cells, start=2):
            book["List 1"][f"{DATE_OF_CONTACT}{row}"].number_format = "General"
            book["List 1"][f"{DATE_OF_CONTACT}{row}"] = cell

    return _changed(change)


def _put(sheet: str, **cells: Any) -> Callable[[Path], None]:
    def change(book: Workbook) -> None:
        for address, cell in cells.items():
            book[sheet][address] = cell

    return _changed(change)


def _extra_column(book: Workbook) -> None:
    for row, cell in enumerate(["First language", "Polish", "English", "Welsh", "English", "Romani"], start=1):
        book["List 1"].cell(row, 20, cell)


def _duplicate_and_blank(book: Workbook) -> None:
    sheet = book["List 1"]
    sheet.append([None])
    sheet.append([cell.value for cell in sheet[2]])


def _notes_and_hidden_copy(book: Workbook) -> None:
    book.create_sheet("Notes", 0).append(["Extracted by the data team on 2 December"])
    copy = book.copy_worksheet(book["List 1"])
    copy.title, copy.sheet_state = "List 1 old", "hidden"


def _only_list_8(book: Workbook) -> None:
    for name in book.sheetnames:
        if name != "List 8":
            del book[name]


def _cut_off(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])


def _protected(path: Path) -> None:
    protect(path, "a password nobody agreed")


WHOLE = ROWS * 9
"""Rows of the nine lists that are kept."""
NOTHING: frozenset[str] = frozenset()
ABSENT = frozenset({"sheet_absent"})

FAULTS = (
    Fault("v00", "none", "59 rows, 36 errors in cells", "59 rows, a log", NOTHING, WHOLE, lambda _: None),
    Fault("v01", "two title rows above list 1", "the list's 5 rows lost, one message", "no output at all, exit code 0",
          NOTHING, WHOLE, _changed(lambda book: book["List 1"].insert_rows(1, 2))),
    Fault("v02", "one heading of list 3 misspelt", "the list's 6 rows lost, one message", "no output at all, exit code 0",
          frozenset({"sheet_absent", "sheet_not_loaded"}), WHOLE - ROWS, _put("List 3", F1="Date of referal")),
    Fault("v03", "a further column “First language”", "all 5 ages overwritten with blanks (the heading matches “age”)",
          "a second column of ages, blank", frozenset({"column_unknown"}), WHOLE, _changed(_extra_column)),
    Fault("v04", "list 11 is not there", "no message", "no output at all; the list is named",
          NOTHING, WHOLE, _changed(lambda book: book.remove(book["List 11"]))),
    Fault("v05", "dates as text in five ways", "4 of 5 dates blanked, the rows kept", "4 of 5 rows dropped, cells counted",
          NOTHING, WHOLE, _contact_dates("16/11/2016", "2016-11-16", "16-Nov-16", "16/11/16", "16/11/2016 00:00 ")),
    Fault("v06", "dates as bare serial numbers", "5 of 5 dates blanked, no error", "5 of 5 rows dropped, “blank cells” counted",
          NOTHING, WHOLE, _contact_dates(42690, 42691, 42692, 42693, 42694)),
    Fault("v07", "ages 250 and −3", "250 kept, −3 blanked", "both kept, no message",
          frozenset({"age_out_of_range"}), WHOLE, _put("List 1", E2=250, E3=-3)),
    Fault("v08", "“Unsuitable” for accommodation", "read", "left as typed: the column is never checked",
          NOTHING, WHOLE, _put("List 9", P2="Unsuitable")),
    Fault("v09", "a row twice, and a blank row", "the blank row becomes a child called “None”; the double is kept",
          "the blank row dropped; the double kept", frozenset({"duplicate_row", "blank_row"}), WHOLE,
          _changed(_duplicate_and_blank)),
    Fault("v10", "the first row is blank", "the list lost, a clear message", "no output at all",
          NOTHING, WHOLE, _changed(lambda book: book["List 1"].insert_rows(1))),
    Fault("v11", "a row of totals", "loaded as a child called “Total”", "dropped for want of a date; cells counted",
          frozenset({"total_row"}), WHOLE, _changed(lambda book: book["List 1"].append(["Total", None, None, None, 5]))),
    Fault("v12", "ids 00123 and 123", "kept, then made one child when ids become numbers", "both kept",
          frozenset({"id_written_otherwise"}), WHOLE, _put("List 1", A2="00123", A3="123")),
    Fault("v13", "a worker called Fernando, a team for tenancy", "“Ferdo”, “tecy”: “nan” is cut out of all text", "kept",
          NOTHING, WHOLE, _put("List 3", J2="tenancy", K2="Fernando")),
    Fault("v14", "a sheet of notes, and a hidden copy of a list", "the list's rows doubled", "no output at all",
          frozenset({"hidden_sheet", "notes_sheet"}), WHOLE, _changed(_notes_and_hidden_copy)),
    Fault("v15", "list 8 alone", "read", "no output at all", ABSENT, ROWS, _changed(_only_list_8)),
    Fault("v40", "the file was cut off", "one unspecific error, the run goes on", "a traceback, exit code 1",
          frozenset({"damaged"}), 0, _cut_off),
    Fault("v41", "the file is protected with a password", "one unspecific error, the run goes on", "a traceback, exit code 1",
          frozenset({"password_protected"}), 0, _protected),
)  # fmt: skip


@dataclass(frozen=True)
class Became:
    """What a file became: rows of its kept lists read, loaded, refused and left out, rows on sheets that were asked about and
    not loaded; what was told by rule and in words."""

    read: int
    loaded: int
    refused: int
    left_out: int
    beside: int
    told: tuple[tuple[str, str], ...]

    @property
    def rules(self) -> set[str]:
        return {rule for rule, _ in self.told}

    def in_words(self) -> str:
        """What the sender is told: the balance, and the first sentences."""
        if not self.read:
            ((rule, reason),) = self.told
            return f"not loaded, by name: `{rule}` {reason}"
        counts = [f"{self.loaded} of {self.read - self.left_out + self.beside} rows loaded"]
        counts += [f"{self.refused} refused"] if self.refused else []
        counts += [f"{self.left_out} left out"] if self.left_out else []
        counts += [f"{self.beside} not read, their sheet is asked about"] if self.beside else []
        sentences = [f"`{rule}` {words}" for rule, words in self.told]
        more = [f"and {len(sentences) - _SHOWN} more such"] if len(sentences) > _SHOWN else []
        return "; ".join([", ".join(counts), *sentences[:_SHOWN], *more])


def run(settings: Settings, warehouse: Warehouse) -> dict[str, Became]:
    """Write the workbooks, receive and load them, and tell by the fault's name what they became."""
    settings.make_folders()
    for version, fault in enumerate(FAULTS, 1):
        path = settings.landing / f"{fault.name} annex-a 2016-11_v{version}.xlsx"
        write_annex_a(path, given={number: [{}] * ROWS for number in range(1, LISTS + 1)})
        fault.spoil(path)
    receive_landing(settings, warehouse)
    accept_waiting(settings, warehouse)
    return {fault.name: _became(warehouse, fault.name) for fault in FAULTS}


def _became(warehouse: Warehouse, name: str) -> Became:
    (submission,) = warehouse.rows(
        "select submission_id, status, rule, reason from registry.submission where file_name like :name || ' %'", name=name
    )
    if submission.status == "refused":
        return Became(0, 0, 0, 0, 0, ((submission.rule, submission.reason),))
    (counted,) = warehouse.rows(
        "select sum(rows_read) as read, sum(accepted) as loaded, sum(refused) as refused, sum(ignored) as left_out "
        "from registry.sheet where submission_id = :id and table_name is not null",
        id=submission.submission_id,
    )
    told = warehouse.rows(
        "select rule, sheet, message from registry.finding where submission_id = :id and rule <> all(:usual) "
        "order by finding_id",
        id=submission.submission_id,
        usual=list(_USUAL),
    )
    (beside,) = warehouse.rows(
        "select coalesce(sum(s.rows_read - 1), 0) as rows from registry.sheet s where submission_id = :id and exists (select "
        "from registry.finding f where (f.submission_id, f.sheet, f.rule) = (s.submission_id, s.sheet, 'sheet_not_loaded'))",
        id=submission.submission_id,
    )
    words = tuple((row.rule, f"{row.sheet}: {row.message}") for row in told)
    return Became(*(int(count) for count in counted), int(beside.rows), words)


def page(became: dict[str, Became]) -> str:
    """The page, from what the files became."""
    lines: Sequence[str] = [
        "# What becomes of a spoilt workbook",
        "",
        "Written by `python -m sscb_pipeline_tests.ingest.fault_table`; do not edit. One made-up Annex A workbook of nine kept",
        f"lists with {ROWS} rows each ({WHOLE} rows), spoilt in one way at a time. The last column is what the files became",
        "when this page was written; the tests load them again and compare.",
        "",
        "The other two columns are the regional pipeline that children's services data goes through elsewhere, and its",
        "predecessor: the same faults in their own sample workbook of 59 rows, reproduced in November 2026.",
        "",
        "| | fault | the regional pipeline | its predecessor | here |",
        "|---|---|---|---|---|",
        *(
            f"| {fault.name} | {fault.what} | {fault.regional} | {fault.predecessor} | {became[fault.name].in_words()} |"
            for fault in FAULTS
        ),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run the faults against a database of their own and write the page."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), quiet_seconds=0)
        warehouse = open_warehouse(settings)
        try:
            PAGE.write_text(page(run(settings, warehouse)), encoding="utf-8")
        finally:
            warehouse.close()


if __name__ == "__main__":
    main()
