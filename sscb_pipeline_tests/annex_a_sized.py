"""A contacts workbook the size of an Annex A submission: 27,400 rows, 520,000 cells, all made up and all acceptable."""

import datetime as dt
import random
from pathlib import Path

import xlsxwriter

from sscb_pipeline.returns.registry import return_named

ROWS = 27_400


def write_contacts(path: Path, rows: int = ROWS, month: str = "2016-11") -> Path:
    """Write the workbook; its Referrals sheet has headings only."""
    chance = random.Random(2017)  # noqa: S311 - made-up rows
    year, month_number = (int(part) for part in month.split("-"))
    declared = return_named("cs_contacts_referrals")
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    as_date = book.add_format({"num_format": "dd/mm/yyyy"})
    for model in declared.sheets:
        facts = model.facts()
        sheet = book.add_worksheet(facts.name)
        sheet.write_row(0, 0, [column.heading for column in facts.columns.values()])
        for number in range(1, rows + 1 if facts.name == "Contacts" else 1):
            contacted = dt.datetime(year, month_number, chance.randint(1, 28))
            cells = {
                "person_id": f"LCS{number:06d}",
                "surname": f"Madeup{number % 977}",
                "forename": f"Child{number % 331}",
                "dob": contacted - dt.timedelta(days=chance.randint(10, 6_500)),
                "gender": chance.choice("MF"),
                "ethnicity": "WBRI",
                "nhs_number": "9990000018",
                "postcode": f"GU{chance.randint(1, 9)} {chance.randint(1, 9)}AA",
                "contact_id": f"C{number:07d}",
                "contact_date": contacted,
                "received_time": "09:30",
                "contact_source": chance.choice(["6", "2A", "3A", "1A"]),
                "contact_reason": chance.choice(["DA", "NEGLECT", "OTHER"]),
                "level_of_need": chance.randint(1, 4),
                "outcome": "INFO_ADVICE",
                "decision_date": contacted,
                "hub": chance.choice(["NE", "SW"]),
                "upn": "A950000178301",
                "edd": None,
            }
            for position, name in enumerate(facts.columns):
                cell = cells[name]
                if isinstance(cell, dt.datetime):
                    sheet.write_datetime(number, position, cell, as_date)
                elif cell is not None:
                    sheet.write(number, position, cell)
    book.close()
    return path
