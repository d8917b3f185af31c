"""`sscb status`, `sscb pull`, `sscb explain`: look at what there is."""

import datetime as dt
from pathlib import Path

import click

from sscb_pipeline.cli.main import Desk
from sscb_pipeline.cli.table import FORMATS, as_json, show, write
from sscb_pipeline.errors import WrongUsage
from sscb_pipeline.settings import Settings
from sscb_pipeline.vocabulary.calendar import financial_year_start, first_day, moment
from sscb_pipeline.warehouse import standing
from sscb_pipeline.warehouse.server import open_warehouse


@click.command()
@click.option("--month", help="Reporting month, e.g. 2017-03; the latest one unless said.")
@click.option("--json", "as_program", is_flag=True, help="The same for a program.")
@click.pass_obj
def status(desk: Desk, month: str | None, as_program: bool) -> None:
    """Return by month: received, late, refused, superseded; the row balance; what is awaited from whom."""
    warehouse = open_warehouse(desk.settings)
    chosen = month or standing.latest_month(warehouse) or f"{dt.date.today():%Y-%m}"
    first_day(chosen)
    found = standing.standing(warehouse, chosen, dt.date.today())
    found["reply"] = [_still_there(desk.settings, paths) for paths in found["reply"]]
    if as_program:
        click.echo(as_json(found))
        return
    shown = found.drop(columns=["month", "file_name"])
    shown["reply"] = [_kinds(paths) for paths in found["reply"]]
    show(shown, f"Returns for {chosen}")
    missing = found[found["state"].isin(["late", "awaited", "refused"])]
    for agency, rows in missing.groupby("agency", sort=False):
        names = ", ".join(
            f"{r}{f' {p}' if p else ''} ({s})" for r, p, s in zip(rows["return"], rows["part"], rows["state"], strict=True)
        )
        click.echo(f"Awaited from {agency}: {names}", err=True)
    for agency, rows in found[found["reply"] != ""].groupby("agency", sort=False):
        click.echo(f"Replies to {agency}, below {desk.settings.data}:", err=True)
        for path in " ".join(rows["reply"]).split():
            click.echo(f"  {path}", err=True)


def _still_there(settings: Settings, paths: object) -> str:
    """Replies are kept for some weeks: those that are gone are not listed."""
    return " ".join(path for path in (paths.split() if isinstance(paths, str) else ()) if (settings.data / path).exists())


def _kinds(paths: str) -> str:
    """`receipt, workbook`: a table has no room for paths."""
    return ", ".join("receipt" if path.endswith("_receipt.txt") else "workbook" for path in paths.split())


_COUNTED = ("indicators", "readings")
_OF_INDICATORS = (*_COUNTED, "series", "restated")
_PUBLISHED = "comparators"
_OF_THE_REGISTRY = ("submissions", "sheets", "refusals", "queries", "replies", "publications")


@click.command()
@click.argument("what", type=click.Choice((*_OF_INDICATORS, _PUBLISHED, *_OF_THE_REGISTRY)))
@click.option("--indicator", "indicators", multiple=True, help="Indicator id, e.g. CP04; may be given several times.")
@click.option("--from", "first", help="First month, e.g. 2016-04.")
@click.option("--to", "last", help="Last month.")
@click.option("--year", help="A financial year, e.g. 2016-17.")
@click.option("--area", help="Surrey, NE, NW, SE or SW.")
@click.option("--as-at", help="As known at this moment, e.g. 2017-05-31.")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="csv", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write here instead of to the terminal.")
@click.pass_obj
def pull(
    desk: Desk,
    what: str,
    indicators: tuple[str, ...],
    first: str | None,
    last: str | None,
    year: str | None,
    area: str | None,
    as_at: str | None,
    kind: str,
    out: Path | None,
) -> None:
    """The tidy tables.

    indicators: every figure. readings: how each month is to be read, its limits, signals, direction and colour. series: each
    figure as first shown, and as now known. restated: each change of a figure that had been shown, with the files that caused
    it. comparators: what others published, for England, the region, statistical neighbours and Surrey. The rest is what was
    received and published.
    """
    for month in filter(None, (first, last)):
        first_day(month)
    if year:
        financial_year_start(year)
    if what in _OF_THE_REGISTRY and any((indicators, first, last, year, area, as_at)):
        raise WrongUsage(f"{what} takes no filters.", f"Filters belong to: {', '.join(_OF_INDICATORS)}.")
    if what == _PUBLISHED and any((first, last, year, area, as_at)):
        raise WrongUsage("comparators takes one filter.", "Choose with --indicator.")
    if what not in _COUNTED and as_at:
        raise WrongUsage(f"{what} shows what was known when.", f"--as-at belongs to: {', '.join(_COUNTED)}.")
    warehouse = open_warehouse(desk.settings)
    if what in _COUNTED:
        from sscb_pipeline.indicators.pull import pull_indicators, pull_readings

        known = warehouse.known_at(moment(as_at)) if as_at else warehouse
        if what == "indicators":
            frame = pull_indicators(known, indicators, first, last, year, area)
        else:
            frame = pull_readings(known, desk.settings.thresholds, indicators, first, last, year, area)
    elif what == _PUBLISHED:
        from sscb_pipeline.indicators.pull import pull_comparators

        frame = pull_comparators(warehouse, indicators)
    elif what in _OF_INDICATORS:
        from sscb_pipeline.indicators import restated
        from sscb_pipeline.indicators.pull import chosen

        where, values = chosen(indicators, first, last, year, area)
        frame = getattr(restated, what)(warehouse, where, **values)
    else:
        frame = getattr(standing, what)(warehouse)
    write(frame, kind, out)


@click.command()
@click.argument("indicator")
@click.option("--period", required=True, help="A month (2017-03) or a financial year (2016-17).")
@click.option("--area", default="Surrey", show_default=True)
@click.option("--json", "as_program", is_flag=True, help="The same for a program.")
@click.option("--identifiable", is_flag=True, help="Also write the counted rows with their contents; who asked is kept.")
@click.option("--asked-by", default="", help="Who asks for the contents.")
@click.option("--reason", default="", help="Why.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The workbook the contents go to.")
@click.pass_obj
def explain(
    desk: Desk,
    indicator: str,
    period: str,
    area: str,
    as_program: bool,
    identifiable: bool,
    asked_by: str,
    reason: str,
    out: Path | None,
) -> None:
    """From a number back to its definition, submissions and the addresses of rows counted and left out."""
    from sscb_pipeline.indicators.explain import explain as explained

    if not identifiable and (asked_by or reason or out):
        raise WrongUsage("--asked-by, --reason and --out belong to --identifiable.", "Add it, or leave them out.")
    if identifiable and out is None:
        raise WrongUsage("Contents are never shown on the terminal.", "Say with --out which workbook they go to.")
    warehouse = open_warehouse(desk.settings)
    found = explained(warehouse, indicator, period, area)
    if out is not None:
        from sscb_pipeline.reports.identifiable import write_rows

        click.echo(f"Written, and who asked: {write_rows(warehouse, found, asked_by, reason, out)}", err=True)
    if as_program:
        click.echo(found.as_json())
        return
    click.echo(found.definition_text())
    show(found.value, "The value")
    show(found.inputs, "The submissions it rests on")
    show(found.rows.head(20), f"Rows counted: {len(found.rows):,} (the first 20; --json gives all)")
    if len(found.left_out):
        why = found.left_out.groupby("why").size().rename("rows").reset_index()
        show(why, f"Rows of the same files that are not counted: {len(found.left_out):,} (--json gives their addresses)")
