"""The MAECC packs, one per area and month: one file per section below `sections`, written by book.py."""

from sscb_pipeline.reports.maecc.book import write_maecc_packs

__all__ = ["write_maecc_packs"]
