"""The rows to correct of a file that was loaded before, read once more from the archive."""

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.grid import unpack_file
from sscb_pipeline.ingest.receive import archive_path
from sscb_pipeline.ingest.reply.sheet import ReplySheet
from sscb_pipeline.ingest.reply.told import Told
from sscb_pipeline.ingest.workbook import Reader
from sscb_pipeline.settings import Settings


def rows_again(settings: Settings, reader: Reader, told: Told) -> list[ReplySheet]:
    """The sheets with their rows to correct; none of a file that cannot be read any more, whose sender has the receipt."""
    try:
        raw_sheets = unpack_file(reader.read(archive_path(settings, told.submission.sha256)))
    except FileRefused:
        return []
    by_name = {raw.name: raw for raw in raw_sheets}
    sheets = []
    for balance in told.sheets:
        raw = by_name.get(balance.sheet) or by_name.get("")  # text files have one sheet, without a name
        numbers = told.rows_to_correct.get(balance.sheet)
        if raw and numbers and balance.heading_row:
            headings = [str(cell) for cell in raw.row(balance.heading_row - 1)]
            sheets.append(ReplySheet(balance.sheet, headings, {number: raw.row(number - 1) for number in sorted(numbers)}))
    return sheets
