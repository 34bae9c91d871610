"""A home with the bundled reports for the page's tests, and the page served in a real browser."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from ingest.add import Adder
from ingest.database import Database, open_database
from ingest.jobs import sample_jobs
from ingest.settings import Settings
from ingest.worker import Worker

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-23"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


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
    """The page as a user starts it, on a port that is free."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "ui", "--home", str(home), "--port", str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "NIANBAO_TODAY": TODAY}, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as server:  # fmt: skip
        line = server.stdout.readline() if server.stdout else ""
        said = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert said, f"the page did not say its address: {line!r}"
        yield said[0]
        server.terminate()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium that is already there."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        if os.environ.get("CI_REQUIRES_BROWSER") == "1":
            pytest.fail("no Chromium is installed, and here the browser's tests must run")
        pytest.skip("no Chromium is installed: the page was not driven in a browser")
    from playwright.sync_api import sync_playwright

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


@pytest.fixture
def visit(browser: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A window in Chinese, 1200 × 900 and light, unless the test's parameter says otherwise."""
    wanted = {"locale": "zh-CN", "viewport": {"width": 1200, "height": 900}}
    context = browser.new_context(**{**wanted, **getattr(request, "param", {})})
    context.set_default_timeout(20_000)
    visited = Visit(context.new_page(), address)
    yield visited
    context.close()
    assert visited.outside == []
    assert visited.errors == []
