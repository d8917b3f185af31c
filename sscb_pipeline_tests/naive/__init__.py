"""The indicators a second time, as plain loops over the rows sent: nothing here is shared with the SQL that counts them.

Own working days, own ages, own rules of what is known last and of where a child belongs. Slow and plain on purpose.
"""
