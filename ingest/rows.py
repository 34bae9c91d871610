"""Reports and what was read from them as rows of the SQL store, and back; no value is a float."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from decimal import Decimal
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from ingest.amounts import plain
from ingest.checks import Finding
from ingest.chunks import Chunk
from ingest.figures import Figure
from ingest.report import Reading, Report
from ingest.schema import KEY, chunks, figures, findings, stated
from ingest.stated import Stated

MILLIONTHS = 1_000_000
LARGEST = 2**63 - 1
Row = Mapping[str, Any]
# The columns of a cell, in the order of its fields.
FIGURE = [figures.c[field.name] for field in fields(Figure)]
VALUE = [field.name for field in fields(Figure)].index("value")


def report_row(reading: Reading) -> dict[str, Any]:
    """The row of a reading's report, as the current revision."""
    row = asdict(reading.report)
    row.pop("counts")
    row["hand"] = json.dumps(dict(row["hand"]), ensure_ascii=False)
    return {**row, "current": True, "head": json.dumps(reading.head, ensure_ascii=False)}


def report_of(row: Row, counts: Mapping[tuple[str, int], dict[str, int]]) -> Report:
    """The report of a row, with the counts of its revision."""
    held = {k: v for k, v in row.items() if k not in ("current", "head")}
    held["hand"] = json.loads(held["hand"])
    return Report(**held, counts=counts.get((row["document"], row["revision"]), {}))


def child_rows(reading: Reading) -> Iterator[tuple[sa.Table, list[dict[str, Any]]]]:
    """The rows of everything else that was read, table by table."""
    yield figures, [_figure_row(f) for f in reading.figures]
    yield stated, [{**_stated_row(s), "value": plain(s.value)} for s in reading.stated]
    yield findings, [finding_row(f) for f in reading.findings]
    yield chunks, [_chunk_row(c) for c in reading.chunks]


def _row_maker(kind: type) -> Callable[[Any], dict[str, Any]]:
    """What `asdict` gives for flat values, at a fiftieth of its time: reports have many cells."""
    names = [field.name for field in fields(kind)]
    values = attrgetter(*names)
    return lambda held: dict(zip(names, values(held), strict=True))


finding_row = _row_maker(Finding)
_stated_row, _chunk_row, _cell_row = _row_maker(Stated), _row_maker(Chunk), _row_maker(Figure)


def _figure_row(figure: Figure) -> dict[str, Any]:
    row, value = _cell_row(figure), figure.value
    row["value"] = None if value is None else plain(value)
    row["millionths"] = None if value is None else _millionths(value)
    return row


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


def without_key(row: Row) -> dict[str, Any]:
    """The row without what names the report and its place among the others."""
    return {k: v for k, v in row.items() if k not in (*KEY, "position")}
