"""`sscb report`, `sscb template`: write documents."""

from pathlib import Path

import click

from sscb_pipeline.cli.main import Desk
from sscb_pipeline.errors import SscbError
from sscb_pipeline.vocabulary.areas import AREAS
from sscb_pipeline.vocabulary.calendar import financial_year_start, first_day
from sscb_pipeline.warehouse.server import open_warehouse


@click.group()
def report() -> None:
    """(Re)write documents."""


@report.command()
@click.option("--year", required=True, help="A financial year, e.g. 2016-17.")
@click.pass_obj
def annual(desk: Desk, year: str) -> None:
    """The annual report's tables of a financial year."""
    from sscb_pipeline.reports.annual_report import write_annual_report

    financial_year_start(year)
    click.echo(str(write_annual_report(desk.settings, open_warehouse(desk.settings), year)))


@report.command()
@click.option("--month", required=True, help="A reporting month, e.g. 2017-03.")
@click.option("--area", type=click.Choice(AREAS), help="One area; all four unless said.")
@click.pass_obj
def maecc(desk: Desk, month: str, area: str | None) -> None:
    """The MAECC pack of a month, per area. Identifiable: keep it in the restricted folder."""
    from sscb_pipeline.reports.maecc import write_maecc_pack, write_maecc_packs

    first_day(month)
    warehouse = open_warehouse(desk.settings)
    paths = (
        [write_maecc_pack(desk.settings, warehouse, month, area)]
        if area
        else write_maecc_packs(desk.settings, warehouse, month)
    )
    for path in paths:
        click.echo(str(path))


@click.command()
@click.argument("name", metavar="RETURN")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Where to write the workbook.")
@click.pass_obj
def template(desk: Desk, name: str, out: Path) -> None:
    """The blank workbook to send an agency."""
    from sscb_pipeline.reports.template import write_template
    from sscb_pipeline.returns.registry import return_named

    declared = return_named(name)
    try:
        write_template(declared, out)
    except OSError as fault:
        raise SscbError(f"{out} cannot be written ({type(fault).__name__}).", "Choose another place with --out.") from None
    click.echo(f"{declared.title}: blank workbook written to {out}", err=True)
