"""`make fuzz`: mutated files in number, a table of how they ended, exit code 1 when one killed or held up the child."""

import argparse
import sys
from pathlib import Path

from sscb_pipeline.settings import ReadingLimits
from sscb_pipeline_tests.ingest.fuzz.run import fuzz, mutation


def main() -> int:
    """Run, or write one mutated file out again."""
    asked = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    asked.add_argument("--count", type=int, default=20_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--keep", nargs=2, metavar=("NUMBER", "FILE"), help="only write this mutated file")
    options = asked.parse_args()
    if options.keep:
        Path(options.keep[1]).write_bytes(mutation(options.seed, int(options.keep[0]))[1])
        return 0

    def tell(number: int, code: str, seconds: float) -> None:
        if code == "reader_died" or seconds > 5:
            sys.stderr.write(f"number {number}: {code} after {seconds:.1f} s\n")
        if (number + 1) % 1_000 == 0:
            sys.stderr.write(f"{number + 1 - options.first:,} of {options.count:,}\n")

    outcome = fuzz(options.count, options.seed, tell, options.first)
    limits = ReadingLimits()
    sys.stdout.write(
        f"{options.count:,} mutated files, seed {options.seed}\n\n{outcome.table()}\n\n"
        f"children that died: {len(outcome.died)} {outcome.died[:20] or ''}\n"
        f"slowest file: {outcome.slowest_seconds:.2f} s (number {outcome.slowest}; the limit is {limits.seconds} s)\n"
        f"most memory of a child: {outcome.child_peak_mebibytes:,.0f} MB (the limit is {limits.memory_bytes // 2**20:,} MB)\n"
        f"largest answer: {outcome.answer_bytes / 2**20:.1f} MB; the parent grew by {outcome.parent_grew_mebibytes:.0f} MB\n"
    )
    return 1 if outcome.died or outcome.slowest_seconds >= limits.seconds else 0


if __name__ == "__main__":
    raise SystemExit(main())
