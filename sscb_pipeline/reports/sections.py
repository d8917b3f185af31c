"""Finds a document's sections: every file of its folder `sections` declares one SECTION; a new section is a new file."""

import importlib
import pkgutil
from types import ModuleType
from typing import Protocol, TypeVar

from sscb_pipeline.errors import DeclarationError


class Ordered(Protocol):
    """What every section has."""

    @property
    def title(self) -> str: ...

    @property
    def order(self) -> int: ...


S = TypeVar("S", bound=Ordered)


def sections_in(folder: ModuleType, kind: type[S]) -> tuple[S, ...]:
    """The sections of a folder in their order. Raises DeclarationError when a file declares none, or two stand alike."""
    found: list[S] = []
    for module in pkgutil.iter_modules(folder.__path__, folder.__name__ + "."):
        section = getattr(importlib.import_module(module.name), "SECTION", None)
        if not isinstance(section, kind):
            raise DeclarationError(f"{module.name} declares no SECTION.", "A file in a sections folder declares one.")
        if any(other.title == section.title or other.order == section.order for other in found):
            raise DeclarationError(f"{module.name}: another section has this title or order.")
        found.append(section)
    return tuple(sorted(found, key=lambda section: section.order))
