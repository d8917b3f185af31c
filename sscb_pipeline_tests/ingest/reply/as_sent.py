"""What the loader hands over for a reply, taken from the archived workbook by a reader of its own."""

from openpyxl import load_workbook

from sscb_pipeline.ingest.receive import archive_path
from sscb_pipeline.ingest.reply import ReplySheet
from sscb_pipeline.ingest.reply.told import told_of
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse


def sheets_as_sent(settings: Settings, warehouse: Warehouse, submission_id: int) -> list[ReplySheet]:
    """The rows to correct of a submission."""
    told = told_of(warehouse, submission_id)
    sheets = []
    for balance in told.sheets:
        numbers = told.rows_to_correct.get(balance.sheet, set())
        if numbers:
            with archive_path(settings, told.submission.sha256).open("rb") as file:
                page = load_workbook(file)[balance.sheet]
            rows = {number: ["" if c.value is None else c.value for c in page[number]] for number in sorted(numbers)}
            headings = [str(cell.value or "") for cell in page[balance.heading_row]]
            sheets.append(ReplySheet(balance.sheet, headings, rows))
    return sheets
