"""`sscb run`, `sscb ui`: the month's work, and the desk it is watched from."""

import datetime as dt
from collections import Counter
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import click
import pandas as pd

from sscb_pipeline.cli.main import DONE, DONE_WITH_REFUSALS, Desk
from sscb_pipeline.cli.progress import progress_bar
from sscb_pipeline.cli.table import as_json, show
from sscb_pipeline.errors import SscbError
from sscb_pipeline.ingest.accept import Accepted
from sscb_pipeline.ingest.receive import Received, receive_landing
from sscb_pipeline.ingest.reply import missing_replies, sweep, write_missing_replies
from sscb_pipeline.ingest.reply.told import counted
from sscb_pipeline.settings import Settings
from sscb_pipeline.vocabulary.calendar import first_day
from sscb_pipeline.warehouse.replies import written_since
from sscb_pipeline.warehouse.server import Warehouse, open_warehouse


@click.command()
@click.option("--month", help="Only this reporting month, e.g. 2017-03; files for other months wait.")
@click.option("--landing", type=click.Path(path_type=Path), help="Where the files lie (default DATA/landing).")
@click.option("--json", "as_program", is_flag=True, help="The outcome for a program.")
@click.pass_context
def run(ctx: click.Context, month: str | None, landing: Path | None, as_program: bool) -> None:
    """Receive all that lies in landing, load it, build the indicators, write the reports of the months touched."""
    if month:
        first_day(month)
    desk: Desk = ctx.obj
    warehouse = open_warehouse(desk.settings)
    begun = warehouse.rows("select clock_timestamp() as at")[0].at
    outcome = run_landing(desk.settings, warehouse, landing, month)
    if as_program:
        click.echo(as_json(outcome))
    else:
        tell(outcome)
    tell_replies(desk.settings, warehouse, begun)
    ctx.exit(DONE_WITH_REFUSALS if refusals_in(outcome) else DONE)


def run_landing(settings: Settings, warehouse: Warehouse, landing: Path | None, month: str | None) -> pd.DataFrame:
    """One row per file picked up or loaded: sha256, file_name, outcome, return, month, part, version, its balance, reason."""
    from sscb_pipeline.assets.running import run_pipeline

    sweep(settings)
    with progress_bar("Receiving files") as tell_progress:
        received = receive_landing(settings, warehouse, landing, tell_progress)
    with suppress(SscbError):  # what is missing is told at the end
        write_missing_replies(settings, warehouse)
    with progress_bar("Loading and building") as tell_progress:
        ran = run_pipeline(settings, warehouse, month=month, progress=tell_progress)
    if ran.rules:
        came_to = ", ".join(f"{count} {state}" for state, count in ran.rules.items())
        click.echo(f"Rules on months and between returns: {came_to}. Failed ones need a look: sscb ui.", err=True)
    loaded = {accepted.sha256: accepted for accepted in ran.accepted}
    rows = [_told(file, loaded.pop(file.sha256, None) if file.outcome == "received" else None) for file in received]
    for left in loaded.values():  # received by an earlier run that did not come to load it
        named = "select file_name from registry.submission where submission_id = :id"
        name = warehouse.rows(named, id=left.submission_id)[0].file_name
        rows.append(_told(Received(left.sha256, name, "received", left.return_name, left.month, left.part, ""), left))
    columns = [
        "sha256",
        "file_name",
        "outcome",
        "return_name",
        "month",
        "part",
        "version",
        "rows_read",
        "accepted",
        "refused",
        "ignored",
        "reason",
    ]
    return pd.DataFrame(rows, columns=columns).rename(columns={"return_name": "return"})


def _told(file: Received, accepted: Accepted | None) -> dict[str, object]:
    """One file's row: as it was received and, when it was loaded too, what became of it."""
    row = asdict(file)
    if accepted:
        row |= {"outcome": accepted.status, "reason": accepted.reason, "version": accepted.version}
        for name in ("rows_read", "accepted", "refused", "ignored"):
            row[name] = sum(getattr(sheet, name) for sheet in accepted.sheets)
    elif file.outcome == "received":
        row["outcome"] = "waiting"
    return row


def refusals_in(outcome: pd.DataFrame) -> bool:
    """Whether a file was refused or a loaded sheet had refused rows."""
    return bool(
        (outcome["outcome"] == "refused").any()
        or (outcome["refused"].fillna(0) > 0).any()
        or (outcome["outcome"] == "left").any()
    )


def tell(outcome: pd.DataFrame) -> None:
    """The outcome for a person: totals, then each file that needs somebody."""
    counts = outcome["outcome"].value_counts()
    click.echo(", ".join(f"{n} {word}" for word, n in counts.items()) or "Nothing lay in landing.", err=True)
    loaded = outcome[outcome["outcome"] == "accepted"]
    if len(loaded):
        total = loaded[["rows_read", "accepted", "refused", "ignored"]].sum().astype(int)
        click.echo(
            f"rows read {total['rows_read']:,} = accepted {total['accepted']:,} + refused {total['refused']:,} "
            f"+ ignored {total['ignored']:,}",
            err=True,
        )
    whole = outcome[outcome["outcome"].isin(["refused", "left", "already received"])]
    for row in whole.itertuples(index=False):
        click.echo(f"{row.outcome}: {row.file_name}: {row.reason}", err=True)
    partly = loaded[loaded["refused"] > 0]
    if len(partly):
        show(
            partly[["file_name", "return", "month", "version", "accepted", "refused"]].reset_index(drop=True),
            "Files with refused rows (sscb pull refusals lists them)",
        )


def tell_replies(settings: Settings, warehouse: Warehouse, since: dt.datetime) -> None:
    """How many replies to senders the run wrote, and where they lie; how many it could not write, and why."""
    why = ""
    try:
        write_missing_replies(settings, warehouse)
    except SscbError as fault:
        why = str(fault)
    kinds = Counter(reply.kind for reply in written_since(warehouse, since))
    if kinds:
        workbooks = f" and {counted(kinds['workbook'], 'workbook')} of rows to correct" if kinds["workbook"] else ""
        click.echo(f"{counted(kinds['receipt'], 'receipt')}{workbooks} for the senders: {settings.replies}", err=True)
    missing = len(missing_replies(settings, warehouse))
    if missing:
        click.echo(f"{counted(missing, 'receipt')} missing. {why or 'The next run writes them.'}", err=True)


@click.command()
@click.option("--port", type=click.IntRange(1, 65_535), default=3000, show_default=True)
@click.option(
    "--operate", is_flag=True, help="Allow launching runs from the browser. Only on made-up data or your own machine."
)
@click.pass_obj
def ui(desk: Desk, port: int, operate: bool) -> None:
    """Open the Dagster UI on 127.0.0.1, read-only unless --operate."""
    from sscb_pipeline.assets.ui import open_ui

    open_warehouse(desk.settings).close()
    open_ui(desk.settings, port=port, operate=operate)
