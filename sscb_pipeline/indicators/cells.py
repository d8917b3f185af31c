"""The SQL that counts one indicator's items: numerators and denominators by month, area and breakdown."""
# ruff: noqa: S608 - names come from checked headers, never from data; values are bound

from dataclasses import dataclass

from sscb_pipeline.indicators.headers import Indicator
from sscb_pipeline.indicators.models import Model

NOT_KNOWN = "UNKNOWN"
"""The area or breakdown value of items that carry none."""

_LONGEST = 360
"""Days: of two months' first days the first and the last of twelve are nearer, and no period holds two further apart."""


@dataclass(frozen=True)
class Conditions:
    """SQL conditions on one item of an indicator's table: in the numerator, in the denominator (true where there is none),
    not matched across agencies, counted at all."""

    numerator: str
    denominator: str
    unmatched: str
    counted: str


def conditions(indicator: Indicator) -> Conditions:
    """What an item is. One that could not be matched is not in the numerator, but may belong there."""
    inside = "coalesce(in_denominator, false)" if indicator.denominator else "true"
    matched = "coalesce(is_matched, false)" if indicator.matching else "true"
    numerator = f"(coalesce(in_numerator, false) and {inside} and {matched})"
    unmatched = f"({inside} and not {matched})"
    counted = inside if indicator.denominator or indicator.shares else f"({numerator} or {unmatched})"
    return Conditions(numerator, inside, unmatched, counted)


def keeping_order(model: Model) -> str:
    """The order in which one item of a distinct unit is kept: precedence, the numerator, what may belong there, the day."""
    assert model.indicator is not None
    is_ = conditions(model.indicator)
    return _order(model, is_.numerator, is_.unmatched)


def _order(model: Model, numerator: str, unmatched: str) -> str:
    precedence = "precedence, " if "precedence" in model.columns else ""
    return f"{precedence}{numerator} desc, {unmatched} desc, item_date, sheet_id, source_row"


def facts(model: Model, items: str) -> str:
    """The statement that fills pg_temp.fact for one indicator, whose items are in schema `items`.

    Items that add up are summed by month, or by the day they stand at. So are distinct units with a single item: nearly
    all, found without sorting. Of a unit's several items one is kept a month, that of lowest precedence, the same for the
    whole county, so that parts add up. It counts in every period that reaches its month but neither back to the last earlier
    month with one of lower precedence (`later_than`) nor on to the next later one (`sooner_than`).
    """
    indicator = model.indicator
    if indicator is None:
        raise ValueError(f"{model.name} is no indicator")
    parts, always = [_items(model, items)], ("null::date", "null::date")
    if indicator.counting == "items":
        counted = _long("item", always, model)
    elif indicator.type == "snapshot":
        parts += [*_apart("unit_id, variant, day"), f"""of_day as (select * from single union all select * from (
            select distinct on (unit) * from several order by unit, {_kept(model)}))"""]
        counted = _long("of_day", always, model)
    else:
        parts += [*_apart("unit_id, variant"), f"""
        placed as materialized (select *, row_number() over (order by unit, {_kept(model)}) as place from several),
        of_month as materialized (select unit, day, min(place) as place from placed group by unit, day),
        bounded as (
            select own.place, max(other.day) filter (where other.day < own.day) as later_than,
                min(other.day) filter (where other.day > own.day) as sooner_than
            from of_month own left join of_month other on other.unit = own.unit and other.place < own.place
                and abs(other.day - own.day) < {_LONGEST} group by own.place),
        recounted as (select * from bounded join placed using (place))"""]
        counted = f"{_long('single', always, model)} union all {_long('recounted', ('later_than', 'sooner_than'), model)}"
    return f"with {', '.join(parts)} insert into pg_temp.fact select :ordinal, counted.* from ({counted}) counted"


def _kept(model: Model) -> str:
    """The keeping order of part `item`'s rows, down to what else may tell two apart: figures come out the same again."""
    return ", ".join([_order(model, "num", "unmatched"), "area", *_dimensions(model)])


def _apart(unit: str) -> list[str]:
    """Parts `single` and `several`: the items alone of their unit, and the others, whose unit has a number."""
    theirs, own = (", ".join(f"{table}.{name}" for name in unit.split(", ")) for table in ("repeated", "item"))
    return [f"repeated as materialized (select {unit}, row_number() over () as unit from item group by {unit}"
            " having count(*) > 1)",
            "single as (select item.*, null::bigint as unit from item"
            f" where not exists (select from repeated where ({theirs}) = ({own})))",
            f"several as (select item.*, unit from item join repeated using ({unit}))"]


def _dimensions(model: Model) -> list[str]:
    """The breakdowns' and shares' columns, quoted."""
    indicator = model.indicator
    assert indicator is not None
    return [f'"{name}"' for name in (*indicator.breakdowns, *indicator.shares)]


def _items(model: Model, items: str) -> str:
    """Part `item`: the items that count, with `num`, `den` and `unmatched` 1 or 0 (times `item_count` where a row stands for
    many), flows at their month's first day; `variant` is empty for the headline."""
    indicator = model.indicator
    assert indicator is not None
    day = "item_date" if indicator.type == "snapshot" else "date_trunc('month', item_date)::date"
    is_ = conditions(indicator)
    named = "".join(f", coalesce({d}::text, '{NOT_KNOWN}') as {d}" for d in _dimensions(model))
    variant = "coalesce(variant, '')" if indicator.variants else "''::text"
    times = " * item_count" if "item_count" in model.columns else ""
    precedence = "precedence, " if "precedence" in model.columns else ""
    keeping = f", unit_id, {precedence}item_date, sheet_id, source_row" if indicator.counting == "distinct" else ""
    return f"""item as (
        select {day} as day, coalesce(area, '{NOT_KNOWN}') as area, {variant} as variant{named},
            {is_.numerator}::int{times} as num, ({is_.denominator})::int{times} as den,
            {is_.unmatched}::int{times} as unmatched{keeping}
        from {items}."{model.name}" where {is_.counted})"""


def _long(relation: str, bounds: tuple[str, str], model: Model) -> str:
    """Rows of `relation` summed by day and area, in one pass: the whole, each breakdown, each share, each variant.

    `bounds` are the months later and sooner than which the periods lie that these rows count in. A share's denominator is
    left open: it is the whole's, or that of the value it is crossed with, and is filled in later. A column whose codes
    overlap is counted in a pass of its own, with all that is crossed with it.
    """
    indicator = model.indicator
    assert indicator is not None
    apart = indicator.overlapping
    keys = ", ".join(("day", *bounds))
    key = "day" if bounds[0].startswith("null") else keys
    breakdowns = [_Cut(name, (name,), False) for name in indicator.breakdowns]
    shares = [_Cut(name, (name,), True) for name in indicator.shares]
    crossed = [_Cut(crossing(name, other), (other, name), True) for name, every in indicator.crossed.items() for other in every]
    cuts = [cut for cut in (*crossed, *breakdowns, *shares) if cut.columns[-1] not in apart]
    sets = ", ".join(f"({', '.join((key, 'area', 'variant', *cut))})" for cut in ((), *(cut.quoted for cut in cuts)))
    share = " or ".join(cut.here for cut in cuts if cut.share) or "false"
    names = " ".join(f"when {cut.here} then '{cut.name}'" for cut in cuts)
    values = " ".join(f"when {cut.here} then {cut.value(cut.quoted[-1])}" for cut in cuts)
    of_whole = " and ".join(f"grouping({name}) = 1" for name in _dimensions(model) if name[1:-1] not in apart) or "true"
    parts = [f"""select {keys}, area, case when variant <> '' then 'variant' {names} else 'all' end as breakdown,
            case when variant <> '' then variant {values} else 'all' end as breakdown_value,
            case when {share} then sum(den) else sum(num) end as num, case when not ({share}) then sum(den) end as den,
            case when not ({share}) then sum(unmatched) end as unmatched
        from {relation} group by grouping sets ({sets}) having variant = '' or ({of_whole})"""]
    for column in apart:
        own = [cut for cut in (*crossed, *breakdowns, *shares) if cut.columns[-1] == column]
        sums = "sum(den), null, null" if own[0].share else "sum(num), sum(den), sum(unmatched)"
        within = [cut for cut in own if len(cut.columns) > 1]
        names = " ".join(f"when grouping({cut.quoted[0]}) = 0 then '{cut.name}'" for cut in within)
        values = " ".join(f"when grouping({cut.quoted[0]}) = 0 then {cut.value('code')}" for cut in within)
        sets = ", ".join(f"({', '.join((key, 'area', 'code', *cut.quoted[:-1]))})" for cut in own)
        parts.append(f"""select {keys}, area, case when false then null {names} else '{column}' end,
            case when false then null {values} else code end, {sums}
        from {relation} cross join lateral unnest(string_to_array("{column}", ',')) each_of (code)
        where variant = '' group by grouping sets ({sets})""")
    return " union all ".join(parts)


@dataclass(frozen=True)
class _Cut:
    """One breakdown of the tidy table: its name, the columns its values come of (two where a share is crossed with another),
    whether it is a share."""

    name: str
    columns: tuple[str, ...]
    share: bool

    @property
    def quoted(self) -> tuple[str, ...]:
        return tuple(f'"{name}"' for name in self.columns)

    @property
    def here(self) -> str:
        """The condition on a row of the one pass that it belongs to this breakdown, asked after those of more columns."""
        return "(" + " and ".join(f"grouping({name}) = 0" for name in self.quoted) + ")"

    def value(self, last: str) -> str:
        """The breakdown value, its last part the SQL `last`: `REFERRAL`, or `POLICE REFERRAL` where crossed."""
        return " || ' ' || ".join((*self.quoted[:-1], last))


def crossing(share: str, other: str) -> str:
    """The breakdown that shows a share within the values of another: `outcome_by_source_group`, `POLICE REFERRAL`."""
    return f"{share}_by_{other}"
