"""Dagster's own memory: where it lies, what it keeps, and the grid of months."""

import os
import subprocess
import sys

import dagster as dg
import yaml
from dagster._core.storage.noop_compute_log_manager import NoOpComputeLogManager

from sscb_pipeline.assets.instance import OneFileEventLog, configuration, prepare_instance
from sscb_pipeline.assets.partitions import Grid, grid_of, note_last_received
from sscb_pipeline.assets.ui import ui_command, ui_environment
from sscb_pipeline.settings import PROJECT_ROOT, Settings


def test_the_instance_keeps_no_output_and_sends_nothing(settings: Settings) -> None:
    settings.make_folders()
    with prepare_instance(settings) as instance:
        assert isinstance(instance.event_log_storage, OneFileEventLog)
        assert isinstance(instance.compute_log_manager, NoOpComputeLogManager)
        assert not instance.telemetry_enabled
        assert not instance.nux_enabled
        assert instance.run_monitoring_enabled
    assert os.environ["DAGSTER_REDACT_USER_CODE_ERRORS"] == "1"
    assert (settings.dagster_home / "dagster.yaml").stat().st_mode & 0o077 == 0


def test_the_example_is_what_is_written() -> None:
    example = (PROJECT_ROOT / "dagster.yaml.example").read_text(encoding="utf-8")
    assert example == configuration("/srv/sscb/data/store/dagster")
    assert yaml.safe_load(configuration('/odd "name"/x'))["run_storage"]["config"]["base_dir"] == '/odd "name"/x'


def test_events_survive_the_process_that_wrote_them(settings: Settings) -> None:
    settings.make_folders()
    code = (
        "import sys, dagster as dg; from pathlib import Path; from sscb_pipeline.settings import Settings; "
        "from sscb_pipeline.assets.instance import prepare_instance; "
        "i = prepare_instance(Settings(Path(sys.argv[1]))); "
        "i.report_runless_asset_event(dg.AssetMaterialization('written')); import os; os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", code, str(settings.data)], cwd=PROJECT_ROOT, check=False)  # noqa: S603
    with prepare_instance(settings) as instance:
        assert instance.get_latest_materialization_event(dg.AssetKey("written"))


def test_the_grid_ends_with_the_month_after_the_last_received(settings: Settings) -> None:
    settings.make_folders()
    assert grid_of(settings).months.get_partition_keys()[-1] == "2016-03"
    assert note_last_received(settings, ["2016-12", "2017-03"]).months.get_partition_keys()[-1] == "2017-04"
    # A late file about an earlier month does not shorten it.
    assert note_last_received(settings, ["2015-04"]).last == "2017-04"
    assert grid_of(settings).last == "2017-04"
    assert len(grid_of(settings).months.get_partition_keys()) == 25
    assert Grid("2017-03").years.get_partition_keys() == ["2015-16", "2016-17", "2017-18"]
    assert [Grid("2017-03").holds(m) for m in ("2015-03", "2015-04", "2017-04", "2017-05")] == [False, True, True, False]


def test_the_ui_is_read_only_and_local_unless_asked(settings: Settings) -> None:
    assert "--read-only" in ui_command(3000, operate=False)
    assert "--read-only" not in ui_command(3000, operate=True)
    assert ui_command(3000, operate=True)[3:5] == ["-h", "127.0.0.1"]
    environment = ui_environment(settings)
    assert environment["SSCB_DATABASE_URL"] == settings.database_url
    assert environment["DAGSTER_REDACT_USER_CODE_ERRORS"] == "1"
    assert settings.database_url not in ui_command(3000, operate=False)
