"""Mutated workbooks by the thousand: each must end in one answer, and the child that reads them must live.

Mutation number 4,711 of seed 1 is always the same file: `python -m sscb_pipeline_tests.ingest.fuzz --keep 4711 a.bin` writes
it out again.
"""
