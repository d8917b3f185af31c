"""The annual report's tables: one file per section below `sections`, written by book.py."""

from sscb_pipeline.reports.annual_report.book import write_annual_report

__all__ = ["write_annual_report"]
