"""Whatever stands below the headings: it is counted, nothing falls over, and no sentence repeats it."""

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.between import cross_check
from sscb_pipeline.ingest.conform import conform
from sscb_pipeline.ingest.formats.read import FileRead, SheetRead
from sscb_pipeline.ingest.grid import unpack_file
from sscb_pipeline.ingest.how_read import tell_how_it_was_read
from sscb_pipeline.ingest.judge import judge
from sscb_pipeline.ingest.packing import pack_file, packed_answer
from sscb_pipeline.ingest.recognise import recognise
from sscb_pipeline.returns.declaration import Return
from sscb_pipeline_tests.ingest.reading_back import MONTH, TODAY, each_return, examples, findings

PLANTED = "Qv7x"
"""What planted values begin with: no word of ours holds it, so a sentence that does repeats a cell. (Free text may happen to
be a piece of one of our own headings.)"""
ANYTHING = st.one_of(
    st.none(), st.text(max_size=12), st.text("abcdefgh0123456789", max_size=8).map(lambda tail: PLANTED + tail),
    st.integers(-(10**17), 10**17), st.floats(allow_nan=False), st.booleans(),
    st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(9998, 1, 1)), st.timedeltas(dt.timedelta(0), dt.timedelta(days=40)),
    st.sampled_from([
        "Total", "Grand total", "Note 1", "nil return", "-", "?", "*", "<5", "Not known", "=1+1", "#N/A", "  ", "\u00a0", "nan",
        "05/17/2003", "1/1/1", "24:00", "31/02/2016", "GU1 1AA", "9990000018", "Madeup", 0, 1, -1, 60,
    ]),
)  # fmt: skip


@each_return
def test_whatever_stands_below_the_headings_is_counted_and_never_told(declared: Return) -> None:
    @examples(8)
    @given(drawn=st.data())
    def holds(drawn: st.DataObject) -> None:
        sheets, marked = [], []
        for model in declared.sheets:
            facts = model.facts()
            row = st.lists(ANYTHING, max_size=min(len(facts.columns) + 2, 14))
            rows = drawn.draw(st.lists(row, max_size=3))
            marked += [c for line in rows for c in line if c in ("Madeup", "9990000018") or str(c).startswith(PLANTED)]
            grid = [[column.heading for column in facts.columns.values()], *rows]
            width = max(map(len, grid))
            cells = [[("" if cell is None else cell) for cell in [*line, *[None] * (width - len(line))]] for line in grid]
            sheets += unpack_file(packed_answer(pack_file(FileRead("xlsx", [SheetRead(facts.name, "visible", cells)]))))
        try:
            found = recognise(declared.file_name(MONTH), sheets, TODAY)
            read = [conform(table) for table in found.tables]
            for conformed in read:
                tell_how_it_was_read(conformed)
            judge(read)
            cross_check(found, read)
        except FileRefused as refusal:
            assert not any(text in str(refusal) for text in marked)
            return
        for conformed, raw in zip(read, (table.raw for table in found.tables), strict=True):
            last = max(np.flatnonzero(raw.filled), default=0)
            assert conformed.rows_read == last - conformed.table.heading_row
            assert len(conformed.records) == len(conformed.accepted_frame()) + len(conformed.refused)
            assert conformed.rows_read == len(conformed.records) + conformed.ignored_count
            sentences = [f.message for f in [*findings(read), *conformed.told]]
            assert not any(text in sentence for text in marked for sentence in sentences)

    holds()
