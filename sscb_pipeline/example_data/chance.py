"""Chance that repeats: named random streams, weighted picks, and shares that add up exactly."""

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Rows = dict[str, npt.NDArray[Any]]
"""Columns by name, all of one length. Dates are datetime64[D], moments datetime64[m], everything else objects or numbers."""
Array = npt.NDArray[Any]
Stream = np.random.Generator


def stream(seed: int, name: str) -> Stream:
    """The random numbers of one theme: the same for the same seed, independent of every other theme's."""
    return np.random.default_rng([seed, zlib.crc32(name.encode())])


def pick(rng: Stream, weights: Mapping[str, float], count: int) -> Array:
    """`count` keys drawn with these weights, as objects."""
    shares = np.array(list(weights.values()), dtype=float)
    return np.array(list(weights), dtype=object)[rng.choice(len(shares), count, p=shares / shares.sum())]


def pick_sets(rng: Stream, chances: Mapping[str, float], count: int, nothing: str | None = None) -> Array:
    """`count` lists of codes joined by commas, each code in with its own chance; `nothing` where none is in."""
    codes = list(chances)
    inside = rng.random((count, len(codes))) < np.array(list(chances.values()))
    joined = np.empty(count, dtype=object)
    joined[:] = [",".join(code for code, is_in in zip(codes, row, strict=True) if is_in) or nothing for row in inside.tolist()]
    return joined


def yes_no(rng: Stream, chance: float, count: int) -> Array:
    """`count` answers Y or N."""
    return np.where(rng.random(count) < chance, "Y", "N").astype(object)


def blank_where(values: Array, blank: Array) -> Array:
    """The values as objects, None where `blank` (dates and moments: NaT)."""
    if values.dtype.kind == "M":
        return np.where(blank, np.datetime64("NaT"), values)
    out = values.astype(object)
    out[blank] = None
    return out


def shares(total: int, weights: Sequence[float]) -> list[int]:
    """`total` split by weights into whole numbers that add up to it (largest remainder)."""
    exact = np.array(weights, dtype=float) / sum(weights) * total
    whole = np.floor(exact).astype(int)
    for place in np.argsort(whole - exact, kind="stable")[: total - int(whole.sum())]:
        whole[place] += 1
    return [int(n) for n in whole]


def repeat_codes(counts: Mapping[str, int]) -> Array:
    """Each code as often as its count says, in order."""
    return np.repeat(np.array(list(counts), dtype=object), list(counts.values()))


def scaled(count: float, scale: float) -> int:
    """A count at another scale, never negative."""
    return int(count * scale + 0.5)


def take(rows: Rows, chosen: Array) -> Rows:
    """The chosen rows (a mask or positions) of every column."""
    return {name: values[chosen] for name, values in rows.items()}


def numbered(prefix: str, numbers: Array, width: int = 6) -> Array:
    """Ids such as R000123, as objects."""
    out = np.empty(len(numbers), dtype=object)
    out[:] = [f"{prefix}{n:0{width}d}" for n in numbers.tolist()]
    return out
