"""The indicators there are."""

from functools import cache

from sscb_pipeline.errors import WrongUsage
from sscb_pipeline.indicators.headers import Indicator
from sscb_pipeline.indicators.models import all_models


@cache
def catalogue() -> dict[str, Indicator]:
    """Every indicator by its id, in the order of ids."""
    found = {model.indicator.id: model.indicator for model in all_models() if model.indicator}
    return dict(sorted(found.items()))


def indicator_named(id_or_name: str) -> Indicator:
    """The indicator with this id (any case) or name. Raises WrongUsage with the ids there are."""
    for indicator in catalogue().values():
        if id_or_name.casefold() in (indicator.id.casefold(), indicator.name):
            return indicator
    raise WrongUsage(f"There is no indicator called {id_or_name}.", "Indicators: " + ", ".join(catalogue()) + ".")
