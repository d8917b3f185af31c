"""How real life differs from the template: which files of the county are untidy, and in which ways.

Whatever is done to a file, the rows that count stay readable: faulty rows are added rows, never changed ones.
"""

from dataclasses import dataclass, replace

import numpy as np

from sscb_pipeline.example_data.chance import Array, Rows, Stream, stream
from sscb_pipeline.example_data.days import month_end
from sscb_pipeline.returns.declaration import Code, Column, Day, Moment, Return, SheetFacts, Text, words_of
from sscb_pipeline.vocabulary.calendar import first_day
from sscb_pipeline.vocabulary.codes import spelling_key

UNTIDY_SHARE = 1 / 6
RESUBMITTED_SHARE = 0.03
SENT_TWICE_SHARE = 0.02
CSV_SHARE = 0.25
TRICKS = ("titles", "reordered", "extra_column", "blank_rows", "grand_total", "words", "text_dates", "faulty_rows", "odd_name")


@dataclass(frozen=True)
class Paper:
    """One file to write: `name`, what is untidy about it, which version it is.

    `draft`: a first version that lacks some rows and has wrong ones; the true rows follow in version 2.
    `copy_of`: the same bytes under another name.
    """

    name: str
    tricks: frozenset[str] = frozenset()
    draft: bool = False
    copy_of: str | None = None


def papers(declared: Return, month: str, part: str, seed: int) -> list[Paper]:
    """The files an agency sends about a month: mostly one tidy workbook, named as asked."""
    rng = stream(seed, f"papers {declared.name} {month} {part}")
    paper = Paper(declared.file_name(month, part))
    luck = rng.random()
    if declared.name == "pol_missing" and rng.random() < CSV_SHARE:
        return [replace(paper, name=paper.name.removesuffix(".xlsx") + ".csv", tricks=frozenset({"text_dates"}))]
    if luck < UNTIDY_SHARE:
        chosen = frozenset(rng.choice(TRICKS, rng.integers(2, 5), replace=False).tolist())
        return [replace(paper, name=_odd_name(rng, declared, month, part) if "odd_name" in chosen else paper.name,
                        tricks=chosen)]
    if luck < UNTIDY_SHARE + RESUBMITTED_SHARE:
        return [replace(paper, draft=True), Paper(declared.file_name(month, part, version=2))]
    if luck < UNTIDY_SHARE + RESUBMITTED_SHARE + SENT_TWICE_SHARE:
        return [paper, Paper(f"Copy of {paper.name}", copy_of=paper.name)]
    return [paper]


def _odd_name(rng: Stream, declared: Return, month: str, part: str) -> str:
    """Names people give: `SCC cin cpp Nov 2016 FINAL (2).xlsx`, `Copy of SCC cin cpp 30.11.2016.xlsx`."""
    words = " ".join(filter(None, (declared.agency.sender, words_of(declared.file_stem), part)))
    day = first_day(month)
    last = str(month_end(month)).split("-")
    return [f"{words} {day:%b %Y} FINAL (2).xlsx", f"Copy of {words} {last[2]}.{last[1]}.{last[0]}.xlsx",
            f"{words} {day:%B %Y}.xlsx", f"{words}_{month} (1).xlsx"][int(rng.integers(0, 4))]


def column_order(rng: Stream, facts: SheetFacts, tricks: frozenset[str]) -> list[Column]:
    """The sheet's columns as this file has them."""
    columns = list(facts.columns.values())
    if "reordered" in tricks:
        return [columns[place] for place in rng.permutation(len(columns))]
    return columns


def titles(declared: Return, facts: SheetFacts, month: str) -> list[list[str]]:
    """Rows people put above the headings."""
    last = str(month_end(month)).split("-")
    return [[declared.agency.name], [f"{declared.title}: {facts.name.replace('_', ' ')}"],
            [f"Data as at {last[2]}/{last[1]}/{last[0]}"], []]


def in_words(column: Column, values: Array) -> Array:
    """Codes written as words where their list knows the words (`NEG` -> `Neglect`)."""
    codes = column.code_list
    if not codes or column.kind.name != "code":
        return values
    words = {code: meaning for code, meaning in codes.meanings.items() if codes.spellings.get(spelling_key(meaning)) == code}
    out = np.empty(len(values), dtype=object)
    out[:] = [words.get(value, value) for value in values.tolist()]
    return out


def as_draft(rng: Stream, facts: SheetFacts, rows: Rows) -> Rows:
    """A hasty first version: one row in thirty is missing, and one in forty has another row's code."""
    count = len(next(iter(rows.values())))
    draft = dict(rows)
    for column in facts.columns.values():
        if column.required and column.kind is Code and not column.key:
            slipped = rng.random(count) < 1 / 40
            draft[column.name] = np.where(slipped, np.roll(draft[column.name], 1), draft[column.name])
            break
    kept = np.flatnonzero(rng.random(count) > 1 / 30)
    kept = kept[: count - 1] if count > 1 else np.arange(count)
    return {name: values[kept] for name, values in draft.items()}


def faulty_rows(rng: Stream, facts: SheetFacts, rows: Rows) -> list[dict[str, object]]:
    """One or two extra rows that must be refused: a copy of a row with another id and an unreadable date or no key."""
    keys = [c for c in facts.columns.values() if c.key and c.kind is Text]
    dates = [c for c in facts.columns.values() if c.required and c.kind in (Day, Moment)]
    count = len(next(iter(rows.values())))
    if not keys or count < 20:
        return []
    out: list[dict[str, object]] = []
    for fault in ("no_key", "no_date") if dates else ("no_key",):
        place = int(rng.integers(0, count))
        row: dict[str, object] = {name: values[place] for name, values in rows.items()}
        row |= {c.name: f"{row[c.name]}X" for c in keys}
        if fault == "no_key":
            row[keys[-1].name] = None
        else:
            row[dates[0].name] = "31/02/2016"
        out.append(row)
    return out
