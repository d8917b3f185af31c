"""Theme: neglect."""

from sscb_pipeline.reports.annual_report.section import Drawing, Section

SECTION = Section(
    title="Neglect",
    order=20,
    about="Children on a child protection plan at the period's last day whose latest category of abuse is neglect.",
    needs=("CP04", "CP06"),
    charts=(Drawing("CP06"), Drawing("CP06", by="category")),
)
