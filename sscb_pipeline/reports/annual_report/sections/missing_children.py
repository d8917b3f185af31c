"""Theme: missing children."""

from sscb_pipeline.reports.annual_report.section import Drawing, Section

SECTION = Section(
    title="Missing children",
    order=40,
    about="Episodes the police recorded as missing (not absent), and return interviews held within 72 hours.",
    needs=("MIS01", "MIS04"),
    charts=(Drawing("MIS01"), Drawing("MIS01", by="missing_from_type"), Drawing("MIS04")),
)
