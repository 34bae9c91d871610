"""What is to be added: sources named on the command line, in a manifest, bundled, or kept."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ingest.errors import ReportError, StoreError
from ingest.loading import originals
from ingest.loading.sources import Source, expand, failing
from ingest.loading.visit import Opening
from ingest.report import SETTABLE, Report

SAMPLES = Path(__file__).parents[1] / "samples"


@dataclass(frozen=True, slots=True)
class Job:
    """A source to add: what is given by hand, what is known of it otherwise, whether it is bundled,
    and whether it is read again though nothing changed.
    """

    source: Source
    given: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    sample: bool = False
    again: bool = False


def jobs_of(paths: Sequence[str], opening: Opening | None = None) -> Iterator[Job]:
    """A job for every file behind the paths and addresses."""
    for source in expand(paths, opening):
        yield Job(source)


def jobs_of_manifest(path: Path, opening: Opening | None = None) -> Iterator[Job]:
    """A job for every file behind the rows of a CSV: path, url and any field of `set`.

    Raises StoreError where the file can't be read, or has a column or row that is none of these.
    """
    for row in read_manifest(path):
        named = row.get("path") or row["url"]
        local = "://" not in named and not Path(named).is_absolute()
        for source in expand([str(path.parent / named) if local else named], opening):
            yield Job(source, _given(row))


def sample_jobs() -> Iterator[Job]:
    """The bundled reports, written by us from facts."""
    for row in read_manifest(SAMPLES / "manifest.csv"):
        source = Source(f"samples/{row['path']}", (SAMPLES / row["path"]).read_bytes)
        yield Job(source, known=_given(row), sample=True)


def job_again(home: Path, report: Report) -> Job:
    """The job of reading a report's kept original again, what was set by hand kept."""
    source = Source(report.source, partial(originals.read, home, report.sha256))
    known = {"url": report.url} if report.url else {}
    if report.sample:
        known |= next((job.known for job in sample_jobs() if job.source.name == report.source), {})
    return Job(source, report.hand, known, report.sample, again=True)


def unbroken(jobs: Iterator[Job], named: str) -> Iterator[Job]:
    """The jobs of a list; where the list itself fails, its last one fails with what it says."""
    try:
        yield from jobs
    except ReportError as error:
        yield Job(failing(named, error))


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
