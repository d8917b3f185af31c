"""The one place that decides whether a sender's own words, the name of a sheet or a heading, may be repeated.

Anything may stand there, a child's name or number among it, and findings, receipts and lists travel further than the file.
So words are repeated only when every one of them is ours already, or says nothing of anybody; else the place is told.
"""

import re
from collections.abc import Iterator
from functools import cache

from sscb_pipeline.returns.declaration import SheetFacts
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.vocabulary.agencies import AGENCIES
from sscb_pipeline.vocabulary.codes import code_list

_ORDINARY = frozenset(
    re.findall(
        "[a-z]+",
        """
        a about all am amended an and annual apr april archive area areas at aug august blank board by calc calcs chart charts
        check checks child children childrens closed code codes column columns comment comments contents copy corrected council
        count counts county cover current data dataset date dates day days dec december detail details draft east entries entry
        export extract feb february field fields final first for form from front grand graph guidance guide health help hidden
        hub hubs in index info information instructions into is it jan january jul july jun june key language last legend list
        lists log lookup lookups mar march may me month monthly months ne needed new next no north not note notes nov november
        number numbers nw oct october of old on only open or other output page pivot pm police previous q qtr quarter quarterly
        query raw read readme record records remark remarks report reporting reports required results return returns rev revised
        row rows safeguarding scratch se second sep sept september sheet sheets south spare subtotal sum summary surrey sw tab
        table tables team template test the third this time to total totals tracker unused up update updated v version week
        weekly west with working workings year ytd
        """,
    )
)
"""Words of sheets and headings that say nothing of anybody."""
_LONGEST = 60
_LONGEST_NUMBER, _MOST_DIGITS = 4, 8
"""Years, days and counters; a person's number has ten digits, however it is spaced."""
_PLAIN = re.compile(r"[A-Za-z0-9 _.,:;()/&'\u2019\"\u201c\u201d+#%?\-\u2013\u00a0\n]+")
_PLACE = re.compile(r"sheet [0-9]+")


def may_be_repeated(words: str) -> bool:
    """Whether every word is one of a declared heading, sheet or return, a month or an ordinary word, every number short."""
    if len(words) > _LONGEST or not _PLAIN.fullmatch(words):
        return False
    pieces = re.findall(r"[a-z]+|[0-9]+", words.casefold().replace("'", "").replace("\u2019", ""))
    numbers = [piece for piece in pieces if piece.isdigit()]
    if any(len(number) > _LONGEST_NUMBER for number in numbers) or sum(map(len, numbers)) > _MOST_DIGITS:
        return False
    return bool(pieces) and _ours().issuperset(piece for piece in pieces if not piece.isdigit())


def sheet_called(name: str, number: int) -> str:
    """How a sheet is called before others: by its name, or as the how manieth it is ('sheet 2'); '' where it has none."""
    return name if not name or (may_be_repeated(name) and not _PLACE.fullmatch(name)) else f"sheet {number}"


def in_sheet(called: str) -> str:
    """How a sentence about a sheet begins: 'Sheet Missing', 'Sheet 2'."""
    return called.capitalize() if _PLACE.fullmatch(called) else f"Sheet {called}"


def column_called(letters: str, heading: str) -> str:
    """How a column is called before others: `column U, 'First language'`, or `column U`."""
    return f"column {letters}, '{heading}'" if may_be_repeated(heading) else f"column {letters}"


@cache
def _ours() -> frozenset[str]:
    """Every word of what is declared, as compared."""
    return _ORDINARY | {word for words in _declared() for word in re.findall("[a-z]+", words.casefold().replace("'", ""))}


def _declared() -> Iterator[str]:
    yield from code_list("borough").spellings
    for agency in AGENCIES:
        yield from (agency.key, agency.name, agency.sender)
    for declared in all_returns():
        yield from (declared.name, declared.title, declared.file_stem)
        for other in declared.not_kept:
            yield from (other.name, *other.also_called, *other.told_by)
        for sheet in declared.sheets:
            yield from _of_sheet(sheet.facts())


def _of_sheet(facts: SheetFacts) -> Iterator[str]:
    yield from (facts.name, *facts.also_called)
    for column in facts.columns.values():
        yield from (column.name, column.heading, *column.headings)
    for name in filter(None, (facts.split_by, facts.wide.code if facts.wide else None)):
        yield from code_list(facts.columns[name].codes or "").spellings  # codes that are names of sheets or headings
