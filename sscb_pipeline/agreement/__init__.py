"""Rules between returns: what one return says, another must bear out. Each is one question to the warehouse, counts only.

Children and cases are found by ids both returns hold. Rules that need the matching of children across agencies are not
here; docs/decisions names them.
"""

import importlib
import pkgutil
from functools import cache

from sscb_pipeline.agreement.rule import Agreement


@cache
def all_agreements() -> tuple[Agreement, ...]:
    """Every rule between returns, in the order of their files: each file below this folder lists its own as RULES."""
    modules = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return tuple(rule for module in modules for rule in getattr(module, "RULES", ()))
