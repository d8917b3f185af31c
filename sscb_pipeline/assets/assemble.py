"""All that is declared, put together for Dagster."""

import warnings

import dagster as dg

from sscb_pipeline.assets.automation import all_jobs, all_schedules, all_sensors
from sscb_pipeline.assets.checks import all_checks
from sscb_pipeline.assets.from_models import model_assets
from sscb_pipeline.assets.from_reports import report_assets
from sscb_pipeline.assets.from_returns import return_assets
from sscb_pipeline.assets.house import House
from sscb_pipeline.assets.identities import identity_checks
from sscb_pipeline.assets.partitions import Grid

LOCATION = "sscb_pipeline"
"""The code location's name in workspace.yaml, noted on runs so that the UI shows them beside their job."""


def definitions_for(house: House, grid: Grid) -> dg.Definitions:
    """Assets, checks, jobs, sensor and schedules, all working in this house over these months."""
    with warnings.catch_warnings():
        # Backfill policies are called beta; one version of Dagster is locked, so what they do cannot change unnoticed.
        warnings.simplefilter("ignore", dg.BetaWarning)
        return dg.Definitions(
            assets=[*return_assets(grid), *model_assets(), *report_assets(grid)],
            asset_checks=[*all_checks(), *identity_checks()],
            jobs=all_jobs(),
            sensors=all_sensors(grid),
            schedules=all_schedules(grid),
            resources={"house": dg.ResourceDefinition.hardcoded_resource(house)},
            executor=dg.in_process_executor,
        )
