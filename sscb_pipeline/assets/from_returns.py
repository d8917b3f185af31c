"""One asset per declared return, by month: loading what waits, and the row balance as figures to plot."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from sscb_pipeline.assets.house import House, house_of
from sscb_pipeline.assets.partitions import Grid
from sscb_pipeline.assets.privacy import Known, facts, guarded, rows_in_table
from sscb_pipeline.returns.declaration import Return
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.warehouse.replies import current_replies

_CURRENT = """
select count(distinct c.submission_id) as files, coalesce(max(c.version), 0) as versions,
       coalesce(sum(s.rows_read), 0) as rows_read, coalesce(sum(s.accepted), 0) as accepted,
       coalesce(sum(s.refused), 0) as refused, coalesce(sum(s.ignored), 0) as ignored,
       (select count(*) from registry.finding f join registry.current_submission q using (submission_id)
         where q.return_name = :name and q.month = :month and f.strength = 'query') as queries,
       (select count(*) from registry.submission r
         where r.return_name = :name and r.month = :month and r.status = 'refused') as files_refused
from registry.current_submission c left join registry.sheet s using (submission_id)
where c.return_name = :name and c.month = :month
"""


def return_key(name: str) -> dg.AssetKey:
    return dg.AssetKey(["returns", name])


def return_assets(grid: Grid) -> list[dg.AssetsDefinition]:
    """Every declared return as an asset."""
    return [_asset(declared, grid) for declared in all_returns()]


def _asset(declared: Return, grid: Grid) -> dg.AssetsDefinition:
    @dg.asset(
        key=return_key(declared.name),
        group_name=declared.agency.key,
        owners=[declared.agency.owner_email],
        kinds={"excel", "postgres"},
        tags={"agency": declared.agency.key, "counts": declared.counts},
        description=_description(declared),
        metadata={"dagster/column_schema": _columns(declared), "due_working_day": declared.due_working_day},
        partitions_def=grid.months,
        # Many months may be one run: each month received is told by an event of its own, see _load.
        backfill_policy=dg.BackfillPolicy.single_run(),
        output_required=False,
        required_resource_keys={"house"},
    )
    @guarded("E-RETURN")
    def load(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[Any]]:
        return _load(context, declared)

    return load


def _load(context: dg.AssetExecutionContext, declared: Return) -> Iterator[dg.MaterializeResult[Any]]:
    """Load each month's waiting files. A month nothing was received for, or only refused files, is not materialised."""
    house, months = house_of(context), list(context.partition_keys)
    key = return_key(declared.name)
    for month in months:
        balance = _load_month(house, declared, month)
        told = facts(**balance) | rows_in_table(balance["accepted"]) | _replies(house, declared, month)
        if not balance["files"]:
            context.log_event(dg.AssetObservation(key, partition=month, metadata=told))
        elif len(months) > 1:
            context.log_event(dg.AssetMaterialization(key, partition=month, metadata=told))
        else:
            yield dg.MaterializeResult(asset_key=key, metadata=told)


def _load_month(house: House, declared: Return, month: str) -> dict[str, int]:
    """Load what waits, and tell its senders; the figures of the month's current files."""
    from sscb_pipeline.ingest.accept import accept_waiting

    house.accepted += accept_waiting(house.settings, house.warehouse, declared.name, month)
    row = house.warehouse.read(_CURRENT, name=declared.name, month=month).iloc[0]
    return {str(name): int(value) for name, value in row.items()}


def _replies(house: House, declared: Return, month: str) -> dict[str, dg.MetadataValue]:
    """Where the replies to the senders of the month's files lie, seen from the data folder: their names hold no person's."""
    from sscb_pipeline.ingest.reply import missing_replies

    data = house.settings.data
    written = current_replies(house.warehouse, declared.name, month)
    files = {f"{reply.kind}_{number}": Known.file_under(data, data / reply.path) for number, reply in enumerate(written, 1)}
    return facts(**files, replies_missing=len(missing_replies(house.settings, house.warehouse, declared.name, month)) or None)


def _description(declared: Return) -> str:
    """What a Board officer wants to know: what it is, who sends it, when it is due, what one row of each sheet is."""
    when = "what happened in the month" if declared.counts == "events" else "how things stood on the month's last day"
    parts = f" It arrives in {len(declared.parts)} parts: {', '.join(declared.parts)}." if declared.parts else ""
    sheets = "\n".join(f"- **{sheet.facts().name}**: {sheet.facts().one_row_is}" for sheet in declared.sheets)
    due = f", due on working day {declared.due_working_day} of the month after"
    if declared.is_alternative:
        due = ", in place of " + ", ".join(feed.return_name for feed in declared.feeds)
    return (
        f"**{declared.title}**\n\n{declared.description}\n\n"
        f"Sent monthly by {declared.agency.name} (source: {declared.source}){due}. It tells {when}.{parts}\n\n{sheets}\n\n"
        "*rows read = accepted + refused + ignored*, for every sheet of every file. A month without a bar was not received."
    )


def _columns(declared: Return) -> dg.TableSchema:
    several = len(declared.sheets) > 1
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=f"{sheet.facts().name}.{column.name}" if several else column.name,
                type=column.kind.sql_type,
                description=column.description,
                constraints=dg.TableColumnConstraints(nullable=not column.required),
                tags={"personal": ""} if column.personal else {},
            )
            for sheet in declared.sheets
            for column in sheet.facts().columns.values()
        ]
    )
