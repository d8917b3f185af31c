"""`sscb add-comparators`: take in the figures a department published since."""

from pathlib import Path

import click
import pandas as pd

from sscb_pipeline.cli.main import DONE_WITH_REFUSALS
from sscb_pipeline.cli.table import show
from sscb_pipeline.comparators.published import SOURCE, add_to, already_in, take_published
from sscb_pipeline.settings import REFERENCE


@click.command("add-comparators")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--vintage", required=True, help="The release it is, e.g. 2026-11: figures of an earlier one stay beside it.")
@click.option("--neighbours", "group", help="The group of statistical neighbours, e.g. 2021-04; the latest unless said.")
@click.option("--source", default=SOURCE, show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=REFERENCE / "comparators.csv",
              help="Add to this file instead of data/reference/comparators.csv.")
@click.pass_context
def add_comparators(ctx: click.Context, file: Path, vintage: str, group: str | None, source: str, out: Path) -> None:
    """Add what is ours of FILE, a data file of the Local authority interactive tool (csv, parquet or workbook; long or wide),
    to the figures published for comparison. They are shown from the next command on."""
    taken = take_published(file, vintage, already_in(out), group, source)
    add_to(out, taken.accepted)
    if taken.refused:
        show(pd.DataFrame(taken.refused), "Refused")
    aside = "; ".join(f"{number:,} {why}" for why, number in taken.left_aside.items() if number)
    click.echo(f"{taken.read:,} figures read, {len(taken.accepted):,} added to {out.name}, {len(taken.refused):,} refused; "
               f"left aside: {aside or 'none'}.", err=True)
    if taken.refused:
        ctx.exit(DONE_WITH_REFUSALS)
