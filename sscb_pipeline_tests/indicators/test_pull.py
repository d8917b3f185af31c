"""The tidy table, chosen by indicator, period, area and moment."""

import pytest

from sscb_pipeline.errors import WrongUsage
from sscb_pipeline.indicators.build import build_models
from sscb_pipeline.indicators.pull import pull_indicators
from sscb_pipeline.indicators.rollup import COLUMNS, refresh_values
from sscb_pipeline.vocabulary import calendar
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import given

OPEN = {"cpp_start": "2016-05-01", "area": "NE"}


@pytest.fixture
def counted(warehouse: Warehouse) -> Warehouse:
    """Two months of plans: A and B in February; A alone in March's first file, A and B in its second, a month later."""
    a, b = ({**OPEN, "person_id": child, "cpp_id": child} for child in "AB")
    given(warehouse, "cs_cin_cpp", "2017-02", {"CPP": [a, b]}, loaded_at="2017-03-07 09:00+00")
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [a]}, loaded_at="2017-04-07 09:00+00")
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [a, b]}, loaded_at="2017-05-08 09:00+00")
    build_models(warehouse)
    refresh_values(warehouse)
    return warehouse


def headline(warehouse: Warehouse, as_at: str = "", **chosen: str) -> list[float]:
    known = warehouse.known_at(calendar.moment(as_at)) if as_at else warehouse
    frame = pull_indicators(known, indicators=["CP04"], area="Surrey", **chosen)
    return list(frame[(frame["breakdown"] == "all") & (frame["period_type"] == "month")]["value"])


def test_columns_and_filters(counted: Warehouse) -> None:
    frame = pull_indicators(counted)
    assert tuple(frame.columns) == COLUMNS
    assert {"CP04", "SCR01"} <= set(frame["indicator_id"])
    assert headline(counted) == [2, 2]
    assert headline(counted, first="2017-03") == [2]
    assert headline(counted, last="2017-02") == [2]
    assert headline(counted, year="2015-16") == []
    assert set(pull_indicators(counted, area="NE")["area"]) == {"NE"}
    assert set(pull_indicators(counted, indicators=["cp04", "cpp_starts_ends"])["indicator_id"]) == {"CP04", "CP05"}
    assert set(pull_indicators(counted, ["CP04"], year="2016-17")["period_type"]) == {"month", "quarter", "year"}


def test_as_known_at_a_past_moment(counted: Warehouse) -> None:
    # On 10 April March showed A alone: B had vanished, so it was open until February.
    assert headline(counted, as_at="2017-04-10") == [2, 1]
    # On 7 March only February had come; the moment counts, not the day's end.
    assert headline(counted, as_at="2017-03-07") == [2]
    assert headline(counted, as_at="2017-03-07T08:00") == []
    # Looking back changes nothing for those who look at today's table.
    assert headline(counted) == [2, 2]
    schemas = counted.read("select nspname from pg_namespace where nspname like 'as!_at%' escape '!'")
    assert schemas.empty


def test_before_anything_was_counted_there_is_nothing_to_pull(warehouse: Warehouse) -> None:
    assert pull_indicators(warehouse).empty


@pytest.mark.parametrize("chosen", [{"indicators": ["CP99"]}, {"area": "Kent"}])
def test_what_does_not_exist_is_said_to(warehouse: Warehouse, chosen: dict[str, object]) -> None:
    with pytest.raises(WrongUsage):
        pull_indicators(warehouse, **chosen)  # type: ignore[arg-type]
