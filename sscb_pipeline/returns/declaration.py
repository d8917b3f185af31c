"""The language returns are declared in: a Return has Sheets, a Sheet is a pandera model, a column is one line.

    class Missing(Sheet):
        \"\"\"One row per missing or absent episode of a person under 18.\"\"\"

        misper_ref: Text = column("COMPACT id of the episode.", required=True, key=True)
        found_at: Moment = column("When the child was found; blank while still missing.", headings=["Date found"])

        @rule("found_before_missing", "found_at", "missing_from_at", says="was found before going missing")
        def found_after_missing(cls, rows: pd.DataFrame) -> pd.Series:
            return rows["found_at"].isna() | (rows["found_at"] > rows["missing_from_at"])

The annotation is the kind of cell (see KINDS): it decides how a cell is read, the pandas type pandera judges and the
PostgreSQL type the table has. pandera never converts (coerce=False): by the time it judges, cells have been read.
"""

import inspect
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import pandera.pandas as pa
from pandera.typing import Series

from sscb_pipeline.errors import DeclarationError
from sscb_pipeline.returns.between_rows import CrossRule, Stock
from sscb_pipeline.returns.every_return import rules_of_every_return
from sscb_pipeline.returns.every_sheet import EverySheet
from sscb_pipeline.returns.kinds import KINDS as KINDS

# Words of the language: returns import them from here.
from sscb_pipeline.returns.kinds import Clock as Clock
from sscb_pipeline.returns.kinds import Code as Code
from sscb_pipeline.returns.kinds import Codes as Codes
from sscb_pipeline.returns.kinds import Day as Day
from sscb_pipeline.returns.kinds import Kind as Kind
from sscb_pipeline.returns.kinds import Moment as Moment
from sscb_pipeline.returns.kinds import NhsNumber as NhsNumber
from sscb_pipeline.returns.kinds import Number as Number
from sscb_pipeline.returns.kinds import Postcode as Postcode
from sscb_pipeline.returns.kinds import Text as Text
from sscb_pipeline.returns.kinds import Upn as Upn
from sscb_pipeline.returns.kinds import Whole as Whole
from sscb_pipeline.returns.kinds import YesNo as YesNo
from sscb_pipeline.returns.row_rules import Rule, rules_written_in
from sscb_pipeline.returns.row_rules import rule as rule  # a word of the language: returns import it from here
from sscb_pipeline.vocabulary.agencies import Agency
from sscb_pipeline.vocabulary.codes import CodeList, code_list, spelling_key

_CALLED_ID = frozenset({"id", "ref", "urn", "ods"})


@dataclass(frozen=True)
class Column:
    """One declared column of a sheet.

    `required` cells may not be blank. `personal` values name or locate a person and never leave the returns schema
    except into packs. `restricted` free text never leaves the pack either. `key` columns together identify a row.
    `instead`: words that may stand in place of a value of the column's kind (`CON` for a confidential postcode).
    `smallest`, `largest`: the least and the greatest number allowed. `blank_days`: days (as 1900-01-01) a system writes
    where it has none; they are read as blank. `planned`: the day may honestly lie ahead. `alike`: one value in all rows of
    a file is usual.
    """

    name: str
    kind: type[Kind]
    description: str
    headings: tuple[str, ...]
    required: bool
    codes: str | None
    personal: bool
    restricted: bool
    key: bool
    instead: tuple[str, ...]
    smallest: float | None
    largest: float | None
    blank_days: tuple[str, ...] = ()
    planned: bool = False
    alike: bool = False

    @property
    def heading(self) -> str:
        """The plain heading: the name with spaces ('person_id' -> 'Person ID')."""
        words = [w.upper() if w in {"id", "dob", "edd", "nhs", "upn", "cpp", "cin", "icpc", "lac", "cse", "la", "duc", "ods",
                                    "uasc", "ehcp", "da", "rhi", "ola", "send", "sdq", "iro", "poc"} else w
                 for w in self.name.split("_")]
        return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])

    @property
    def is_identifier(self) -> bool:
        """Whether it tells a person or a case from all others: a text that is a key, or is called id, ref, urn or ods."""
        return self.kind is Text and (self.key or self.name.rpartition("_")[2] in _CALLED_ID)

    @property
    def code_list(self) -> CodeList | None:
        return code_list(self.codes) if self.codes else None

    def heading_keys(self) -> set[str]:
        """Every spelling of the heading, as compared: case and punctuation blind."""
        return {spelling_key(text) for text in (self.name, *self.headings)}


def column(description: str, *, headings: tuple[str, ...] | list[str] = (), required: bool = False, codes: str | None = None,
           personal: bool = False, restricted: bool = False, key: bool = False, ge: float | None = None,
           le: float | None = None, instead: tuple[str, ...] | list[str] = (),
           blank_days: tuple[str, ...] | list[str] = (), planned: bool = False, alike: bool = False) -> Any:
    """Declare a column: what the cell says, other spellings of its heading, and whether it may be blank."""
    facts = {"description": description, "headings": tuple(headings), "required": required, "codes": codes,
             "personal": personal, "restricted": restricted, "key": key, "instead": tuple(instead),
             "smallest": ge, "largest": le, "blank_days": tuple(blank_days), "planned": planned, "alike": alike}
    limits: dict[str, Any] = {name: value for name, value in (("ge", ge), ("le", le)) if value is not None}
    return pa.Field(nullable=not required, description=description, metadata={"sscb": facts}, **limits)


@dataclass(frozen=True)
class Wide:
    """A layout people use in real life: one row per case and a column per code, the answer in the cell below it.

    `code`: the column whose codes stand as headings (`agency`). `value`: the column the cell below gives (`attended_how`).
    `given`: what such a row says of other columns. `nothing`: words that mean there is no record, as a blank cell does.
    `meaning`: spellings of `value` that only this layout uses.
    """

    code: str
    value: str
    given: tuple[tuple[str, bool | str], ...] = ()
    nothing: tuple[str, ...] = ()
    meaning: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class SheetFacts:
    """What is declared about a sheet, beside what pandera checks.

    `name`: how the sheet is called in the workbook. `also_called`: other names it goes by.
    `one_row_is`: what one row is.
    `identity`: groups of columns of which at least one must be complete, or the row belongs to no one and is refused.
    `month_column`: the event date that puts a row into its month (None for snapshots and aggregates).
    `optional`: the workbook may come without this sheet.
    `told_by`: columns of which one at least must have a heading, or a table is not this sheet: what tells it from sheets
    that share most of its headings.
    `split_by`: a code column people make sheets of (one sheet per area or hub); the sheet's name then says the code.
    `wide`: the layout with a column per code it may come in.
    `aggregate`: rows are counts, not people; a suppressed count (`*`, `<5`, `c`) is neither 0 nor blank.
    """

    name: str
    one_row_is: str
    columns: dict[str, Column]
    rules: dict[str, Rule]
    identity: tuple[tuple[str, ...], ...]
    month_column: str | None
    optional: bool
    also_called: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    split_by: str | None = None
    wide: Wide | None = None
    aggregate: bool = False

    @cached_property
    def name_keys(self) -> frozenset[str]:
        """Every name of the sheet, as compared: "List 1" is neither "List 10" nor "Contacts of list 1"."""
        return frozenset(spelling_key(name) for name in (self.name, *self.also_called))

    @cached_property
    def heading_names(self) -> dict[str, str]:
        """Every spelling of every heading, as compared -> the column's name."""
        return {key: column.name for column in self.columns.values() for key in column.heading_keys()}

    def may_be_null(self, column: Column) -> bool:
        """Whether an accepted row may lack the value: not needed, or a count that may be suppressed."""
        return not column.required or (self.aggregate and column.kind in (Whole, Number))

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that together identify a row; rows alike in them are duplicates."""
        return tuple(c.name for c in self.columns.values() if c.key)


class Sheet(EverySheet):
    """One sheet of a return: subclass it, say in its docstring's first line what one row is, declare its columns.

    Class keywords: `name` (the class name unless said), `identity`, `month`, `optional`, `also_called`, `told_by`,
    `split_by`, `wide`, `aggregate`; see SheetFacts.
    """

    if TYPE_CHECKING:
        _facts: ClassVar[SheetFacts]

    class Config:
        coerce = False
        strict = True

    def __init_subclass__(cls, *, name: str | None = None, identity: tuple[tuple[str, ...], ...] = (),
                          month: str | None = None, optional: bool = False, also_called: tuple[str, ...] = (),
                          told_by: tuple[str, ...] = (), split_by: str | None = None, wide: Wide | None = None,
                          aggregate: bool = False, **kwargs: Any) -> None:
        kinds = dict(inspect.get_annotations(cls))
        columns: dict[str, Column] = {}
        for column_name, kind in kinds.items():
            columns[column_name] = Column(name=column_name, kind=kind, **cls.__dict__[column_name].metadata["sscb"])
            kinds[column_name] = Series[kind.pandas_type]  # type: ignore[name-defined]
            if aggregate and kind in (Whole, Number):  # a suppressed count has no value; ingest sees to needed ones
                cls.__dict__[column_name].nullable = True
        cls.__annotations__ = kinds
        cls._facts = SheetFacts(
            name=name or cls.__name__,
            one_row_is=(cls.__doc__ or "").strip().partition("\n")[0],
            columns=columns,
            rules={r.name: r for r in (*rules_written_in(cls), *rules_written_in(EverySheet)) if set(r.columns) <= set(columns)
                   or not r.everywhere},
            identity=identity,
            month_column=month,
            optional=optional,
            also_called=also_called,
            told_by=told_by,
            split_by=split_by,
            wide=wide,
            aggregate=aggregate,
        )
        _check(cls.__name__, cls._facts)
        super().__init_subclass__(**kwargs)  # type: ignore[no-untyped-call]

    @classmethod
    def facts(cls) -> SheetFacts:
        """What is declared about this sheet."""
        return cls._facts


def _check(sheet: str, facts: SheetFacts) -> None:
    """Raises DeclarationError when a heading leads to two columns or a rule, key or list names what is not there."""
    seen: dict[str, str] = {}
    for declared in facts.columns.values():
        if (declared.kind in (Code, Codes)) != bool(declared.codes):
            raise DeclarationError(f"{sheet}.{declared.name}: a code column names its list, no other column does.")
        if declared.codes:
            code_list(declared.codes)
        for key in declared.heading_keys():
            if seen.setdefault(key, declared.name) != declared.name:
                raise DeclarationError(f"{sheet}: the heading '{key}' is given for {seen[key]} and {declared.name}.")
    mentioned = [name for group in facts.identity for name in group]
    mentioned += list(facts.told_by)
    mentioned += [name for rule_ in facts.rules.values() for name in rule_.columns]
    wide = (facts.wide.code, facts.wide.value, *(name for name, _ in facts.wide.given)) if facts.wide else ()
    for name in [*mentioned, *wide, *filter(None, [facts.month_column, facts.split_by])]:
        if name not in facts.columns:
            raise DeclarationError(f"{sheet}: there is no column called {name}.")


@dataclass(frozen=True)
class NotKept:
    """A sheet senders include that is recognised, counted and not loaded, because nothing is made from it.

    `told_by`: headings by which it is known whatever it is called; all of them stand in it. `reason` completes
    "The sheet was not kept: …".
    """

    name: str
    also_called: tuple[str, ...]
    told_by: tuple[str, ...]
    reason: str

    @cached_property
    def name_keys(self) -> frozenset[str]:
        """Every name of the sheet, as compared."""
        return frozenset(spelling_key(name) for name in (self.name, *self.also_called))

    @cached_property
    def told_by_keys(self) -> frozenset[str]:
        """The headings that tell it, as compared."""
        return frozenset(spelling_key(heading) for heading in self.told_by)


@dataclass(frozen=True)
class Feed:
    """A return another one stands in for, when the sheets named were in its file: an absent sheet tells nothing."""

    return_name: str
    sheets: tuple[str, ...]


@dataclass(frozen=True)
class Return:
    """One return an agency sends each month: what it is, how its files are called and when it is due.

    `counts`: `events` (rows happened in the month) or `snapshot` (rows stand at the month's last day).
    `parts`: the parts it may arrive in, each its own file (areas, trusts); empty when it is always one file.
    `window_months`: how many earlier months' events a file may honestly repeat (rolling windows).
    `year_to_date`: a file may hold every month of the financial year so far; it then replaces those months.
    `cross_rules`: rules between rows and sheets; what breaks them is loaded and asked about.
    `stocks`: what stands open from month to month, and must follow from the month before.
    `not_kept`: sheets it may come with that are not loaded.
    `feeds`: the returns it stands in for; see `is_alternative`.
    """

    name: str
    title: str
    agency: Agency
    description: str
    source: str
    file_stem: str
    sheets: tuple[type[Sheet], ...]
    counts: str
    parts: tuple[str, ...] = ()
    due_working_day: int = 5
    window_months: int = 0
    year_to_date: bool = False
    cross_rules: tuple[CrossRule, ...] = ()
    stocks: tuple[Stock, ...] = ()
    not_kept: tuple[NotKept, ...] = ()
    feeds: tuple[Feed, ...] = ()

    @property
    def is_alternative(self) -> bool:
        """Whether it only comes in place of other returns: nobody waits for it, and it is never late."""
        return bool(self.feeds)

    @cached_property
    def rules_between_rows(self) -> tuple[CrossRule, ...]:
        """The return's own rules between rows, then those of every return."""
        return *self.cross_rules, *rules_of_every_return(self)

    def table(self, sheet: type[Sheet]) -> str:
        """Name of the table in schema `returns` that holds this sheet's accepted rows (`pol_missing__missing`)."""
        return f"{self.name}__{sheet.facts().name.lower()}"

    def __post_init__(self) -> None:
        facts = {sheet.facts().name: sheet.facts() for sheet in self.sheets}
        for rule_ in self.cross_rules:
            if rule_.sheet not in facts or not set(rule_.columns) <= set(facts[rule_.sheet].columns):
                raise DeclarationError(f"{self.name}: the rule {rule_.name} names a sheet or column there is not.")
        for feed in self.feeds:
            if not feed.sheets or not set(feed.sheets) <= set(facts):
                raise DeclarationError(f"{self.name}: it feeds {feed.return_name} from a sheet there is not.")

    def sheet_of_table(self, table: str) -> type[Sheet]:
        return next(sheet for sheet in self.sheets if self.table(sheet) == table)

    def file_name(self, month: str, part: str = "", version: int = 1) -> str:
        """The file name the agency is asked to use: `SyP_missing-u18_2016-11.xlsx`."""
        stem = "_".join(filter(None, (self.agency.sender, self.file_stem, part, month)))
        return f"{stem}{f'_v{version}' if version > 1 else ''}.xlsx"


def words_of(name: str) -> str:
    """`cs_cin_cpp` -> `cs cin cpp`, for matching names people write."""
    return re.sub(r"[^0-9a-z]+", " ", name.casefold()).strip()
