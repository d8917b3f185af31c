"""`sscb …`: options, exit codes, and one clear sentence when something fails.

Exit codes: 0 done; 3 done, but files were refused or sheets had refusals; 2 wrong usage; 1 failed.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, NoReturn

import click

from sscb_pipeline.errors import SscbError, WrongUsage
from sscb_pipeline.settings import Settings

DONE, FAILED, WRONG_USAGE, DONE_WITH_REFUSALS = 0, 1, 2, 3


@dataclass
class Desk:
    """What every command works with."""

    settings: Settings


class Commands(click.Group):
    """Loads a command's module only when it is called: `sscb --help` should not wait for Dagster."""

    modules: ClassVar[dict[str, tuple[str, str]]] = {
        "example-data": ("example", "example_data"),
        "run": ("run", "run"),
        "status": ("look", "status"),
        "pull": ("look", "pull"),
        "explain": ("look", "explain"),
        "drift": ("drift", "drift"),
        "accept-spelling": ("drift", "accept_spelling"),
        "accept-heading": ("drift", "accept_heading"),
        "add-comparators": ("published", "add_comparators"),
        "report": ("write", "report"),
        "reproduce": ("write", "reproduce"),
        "template": ("write", "template"),
        "ui": ("run", "ui"),
        "demo": ("example", "demo"),
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.modules)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.modules:
            return None
        import importlib

        module, attribute = self.modules[name]
        command: click.Command = getattr(importlib.import_module(f"sscb_pipeline.cli.{module}"), attribute)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="The data folder (also SSCB_DATA; default ./data).",
)
@click.pass_context
def sscb(ctx: click.Context, data: Path | None) -> None:
    """From the agencies' monthly spreadsheets to the Board's indicator tables and the MAECC packs."""
    ctx.obj = Desk(Settings.from_environment(data))


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code. No traceback ever reaches the terminal: it could repeat values."""
    os.umask(0o077)
    os.environ.setdefault("DAGSTER_REDACT_USER_CODE_ERRORS", "1")
    try:
        code: Any = sscb.main(args=arguments, prog_name="sscb", standalone_mode=False)
    except click.exceptions.Exit as leave:
        code = leave.exit_code
    except click.Abort:
        code = _say("Stopped. What was finished stays; run it again to go on.", FAILED)
    except click.ClickException as wrong:
        code = _say(f"{wrong.format_message()} Try sscb --help.", WRONG_USAGE)
    except WrongUsage as wrong:
        code = _say(str(wrong), WRONG_USAGE)
    except SscbError as failed:
        code = _say(str(failed), FAILED)
    except BrokenPipeError:
        code = FAILED
    except Exception as fault:  # the last line of defence: its text may hold a child's name, so only its kind is said
        if os.environ.get("SSCB_DEBUG") == "1":
            raise
        code = _say(
            f"Something failed that should not ({type(fault).__name__}). Nothing half-done was kept. "
            "On made-up data, SSCB_DEBUG=1 shows where.",
            FAILED,
        )
    sys.stdout.flush()
    sys.exit(code if isinstance(code, int) else DONE)


def _say(sentence: str, code: int) -> int:
    click.echo(f"sscb: {sentence}", err=True)
    return code
