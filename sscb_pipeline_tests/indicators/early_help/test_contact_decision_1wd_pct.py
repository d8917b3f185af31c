"""EH03: contacts decided by the end of the next working day."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def contact(child: str, received: str, decided: str | None = None, **more: Any) -> dict[str, Any]:
    return {"person_id": child, "contact_id": f"C-{child}", "contact_date": received, "decision_date": decided, **more}


def test_one_working_day_over_christmas(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-12", {"Contacts": [
        contact("A", "2016-12-23", "2016-12-28"),               # Friday; 26 and 27 are holidays, Wednesday is day 1: in time
        contact("B", "2016-12-23", "2016-12-29", hub="NE", contact_source="6"),     # day 2: late
        contact("C", "2016-12-24", "2016-12-24", hub="NE"),     # Saturday, the same day: 0
        contact("D", "2016-12-29"),                             # Thursday; undecided on Saturday, Friday is day 1: not late
        contact("E", "2016-12-28"),                             # undecided after 29 and 30, two working days: late
    ]})
    build(warehouse, "EH03")
    # A, B, C decided and E overdue = 4; in time A and C. D is not yet at its limit. 2 of 4 = 50.0.
    assert fraction(warehouse, "EH03", "2016-12") == (2, 4)
    assert value(warehouse, "EH03", "2016-12") == 50.0
    assert fraction(warehouse, "EH03", "2016-12", "NE") == (1, 2)
    assert fraction(warehouse, "EH03", "2016-12", breakdown="weekday", of="FRI") == (1, 2)
    assert [fraction(warehouse, "EH03", "2016-12", breakdown="source_group", of=of) for of in ("POLICE", "INDIVIDUALS")] == [
        (0, 1), (2, 3)]


def test_the_next_file_tells_what_was_open(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-12", {"Contacts": [contact("D", "2016-12-29"), contact("F", "2016-12-30")]})
    given(warehouse, "cs_contacts_referrals", "2017-01", {"Contacts": [
        contact("D", "2016-12-29", "2016-12-30"), contact("F", "2016-12-30")]})
    build(warehouse, "EH03")
    # D decided after one working day; F still undecided at the end of January: late. 1 of 2, both in December.
    assert fraction(warehouse, "EH03", "2016-12") == (1, 2)
    assert fraction(warehouse, "EH03", "2017-01") == (0, 0)
    assert value(warehouse, "EH03", "2017-01") is None
