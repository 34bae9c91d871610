"""Statements that are asked of every report, made once: making one takes longer than to ask it."""

from typing import Any

import sqlalchemy as sa

from ingest.report import Report
from ingest.store.schema import reports

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


def of_report(table: sa.Table, report: Report) -> sa.Select[Any]:
    """The rows that one report has in a table, in their order."""
    own = (table.c.document == report.document, table.c.revision == report.revision)
    return sa.select(table).where(*own).order_by(table.c.position)
