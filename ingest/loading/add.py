"""Sources to stores: what is new, unchanged, revised, a second copy; one line a source."""

import datetime
import hashlib
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from ingest.checks import Finding
from ingest.checks.across import compare
from ingest.errors import ReportError
from ingest.figures import Figure
from ingest.loading import originals
from ingest.loading.jobs import Job, job_again
from ingest.loading.sources import Source
from ingest.loading.worker import Worker
from ingest.report import READER_VERSION, Reading, Report, refuse_nonsense
from ingest.settings import Settings
from ingest.store.database import Database

# How many are written in one transaction: reports touch much the same pages of the store, so that
# each alone costs half as much again.
TOGETHER = 8
# How many sources a process are read ahead of the one that is written next: some are still being
# read while others are written.
AHEAD = 12
# Seconds after which what is read is written, however few are read by then.
PATIENCE = 1


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one source; report is None where it failed, and error says why; `more` are
    the other reports of its file.
    """

    source: str
    status: str
    report: Report | None = None
    error: str = ""
    more: tuple["Added", ...] = ()

    def each(self) -> "Iterator[Added]":
        """What became of each report of the source, in their order."""
        yield replace(self, more=())
        yield from self.more


@dataclass(frozen=True, slots=True)
class _Begun:
    """A job with its bytes, what was loaded from its source before, and what is set by hand."""

    job: Job
    data: bytes
    sha256: str
    before: Report | None
    hand: Mapping[str, str]


_Read = tuple[_Begun, Reading | ReportError]
_Ahead = Added | tuple[_Begun, Future[Reading | ReportError]]


class Adder:
    """Adds sources to the SQL store of one home, each in a transaction of its own."""

    def __init__(self, database: Database, settings: Settings, worker: Worker) -> None:
        self.database, self.home, self.worker = database, settings.home, worker

    def add(self, job: Job) -> Added:
        """Read one source and keep what it holds. Never raises for what a source can do."""
        begun = self._begin(job)
        if isinstance(begun, Added):
            return begun
        return self._finish([(begun, self._read(begun))])[0]

    def add_all(self, jobs: Iterable[Job]) -> Iterator[Added]:
        """Add sources in their order, reading as many at once as the worker has processes.

        What is in memory at once doesn't grow with their number.
        """
        most = AHEAD * self.worker.processes
        ahead: deque[_Ahead] = deque()
        pool = ThreadPoolExecutor(self.worker.processes)
        last = time.monotonic()
        try:
            for job in jobs:
                ahead.append(self._start(job, pool))
                late = time.monotonic() > last + PATIENCE and _is_ready(ahead[0])
                if late or len(ahead) > most:
                    yield from chain.from_iterable(a.each() for a in self._settle(ahead))
                    last = time.monotonic()
            while ahead:
                yield from chain.from_iterable(a.each() for a in self._settle(ahead))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def reread(self, report: Report) -> Added:
        """Read a report's kept original again with today's readers."""
        return self.add(job_again(self.home, report))

    def _start(self, job: Job, pool: ThreadPoolExecutor) -> _Ahead:
        begun = self._begin(job)
        return begun if isinstance(begun, Added) else (begun, pool.submit(self._read, begun))

    def _settle(self, ahead: deque[_Ahead]) -> list[Added]:
        """Finish the first source and those after it that are read by now, in one transaction: it
        costs little more than that of a single one.
        """
        some = [ahead.popleft()]
        while ahead and len(some) < TOGETHER and _is_ready(ahead[0]):
            some.append(ahead.popleft())
        read = {
            n: (one[0], one[1].result()) for n, one in enumerate(some) if isinstance(one, tuple)
        }
        finished = self._finish(list(read.values())) if read else []
        found = dict(zip(read, finished, strict=True))
        return [one if isinstance(one, Added) else found[n] for n, one in enumerate(some)]

    def _begin(self, job: Job) -> _Begun | Added:
        name = job.source.name
        try:
            data = job.source.read()
            before = self.database.by_source(name)
            hand = {**(before.hand if before else {}), **job.given}
            hand = {name: value for name, value in hand.items() if value}  # "" takes it back
            refuse_nonsense({**job.known, **hand}, name)
        except ReportError as error:
            return Added(name, "failed", error=str(error))
        begun = _Begun(job, data, hashlib.sha256(data).hexdigest(), before, hand)
        known = (begun.sha256, READER_VERSION, hand)
        if not job.again and before and (before.sha256, before.reader, before.hand) == known:
            return Added(name, "unchanged", before)
        return begun

    def _read(self, begun: _Begun) -> Reading | ReportError:
        known = {**begun.job.known, **begun.hand}
        try:
            return self.worker.read(begun.data, begun.job.source.name, known)
        except ReportError as error:
            return error

    def _finish(self, some: Sequence[_Read]) -> list[Added]:
        """Decide what each reading is and write it; where another process wrote of the same source
        meanwhile, that one is looked at anew.
        """
        try:
            with self.database.alone():
                found = [self._finish_one(begun, read) for begun, read in some]
        except ReportError as error:
            return [Added(begun.job.source.name, "failed", error=str(error)) for begun, _ in some]
        return [added or self.add(one[0].job) for added, one in zip(found, some, strict=True)]

    def _finish_one(self, begun: _Begun, read: Reading | ReportError) -> Added | None:
        name = begun.job.source.name
        try:
            if isinstance(read, ReportError):
                raise read
            with self.database.alone():
                before = self.database.by_source(name)
                same = _stamp(before) == _stamp(begun.before)
                if not same:
                    return None
                added = self._keep(begun, read, before)
                return replace(added, more=tuple(self._keep_more(begun, m) for m in read.more))
        except ReportError as error:
            return Added(name, "failed", error=str(error))

    def _keep_more(self, begun: _Begun, reading: Reading) -> Added:
        """Write another report of the same file, with what was set of it by hand."""
        name = reading.report.source
        before = self.database.by_source(name)
        hand = before.hand if before else {}
        if hand:
            reading = self.worker.read(begun.data, name, hand)
        job = replace(begun.job, source=Source(name, begun.job.source.read))
        return self._keep(replace(begun, job=job, before=before, hand=hand), reading, before)

    def _keep(self, begun: _Begun, reading: Reading, before: Report | None) -> Added:
        """Write a reading: a new report, a revision of the one before, or the same better read."""
        now = datetime.datetime.now(datetime.UTC).isoformat()
        report = replace(reading.report, added=now, sample=begun.job.sample, hand=begun.hand)
        status = "added"
        if before:
            status = "reread" if before.sha256 == begun.sha256 else "revised"
            revision = before.revision + (status == "revised")
            report = replace(report, revision=revision, url=report.url or before.url)
            if not before.copy_of and not _claims_the_same(before, report):
                self.database.free_copies(before.document)
        first = self._first(report)
        if report.sample and first and not before:
            return Added(report.source, "unchanged", first)
        first = self._without_sample(first, report)
        report = replace(report, copy_of=first.document if first else "")
        originals.keep(self.home, begun.sha256, begun.data)
        findings = (*reading.findings, *self._compared(report, reading.figures))
        self.database.write(replace(reading, report=report, findings=findings))
        status = "duplicate" if first and not before else status
        return Added(report.source, status, replace(report, counts=self.database.counts(report)))

    def _without_sample(self, first: Report | None, report: Report) -> Report | None:
        """What a report is a second copy of: a sample is of nothing, and yields to a real one."""
        if report.sample or first is None or not first.sample:
            return None if report.sample else first
        self.database.remove(first.document)
        return self._first(report)

    def _first(self, report: Report) -> Report | None:
        """The report that already stands for the same publisher and year; a real one first."""
        same = self.database.claiming(report) if report.publisher and report.year else []
        others = [r for r in same if r.document != report.document and not r.copy_of]
        return min(others, key=lambda r: r.sample, default=None)

    def _compared(self, report: Report, cells: Sequence[Figure]) -> Iterator[Finding]:
        """How the cells differ from the revision before."""
        if report.revision == 1:
            return
        if earlier := self.database.report(report.document, report.revision - 1):
            yield from compare(self.database.figures(earlier), cells, "revised")


def _is_ready(one: _Ahead) -> bool:
    return isinstance(one, Added) or one[1].done()


def _stamp(report: Report | None) -> tuple[str, str] | None:
    """What tells whether a report is as it was read before."""
    return (report.sha256, report.added) if report else None


def remove_report(database: Database, home: Path, document: str) -> bool:
    """Take a report's newest revision out, and its original where no other has the same bytes."""
    report = database.report(document)
    if report is None or not database.remove(document):
        return False
    with database.alone():  # Nobody can add the same bytes between the look and what follows.
        if not database.holds(report.sha256):
            originals.drop(home, report.sha256)
    return True


def _claims_the_same(one: Report, other: Report) -> bool:
    same = (one.publisher, one.scope, one.year) == (other.publisher, other.scope, other.year)
    return same and bool(one.publisher and one.year)
