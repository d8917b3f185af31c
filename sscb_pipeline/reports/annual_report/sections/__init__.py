"""The sections of the annual report, each in its own file."""
