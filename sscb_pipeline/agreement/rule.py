"""What a rule between returns is, and how it is judged."""

from dataclasses import dataclass

from sscb_pipeline.vocabulary.calendar import first_day, last_day
from sscb_pipeline.warehouse.server import Warehouse

Answer = tuple[bool | None, str | None, dict[str, int | float | None]]
"""(passed, month, figures); passed is None when there is too little to judge by."""


@dataclass(frozen=True)
class Agreement:
    """Returns that must tell the same: `on` is the one it is shown with, `also_reads` the others.

    `sql` counts `compared` and, under names that say what is wrong, what differs. It may use :month, :first and :last (the
    month's first and last day). Nothing compared is no pass.
    """

    name: str
    on: str
    also_reads: tuple[str, ...]
    description: str
    sql: str

    def judge(self, warehouse: Warehouse) -> Answer:
        """Judges the latest month received for all the returns it reads; any difference fails."""
        names = [self.on, *self.also_reads]
        month = warehouse.rows(
            "select max(month) as month from (select month from registry.current_submission where return_name = any(:names) "
            "group by month having count(distinct return_name) = :n) all_here",
            names=names,
            n=len(names),
        )[0].month
        if month is None:
            return None, None, {}
        asked = {"month": month, "first": first_day(month), "last": last_day(month)}
        used = {name: value for name, value in asked.items() if f":{name}" in self.sql}
        counted = {name: int(value) for name, value in warehouse.rows(self.sql, **used)[0]._mapping.items()}
        differing = sum(value for name, value in counted.items() if name != "compared")
        return (None if not counted["compared"] else differing == 0), month, dict(counted)
