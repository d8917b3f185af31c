"""A few hundred mutated files, always the same; `make fuzz` reads as many as are asked for."""

from sscb_pipeline.ingest.rulebook import book
from sscb_pipeline.settings import ReadingLimits
from sscb_pipeline_tests.ingest.fuzz.run import READ, fuzz, mutation
from sscb_pipeline_tests.ingest.fuzz.seeds import seeds


def test_every_mutated_file_ends_in_one_answer_and_the_child_lives() -> None:
    outcome = fuzz(count=len(seeds()) * 24, seed=2016)
    assert outcome.died == []
    assert outcome.slowest_seconds < ReadingLimits().seconds
    assert outcome.parent_grew_mebibytes < 200
    codes = {code for _, code in outcome.ended}
    assert codes - set(book()) == {READ}
    assert {"damaged", "hostile", "not_a_workbook"} <= codes
    kinds_read = {kind for kind, code in outcome.ended if code == READ}
    assert kinds_read == {kind for kind, _ in seeds()}, "mutations so rough that nothing of a kind is ever read test little"


def test_a_mutation_can_be_made_again() -> None:
    assert mutation(1, 40) == mutation(1, 40)
    assert mutation(1, 40) != mutation(2, 40)
