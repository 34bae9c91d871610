"""Makes the pictures that the README shows: `python tests/ui/pictures.py`, with Chromium there."""

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from conftest import BROWSERS, TODAY, serving
from playwright.sync_api import sync_playwright

from ingest.loading.add import Adder
from ingest.loading.jobs import sample_jobs
from ingest.loading.worker import Worker
from ingest.settings import Settings
from ingest.store.database import open_database

IMAGES = Path(__file__).parents[2] / "docs" / "images"
DESK = {"viewport": {"width": 1200, "height": 860}, "device_scale_factor": 1.25}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 1.5, "is_mobile": True}
RATE, CELL = "江夏区2021年予以公开率是多少？", "表三/三/(一)予以公开/总计"
# Name, window, address; {report} is the one with the most findings.
PICTURES: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("ask", DESK, "/ask?q=江夏区2021年新收多少件申请？"),
    ("trend", DESK, "/ask?q=江夏区2021年处理结果如何？"),
    ("explore", DESK, "/explore?item=requests_new&year=2023&year=2024"),
    ("report", DESK, "{report}&where=" + CELL),
    ("leads", DESK, "/leads"),
    (
        "ask-en-dark", {**DESK, "color_scheme": "dark", "locale": "en-US"},
        "/ask?q=What is the disclosure rate of Jiangxia in 2021?",
    ),
    ("phone", PHONE, "/ask?q=" + RATE),
)  # fmt: skip


def main() -> None:
    """Serve the samples and take each picture anew."""
    path = next(filter(None, map(shutil.which, BROWSERS)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        with Worker() as worker:
            settings = Settings(home=home, today=date.fromisoformat(TODAY))
            adder = Adder(open_database(home), settings, worker)
            documents = {a.source: a.report for a in map(adder.add, sample_jobs())}
        report = next(r for source, r in documents.items() if "shanghai" in source)
        assert report is not None
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        with serving(home) as address:
            for name, window, where in PICTURES:
                page = browser.new_context(**{"locale": "zh-CN", **window}).new_page()
                page.goto(address + where.format(report=f"/report?document={report.document}"))
                page.wait_for_selector('.stApp[data-test-script-state="notRunning"] .nb-footer')
                page.wait_for_timeout(1500)
                page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
