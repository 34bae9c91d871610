"""The exam of the reader: made reports in every shape, loaded as a user would."""

import copy
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle
from pathlib import Path
from typing import Any

from eval.corpus.copies import altered
from eval.corpus.key import Name
from eval.corpus.prints import Printer, printing
from eval.corpus.render import RENDERERS, chosen, converted, render
from eval.corpus.reports import Report, draw_series
from ingest.errors import ReportError

Row = Mapping[str, str]
# One file in so many has an earlier version, one a second copy.
ALTERED = 0.05
KINDS = ("figures", "findings", "stated")


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of the exam: its path, its renderer, and the report with its key.

    `earlier` are the bytes that stood there first, `changed` the cell that is another there, or in
    the source `first`, which this one is a second copy of.
    """

    path: Path
    renderer: str
    report: Report
    earlier: bytes = b""
    changed: Name | None = None
    first: str = ""

    @property
    def source(self) -> str:
        """What `add` calls it."""
        member = RENDERERS[self.renderer].member
        return f"{self.path}!/{member}" if member else str(self.path)


@dataclass(slots=True)
class Read:
    """What the program made of one file: the line of `add`, and the exports of it."""

    line: Mapping[str, Any] = field(default_factory=dict)
    figures: list[Row] = field(default_factory=list)
    findings: list[Row] = field(default_factory=list)
    stated: list[Row] = field(default_factory=list)


def papers(folder: Path, seed: int, count: int, only: Sequence[str] = ()) -> list[Paper]:
    """Write about so many files, renderers taking turns; the same seed writes the same."""
    names = chosen(only)
    if not names:
        known = ", ".join(RENDERERS)
        raise ReportError(", ".join(only), "no renderer is called so", f"use some of: {known}")
    made: list[Paper] = []
    turns = cycle(names)
    publishers: set[str] = set()
    with printing() as printer:
        for number in range(count * 4):
            if len(made) >= count:
                break
            # Drawn lazily: the next year's report knows what the file of this one still shows.
            for at, report in enumerate(draw_series(seed * 1_000_000 + number)):
                publisher = report.key.body.publisher
                if at == 0 and publisher in publishers:
                    break
                publishers.add(publisher)
                name = f"{number:05}-{report.key.year}"
                made += _written(folder / name, report, next(turns), printer)
    return _converted(made)


def _written(stem: Path, report: Report, renderer: str, printer: Printer) -> Iterator[Paper]:
    """The file, some with an earlier version, some with a second copy beside it."""
    rng = random.Random(report.seed)
    suffix = RENDERERS[renderer].suffix
    path = stem.with_name(f"{stem.name}-{renderer.replace(' ', '-')}{suffix}")
    path.write_bytes(render(report, renderer, printer))
    other = altered(report, rng) if rng.random() < 2 * ALTERED else None
    if other is None or RENDERERS[renderer].convert:
        yield Paper(path, renderer, report)
        return
    changed, at = other
    if rng.random() < 0.5:
        yield Paper(path, renderer, report, render(changed, renderer, printer), at)
        return
    original = Paper(path, renderer, report)
    yield original
    changed = replace(changed, key=copy.deepcopy(report.key))
    # It comes after the first one by its name, as files are read in order.
    beside = stem.with_name(f"{stem.name}-zz-copy.html")
    beside.write_bytes(render(changed, "page", printer))
    yield Paper(beside, "page", changed, changed=at, first=original.source)


def _converted(made: list[Paper]) -> list[Paper]:
    waiting: dict[str, list[Path]] = {}
    for paper in made:
        if form := RENDERERS[paper.renderer].convert:
            waiting.setdefault(form, []).append(paper.path)
    ready = converted(waiting)
    return [replace(paper, path=ready.get(paper.path, paper.path)) for paper in made]


def load(folder: Path, written: Sequence[Paper] = ()) -> dict[str, Read]:
    """Add a folder to a new home by the command, earlier versions first, and export everything; by
    source.
    """
    with tempfile.TemporaryDirectory(prefix="nianbao-reading-") as home:
        lines = _added(home, folder, [p for p in written if p.earlier])
        read = {source: Read(line) for source, line in lines.items()}
        by_document = {r.line["document"]: r for r in read.values() if r.line["document"]}
        for kind in KINDS:
            for row in _exported(home, kind):
                if row["document"] in by_document:
                    getattr(by_document[row["document"]], kind).append(row)
        return read


def _added(home: str, folder: Path, revised: Sequence[Paper]) -> dict[str, Mapping[str, Any]]:
    """The lines of `add` by source; where files were revised, of adding the folder again."""
    final = {paper.path: paper.path.read_bytes() for paper in revised}
    for paper in revised:
        paper.path.write_bytes(paper.earlier)
    lines = _lines(_ingest(home, "add", str(folder), "--json"))
    for path, data in final.items():
        path.write_bytes(data)
    again = _lines(_ingest(home, "add", str(folder), "--json")) if final else {}
    return lines | {s: line for s, line in again.items() if line["status"] != "unchanged"}


def _lines(text: str) -> dict[str, Mapping[str, Any]]:
    return {line["source"]: line for line in map(json.loads, text.splitlines())}


def _exported(home: str, kind: str) -> Iterator[Row]:
    out = Path(home) / f"{kind}.csv"
    _ingest(home, "export", "--what", kind, "--format", "csv", "--out", str(out))
    with out.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _ingest(home: str, *arguments: str) -> str:
    """Run a command of ingest in a process of its own, with no setting of the caller's."""
    own = {k: v for k, v in os.environ.items() if not k.startswith("NIANBAO_")}
    command = [sys.executable, "-m", "ingest", arguments[0], "--home", home, *arguments[1:]]
    ran = subprocess.run(command, env=own, capture_output=True, encoding="utf-8")
    if ran.returncode == 2 or "Traceback" in ran.stderr:
        seen = f"`ingest {arguments[0]}` ended with {ran.stderr.strip()[-300:]}"
        raise ReportError("reading", seen, "mend the command first")
    return ran.stdout
