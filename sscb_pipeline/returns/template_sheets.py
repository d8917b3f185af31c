"""What a blank workbook holds beside the sheets of its return, as it is written and as it is known again when it comes back."""

TEMPLATE_NOTES, TEMPLATE_CODES = "Notes", "Codes"
"""The sheets a blank workbook has beside those of its return: what to write, and the words its drop-down lists offer."""
NOTES_BEGIN = "What it is: "
"""How the notes of a blank workbook begin."""
