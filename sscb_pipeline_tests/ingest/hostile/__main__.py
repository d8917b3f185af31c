"""The corpus as a table for docs/hostile-files.md: `python -m sscb_pipeline_tests.ingest.hostile`."""

import sys

from sscb_pipeline_tests.ingest.hostile.corpus import CASES, HARMLESS


def lines() -> list[str]:
    """One line per file: refused by which rule and with which words, or read."""
    refused = [f"| `{case.name}` | `{case.rule}` | … {case.says} … |" for case in CASES]
    taken = [f"| `{case.name}` | read | {', '.join(f'`{note}`' for note in case.notes)} |" for case in HARMLESS]
    return ["| File | Answer | Said or noted |", "|---|---|---|", *refused, *taken]


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines()) + "\n")
