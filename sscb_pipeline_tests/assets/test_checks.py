"""Checks in Dagster: evaluated, not evaluated, failed, crashed; and the comparisons between returns on real rows."""

import asyncio
import datetime as dt
from typing import Any

import dagster as dg
import pytest
from dagster._core.loader import LoadingContextForTest

from sscb_pipeline.agreement.rule import Agreement
from sscb_pipeline.assets import checks
from sscb_pipeline.assets.from_returns import return_key
from sscb_pipeline.ingest.accept import accept_waiting
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.assets.loaded import dagster_of, honest_rows, receive_episodes, receive_rows


def judged(settings: Settings, warehouse: Warehouse, name: str) -> dict[str, dg.AssetCheckEvaluation]:
    """Load what waits and judge it: the evaluation of each check of this return."""
    accept_waiting(settings, warehouse)
    with dagster_of(settings, warehouse, "2017-03") as (definitions, instance):
        keys = {key for key in definitions.resolve_asset_graph().asset_check_keys if key.asset_key == return_key(name)}
        job = definitions.resolve_job_def("indicators").get_subset(asset_check_selection=keys)
        result = job.execute_in_process(instance=instance, raise_on_error=False)
        assert result.success
        return {evaluation.check_name: evaluation for evaluation in result.get_asset_check_evaluations()}


def state(evaluation: dg.AssetCheckEvaluation) -> Any:
    return evaluation.metadata["state"].value


def test_a_first_month_is_not_evaluated_but_for_its_refusals(settings: Settings, warehouse: Warehouse) -> None:
    receive_episodes(settings, warehouse, "2016-11")
    found = judged(settings, warehouse, "pol_missing")
    # Loaded years later, the month is history and late for nobody; and no volume was usual before it.
    assert {name: state(evaluation) for name, evaluation in found.items()} == {"few_rows_refused": "passed"}
    assert judged(settings, warehouse, "pol_cse_crime") == {}
    assert all(e.severity is dg.AssetCheckSeverity.WARN and e.passed for e in found.values())
    assert found["few_rows_refused"].metadata["month"].value == "2016-11"


def test_an_unusual_month_fails_as_a_warning(settings: Settings, warehouse: Warehouse) -> None:
    for number, month in enumerate(("2016-05", "2016-06", "2016-07", "2016-08", "2016-09", "2016-10")):
        receive_episodes(settings, warehouse, month, count=10 + number % 2)
    receive_episodes(settings, warehouse, "2016-11", count=2)
    found = judged(settings, warehouse, "pol_missing")["usual_volume"]
    assert (state(found), found.passed, found.severity) == ("failed", False, dg.AssetCheckSeverity.WARN)
    # 10, 11, 10, 11, 10, 11: mean 10.5, moving range 1: 10.5 +- 2.66.
    assert (found.metadata["usual_low"].value, found.metadata["usual_high"].value) == (7, 14)
    assert found.metadata["rows"].value == 2


def test_a_check_that_crashes_is_an_error(settings: Settings, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    receive_episodes(settings, warehouse, "2016-11")

    def crash(*_: object) -> None:
        raise KeyError("Zebedee Quillfeather")

    monkeypatch.setattr(checks, "volume", crash)
    found = judged(settings, warehouse, "pol_missing")
    crashed = found["usual_volume"]
    assert (state(crashed), crashed.passed, crashed.severity) == ("crashed", False, dg.AssetCheckSeverity.ERROR)
    assert crashed.description is not None
    assert "KeyError" in crashed.description
    assert "Quillfeather" not in crashed.description
    assert state(found["few_rows_refused"]) == "passed"


def plans(month: str, *starts: tuple[str, str]) -> dict[str, list[dict[str, Any]]]:
    rows = honest_rows("cs_cin_cpp")
    plan = rows["CPP"][0] | {"cpp_end": None, "latest_review": None, "first_core_group": None, "last_statutory_visit": None}
    rows["CPP"] = [
        plan | {"person_id": child, "cpp_id": f"P{child}", "cpp_start": dt.datetime.fromisoformat(day), "ola_plan": "No"}
        for child, day in starts
    ]
    rows["Reviews"] = []
    return rows


def conferences(*held: tuple[str, str, str]) -> dict[str, list[dict[str, Any]]]:
    rows = honest_rows("cs_assess_s47_icpc")
    rows["ICPC"] = [
        rows["ICPC"][0]
        | {"person_id": child, "icpc_id": f"I{child}", "icpc_date": dt.datetime.fromisoformat(day), "outcome": o}
        for child, day, o in held
    ]
    return rows


def test_conference_and_plan_dates(settings: Settings, warehouse: Warehouse) -> None:
    # C1 agrees. C2's plan starts a day late: one of each. C3 was not to have a plan and has none.
    receive_rows(settings, warehouse, "cs_cin_cpp", "2016-11", plans("2016-11", ("C1", "2016-11-08"), ("C2", "2016-11-10")))
    held = conferences(("C1", "2016-11-08", "CPP"), ("C2", "2016-11-09", "CPP"), ("C3", "2016-11-09", "NFA"))
    receive_rows(settings, warehouse, "cs_assess_s47_icpc", "2016-11", held)
    found = judged(settings, warehouse, "cs_cin_cpp")["conference_and_plan_dates_agree"]
    assert warehouse.read("select status from registry.submission")["status"].tolist() == ["accepted", "accepted"]
    figures = {name: value.value for name, value in found.metadata.items()}
    assert figures == {
        "state": "failed", "month": "2016-11", "compared": 3, "conferences_without_plan": 1, "plans_without_conference": 1,
    }  # fmt: skip
    assert not found.passed


def test_conference_and_plan_dates_wait_for_both_returns(settings: Settings, warehouse: Warehouse) -> None:
    receive_rows(settings, warehouse, "cs_cin_cpp", "2016-11", plans("2016-11", ("C1", "2016-11-08")))
    assert "conference_and_plan_dates_agree" not in judged(settings, warehouse, "cs_cin_cpp")


def test_what_was_not_evaluated_stands_as_skipped_never_as_passed(settings: Settings, warehouse: Warehouse) -> None:
    receive_episodes(settings, warehouse, "2016-11")
    accept_waiting(settings, warehouse)
    few, usual = (dg.AssetCheckKey(return_key("pol_missing"), name) for name in ("few_rows_refused", "usual_volume"))
    with dagster_of(settings, warehouse, "2017-03") as (definitions, instance):
        job = definitions.resolve_job_def("indicators").get_subset(asset_check_selection={few, usual})
        result = job.execute_in_process(instance=instance, raise_on_error=False)
        assert result.success
        records = instance.event_log_storage.get_latest_asset_check_execution_by_key([few, usual])
        asked = LoadingContextForTest(instance)
        stands = {key.name: asyncio.run(record.resolve_status(asked)).value for key, record in records.items() if record}
        run = instance.get_run_by_id(result.run_id)
        assert run
        told = {tag.removeprefix("rules/"): value for tag, value in run.tags.items() if tag.startswith("rules/")}
    assert stands == {"few_rows_refused": "SUCCEEDED", "usual_volume": "SKIPPED"}
    assert told == {
        "judged": "2", "evaluated": "1", "passed": "1", "failed": "0", "not_evaluated": "1", "crashed": "0",
    }  # fmt: skip


def test_a_rule_between_returns_that_breaks_is_an_error(
    settings: Settings, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Agreement("broken", "pol_missing", (), "It reads a column that is not there.", "select nothing as compared")
    monkeypatch.setattr(checks, "all_agreements", lambda: (broken,))
    receive_episodes(settings, warehouse, "2016-11")
    found = judged(settings, warehouse, "pol_missing")
    assert (state(found["broken"]), found["broken"].passed) == ("crashed", False)
    assert found["broken"].severity is dg.AssetCheckSeverity.ERROR
    assert state(found["few_rows_refused"]) == "passed"  # the others are judged all the same
