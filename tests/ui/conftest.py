"""A home with the bundled reports for the page's tests, and the page served in a real browser."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from ingest.loading.add import Adder
from ingest.loading.jobs import sample_jobs
from ingest.loading.worker import Worker
from ingest.settings import Settings
from ingest.store.database import Database, open_database

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-23"
# Milliseconds that a busy machine may take to show what a click asks for.
PATIENCE = 20_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """AppTest puts its script in place of __main__, which processes that begin later would run."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("home")
    settings = Settings(home=folder, today=date.fromisoformat(TODAY))
    with Worker() as worker:
        adder = Adder(open_database(folder), settings, worker)
        assert {adder.add(job).status for job in sample_jobs()} == {"added"}
    return folder


@pytest.fixture(scope="session")
def database(home: Path) -> Database:
    return open_database(home)


@pytest.fixture(scope="session")
def address(home: Path) -> Iterator[str]:
    """The page as a user starts it."""
    with serving(home) as said:
        yield said


@pytest.fixture(scope="session")
def served() -> Any:
    """Serves another home: `with served(home, NIANBAO_PASSWORD=…) as address`."""
    return serving


@pytest.fixture
def port() -> int:
    """A port that is free."""
    return free_port()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(home: Path, folder: Path = ROOT, port: int = 0, **environment: str) -> Iterator[str]:
    """The page of a home, started in a folder, on a port that is free."""
    port = port or free_port()
    command = [sys.executable, "-m", "ui", "--home", str(home), "--port", str(port)]
    own = {"NIANBAO_TODAY": TODAY, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=folder, encoding="utf-8", env={**os.environ, **own, **environment},
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as server:  # fmt: skip
        line = server.stdout.readline() if server.stdout else ""
        said = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert said, f"the page did not say its address: {line!r}"
        try:
            yield said[0]
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium that is already there; for a module, as the loop that it runs bars other loops."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        if os.environ.get("CI_REQUIRES_BROWSER") == "1":
            pytest.fail("no Chromium is installed, and here the browser's tests must run")
        pytest.skip("no Chromium is installed: the page was not driven in a browser")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


class Visit:
    """One visitor's window; notes every request that leaves this machine and every script error."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.outside: list[str] = []
        self.errors: list[str] = []
        page.on("request", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _note(self, request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.outside.append(request.url)

    def open(self, path: str = "/") -> "Visit":
        self.page.goto(self.address + path)
        self.page.wait_for_selector(".nb-footer")
        return self

    def ask(self, question: str) -> Any:
        """Ask as a visitor does; the newest answer."""
        line = self.page.get_by_test_id("stChatInputTextArea")
        line.fill(question)
        line.press("Enter")
        shown = question[:40].splitlines()[0]
        self.page.locator(".nb-question").filter(has_text=shown).last.wait_for()
        return self.answer()

    def answer(self) -> Any:
        newest = self.page.locator(".nb-answer, .nb-failed").last
        newest.wait_for()
        return newest

    def still(self) -> None:
        """Wait until the page's script has run: what is written before is drawn over."""
        self.page.wait_for_selector('.stApp[data-test-script-state="notRunning"]')

    def popover(self, name: str) -> Any:
        """What opens below the button that says this."""
        self.still()
        button = self.page.get_by_test_id("stPopoverButton").filter(has_text=name)
        button.locator("visible=true").last.click()
        opened = self.page.get_by_test_id("stPopoverBody")
        opened.wait_for()
        return opened

    def too_wide(self) -> bool:
        """Whether the page is wider than the window, or was moved sideways in it."""
        wider = "document.documentElement.scrollWidth > window.innerWidth"
        moved = "document.querySelector('.st-key-masthead').getBoundingClientRect().left < 0"
        return bool(self.page.evaluate(f"{wider} || {moved}"))

    def barriers(self) -> list[str]:
        """What axe finds that seriously keeps people out."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        grave = [v for v in found if v["impact"] in ("serious", "critical")]
        return [f"{v['id']}: {n['html'][:200]}" for v in grave for n in v["nodes"]]


@pytest.fixture
def visit(browser: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A window in Chinese, 1200 × 900 and light, unless the test's parameter says otherwise."""
    with visiting(browser, address, **getattr(request, "param", {})) as visited:
        yield visited


@pytest.fixture(scope="module")
def window(browser: Any) -> Any:
    """Opens a window: `with window(address, locale="en-US") as visit`."""
    return partial(visiting, browser)


@contextmanager
def visiting(browser: Any, address: str, **options: Any) -> Iterator[Visit]:
    """A visitor's window; nothing may have left this machine in it, and no script failed."""
    wanted = {"locale": "zh-CN", "viewport": {"width": 1200, "height": 900}}
    context = browser.new_context(**{**wanted, **options})
    context.set_default_timeout(PATIENCE)
    visited = Visit(context.new_page(), address)
    try:
        yield visited
    finally:
        context.close()
    assert visited.outside == []
    assert visited.errors == []
