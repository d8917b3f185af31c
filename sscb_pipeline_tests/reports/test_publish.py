"""What was published stays as it was, and comes out of the rows again to the last byte, whatever came later."""

from pathlib import Path

import pytest

from sscb_pipeline.errors import WrongUsage
from sscb_pipeline.reports.publish import ANNUAL_REPORT, MAECC_PACKS, publish, rebuild
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given

DOCUMENTS = [(ANNUAL_REPORT, "2016-17"), (MAECC_PACKS, "2017-03")]


def send(warehouse: Warehouse, *levels: str) -> None:
    """CSE assessments of March and the review referrals, loaded now, and counted."""
    [now] = warehouse.rows("select clock_timestamp() as moment")
    at = now.moment.isoformat()
    given(warehouse, "cs_cse_risk", "2017-03", {"CSE_Assessments": [
        {"person_id": f"C{n}", "assessment_id": f"A{n}", "assessed_on": "2017-03-06", "level": level, "area": "SW"}
        for n, level in enumerate(levels)]}, loaded_at=at)
    given(warehouse, "lscb_case_reviews", "2017-03", {"Referrals": [{"received_on": "2017-03-02"}] * len(levels)}, loaded_at=at)
    build(warehouse, "CSE01", "SCR01")


@pytest.mark.parametrize(("document", "subject"), DOCUMENTS)
def test_a_publication_comes_out_the_same_after_three_corrections(settings: Settings, warehouse: Warehouse, document: str,
                                                                   subject: str) -> None:
    send(warehouse, "HIGH", "HIGH")
    name, paths = publish(settings, warehouse, document, subject)
    assert name == f"{document}_{subject}_1" and paths and {path.stat().st_mode & 0o777 for path in paths} == {0o400}
    first = [path.read_bytes() for path in paths]
    for levels in (["HIGH"], ["HIGH", "MEDIUM", "MEDIUM"], ["LOW"]):
        send(warehouse, *levels)
    again = rebuild(settings, warehouse, name)
    assert again.is_same and again.same_definitions and set(again.files.values()) == {"same"}
    # A second edition tells what is known by now, and leaves the first alone.
    second, newer = publish(settings, warehouse, document, subject)
    assert second == f"{document}_{subject}_2"
    assert [path.read_bytes() for path in newer] != first == [path.read_bytes() for path in paths]
    [kept] = warehouse.rows("select count(*) as n from registry.publication_input where publication_id = :id", id=name)
    assert kept.n == 2, "the two submissions it rests on"


def test_a_kept_copy_that_was_touched_or_lost_is_told(settings: Settings, warehouse: Warehouse) -> None:
    send(warehouse, "HIGH")
    name, [path] = publish(settings, warehouse, ANNUAL_REPORT, "2016-17")
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b" ")
    assert set(rebuild(settings, warehouse, name).files.values()) == {"kept copy changed"}
    path.parent.chmod(0o700)
    path.unlink()
    assert set(rebuild(settings, warehouse, name).files.values()) == {"kept copy missing"}


def test_rows_that_are_no_longer_what_they_were_are_told(settings: Settings, warehouse: Warehouse) -> None:
    send(warehouse, "HIGH")
    name, _ = publish(settings, warehouse, ANNUAL_REPORT, "2016-17")
    with warehouse.begin() as connection:
        connection.exec_driver_sql("delete from returns.lscb_case_reviews__referrals")
    assert not rebuild(settings, warehouse, name).is_same


def test_nothing_half_written_stays_and_unknown_editions_are_said_to_be(settings: Settings, warehouse: Warehouse) -> None:
    with pytest.raises(WrongUsage, match="sscb pull publications"):
        rebuild(settings, warehouse, "annual-report_2016-17_9")
    send(warehouse, "HIGH")
    publish(settings, warehouse, ANNUAL_REPORT, "2016-17")
    assert not [path for path in Path(settings.data).iterdir() if path.name.startswith(("publishing-", "rebuilding-"))]
