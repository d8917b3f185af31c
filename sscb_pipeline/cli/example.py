"""`sscb example-data`, `sscb demo`: a county that never existed, from workbooks to the figures the Board printed."""

import csv
import shutil
from pathlib import Path

import click
import pandas as pd

from sscb_pipeline.cli.main import DONE, FAILED, Desk
from sscb_pipeline.cli.progress import progress_bar
from sscb_pipeline.cli.run import run_landing, tell
from sscb_pipeline.cli.table import show
from sscb_pipeline.errors import WrongUsage
from sscb_pipeline.settings import FIRST_MONTH, REFERENCE
from sscb_pipeline.vocabulary.calendar import financial_year_start, first_day
from sscb_pipeline.warehouse.server import Warehouse, open_warehouse

LAST_MONTH = "2017-03"


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the workbooks.")
@click.option("--seed", type=int, default=2017, show_default=True)
@click.option("--scale", type=click.FloatRange(0.001, 10), default=1.0, show_default=True, help="1.0 is Surrey's real volume.")
@click.option("--from", "first", default=FIRST_MONTH, show_default=True)
@click.option("--to", "last", default=LAST_MONTH, show_default=True)
def example_data(out: Path, seed: int, scale: float, first: str, last: str) -> None:
    """Write the made-up county's workbooks, whose truth is known."""
    if first_day(first) > first_day(last):
        raise WrongUsage(f"--from {first} lies after --to {last}.")
    click.echo(f"{_write(out, seed, scale, first, last)} workbooks written to {out}", err=True)


def _write(out: Path, seed: int, scale: float, first: str, last: str) -> int:
    from sscb_pipeline.example_data.write import write_county

    with progress_bar("Writing workbooks") as progress:
        return len(write_county(out, seed=seed, scale=scale, first=first, last=last, progress=progress))


@click.command()
@click.option("--seed", type=int, default=2017, show_default=True)
@click.option("--fresh", is_flag=True, help="Throw away the demo's earlier data first.")
@click.pass_context
def demo(ctx: click.Context, seed: int, fresh: bool) -> None:
    """Example data, a run over 24 months, and the published figures beside the computed ones."""
    desk: Desk = ctx.obj
    if fresh:
        for folder in (
            desk.settings.landing,
            desk.settings.archive,
            desk.settings.store,
            desk.settings.published,
            desk.settings.packs,
        ):
            shutil.rmtree(folder, ignore_errors=True)
    desk.settings.make_folders()
    _write(desk.settings.landing, seed, 1.0, FIRST_MONTH, LAST_MONTH)
    warehouse = open_warehouse(desk.settings)
    outcome = run_landing(desk.settings, warehouse, None, None)
    tell(outcome)
    figures = published_beside_computed(warehouse)
    show(figures, "The Board's figures for 2016-17 (domestic abuse: 2015-16)")
    click.echo(
        f"Annual report tables: {desk.settings.published}\nMAECC packs (identifiable): {desk.settings.packs}\n"
        "Next: sscb status, sscb pull indicators, sscb explain CP04 --period 2016-17, sscb ui",
        err=True,
    )
    ctx.exit(DONE if (figures["agrees"] == "yes").all() else FAILED)


def published_beside_computed(warehouse: Warehouse) -> pd.DataFrame:
    """One row per published figure: id, paragraph, text, published, computed (None while awaited), whether they agree."""
    rows = []
    with (REFERENCE / "published_figures.csv").open(encoding="utf-8", newline="") as file:
        for figure in csv.DictReader(file):
            found = warehouse.read(
                "select numerator, value, status from indicators.indicator_values where indicator_id = :indicator_id "
                "and period_type = :period_type and period_start = :start and area = :area and breakdown = :breakdown "
                "and breakdown_value = :breakdown_value",
                start=financial_year_start(figure["period"]),
                **{key: figure[key] for key in ("indicator_id", "period_type", "area", "breakdown", "breakdown_value")},
            )
            computed = found[figure["measure"]].iloc[0] if len(found) else None
            computed = None if computed is None else float(computed)
            agrees = computed is not None and computed == float(figure["published"])
            rows.append(
                (
                    figure["figure_id"],
                    figure["paragraph"],
                    figure["text"],
                    float(figure["published"]),
                    computed,
                    figure["unit"],
                    "yes" if agrees else "NO",
                )
            )
    return pd.DataFrame(rows, columns=["figure", "paragraph", "text", "published", "computed", "unit", "agrees"])
