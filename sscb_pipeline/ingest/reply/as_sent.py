"""The rows a sender has to correct, as they stood in the file."""

from collections.abc import Iterable

from sscb_pipeline.ingest.grid import RawSheet
from sscb_pipeline.ingest.reply.sheet import ReplySheet
from sscb_pipeline.ingest.reply.told import Told


def rows_as_sent(told: Told, sheets: Iterable[RawSheet]) -> list[ReplySheet]:
    """The sheets cut down to their headings and their rows to correct."""
    by_name = {raw.called: raw for raw in sheets}
    found = []
    for balance in told.sheets:
        raw = by_name.get(balance.sheet) or by_name.get("")  # text files have one sheet, without a name
        numbers = told.rows_to_correct.get(balance.sheet)
        if raw and numbers and balance.heading_row:
            headings = [str(cell) for cell in raw.row(balance.heading_row - 1)]
            rows = {number: raw.row(number - 1) for number in sorted(numbers) if number <= raw.height}
            found.append(ReplySheet(balance.sheet, headings, rows))
    return found
