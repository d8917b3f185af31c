/* ---
meaning: >
    One row per missing or absent episode, as last told: an episode graded anew from absent to missing counts as missing.
    Its group is where the child lives in care terms: at home, looked after by Surrey, or by another authority, as far as
    the police know it.
--- */
select distinct on (misper_ref)
    misper_ref, police_person_ref, category, risk, missing_from_at, found_at, missing_from_type,
    case
        when in_care = 'N' then 'HOME'
        when in_care = 'Y' and placing_la ~* '(surrey|^scc$)' then 'SURREY_LAC'
        when in_care = 'Y' and placing_la is not null then 'OTHER_LA_LAC'
    end as status_group,
    dob, gender, reporting_month, sheet_id, source_row
from {{ source('returns', 'pol_missing__missing') }}
order by misper_ref, reporting_month desc, submission_id desc, source_row desc
