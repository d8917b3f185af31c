"""How a month stands: what arrived, in which version, what is late, refused, superseded or awaited from whom."""

import datetime as dt

import pandas as pd

from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.vocabulary.calendar import due_day
from sscb_pipeline.warehouse.server import Warehouse

COLUMNS = (
    "month",
    "agency",
    "return",
    "part",
    "state",
    "version",
    "received_at",
    "due",
    "rows_read",
    "accepted",
    "refused",
    "ignored",
    "files_refused",
    "superseded",
    "file_name",
    "reply",
)

_CURRENT = """
select c.return_name, c.part, c.version, c.received_at, c.file_name, coalesce(sum(s.rows_read), 0) as rows_read,
       coalesce(sum(s.accepted), 0) as accepted, coalesce(sum(s.refused), 0) as refused, coalesce(sum(s.ignored), 0) as ignored
from registry.current_submission c left join registry.sheet s using (submission_id)
where c.month = :month group by 1, 2, 3, 4, 5
"""

_THROUGH = "select return_name, through, received_at from registry.received_through where month = :month order by received_at"

_OTHERS = """
select return_name, part, count(*) filter (where status = 'refused') as files_refused,
       count(*) filter (where status = 'accepted') as accepted_files
from registry.submission where month = :month group by 1, 2
"""

_REPLIES = """
with told as (
    select distinct on (return_name, part) submission_id, return_name, part from registry.submission
    where month = :month and status <> 'received'
    order by return_name, part, status = 'refused', version desc, received_at desc)
select t.return_name, t.part, string_agg(r.path, ' ' order by r.kind) as paths
from told t join registry.reply r using (submission_id) group by 1, 2
"""
"""Of each return and part, what was written about the file that counts: the current one, else the last one refused."""


def latest_month(warehouse: Warehouse) -> str | None:
    """The latest month any file was recognised for."""
    found = warehouse.read("select max(month) as month from registry.submission")["month"].iloc[0]
    return None if found is None else str(found)


def standing(warehouse: Warehouse, month: str, today: dt.date) -> pd.DataFrame:
    """One row per return and part expected or received for the month, with COLUMNS.

    `state`: received, received late, late (due and not here), awaited (not due yet), refused (sent, nothing loaded),
    received through another return that stands in for it. Such a return is told of only when it came.
    `reply`: what was written for its sender, paths below the data folder with a space between them.
    """
    current = {(row.return_name, row.part): row for row in warehouse.rows(_CURRENT, month=month)}
    others = {(row.return_name, row.part): row for row in warehouse.rows(_OTHERS, month=month)}
    told = {(row.return_name, row.part): row.paths for row in warehouse.rows(_REPLIES, month=month)}
    through = {row.return_name: row.through for row in warehouse.rows(_THROUGH, month=month)}
    rows = []
    for declared in all_returns():
        due = due_day(month, declared.due_working_day)
        seen = {part for name, part in {**current, **others} if name == declared.name}
        if declared.is_alternative and not seen:
            continue
        whole = "" in seen or not declared.parts or (not seen and declared.name in through)
        for part in sorted(seen | ({""} if whole else set(declared.parts))):
            here, other = current.get((declared.name, part)), others.get((declared.name, part))
            refused = int(other.files_refused) if other else 0
            if here:
                state = "received late" if here.received_at.date() > due else "received"
            elif declared.name in through:
                state = f"received through {through[declared.name]}"
            elif refused:
                state = "refused"
            else:
                state = "late" if today > due else "awaited"
            rows.append(
                (
                    month,
                    declared.agency.key,
                    declared.name,
                    part,
                    state,
                    here.version if here else None,
                    here.received_at if here else None,
                    due,
                    *((int(here.rows_read), int(here.accepted), int(here.refused), int(here.ignored)) if here else (None,) * 4),
                    refused,
                    max(int(other.accepted_files) - 1, 0) if other else 0,
                    here.file_name if here else None,
                    told.get((declared.name, part)),
                )
            )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def submissions(warehouse: Warehouse) -> pd.DataFrame:
    """Every file with its own bytes: what it is, its version and what became of it. `superseded` files have a later version."""
    return warehouse.read("""
        select sha256, file_name, agency, return_name as "return", month, part, version, received_at,
               case when status = 'accepted' and version < max(version) over (partition by return_name, month, part)
                    then 'superseded' else status end as status, reason
        from registry.submission order by received_at, submission_id""")


def sheets(warehouse: Warehouse) -> pd.DataFrame:
    """The row balance of every sheet: rows_read = accepted + refused + ignored."""
    return warehouse.read("""
        select b.sha256, a.sheet, a.rows_read, a.accepted, a.refused, a.ignored
        from registry.sheet a join registry.submission b using (submission_id) order by b.received_at, a.sheet_id""")


def refusals(warehouse: Warehouse) -> pd.DataFrame:
    """Every refused row with its address, rule and what to do; never a value."""
    return _findings(warehouse, "refused")


def queries(warehouse: Warehouse) -> pd.DataFrame:
    """What senders are asked about rows that were loaded."""
    return _findings(warehouse, "query")


def replies(warehouse: Warehouse) -> pd.DataFrame:
    """Every receipt and reply workbook written, and of which submission it tells; `path` is below the data folder."""
    return warehouse.read("""
        select s.sha256, s.file_name, s.agency, s.return_name as "return", s.month, s.part, s.version, s.status,
               r.kind, r.path, r.made_at
        from registry.reply r join registry.submission s using (submission_id) order by r.made_at, r.reply_id""")


def publications(warehouse: Warehouse) -> pd.DataFrame:
    """Every file of every published document: what it is about, the moment it tells as known at, its bytes' SHA-256."""
    return warehouse.read("""
        select p.publication_id, p.document, p.subject, p.edition, p.as_at, p.published_at, f.path, f.sha256,
               (select count(*) from registry.publication_input i where i.publication_id = p.publication_id) as submissions
        from registry.publication p join registry.publication_file f using (publication_id)
        order by p.published_at, f.path""")


def _findings(warehouse: Warehouse, strength: str) -> pd.DataFrame:
    return warehouse.read(
        """
        select b.sha256, f.sheet, f.row, f.column_letter, f.column_name as "column", f.rule, f.message
        from registry.finding f join registry.submission b using (submission_id)
        where f.strength = :strength order by b.received_at, f.finding_id""",
        strength=strength,
    )
