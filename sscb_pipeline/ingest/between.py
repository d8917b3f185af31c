"""Rules between rows and sheets: what breaks one loads, and the sender is asked."""

from sscb_pipeline.ingest.conform import Conformed, empty_frame
from sscb_pipeline.ingest.judge import Together
from sscb_pipeline.ingest.recognise import Recognised
from sscb_pipeline.returns.between_rows import Frames


def cross_check(found: Recognised, read: list[Conformed]) -> None:
    """Ask about the records that break a cross rule of the return. A sheet left out has no rows."""
    together = {
        sheet.facts().name: Together([conformed for conformed in read if conformed.table.sheet is sheet])
        for sheet in dict.fromkeys(conformed.table.sheet for conformed in read)
    }
    tables = {
        name: together[name].frame if name in together else empty_frame(sheet)
        for name, sheet in ((sheet.facts().name, sheet) for sheet in found.declared.sheets)
    }
    frames = Frames(tables, found.month)
    for rule in found.declared.rules_between_rows:
        if rule.sheet in together:
            for position in rule.find(frames):
                conformed, label = together[rule.sheet].owner(int(position))
                conformed.query(label, rule.columns[0], rule.name, rule.says)
