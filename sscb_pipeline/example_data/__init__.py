"""A county that never existed: workbooks at Surrey's real volumes whose truth is known beforehand.

`write_county(out)` writes them. Nobody in them is real: NHS numbers begin with 999, which is never issued.
"""

from sscb_pipeline.example_data.write import write_county

__all__ = ["write_county"]
