"""Jobs, the sensor that watches landing, and the schedules of the sixth working day.

In a run that selects a return nothing was received for, that return is skipped and everything after it too. So sensor,
schedule and command line select the returns that wait; who launches a month by hand selects them in the graph.
"""

from contextlib import suppress
from typing import Any

import dagster as dg

from sscb_pipeline.assets.from_models import READINGS, VALUES, model_key
from sscb_pipeline.assets.from_reports import ANNUAL_REPORT, MAECC_PACKS
from sscb_pipeline.assets.from_returns import return_key
from sscb_pipeline.assets.house import House, house_of
from sscb_pipeline.assets.partitions import Grid
from sscb_pipeline.assets.privacy import guarded_tick
from sscb_pipeline.errors import SscbError
from sscb_pipeline.indicators.models import all_models
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.vocabulary.calendar import (
    add_months,
    financial_year,
    first_day,
    month_of,
    nth_working_day,
)

REPORTING_WORKING_DAY = 6
"""Returns are due on the fifth working day; the month is made on the sixth."""

_RETURNS = dg.AssetSelection.assets(*(return_key(declared.name) for declared in all_returns()))
_MODELS = dg.AssetSelection.assets(*(model_key(model) for model in all_models()), VALUES, READINGS)


def all_jobs() -> list[Any]:
    """The jobs people and machines launch."""
    job = dg.define_asset_job
    return [
        job(
            "load_returns",
            _RETURNS.without_checks(),
            description="Load what waits for the months chosen; a backfill of many months is one run.",
        ),
        job(
            "returns",
            _RETURNS,
            description="Load what waits for a month, then judge it: what the landing sensor launches.",
        ),
        job(
            "indicators",
            _MODELS | dg.AssetSelection.checks_for_assets(*(return_key(d.name) for d in all_returns())),
            description="Rebuild every model and indicator value from all months, and judge the returns.",
        ),
        job(
            "maecc_packs",
            dg.AssetSelection.assets(MAECC_PACKS),
            description="Write the MAECC packs of a month.",
        ),
        job(
            "annual_report",
            dg.AssetSelection.assets(ANNUAL_REPORT),
            description="Write the annual report's tables of a financial year.",
        ),
        job(
            "month",
            _RETURNS | _MODELS | dg.AssetSelection.assets(MAECC_PACKS),
            description=(
                "One month from files to packs. Launch it with the returns that were received selected: one that was not is "
                "skipped, and what is made from it with it."
            ),
        ),
    ]


def all_sensors(grid: Grid) -> list[dg.SensorDefinition]:
    """The sensor on landing."""

    @dg.sensor(
        name="landing",
        job_name="returns",
        minimum_interval_seconds=60,
        required_resource_keys={"house"},
        description="Receives what lies in landing; one run per new submission, by its fingerprint.",
    )
    @guarded_tick("E-LANDING")
    def landing(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        from sscb_pipeline.ingest.accept import waiting
        from sscb_pipeline.ingest.receive import receive_landing
        from sscb_pipeline.ingest.reply import sweep, write_missing_replies

        house: House = house_of(context)
        sweep(house.settings)
        receive_landing(house.settings, house.warehouse)
        with suppress(SscbError):  # a reply that cannot be written holds no file up; the next tick writes it
            write_missing_replies(house.settings, house.warehouse)
        after = int(context.cursor or 0)
        new = [submission for submission in waiting(house.warehouse) if submission.submission_id > after]
        inside = [submission for submission in new if grid.holds(submission.month)]
        if len(inside) < len(new):
            return dg.SkipReason("Files for a month beyond the grid have arrived: run `sscb run`, or reload the definitions.")
        if not new:
            return dg.SkipReason("Nothing new in landing.")
        return dg.SensorResult(
            run_requests=[
                dg.RunRequest(
                    run_key=submission.sha256,
                    partition_key=submission.month,
                    asset_selection=[return_key(submission.return_name)],
                )
                for submission in inside
            ],
            cursor=str(max(submission.submission_id for submission in new)),
        )

    return [landing]


def all_schedules(grid: Grid) -> list[dg.ScheduleDefinition]:
    """On the sixth working day: the month before, and the financial year it lies in."""

    @dg.schedule(
        name="month_on_sixth_working_day",
        job_name="month",
        cron_schedule="0 7 * * 1-5",
        execution_timezone="Europe/London",
        required_resource_keys={"house"},
        description="On the sixth working day (England) at seven: load what still waits for the month before, make it.",
    )
    @guarded_tick("E-MONTH-SCHEDULE")
    def month_before(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        from sscb_pipeline.ingest.accept import waiting

        month = month_to_report(context)
        if month is None or not grid.holds(month):
            return _not_today(month)
        received = {submission.return_name for submission in waiting(house_of(context).warehouse, None, month)}
        keys = [return_key(name) for name in sorted(received)]
        keys += [*(model_key(model) for model in all_models()), VALUES, READINGS, MAECC_PACKS]
        return dg.RunRequest(run_key=month, partition_key=month, asset_selection=keys)

    @dg.schedule(
        name="annual_report_on_sixth_working_day",
        job_name="annual_report",
        cron_schedule="0 9 * * 1-5",
        execution_timezone="Europe/London",
        description="Two hours later: the annual report's tables of the financial year the month before lies in.",
    )
    @guarded_tick("E-ANNUAL-SCHEDULE")
    def year_so_far(context: dg.ScheduleEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        month = month_to_report(context)
        if month is None or not grid.holds(month):
            return _not_today(month)
        return dg.RunRequest(run_key=month, partition_key=financial_year(first_day(month)))

    return [month_before, year_so_far]


def month_to_report(context: dg.ScheduleEvaluationContext) -> str | None:
    """The month made on the day the schedule ticks; None on every day but the sixth working one."""
    day = context.scheduled_execution_time.date()
    if day != nth_working_day(month_of(day), REPORTING_WORKING_DAY):
        return None
    return month_of(add_months(day.replace(day=1), -1))


def _not_today(month: str | None) -> dg.SkipReason:
    if month is None:
        return dg.SkipReason("Not the sixth working day.")
    return dg.SkipReason("The month before lies beyond the months received: nothing to make.")
