"""The data for a journalist's own tools: CSV, XLSX, Parquet, SQLite; a file is whole or not there."""

import csv
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from ingest.database import Database
from ingest.errors import StoreError
from ingest.lines import (
    FIGURE, FINDING, REPORT, STATED, figure_line, finding_line, report_line, stated_line,
)  # fmt: skip

Row = Mapping[str, Any]
FORMATS = ("csv", "xlsx", "parquet", "sqlite")
COLUMNS: Mapping[str, Sequence[str]] = {
    "figures": FIGURE, "stated": STATED, "findings": FINDING, "reports": REPORT,
}  # fmt: skip
NUMBERS = {"value"}
WHOLE = {"year", "revision", "figures", "stated", "findings", "hard", "chunks"}
# A cell that opens with one of these runs as a formula in a spreadsheet.
ACTIVE = ("=", "+", "-", "@", "\t", "\r")
# What a spreadsheet holds without rounding.
DIGITS = 15


def export(database: Database, what: str, form: str, out: Path, revisions: bool = False) -> int:
    """Write one kind of data to a file, replaced only when the new one is whole; the rows written.

    Raises StoreError where the file can't be written.
    """
    writers: Mapping[str, Callable[[Path, str, Iterator[Row]], int]] = {
        "csv": _csv, "xlsx": _xlsx, "parquet": _parquet, "sqlite": _sqlite,
    }  # fmt: skip
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
        os.close(handle)
        partial = Path(name)
        try:
            count = writers[form](partial, what, rows(database, what, revisions))
            os.chmod(partial, 0o644)
            partial.replace(out)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(str(out), f"can't be written ({error.strerror})", "choose another place") from error
    return count


def rows(database: Database, what: str, revisions: bool = False) -> Iterator[Row]:
    """The rows of one kind, report by report."""
    for report in database.reports(current=not revisions):
        if what == "reports":
            yield report_line(report, report.source, "loaded")
        elif what == "figures":
            yield from (figure_line(report, f) for f in database.figures(report))
        elif what == "stated":
            yield from (stated_line(report, s) for s in database.stated(report))
        else:
            yield from (finding_line(report, f) for f in database.findings(report))


def defused(name: str, value: Any) -> Any:
    """A text that a spreadsheet would run gets a leading apostrophe; numbers stay as they are."""
    if not isinstance(value, str) or name in NUMBERS or not value.startswith(ACTIVE):
        return value
    return value if name == "raw" and _is_number(value) else "'" + value


def _is_number(text: str) -> bool:
    try:
        Decimal(text.replace(",", ""))
    except ArithmeticError:
        return False
    return True


def _csv(path: Path, what: str, found: Iterator[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS[what])
        for count, row in enumerate(found, 1):
            writer.writerow(["" if row[c] is None else defused(c, row[c]) for c in COLUMNS[what]])
    return count


def _xlsx(path: Path, what: str, found: Iterator[Row]) -> int:
    import xlsxwriter

    count = 0
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet(what)
        sheet.write_row(0, 0, COLUMNS[what], book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for count, row in enumerate(found, 1):
            for at, name in enumerate(COLUMNS[what]):
                _write_cell(sheet, (count, at), name, row[name])
    return count


def _write_cell(sheet: Any, at: tuple[int, int], name: str, value: Any) -> None:
    if value is None or value == "":
        return
    digits = str(value).lstrip("-").replace(".", "")
    if name in WHOLE or (name in NUMBERS and len(digits) <= DIGITS):
        sheet.write_number(*at, Decimal(str(value)))
    elif isinstance(value, bool):
        sheet.write_boolean(*at, value)
    else:
        sheet.write_string(*at, str(defused(name, str(value))))


def _parquet(path: Path, what: str, found: Iterator[Row]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {name: pa.int64() for name in WHOLE} | {name: pa.decimal128(38, 6) for name in NUMBERS}
    kinds["sample"] = pa.bool_()
    names = COLUMNS[what]
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in names])
    held = list(found)
    columns = {name: [_typed(name, row[name]) for row in held] for name in names}
    pq.write_table(pa.table(columns, schema=schema), path)
    return len(held)


def _typed(name: str, value: Any) -> Any:
    if name in NUMBERS:
        return Decimal(value) if value not in ("", None) else None
    return value


def _sqlite(path: Path, what: str, found: Iterator[Row]) -> int:
    names = COLUMNS[what]
    kinds = {name: "INTEGER" for name in WHOLE} | {name: "NUMERIC" for name in NUMBERS}
    count = 0
    path.unlink()
    connection = sqlite3.connect(path)
    try:
        listed = ", ".join(f'"{name}" {kinds.get(name, "TEXT")}' for name in names)
        connection.execute(f'CREATE TABLE "{what}" ({listed})')
        marks = ", ".join("?" for _ in names)
        for count, row in enumerate(found, 1):
            values = [None if row[name] == "" and name in NUMBERS else row[name] for name in names]
            connection.execute(f'INSERT INTO "{what}" VALUES ({marks})', values)
        connection.commit()
    finally:
        connection.close()
    return count
