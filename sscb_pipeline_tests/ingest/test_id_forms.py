"""An id written otherwise than in the months before, or twice in a file, is asked about once a column."""

from collections.abc import Sequence

import pytest

from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.history import Rows, judged, months


def contacts(month: str, people: Sequence[str]) -> Rows:
    """One contact of each person."""
    made = [
        {"person_id": person, "contact_id": f"{month}/{n}", "contact_date": f"{month}-{1 + n:02d}", "nhs_number": None}
        for n, person in enumerate(people)
    ]
    return {"Contacts": made}


@pytest.mark.parametrize(
    ("earlier", "now", "asked"),
    [
        ([["0012345", "L2"]], ["12345", "L2"], "1 id differs"),
        ([["MP18"], ["X1"]], ["mp18", "MP 19", "X1"], "1 id differs"),
        ([["MP18", "MP19"]], ["mp18", "MP 19"], "2 ids differ"),
        ([], ["MP18", "mp18", "L3"], "1 id differs"),
        ([["0012345", "12345"]], ["12345"], ""),  # asked when it came first
        ([["12345"]], ["123450", "L12345", "1-2345"], ""),
        ([["0012345"]], ["0012345"], ""),
    ],
)
def test_ids_that_differ_in_form_alone(
    settings: Settings, warehouse: Warehouse, earlier: list[list[str]], now: list[str], asked: str
) -> None:
    past = {month: contacts(month, people) for month, people in zip(months(len(earlier)), earlier, strict=True)}
    found = judged(settings, warehouse, "cs_contacts_referrals", past, "2016-11", contacts("2016-11", now))
    told = [finding for finding in found if finding.rule == "id_written_otherwise"]
    assert [(finding.sheet, finding.column_name) for finding in told] == [("Contacts", "person_id")] * bool(asked)
    assert not asked or asked in told[0].message
    assert not any(person in finding.message for finding in told for person in now)
