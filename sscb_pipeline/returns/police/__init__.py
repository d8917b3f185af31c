"""Returns sent by this agency, one file each."""
