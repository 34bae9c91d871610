"""The algebra of figures: what a number is made of, and the one statement that reads it of many.

A measure is a sum of cells, or such a sum over another one. A single report is answered from its
sheet, with every cell as evidence; many reports are surveyed here, each measure a few columns of
one SELECT, exactly, in whole millionths.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa

from assistant.codes import base_of, difference_of, rates, sum_of, unit_of
from ingest import forms
from ingest.checks import Finding
from ingest.figures import Figure
from ingest.store.database import Database
from ingest.store.rows import FIGURE, FINDING, figure_of
from ingest.store.schema import figures, findings, reports

Cell = tuple[str, str]
MILLION = 1_000_000
# SQLite joins up to 64 tables.
MOST_CELLS = 30
OF_REPORT = reports.c.number == figures.c.report


class Number(NamedTuple):
    """The value of a measure in one report, top over under, exact: thousands are put in order as
    whole numbers. What it is of is told in millionths. None where there is none.
    """

    top: int | None = None
    under: int = 1
    of: int = 0


Surveyed = Mapping[str, tuple[Number, ...]]
NOTHING = Number()


@dataclass(frozen=True, slots=True)
class Measure:
    """A number by code and column: the cells added up in top, those under the line in base, with
    less taken off the base; a count has no base, and less is taken off itself.
    """

    code: str
    breakdown: str
    unit: str
    top: tuple[Cell, ...]
    base: tuple[Cell, ...] = ()
    less: tuple[Cell, ...] = ()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, once."""
        return tuple(dict.fromkeys((*self.top, *self.base, *self.less)))


def measure_of(code: str, breakdown: str = "", share: bool = False) -> Measure:
    """What a code means in a column; as a share, over the whole that it is part of."""
    if code in forms.indicators() and forms.indicators()[code].table == "annex":
        return Measure(code, "", forms.indicators()[code].unit, ((code, ""),))
    if (rows := difference_of(code)) or (columns := difference_of(breakdown)):
        sides = [(c, breakdown) for c in rows] if rows else [(code, b) for b in columns]
        one, other = (measure_of(*side).top for side in sides)
        return Measure(code, breakdown, unit_of(code), one, less=other)
    if code in rates():
        rate = rates()[code]
        top, base, less = (_cells(part, breakdown) for part in (rate.parts, rate.whole, rate.minus))
        return Measure(code, breakdown, "%", top, base, less)
    top = _cells(sum_of(code) or (code,), breakdown)
    if share:
        whole, column = base_of(code, breakdown)
        return Measure(code, breakdown, "%", top, _cells(sum_of(whole) or (whole,), column))
    return Measure(code, breakdown, unit_of(code), top)


def survey(database: Database, measures: Sequence[Measure], year: int) -> Surveyed:
    """The measures of every current report of a year by document, None where a cell it needs holds
    no number or the base is 0; percentages are of 100.
    """
    found = database.rows(statement(measures, year))
    return {row[0]: tuple(_values(measures, row[1:])) for row in found}


def statement(measures: Sequence[Measure], year: int) -> sa.Select[tuple[str]]:
    """Document, then top and base of each measure in millionths: one row a report."""
    cells = tuple(dict.fromkeys(cell for m in measures for cell in m.cells))[:MOST_CELLS]
    held = {cell: figures.alias(f"cell_{n}") for n, cell in enumerate(cells)}
    source: sa.FromClause = reports
    for (code, breakdown), cell in held.items():
        own = (
            cell.c.report == reports.c.number, cell.c.indicator == code,
            cell.c.breakdown == breakdown, cell.c.millionths.is_not(None),
        )  # fmt: skip
        source = source.outerjoin(cell, sa.and_(*own))

    def added(part: Sequence[Cell]) -> sa.ColumnElement[int]:
        return sum((held[cell].c.millionths for cell in part[1:]), held[part[0]].c.millionths)

    columns: list[sa.ColumnElement[int]] = []
    for measure in measures:
        base = added(measure.base) if measure.base else sa.literal(MILLION)
        sides = [added(measure.top), base]
        if measure.less:
            sides[bool(measure.base)] -= added(measure.less)
        columns += sides
    wanted = sa.select(reports.c.document, *columns).select_from(source)
    return wanted.where(reports.c.current, reports.c.year == year)


def _values(measures: Sequence[Measure], row: Sequence[int | None]) -> Iterator[Number]:
    for n, measure in enumerate(measures):
        top, base = row[2 * n], row[2 * n + 1]
        if top is None or not base:
            yield NOTHING
        else:
            scale = (100 if measure.base else 1) * (1 if base > 0 else -1)
            yield Number(top * scale, abs(base), base)


def _cells(codes: Sequence[str], breakdown: str) -> tuple[Cell, ...]:
    """The cells of codes in a column, as the store keeps them: total where the form has columns."""
    known = forms.indicators()
    column = breakdown or "total"
    return tuple((code, column if known[code].table == "3" else "") for code in codes)


def cells_in(
    database: Database, documents: Sequence[str], measure: Measure
) -> dict[str, list[Figure]]:
    """The cells of a measure in some current reports, by document, in every column of its rows; and
    of the rows that a group is made of, in its own.
    """
    # Put together, so that rows are looked for by their report and not by the indicator of all.
    indicator = figures.c.indicator.concat("")
    made_of = [
        sa.and_(indicator == part, figures.c.breakdown == breakdown)
        for code, breakdown in measure.cells
        for part in forms.parts(code)
    ]
    codes = [code for code, _ in measure.cells]
    wanted = (
        sa.select(reports.c.document, *FIGURE).join(reports, OF_REPORT)
        .where(
            reports.c.document.in_(list(documents)), reports.c.current,
            sa.or_(indicator.in_(codes), *made_of),
        )
    )  # fmt: skip
    found: dict[str, list[Figure]] = {}
    for row in database.rows(wanted):
        found.setdefault(row[0], []).append(figure_of(row[1:]))
    return found


def findings_in(database: Database, documents: Sequence[str]) -> dict[str, list[Finding]]:
    """What was found about the current revision of some documents, where anything was."""
    wanted = (
        sa.select(reports.c.document, *FINDING)
        .join(findings, reports.c.number == findings.c.report)
        .where(reports.c.document.in_(list(documents)), reports.c.current)
        .order_by(findings.c.report, findings.c.position)
    )  # fmt: skip
    found: dict[str, list[Finding]] = {}
    for document, *values in map(tuple[Any, ...], database.rows(wanted)):
        found.setdefault(document, []).append(Finding(*values))
    return found
