"""The SQL store, the only truth: writing a reading in one transaction, and selecting."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from ingest.checks.neighbours import Shelf, keeping_across
from ingest.checks.peers import WAITING, settle_due
from ingest.errors import StoreError
from ingest.report import Reading, Report, document_id
from ingest.store.contents import Contents
from ingest.store.engines import engine_of, in_one_line, writing
from ingest.store.rows import child_rows, insert, report_row
from ingest.store.schema import KEY, gone, reports, settle_schema
from ingest.store.selects import CLAIMING, CURRENT, EVERY, ONE, UNMARKED

NEWEST = sa.select(sa.func.max(reports.c.number))


class Database(Contents):
    """The store of one home. Every method raises StoreError where the store fails."""

    def __init__(self, engine: sa.Engine) -> None:
        super().__init__(engine)
        self._shelf = Shelf()

    # writing ---------------------------------------------------------------

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One transaction for all inside, no other writer meanwhile; one in another fails alone."""
        within = getattr(self._here, "connection", None)
        with in_one_line(self.engine), within.begin_nested() if within else self._writing():
            yield

    def write(self, reading: Reading) -> None:
        """Write a reading as the current revision of its document."""
        report = reading.report
        same = reports.c.document == report.document
        with (
            self._writing() as to,
            keeping_across(to, self._shelf, report.document, reading) as known,
        ):
            if known:
                to.execute(sa.update(reports).where(same).values(current=False))
                to.execute(sa.delete(reports).where(same, reports.c.revision == report.revision))
            number = (to.scalar(NEWEST) or 0) + 1
            to.execute(sa.insert(reports), [report_row(number, reading)])
            for table, rows in child_rows(number, reading):
                insert(to, table, rows)

    def remove(self, document: str) -> bool:
        """Take the newest revision out; the one before, if any, becomes current.

        Where none is left, the first of its second copies takes its place.
        """
        same = reports.c.document == document
        newest = sa.select(sa.func.max(reports.c.revision)).where(same)
        with self._writing() as to, keeping_across(to, self._shelf, document):
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
        with self._writing() as to, keeping_across(to, self._shelf, document):
            _free_copies(to, document)

    def settle_peers(self) -> int:
        """Find anew what is far from the like wherever reports came or went; how many groups."""
        if not self._select(WAITING):
            return 0
        with self._writing() as to:
            return settle_due(to)

    def mark_indexed(self, done: Iterable[Report]) -> None:
        """Note that the passages of these reports, as they were read, are in the collection."""
        own = [reports.c[name] == sa.bindparam(f"of_{name}") for name in (*KEY, "added")]
        of = [{f"of_{n}": getattr(report, n) for n in (*KEY, "added")} for report in done]
        if of:
            with self._writing() as to:
                to.execute(sa.update(reports).where(*own).values(indexed=True), of)

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
        return self._reports(CURRENT if current else EVERY, counted)

    def unmarked(self) -> list[Report]:
        """The current reports whose passages are not known to be in the collection."""
        return self._reports(UNMARKED, counted=False)

    def is_empty(self) -> bool:
        """Whether nothing is loaded."""
        return not self._select(sa.select(reports.c.document).limit(1))

    def report(self, document: str, revision: int | None = None) -> Report | None:
        """One report, its current revision unless another is named."""
        wanted = (
            ONE
            if revision is None
            else EVERY.where(reports.c.document == document, reports.c.revision == revision)
        )
        return next(iter(self._reports(wanted, of=document)), None)

    def by_source(self, source: str) -> Report | None:
        """The current report read from a source, if any."""
        held = self.report(document_id(source))
        if held and held.source != source:
            seen = f"its id, {held.document}, is already that of {held.source}"
            raise StoreError(source, seen, "give it another name, and add it again")
        return held

    def claiming(self, report: Report) -> list[Report]:
        """The current reports of the same publisher, scope and year."""
        which = {"body": report.publisher, "scope": report.scope, "year": report.year}
        return self._reports(CLAIMING, counted=False, **which)

    def holds(self, sha256: str) -> bool:
        """Whether any revision of any report was read from these bytes."""
        return bool(self._select(sa.select(reports.c.document).where(reports.c.sha256 == sha256)))

    def gone(self) -> list[str]:
        """The documents taken out whose passages may still be in the collection."""
        return [row["document"] for row in self._select(sa.select(gone))]

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


def _free_copies(to: sa.Connection, document: str) -> None:
    copies = reports.c.copy_of == document
    first = to.scalar(
        sa.select(reports.c.document).where(copies).order_by(reports.c.added).limit(1)
    )
    if first is not None:
        to.execute(sa.update(reports).where(copies).values(copy_of=first))
        to.execute(sa.update(reports).where(reports.c.document == first).values(copy_of=""))
