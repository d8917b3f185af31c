"""The sections of a MAECC pack, each in its own file."""
