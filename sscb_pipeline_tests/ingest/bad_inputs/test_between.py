"""98 to 110: what goes wrong between cells, rows, sheets, months and agencies.

An empty file blocks only when earlier months had rows and nothing says that there was nothing to report; an empty sheet
beside filled ones is asked about. That a return interview is missing or late is an indicator, no error of either return.
"""

import datetime as dt
from typing import Any

import pytest

from sscb_pipeline.ingest.accept import accept_waiting
from sscb_pipeline.ingest.receive import receive_landing
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse import standing
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.history import months
from sscb_pipeline_tests.history import put as put_month
from sscb_pipeline_tests.ingest.bad_inputs.books import (
    Book,
    both,
    contacts,
    down,
    emergency,
    missing,
    put,
    row_again,
    rows_only,
)
from sscb_pipeline_tests.ingest.bad_inputs.cases import Case, Ingested, block, loaded, queried, query, refuse

NOVEMBER = dt.datetime(2016, 11, 5, 10)

CASES = [
    Case(98, "born after going missing", put("E5", dt.date(2016, 11, 20)),
         refuse("K5", "missing_before_birth", "goes missing before the date of birth")),
    Case(99, "found before going missing", put("M5", dt.datetime(2016, 11, 1)),
         refuse("M5", "found_before_missing", "is found before or when going missing")),
    Case(99, "decided before the contact", put("R5", dt.date(2016, 10, 1)),
         refuse("R5", "decided_before_contact", "is decided before the contact was received"), contacts),
    Case(100, "two episodes of a child overlap",
         row_again(5, A="MP99999", K=NOVEMBER, L=NOVEMBER, M=NOVEMBER + dt.timedelta(1)),
         query("K22", "overlapping_episodes", "begins before an earlier episode of the child ended"), rows=21),
    Case(101, "one id, two dates of birth",
         row_again(5, A="MP99999", E=dt.date(2004, 5, 4), K=dt.datetime(2016, 11, 28, 10), L=dt.datetime(2016, 11, 28, 12),
                   M=dt.datetime(2016, 11, 29, 10)),
         query("E5", "two_births_of_one_police_person_ref", "another date of birth than other rows",
               queried("E22", "two_births_of_one_police_person_ref", "another date of birth than other rows")), rows=21),
    Case(101, "one NHS number, two children", put("H5", "9990000018", "H6", "9990000018"),
         query("H5", "nhs_number_of_two_children", "an NHS number that another child's row has too",
               queried("H6", "nhs_number_of_two_children", "another child's row"),
               queried("D5", "two_births_of_one_nhs_number", "another date of birth"),
               queried("D6", "two_births_of_one_nhs_number", "another date of birth")), contacts),
    Case(102, "a quarter of the episodes in another month",
         both(down("K", lambda n, was: dt.datetime(2016, 9, n) if n < 7 else was),
              down("L", lambda n, was: dt.datetime(2016, 9, n, 12) if n < 7 else was)),
         block("wrong_month", "5 of 20 dates in Missing from at lie outside 2016-11")),
    Case(102, "one episode in another month", put("K5", dt.datetime(2016, 10, 31, 10)),
         query("K5", "outside_month", "lies outside the month")),
    Case(105, "a needed column blank from top to bottom", down("J", lambda *_: None),
         block("too_many_rows_refused", "20 of 20 rows cannot be loaded (most often: required)")),
    Case(106, "one day in every row", down("E", lambda *_: dt.date(2003, 5, 5)),
         query("", "one_date_throughout", "DOB is the same day in all 20 rows")),
    Case(107, "a trust counts fewer attendances than it lists", put("B2", 10, "C2", 1, sheet="ED_Totals"),
         loaded(queried("B2", "more_flagged_than_attended", "counts fewer attendances than ED_Flagged lists", "ED_Totals")),
         emergency),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_rows_that_do_not_fit_together(case: Case, ingested: Ingested) -> None:
    ingested.check(case)


def arrive(settings: Settings, warehouse: Warehouse, book: Book) -> Any:
    """The submission a workbook becomes."""
    settings.make_folders()
    book.write(settings.landing)
    receive_landing(settings, warehouse)
    accept_waiting(settings, warehouse)
    return warehouse.rows(
        "select submission_id, status, rule, reason from registry.submission where file_name like :name || '%'",
        name=book.file_name,
    )[0]


def earlier(warehouse: Warehouse, *counts: int, **cells: Any) -> None:
    """So many months before November with so many episodes each; `cells` stand in every row."""
    with warehouse.begin() as connection:
        for month, count in zip(months(len(counts)), counts, strict=True):
            rows = [
                {"misper_ref": f"{month}/{n}", "missing_from_at": f"{month}-{1 + n % 27:02d} 21:00",
                 "reported_at": f"{month}-{1 + n % 27:02d} 22:00", "found_at": f"{month}-{1 + n % 27:02d} 23:00",
                 "police_person_ref": f"N{month}{n}", "dob": f"2005-{1 + n % 12:02d}-11", **cells}
                for n in range(count)
            ]  # fmt: skip
            put_month(connection, "pol_missing", month, {"Missing": rows})


def findings(warehouse: Warehouse, submission: Any) -> set[tuple[str, str]]:
    rows = warehouse.rows(
        "select strength, rule from registry.finding where submission_id = :id and strength in ('query', 'warn', 'refused')",
        id=submission.submission_id,
    )
    return {(row.strength, row.rule) for row in rows}


def test_103_far_fewer_rows_than_the_months_before_lead_to_expect(settings: Settings, warehouse: Warehouse) -> None:
    earlier(warehouse, *[58, 62] * 6)
    submission = arrive(settings, warehouse, missing("103"))
    assert submission.status == "accepted"
    assert ("query", "volume_unusual") in findings(warehouse, submission)


def test_104_no_rows_where_earlier_months_had_some(settings: Settings, warehouse: Warehouse) -> None:
    earlier(warehouse, 20, 20, 20)
    book = missing("104")
    rows_only(0)(book)
    submission = arrive(settings, warehouse, book)
    assert (submission.status, submission.rule) == ("refused", "no_rows")
    assert "write 'Nil return' below the headings" in submission.reason


def test_104_an_empty_sheet_beside_a_filled_one_is_asked_about(settings: Settings, warehouse: Warehouse) -> None:
    with warehouse.begin() as connection:
        for month in months(4):
            referrals = [{"referral_id": f"{month}/{n}", "person_id": f"L{n}", "referral_date": f"{month}-{1 + n:02d}"}
                         for n in range(20)]  # fmt: skip
            put_month(connection, "cs_contacts_referrals", month, {"Contacts": [], "Referrals": referrals})
    submission = arrive(settings, warehouse, contacts("104"))
    assert submission.status == "accepted"
    assert ("query", "sheet_empty") in findings(warehouse, submission)


def test_105_a_column_that_was_filled_before_is_blank_in_every_row(settings: Settings, warehouse: Warehouse) -> None:
    earlier(warehouse, 20, 20, 20, 20)
    book = missing("105")
    down("H", lambda *_: None)(book)
    submission = arrive(settings, warehouse, book)
    assert submission.status == "accepted"
    assert ("query", "column_all_blank") in findings(warehouse, submission)


def test_108_a_child_missing_without_a_return_interview_is_no_error(settings: Settings, warehouse: Warehouse) -> None:
    submission = arrive(settings, warehouse, missing("108"))
    assert submission.status == "accepted"
    assert findings(warehouse, submission) == set()


def test_109_a_correction_takes_children_out_and_deletes_nothing(settings: Settings, warehouse: Warehouse) -> None:
    arrive(settings, warehouse, missing("109a"))
    correction = missing("109b")
    rows_only(15)(correction)
    arrive(settings, warehouse, correction)
    assert list(standing.submissions(warehouse)["status"]) == ["superseded", "accepted"]
    assert list(standing.submissions(warehouse)["version"]) == [1, 2]
    assert warehouse.rows("select count(*) from current_returns.pol_missing__missing")[0][0] == 15
    assert warehouse.rows("select count(*) from returns.pol_missing__missing")[0][0] == 35


def test_110_people_known_by_these_ids_to_another_agency(settings: Settings, warehouse: Warehouse) -> None:
    known = [{"person_id": f"L{n}", "contact_id": f"C{n}", "dob": f"2003-05-{n:02d}"} for n in range(1, 21)]
    with warehouse.begin() as connection:
        put_month(connection, "cs_contacts_referrals", "2016-10", {"Contacts": known, "Referrals": []})
    mixed = missing("110a")
    down("B", lambda number, _: f"L{number - 1}")(mixed)
    submission = arrive(settings, warehouse, mixed)
    assert (submission.status, submission.rule) == ("refused", "ids_of_another_agency")
    assert "20 of 20 people in Police person ref" in submission.reason
    half = missing("110b")
    down("B", lambda number, was: f"L{number - 1}" if number <= 11 else was)(half)
    assert arrive(settings, warehouse, half).status == "accepted"


def test_110_two_systems_that_count_alike_are_no_mix_up(settings: Settings, warehouse: Warehouse) -> None:
    alike = [{"person_id": f"N{n:05d}", "contact_id": f"C{n}", "dob": "2009-01-09"} for n in range(1, 21)]
    with warehouse.begin() as connection:
        put_month(connection, "cs_contacts_referrals", "2016-10", {"Contacts": alike, "Referrals": []})
    assert arrive(settings, warehouse, missing("110")).status == "accepted"
