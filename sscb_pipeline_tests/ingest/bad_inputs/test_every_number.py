"""The numbered bad inputs, 1 to 110: each is proved somewhere, and what proves it is there."""

import importlib
from itertools import chain

import pytest

from sscb_pipeline_tests.ingest.bad_inputs import test_between, test_cell, test_file, test_heading, test_row, test_sheet
from sscb_pipeline_tests.ingest.hostile.corpus import CASES, HARMLESS

TABLES = (test_sheet, test_heading, test_cell, test_row, test_between)

ACCEPT, WORKBOOK = "ingest.test_accept", "ingest.test_workbook"
FILES: dict[int, tuple[str, ...]] = {
    1: ("empty.xlsx",),
    2: ("cut_off.xlsx", f"{WORKBOOK}.test_a_truncated_workbook_is_damaged"),
    3: ("zero_tail.xlsx", "only_a_beginning.xlsx"),
    4: ("ingest.bad_inputs.test_file.test_26_files_of_programs_are_ignored_and_listed",),
    5: ("flipped.xlsx",),
    6: ("text_table.xlsx",),  # read as the text it is, whatever its name says
    7: ("page.xls", "excel_2003.xls"),
    8: ("screenshot.xlsx", "scan.xlsx"),
    9: ("old.xlsx",),  # .xls is read
    10: ("apple.numbers", "binary.xlsx", "libreoffice.xls"),  # .xlsb and .ods are read
    11: ("macros.xlsx",),  # read without its macros, and told
    12: ("protected.xlsx", "protected.xls", "protected.ods", "ingest.test_formats.test_an_agreed_password_opens"),
    13: ("protected_otherwise.xlsx",),
    14: ("november.zip", "old_november.zip"),
    15: ("declared_bomb.xlsx",),
    16: ("lying_bomb.xlsx",),
    17: ("millions_of_cells.xlsx",),
    18: ("fifty_megabytes.xlsx",),
    19: ("laughs_in_sheet.xlsx", "quadratic.xlsx", "outside_entity.xlsx"),
    20: ("announced_texts.xlsx",),
    21: ("twice.xlsx",),
    22: ("climbing.xlsx", "absolute.xlsx"),
    23: ("zip_password.xlsx",),
    24: ("no_book.xlsx", "no_sheets.xlsx"),
}
"""Number -> the hostile files (by name) and tests (module.test) that show what becomes of it."""
NUMBERS_BY_TEST = [
    int(part)
    for module in (test_file, test_between)
    for name in vars(module)
    if name.startswith("test_")
    for part in name.split("_")[1:4]
    if part.isdigit()
]


def test_every_number_is_proved() -> None:
    tables = {case.number for table in TABLES for case in table.CASES}
    assert set(range(1, 111)) - tables - set(FILES) - set(NUMBERS_BY_TEST) == set()


@pytest.mark.parametrize("proof", sorted(set(chain.from_iterable(FILES.values()))))
def test_what_proves_a_number_is_there(proof: str) -> None:
    module, _, name = proof.rpartition(".")
    if name.startswith("test_"):
        assert callable(getattr(importlib.import_module(f"sscb_pipeline_tests.{module}"), name))
    else:
        assert proof in {case.name for case in (*CASES, *HARMLESS)}
