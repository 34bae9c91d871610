"""The exam of the reader: made reports in every shape, loaded as a user would."""

import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from eval.corpus.prints import printing
from eval.corpus.render import RENDERERS, chosen, converted, render
from eval.corpus.reports import Report, draw_series
from ingest.errors import ReportError

Row = Mapping[str, str]
KINDS = ("figures", "findings", "stated")


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of the exam: its name, its renderer, and the report with its key."""

    path: Path
    renderer: str
    report: Report


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
                renderer = names[len(made) % len(names)]
                name = f"{number:05}-{report.key.year}-{renderer.replace(' ', '-')}"
                path = folder / f"{name}{RENDERERS[renderer].suffix}"
                path.write_bytes(render(report, renderer, printer))
                made.append(Paper(path, renderer, report))
    return _converted(made)


def _converted(made: list[Paper]) -> list[Paper]:
    waiting: dict[str, list[Path]] = {}
    for paper in made:
        if form := RENDERERS[paper.renderer].convert:
            waiting.setdefault(form, []).append(paper.path)
    ready = converted(waiting)
    return [replace(paper, path=ready.get(paper.path, paper.path)) for paper in made]


def load(folder: Path) -> dict[str, Read]:
    """Add a folder to a new home by the command, and export everything; by source."""
    with tempfile.TemporaryDirectory(prefix="nianbao-reading-") as home:
        lines = _ingest(home, "add", str(folder), "--json")
        read: dict[str, Read] = {}
        for text in lines.splitlines():
            line = json.loads(text)
            read[line["source"]] = Read(line)
        by_document = {r.line["document"]: r for r in read.values() if r.line["document"]}
        for kind in KINDS:
            for row in _exported(home, kind):
                if row["document"] in by_document:
                    getattr(by_document[row["document"]], kind).append(row)
        return read


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
