/* ---
id: DA02
name: da_children_by_role
title: Children linked to domestic abuse incidents
meaning: >-
  How many children were linked to an incident of domestic abuse reported to Surrey Police in the period, each child once, in
  one role.
numerator: >-
  Children under 18 on the day of the incident who are named with an incident reported on a day of the period. A child
  named in several roles counts as victim before suspect, suspect before witness, witness before involved.
unit: children
counting_unit: child
type: flow
counting: distinct
returns: [pol_da_notifications]
standard: none
polarity: neutral
breakdowns:
  role: the child's part in the incident
  age_band: age on the day of the incident
  known_to_csc: YES where a record of a return home interview says which child of Children's Services it is
variants:
  links: every child in every incident, a child in two incidents twice
  incidents: incidents with a child named, each once, however many; what children and links are per incident of
disclosure: public
cautions:
  - The order of roles is the pipeline's choice; the Board's own report does not say which it used.
  - Months do not add up to the year, because a child may be named in several.
  - >-
    Whether Children's Services know a child is told of the few whom both agencies' records name; of the others it is not
    known.
  - A child with two police ids counts as two children; a person without date of birth and age counts as a child.
--- */
with named as (
    select
        c.incident_ref, c.police_person_ref, c.role,
        -- A child named with an incident that was never sent is counted in the month of the file.
        coalesce(i.reported_date, received.month_end) as reported_on,
        case
            when c.dob > coalesce(i.incident_date, received.month_end) then -1
            when c.dob is not null
                then extract(year from age(coalesce(i.incident_date, received.month_end), c.dob))::integer
            else c.age_at_incident
        end as age,
        i.borough, c.sheet_id, c.source_row
    from {{ ref('stg_police__da_children') }} c
    join {{ ref('int_calendar__months_received') }} received
        on received.return_name = 'pol_da_notifications' and received.month = c.reporting_month
    left join {{ ref('stg_police__da_incidents') }} i on i.incident_ref = c.incident_ref
),
child as (
    select
        n.reported_on, a.area, n.incident_ref, n.police_person_ref, n.role, b.age_band,
        case when known.person_id is not null then 'YES' end as known_to_csc,
        case n.role when 'VICTIM' then 1 when 'SUSPECT' then 2 when 'WITNESS' then 3 else 4 end as precedence,
        n.sheet_id, n.source_row
    from named n
    left join {{ ref('int_children__age_bands') }} b on b.age = n.age
    left join {{ ref('int_children__police_references') }} known on known.police_person_ref = n.police_person_ref
    left join {{ source('reference', 'area') }} a
        on a.district_code = n.borough and a.valid_from <= n.reported_on and (a.valid_to is null or a.valid_to > n.reported_on)
    where n.age is null or n.age < 18
),
counted as (
    select *, police_person_ref as unit_id, null as variant from child
    union all
    select *, incident_ref || ' ' || police_person_ref, 'links' from child
    union all
    select *, incident_ref, 'incidents' from child
)
select
    reported_on as item_date, area, unit_id, true as in_numerator, variant, precedence, role, age_band, known_to_csc,
    sheet_id, source_row
from counted
