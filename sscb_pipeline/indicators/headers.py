"""The words the block at the head of a model may hold, and the definition of an indicator they make up.

A staging or intermediate model says one word, `meaning`: what one row is. An indicator's block is its definition, in
words a Board member reads; unknown or missing words stop the load, so that a typing error cannot lose a caution.
"""

import re
from dataclasses import dataclass
from typing import Any

import yaml

from sscb_pipeline.errors import DeclarationError
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.vocabulary.populations import age_groups

PERCENT = "percent"
PER_10000 = "per 10,000"
"""How the unit of a rate begins."""

ITEM_COLUMNS = ("item_date", "area", "unit_id", "in_numerator", "sheet_id", "source_row")
"""Columns every indicator's table of counted items has; `in_denominator`, `is_matched`, `variant`, `precedence` and the
dimensions follow."""

_REQUIRED = ("id", "name", "title", "meaning", "numerator", "unit", "counting_unit", "type", "counting", "returns",
             "standard", "polarity", "disclosure")
_OPTIONAL = ("denominator", "lookback_months", "follow_up_months", "matching", "breakdowns", "overlapping", "shares",
             "crossed", "variants", "rate", "headline", "areas", "alternatives", "cautions")
_CHOICES = {
    "type": ("flow", "snapshot"),
    "counting": ("items", "distinct"),
    "polarity": ("high", "low", "neutral"),
    "disclosure": ("public", "partnership", "restricted"),
    "headline": ("all", "none"),
    "areas": ("four", "none"),
    "alternatives": ("any", "none"),
}


class _Facts(yaml.CSafeLoader):
    """YAML in which a number is digits alone: 0_17 is an age group, where YAML 1.1 takes it for fifteen."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - so it is declared in the class this one narrows
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":int")]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


_Facts.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?(0|[1-9][0-9]*)$"), list("-0123456789"))


def facts_of(block: str) -> Any:
    """What a block says. Raises yaml.YAMLError where it cannot be read."""
    return yaml.load(block, Loader=_Facts)  # noqa: S506 - a narrower CSafeLoader


@dataclass(frozen=True)
class Indicator:
    """One indicator's definition, as its file says it.

    `denominator` is None for plain counts. `unit` is what `value` is in: percent, or the thing counted.
    `type`: flow (items of the period's days) or snapshot (items standing at its last day).
    `counting`: items (months add up) or distinct (a unit counts once per period; recounted for each).
    `returns`: the returns whose months a value needs; none where it judges whatever has arrived.
    `lookback_months`: per return, how many earlier months it leans on; without them the value is provisional.
    `follow_up_months`: likewise later months, while what was begun may still end.
    `matching`: how a child is found in several agencies' returns, None where nobody has to be; bounds are shown with it.
    `breakdowns`: dimension -> meaning. Each value has its own numerator and denominator.
    `overlapping`: the breakdowns and shares whose column may hold several codes; an item then counts under each.
    `shares`: dimension -> meaning. Numerator is all that is counted with the value, denominator that of the whole.
    `crossed`: share -> other shares, within each value of which it is shown too (outcomes of the police's contacts).
    `variants`: word -> meaning; other rules for the same question, shown beside the headline.
    `rate`: the age group (0_17) a rate per 10,000 is shown of, beside the headline; None without a rate.
    `takes_alternatives`: whether a return counts as received through another one that stands in for it (Annex A).
    `has_headline`: whether the sum over everything means something. `has_areas`: whether the four areas are shown.
    """

    id: str
    name: str
    theme: str
    title: str
    meaning: str
    numerator: str
    denominator: str | None
    unit: str
    counting_unit: str
    type: str
    counting: str
    returns: tuple[str, ...]
    lookback_months: dict[str, int]
    follow_up_months: dict[str, int]
    matching: str | None
    standard: str
    polarity: str
    disclosure: str
    breakdowns: dict[str, str]
    overlapping: tuple[str, ...]
    shares: dict[str, str]
    crossed: dict[str, tuple[str, ...]]
    variants: dict[str, str]
    rate: str | None
    has_headline: bool
    has_areas: bool
    takes_alternatives: bool
    cautions: tuple[str, ...]

    @property
    def is_percent(self) -> bool:
        return self.unit == PERCENT

    @property
    def rate_of(self) -> str:
        """The breakdown whose rows have a rate beside them: the headline, or the first of those shown instead of one."""
        return "all" if self.has_headline else next(iter(self.breakdowns), "all")

    @property
    def theme_title(self) -> str:
        """`child_protection` -> `Child protection`."""
        return self.theme.replace("_", " ").capitalize()


def has_decimals(unit: str) -> bool:
    """Whether a value in this unit is shown with a decimal: percentages and rates; counts are whole."""
    return unit == PERCENT or unit.startswith(PER_10000)


def meaning_of(where: str, header: dict[str, Any]) -> str:
    """What one row of a staging or intermediate model is. Raises DeclarationError for any other word."""
    for word in header:
        if word != "meaning":
            raise DeclarationError(f"{where}: '{word}' is no word of a model that is no indicator.", "It says meaning alone.")
    return _text(where, header, "meaning")


def indicator_of(where: str, name: str, theme: str, header: dict[str, Any]) -> Indicator:
    """The definition an indicator's block makes up. Raises DeclarationError naming the file and the word at fault."""
    for word in header:
        if word not in (*_REQUIRED, *_OPTIONAL):
            raise DeclarationError(f"{where}: '{word}' is no word of an indicator.",
                                   "Words: " + ", ".join((*_REQUIRED, *_OPTIONAL)) + ".")
    for word in _REQUIRED:
        if header.get(word) in (None, "", []):
            raise DeclarationError(f"{where}: the word '{word}' is missing.")
    for word, choices in _CHOICES.items():
        if word in header and header[word] not in choices:
            raise DeclarationError(f"{where}: {word} is one of {', '.join(choices)}.")
    if header["name"] != name:
        raise DeclarationError(f"{where}: an indicator is called as its file is.")
    denominator = None if header.get("denominator") in (None, "none") else _text(where, header, "denominator")
    unit = _text(where, header, "unit")
    if unit == PERCENT and denominator is None:
        raise DeclarationError(f"{where}: a percentage says its denominator.")
    returns = _returns(where, header["returns"])
    if both := set(header.get("breakdowns") or {}) & set(header.get("shares") or {}):
        raise DeclarationError(f"{where}: {', '.join(sorted(both))} is either a breakdown or a share.")
    return Indicator(
        id=_text(where, header, "id"), name=name, theme=theme, title=_text(where, header, "title"),
        meaning=_text(where, header, "meaning"), numerator=_text(where, header, "numerator"), denominator=denominator,
        unit=unit, counting_unit=_text(where, header, "counting_unit"), type=header["type"], counting=header["counting"],
        returns=returns, lookback_months=_months(where, header, "lookback_months", returns),
        follow_up_months=_months(where, header, "follow_up_months", returns),
        matching=_text(where, header, "matching") if "matching" in header else None, standard=_text(where, header, "standard"),
        polarity=header["polarity"], disclosure=header["disclosure"], breakdowns=_meanings(where, header, "breakdowns"),
        overlapping=_overlapping(where, header),
        shares=_meanings(where, header, "shares"), crossed=_crossed(where, header),
        variants=_meanings(where, header, "variants"), rate=_rate(where, header),
        has_headline=header.get("headline", "all") == "all", has_areas=header.get("areas", "four") == "four",
        takes_alternatives=header.get("alternatives", "any") == "any",
        cautions=_texts(where, header.get("cautions") or [], "cautions"),
    )


def check_items(where: str, indicator: Indicator, columns: tuple[str, ...]) -> None:
    """Whether a model returns the columns of counted items its definition promises; DeclarationError when not."""
    expected = [*ITEM_COLUMNS, *indicator.breakdowns, *indicator.shares]
    expected += ["in_denominator"] * (indicator.denominator is not None) + ["variant"] * bool(indicator.variants)
    expected += ["is_matched"] * (indicator.matching is not None)
    for name in expected:
        if name not in columns:
            raise DeclarationError(f"{where}: the column {name} is declared but not selected.")
    allowed = {*expected, "precedence" if indicator.counting == "distinct" else "item_count"}
    for name in columns:
        if name not in allowed:
            raise DeclarationError(f"{where}: the column {name} is selected but not declared.",
                                   "Name it under breakdowns or shares, or leave it out.")


def _text(where: str, header: dict[str, Any], word: str) -> str:
    value = header.get(word)
    if not isinstance(value, str) or not value.strip():
        raise DeclarationError(f"{where}: {word} is a sentence or a word.", "Put it in quotation marks if it has a colon.")
    return " ".join(value.split())


def _texts(where: str, value: Any, word: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise DeclarationError(f"{where}: {word} is a list of sentences.", "Put a sentence with a colon in quotation marks.")
    return tuple(" ".join(item.split()) for item in value)


def _meanings(where: str, header: dict[str, Any], word: str) -> dict[str, str]:
    value = header.get(word) or {}
    if not isinstance(value, dict) or not all(isinstance(k, str) and isinstance(v, str) for k, v in value.items()):
        raise DeclarationError(f"{where}: {word} says of each name what it means.", "Write `name: what it means`.")
    return {name: " ".join(meaning.split()) for name, meaning in value.items()}


def _overlapping(where: str, header: dict[str, Any]) -> tuple[str, ...]:
    found = _texts(where, header.get("overlapping") or [], "overlapping")
    for name in found:
        if name not in {**(header.get("breakdowns") or {}), **(header.get("shares") or {})}:
            raise DeclarationError(f"{where}: {name} overlaps but is no breakdown.")
    return found


def _crossed(where: str, header: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Which share is shown within which others. One whose values overlap is no whole to take a share of."""
    value, shares = header.get("crossed") or {}, header.get("shares") or {}
    whole = set(shares) - set(header.get("overlapping") or [])
    if not isinstance(value, dict) or not set(value) <= set(shares):
        raise DeclarationError(f"{where}: crossed says of a share within which others it is shown too.")
    found = {name: _texts(where, others, "crossed") for name, others in value.items()}
    for name, others in found.items():
        if name in others or not set(others) <= whole:
            raise DeclarationError(f"{where}: {name} is crossed with other shares, whose values do not overlap.")
    return found


def _returns(where: str, value: Any) -> tuple[str, ...]:
    if value == "none":
        return ()
    names = {declared.name for declared in all_returns()}
    for name in (found := _texts(where, value, "returns")):
        if name not in names:
            raise DeclarationError(f"{where}: there is no return called {name}.")
    return found


def _rate(where: str, header: dict[str, Any]) -> str | None:
    """The age group whose population the count is divided by, None without a rate."""
    rate = header.get("rate")
    if rate is not None and rate not in age_groups():
        raise DeclarationError(f"{where}: there is no population of that rate's age group.",
                               "Age groups: " + ", ".join(age_groups()) + ".")
    if rate is not None and header.get("headline") == "none" and not header.get("breakdowns"):
        raise DeclarationError(f"{where}: a rate is of the headline or, without one, of the first breakdown.")
    return rate


def _months(where: str, header: dict[str, Any], word: str, returns: tuple[str, ...]) -> dict[str, int]:
    value = header.get(word)
    if value is None:
        return {}
    months = dict.fromkeys(returns, value) if isinstance(value, int) else value
    if not isinstance(months, dict) or not all(n in returns and isinstance(m, int) and m > 0 for n, m in months.items()):
        raise DeclarationError(f"{where}: {word} is a number of months, or one for each of its returns.")
    return months
