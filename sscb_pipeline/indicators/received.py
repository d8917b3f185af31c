"""Which months each return has been received for, and what that makes of a period's value: final, provisional, awaiting.

Absent is not zero: a period whose every needed month has not arrived has no value, and says what it waits for.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection, text

from sscb_pipeline.indicators.headers import Indicator
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.vocabulary import calendar

ANY_RETURN = "any return"
"""What a value that judges whatever has arrived needs of a month."""
_ENDS_IN_WINDOW = ("rolling_12m", "year_to_date", "year")
_SNAPSHOT_PERIODS = ("month", "quarter", "year")


@dataclass(frozen=True)
class Received:
    """What has arrived. `complete`: (return, month) -> when it was last loaded, ANY_RETURN among them.
    `through`: (return, month) -> when another return that stands in for it was, where it has not come in full itself.
    `parts_missing`: (return, month) -> parts still to come although others have. `window`: the months from the first to the
    last any return was accepted for."""

    complete: dict[tuple[str, str], dt.datetime]
    through: dict[tuple[str, str], dt.datetime]
    parts_missing: dict[tuple[str, str], tuple[str, ...]]
    window: tuple[str, ...]


@dataclass(frozen=True)
class PeriodStatus:
    """One indicator's standing in one period. `awaiting` names returns and months that have not arrived, '' if none."""

    indicator_id: str
    period_type: str
    period_start: dt.date
    period_after: dt.date
    status: str
    awaiting: str
    known_at: dt.datetime | None

    @property
    def period(self) -> tuple[str, dt.date, dt.date]:
        return self.period_type, self.period_start, self.period_after


def received_so_far(connection: Connection) -> Received:
    """What has arrived, from the current submissions (as known at `sscb.as_at` where that is set)."""
    rows = connection.execute(text("select return_name, month, part, loaded_at from registry.current_submission"))
    parts: dict[tuple[str, str], dict[str, dt.datetime]] = {}
    anything: dict[tuple[str, str], dt.datetime] = {}
    for name, month, part, loaded_at in rows.fetchall():
        parts.setdefault((name, month), {})[part] = loaded_at
        anything[ANY_RETURN, month] = max(loaded_at, anything.get((ANY_RETURN, month), loaded_at))
    complete, missing = {}, {}
    for key, present in parts.items():
        lacking = () if "" in present else tuple(p for p in return_named(key[0]).parts if p not in present)
        if lacking:
            missing[key] = lacking
        else:
            complete[key] = max(present.values())
    rows = connection.execute(text("select return_name, month, loaded_at from registry.received_through order by loaded_at"))
    through = {(name, month): at for name, month, at in rows.fetchall() if (name, month) not in complete}
    months = sorted(month for _, month in parts)
    window = tuple(calendar.months_between(months[0], months[-1])) if months else ()
    return Received(complete | anything, through, missing, window)


def period_statuses(connection: Connection, indicators: Iterable[Indicator], received: Received) -> Iterator[PeriodStatus]:
    """Every indicator's standing in every period that touches the months received."""
    if not received.window:
        return
    first, after = calendar.first_day(received.window[0]), calendar.day_after_month(received.window[-1])
    periods = connection.execute(
        text("select period_type, period_start, period_after from reference.period"
             " where period_start < :after and period_after > :first"
             " and (period_after <= :after or period_type <> all(:ends_in_window))"
             " order by period_type, period_start, period_after"),
        {"first": first, "after": after, "ends_in_window": list(_ENDS_IN_WINDOW)},
    ).fetchall()
    for indicator in indicators:
        for kind, start, end in periods:
            if indicator.type == "flow" or kind in _SNAPSHOT_PERIODS:
                yield _status(indicator, kind, start, end, received)


def _status(indicator: Indicator, kind: str, start: dt.date, after: dt.date, received: Received) -> PeriodStatus:
    last = calendar.month_of(after - dt.timedelta(days=1))
    first = calendar.month_of(start) if indicator.type == "flow" else last
    needed = [(name, month) for name in indicator.returns or (ANY_RETURN,) for month in calendar.months_between(first, last)]
    around = [
        *((name, _month_from(first, -back)) for name, n in indicator.lookback_months.items() for back in range(n, 0, -1)),
        *((name, _month_from(last, on)) for name, n in indicator.follow_up_months.items() for on in range(1, n + 1)),
    ]
    arrived = {**received.through, **received.complete} if indicator.takes_alternatives else received.complete
    lacking = [key for key in needed if key not in arrived]
    lacking_around = [key for key in around if key not in arrived]
    status = "awaiting" if lacking else "provisional" if lacking_around else "final"
    known = [arrived[key] for key in (*needed, *around) if key in arrived]
    words = _in_words(lacking or lacking_around, received)
    return PeriodStatus(indicator.id, kind, start, after, status, words, max(known, default=None))


def _month_from(month: str, months: int) -> str:
    return calendar.month_of(calendar.add_months(calendar.first_day(month), months))


def _in_words(lacking: list[tuple[str, str]], received: Received) -> str:
    """`cs_cin_cpp 2015-04 to 2015-09, cs_maecc 2016-11 (SE SW)`: three months and more in a row are shortened."""
    words: list[str] = []
    for name, keys in groupby(sorted(lacking), key=lambda key: key[0]):
        run: list[str] = []
        for month in [month for _, month in keys]:
            if parts := received.parts_missing.get((name, month)):
                words += _run(name, run)
                words.append(f"{name} {month} ({' '.join(parts)})")
                run = []
            elif run and calendar.first_day(month) != calendar.day_after_month(run[-1]):
                words += _run(name, run)
                run = [month]
            else:
                run.append(month)
        words += _run(name, run)
    return ", ".join(words)


def _run(name: str, months: list[str]) -> list[str]:
    return [f"{name} {months[0]} to {months[-1]}"] if len(months) > 2 else [f"{name} {month}" for month in months]
