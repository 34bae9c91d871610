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

# Questions a report: told, untold, of no report at all, and of what it tells but doesn't answer.
ASKED, SILENT, FOREIGN, OPEN = 4, 2, 1, 1
KINDS = ("told", "told by others only", "told by none", "spoken of, not answered")
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
    """Questions that the report answers, that other reports answer, that none does, and that the
    report speaks of without an answer.

    What is told is lost where the answer shows nothing of it, neither as the answer nor beside the
    word that the report is silent.
    """
    seen: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for one in with_progress(loaded.made, len(loaded.made), "reports"):
        for kind, question, told in _questions(one, loaded.split, rng):
            answer = loaded.assistant.ask(f"{one.publisher}{one.year}年{question}")
            seen[kind].append(_seen(answer, told))
    answerable, others, none, _ = seen.values()
    measures = [
        proportion("answerable refused", _refused(answerable), len(answerable)),
        proportion(
            "answerable lost", _refused(answerable) - answerable.count("beside"), len(answerable)
        ),
        proportion("refused where only others tell", _refused(others), len(others)),
        proportion("refused where none tells", _refused(none), len(none)),
    ]
    return measures, [_silence_row(kind, found) for kind, found in seen.items() if found]


def _questions(one: Narrated, split: str, rng: random.Random) -> Iterator[tuple[str, str, str]]:
    """Of each kind: the question, and the sentence that answers it, if one does."""
    told, others, none, spoken_of = KINDS
    answered = rng.sample([t for t in one.told if t.answered], ASKED)
    asked: list[tuple[str, Sequence[str], str]]
    asked = [(told, t.answered, t.sentence) for t in answered]
    asked += [(others, fact.questions, "") for fact in rng.sample(untold(one, split), SILENT)]
    yield from [(kind, rng.choice(questions), sentence) for kind, questions, sentence in asked]
    yield from ((none, question, "") for question in rng.sample(absent(split), FOREIGN))
    left = [question for t in one.told for question in t.left]
    yield from ((spoken_of, q, "") for q in rng.sample(left, min(OPEN, len(left))))


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
