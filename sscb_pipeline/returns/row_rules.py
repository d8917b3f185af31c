"""Rules between the columns of one row: how they are declared, and what is known about them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.pandas as pa


@dataclass(frozen=True)
class Rule:
    """A rule between columns of one row. `refuse`: the row is impossible and is not loaded; otherwise it is loaded and
    the sender is asked about it (`query`). `everywhere`: it holds for every sheet that has its columns."""

    name: str
    columns: tuple[str, ...]
    says: str
    refuse: bool
    everywhere: bool = False


def rule(name: str, *columns: str, says: str, refuse: bool = False, everywhere: bool = False) -> Callable[..., Any]:
    """Declare a rule between columns: the method gets the rows and answers True where a row keeps it.

    `columns` are those a person should look at, the first one first. `says` completes "Row 12: …" without any value.
    """

    def wrap(method: Callable[..., pd.Series]) -> Any:
        checked = pa.dataframe_check(method, name=name, error=name)
        _RULES_BY_METHOD[(method.__qualname__, method.__module__)] = Rule(name, columns, says, refuse, everywhere)
        return checked

    return wrap


_RULES_BY_METHOD: dict[tuple[str, str], Rule] = {}


def rules_written_in(model: type) -> list[Rule]:
    """The rules declared in the body of a class, in order."""
    return [
        found
        for (method, module), found in _RULES_BY_METHOD.items()
        if module == model.__module__ and method.rpartition(".")[0] == model.__qualname__
    ]
