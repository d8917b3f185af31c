"""What a section of the annual report declares: its title, place, indicators and charts. The tables follow from it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Drawing:
    """A chart of one indicator. `by`: `month` (a line, Surrey and its areas), or a breakdown's name (bars, this year
    beside last)."""

    indicator: str
    by: str = "month"


@dataclass(frozen=True)
class Section:
    """One section. `needs`: ids of the indicators whose figures it prints, in this order."""

    title: str
    order: int
    about: str
    needs: tuple[str, ...]
    charts: tuple[Drawing, ...] = ()
