"""Promises every section of a document keeps: it declares its title, its place and what it needs."""

import pkgutil

import pytest

from sscb_pipeline.errors import DeclarationError
from sscb_pipeline.reports.annual_report import book as annual_report
from sscb_pipeline.reports.annual_report import sections as annual_folder
from sscb_pipeline.reports.maecc import book as maecc
from sscb_pipeline.reports.maecc import sections as maecc_folder
from sscb_pipeline.reports.maecc.section import Section
from sscb_pipeline.reports.sections import sections_in
from sscb_pipeline.returns.registry import all_returns

ALL = [*annual_report.sections(), *maecc.sections()]
each_section = pytest.mark.parametrize("section", ALL, ids=lambda section: section.title)


@each_section
def test_a_section_declares_title_order_and_needs(section: Section) -> None:
    assert 0 < len(section.title) <= 31, "an Excel sheet's name has 31 characters"
    assert not set("[]:*?/\\") & set(section.title)
    assert section.order > 0
    assert section.needs
    assert len(set(section.needs)) == len(section.needs)


@pytest.mark.parametrize(
    ("folder", "found"),
    [(annual_folder, annual_report.sections()), (maecc_folder, maecc.sections())],
    ids=["annual_report", "maecc"],
)
def test_every_file_of_the_folder_is_a_section(folder: object, found: tuple[object, ...]) -> None:
    files = [module.name for module in pkgutil.iter_modules(folder.__path__)]  # type: ignore[attr-defined]
    assert len(files) == len(found)


@pytest.mark.parametrize("section", annual_report.sections(), ids=lambda section: section.title)
def test_charts_draw_indicators_of_their_section(section: annual_report.Section) -> None:
    assert {chart.indicator for chart in section.charts} <= set(section.needs)


@pytest.mark.parametrize("section", maecc.sections(), ids=lambda section: section.title)
def test_a_pack_section_names_every_return_its_queries_read(section: Section) -> None:
    names = {declared.name for declared in all_returns()}
    assert set(section.needs) <= names
    for query in section.queries.values():
        read = {name for name in names if f"current_returns.{name}__" in query}
        assert read <= set(section.needs)
        assert "%(" not in query
        assert "{" not in query, "values are bound, never written into a query"


def test_a_file_that_declares_no_section_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from sscb_pipeline.reports.maecc.sections import roster

    monkeypatch.delattr(roster, "SECTION")
    with pytest.raises(DeclarationError, match="roster declares no SECTION"):
        sections_in(maecc_folder, Section)
