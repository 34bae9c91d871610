"""Figures travel with what was found about them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.ask import Assistant
from eval.corpus import Made, made_reports
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.settings import Settings
from ingest.store.database import open_database


def asked(folder: Path, made: Made, text: str) -> Assistant:
    database = open_database(folder)
    data = text.encode()
    reading = read_report(read_blocks(data, "made.md"), data, "made.md", {})
    report = replace(reading.report, document="0123456789", source="made.md")
    database.write(replace(reading, report=report))
    return Assistant(database, Settings(home=folder, today=date(2025, 6, 1)))


@pytest.fixture
def made() -> Made:
    return next(m for m in made_reports(40, seed=2) if m.cells["granted", "total"] > 9)


def test_a_table_that_adds_up_says_so(tmp_path: Path, made: Made) -> None:
    answer = asked(tmp_path, made, made.text).ask(f"{made.publisher}{made.year}年予以公开多少件")
    assert "都对得上（勾稽关系H1、H2）" in answer.text
    assert answer.findings == ()


def test_a_planted_error_comes_with_the_answer(tmp_path: Path, made: Made) -> None:
    row = next(line for line in made.text.splitlines() if "予以公开 |" in line)
    total = made.cells["granted", "total"]
    broken = made.text.replace(row, row.removesuffix(f" {total} |") + f" {total + 1} |")
    answer = asked(tmp_path, made, broken).ask(f"{made.publisher}{made.year}年予以公开多少件")
    assert answer.value == (str(total + 1), "件"), "what is printed is what is given"
    assert {f.check for _, f in answer.findings} == {"H1", "H2"}
    assert all(f.severity == "hard" for _, f in answer.findings)
    assert f"{total}≠{total + 1}" in answer.text
    assert "都成立" not in answer.text
