"""The made-up county carries the published figures: counted from its rows in plain Python, by the written definitions."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from sscb_pipeline.example_data.county import County, build_county
from sscb_pipeline.example_data.days import MONTHS

D16, D17 = dt.date(2016, 3, 31), dt.date(2017, 3, 31)
YEAR_2015, YEAR_2016 = MONTHS[:12], MONTHS[12:]
Row = dict[str, Any]


@pytest.fixture(scope="module")
def county() -> County:
    return build_county(2017, 1.0)


def rows(county: County, name: str, sheet: str, months: list[str]) -> Iterator[Row]:
    """Each row of a sheet as a dict of plain Python values, month by month."""
    for month in months:
        columns = county.sheets(name, month)[sheet]
        for values in zip(*[column.tolist() for column in columns.values()], strict=True):
            yield dict(zip(columns, values, strict=True))


def is_open(row: Row, start: str, end: str, day: dt.date) -> bool:
    return row[start] <= day and (row[end] is None or row[end] > day)


def open_plans(county: County, month: str, day: dt.date) -> list[Row]:
    return [row for row in rows(county, "cs_cin_cpp", "CPP", [month]) if is_open(row, "cpp_start", "cpp_end", day)
            and row["ola_plan"] == "N"]


def test_812_children_on_plans_553_of_them_for_neglect(county: County) -> None:
    plans = open_plans(county, "2017-03", D17)
    category = {row["person_id"]: row["latest_category"] for row in plans}
    assert len(category) == len(plans) == 812
    assert sorted((list(category.values()).count(c), c) for c in ("NEG", "PHY", "SAB", "EMO", "MUL")) == [
        (9, "PHY"), (19, "SAB"), (39, "MUL"), (192, "EMO"), (553, "NEG")]


def test_time_on_plan_has_the_published_bands(county: County) -> None:
    starts = [row["cpp_start"] for row in open_plans(county, "2017-03", D17)]
    bounds = [dt.date(2017, 1, 1), dt.date(2016, 10, 1), dt.date(2016, 4, 1), dt.date(2015, 4, 1)]
    assert [sum(start >= bound for start in starts) for bound in bounds] == [217, 217 + 175, 217 + 175 + 238, 812 - 22]


def test_plans_of_other_authorities_stand_beside_the_812(county: County) -> None:
    march = [row for row in rows(county, "cs_cin_cpp", "CPP", ["2017-03"]) if is_open(row, "cpp_start", "cpp_end", D17)]
    assert len(march) > 812
    assert {row["person_id"] for row in march if row["ola_plan"] == "Y"}.isdisjoint(
        row["person_id"] for row in march if row["ola_plan"] == "N")


def test_16_referrals_to_the_review_group_and_their_decisions(county: County) -> None:
    latest: dict[str, Row] = {}
    for row in rows(county, "lscb_case_reviews", "Referrals", MONTHS):
        latest[row["scrg_ref"]] = row
    received = [row for row in latest.values() if dt.date(2016, 4, 1) <= row["received_on"] <= D17]
    decided = [row["decision"] for row in latest.values() if row["decision_on"]
               and dt.date(2016, 4, 1) <= row["decision_on"] <= D17]
    assert len(received) == 16
    assert (decided.count("SCR"), decided.count("PARTNERSHIP_REVIEW")) == (5, 2)
    assert sum(row["decision"] not in ("SCR", "PARTNERSHIP_REVIEW") for row in received) == 9


def test_a_pending_referral_is_sent_again_when_it_is_decided(county: County) -> None:
    seen: dict[str, list[str]] = {}
    for row in rows(county, "lscb_case_reviews", "Referrals", MONTHS):
        seen.setdefault(row["scrg_ref"], []).append(row["decision"])
    assert ["PENDING", "SCR"] in seen.values()


def test_14498_incidents_and_6533_children_by_their_strongest_role(county: County) -> None:
    incidents = list(rows(county, "pol_da_notifications", "DA_Incidents", YEAR_2015))
    assert len({row["incident_ref"] for row in incidents}) == len(incidents) == 14_498
    assert all(dt.datetime(2015, 4, 1) <= row["reported_date"] < dt.datetime(2016, 4, 1) for row in incidents)
    when = {row["incident_ref"]: row["incident_date"].date() for row in incidents}
    strongest: dict[str, str] = {}
    order = ["VICTIM", "SUSPECT", "WITNESS", "INVOLVED"]
    links = 0
    for row in rows(county, "pol_da_notifications", "DA_Children", YEAR_2015):
        day, born = when[row["incident_ref"]], row["dob"]
        age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        assert 0 <= age == row["age_at_incident"] < 18
        links += 1
        strongest[row["police_person_ref"]] = min(strongest.get(row["police_person_ref"], "INVOLVED"), row["role"],
                                                  key=order.index)
    counts = {role: list(strongest.values()).count(role) for role in order}
    assert counts == {"INVOLVED": 5_336, "WITNESS": 448, "SUSPECT": 335, "VICTIM": 414}
    assert sum(counts.values()) == 6_533 < links


def test_incidents_say_how_many_children_they_have(county: County) -> None:
    children: dict[str, set[str]] = {}
    for row in rows(county, "pol_da_notifications", "DA_Children", ["2015-11"]):
        children.setdefault(row["incident_ref"], set()).add(row["police_person_ref"])
    for row in rows(county, "pol_da_notifications", "DA_Incidents", ["2015-11"]):
        assert row["n_children"] == len(children.get(row["incident_ref"], ()))


def abuse_by_child(county: County) -> dict[str, bool]:
    """Of each child with an assessment completed by 31 March 2016: whether its latest has factor 3A, 3B or 3C."""
    latest: dict[str, tuple[dt.date, bool]] = {}
    for row in rows(county, "cs_assess_s47_icpc", "Assessments", YEAR_2015):
        if row["authorised_date"] and row["authorised_date"] <= D16:
            found = (row["authorised_date"], bool({"3A", "3B", "3C"} & set(row["factors"].split(","))))
            latest[row["person_id"]] = max(latest.get(row["person_id"], found), found, key=lambda each: each[0])
    return {child: is_da for child, (_, is_da) in latest.items()}


def test_650_children_on_plans_with_domestic_abuse(county: County) -> None:
    assessed = abuse_by_child(county)
    plans = open_plans(county, "2016-03", D16)
    assert len(plans) == 881
    by_assessment = [assessed.get(row["person_id"], row["da_factor"] == "Y") for row in plans]
    by_plan = [row["da_factor"] == "Y" if row["da_factor"] else assessed[row["person_id"]] for row in plans]
    assert sum(by_assessment) == sum(by_plan) == 650
    assert by_assessment == by_plan
    assert sum(row["person_id"] not in assessed for row in plans) > 100


def test_2625_children_in_need_with_domestic_abuse(county: County) -> None:
    assessed = abuse_by_child(county)
    elsewhere = {row["person_id"] for row in rows(county, "cs_cin_cpp", "CPP", ["2016-03"])
                 if is_open(row, "cpp_start", "cpp_end", D16)}
    elsewhere |= {row["person_id"] for row in rows(county, "cs_lac", "LAC", ["2016-03"])
                  if is_open(row, "poc_start", "poc_end", D16)}
    cases = [row for row in rows(county, "cs_cin_cpp", "CIN", ["2016-03"]) if is_open(row, "cin_start", "closure_date", D16)]
    assert len({row["person_id"] for row in cases}) == len(cases) == 6_227
    beside = [row for row in cases if row["case_status"] not in ("CPP", "LAC", "CLOSED") and row["person_id"] not in elsewhere]
    assert {row["person_id"] for row in beside} == {row["person_id"] for row in cases} - elsewhere
    adults = {row["person_id"] for row in rows(county, "cs_contacts_referrals", "Contacts", YEAR_2015)
              if row["dob"] and row["dob"] <= dt.date(1998, 3, 31)}
    assert {row["person_id"] for row in beside} & adults, "the county has a case whose young person has turned 18"
    beside = [row for row in beside if row["person_id"] not in adults]
    by_case = [row["da_factor"] == "Y" if row["da_factor"] else assessed[row["person_id"]] for row in beside]
    by_assessment = [assessed.get(row["person_id"], row["da_factor"] == "Y") for row in beside]
    assert sum(by_case) == sum(by_assessment) == 2_625


def test_referrals_of_both_years(county: County) -> None:
    assert [sum(1 for _ in rows(county, "cs_contacts_referrals", "Referrals", year))
            for year in (YEAR_2015, YEAR_2016)] == [11_768, 11_679]


def test_a_quarter_of_referrals_are_re_referrals(county: County) -> None:
    seen: dict[str, list[dt.date]] = {}
    again = 0
    for row in rows(county, "cs_contacts_referrals", "Referrals", MONTHS):
        before = seen.setdefault(row["person_id"], [])
        again += any(0 < (row["referral_date"] - day).days <= 365 for day in before) and row["referral_date"] >= dt.date(2016,
                                                                                                                         4, 1)
        before.append(row["referral_date"])
    assert 0.23 < again / 11_679 < 0.26


def test_conferences_within_15_working_days_as_published(county: County) -> None:
    for year, total, expected in ((YEAR_2015, 1_220, 66.4), (YEAR_2016, 1_352, 68.4)):
        discussed = {row["s47_id"]: row["strategy_discussion_date"] for row in rows(county, "cs_assess_s47_icpc", "S47",
                                                                                    MONTHS)}
        held = [row for row in rows(county, "cs_assess_s47_icpc", "ICPC", year) if row["transfer_in"] == "N"]
        assert len(held) == total
        from sscb_pipeline.vocabulary.calendar import working_days_between

        in_time = sum(working_days_between(discussed[row["s47_id"]], row["icpc_date"]) <= 15 for row in held)
        assert round(100 * in_time / total, 1) == expected


def test_looked_after_children_of_both_years(county: County) -> None:
    for month, day, total, alone in (("2016-03", D16, 867, 151), ("2017-03", D17, 869, 142)):
        care = [row for row in rows(county, "cs_lac", "LAC", [month]) if is_open(row, "poc_start", "poc_end", day)]
        counted = [row for row in care if row["legal_status"] not in ("V3", "V4")]
        assert len({row["person_id"] for row in counted}) == len(counted) == total < len(care)
        assert sum(row["uasc"] == "Y" and (row["duc"] is None or row["duc"] > day) for row in counted) == alone
        assert 0.44 < sum(row["placement_location"] == "OUT" for row in counted) / total < 0.56


def test_assessments_in_45_working_days(county: County) -> None:
    from sscb_pipeline.vocabulary.calendar import working_days_between

    done = [row for row in rows(county, "cs_assess_s47_icpc", "Assessments", YEAR_2016)
            if row["authorised_date"] and dt.date(2016, 4, 1) <= row["authorised_date"] <= D17]
    share = sum(working_days_between(row["assessment_start"], row["authorised_date"]) <= 45 for row in done) / len(done)
    assert 11_500 < len(done) < 13_500
    assert 0.73 < share < 0.78


def test_monthly_volumes(county: County) -> None:
    for month in ("2015-08", "2016-11"):
        assert 4_000 < sum(1 for _ in rows(county, "cs_contacts_referrals", "Contacts", [month])) < 6_000
        assert 200 <= sum(1 for _ in rows(county, "pol_missing", "Missing", [month])) <= 350
        assert 900 <= sum(1 for _ in rows(county, "cs_conference_attendance", "Attendance", [month])) <= 1_700
        assert 250 < sum(1 for _ in rows(county, "cs_assess_s47_icpc", "S47", [month])) < 460


def test_exploitation_cohort_at_month_end(county: County) -> None:
    latest: dict[str, Row] = {}
    for month in MONTHS:
        for row in rows(county, "cs_cse_risk", "CSE_Assessments", [month]):
            latest[row["person_id"]] = row
        if month >= "2015-09":
            risk = [row for row in latest.values() if row["level"] in ("MEDIUM", "HIGH") and row["closed_on"] is None]
            assert 60 <= len(risk) <= 150
