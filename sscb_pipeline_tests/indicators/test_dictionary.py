"""The page of definitions is the one the models make."""

from sscb_pipeline.indicators.dictionary import PAGE, page


def test_the_committed_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m sscb_pipeline.indicators.dictionary"
