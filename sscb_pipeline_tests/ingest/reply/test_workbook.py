"""The reply workbook: only the rows to correct, as they were sent, and nothing in it is live."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

import msoffcrypto
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from sscb_pipeline.ingest.reply import ReplySheet
from sscb_pipeline.ingest.reply.told import Told
from sscb_pipeline.ingest.reply.visible import LONGEST, visible
from sscb_pipeline.ingest.reply.workbook import NOT_LOADED, OURS, SUMMARY, TO_CHECK, reply_workbook
from sscb_pipeline.warehouse.load import Finding, SheetBalance
from sscb_pipeline.warehouse.replies import Submission

AT = dt.datetime(2016, 12, 7, 9, 12, tzinfo=dt.UTC)
SENT = Submission(
    1, "0a1b2c3d" * 8, "SyP_missing-u18_2016-11.xlsx", "police", "pol_missing", "2016-11", "", 1, AT, "accepted", "", "", 1, 1
)
AGREED = "agreed-2016"
HEADINGS = ["Misper ref", "Surname", "Found at"]


def finding(row: int, letter: str | None, strength: str, rule: str) -> Finding:
    return Finding("Missing", row, letter, None, strength, rule, f"{letter or 'row '}{row}: is wrong.")


def told(*findings: Finding) -> Told:
    return Told(SENT, (SheetBalance("Missing", "pol_missing__missing", 1, 9, 7, 2, 0),), findings)


REFUSED = finding(5, "C", "refused", "not_a_date")


def reply(cells: Sequence[Any], *findings: Finding, password: str | None = None) -> bytes:
    sheet = ReplySheet("Missing", HEADINGS, {5: cells})
    return reply_workbook(told(*(findings or (REFUSED,))), [sheet], "reply.xlsx", password)


def sent_cells(content: bytes, row: int = 2) -> list[Any]:
    """The sender's own cells of a row, as a reader sees them."""
    page = load_workbook(io.BytesIO(content)).worksheets[1]
    return [page.cell(row, column + len(OURS) + 1).value for column in range(len(HEADINGS))]


def is_dead(content: bytes) -> None:
    """No formula, no link, nothing from outside, nothing that runs."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            assert not re.search(rb"<f[\s>/]|<hyperlink|TargetMode=|<ddeLink|<rPr>", part), name
            assert not re.search(r"vba|external|embed|query|connection", name), name


STARTS = ["=", "+", "-", "@", "=HYPERLINK(", "http://", "mailto:", "internal:A!A1", "<r>", "{=", "\t=", "_x000D_"]
texts = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=60),
    st.sampled_from(STARTS).flatmap(
        lambda start: st.text(st.characters(exclude_categories=("Cs",)), max_size=20).map(lambda rest: start + rest)
    ),
    st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=("Cs",)), max_size=20).map(lambda t: f"<r>{t}</r>"),
)


@settings(deadline=None)
@given(st.lists(texts, min_size=3, max_size=3), st.lists(texts, min_size=3, max_size=3))
def test_whatever_was_typed_is_shown_and_dead(cells: list[str], headings: list[str]) -> None:
    assume(not any("x005F_" in text for text in cells + headings))  # openpyxl takes it out of whatever it reads
    content = reply_workbook(told(REFUSED), [ReplySheet("Missing", headings, {5: cells})], "reply.xlsx", None)
    is_dead(content)
    page = load_workbook(io.BytesIO(content)).worksheets[1]
    for row, typed in ((1, headings), (2, cells)):
        for column, text in enumerate(typed, start=len(OURS) + 1):
            shown = page.cell(row, column)
            assert shown.data_type in ("s", "n") and (shown.value is None) == (text == "")
            assert (shown.value or "").removesuffix(" ") == visible(text).removesuffix(" ")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('=HYPERLINK("http://x","y")', '=HYPERLINK("http://x","y")'),
        ("+1", "+1"),
        ("@SUM(A1:A9)", "@SUM(A1:A9)"),
        ("a\x01b\u200bc", "a[U+0001]b[U+200B]c"),
        ("one\r\ntwo", "one\ntwo"),
        ("\U0001f600 Zoë", "\U0001f600 Zoë"),
        ("00123", "00123"),
        ("<r><t>x</t></r>", "<r><t>x</t></r> "),
        ("</t></si><si><t>", "</t></si><si><t>"),
    ],
)
def test_text_stays_the_text_it_was(typed: str, shown: str) -> None:
    content = reply([typed, "", ""])
    is_dead(content)
    assert sent_cells(content)[0] == shown


@pytest.mark.parametrize("character", ["x", "\U0001f600"])
def test_text_too_long_for_a_cell_is_cut_and_says_so(character: str) -> None:
    text = sent_cells(reply([character * 40_000, "", ""]))[0]
    assert text.endswith(" [cut here, of 40,000 characters]")
    assert len(text.encode("utf-16-le")) // 2 <= LONGEST
    assert text.startswith(character * 16_000)


def test_dates_and_numbers_stay_what_they_were() -> None:
    content = reply([dt.datetime(2003, 5, 17), 9434765919.0, dt.datetime(2016, 11, 5, 10, 30)])
    assert sent_cells(content) == [dt.datetime(2003, 5, 17), 9434765919, dt.datetime(2016, 11, 5, 10, 30)]
    page = load_workbook(io.BytesIO(content)).worksheets[1]
    assert [page.cell(2, c).number_format for c in (5, 7)] == ["dd/mm/yyyy", "dd/mm/yyyy hh:mm"]
    odd = reply([dt.datetime(202, 1, 5), float("nan"), dt.timedelta(hours=-1)])
    assert sent_cells(odd) == ["05/01/0202", "nan", "-1 day, 23:00:00"]


def test_a_row_says_what_is_wrong_and_marks_the_bad_cells() -> None:
    sheet = ReplySheet("Missing", HEADINGS, {5: ["M5", "Madeup", "soon"], 7: ["M7", "Madeup", ""], 9: ["M9"]})
    findings = (
        REFUSED,
        finding(5, "B", "query", "invisible_character"),
        finding(7, "B", "query", "not_a_code"),
        finding(9, None, "refused", "no_identity"),
    )
    book = load_workbook(io.BytesIO(reply_workbook(told(*findings), [sheet], "reply.xlsx", None)))
    page = book["Missing"]
    assert [c.value for c in page[1]] == [*OURS, *HEADINGS]
    assert [[c.value for c in row[:2]] for row in page.iter_rows(min_row=2)] == [
        [5, NOT_LOADED],
        [7, TO_CHECK],
        [9, NOT_LOADED],
    ]
    assert page["C2"].value == "C5: is wrong.\nB5: is wrong."
    assert page["D2"].value.startswith("Write it as dd/mm/yyyy")
    plain, *bad = page["E2"], page["F2"], page["G2"], page["F3"]
    assert {cell.fill.fgColor.rgb for cell in bad} == {"FFF8CBAD"} != {plain.fill.fgColor.rgb}
    assert all(cell.font.bold and cell.border.left.style == "medium" for cell in bad), "told apart without colour, too"
    assert not any(cell.font.bold for cell in page[4][4:])
    assert page["B2"].fill.fgColor.rgb != page["B3"].fill.fgColor.rgb


def test_it_prints_marked_and_readable() -> None:
    wide = ReplySheet("Missing", [f"Heading {n}" for n in range(40)], {5: ["x" * 25] * 40})
    book = load_workbook(io.BytesIO(reply_workbook(told(REFUSED), [wide], "reply.xlsx", None)))
    for page in book.worksheets:
        assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
        assert "OFFICIAL-SENSITIVE" in page.oddHeader.center.text and "OFFICIAL-SENSITIVE" in page.oddFooter.center.text
    page = book["Missing"]
    assert (page.freeze_panes, page.auto_filter.ref, page.print_title_rows) == ("C2", "A1:AR2", "$1:$1")
    assert (page.page_setup.scale, page.print_title_cols) == (60, "$A:$B"), "too wide for one page"


def test_the_summary_has_the_figures_and_no_cell_of_the_sender() -> None:
    content = reply(["Zebedee", "Quillfeather", "Quillday"])
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == [SUMMARY, "Missing"]
    words = "\n".join(str(c.value) for row in book[SUMMARY].iter_rows() for c in row if c.value is not None)
    assert "LOADED, BUT 2 ROWS OF 9 NOT." in words and "SyP_missing-u18_2016-11_v2.xlsx" in words
    assert "[not_a_date]" in words and "IS NOT PROTECTED" in words
    assert not re.search("Zebedee|Quill", words)


def test_sheet_names_no_workbook_allows_are_made_fit() -> None:
    names = ["Summary", "a/b[c]:*?", "x" * 40, "x" * 41, "'", "history", "tab\tbed"]
    sheets = [ReplySheet(name, HEADINGS, {5: ["", "", ""]}) for name in names]
    book = load_workbook(io.BytesIO(reply_workbook(told(REFUSED), sheets, "reply.xlsx", None)))
    assert book.sheetnames == [
        SUMMARY,
        "Summary (2)",
        "a b c",
        "x" * 31,
        f"{'x' * 26} (2)",
        "Sheet",
        "history (2)",
        "tab[U+0009]bed".translate(str.maketrans("[]", "  ")),
    ]


def test_with_a_password_it_opens_with_that_one_only() -> None:
    content = reply(["Zebedee", "", ""], password=AGREED)
    assert b"Zebedee" not in content and not zipfile.is_zipfile(io.BytesIO(content))
    opened = io.BytesIO()
    file = msoffcrypto.OfficeFile(io.BytesIO(content))
    file.load_key(password=AGREED, verify_password=True)
    file.decrypt(opened, verify_integrity=True)
    assert sent_cells(opened.getvalue())[0] == "Zebedee"
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        msoffcrypto.OfficeFile(io.BytesIO(content)).load_key(password=AGREED.upper(), verify_password=True)


def test_the_same_reply_has_the_same_bytes() -> None:
    first, second = (reply(["M5", "Madeup", "soon"]) for _ in range(2))
    assert first == second
    assert load_workbook(io.BytesIO(first)).properties.created == AT.replace(tzinfo=None), "when it was sent, not when made"
