"""Thresholds: every line is known and explained; a site sets single values anew, and is told what it set wrongly."""

from dataclasses import asdict
from pathlib import Path

import pytest

from sscb_pipeline import thresholds
from sscb_pipeline.errors import SscbError
from sscb_pipeline.settings import PROJECT_ROOT, Settings
from sscb_pipeline.thresholds import thresholds_for, thresholds_of_the_house

LINES = (PROJECT_ROOT / "sscb_pipeline" / "thresholds.toml").read_text(encoding="utf-8").splitlines()


def test_every_line_is_explained() -> None:
    explained = False
    for line in LINES:
        if line and not line.startswith("#"):
            assert explained, line
        explained = explained if line and not line.startswith("#") else line.startswith("#") and not line.startswith("# ---")


def test_every_value_is_used_somewhere() -> None:
    package = PROJECT_ROOT / "sscb_pipeline"
    code = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py") if path.stem != "thresholds")
    assert [name for name in asdict(thresholds_of_the_house()) if f".{name}" not in code] == []


def test_a_site_sets_a_single_value_anew(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[thresholds]\nvolume_months_needed = 9\nrefused_rows_block_file_above = 0\n")
    known = Settings.from_environment(tmp_path).thresholds
    house = asdict(thresholds_of_the_house())
    assert asdict(known) == {**house, "volume_months_needed": 9, "refused_rows_block_file_above": 0.0}
    assert Settings.from_environment(tmp_path / "elsewhere").thresholds == thresholds_of_the_house()


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        ("[thresholds]\nvolume_month_needed = 9", "no threshold called volume_month_needed"),
        ('[thresholds]\nvolume_months_needed = "nine"', "volume_months_needed is not a whole number"),
        ("[thresholds]\nvolume_months_needed = 9.5", "volume_months_needed is not a whole number"),
        ("[thresholds]\nvolume_months_needed = true", "volume_months_needed is not a whole number"),
        ("[thresholds]\nrefused_rows_block_file_above = -0.1", "refused_rows_block_file_above is not a number of 0 or more"),
        ("[thresholds]\nrefused_rows_block_file_above = nan", "refused_rows_block_file_above is not a number of 0 or more"),
        ("volume_months_needed = 9", "volume_months_needed is no table of this file"),
        ("thresholds = 9", "thresholds is no table of this file"),
        ("[threshold]\nvolume_months_needed = 9", "threshold is no table of this file"),
        ("[thresholds]\nrefused_rows_block_file_above = 20", "is a share, at most 1"),
        ("[thresholds", "cannot be read"),
    ],
)
def test_what_a_site_set_wrongly_is_named(tmp_path: Path, said: str, tells: str) -> None:
    (tmp_path / "settings.toml").write_text(said)
    with pytest.raises(SscbError, match=tells):
        thresholds_for(tmp_path / "settings.toml")


def test_file_and_class_agree(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "thresholds.toml"
    path.write_text("\n".join(line for line in LINES if not line.startswith("volume_run_months")))
    monkeypatch.setattr(thresholds, "_FILE", path)
    thresholds_of_the_house.cache_clear()
    with pytest.raises(SscbError, match="volume_run_months"):
        thresholds_of_the_house()
