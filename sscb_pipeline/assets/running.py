"""Runs the same jobs as the UI in this process: `sscb run` waits for them, and the UI shows them afterwards.

One run per month loads the returns that were received for it; one run then rebuilds models and values and judges the
returns; then the documents of the months and years touched.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import dagster as dg

from sscb_pipeline.assets.assemble import LOCATION, definitions_for
from sscb_pipeline.assets.from_returns import return_key
from sscb_pipeline.assets.house import House
from sscb_pipeline.assets.instance import prepare_instance
from sscb_pipeline.assets.partitions import note_last_received
from sscb_pipeline.errors import SscbError
from sscb_pipeline.ingest.accept import Accepted, waiting
from sscb_pipeline.settings import Settings
from sscb_pipeline.vocabulary.calendar import financial_year, first_day
from sscb_pipeline.warehouse.server import Warehouse


@dataclass
class RunOutcome:
    """What a run did: submissions loaded or refused, the months and financial years made, checks that failed, and how many
    rules passed, failed, were not evaluated or crashed."""

    accepted: list[Accepted] = field(default_factory=list)
    months: list[str] = field(default_factory=list)
    years: list[str] = field(default_factory=list)
    checks_failed: int = 0
    rules: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Step:
    """One Dagster run: which job, of which month or year, of which returns."""

    job: str
    partition: str | None = None
    returns: tuple[str, ...] = ()


def run_pipeline(
    settings: Settings,
    warehouse: Warehouse,
    month: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    reports: bool = True,
) -> RunOutcome:
    """Load what waits (of one month, when said), rebuild what follows from it, write the documents touched.

    Nothing waiting: models are rebuilt all the same, and with `month` that month's documents. Raises SscbError when a run
    fails; what earlier runs finished stays.
    """
    received = _received(warehouse, month)
    months = sorted(received) or ([month] if month else [])
    years = sorted({financial_year(first_day(each)) for each in months})
    house = House(settings, warehouse)
    definitions = definitions_for(house, note_last_received(settings, months))
    steps = [_Step("load_returns", each, names) for each, names in sorted(received.items())]
    steps.append(_Step("indicators"))
    if reports:
        steps += [_Step("maecc_packs", each) for each in months] + [_Step("annual_report", year) for year in years]
    outcome = RunOutcome(months=months, years=years)
    instance = prepare_instance(settings)
    try:
        for number, step in enumerate(steps, start=1):
            outcome.checks_failed += _run(definitions, instance, house, step)
            if progress:
                progress(number, len(steps))
    finally:
        outcome.accepted, outcome.rules = house.accepted, house.rules
        instance.dispose()
    return outcome


def _received(warehouse: Warehouse, month: str | None) -> dict[str, tuple[str, ...]]:
    """Month -> the returns with files that wait."""
    found: dict[str, set[str]] = defaultdict(set)
    for submission in waiting(warehouse, None, month):
        found[submission.month].add(submission.return_name)
    return {each: tuple(sorted(names)) for each, names in found.items()}


def _run(definitions: dg.Definitions, instance: dg.DagsterInstance, house: House, step: _Step) -> int:
    """Run one job to its end; the number of its checks that failed. Raises SscbError when it fails."""
    job = definitions.resolve_job_def(step.job)
    if step.returns:
        # Without their checks: those are judged once, over all months, in the run that follows.
        job = job.get_subset(asset_selection={return_key(name) for name in step.returns}, asset_check_selection=frozenset())
    house.fault = None
    result = job.execute_in_process(
        instance=instance,
        partition_key=step.partition,
        raise_on_error=False,
        tags={".dagster/repository": f"__repository__@{LOCATION}"},
    )
    if not result.success:
        raise house.fault or SscbError(_what_failed(result, step), "sscb ui shows the run. Nothing half-loaded was kept.")
    return sum(not evaluation.passed for evaluation in result.get_asset_check_evaluations())


def _what_failed(result: dg.ExecuteInProcessResult, step: _Step) -> str:
    about = f" of {step.partition}" if step.partition else ""
    return f"The job {step.job}{about} failed: {' '.join(_reasons(result.all_events))}"


def _reasons(events: Sequence[dg.DagsterEvent]) -> Iterator[str]:
    for event in events:
        if event.is_step_failure:
            failure = event.step_failure_data.user_failure_data
            yield failure.description if failure and failure.description else f"{event.step_key}."
