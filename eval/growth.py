"""How the product grows with its collection: loading, disk, memory, answers, at each size.

Reports are added by the command, to one home that grows. What is done is kept in the folder, so a
run that was stopped goes on where it stopped; another folder (`--keep`) starts anew.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from assistant.ask import Assistant
from eval.bench import timings
from eval.corpus import Made, made_reports
from eval.load import resident
from eval.progress import with_progress
from eval.run import TODAY
from eval.scores import Measured, curve, measured_run, quantile, table, write_whole
from eval.suites import Options
from ingest.errors import ReportError
from ingest.settings import Settings, read_settings
from ingest.store.database import open_database

SIZES, SEED, ASKED = (100, 1_000, 10_000), 20, 200
LOOK = 20  # a look at a command's memory each so many lines
PARTS = {"SQL": "nianbao.sqlite", "Chroma": "chroma", "words": "words", "originals": "originals"}
Row = dict[str, float]


def measure(suite: str, options: Options) -> Measured:
    """Measure at the sizes named, 100, 1,000 and 10,000 reports by default."""
    folder = (options.keep or read_settings().home / "growth").resolve()
    sizes = sorted(options.sizes or SIZES)
    corpus = list(made_reports(sizes[-1], SEED if options.seed is None else options.seed))
    if len(corpus) < sizes[-1]:
        raise ReportError("growth", f"only {len(corpus)} reports can be made", "name smaller sizes")
    rows = {size: _at(folder, size, corpus) for size in with_progress(sizes, len(sizes), "sizes")}
    return Measured(_run(suite, rows), [{"reports": size, **row} for size, row in rows.items()])


def _run(suite: str, rows: Mapping[int, Row]) -> dict[str, Any]:
    sizes, names = list(rows), list(dict.fromkeys(name for row in rows.values() for name in row))
    cells = [
        [str(size), *(f"{row[n]:.3g}" if n in row else "" for n in names)]
        for size, row in rows.items()
    ]
    whole = [name for name in names if all(name in row for row in rows.values())]
    units = dict.fromkeys(name.rpartition(", ")[2] for name in whole)
    drawn = [
        curve(f"{unit}, by reports loaded", sizes,
              {what: [row[name] for row in rows.values()] for name in whole
               for what, _, of in [name.rpartition(", ")] if of == unit})
        for unit in units
    ]  # fmt: skip
    grown = table("Growth", ("reports", *names), cells)
    return measured_run(suite, sum(sizes), tables=[grown], curves=drawn)


def _at(folder: Path, size: int, corpus: Sequence[Made]) -> Row:
    """One size, measured once: its file in the folder says that it was."""
    done = folder / f"at-{size}.json"
    if done.exists():
        row: Row = json.loads(done.read_text(encoding="utf-8"))
        return row
    home = folder / "home"
    row = {**_load(folder, home, corpus[:size]), **_disk(home, size), **_answers(home, size)}
    row |= _cold(home)
    write_whole(done, json.dumps(row))
    return row


def _load(folder: Path, home: Path, corpus: Sequence[Made]) -> Row:
    """Write the reports that aren't there yet and add them; the seconds of each that is new."""
    files = folder / "reports"
    files.mkdir(parents=True, exist_ok=True)
    new = 0
    for made in corpus:
        path = files / f"{made.division.code}-{made.year}.md"
        if not path.exists():
            path.write_text(made.text, encoding="utf-8")
            new += 1
    began = time.perf_counter()
    used = _command(home, "ingest", ["add", str(files), "--json"])
    seconds = time.perf_counter() - began
    row = {
        "adding, memory MB": used.told / 1024,
        "with indexing, memory MB": used.most / 1024,
        "loading, processor s a report": used.processor / max(new, 1),
    }
    # After a stop nobody knows how long the reports took that were added before it.
    return row | ({"loading, s a report": seconds / new} if new else {})


def _disk(home: Path, size: int) -> Row:
    return {
        f"{name}, KB a report": sum(map(_bytes, home.glob(pattern))) / 1024 / size
        for name, pattern in PARTS.items()
    }


def _bytes(path: Path) -> int:
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    return sum(p.stat().st_size for p in files)


def _answers(home: Path, size: int) -> Row:
    """Milliseconds of answers in a process that has begun: the median, and what 95% stay within."""
    settings = Settings(home=home, today=TODAY)
    database = open_database(home)
    timed = timings(size, Assistant(database, settings), database)
    medians = {f"{t.kind}, ms": t.median for t in timed}
    return medians | {f"{t.kind}, ms at 95%": quantile(t.taken, 0.95) for t in timed}


def _cold(home: Path) -> Row:
    """One question to a new process, and the memory of one that is asked many."""
    question = f"{_place(home)}新收多少申请？\n"
    began = time.perf_counter()
    _command(home, "assistant", ["ask", "--json"], question)
    seconds = time.perf_counter() - began
    used = _command(home, "assistant", ["ask", "--json"], question * ASKED)
    return {"cold start, s": seconds, "asking, memory MB": used.most / 1024}


def _place(home: Path) -> str:
    """A body and a year that are loaded, as a question names them."""
    report = next(iter(open_database(home).reports()))
    return f"{report.publisher}{report.year}年"


@dataclass(frozen=True, slots=True)
class Used:
    """What a command took: kilobytes of memory at most, and at most while it told of anything; and
    seconds of processors, those of its own processes included.
    """

    most: int
    told: int
    processor: float


def _command(home: Path, room: str, arguments: Sequence[str], questions: str = "") -> Used:
    """Run a command as a user does."""
    own = {k: v for k, v in os.environ.items() if not k.startswith("NIANBAO_")}
    command = [sys.executable, "-m", room, arguments[0], "--home", str(home), *arguments[1:]]
    told = 0
    with tempfile.TemporaryFile("w+", encoding="utf-8") as given:
        given.write(questions)
        given.seek(0)
        process = subprocess.Popen(command, env=own, stdin=given, stdout=subprocess.PIPE)
        for _ in islice(process.stdout or (), 0, None, LOOK):
            told = max(told, resident(process.pid))
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        seen = f"ended with {process.returncode}"
        raise ReportError(f"{room} {arguments[0]}", seen, "see the line above, mend it, run again")
    return Used(used.ru_maxrss, told, used.ru_utime + used.ru_stime)
