"""Opens the Dagster UI on this machine alone; read-only unless asked."""

import os
import signal
import subprocess
import sys
from contextlib import ExitStack

from sscb_pipeline.assets.instance import prepare_instance
from sscb_pipeline.errors import SscbError
from sscb_pipeline.settings import PROJECT_ROOT, Settings

WORKSPACE = PROJECT_ROOT / "workspace.yaml"
HOST = "127.0.0.1"


def ui_command(port: int, operate: bool) -> list[str]:
    """The web server's command line. Without `--read-only` any page open in the same browser could launch runs."""
    command = [sys.executable, "-m", "dagster_webserver", "-h", HOST, "-p", str(port), "-w", str(WORKSPACE)]
    return command if operate else [*command, "--read-only"]


def ui_environment(settings: Settings) -> dict[str, str]:
    """The environment the web server and its code server work in."""
    chosen = {
        "DAGSTER_HOME": str(settings.dagster_home),
        "SSCB_DATA": str(settings.data),
        "DAGSTER_REDACT_USER_CODE_ERRORS": "1",
        "DAGSTER_WEBSERVER_LOG_LEVEL": "warning",
    }
    if settings.database_url:
        chosen["SSCB_DATABASE_URL"] = settings.database_url
    return {**os.environ, **chosen}


def open_ui(settings: Settings, port: int = 3000, operate: bool = False) -> None:
    """Serve the UI on 127.0.0.1 until interrupted; with `operate` runs can be launched and the daemon ticks.

    Raises SscbError when the port is taken or the server ends by itself.
    """
    prepare_instance(settings).dispose()
    print(f"Dagster UI: http://{HOST}:{port} ({'operating' if operate else 'read-only'}); Ctrl-C ends it.", file=sys.stderr)
    environment = ui_environment(settings)
    with ExitStack() as stack:
        before = signal.signal(signal.SIGTERM, _stop)
        stack.callback(signal.signal, signal.SIGTERM, before)
        if operate:
            daemon = [sys.executable, "-m", "dagster._daemon", "run", "-w", str(WORKSPACE)]
            stack.callback(_end, subprocess.Popen(daemon, cwd=PROJECT_ROOT, env=environment))  # noqa: S603
        server = subprocess.Popen(ui_command(port, operate), cwd=PROJECT_ROOT, env=environment)  # noqa: S603
        stack.callback(_end, server)
        try:
            code = server.wait()
        except KeyboardInterrupt:
            return
        if code:
            raise SscbError(f"The UI ended by itself (exit code {code}).", "Is the port taken? Choose another with --port.")


def _stop(number: int, frame: object) -> None:
    """Being asked to end is as good as Ctrl-C: the servers started here end too."""
    raise KeyboardInterrupt


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
