/* ---
id: S47B
name: s47_to_icpc_pct
title: Section 47 enquiries that led to an initial conference
meaning: Of the section 47 enquiries begun in the period, the share that led to an initial child protection conference.
numerator: Those for which a conference was held at most 60 days after the strategy discussion.
denominator: Enquiries whose first strategy discussion was held on a day of the period, once for each child.
unit: percent
counting_unit: child per section 47 enquiry
type: flow
counting: items
returns: [cs_assess_s47_icpc]
follow_up_months: 2
standard: none
polarity: neutral
disclosure: public
cautions:
  - Counted by the month the enquiry began; conferences later than 60 days, and those of children who moved here, are left out.
  - A conference counts only for the enquiry it names.
  - Areas are those of the referral, else of the child's latest referral or start as a child in need.
--- */
select
    initiated_date as item_date, area, unit_id, coalesce(first_icpc_date - initiated_date <= 60, false) as in_numerator,
    true as in_denominator, sheet_id, source_row
from {{ ref('int_child_protection__s47_enquiries') }}
