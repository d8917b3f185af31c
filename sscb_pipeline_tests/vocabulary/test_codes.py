"""Code lists: which spellings mean which code, and what a list must not say."""

from pathlib import Path

import pytest

from sscb_pipeline.errors import DeclarationError
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.vocabulary import areas, codes
from sscb_pipeline.vocabulary.codes import CodeList, all_code_lists, code_list, spelling_key

SPELLINGS = [
    ("yes_no", "a) Yes", "Y"),
    ("yes_no", "FALSE", "N"),
    ("yes_no", "1", "Y"),
    ("yes_no", "b) No", "N"),
    ("yes_no", "0", "N"),
    ("yes_no_not_known", "N/K", "NK"),
    ("yes_no_unknown", "c) Unknown", "U"),
    ("gender", "1", "M"),
    ("gender", "2", "F"),
    ("gender", "0", "U"),
    ("gender", "9", "I"),
    ("gender", "b) Female", "F"),
    ("gender", "c) Not stated/recorded", "U"),
    ("gender", "d) Neither", "I"),
    ("contact_source", "q) 6: Police", "6"),
    ("contact_source", "4", "4"),
    ("contact_source", "u) 10: Unknown", "10"),
    ("contact_source", "k) 3E: Health services", "3E"),
    ("contact_source", "Health visitor", "3B"),
    ("primary_need", "N1 - Abuse or neglect", "N1"),
    ("closure_reason", "RC8 - Case closed after assessment, no further action", "RC8"),
    ("case_status", "b) Child Protection plan", "CPP"),
    ("case_status", "e) Closed episode", "CLOSED"),
    ("abuse_category", "Neglect/Emotional", "MUL"),
    ("abuse_category", "Emotional / Neglect", "MUL"),
    ("abuse_category", "a) Neglect", "NEG"),
    ("abuse_category", "e) Multiple/not recommended", "MUL"),
    ("legal_status", "V2: Single period under S20", "V2"),
    ("legal_status", "Section 20", "V2"),
    ("legal_status", "L2: EPO", "L2"),
    ("placement_type", "f) U6: Foster placement - not FFA", "U6"),
    ("placement_type", "p) K2: Children's Homes", "K2"),
    ("placement_provider", "e) PR4 - Private provision", "PR4"),
    ("placement_location", "b) Out", "OUT"),
    ("local_authority", "Surrey County Council", "936"),
    ("local_authority", "Croydon LBC", "306"),
    ("local_authority", "con", "CON"),
    ("cse_level", "Med", "MEDIUM"),
    ("cse_level", "Emerging", "LOW"),
    ("cse_level", "Significant", "HIGH"),
    ("cse_level", "NONE", "NONE"),
    ("da_role", "victim", "VICTIM"),
    ("borough", "Epsom & Ewell", "EPSOM_AND_EWELL"),
    ("area", "North-West", "NW"),
    ("ethnicity_dfe", "a) WBRI", "WBRI"),
    ("ethnicity_dfe", "A1", "WBRI"),
    ("ethnicity_dfe", "C3", "ABAN"),
    ("ethnicity_dfe", "E1", "CHNE"),
    ("attended_how", "Apols", "APOLOGIES"),
    ("booking_status", "Did not attend", "DNA"),
]

NHS_ETHNICITY = {
    "A": "WBRI",
    "B": "WIRI",
    "C": "WOTH",
    "D": "MWBC",
    "E": "MWBA",
    "F": "MWAS",
    "G": "MOTH",
    "H": "AIND",
    "J": "APKN",
    "K": "ABAN",
    "L": "AOTH",
    "M": "BCRB",
    "N": "BAFR",
    "P": "BOTH",
    "R": "CHNE",
    "S": "OOTH",
    "Z": "REFU",
    "99": "NOBT",
}
POLICE_ETHNICITY = {
    "W1": "WBRI",
    "W2": "WIRI",
    "W9": "WOTH",
    "M1": "MWBC",
    "M2": "MWBA",
    "M3": "MWAS",
    "M9": "MOTH",
    "A1": "AIND",
    "A2": "APKN",
    "A3": "ABAN",
    "A9": "AOTH",
    "B1": "BCRB",
    "B2": "BAFR",
    "B9": "BOTH",
    "O1": "CHNE",
    "O9": "OOTH",
    "NS": "NOBT",
}
CODES = {
    "contact_source": "1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 6 7 8 9 10",
    "contact_reason": "DA CSE MISSING NEGLECT PHYSICAL SEXUAL EMOTIONAL PARENT_MH SUBSTANCE UASC OTHER",
    "contact_outcome": "NFA INFO_ADVICE EH_HUB REFERRAL EXISTING_CASE OTHER",
    "primary_need": "N1 N2 N3 N4 N5 N6 N7 N8 N9 N0",
    "category_of_need": "N1 N2 N3 N4 N5 N6 N7 N8",
    "closure_reason": "RC1 RC2 RC3 RC4 RC5 RC6 RC7 RC8",
    "abuse_category": "NEG PHY SAB EMO MUL",
    "disability": "NONE MOB HAND PC INC COMM LD HEAR VIS BEH CON AUT DDA",
    "legal_status": "C1 C2 D1 E1 V2 V3 V4 L1 L2 L3 J1 J2 J3",
    "placement_type": "A3 A4 A5 A6 H5 K1 K2 P1 P2 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6 Z1",
    "participation": "PN0 PN1 PN2 PN3 PN4 PN5 PN6 PN7",
    "conference_agency": "CSC POLICE HV SN GP MIDWIFE PAED CAMHS ADULT_MH SCHOOL EARLY_YEARS PROBATION CRC HOUSING YSS "
    "SUBSTANCE DA_OUTREACH OTHER",
    "maecc_agency": "CSC POLICE YSS HEALTH CAMHS EDUCATION HOUSING PROBATION VCS LAC_TEAM",
    "cse_level": "LOW MEDIUM HIGH NONE",
    "dash_grade": "STANDARD MEDIUM HIGH NOT_DONE",
    "da_role": "INVOLVED WITNESS SUSPECT VICTIM",
    "review_decision": "SCR PARTNERSHIP_REVIEW SINGLE_AGENCY NO_REVIEW PENDING",
    "ethnicity_dfe": "WBRI WIRI WIRT WOTH WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH REFU NOBT",
}


@pytest.mark.parametrize(("name", "spelling", "code"), SPELLINGS)
def test_a_spelling_means_its_code(name: str, spelling: str, code: str) -> None:
    assert code_list(name).spellings[spelling_key(spelling)] == code


@pytest.mark.parametrize(("name", "expected"), CODES.items())
def test_a_list_holds_the_codes_agreed(name: str, expected: str) -> None:
    assert set(code_list(name).meanings) == set(expected.split())


@pytest.mark.parametrize(("name", "mapping"), [("ethnicity_nhs", NHS_ETHNICITY), ("ethnicity_police", POLICE_ETHNICITY)])
def test_ethnicity_of_other_agencies_becomes_the_dfe_code(name: str, mapping: dict[str, str]) -> None:
    listed = code_list(name)
    assert {spelling: listed.spellings[spelling_key(spelling)] for spelling in mapping} == mapping
    assert set(listed.meanings) == set(mapping.values()) <= set(code_list("ethnicity_dfe").meanings)


def test_appearance_codes_are_no_ethnicity() -> None:
    assert not any(spelling_key(f"IC{n}") in code_list("ethnicity_police").spellings for n in range(7))


def test_boroughs_are_the_districts_of_the_areas() -> None:
    assert set(code_list("borough").meanings) == {district.code for district in areas.districts()}
    assert set(code_list("area").meanings) == set(areas.AREAS)


@pytest.mark.parametrize("listed", all_code_lists(), ids=lambda listed: listed.name)
def test_a_list_spells_its_codes_and_says_what_they_mean(listed: CodeList) -> None:
    assert listed.meanings
    assert "" not in listed.meanings
    assert all(listed.spellings[spelling_key(code)] == code for code in listed.meanings)


def test_no_list_is_without_a_column() -> None:
    used = {
        column.codes for declared in all_returns() for sheet in declared.sheets for column in sheet.facts().columns.values()
    }
    assert {listed.name for listed in all_code_lists()} - used == {"yes_no"}  # yes_no is how a yes/no cell is read


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(codes, "FOLDER", tmp_path)
    return tmp_path


def test_a_spelling_of_two_codes_is_refused_and_named(folder: Path) -> None:
    (folder / "made_up_two.csv").write_text(
        "code,spelling,meaning\nM,M,Male\nM,Other,\nF,F,Female\nF,other.,\n", encoding="utf-8"
    )
    with pytest.raises(DeclarationError, match=r"line 5: 'other\.' is given for both M and F"):
        code_list("made_up_two")


def test_a_spelling_of_two_codes_may_be_declared_so_and_one_that_says_nothing_too(folder: Path) -> None:
    (folder / "made_up_doubt.csv").write_text(
        "code,spelling,meaning\nM,M,Male\nF,F,Female\n?,Either,\n,nan,\n", encoding="utf-8"
    )
    listed = code_list("made_up_doubt")
    assert set(listed.meanings) == set(listed.spellings.values()) == {"M", "F"}
    assert (listed.ambiguous, listed.blank) == ({"either"}, {"nan"})


def test_a_spelling_is_not_both_a_code_and_in_doubt(folder: Path) -> None:
    (folder / "made_up_both.csv").write_text("code,spelling,meaning\nM,M,Male\n?,m.,\n", encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"line 3: 'm\.' is given for both M and \?"):
        code_list("made_up_both")


def test_a_code_without_meaning_is_refused(folder: Path) -> None:
    (folder / "made_up_bare.csv").write_text("code,spelling,meaning\nM,Male,\n", encoding="utf-8")
    with pytest.raises(DeclarationError, match="line 2"):
        code_list("made_up_bare")


def test_a_list_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(DeclarationError, match="made_up_absent"):
        code_list("made_up_absent")


@pytest.mark.parametrize(
    ("one", "other"), [("Child's home", "CHILDS HOME"), ("a) Yes", "A Yes"), ("N/K", " n k "), ("Looked-after", "looked after")]
)
def test_case_punctuation_and_spacing_do_not_matter(one: str, other: str) -> None:
    assert spelling_key(one) == spelling_key(other)
