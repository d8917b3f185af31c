"""Identities of the figures as checks in Dagster: passed, broken, crashed."""

import dagster as dg
import pytest

from sscb_pipeline.assets import identities
from sscb_pipeline.assets.from_models import VALUES
from sscb_pipeline.indicators.data_tests import DataTest
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.assets.loaded import dagster_of
from sscb_pipeline_tests.indicators.worked_example import build, given


def judged(settings: Settings, warehouse: Warehouse, name: str) -> dg.AssetCheckEvaluation:
    with dagster_of(settings, warehouse, "2017-03") as (definitions, instance):
        job = definitions.resolve_job_def("indicators").get_subset(asset_check_selection={dg.AssetCheckKey(VALUES, name)})
        [evaluation] = job.execute_in_process(instance=instance, raise_on_error=False).get_asset_check_evaluations()
        return evaluation


def test_an_identity_passes_breaks_and_crashes(settings: Settings, warehouse: Warehouse,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-11", {"Referrals": [{"area": "NE"}, {"area": "SW"}]})
    build(warehouse, "REF01")
    sound = judged(settings, warehouse, "areas_add_up_to_the_county")
    assert sound.passed and sound.metadata["state"].value == "passed"
    with warehouse.begin() as connection:
        connection.exec_driver_sql("update indicators.indicator_values set numerator = numerator + 1 where area = 'NE'")
    broken = judged(settings, warehouse, "areas_add_up_to_the_county")
    assert (broken.passed, broken.severity, broken.metadata["first"].value) == (False, dg.AssetCheckSeverity.ERROR, "REF01")
    assert broken.metadata["figures_that_break_it"].value > 0
    torn = DataTest("areas_add_up_to_the_county", "Torn.", "select no_such_column", ())
    monkeypatch.setattr(identities, "all_data_tests", lambda: (torn,))
    crashed = judged(settings, warehouse, "areas_add_up_to_the_county")
    assert (crashed.passed, crashed.metadata["state"].value) == (False, "crashed")
