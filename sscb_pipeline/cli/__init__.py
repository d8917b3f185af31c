"""The command line: the same jobs as in the browser, without one."""

from sscb_pipeline.cli.main import main

__all__ = ["main"]
