"""How fast an answer is, in one run: at several sizes of a home, beside the bare SQL of it."""

import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from assistant.ask import Assistant
from eval.made import with_made
from eval.run import TODAY
from eval.scores import Measured, curve, measured_run, quantile, table
from eval.suites import Options
from ingest.settings import Settings
from ingest.store.database import Database
from ingest.store.schema import figures, reports

QUESTIONS, RANKINGS, SEED = 200, 12, 3
SIZES = (100, 1000)
HEAD = ("reports", "kind", "n", "median ms", "p95 ms", "× bare SQL")
RANKED = (
    "{year}年哪个区县新收申请最多",
    "{year}年予以公开率最低的是谁",
    "{year}年新收超过100件的区县",
)


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one kind of question at one size: the median and what 95% stay under."""

    reports: int
    kind: str
    n: int
    median: float
    p95: float


def bench(sizes: Sequence[int]) -> list[Timing]:
    """Every kind of question at every size, in homes of made reports that are thrown away."""
    return [timing for size in sizes for timing in _at(size)]


def measure(suite: str, options: Options) -> Measured:
    """Time answers at the sizes named, 100 and 1,000 reports by default."""
    timed = bench(options.sizes or SIZES)
    rows = list(_rows(timed))
    sizes = sorted({t.reports for t in timed})
    kinds = list(dict.fromkeys(t.kind for t in timed))
    by = {kind: [t.median for t in timed if t.kind == kind] for kind in kinds}
    run = measured_run(
        suite,
        sum(t.n for t in timed),
        tables=[table("Time of an answer", HEAD, rows)],
        curves=[curve("Median milliseconds of an answer by reports loaded", sizes, by)],
    )
    return Measured(run, [dict(zip(HEAD, row, strict=True)) for row in rows])


def _rows(timings: Iterable[Timing]) -> Iterator[tuple[str, ...]]:
    """Each answer beside the bare SQL of its size."""
    bare = 1.0
    for t in timings:
        bare = t.median if t.kind == "bare SQL" else bare
        times = (f"{t.median:.2f}", f"{t.p95:.2f}", f"{t.median / bare:.1f}")
        yield (str(t.reports), t.kind, str(t.n), *times)


def _at(size: int) -> list[Timing]:
    folder = Path(tempfile.mkdtemp(prefix="nianbao-bench-"))
    try:
        settings = Settings(home=folder, today=TODAY)
        database = with_made(settings, size)
        return timings(size, Assistant(database, settings), database)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def timings(size: int, assistant: Assistant, database: Database) -> list[Timing]:
    """Every kind of question, asked of a home of so many made reports."""
    rng = random.Random(SEED)
    bodies = [rng.choice(assistant.catalogue.bodies) for _ in range(QUESTIONS)]
    asked = [f"{b.publisher}{b.years[0]}年新收多少申请" for b in bodies]
    rates = [f"{b.publisher}{b.years[0]}年予以公开率" for b in bodies]
    ranked = [RANKED[n % len(RANKED)].format(year=2021 + n % 4) for n in range(RANKINGS)]
    documents = [b.reports[0].document for b in bodies]
    assistant.ask(asked[0])
    return [
        _timed(size, "bare SQL", documents, lambda d: _bare(database, d)),
        _timed(size, "figure", asked, assistant.ask),
        _timed(size, "rate", rates, assistant.ask),
        _timed(size, "ranking", ranked, assistant.ask),
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


def _timed(size: int, kind: str, given: Sequence[str], act: Callable[[str], object]) -> Timing:
    taken = []
    for one in given:
        began = time.perf_counter()
        act(one)
        taken.append((time.perf_counter() - began) * 1000)
    return Timing(size, kind, len(taken), statistics.median(taken), quantile(taken, 0.95))
