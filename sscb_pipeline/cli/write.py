"""`sscb report`, `sscb template`: write documents."""

from pathlib import Path

import click

from sscb_pipeline.cli.main import Desk
from sscb_pipeline.errors import SscbError, WrongUsage
from sscb_pipeline.vocabulary.areas import AREAS
from sscb_pipeline.vocabulary.calendar import financial_year_start, first_day, moment
from sscb_pipeline.warehouse.server import Warehouse, open_warehouse

_AS_AT = click.option("--as-at", help="As known at this moment, e.g. 2017-05-31.")
_PUBLISH = click.option("--publish", is_flag=True, help="Keep this edition unchangeable, with its inputs: sscb reproduce.")


@click.group()
def report() -> None:
    """(Re)write documents."""


@report.command()
@click.option("--year", required=True, help="A financial year, e.g. 2016-17.")
@_AS_AT
@_PUBLISH
@click.pass_obj
def annual(desk: Desk, year: str, as_at: str | None, publish: bool) -> None:
    """The annual report's tables of a financial year."""
    from sscb_pipeline.reports.annual_report import write_annual_report
    from sscb_pipeline.reports.publish import ANNUAL_REPORT

    financial_year_start(year)
    if publish:
        _publish(desk, ANNUAL_REPORT, year, as_at)
        return
    known, folder = _known(desk, as_at, desk.settings.published / f"annual-report-{year}")
    click.echo(str(write_annual_report(desk.settings, known, year, folder)))


@report.command()
@click.option("--month", required=True, help="A reporting month, e.g. 2017-03.")
@click.option("--area", type=click.Choice(AREAS), help="One area; all four unless said.")
@_AS_AT
@_PUBLISH
@click.pass_obj
def maecc(desk: Desk, month: str, area: str | None, as_at: str | None, publish: bool) -> None:
    """The MAECC pack of a month, per area. Identifiable: keep it in the restricted folder."""
    from sscb_pipeline.reports.maecc import write_maecc_packs
    from sscb_pipeline.reports.publish import MAECC_PACKS

    first_day(month)
    if publish:
        if area:
            raise WrongUsage("The packs of a month are published together.", "Leave --area out.")
        _publish(desk, MAECC_PACKS, month, as_at)
        return
    known, folder = _known(desk, as_at, desk.settings.packs)
    for path in write_maecc_packs(desk.settings, known, month, area, folder):
        click.echo(str(path))


def _known(desk: Desk, as_at: str | None, folder: Path) -> tuple[Warehouse, Path]:
    """The warehouse a document is made from, and the folder it goes to: one of its own for a past moment."""
    warehouse = open_warehouse(desk.settings)
    if not as_at:
        return warehouse, folder
    then = moment(as_at)
    return warehouse.known_at(then), folder / f"as-at-{then:%Y-%m-%dT%H%M%S}"


def _publish(desk: Desk, document: str, subject: str, as_at: str | None) -> None:
    from sscb_pipeline.reports.publish import publish

    if as_at:
        raise WrongUsage("What is published tells what is known now.", "Leave --as-at or --publish out.")
    name, paths = publish(desk.settings, open_warehouse(desk.settings), document, subject)
    click.echo(f"Published as {name}. sscb reproduce {name} rebuilds and compares it.", err=True)
    for path in paths:
        click.echo(str(path))


@click.command()
@click.argument("publication")
@click.pass_obj
def reproduce(desk: Desk, publication: str) -> None:
    """Rebuild a PUBLICATION from the rows it was made from, and compare every byte. Exit code 1 when anything differs."""
    from sscb_pipeline.reports.publish import rebuild

    found = rebuild(desk.settings, open_warehouse(desk.settings), publication)
    for path, said in found.files.items():
        click.echo(f"{said}: {path}")
    if not found.is_same:
        why = "" if found.same_definitions else " The definitions have changed since it was published."
        raise SscbError(f"{publication} does not come out as it was published.{why}", "The kept copy is what was published.")
    click.echo(f"{publication} comes out as published, as known at {found.publication.as_at:%Y-%m-%d %H:%M}.", err=True)


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
