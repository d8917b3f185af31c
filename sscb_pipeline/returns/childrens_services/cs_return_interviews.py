"""Return home interviews (RHI) offered and held after missing episodes."""

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.declaration import Code, Codes, Day, Moment, Postcode, Return, Sheet, Text, YesNo, column, rule
from sscb_pipeline.vocabulary.agencies import CHILDRENS_SERVICES


class RHI(Sheet, identity=(("person_id",), ("surname", "forename", "dob")), month="missing_from"):
    """One row per missing episode that requires a return home interview."""

    person_id: Text = identity.person_id()
    surname: Text = identity.surname()
    forename: Text = identity.forename()
    dob: Day = identity.dob()
    postcode: Postcode = identity.postcode()
    rhi_id: Text = column(
        "Id of the interview.", required=True, key=True, headings=["RHI ref", "Interview ID", "RHI reference"]
    )
    police_misper_ref: Text = column(
        "Police reference of the missing episode (COMPACT).",
        headings=["Misper ref", "Misper reference", "COMPACT ref", "Police ref", "Police reference"],
    )
    missing_from: Moment = column(
        "When the child went missing.", required=True,
        headings=["Missing from date", "Date missing", "Missing date", "Missing from date time"],
    )
    returned_at: Moment = column(
        "When the child returned; the 72 hours count from it.",
        headings=["Returned", "Date returned", "Return date", "Date time returned"],
    )
    notified_at: Moment = column(
        "When the police told us the child was found.", headings=["Notified", "Date notified", "Notification date"]
    )
    status_group: Code = column(
        "Where the child lives: at home, looked after by Surrey or by another authority.", codes="rhi_status_group",
        required=True, headings=["Status", "Child status"],
    )
    offered: YesNo = column("Whether an interview was offered.", required=True, headings=["RHI offered", "Interview offered"])
    offered_on: Day = column("Day it was offered.", headings=["Date offered", "Date RHI offered"])
    accepted: Code = column("Whether it was accepted.", codes="rhi_accepted", headings=["RHI accepted", "Interview accepted"])
    declined_reason: Code = column(
        "Why it was declined.", codes="rhi_declined_reason", headings=["Reason declined", "Reason for declining"]
    )
    completed_at: Moment = column(
        "When the interview was held.", headings=["Completed", "Date completed", "RHI completed", "RHI date", "Date of RHI"]
    )
    linked_rhi_id: Text = column("Interview that covers this episode too.", headings=["Linked RHI", "Linked interview"])
    interviewer: Code = column("Who held it.", codes="rhi_interviewer", headings=["Interviewed by", "Completed by"])
    push_pull: Codes = column(
        "Push and pull factors the child named.", codes="push_pull",
        headings=["Push and pull factors", "Push/pull factors", "Reasons for going missing"],
    )
    cse_concern: YesNo = column(
        "Whether the interview raised a concern about sexual exploitation.", headings=["CSE concerns", "CSE identified"]
    )
    intel_to_police: YesNo = column(
        "Whether information was passed to the police.", headings=["Intelligence to police", "Information shared with police"]
    )

    @rule("returned_before_missing", "returned_at", "missing_from", says="returns before going missing", refuse=True)
    def returned_after_missing(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "returned_at", "missing_from")

    @rule("held_before_return", "completed_at", "returned_at", says="is interviewed before returning", refuse=True)
    def held_after_return(cls, rows: pd.DataFrame) -> pd.Series:
        # An interview noted by its day alone stands at midnight and may follow a return earlier that same day.
        day_only = rows["completed_at"].notna() & (rows["completed_at"] == rows["completed_at"].dt.normalize())
        same_day = day_only & (rows["completed_at"] == rows["returned_at"].dt.normalize())
        return pd.Series(same_day | compare.on_or_after(rows, "completed_at", "returned_at"))

    @rule(
        "held_without_return",
        "returned_at",
        "completed_at",
        says="is interviewed but has no time of return: 72 hours cannot be told",
    )
    def held_has_return(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_where(rows, "returned_at", rows["completed_at"].notna())

    @rule(
        "held_but_not_accepted",
        "completed_at",
        "offered",
        "accepted",
        says="is interviewed without offered and accepted both yes",
    )
    def held_was_offered_and_accepted(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["completed_at"].isna() | (compare.yes(rows, "offered") & (rows["accepted"] == "Y"))

    @rule("offer_without_day", "offered_on", "offered", says="is offered an interview without the day of the offer")
    def offer_has_its_day(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_where(rows, "offered_on", compare.yes(rows, "offered"))

    @rule(
        "offer_without_answer", "accepted", "offered", says="is offered an interview but does not say whether it was accepted"
    )
    def offer_has_its_answer(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_where(rows, "accepted", compare.yes(rows, "offered"))

    @rule("missing_as_adult", "missing_from", "dob", says="is about someone who was 18 or older")
    def missing_as_child(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.under(18, rows, "dob", "missing_from")

    @rule("missing_before_birth", "missing_from", "dob", says="goes missing before the date of birth", refuse=True)
    def missing_once_born(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "missing_from", "dob")


RETURN = Return(
    name="cs_return_interviews",
    title="Return home interviews",
    agency=CHILDRENS_SERVICES,
    description="One row for every missing episode after which a return home interview was due: offered, accepted, held.",
    source="Tracker of the Youth Support Service and the provider",
    file_stem="return-home-interviews",
    sheets=(RHI,),
    counts="events",
    # An episode of the end of a month may be returned from, and interviewed about, in the next.
    window_months=1,
)
