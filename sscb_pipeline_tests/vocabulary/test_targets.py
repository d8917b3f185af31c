"""Targets and re-basing points: dated, explained, never two at once, and only of what there is."""

from pathlib import Path

import pytest

from sscb_pipeline.errors import DeclarationError
from sscb_pipeline.indicators.catalogue import catalogue
from sscb_pipeline.indicators.readings import check_named
from sscb_pipeline.vocabulary.calendar import first_day
from sscb_pipeline.vocabulary.targets import read_rebasings, read_targets, rebasings, target_of, targets

TARGETS = "indicator_id,area,valid_from,valid_to,target,tolerance,source\n"
REBASING = "theme,indicator_id,changed_on,first_month,reason,source\n"
GOOD = "CP02,all,2016-04-01,2017-04-01,85,5,made up\n"


def written(folder: Path, head: str, *lines: str) -> Path:
    path = folder / "made_up.csv"
    path.write_text(head + "".join(lines), encoding="utf-8")
    return path


def test_the_board_set_no_target_and_mash_is_the_one_change() -> None:
    assert targets() == ()
    assert {(each.theme, f"{each.changed_on}", f"{each.first_month}") for each in rebasings()} == {
        (theme, "2016-10-05", "2016-10-01") for theme in ("early_help", "contacts_and_referrals")}
    check_named(catalogue(), targets(), rebasings())


def test_a_target_holds_from_its_first_to_before_its_last_day_and_an_area_may_have_its_own(tmp_path: Path) -> None:
    every = read_targets(written(tmp_path, TARGETS, GOOD, "CP02,NE,2016-04-01,,80,5,made up\n"))
    found = {(area, month): target_of(every, "CP02", area, first_day(month))
             for area in ("Surrey", "NE") for month in ("2016-03", "2016-04", "2017-04")}
    assert {place: each and each.target for place, each in found.items()} == {
        ("Surrey", "2016-03"): None, ("Surrey", "2016-04"): 85, ("Surrey", "2017-04"): None,
        ("NE", "2016-03"): None, ("NE", "2016-04"): 80, ("NE", "2017-04"): 80}  # fmt: skip
    assert target_of(every, "CP01", "Surrey", first_day("2016-04")) is None


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("CP02,all,2016-13-01,,85,5,made up", "date or number"),
        ("CP02,all,2016-04-01,,high,5,made up", "date or number"),
        ("CP02,all,2016-04-01,,nan,5,made up", "no number"),
        ("CP02,all,2016-04-01,,85,-5,made up", "below 0"),
        ("CP02,Kent,2016-04-01,,85,5,made up", "its area"),
        ("CP02,all,2016-04-01,,85,5,", "who set it"),
        ("CP02,all,2016-04-01,2016-04-01,85,5,made up", "ends before"),
        (GOOD + "CP02,all,2017-03-31,,90,5,made up", "the same day"),
    ],
)
def test_a_target_that_cannot_hold_stops_the_load(tmp_path: Path, line: str, why: str) -> None:
    assert len(read_targets(written(tmp_path, TARGETS, GOOD, "CP02,all,2017-04-01,,90,5,made up\n"))) == 2
    with pytest.raises(DeclarationError, match=why):
        read_targets(written(tmp_path, TARGETS, line))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (",,2016-10-05,2016-10,made up,made up", "a theme or an indicator"),
        ("early_help,EH01,2016-10-05,2016-10,made up,made up", "a theme or an indicator"),
        ("early_help,,2016-10-05,2016-10,,made up", "a reason"),
        ("early_help,,5.10.2016,2016-10,made up,made up", "cannot be read"),
        ("early_help,,2016-10-05,2016-09,made up,made up", "before the change"),
    ],
)
def test_a_re_basing_point_that_cannot_hold_stops_the_load(tmp_path: Path, line: str, why: str) -> None:
    with pytest.raises(DeclarationError, match=why):
        read_rebasings(written(tmp_path, REBASING, line))


def test_what_names_no_indicator_stops_the_build(tmp_path: Path) -> None:
    for line in (GOOD.replace("CP02", "CP99"), GOOD.replace("CP02", "CP01")):  # of CP01 neither high nor low is good
        with pytest.raises(DeclarationError, match=line[:4]):
            check_named(catalogue(), read_targets(written(tmp_path, TARGETS, line)), ())
    for line in ("early_hlep,,2016-10-05,2016-10,made up,made up", ",EH99,2016-10-05,2016-10,made up,made up"):
        with pytest.raises(DeclarationError, match="no indicator or theme"):
            check_named(catalogue(), (), read_rebasings(written(tmp_path, REBASING, line)))
