"""The columns the lists of Annex A share, and how such a column is declared.

Headings are those of the template, of the CamelCase extract of the standard safeguarding data set, and of workbooks seen.
"""

from typing import Any

from sscb_pipeline.returns import identity
from sscb_pipeline.returns.declaration import column

NO_DAY = ("1900-01-01",)
"""What systems write where they have no day."""
OLDEST = 25
"""Nobody in these lists is older: entitlement to leaving care services ends at 25."""
IDENTITY = (("person_id",),)


def gender() -> Any:
    return identity.gender("annex_a_gender")


def ethnicity() -> Any:
    return identity.ethnicity("annex_a_ethnicity")


def dob() -> Any:
    return identity.dob(NO_DAY)


def age() -> Any:
    return column("Age in completed years.", headings=["Age of Child (Years)", "Age of Child", "AgeOfChildYears"])


def disability() -> Any:
    return column(
        "Whether the child has a disability.", codes="annex_a_disability",
        headings=["Does the Child have a Disability", "HasDisability"],
    )


def day(description: str, *headings: str, required: bool = False, key: bool = False) -> Any:
    return column(description, headings=headings, required=required, key=key, blank_days=NO_DAY)


def count(description: str, *headings: str) -> Any:
    return column(description, headings=headings, ge=0)


def code(codes: str, description: str, *headings: str, required: bool = False, key: bool = False) -> Any:
    return column(description, codes=codes, headings=headings, required=required, key=key)


def team() -> Any:
    return column("Team the child is allocated to.", headings=["AllocatedTeam", "Team"])


def worker() -> Any:
    return column("Worker the child is allocated to.", personal=True, headings=["AllocatedWorker", "Worker"])


def called(number: int, *names: str) -> tuple[str, ...]:
    """What list `number` is called beside `List_1`: with a leading zero, and by what it holds."""
    return (f"List 0{number}", *names, *(f"List {number} {name}" for name in names))
