"""What the registry holds of a submission beside its rows: refused and ignored rows, findings, codes and unknown words."""

from collections.abc import Mapping

from sqlalchemy import text

from sscb_pipeline.warehouse import history, registry
from sscb_pipeline.warehouse.load import Finding
from sscb_pipeline.warehouse.server import Warehouse


def sheet_id(warehouse: Warehouse, submission: int, sheet: str) -> int:
    """The id of a submission's sheet."""
    [found] = warehouse.rows("select sheet_id from registry.sheet where submission_id = :id and sheet = :sheet",
                             id=submission, sheet=sheet)
    return int(found.sheet_id)


def unloaded(warehouse: Warehouse, submission: int, sheet: str, *, refused: int = 0, ignored: int = 0) -> None:
    """Rows of the sheet that were refused or hold no data, beside those given."""
    with warehouse.begin() as connection:
        connection.execute(
            text("update registry.sheet set refused = :refused, ignored = :ignored,"
                 " rows_read = accepted + :refused + :ignored where sheet_id = :id"),
            {"refused": refused, "ignored": ignored, "id": sheet_id(warehouse, submission, sheet)})


def found(warehouse: Warehouse, submission: int, sheet: str, *findings: tuple[int | None, str, str]) -> None:
    """Findings on the sheet: row, strength, rule."""
    with warehouse.begin() as connection:
        registry.record_findings(connection, submission, [
            Finding(sheet, row, None, None, strength, rule, "Something was found.") for row, strength, rule in findings])


def coded(warehouse: Warehouse, submission: int, table: str, *columns: str) -> None:
    """Count the codes of these columns, as is done when rows are loaded."""
    with warehouse.begin() as connection:
        history.count_codes(connection, table, columns, submission)


def unknown(warehouse: Warehouse, submission: int, sheet: str, words: Mapping[str, Mapping[str, int]]) -> None:
    """Words of code columns that no list spells: column -> word -> rows."""
    with warehouse.begin() as connection:
        registry.record_unknown_words(connection, sheet_id(warehouse, submission, sheet), words)
