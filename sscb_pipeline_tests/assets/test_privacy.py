"""The guard: what a body prints or raises, and what metadata may say."""

import os
import subprocess
import sys
from enum import Enum
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dagster as dg
import pytest

from sscb_pipeline.assets.privacy import Known, TickFailed, facts, guarded, guarded_tick, told
from sscb_pipeline.errors import SscbError, WarehouseUnavailable

CANARY = "Zebedee Quillfeather"


class Colour(Enum):
    RED = "red"


def a_context() -> Any:
    return SimpleNamespace(resources=SimpleNamespace(house=SimpleNamespace(fault=None)))


def test_metadata_takes_numbers_and_declared_words_only() -> None:
    said = facts(rows=3, share=0.5, colour=Colour.RED, month=Known.month("2017-03"), absent=None, is_late=True)
    assert {name: value.value for name, value in said.items()} == {
        "rows": 3, "share": 0.5, "colour": "red", "month": "2017-03", "is_late": True,
    }  # fmt: skip
    with pytest.raises(TypeError) as refused:
        facts(name=CANARY)  # type: ignore[arg-type]
    assert CANARY not in str(refused.value)
    for wrong in (lambda: Known.month(CANARY), lambda: Known.sha256(CANARY), lambda: Known.one_of(CANARY, ["pol_missing"])):
        with pytest.raises(ValueError, match="not declared"):
            wrong()


def test_a_fault_is_told_by_code_kind_and_place() -> None:
    @guarded("E-TEST")
    def body(context: Any) -> list[Any]:
        try:
            raise KeyError(CANARY)
        except KeyError as cause:
            raise ValueError(f"bad name {CANARY}") from cause

    with pytest.raises(dg.Failure) as failed:
        list(body(a_context()))
    assert failed.value.__cause__ is None
    assert failed.value.__context__ is None
    assert CANARY not in str(failed.value.description)
    assert str(failed.value.description).startswith("E-TEST (ValueError)")


def test_a_fault_of_ours_reaches_the_caller_in_the_same_process() -> None:
    fault, context = SscbError("The month is closed."), a_context()

    @guarded("E-TEST")
    def body(context: Any) -> list[Any]:
        raise fault

    with pytest.raises(dg.Failure):
        list(body(context))
    assert context.resources.house.fault is fault


def test_only_declared_sentences_are_repeated() -> None:
    assert "cannot be reached" in told("E", WarehouseUnavailable("The database cannot be reached."))
    assert CANARY not in told("E", SscbError(CANARY))
    assert CANARY not in told("E", FileNotFoundError(CANARY))


def test_what_a_body_and_its_children_print_goes_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    @guarded("E-TEST")
    def body(context: Any) -> list[int]:
        print(CANARY)
        print(CANARY, file=sys.stderr)
        os.write(2, CANARY.encode())
        subprocess.run([sys.executable, "-c", f"print({CANARY!r})"], check=True)  # noqa: S603
        return [1]

    assert list(body(a_context())) == [1]
    print("after")
    seen = capfd.readouterr()
    assert seen.out == "after\n"
    assert CANARY not in seen.err


def test_a_tick_is_guarded_too() -> None:
    @guarded_tick("E-TICK")
    def body(context: Any) -> None:
        raise RuntimeError(CANARY)

    with pytest.raises(TickFailed) as failed:
        body(None)
    assert CANARY not in str(failed.value)
    assert failed.value.__context__ is None


def test_the_place_of_a_fault_is_inside_our_package() -> None:
    try:
        Known.month("March")
    except ValueError as fault:
        assert "assets/privacy.py:" in told("E", fault)


def test_no_body_escapes_the_guard() -> None:
    """Every asset, check, sensor and schedule of the package is decorated by a guard."""
    import ast

    from sscb_pipeline.settings import PROJECT_ROOT

    makers = {"asset", "multi_asset", "asset_check", "multi_asset_check", "sensor", "schedule", "op"}
    found = 0
    for path in sorted(Path(PROJECT_ROOT / "sscb_pipeline" / "assets").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            names = [ast.unparse(d.func if isinstance(d, ast.Call) else d).split(".")[-1] for d in node.decorator_list]
            if makers & set(names):
                found += 1
                assert names[-1] in ("guarded", "guarded_tick"), f"{path.name}: {node.name}"
    assert found >= 8
