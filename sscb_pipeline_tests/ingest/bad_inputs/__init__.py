"""What goes wrong in a workbook, one numbered table per level: what is wrong, and what becomes of it.

Each case is a real workbook, honest but for one thing, received and loaded with a real database. Beside what the table says
it is checked that nothing else was found, that every other row was loaded, that the balance holds, and that no sentence
repeats a cell's value.
"""
