"""Where Dagster comes in: workspace.yaml loads `defs` from here. Needs no running database; nothing imports it."""

import os
import warnings

from sscb_pipeline.assets.assemble import definitions_for
from sscb_pipeline.assets.house import House
from sscb_pipeline.assets.partitions import grid_of
from sscb_pipeline.settings import Settings

# The job `month` loads returns, which many months may share a run for, and writes packs, one month a run: Dagster takes
# the narrower of the two, which is meant, and says so on every load.
warnings.filterwarnings("ignore", message="Asset job month materializes assets with varying BackfillPolicies")
os.environ.setdefault("DAGSTER_REDACT_USER_CODE_ERRORS", "1")
_settings = Settings.from_environment()
defs = definitions_for(House(_settings), grid_of(_settings))
