"""How fast loading is, in one run: the whole beside the sum of its bare parts, at several sizes.

The whole is files added and their passages indexed, on one worker, in processes that have begun.
The parts are what no loading can do without, each by itself on the same reports: the reader, the
model, Chroma's add, the rows' insert, the words' index. Times are the processors' own, of this
process and the one that reads together, so that what else a machine does hardly shows; by them it
is judged. By the clock the two work at once; that ratio is told beside. Each size is timed in
several turns: the middle one counts, the least and the most ratio are told.
"""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence, Sized
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from eval.corpus import Made, made_reports
from eval.run import TODAY
from eval.scores import Measured, curve, measured_run, table
from eval.suites import Options
from ingest import embedding
from ingest.errors import StoreError
from ingest.loading.add import Adder
from ingest.loading.jobs import jobs_of
from ingest.loading.worker import Worker
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.report import Reading, chunk_id
from ingest.settings import Settings
from ingest.store.collection import BATCH, index_unmarked
from ingest.store.database import open_database
from ingest.store.engines import PRAGMAS
from ingest.store.rows import child_rows, report_row
from ingest.store.words import Words

SIZES, TURNS, SEED, EVERY, SLICE = (100, 1000), 3, 7, 20_000, 500
PARTS = ("reader", "model", "Chroma's add", "rows", "words")
CHROMA = PARTS[2]
# What the project holds itself to: the whole against its parts, and its growth with the size.
MOST_TIMES, MOST_GROWTH = 1.6, 1.1
Times = dict[str, float]
Taken = tuple[Times, Times]  # by the processors, by the clock


def measure(suite: str, options: Options) -> Measured:
    """Time loading at the sizes named, 100 and 1,000 reports by default."""
    sizes = sorted(options.sizes or SIZES)
    with tempfile.TemporaryDirectory(prefix="nianbao-loading-") as folder, Worker() as worker:
        _timed(Path(folder), 20, worker)  # whatever is loaded once is loaded now
        found = {n: [_timed(Path(folder), n, worker) for _ in range(TURNS)] for n in sizes}
    return Measured(_run(suite, found), [{"reports": n, **t} for n, t in _shown(found).items()])


def _run(suite: str, found: Mapping[int, Sequence[Taken]]) -> dict[str, Any]:
    shown, sizes = _shown(found), list(found)
    names = list(next(iter(shown.values())))
    rows = [[str(size), *(shown[size][name] for name in names)] for size in sizes]
    lines = {name: [float(shown[size][name]) for size in sizes] for name in names[:-3]}
    return measured_run(
        suite, sum(sizes),
        tables=[table("Milliseconds to load a report", ("reports", *names), rows)],
        curves=[curve("Milliseconds a report by reports loaded", sizes, lines)],
        problems=[*_problems(found)],
    )  # fmt: skip


def _shown(found: Mapping[int, Sequence[Taken]]) -> dict[int, dict[str, str]]:
    return {
        size: {
            **{name: f"{ms:.2f}" for name, ms in times.items()},
            "parts": f"{_parts(times):.2f}", "without Chroma's": f"{_own(times):.2f}",
            "× parts": f"{_ratio(times):.2f}",
            "least–most": f"{_ratio(turns[0][0]):.2f}–{_ratio(turns[-1][0]):.2f}",
            "× parts by the clock": f"{_ratio(clock):.2f}",
        }
        for size, held in found.items()
        for turns in [sorted(held, key=lambda taken: _ratio(taken[0]))]
        for times, clock in [_middle(turns)]
    }  # fmt: skip


def _middle(turns: Sequence[Taken]) -> Taken:
    """The turn that half of the others were quicker than."""
    return sorted(turns, key=lambda taken: _ratio(taken[0]))[len(turns) // 2]


def _ratio(times: Times) -> float:
    return times["whole"] / _parts(times)


def _parts(times: Times) -> float:
    return sum(times[name] for name in PARTS)


def _own(times: Times) -> float:
    return times["whole"] - times[CHROMA]


def _problems(found: Mapping[int, Sequence[Taken]]) -> Iterator[str]:
    for size, turns in found.items():
        if (ratio := _ratio(_middle(turns)[0])) > MOST_TIMES:
            yield f"{size} reports took {ratio:.2f} times their parts, over {MOST_TIMES}"
    least, most = min(found), max(found)
    few, many = (_own(_middle(found[size])[0]) for size in (least, most))
    if (growth := many / few) > MOST_GROWTH:
        yield f"a report took {growth:.2f} times as long at {most} as at {least}"


def _timed(folder: Path, size: int, worker: Worker) -> Taken:
    """Milliseconds a report of each part and of the whole; what is written is thrown away."""
    files = _files(folder / f"files-{size}", size)
    bare = _Bare(folder / f"parts-{size}")
    for start in range(0, size, SLICE):
        bare.take(files[start : start + SLICE])
    began, clock = _spent(worker), time.perf_counter()
    _load(folder / f"whole-{size}", files[0].parent, worker)
    bare.taken["whole"] = _spent(worker) - began
    bare.clock["whole"] = time.perf_counter() - clock
    for path in folder.iterdir():
        shutil.rmtree(path)
    by_processors, by_clock = (
        {name: seconds * 1000 / size for name, seconds in taken.items()}
        for taken in (bare.taken, bare.clock)
    )
    return by_processors, by_clock


def _spent(worker: Worker) -> float:
    """Seconds of processors so far, here and in the worker's process."""
    return time.process_time() + worker.run(time.process_time, "")


def _files(folder: Path, size: int) -> list[Path]:
    """Made reports as files: bodies with all their years, so that at every size a report has as
    many beside it.
    """
    folder.mkdir()
    found = []
    for made in _corpus()[:size]:
        path = folder / f"{made.division.code}-{made.year}.md"
        path.write_text(made.text, encoding="utf-8")
        found.append(path)
    return found


@cache
def _corpus() -> list[Made]:
    every = sorted(made_reports(EVERY, SEED), key=lambda m: (m.division.code, m.year))
    return every


def _load(home: Path, folder: Path, worker: Worker) -> None:
    settings = Settings(home=home, today=TODAY)
    database = open_database(home)
    for added in Adder(database, settings, worker).add_all(jobs_of([str(folder)])):
        if added.report is None:
            raise StoreError(added.source, added.error, "mend the corpus or the reader")
    index_unmarked(database, settings)
    database.engine.dispose()


class _Bare:
    """Each part by itself into a store of its own, and the seconds that each took."""

    def __init__(self, folder: Path) -> None:
        import chromadb

        folder.mkdir()
        open_database(folder).engine.dispose()  # only its tables are used
        self.rows = sqlite3.connect(folder / "nianbao.sqlite", isolation_level=None)
        for pragma in PRAGMAS:
            self.rows.execute(f"PRAGMA {pragma}")
        self.words = Words(folder)
        self.words.rebuild(())
        self.vectors = chromadb.PersistentClient(
            str(folder / "chroma"), settings=chromadb.Settings(anonymized_telemetry=False)
        ).create_collection(
            "bare", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        self.taken = dict.fromkeys(PARTS, 0.0)
        self.clock = dict.fromkeys(PARTS, 0.0)
        self.next = 1

    def take(self, files: Sequence[Path]) -> None:
        """Read some files and put them into every store."""
        given = [(path.read_bytes(), str(path)) for path in files]
        with self._timing("reader"):
            readings = [read_report(read_blocks(d, name), d, name, {}) for d, name in given]
        prepared = [list(_statements(n, reading)) for n, reading in enumerate(readings, self.next)]
        self.next += len(readings)
        with self._timing("rows"):
            for statements in prepared:
                self.rows.execute("BEGIN IMMEDIATE")
                for statement, rows in statements:
                    self.rows.executemany(statement, rows)
                self.rows.execute("COMMIT")
        with self._timing("words"):
            self.words.put([(r.report, r.chunks) for r in readings])
        passages = [(chunk_id(r.report, c), c) for r in readings for c in r.chunks]
        for start in range(0, len(passages), BATCH):
            ids, chunks = zip(*passages[start : start + BATCH], strict=True)
            texts = [chunk.text for chunk in chunks]
            with self._timing("model"):
                vectors = embedding.load().passages(texts)
            about = [
                {"document": name, "where": chunk.where}
                for name, chunk in zip(ids, chunks, strict=True)
            ]
            with self._timing(CHROMA):
                self.vectors.upsert(
                    ids=list(ids), embeddings=vectors, documents=texts, metadatas=about
                )

    @contextmanager
    def _timing(self, name: str) -> Iterator[None]:
        began, clock = time.process_time(), time.perf_counter()
        yield
        self.taken[name] += time.process_time() - began
        self.clock[name] += time.perf_counter() - clock


def _statements(number: int, reading: Reading) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """The rows of a reading as the driver takes them, table by table."""
    row = report_row(number, reading)
    columns = ", ".join(f'"{name}"' for name in row)
    yield f"INSERT INTO reports ({columns}) VALUES ({_marks(row)})", [tuple(row.values())]
    for kept, rows in child_rows(number, reading):
        if rows:
            yield f"INSERT INTO {kept.name} VALUES ({_marks(rows[0])})", rows


def _marks(row: Sized) -> str:
    return ", ".join("?" * len(row))
