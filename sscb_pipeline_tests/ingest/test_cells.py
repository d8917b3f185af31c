"""What a cell says, kind by kind, and when it cannot be known."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from sscb_pipeline.ingest.answers import Doubt, Fault, Said
from sscb_pipeline.ingest.cells import read_values
from sscb_pipeline.returns.declaration import (
    Clock,
    Code,
    Codes,
    Column,
    Day,
    Kind,
    Moment,
    NhsNumber,
    Number,
    Postcode,
    Text,
    Upn,
    Whole,
    YesNo,
)
from sscb_pipeline.vocabulary.codes import CodeList


def column_of(kind: type[Kind], codes: str | None = None, name: str = "cell") -> Column:
    return Column(
        name=name,
        kind=kind,
        description="A cell.",
        headings=(),
        required=False,
        codes=codes,
        personal=False,
        restricted=False,
        key=False,
        instead=(),
        smallest=None,
        largest=None,
    )


def read(kind: type[Kind], cell: Any, codes: str | None = None, name: str = "cell") -> Any:
    (answer,) = read_values(column_of(kind, codes, name), [cell])
    if isinstance(answer, Doubt):
        return answer.value
    return answer.rule if isinstance(answer, Fault) else None if isinstance(answer, Said) else answer


D = dt.datetime


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        (D(2016, 4, 3), D(2016, 4, 3)),
        (D(2016, 4, 3, 14, 30), D(2016, 4, 3)),
        (42463.0, D(2016, 4, 3)),
        ("2016-04-03", D(2016, 4, 3)),
        ("03/04/2016", D(2016, 4, 3)),
        ("3/4/2016", D(2016, 4, 3)),
        ("03-04-16", D(2016, 4, 3)),
        ("03-04-99", D(1999, 4, 3)),
        ("3 Apr 2016", D(2016, 4, 3)),
        ("3rd April 2016", D(2016, 4, 3)),
        ("03/04/2016 09:15", D(2016, 4, 3)),
        ("03.04.2016 09:15", D(2016, 4, 3)),
        (" 03/04/2016 ", D(2016, 4, 3)),
        ("29/02/2016", D(2016, 2, 29)),
        ("", None),
        ("NK", None),
        ("Not known", None),
        ("-", None),
        ("2002-06-22T23:00:00Z", D(2002, 6, 23)),
        ("29/02/2017", "no_such_day"),
        ("31/04/2016", "no_such_day"),
        ("04/13/2016", "date_order_unclear"),
        ("soon", "not_a_date"),
        ("wb 14/11", "not_a_date"),
        (3.0, "not_a_date"),
        (True, "not_a_date"),
        (D(202, 1, 1), "no_such_day"),
        ("\u0660\u0663/04/2016", "not_a_date"),
    ],
)
def test_days(cell: Any, means: Any) -> None:
    assert read(Day, cell) == means


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        (D(2016, 4, 3, 14, 30), D(2016, 4, 3, 14, 30)),
        ("03/04/2016 14:30", D(2016, 4, 3, 14, 30)),
        ("2016-04-03T14:30:05", D(2016, 4, 3, 14, 30, 5)),
        ("03/04/2016 24:00", D(2016, 4, 4)),
        ("03/04/2016", D(2016, 4, 3)),
        (42463.5, D(2016, 4, 3, 12)),
        ("03/04/2016 25:00", "no_such_time"),
        ("2016-07-01T19:00:00Z", D(2016, 7, 1, 20)),
        ("2016-01-01T19:00:00Z", D(2016, 1, 1, 19)),
        ("2016-07-01 19:00:00.000+00:00", D(2016, 7, 1, 20)),
        ("2016-07-01T19:00+0100", D(2016, 7, 1, 19)),
        ("2016-07-01T19:00-05", D(2016, 7, 2, 1)),
        ("01/07/2016 19:00 +01:00", D(2016, 7, 1, 19)),
        ("2016-07-01T19:00+15:00", "no_such_time"),
        ("2016-07-01Z", D(2016, 7, 1)),
    ],
)
def test_moments(cell: Any, means: Any) -> None:
    assert read(Moment, cell) == means


@pytest.mark.parametrize(
    ("cell", "means"), [("09:05", "09:05"), (dt.timedelta(hours=9, minutes=5), "09:05"), (0.5, "12:00"), ("9am", "not_a_time")]
)
def test_clock(cell: Any, means: Any) -> None:
    assert read(Clock, cell) == means


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        ("HIGH", "HIGH"),
        ("high", "HIGH"),
        (" H ", "HIGH"),
        ("No apparent", "NO_APPARENT"),
        ("", None),
        ("NK", None),
        ("enormous", "not_a_code"),
    ],
)
def test_codes_of_a_list(cell: Any, means: Any) -> None:
    assert read(Code, cell, "missing_risk") == means


def test_a_day_a_system_writes_for_none_is_blank_where_declared() -> None:
    declared = replace(column_of(Day), blank_days=("1900-01-01",))
    none = ["01/01/1900", D(1900, 1, 1), "1900-01-01 00:00", 1, 1.0, dt.timedelta(0), dt.timedelta(days=1)]
    assert read_values(declared, [*none, "02/01/1900"]) == [*[None] * len(none), D(1900, 1, 2)]
    assert [read(Day, cell) for cell in ("01/01/1900", 1, dt.timedelta(0))] == [D(1900, 1, 1), "not_a_date", "not_a_date"]


def test_a_spelling_of_two_codes_is_refused_and_one_that_says_nothing_is_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    doubtful = CodeList("gender", {"M": "Male"}, {"m": "M"}, frozenset({"either"}), frozenset({"nan"}))
    monkeypatch.setattr("sscb_pipeline.ingest.cells.code_list", lambda _: doubtful)
    cells = ("M", "Either", "nan", "other")
    assert [read(Code, cell, "gender") for cell in cells] == ["M", "code_ambiguous", None, "not_a_code"]


def test_a_code_sent_as_a_number_is_the_code() -> None:
    assert read(Code, 4.0, "contact_source") == "4"
    assert read(Code, "4", "contact_source") == "4"
    assert read(Code, "3b", "contact_source") == "3B"


def test_several_codes_in_one_cell() -> None:
    assert read(Codes, "3B, 4B and 16A", "assessment_factor") == "3B,4B,16A"
    assert read(Codes, "3B; 3B", "assessment_factor") == "3B"
    assert read(Codes, "3B, 99Z", "assessment_factor") == "not_a_code"


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        ("Y", True),
        ("yes", True),
        (True, True),
        (1.0, True),
        ("a) Yes", True),
        ("N", False),
        (False, False),
        (0.0, False),
        ("", None),
        ("maybe", "not_a_code"),
    ],
)
def test_yes_and_no(cell: Any, means: Any) -> None:
    assert read(YesNo, cell) == means


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        (3.0, 3),
        ("3", 3),
        ("1,208", 1208),
        ("", None),
        (3.5, "not_a_whole_number"),
        ("12 approx", "not_a_number"),
        (True, "not_a_number"),
        (float("nan"), "not_a_number"),
        ("\u0663", "not_a_number"),
        ("<5", "not_a_number"),
    ],
)
def test_whole_numbers(cell: Any, means: Any) -> None:
    assert read(Whole, cell) == means


def test_numbers() -> None:
    assert read(Number, "12.5") == 12.5
    assert read(Number, float("inf")) == "not_a_number"


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        ("None", "None"),
        ("NA", "NA"),
        ("  O'Neil ", "O'Neil"),
        (123.0, "123"),
        ("00123", "00123"),
        (1.2345678901234568e16, "digits_lost"),
        ("zero\u200bwidth", "invisible_character"),
        ("bell\x07", "invisible_character"),
        ("two\u00a0words", "two words"),
        ("-", None),
        ("=1+1", "=1+1"),
    ],
)
def test_text(cell: Any, means: Any) -> None:
    assert read(Text, cell) == means


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        ("MP18060000", "MP18060000"),
        ("45/1234/16", "45/1234/16"),
        ("12E45", "12E45"),
        ("4E-12", "4E-12"),
        ("Nominal", "Nominal"),
        (1234567.0, "1234567"),
        ("########", "column_too_narrow"),
        ("1.23457E+06", "id_cut_short"),
        ("1E+06", "id_cut_short"),
        (D(2016, 9, 1), "date_for_an_id"),
        ("2016-09-01", "date_for_an_id"),
        ("01/09/2016", "date_for_an_id"),
        (True, "yes_no_for_an_id"),
        ("FALSE", "yes_no_for_an_id"),
        ("True", "yes_no_for_an_id"),
    ],
)
def test_ids(cell: Any, means: Any) -> None:
    assert read(Text, cell, name="person_ref") == means


@pytest.mark.parametrize("name", ["person_id", "linked_child_ref", "ofsted_urn", "trust_ods"])
@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Unknown", Said.UNKNOWN), ("NK", Said.UNKNOWN), ("TBC", Said.UNKNOWN), ("?", Said.UNKNOWN), ("Unborn", Said.UNKNOWN),
        ("N/A", Said.NOT_APPLICABLE), ("None", Said.NOT_APPLICABLE), ("NULL", Said.NOT_RECORDED), (0.0, Said.NOT_RECORDED),
        ("00000", Said.NOT_RECORDED),
    ],
)  # fmt: skip
def test_words_for_no_id_are_no_id(name: str, cell: Any, said: Said) -> None:
    assert read_values(column_of(Text, name=name), [cell]) == [said]


@pytest.mark.parametrize("cell", ["None", "True", "Unknown", "Nil", "0"])
def test_such_words_are_text_elsewhere(cell: str) -> None:
    assert read(Text, cell, name="surname") == cell


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        ("943 476 5919", "9434765919"),
        (9434765919.0, "9434765919"),
        ("401-023-2137", "4010232137"),
        ("9990000018", "9990000018"),
        ("9990000026", "9990000026"),
        ("9434765918", "not_an_nhs_number"),
        ("0000000000", "not_an_nhs_number"),
        ("943476591", "not_an_nhs_number"),
        ("NK", None),
    ],
)
def test_nhs_numbers(cell: Any, means: Any) -> None:
    assert read(NhsNumber, cell) == means


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        ("A950000178301", "A950000178301"),
        ("h243278544154", "H243278544154"),
        ("P936200116001", "P936200116001"),
        ("M936305017012", "M936305017012"),
        ("R247962919251", "not_a_upn"),
        ("A95000017830", "not_a_upn"),
    ],
)
def test_upns(cell: Any, means: Any) -> None:
    assert read(Upn, cell) == means


@pytest.mark.parametrize(
    ("cell", "means"),
    [("gu11aa", "GU1 1AA"), ("KT12 3AB", "KT12 3AB"), ("SW1A-1AA", "SW1A 1AA"), ("Guildford", "not_a_postcode")],
)
def test_postcodes(cell: Any, means: Any) -> None:
    assert read(Postcode, cell) == means


def test_a_fault_never_repeats_the_value() -> None:
    canary = "Zebulon Quillfeather"
    for kind, codes in (
        (Day, None),
        (Code, "missing_risk"),
        (Whole, None),
        (NhsNumber, None),
        (Upn, None),
        (Postcode, None),
        (YesNo, None),
    ):
        (fault,) = read_values(column_of(kind, codes), [canary])
        assert isinstance(fault, Fault)
        assert "Zebulon" not in fault.says and "Quillfeather" not in fault.says


def test_true_and_one_are_not_confused_by_reading_each_value_once() -> None:
    one, yes = read_values(column_of(Whole), [1.0, True])
    assert one == 1
    assert isinstance(yes, Fault)


@pytest.mark.parametrize("sign", ["*", "!", "\u0416", "\u2713"])
def test_a_sign_that_spells_nothing_is_no_code(sign: str) -> None:
    """'?' is a spelling of NK in this list; other signs have as little of a word, and are not that."""
    assert read(Code, "?", "yes_no_not_known") == "NK"
    assert read(Code, sign, "yes_no_not_known") == "not_a_code"
    assert read(Code, "-", "yes_no_not_known") is None


def test_codes_one_a_line() -> None:
    assert read(Codes, "3B\n4B", "assessment_factor") == read(Codes, "3B\r\n\r\n4B", "assessment_factor") == "3B,4B"
