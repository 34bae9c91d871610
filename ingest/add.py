"""Sources to stores: what is new, unchanged, revised, a second copy; one line a source."""

import csv
import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest import originals
from ingest.across import compare
from ingest.checks import Finding
from ingest.database import Database
from ingest.errors import ReportError, StoreError
from ingest.figures import Figure
from ingest.report import READER_VERSION, SETTABLE, Reading, Report, refuse_nonsense
from ingest.settings import Settings
from ingest.sources import Source, expand
from ingest.worker import Worker

SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one source; report is None where it failed, and error says why."""

    source: str
    status: str
    report: Report | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A source to add, with what is known of it beforehand."""

    source: Source
    given: Mapping[str, str] = field(default_factory=dict)
    sample: bool = False


def jobs_of(paths: Sequence[str]) -> Iterator[Job]:
    """A job for every file behind the paths and addresses."""
    for source in expand(paths):
        yield Job(source)


def jobs_of_manifest(path: Path) -> Iterator[Job]:
    """A job for every file behind the rows of a CSV: path, url and any field of `set`.

    Raises StoreError where the file can't be read, or has a column or row that is none of these.
    """
    for row in read_manifest(path):
        named = row.get("path") or row["url"]
        local = "://" not in named and not Path(named).is_absolute()
        for source in expand([str(path.parent / named) if local else named]):
            yield Job(source, _given(row))


def sample_jobs() -> Iterator[Job]:
    """The bundled reports, written by us from facts."""
    for row in read_manifest(SAMPLES / "manifest.csv"):
        source = Source(f"samples/{row['path']}", (SAMPLES / row["path"]).read_bytes)
        yield Job(source, _given(row), sample=True)


def read_manifest(path: Path) -> list[dict[str, str]]:
    """The rows of a manifest, blanks left out of each."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        seen = f"not readable as CSV ({error})"
        raise StoreError(str(path), seen, "save it as UTF-8 CSV") from error
    allowed = {"path", *SETTABLE}
    if unknown := sorted({str(k or "without a name") for row in rows for k in row} - allowed):
        todo = f"use {', '.join(sorted(allowed))}"
        raise StoreError(str(path), f"unknown column {unknown[0]}", todo)
    held = [{k: v.strip() for k, v in row.items() if v and v.strip()} for row in rows]
    for number, row in enumerate(held, 2):
        if not row.keys() & {"path", "url"}:
            raise StoreError(f"{path}, line {number}", "neither a path nor a url", "give one")
    return held


def _given(row: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in row.items() if name in SETTABLE}


class Adder:
    """Adds sources to the SQL store of one home, each in a transaction of its own."""

    def __init__(self, database: Database, settings: Settings, worker: Worker) -> None:
        self.database, self.home, self.worker = database, settings.home, worker

    def add(self, job: Job) -> Added:
        """Read one source and keep it. Never raises for what a source can do."""
        try:
            return self._add(job, job.source.read())
        except ReportError as error:
            return Added(job.source.name, "failed", error=str(error))

    def add_all(self, jobs: Iterable[Job], named: str) -> Iterator[Added]:
        """Add what a list names; where the list itself fails, that is the last line."""
        try:
            yield from (self.add(job) for job in jobs)
        except ReportError as error:
            yield Added(named, "failed", error=str(error))

    def reread(self, report: Report) -> Added:
        """Read a report's kept original again with today's readers."""
        try:
            data = originals.read(self.home, report.sha256)
            source = Source(report.source, lambda: data)
            reading = self._read(data, Job(source, _known_of(report), report.sample))
            return self._keep(_with_hand(reading, report.hand), report, "reread")
        except ReportError as error:
            return Added(report.source, "failed", report, str(error))

    def _add(self, job: Job, data: bytes) -> Added:
        source = job.source.name
        before = self.database.by_source(source)
        sha256 = hashlib.sha256(data).hexdigest()
        given = {} if job.sample else dict(job.given)
        hand = {**(before.hand if before else {}), **given}
        known = (sha256, READER_VERSION, hand)
        if before and (before.sha256, before.reader, before.hand) == known:
            return Added(source, "unchanged", before)
        reading = self._read(data, replace(job, given={**job.given, **hand}))
        if job.sample and not before and (first := self._first(reading.report)):
            return Added(source, "unchanged", first)
        originals.keep(self.home, sha256, data)
        status = "added"
        if before:
            status = "reread" if before.sha256 == sha256 else "revised"
        return self._keep(_with_hand(reading, hand), before, status)

    def _read(self, data: bytes, job: Job) -> Reading:
        refuse_nonsense(job.given, job.source.name)
        reading = self.worker.read(data, job.source.name, job.given)
        now = datetime.datetime.now(datetime.UTC).isoformat()
        return replace(reading, report=replace(reading.report, added=now, sample=job.sample))

    def _keep(self, reading: Reading, before: Report | None, status: str) -> Added:
        """Write a reading: a new report, a revision of the one before, or the same better read."""
        report = reading.report
        if before:
            revision = before.revision + (status == "revised")
            report = replace(report, revision=revision, url=report.url or before.url)
            if not before.copy_of and not _claims_the_same(before, report):
                self.database.free_copies(before.document)
        first = None if report.sample else self._first(report)
        if first and first.sample:
            self.database.remove(first.document)
            first = self._first(report)
        report = replace(report, copy_of=first.document if first else "")
        findings = [*reading.findings, *self._compared(report, reading.figures)]
        self.database.write(replace(reading, report=report, findings=tuple(findings)))
        status = "duplicate" if first and not before else status
        return Added(report.source, status, self.database.report(report.document))

    def _first(self, report: Report) -> Report | None:
        """The report that already stands for the same publisher and year; a real one first."""
        same = self.database.claiming(report) if report.publisher and report.year else []
        others = [r for r in same if r.document != report.document and not r.copy_of]
        return min(others, key=lambda r: r.sample, default=None)

    def _compared(self, report: Report, cells: Sequence[Figure]) -> Iterator[Finding]:
        """How the cells differ from the revision before."""
        if earlier := self.database.report(report.document, report.revision - 1):
            yield from compare(self.database.figures(earlier), cells, "revised")


def _known_of(report: Report) -> dict[str, str]:
    """What is known of a report beside its text: a sample by its manifest, any by hand."""
    jobs = sample_jobs() if report.sample else iter(())
    told = next((job.given for job in jobs if job.source.name == report.source), {})
    return {"url": report.url, **told, **report.hand}


def _with_hand(reading: Reading, hand: Mapping[str, str]) -> Reading:
    return replace(reading, report=replace(reading.report, hand=hand))


def remove_report(database: Database, home: Path, document: str) -> bool:
    """Take a report's newest revision out, and its original where no other has the same bytes."""
    report = database.report(document)
    if report is None or not database.remove(document):
        return False
    if all(r.sha256 != report.sha256 for r in database.reports(current=False, counted=False)):
        originals.drop(home, report.sha256)
    return True


def _claims_the_same(one: Report, other: Report) -> bool:
    same = (one.publisher, one.scope, one.year) == (other.publisher, other.scope, other.year)
    return same and bool(one.publisher and one.year)
