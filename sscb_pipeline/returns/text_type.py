"""Text as pandera judges it: by the type of the whole column.

pandas' own text type holds text and missing values and nothing else, so a column of that type is text in every cell.
pandera's check of it goes on to list the cells that fail, also when none does, which takes longer than all other checks of a
column together.
"""

from typing import Any

import numpy as np
import pandas as pd
from pandera.dtypes import DataType, immutable
from pandera.engines import pandas_engine


@pandas_engine.Engine.register_dtype
@immutable
class TextType(pandas_engine.DataType):
    """pandas' text type, as `pd.Series([...], dtype="str")` has it."""

    type = pd.StringDtype(na_value=np.nan)

    def check(self, pandera_dtype: DataType, data_container: Any = None) -> bool:
        """Whether a column has this type."""
        return bool(getattr(pandera_dtype, "type", None) == self.type)

    def __str__(self) -> str:
        return str(self.type)
