"""The file of agreed passwords: closed to others, told without a password."""

from pathlib import Path

import pytest

from sscb_pipeline.errors import SscbError
from sscb_pipeline.passwords import agreed_passwords
from sscb_pipeline.settings import Settings


def written(folder: Path, text: str, mode: int = 0o600) -> Settings:
    (folder / "passwords.toml").write_text(text)
    (folder / "passwords.toml").chmod(mode)
    return Settings(data=folder)


def refusal(settings: Settings) -> str:
    with pytest.raises(SscbError) as refused:
        agreed_passwords(settings)
    return str(refused.value)


def test_each_agency_has_its_own(tmp_path: Path) -> None:
    settings = written(tmp_path, 'police = ["new", "old"]\nhealth = ["other"]')
    assert agreed_passwords(settings) == {"police": ["new", "old"], "health": ["other"]}


def test_without_a_file_none_is_agreed(tmp_path: Path) -> None:
    assert agreed_passwords(Settings(data=tmp_path)) == {}


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    assert "SSCB_PASSWORDS_FILE" in refusal(Settings(data=tmp_path, passwords_named=tmp_path / "none.toml"))


def test_the_environment_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere.toml").write_text('board = ["b"]')
    (tmp_path / "elsewhere.toml").chmod(0o600)
    monkeypatch.setenv("SSCB_PASSWORDS_FILE", str(tmp_path / "elsewhere.toml"))
    assert agreed_passwords(Settings.from_environment(tmp_path)) == {"board": ["b"]}


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_file_others_can_read_is_not_used(tmp_path: Path, mode: int) -> None:
    assert "chmod 600" in refusal(written(tmp_path, 'police = ["hush"]', mode))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('police = "hush"', "no list of passwords for police"),
        ("police = [7]", "no list of passwords for police"),
        ('police = ["hush', "cannot be read"),
        ('fire_brigade = ["hush"]', "names an agency we do not know"),
    ],
)
def test_what_is_wrong_is_said_without_a_password(tmp_path: Path, text: str, says: str) -> None:
    said = refusal(written(tmp_path, text))
    assert says in said
    assert "hush" not in said
