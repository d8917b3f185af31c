"""The blank workbooks: each return's declaration, as a sheet to fill in."""

import stat
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from sscb_pipeline.reports.template import write_template
from sscb_pipeline.returns.declaration import Code, Day, NhsNumber, Return, Text, YesNo
from sscb_pipeline.returns.registry import all_returns, return_named
from sscb_pipeline_tests.reports import opened

each_return = pytest.mark.parametrize("declared", all_returns(), ids=lambda declared: declared.name)


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("templates")
    return {declared.name: write_template(declared, folder / f"{declared.name}.xlsx") for declared in all_returns()}


@each_return
def test_headings_are_exactly_those_declared(declared: Return, templates: dict[str, Path]) -> None:
    book = openpyxl.load_workbook(templates[declared.name])
    assert book.sheetnames[: len(declared.sheets)] == [sheet.facts().name for sheet in declared.sheets]
    assert set(book.sheetnames) - {sheet.facts().name for sheet in declared.sheets} <= {"Notes", "Codes"}
    for sheet in declared.sheets:
        rows = opened.cells(templates[declared.name], sheet.facts().name)
        assert rows == [[column.heading for column in sheet.facts().columns.values()]]
        for number, column in enumerate(sheet.facts().columns.values(), start=1):
            colour = book[sheet.facts().name].cell(1, number).fill.fgColor.rgb
            assert (colour == "00FFE699") == column.required, column.name


@each_return
def test_every_column_says_what_goes_into_it(declared: Return, templates: dict[str, Path]) -> None:
    book = openpyxl.load_workbook(templates[declared.name])
    for model in declared.sheets:
        sheet = book[model.facts().name]
        checks = {str(check.sqref).partition("2")[0]: check for check in sheet.data_validations.dataValidation}
        for number, column in enumerate(model.facts().columns.values(), start=1):
            check = checks[get_column_letter(number)]
            assert column.description[:40] in check.prompt
            assert check.prompt.startswith("Required. ") == column.required
            assert len(check.prompt) <= 255
            if column.kind is Code:
                first, last = (int(end.rpartition("$")[2]) for end in check.formula1.removeprefix("=Codes!").split(":"))
                letter = check.formula1.split("$")[1]
                offered = [book["Codes"][f"{letter}{row}"].value for row in range(first, last + 1)]
                assert column.code_list is not None
                assert offered == list(column.code_list.meanings)
            else:
                assert (check.type == "list") == (column.kind is YesNo), column.name
            number_format = sheet.column_dimensions[get_column_letter(number)].number_format
            assert number_format == {Day: "dd/mm/yyyy", NhsNumber: "@", Text: "@"}.get(column.kind, number_format)


@each_return
def test_the_notes_say_what_who_when_and_how_it_is_called(declared: Return, templates: dict[str, Path]) -> None:
    notes = opened.words(templates[declared.name], "Notes")
    for fact in (declared.description, declared.agency.name, "fifth working day", ".xlsx for November 2016"):
        assert fact in notes
    for sheet in declared.sheets:
        assert sheet.facts().one_row_is in notes
        for column in sheet.facts().columns.values():
            assert f"{column.heading} | " in notes
            assert column.description in notes


@each_return
def test_a_template_holds_no_formula_and_is_the_same_each_time(
    declared: Return, templates: dict[str, Path], tmp_path: Path
) -> None:
    assert opened.formulas(templates[declared.name]) == []
    again = write_template(declared, tmp_path / "again.xlsx")
    assert again.read_bytes() == templates[declared.name].read_bytes()
    assert stat.S_IMODE(again.stat().st_mode) == 0o600


def test_parts_are_explained_where_a_return_comes_in_parts(templates: dict[str, Path]) -> None:
    assert "One file, or one for each of: NE, NW, SE, SW." in opened.words(templates["cs_maecc"], "Notes")
    assert "Parts: One file." in opened.words(templates["pol_missing"], "Notes")
    assert return_named("cs_maecc").file_name("2016-11", "NE") in opened.words(templates["cs_maecc"], "Notes")
