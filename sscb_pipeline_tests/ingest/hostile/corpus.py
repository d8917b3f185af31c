"""Every case there is."""

from sscb_pipeline_tests.ingest.hostile import disguised, grids, other_formats, packed
from sscb_pipeline_tests.ingest.hostile.case import Case, Harmless

CASES: tuple[Case, ...] = (*disguised.CASES, *packed.CASES, *grids.CASES, *other_formats.CASES)
HARMLESS: tuple[Harmless, ...] = (*disguised.HARMLESS, *packed.HARMLESS, *grids.HARMLESS, *other_formats.HARMLESS)
