"""63 to 89: what goes wrong in a cell.

An unreadable cell refuses its row where the column is needed, or where it holds a date or a number: an end date taken as
blank would be a wrong fact. Elsewhere the row is loaded with the cell blank and the sender is asked. Two-digit years are
read as the agencies' exports mean them (above 30 the last century): they are accepted, not refused.
"""

import datetime as dt

import pytest

from sscb_pipeline_tests.ingest.bad_inputs.books import contacts, down, part, put
from sscb_pipeline_tests.ingest.bad_inputs.cases import (
    Case,
    Ingested,
    block,
    loaded,
    query,
    refuse,
    refused,
    warn,
)
from sscb_pipeline_tests.ingest.written_as import ErrorCell, FormulaCell, SerialCell

BLANK = "the row was loaded with this cell blank"
AT_TEN = dt.datetime(2016, 11, 5, 10)

CASES = [
    Case(63, "#N/A where a code is needed", put("J5", ErrorCell()), refuse("J5", "formula_error", "holds an error value")),
    Case(63, "#REF! in a date", put("M5", ErrorCell("#REF!")), refuse("M5", "formula_error", "holds an error value")),
    Case(63, "#N/A where a cell may be blank", put("H5", ErrorCell()), query("H5", "formula_error", BLANK)),
    Case(64, "a formula whose result was not saved", put("K5", FormulaCell()),
         refuse("K5", "formula_not_calculated", "open the file in Excel, save it")),
    Case(65, "a formula with its result", put("J5", FormulaCell("HIGH")), loaded(), stored={"J5": "HIGH"}),
    Case(66, "an NHS number with spaces", put("H5", "999 000 0018"), loaded(), contacts, stored={"H5": "9990000018"}),
    Case(66, "an NHS number with hyphens", put("H5", "999-000-0018"), loaded(), contacts, stored={"H5": "9990000018"}),
    Case(66, "an NHS number as a number", put("H5", 9990000018.0), loaded(), contacts, stored={"H5": "9990000018"}),
    Case(67, "an NHS number whose check digit fails", put("H5", "9990000019"),
         query("H5", "not_an_nhs_number", "its check digit fails"), contacts, stored={"H5": None}),
    Case(68, "an id of 17 digits that Excel has rounded", put("A5", 12345678901234500),
         refuse("A5", "digits_lost", "format the column as text")),
    Case(69, "an NHS number that lost its leading zero", put("H5", 123456789),
         query("H5", "not_an_nhs_number", "not a valid NHS number"), contacts),
    Case(69, "a pupil number without its letter", put("I5", "950000178301"),
         query("I5", "not_a_upn", "not a valid unique pupil number"), contacts),
    Case(70, "a date as text", put("K5", "05/11/2016 10:00"), loaded(), stored={"K5": AT_TEN}),
    Case(70, "a date as ISO text", put("K5", "2016-11-05T10:00:00"), loaded(), stored={"K5": AT_TEN}),
    Case(70, "a date in words", put("K5", "Saturday 5th November 2016 10:00"), loaded(), stored={"K5": AT_TEN}),
    Case(70, "a date as a bare serial", put("K5", 42679.4166666667), loaded(), stored={"K5": AT_TEN}),
    Case(71, "dates that could be month first",
         down("E", lambda n, _: "05/17/2003" if n == 5 else f"0{n % 9 + 1}/05/2003"),
         block("date_order_unclear", "could be day first or month first", "column E")),
    Case(71, "one date month first among dates that prove the day comes first",
         down("E", lambda n, _: "05/17/2003" if n == 5 else f"{n + 10}/05/2003"),
         refuse("E5", "date_order_unclear", "has no such month")),
    Case(72, "31/02/2010", put("E5", "31/02/2010"), refuse("E5", "no_such_day", "a day the calendar does not have")),
    Case(73, "two-digit years, accepted as the exports mean them", put("E5", "04/05/03", "K5", "5-11-16 10:00"), loaded(),
         stored={"E5": dt.date(2003, 5, 4), "K5": AT_TEN}),
    Case(74, "29/02/1900", put("E5", SerialCell(60)), refuse("E5", "date_impossible", "no calendar has")),
    Case(74, "serial 0", put("E5", SerialCell(0)), refuse("E5", "not_a_date", "is not a date")),
    Case(74, "serial -1", put("E5", SerialCell(-1)), refuse("E5", "not_a_date", "is not a date")),
    Case(74, "the year 0202", put("E5", "04/05/0202"), refuse("E5", "no_such_day", "outside the years")),
    Case(74, "31/12/9999", put("M5", dt.datetime(9999, 12, 31)), refuse("M5", "no_such_day", "outside the years")),
    Case(75, "a time beside a date of birth", put("E5", dt.datetime(2003, 5, 4, 13, 30)),
         warn("column E", "time_dropped", "a time stands beside the date; the date was loaded (1 cell)"),
         stored={"E5": dt.date(2003, 5, 4)}),
    Case(75, "half past one on the night the clocks go forward: the day is right, so it is asked about",
         put("M5", "26/03/2017 01:30"),
         query("M5", "no_such_time", "a time the clock does not have")),
    Case(75, "dates alone where a time is asked for", put("K5", "05/11/2016", "K6", "6 Nov 2016", "K7", "07/11/2016 00:00"),
         query("column K", "time_missing", "Missing from at: 2 of 20 cells give a date without a time; 00:00 was loaded")),
    Case(75, "a column without times", down("K", lambda _, at: dt.datetime(at.year, at.month, at.day)),
         query("column K", "time_missing", "20 of 20 cells")),
    Case(75, "one true date at midnight: it may well have been", put("K5", dt.datetime(2016, 11, 5)), loaded()),
    Case(75, "an instant with its offset", put("K5", "2016-11-05T10:00:00Z", "K6", "2016-11-06T10:00:00+01:00"), loaded(),
         stored={"K5": AT_TEN, "K6": dt.datetime(2016, 11, 6, 9)}),
    Case(76, "a number with words", put("P5", "level 3"), refuse("P5", "not_a_number", "is not a number"), contacts),
    Case(76, "'<1' where no count is", put("P5", "<1"), refuse("P5", "not_a_number", "is not a number"), contacts),
    Case(77, "a child called None", put("C5", "None"), loaded(), stored={"C5": "None"}),
    Case(77, "a child called Null", put("C5", "Null"), loaded(), stored={"C5": "Null"}),
    Case(77, "'None' where a code is needed", put("J5", "None"), refuse("J5", "not_a_code", "the codes are: ")),
    Case(77, "'NA' where a code is needed", put("J5", "NA"), refuse("J5", "not_a_code", "the codes are: ")),
    Case(77, "a dash where a code is needed", put("J5", "-"), refuse("J5", "required", "is needed and is blank")),
    Case(78, "not known, not recorded and blank stay three things",
         put("G5", "Not known", "G6", "Not recorded", "G7", None), loaded(),
         stored={"G5": None, "G6": None, "G7": None}, said={"G5": "unknown", "G6": "not_recorded", "G7": None}),
    Case(79, "'nan' for an id", put("A5", "nan"), refuse("A5", "not_a_value", "not a value a cell can have")),
    Case(79, "'inf' for a number", put("P5", "inf"), refuse("P5", "not_a_number", "is not a number"), contacts),
    Case(80, "Arabic digits in an id", put("B5", "N\u0660\u0661\u0662"),
         refuse("B5", "digits_of_another_script", "type them as 0 to 9")),
    Case(80, "full-width digits in a date", put("E5", "\uff10\uff14/05/2003"), refuse("E5", "not_a_date", "is not a date")),
    Case(81, "text that begins like a formula", put("Q5", "=HYPERLINK(\"http://x\")", "Q6", "+1", "Q7", "@SUM(A1)"), loaded(),
         stored={"Q5": '=HYPERLINK("http://x")', "Q6": "+1", "Q7": "@SUM(A1)"}),
    Case(82, "names that are programs", put("C5", "{{7*7}}", "C6", "<script>alert(1)</script>", "C7", "'; DROP TABLE x;--"),
         loaded(), stored={"C5": "{{7*7}}", "C6": "<script>alert(1)</script>", "C7": "'; DROP TABLE x;--"}),
    Case(83, "accents, apostrophes and signs beyond the first plane in names",
         put("C5", "O\u2019Neil", "C6", "Zoe\u0308", "C7", "Ann \U0001f600"), loaded(), stored={"C5": "O\u2019Neil"}),
    Case(84, "a zero-width space in an id", put("A5", "MP00\u200b004"), refuse("A5", "invisible_character", "invisible")),
    Case(85, "a carriage return as Excel writes it", put("Q5", "Kent_x000D_\nCounty"), loaded(), stored={"Q5": "Kent County"}),
    Case(86, "TRUE in a text column", put("Q5", True), loaded(), stored={"Q5": "TRUE"}),
    Case(86, "TRUE where a code is needed", put("J5", True), refuse("J5", "not_a_code", "the codes are: ")),
    Case(87, "a row in red: colour says nothing",
         part("xl/worksheets/sheet1.xml", lambda old: old.replace('<row r="5">', '<row r="5" s="1" customFormat="1">')),
         loaded()),
    Case(88, "a percentage as text", put("P5", "12.5%"), refuse("P5", "not_a_number", "is not a number"), contacts),
    Case(88, "a share where a whole number is", put("P5", 0.125),
         refuse("P5", "not_a_whole_number", "is not a whole number"), contacts),
    Case(79, "words for no id where one is needed: the row belongs to no one",
         put("B5", "Unknown", "B6", "N/A", "B7", 0),
         refuse("B5", "required", "is needed, and holds words that say there is no value",
                refused("B6", "required", "words that say there is no value"),
                refused("B7", "required", "words that say there is no value"))),
    Case(79, "ids that Excel has spoilt", put("B5", "########", "B6", "1.23457E+06", "B7", dt.datetime(2016, 9, 1)),
         refuse("B5", "column_too_narrow", "where a column is too narrow",
                refused("B6", "id_cut_short", "many ids became one"),
                refused("B7", "date_for_an_id", "a date where an id is expected"))),
    Case(89, "a note about another child, in a column nobody asked for",
         put("U1", "Remarks", "U5", "with his cousin Sam Madeup"),
         query("U1", "column_unknown", "it was not loaded")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_cells_gone_wrong(case: Case, ingested: Ingested) -> None:
    ingested.check(case)
