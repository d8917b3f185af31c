"""Lets the sheet's pandera model judge its rows and turns failures into findings that never repeat a value."""

import numpy as np
import pandas as pd
import pandera.pandas as pa

from sscb_pipeline.ingest.conform import Conformed
from sscb_pipeline.ingest.text_rows import refuse_longer_rows, tell_longer_rows_alone

_SAYS = {
    "not_nullable": ("required", "is needed and is blank"),
    "greater_than_or_equal_to": ("out_of_range", "is below the smallest value allowed"),
    "less_than_or_equal_to": ("out_of_range", "is above the largest value allowed"),
}

_SHIFTED_FROM = 3
"""So many unreadable cells in one record are told as a shifted row."""


def judge(read: list[Conformed]) -> None:
    """Refuse or query records by the models' rules, those that belong to no one, and those that stand twice."""
    for conformed in read:
        if not conformed.frame.empty:
            refuse_longer_rows(conformed)
            _by_model(conformed)
            _by_identity(conformed)
            _by_need(conformed)
            _by_place(conformed)
    for sheet in dict.fromkeys(conformed.table.sheet for conformed in read):
        _by_key(Together([conformed for conformed in read if conformed.table.sheet is sheet]))
    for conformed in read:
        conformed.settle()
        tell_longer_rows_alone(conformed)


class Together:
    """The records that load of one declared sheet, which may stand on several sheets of the workbook (one per area).

    `frame` has them one below the other, its index running from 0; `owner` finds whose record a position is.
    """

    def __init__(self, read: list[Conformed]) -> None:
        self._read = read
        frames = [conformed.accepted_frame() for conformed in read]
        self._labels = [frame.index for frame in frames]
        self._starts = np.cumsum([0, *(len(frame) for frame in frames)])
        self.sheet = read[0].table.sheet
        self.frame = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0].reset_index(drop=True)

    def owner(self, position: int) -> tuple[Conformed, int]:
        """(the sheet read, the record's label there)."""
        which = int(np.searchsorted(self._starts, position, side="right")) - 1
        return self._read[which], int(self._labels[which][position - self._starts[which]])


def _by_need(conformed: Conformed) -> None:
    """Counts that may be suppressed are needed all the same: blank without a word is refused."""
    facts = conformed.table.sheet.facts()
    for column in facts.columns.values():
        if column.required and facts.may_be_null(column):
            for label in conformed.frame.index[conformed.frame[column.name].isna()]:
                if column.name not in conformed.why_blank.get(int(label), {}):
                    conformed.refuse(int(label), column.name, "required", "is needed and is blank")


def _by_place(conformed: Conformed) -> None:
    """Several cells of one record that cannot be read: not so many slips, but one shift to the right or left."""
    for label, columns in conformed.unread.items():
        if len(columns) >= _SHIFTED_FROM and label in conformed.refused:
            conformed.refuse(label, None, "row_shifted", f"{len(columns)} cells seem to stand in the wrong columns")


def _by_model(conformed: Conformed) -> None:
    facts = conformed.table.sheet.facts()
    try:
        conformed.table.sheet.validate(conformed.frame, lazy=True)
    except pa.errors.SchemaErrors as failed:
        cases = failed.failure_cases
    else:
        return
    told: set[tuple[int, str]] = set()
    for column, check, row in zip(cases["column"], cases["check"], cases["index"], strict=True):
        if row is None or row != row:
            raise AssertionError(f"{facts.name}: the model failed as a whole on {check}; reader and model disagree")
        row = int(row)
        rule = facts.rules.get(check)
        if rule is None:
            name, says = _SAYS.get(str(check).partition("(")[0], ("not_valid", "is not valid here"))
            if name == "required" and column in conformed.why_blank.get(row, {}):
                says = "is needed, and holds words that say there is no value"
            conformed.refuse(row, column, name, says)
        elif (row, check) not in told:
            told.add((row, check))
            unread = not conformed.unread.get(row, {}).keys().isdisjoint(rule.columns)
            if unread and (not rule.refuse or row in conformed.refused):
                continue  # it breaks the rule only because a cell of it could not be read, which is told already
            if rule.refuse:
                conformed.refuse(row, rule.columns[0], rule.name, rule.says)
            else:
                conformed.query(row, rule.columns[0], rule.name, rule.says)


def _by_identity(conformed: Conformed) -> None:
    groups = conformed.table.sheet.facts().identity
    if not groups:
        return
    known = pd.Series(False, index=conformed.frame.index)
    for group in groups:
        known |= conformed.frame[list(group)].notna().all(axis=1)
    ways = "; or ".join(" + ".join(conformed.table.sheet.facts().columns[name].heading for name in group) for group in groups)
    for row in known.index[~known]:
        conformed.refuse(int(row), None, "no_identity", f"no one can be identified by it; it needs {ways}")


def _by_key(together: Together) -> None:
    key = list(together.sheet.facts().key)
    frame = together.frame
    if not key or frame.empty:
        return
    alike = frame.duplicated(subset=key, keep="first")
    if not alike.any():
        return
    same = alike & frame.duplicated(keep="first")
    headings = " and ".join(together.sheet.facts().columns[name].heading for name in key)
    for position in np.flatnonzero(same):
        conformed, label = together.owner(int(position))
        conformed.refuse(label, None, "duplicate_row", "the row stands above already, alike in every column")
    for position in np.flatnonzero(alike & ~same):
        conformed, label = together.owner(int(position))
        conformed.query(
            label, key[0], "same_key_twice", f"another row has the same {headings} but other values; both were loaded"
        )
