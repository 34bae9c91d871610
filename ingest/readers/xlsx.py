"""Excel workbooks: each sheet's rows as tables, merged ranges once, numbers as they are kept."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from itertools import accumulate
from typing import Any

from ingest.document import Block
from ingest.errors import TooLarge, UnreadableReport
from ingest.readers.elements import marked, tidy
from ingest.readers.grid import LONG, Row, blocks_of, is_prose
from ingest.readers.package import Package, children, number, open_package, value

SHEETS = 100
CELLS = 300_000  # of a sheet, blank ones between included; a report has three hundred
COLUMNS = 16_384  # as many as the format allows
WORK = 50 * 10**6  # cells times merged ranges
DIGITS = 15  # significant ones; Excel writes 17, of which the last two are noise
FIRST_DAYS = (date(1899, 12, 30), date(1904, 1, 1))
DATES = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
DATE_CODE = re.compile(r"[ymd年月日]", re.IGNORECASE)
PERCENT = {9, 10}
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
ESCAPED = re.compile("_x((?![dD][89a-fA-F])[0-9A-Fa-f]{4})_")
ABOUT_REPORT = re.compile(r"报告|年报|(?:日期|时间|来源|单位|机关)\s*[:：]")
ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")

Cells = Mapping[int, str]
# First row, last row, first column and last column.
Range = tuple[int, int, int, int]


def read_xlsx(data: bytes, where: str) -> list[Block]:
    """Read a workbook's visible sheets into paragraphs and tables.

    Raises UnreadableReport where it is broken, locked or empty, TooLarge over 300,000 cells.
    """
    book = _open(open_package(data, where, "Excel workbook"))
    blocks = [block for sheet in book.sheets for block in _blocks(book, sheet)]
    if not blocks:
        raise UnreadableReport(
            where, "the Excel workbook's sheets are empty", "add the report's own page or file"
        )
    return blocks


@dataclass(frozen=True, slots=True)
class _Book:
    """What cells refer to: texts, the number format of each style, the first day."""

    package: Package
    sheets: Sequence[str]
    texts: Sequence[str]
    formats: Sequence[str]
    first_day: date


def _open(package: Package) -> _Book:
    main = package.related("", "officeDocument") or "xl/workbook.xml"
    relations, root = package.relations(main), package.xml(main)
    shown = [
        relations[key][1]
        for sheet in children(root, "sheets", "sheet")
        if (key := value(sheet, "id")) in relations and not value(sheet, "state").endswith("idden")
    ]
    if not shown:
        raise package.broken()
    since_1904 = any(
        value(node, "date1904") in ("1", "true") for node in children(root, "workbookPr")
    )
    texts = package.xml(package.related(main, "sharedStrings"))
    styles = package.xml(package.related(main, "styles"))
    return _Book(
        package, shown[:SHEETS], [_rich(item) for item in children(texts, "si")],
        list(_formats(styles)), FIRST_DAYS[since_1904],
    )  # fmt: skip


def _formats(styles: Any) -> Iterator[str]:
    """For each style whether its numbers are shown as date, percent or number."""
    codes = {
        value(n, "numFmtId"): value(n, "formatCode") for n in children(styles, "numFmts", "numFmt")
    }
    for style in children(styles, "cellXfs", "xf"):
        key = value(style, "numFmtId")
        known, code = number(key, 0), QUOTED.sub("", codes.get(key, ""))
        if known in DATES or DATE_CODE.search(code.replace("General", "")):
            yield "date"
        else:
            yield "percent" if known in PERCENT or "%" in code else "number"


def _rich(item: Any) -> str:
    """A text with its runs joined, the pinyin above its characters left out, notes' marks told."""
    text = "".join(held.text or "" for held in children(item, "t"))
    for run in children(item, "r"):
        own = "".join(held.text or "" for held in children(run, "t"))
        raised = any(value(n).endswith("script") for n in children(run, "rPr", "vertAlign"))
        text += marked(text, own) if raised else own
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


# a sheet -----------------------------------------------------------------------------------------


def _blocks(book: _Book, name: str) -> Iterator[Block]:
    """The blocks of a sheet; a blank row ends a table, a lone cell of several lines is prose."""
    root = book.package.xml(name)
    ranges = [
        found for node in children(root, "mergeCells", "mergeCell") if (found := _range(node))
    ]
    hidden = _next_seen(at for at, row in _numbered(root) if _is_hidden(row, "ht"))
    shown, ranges = _shown(root, _cells(book, root), ranges, hidden)
    cells = {row: held for row, held in shown.items() if any(held.values())}
    columns = sorted({column for row in cells.values() for column, text in row.items() if text})
    _refuse_giants(book, len(cells) * len(columns), len(ranges))
    held: list[Row] = []
    above = 0
    for row, texts in sorted(cells.items()):
        prose = _prose([text for text in texts.values() if text])
        if row > hidden.get(above + 1, above + 1) or prose:
            yield from blocks_of(held)
            held = []
        yield from prose
        if not prose:
            held.append(_uncovered(row, texts, columns, ranges))
        above = row
    yield from blocks_of(held)


def _refuse_giants(book: _Book, cells: int, ranges: int) -> None:
    if cells > CELLS or cells * (1 + ranges) > WORK:
        raise TooLarge(
            book.package.where, f"a sheet of {cells} cells and {ranges} merged ranges",
            "save the report's own sheets as a new workbook",
        )  # fmt: skip


def _prose(texts: Sequence[str]) -> list[str]:
    """The lines of a row's only text where it is a heading, paragraphs or about the report."""
    lines = [line for part in texts[0].split("\n") if (line := tidy(part))]
    joined = tidy(texts[0].replace("\n", " "))
    if len(texts) > 1 or not (is_prose(joined) or ABOUT_REPORT.search(joined)):
        return []
    return lines if len(joined) > LONG else [joined]


def _cells(book: _Book, root: Any) -> Mapping[int, Cells]:
    """The texts of a sheet's rows by row and column, both from one."""
    found: dict[int, dict[int, str]] = {}
    count = 0
    for at, row in _numbered(root):
        cells, column = found.setdefault(at, {}), 0
        for cell in children(row, "c"):
            placed = ADDRESS.fullmatch(value(cell, "r"))
            column = _column(placed[1]) if placed else column + 1
            cells[column] = _text(book, cell)
            count += 1
        _refuse_giants(book, count, 0)
    return found


def _shown(
    root: Any, cells: Mapping[int, Cells], ranges: Sequence[Range], rows: Mapping[int, int]
) -> tuple[dict[int, dict[int, str]], list[Range]]:
    """The cells without those of hidden rows and columns, and the ranges of which any is seen: what
    one holds stands in the first cell of it that is seen.
    """
    columns = _next_seen(_hidden_columns(root))
    shown = {
        at: {column: text for column, text in held.items() if column not in columns}
        for at, held in cells.items()
        if at not in rows
    }
    seen = []
    for top, bottom, left, right in ranges:
        first, start = rows.get(top, top), columns.get(left, left)
        text = cells.get(top, {}).get(left)
        if first > bottom or start > right:
            continue
        seen.append((first, bottom, start, right))
        if text and (first, start) != (top, left):
            shown.setdefault(first, {})[start] = text
    return shown, seen


def _next_seen(hidden: Iterable[int]) -> dict[int, int]:
    """The first row or column behind each of the hidden ones that is not hidden."""
    found: dict[int, int] = {}
    for at in sorted(hidden, reverse=True):
        found[at] = found.get(at + 1, at + 1)
    return found


def _hidden_columns(root: Any) -> list[int]:
    """The numbers of hidden columns; each is said of a range of them."""
    begins = [0] * (COLUMNS + 2)
    for node in children(root, "cols", "col"):
        first, last = (min(number(value(node, end), 0), COLUMNS) for end in ("min", "max"))
        if _is_hidden(node, "width") and 0 < first <= last:
            begins[first] += 1
            begins[last + 1] -= 1
    return [column for column, open_ranges in enumerate(accumulate(begins)) if open_ranges]


def _is_hidden(node: Any, size: str) -> bool:
    return value(node, "hidden") in ("1", "true") or value(node, size) in ("0", "0.0")


def _numbered(root: Any) -> Iterator[tuple[int, Any]]:
    """The rows with their numbers, counted on where one has none."""
    above = 0
    for row in children(root, "sheetData", "row"):
        above = number(value(row, "r"), 0) or above + 1
        yield above, row


def _uncovered(row: int, cells: Cells, columns: Sequence[int], ranges: Sequence[Range]) -> Row:
    """A row's cells in the columns that hold anything, without those under a merged range."""
    here = [(left, right, top < row) for top, bottom, left, right in ranges if top <= row <= bottom]
    return [
        (column, tidy(cells.get(column, "").replace("\n", " ")))
        for column in columns
        if not any(
            left <= column <= right and (below or column > left) for left, right, below in here
        )
    ]


def _range(node: Any) -> Range | None:
    first, _, last = value(node, "ref").partition(":")
    start, end = ADDRESS.fullmatch(first), ADDRESS.fullmatch(last)
    if not start or not end:
        return None
    return int(start[2]), int(end[2]), _column(start[1]), _column(end[1])


def _column(letters: str) -> int:
    """The number of a column: 1 for A, 28 for AB."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found


# a cell ------------------------------------------------------------------------------------------


def _text(book: _Book, cell: Any) -> str:
    """A cell as text; a formula whose result was not kept is given as the formula, no blank."""
    kind = value(cell, "t")
    kept = next((node.text or "" for node in children(cell, "v")), "")
    if kind == "s":
        position = number(kept, len(book.texts))
        return book.texts[position] if position < len(book.texts) else "#REF!"
    if kind == "inlineStr":
        return "".join(map(_rich, children(cell, "is")))
    if kind in ("str", "e", "d"):
        return kept
    if not kept:
        return "".join(f"={node.text or ''}" for node in children(cell, "f"))
    if kind == "b":
        return "TRUE" if kept == "1" else "FALSE"
    style = number(value(cell, "s"), 0)
    return _printed(kept, book.formats[style] if style < len(book.formats) else "number", book)


def _printed(kept: str, style: str, book: _Book) -> str:
    """A number without the noise of its last binary digits, a date in figures."""
    try:
        exact = Decimal(kept)
    except InvalidOperation:
        return kept
    if not exact.is_finite() or abs(exact.adjusted()) > 2 * DIGITS:
        return kept
    if style == "date" and 0 < exact < 100_000:
        return (book.first_day + timedelta(days=int(exact))).isoformat()
    exact = Decimal(f"{exact:.{DIGITS - 1}e}")
    text = format(exact * 100 if style == "percent" else exact, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}%" if style == "percent" else text
