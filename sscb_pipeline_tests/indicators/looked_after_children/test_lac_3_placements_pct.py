"""LAC06: looked after children with three or more placements in a year."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def child(person: str, placed: str, kind: str = "U6", count: int = 1, **more: Any) -> dict[str, Any]:
    return {"person_id": person, "poc_start": "2015-01-01", "legal_status": "C2", "placement_start": placed,
            "placement_type": kind, "placements_12m": count, "dob": "2012-02-29", **more}


def test_as_the_file_counts_them(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2017-03", {"LAC": [
        child("A", "2017-01-05", count=3), child("B", "2017-01-05", "K2", count=2), child("C", "2015-01-01", count=1),
        child("D", "2017-01-05", count=4, legal_status="V4"),                # short breaks
        child("E", "2017-01-05", count=5, poc_end="2017-03-31"),             # ceased on the day
    ]})
    build(warehouse, "LAC06")
    assert fraction(warehouse, "LAC06", "2017-03") == (1, 3)
    assert fraction(warehouse, "LAC06", "2017-03", breakdown="placement_type", of="K2") == (0, 1)
    assert fraction(warehouse, "LAC06", "2017-03", breakdown="age_band", of="5_9") == (1, 3)
    found = row(warehouse, "LAC06", "2017-03")
    assert found is not None and found["status"] == "provisional"  # the year before was not told


def test_as_the_files_of_the_year_show_them(warehouse: Warehouse) -> None:
    def told(month: str, *children: dict[str, Any]) -> None:
        given(warehouse, "cs_lac", month, {"LAC": children})

    told("2016-03", child("A", "2015-01-01"), child("B", "2015-01-01"), child("C", "2015-01-01"), child("D", "2015-01-01"),
         child("E", "2016-03-20"))
    told("2016-06", child("A", "2016-04-30"), child("B", "2016-03-31"), child("C", "2016-06-01", "T0"),
         child("D", "2016-06-01", "U5"), child("E", "2016-03-05"))
    told("2017-03", child("A", "2017-03-31"), child("B", "2017-01-01"), child("C", "2017-01-01"),
         child("D", "2017-01-01", "A5"), child("E", "2017-01-01"))
    build(warehouse, "LAC06")
    # The year to 31 March 2017 began as 31 March 2016 ended.
    # A: one that ran until 30 April 2016, and two more: 3. B: the first ended on 31 March 2016, before the year: 2.
    # C: a temporary one does not count: 2. D: adopted by the foster carers, no move: 2.
    # E: the placement of 20 March was put right to 5 March: 2, not 3.
    assert fraction(warehouse, "LAC06", "2017-03", breakdown="variant", of="from_files") == (1, 5)
    placements = warehouse.read("select person_id, count(*) as n from intermediate.int_looked_after_children__placements"
                                " group by person_id order by person_id")
    assert dict(zip(placements["person_id"], placements["n"], strict=True)) == {"A": 3, "B": 3, "C": 2, "D": 2, "E": 2}
