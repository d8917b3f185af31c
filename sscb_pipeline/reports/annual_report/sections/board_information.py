"""Part three: the Board's own work."""

from sscb_pipeline.reports.annual_report.section import Drawing, Section

SECTION = Section(
    title="Board information",
    order=70,
    about="Cases referred to the Serious Case Review Group and what became of them; partners at child protection conferences.",
    needs=("SCR01", "SCR02", "CP13"),
    charts=(Drawing("SCR01"), Drawing("CP13"), Drawing("CP13", by="agency")),
)
