"""Findings across reports, kept true: which reports stand beside one, and what is said of them.

They are rewritten inside the transaction that writes or removes a report, for its body's years
near it alone, so that adding one costs the same however many reports are loaded.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from ingest.checks import Finding
from ingest.checks.across import WATCHED, Kept, check_across, compare
from ingest.checks.peers import FROM, note_due
from ingest.figures import Figure
from ingest.report import Reading, Report
from ingest.store.rows import chunk_of, figure_of, finding_rows, insert, report_of, stated_of
from ingest.store.schema import chunks, figures, findings, reports, stated
from ingest.store.selects import CELLS, NEAR, OF_DIVISION, ONE, key, number_of, of_report

# Findings across reports stand from this position on, after all that a report has by itself.
ACROSS = 1_000_000
IS_ACROSS = (findings.c.position >= ACROSS) & (findings.c.position < FROM)
WATCHED_CELLS = CELLS.where(
    figures.c.indicator.in_(WATCHED), figures.c.breakdown.in_(("", "total"))
)
# How many earlier years a report is compared with.
YEARS = 3
# Reports of which what was read is kept at hand.
SHELVED = 16
PEERS = ("office", "department")


@dataclass(frozen=True, slots=True)
class Place:
    """Whose report of which year: what decides which others it is compared with."""

    publisher: str
    scope: str
    division_code: str
    year: int


class Shelf:
    """What was read of the reports compared last: those of one body mostly come one after another,
    and what was read of a report at a time never changes.
    """

    def __init__(self) -> None:
        self.held: OrderedDict[tuple[str, int, str], Kept] = OrderedDict()

    def put(self, kept: Kept) -> None:
        """Keep what was read of a report, in the place of what was longest not asked for."""
        self.held[_key(kept.report)] = kept
        while len(self.held) > SHELVED:
            self.held.popitem(last=False)

    def kept(self, to: sa.Connection, report: Report) -> Kept:
        """A report with all that is compared with the year before or after."""
        kept = self.held.get(_key(report)) or _read(to, report)
        kept = kept if kept.report == report else replace(kept, report=report)
        self.put(kept)
        return kept

    def watched(self, to: sa.Connection, report: Report) -> Kept:
        """A report of a year further back, with the cells at least that are watched for changes."""
        if _key(report) in self.held:
            return self.kept(to, report)
        return Kept(report, _cells(to, report, WATCHED_CELLS))


def _key(report: Report) -> tuple[str, int, str]:
    return report.document, report.revision, report.added


def _read(to: sa.Connection, report: Report) -> Kept:
    passages, told = (
        [dict(row._mapping) for row in to.execute(of_report(table), key(report))]
        for table in (chunks, stated)
    )
    return Kept(
        report, _cells(to, report), tuple(map(stated_of, told)), tuple(map(chunk_of, passages))
    )


def _cells(to: sa.Connection, report: Report, wanted: sa.Select[Any] = CELLS) -> tuple[Figure, ...]:
    return tuple(map(figure_of, to.execute(wanted, key(report))))


@dataclass(slots=True)
class _Refresh:
    """One rewriting of what is found across reports: each body's years near a year read once."""

    to: sa.Connection
    shelf: Shelf
    seen: dict[Place, list[Report]] = field(default_factory=dict)

    def near(self, place: Place) -> list[Report]:
        """The body's reports of the years around."""
        if place not in self.seen:
            body = {"body": place.publisher, "scope": place.scope}
            years = {"first": place.year - YEARS, "last": place.year + YEARS}
            self.seen[place] = _reports(self.to, NEAR, **body, **years)
        return self.seen[place]

    def touched_by(self, before: Sequence[Report], after: Sequence[Report]) -> Iterator[Report]:
        """The reports that a change touches: nothing rests on a second copy but itself, so that the
        thousandth is added as fast as the first.
        """
        if all(report.copy_of for report in (*before, *after)):
            yield from after
            return
        for place in {_place(report): None for report in (*before, *after)}:
            yield from self.touched(place) if place else ()

    def touched(self, place: Place) -> list[Report]:
        """The reports compared with one of this place: copies, later years, the summary."""
        found = [r for r in self.near(place) if (r.year or 0) >= place.year]
        if place.division_code and place.scope in PEERS:
            found += _of_division(self.to, place, ("region",))
        return found

    def earlier(self, place: Place) -> list[Kept]:
        """The body's reports of the years before, the latest first."""
        before = range(place.year - YEARS, place.year)
        years = {r.year or 0: r for r in self.near(place) if r.year in before and not r.copy_of}
        last = place.year - 1
        return [
            (self.shelf.kept if year == last else self.shelf.watched)(self.to, years[year])
            for year in sorted(years, reverse=True)
        ]

    def rewrite(self, report: Report, cleared: bool) -> None:
        number = number_of(self.to, report)
        if not cleared:
            self.to.execute(sa.delete(findings).where(findings.c.report == number, IS_ACROSS))
        insert(self.to, findings, finding_rows(number, self.found(report), ACROSS))

    def found(self, report: Report) -> list[Finding]:
        """Everything found of a report beside others: a copy is held against the first alone."""
        if report.copy_of:
            first = _reports(self.to, ONE, of=report.copy_of)
            cells = self.shelf.kept(self.to, report).figures
            kept = (self.shelf.kept(self.to, one).figures for one in first)
            return [f for one in kept for f in compare(one, cells, "second_copy")]
        place = _place(report)
        if place is None:
            return []
        earlier = self.earlier(place)
        is_summary = place.division_code and report.scope == "region"
        peers = _peers(self.to, place) if is_summary else []
        if not (earlier or peers):
            return []
        return check_across(self.shelf.kept(self.to, report), earlier, peers)


@contextmanager
def keeping_across(
    to: sa.Connection, shelf: Shelf, document: str, reading: Reading | None = None
) -> Iterator[bool]:
    """Rewrite what is found across reports around whatever is done to a document inside: a reading
    of it written, or it taken out. Whether it was there before.
    """
    before = _reports(to, ONE, of=document)
    yield bool(before)
    if reading:
        report = reading.report
        shelf.put(Kept(report, reading.figures, reading.stated, reading.chunks))
    after = [reading.report] if reading else _reports(to, ONE, of=document)
    note_due(to, (*before, *after))
    if before:
        own = sa.select(reports.c.number).where(reports.c.document == document)
        to.execute(sa.delete(findings).where(findings.c.report.in_(own), IS_ACROSS))
    refresh = _Refresh(to, shelf)
    touched = refresh.touched_by(before, after)
    for report in {(r.document, r.revision): r for r in touched}.values():
        refresh.rewrite(report, cleared=report.document == document)


def _place(report: Report) -> Place | None:
    """Where a report stands, None where it can't be compared."""
    if not (report.publisher and report.year):
        return None
    return Place(report.publisher, report.scope, report.division_code, report.year)


def _of_division(to: sa.Connection, place: Place, scopes: Sequence[str]) -> list[Report]:
    of = {"code": place.division_code, "year": place.year, "scopes": list(scopes)}
    return _reports(to, OF_DIVISION, **of)


def _reports(to: sa.Connection, wanted: sa.Select[Any], **values: object) -> list[Report]:
    return [report_of(dict(row._mapping), {}) for row in to.execute(wanted, values)]


def _peers(to: sa.Connection, place: Place) -> list[tuple[Report, Decimal]]:
    """The office and departments of an area, each with the new requests that it counts."""
    others = {r.document: r for r in _of_division(to, place, PEERS)}
    if not others:
        return []
    wanted = (
        sa.select(reports.c.document, figures.c.value)
        .join(figures, figures.c.report == reports.c.number)
        .where(
            reports.c.document.in_(list(others)), reports.c.current,
            figures.c.indicator == "requests_new", figures.c.breakdown == "total",
            figures.c.value.is_not(None),
        )
    )  # fmt: skip
    return [(others[document], Decimal(value)) for document, value in to.execute(wanted)]
