"""The dashboard as a person has it: what `make dashboard` starts, and a browser's tab on it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from runner.config import composition
from tests.servers import free_port

ROOT = composition.HERE.parent
SIZE = {"width": 1400, "height": 900}
TRAINING = "workflowType=machine_learning"  # what "Model training" sets
WAIT = 60_000  # milliseconds, for what should be seen; others may run on the same cores
SETTLED = "localStorage.setItem('mlflow.assistant.fab.autoOpenedOnFirstLoad_v1', 'true')"  # it opens once, by itself


class Dashboard:
    """`make dashboard` over a store, on a free port; ``said`` is what it prints at the start."""

    def __init__(self, store: str, folder: Path):
        self.port = free_port()
        self.root = f"http://127.0.0.1:{self.port}"
        self._log = folder / "dashboard.log"
        with self._log.open("wb") as log:
            # `-o setup`: the environment is there, the one that runs this.
            self._process = subprocess.Popen(
                ["make", "-o", "setup", "dashboard", f"BIN={Path(sys.executable).parent}", f"STORE={store}",
                 f"PORT={self.port}"],
                cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
                env={key: value for key, value in os.environ.items() if not key.startswith("MAKE")},
            )  # fmt: skip

    @property
    def said(self) -> str:
        return self._log.read_text()

    def wait(self) -> None:
        for _ in range(900):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.root}/health", timeout=5):
                return
            assert self._process.poll() is None, self.said
            time.sleep(0.1)
        raise AssertionError(f"the dashboard does not come up: {self.said}")

    def close(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@contextlib.contextmanager
def serving(store: str, folder: Path) -> Iterator[Dashboard]:
    """A dashboard that answers, until the block is left."""
    made = Dashboard(store, folder)
    try:
        made.wait()
        yield made
    finally:
        made.close()


CHROMIUM = shutil.which("chromium")


@contextlib.contextmanager
def chromium() -> Iterator[Any]:
    """Debian's browser, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@contextlib.contextmanager
def tab(browser: Any) -> Iterator[Any]:
    """A tab of somebody who comes for the first time, in light colours."""
    context = browser.new_context(viewport=SIZE, color_scheme="light", locale="en-GB")
    context.add_init_script(SETTLED)
    context.set_default_timeout(WAIT)
    try:
        yield context.new_page()
    finally:
        context.close()


def arrive(page: Any, root: str) -> None:
    """From the start page to the runs, as runner/tracking/README.md says."""
    page.goto(root)
    page.get_by_text("Model training", exact=True).first.click()
    page.get_by_role("link", name="pruning", exact=True).first.click()
    page.get_by_role("heading", name="Runs").wait_for()


def choose_view(page: Any, key: str) -> None:
    """Choose a saved view."""
    page.get_by_test_id("saved-views-trigger").click()
    page.get_by_test_id(f"saved-views-item-{key}").click()
    page.get_by_text("You're viewing a shared view").wait_for()


def expand_sweep(page: Any) -> None:
    """Show the runs of the only sweep below it."""
    page.locator("[role=row]", has_text="sweep-").locator("[col-id*='Run Name'] button").first.click()


def open_run(page: Any, root: str, run: Any, part: str = "") -> None:
    """A run's page, or a part of it: ``model-metrics``, ``artifacts/FILE``."""
    page.goto("about:blank")  # the address differs after the # only: the page would not be loaded anew
    page.goto(f"{root}/#/experiments/{run.info.experiment_id}/runs/{run.info.run_id}/{part}?{TRAINING}")
    page.get_by_role("heading", name=run.info.run_name).wait_for()


def section(page: Any, name: str) -> Any:
    """The head of a section of charts."""
    return page.get_by_test_id("experiment-view-compare-runs-section-header").filter(has_text=name).first
