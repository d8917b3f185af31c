"""A folder of two small models over pol_missing, for tests of the loader, the build and the roll-up themselves."""

from pathlib import Path

STAGING = """/* ---
meaning: One row per missing episode.
--- */
select misper_ref, police_person_ref, missing_from_at::date as day, risk, category, sheet_id, source_row
from {{ source('returns', 'pol_missing__missing') }}
"""

HEADER = """id: XX01
name: share_high
title: Episodes graded high
meaning: Missing episodes graded high risk.
numerator: Episodes graded high.
denominator: Episodes.
unit: percent
counting_unit: missing episode
type: flow
counting: items
returns: [pol_missing]
standard: none
polarity: low
disclosure: partnership
breakdowns:
  category: missing or absent
shares:
  risk: grade given by the police
"""

# These references begin with an area ("NE 7"; "- 8" for none), so that a test can set it.
SELECT = """select day as item_date, nullif(split_part(misper_ref, ' ', 1), '-') as area, police_person_ref as unit_id,
    risk = 'HIGH' as in_numerator, true as in_denominator, category, risk, sheet_id, source_row
from {{ ref('stg_missing') }}
"""


def write_models(folder: Path, header: str = HEADER, select: str = SELECT, staging: str = STAGING) -> Path:
    """Write the two models below `folder` and return it."""
    for path, words in (("staging/police/stg_missing.sql", staging),
                        ("indicators/missing/share_high.sql", f"/* ---\n{header}--- */\n{select}")):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(words, encoding="utf-8")
    return folder
