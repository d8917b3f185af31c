"""What the loader hands over of a sheet for the reply: its headings and the rows to correct, as they were sent."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Cell = str | float | int | bool | dt.datetime | dt.timedelta


@dataclass(frozen=True)
class ReplySheet:
    """One sheet as sent. `headings[0]` and the first cell of each row stand in column A; `''` is an empty cell.

    `name`: as in the findings. `rows`: sheet row number -> its cells, only rows with something refused or asked about.
    """

    name: str
    headings: Sequence[str]
    rows: Mapping[int, Sequence[Cell]]
