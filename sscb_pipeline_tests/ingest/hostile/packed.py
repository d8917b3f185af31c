"""Zipped workbooks that are broken or lie about what is in them."""

from collections.abc import Callable
from pathlib import Path

from sscb_pipeline_tests.ingest.hostile.case import Case, Harmless
from sscb_pipeline_tests.ingest.hostile.zips import Member, member, repeated, write_zip
from sscb_pipeline_tests.ingest.written_as import AsBook, AsSheet
from sscb_pipeline_tests.ingest.written_xlsx import MAIN, members_of

SHEET, BOOK, TEXTS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
MEBIBYTE = 2**20
Build = Callable[[Path], object]


def parts(changed: dict[str, str | None] | None = None) -> list[Member]:
    """An ordinary workbook's parts, some of them changed, added or (None) left out."""
    ordinary: dict[str, str | None] = dict(members_of(AsBook({"S": AsSheet([["Surname"], ["Madeup"]] * 300)})))
    return [member(name, text.encode()) for name, text in (ordinary | (changed or {})).items() if text is not None]


def book(changed: dict[str, str | None] | None = None, *more: Member) -> Build:
    """A workbook with some parts changed, and further ones however they are packed."""
    replaced = {part.name for part in more}
    return lambda path: write_zip(path, [part for part in parts(changed) if part.name not in replaced] + list(more))


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """A sheet of these rows, as XML."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def cut_off(path: Path) -> None:
    write_zip(path, parts())
    path.write_bytes(path.read_bytes()[:-700])


def zero_tail(path: Path) -> None:
    write_zip(path, parts())
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] + bytes(len(content) - len(content) // 2))


def flipped(path: Path) -> None:
    write_zip(path, parts())
    content = bytearray(path.read_bytes())
    content[content.index(SHEET.encode()) + len(SHEET) + 40] ^= 0x10
    path.write_bytes(content)


def more_than_a_file_may_hold(path: Path) -> None:
    write_zip(path, [*parts(), member("xl/media/image1.png", b"\x89PNG" + bytes(51 * MEBIBYTE), method=0)])


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<!DOCTYPE l [<!ENTITY l0 "ha">{LAUGHS}]>'
QUADRATIC = f'<!DOCTYPE l [<!ENTITY q "{"q" * 50_000}">]>'
OUTSIDE = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
TEXT_CELL = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
FORBIDDEN = "XML that spreadsheet programs do not write"
SPACES = b" " * MEBIBYTE


def shared(text: str, before: str = "", count: int = 1) -> str:
    """Shared texts, one of them."""
    return f'{before}<sst xmlns="{MAIN}" count="{count}" uniqueCount="{count}"><si><t>{text}</t></si></sst>'


TWO = AsBook({"S": AsSheet([]), "Lost": AsSheet([])})
CASES = (
    Case("cut_off.xlsx", cut_off, "damaged", "not copied completely"),
    Case("zero_tail.xlsx", zero_tail, "damaged", "not copied completely"),
    Case("flipped.xlsx", flipped, "damaged", "damaged"),
    Case("only_a_beginning.xlsx", lambda path: path.write_bytes(b"PK\x03\x04" + bytes(5_000)), "damaged", "damaged"),
    Case("fifty_megabytes.xlsx", more_than_a_file_may_hold, "too_large", "larger than 50 MB"),
    Case("declared_bomb.xlsx", book(None, repeated(SHEET, b"", SPACES, 2_048)), "too_large", "unpacks to more than 400 MB"),
    Case("text_bomb.xlsx", book(None, repeated(TEXTS, b"<sst><si><t>", SPACES, 2_048)), "too_large", "unpacks to more"),
    Case("lying_bomb.xlsx", book(None, repeated(SHEET, b"", SPACES, 2_048, said_size=1_000)), "damaged", "damaged"),
    Case("quiet_bomb.xlsx", book(None, repeated(SHEET, b"<worksheet>", SPACES, 390)), "hostile", "a cell longer than any"),
    Case(
        "quiet_text_bomb.xlsx", book(None, repeated(TEXTS, b"<sst><si><t>", SPACES, 390)), "hostile", "longer than any cell's"
    ),
    Case("bomb_in_the_list.xlsx", book(None, repeated(BOOK, b"<workbook>", SPACES, 390)), "hostile", "list of its own parts"),
    Case("laughs_in_sheet.xlsx", book({SHEET: BILLION + sheet("&l9;")}), "hostile", FORBIDDEN),
    Case("laughs_in_texts.xlsx", book({TEXTS: shared("&l9;", BILLION), SHEET: sheet(TEXT_CELL)}), "hostile", FORBIDDEN),
    Case("laughs_in_styles.xlsx", book({"xl/styles.xml": BILLION + "<styleSheet/>"}), "hostile", FORBIDDEN),
    Case("laughs_in_book.xlsx", book({BOOK: BILLION + "<workbook/>"}), "hostile", FORBIDDEN),
    Case("laughs_elsewhere.xlsx", book({"docProps/app.xml": BILLION + "<a/>"}), "hostile", FORBIDDEN),
    Case("quadratic.xlsx", book({TEXTS: shared("&q;" * 50_000, QUADRATIC)}), "hostile", FORBIDDEN),
    Case("outside_entity.xlsx", book({TEXTS: shared("&x;", OUTSIDE)}), "hostile", FORBIDDEN),
    Case("wide_characters.xlsx", book(None, member(SHEET, sheet("").encode("utf-16"))), "hostile", FORBIDDEN),
    Case("announced_texts.xlsx", book({TEXTS: shared("a", count=4_294_967_295)}), "hostile", "announces more text"),
    Case("missing_text.xlsx", book({TEXTS: shared("a"), SHEET: sheet(TEXT_CELL.replace("0", "7"))}), "damaged", "damaged"),
    Case("twice.xlsx", book(None, *2 * [member("xl/worksheets/Sheet1.xml", b"<a/>")]), "hostile", "the same part twice"),
    Case("twice_but_for_case.xlsx", book({SHEET.upper(): "<a/>"}), "hostile", "the same part twice"),
    Case("climbing.xlsx", book({"xl/../../escape.xml": "<a/>"}), "hostile", "points outside it"),
    Case("absolute.xlsx", book({"/etc/cron.d/job": "<a/>"}), "hostile", "points outside it"),
    Case("backslash.xlsx", book({"..\\escape.xml": "<a/>"}), "hostile", "points outside it"),
    Case("zip_password.xlsx", book(None, member(SHEET, b"x" * 90, flags=1)), "password_protected", "a zip password"),
    Case("odd_packing.xlsx", book(None, member(SHEET, b"x" * 90, method=12)), "hostile", "do not pack"),
    Case("many_parts.xlsx", book({f"xl/media/{n}.xml": "<a/>" for n in range(2_001)}), "hostile", "more than 2,000 parts"),
    Case("no_book.xlsx", book({BOOK: None}), "not_a_workbook", "without a workbook"),
    Case("no_sheets.xlsx", book({BOOK: f'<workbook xmlns="{MAIN}"><sheets/></workbook>'}), "damaged", "damaged"),
    Case("no_sheet_part.xlsx", book({SHEET: None}), "damaged", "damaged"),
    Case("no_such_relation.xlsx", book({BOOK: members_of(TWO)[BOOK]}), "damaged", "damaged"),
    Case("no_relations.xlsx", book({"xl/_rels/workbook.xml.rels": None}), "damaged", "damaged"),
    Case("unknown_encoding.xlsx", book({BOOK: '<?xml version="1.0" encoding="UTF-9"?><workbook/>'}), "damaged", "damaged"),
    Case("book_is_text.xlsx", book({BOOK: "a workbook"}), "damaged", "damaged"),
    Case("sheet_is_text.xlsx", book({SHEET: "a sheet"}), "damaged", "damaged"),
)

PREFIXED_TEXTS = (
    f'<x:sst xmlns:x="{MAIN}">'
    + "".join(f"<x:si><x:t>text {n} {'long ' * 40}</x:t></x:si>" for n in range(25_000))
    + "</x:sst>"
)

HARMLESS = (
    Harmless(
        "prefixed.xlsx",
        book(
            {
                SHEET: (
                    f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row>'
                    "</x:sheetData></x:worksheet>"
                )
            }
        ),
        [[7]],
    ),
    Harmless(
        "no_addresses.xlsx",
        book({SHEET: sheet("<row><c><v>7</v></c><c><v>8</v></c></row><row><c><v>9</v></c></row>")}),
        [[7, 8], [9, ""]],
    ),
    Harmless(
        "five_megabytes_of_prefixed_texts.xlsx",
        book({TEXTS: PREFIXED_TEXTS, SHEET: sheet(TEXT_CELL)}),
        [["text 0 " + " ".join(["long"] * 40)]],
    ),
    Harmless("picture.xlsx", book({"xl/media/image1.png": "\x00\x01"}), [["Surname"], ["Madeup"]] * 300),
)
