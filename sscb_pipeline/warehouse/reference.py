"""Calendar, areas, populations, standards and published figures as tables, so that SQL counts as the vocabulary does.

reference.day      one row per day 2012-2027: is it a working day, and how many working days came up to it
reference.period   one row per month, quarter, rolling 12 months, year to date and financial year: [start, end)
reference.area     one row per district and the area it belongs to, [valid_from, valid_to)
reference.population  one row per age group, place, middle of a year and version: what rates are divided by
reference.standard    one row per clock: from which event to which, how long it may take
reference.comparator  one row per figure published for comparison, with its basis, source and vintage
reference.neighbour   one row per authority of a group of statistical neighbours, [valid_from, valid_to)
"""

import datetime as dt
import hashlib
from dataclasses import asdict

from sqlalchemy import Connection, text

from sscb_pipeline.settings import FIRST_MONTH, REFERENCE
from sscb_pipeline.vocabulary import areas, calendar
from sscb_pipeline.vocabulary.comparators import FILES, comparators, last_day_of, measures, neighbours
from sscb_pipeline.vocabulary.populations import populations
from sscb_pipeline.vocabulary.standards import standards

_FILES = ("bank_holidays.csv", "areas.csv", "populations.csv", "standards.csv", *FILES)
_FIRST, _LAST = dt.date(2012, 1, 1), dt.date(2027, 12, 31)

TABLES = """
create table reference.source (fingerprint text not null);
create table reference.day (
    day date primary key, is_working_day boolean not null, working_day_number integer not null,
    month text not null, financial_year text not null);
comment on table reference.day is 'One row per day. Working days in (a, b] = number(b) - number(a); the same day is 0.';
create table reference.period (
    period_type text not null, period_start date not null, period_after date not null, period_end date not null,
    label text not null, primary key (period_type, period_start, period_after));
comment on table reference.period is 'One row per reporting period, [period_start, period_after); period_end is its last day.';
create table reference.area (
    district text not null, district_code text not null, area text not null, valid_from date not null, valid_to date);
comment on table reference.area is 'One row per district and its area in [valid_from, valid_to).';
create table reference.population (
    age_group text not null, area text not null, mid_year integer not null, version text not null,
    population integer not null, source text not null, licence text not null,
    primary key (age_group, area, mid_year, version));
comment on table reference.population is 'One row per age group, place, middle of a year and version.';
create table reference.standard (
    name text primary key, start_event text not null, end_event text not null, limit_value integer not null,
    unit text not null, basis text not null, source text not null);
comment on table reference.standard is 'One row per clock: limit_value, in unit, from start_event to end_event.';
create table reference.comparator (
    added integer not null, measure text not null, title text not null, indicator_id text, breakdown text,
    breakdown_value text, part text not null, periods text,
    area text not null, neighbour_group text not null, period text not null, period_end date not null,
    value double precision not null, unit text not null, polarity text not null, neighbours_with_data integer,
    basis text not null, rounding text not null, note text, source text not null, vintage text not null,
    licence text not null, primary key (measure, area, neighbour_group, period, basis, vintage));
comment on table reference.comparator is
    'One row per figure published for comparison; indicator_id to periods: what of the tidy table it compares with.';
create table reference.neighbour (
    neighbour_group text not null, la_code text not null, name text not null, closeness text not null,
    valid_from date not null, valid_to date, primary key (neighbour_group, la_code));
comment on table reference.neighbour is 'One row per authority of a group of statistical neighbours, and its dates.';
"""


def fill(connection: Connection) -> None:
    """Create and fill the reference tables, unless they already hold what the files and the calendar say."""
    fingerprint = hashlib.sha256(
        b"".join((REFERENCE / name).read_bytes() for name in _FILES) + TABLES.encode()
    ).hexdigest()
    exists = connection.execute(text("select to_regclass('reference.source')")).scalar()
    if exists and connection.execute(text("select fingerprint from reference.source")).scalar() == fingerprint:
        return
    connection.execute(text(
        "drop table if exists reference.source, reference.day, reference.period, reference.area, reference.population,"
        " reference.standard, reference.comparator, reference.neighbour cascade"))
    connection.execute(text(TABLES))
    connection.execute(text("insert into reference.day values (:day, :working, :number, :month, :year)"), _days())
    connection.execute(text("insert into reference.period values (:type, :start, :after, :end, :label)"), _periods())
    connection.execute(
        text("insert into reference.area values (:district, :code, :area, :from, :to)"),
        [
            {"district": d.name, "code": d.code, "area": d.area, "from": d.valid_from, "to": d.valid_to}
            for d in areas.districts()
        ],
    )
    connection.execute(
        text("insert into reference.population values"
             " (:age_group, :area, :mid_year, :version, :population, :source, :licence)"),
        [asdict(row) for row in populations()])
    connection.execute(
        text("insert into reference.standard values"
             " (:name, :start_event, :end_event, :limit_value, :unit, :basis, :source)"),
        [asdict(row) for row in standards().values()])
    connection.execute(
        text("insert into reference.comparator values (:added, :measure, :title, :indicator_id, :breakdown, :breakdown_value,"
             " :part, :periods, :area, :neighbour_group, :period, :period_end, :value, :unit, :polarity,"
             " :neighbours_with_data, :basis, :rounding, :note, :source, :vintage, :licence)"), _comparators())
    connection.execute(
        text("insert into reference.neighbour values (:neighbour_group, :la_code, :name, :closeness, :valid_from, :valid_to)"),
        [asdict(row) for row in neighbours()])
    connection.execute(text("insert into reference.source values (:fingerprint)"), {"fingerprint": fingerprint})


def _comparators() -> list[dict[str, object]]:
    """Every published figure with its series, in the order they were added: words that are blank in the files are null."""
    known = measures()
    return [
        asdict(row) | {name: said or None for name, said in asdict(known[row.measure]).items()}
        | {"period_end": last_day_of(row.period), "added": added} for added, row in enumerate(comparators())]


def _days() -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    number = 0
    for offset in range((_LAST - _FIRST).days + 1):
        day = _FIRST + dt.timedelta(days=offset)
        working = calendar.is_working_day(day)
        number += working
        rows.append(
            {
                "day": day,
                "working": working,
                "number": number,
                "month": calendar.month_of(day),
                "year": calendar.financial_year(day),
            }
        )
    return rows


def _periods() -> list[dict[str, object]]:
    """Every period that ends with a reporting month: five kinds, so that each month closes up to five of them."""
    rows: list[dict[str, object]] = []

    def add(kind: str, start: dt.date, after: dt.date, label: str) -> None:
        rows.append({"type": kind, "start": start, "after": after, "end": after - dt.timedelta(days=1), "label": label})

    for month in calendar.months_between(FIRST_MONTH, calendar.month_of(_LAST)):
        start, after = calendar.first_day(month), calendar.day_after_month(month)
        year = calendar.financial_year(start)
        year_start = calendar.financial_year_start(year)
        add("month", start, after, month)
        add("rolling_12m", calendar.add_months(after, -12), after, f"12 months to {month}")
        add("year_to_date", year_start, after, f"{year} to {month}")
        if start.month in (6, 9, 12, 3):
            add("quarter", calendar.add_months(after, -3), after, f"{year} Q{((start.month - 4) % 12) // 3 + 1}")
        if start.month == 3:
            add("year", year_start, after, year)
    return rows
