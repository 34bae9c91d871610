"""How fast an answer is, in one run: at several sizes of a home, beside the bare SQL of it.

Times are the processor's own, so that what else a machine does hardly shows; by the clock they are
told beside.
"""

import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa
from scipy.stats import bootstrap

from assistant.ask import Assistant, set_apart
from assistant.figures.algebra import measure_of, statement
from eval.made import with_made
from eval.run import TODAY
from eval.scores import Measured, curve, measured_run, quantile, ratio, table
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
Acts = Sequence[Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one kind of question at one size, of the processor, and of the bare SQL that
    it rests on, in the same turns; and the median by the clock.
    """

    reports: int
    kind: str
    taken: Sequence[float]
    bare: Sequence[float]
    clock: float

    @property
    def median(self) -> float:
        """Milliseconds that half of them stay under."""
        return statistics.median(self.taken)


def bench(sizes: Sequence[int], home: Path | None = None) -> list[Timing]:
    """Every kind of question at every size, in homes of made reports that are thrown away; and in a
    home that is there.
    """
    timed = [timing for size in sizes for timing in _at(size)]
    return timed + (_in_home(home) if home else [])


def measure(suite: str, options: Options) -> Measured:
    """Time answers at the sizes named, 100 and 1,000 reports by default, and in a home named."""
    timed = bench(options.sizes or (() if options.home else SIZES), options.home)
    rows = [_row(t) for t in timed]
    sizes = sorted({t.reports for t in timed})
    kinds = list(dict.fromkeys(t.kind for t in timed))
    by = {kind: [t.median for t in timed if t.kind == kind] for kind in kinds}
    run = measured_run(
        suite,
        sum(len(t.taken) for t in timed),
        measures=[_times_bare(t) for t in timed if t.kind not in BARE],
        tables=[table("Time of an answer", HEAD, rows)],
        curves=[curve("Median milliseconds of an answer by reports loaded", sizes, by)],
        # A slow machine is no fault of a change: in quick the ratios alone are held to limits.
        problems=_too_slow(timed) if suite == "bench" else [],
    )
    return Measured(run, [dict(zip(HEAD, row, strict=True)) for row in rows])


def _too_slow(timed: Sequence[Timing]) -> list[str]:
    return [
        f"{t.kind} at {t.reports} reports: {t.median:.1f} ms, over {MOST[t.kind]:g}"
        for t in timed
        if t.median > MOST.get(t.kind, t.median)
    ]


def _row(t: Timing) -> tuple[str, ...]:
    times = (t.median, quantile(t.taken, 0.95), _ratio(t.taken, t.bare), t.clock)
    return (str(t.reports), t.kind, str(len(t.taken)), *(f"{one:.2f}" for one in times))


def _times_bare(t: Timing) -> dict[str, Any]:
    """How many times the bare SQL, median by median, and the interval by resampling the turns."""
    own = (t.taken, t.bare)
    low, high = bootstrap(own, _ratio, paired=True, n_resamples=1_000, rng=1,
                          method="percentile").confidence_interval  # fmt: skip
    told = (float(_ratio(*own)), float(low), float(high))
    return ratio(f"{t.kind} among {t.reports:,}, × bare SQL", len(t.taken), told)


def _ratio(own: Any, bare: Any, axis: int = 0) -> Any:
    return np.median(own, axis=axis) / np.median(bare, axis=axis)


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
    """Every kind of question, asked of a home of so many made reports, as warm as in the page."""
    set_apart()
    rng = random.Random(SEED)
    bodies = [rng.choice(assistant.catalogue.bodies) for _ in range(QUESTIONS)]
    asked = [f"{b.publisher}{b.years[0]}年新收多少申请" for b in bodies]
    rates = [f"{b.publisher}{b.years[0]}年予以公开率" for b in bodies]
    ranked = [RANKED[n % len(RANKED)].format(year=2021 + n % 4) for n in range(RANKINGS)]
    both = [BOTH.format(year=2021 + n % 4) for n in range(RANKINGS)]
    statements = [statement([measure_of("requests_new")], 2021 + n % 4) for n in range(RANKINGS)]
    for question in (asked[0], *both[:4]):
        assistant.ask(question)
    cells = [partial(_bare, database, b.reports[0].document) for b in bodies]
    ranks = [partial(database.rows, statement) for statement in statements]

    def timed(kind: str, questions: Sequence[str], bare: Acts) -> Timing:
        return _timed(size, kind, [partial(assistant.ask, q) for q in questions], bare)

    return [
        _timed(size, BARE[0], cells, cells),
        timed("figure", asked, cells),
        timed("rate", rates, cells),
        _timed(size, BARE[1], ranks, ranks),
        timed("ranking", ranked, ranks),
        timed("two rankings", both, ranks),
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


def _timed(size: int, kind: str, acts: Acts, bare: Acts) -> Timing:
    turns = [(*_ms(act), _ms(beside)[0]) for act, beside in zip(acts, bare, strict=True)]
    taken, clock, bared = zip(*turns, strict=True)
    return Timing(size, kind, taken, bared, statistics.median(clock))


def _ms(act: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds that an act takes, of the processor and by the clock."""
    worked, began = time.process_time(), time.perf_counter()
    act()
    return (time.process_time() - worked) * 1000, (time.perf_counter() - began) * 1000
