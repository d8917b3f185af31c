"""The faults that make other pipelines lose rows without a word: here every row is loaded, or left out by name."""

from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.ingest import fault_table
from sscb_pipeline_tests.ingest.fault_table import FAULTS


def test_every_fault_ends_as_the_table_says(settings: Settings, warehouse: Warehouse) -> None:
    became = fault_table.run(settings, warehouse)
    for fault in FAULTS:
        found = became[fault.name]
        assert found.rules == set(fault.rules), (fault.name, found.told)
        assert found.loaded == fault.loaded, (fault.name, found)
        assert found.read == found.loaded + found.refused + found.left_out, fault.name
    written = {
        name: warehouse.rows(
            'select l.* from returns."cs_annex_a__' + table + '" l join registry.submission s using (submission_id) '  # noqa: S608
            "where s.file_name like :name || ' %' order by l.source_row",
            name=name,
        )
        for name, table in {"v05": "list_1", "v06": "list_1", "v08": "list_9", "v12": "list_1", "v13": "list_3"}.items()
    }
    assert {f"{row.contact_date:%d/%m/%Y}" for row in written["v05"]} == {"16/11/2016"}
    assert [f"{row.contact_date:%d/%m}" for row in written["v06"]] == ["16/11", "17/11", "18/11", "19/11", "20/11"]
    assert written["v08"][0].accommodation_suitability == "UNSUITABLE"
    assert [row.person_id for row in written["v12"]][:2] == ["00123", "123"]
    assert (written["v13"][0].allocated_team, written["v13"][0].allocated_worker) == ("tenancy", "Fernando")
    assert fault_table.PAGE.read_text(encoding="utf-8") == fault_table.page(became), (
        "docs/fault-table.md is out of date: run python -m sscb_pipeline_tests.ingest.fault_table"
    )

