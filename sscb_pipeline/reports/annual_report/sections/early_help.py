"""Theme: early help."""

from sscb_pipeline.reports.annual_report.section import Drawing, Section

SECTION = Section(
    title="Early help",
    order=60,
    about="Contacts at the front door and how soon they were decided. The four hubs opened on 5 October 2016: figures by hub "
    "begin there.",
    needs=("EH01", "EH03"),
    charts=(Drawing("EH01"), Drawing("EH03")),
)
