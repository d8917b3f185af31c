"""Annex A, the child-level lists Ofsted asks a children's services authority for, sent in place of the monthly returns.

Its lists look back: events of the last six months (lists 1 to 5), cases open now or closed in the last six months (6 to
8), all who are entitled to leaving care services (9). Files of two months repeat each other; the staging models count each
event once.
"""

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns.annex_a_cases import CIN, CPP, LAC, CareLeavers
from sscb_pipeline.returns.annex_a_columns import OLDEST
from sscb_pipeline.returns.annex_a_events import S47, Assessments, Contacts, EarlyHelp, Referrals
from sscb_pipeline.returns.between_rows import CrossRule, Frames, overlapping, several_open
from sscb_pipeline.returns.declaration import Feed, NotKept, Return
from sscb_pipeline.vocabulary.agencies import CHILDRENS_SERVICES

SHEETS = (Contacts, EarlyHelp, Referrals, Assessments, S47, CIN, CPP, LAC, CareLeavers)
BEGINS = {
    "List_1": "contact_date", "List_2": "assessment_start", "List_3": "referral_date", "List_4": "assessment_start",
    "List_5": "strategy_discussion_date", "List_6": "cin_start",
}  # fmt: skip
"""The day on which someone in a list was a child; lists 7 and 8 say so in their rows."""


def _plan_open(rows: pd.DataFrame) -> pd.Series:
    return rows["cpp_end"].isna()


def _of_another_age(sheet: str) -> CrossRule:
    """Asks about an age no child or care leaver has; below 0 is a child not yet born."""

    def find(frames: Frames) -> list[int]:
        age = frames[sheet]["age"]
        return [int(row) for row in age.index[((age < -1) | (age > OLDEST)).fillna(False).astype(bool)]]

    says = f"has an age that is not between 0 and {OLDEST} (-1 for a child not yet born)"
    return CrossRule("age_out_of_range", sheet, ("age",), says, find)


def _of_age(sheet: str, column: str) -> CrossRule:
    """Asks about someone who was no child any more when it happened."""

    def find(frames: Frames) -> list[int]:
        rows = frames[sheet]
        return [int(row) for row in rows.index[~compare.under(18, rows, "dob", column)]]

    return CrossRule("of_age", sheet, (column, "dob"), "is about someone who was 18 or older", find)


def _beyond_care_leaving(frames: Frames) -> list[int]:
    leavers = frames["List_9"].assign(end=frames.month_end)
    return [int(row) for row in leavers.index[~compare.under(OLDEST + 1, leavers, "dob", "end")]]


def _looked_after_elsewhere_not(frames: Frames) -> list[int]:
    cases, periods = frames["List_6"], frames["List_8"]
    if periods.empty:
        return []
    in_care = set(periods.loc[periods["poc_end"].isna(), "person_id"])
    stated = cases[(cases["case_status"] == "LAC").fillna(False).astype(bool) & cases["closure_date"].isna()]
    return [int(row) for row, child in zip(stated.index, stated["person_id"], strict=True) if child not in in_care]


RETURN = Return(
    name="cs_annex_a",
    title="Annex A",
    agency=CHILDRENS_SERVICES,
    description=(
        "Ofsted's child-level lists 1 to 9, as they stand on the month's last day with the six months before it. Sent in place "
        "of the monthly returns; a list that is not in the workbook stands in for nothing."
    ),
    source="Annex A extract of the case management system (Ofsted, inspection of local authority children's services)",
    file_stem="annex-a",
    sheets=SHEETS,
    counts="snapshot",
    window_months=6,
    cross_rules=(
        *(_of_another_age(sheet.facts().name) for sheet in SHEETS),
        *(_of_age(sheet, column) for sheet, column in BEGINS.items()),
        CrossRule(
            "beyond_leaving_care",
            "List_9",
            ("dob",),
            f"is about someone older than {OLDEST} on the month's last day",
            _beyond_care_leaving,
        ),
        CrossRule(
            "several_open_plans",
            "List_7",
            ("cpp_end", "person_id"),
            "is one of several plans of the child that are open at once",
            several_open("List_7", ("person_id",), _plan_open),
        ),
        CrossRule(
            "overlapping_plans",
            "List_7",
            ("cpp_start", "person_id"),
            "begins before an earlier plan of the child ended",
            overlapping("List_7", ("person_id",), "cpp_start", "cpp_end"),
        ),
        CrossRule(
            "looked_after_but_not_in_list_8",
            "List_6",
            ("case_status", "person_id"),
            "is looked after by its status, but List 8 shows no period of care that runs",
            _looked_after_elsewhere_not,
        ),
    ),
    not_kept=(
        NotKept(
            "List_10",
            ("Adoption", "List 10 Adoption"),
            ("Date of Decision that Child Should be Placed for Adoption", "Date of Placement Order"),
            "no figure is made from children's adoptions, and what is not needed is not held",
        ),
        NotKept(
            "List_11",
            ("Adopters", "List 11 Adopters"),
            ("Individual adopter identifier", "Date enquiry received"),
            "no figure is made from adopters, who are no children, and what is not needed is not held",
        ),
    ),
    feeds=(
        Feed("cs_contacts_referrals", ("List_1", "List_3")),
        Feed("cs_early_help", ("List_2",)),
        Feed("cs_assess_s47_icpc", ("List_4", "List_5")),
        Feed("cs_cin_cpp", ("List_6", "List_7")),
        Feed("cs_lac", ("List_8",)),
    ),
)
