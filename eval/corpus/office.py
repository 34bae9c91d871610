"""Word and Excel files with merged cells, and old Word files made of them."""

import io
import random
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from eval.corpus.grids import Grid
from eval.corpus.reports import Para, Report
from ingest.errors import ReportError


def write_docx(report: Report, rng: random.Random, style: str = "Table Grid") -> bytes:
    """The report as a Word file, its tables in a style of Word."""
    from docx import Document

    made = Document()
    made.add_heading(report.head.title, 0)
    for block in report.blocks:
        if isinstance(block, Para):
            _paragraph(made, block, rng)
        else:
            _table(made, block, style)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _paragraph(made: Any, para: Para, rng: random.Random) -> None:
    if para.part in ("heading", "sub") and rng.random() < 0.5:
        made.add_heading(para.text, 1 if para.part == "heading" else 2)
        return
    paragraph, at = made.add_paragraph(), rng.randrange(len(para.text))
    paragraph.add_run(para.text[:at])
    paragraph.add_run(para.text[at:]).bold = False


def placed(grid: Grid) -> list[tuple[int, int, Any]]:
    """Every cell with its row and column, spans counted."""
    taken: set[tuple[int, int]] = set()
    found = []
    for r, row in enumerate(grid.rows):
        c = 0
        for box in row:
            while (r, c) in taken:
                c += 1
            found.append((r, c, box))
            taken |= {(r + i, c + j) for i in range(box.rows) for j in range(box.cols)}
    return found


def _table(made: Any, grid: Grid, style: str) -> None:
    if grid.title:
        made.add_paragraph(grid.title)
    table = made.add_table(len(grid.rows), grid.width, style=style)
    for r, c, box in placed(grid):
        cell = table.cell(r, c)
        if box.rows > 1 or box.cols > 1:
            cell = cell.merge(table.cell(r + box.rows - 1, c + box.cols - 1))
        cell.text = box.text


def write_xlsx(report: Report, rng: random.Random) -> bytes:
    """The report as a sheet: text over the whole width, the tables between."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    sheet.append([report.head.title])
    for block in report.blocks:
        if isinstance(block, Para):
            sheet.append([block.text])
            continue
        if block.title:
            sheet.append([block.title])
        _cells(sheet, block, sheet.max_row, rng)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cells(sheet: Any, grid: Grid, above: int, rng: random.Random) -> None:
    for r, c, box in placed(grid):
        at = {"start_row": above + r + 1, "start_column": c + 1}
        cell = sheet.cell(at["start_row"], at["start_column"])
        plain = box.name and box.text.isdigit() and rng.random() < 0.8
        cell.value = int(box.text) if plain else box.text or None
        if isinstance(cell.value, str):
            cell.data_type = "s"
        if box.rows > 1 or box.cols > 1:
            end = {"end_row": above + r + box.rows, "end_column": c + box.cols}
            sheet.merge_cells(**at, **end)


def convert(files: list[Path], to: str) -> None:
    """Other formats of files by LibreOffice, beside them, all in one start."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            "soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to",
            to, "--outdir", str(files[0].parent), *map(str, files),
        ]  # fmt: skip
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=60 + 10 * len(files))
        except (OSError, subprocess.SubprocessError) as error:
            todo = "install LibreOffice, or leave these renderers out"
            raise ReportError("soffice", f"it could not convert ({error})", todo) from error
