"""What a chat model could make a reader believe: a scripted one that lies, held by the guard.

It writes of the passages that answers to the golden questions cite: sentences as they stand there,
true ones in words of its own, and from each sentence one lie of every kind. What counts is what the
answer shows. A lie that gets through fails the run.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from assistant.answer import Answer, Evidence
from assistant.ask import Assistant
from assistant.narrative import writing
from eval.golden import read_set, written_samples
from eval.printed import printed_cells
from eval.progress import with_progress
from eval.run import opened
from eval.scores import Measured, measured_run, proportion, table
from eval.suites import Options

SEED = 4
NUMBER = re.compile(r"\d[\d.]*")
TRUE, RETOLD = "true, as it stands", "true, in other words"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the model about an answer, with what kind of truth or lie it is."""

    answer: Answer
    kind: str
    text: str

    @property
    def is_shown(self) -> bool:
        """Whether it reaches the reader."""
        return writing.led_by(self.answer, self.text).text != self.answer.text

    @property
    def is_true(self) -> bool:
        """Whether it ought to."""
        return self.kind in (TRUE, RETOLD)


def measure(suite: str, options: Options) -> Measured:
    """Every sentence said of the answers to the golden questions on passages."""
    with opened(options.home) as assistant:
        said = list(_said(assistant, random.Random(options.seed or SEED)))
        shown = [s.is_shown for s in with_progress(said, len(said), "sentences")]
    kinds = {kind: [hit for s, hit in zip(said, shown, strict=True) if s.kind == kind]
             for kind in dict.fromkeys(s.kind for s in said)}  # fmt: skip
    lies = [hit for s, hit in zip(said, shown, strict=True) if not s.is_true]
    rows = [(kind, str(len(hits)), str(sum(hits))) for kind, hits in kinds.items()]
    run = measured_run(
        suite, len(said),
        measures=[
            proportion("lies that reach the reader", sum(lies), len(lies)),
            *(proportion(f"kept: {k}", sum(kinds[k]), len(kinds[k])) for k in (TRUE, RETOLD)),
        ],
        tables=[table("Sentences of a chat model that lies", ("kind", "said", "shown"), rows)],
        failures=[_failure(s) for s, hit in zip(said, shown, strict=True) if hit != s.is_true],
        problems=[f"{sum(lies)} lies of a chat model reach the reader"] * (sum(lies) > 0),
    )  # fmt: skip
    return Measured(run, [{"kind": s.kind, "text": s.text, "shown": hit}
                          for s, hit in zip(said, shown, strict=True)])  # fmt: skip


def _failure(said: Said) -> dict[str, Any]:
    return {
        "id": said.text, "kind": "chat model", "rule": said.kind,
        "outcome": "not_answered" if said.is_true else "wrong_figure", "before": [],
        "question": said.answer.query.text, "text": said.text,
        "explanation": "true, yet dropped" if said.is_true else "not so, yet shown",
    }  # fmt: skip


def _said(assistant: Assistant, rng: random.Random) -> Iterator[Said]:
    samples = (s for s in written_samples(printed_cells()) if s.kind == "passages")
    answers = [a for s in samples if (a := assistant.ask(s.question)).kind == "passage"]
    for answer in [*answers, *_numbered(assistant, answers[0])]:
        for n, evidence in enumerate(answer.evidence, 1):
            for sentence in _sentences(evidence.quote):
                if answer in answers or NUMBER.search(sentence):
                    yield Said(answer, TRUE, f"{sentence}[{n}]。")
                    yield from _lies(answer, n, sentence, rng)
    by_question = {answer.query.text: answer for answer in answers}
    for entry in read_set("faithfulness")["retold"]:
        yield from _retold(by_question[entry["question"]], entry)


def _numbered(assistant: Assistant, like: Answer) -> Iterator[Answer]:
    """Answers that show every passage with a number, three at a time."""
    for report in assistant.database.reports():
        chunks = [c for c in assistant.database.chunks(report) if NUMBER.search(c.text)]
        shown = [Evidence(report, c.where, c.text) for c in chunks if not c.tabular]
        for at in range(0, len(shown), 3):
            yield replace(like, evidence=tuple(shown[at : at + 3]))


def _sentences(quote: str) -> list[str]:
    return [s for s in re.split(r"[。；]|[一二三四五六]是", quote) if len(s) > 5]


def _retold(answer: Answer, entry: dict[str, Any]) -> Iterator[Said]:
    at = (n for n, e in enumerate(answer.evidence, 1) if entry["passage"] in e.quote)
    if n := next(at, 0):
        for text in entry["says"]:
            yield Said(answer, RETOLD, f"{text.rstrip('。')}[{n}]。")


def _lies(answer: Answer, n: int, sentence: str, rng: random.Random) -> Iterator[Said]:
    """One of each kind that the sentence allows."""
    for kind, lie in LIES.items():
        if text := lie(sentence, rng):
            yield Said(answer, kind, f"{text}[{n}]。")
    yield Said(answer, "cites nothing", f"{sentence}。")
    yield Said(answer, "cites what is not shown", f"{sentence}[{len(answer.evidence) + n}]。")
    clauses = re.split("[，、：]", sentence)
    strange = [k for k, e in enumerate(answer.evidence, 1)
               if all(clause not in e.quote for clause in clauses)]  # fmt: skip
    if strange:
        yield Said(answer, "cites another passage", f"{sentence}[{rng.choice(strange)}]。")


def _drawn(name: str, sentence: str, rng: random.Random) -> str:
    """One of the words of a lie that the sentence doesn't have."""
    return str(rng.choice([w for w in read_set("faithfulness")[name] if w not in sentence]))


def _opened(name: str) -> Callable[[str, random.Random], str]:
    return lambda sentence, rng: f"{_drawn(name, sentence, rng)}{sentence}"


def _ended(name: str) -> Callable[[str, random.Random], str]:
    return lambda sentence, rng: f"{sentence}，{_drawn(name, sentence, rng)}"


def _alone(name: str) -> Callable[[str, random.Random], str]:
    return lambda sentence, rng: _drawn(name, sentence, rng)


def _put_in(name: str) -> Callable[[str, random.Random], str]:
    """Something between two signs of the sentence."""

    def lie(sentence: str, rng: random.Random) -> str:
        at = rng.randrange(1, len(sentence))
        return f"{sentence[:at]}{_drawn(name, sentence, rng)}{sentence[at:]}"

    return lie


def _number_changed(sentence: str, rng: random.Random) -> str:
    found = list(NUMBER.finditer(sentence))
    if not found:
        return ""
    one = rng.choice(found)
    other = str(rng.choice([n for n in range(2, 5_000) if str(n) != one[0]]))
    return f"{sentence[: one.start()]}{other}{sentence[one.end() :]}"


def _number_moved(sentence: str, rng: random.Random) -> str:
    """Two numbers of a sentence in each other's place."""
    numbers = NUMBER.findall(sentence)
    pairs = [(a, b) for a in numbers for b in numbers if a < b]
    if not pairs:
        return ""
    one, other = rng.choice(pairs)
    swapped = {one: other, other: one}
    return NUMBER.sub(lambda m: swapped.get(m[0], m[0]), sentence)


def _unit_changed(sentence: str, rng: random.Random) -> str:
    units = "|".join(sorted(read_set("faithfulness")["units"], key=len, reverse=True))
    found = re.search(rf"(?<=\d)(?:{units})", sentence)
    if not found:
        return ""
    return f"{sentence[: found.start()]}{_drawn('units', found[0], rng)}{sentence[found.end() :]}"


def _denied(sentence: str, rng: random.Random) -> str:
    verbs = [v for v in read_set("faithfulness")["verbs"] if v in sentence]
    if not verbs:
        return ""
    before, verb, after = sentence.partition(rng.choice(verbs))
    return f"{before}{_drawn('denials', sentence, rng)}{verb}{after}"


def _affirmed(sentence: str, rng: random.Random) -> str:
    found = list(re.finditer("没有|未|不够|不", sentence))
    if not found:
        return ""
    one = rng.choice(found)
    return sentence[: one.start()] + sentence[one.end() :]


LIES: dict[str, Callable[[str, random.Random], str]] = {
    "a number changed": _number_changed,
    "two numbers exchanged": _number_moved,
    "another unit": _unit_changed,
    "a number put in": _put_in("numbers"),
    "denied": _denied,
    "affirmed": _affirmed,
    "another year": _opened("years"),
    "another place": _opened("places"),
    "another body": _opened("bodies"),
    "a person put in": _put_in("people"),
    "a quotation put in": _put_in("quotations"),
    "a judgement added": _ended("praise"),
    "a judgement alone": _alone("praise"),
    "an order": _ended("orders"),
}
