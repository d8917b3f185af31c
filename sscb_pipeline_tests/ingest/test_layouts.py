"""Tables as people really send them: split over sheets, a column per agency, headings in two lines, notes around them."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from sscb_pipeline.ingest.accept import Accepted, accept_waiting
from sscb_pipeline.ingest.receive import Received, receive_landing
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline.warehouse.standing import standing
from sscb_pipeline_tests.workbooks import episode, episodes, return_workbook, workbook

D = dt.datetime


def ingest(settings: Settings, warehouse: Warehouse) -> tuple[Received, Accepted]:
    (received,) = receive_landing(settings, warehouse)
    assert received.outcome == "received", received.reason
    (accepted,) = accept_waiting(settings, warehouse)
    return received, accepted


def rules(warehouse: Warehouse, strength: str) -> list[tuple[str, str]]:
    """(sheet, rule) of what was found, in order."""
    found = warehouse.rows("select sheet, rule from registry.finding where strength = :s order by finding_id", s=strength)
    return [(row.sheet, row.rule) for row in found]


def help_episode(number: int) -> list[Any]:
    return [f"EH{number:04d}", f"E{number:04d}", D(2016, 11, 1 + number % 28), "School"]


def test_one_sheet_per_hub_says_the_hub_by_its_name(settings: Settings, warehouse: Warehouse) -> None:
    headings = ["Person ID", "EH episode ID", "Assessment start", "Lead organisation"]
    names = ["NE", "Hub NW", "South East", "SW (Guildford)"]
    sheets = {
        name: [headings, *(help_episode(10 * hub + n) for n in range(hub + 1))] for hub, name in enumerate(names)
    }  # fmt: skip
    workbook(settings.landing / "SCC_early-help_2016-11.xlsx", {**sheets, "Notes": [["Hubs opened on 5 October 2016"]]})
    _, accepted = ingest(settings, warehouse)
    assert accepted.status == "accepted", accepted.reason
    assert [(s.sheet, s.rows_read, s.accepted) for s in accepted.sheets] == [
        ("NE", 1, 1), ("Hub NW", 2, 2), ("South East", 3, 3), ("SW (Guildford)", 4, 4), ("Notes", 1, 0)
    ]  # fmt: skip
    hubs = warehouse.rows("select hub, count(*) as n from current_returns.cs_early_help__episodes group by hub order by hub")
    assert [tuple(row) for row in hubs] == [("NE", 1), ("NW", 2), ("SE", 3), ("SW", 4)]
    assert ("NE", "told_by_sheet_name") in rules(warehouse, "note")
    assert ("Notes", "notes_sheet") in rules(warehouse, "note")


WIDE = ["Conference ref", "Type", "Date", "Area", "Children", "Police", "Health visitor", "School", "Social worker", "Minutes"]


def conference(number: int, *attendance: str) -> list[Any]:
    return [f"C{number}", "ICPC", D(2016, 11, 7 + number), "NE", 2, *attendance]


def test_a_column_per_agency_gives_a_record_per_filled_cell(settings: Settings, warehouse: Warehouse) -> None:
    rows = [
        conference(1, "Y", "Apols", "N", "Y"),
        conference(2, "R", "n/a", "", "Y"),
        conference(3, "", "", "", ""),
        conference(4, "X", "A", "Y", "Y"),
        *(conference(n, "Y", "Y", "Y", "Y") for n in range(7, 12)),
    ]
    workbook(settings.landing / "SCC_cp-conference-attendance_2016-11.xlsx", {"Attendance": [["Log"], WIDE, *rows]})
    _, accepted = ingest(settings, warehouse)
    assert accepted.status == "accepted", accepted.reason
    (balance,) = accepted.sheets
    # conference 1: four cells; 2: two (n/a and blank are no invitations); 4: four, one refused; 7 to 11: twenty; 3: no record
    assert (balance.rows_read, balance.accepted, balance.refused, balance.ignored) == (31, 29, 1, 1)
    found = warehouse.rows(
        "select agency, attended_how, invited, source_row, source_column "
        "from current_returns.cs_conference_attendance__attendance where conference_id in ('C1', 'C2') "
        "order by source_row, source_column"
    )
    assert [tuple(row) for row in found] == [
        ("POLICE", "IN_PERSON", True, 3, 6), ("HV", "APOLOGIES", True, 3, 7), ("SCHOOL", "DID_NOT_ATTEND", True, 3, 8),
        ("CSC", "IN_PERSON", True, 3, 9), ("POLICE", "SENT_REPORT_ONLY", True, 4, 6), ("CSC", "IN_PERSON", True, 4, 9),
    ]  # fmt: skip
    (refusal,) = warehouse.rows("select row, column_letter, rule from registry.finding where strength = 'refused'")
    assert tuple(refusal) == (6, "F", "not_a_code")
    assert ("Attendance", "row_without_records") in rules(warehouse, "query")


def test_an_error_in_an_agency_column_is_not_taken_for_no_invitation(settings: Settings, warehouse: Warehouse) -> None:
    rows = [conference(n, "Y", "Y", "Y", "Y") for n in range(1, 8)]
    path = workbook(settings.landing / "SCC_cp-conference-attendance_2016-11.xlsx", {"Attendance": [WIDE, *rows]})
    book = load_workbook(path)
    book.active["F3"] = "#N/A"
    book.active["F3"].data_type = "e"
    book.save(path)
    _, accepted = ingest(settings, warehouse)
    (refusal,) = warehouse.rows("select row, column_letter, rule from registry.finding where strength = 'refused'")
    assert tuple(refusal) == (3, "F", "formula_error")
    assert accepted.sheets[0].accepted == 27


def test_headings_in_two_lines_with_merged_groups(settings: Settings, warehouse: Warehouse) -> None:
    row = episode(1)
    named = {"misper_ref": ("Misper", "ref"), "missing_from_at": ("Missing", "from at"), "found_at": ("Found", "at")}
    upper = ["" if name not in named else named[name][0] for name in row]
    lower = [name.replace("_", " ") if name not in named else named[name][1] for name in row]
    body = [list(episode(n).values()) for n in range(1, 6)]
    path = workbook(
        settings.landing / "SyP_missing-u18_2016-11.xlsx",
        {"Missing": [["Missing children", "Surrey Police"], [], upper, lower, *body]},
    )
    assert path.exists()
    _, accepted = ingest(settings, warehouse)
    assert accepted.status == "accepted", accepted.reason
    assert accepted.sheets[0].accepted == 5
    (told,) = warehouse.rows("select message from registry.finding where rule = 'heading_found'")
    assert told.message == "The headings stand in rows 3 and 4, read together."


def test_totals_notes_and_blank_rows_have_names_and_no_record_is_one(settings: Settings, warehouse: Warehouse) -> None:
    rows = episodes(12)["Missing"]
    rows[3] = {**rows[3], "surname": "Total", "forename": "Sum"}
    columns = list(episode(1))
    body = [[row.get(name) for name in columns] for row in rows]
    sheet = [
        ["Surrey Police"], columns, ["Total", 12], *body[:6], [], ["Total for NE", 6], *body[6:], *([[]] * 500), columns,
        [value if name != "misper_ref" else "LAST" for name, value in zip(columns, body[0], strict=True)],
        ["Grand Total", 13], ["* Includes children placed here by other authorities"], ["Extracted from COMPACT on 2 December"],
    ]  # fmt: skip
    workbook(settings.landing / "SyP_missing-u18_2016-11.xlsx", {"Missing": sheet})
    _, accepted = ingest(settings, warehouse)
    assert accepted.status == "accepted", accepted.reason
    (balance,) = accepted.sheets
    assert (balance.accepted, balance.refused, balance.ignored) == (13, 0, 507)
    ignored = warehouse.rows("select row, rule, message from registry.finding where strength = 'ignored' order by row")
    assert [(row.row, row.rule) for row in ignored] == [
        (3, "total_row"), (10, "blank_row"), (11, "total_row"), (18, "blank_row"), (518, "heading_again"), (520, "total_row"),
        (521, "note_row"),
    ]  # fmt: skip
    assert ignored[3].message == "Rows 18 to 517 are blank."
    assert ignored[-1].message == "Rows 521 to 522 hold a note, not a record."


@pytest.mark.parametrize(("words", "months", "rule"), [(["Nil return"], 1, ""), ([], 1, "no_rows"), ([], 0, "")])
def test_no_rows_need_a_nil_return_where_there_was_something_before(
    settings: Settings, warehouse: Warehouse, words: list[str], months: int, rule: str
) -> None:
    for _ in range(months):
        return_workbook(settings.landing, "pol_missing", "2016-10", episodes(8, "2016-10"))
        ingest(settings, warehouse)
    return_workbook(settings.landing, "pol_missing", "2016-11", {"Missing": []}, below=[words] if words else ())
    _, accepted = ingest(settings, warehouse)
    assert (accepted.status == "refused") == bool(rule)
    found = warehouse.rows("select rule from registry.submission where submission_id = :id", id=accepted.submission_id)
    assert found[0].rule == rule


def test_two_sheets_with_the_same_table_ask_which_counts(settings: Settings, warehouse: Warehouse, tmp_path: Path) -> None:
    columns, body = list(episode(1)), [list(episode(n).values()) for n in range(1, 6)]
    table = [columns, *body]
    workbook(settings.landing / "SyP_missing-u18_2016-11.xlsx", {"Sheet1": table, "Sheet1 (2)": table})
    (received,) = receive_landing(settings, warehouse)
    assert received.outcome == "refused"
    assert "'Sheet1' and 'Sheet1 (2)' both hold the table Missing. If both count, put all rows on one sheet" in received.reason
    workbook(settings.landing / "SyP_missing-u18_2016-11_v2.xlsx", {"Missing": table, "Missing (old)": table})
    _, accepted = ingest(settings, warehouse)
    assert [(s.sheet, s.accepted, s.ignored) for s in accepted.sheets] == [("Missing", 5, 0), ("Missing (old)", 0, 6)]
    assert ("Missing (old)", "sheet_not_loaded") in rules(warehouse, "query")


def test_a_table_below_another_one_blocks_the_file(settings: Settings, warehouse: Warehouse) -> None:
    columns, body = list(episode(1)), [list(episode(n).values()) for n in range(1, 12)]
    below = [["Person ID", "Referral ID", "Referral date", "Referral source", "Area"], ["P1", "R1", D(2016, 11, 3), "6", "NE"]]
    workbook(settings.landing / "SyP_missing-u18_2016-11.xlsx", {"Missing": [columns, *body, [], *below]})
    _, accepted = ingest(settings, warehouse)
    assert accepted.status == "refused"
    assert "a second table with headings of its own begins at row 14" in accepted.reason


def test_merged_data_cells_block_the_file(settings: Settings, warehouse: Warehouse) -> None:
    path = return_workbook(settings.landing, "pol_missing", "2016-11", episodes(6))
    book = load_workbook(path)
    book["Missing"].merge_cells("A3:A5")
    book.save(path)
    _, accepted = ingest(settings, warehouse)
    assert accepted.status == "refused"
    assert "cells are merged at A3" in accepted.reason


def test_unknown_not_recorded_blank_and_suppressed_stay_apart(settings: Settings, warehouse: Warehouse) -> None:
    said = ["NK", "Not recorded", None, "n/a"]
    rows = [{"trust_ods": trust, "u18_attendances": count, "u18_admissions": admitted}
            for trust, count, admitted in (("RA2", 900, "<5"), ("RTK", "*", 3), ("RDU", 0, None))]  # fmt: skip
    flagged = [
        {"local_patient_id": f"L{n}", "trust_ods": "RA2", "arrival_at": D(2016, 11, 3 + n, 10), "reason": "ASSAULT",
         "gender": word, "dob": D(2005, 1, 2)}
        for n, word in enumerate([*said, "M", "F"])
    ]  # fmt: skip
    return_workbook(settings.landing, "hea_ed_safeguarding", "2016-11", {"ED_Flagged": flagged, "ED_Totals": rows})
    _, accepted = ingest(settings, warehouse)
    assert accepted.status == "accepted", accepted.reason
    genders = warehouse.rows(
        "select local_patient_id, gender, why_blank from current_returns.hea_ed_safeguarding__ed_flagged order by source_row"
    )
    assert [(row.gender, row.why_blank) for row in genders][1:4] == [
        (genders[1].gender, genders[1].why_blank), (None, None), (None, {"gender": "not_applicable"})
    ]  # fmt: skip
    totals = warehouse.rows(
        "select u18_attendances, u18_admissions, why_blank from current_returns.hea_ed_safeguarding__ed_totals "
        "order by source_row"
    )
    assert [tuple(row) for row in totals] == [
        (900, None, {"u18_admissions": "suppressed"}), (None, 3, {"u18_attendances": "suppressed"}), (0, None, None)
    ]  # fmt: skip


def crime(number: int, month: int) -> dict[str, Any]:
    return {"crime_ref": f"CR{month}-{number}", "recorded_date": D(2016, month, 2 + number % 20), "ho_offence_code": "88A",
            "area": "NE"}  # fmt: skip


def crimes_by_month(warehouse: Warehouse) -> dict[str, int]:
    counted = "select reporting_month, count(*) as n from current_returns.pol_cse_crime__cse_crimes group by 1 order by 1"
    return {row.reporting_month: row.n for row in warehouse.rows(counted)}


def crimes(settings: Settings, warehouse: Warehouse, month: str, rows: list[dict[str, Any]], **how: Any) -> None:
    return_workbook(settings.landing, "pol_cse_crime", month, {"CSE_Crimes": rows}, **how)
    _, accepted = ingest(settings, warehouse)
    assert accepted.status == "accepted", accepted.reason


def test_a_year_to_date_file_replaces_the_months_it_covers(settings: Settings, warehouse: Warehouse) -> None:
    crimes(settings, warehouse, "2016-09", [crime(n, 9) for n in range(5)])
    crimes(settings, warehouse, "2016-10", [crime(n, 10) for n in range(6)])
    assert crimes_by_month(warehouse) == {"2016-09": 5, "2016-10": 6}
    year = [crime(n, month) for month, count in ((4, 3), (9, 7), (10, 8), (11, 9)) for n in range(count)]
    crimes(settings, warehouse, "2016-11", year, titles=["CSE crimes, year to date"])
    assert crimes_by_month(warehouse) == {"2016-04": 3, "2016-09": 7, "2016-10": 8, "2016-11": 9}
    crimes(settings, warehouse, "2016-10", [crime(n, 10) for n in range(10)], version=2)
    assert crimes_by_month(warehouse) == {"2016-04": 3, "2016-09": 7, "2016-10": 10, "2016-11": 9}
    with warehouse.known_at(first_moment_of(warehouse, 3)).begin() as connection:
        counted = connection.exec_driver_sql("select count(*) from current_returns.pol_cse_crime__cse_crimes").scalar()
    assert counted == 3 + 7 + 8 + 9
    month = standing(warehouse, "2016-05", dt.date(2016, 12, 20)).set_index("return")
    assert month.loc["pol_cse_crime", "state"].startswith("received")


def first_moment_of(warehouse: Warehouse, nth: int) -> dt.datetime:
    loaded = warehouse.rows("select loaded_at from registry.submission order by loaded_at")
    moment: dt.datetime = loaded[nth - 1].loaded_at
    return moment


def test_a_range_of_months_is_a_question_where_a_return_is_monthly(settings: Settings, warehouse: Warehouse) -> None:
    titles = ["Missing children April 2016 to November 2016"]
    return_workbook(settings.landing, "pol_missing", "2016-11", episodes(6), titles=titles, file_name="Missing.xlsx")
    (received,) = receive_landing(settings, warehouse)
    assert received.outcome == "refused" and "Which month is it about?" in received.reason


def test_an_agencys_folder_in_landing_says_who_sent_it(settings: Settings, warehouse: Warehouse) -> None:
    return_workbook(settings.landing / "police", "pol_missing", "2016-11", episodes(6), file_name="Missing Nov 16.xlsx")
    october = episodes(6, "2016-10")
    return_workbook(settings.landing / "health", "pol_missing", "2016-10", october, file_name="Missing Oct 16.xlsx")
    (settings.landing / "old stuff").mkdir()
    found = {file.file_name: (file.outcome, file.return_name) for file in receive_landing(settings, warehouse)}
    assert found == {
        "Missing Nov 16.xlsx": ("received", "pol_missing"),
        "Missing Oct 16.xlsx": ("refused", "pol_missing"),
        "old stuff": ("left", None),
    }
    (refused,) = warehouse.rows("select rule, reason from registry.submission where status = 'refused'")
    assert refused.rule == "wrong_agency" and "lay in the folder of Health" in refused.reason


@pytest.mark.parametrize(
    "file_name",
    ["Copy of SyP missing data 30.11.2016.xlsx", "Missing Nov 16 FINAL v2 (2).xlsx", "missing updated 8-12-16 JS Nov16.xlsx"],
)
def test_real_life_names(settings: Settings, warehouse: Warehouse, file_name: str) -> None:
    return_workbook(settings.landing, "pol_missing", "2016-11", episodes(6), file_name=file_name)
    received, _ = ingest(settings, warehouse)
    assert (received.return_name, received.month) == ("pol_missing", "2016-11")


def test_a_near_heading_is_suggested_and_not_used(settings: Settings, warehouse: Warehouse) -> None:
    rows = [{("catagory" if name == "category" else name): value for name, value in episode(n).items()} for n in range(1, 7)]
    workbook(
        settings.landing / "SyP_missing-u18_2016-11.xlsx",
        {"Missing": [[name.replace("_", " ") for name in rows[0]], *(list(row.values()) for row in rows)]},
    )
    (received,) = receive_landing(settings, warehouse)
    assert "no column is headed Category (column I is nearly that)" in received.reason
