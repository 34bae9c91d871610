"""Findings across reports, kept true: which reports stand beside one, and what is said of them.

They are rewritten inside the transaction that writes or removes a report, for its body's years
near it alone, so that adding one costs the same however many reports are loaded.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from ingest.across import WATCHED, Kept, check_across, compare
from ingest.checks import Finding
from ingest.chunks import Chunk
from ingest.figures import Figure
from ingest.report import Report
from ingest.rows import FIGURE, figure_of, finding_row, report_of, stated_of
from ingest.schema import KEY, chunks, figures, findings, reports, stated

# Findings across reports stand from this position on, after all that a report has by itself.
ACROSS = 1_000_000
# How many earlier years a report is compared with.
YEARS = 3
PEERS = ("office", "department")


@dataclass(frozen=True, slots=True)
class Place:
    """Whose report of which year: what decides which others it is compared with."""

    publisher: str
    scope: str
    division_code: str
    year: int


class _Shelf:
    """The reports that one refresh compares, each read once."""

    def __init__(self, to: sa.Connection) -> None:
        self.to, self.held = to, dict[str, Kept]()

    def kept(self, report: Report) -> Kept:
        """A report with all that is compared with the year before or after."""
        if report.document not in self.held:
            passages = [
                Chunk(**{k: v for k, v in row.items() if k not in KEY})
                for row in _rows(self.to, _of(chunks, report))
            ]
            told = [stated_of(row) for row in _rows(self.to, _of(stated, report))]
            cells = self._cells(_of(figures, report))
            self.held[report.document] = Kept(report, cells, tuple(told), tuple(passages))
        return self.held[report.document]

    def watched(self, report: Report) -> Kept:
        """A report of a year further back, with the cells that are watched for changes."""
        if report.document in self.held:
            return self.held[report.document]
        some = figures.c.indicator.in_(WATCHED) & figures.c.breakdown.in_(("", "total"))
        return Kept(report, self._cells(_of(figures, report).where(some)))

    def _cells(self, wanted: sa.Select[Any]) -> tuple[Figure, ...]:
        return tuple(map(figure_of, self.to.execute(wanted.with_only_columns(*FIGURE))))


@contextmanager
def keeping_across(to: sa.Connection, document: str) -> Iterator[None]:
    """Rewrite what is found across reports around whatever is done to a document inside."""
    before = _places(to, document)
    yield
    to.execute(sa.delete(findings).where(findings.c.document == document, _is_across()))
    touched = {
        (report.document, report.revision): report
        for place in {*before, *_places(to, document)}
        for report in _touched(to, place)
    }
    shelf = _Shelf(to)
    for report in touched.values():
        _rewrite(shelf, report)


def _is_across() -> sa.ColumnElement[bool]:
    return findings.c.position >= ACROSS


def _places(to: sa.Connection, document: str) -> set[Place]:
    found = _reports(to, reports.c.document == document)
    return {
        Place(r.publisher, r.scope, r.division_code, r.year)
        for r in found
        if r.publisher and r.year
    }


def _touched(to: sa.Connection, place: Place) -> list[Report]:
    """The reports that are compared with one of this place: copies, later years, the summary."""
    own = _own(place, place.year, place.year + YEARS)
    found = _reports(to, *own)
    if place.division_code and place.scope in PEERS:
        found += _reports(to, *_of_division(place, ("region",)))
    return found


def _own(place: Place, first: int, last: int) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        reports.c.publisher == place.publisher, reports.c.scope == place.scope,
        reports.c.year >= first, reports.c.year <= last,
    )  # fmt: skip


def _of_division(place: Place, scopes: Iterable[str]) -> tuple[sa.ColumnElement[bool], ...]:
    # The year as a sum, so that the index on divisions is taken and not the one on years, which
    # would go over every report of the year.
    return (
        reports.c.division_code == place.division_code, reports.c.year + 0 == place.year,
        reports.c.scope.in_(list(scopes)), reports.c.copy_of == "",
    )  # fmt: skip


def _reports(to: sa.Connection, *which: sa.ColumnElement[bool]) -> list[Report]:
    wanted = sa.select(reports).where(reports.c.current, *which).order_by(reports.c.document)
    return [report_of(dict(row._mapping), {}) for row in to.execute(wanted)]


def _rewrite(shelf: _Shelf, report: Report) -> None:
    own = (findings.c.document == report.document, findings.c.revision == report.revision)
    shelf.to.execute(sa.delete(findings).where(*own, _is_across()))
    key = {"document": report.document, "revision": report.revision}
    rows = [
        {**key, "position": ACROSS + number, **finding_row(finding)}
        for number, finding in enumerate(_found(shelf, report))
    ]
    if rows:
        shelf.to.execute(sa.insert(findings), rows)


def _found(shelf: _Shelf, report: Report) -> list[Finding]:
    """Everything found of a report beside others: a second copy is held against the first alone."""
    to = shelf.to
    if report.copy_of:
        first = _reports(to, reports.c.document == report.copy_of)
        cells = shelf.kept(report).figures
        return [f for one in first for f in compare(shelf.kept(one).figures, cells, "second_copy")]
    if not report.year:
        return []
    place = Place(report.publisher, report.scope, report.division_code, report.year)
    own = _own(place, report.year - YEARS, report.year - 1)
    years = {r.year or 0: r for r in _reports(to, *own, reports.c.copy_of == "")}
    earlier = [
        shelf.kept(years[year]) if year == report.year - 1 else shelf.watched(years[year])
        for year in sorted(years, reverse=True)
    ]
    peers = _peers(to, place) if place.division_code and report.scope == "region" else []
    return check_across(shelf.kept(report), earlier, peers) if earlier or peers else []


def _peers(to: sa.Connection, place: Place) -> list[tuple[Report, Decimal]]:
    """The office and departments of an area, each with the new requests that it counts."""
    others = {r.document: r for r in _reports(to, *_of_division(place, PEERS))}
    if not others:
        return []
    wanted = (
        sa.select(figures.c.document, figures.c.value)
        .where(
            figures.c.document.in_(list(others)), figures.c.indicator == "requests_new",
            figures.c.breakdown == "total", figures.c.value.is_not(None),
        )
        .join(reports, sa.and_(*(figures.c[k] == reports.c[k] for k in KEY), reports.c.current))
    )  # fmt: skip
    return [(others[document], Decimal(value)) for document, value in to.execute(wanted)]


def _of(table: sa.Table, report: Report) -> sa.Select[Any]:
    own = (table.c.document == report.document, table.c.revision == report.revision)
    return sa.select(table).where(*own).order_by(table.c.position)


def _rows(to: sa.Connection, wanted: sa.Select[Any]) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in to.execute(wanted)]
