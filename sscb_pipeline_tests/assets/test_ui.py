"""The real UI in a real Chromium: what an analyst sees of a month that ran."""

import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from playwright.sync_api import Page, expect, sync_playwright

from sscb_pipeline.assets.instance import prepare_instance
from sscb_pipeline.assets.running import run_pipeline
from sscb_pipeline.assets.ui import ui_environment
from sscb_pipeline.settings import PROJECT_ROOT, Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.assets.loaded import receive_episodes

pytestmark = pytest.mark.browser

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

SLOW = 60_000
"""Milliseconds a page may take on a busy machine."""

HARMLESS: tuple[str, ...] = ()
"""Console errors known to mean nothing, by their text. There are none."""


@pytest.fixture
def address(settings: Settings, warehouse: Warehouse) -> Iterator[str]:
    """Address of the UI over two months of one return, with a month between them not received."""
    for month in ("2016-09", "2016-11"):
        receive_episodes(settings, warehouse, month)
    run_pipeline(settings, warehouse)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = (
        "import sys; from pathlib import Path; from sscb_pipeline.settings import Settings; "
        "from sscb_pipeline.assets.ui import open_ui; open_ui(Settings.from_environment(), port=int(sys.argv[1]))"
    )
    server = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", code, str(port)],
        cwd=PROJECT_ROOT,
        env=ui_environment(settings),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    """Ask until it answers; connecting is refused at once, so each question waits for the process a moment."""
    while server.poll() is None:
        try:
            urllib.request.urlopen(f"{url}/server_info", timeout=5).close()  # noqa: S310 - our own address
            return
        except OSError:
            try:
                server.wait(timeout=0.5)
            except subprocess.TimeoutExpired:
                continue
    raise AssertionError("the UI ended before it answered")


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    """A page that fails the test when the console or the page reports an error."""
    errors: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=list(FLAGS))
        opened = browser.new_page(base_url=address, viewport={"width": 1500, "height": 950})
        opened.set_default_timeout(SLOW)
        opened.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        opened.on("pageerror", lambda fault: errors.append(str(fault)))
        yield opened
        browser.close()
    assert [error for error in errors if not any(known in error for known in HARMLESS)] == []


def test_what_an_analyst_sees(page: Page, settings: Settings, tmp_path: Path) -> None:
    def shows(*texts: str) -> None:
        for text in texts:
            expect(page.get_by_text(text, exact=True).first).to_be_visible(timeout=SLOW)

    def picture(name: str) -> None:
        page.screenshot(path=tmp_path / f"{name}.png")

    page.goto("/asset-groups")
    shows("Global asset lineage", "police", "childrens_services", "health", "board", "child_protection", "reports")
    picture("graph")

    page.goto("/assets/returns/pol_missing?view=overview")
    shows("Missing and absent episodes (police)", "police@sscb.example", "misper_ref", "COMPACT id, unique per episode.")
    picture("return")

    page.goto("/assets/returns/pol_missing?view=partitions&partition=2016-11")
    shows("Materialized (2)", "Failed (0)", "rows_read", "accepted", "refused", "ignored")
    expect(page.get_by_text("Missing (", exact=False).first).to_contain_text("(19)")
    picture("partitions")

    page.goto("/assets/returns/pol_missing?view=checks")
    shows("arrived_by_due_day", "usual_volume", "few_rows_refused")
    page.get_by_text("few_rows_refused", exact=True).first.click()
    shows("refused_pct", "passed")
    picture("check")

    page.goto("/assets/indicators/missing_episodes?view=overview")
    shows("Row count")
    expect(page.get_by_text("MIS01", exact=False).first).to_be_visible()
    picture("indicator")

    with prepare_instance(settings) as instance:
        [run] = instance.get_runs(dg.RunsFilter(job_name="load_returns", tags={"dagster/partition": "2016-11"}))
    page.goto(f"/runs/{run.run_id}")
    shows("Success", "returns__pol_missing")
    picture("run")

    page.goto("/locations/sscb_pipeline/jobs/load_returns/runs")
    shows(run.run_id[:8])
    picture("job")

    # Read-only: nothing on the page launches a run.
    expect(page.get_by_role("button", name="Materialize all")).to_have_count(0)
    page.goto("/assets/returns/pol_missing?view=overview")
    expect(page.get_by_text("Materialize…", exact=True).first).to_be_disabled()
    assert len(list(tmp_path.glob("*.png"))) == 7
