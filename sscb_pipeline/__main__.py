"""`python -m sscb_pipeline` is `sscb`."""

from sscb_pipeline.cli import main

main()
