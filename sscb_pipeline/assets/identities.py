"""Identities that must hold in the figures, as checks of their table: one that is broken is a fault of ours, and an ERROR."""

from collections.abc import Iterator

import dagster as dg

from sscb_pipeline.assets.checks import State
from sscb_pipeline.assets.from_models import VALUES
from sscb_pipeline.assets.house import house_of
from sscb_pipeline.assets.privacy import Known, facts, guarded, told
from sscb_pipeline.indicators.catalogue import catalogue
from sscb_pipeline.indicators.data_tests import DataTest, all_data_tests, hold
from sscb_pipeline.warehouse.server import Warehouse


def identity_checks() -> list[dg.AssetChecksDefinition]:
    """Every data test of dbt_like_sql/tests as a check of the tidy table, as one step."""
    tests = {test.name: test for test in all_data_tests()}

    @dg.multi_asset_check(
        name="judge_figures",
        specs=[dg.AssetCheckSpec(test.name, asset=VALUES, description=test.meaning) for test in tests.values()],
        can_subset=True,
        required_resource_keys={"house"},
    )
    @guarded("E-FIGURES")
    def judge_figures(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        warehouse = house_of(context).warehouse
        for key in sorted(context.selected_asset_check_keys):
            yield _judged(warehouse, tests[key.name])

    return [judge_figures]


def _judged(warehouse: Warehouse, test: DataTest) -> dg.AssetCheckResult:
    """What an identity came to. One whose SELECT fails is an error, never a pass."""
    description = None
    try:
        with warehouse.begin() as connection:
            held = hold(connection, test)
    except Exception as fault:
        passed, description, metadata = False, told("E-FIGURE", fault), facts(state=State.CRASHED)
    else:
        passed = not held.broken
        first = Known.one_of(held.first.split(" ", 1)[0], catalogue()) if held.first else None
        metadata = facts(state=State.PASSED if passed else State.FAILED, figures_that_break_it=held.broken, first=first)
    return dg.AssetCheckResult(asset_key=VALUES, check_name=test.name, passed=passed, severity=dg.AssetCheckSeverity.ERROR,
                               description=description, metadata=metadata)
