"""From landing to the registry: judgement from history blocks, asks and tells; what a site accepts is honoured from then on."""

from typing import Any

from sscb_pipeline.ingest.accept import Accepted, accept_waiting
from sscb_pipeline.ingest.receive import receive_landing
from sscb_pipeline.ingest.spellings import accept_heading, accept_spelling
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.workbooks import episode, return_workbook, workbook


def month_of(month: str, count: int, first: int = 1, **given: Any) -> list[dict[str, Any]]:
    """Episodes with ids of their own month (`first` 1) or of another's."""
    return [
        episode(
            number,
            month,
            misper_ref=f"MP{number}",
            dob=f"{1 + number % 28:02d}/03/2004",
            police_person_ref=f"N{month}{number}",
            **given,
        )
        for number in range(first, first + count)
    ]


def load(settings: Settings, warehouse: Warehouse, month: str, rows: list[dict[str, Any]], **how: Any) -> Accepted:
    settings.make_folders()
    return_workbook(settings.landing, "pol_missing", month, {"Missing": rows}, **how)
    receive_landing(settings, warehouse)
    (outcome,) = accept_waiting(settings, warehouse)
    return outcome


def findings(warehouse: Warehouse, month: str) -> list[tuple[str, str]]:
    found = warehouse.rows(
        "select f.strength, f.rule from registry.finding f join registry.submission s using (submission_id) "
        "where s.month = :month and f.strength <> 'note' order by finding_id",
        month=month,
    )
    return [(row.strength, row.rule) for row in found]


def test_last_month_s_rows_are_refused_as_a_file(settings: Settings, warehouse: Warehouse) -> None:
    assert load(settings, warehouse, "2016-10", month_of("2016-10", 20)).status == "accepted"
    # The ids of October with dates of November: nothing but the ids gives it away.
    again = load(settings, warehouse, "2016-11", month_of("2016-11", 20))
    assert again.status == "refused"
    assert again.reason.startswith("Sheet Missing: 20 of 20 rows stood in the file received for 2016-10 already.")
    (balance,) = again.sheets
    assert (balance.accepted, balance.refused) == (0, 20)
    assert warehouse.rows("select count(*) as n from returns.pol_missing__missing")[0].n == 20


def test_an_empty_file_is_refused_until_it_says_nil(settings: Settings, warehouse: Warehouse) -> None:
    load(settings, warehouse, "2016-10", month_of("2016-10", 20))
    assert "No sheet of the file has a row" in load(settings, warehouse, "2016-11", []).reason
    said = load(settings, warehouse, "2016-11", [], below=[["Nil return"]], version=2)
    assert (said.status, said.sheets[0].accepted) == ("accepted", 0)


def test_a_first_month_is_asked_nothing(settings: Settings, warehouse: Warehouse) -> None:
    load(settings, warehouse, "2016-10", month_of("2016-10", 20))
    assert findings(warehouse, "2016-10") == []


def test_what_a_site_accepts_is_read_from_then_on(settings: Settings, warehouse: Warehouse) -> None:
    headings = ["Misper ref", "Police person ref", "Surname", "Forename", "DOB", "Category", "Risk", "Missing from at",
                "Reported at", "Date fuond", "Missing from type", "In care"]  # fmt: skip
    names = ["misper_ref", "police_person_ref", "surname", "forename", "dob", "category", "risk", "missing_from_at",
             "reported_at", "found_at", "missing_from_type", "in_care"]  # fmt: skip

    def sent(month: str, first: int) -> str:
        rows = month_of(month, 5, first, risk="Hihg")
        path = settings.landing / f"SyP_missing-u18_{month}.xlsx"
        workbook(path, {"Missing": [headings, *([row[name] for name in names] for row in rows)]})
        receive_landing(settings, warehouse)
        (outcome,) = accept_waiting(settings, warehouse)
        return outcome.reason

    settings.make_folders()
    assert sent("2016-10", 1) != ""  # a needed code nobody can read
    accept_spelling(settings, "missing_risk", "Hihg", "HIGH")
    accept_heading(settings, "pol_missing.Missing.found_at", "Date fuond")
    assert sent("2016-11", 11) == ""
    loaded = warehouse.rows("select risk, found_at from current_returns.pol_missing__missing")
    assert [(row.risk, row.found_at is None) for row in loaded] == [("HIGH", False)] * 5
