"""How the spellings authorities are known to send are read: 8,315 of them, each with the group of codes it was filed under.

`annex_a_spellings.csv` holds what was observed in the Annex A files of several authorities, published under the MIT licence
by Social Finance (liia-tools-pipeline). Its groups are coarser than the codes, and some spellings stand under two of them.
"""

import csv
from collections import Counter, defaultdict
from pathlib import Path

from sscb_pipeline.vocabulary.codes import CodeList, code_list, spelling_key

SPELLINGS = Path(__file__).with_name("annex_a_spellings.csv")

LISTS = {
    "CL01": ("annex_a_gender", "Gender"),
    "CL02": ("annex_a_ethnicity", "Ethnicity"),
    "CL03": ("annex_a_contact_source", "Contact and referral source"),
    "CL04": ("annex_a_referral_nfa", "Referral NFA?"),
    "CL05": ("annex_a_disability", "Disability"),
    "CL06": ("annex_a_child_seen", "Child seen during assessment"),
    "CL07": ("annex_a_yes_no", "Support required and other yes/no"),
    "CL08": ("annex_a_yes_no", "Conference led to a plan"),
    "CL09": ("primary_need", "Primary need, category of need"),
    "CL10": ("annex_a_closure_reason", "Reason for closure"),
    "CL11": ("case_status", "Case status"),
    "CL12": ("abuse_category", "Category of abuse"),
    "CL13": ("annex_a_seen_alone", "Seen alone"),
    "CL14": ("annex_a_uasc", "Unaccompanied asylum-seeking child"),
    "CL15": ("annex_a_legal_status", "Legal status"),
    "CL16": ("annex_a_permanence_plan", "Permanence plan"),
    "CL17": ("annex_a_reason_ceased", "Reason care ceased"),
    "CL18": ("annex_a_placement_type", "Placement type"),
    "CL19": ("placement_provider", "Placement provider"),
    "CL20": ("placement_location", "Placement location"),
    "CL21": ("local_authority", "Authority of placement"),
    "CL22": ("annex_a_rhi_offered", "Return interview offered"),
    "CL23": ("annex_a_eligibility", "Eligibility"),
    "CL24": ("annex_a_in_touch", "In touch"),
    "CL25": ("annex_a_accommodation", "Accommodation"),
    "CL26": ("annex_a_suitability", "Suitability"),
    "CL27": ("annex_a_activity", "Activity"),
}
"""The code lists of lists 1 to 9; CL28 to CL30 belong to lists 10 and 11, which are not kept."""

_YES_NO = {"True": "Y", "False": "N", "Unknown": "U"}
_WHITE, _MIXED = "WBRI WIRI WIRT WOTH WROM WHITE", "MWBC MWBA MWAS MOTH MIXED"
_INDIVIDUAL, _HEALTH, _LA = "1A 1B 1C 1D INDIVIDUAL", "3A 3B 3C 3D 3E 3F HEALTH", "5A 5B 5C 5D LA"
_DETAINED, _FOSTER = "L1 L2 L3 DETAINED", "U1 U2 U3 U4 U5 U6 FOSTER"
GROUPS: dict[str, dict[str, str]] = {
    "CL01": {"a) Male": "M", "b) Female": "F", "c) Not stated/recorded": "U", "d) Neither": "I"},
    "CL02": {
        "a) White": _WHITE, "a) white": _WHITE, "b) Mixed": _MIXED, "c) Asian or Asian British": "AIND APKN ABAN AOTH ASIAN",
        "c) Unknown": "NOBT", "d) Black or black British": "BCRB BAFR BOTH BLACK",
        "e) Other ethnic group": "CHNE OOTH OTHER_GROUP", "f) Not stated": "REFU NOBT"},
    "CL03": {
        "a) Individual": _INDIVIDUAL, "b) Schools": "2A", "c) Education services": "2B", "c) Education Services": "2B",
        "d) Health services": _HEALTH, "d) Health Services": _HEALTH, "e) Housing": "4", "f) LA services": _LA,
        "f) LA Services": _LA, "g) Police": "6", "h) Other legal agency": "7", "i) Other": "8", "j) Anonymous": "9",
        "k) Unknown": "10"},
    "CL04": {"True": "Y", "False": "N"},
    **dict.fromkeys(("CL05", "CL06", "CL07", "CL08", "CL13", "CL14", "CL22"), _YES_NO),
    "CL09": {
        "a) Abuse or neglect": "N1", "b) Child's disability": "N2", "c) Parents illness or disability": "N3",
        "d) Family in acute stress": "N4", "e) Family dysfunction": "N5", "f) Socially unacceptable behaviour": "N6",
        "g) Low income": "N7", "h) Absent parenting": "N8", "i) Not CIN": "N9", "j) Not stated": "N0"},
    "CL10": {
        "a) Adopted": "RC1", "b) Died": "RC2", "c) Residence Order": "RC3", "d) Special Guardianship Order": "RC4",
        "e) Transfer to another LA": "RC5", "f) Transfer to Adult Social Services": "RC6",
        "g) 'Other' incl. Child no longer in need": "RC7",
        "h) Child not in need after assessment": "RC8 RC9 AFTER_ASSESSMENT"},
    "CL11": {
        "a) Looked after child": "LAC", "b) Child Protection plan": "CPP", "c) Child in need plan": "CIN_PLAN",
        "d) Open assessment": "OPEN_ASSESSMENT", "e) Closed episode": "CLOSED"},
    "CL12": {
        "a) Neglect": "NEG", "b) Physical Abuse": "PHY", "c) Sexual Abuse": "SAB", "d) Emotional Abuse": "EMO",
        "e) Multiple": "MUL"},
    "CL15": {
        "J1: Remanded to LA or youth detention": "J1", "J2: LA accommodation under PACE": "J2", "a) Interim care orders": "C1",
        "b) Full care orders": "C2", "c) Freed for  Adoption": "D1", "d) Placement order granted": "E1",
        "e) Accommodated under S20": "V2", "f) Detained on child protection grounds in LA accommodation": _DETAINED,
        "f) Detained on child protection grounds in LA accomodation": _DETAINED,
        "g) Youth justice legal Statuses": "J1 J2 J3 YOUTH_JUSTICE", "zzCodeError": "V3 V4"},
    "CL16": {
        "a) Return to family": "RETURN", "b) Adoption": "ADOPTION", "c) SGO/CAO": "SGO_CAO",
        "d) Supported living in the community": "SUPPORTED_LIVING", "e) Long-term residential placement": "RESIDENTIAL",
        "f) Long-term fostering": "FOSTERING", "g) Other": "OTHER"},
    "CL17": {
        "a) Adopted": "E11 E12 ADOPTED", "b) Died": "E2", "c) Care taken by another LA": "E3",
        "d) Returned home to live with parents or relatives": "E4A E4B RETURNED_HOME",
        "e) Left care to live with parents, relatives or other person with no parental responsibility": "E13 E17",
        "f) Residence order granted": "E41", "g) Special Guardianship Orders": "E45 E46 E47 E48 SGO",
        "h) Moved into independent living": "E5 E6 INDEPENDENT",
        "i) Transferred to residential care funded by adult social services": "E7", "j) Sentenced to custody": "E9",
        "k) Accommodation on remand ended": "E14", "l) Age assessment determined child was 18 or over": "E15",
        "m) Child moved abroad": "E16", "n) Care ceased for any other reason": "E8", "zzCodeError": "X1"},
    "CL18": {
        "a) Foster placement": _FOSTER, "a) Foster Placement": _FOSTER, "b) Placed for adoption": "A3 A4 A5 A6 ADOPTION",
        "c) Placed with parents": "P1", "d) Independent living": "P2", "e) Residential employment": "P3",
        "f) Residential accommodation": "H5", "g) Secure Children’s Homes": "K1", "h) Children’s Homes": "K2",
        "i) Residential Care Home": "R1", "j) NHS/Health Trust": "R2", "k) Family Centre or Mother and Baby Unit": "R3",
        "l) Young Offender Institution": "R5", "m) Residential school": "S1", "n) Other placements": "Z1",
        "o) Temporary placement": "T0 T1 T2 T3 T4"},
    "CL19": {"a) Own LA": "PR1", "b) Private": "PR4", "c) Other": "PR0 PR2 PR3 PR5"},
    "CL20": {"a) In": "IN", "b) Out": "OUT"},
    "CL23": {
        "a) Relevant": "RELEVANT", "b) Former relevant": "FORMER_RELEVANT", "c) Qualifying": "QUALIFYING",
        "d) Eligible": "ELIGIBLE", "e) Other": "OTHER"},
    "CL24": {"a) In touch": "Y", "b) Not in touch": "N REFU NREQ", "d) Exclude": "DIED RHOM ABROAD NOT_KNOWN"},
    "CL25": dict(zip((
        "a) With parents or relatives", "b) Community home", "c) Semi-independent transitional accommodation",
        "d) Supported lodgings", "e) Gone abroad", "f) Deported", "g) Ordinary lodgings", "h) Residence not known",
        "i) No fixed abode / homeless", "j) Foyers", "k) Independent living", "l) Emergency accommodation",
        "m) Bed and breakfast", "n) In custody", "o) With Former Foster Carer", "p) Other accommodation",
    ), "BCDEGHKRSTUVWXZY", strict=True)),
    "CL26": {"a) Suitable": "SUITABLE", "b) Not suitable": "UNSUITABLE"},
}  # fmt: skip
"""Code list -> group -> the codes of the group, with the code that only says the group where there is one. CL21's groups are
names of authorities, CL27's begin with their code."""

AUTHORITIES = {
    "Bruy": "351", "Calerdale": "381", "Dorset": "835 838", "Kingston": "314", "Kingston upon Hull (City of)": "810",
    "London": "209", "NI": "NIR", "Northamptonshire": "928 940 941", "Telford": "894",
}  # fmt: skip
"""Codes of the authorities whose group is not called as they are, or that were split after 2017."""

JUSTIFIED = {
    ("CL01", "I"): "the code of our own list for neither male nor female",
    ("CL02", "White and Asian [MWAS]"): "names MWAS, filed under Asian",
    ("CL02", "OOTH - Unspecified - Any Other Ethnic Group"): "names OOTH, filed under Mixed",
    ("CL03", "1B Individual - Acquaintance (including neighbours and child minders)"): "names 1B, filed under Housing",
    ("CL03", "7 - Law - Other (Including Courts, Probation, CAFCASS)"): "names 7, filed under Police",
    ("CL03", "7 - Law - Other (Including Courts, CAFCASS)"): "names 7, filed under Police",
    ("CL03", "7 - Law - Probation"): "names 7, filed under Police",
    ("CL10", "RC6:Transferred to adult social services"): "names RC6, filed under another authority",
    ("CL17", "E17 - Staying Put"): "names E17, filed under any other reason",
    ("CL17", "E7 - Transferred to Adult Social Care"): "names E7, filed under any other reason",
    ("CL17", "E7 - Transferred to residential care funded by adult social care services"): "names E7, filed under other",
    ("CL17", "E4A Return home with parents/rels/other with PR - part of care planning process"): "names E4A, filed under E13",
    ("CL18", "A4 Placed for adoption w. consent not w. current foster carer"): "names A4, filed under foster placement",
    ("CL18", "H5 Semi-independent living accommodation not subject to children's homes regulations"): "names H5",
    ("CL18", "H5 IN - Residential accommodation not subject to Children's Homes Regulations (in LA)"): "names H5",
    ("CL18", "H5OUT - Residential accommodation not subject to Children's Homes Regulations (outside LA)"): "names H5",
    ("CL19", "PR0: Provision by own parents or other person with parental responsibility"): "names PR0",
}
"""Spellings read as a code of another group than theirs, and why: each names the code and says its words."""

COLUMNS = ("right", "blank", "ambiguous", "unknown", "another_group")


def observed() -> list[tuple[str, str, str]]:
    """(code list, group, spelling) of every spelling observed."""
    with SPELLINGS.open(encoding="utf-8", newline="") as file:
        return [(row["list"], row["group"], row["spelling"]) for row in csv.DictReader(file)]


def read_as(listed: CodeList, spelling: str) -> str:
    """The code a spelling is read as, or 'blank', 'ambiguous' or 'unknown'."""
    key = spelling_key(spelling)
    code = listed.spellings.get(key)
    if code is not None:
        return code
    return "ambiguous" if key in listed.ambiguous else "blank" if not key or key in listed.blank else "unknown"


def codes_of_group(name: str, group: str) -> set[str]:
    """The codes a spelling of the group may be read as."""
    if name == "CL27":
        return {group.partition(":")[0]}
    if name == "CL21":
        return set(AUTHORITIES.get(group, read_as(code_list("local_authority"), group)).split())
    return set(GROUPS[name].get(group, "").split())


def hit_rates() -> dict[str, Counter[str]]:
    """Code list -> how many of its observed spellings are read rightly, as blank, refused, or as another group's code."""
    rates: dict[str, Counter[str]] = defaultdict(Counter)
    for name, group, spelling in observed():
        if name in LISTS:
            code = read_as(code_list(LISTS[name][0]), spelling)
            if code not in COLUMNS:
                code = "right" if code in codes_of_group(name, group) else "another_group"
            rates[name][code] += 1
    return rates


def table() -> str:
    """The hit rates as the table of docs/annex-a.md."""
    rates = hit_rates()
    lines = ["| list | spellings observed | right group | blank | refused: two codes | refused: unknown | another group |",
             "|---|---|---|---|---|---|---|"]
    rows = [(LISTS[name][1], rates[name]) for name in LISTS]
    rows.append(("**all**", sum((rates[name] for name in LISTS), Counter())))
    for words, counted in rows:
        cells = " | ".join(f"{counted[column]:,}" for column in COLUMNS)
        lines.append(f"| {words} | {counted.total():,} | {cells} |")
    return "\n".join(lines)
