"""SCR01: cases referred to the serious case review group."""

from typing import Any

from sscb_pipeline.vocabulary.calendar import months_between
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given, row, value


def referral(ref: str, received: str, decision: str | None = "PENDING", decided: str | None = None,
             **more: Any) -> dict[str, Any]:
    return {"scrg_ref": ref, "received_on": received, "decision": decision, "decision_on": decided, "n_children": 1, **more}


def test_referrals_of_the_year_by_the_day_they_were_received(warehouse: Warehouse) -> None:
    first, second = referral("R1", "2016-04-01", n_children=3), referral(
        "R2", "2017-03-31", referring_agency="POLICE", themes="NEGLECT,DA")
    for month in months_between("2016-03", "2017-03"):
        rows = {"2016-03": [referral("R0", "2016-03-31")], "2016-04": [first],
                # sent again with its decision: one referral
                "2016-05": [{**first, "decision": "SCR", "decision_on": "2016-05-09",
                             "themes": "NEGLECT"}],
                "2017-03": [second]}.get(month, [])
        given(warehouse, "lscb_case_reviews", month, {"Referrals": rows})
    build(warehouse, "SCR01")
    # R1 (three children, one referral) and R2; R0 was received on the last day of the year before.
    assert value(warehouse, "SCR01", "2016-17") == 2
    assert value(warehouse, "SCR01", "2016-03") == 1
    assert (value(warehouse, "SCR01", "2016-04"), value(warehouse, "SCR01", "2016-05")) == (1, 0)
    assert value(warehouse, "SCR01", "2016-17", breakdown="referring_agency", of="POLICE") == 1
    # Two referrals, three themes: a case counts under each of its own.
    themes = [value(warehouse, "SCR01", "2016-17", breakdown="theme", of=theme) for theme in ("NEGLECT", "DA", "UNKNOWN")]
    assert themes == [2, 1, 0]
    assert row(warehouse, "SCR01", "2016-17", "NE") is None
