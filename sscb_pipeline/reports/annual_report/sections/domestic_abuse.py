"""Theme: domestic abuse."""

from sscb_pipeline.reports.annual_report.section import Drawing, Section

SECTION = Section(
    title="Domestic abuse",
    order=50,
    about="Incidents reported to Surrey Police, the children linked to them by role, and children with domestic abuse as a "
    "factor. More incidents may mean more confidence to report.",
    needs=("DA01", "DA02", "DA03", "DA04"),
    charts=(Drawing("DA01"), Drawing("DA02", by="role"), Drawing("DA03")),
)
