"""What is shown as files for a journalist's own tools, defused as any export."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import streamlit as st

from assistant.answer import Answer, Row
from ingest.export import DIGITS, NUMBERS, WHOLE, defused
from ui.labels import label

COLUMNS = (
    "publisher", "scope", "year", "label", "value", "unit", "state", "raw", "formula", "where",
    "title", "source", "published", "sha256", "document", "sample",
)  # fmt: skip
Line = Mapping[str, Any]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def row_lines(rows: Iterable[Row]) -> list[Line]:
    """One line a row of an answer, an operand a line, with its source."""
    return [_line(row) for row in rows]


def _line(row: Row) -> Line:
    report = row.report
    return {
        "publisher": report.publisher, "scope": report.scope, "year": report.year,
        "label": row.label, "value": row.value, "unit": row.unit, "state": row.state,
        "raw": row.raw, "formula": row.formula, "where": row.where, "title": report.title,
        "source": report.url or report.source, "published": report.published,
        "sha256": report.sha256, "document": report.document, "sample": report.sample,
    }  # fmt: skip


def answer_csv(answer: Answer) -> bytes:
    """The rows of an answer as UTF-8 CSV with a BOM."""
    return as_csv(COLUMNS, row_lines(answer.rows))


def as_csv(columns: Sequence[str], lines: Iterable[Line]) -> bytes:
    """Lines as UTF-8 CSV with a BOM."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_written(line[name], name) for name in columns] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def _written(value: Any, name: str) -> Any:
    return "" if value is None else defused(name, value)


def as_xlsx(columns: Sequence[str], lines: Iterable[Line]) -> bytes:
    """Lines as a workbook; numbers are numbers up to what a spreadsheet holds exactly."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("nianbao")
        sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for at, line in enumerate(lines, 1):
            for column, name in enumerate(columns):
                _write(sheet, (at, column), name, line[name])
    return out.getvalue()


def _write(sheet: Any, at: tuple[int, int], name: str, value: Any) -> None:
    if value is None or value == "":
        return
    digits = str(value).lstrip("-").replace(".", "")
    if isinstance(value, bool):
        sheet.write_boolean(*at, value)
    elif name in WHOLE or (name in NUMBERS and digits.isdigit() and len(digits) <= DIGITS):
        sheet.write_number(*at, Decimal(str(value)))
    else:
        sheet.write_string(*at, str(defused(name, str(value))))


def show_downloads(
    columns: Sequence[str], lines: Callable[[], Sequence[Line]], key: str, language: str
) -> None:
    """Both files as buttons; the lines are fetched and each file made when it is asked for."""
    for ending, kind, made in (("csv", "text/csv", as_csv), ("xlsx", XLSX, as_xlsx)):

        def data(made: Any = made) -> bytes:
            return bytes(made(columns, lines()))

        st.download_button(
            label(language, f"download_{ending}"), data, f"nianbao-{key}.{ending}", kind,
            key=f"{ending}-{key}", type="tertiary", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
