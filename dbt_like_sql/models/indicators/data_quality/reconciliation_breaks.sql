/* ---
id: DQ12
name: reconciliation_breaks
title: Records two returns do not agree on
meaning: How many records of the period another return should bear out and does not, of how many that could be compared.
numerator: Records that break the rule they are held against.
denominator: Records the rules were tried on, in months both returns had come for.
unit: breaks
counting_unit: record under a rule
type: flow
counting: items
returns: none
standard: none
polarity: low
breakdowns:
  rule: >-
    CONFERENCE_PLAN and PLAN_CONFERENCE (a plan begins on the day of the conference that decided on it), STATUS_PLAN and
    STATUS_CARE (the status of a child in need agrees with plans and care), ATTENDANCE_CONFERENCE (a conference's attendance
    belongs to a conference told), FOUND_INTERVIEW (a child found has a return home interview), DEATH_CLOSED (nothing stands
    open for a child who died)
  return: return whose record is held against another
  agency: agency that sends it
areas: none
disclosure: partnership
cautions:
  - A break is a question to two senders; which of them is right is not known here.
  - Records are compared by the ids both returns give; a death by its NHS number, and only where Children's Services give it too.
  - A break on a child's status is counted at each month's end it stands.
  - Rules that need a child to be recognised across agencies by name are not among them.
--- */
select
    r.day as item_date, null as area, r.rule || ' ' || r.record as unit_id, r.is_broken as in_numerator, true as in_denominator,
    r.rule, r.return_name as "return", upper(e.agency) as agency, r.sheet_id, r.source_row
from {{ ref('int_data_quality__reconciliations') }} r
join (select distinct return_name, agency from {{ source('registry', 'expected') }}) e on e.return_name = r.return_name
