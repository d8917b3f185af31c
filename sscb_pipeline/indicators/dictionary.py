"""Writes docs/indicators.md: every indicator's definition as its file says it.

`python -m sscb_pipeline.indicators.dictionary` writes it anew.
"""

from itertools import groupby

from sscb_pipeline.indicators.catalogue import catalogue
from sscb_pipeline.indicators.headers import Indicator
from sscb_pipeline.settings import PROJECT_ROOT

PAGE = PROJECT_ROOT / "docs" / "indicators.md"
_GOOD = {"high": "a high figure is good", "low": "a low figure is good", "neutral": "neither high nor low is good in itself"}
_TYPE = {"flow": "what happened in the period", "snapshot": "what stands at the period's last day"}
_COUNTING = {"items": "each counts, months add up", "distinct": "each counts once a period"}
_SEEN = {"public": "may be published, through the disclosure rules", "partnership": "for the partnership, not for publication",
         "restricted": "for named readers only"}


def page() -> str:
    """The page's text, one section a theme, one heading an indicator."""
    indicators = sorted(catalogue().values(), key=lambda i: (i.theme, i.id))
    lines = ["# The indicators", "",
             "Generated from the heads of the models in `dbt_like_sql/models/indicators/`; do not edit here.", ""]
    for theme, of_theme in groupby(indicators, key=lambda i: i.theme_title):
        lines += [f"## {theme}", ""]
        for indicator in of_theme:
            lines += definition(indicator)
    return "\n".join(lines)


def definition(indicator: Indicator) -> list[str]:
    """An indicator's definition as lines of text."""
    facts = [
        ("Numerator", indicator.numerator),
        ("Denominator", indicator.denominator or "none, a count"),
        ("Value in", indicator.unit),
        ("Counted", f"{indicator.counting_unit}; {_COUNTING[indicator.counting]}; {_TYPE[indicator.type]}"),
        ("Returns", ", ".join(f"`{name}`" for name in indicator.returns) or "whichever have arrived"),
        ("Leans on", ", ".join(f"{months} earlier months of `{name}`" for name, months in indicator.lookback_months.items())),
        ("Followed for", ", ".join(f"{months} later months of `{name}`, provisional until they have come"
                                   for name, months in indicator.follow_up_months.items())),
        ("Matching", indicator.matching or ""),
        ("Bounds", "none, or all, of what could not be matched in the numerator" if indicator.matching else ""),
        ("Standard", indicator.standard),
        ("Reading", _GOOD[indicator.polarity]),
        ("Broken down by", "; ".join(f"`{name}` ({meaning})" for name, meaning in indicator.breakdowns.items())),
        ("Counted under each of several", ", ".join(f"`{name}`" for name in indicator.overlapping)),
        ("Shares by", "; ".join(f"`{name}` ({meaning})" for name, meaning in indicator.shares.items())),
        ("Shares within", "; ".join(f"`{name}` of those with the same {', '.join(f'`{other}`' for other in others)}"
                                    for name, others in indicator.crossed.items())),
        ("Variants", "; ".join(f"`{name}` ({meaning})" for name, meaning in indicator.variants.items())),
        ("Rate", f"per 10,000 aged {indicator.rate.replace('_', '-')}, Surrey, by version of the population"
         if indicator.rate else ""),
        ("Shown", "" if indicator.has_headline else "by its parts only; their sum means nothing"),
        ("Areas", "" if indicator.has_areas else "Surrey only"),
        ("Seen by", _SEEN[indicator.disclosure]),
    ]
    return [f"### {indicator.id} {indicator.title}", "", indicator.meaning, "",
            *(f"- **{word}:** {said}" for word, said in facts if said),
            *(f"- **Caution:** {caution}" for caution in indicator.cautions),
            f"- **File:** `indicators/{indicator.theme}/{indicator.name}.sql`", ""]


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
