"""What the SQL store holds of its reports: cells, prose figures, findings, passages."""

import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from itertools import islice
from typing import Any

import sqlalchemy as sa

from ingest.checks import Finding
from ingest.chunks import Chunk
from ingest.figures import Figure
from ingest.prose.stated import Stated
from ingest.report import Report, chunk_id
from ingest.store.counts import count
from ingest.store.engines import in_one_line
from ingest.store.rows import chunk_of, figure_of, report_of, stated_of, without_key
from ingest.store.schema import chunks, figures, findings, reports, stated
from ingest.store.selects import CELLS, CURRENT, key, number_of, of_report

# Passages with their report, in reading order; their columns in the order of a passage's fields.
WITH_REPORT = (
    sa.select(reports.c.document, reports.c.revision, *(chunks.c[f.name] for f in fields(Chunk)))
    .join(reports, reports.c.number == chunks.c.report)
    .order_by(chunks.c.report, chunks.c.position)
)  # fmt: skip


class Contents:
    """Selecting from a store. Every method raises StoreError where the store fails."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self._here = threading.local()

    def figures(self, report: Report, indicators: Sequence[str] = ()) -> list[Figure]:
        """The cells of one report in the form's order, of some indicators or all."""
        wanted = CELLS
        if indicators:
            wanted = wanted.where(figures.c.indicator.in_(list(indicators)))
        with self._reading() as at:
            return [figure_of(row) for row in at.execute(wanted, key(report)).all()]

    def rows(self, statement: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        """The rows of a statement that was put together elsewhere."""
        with self._reading() as at:
            return at.execute(statement).all()

    def stated(self, report: Report) -> list[Stated]:
        """The figures of one report's prose in reading order."""
        return [stated_of(row) for row in self._of(stated, report)]

    def findings(self, report: Report) -> list[Finding]:
        """The findings of one report."""
        return [Finding(**without_key(row)) for row in self._of(findings, report)]

    def chunks(self, report: Report, *, tables: bool = False) -> list[Chunk]:
        """The passages of one report in reading order, and the blocks of its tables if wanted."""
        held = [chunk_of(row) for row in self._of(chunks, report)]
        return held if tables else [c for c in held if not c.tabular]

    def chunks_of(
        self, some: Iterable[Report], together: int = 32
    ) -> Iterator[tuple[Report, list[Chunk]]]:
        """Each report with its passages and the blocks of its tables, so many in one statement."""
        left = iter(some)
        while group := list(islice(left, together)):
            held: dict[tuple[str, int], list[Chunk]] = {(r.document, r.revision): [] for r in group}
            wanted = WITH_REPORT.where(reports.c.document.in_([r.document for r in group]))
            for document, revision, *values in map(tuple[Any, ...], self.rows(wanted)):
                if (document, revision) in held:
                    held[document, revision].append(Chunk(*values))
            for report in group:
                yield report, held[report.document, report.revision]

    def passages(self, ids: Sequence[str]) -> list[tuple[Report, Chunk]]:
        """The passages of these ids as far as they are of current reports, in the order asked."""
        parts = [name.rsplit("-", 2) for name in ids]
        wanted = CURRENT.where(reports.c.document.in_({document for document, _, _ in parts}))
        own = {r.document: r for r in self._reports(wanted, counted=False)}
        wanted = WITH_REPORT.where(
            reports.c.document.in_(list(own)),
            chunks.c.position.in_({int(position) for _, _, position in parts}),
        )
        held: dict[str, tuple[Report, Chunk]] = {}
        for document, revision, *values in map(tuple[Any, ...], self.rows(wanted)):
            report, chunk = own[document], Chunk(*values)
            if report.revision == revision:
                held[chunk_id(report, chunk)] = report, chunk
        return [held[name] for name in ids if name in held]

    def holding(self, words: str, years: Sequence[int] = ()) -> dict[str, Chunk]:
        """The first passage that holds the words, by document, of these years or of all."""
        wanted = WITH_REPORT.where(
            reports.c.current, chunks.c.where.contains("¶"),
            chunks.c.text.contains(words, autoescape=True),
        )  # fmt: skip
        if years:
            wanted = wanted.where(reports.c.year.in_(list(years)))
        found: dict[str, Chunk] = {}
        for document, _, *values in map(tuple[Any, ...], self.rows(wanted)):
            found.setdefault(document, Chunk(*values))
        return found

    def head(self, report: Report) -> list[str]:
        """The lines before the first chapter."""
        wanted = sa.select(reports.c.head).where(
            reports.c.document == report.document, reports.c.revision == report.revision
        )
        return [line for row in self._select(wanted) for line in json.loads(row["head"])]

    def counts(self, report: Report) -> dict[str, int]:
        """How many cells, prose figures, findings and passages one report has."""
        with self._reading() as at:
            number = number_of(at, report)
            return count(at, number)[number]

    def _reports(
        self, wanted: sa.Select[Any], counted: bool = True, **values: object
    ) -> list[Report]:
        with self._reading() as at:
            rows = [dict(row._mapping) for row in at.execute(wanted, values)]
            one = rows[0]["number"] if len(rows) == 1 else None
            counts = count(at, one) if counted and rows else {}
        return [report_of(row, counts) for row in rows]

    def _of(self, table: sa.Table, report: Report) -> list[dict[str, Any]]:
        return self._select(of_report(table), **key(report))

    def _select(self, wanted: sa.Select[Any], **values: object) -> list[dict[str, Any]]:
        with self._reading() as at:
            return [dict(row) for row in at.execute(wanted, values).mappings().all()]

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        if within := getattr(self._here, "connection", None):
            yield within
            return
        with in_one_line(self.engine), self.engine.connect() as connection:
            yield connection
