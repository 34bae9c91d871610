"""Sources to stores: what is new, unchanged, revised, a second copy; one line a source."""

import csv
import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.amounts import plain
from ingest.checks import Finding
from ingest.database import Database
from ingest.errors import ReportError, StoreError
from ingest.figures import Figure
from ingest.read import read_report
from ingest.report import READER_VERSION, SETTABLE, Reading, Report
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


def jobs_of_manifest(path: Path, sample: bool = False) -> Iterator[Job]:
    """A job a row of a CSV with the columns path, url and any field of `set`.

    Raises StoreError where the file can't be read or has a column that is none of these.
    """
    for row in read_manifest(path):
        named = row.pop("path", "") or row.get("url", "")
        given = {k: v.strip() for k, v in row.items() if k in SETTABLE and v and v.strip()}
        if sample:
            file = path.parent / named
            yield Job(Source(f"samples/{named}", file.read_bytes), given, sample=True)
            continue
        local = "://" not in named and not Path(named).is_absolute()
        for source in expand([str(path.parent / named) if local else named]):
            yield Job(source, given)


def read_manifest(path: Path) -> list[dict[str, str]]:
    """The rows of a manifest."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise StoreError(
            str(path), f"not readable as CSV ({error})", "save it as UTF-8 CSV"
        ) from error
    allowed = {"path", *SETTABLE}
    unknown = sorted({str(k) for row in rows for k in row} - allowed)
    if unknown:
        raise StoreError(
            str(path), f"unknown column {unknown[0]}", f"use {', '.join(sorted(allowed))}"
        )
    return rows


def sample_jobs() -> Iterator[Job]:
    """The bundled reports, written by us from facts."""
    return jobs_of_manifest(SAMPLES / "manifest.csv", sample=True)


class Adder:
    """Adds sources to the SQL store of one home, each in a transaction of its own."""

    def __init__(self, database: Database, settings: Settings, worker: Worker) -> None:
        self.database, self.settings, self.worker = database, settings, worker

    def add(self, job: Job) -> Added:
        """Read one source and keep it. Never raises for what a source can do."""
        try:
            return self._add(job, job.source.read())
        except ReportError as error:
            return Added(job.source.name, "failed", error=str(error))

    def reread(self, report: Report) -> Added:
        """Read a report's kept original again with today's readers."""
        path = self.original(report.sha256)
        try:
            if not path.is_file():
                raise StoreError(str(path), "the kept original is missing", "add the source again")
            data = path.read_bytes()
            reading = self._read(
                data, report.source, {"url": report.url, **report.hand}, report.sample
            )
        except ReportError as error:
            return Added(report.source, "failed", report, str(error))
        return self._keep(reading, replace(report, hand=report.hand), "reread")

    def original(self, sha256: str) -> Path:
        """Where the bytes with this hash are kept."""
        return self.settings.home / "originals" / sha256

    def _add(self, job: Job, data: bytes) -> Added:
        source = job.source.name
        before = self.database.by_source(source)
        sha256 = hashlib.sha256(data).hexdigest()
        if before and before.sha256 == sha256 and before.reader == READER_VERSION:
            return Added(source, "unchanged", before)
        hand = {**(before.hand if before else {}), **({} if job.sample else job.given)}
        reading = self._read(data, source, {**job.given, **hand}, job.sample)
        reading = replace(reading, report=replace(reading.report, hand=hand, sample=job.sample))
        self._keep_original(sha256, data)
        if before:
            return self._keep(reading, before, "reread" if before.sha256 == sha256 else "revised")
        return self._keep_new(reading)

    def _read(self, data: bytes, source: str, given: Mapping[str, str], sample: bool) -> Reading:
        reading = read_report(self.worker.read(data, source), data, source, given)
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        return replace(reading, report=replace(reading.report, added=now, sample=sample))

    def _keep(self, reading: Reading, before: Report, status: str) -> Added:
        """The same source again: a revision where its bytes changed, else the same one better read."""
        revision = before.revision + (status == "revised")
        report = replace(
            reading.report, revision=revision, hand=before.hand, copy_of=before.copy_of,
            url=before.url or reading.report.url,
        )  # fmt: skip
        findings = list(reading.findings)
        if status == "revised":
            findings += compare(self.database.figures(before), reading.figures, "revised")
        self.database.write(replace(reading, report=report, findings=tuple(findings)))
        return Added(report.source, status, self.database.report(report.document))

    def _keep_new(self, reading: Reading) -> Added:
        report = reading.report
        same = [r for r in self.database.reports() if _claims_the_same(r, report) and not r.copy_of]
        if report.sample and same:
            return Added(report.source, "unchanged", same[0])
        for sample in (r for r in same if r.sample):
            self.database.remove(sample.document)
        first = next((r for r in same if not r.sample), None)
        findings = list(reading.findings)
        if first:
            report = replace(report, copy_of=first.document)
            findings += compare(self.database.figures(first), reading.figures, "second_copy")
        self.database.write(replace(reading, report=report, findings=tuple(findings)))
        return Added(
            report.source, "duplicate" if first else "added", self.database.report(report.document)
        )

    def _keep_original(self, sha256: str, data: bytes) -> None:
        path = self.original(sha256)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            partial = path.with_suffix(".part")
            partial.write_bytes(data)
            partial.replace(path)


def _claims_the_same(one: Report, other: Report) -> bool:
    return bool(
        one.publisher and one.year
        and (one.publisher, one.scope, one.year) == (other.publisher, other.scope, other.year)
        and one.document != other.document
    )  # fmt: skip


def compare(before: Sequence[Figure], after: Sequence[Figure], check: str) -> Iterator[Finding]:
    """A finding a printed cell that differs between two revisions or two copies."""
    held = {f.where: f for f in before if f.state != "computed"}
    for figure in after:
        old = held.get(figure.where)
        if old is None or figure.state == "computed" or _shown(old) == _shown(figure):
            continue
        what = "修订" if check == "revised" else "另一份"
        yield Finding(
            check, "note" if check == "revised" else "soft", figure.where, _shown(old), _shown(figure),
            f"{what}：{figure.where} 由{_shown(old)}变为{_shown(figure)}"
            if check == "revised"
            else f"两份同名年报不一致：{figure.where} 先收录的为{_shown(old)}，这份为{_shown(figure)}",
            f"{figure.where}: {_shown(old)} → {_shown(figure)}",
        )  # fmt: skip


def _shown(figure: Figure) -> str:
    return plain(figure.value) if figure.value is not None else f"（{figure.state}）"
