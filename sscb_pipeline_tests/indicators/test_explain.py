"""From a number back to its files and rows, and never to a name."""

import json

import pytest

from sscb_pipeline.errors import WrongUsage
from sscb_pipeline.indicators.build import build_models
from sscb_pipeline.indicators.explain import explain
from sscb_pipeline.indicators.rollup import refresh_values
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import given


def test_the_rows_a_figure_counts(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [
        {"person_id": "A1", "cpp_start": "2016-05-01", "area": "NE", "surname": "Zyxwvut"},          # row 2
        {"person_id": "B1", "cpp_start": "2016-05-01", "cpp_end": "2017-01-01", "area": "NE"},       # row 3: not open
        {"person_id": "C1", "cpp_start": "2016-05-01", "area": "SW"},                                # row 4
        {"person_id": "C1", "cpp_start": "2017-02-01", "area": "SW"}]})                              # row 5: counts
    build_models(warehouse)
    refresh_values(warehouse)
    found = explain(warehouse, "CP04", "2017-03")
    assert found.value["value"].tolist() == [2.0]
    assert found.inputs[["return_name", "month", "version"]].values.tolist() == [["cs_cin_cpp", "2017-03", 1]]
    assert found.rows[["sheet", "row", "in_numerator"]].values.tolist() == [["CPP", 2, True], ["CPP", 5, True]]
    assert explain(warehouse, "CP04", "2017-03", "SW").rows["row"].tolist() == [5]
    assert dict(found.left_out[["row", "why"]].values.tolist()) == {
        3: "left out by the definition", 4: "another row of the same unit counts"}
    assert dict(explain(warehouse, "CP04", "2017-03", "SW").left_out[["row", "why"]].values.tolist()) == {
        2: "counted in another area", 3: "left out by the definition", 4: "another row of the same unit counts"}
    assert found.models[-1] == "cpp_open" and "stg_childrens_services__protection_plans" in found.models
    everything = found.as_json() + found.definition_text()
    assert json.loads(found.as_json())["rows"][0]["file_name"] == "SCC_cin-cpp_2017-03.xlsx"
    assert "Zyxwvut" not in everything and '"A1"' not in everything


def test_a_year_names_the_submissions_of_all_its_months(warehouse: Warehouse) -> None:
    for month in ("2016-03", "2016-04", "2017-03"):
        given(warehouse, "lscb_case_reviews", month, {"Referrals": [{"received_on": f"{month}-05"}]})
    build_models(warehouse)
    refresh_values(warehouse)
    found = explain(warehouse, "SCR01", "2016-17")
    assert found.inputs["month"].tolist() == ["2016-04", "2017-03"]
    assert found.value["status"].tolist() == ["awaiting"]


@pytest.mark.parametrize(("indicator", "period", "area"), [
    ("CP99", "2017-03", "NE"), ("CP04", "March", "NE"), ("CP04", "2017-03", "Kent")])
def test_what_does_not_exist_is_said_to(warehouse: Warehouse, indicator: str, period: str, area: str) -> None:
    with pytest.raises(WrongUsage):
        explain(warehouse, indicator, period, area)
