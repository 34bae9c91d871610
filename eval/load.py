"""The page under load: many open sessions that ask, how long each waits, what memory it takes.

With `--keep` the made home stays there, and one whose making was stopped is made to its end.
"""

import asyncio
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from assistant.question.places import Catalogue
from eval.made import with_made
from eval.run import TODAY
from eval.scores import Measured, measured_run, quantile, table
from eval.suites import Options
from eval.visitor import Heard, Visitor
from ingest.errors import StoreError
from ingest.settings import Settings, read_settings
from ingest.store.database import Database, open_database

SESSIONS, EVERY, SECONDS, SEED = 30, 5.0, 300.0, 11
REPORTS = 200
# What must hold: seconds of the median and of 95%, growth of memory between two questions.
MEDIAN, MOST, FIRST, ANSWER, GROWTH = 1.0, 3.0, 3.0, 0.5, 1.05
BETWEEN = (200, 1000)
WORDINGS = (
    "{body}{year}年新收多少件申请？", "{body}{year}年予以公开率是多少？", "自然人呢？",
    "{body}{year}年不予公开的原因都有哪些？", "{body}{year}年存在哪些问题？", "{year}年呢？",
    "{body}{year}年行政复议一共几件？",
)  # fmt: skip


@dataclass(slots=True)
class Load:
    """What was seen: the first pages, then every question in order, and memory by question."""

    opened: list[Heard] = field(default_factory=list)
    asked: list[Heard] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: dict[int, int] = field(default_factory=dict)
    processor: float = 0.0


def measure(suite: str, options: Options) -> Measured:
    """Serve a home, named or made, to 30 sessions for five minutes."""
    with _home(options) as home, served(home) as (port, process):
        seen = asyncio.run(under_load(home, port, process))
    run = measured_run(suite, len(seen.asked), tables=[_table(seen)], problems=problems(seen))
    return Measured(
        run, [{"question": n, "ms": round(h.end * 1000)} for n, h in enumerate(seen.asked)]
    )


@contextmanager
def _home(options: Options) -> Iterator[Path]:
    if options.home is not None:
        if not (options.home / "nianbao.sqlite").is_file():
            raise StoreError(str(options.home), "no store here", "add reports first")
        yield options.home
        return
    count = next(iter(options.sizes), REPORTS)
    folder = options.keep or Path(tempfile.mkdtemp(prefix="nianbao-load-"))
    try:
        with_made(Settings(home=folder, today=TODAY), count)
        yield folder
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def served(home: Path) -> Iterator[tuple[int, int]]:
    """The page of a home, warm: its port and its process."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "ui", "--home", str(home), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as server:
        try:
            line = server.stdout.readline() if server.stdout else ""
            if str(port) not in line:
                raise StoreError(
                    str(home), "the page did not start", "run `python -m ui` to see why"
                )
            yield port, server.pid
        finally:
            server.terminate()


async def under_load(
    home: Path, port: int, process: int, sessions: int = SESSIONS, seconds: float = SECONDS
) -> Load:
    """Warm the page by one visitor, then let all of them ask until the time is over."""
    seen = Load()
    questions = _questions(open_database(home, read_settings(home).database_url))
    await _visit(port, seen, (questions, 0.0, process), random.Random(0))
    seen.opened.clear()
    seen.asked.clear()
    end, before = time.monotonic() + seconds, spent(process)
    given = (questions, end, process)
    await asyncio.gather(
        *(_visit(port, seen, given, random.Random(SEED + n)) for n in range(sessions))
    )
    seen.processor = spent(process) - before
    return seen


def _questions(database: Database) -> list[tuple[str, int]]:
    bodies = Catalogue(database.reports(counted=False)).bodies
    return [(b.publisher, year) for b in bodies for year in b.years]


async def _visit(
    port: int, seen: Load, given: tuple[Sequence[tuple[str, int]], float, int], rng: random.Random
) -> None:
    """One session: open the page, then ask every few seconds on average; one question at least."""
    from websockets.asyncio.client import connect
    from websockets.typing import Subprotocol

    questions, end, process = given
    await asyncio.sleep(rng.random() * EVERY if end else 0)
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    try:
        async with connect(
            address, subprotocols=[Subprotocol("streamlit")], max_size=None
        ) as opened:
            visitor = Visitor(opened)
            seen.opened.append(await visitor.open())
            turn = 0
            while turn == 0 or time.monotonic() < end:
                body, year = rng.choice(questions)
                question = WORDINGS[turn % len(WORDINGS)].format(body=body, year=year)
                _note(seen, await visitor.ask(question), process)
                turn += 1
                await asyncio.sleep(rng.expovariate(1 / EVERY) if end else 0)
    except Exception as error:
        seen.errors.append(f"{type(error).__name__}: {error}")


def _note(seen: Load, heard: Heard, process: int) -> None:
    seen.asked.append(heard)
    if heard.failed or not heard.answer:
        seen.errors.append(f"question {len(seen.asked)}: no answer")
    if len(seen.asked) % 50 == 0:
        seen.memory[len(seen.asked)] = resident(process)


def resident(process: int) -> int:
    """The resident memory of a process in kilobytes; 0 where the system doesn't tell."""
    try:
        told = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(found[1]) if (found := re.search(r"VmRSS:\s+(\d+)", told)) else 0


def spent(process: int) -> float:
    """The seconds of processor that a process has taken; 0 where the system doesn't tell."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def problems(seen: Load) -> list[str]:
    """What doesn't hold."""
    ends, answers = ([h.end for h in seen.asked], [h.answer for h in seen.asked])
    limits = (
        ("median of a question", quantile(ends, 0.5), MEDIAN),
        ("95% of questions", quantile(ends, 0.95), MOST),
        ("median of a first page", quantile([h.end for h in seen.opened], 0.5), FIRST),
        ("median of the answer itself", quantile(answers, 0.5), ANSWER),
        ("memory over that before", growth(seen), GROWTH),
    )
    found = [f"{name}: {value:.2f}, over {most:g}" for name, value, most in limits if value > most]
    if BETWEEN[1] not in seen.memory:
        found.append(f"memory: only {len(seen.asked)} questions of {BETWEEN[1]} were asked in time")
    return found + [f"{len(seen.errors)} errors, the first: {e}" for e in seen.errors[:1]]


def growth(seen: Load) -> float:
    """Memory at question 1,000 over that at question 200; 1 where so many were not asked."""
    before, after = (seen.memory.get(n, 0) for n in BETWEEN)
    return after / before if before and after else 1.0


def _table(seen: Load) -> dict[str, object]:
    ends, answers = ([h.end for h in seen.asked], [h.answer for h in seen.asked])
    rows = [
        ("first page", len(seen.opened), [h.end for h in seen.opened]),
        ("answer shown", len(answers), answers), ("page complete", len(ends), ends),
    ]  # fmt: skip
    told = [
        (name, str(n), *(f"{quantile(v, q) * 1000:.0f}" for q in (0.5, 0.95, 1)))
        for name, n, v in rows
    ]
    memory = [f"{n}: {kb // 1024} MB" for n, kb in seen.memory.items() if n in (*BETWEEN, 50)]
    told.append(("memory by question", "; ".join(memory), f"{growth(seen):.3f}", "", ""))
    each = seen.processor / len(ends) * 1000 if ends else 0.0
    told.append(("processor time of a question", str(len(ends)), f"{each:.0f}", "", ""))
    told.append(("errors", str(len(seen.errors)), "", "", ""))
    return table("The page under load", ("what", "n", "median ms", "p95 ms", "most ms"), told)
