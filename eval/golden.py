"""Golden questions as data: a sample, the answer that is right, the places that it must rest on."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from assistant.query import language_of
from ingest.errors import ReportError

DIFFICULTIES = ("easy", "medium", "hard")
GOLDEN = Path(__file__).parent / "golden"
# Hand-written sets, a kind of question each, in the order in which they are shown.
SETS = (
    "rates", "trends", "sums", "comparisons", "rankings", "filters", "breakdowns", "checks",
    "premises", "readings", "odd", "stated", "passages", "definitions", "coverage",
    "conversations", "ambiguity", "refusals", "hostile", "heldout",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A cell, by indicator and breakdown, or a passage, by words that stand in it; value is None
    for a blank cell. where is the end of the cell's address: row/column.
    """

    publisher: str
    year: int
    code: str = ""
    breakdown: str = ""
    value: Decimal | None = None
    unit: str = ""
    where: str = ""
    words: str = ""
    state: str = "number"


@dataclass(frozen=True, slots=True)
class Target:
    """What a right answer holds; what is empty is not looked at. words stand in its text, rows
    are values that it lists, first whose row leads it; others are right as well.
    """

    status: tuple[str, ...] = ("answered",)
    reason: tuple[str, ...] = ()
    kind: str = ""
    value: str = ""
    unit: str = ""
    readings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    others: tuple["Target", ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """A question, after the turns before it, with its target and the evidence to be cited; rule
    names what the sample tries, so that failures can be grouped; near are passages that touch the
    matter without answering; difficulty is easy (one cell, in the form's words), medium or hard
    (several reports, turns, traps).
    """

    id: str
    kind: str
    question: str
    target: Target
    evidence: tuple[Place, ...] = ()
    before: tuple[str, ...] = ()
    rule: str = ""
    near: tuple[Place, ...] = ()
    difficulty: str = "medium"

    @property
    def language(self) -> str:
        """zh-Hans, zh-Hant or en, by the question."""
        return language_of(self.question)


@dataclass(frozen=True, slots=True)
class Bundled:
    """A bundled report under its short name, with the names that people give its body."""

    name: str
    publisher: str
    year: int
    zh: tuple[str, ...]
    en: str


@cache
def read_set(name: str) -> dict[str, Any]:
    """One file of the golden sets as it stands. Raises ReportError where it can't be read."""
    path = GOLDEN / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        todo = "restore the file or mend its TOML"
        raise ReportError(str(path), f"not readable ({error})", todo) from error


@cache
def bundled() -> dict[str, Bundled]:
    """The bundled reports by short name."""
    entries = read_set("reports")["report"]
    return {e["name"]: Bundled(**{**e, "zh": tuple(e["zh"])}) for e in entries}


def written_samples(cells: Mapping[str, Place]) -> Iterator[Sample]:
    """Every hand-written sample; cells are the printed ones by report/indicator/breakdown.

    Raises ReportError where an entry names no such report, cell or field.
    """
    for kind in SETS:
        held = read_set(kind)
        of_all = {"difficulty": held.get("difficulty", "")}
        for entry in held.get("sample", ()):
            yield _sample(kind, {**of_all, **entry}, cells)
        for entry in held.get("family", ()):
            yield from _family(kind, {**of_all, **entry}, cells)
        for entry in held.get("conversation", ()):
            yield from _turns(kind, {**of_all, **entry}, cells)


def _family(kind: str, entry: dict[str, Any], cells: Mapping[str, Place]) -> Iterator[Sample]:
    """Every text with every filling of its {x}."""
    rest = {k: v for k, v in entry.items() if k not in ("texts", "fill")}
    pairs = product(entry["texts"], entry["fill"])
    for n, (text, filling) in enumerate(pairs, 1):
        made = {**rest, "id": f"{entry['id']}-{n:02}", "question": text.format(x=filling)}
        yield _sample(kind, {"rule": entry["id"], **made}, cells)


def _turns(kind: str, entry: dict[str, Any], cells: Mapping[str, Place]) -> Iterator[Sample]:
    before: list[str] = []
    for n, turn in enumerate(entry["turn"], 1):
        of_all = {"rule": entry["id"], "difficulty": entry["difficulty"]}
        made = {**of_all, **turn, "id": f"{entry['id']}/{n}"}
        yield _sample(kind, {**made, "before": list(before)}, cells)
        before.append(turn["question"])


def _sample(kind: str, entry: dict[str, Any], cells: Mapping[str, Place]) -> Sample:
    held = dict(entry)
    name = f"golden/{kind}.toml, {held.get('id', '?')}"
    try:
        evidence = [_cell(c, cells) for c in held.pop("cells", ())]
        evidence += [_passage(p) for p in held.pop("passages", ())]
        near = tuple(_passage(p) for p in held.pop("near", ()))
        own, question = held.pop("id"), held.pop("question")
        before, rule = tuple(held.pop("before", ())), held.pop("rule", own)
        difficulty = DIFFICULTIES[DIFFICULTIES.index(held.pop("difficulty"))]
        target = _target(held)
        return Sample(
            f"{kind}/{own}", kind, question, target, tuple(evidence), before, rule, near, difficulty
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ReportError(name, f"not usable ({error!r})", "see the fields of Target") from error


def _target(held: dict[str, Any]) -> Target:
    for key in ("status", "reason"):
        if isinstance(held.get(key), str):
            held[key] = [held[key]]
    if held.get("reason") and "status" not in held:
        held["status"] = ["out_of_scope" if held["reason"] == ["out_of_scope"] else "not_found"]
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in held.items()}
    return Target(**fields)


def _cell(written: str, cells: Mapping[str, Place]) -> Place:
    """A cell by name; `name=35` gives the value of one that its table leaves to be computed."""
    name, _, value = written.partition("=")
    if not value:
        return cells[name]
    report, code, breakdown = name.split("/")
    of = bundled()[report]
    return Place(of.publisher, of.year, code, breakdown, Decimal(value), state="computed")


def _passage(written: str) -> Place:
    report, _, words = written.partition(":")
    of = bundled()[report]
    return Place(of.publisher, of.year, words=words.strip())
