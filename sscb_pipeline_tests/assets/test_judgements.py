"""What the checks count, by hand."""

import datetime as dt

import pytest

from sscb_pipeline.assets.judgements import Arrived, Balance, arrival, refused_share, volume
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.thresholds import thresholds_of_the_house

MISSING = return_named("pol_missing")
HOUSE = thresholds_of_the_house()


def known(
    arrivals: dict[str, dt.date | None] | None = None,
    accepted: list[int] | None = None,
    refused: int = 0,
    today: dt.date = dt.date(2017, 4, 20),
    latest: str = "2017-03",
) -> Arrived:
    months = ["2016-07", "2016-08", "2016-09", "2016-10", "2016-11", "2016-12", "2017-01", "2017-02", "2017-03"]
    rows = accepted or []
    balances = {m: Balance(n, refused) for m, n in zip(months[len(months) - len(rows) :], rows, strict=True)}
    return Arrived({"pol_missing": arrivals or {}}, {"pol_missing": balances} if rows else {}, latest, today, HOUSE)


@pytest.mark.parametrize(
    ("day", "passed", "days_late"),
    [
        # Due on the fifth working day of April 2017: 3, 4, 5, 6, 7 April.
        (dt.date(2017, 4, 7), True, 0),
        (dt.date(2017, 4, 8), False, 1),
        (dt.date(2017, 7, 8), False, 92),
        (dt.date(2017, 7, 9), None, None),
    ],
)
def test_arrived_by_due_day(day: dt.date, passed: bool | None, days_late: int | None) -> None:
    found, month, figures = arrival(known({"2017-03": day}), MISSING)
    assert (found, month, figures.get("days_late")) == (passed, "2017-03", days_late)
    assert figures["months_loaded_as_history"] == (1 if passed is None else 0)


def test_a_return_not_here_fails_once_it_is_due() -> None:
    assert arrival(known(today=dt.date(2017, 4, 7)), MISSING)[0] is None
    assert arrival(known(today=dt.date(2017, 4, 10)), MISSING)[0] is False
    # Half of the parts is not here either.
    assert arrival(known({"2017-03": None}, today=dt.date(2017, 4, 10)), MISSING)[0] is False
    assert arrival(known(today=dt.date(2026, 1, 1)), MISSING)[0] is None
    assert arrival(Arrived({}, {}, None, dt.date(2017, 4, 10), HOUSE), MISSING) == (None, None, {})


def test_usual_volume_needs_six_earlier_months() -> None:
    usual = [100, 110, 90, 110, 90, 100]
    assert volume(known(accepted=[100, 110, 90, 110, 90, 50]), MISSING)[0] is None
    assert volume(known(accepted=[*usual, 143]), MISSING)[0] is True
    assert volume(known(accepted=[*usual, 144]), MISSING)[0] is False
    found, month, figures = volume(known(accepted=[*usual, 56]), MISSING)
    assert (found, month) == (False, "2017-03")
    assert figures == {"rows": 56, "earlier_months": 6, "usual_low": 57, "usual_high": 143}
    assert volume(known(), MISSING) == (None, None, {})


def test_refused_share() -> None:
    assert refused_share(known(accepted=[95], refused=5), MISSING) == (
        True,
        "2017-03",
        {"rows": 100, "refused": 5, "refused_pct": 5.0},
    )
    assert refused_share(known(accepted=[94], refused=6), MISSING)[0] is False
    assert refused_share(known(accepted=[0], refused=0), MISSING)[0] is None
