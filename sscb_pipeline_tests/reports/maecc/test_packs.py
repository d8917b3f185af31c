"""MAECC packs of a small made-up county: March 2017, one child in the north east, four who matter in the south west."""

import datetime as dt
import stat
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sscb_pipeline.errors import WrongUsage
from sscb_pipeline.reports.maecc import write_maecc_packs
from sscb_pipeline.reports.maecc.book import MARKING, sections
from sscb_pipeline.settings import Settings
from sscb_pipeline.vocabulary.areas import AREAS
from sscb_pipeline.vocabulary.codes import code_list
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given
from sscb_pipeline_tests.reports import opened

MONTH = "2017-03"
ALPHA: dict[str, Any] = {"surname": "Testcase", "forename": "=Alpha", "dob": dt.date(2001, 12, 25)}
BRAVO: dict[str, Any] = {"surname": "Testcase", "forename": "Bravo", "dob": dt.date(2003, 4, 1)}
SHEETS = ["Cover", "Cohort summary", "Movements", "Roster", "Missing", "Actions", "Attendance", "Data quality"]


def assessed(person: str, area: str, day: str, level: str, **more: Any) -> dict[str, Any]:
    return {"person_id": person, "assessment_id": f"{person} {day}", "assessed_on": day, "level": level, "area": area, **more}


def episode(ref: str, begins: str, category: str = "MISSING", **more: Any) -> dict[str, Any]:
    start = dt.datetime.fromisoformat(begins)
    return {
        "misper_ref": ref,
        "category": category,
        "missing_from_at": start,
        "reported_at": start,
        "found_at": start + dt.timedelta(hours=5),
        **ALPHA,
        **more,
    }


def county(warehouse: Warehouse, *, without: tuple[str, ...] = ()) -> None:
    """All six returns the pack rests on, except those named; police for the three months its ninety days touch."""
    sent: list[tuple[str, str, dict[str, list[dict[str, Any]]], str]] = [
        ("cs_cse_risk", "2016-11", {"CSE_Assessments": [assessed("A1", "SW", "2016-11-05", "MEDIUM", **ALPHA)]}, ""),
        ("cs_cse_risk", "2016-12", {"CSE_Assessments": [assessed("B1", "NE", "2016-12-01", "HIGH", surname="Mover")]}, ""),
        (
            "cs_cse_risk",
            "2017-01",
            {
                "CSE_Assessments": [
                    assessed("A3", "SW", "2017-01-10", "HIGH", surname="Gone"),
                    assessed("N1", "NE", "2017-01-11", "HIGH", surname="North"),
                ]
            },
            "",
        ),
        (
            "cs_cse_risk",
            MONTH,
            {
                "CSE_Assessments": [
                    assessed(
                        "A1",
                        "SW",
                        "2017-03-10",
                        "HIGH",
                        **ALPHA,
                        gender="F",
                        lac=True,
                        next_review_due="2017-03-30",
                        indicators="GIFTS,MISSING",
                    ),
                    assessed("A2", "SW", "2017-03-20", "MEDIUM", **BRAVO, gender="M", next_review_due="2017-06-20"),
                    assessed("A3", "SW", "2017-01-10", "HIGH", surname="Gone", closed_on="2017-03-15"),
                    assessed("A4", "SW", "2017-03-02", "LOW", surname="Lower"),
                    assessed("B1", "SW", "2017-03-05", "MEDIUM", surname="Mover"),
                ]
            },
            "",
        ),
        ("pol_missing", "2017-01", {"Missing": [episode("M0", "2016-12-31T20:00"), episode("M1", "2017-01-01T20:00")]}, ""),
        ("pol_missing", "2017-02", {"Missing": []}, ""),
        (
            "pol_missing",
            MONTH,
            {
                "Missing": [
                    episode("M2", "2017-03-20T20:00"),
                    episode("M3", "2017-03-25T20:00", "ABSENT"),
                    episode("M4", "2017-03-31T22:00", surname="TESTCASE ", forename="=alpha", found_at=None),
                    episode("M5", "2017-03-21T20:00", surname="Somebody"),
                ]
            },
            "",
        ),
        (
            "cs_return_interviews",
            MONTH,
            {
                "RHI": [
                    {
                        "person_id": "A1",
                        "rhi_id": "R1",
                        "police_misper_ref": "M2",
                        "missing_from": "2017-03-20T20:00",
                        "returned_at": "2017-03-21T01:00",
                        "offered": True,
                        "accepted": "Y",
                        "completed_at": "2017-03-22T10:00",
                    }
                ]
            },
            "",
        ),
        (
            "cs_lac",
            MONTH,
            {
                "LAC": [
                    {"person_id": "A2", "poc_start": "2016-01-01", "legal_status": "C2", "uasc": True},
                    {"person_id": "A1", "poc_start": "2016-01-01", "poc_end": "2017-03-31", "legal_status": "C2"},
                ]
            },
            "",
        ),
        ("cs_cin_cpp", MONTH, {"CPP": [{"person_id": "A1", "cpp_start": "2017-01-01"}]}, ""),
        (
            "cs_maecc",
            MONTH,
            {
                "Roster": [
                    {"person_id": "A1", "meeting_date": "2017-03-16", "area": "SW"},
                    {"person_id": "X9", "meeting_date": "2017-03-16", "area": "SW"},
                ],
                "Actions": [
                    {
                        "action_id": "1",
                        "person_id": "A1",
                        "raised_on": "2017-01-19",
                        "due_on": "2017-03-21",
                        "status": "OPEN",
                        "description": "=cmd|' /C calc'!A0",
                        "owner_agency": "POLICE",
                    },
                    {"action_id": "2", "person_id": None, "raised_on": "2017-03-16", "due_on": "2017-03-31", "status": "OPEN"},
                    {
                        "action_id": "3",
                        "person_id": "A1",
                        "raised_on": "2017-03-16",
                        "due_on": "2017-03-20",
                        "status": "DONE",
                        "completed_on": "2017-03-19",
                    },
                ],
                "Meeting_Attendance": [
                    {"meeting_date": "2017-03-16", "area": "SW", "agency": "POLICE", "present": True, "deputy": True},
                    {"meeting_date": "2017-03-16", "area": "SW", "agency": "CSC", "present": True},
                    {"meeting_date": "2017-03-16", "area": "SW", "agency": "HEALTH", "present": False},
                ],
            },
            "SW",
        ),
    ]
    for name, month, sheets, part in sent:
        if name not in without or month != MONTH:
            given(warehouse, name, month, sheets, part=part)
    build(warehouse, "CSE01")


@pytest.fixture
def pack(settings: Settings, warehouse: Warehouse) -> Path:
    county(warehouse)
    return write_maecc_packs(settings, warehouse, MONTH, "SW")[0]


def test_four_packs_lie_where_only_their_owner_opens_them(settings: Settings, warehouse: Warehouse) -> None:
    county(warehouse)
    paths = write_maecc_packs(settings, warehouse, MONTH)
    assert [path.relative_to(settings.packs) for path in paths] == [
        Path(f"2017-03/{area}/maecc-pack-{area}-2017-03.xlsx") for area in AREAS
    ]
    for path in paths:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert [stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, path.parent.parent)] == [0o700, 0o700]
        assert openpyxl.load_workbook(path).sheetnames[:8] == SHEETS
        assert opened.formulas(path) == []


def test_each_area_sees_its_own_children_alone(settings: Settings, warehouse: Warehouse) -> None:
    county(warehouse)
    seen = {
        path.parent.name: [row["LCS id"] for row in opened.table(path, "Roster", "LCS id")]
        for path in write_maecc_packs(settings, warehouse, MONTH)
    }
    assert seen == {
        "NE": ["N1"],
        "NW": ["No child of this area stood at medium or high risk at the cut-off."],
        "SE": ["No child of this area stood at medium or high risk at the cut-off."],
        "SW": ["A1", "B1", "A2"],
    }
    texts = {
        path.parent.name: "".join(opened.parts(path, "xml$").values()) for path in write_maecc_packs(settings, warehouse, MONTH)
    }
    assert all("Testcase" not in texts[area] and "Bravo" not in texts[area] for area in ("NE", "NW", "SE"))
    assert "North" in texts["NE"]
    assert ">North<" not in texts["SW"]


def test_the_cover_says_what_the_pack_rests_on_and_how_to_handle_it(pack: Path) -> None:
    cover = opened.words(pack, "Cover")
    assert "This file is not encrypted: keep it in the restricted folder" in cover
    assert "Data cut-off | 31 March 2017" in cover
    assert "Known as at | 07 April 2017 10:00" in cover
    assert [row["Received or awaited"] for row in opened.table(pack, "Cover", "Return")] == ["received"] * 6
    book = openpyxl.load_workbook(pack)
    for sheet in book:
        if sheet.title != "Codes":
            assert (sheet["A2"].value, sheet["A3"].value) == (
                "OFFICIAL-SENSITIVE: identifiable. MAECC members only",
                "MAECC pack, South West (SW), March 2017. As at 07 April 2017 10:00; data to 31 March 2017",
            )
        assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == MARKING


def test_the_roster_tells_each_child(pack: Path) -> None:
    alpha, _, bravo = opened.table(pack, "Roster", "LCS id")
    assert {key: alpha[key] for key in alpha if key not in ("Discussed", "Level at meeting")} == {
        "LCS id": "A1",
        "Surname": "Testcase",
        "Forename": "=Alpha",
        "Age": "15 y 3 m",
        "Sex": "Female",
        "Level now": "High",
        "Level last month": "Medium",
        "Assessed on": dt.datetime(2017, 3, 10),
        "Days since": 21,
        "Review due": dt.datetime(2017, 3, 30),
        "Months in cohort": 4,
        # Ceased to be looked after on the last day, though the assessment says otherwise.
        "Looked after": "No (assessment: Yes)",
        "On a plan": "Yes",
        "UASC": "No",
        "Placed by other authority": "not known",
        # 20 and 31 March; with 1 January in 90 days; 31 December is the 91st; the absence is none.
        "Missing last 30 days": 2,
        "Missing last 90 days": 3,
        "Missing now": "Yes",
        "Last return interview": dt.datetime(2017, 3, 22),
        "Actions open": 1,
        "Actions overdue": 1,
        "Warning signs": "Gifts, Missing",
        "Decision": None,
        "Lead agency": None,
        "Lead professional": None,
        "Transition plan": None,
    } | {"Warning signs": alpha["Warning signs"]}
    assert (bravo["Age"], bravo["Level last month"], bravo["Looked after"], bravo["UASC"], bravo["Missing last 90 days"]) == (
        "13 y 11 m",
        "New",
        "Yes",
        "Yes",
        0,
    )
    assert bravo["Last return interview"] == "none on record"
    assert "matched by name and date of birth, not confirmed" in opened.words(pack, "Roster")


def test_decisions_are_left_to_the_meeting_with_the_lists_of_its_return(pack: Path) -> None:
    book = openpyxl.load_workbook(pack)
    sheet = book["Roster"]
    headings = {
        cell.value: cell.column_letter
        for row in sheet.iter_rows()
        for cell in row
        if cell.value in ("Discussed", "Level at meeting", "Decision", "Lead agency")
    }
    offered = {}
    for check in sheet.data_validations.dataValidation:
        column, first, last = (check.formula1.split("$")[n].strip(":") for n in (1, 2, 4))
        offered[str(check.sqref)[:2].rstrip("0123456789")] = [
            book["Codes"][f"{column}{row}"].value for row in range(int(first), int(last) + 1)
        ]
        assert all(cell.value is None for row in sheet[str(check.sqref)] for cell in row)
        assert len(sheet[str(check.sqref)]) == 3
    for heading, codes in (
        ("Level at meeting", "cse_level_at_meeting"),
        ("Decision", "maecc_decision"),
        ("Lead agency", "lead_agency"),
    ):
        assert offered[headings[heading]] == list(code_list(codes).meanings)
    assert offered[headings["Discussed"]] == ["Yes", "No"]


def test_the_summary_counts_area_and_county(pack: Path) -> None:
    rows = {row[0]: row[1:3] for row in opened.cells(pack, "Cohort summary") if row[0]}
    assert rows["High risk"] == [1, 2]
    assert rows["Medium risk"] == [2, 2]
    assert rows["High or medium risk: the roster"] == [3, 4]
    assert rows["New to the roster this month"] == [1, 1]
    assert rows["Left the roster this month"] == [1, 1]
    assert rows["Aged 15 to 16"] == [1, 1]
    assert rows["Age not known"] == [1, 2]
    assert rows["Sex: Female"] == [1, 1]
    assert [row[0] for row in opened.cells(pack, "Cohort summary") if str(row[0])[:3] in ("201",)] == [
        f"2016-{m:02d}" for m in range(3, 13)
    ] + ["2017-01", "2017-02", "2017-03"]
    # Surrey, NE, NW, SE, SW. February was not received; before November 2016 nothing was.
    assert [row[1:6] for row in opened.cells(pack, "Cohort summary") if row[0] in ("2016-10", "2017-02", "2017-03")] == [
        ["no returns"] * 5,
        ["awaiting cs_cse_risk 2017-02"] * 5,
        [4, 1, 0, 0, 3],
    ]
    (chart,) = opened.parts(pack, "charts/chart").values()
    assert "<lineChart>" in chart


def test_movements_go_from_last_month_to_this_one(pack: Path) -> None:
    matrix = {row.pop("Last month"): row for row in opened.table(pack, "Movements", "Last month")}
    moved = {(start, to): number for start, row in matrix.items() for to, number in row.items() if number}
    assert moved == {
        ("Medium", "High"): 1,
        ("Not assessed before", "Medium"): 1,
        ("High", "Closed or no longer at risk"): 1,
        ("In another area", "Medium"): 1,
    }
    assert [(row["LCS id"], row["Last month"], row["Now"]) for row in opened.table(pack, "Movements", "LCS id")] == [
        ("A1", "Medium", "High"),
        ("B1", "In another area", "Medium"),
        ("A2", "Not assessed before", "Medium"),
        ("A3", "High", "Closed or no longer at risk"),
    ]


def test_missing_shows_episodes_and_interviews_of_roster_children(pack: Path) -> None:
    assert [(row["LCS id"], row["Episode"], row["Found"]) for row in opened.table(pack, "Missing", "LCS id")] == [
        ("A1", "M4", "still missing"),
        ("A1", "M3", dt.datetime(2017, 3, 26, 1)),
        ("A1", "M2", dt.datetime(2017, 3, 21, 1)),
        ("A1", "M1", dt.datetime(2017, 1, 2, 1)),
    ]
    assert "A1 | Testcase | =Alpha | M2 | Yes | " in opened.words(pack, "Missing")


def test_overdue_actions_come_first(pack: Path) -> None:
    rows = [row for row in opened.cells(pack, "Actions") if row[0] in ("1", "2", "3")]
    assert [(row[0], row[4], row[5], row[6]) for row in rows] == [
        ("1", 10, "A1", "=Alpha Testcase"),
        ("2", 0, "whole area", None),
    ]
    assert rows[0][7] == "=cmd|' /C calc'!A0"
    assert "Overdue at the cut-off: 1" in opened.words(pack, "Actions")


def test_attendance_is_told_by_agency_and_meeting(pack: Path) -> None:
    rows = {row["Agency"]: (row["16/03/2017"], row["Came"]) for row in opened.table(pack, "Attendance", "Agency")}
    assert rows["Police"] == ("Present (deputy)", "1 of 1")
    assert rows["Health"] == ("Absent", "0 of 1")
    assert rows["Housing"] == ("not recorded", "0 of 1")


def test_data_quality_names_what_to_doubt(pack: Path) -> None:
    doubts = {(row["LCS id"], row["What"]) for row in opened.table(pack, "Data quality", "What")}
    assert ("A1", "The review of the assessment is overdue.") in doubts
    assert ("A2", "At medium or high risk, but not on the roster of this month's meeting.") in doubts
    assert ("X9", "On the roster of this month's meeting, but not at medium or high risk by the assessments.") in doubts
    assert ("B1", "Surname, forename or date of birth is not known: police rows cannot be matched.") in doubts


AWAITED = {
    "cs_cse_risk": {
        "Cohort summary": "awaiting; 1 by earlier returns",
        "Roster": "Awaiting Surrey Children's Services: cs_cse_risk",
        "Movements": "awaiting",
    },
    "pol_missing": {"Roster": "awaiting; 0 known", "Missing": "Awaiting Surrey Police: pol_missing 2017-03"},
    "cs_return_interviews": {
        "Roster": "| awaiting |",
        "Missing": "awaiting Surrey Children's Services: cs_return_interviews 2017-03",
    },
    "cs_lac": {"Roster": "awaiting; assessment: Yes"},
    "cs_cin_cpp": {"Roster": "awaiting; assessment: not known"},
    "cs_maecc": {
        "Roster": "awaiting Surrey Children's Services: cs_maecc 2017-03 |",
        "Actions": "awaiting Surrey Children's Services: cs_maecc 2017-03",
        "Attendance": "awaiting Surrey Children's Services: cs_maecc 2017-03",
    },
}


@pytest.mark.parametrize("absent", AWAITED)
def test_what_is_awaited_is_said_wherever_it_is_needed(settings: Settings, warehouse: Warehouse, absent: str) -> None:
    county(warehouse, without=(absent,))
    path = write_maecc_packs(settings, warehouse, MONTH, "SW")[0]
    for section in sections():
        said = f"{absent} 2017-03. What rests on it is incomplete on this page." in opened.words(path, section.title)
        assert said == (absent in section.needs), section.title
    for sheet, words in AWAITED[absent].items():
        assert words in opened.words(path, sheet), sheet
    states = {row["Return"]: row["Received or awaited"] for row in opened.table(path, "Cover", "Return")}
    assert [name for name, state in states.items() if state != "received"] == [absent]


def test_another_areas_log_does_not_stand_for_ones_own(settings: Settings, warehouse: Warehouse) -> None:
    county(warehouse)
    actions = opened.words(write_maecc_packs(settings, warehouse, MONTH, "NE")[0], "Actions")
    assert "Awaiting Surrey Children's Services: cs_maecc 2017-03." in actions
    assert "Police" not in actions


def test_a_month_of_which_nothing_came_says_so_everywhere(settings: Settings, warehouse: Warehouse) -> None:
    path = write_maecc_packs(settings, warehouse, MONTH, "SW")[0]
    assert "As at: nothing had been received; data to 31 March 2017" in opened.words(path, "Cover")
    for sheet in SHEETS[2:]:
        assert "waiting" in opened.words(path, sheet), sheet
    assert "awaiting" in opened.words(path, "Cohort summary")


def test_the_same_warehouse_gives_the_same_bytes(settings: Settings, warehouse: Warehouse) -> None:
    county(warehouse)
    first = write_maecc_packs(settings, warehouse, MONTH, "SW")[0].read_bytes()
    assert write_maecc_packs(settings, warehouse, MONTH)[3].read_bytes() == first


def test_an_area_there_is_not_is_refused(settings: Settings, warehouse: Warehouse) -> None:
    with pytest.raises(WrongUsage, match="There is no area called EAST"):
        write_maecc_packs(settings, warehouse, MONTH, "EAST")[0]
