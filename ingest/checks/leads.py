"""Findings over everything that is loaded, chosen by what they are, when and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ingest.checks import Finding
from ingest.report import Report
from ingest.store.database import Database
from ingest.store.rows import report_of
from ingest.store.schema import findings, reports

# What is told first.
SEVERITIES = ("hard", "soft", "note")
KEPT = ("check", "severity", "where", "expected", "actual", "text", "text_en")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings: an empty field leaves nothing out. `place` is how a division code begins,
    `words` stand in the finding's text or the body's name.
    """

    checks: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    place: str = ""
    words: tuple[str, ...] = ()


def leads(
    database: Database, wanted: Wanted, limit: int, offset: int = 0
) -> list[tuple[Report, Finding]]:
    """Findings of the current reports with their report, the gravest and newest first."""
    rank = sa.case({name: n for n, name in enumerate(SEVERITIES)}, value=findings.c.severity)
    columns = [c.label(f"report_{c.name}") for c in reports.c]
    chosen = (
        _chosen(wanted, *columns, *(findings.c[name] for name in KEPT))
        .order_by(
            rank, sa.desc(sa.func.coalesce(reports.c.year, 0)), reports.c.division_code,
            reports.c.document, findings.c.position,
        )
        .limit(limit).offset(offset)
    )  # fmt: skip
    rows = [dict(row._mapping) for row in database.rows(chosen)]
    return [(_report(row), Finding(**{name: row[name] for name in KEPT})) for row in rows]


def count_leads(database: Database, wanted: Wanted) -> dict[str, int]:
    """How many findings of each check there are."""
    counted = _chosen(wanted, findings.c.check, sa.func.count()).group_by(findings.c.check)
    return {str(check): int(count) for check, count in map(tuple, database.rows(counted))}


def _chosen(wanted: Wanted, *columns: Any) -> sa.Select[Any]:
    own = reports.c.number == findings.c.report
    chosen = sa.select(*columns).select_from(findings.join(reports, own)).where(reports.c.current)
    for column, values in (
        (findings.c.check, wanted.checks), (findings.c.severity, wanted.severities),
        (reports.c.year, wanted.years),
    ):  # fmt: skip
        if values:
            chosen = chosen.where(column.in_(_listed(values)))
    if wanted.place:
        chosen = chosen.where(reports.c.division_code.startswith(wanted.place, autoescape=True))
    for word in wanted.words:
        said = (findings.c.text, findings.c.text_en, reports.c.publisher, reports.c.division)
        chosen = chosen.where(sa.or_(*(c.contains(word, autoescape=True) for c in said)))
    return chosen


def _listed(values: Sequence[object]) -> list[object]:
    return list(values)


def _report(row: dict[str, object]) -> Report:
    own = {k.removeprefix("report_"): v for k, v in row.items() if k.startswith("report_")}
    return report_of(own, {})
