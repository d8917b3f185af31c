"""MIS03: return home interviews offered after missing episodes that ended."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given


def episode(ref: str, found: str | None, **more: Any) -> dict[str, Any]:
    return {"misper_ref": ref, "missing_from_at": "2017-02-27 20:00", "reported_at": "2017-02-27 21:00", "found_at": found,
            "category": "MISSING", "in_care": "N", "dob": "2003-02-28", **more}


def interview(ref: str, offered: bool, **more: Any) -> dict[str, Any]:
    return {"rhi_id": f"I-{ref}", "police_misper_ref": ref, "offered": offered, "accepted": "N" if offered else None,
            "status_group": "HOME", **more}


def test_surreys_children_found_in_the_month(warehouse: Warehouse) -> None:
    given(warehouse, "pol_missing", "2017-02", {"Missing": [
        episode("M1", "2017-03-01 00:00"), episode("M2", "2017-03-31 23:59"), episode("M3", "2017-03-02 10:00"),
        episode("M4", "2017-02-28 23:59"),                                             # found in February
        episode("M5", None),                                                           # still missing
        episode("M6", "2017-03-02 10:00", category="ABSENT"),
        episode("M7", "2017-03-02 10:00", in_care="Y", placing_la="Croydon LBC"),      # by the police's word alone
        episode("M8", "2017-03-02 10:00"),                                             # by the interview's record
        episode("M9", "2017-03-02 10:00", dob="1999-02-27"),                           # 18 when going missing
        episode("M10", "2017-03-02 10:00", in_care="Y", placing_la="Surrey CC", dob="1999-02-28")]})    # 18 once found
    given(warehouse, "pol_missing", "2017-03")
    given(warehouse, "cs_return_interviews", "2017-03", {"RHI": [
        interview("M1", True, accepted="Y", completed_at="2017-03-02 10:00", interviewer="PROVIDER"), interview("M2", False),
        interview("M8", True, status_group="OTHER_LA_LAC"), interview("M10", True, status_group="SURREY_LAC")]})
    build(warehouse, "MIS03")
    # Surrey's: M1, M2, M3 (no record), M10; offered M1, M10. Other authorities': M7, M8; offered M8.
    assert fraction(warehouse, "MIS03", "2017-03") == (2, 4)
    assert fraction(warehouse, "MIS03", "2017-03", breakdown="variant", of="other_authority") == (1, 2)
    assert [fraction(warehouse, "MIS03", "2017-03", breakdown="status_group", of=of)
            for of in ("HOME", "SURREY_LAC")] == [(1, 3), (1, 1)]
    assert fraction(warehouse, "MIS03", "2017-03", breakdown="interviewer", of="PROVIDER") == (1, 1)
    assert [fraction(warehouse, "MIS03", "2017-03", breakdown="age_band", of=of)
            for of in ("10_15", "16_17")] == [(1, 3), (1, 1)]
