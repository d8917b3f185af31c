"""Which returns a document rests on: what had been received when it was made, and what is awaited from whom."""

import datetime as dt
from dataclasses import dataclass

from sscb_pipeline.returns.declaration import Return
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.warehouse.server import Warehouse

_CURRENT = """
select return_name, month, part, version, received_at, loaded_at from registry.current_submission
order by return_name, month, part
"""

_THROUGH = "select return_name, month, received_at, through from registry.received_through order by received_at"


@dataclass(frozen=True)
class Arrival:
    """One current submission."""

    part: str
    version: int
    received_at: dt.datetime
    loaded_at: dt.datetime


class Received:
    """What has arrived, by return and month. With `area`, a return that comes in areas needs only that area's part."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._arrivals: dict[tuple[str, str], list[Arrival]] = {}
        for row in warehouse.rows(_CURRENT):
            arrival = Arrival(row.part, row.version, row.received_at, row.loaded_at)
            self._arrivals.setdefault((row.return_name, row.month), []).append(arrival)
        self._through = {(row.return_name, row.month): row for row in warehouse.rows(_THROUGH)}

    def arrivals(self, name: str, month: str, area: str = "") -> list[Arrival]:
        """What has arrived of a return for a month (of the area's part or the whole, when it comes in areas)."""
        all_of_it = self._arrivals.get((name, month), [])
        by_area = area and area in return_named(name).parts
        return [arrival for arrival in all_of_it if not by_area or arrival.part in ("", area)]

    def lacking(self, name: str, month: str, area: str = "") -> str:
        """What is awaited, in words ('' when nothing): `awaiting Surrey Police: pol_missing 2017-03`."""
        declared = return_named(name)
        parts = {arrival.part for arrival in self.arrivals(name, month, area)}
        needed = (area,) if area in declared.parts else declared.parts
        absent = [part for part in needed if part not in parts]
        if "" in parts or (parts and not absent):
            return ""
        which = f" ({' '.join(absent)})" if parts else ""
        return f"awaiting {declared.agency.name}: {name} {month}{which}"

    def month_in_words(self, declared: Return, month: str) -> str:
        """One cell of the table of returns: the day it (or one that stands in for it) arrived, or that it is awaited."""
        arrivals = self.arrivals(declared.name, month)
        through = self._through.get((declared.name, month))
        if through and (not arrivals or self.lacking(declared.name, month)):
            return f"{through.received_at:%d/%m/%y} in {return_named(through.through).title}"
        if not arrivals:
            return "awaited"
        if lacking := self.lacking(declared.name, month):
            return f"parts awaited {lacking[lacking.rindex('(') :]}"
        return f"{max(a.received_at for a in arrivals):%d/%m/%y}"

    def known_at(self, names: tuple[str, ...] = ()) -> dt.datetime | None:
        """When the latest submission (of these returns) was loaded: what a document knows, it knows as at this moment."""
        return max(
            (a.loaded_at for (name, _), found in self._arrivals.items() if not names or name in names for a in found),
            default=None,
        )
