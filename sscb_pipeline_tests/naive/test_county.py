"""The made-up county counted plainly from what it sends gives the table of figures, cell by cell, over all its months."""

import pytest

from sscb_pipeline.example_data.county import build_county
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.county_in_store import SCALE
from sscb_pipeline_tests.naive.compare import differences
from sscb_pipeline_tests.naive.recount import recount
from sscb_pipeline_tests.naive.sent import Sent, sent_by
from sscb_pipeline_tests.naive.tally import Tally

COUNTED = {
    "EH01", "EH02", "EH03", "EH04", "EH05", "REF01", "REF02", "REF03", "REF04", "ASM01", "ASM02", "ASM03", "S47A", "S47B",
    "CP01", "CP02", "CP03", "CP04", "CP05", "CP06", "CP07", "CP08", "CP09", "CP10", "CP13", "CP15", "CSE01", "CSE02", "CSE03",
    "CSE04", "MIS01", "MIS01B", "MIS02", "MIS03", "MIS04", "DA01", "DA02", "DA03", "SCR01", "SCR02", "CDOP01", "CDOP02",
    "HEA01", "TRN01",
}  # fmt: skip


@pytest.fixture(scope="module")
def sent() -> Sent:
    """What the county of the fixture sends, before any of it is stored."""
    return sent_by(build_county(7, SCALE))


@pytest.fixture(scope="module")
def tally(sent: Sent) -> Tally:
    return recount(sent)


def test_every_cell_is_the_same(county: Warehouse, sent: Sent, tally: Tally) -> None:
    shown = county.read(
        "select indicator_id, period_end, area, breakdown, breakdown_value, numerator, denominator"
        " from indicators.indicator_values where period_type = 'month' and status <> 'awaiting'")
    assert "\n".join(differences(shown, tally, sent.months)) == ""


def test_much_is_counted(sent: Sent, tally: Tally) -> None:
    """Every indicator, in the months of the files, and by area where it has areas."""
    met = [cell for cell in tally.counted if cell[1] in sent.months]
    assert {cell[0] for cell in met} == COUNTED
    assert len(sent.months) == 24
    assert len(met) > 9000
    areas = {indicator: {cell[2] for cell in met if cell[0] == indicator} for indicator in COUNTED}
    assert {indicator for indicator, found in areas.items() if found == {"Surrey"}} == {
        "SCR01", "SCR02", "CDOP01", "CDOP02", "TRN01"}
