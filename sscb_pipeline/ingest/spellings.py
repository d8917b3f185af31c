"""Placeholder until land."""
from collections.abc import Mapping

from sscb_pipeline.settings import Settings


class SiteSpellings:
    def codes_for(self, listed: str) -> Mapping[str, str]: return {}
NO_SITE_SPELLINGS = SiteSpellings()
def site_spellings(settings: Settings) -> SiteSpellings: return NO_SITE_SPELLINGS
