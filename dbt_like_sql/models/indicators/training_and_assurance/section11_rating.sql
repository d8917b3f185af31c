/* ---
id: S11A
name: section11_rating
title: Section 11 audits
meaning: >-
  Of the safeguarding standards agencies were audited against under section 11, the share they rate green on the last day of
  the period.
numerator: Standards the agency itself rated green.
denominator: Standards of each agency in its latest audit of the two years to the day.
unit: percent
counting_unit: standard of an agency
type: snapshot
counting: items
returns: [lscb_training_assurance]
lookback_months: 23
standard: Children Act 2004, section 11
polarity: high
breakdowns:
  agency: agency audited
  standard: number of the standard, 1 to 8
shares:
  self_rating: RED, AMBER or GREEN as the agency rated itself, of all standards assessed
  validated_rating: the rating after challenge by the Board, of all standards assessed; UNKNOWN where not challenged
variants:
  validated: of the standards the Board challenged, the share then rated green
areas: none
disclosure: public
cautions:
  - Agencies rate themselves; only the variant validated has been challenged.
  - An audit older than two years no longer counts; an agency without one is not in the figure.
--- */
with standing as (
    select
        day, agency, standard_no::text as standard, sheet_id, source_row, agency || ' ' || standard_no as unit_id,
        case self_rating when 'R' then 'RED' when 'A' then 'AMBER' when 'G' then 'GREEN' end as self_rating,
        case validated_rating when 'R' then 'RED' when 'A' then 'AMBER' when 'G' then 'GREEN' end as validated_rating
    from {{ ref('int_training_and_assurance__section_11_standing') }}
)
select
    day as item_date, null as area, unit_id, self_rating = 'GREEN' as in_numerator, true as in_denominator, null as variant,
    agency, standard, self_rating, validated_rating, sheet_id, source_row
from standing
union all
select
    day, null, unit_id, validated_rating = 'GREEN', true, 'validated', agency, standard, self_rating, validated_rating,
    sheet_id, source_row
from standing
where validated_rating is not null
