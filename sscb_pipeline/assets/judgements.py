"""What the checks count, as questions to the warehouse. Every answer is counts and months, never a row.

Each answer is (passed, month, figures); passed is None when there is too little to judge by.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from sscb_pipeline.agreement.rule import Answer
from sscb_pipeline.judgement.xmr import enough, limits, outside, volumes
from sscb_pipeline.returns.declaration import Return
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.thresholds import Thresholds
from sscb_pipeline.vocabulary.calendar import due_day
from sscb_pipeline.warehouse.server import Warehouse


@dataclass(frozen=True)
class Balance:
    """Rows of a return's current files for a month: judged = accepted + refused."""

    accepted: int
    refused: int

    @property
    def judged(self) -> int:
        return self.accepted + self.refused


@dataclass(frozen=True)
class Arrived:
    """What the registry says of every return, asked once.

    `arrivals`: return -> month -> the day its last part first arrived (or another return that stands in for it), None while
    parts are missing.
    `balances`: return -> month -> its current balance. `latest`: the latest month anything was accepted for.
    """

    arrivals: dict[str, dict[str, dt.date | None]]
    balances: dict[str, dict[str, Balance]]
    latest: str | None
    today: dt.date
    thresholds: Thresholds


def arrived(warehouse: Warehouse, thresholds: Thresholds) -> Arrived:
    """Ask the registry once for all checks."""
    first: dict[tuple[str, str], dict[str, dt.date]] = defaultdict(dict)
    for row in warehouse.rows(
        "select return_name, month, part, min(received_at at time zone 'Europe/London')::date as day "
        "from registry.submission where status = 'accepted' group by return_name, month, part"
    ):
        first[row.return_name, row.month][row.part] = row.day
    arrivals: dict[str, dict[str, dt.date | None]] = defaultdict(dict)
    for declared in all_returns():
        for (name, month), parts in first.items():
            if name == declared.name:
                whole = "" in parts or set(declared.parts) <= parts.keys()
                arrivals[name][month] = max(parts.values()) if whole else None
    for row in warehouse.rows("select return_name, month, through from registry.received_through"):
        if arrivals[row.return_name].get(row.month) is None:  # a return received in its own right wins
            arrivals[row.return_name][row.month] = min(first[row.through, row.month].values())
    balances: dict[str, dict[str, Balance]] = defaultdict(dict)
    for row in warehouse.rows(
        "select c.return_name, c.month, sum(s.accepted) as accepted, sum(s.refused) as refused "
        "from registry.current_submission c join registry.sheet s using (submission_id) "
        "group by c.return_name, c.month order by c.month"
    ):
        balances[row.return_name][row.month] = Balance(int(row.accepted), int(row.refused))
    today = warehouse.rows("select (now() at time zone 'Europe/London')::date as day")[0].day
    return Arrived(arrivals, balances, max((month for _, month in first), default=None), today, thresholds)


def arrival(known: Arrived, declared: Return) -> Answer:
    """Whether the latest month anybody sent anything for arrived in time, in all its parts."""
    if known.latest is None:
        return None, None, {}
    as_history = known.thresholds.history_after_days
    days_late = {
        month: (day - due_day(month, declared.due_working_day)).days
        for month, day in known.arrivals.get(declared.name, {}).items()
        if day
    }
    figures: dict[str, int | float | None] = {
        "months_in_time": sum(days <= 0 for days in days_late.values()),
        "months_late": sum(0 < days <= as_history for days in days_late.values()),
        "months_loaded_as_history": sum(days > as_history for days in days_late.values()),
    }
    if known.latest in days_late:
        late = days_late[known.latest]
        if late > as_history:
            return None, known.latest, figures
        return late <= 0, known.latest, figures | {"days_late": max(late, 0)}
    overdue = (known.today - due_day(known.latest, declared.due_working_day)).days
    if not 0 < overdue <= as_history:
        return None, known.latest, figures
    return False, known.latest, figures | {"days_overdue": overdue}


def volume(known: Arrived, declared: Return) -> Answer:
    """Whether the latest month's accepted rows lie within the limits its own earlier months set."""
    months = known.balances.get(declared.name, {})
    if not months:
        return None, None, {}
    *before, latest = [balance.accepted for balance in months.values()]
    month = list(months)[-1]
    figures: dict[str, int | float | None] = {"rows": latest, "earlier_months": len(before)}
    chart = volumes(known.thresholds)
    if not enough(before, chart):
        return None, month, figures
    usual = limits(before, chart)
    low, high = usual.whole
    return not outside(latest, usual), month, figures | {"usual_low": low, "usual_high": high}


def refused_share(known: Arrived, declared: Return) -> Answer:
    """Whether few of the latest month's rows were refused."""
    months = known.balances.get(declared.name, {})
    if not months:
        return None, None, {}
    month, latest = list(months.items())[-1]
    if not latest.judged:
        return None, month, {"rows": 0}
    share = latest.refused / latest.judged
    figures: dict[str, int | float | None] = {
        "rows": latest.judged,
        "refused": latest.refused,
        "refused_pct": round(100 * share, 1),
    }
    return share <= known.thresholds.refused_share_worth_a_call, month, figures
