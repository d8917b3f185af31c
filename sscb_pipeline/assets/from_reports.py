"""The documents: the annual report's tables by financial year, the MAECC packs by month."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from sscb_pipeline.assets.from_models import VALUES
from sscb_pipeline.assets.house import house_of
from sscb_pipeline.assets.partitions import Grid
from sscb_pipeline.assets.privacy import Known, facts, guarded

ANNUAL_REPORT = dg.AssetKey(["reports", "annual_report"])
MAECC_PACKS = dg.AssetKey(["reports", "maecc_packs"])


def report_assets(grid: Grid) -> list[dg.AssetsDefinition]:
    """Both documents as assets. Metadata says where they lie, seen from the data folder, never what is in them."""

    @dg.asset(
        key=ANNUAL_REPORT,
        deps=[VALUES],
        group_name="reports",
        kinds={"excel"},
        partitions_def=grid.years,
        backfill_policy=dg.BackfillPolicy.multi_run(1),
        required_resource_keys={"house"},
        description="**The annual report's tables and charts** of one financial year, as a workbook for the report's writers.",
    )
    @guarded("E-ANNUAL-REPORT")
    def annual_report(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[Any]]:
        from sscb_pipeline.reports.annual_report import write_annual_report

        house = house_of(context)
        path = write_annual_report(house.settings, house.warehouse, context.partition_key)
        told = facts(file=Known.file_under(house.settings.data, path), bytes=path.stat().st_size)
        yield dg.MaterializeResult(metadata=told)

    @dg.asset(
        key=MAECC_PACKS,
        deps=[VALUES],
        group_name="reports",
        kinds={"excel"},
        tags={"handling": "official-sensitive"},
        partitions_def=grid.months,
        backfill_policy=dg.BackfillPolicy.multi_run(1),
        required_resource_keys={"house"},
        description=(
            "**The packs for the monthly meetings on missing and exploited children**, one for each of the four areas. "
            "Identifiable: they lie in the restricted folder and are opened by the people named for them."
        ),
    )
    @guarded("E-MAECC-PACKS")
    def maecc_packs(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[Any]]:
        from sscb_pipeline.reports.maecc import write_maecc_packs

        house = house_of(context)
        paths = write_maecc_packs(house.settings, house.warehouse, context.partition_key)
        files = {f"file_{number}": Known.file_under(house.settings.data, path) for number, path in enumerate(paths, start=1)}
        yield dg.MaterializeResult(metadata=facts(packs=len(paths), **files))

    return [annual_report, maecc_packs]
