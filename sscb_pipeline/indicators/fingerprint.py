"""One word for everything a figure is counted by: when it differs, a figure may differ though nothing was sent."""

import hashlib
from functools import cache
from pathlib import Path

from sscb_pipeline.settings import MODELS, REFERENCE


@cache
def definitions() -> str:
    """SHA-256 over the models, the reference files and the modules that roll items up to figures."""
    digest = hashlib.sha256()
    here = sorted(Path(__file__).parent.glob("*.py"))
    for path in (*sorted(MODELS.rglob("*.sql")), *sorted(REFERENCE.glob("*.csv")), *here):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
