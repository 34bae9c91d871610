"""The suites of questions: the assistant over a home of reports, question by question."""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.ask import Assistant
from assistant.turns.conversation import Conversation
from eval.exam import cell_samples, held_out_samples
from eval.golden import Sample, written_samples
from eval.measures import Result, Score, outcome_of, scores_of
from eval.printed import printed_cells
from eval.progress import with_progress
from eval.scores import Measured, run_of
from eval.turns import bundled_turns
from eval.unseen import unseen_batches
from ingest.errors import ReportError, StoreError
from ingest.settings import Settings, read_settings
from ingest.store.database import Database, open_database

if TYPE_CHECKING:
    from eval.suites import Options

# 今年 and 去年 in the golden questions count from here, so that a run says the same next year.
TODAY = date(2025, 6, 1)
Line = Mapping[str, Any]
Ask = Callable[[Sample], tuple[Line, float]]


def measure(suite: str, options: "Options") -> Measured:
    """Ask and score every question of a suite; a wrong figure is a problem of the run."""
    samples = samples_of(suite)
    with opened(options.home, suite) as assistant:
        asked = score_all(samples, ask_in_turn(assistant))
        results = list(with_progress(asked, len(samples), "questions"))
    return Measured(run_of(suite, results), [_line(result) for result in results])


def _line(result: Result) -> dict[str, Any]:
    sample = result.sample
    return {
        "sample": sample.id, "kind": sample.kind, "difficulty": sample.difficulty,
        "language": sample.language, "question": sample.question,
        "outcome": result.outcome, "explanation": result.fault, "ms": round(result.ms, 2),
        "scores": {s.measure: f"{s.value:.4f}" for s in result.scores},
    }  # fmt: skip


def samples_of(suite: str) -> list[Sample]:
    """The written sets, and every cell: in quick once, wordings taking turns; in full in each.
    Unseen are the batches written apart from the grammar; the exam asks about made reports.
    """
    if suite == "exam":
        from eval.made import made_samples, made_turns, reports

        return [*made_samples(), *made_turns(), *unseen_batches(reports())]
    if suite == "unseen":
        return list(unseen_batches())
    every = suite == "full"
    written = written_samples(printed_cells())
    return [*cell_samples(every), *written, *bundled_turns(), *held_out_samples(every)]


@contextmanager
def opened(home: Path | None, suite: str = "quick") -> Iterator[Assistant]:
    """The assistant over a home as it is, else over the suite's reports in a home made for the run.

    Raises StoreError where the named home holds no report.
    """
    if home is not None:
        settings = replace(read_settings(home), today=TODAY)
        yield _assistant(settings, _not_empty(home, settings))
        return
    folder = Path(tempfile.mkdtemp(prefix="nianbao-eval-"))
    try:
        # The stores of a run are its own, whatever the environment says of other ones.
        made = replace(
            read_settings(folder), today=TODAY, database_url="", chroma_url="", chat_model=""
        )
        yield _assistant(made, _filled(made, suite))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _not_empty(home: Path, settings: Settings) -> Database:
    if not settings.database_url and not (home / "nianbao.sqlite").is_file():
        raise StoreError(str(home), "no store here", "add reports first, or leave out --home")
    database = open_database(home, settings.database_url)
    if not database.reports():
        todo = f"run `python -m ingest add --samples --home {home}` first"
        raise StoreError(str(home), "no report is loaded", todo)
    return database


def _filled(settings: Settings, suite: str) -> Database:
    if suite != "exam":
        return _with_samples(settings)
    from eval.made import with_made

    return with_made(settings)


def _with_samples(settings: Settings) -> Database:
    from ingest.loading.add import Adder
    from ingest.loading.jobs import sample_jobs
    from ingest.loading.worker import Worker

    database = open_database(settings.home)
    with Worker() as worker:
        adder = Adder(database, settings, worker)
        for job in sample_jobs():
            added = adder.add(job)
            if added.status == "failed":
                raise StoreError(added.source, added.error, "restore the bundled sample")
    _index(database, settings)
    return database


def _index(database: Database, settings: Settings) -> None:
    """Passages into Chroma; figures need none, so a run without goes on and says so."""
    from ingest.store.collection import index_unmarked

    try:
        index_unmarked(database, settings)
    except ReportError as error:
        print(f"eval: passages are found by words alone: {error}", file=sys.stderr)


def _assistant(settings: Settings, database: Database) -> Assistant:
    return Assistant(database, settings)


def ask_in_turn(assistant: Assistant) -> Ask:
    """Asks a sample after the turns before it; the answer's line and its own milliseconds."""

    def ask(sample: Sample) -> tuple[Line, float]:
        conversation = Conversation() if sample.before else None
        for question in sample.before:
            assistant.ask(question, conversation)
        began = time.perf_counter()
        line = assistant.ask(sample.question, conversation).to_json()
        return line, (time.perf_counter() - began) * 1000

    return ask


def score_all(samples: Iterable[Sample], ask: Ask) -> Iterator[Result]:
    """Every sample asked and scored; an exception is a fault of the sample, never of the run."""
    for sample in samples:
        try:
            line, ms = ask(sample)
        except ReportError:
            raise
        except Exception as error:
            yield _raised(sample, f"raised {type(error).__name__}: {error}")
            continue
        outcome, fault = outcome_of(sample, line)
        yield Result(sample, outcome, fault, line["text"], tuple(scores_of(sample, line)), ms)


def _raised(sample: Sample, fault: str) -> Result:
    """No answer at all: it counts under the measure that an answer would have been tried by."""
    refusal = "answered" not in sample.target.status
    measure = "refusal_reason_accuracy" if refusal else "figure_accuracy"
    score = Score(sample.id, measure, 0.0, fault)
    return Result(sample, "not_answered", fault, "", (score,), 0.0)
