"""What every body works with: the settings, the open warehouse, and what a run hands back to the command line."""

from functools import cached_property
from typing import Any

from sscb_pipeline.errors import SscbError
from sscb_pipeline.ingest.accept import Accepted
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse, open_warehouse


class House:
    """Settings and warehouse of one process; the warehouse is opened when a body first asks for it.

    `accepted` collects what was loaded, `rules` counts what the rules last judged came to, and `fault` is the error that
    stopped a body, for a caller in the same process.
    """

    def __init__(self, settings: Settings, warehouse: Warehouse | None = None) -> None:
        self.settings = settings
        self.accepted: list[Accepted] = []
        self.rules: dict[str, int] = {}
        self.fault: SscbError | None = None
        if warehouse:
            self.warehouse = warehouse

    @cached_property
    def warehouse(self) -> Warehouse:
        return open_warehouse(self.settings)


def house_of(context: Any) -> House:
    """The house a Dagster context was given."""
    house: House = context.resources.house
    return house
