"""Lets the sheet's pandera model judge its rows and turns failures into findings that never repeat a value."""

import pandas as pd
import pandera.pandas as pa

from sscb_pipeline.ingest.conform import Conformed

_SAYS = {
    "not_nullable": ("required", "is needed and is blank"),
    "greater_than_or_equal_to": ("out_of_range", "is below the smallest value allowed"),
    "less_than_or_equal_to": ("out_of_range", "is above the largest value allowed"),
}


def judge(conformed: Conformed) -> None:
    """Refuse or query rows by the model's rules, rows that belong to no one, and rows that stand twice."""
    if not conformed.frame.empty:
        _by_model(conformed)
        _by_identity(conformed)
        _by_key(conformed)


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
            conformed.refuse(row, column, name, says)
        elif (row, check) not in told:
            told.add((row, check))
            if rule.refuse:
                conformed.refuse(row, rule.columns[0], rule.name, rule.says)
            else:
                conformed.queries.append(conformed.finding(row, rule.columns[0], "query", rule.name, rule.says))


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


def _by_key(conformed: Conformed) -> None:
    key = list(conformed.table.sheet.facts().key)
    if not key:
        return
    frame = conformed.accepted_frame()
    alike = frame.duplicated(subset=key, keep="first")
    if not alike.any():
        return
    same = frame.duplicated(keep="first")
    headings = " and ".join(conformed.table.sheet.facts().columns[name].heading for name in key)
    for row in frame.index[same]:
        conformed.refuse(int(row), None, "duplicate_row", "the row stands above already, alike in every column")
    for row in frame.index[alike & ~same]:
        conformed.queries.append(
            conformed.finding(
                int(row),
                key[0],
                "query",
                "same_key_twice",
                f"another row has the same {headings} but other values; both were loaded",
            )
        )
