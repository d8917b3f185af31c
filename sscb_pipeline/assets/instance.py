"""Dagster's own memory: SQLite files in the data folder, owner-only, nothing sent out, no output of bodies kept."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import dagster as dg
from dagster._core.storage.event_log import ConsolidatedSqliteEventLogStorage
from dagster._core.storage.sql import create_engine
from filelock import FileLock

from sscb_pipeline.settings import Settings

CONFIGURATION = """\
# Where Dagster keeps runs and events. Written into data/store/dagster by `sscb run` and `sscb ui`; edit a copy and point
# DAGSTER_HOME at it to keep them elsewhere (dagster-postgres for a team).
run_storage:
  module: dagster._core.storage.runs
  class: SqliteRunStorage
  config: {base_dir: HOME}
# One file that stays open, instead of Dagster's file per run opened anew for each event: a month of 18 returns
# writes its events in about half a second instead of six.
event_log_storage:
  module: sscb_pipeline.assets.instance
  class: OneFileEventLog
  config: {base_dir: HOME}
schedule_storage:
  module: dagster._core.storage.schedules
  class: SqliteScheduleStorage
  config: {base_dir: HOME}
# What a body prints is never kept: it could name a child.
compute_logs:
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
# Events are kept whatever the level; the console stays quiet.
python_logs: {python_log_level: CRITICAL}
# One run at a time: a month's files and the models want the machine's memory for themselves.
concurrency:
  runs: {max_concurrent_runs: 1}
# Ends runs whose process died.
run_monitoring: {enabled: true, max_runtime_seconds: 7200}
telemetry: {enabled: false}
nux: {enabled: false}
"""


class OneFileEventLog(ConsolidatedSqliteEventLogStorage):
    """Dagster's event log in one SQLite file, over connections that stay open.

    A commit reaches the disk with the next checkpoint: it survives the end of a process; after a power cut the last
    events may be missing, which costs a line in the UI and no data of ours.
    """

    @cached_property
    def _open_engine(self) -> Any:
        return create_engine(self._conn_string, connect_args={"timeout": 60})

    @contextmanager
    def _connect(self) -> Iterator[Any]:
        with self._open_engine.connect() as connection:
            driver = connection.connection
            if "sscb" not in driver.info:
                driver.info["sscb"] = True
                driver.dbapi_connection.execute("pragma synchronous = normal")
            with connection.begin():
                yield connection

    def dispose(self) -> None:
        super().dispose()  # type: ignore[no-untyped-call]
        self._open_engine.dispose()


def configuration(home: str) -> str:
    """The dagster.yaml for this DAGSTER_HOME."""
    return CONFIGURATION.replace("HOME}", f"{json.dumps(home)}}}")


def prepare_instance(settings: Settings) -> dg.DagsterInstance:
    """Write dagster.yaml where it is missing or of another version, and open the instance. The caller disposes of it."""
    os.umask(0o077)
    os.environ["DAGSTER_REDACT_USER_CODE_ERRORS"] = "1"
    home = settings.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    text, file = configuration(str(home)), home / "dagster.yaml"
    with FileLock(home / "creating.lock"):  # two processes that start together would both create Dagster's tables
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
        instance = dg.DagsterInstance.from_config(str(home))
        for storage in ("run_storage", "event_log_storage", "schedule_storage"):
            getattr(instance, storage)  # each is created when it is first asked for
        return instance
