"""The action log of the area's meetings: what is overdue first, then what is open."""

from sscb_pipeline.reports.cells import Col
from sscb_pipeline.reports.maecc.pack import Pack, meaning
from sscb_pipeline.reports.maecc.section import Section
from sscb_pipeline.reports.workbook import Page
from sscb_pipeline.vocabulary.codes import code_list

# An action's area is that of the log it came in; of a log for all areas, that of the child's latest roster line.
_ACTIONS = """
with latest as (
    select distinct on (part, action_id)
        part, action_id, person_id, raised_on, description, owner_agency, due_on, completed_on, status,
        reporting_month as last_in_log
    from current_returns.cs_maecc__actions
    where raised_on <= :cutoff
    order by part, action_id, reporting_month desc, submission_id desc, source_row desc
),
roster as (
    select distinct on (person_id) person_id, area
    from current_returns.cs_maecc__roster
    where meeting_date <= :cutoff
    order by person_id, meeting_date desc, reporting_month desc
)
select coalesce(nullif(a.part, ''), r.area) as area, a.action_id, a.person_id, a.raised_on, a.description, a.owner_agency,
    a.due_on, a.last_in_log, a.status <> 'CANCELLED' and (a.completed_on is null or a.completed_on > :cutoff)
        and not (a.status = 'DONE' and a.completed_on is null) as is_open
from latest a left join roster r using (person_id)
order by a.due_on, a.action_id
"""


def render(page: Page, pack: Pack) -> None:
    still_open = [row for row in pack.asked["actions"] if row["is_open"] and row["area"] == pack.area]
    overdue = [row for row in still_open if row["due_on"] < pack.cutoff]
    names = {
        child.person_id: f"{child.latest['forename'] or ''} {child.latest['surname'] or ''}".strip()
        for child in pack.evidence.children
    }
    columns = [
        Col("Action", width=14),
        Col("Owner", "words", 22),
        Col("Raised", "day"),
        Col("Due", "day"),
        Col("Days overdue", "whole", 9),
        Col("LCS id", width=14),
        Col("Child", "words", 22),
        Col("What is to be done", "words", 60),
        Col("Last in the log of", width=11),
        Col("Done on", "input", 12),
        Col("Status", "input", 12, _STATUSES),
    ]
    for title, rows, none in (
        ("Overdue at the cut-off", overdue, "No action was overdue at the cut-off."),
        (
            "Open, not yet due",
            [row for row in still_open if row["due_on"] >= pack.cutoff],
            "No other action was open at the cut-off.",
        ),
    ):
        page.line(f"{title}: {len(rows)}" if rows else title, "section")
        page.table(
            columns,
            [
                [
                    row["action_id"],
                    meaning(row["owner_agency"], "lead_agency"),
                    row["raised_on"],
                    row["due_on"],
                    max((pack.cutoff - row["due_on"]).days, 0),
                    row["person_id"] or "whole area",
                    names.get(row["person_id"] or "", ""),
                    row["description"],
                    row["last_in_log"],
                    None,
                    None,
                ]
                for row in rows
            ],
            nothing=pack.nothing("cs_maecc", none),
        )


_STATUSES = tuple(code_list("action_status").meanings)

SECTION = Section(title="Actions", order=60, needs=("cs_maecc",), render=render, queries={"actions": _ACTIONS})
