"""Promises every return and sheet keeps, whoever declares it."""

import pandas as pd
import pytest

from sscb_pipeline.returns import dictionary
from sscb_pipeline.returns.between_rows import Frames
from sscb_pipeline.returns.declaration import Return, Sheet
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.settings import PROJECT_ROOT
from sscb_pipeline.vocabulary.codes import spelling_key
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.returns.made_up import HONEST, broken, frame

# Sheets and how many columns each has.
EXPECTED = {
    "cs_contacts_referrals": {"Contacts": 19, "Referrals": 11},
    "cs_early_help": {"Episodes": 17},
    "cs_assess_s47_icpc": {"Assessments": 9, "S47": 7, "ICPC": 8},
    "cs_cin_cpp": {"CPP": 27, "Reviews": 5, "CIN": 9},
    "cs_lac": {"LAC": 28, "Reviews": 4, "LA_Missing": 4, "Placed_in_Surrey": 7},
    "cs_conference_attendance": {"Attendance": 11},
    "cs_cse_risk": {"CSE_Assessments": 26},
    "cs_return_interviews": {"RHI": 21},
    "cs_annex_a": {"List_1": 7, "List_2": 8, "List_3": 11, "List_4": 12, "List_5": 14, "List_6": 14, "List_7": 17, "List_8": 34,
                   "List_9": 17},
    "cs_maecc": {"Roster": 16, "Actions": 8, "Meeting_Attendance": 5},
    "pol_missing": {"Missing": 20},
    "pol_da_notifications": {"DA_Incidents": 10, "DA_Children": 9, "Notifications": 12},
    "pol_cse_crime": {"CSE_Crimes": 10, "Disruption": 5},
    "hea_lac_health": {"Health_Assessments": 18},
    "hea_ed_safeguarding": {"ED_Flagged": 15, "ED_Totals": 3},
    "hea_camhs": {"CAMHS": 14},
    "lscb_training_assurance": {"Training": 8, "Workforce_Compliance": 4, "Section11": 6},
    "lscb_case_reviews": {"Referrals": 15},
    "lscb_cdop": {"Deaths": 21},
}
SHEETS = [(declared, sheet) for declared in all_returns() for sheet in declared.sheets]
each_sheet = pytest.mark.parametrize(("declared", "sheet"), SHEETS, ids=[f"{r.name}-{s.facts().name}" for r, s in SHEETS])
NAMES_AND_PLACES = ("surname", "forename", "aliases", "initials", "dob", "edd", "nhs_number", "upn")
MONTH_OF = {"cs_assess_s47_icpc": "2017-01", "hea_lac_health": "2017-01", "lscb_cdop": "2016-11"}
"""The month an honest row is of, where it is not November 2016."""
RESTRICTED = {"risk_summary", "linked_persons", "linked_locations", "description", "linked_child_ref", "learning"}


def test_all_19_returns_and_43_sheets_are_declared_with_their_columns() -> None:
    assert {r.name: {s.facts().name: len(s.facts().columns) for s in r.sheets} for r in all_returns()} == EXPECTED
    assert (len(all_returns()), len(SHEETS), sum(len(s.facts().columns) for _, s in SHEETS)) == (19, 43, 546)


def test_file_names_and_tables_are_no_one_elses() -> None:
    assert len({r.file_name("2016-11") for r in all_returns()}) == 19
    tables = [r.table(s) for r, s in SHEETS]
    assert len(set(tables)) == 43
    assert all(len(table) <= 63 for table in tables)


@each_sheet
def test_a_sheet_says_what_it_is(declared: Return, sheet: type[Sheet]) -> None:
    facts = sheet.facts()
    assert facts.one_row_is.startswith("One row per ")
    assert facts.one_row_is.endswith(".")
    for column in facts.columns.values():
        assert column.description.endswith("."), column.name
        if column.name in NAMES_AND_PLACES or "postcode" in column.name:
            assert column.personal, column.name
        if column.name in RESTRICTED:
            assert column.restricted, column.name


@each_sheet
def test_a_heading_leads_to_one_column(declared: Return, sheet: type[Sheet]) -> None:
    owners: dict[str, str] = {}
    for column in sheet.facts().columns.values():
        assert spelling_key(column.heading) == spelling_key(column.name)
        for key in column.heading_keys():
            assert key
            assert owners.setdefault(key, column.name) == column.name, key


@each_sheet
def test_the_model_is_strict_and_converts_nothing(declared: Return, sheet: type[Sheet]) -> None:
    schema = sheet.to_schema()
    assert schema.strict is True
    assert schema.coerce is False
    assert not any(column.coerce for column in schema.columns.values())
    assert list(schema.columns) == list(sheet.facts().columns)


@each_sheet
def test_an_empty_frame_and_an_honest_row_are_accepted(declared: Return, sheet: type[Sheet]) -> None:
    name = sheet.facts().name
    assert sheet.validate(frame(declared.name, name), lazy=True).empty
    assert broken(declared.name, name) == set()


@each_sheet
def test_a_blank_is_refused_where_a_value_is_required_and_nowhere_else(declared: Return, sheet: type[Sheet]) -> None:
    name = sheet.facts().name
    for column in sheet.facts().columns.values():
        assert ("not_nullable" in broken(declared.name, name, **{column.name: None})) == (
            not sheet.facts().may_be_null(column)
        ), column.name


@each_sheet
def test_a_honest_row_holds_codes_of_its_lists(declared: Return, sheet: type[Sheet]) -> None:
    honest = HONEST[declared.name, sheet.facts().name]
    for column in sheet.facts().columns.values():
        if column.code_list and honest.get(column.name) is not None:
            assert set(str(honest[column.name]).split(",")) <= set(column.code_list.meanings), column.name


@pytest.mark.parametrize("declared", all_returns(), ids=lambda declared: declared.name)
def test_rules_between_rows_hold_for_honest_rows_and_for_none(declared: Return) -> None:
    none = {sheet.facts().name: frame(declared.name, sheet.facts().name) for sheet in declared.sheets}
    needed = {sheet.facts().name: none[sheet.facts().name] for sheet in declared.sheets if not sheet.facts().optional}
    honest = {sheet.facts().name: frame(declared.name, sheet.facts().name, {}) for sheet in declared.sheets}
    for rule in declared.rules_between_rows:
        assert list(rule.find(Frames(none, "2016-11"))) == [], rule.name
        if rule not in declared.cross_rules:
            assert list(rule.find(Frames(honest, MONTH_OF.get(declared.name, "2016-11")))) == [], rule.name
        if rule.sheet in needed:
            assert list(rule.find(Frames(needed, "2016-11"))) == [], rule.name


def test_rule_names_are_one_of_a_kind_within_a_sheet() -> None:
    for declared, sheet in SHEETS:
        names = [*sheet.facts().rules, *(r.name for r in declared.rules_between_rows if r.sheet == sheet.facts().name)]
        assert len(names) == len(set(names))


def test_every_sheet_has_a_table_with_its_columns(warehouse: Warehouse) -> None:
    found = warehouse.read("select table_name, column_name, is_nullable, data_type from information_schema.columns "
                           "where table_schema = 'returns' order by table_name, ordinal_position")
    types = {"timestamp": "timestamp without time zone", "time": "time without time zone"}
    for declared, sheet in SHEETS:
        table = found[found["table_name"] == declared.table(sheet)].iloc[4:-1]  # after its address, before `why_blank`
        assert list(table["column_name"]) == list(sheet.facts().columns)
        columns = sheet.facts().columns.values()
        assert list(table["data_type"]) == [types.get(c.kind.sql_type, c.kind.sql_type) for c in columns]
        assert list(table["is_nullable"] == "YES") == [sheet.facts().may_be_null(c) for c in columns]
    assert isinstance(found, pd.DataFrame)


@pytest.mark.parametrize("path", dictionary.pages(), ids=str)
def test_the_pages_about_the_returns_are_current(path) -> None:
    committed = (PROJECT_ROOT / path).read_text(encoding="utf-8")
    assert committed == dictionary.pages()[path], f"{path} is out of date: run {dictionary.REGENERATE} and commit it"
