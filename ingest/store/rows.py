"""Reports and what was read from them as rows of the SQL store, and back; no value is a float."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from decimal import Decimal
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from ingest.amounts import plain
from ingest.checks import Finding
from ingest.chunks import Chunk
from ingest.figures import Figure
from ingest.prose.stated import Stated
from ingest.report import Reading, Report
from ingest.store.schema import chunks, figures, findings, stated

MILLIONTHS = 1_000_000
LARGEST = 2**63 - 1
Row = Mapping[str, Any]
Values = tuple[Any, ...]
# The columns of a cell, in the order of its fields.
FIGURE = [figures.c[field.name] for field in fields(Figure)]
FINDING = [findings.c[field.name] for field in fields(Finding)]
VALUE = [field.name for field in fields(Figure)].index("value")


def report_row(number: int, reading: Reading) -> dict[str, Any]:
    """The row of a reading's report under a number, as the current revision."""
    row = asdict(reading.report)
    row.pop("counts")
    row["hand"] = json.dumps(dict(row["hand"]), ensure_ascii=False)
    row["head"] = json.dumps(reading.head, ensure_ascii=False)
    return {**row, "number": number, "current": True}


def report_of(row: Row, counts: Mapping[int, dict[str, int]]) -> Report:
    """The report of a row, with the counts of its number."""
    held = {k: v for k, v in row.items() if k not in ("number", "current", "head")}
    held["hand"] = json.loads(held["hand"])
    return Report(**held, counts=counts.get(row["number"], {}))


def child_rows(number: int, reading: Reading) -> Iterator[tuple[sa.Table, list[Values]]]:
    """The rows of everything else that was read, table by table, in the order of its columns."""
    yield figures, [(number, n, *_figure_values(f)) for n, f in enumerate(reading.figures)]
    yield stated, [(number, n, *_stated_values(s)) for n, s in enumerate(reading.stated)]
    yield findings, finding_rows(number, reading.findings)
    yield chunks, [(number, n, *_chunk_values(c)) for n, c in enumerate(reading.chunks)]


def finding_rows(number: int, found: Sequence[Finding], first: int = 0) -> list[Values]:
    """The rows of findings of the report of a number, from a position on."""
    return [(number, n, *_finding_values(finding)) for n, finding in enumerate(found, first)]


def insert(to: sa.Connection, table: sa.Table, rows: Sequence[Values]) -> None:
    """Insert rows, in the order of the table's columns; by the driver itself where it counts its
    parameters, which takes half the time.
    """
    if not rows:
        return
    if to.dialect.positional:
        to.exec_driver_sql(_statement(table, to.dialect), list(rows))
    else:
        to.execute(sa.insert(table), [dict(zip(table.c.keys(), row, strict=True)) for row in rows])


_statements: dict[tuple[str, str], str] = {}


def _statement(table: sa.Table, dialect: sa.Dialect) -> str:
    key = (table.name, dialect.name)
    if key not in _statements:
        _statements[key] = str(sa.insert(table).compile(dialect=dialect))
    return _statements[key]


_chunk_values = attrgetter("chapter", "heading", "text", "where")
_finding_values = attrgetter(*(field.name for field in fields(Finding)))


def _stated_values(s: Stated) -> Values:
    return (
        s.subject, s.measure, plain(s.value), s.unit, s.bound, s.share_of, s.quote, s.where,
    )  # fmt: skip


def _figure_values(f: Figure) -> Values:
    value = None if f.value is None else plain(f.value)
    millionths = None if f.value is None else _millionths(f.value)
    return (
        f.form, f.table, f.row, f.column, f.indicator, f.breakdown, value, millionths, f.state,
        f.unit, f.raw, f.where,
    )  # fmt: skip


def _millionths(value: Decimal) -> int | None:
    """The value as a whole number of millionths, None where it is none exactly."""
    scaled = int(value * MILLIONTHS)
    fits = abs(scaled) <= LARGEST and value == Decimal(scaled) / MILLIONTHS
    return scaled if fits else None


def figure_of(row: Sequence[Any]) -> Figure:
    """The cell of a row of FIGURE columns; by position, for a report has hundreds of them."""
    cells: list[Any] = list(row)
    cells[VALUE] = None if cells[VALUE] is None else Decimal(cells[VALUE])
    return Figure(*cells)


def stated_of(row: Row) -> Stated:
    """The figure of the prose of a row."""
    return Stated(**{**without_key(row), "value": Decimal(row["value"])})


def chunk_of(row: Row) -> Chunk:
    """The passage of a row."""
    return Chunk(**{k: v for k, v in row.items() if k != "report"})


def without_key(row: Row) -> dict[str, Any]:
    """The row without what names the report and its place among the others."""
    return {k: v for k, v in row.items() if k not in ("report", "position")}
