"""The sensor asks for each submission once; the schedules tick on the sixth working day alone."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import pytest
from dagster._core.definitions.sensor_definition import SensorExecutionData

from sscb_pipeline.assets.assemble import definitions_for
from sscb_pipeline.assets.from_models import READINGS, VALUES, model_key
from sscb_pipeline.assets.from_reports import MAECC_PACKS
from sscb_pipeline.assets.from_returns import return_key
from sscb_pipeline.assets.house import House
from sscb_pipeline.assets.partitions import Grid
from sscb_pipeline.assets.privacy import TickFailed
from sscb_pipeline.indicators.models import all_models
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.assets.loaded import dagster_of, materialised, receive_episodes
from sscb_pipeline_tests.workbooks import episodes, return_workbook


def tick(definitions: dg.Definitions, instance: dg.DagsterInstance, house: House, cursor: str | None) -> SensorExecutionData:
    """What the daemon gets when the sensor ticks."""
    context = dg.build_sensor_context(instance=instance, cursor=cursor, resources={"house": house}, definitions=definitions)
    return definitions.resolve_sensor_def("landing").evaluate_tick(context)


def scheduled(definitions: dg.Definitions, house: House, name: str, at: dt.datetime) -> list[dg.RunRequest]:
    """What the daemon gets when the schedule ticks at that moment."""
    context = dg.build_schedule_context(
        scheduled_execution_time=at, resources={"house": house}, repository_def=definitions.get_repository_def()
    )
    return list(definitions.resolve_schedule_def(name).evaluate_tick(context).run_requests or [])


def test_the_sensor_asks_for_each_submission_once(settings: Settings, warehouse: Warehouse) -> None:
    settings.make_folders()
    for month in ("2016-10", "2016-11"):
        return_workbook(settings.landing, "pol_missing", month, episodes(5, month))
    house = House(settings, warehouse)
    with dagster_of(settings, warehouse, "2016-12") as (definitions, instance):
        first = tick(definitions, instance, house, None)
        requests = first.run_requests or []
        again = tick(definitions, instance, house, first.cursor)
        # The same bytes under another name are the same submission.
        return_workbook(settings.landing, "pol_missing", "2016-12", episodes(6, "2016-12"))
        third = tick(definitions, instance, house, first.cursor)
        shas = warehouse.read("select sha256, month from registry.submission order by submission_id")
        assert [(r.run_key, r.partition_key) for r in requests] == list(shas.head(2).itertuples(index=False, name=None))
        assert [r.asset_selection for r in requests] == [[return_key("pol_missing")]] * 2
        assert not again.run_requests
        assert [r.partition_key for r in third.run_requests or []] == ["2016-12"]
        job = definitions.resolve_job_def("returns")
        for request in requests:
            job.execute_in_process(
                instance=instance, partition_key=request.partition_key, asset_selection=list(request.asset_selection or [])
            )
        assert materialised(instance, "returns", "pol_missing") == {"2016-10", "2016-11"}


def test_a_file_beyond_the_grid_waits_and_is_told(settings: Settings, warehouse: Warehouse) -> None:
    receive_episodes(settings, warehouse, "2016-11")
    house = House(settings, warehouse)
    with dagster_of(settings, warehouse, "2015-04") as (definitions, instance):
        result = tick(definitions, instance, house, None)
    assert not result.run_requests
    assert "sscb run" in (result.skip_message or "")
    assert result.cursor is None


def test_a_sensor_that_fails_tells_no_value(settings: Settings, warehouse: Warehouse, tmp_path: Path) -> None:
    house = House(Settings(data=tmp_path / "Zebedee Quillfeather"), warehouse)
    with dagster_of(settings, warehouse, "2016-11") as (definitions, instance), pytest.raises(TickFailed) as failed:
        tick(definitions, instance, house, None)
    assert "Quillfeather" not in str(failed.value)


@pytest.mark.parametrize(
    ("day", "month"),
    [
        # April 2017: the 1st is a Saturday, so the sixth working day is Monday the 10th.
        ("2017-04-07", None),
        ("2017-04-10", "2017-03"),
        ("2017-04-11", None),
        # January 2017: the 2nd is a bank holiday (New Year in lieu): 3, 4, 5, 6, 9, 10.
        ("2017-01-09", None),
        ("2017-01-10", "2016-12"),
        # May 2017: the 1st is a bank holiday: 2, 3, 4, 5, 8, 9.
        ("2017-05-09", "2017-04"),
        ("2017-05-08", None),
    ],
)
def test_the_month_is_made_on_the_sixth_working_day(
    settings: Settings, warehouse: Warehouse, day: str, month: str | None
) -> None:
    receive_episodes(settings, warehouse, "2017-03")
    house = House(settings, warehouse)
    definitions = definitions_for(house, Grid("2017-04"))
    at = dt.datetime.fromisoformat(f"{day}T07:00").replace(tzinfo=ZoneInfo("Europe/London"))
    made = scheduled(definitions, house, "month_on_sixth_working_day", at)
    annual = scheduled(definitions, house, "annual_report_on_sixth_working_day", at)
    if month is None:
        assert not made
        assert not annual
        return
    waits = [return_key("pol_missing")] if month == "2017-03" else []
    rest = [*(model_key(model) for model in all_models()), VALUES, READINGS, MAECC_PACKS]
    assert [(r.partition_key, r.asset_selection) for r in made] == [(month, [*waits, *rest])]
    year = {"2017-03": "2016-17", "2016-12": "2016-17", "2017-04": "2017-18"}[month]
    assert [r.partition_key for r in annual] == [year]


def test_what_the_schedule_asks_for_runs_to_the_end(settings: Settings, warehouse: Warehouse) -> None:
    receive_episodes(settings, warehouse, "2017-03")
    house = House(settings, warehouse)
    at = dt.datetime(2017, 4, 10, 7, tzinfo=ZoneInfo("Europe/London"))
    with dagster_of(settings, warehouse, "2017-03") as (definitions, instance):
        [request] = scheduled(definitions, house, "month_on_sixth_working_day", at)
        result = definitions.resolve_job_def("month").execute_in_process(
            instance=instance, partition_key=request.partition_key, asset_selection=list(request.asset_selection or [])
        )
        assert result.success
        assert not [event for event in result.all_events if event.is_step_skipped]
        assert materialised(instance, "returns", "pol_missing") == {"2017-03"}
        assert materialised(instance, "reports", "maecc_packs") == {"2017-03"}
    assert len(list(settings.packs.rglob("*.xlsx"))) == 4
