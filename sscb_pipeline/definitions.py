"""Where Dagster comes in: workspace.yaml loads `defs` from here. Needs no running database; nothing imports it."""

import os

from sscb_pipeline.assets.assemble import definitions_for
from sscb_pipeline.assets.house import House
from sscb_pipeline.assets.partitions import grid_of
from sscb_pipeline.settings import Settings

os.environ.setdefault("DAGSTER_REDACT_USER_CODE_ERRORS", "1")
_settings = Settings.from_environment()
defs = definitions_for(House(_settings), grid_of(_settings))
