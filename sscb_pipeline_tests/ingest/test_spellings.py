"""Spellings a site accepts: they hold from then on, lead to one code or column, and a wrong file is told by its line."""

from pathlib import Path

import pytest

from sscb_pipeline.errors import SscbError, WrongUsage
from sscb_pipeline.ingest.spellings import accept_heading, accept_spelling, site_spellings
from sscb_pipeline.settings import Settings


@pytest.fixture
def site(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


def test_a_site_without_a_file_adds_nothing(site: Settings) -> None:
    known = site_spellings(site)
    assert (known.codes_for("missing_risk"), known.headings_for("pol_missing", "Missing")) == ({}, {})


def test_what_is_accepted_holds(site: Settings) -> None:
    accept_spelling(site, "missing_risk", "VERY-high!", "HIGH")
    accept_heading(site, "pol_missing.missing.found_at", "Return time,  final")
    accept_spelling(site, "missing_risk", '=HYPERLINK("x")', "LOW")
    known = site_spellings(site)
    assert known.codes_for("missing_risk") == {"very high": "HIGH", "hyperlink x": "LOW"}
    assert known.headings_for("pol_missing", "Missing") == {"return time final": "found_at"}
    # Nothing in the file starts a formula, and nobody else may read it.
    assert (site.data / "spellings.csv").read_text().splitlines() == [
        "where,spelling,code",
        "missing_risk,very high,HIGH",
        "pol_missing.Missing.found_at,return time final,",
        "missing_risk,hyperlink x,LOW",
    ]
    assert (site.data / "spellings.csv").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "spelling", "code", "tells"),
    [
        ("missing_risks", "very high", "HIGH", "no code list called missing_risks"),
        ("missing_risk", "very high", "TOP", "no code TOP"),
        ("missing_risk", "high", "LOW", "it means HIGH"),
        ("missing_risk", "High", "HIGH", "it means HIGH"),
        ("missing_risk", " - ", "HIGH", "no letter or digit"),
    ],
)
def test_a_spelling_that_cannot_hold(site: Settings, name: str, spelling: str, code: str, tells: str) -> None:
    with pytest.raises(WrongUsage, match=tells):
        accept_spelling(site, name, spelling, code)
    assert not (site.data / "spellings.csv").exists()


def test_a_spelling_accepted_already_keeps_its_code(site: Settings) -> None:
    accept_spelling(site, "missing_risk", "very high", "HIGH")
    with pytest.raises(WrongUsage, match="it means HIGH"):
        accept_spelling(site, "missing_risk", "Very High", "MEDIUM")


@pytest.mark.parametrize(
    ("column", "heading", "tells"),
    [
        ("pol_missing.Missing.found", "Return time", "no such column"),
        ("pol_missing.Lost.found_at", "Return time", "no such column"),
        ("pol_missin.Missing.found_at", "Return time", "no return called pol_missin"),
        ("pol_missing", "Return time", "no such column"),
        ("pol_missing.Missing.found_at", "Date reported", "it is reported_at"),
        ("pol_missing.Missing.found_at", "found at", "it is found_at"),
        ("pol_missing.Missing.found_at", "?", "no letter or digit"),
    ],
)
def test_a_heading_that_cannot_hold(site: Settings, column: str, heading: str, tells: str) -> None:
    with pytest.raises(WrongUsage, match=tells):
        accept_heading(site, column, heading)


@pytest.mark.parametrize(
    ("line", "tells"),
    [
        ("missing_risk,Zebedee,TOP", "names a code there is not"),
        ("missing_risk,high,LOW", "leads to two codes or columns"),
        ("missing_risk,Zebedee,LOW\nmissing_risk,zebedee,HIGH", "line 3: its spelling leads to two codes"),
        ("pol_missing.Missing.found_at,Date reported,", "leads to two codes or columns"),
        ("pol_missing.Missing.found_at,Zebedee,\npol_missing.Missing.reported_at,zebedee,", "line 3: its spelling leads"),
        ("pol_missing.Missing.nothing,Zebedee,", "There is no such column"),
        ("missing_risks,Zebedee,LOW", "no code list called missing_risks"),
        ("missing_risk", "no letter or digit"),
    ],
)
def test_a_file_edited_by_hand_is_told_by_its_line(site: Settings, line: str, tells: str) -> None:
    (site.data / "spellings.csv").write_text(f"where,spelling,code\n{line}\n")
    with pytest.raises(SscbError, match=tells) as told:
        site_spellings(site)
    assert "zebedee" not in str(told.value).casefold()
