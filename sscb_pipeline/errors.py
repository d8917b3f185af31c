"""What can go wrong, said so that a tired analyst knows what to do next.

A message here says what happened and what to do; it never repeats the value of a cell.
"""


class SscbError(Exception):
    """A failure with a sentence a person can act on: the command line prints it without a traceback, exit code 1."""

    def __init__(self, what_happened: str, what_to_do: str = "") -> None:
        self.what_happened = what_happened
        self.what_to_do = what_to_do
        super().__init__(f"{what_happened} {what_to_do}".strip())


class WrongUsage(SscbError):
    """A command was called in a way it does not understand: exit code 2."""


class FileRefused(SscbError):
    """A whole file is refused: nothing of it is loaded, the other files go on.

    `rule` is a short stable name (`unreadable`, `password_protected`, `month_unclear`…) that replies and tests rely on.
    `return_name`: which return the file is, where that was known before it was refused.
    """

    def __init__(self, rule: str, what_happened: str, what_to_do: str) -> None:
        self.rule = rule
        self.return_name: str | None = None
        super().__init__(what_happened, what_to_do)


class DeclarationError(SscbError):
    """A return, code list or model is declared in a way that cannot work; raised when it is loaded, never at night."""


class WarehouseUnavailable(SscbError):
    """The database cannot be reached or started. The text names neither password nor URL."""
