"""The bundled reports' tables read by position alone, as the answer key of the exam.

Nothing of the program's own reader is used: what reads the tables must not mark its own exam.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from eval.golden import Bundled, Place, bundled, read_set
from ingest.errors import ReportError

SAMPLES = Path(__file__).parent.parent / "ingest" / "samples"
Grid = list[list[str]]


@cache
def printed_cells() -> dict[str, Place]:
    """Every cell of the bundled reports, and sums of printed ones, by report/indicator/breakdown.

    Raises ReportError where a table is not of the shape that golden/cells.toml describes.
    """
    return {
        f"{report.name}/{place.code}/{place.breakdown}": place
        for report in bundled().values()
        for place in _cells(report)
    }


def _cells(report: Bundled) -> Iterator[Place]:
    path = SAMPLES / f"{report.name}.md"
    chapters = _chapters(path.read_text(encoding="utf-8"))
    try:
        yield from _table_two(report, chapters["二"])
        yield from with_sums(list(_table_three(report, chapters["三"][0])))
        yield from _table_four(report, chapters["四"][0])
    except (KeyError, IndexError, ValueError) as error:
        todo = "make golden/cells.toml and the sample agree"
        raise ReportError(
            path.name, f"its tables were not found in place ({error})", todo
        ) from error


def _chapters(markdown: str) -> dict[str, list[Grid]]:
    """The pipe tables of each chapter, by the chapter's numeral."""
    found: dict[str, list[Grid]] = {}
    chapter, open_table = "", False
    for line in markdown.splitlines():
        if line.startswith("## "):
            chapter = line[3]
        if not line.startswith("|"):
            open_table = False
            continue
        if not open_table:
            found.setdefault(chapter, []).append([])
            open_table = True
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if set("".join(cells)) != {"-"}:
            found[chapter][-1].append(cells)
    return found


def _place(report: Bundled, names: tuple[str, str], where: str, raw: str, unit: str) -> Place:
    """One cell; the one sum printed with its unit keeps it."""
    number = raw.removesuffix(unit) if raw else ""
    value = Decimal(number) if number else None
    code, breakdown = names
    state = "number" if number else "blank"
    return Place(
        report.publisher, report.year, code, breakdown, value, unit, where=where, state=state
    )


def _table_two(report: Bundled, blocks: Sequence[Grid]) -> Iterator[Place]:
    fields = {(f["row"], f["column"]): f for f in read_set("cells")["two"]}
    for block in blocks:
        (article, *_), (_, *columns), *rows = block
        for label, *values in rows:
            for column, raw in zip(columns, values, strict=True):
                field = fields[f"{article}/{label}", column]
                where = f"{article}/{label}/{column}"
                yield _place(report, (field["code"], ""), where, raw, field.get("unit", "件"))


def _table_three(report: Bundled, grid: Grid) -> Iterator[Place]:
    columns = [c for c in read_set("cells")["column"] if not c.get("computed")]
    rows = rows_of_three("2021" if len(grid) - 1 > len(rows_of_three("2019")) else "2019")
    for row, (_, *values) in zip(rows, grid[1:], strict=True):
        if row.get("heading"):
            continue
        for column, raw in zip(columns, values, strict=True):
            where = f"{row['row']}/{column['label']}"
            yield _place(report, (row["code"], column["code"]), where, raw, "件")


def rows_of_three(form: str) -> list[dict[str, Any]]:
    """The rows of table three as a form prints them; （六） is a heading in the one of 2021."""
    rows = [r for r in read_set("cells")["three"] if form in r.get("forms", [form])]
    return [
        {**r, "heading": True} if (r["code"], form) == ("otherwise", "2021") else r for r in rows
    ]


def _table_four(report: Bundled, grid: Grid) -> Iterator[Place]:
    held = read_set("cells")
    order = [(block, result) for block in held["block"] for result in held["result"]]
    for (block, result), raw in zip(order, grid[-1], strict=True):
        where = f"{block['row']}/{result['column']}"
        yield _place(report, (f"{block['code']}_{result['code']}", ""), where, raw, "件")


def with_sums(cells: Sequence[Place]) -> Iterator[Place]:
    """The cells of table three, and the sums that the form leaves out where all parts are printed.

    A blank 总计 is the sum of what its row prints; a group or 法人或其他组织 with a blank among its
    parts is left to the sets written by hand.
    """
    held = {(c.code, c.breakdown): c for c in cells}
    table = read_set("cells")
    applicants = [c["code"] for c in table["column"] if c["code"] not in ("total", "organisations")]
    for cell in cells:
        row = [held[cell.code, a] for a in applicants]
        if cell.breakdown == "total" and cell.state == "blank" and any(p.value for p in row):
            yield _sum(cell, cell.breakdown, [p for p in row if p.value is not None])
        else:
            yield cell
        if cell.breakdown == "total":
            yield from _if_printed(cell, "organisations", row[1:])
    for group in ("refused", "unavailable", "not_processed", "otherwise"):
        codes = [r["code"] for r in table["three"] if r.get("group") == group]
        for breakdown in (*applicants, "total"):
            parts = [held[c, breakdown] for c in codes if (c, breakdown) in held]
            if parts and (group, breakdown) not in held:
                first = parts[0]
                named = Place(first.publisher, first.year, group, breakdown, unit="件")
                yield from _if_printed(named, breakdown, parts)


def _if_printed(of: Place, breakdown: str, parts: Sequence[Place]) -> Iterator[Place]:
    if all(p.value is not None for p in parts):
        yield _sum(of, breakdown, parts)


def _sum(of: Place, breakdown: str, parts: Sequence[Place]) -> Place:
    value = sum((p.value or Decimal(0) for p in parts), Decimal(0))
    return Place(of.publisher, of.year, of.code, breakdown, value, of.unit, state="computed")
