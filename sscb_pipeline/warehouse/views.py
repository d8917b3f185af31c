"""The views over the registry and the returns: what is current, what stands in for a return, how much is given.

All follow from the declarations and are made anew whenever the warehouse is opened.
"""
# ruff: noqa: S608 - names of tables and columns are declared ones, never data

from collections.abc import Iterator

from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.warehouse.schema import return_tables, submission

_OF_SUBMISSION = ", ".join(
    "coalesce(c.month, s.month) as month" if column.name == "month" else f"s.{column.name}" for column in submission.columns
)

VIEWS = f"""
create or replace view registry.accepted_submission as
select {_OF_SUBMISSION}, s.month as sent_for
from registry.submission s left join registry.covered_month c using (submission_id)
where s.status = 'accepted'
  and s.loaded_at <= coalesce(nullif(current_setting('sscb.as_at', true), '')::timestamptz, 'infinity');
create or replace view registry.current_submission as
select distinct on (return_name, month, part) {", ".join(column.name for column in submission.columns)}
from registry.accepted_submission
order by return_name, month, part, loaded_at desc, version desc;
"""
"""accepted_submission: every submission loaded, once for each month it is about; `sent_for` is the file's own month.
current_submission: of these the one that tells each return, month and part: the one loaded last. A file of the year to date
tells every month it covers, and stands here once for each. With the setting `sscb.as_at`, both as known at that moment."""

ACCEPTED_SUBMISSION = (*(column.name for column in submission.columns), "sent_for")
"""The columns of `registry.accepted_submission`."""


def fed_returns() -> str:
    """The view of the months a return counts as received for through another one that stands in for it: one row per month
    and such submission whose file had every sheet that feeds the return."""
    fed = [
        (declared.name, feed.return_name, [declared.table(s) for s in declared.sheets if s.facts().name in feed.sheets])
        for declared in all_returns()
        for feed in declared.feeds
    ]
    listed = ", ".join(f"('{through}', '{name}', array[{', '.join(map(repr, tables))}])" for through, name, tables in fed)
    return f"""
create or replace view registry.received_through as
select fed.return_name, sent.month, sent.return_name as through, sent.submission_id, sent.received_at, sent.loaded_at
from registry.current_submission sent
join (values {listed}) as fed (through, return_name, tables) on fed.through = sent.return_name
where cardinality(fed.tables) = (
    select count(distinct found.table_name) from registry.sheet found
    where found.submission_id = sent.submission_id and found.table_name = any(fed.tables));
"""


RECEIVED_THROUGH = ("return_name", "month", "through", "submission_id", "received_at", "loaded_at")
"""The columns of `registry.received_through`."""


EXPECTED = ("return_name", "part", "agency", "due_working_day")
"""The columns of `registry.expected`."""


def expected_view() -> str:
    """The view of what is sent for every month: one row per return and part, with the working day of the next month it is due.

    A return that only comes in place of others is not expected.
    """
    listed = ", ".join(
        f"('{declared.name}', '{part}', '{declared.agency.key}', {declared.due_working_day})"
        for declared in all_returns() if not declared.is_alternative for part in declared.parts or ("",))
    return f"create or replace view registry.expected ({', '.join(EXPECTED)}) as values {listed}"


GIVEN = ("sheet_id", "rows", "nhs_number", "dob", "ethnicity", "of_school_age", "upn")
"""The columns of `registry.given`."""


def given_view() -> str:
    """The view of how many accepted rows of a sheet give what a child is known by; null where the sheet has no such column.

    A birth expected counts as one given. Pupil numbers are looked for in rows of children aged 5 to 15 on the month's last day.
    """
    parts = []
    for table in return_tables():
        has = {column.name for column in table.columns}
        given = [f'count("{name}")' if name in has else "null::bigint" for name in ("nhs_number", "dob", "ethnicity")]
        if {"dob", "edd"} <= has:
            given[1] = "count(coalesce(dob, edd))"
        pupil = "extract(year from age((s.month || '-01')::date + interval '1 month - 1 day', dob)) between 5 and 15"
        school = ("null::bigint", "null::bigint")
        if {"dob", "upn"} <= has:
            school = (f"count(*) filter (where {pupil})", f"count(upn) filter (where {pupil})")
        if {*given, *school} != {"null::bigint"}:
            parts.append(f"select r.sheet_id, count(*), {', '.join((*given, *school))} "
                         f'from returns."{table.name}" r join registry.submission s using (submission_id) group by r.sheet_id')
    return f"create or replace view registry.given ({', '.join(GIVEN)}) as {' union all '.join(parts)}"


def current_views() -> Iterator[str]:
    """The views that show only current rows of each return's tables, with the month they are told for."""
    for declared in all_returns():
        for sheet in declared.sheets:
            table = declared.table(sheet)
            view = (
                "create or replace view current_returns.{0} as "
                "select s.month as reporting_month, s.part, s.received_at, r.* from returns.{0} r "
            )
            current = _row_by_row(sheet.facts().month_column) if declared.year_to_date else _BY_FILE
            yield view.format(f'"{table}"') + current


_BY_FILE = "join registry.current_submission s using (submission_id)"


def _row_by_row(month_column: str | None) -> str:
    """In a file of the year to date each row belongs to the month it happened in, if the file covers that, else to the file's
    own; it is current while the file is what tells that month."""
    happened = f"to_char(r.{month_column}, 'YYYY-MM')" if month_column else "null"
    return (
        "join registry.submission own using (submission_id) "
        f"left join registry.covered_month c on c.submission_id = r.submission_id and c.month = {happened} "
        "join registry.current_submission s on s.submission_id = r.submission_id and s.month = coalesce(c.month, own.month)"
    )
