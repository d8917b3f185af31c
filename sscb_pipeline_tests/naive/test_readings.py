"""The months of the made-up county read a second time, plainly, from the tidy table: every indicator, month and area."""

import datetime as dt
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from sscb_pipeline.indicators.catalogue import catalogue
from sscb_pipeline.warehouse.server import Warehouse

MASH = dt.date(2016, 10, 1)
AREAS = ["Surrey", "NE", "NW", "SE", "SW"]
FIGURES = ("mean", "lower_limit", "upper_limit", "outside_limits", "same_side", "trend")


def naive(values: pd.DataFrame, percent: bool) -> Iterator[dict[str, object]]:
    """One baseline of one series, read by the rules as they are written down."""
    series = values["value"].to_numpy(dtype=float)
    if len(series) < 12:
        yield from ({"limits": "TOO_FEW_MONTHS"} for _ in series)
        return
    base = series[:24]
    mean, reach = base.mean(), 2.66 * np.abs(np.diff(base)).mean()
    for at, value in enumerate(series):
        eight, six = series[max(0, at - 7) : at + 1], series[max(0, at - 5) : at + 1]
        side = "ABOVE" if (eight > mean + 1e-12).all() else "BELOW" if (eight < mean - 1e-12).all() else None
        steps = np.diff(six)
        yield {
            "limits": "TRIAL" if len(series) < 24 else "FIXED", "mean": round(mean, 2),
            "lower_limit": round(max(0, mean - reach), 2),
            "upper_limit": round(min(100 if percent else np.inf, mean + reach), 2),
            "outside_limits": "HIGH" if value > mean + reach + 1e-9 else "LOW" if value < mean - reach - 1e-9 else None,
            "same_side": side if len(eight) == 8 else None,
            "trend": None if len(six) < 6 else "RISING" if (steps > 0).all() else "FALLING" if (steps < 0).all() else None,
        }  # fmt: skip


def test_every_month_of_the_county_is_read_alike(county: Warehouse) -> None:
    figures = county.read("select * from indicators.indicator_values where period_type = 'month' and breakdown = 'all'")
    figures = figures[figures["area"].isin(AREAS)].sort_values("period_start")
    read = county.read("select * from indicators.indicator_reading")
    assert len(read) == len(figures) > 5_000
    table = read.set_index(["indicator_id", "area", "period_start"]).sort_index()
    seen = 0
    for (id_, area), months in figures.groupby(["indicator_id", "area"]):
        indicator = catalogue()[id_]
        filled = months[months["value"].notna()]
        if indicator.theme in ("learning_from_reviews", "child_deaths") or (
                indicator.theme == "child_sexual_exploitation" and area != "Surrey"):
            assert set(table.loc[(id_, area), "limits"]) == {"NOT_CHARTED"}
            continue
        front_door = indicator.theme in ("early_help", "contacts_and_referrals")
        before = filled[filled["period_start"] < MASH] if front_door else filled
        for baseline in (before, filled[filled["period_start"] >= MASH] if front_door else filled[:0]):
            for start, plain in zip(baseline["period_start"], naive(baseline, indicator.is_percent), strict=True):
                ours = table.loc[(id_, area, start)]
                assert ours["limits"] == plain["limits"], (id_, area, start)
                for name in FIGURES if len(plain) > 1 else ():
                    told = None if pd.isna(ours[name]) else ours[name]
                    # Two ways to add may round a hundredth apart.
                    expected = pytest.approx(plain[name], abs=0.011) if isinstance(plain[name], float) else plain[name]
                    assert told == expected, (id_, area, start, name)
                seen += 1
    assert seen > 4_000
