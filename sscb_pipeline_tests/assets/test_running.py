"""`run_pipeline`: the same jobs in this process, and what is said when one fails."""

import time

import dagster as dg
import pytest

from sscb_pipeline.assets import from_models, running
from sscb_pipeline.assets.from_returns import return_key
from sscb_pipeline.assets.running import run_pipeline
from sscb_pipeline.errors import SscbError
from sscb_pipeline.indicators import rollup
from sscb_pipeline.ingest.receive import receive_landing
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.assets.loaded import dagster_of, materialised, receive_episodes, receive_rows
from sscb_pipeline_tests.workbooks import episode, episodes, return_workbook


def test_the_runs_stand_in_the_instance_afterwards(settings: Settings, warehouse: Warehouse) -> None:
    for first, month in ((1, "2016-10"), (6, "2016-11")):
        rows = {"Missing": [episode(number, month) for number in range(first, first + 5)]}
        receive_rows(settings, warehouse, "pol_missing", month, rows)
    told: list[tuple[int, int]] = []
    outcome = run_pipeline(settings, warehouse, progress=lambda done, of: told.append((done, of)))
    assert [(a.return_name, a.month, a.status) for a in outcome.accepted] == [
        ("pol_missing", "2016-10", "accepted"),
        ("pol_missing", "2016-11", "accepted"),
    ]
    assert (outcome.months, outcome.years) == (["2016-10", "2016-11"], ["2016-17"])
    assert told == [(number, 6) for number in range(1, 7)]
    with dagster_of(settings, warehouse, "2016-11") as (_, instance):
        runs = sorted((run.job_name, run.tags.get("dagster/partition", "")) for run in instance.get_runs())
        assert runs == [
            ("annual_report", "2016-17"),
            ("indicators", ""),
            ("load_returns", "2016-10"),
            ("load_returns", "2016-11"),
            ("maecc_packs", "2016-10"),
            ("maecc_packs", "2016-11"),
        ]
        assert all(run.status is dg.DagsterRunStatus.SUCCESS for run in instance.get_runs())
        assert materialised(instance, "returns", "pol_missing") == {"2016-10", "2016-11"}
        assert instance.get_latest_materialization_event(from_models.VALUES)
    values = warehouse.read(
        "select value from indicators.indicator_values where indicator_id = 'MIS01' and area = 'Surrey' "
        "and period_type = 'month' and breakdown = 'all' order by period_start"
    )
    assert values["value"].tolist() == [5.0, 5.0]


def test_one_month_leaves_the_others_waiting(settings: Settings, warehouse: Warehouse) -> None:
    for month in ("2016-10", "2016-11"):
        receive_episodes(settings, warehouse, month)
    outcome = run_pipeline(settings, warehouse, month="2016-10", reports=False)
    assert [accepted.month for accepted in outcome.accepted] == ["2016-10"]
    assert warehouse.read("select month from registry.submission where status = 'received'")["month"].tolist() == ["2016-11"]


def test_a_fault_of_ours_is_said_in_its_own_sentence(
    settings: Settings, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive_episodes(settings, warehouse, "2016-11")

    def refuse(*_: object, **__: object) -> None:
        raise SscbError("CP01: 3 items have no date.", "Correct the model.")

    monkeypatch.setattr(rollup, "refresh_values", refuse)
    with pytest.raises(SscbError, match=r"^CP01: 3 items have no date\. Correct the model\.$"):
        run_pipeline(settings, warehouse, reports=False)
    # What was loaded before stays; the run stands as failed.
    assert warehouse.read("select status from registry.submission")["status"].tolist() == ["accepted"]
    with dagster_of(settings, warehouse, "2016-11") as (_, instance):
        assert {run.job_name: run.status.value for run in instance.get_runs()} == {
            "load_returns": "SUCCESS",
            "indicators": "FAILURE",
        }


def test_any_other_fault_is_said_by_job_code_and_kind(
    settings: Settings, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive_episodes(settings, warehouse, "2016-11")

    def crash(*_: object, **__: object) -> None:
        raise KeyError("Zebedee Quillfeather")

    monkeypatch.setattr(rollup, "refresh_values", crash)
    with pytest.raises(SscbError) as failed:
        run_pipeline(settings, warehouse, reports=False)
    assert "The job indicators failed: E-VALUES (KeyError)" in str(failed.value)
    assert "Quillfeather" not in str(failed.value)


def test_dagster_costs_little_per_month(settings: Settings, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    """A return's step costs tens of milliseconds. Measured 15 to 25 ms; the limit leaves room for a busy machine."""
    from sscb_pipeline.assets import from_returns
    from sscb_pipeline.returns.registry import all_returns

    balance = dict.fromkeys(("files", "versions", "rows_read", "accepted", "refused", "ignored", "queries", "files_refused"), 1)
    monkeypatch.setattr(from_returns, "_load_month", lambda *_: balance)
    names = tuple(declared.name for declared in all_returns())
    with dagster_of(settings, warehouse, "2016-11") as (definitions, instance):
        house = running.House(settings, warehouse)
        running._run(definitions, instance, house, running._Step("load_returns", "2016-10", names))
        began = time.process_time()
        running._run(definitions, instance, house, running._Step("load_returns", "2016-11", names))
        spent = time.process_time() - began
        assert materialised(instance, *return_key("pol_missing").path) == {"2016-10", "2016-11"}
    assert spent < 1.0


def test_files_refused_whole_do_not_stop_the_others(settings: Settings, warehouse: Warehouse) -> None:
    settings.make_folders()
    (settings.landing / "SyP_missing-u18_2016-10.xlsx").write_bytes(b"PK\x03\x04 cut off")
    return_workbook(settings.landing, "pol_missing", "2016-11", episodes(3))
    outcomes = {received.outcome for received in receive_landing(settings, warehouse)}
    outcome = run_pipeline(settings, warehouse, reports=False)
    assert outcomes == {"received", "refused"}
    assert [accepted.month for accepted in outcome.accepted] == ["2016-11"]
