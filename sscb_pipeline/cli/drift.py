"""`sscb drift`, `sscb accept-spelling`, `sscb accept-heading`: what senders changed, and accepting how they write it now."""

import click
import pandas as pd

from sscb_pipeline.cli.main import Desk
from sscb_pipeline.cli.table import as_json, show
from sscb_pipeline.vocabulary.calendar import first_day
from sscb_pipeline.warehouse import standing
from sscb_pipeline.warehouse.server import open_warehouse

_COLUMNS = ["return", "part", "sheet", "change", "position", "column", "was", "now", "rows", "accept"]


@click.command()
@click.option("--month", help="Reporting month, e.g. 2017-03; the latest one unless said.")
@click.option("--return", "name", help="One return, e.g. pol_missing.")
@click.option("--json", "as_program", is_flag=True, help="The same for a program.")
@click.pass_obj
def drift(desk: Desk, month: str | None, name: str | None, as_program: bool) -> None:
    """Columns and code words that are not as the month before. Shows senders' own words: keep them on this terminal."""
    from sscb_pipeline.ingest.drift import drift as compared
    from sscb_pipeline.returns.registry import return_named

    if name:
        return_named(name)
    warehouse = open_warehouse(desk.settings)
    chosen = month or standing.latest_month(warehouse)
    rows = []
    if chosen:
        first_day(chosen)
        with warehouse.begin() as connection:
            for sent, changes in compared(connection, desk.settings, chosen, name).items():
                rows += [
                    (sent.return_name, sent.part, c.sheet, c.kind, c.position, c.column, c.was, c.now, c.rows, c.accept)
                    for c in changes
                ]
    found = pd.DataFrame(rows, columns=_COLUMNS).astype({"position": "Int64", "rows": "Int64"})
    if as_program:
        click.echo(as_json(found.astype(object).where(found.notna(), None)))
        return
    show(found.drop(columns=["accept"]).astype(object).where(found.notna(), None), f"Changes in {chosen or 'no month yet'}")
    for line in dict.fromkeys(found["accept"][found["accept"] != ""]):
        click.echo(f"To accept, if it is right: {line}", err=True)


@click.command("accept-spelling")
@click.argument("name", metavar="LIST")
@click.argument("spelling")
@click.argument("code")
@click.pass_obj
def accept_spelling(desk: Desk, name: str, spelling: str, code: str) -> None:
    """From the next file on, SPELLING means CODE in the code list LIST."""
    from sscb_pipeline.ingest.spellings import accept_spelling as accept

    accept(desk.settings, name, spelling, code)
    click.echo(f"Accepted: in {name} it means {code}, from the next file on.", err=True)


@click.command("accept-heading")
@click.argument("column", metavar="RETURN.SHEET.COLUMN")
@click.argument("heading")
@click.pass_obj
def accept_heading(desk: Desk, column: str, heading: str) -> None:
    """From the next file on, HEADING is a heading of this column."""
    from sscb_pipeline.ingest.spellings import accept_heading as accept

    accept(desk.settings, column, heading)
    click.echo(f"Accepted: it is a heading of {column}, from the next file on.", err=True)
