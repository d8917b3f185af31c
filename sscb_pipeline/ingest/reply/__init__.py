"""What goes back to the sender of each file: a receipt, and a workbook of the rows to correct."""

from sscb_pipeline.ingest.reply.sheet import ReplySheet
from sscb_pipeline.ingest.reply.write import missing_replies, sweep, write_missing_replies, write_replies

__all__ = ["ReplySheet", "missing_replies", "sweep", "write_missing_replies", "write_replies"]
