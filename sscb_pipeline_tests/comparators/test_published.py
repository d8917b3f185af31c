"""A small made-up file of the department, long and wide: each figure accepted, refused by its row, or left aside."""

import csv
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from sscb_pipeline.comparators.published import Taken, add_to, already_in, period_of, take_published
from sscb_pipeline.errors import FileRefused, WrongUsage
from sscb_pipeline.settings import Settings
from sscb_pipeline_tests.cli.test_cli import sscb

HEADINGS = ["Topic", "Measure", "Short Desc", "Polarity", "Years", "LA and Regions", "Values", "LA Number"]
LONG = [
    ("CP_conf_15days", "2019", "England", "78.7"),  # row 2
    ("CP_conf_15days", "2019", "South East", "76.1%"),
    ("CP_conf_15days", "2019", "Surrey", "60.4"),
    ("CP_conf_15days", "2019", "Hampshire", "80"),
    ("CP_conf_15days", "2019", "Windsor & Maidenhead", "90.5"),  # row 6
    ("CP_conf_15days", "2019", "Oxfordshire", "c"),
    ("CP_conf_15days", "2019", "Kent", "99.1"),
    ("CPP_Num", "2018-19", "England", "52,260"),
    ("CPP_Num", "2019", "Surrey", "about 960"),  # row 10
    ("CP_conf_15days", "2019", "Buckinghamshire", "101"),
    ("LAC", "2019", "Surrey", "37"),
    ("LAC", "2019", "Surrey", "38"),  # row 13
    ("LACnum", "2019", "Surrey", "973"),
    ("LACnum", "2018/19", "Surrey", "973"),
    ("LACnum", "Rank", "Surrey", "12"),  # row 16
    ("KS2_Maths", "2019", "Surrey", "79"),
]
ACCEPTED = {
    ("CP_conf_15days", "England", "2018-19"): (78.7, None),
    ("CP_conf_15days", "South East", "2018-19"): (76.1, None),
    ("CP_conf_15days", "Surrey", "2018-19"): (60.4, None),
    # Hampshire 80 and Windsor 90.5; Oxfordshire is suppressed and Buckinghamshire refused: (80 + 90.5) / 2, of two.
    ("CP_conf_15days", "Statistical neighbours", "2018-19"): (85.25, 2),
    ("CPP_Num", "England", "2018-19"): (52260, None),
    ("LACnum", "Surrey", "2018-19"): (973, None),
}
REFUSED = {(10, "no_number"), (11, "outside"), (12, "two_values"), (13, "two_values")}
ASIDE = {"suppressed or not available": 1, "another place": 1, "repeated": 1, "no year (a rank, a trend, a target)": 1,
         "another series": 1}  # fmt: skip


def write_long(path: Path, encoding: str = "utf-8") -> Path:
    rows = [["T", "M", series, "-", years, place, value, ""] for series, years, place, value in LONG]
    if path.suffix == ".parquet":
        pd.DataFrame(rows, columns=HEADINGS).to_parquet(path)
    elif path.suffix == ".csv":
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows([HEADINGS, *rows])
    else:
        book = openpyxl.Workbook()
        for row in (HEADINGS, *rows):
            book.active.append(row)
        book.save(path)
    return path


def found(taken: Taken) -> dict[tuple[str, str, str], tuple[float, int | None]]:
    return {(each.measure, each.area, each.period): (each.value, each.neighbours_with_data) for each in taken.accepted}


@pytest.mark.parametrize("name", ["long.csv", "long.xlsx", "long.parquet"])
def test_the_long_layout(tmp_path: Path, name: str) -> None:
    taken = take_published(write_long(tmp_path / name), "2019-11", ())
    assert found(taken) == ACCEPTED
    assert {(each.row, each.rule) for each in taken.refused} == REFUSED
    assert {why: number for why, number in taken.left_aside.items() if number} == ASIDE
    assert taken.read == len(LONG) == taken.used + len(taken.refused) + sum(taken.left_aside.values())
    assert {(each.basis, each.vintage) for each in taken.accepted} == {("DFE_PUBLISHED", "2019-11")}


def test_the_wide_layout(tmp_path: Path) -> None:
    """A title above, a column for every place, series named with a number behind, numbers as numbers."""
    book = openpyxl.Workbook()
    for row in (
        ["Big data sheet"],
        ["line", "Short Desc", "Years", "Quartile (A)", "Surrey", "Hampshire", "Oxfordshire", "Kent", "South East", "England"],
        [1, "CP_conf_15days_12", 2019, 5, 60.4, 80, 90.6, 99, 76.1, "x"],  # row 3
        [2, "CP_conf_15days_12", "Trend", "", -1, 2, 3, 4, 5, 6],
        [3, "CPP_Num", 2019, "", 959, 1000, 500, 900, "-", "unknown"],
    ):
        book.active.append(row)
    book.save(tmp_path / "wide.xlsx")
    taken = take_published(tmp_path / "wide.xlsx", "2019-11", ())
    assert found(taken) == {
        ("CP_conf_15days", "Surrey", "2018-19"): (60.4, None),
        ("CP_conf_15days", "South East", "2018-19"): (76.1, None),
        ("CP_conf_15days", "Statistical neighbours", "2018-19"): (85.3, 2),
        ("CPP_Num", "Surrey", "2018-19"): (959, None),
        ("CPP_Num", "Statistical neighbours", "2018-19"): (750, 2),
    }
    assert [(each.row, each.area, each.rule) for each in taken.refused] == [(5, "England", "no_number")]
    assert taken.read == 3 * 8 == taken.used + len(taken.refused) + sum(taken.left_aside.values())


def test_a_figure_known_already_is_not_added_again_and_never_replaced(tmp_path: Path) -> None:
    kept = tmp_path / "comparators.csv"
    add_to(kept, take_published(write_long(tmp_path / "long.csv"), "2019-11", ()).accepted)
    before = kept.read_bytes()
    again = take_published(write_long(tmp_path / "long.csv"), "2019-11", already_in(kept))
    assert again.accepted == [] and again.left_aside["known already"] == 5
    changed = [(s, y, p, "61" if (s, p) == ("CP_conf_15days", "Surrey") else v) for s, y, p, v in LONG]
    with (tmp_path / "later.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *(["T", "M", s, "-", y, p, v, ""] for s, y, p, v in changed)])
    later = take_published(tmp_path / "later.csv", "2019-11", already_in(kept))
    assert [(each.row, each.rule) for each in later.refused if each.rule == "differs"] == [(4, "differs")]
    assert kept.read_bytes() == before
    add_to(kept, take_published(tmp_path / "later.csv", "2020-06", already_in(kept)).accepted)
    place = ("CP_conf_15days", "Surrey")
    surrey = [(each.vintage, each.value) for each in already_in(kept) if (each.measure, each.area) == place]
    assert surrey == [("2019-11", 60.4), ("2020-06", 61)]


def test_the_command_tells_what_it_refused(tmp_path: Path, settings: Settings) -> None:
    write_long(tmp_path / "long.csv", encoding="cp1252")
    kept = tmp_path / "kept.csv"
    ran = sscb(settings, "add-comparators", str(tmp_path / "long.csv"), "--vintage", "2019-11", "--out", str(kept))
    assert ran.returncode == 3, ran.stderr
    assert "16 figures read, 6 added to kept.csv, 4 refused" in ran.stderr
    assert ran.stdout.count("two_values") == 2
    assert len(already_in(kept)) == 6


def test_what_is_in_neither_layout_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(FileRefused, match="Short Desc and Years"):
        take_published(tmp_path / "other.csv", "v", ())
    (tmp_path / "broken.parquet").write_bytes(b"no parquet")
    with pytest.raises(FileRefused, match="cannot be read"):
        take_published(tmp_path / "broken.parquet", "v", ())
    with pytest.raises(WrongUsage, match="no group of neighbours called 2014"):
        take_published(write_long(tmp_path / "long.csv"), "v", (), "2014")


@pytest.mark.parametrize(
    ("years", "period"),
    [("2017", "2016-17"), ("2016-17", "2016-17"), ("2016/17", "2016-17"), ("201617", "2016-17"),
     ("2015/16-17/18", "2015-16 to 2017-18"), ("2015-16 to 2017-18", "2015-16 to 2017-18"), ("2016-18", None),
     ("Trend", None), ("", None), ("2015/16-17/19", None)],
)  # fmt: skip
def test_years_as_the_department_writes_them(years: str, period: str | None) -> None:
    assert period_of(years) == period
