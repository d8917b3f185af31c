"""Returns as assets: a month received stands, a month not received stays missing, the balance is told."""

import dagster as dg

from sscb_pipeline.assets.from_returns import return_key
from sscb_pipeline.assets.running import run_pipeline
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.assets.loaded import dagster_of, materialised, metadata_of, receive_episodes, receive_rows
from sscb_pipeline_tests.workbooks import episode, episodes, return_workbook


def load(definitions: dg.Definitions, instance: dg.DagsterInstance, month: str, *names: str) -> dg.ExecuteInProcessResult:
    job = definitions.resolve_job_def("load_returns")
    return job.execute_in_process(
        instance=instance, partition_key=month, asset_selection=[return_key(name) for name in names], raise_on_error=False
    )


def test_only_the_month_received_is_materialised(settings: Settings, warehouse: Warehouse) -> None:
    receive_episodes(settings, warehouse, "2016-11")
    with dagster_of(settings, warehouse, "2016-12") as (definitions, instance):
        assert load(definitions, instance, "2016-11", "pol_missing", "pol_cse_crime").success
        assert load(definitions, instance, "2016-12", "pol_missing").success
        assert materialised(instance, "returns", "pol_missing") == {"2016-11"}
        assert materialised(instance, "returns", "pol_cse_crime") == set()


def test_the_balance_is_told_as_numbers(settings: Settings, warehouse: Warehouse) -> None:
    rows = [episode(number) for number in range(1, 11)]
    rows[3]["missing_from_at"] = "the 5th"
    settings.make_folders()
    return_workbook(settings.landing, "pol_missing", "2016-11", {"Missing": rows}, below=[["Grand Total", 10]])
    from sscb_pipeline.ingest.receive import receive_landing

    receive_landing(settings, warehouse)
    with dagster_of(settings, warehouse, "2016-11") as (definitions, instance):
        assert load(definitions, instance, "2016-11", "pol_missing").success
        told = metadata_of(instance, "returns", "pol_missing")
    # 11 rows below the headings: 10 episodes, of which one has no date, and a total.
    assert {name: told[name] for name in ("rows_read", "accepted", "refused", "ignored", "versions")} == {
        "rows_read": 11, "accepted": 9, "refused": 1, "ignored": 1, "versions": 1,
    }  # fmt: skip
    assert told["dagster/row_count"] == 9


def test_the_page_says_where_the_replies_lie_and_nothing_of_the_sender(settings: Settings, warehouse: Warehouse) -> None:
    receive_rows(settings, warehouse, "pol_missing", "2016-11", {"Missing": [*episodes(10)["Missing"], episode(11, risk="?!")]})
    with dagster_of(settings, warehouse, "2016-11") as (definitions, instance):
        assert load(definitions, instance, "2016-11", "pol_missing").success
        told = metadata_of(instance, "returns", "pol_missing")
    assert (told["refused"], told["queries"]) == (1, 0)
    assert told["receipt_1"].startswith("replies/police/pol_missing_2016-11_v1_")
    assert told["workbook_2"].endswith("_to-correct.xlsx")
    assert all((settings.data / told[name]).is_file() for name in ("receipt_1", "workbook_2"))
    assert "replies_missing" not in told


def test_a_reply_that_cannot_be_written_stops_no_load(settings: Settings, warehouse: Warehouse) -> None:
    receive_episodes(settings, warehouse, "2016-11")
    (settings.replies / "police").write_bytes(b"")
    with dagster_of(settings, warehouse, "2016-11") as (definitions, instance):
        assert load(definitions, instance, "2016-11", "pol_missing").success
        told = metadata_of(instance, "returns", "pol_missing")
    assert (told["files"], told["replies_missing"]) == (1, 1)


def test_a_month_whose_only_file_is_refused_stays_missing(settings: Settings, warehouse: Warehouse) -> None:
    receive_episodes(settings, warehouse, "2016-11", reported_at="soon")
    with dagster_of(settings, warehouse, "2016-11") as (definitions, instance):
        assert load(definitions, instance, "2016-11", "pol_missing").success
        assert materialised(instance, "returns", "pol_missing") == set()
        seen = instance.fetch_observations(return_key("pol_missing"), limit=1).records[0].asset_observation
    assert seen is not None
    assert seen.metadata["files_refused"].value == 1


def test_a_resubmission_is_the_next_version(settings: Settings, warehouse: Warehouse) -> None:
    receive_episodes(settings, warehouse, "2016-11", count=5)
    run_pipeline(settings, warehouse, reports=False)
    receive_episodes(settings, warehouse, "2016-11", count=7)
    run_pipeline(settings, warehouse, reports=False)
    with dagster_of(settings, warehouse, "2016-11") as (_, instance):
        told = metadata_of(instance, "returns", "pol_missing")
    assert (told["versions"], told["accepted"]) == (2, 7)


def test_a_backfill_of_many_months_is_one_run_and_tells_each_month_received(settings: Settings, warehouse: Warehouse) -> None:
    for month in ("2016-09", "2016-11"):
        receive_episodes(settings, warehouse, month)
    with dagster_of(settings, warehouse, "2016-12") as (definitions, instance):
        job = definitions.resolve_job_def("load_returns").get_subset(asset_selection={return_key("pol_missing")})
        result = job.execute_in_process(
            instance=instance,
            tags={"dagster/asset_partition_range_start": "2016-08", "dagster/asset_partition_range_end": "2016-12"},
        )
        assert result.success
        assert materialised(instance, "returns", "pol_missing") == {"2016-09", "2016-11"}
