"""Statements that are asked of every report, made once: making one takes longer than to ask it."""

from functools import cache
from typing import Any

import sqlalchemy as sa

from ingest.report import Report
from ingest.store.rows import FIGURE
from ingest.store.schema import KEY, figures, reports

EVERY = sa.select(reports).order_by(
    reports.c.division_code, reports.c.publisher, reports.c.year, reports.c.document,
    reports.c.revision,
)  # fmt: skip
CURRENT = EVERY.where(reports.c.current)
UNMARKED = CURRENT.where(sa.not_(reports.c.indexed))
ONE = CURRENT.where(reports.c.document == sa.bindparam("of"))
_BODY = CURRENT.where(
    reports.c.publisher == sa.bindparam("body"), reports.c.scope == sa.bindparam("scope")
)
CLAIMING = _BODY.where(reports.c.year == sa.bindparam("year"))
NEAR = _BODY.where(reports.c.year >= sa.bindparam("first"), reports.c.year <= sa.bindparam("last"))
# The year as a sum, so that the index on divisions is taken and not the one on years, which would
# go over every report of the year.
OF_DIVISION = CURRENT.where(
    reports.c.division_code == sa.bindparam("code"), reports.c.year + 0 == sa.bindparam("year"),
    reports.c.scope.in_(sa.bindparam("scopes", expanding=True)), reports.c.copy_of == "",
)  # fmt: skip
_NUMBER = sa.select(reports.c.number).where(
    *(reports.c[name] == sa.bindparam(f"of_{name}") for name in KEY)
)


@cache
def of_report(table: sa.Table) -> sa.Select[Any]:
    """The rows that one report has in a table, in their order; asked with its `key`."""
    return (
        sa.select(table)
        .where(table.c.report == _NUMBER.scalar_subquery())
        .order_by(table.c.position)
    )


# The cells of one report.
CELLS = of_report(figures).with_only_columns(*FIGURE)


def key(report: Report) -> dict[str, object]:
    """What names a report to `of_report` and what is made of it."""
    return {f"of_{name}": getattr(report, name) for name in KEY}


def number_of(at: sa.Connection, report: Report) -> int:
    """The number of a report that is in the store."""
    return int(at.execute(_NUMBER, key(report)).scalar_one())
