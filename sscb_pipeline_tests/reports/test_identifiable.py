"""The rows behind a figure with their contents: only for somebody, for a reason, into a file of their own."""

from pathlib import Path

import pytest

from sscb_pipeline.errors import WrongUsage
from sscb_pipeline.indicators.explain import explain
from sscb_pipeline.reports.identifiable import write_rows
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given
from sscb_pipeline_tests.reports import opened


def test_who_asked_is_kept_and_only_counted_rows_are_shown(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-11", {"Referrals": [
        {"person_id": "A7", "referral_date": "2016-11-02", "area": "NE"},
        {"person_id": "B8", "referral_date": "2016-11-02", "area": "SW"}]})
    build(warehouse, "REF01")
    found = explain(warehouse, "REF01", "2016-11", "NE")
    path = write_rows(warehouse, found, "A. Analyst", "a doubled child", tmp_path / "rows.xlsx")
    assert path.stat().st_mode & 0o777 == 0o600
    [row] = opened.table(path, "cs_contacts_referrals Referrals", "File")
    assert (row["Row"], row["person_id"], row["area"]) == (2, "A7", "NE")
    [kept] = warehouse.rows("select asked_by, reason, indicator_id, area, rows from registry.disclosure")
    assert tuple(kept) == ("A. Analyst", "a doubled child", "REF01", "NE", 1)


@pytest.mark.parametrize(("asked_by", "reason", "name"), [
    ("", "why", "r.xlsx"), ("who", " ", "r.xlsx"), ("who", "why", "r.csv")])
def test_nothing_is_shown_without_a_name_and_a_reason(warehouse: Warehouse, tmp_path: Path, asked_by: str, reason: str,
                                                       name: str) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-11", {"Referrals": [{"referral_date": "2016-11-02", "area": "NE"}]})
    build(warehouse, "REF01")
    with pytest.raises(WrongUsage):
        write_rows(warehouse, explain(warehouse, "REF01", "2016-11"), asked_by, reason, tmp_path / name)
    assert not (tmp_path / name).exists()
    assert warehouse.read("select * from registry.disclosure").empty
