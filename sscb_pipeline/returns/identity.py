"""The columns that say who a row is about, spelt alike in every return.

Only the heading spellings and descriptions live here; each sheet still declares which of these columns it has.
"""

from typing import Any

from sscb_pipeline.returns.declaration import column

OWN_IDS = ("person_id", "police_person_ref", "local_patient_id")
"""Columns each of which holds one agency's own id of a person."""


def person_id(key: bool = False, required: bool = True) -> Any:
    return column(
        "Child's id in the social care system (LCS); one id per child, never reused.",
        required=required,
        key=key,
        headings=[
            "LCS ID", "LCS person ID", "LCS number", "LCS no", "Child unique ID", "Child ID", "Child identifier",
            "Child's unique ID", "ChildUniqueID", "Person identifier", "Person ref", "Client ID",
        ],
    )


def surname() -> Any:
    return column("Surname.", personal=True, headings=["Last name", "Family name", "Child surname", "Child's surname"])


def forename() -> Any:
    return column(
        "Forename.", personal=True, headings=["First name", "Given name", "Forenames", "Child forename", "Child's forename"]
    )


def dob(blank_days: tuple[str, ...] = ()) -> Any:
    return column(
        "Date of birth; blank for a child not yet born.",
        personal=True,
        blank_days=blank_days,
        headings=["Date of birth", "DateOfBirth", "Birth date", "D.O.B.", "Child DOB"],
    )


def edd() -> Any:
    return column(
        "Expected date of delivery of a child not yet born; exactly one of this and the date of birth is given.",
        personal=True,
        headings=["Expected date of delivery", "Expected delivery date", "Due date of birth", "E.D.D."],
    )


def gender(codes: str = "gender") -> Any:
    return column(
        "Sex as the agency records it; not recorded for an unborn child.", codes=codes, headings=["Sex", "Child gender"]
    )


def ethnicity(codes: str) -> Any:
    return column(
        "Ethnicity in the agency's own list, kept as DfE codes.",
        codes=codes,
        headings=["Ethnic origin", "Ethnic group", "Self-defined ethnicity"],
    )


def nhs_number(required: bool = False, key: bool = False) -> Any:
    return column(
        "NHS number, ten digits.", personal=True, required=required, key=key, headings=["NHS no", "NHS", "NHS num", "NHS ID"]
    )


def upn() -> Any:
    return column("Unique pupil number.", personal=True, headings=["Unique pupil number", "Pupil number", "UPN number"])


def postcode() -> Any:
    return column(
        "Postcode of the home address.",
        personal=True,
        headings=["Post code", "Home postcode", "Home address postcode", "Address postcode"],
    )


def police_person_ref(key: bool = False) -> Any:
    return column(
        "Police person reference (Niche nominal); one child may have several.",
        required=True,
        key=key,
        headings=["Nominal", "Nominal ref", "Nominal number", "Niche nominal", "Niche ref", "Person ref", "Person URN"],
    )


def area(required: bool = True, restricted: bool = False) -> Any:
    return column(
        "Area of the county: NE, NW, SE or SW.",
        codes="area",
        required=required,
        restricted=restricted,
        headings=["Locality", "Quadrant", "SCC area", "Area team"],
    )
