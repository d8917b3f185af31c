"""A small made-up county: every return is there, lives hang together, the same seed gives the same bytes."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from sscb_pipeline.errors import WrongUsage
from sscb_pipeline.example_data import untidy, write_county
from sscb_pipeline.example_data.county import County, build_county, has_return
from sscb_pipeline.example_data.days import MONTHS
from sscb_pipeline.example_data.people import upns
from sscb_pipeline.returns.declaration import Day, Moment
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.vocabulary.calendar import is_working_day
from sscb_pipeline.vocabulary.codes import spelling_key

SCALE = 0.03
Row = dict[str, Any]


@pytest.fixture(scope="module")
def county() -> County:
    return build_county(7, SCALE)


def rows(county: County, name: str, sheet: str, *months: str, part: str = "") -> list[Row]:
    out = []
    for month in months or MONTHS:
        columns = county.sheets(name, month, part)[sheet]
        out += [dict(zip(columns, values, strict=True))
                for values in zip(*[column.tolist() for column in columns.values()], strict=True)]
    return out


def test_every_return_and_month_has_its_columns_and_codes(county: County) -> None:
    """Exactly the declared columns, dates where dates are declared, no blank where none may be, no code unheard of."""
    for declared in all_returns():
        for month in ("2015-04", "2016-05", "2017-03"):
            for part in declared.parts or ("",):
                if not has_return(declared.name, month):
                    continue
                sheets = county.sheets(declared.name, month, part)
                assert list(sheets) == [sheet.facts().name for sheet in declared.sheets]
                for sheet in declared.sheets:
                    check_columns(sheet.facts(), sheets[sheet.facts().name])


def check_columns(facts: Any, columns: Any) -> None:
    assert set(columns) == set(facts.columns)
    assert len({len(values) for values in columns.values()}) == 1
    for column in facts.columns.values():
        values = columns[column.name].tolist()
        where = (facts.name, column.name)
        assert not column.required or None not in values, where
        assert (columns[column.name].dtype.kind == "M") == (column.kind in (Day, Moment)), where
        if column.code_list:
            spoken = {code for value in values if value is not None for code in (value.split(",")
                                                                                 if column.kind.name == "codes" else [value])}
            assert {spelling_key(code) for code in spoken} <= set(column.code_list.spellings), where


def test_rows_of_a_file_are_not_alike(county: County) -> None:
    for declared in (sent for sent in all_returns() if has_return(sent.name, "2016-11")):
        for part in declared.parts or ("",):
            for sheet in declared.sheets:
                key = sheet.facts().key
                seen = [tuple(row[name] for name in key) for row in rows(county, declared.name, sheet.facts().name, "2016-11",
                                                                         part=part)]
                assert not key or len(seen) == len(set(seen)), (declared.name, sheet.facts().name)


def test_no_child_shares_an_id(county: County) -> None:
    people = county.people
    for ids in (people.person_id, people.nhs_number, people.upn, people.police_ref):
        given = [value for value in ids.tolist() if value is not None]
        assert len(given) == len(set(given)) > 0
    assert not set(people.police_ref) & set(people.police_ref_2)


def test_one_person_id_is_one_child_everywhere(county: County) -> None:
    """The names and dates of birth that go with an id are the same in every return."""
    known: dict[str, tuple[str, dt.date | None]] = {}
    for name, sheet in (("cs_contacts_referrals", "Contacts"), ("cs_cin_cpp", "CPP"), ("cs_lac", "LAC"),
                        ("cs_cse_risk", "CSE_Assessments"),
                        ("cs_return_interviews", "RHI")):
        for row in rows(county, name, sheet):
            if row["dob"] is not None:
                who = (row["surname"], row["dob"])
                assert known.setdefault(row["person_id"], who) == who


def test_nhs_numbers_are_never_issued_and_valid(county: County) -> None:
    for number in county.people.nhs_number[:500].tolist():
        check = 11 - sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False)) % 11
        assert len(number) == 10 and number.startswith("999") and int(number[9]) == check % 11 and check != 10


def test_pupil_numbers_have_their_check_letter() -> None:
    for upn in upns(300).tolist():
        assert len(upn) == 13
        assert upn[0] == "ABCDEFGHJKLMNPQRTUVWXYZ"[sum(int(d) * i for i, d in enumerate(upn[1:], start=2)) % 23]


def test_plans_begin_at_their_conference_on_a_working_day(county: County) -> None:
    held = {row["icpc_id"]: row for row in rows(county, "cs_assess_s47_icpc", "ICPC")}
    begun = {row["icpc_id"]: row for row in rows(county, "cs_cin_cpp", "CPP") if row["ola_plan"] == "N"
             and row["cpp_start"] >= dt.date(2015, 4, 1)}
    assert {key for key, row in held.items() if row["outcome"] == "CPP"} == set(begun)
    for key, row in begun.items():
        assert (row["person_id"], row["cpp_start"]) == (held[key]["person_id"], held[key]["icpc_date"])
        assert is_working_day(row["cpp_start"])


def test_conferences_have_their_enquiry_and_their_attendance(county: County) -> None:
    enquiries = {row["s47_id"]: row for row in rows(county, "cs_assess_s47_icpc", "S47")}
    attended = {row["conference_id"]: row for row in rows(county, "cs_conference_attendance", "Attendance")}
    children: dict[str, int] = {}
    for row in rows(county, "cs_assess_s47_icpc", "ICPC"):
        children[row["conference_id"]] = children.get(row["conference_id"], 0) + 1
        assert attended[row["conference_id"]]["conference_date"] == row["icpc_date"]
        assert row["transfer_in"] == "Y" or enquiries[row["s47_id"]]["person_id"] == row["person_id"]
    for conference, count in children.items():
        assert attended[conference]["n_children"] == count


def test_assessments_and_enquiries_follow_the_referral(county: County) -> None:
    referrals = {row["referral_id"]: row for row in rows(county, "cs_contacts_referrals", "Referrals")}
    for sheet, date in (("Assessments", "assessment_start"), ("S47", "strategy_discussion_date")):
        linked = [row for row in rows(county, "cs_assess_s47_icpc", sheet) if row["referral_id"] in referrals]
        assert linked
        for row in linked:
            referral = referrals[row["referral_id"]]
            assert row["person_id"] == referral["person_id"] and row[date] >= referral["referral_date"]
            assert referral["referral_nfa"] == "N"


def test_referrals_come_from_a_contact(county: County) -> None:
    contacts = {(row["contact_id"], row["person_id"]): row for row in rows(county, "cs_contacts_referrals", "Contacts")}
    for row in rows(county, "cs_contacts_referrals", "Referrals"):
        contact = contacts[row["contact_id"], row["person_id"]]
        assert contact["contact_date"] <= row["referral_date"] and contact["contact_source"] == row["referral_source"]


def test_hub_and_level_of_need_begin_with_the_mash(county: County) -> None:
    for row in rows(county, "cs_contacts_referrals", "Contacts", "2016-09", "2016-10", "2016-11"):
        assert (row["hub"] is not None) == (row["contact_date"] >= dt.date(2016, 10, 5))
        assert row["level_of_need"] is None or row["hub"]


def test_case_status_agrees_with_plans_and_care(county: County) -> None:
    day = dt.date(2016, 12, 31)
    planned = {row["person_id"] for row in rows(county, "cs_cin_cpp", "CPP", "2016-12")
               if row["ola_plan"] == "N" and (row["cpp_end"] is None or row["cpp_end"] > day)}
    in_care = {row["person_id"] for row in rows(county, "cs_lac", "LAC", "2016-12") if row["poc_end"] is None
               or row["poc_end"] > day}
    status = {row["person_id"]: row["case_status"] for row in rows(county, "cs_cin_cpp", "CIN", "2016-12")
              if row["case_status"] != "CLOSED"}
    assert {child for child, said in status.items() if said == "LAC"} == in_care
    assert {child for child, said in status.items() if said == "CPP"} == planned - in_care


def test_interviews_answer_police_episodes(county: County) -> None:
    episodes = {row["misper_ref"]: row for row in rows(county, "pol_missing", "Missing")}
    interviews = rows(county, "cs_return_interviews", "RHI")
    linked = [row for row in interviews if row["police_misper_ref"]]
    assert len(linked) > 0.9 * len(interviews) > 0
    for row in linked:
        episode = episodes[row["police_misper_ref"]]
        assert (episode["category"], episode["missing_from_at"]) == ("MISSING", row["missing_from"])
    done = [row for row in interviews if row["accepted"] == "Y" and row["completed_at"]]
    quick = sum(row["completed_at"] - row["returned_at"] <= dt.timedelta(hours=72) for row in done)
    assert 0.45 < quick / len(done) < 0.75


def test_every_start_of_care_has_a_first_health_assessment(county: County) -> None:
    seen = {(row["lcs_person_id"], row["became_looked_after"]) for row in rows(county, "hea_lac_health", "Health_Assessments")
            if row["type"] == "IHA"}
    latest = {(row["person_id"], row["poc_start"]): row for row in rows(county, "cs_lac", "LAC")
              if row["legal_status"] not in ("V3", "V4") and dt.date(2015, 4, 1) <= row["poc_start"] <= dt.date(2017, 2, 1)}
    began = {key for key, row in latest.items() if row["poc_end"] is None or (row["poc_end"] - row["poc_start"]).days > 40}
    assert began and began <= seen


def test_meetings_discuss_the_children_at_risk(county: County) -> None:
    assessed = {row["person_id"] for row in rows(county, "cs_cse_risk", "CSE_Assessments")}
    roster = [row for area in ("NE", "NW", "SE", "SW") for row in rows(county, "cs_maecc", "Roster", "2016-11", part=area)]
    assert roster and {row["person_id"] for row in roster} <= assessed
    assert {row["level_at_meeting"] for row in roster} <= {"MEDIUM", "HIGH"}


def test_one_file_for_every_return_month_and_part(tmp_path: Path) -> None:
    written = write_county(tmp_path, seed=7, scale=SCALE, first="2016-04", last="2016-05")
    names = {path.name for path in written}
    assert names == {path.name for path in tmp_path.iterdir()}
    for declared in all_returns():
        for month in ("2016-04", "2016-05"):
            for part in declared.parts or ("",):
                sent = {paper.name for paper in untidy.papers(declared, month, part, 7)}
                assert sent & names == (sent if has_return(declared.name, month) else set())


def test_same_seed_same_bytes_other_seed_other_children(tmp_path: Path) -> None:
    first, again, other = (write_county(tmp_path / name, seed=seed, scale=SCALE, first="2016-06", last="2016-06")
                           for name, seed in (("a", 7), ("b", 7), ("c", 8)))
    assert [(path.name, path.read_bytes()) for path in first] == [(path.name, path.read_bytes()) for path in again]
    assert {path.read_bytes() for path in first}.isdisjoint(path.read_bytes() for path in other)


def test_a_share_of_the_files_is_untidy_in_every_way() -> None:
    every = [paper for declared in all_returns() for month in MONTHS for part in declared.parts or ("",)
             for paper in untidy.papers(declared, month, part, 2017)]
    untidy_ones = [paper for paper in every if paper.tricks]
    assert 1 / 8 < len(untidy_ones) / len(every) < 1 / 4
    assert {trick for paper in untidy_ones for trick in paper.tricks} == set(untidy.TRICKS)
    assert any(paper.draft for paper in every) and any(paper.copy_of for paper in every)
    assert any(paper.name.endswith(".csv") for paper in every)
    assert len({paper.name for paper in every}) == len(every)


def test_months_the_county_has_not_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage):
        write_county(tmp_path, scale=SCALE, first="2015-03", last="2015-04")
    assert not list(tmp_path.iterdir())


def test_two_processes_write_what_one_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = write_county(tmp_path / "one", seed=7, scale=SCALE, first="2016-06", last="2016-07")
    monkeypatch.setattr("sscb_pipeline.example_data.write._SECOND_PROCESS_FROM_SCALE", 0.0)
    told: list[tuple[int, int]] = []
    pair = write_county(tmp_path / "two", seed=7, scale=SCALE, first="2016-06", last="2016-07",
                        progress=lambda done, total: told.append((done, total)))
    assert [path.read_bytes() for path in alone] == [path.read_bytes() for path in pair]
    assert told == [(1, 2), (2, 2)]
