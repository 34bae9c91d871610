"""An answer's rows as a file: every row, its source, and nothing that a spreadsheet would run."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.ask import Assistant
from ingest.settings import Settings
from ingest.store.database import Database
from ui.downloads import COLUMNS, answer_csv


def test_every_row_with_its_source(home: Path, database: Database) -> None:
    assistant = Assistant(database, Settings(home=home, today=date(2025, 6, 1)))
    answer = assistant.ask("江夏区2021年予以公开率是多少")
    data = answer_csv(answer)
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert tuple(lines[0]) == COLUMNS
    assert [line["value"] for line in lines] == [row.value for row in answer.rows]
    assert {line["sha256"] for line in lines} == {answer.rows[0].report.sha256}


def test_formulas_of_a_report_are_defused(home: Path, database: Database) -> None:
    assistant = Assistant(database, Settings(home=home, today=date(2025, 6, 1)))
    answer = assistant.ask("江夏区2021年新收多少申请")
    row = replace(answer.rows[0], raw="=HYPERLINK(1)", label="@SUM(A1)")
    line = answer_csv(replace(answer, rows=(row,))).decode("utf-8-sig").splitlines()[1]
    assert "'=HYPERLINK(1)" in line
    assert "'@SUM(A1)" in line
