"""Where a report is silent, and where it isn't: what is answered, refused, or shown beside."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from assistant.ask import Assistant
from eval.narrative import Narrated, Told, absent, untold
from eval.progress import with_progress
from eval.run import TODAY
from eval.scores import proportion, wilson
from ingest.chunks import sentences
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.report import Report, chunk_id
from ingest.settings import Settings
from ingest.store.collection import index_unmarked
from ingest.store.database import Database, open_database

ASKED, SILENT, FOREIGN = 4, 2, 1  # questions a report: told, untold, and of no report at all
Rows = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Made reports, the assistant over them, and which told sentences each chunk holds."""

    split: str
    made: tuple[Narrated, ...]
    assistant: Assistant
    reports: dict[str, Report]
    held: dict[str, list[str]]


def loaded_reports(folder: Path, split: str, made: Sequence[Narrated]) -> Loaded:
    """The reports in a home of the folder, with their passages searched by the assistant."""
    settings = Settings(home=folder, today=TODAY)
    database = open_database(folder)
    for one in made:
        data = one.text.encode()
        database.write(read_report(read_blocks(data, one.source), data, one.source, {}))
    index_unmarked(database, settings)
    reports = {r.source: r for r in database.reports(counted=False)}
    held = {
        name: told for one in made for name, told in _held(database, reports[one.source], one.told)
    }
    return Loaded(split, tuple(made), Assistant(database, settings), reports, held)


def _held(
    database: Database, report: Report, told: Sequence[Told]
) -> Iterator[tuple[str, list[str]]]:
    for chunk in database.chunks(report):
        text = [t.sentence for t in told if t.sentence.rstrip("。") in chunk.text]
        yield chunk_id(report, chunk), text


def share(part: int, n: int) -> tuple[str, str]:
    """A part of n, and its 95% interval."""
    low, high = wilson(part, n)
    return f"{part / n:.1%}", f"{low:.1%}–{high:.1%}"


SILENCE_HEAD = (
    "questions", "n", "refused", "95% interval", "of these with its passage beside", "with another",
    "another passage answers", "95% interval ",
)  # fmt: skip


def silence(loaded: Loaded, rng: random.Random) -> tuple[list[dict[str, Any]], Rows]:
    """Questions that the report answers, that other reports answer, and that none does.

    What is told is lost where the answer shows nothing of it, neither as the answer nor beside the
    word that the report is silent.
    """
    seen: dict[str, list[str]] = {"told": [], "told by others only": [], "told by none": []}
    for one in with_progress(loaded.made, len(loaded.made), "reports"):
        asked = [("told", t.fact, t.sentence) for t in rng.sample(one.told, ASKED)]
        missing = rng.sample(untold(one, loaded.split), SILENT)
        asked += [("told by others only", fact, "") for fact in missing]
        questions = [(kind, rng.choice(f.questions), told) for kind, f, told in asked]
        foreign = rng.sample(absent(loaded.split), FOREIGN)
        for kind, question, told in [*questions, *(("told by none", q, "") for q in foreign)]:
            answer = loaded.assistant.ask(f"{one.publisher}{one.year}年{question}")
            seen[kind].append(_seen(answer, told))
    answerable, others, none = seen.values()
    measures = [
        proportion("answerable refused", _refused(answerable), len(answerable)),
        proportion(
            "answerable lost", _refused(answerable) - answerable.count("beside"), len(answerable)
        ),
        proportion("refused where only others tell", _refused(others), len(others)),
        proportion("refused where none tells", _refused(none), len(none)),
    ]
    return measures, [_silence_row(kind, found) for kind, found in seen.items()]


def _silence_row(kind: str, found: Sequence[str]) -> tuple[str, ...]:
    beside = [f"{found.count(of) / len(found):.1%}" for of in ("beside", "another beside")]
    another = share(found.count("another"), len(found))
    return (kind, str(len(found)), *share(_refused(found), len(found)), *beside, *another)


def _refused(found: Sequence[str]) -> int:
    return len(found) - found.count("shown") - found.count("another")


def _seen(answer: Answer, told: str) -> str:
    """What came of a question: its passage or another, as the answer or beside a refusal, or
    nothing.
    """
    quotes = "".join(e.quote for e in answer.evidence)
    right = bool(told) and all(s.rstrip("。；") in quotes for s in sentences(told)[:1])
    if answer.status == "answered":
        return "shown" if right else "another"
    return "beside" if right else "another beside" if quotes else "nothing"
