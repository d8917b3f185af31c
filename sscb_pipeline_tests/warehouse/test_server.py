"""A store made by an earlier release opens: what it lacks is made, views that changed are made anew, rows stay."""

from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse, open_warehouse
from sscb_pipeline_tests.indicators.worked_example import given


def test_a_view_that_lost_a_column_since_is_made_anew(settings: Settings, warehouse: Warehouse) -> None:
    given(warehouse, "pol_missing", "2016-11", {"Missing": [{}, {}]})
    columns = list(warehouse.read("select * from registry.given limit 0"))
    with warehouse.begin() as connection:
        connection.exec_driver_sql("alter view registry.given rename to given_now")
        connection.exec_driver_sql("create view registry.given as select 1 as of_old, * from registry.given_now")
    opened = open_warehouse(settings)
    assert list(opened.read("select * from registry.given limit 0")) == columns
    assert len(opened.read("select * from current_returns.pol_missing__missing")) == 2
    opened.close()
