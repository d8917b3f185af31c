"""Annex A beside the monthly returns: every event counted once, cases as their month's file tells, counted by hand."""

from typing import Any

import pytest
from sqlalchemy import text

from sscb_pipeline.assets.judgements import arrived
from sscb_pipeline.indicators.headers import indicator_of
from sscb_pipeline.indicators.models import all_models
from sscb_pipeline.indicators.received import received_so_far
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.thresholds import thresholds_of_the_house
from sscb_pipeline.vocabulary.calendar import due_day
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline.warehouse.standing import standing
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row, value


def contact(child: str, day: str, source: str | None, **more: Any) -> dict[str, Any]:
    return {"person_id": child, "contact_date": day, "contact_source": source, **more}


def test_a_contact_counts_once_in_its_own_month(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-10", {"Contacts": [
        contact("A", "2016-10-07", "6", contact_id="C1"), contact("B", "2016-10-20", "3A", contact_id="C2")]})
    given(warehouse, "cs_annex_a", "2016-11", {"List_1": [
        contact("A", "2016-10-07", "6"),       # the return tells it
        contact("B", "2016-10-20", "HEALTH"),  # the return tells it: 3A is health
        contact("C", "2016-10-21", "2A"),      # October's, told by Annex A alone
        contact("A", "2016-11-03", "6"),       # two contacts of a child on a day …
        contact("A", "2016-11-03", "2A"),      # … from two sources
        contact("D", "2016-11-15", None)]})    # a source nobody could read
    given(warehouse, "cs_annex_a", "2016-12", {"List_1": [
        contact("A", "2016-11-03", "6", gender="F"),  # November's once more: the latest file wins
        contact("A", "2016-11-03", "2A", gender="F"),
        contact("D", "2016-11-15", "4"),       # the same contact, its source put right
        contact("E", "2016-11-30", "6"),       # November's, entered late
        contact("F", "2016-12-02", "6")]})
    build(warehouse, "EH01")
    # October A, B, C; November A twice, D, E; December F.
    assert [value(warehouse, "EH01", month) for month in ("2016-10", "2016-11", "2016-12")] == [3, 4, 1]
    assert value(warehouse, "EH01", "2016-11", breakdown="source_group", of="POLICE") == 2
    assert value(warehouse, "EH01", "2016-11", breakdown="source_group", of="HOUSING") == 1
    assert value(warehouse, "EH01", "2016-11", "UNKNOWN") == 4  # Annex A knows no areas
    told = warehouse.read(
        "select contact_id, gender, reporting_month from staging.stg_childrens_services__contacts"
        " where contact_date = '2016-11-03'")
    assert set(told.itertuples(index=False, name=None)) == {
        ("A/2016-11-03/6", "F", "2016-12"), ("A/2016-11-03/2A", "F", "2016-12")}


def test_a_referral_counts_once_and_makes_the_next_a_rereferral(warehouse: Warehouse) -> None:
    def referral(child: str, day: str, source: str, **more: Any) -> dict[str, Any]:
        return {"person_id": child, "referral_date": day, "referral_source": source, **more}

    given(warehouse, "cs_contacts_referrals", "2016-10", {"Referrals": [
        referral("A", "2016-10-05", "6", referral_id="R1", area="NE")]})
    for month in ("2016-11", "2016-12"):
        given(warehouse, "cs_annex_a", month, {"List_3": [
            referral("A", "2016-10-05", "6"), referral("A", "2016-11-08", "2A"), referral("B", "2016-11-09", "LA")]})
    build(warehouse, "REF01", "REF02")
    assert [value(warehouse, "REF01", month) for month in ("2016-10", "2016-11", "2016-12")] == [1, 2, 0]
    assert fraction(warehouse, "REF02", "2016-11") == (1, 2)


def test_an_assessment_open_in_the_return_is_completed_by_annex_a(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-11")
    given(warehouse, "cs_assess_s47_icpc", "2016-10", {"Assessments": [
        {"person_id": "A", "assessment_id": "A1", "assessment_start": "2016-10-03", "outcome": "CIN_PLAN", "factors": None}]})
    given(warehouse, "cs_annex_a", "2016-11", {"List_4": [
        {"person_id": "A", "assessment_start": "2016-10-03", "authorised_date": "2016-11-10"},
        {"person_id": "B", "assessment_start": "2016-08-01", "authorised_date": "2016-11-30"}]})
    build(warehouse, "ASM02", "DA04")
    assert fraction(warehouse, "ASM02", "2016-11") == (1, 2)  # B took 86 working days
    assert value(warehouse, "ASM02", "2016-11", breakdown="outcome", of="CIN_PLAN") == 100
    # Nobody told the factors: neither assessment says that there is no domestic abuse.
    assert warehouse.read("select count(*) as n from intermediate.int_domestic_abuse__assessed")["n"].iloc[0] == 0


def test_a_conference_counts_once_from_the_earliest_of_its_enquiries(warehouse: Warehouse) -> None:
    def enquiry(child: str, strategy: str, held: str | None, plan: str | None = None) -> dict[str, Any]:
        return {"person_id": child, "strategy_discussion_date": strategy, "icpc_date": held, "led_to_plan": plan}

    given(warehouse, "cs_annex_a", "2016-11", {"List_5": [enquiry("A", "2016-11-01", None)]})
    given(warehouse, "cs_annex_a", "2016-12", {"List_5": [
        enquiry("A", "2016-11-01", "2016-11-21", "Y"),   # 14 working days
        enquiry("B", "2016-10-03", "2016-11-21", "N"),
        enquiry("C", "2016-10-31", "2016-11-22", "Y"),   # 16 working days …
        enquiry("C", "2016-11-14", "2016-11-22", "Y")]})  # … or 6, by a strategy meeting held later
    build(warehouse, "CP01", "CP02")
    assert value(warehouse, "CP01", "2016-11") == 3
    assert value(warehouse, "CP01", "2016-11", breakdown="outcome", of="NO_PLAN") == 1
    assert fraction(warehouse, "CP02", "2016-11") == (1, 3)


def listed(child: str, start: str, end: str | None = None, **more: Any) -> dict[str, Any]:
    return {"person_id": child, "cpp_start": start, "cpp_end": end, "latest_category": "NEG", **more}


def test_plans_go_on_from_the_return_to_annex_a(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2016-10", {"CPP": [
        {"person_id": "A", "cpp_id": "P-A", "cpp_start": "2016-05-01", "latest_category": "NEG", "area": "NE"},
        {"person_id": "B", "cpp_id": "P-B", "cpp_start": "2016-06-01", "latest_category": "NEG", "area": "NE"}]})
    given(warehouse, "cs_annex_a", "2016-11", {"List_7": [
        listed("A", "2016-05-01", latest_category="EMO"), listed("B", "2016-06-01", "2016-11-10"), listed("C", "2016-11-02")]})
    given(warehouse, "cs_annex_a", "2016-12", {"List_7": [
        listed("A", "2016-05-01"), listed("B", "2016-06-01", "2016-11-10"), listed("C", "2016-11-02"),
        listed("D", "2016-12-05")]})
    build(warehouse, "CP04", "CP05", "DA03")
    # October A, B; November A, C (B ended on the 10th); December A, C, D.
    assert [value(warehouse, "CP04", month) for month in ("2016-10", "2016-11", "2016-12")] == [2, 2, 3]
    assert value(warehouse, "CP04", "2016-11", breakdown="category", of="EMO") == 1
    assert [value(warehouse, "CP05", "2016-11", breakdown="event", of=event) for event in ("START", "END")] == [1, 1]
    plans = warehouse.read("select cpp_id from staging.stg_childrens_services__protection_plans order by cpp_id")["cpp_id"]
    assert list(plans) == ["C/2016-11-02", "D/2016-12-05", "P-A", "P-B"]  # A's and B's are the return's own
    abuse = row(warehouse, "DA03", "2016-11")
    assert abuse
    assert abuse["awaiting"] == "cs_assess_s47_icpc 2016-11, cs_cin_cpp 2016-11"


def test_what_annex_a_does_not_tell_of_a_plan_is_as_the_return_last_told_it(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2016-10", {"CPP": [
        {"person_id": "A", "cpp_id": "P-A", "cpp_start": "2016-10-03", "area": "NE"},
        {"person_id": "T", "cpp_id": "P-T", "cpp_start": "2016-10-04", "area": "NE", "ola_plan": True}]})
    given(warehouse, "cs_annex_a", "2016-11", {"List_7": [listed("A", "2016-10-03"), listed("T", "2016-10-04", "2016-11-20")]})
    build(warehouse, "CP04", "CP05")
    # T is another authority's temporary plan: its start in October and its end in November are not ours, whoever told last.
    assert value(warehouse, "CP05", "2016-10", breakdown="event", of="START") == 1
    assert row(warehouse, "CP05", "2016-11", breakdown="event", of="END") is None  # no end of ours anywhere
    assert value(warehouse, "CP04", "2016-11", "NE") == 1  # A's area is still known


def test_a_return_received_in_its_own_right_wins(warehouse: Warehouse) -> None:
    given(warehouse, "cs_annex_a", "2016-11", {
        "List_7": [listed("A", "2016-05-01"), listed("B", "2016-06-02")],
        "List_8": [{"person_id": "A", "poc_start": "2016-05-01", "legal_status": "C2"}]})
    given(warehouse, "cs_cin_cpp", "2016-11", {"CPP": [
        {"person_id": "B", "cpp_id": "P-B", "cpp_start": "2016-06-01", "latest_category": "NEG", "area": "NE"}]})
    build(warehouse, "CP04", "LAC01")
    assert value(warehouse, "CP04", "2016-11") == 1  # the return shows B alone, and that she began a day earlier
    assert value(warehouse, "LAC01", "2016-11") == 1  # no return of looked after children came


def test_children_in_need_stand_as_their_months_file_tells(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2016-10", {"CIN": [
        {"person_id": "A", "cin_start": "2016-04-01", "case_status": "CIN_PLAN", "area": "NE"},
        {"person_id": "B", "cin_start": "2016-04-02", "case_status": "CIN_PLAN", "area": "NE"}]})
    given(warehouse, "cs_annex_a", "2016-11", {"List_6": [
        {"person_id": "A", "cin_start": "2016-04-01", "case_status": None},
        {"person_id": "B", "cin_start": "2016-04-02", "case_status": "CLOSED", "closure_date": "2016-11-09"},
        {"person_id": "C", "cin_start": "2016-11-20", "case_status": "CPP"}]})
    build(warehouse, "DA04")
    found = warehouse.read(
        "select month, string_agg(person_id, '' order by person_id) as children"
        " from intermediate.int_child_protection__children_in_need_at_month_end group by month order by month")
    assert dict(zip(found["month"], found["children"], strict=True)) == {"2016-10": "AB", "2016-11": "AC"}


def test_looked_after_children_are_children_not_placements(warehouse: Warehouse) -> None:
    def placed(child: str, start: str, **more: Any) -> dict[str, Any]:
        return {"person_id": child, "poc_start": start, "legal_status": "C2", **more}

    given(warehouse, "cs_annex_a", "2016-11", {"List_8": [
        placed("A", "2016-05-01", placement_type="U6", placement_start="2016-05-01"),
        placed("A", "2016-05-01", placement_type="K2", placement_start="2016-10-01"),
        placed("B", "2016-05-01", poc_end="2016-11-20"),
        placed("C", "2016-05-01", legal_status="V4"),
        placed("D", "2016-05-01", uasc="Y", placement_location="OUT", placement_type="FOSTER")]})
    build(warehouse, "LAC01", "LAC03", "LAC04")
    assert value(warehouse, "LAC01", "2016-11") == 2  # A and D
    assert value(warehouse, "LAC01", "2016-11", breakdown="placement_type", of="K2") == 1
    assert fraction(warehouse, "LAC03", "2016-11")[0] == 1
    assert fraction(warehouse, "LAC04", "2016-11") == (1, 1)  # where A lives is not said


def without(warehouse: Warehouse, submission: int, sheet: str) -> None:
    """Make the file of a submission one that came without the sheet."""
    with warehouse.begin() as connection:
        connection.execute(
            text("delete from registry.sheet where submission_id = :id and sheet = :sheet"), {"id": submission, "sheet": sheet})


def through(warehouse: Warehouse) -> set[tuple[str, str]]:
    with warehouse.begin() as connection:
        return set(received_so_far(connection).through)


def test_it_stands_in_for_a_return_only_with_every_list_of_it_and_in_its_own_month(warehouse: Warehouse) -> None:
    submission = given(warehouse, "cs_annex_a", "2016-11", {"List_1": [contact("A", "2016-10-07", "6")]})
    fed = {"cs_contacts_referrals", "cs_early_help", "cs_assess_s47_icpc", "cs_cin_cpp", "cs_lac"}
    assert through(warehouse) == {(name, "2016-11") for name in fed}
    without(warehouse, submission, "List_3")
    assert through(warehouse) == {(name, "2016-11") for name in fed - {"cs_contacts_referrals"}}
    given(warehouse, "cs_lac", "2016-11")
    assert ("cs_lac", "2016-11") not in through(warehouse)
    given(warehouse, "cs_early_help", "2016-11", part="NE")  # one part of four: Annex A still tells the whole
    assert ("cs_early_help", "2016-11") in through(warehouse)


def states(warehouse: Warehouse, month: str) -> dict[str, str]:
    found = standing(warehouse, month, due_day(month))
    return dict(zip(found["return"], found["state"], strict=True))


def test_how_a_month_stands(warehouse: Warehouse) -> None:
    before = states(warehouse, "2016-11")
    assert "cs_annex_a" not in before
    assert before["cs_early_help"] == before["cs_lac"] == "awaited"
    given(warehouse, "cs_annex_a", "2016-11")
    given(warehouse, "cs_lac", "2016-11")
    after = states(warehouse, "2016-11")
    assert after["cs_annex_a"] == after["cs_lac"] == "received"
    assert after["cs_early_help"] == after["cs_cin_cpp"] == "received through cs_annex_a"
    assert after["cs_cse_risk"] == "awaited"


def test_it_arrives_for_the_returns_it_stands_in_for(warehouse: Warehouse) -> None:
    given(warehouse, "cs_annex_a", "2016-11")
    arrivals = arrived(warehouse, thresholds_of_the_house()).arrivals
    assert arrivals["cs_cin_cpp"] == arrivals["cs_annex_a"] == {"2016-11": due_day("2016-11")}
    assert "cs_maecc" not in arrivals


def test_only_what_a_return_stands_in_for_can_refuse_it() -> None:
    fed = {feed.return_name for declared in all_returns() for feed in declared.feeds}
    indicators = {model.indicator.id: model.indicator for model in all_models() if model.indicator}
    without_it = {name for name, indicator in indicators.items() if not indicator.takes_alternatives}
    assert {"EH03", "DA03", "DA04"} <= without_it and not {"EH01", "REF01"} & without_it
    for name in without_it:
        assert fed & set(indicators[name].returns), f"{name} refuses what nobody offers"


def test_alternatives_are_any_or_none() -> None:
    header = {"id": "XX01", "name": "a_count", "title": "A count", "meaning": "How many.", "numerator": "Them.",
              "unit": "children", "counting_unit": "child", "type": "flow", "counting": "items", "returns": ["cs_lac"],
              "standard": "none", "polarity": "neutral", "disclosure": "public", "alternatives": "some"}
    with pytest.raises(Exception, match="alternatives is one of any, none"):
        indicator_of("a_count.sql", "a_count", "theme", header)
