"""Finds the declared returns: every module under this package that says RETURN = Return(...)."""

import importlib
import pkgutil
from functools import cache

import sscb_pipeline.returns as package
from sscb_pipeline.errors import DeclarationError, WrongUsage
from sscb_pipeline.returns.declaration import Return


@cache
def all_returns() -> tuple[Return, ...]:
    """Every declared return, by name. Raises DeclarationError when two share a name or a file has none."""
    found: dict[str, Return] = {}
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if module.ispkg or module.name.count(".") < 3:
            continue
        declared = getattr(importlib.import_module(module.name), "RETURN", None)
        if not isinstance(declared, Return):
            raise DeclarationError(f"{module.name} declares no RETURN.", "A file below returns/<agency>/ declares one return.")
        if declared.name in found or declared.name != module.name.rpartition(".")[2]:
            raise DeclarationError(f"{module.name}: a return is called as its file is, and no two are called alike.")
        found[declared.name] = declared
    for declared in found.values():
        if unknown := {feed.return_name for feed in declared.feeds} - set(found):
            raise DeclarationError(f"{declared.name} feeds {', '.join(sorted(unknown))}, which is no return.")
    return tuple(found[name] for name in sorted(found))


def return_named(name: str) -> Return:
    """The return called `name`. Raises WrongUsage with the names there are."""
    for declared in all_returns():
        if declared.name == name:
            return declared
    raise WrongUsage(f"There is no return called {name}.", "Returns: " + ", ".join(r.name for r in all_returns()) + ".")
