"""Part one: from the first contact to care."""

from sscb_pipeline.reports.annual_report.section import Drawing, Section

SECTION = Section(
    title="The journey of the child",
    order=10,
    about="From contact to referral, assessment, conference, plan and care. Each step counts the children of the same year, "
    "not the same children: it is no cohort.",
    needs=("EH01", "EH03", "REF01", "REF02", "ASM02", "CP01", "CP02", "CP04", "CP05", "CP13", "LAC01", "LAC03", "LAC04"),
    charts=(Drawing("REF01"), Drawing("ASM02"), Drawing("CP02"), Drawing("CP04"), Drawing("LAC01"), Drawing("LAC04")),
)
