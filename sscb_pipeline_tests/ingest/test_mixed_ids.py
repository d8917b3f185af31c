"""People known by these ids to another agency: looked up by an index, a few first, then all."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import text

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest import mixed_ids
from sscb_pipeline.ingest.mixed_ids import refuse_ids_of_another_agency
from sscb_pipeline.returns.registry import all_returns, return_named
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.own_ids import index_own_ids, own_id_columns
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.history import put

PEOPLE = 300
"""More than are looked up first."""


def contact(number: int) -> Mapping[str, Any]:
    return {"person_id": f"L{number}", "contact_id": f"C{number}", "dob": f"200{number % 8}-05-{number % 28 + 1:02d}"}


def judge(settings: Settings, warehouse: Warehouse, contacts_ids: int) -> None:
    """Judge a file of police whose first so many people have the ids children's services know them by."""
    missing = [
        {
            "misper_ref": f"M{n}",
            "police_person_ref": f"L{n}" if n < contacts_ids else f"N{n}",
            "dob": contact(n)["dob"],
        }
        for n in range(PEOPLE)
    ]
    with warehouse.begin() as connection:
        put(connection, "cs_contacts_referrals", "2016-10", {"Contacts": [contact(n) for n in range(PEOPLE)]})
        waiting, _ = put(connection, "pol_missing", "2016-11", {"Missing": missing}, accepted=False)
        refuse_ids_of_another_agency(connection, settings.thresholds, return_named("pol_missing"), waiting)


def test_all_people_are_counted_where_the_first_ones_give_cause(settings: Settings, warehouse: Warehouse) -> None:
    assert PEOPLE > mixed_ids._SAMPLE
    with pytest.raises(FileRefused, match="151 of 300 people in Police person ref"):
        judge(settings, warehouse, 151)  # one more than half


def test_half_of_the_people_are_no_cause(settings: Settings, warehouse: Warehouse) -> None:
    judge(settings, warehouse, 150)


def test_every_own_id_has_its_index(warehouse: Warehouse) -> None:
    """Also in a warehouse made before there were any."""
    indexes = "select indexname from pg_indexes where schemaname = 'returns'"
    wanted = {f"{table}__{name}" for table, name in own_id_columns(all_returns())}
    assert wanted <= {row[0] for row in warehouse.rows(indexes)}
    with warehouse.begin() as connection:
        connection.execute(text('drop index returns."pol_missing__missing__police_person_ref"'))
        index_own_ids(connection)
    assert wanted <= {row[0] for row in warehouse.rows(indexes)}
