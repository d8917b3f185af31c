"""A fault in a model's file is found when it is loaded, with the file's name."""

from pathlib import Path

import pytest

from sscb_pipeline.errors import DeclarationError
from sscb_pipeline.indicators.models import load_models
from sscb_pipeline_tests.indicators.small_models import HEADER, SELECT, STAGING, write_models

MISSING = "{{ source('returns', 'pol_missing__missing') }}"

ASKED = " join {{{{ source('reference', 'standard') }}}} s on s.name = {}"


def test_models_come_in_building_order_with_their_columns(tmp_path: Path) -> None:
    models = load_models(write_models(tmp_path))
    assert [model.name for model in models] == ["stg_missing", "share_high"]
    assert models[1].columns == (
        "item_date", "area", "unit_id", "in_numerator", "in_denominator", "category", "risk", "sheet_id", "source_row")
    assert models[0].sources == (("returns", "pol_missing__missing"),)
    assert models[1].refs == ("stg_missing",)
    assert models[1].indicator is not None and models[1].indicator.theme == "missing"


@pytest.mark.parametrize(("fault", "says"), [
    ({"select": SELECT.replace("police_person_ref as", "police_persn_ref as")}, "police_persn_ref"),
    ({"staging": STAGING.replace("misper_ref,", "misper_rf,")}, "stg_missing.sql: .*misper_rf"),
    ({"select": SELECT.replace("stg_missing", "stg_misssing")}, "no model called stg_misssing"),
    ({"staging": STAGING.replace("pol_missing__missing", "pol_missing__mising")}, "no source"),
    ({"staging": STAGING.replace(MISSING, "returns.pol_missing__missing")}, "without ref"),
    ({"select": SELECT + "; select 1"}, "one SELECT"),
    ({"select": "delete from {{ ref('stg_missing') }}"}, "one SELECT"),
    ({"select": "with gone as (delete from {{ ref('stg_missing') }} returning *) select * from gone"}, "one SELECT"),
    ({"staging": f"{STAGING.partition('select')[0]}\nselect * from {MISSING}"}, "name the columns"),
    ({"select": SELECT.replace("category, risk,", "category,")}, "risk is declared but not selected"),
    ({"select": SELECT.replace("category, risk,", "category, risk, day,")}, "day is selected but not declared"),
    ({"select": "{{ config(x=1) }} " + SELECT}, "only ref"),
    ({"header": HEADER + "caution: [typed in the singular]\n"}, "'caution' is no word"),
    ({"header": HEADER.replace("polarity: low\n", "")}, "'polarity' is missing"),
    ({"header": HEADER.replace("polarity: low", "polarity: lower")}, "polarity is one of"),
    ({"header": HEADER.replace("[pol_missing]", "[pol_mising]")}, "no return called pol_mising"),
    ({"header": HEADER.replace("denominator: Episodes.\n", "")}, "says its denominator"),
    ({"header": HEADER.replace("name: share_high", "name: high_share")}, "called as its file"),
    ({"header": HEADER.replace("title: Episodes", "title: Episodes: those")}, "not readable"),
    ({"header": HEADER + "lookback_months: {pol_da: 3}\n"}, "lookback_months"),
    ({"header": HEADER + "follow_up_months: soon\n"}, "follow_up_months"),
    ({"header": HEADER + "overlapping: [area]\n"}, "area overlaps but is no breakdown"),
    ({"header": HEADER + "crossed: {category: [risk]}\n"}, "crossed says of a share"),
    ({"header": HEADER + "crossed: {risk: [category]}\n"}, "risk is crossed with other shares"),
    ({"select": SELECT.replace("sheet_id,", "2 as item_count, sheet_id,"), "header": HEADER.replace("counting: items",
      "counting: distinct")}, "item_count is selected but not declared"),
    ({"header": HEADER + "rate: 0_16\n"}, "no population .* Age groups: 0_17"),
    ({"header": HEADER + "matching: By the police's person reference.\n"}, "is_matched is declared but not selected"),
    ({"select": SELECT.replace("category, risk,", "category, risk, true as is_matched,")}, "is_matched is selected"),
    ({"select": SELECT + ASKED.format("'icpcc'")}, "no standard called icpcc"),
    ({"select": SELECT + ASKED.format("case when risk = 'LOW' then 'icpc' else 'icp' end")}, "no standard called icp"),
    ({"staging": STAGING.replace("meaning:", "meening:")}, "'meening' is no word"),
    ({"staging": STAGING.replace("/* ---", "/*")}, "block of facts"),
])
def test_a_fault_stops_the_load(tmp_path: Path, fault: dict[str, str], says: str) -> None:
    with pytest.raises(DeclarationError, match=says) as stopped:
        load_models(write_models(tmp_path, **fault))
    assert ".sql" in str(stopped.value)


def test_models_that_build_on_one_another_in_a_circle_are_refused(tmp_path: Path) -> None:
    write_models(tmp_path, staging=STAGING.replace(MISSING, "{{ ref('stg_other') }}"))
    (tmp_path / "staging/police/stg_other.sql").write_text(
        "/* ---\nmeaning: One row per episode.\n--- */\nselect * from {{ ref('stg_missing') }}")
    with pytest.raises(DeclarationError, match="circle"):
        load_models(tmp_path)


def test_two_models_are_not_called_alike(tmp_path: Path) -> None:
    write_models(tmp_path)
    (tmp_path / "staging/health").mkdir()
    (tmp_path / "staging/health/stg_missing.sql").write_text(STAGING)
    with pytest.raises(DeclarationError, match="called the same"):
        load_models(tmp_path)


def test_no_model_builds_on_an_indicator(tmp_path: Path) -> None:
    write_models(tmp_path)
    (tmp_path / "intermediate/missing").mkdir(parents=True)
    (tmp_path / "intermediate/missing/int_on_top.sql").write_text(
        "/* ---\nmeaning: One row per episode.\n--- */\nselect unit_id from {{ ref('share_high') }}")
    with pytest.raises(DeclarationError, match="does not build on indicators/share_high"):
        load_models(tmp_path)
