"""Reports and what was read from them as rows of the SQL store, and back; no value is a float."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from ingest.amounts import plain
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
    yield stated, [{**asdict(s), "value": plain(s.value)} for s in reading.stated]
    yield findings, [asdict(f) for f in reading.findings]
    yield chunks, [{k: v for k, v in asdict(c).items() if k != "position"} for c in reading.chunks]


def _figure_row(figure: Figure) -> dict[str, Any]:
    row = asdict(figure)
    value = figure.value
    scaled = None if value is None else int(value * MILLIONTHS)
    fits = scaled is not None and abs(scaled) <= LARGEST and value == Decimal(scaled) / MILLIONTHS
    row["value"] = None if value is None else plain(value)
    row["millionths"] = scaled if fits else None
    return row


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
