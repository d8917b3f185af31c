"""Which month people mean."""

import datetime as dt

import pytest

from sscb_pipeline.ingest.months import months_in, months_stated


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("SyP_missing-u18_2016-11", {"2016-11"}),
        ("MASH contacts Nov 16 FINAL v2 (2)", {"2016-11"}),
        ("Copy of SCC CP data 30.11.2016", {"2016-11"}),
        ("SCC_maecc_SW_2016-11-17", {"2016-11"}),
        ("IHA tracker updated 8-12-16 JS", set()),
        ("returns 201611", {"2016-11"}),
        ("November 2016", {"2016-11"}),
        ("Sept 2016", {"2016-09"}),
        ("Missing children Apr-17", {"2017-04"}),
        ("Oct 16 and Nov 16", {"2016-10", "2016-11"}),
        ("decision log", set()),
        ("Summary of marching orders 5", set()),
        ("2016-13", set()),
    ],
)
def test_months_named_in_a_text(text: str, means: set[str]) -> None:
    assert months_in(text) == means


def test_only_words_that_say_so_state_a_month() -> None:
    assert months_stated([["Data as at 30/11/2016"]]) == {"2016-11"}
    assert months_stated([["Reporting month:", dt.datetime(2016, 11, 1)]]) == {"2016-11"}
    assert months_stated([["Form revised 3 May 2015"]]) == set()
