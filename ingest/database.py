"""The SQL store, the only truth: writing a reading in one transaction, and selecting."""

import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ingest.checks import Finding
from ingest.chunks import Chunk
from ingest.counts import count
from ingest.engines import engine_of, in_one_line, writing
from ingest.errors import StoreError
from ingest.figures import Figure
from ingest.neighbours import keeping_across
from ingest.report import Reading, Report, document_id
from ingest.rows import FIGURE, child_rows, figure_of, report_of, report_row, stated_of, without_key
from ingest.schema import (
    KEY,
    chunks,
    figures,
    findings,
    gone,
    reports,
    settle_schema,
    stated,
)  # fmt: skip
from ingest.stated import Stated


class Database:
    """The store of one home. Every method raises StoreError where the store fails."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self._here = threading.local()

    # writing ---------------------------------------------------------------

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One transaction, no other writer meanwhile; all that is called inside is part of it."""
        with self._writing():
            yield

    def write(self, reading: Reading) -> None:
        """Write a reading as the current revision of its document."""
        report = reading.report
        same = reports.c.document == report.document
        with self._writing() as to, keeping_across(to, report.document):
            to.execute(sa.update(reports).where(same).values(current=False))
            to.execute(sa.delete(reports).where(same, reports.c.revision == report.revision))
            to.execute(sa.insert(reports), [report_row(reading)])
            key = {"document": report.document, "revision": report.revision}
            for table, rows in child_rows(reading):
                if rows:
                    to.execute(
                        sa.insert(table), [{**key, "position": n, **r} for n, r in enumerate(rows)]
                    )

    def remove(self, document: str) -> bool:
        """Take the newest revision out; the one before, if any, becomes current.

        Where none is left, the first of its second copies takes its place.
        """
        same = reports.c.document == document
        newest = sa.select(sa.func.max(reports.c.revision)).where(same)
        with self._writing() as to, keeping_across(to, document):
            revision = to.scalar(newest)
            if revision is None:
                return False
            to.execute(sa.delete(reports).where(same, reports.c.revision == revision))
            before = to.scalar(newest)
            if before is None:
                to.execute(sa.delete(gone).where(gone.c.document == document))
                to.execute(sa.insert(gone), [{"document": document}])
                _free_copies(to, document)
            else:
                now = same & (reports.c.revision == before)
                to.execute(sa.update(reports).where(now).values(current=True, indexed=False))
        return True

    def free_copies(self, document: str) -> None:
        """Put the first second copy of a document in its place, the rest as copies of that one."""
        with self._writing() as to, keeping_across(to, document):
            _free_copies(to, document)

    def mark_indexed(self, done: Iterable[Report]) -> None:
        """Note that the passages of these reports, as they were read, are in the collection."""
        key = [reports.c[name] == sa.bindparam(f"of_{name}") for name in (*KEY, "added")]
        of = [{f"of_{n}": getattr(report, n) for n in (*KEY, "added")} for report in done]
        if of:
            with self._writing() as to:
                to.execute(sa.update(reports).where(*key).values(indexed=True), of)

    def unmark_all(self) -> None:
        """Note that no report's passages are known to be in the collection."""
        with self._writing() as to:
            to.execute(sa.update(reports).values(indexed=False))

    def mark_gone(self, documents: Iterable[str]) -> None:
        """Note that no passage of these documents is in the collection any more."""
        with self._writing() as to:
            to.execute(sa.delete(gone).where(gone.c.document.in_(list(documents))))

    # selecting -------------------------------------------------------------

    def reports(self, *, current: bool = True, counted: bool = True) -> list[Report]:
        """Every report, current revisions only unless told otherwise, by place and year; counting
        what each holds goes over every cell and can be left out.
        """
        return self._reports(*([reports.c.current] if current else []), counted=counted)

    def unmarked(self) -> list[Report]:
        """The current reports whose passages are not known to be in the collection."""
        return self._reports(reports.c.current, sa.not_(reports.c.indexed), counted=False)

    def is_empty(self) -> bool:
        """Whether nothing is loaded."""
        return not self._select(sa.select(reports.c.document).limit(1))

    def report(self, document: str, revision: int | None = None) -> Report | None:
        """One report, its current revision unless another is named."""
        which = reports.c.current if revision is None else reports.c.revision == revision
        return next(iter(self._reports(reports.c.document == document, which)), None)

    def by_source(self, source: str) -> Report | None:
        """The current report read from a source, if any."""
        held = self.report(document_id(source))
        if held and held.source != source:
            seen = f"its id, {held.document}, is already that of {held.source}"
            raise StoreError(source, seen, "give it another name, and add it again")
        return held

    def claiming(self, report: Report) -> list[Report]:
        """The current reports of the same publisher, scope and year."""
        return self._reports(
            reports.c.publisher == report.publisher, reports.c.scope == report.scope,
            reports.c.year == report.year, reports.c.current, counted=False,
        )  # fmt: skip

    def holds(self, sha256: str) -> bool:
        """Whether any revision of any report was read from these bytes."""
        return bool(self._select(sa.select(reports.c.document).where(reports.c.sha256 == sha256)))

    def gone(self) -> list[str]:
        """The documents taken out whose passages may still be in the collection."""
        return [row["document"] for row in self._select(sa.select(gone))]

    def figures(self, report: Report, indicators: Sequence[str] = ()) -> list[Figure]:
        """The cells of one report in the form's order, of some indicators or all."""
        wanted = _of_report(figures, report).with_only_columns(*FIGURE)
        if indicators:
            wanted = wanted.where(figures.c.indicator.in_(list(indicators)))
        with self._reading() as at:
            return [figure_of(row) for row in at.execute(wanted)]

    def rows(self, statement: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        """The rows of a statement that was put together elsewhere."""
        with self._reading() as at:
            return at.execute(statement).all()

    def stated(self, report: Report) -> list[Stated]:
        """The figures of one report's prose in reading order."""
        return [stated_of(row) for row in self._select(_of_report(stated, report))]

    def findings(self, report: Report) -> list[Finding]:
        """The findings of one report."""
        return [Finding(**without_key(row)) for row in self._select(_of_report(findings, report))]

    def chunks(self, report: Report) -> list[Chunk]:
        """The passages of one report in reading order."""
        return [_chunk_of(row) for row in self._select(_of_report(chunks, report))]

    def passages(self, ids: Sequence[str]) -> list[tuple[Report, Chunk]]:
        """The passages of these ids as far as they are of current reports, in the order asked."""
        keys = [tuple(name.rsplit("-", 2)) for name in ids]
        documents = {document for document, _, _ in keys}
        own = {r.document: r for r in self._reports(
            reports.c.document.in_(documents), reports.c.current, counted=False
        )}  # fmt: skip
        key = sa.tuple_(chunks.c.document, chunks.c.revision, chunks.c.position)
        wanted = sa.select(chunks).where(key.in_([(d, int(r), int(p)) for d, r, p in keys]))
        rows = {(r["document"], str(r["revision"]), str(r["position"])): r
                for r in self._select(wanted)}  # fmt: skip
        return [
            (own[k[0]], _chunk_of(rows[k]))
            for k in keys if k in rows and k[0] in own and str(own[k[0]].revision) == k[1]
        ]  # fmt: skip

    def holding(self, words: str, years: Sequence[int] = ()) -> dict[str, Chunk]:
        """The first passage that holds the words, by document, of these years or of all."""
        own = sa.and_(
            reports.c.document == chunks.c.document, reports.c.revision == chunks.c.revision
        )  # fmt: skip
        wanted = (
            sa.select(chunks).join(reports, own)
            .where(reports.c.current, chunks.c.text.contains(words, autoescape=True))
            .order_by(chunks.c.document, chunks.c.position)
        )  # fmt: skip
        if years:
            wanted = wanted.where(reports.c.year.in_(list(years)))
        found: dict[str, Chunk] = {}
        for row in self._select(wanted):
            found.setdefault(row["document"], _chunk_of(row))
        return found

    def head(self, report: Report) -> list[str]:
        """The lines before the first chapter."""
        wanted = sa.select(reports.c.head).where(
            reports.c.document == report.document, reports.c.revision == report.revision
        )
        return [line for row in self._select(wanted) for line in json.loads(row["head"])]

    def _reports(
        self, *conditions: sa.ColumnElement[bool] | sa.Column[Any], counted: bool = True
    ) -> list[Report]:
        wanted = (
            sa.select(reports)
            .where(*conditions)
            .order_by(
                reports.c.division_code, reports.c.publisher, reports.c.year, reports.c.document,
                reports.c.revision,
            )
        )  # fmt: skip
        with self._reading() as at:
            rows = [dict(row._mapping) for row in at.execute(wanted)]
            one = rows[0]["document"] if len(rows) == 1 else ""
            counts = count(at, one) if counted and rows else {}
        return [report_of(row, counts) for row in rows]

    def _select(self, wanted: sa.Select[Any]) -> list[dict[str, Any]]:
        with self._reading() as at:
            return [dict(row._mapping) for row in at.execute(wanted)]

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        if within := getattr(self._here, "connection", None):
            yield within
            return
        with in_one_line(self.engine), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        if within := getattr(self._here, "connection", None):
            yield within
            return
        with in_one_line(self.engine), writing(self.engine) as connection:
            self._here.connection = connection
            try:
                yield connection
            finally:
                self._here.connection = None


def open_database(home: Path, url: str = "") -> Database:
    """The store of a home, made or upgraded where needed.

    Raises StoreError where it can't be used, or a newer program made it.
    """
    path = home / "nianbao.sqlite"
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        seen = f"the home can't be made ({error.strerror})"
        raise StoreError(str(home), seen, "name another with --home") from error
    engine = engine_of(url or sa.URL.create("sqlite", database=str(path)))
    with in_one_line(engine):
        settle_schema(engine, None if url else path)
    return Database(engine)


def _chunk_of(row: dict[str, Any]) -> Chunk:
    return Chunk(**{k: v for k, v in row.items() if k not in KEY})


def _free_copies(to: sa.Connection, document: str) -> None:
    copies = reports.c.copy_of == document
    first = to.scalar(
        sa.select(reports.c.document).where(copies).order_by(reports.c.added).limit(1)
    )
    if first is not None:
        to.execute(sa.update(reports).where(copies).values(copy_of=first))
        to.execute(sa.update(reports).where(reports.c.document == first).values(copy_of=""))


def _of_report(table: sa.Table, report: Report) -> sa.Select[Any]:
    return (
        sa.select(table)
        .where(table.c.document == report.document, table.c.revision == report.revision)
        .order_by(table.c.position)
    )
