"""From the agencies' monthly safeguarding spreadsheets to the Board's indicator tables and the MAECC packs."""
