"""The data for a journalist's own tools: CSV, XLSX, Parquet, SQLite; never half a file."""

import csv
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from ingest import lines
from ingest.errors import StoreError
from ingest.store.database import Database

Row = Mapping[str, Any]
FORMATS = ("csv", "xlsx", "parquet", "sqlite")
COLUMNS: Mapping[str, Sequence[str]] = {
    "figures": lines.FIGURE, "stated": lines.STATED,
    "findings": lines.FINDING, "reports": lines.REPORT,
}  # fmt: skip
NUMBERS = {"value"}
WHOLE = {"year", "revision", "figures", "stated", "findings", "hard", "chunks"}
# A cell that opens with one of these runs as a formula in a spreadsheet.
ACTIVE = ("=", "+", "-", "@", "\t", "\r")
# What a spreadsheet holds without rounding.
DIGITS = 15
SHEET = 1_048_575  # rows below the header
MILLIONTH = Decimal("0.000001")


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
        raise StoreError(
            str(out), f"can't be written ({error.strerror})", "choose another place"
        ) from error
    return count


def rows(database: Database, what: str, revisions: bool = False) -> Iterator[Row]:
    """The rows of one kind, report by report; the numbers of a second copy are left out."""
    for report in database.reports(current=not revisions):
        if what == "reports":
            status = "duplicate" if report.copy_of else "loaded"
            yield lines.report_line(report, report.source, status)
        elif what == "findings":
            yield from (lines.finding_line(report, f) for f in database.findings(report))
        elif report.copy_of:
            continue
        elif what == "figures":
            yield from (lines.figure_line(report, f) for f in database.figures(report))
        else:
            yield from (lines.stated_line(report, s) for s in database.stated(report))


def defused(name: str, value: Any) -> Any:
    """A text that a spreadsheet would run gets a leading apostrophe; numbers stay as they are."""
    if not isinstance(value, str) or name in NUMBERS or not value.startswith(ACTIVE):
        return value
    return value if name == "raw" and _is_number(value) else "'" + value


def _is_number(text: str) -> bool:
    try:
        return Decimal(text.replace(",", "")).is_finite()
    except ArithmeticError:
        return False


def _csv(path: Path, what: str, found: Iterator[Row]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS[what])
        for row in found:
            writer.writerow(["" if row[c] is None else defused(c, row[c]) for c in COLUMNS[what]])
            count += 1
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
            if count > SHEET:
                raise StoreError(
                    str(path), f"over {SHEET} rows, more than a sheet holds", "export it as CSV"
                )
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
    if name not in NUMBERS:
        return value
    # More places than Parquet's column has are rounded there; the raw text beside has them all.
    return Decimal(value).quantize(MILLIONTH) if value not in ("", None) else None


def _sqlite(path: Path, what: str, found: Iterator[Row]) -> int:
    names = COLUMNS[what]
    kinds = dict.fromkeys(WHOLE, "INTEGER") | dict.fromkeys(NUMBERS, "NUMERIC")
    count = 0
    path.unlink()
    connection = sqlite3.connect(path)
    try:
        listed = ", ".join(f'"{name}" {kinds.get(name, "TEXT")}' for name in names)
        connection.execute(f'CREATE TABLE "{what}" ({listed})')
        marks = ", ".join("?" for _ in names)
        for row in found:
            values = [None if row[name] == "" and name in NUMBERS else row[name] for name in names]
            connection.execute(f'INSERT INTO "{what}" VALUES ({marks})', values)
            count += 1
        connection.commit()
    finally:
        connection.close()
    return count
