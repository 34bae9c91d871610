"""How fast an answer is, in one run: at several sizes of a home, beside the bare SQL of it.

Times are the processor's own, so that what else a machine does hardly shows; by the clock they are
told beside.
"""

import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa

from assistant.ask import Assistant
from assistant.figures.algebra import measure_of, statement
from eval.made import with_made
from eval.run import TODAY
from eval.scores import Measured, curve, measured_run, quantile, table
from eval.suites import Options
from ingest.settings import Settings, read_settings
from ingest.store.database import Database, open_database
from ingest.store.schema import figures, reports

QUESTIONS, RANKINGS, SEED = 200, 12, 3
SIZES = (100, 1000)
HEAD = ("reports", "kind", "n", "median ms", "p95 ms", "× bare SQL", "median ms by the clock")
# What the project holds itself to, at any size: milliseconds of the median.
MOST = {"figure": 5.0, "rate": 5.0, "ranking": 50.0, "two rankings": 50.0}
BARE = ("bare SQL", "bare SQL of a ranking")
RANKED = (
    "{year}年哪个区县新收申请最多",
    "{year}年予以公开率最低的是谁",
    "{year}年新收超过100件的区县",
)
# It has two readings, each a ranking of its own.
BOTH = "{year}年公开率最高的区县"
Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one kind of question at one size: the median and what 95% stay under, of the
    processor; and the median by the clock.
    """

    reports: int
    kind: str
    n: int
    median: float
    p95: float
    clock: float


def bench(sizes: Sequence[int], home: Path | None = None) -> list[Timing]:
    """Every kind of question at every size, in homes of made reports that are thrown away; and in a
    home that is there.
    """
    timed = [timing for size in sizes for timing in _at(size)]
    return timed + (_in_home(home) if home else [])


def measure(suite: str, options: Options) -> Measured:
    """Time answers at the sizes named, 100 and 1,000 reports by default, and in a home named."""
    timed = bench(options.sizes or (() if options.home else SIZES), options.home)
    rows = list(_rows(timed))
    sizes = sorted({t.reports for t in timed})
    kinds = list(dict.fromkeys(t.kind for t in timed))
    by = {kind: [t.median for t in timed if t.kind == kind] for kind in kinds}
    run = measured_run(
        suite,
        sum(t.n for t in timed),
        tables=[table("Time of an answer", HEAD, rows)],
        curves=[curve("Median milliseconds of an answer by reports loaded", sizes, by)],
        problems=[
            f"{t.kind} at {t.reports} reports: {t.median:.1f} ms, over {MOST[t.kind]:g}"
            for t in timed
            if t.median > MOST.get(t.kind, t.median)
        ],
    )
    return Measured(run, [dict(zip(HEAD, row, strict=True)) for row in rows])


def _rows(timings: Iterable[Timing]) -> Iterator[tuple[str, ...]]:
    """Each answer beside the bare SQL that it rests on."""
    bare = 1.0
    for t in timings:
        bare = t.median if t.kind in BARE else bare
        times = (f"{ms:.2f}" for ms in (t.median, t.p95, t.median / bare, t.clock))
        yield (str(t.reports), t.kind, str(t.n), *times)


def _at(size: int) -> list[Timing]:
    folder = Path(tempfile.mkdtemp(prefix="nianbao-bench-"))
    try:
        settings = Settings(home=folder, today=TODAY)
        database = with_made(settings, size)
        return timings(size, Assistant(database, settings), database)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _in_home(home: Path) -> list[Timing]:
    settings = replace(read_settings(home), today=TODAY)
    database = open_database(home, settings.database_url)
    assistant = Assistant(database, settings)
    return timings(sum(len(b.reports) for b in assistant.catalogue.bodies), assistant, database)


def timings(size: int, assistant: Assistant, database: Database) -> list[Timing]:
    """Every kind of question, asked of a home of so many made reports."""
    rng = random.Random(SEED)
    bodies = [rng.choice(assistant.catalogue.bodies) for _ in range(QUESTIONS)]
    asked = [f"{b.publisher}{b.years[0]}年新收多少申请" for b in bodies]
    rates = [f"{b.publisher}{b.years[0]}年予以公开率" for b in bodies]
    ranked = [RANKED[n % len(RANKED)].format(year=2021 + n % 4) for n in range(RANKINGS)]
    both = [BOTH.format(year=2021 + n % 4) for n in range(RANKINGS)]
    statements = [statement([measure_of("requests_new")], 2021 + n % 4) for n in range(RANKINGS)]
    documents = [b.reports[0].document for b in bodies]
    for question in (asked[0], *both[:4]):
        assistant.ask(question)
    return [
        _timed(size, BARE[0], documents, lambda d: _bare(database, d)),
        _timed(size, "figure", asked, assistant.ask),
        _timed(size, "rate", rates, assistant.ask),
        _timed(size, BARE[1], statements, database.rows),
        _timed(size, "ranking", ranked, assistant.ask),
        _timed(size, "two rankings", both, assistant.ask),
    ]


def _bare(database: Database, document: str) -> object:
    """The cells of the report that a figure question is about, by SQL alone."""
    wanted = (
        sa.select(figures.c.indicator, figures.c.breakdown, figures.c.value)
        .join(reports, reports.c.number == figures.c.report)
        .where(reports.c.document == document, reports.c.current)
    )
    with database.engine.connect() as at:
        return at.execute(wanted).all()


def _timed(size: int, kind: str, given: Sequence[Given], act: Callable[[Given], object]) -> Timing:
    taken, clock = [], []
    for one in given:
        began, before = time.process_time(), time.perf_counter()
        act(one)
        taken.append((time.process_time() - began) * 1000)
        clock.append((time.perf_counter() - before) * 1000)
    middle = statistics.median
    return Timing(size, kind, len(taken), middle(taken), quantile(taken, 0.95), middle(clock))
