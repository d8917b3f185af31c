"""Training bookings, agencies' training and supervision compliance, and section 11 audits."""

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns.between_rows import CrossRule, Frames, repeated
from sscb_pipeline.returns.declaration import Code, Day, Return, Sheet, Text, Whole, column, rule
from sscb_pipeline.vocabulary.agencies import BOARD

AGENCY_HEADINGS = ["Organisation", "Agency name", "Partner agency"]


class Training(Sheet, month="date"):
    """One row per booking."""

    course_code: Text = column("Code of the course.", required=True, headings=["Course ref", "Course ID"])
    course_title: Text = column("Title of the course.", required=True, headings=["Course", "Course name", "Title"])
    stage: Code = column("Stage of the training on sexual exploitation.", codes="training_stage", headings=["Course stage"])
    date: Day = column("Day of the course.", required=True, headings=["Course date", "Date of course", "Training date"])
    agency: Code = column("Agency of the person booked.", codes="partner_agency", required=True, headings=AGENCY_HEADINGS)
    role_group: Code = column(
        "Kind of role of the person booked.", codes="role_group", headings=["Role", "Job role", "Staff group"]
    )
    status: Code = column(
        "Whether the person came.", codes="booking_status", required=True, headings=["Booking status", "Attendance"]
    )
    evaluation_score: Whole = column("Score the person gave the course, 1 to 5.", ge=1, le=5, headings=["Evaluation", "Score"])

    @rule(
        "evaluated_without_attending", "evaluation_score", "status", says="has an evaluation though the person did not attend"
    )
    def evaluated_by_attenders(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.blank_where(rows, "evaluation_score", rows["status"] != "ATTENDED")


class WorkforceCompliance(Sheet, name="Workforce_Compliance", optional=True, aggregate=True):
    """One row per agency per measure per quarter."""

    agency: Code = column("Agency.", codes="partner_agency", required=True, headings=AGENCY_HEADINGS)
    measure: Code = column(
        "What is measured.", codes="compliance_measure", required=True, headings=["Training level", "Compliance measure"]
    )
    in_scope: Whole = column(
        "Staff it applies to.", required=True, ge=0, headings=["Staff in scope", "Number in scope", "Headcount"]
    )
    compliant: Whole = column(
        "Of these, staff who comply.", required=True, ge=0, headings=["Staff compliant", "Number compliant", "Compliant staff"]
    )

    @rule(
        "more_comply_than_in_scope", "compliant", "in_scope", says="has more staff who comply than staff in scope", refuse=True
    )
    def comply_of_in_scope(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.no_more_than(rows, "compliant", "in_scope")


class Section11(Sheet, optional=True):
    """One row per agency per standard per audit."""

    agency: Code = column("Agency audited.", codes="partner_agency", required=True, headings=AGENCY_HEADINGS)
    audit_date: Day = column("Day of the audit.", required=True, alike=True, headings=["Date of audit", "Date"])
    standard_no: Whole = column(
        "Standard of section 11, 1 to 8.", required=True, ge=1, le=8, headings=["Standard", "Standard number"]
    )
    self_rating: Code = column(
        "The agency's own rating: red, amber or green.", codes="section11_rating", required=True,
        headings=["Self-assessment", "Self assessment rating", "Rating"],
    )
    validated_rating: Code = column(
        "Rating after challenge by the Board.", codes="section11_rating", headings=["Validated", "Moderated rating"]
    )
    action_due: Day = column("Day the improvement is due.", planned=True, alike=True, headings=["Action due date", "Due date"])

    @rule("action_due_before_audit", "action_due", "audit_date", says="has an action due before the audit")
    def action_due_after_audit(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "action_due", "audit_date")


def _repeated_measure(frames: Frames) -> list[int]:
    return list(repeated("Workforce_Compliance", ("agency", "measure"))(frames)) if "Workforce_Compliance" in frames else []


def _repeated_standard(frames: Frames) -> list[int]:
    return list(repeated("Section11", ("agency", "audit_date", "standard_no"))(frames)) if "Section11" in frames else []


RETURN = Return(
    name="lscb_training_assurance",
    title="Training and assurance",
    agency=BOARD,
    description=(
        "Bookings on the Board's courses; quarterly, how many staff of each agency are trained and "
        "supervised; and ratings of section 11 audits. Percentages are always computed here from the counts."
    ),
    source="Course booking system, agency returns, section 11 tool",
    file_stem="training-assurance",
    sheets=(Training, WorkforceCompliance, Section11),
    counts="events",
    cross_rules=(
        CrossRule(
            "measure_given_twice",
            "Workforce_Compliance",
            ("measure", "agency"),
            "gives a measure of the agency that stands in another row too",
            _repeated_measure,
        ),
        CrossRule(
            "standard_given_twice",
            "Section11",
            ("standard_no", "agency"),
            "rates a standard of the agency that another row of the audit rates too",
            _repeated_standard,
        ),
    ),
)
