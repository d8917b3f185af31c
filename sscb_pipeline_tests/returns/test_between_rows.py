"""Periods that lie within one another, which no single return's example shows."""

from sscb_pipeline.returns.between_rows import Frames, overlapping
from sscb_pipeline_tests.returns.made_up import frame


def test_a_period_within_a_longer_one_does_not_hide_the_next() -> None:
    long, within, later = (
        {"mis_start": "2016-11-01", "mis_end": "2016-11-30"},
        {"mis_start": "2016-11-05", "mis_end": "2016-11-10"},
        {"mis_start": "2016-11-20", "mis_end": "2016-12-05"},
    )
    find = overlapping("LA_Missing", ("person_id",), "mis_start", "mis_end")
    assert sorted(find(Frames({"LA_Missing": frame("cs_lac", "LA_Missing", later, within, long)}, "2016-11"))) == [2, 3]


def test_another_person_starts_afresh() -> None:
    find = overlapping("LA_Missing", ("person_id",), "mis_start", "mis_end")
    rows = frame(
        "cs_lac", "LA_Missing", {"mis_end": "2016-11-30"}, {"person_id": "L2"}, {"person_id": "L2", "mis_start": "2016-11-04"}
    )
    assert list(find(Frames({"LA_Missing": rows}, "2016-11"))) == []
