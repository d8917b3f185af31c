"""`sscb drift` and what accepts a spelling, as processes of their own."""

import json

from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.cli.test_cli import sscb
from sscb_pipeline_tests.ingest.test_drift import USUAL, sent


def test_drift_is_shown_and_accepted(settings: Settings, warehouse: Warehouse) -> None:
    settings.make_folders()
    with warehouse.begin() as connection:
        sent(connection, "2016-10", USUAL)
        sent(connection, "2016-11", [USUAL[0], ("Date fuond", None), *USUAL[2:]], {"Hihg": 4})
    shown = sscb(settings, "drift")
    assert shown.returncode == 0, shown.stderr
    assert "Changes in 2016-11" in shown.stdout
    assert "To accept, if it is right: sscb accept-heading pol_missing.Missing.found_at 'Date fuond'" in shown.stderr
    found = json.loads(sscb(settings, "drift", "--month", "2016-11", "--return", "pol_missing", "--json").stdout)
    assert [(row["change"], row["now"], row["rows"]) for row in found] == [
        ("column_renamed", "Date fuond", None),
        ("words_new", "Hihg", 4),
    ]
    assert json.loads(sscb(settings, "drift", "--month", "2016-10", "--json").stdout) == []
    assert sscb(settings, "drift", "--return", "pol_missin").returncode == 2

    assert sscb(settings, "accept-spelling", "missing_risk", "Hihg", "HIGH").returncode == 0
    assert sscb(settings, "accept-heading", "pol_missing.Missing.found_at", "Date fuond").returncode == 0
    again = sscb(settings, "accept-spelling", "missing_risk", "hihg", "LOW")
    assert (again.returncode, "it means HIGH" in again.stderr) == (2, True)
