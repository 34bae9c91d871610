"""Batches of questions written apart from the grammar, each scored on its own.

A batch is a TOML file of pairs: what is asked, and what is right in a few words:
`160 件`, `20/160 %` (worked out to two decimals), `not_loaded` or another reason, `ambiguous`,
`answered`, `kind check`, `says 2022-02-18` (stands in the text), `check 13`,
`readings 12.50 15.00`, `rows 20 4 6`, `first 宿迁市人民政府`; alternatives stand apart by ` | `.
"""

import random
import statistics
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache, partial
from pathlib import Path
from typing import Any

from eval.arithmetic import Cells, holds, worked_out
from eval.corpus import Made
from eval.golden import GOLDEN, Sample, Target

BATCHES = GOLDEN / "unseen"
REASONS = (
    "not_loaded", "not_in_form", "left_blank", "slash", "unreadable", "not_stated",
    "not_understood", "undefined", "out_of_scope",
)  # fmt: skip
EACH, SEED = 2, 11
Filled = tuple[dict[str, object], Callable[[str], str]]


def batches() -> list[str]:
    """The names of the batches, in order."""
    return sorted(path.stem for path in BATCHES.glob("*.toml"))


def unseen_batches(corpus: Sequence[Made] = ()) -> Iterator[Sample]:
    """The batches about the bundled reports, or those about made ones, each a kind of its own."""
    for batch in batches():
        if batch.endswith("_made") == bool(corpus):
            yield from (replace(s, kind=batch) for s in unseen_samples(batch, corpus))


def unseen_samples(batch: str, corpus: Sequence[Made] = ()) -> Iterator[Sample]:
    """The samples of a batch; one with `{p}` in its questions is filled from made reports."""
    held = _read(BATCHES / f"{batch}.toml")
    chains = held.pop("chain", [])
    held.pop("today", None)
    difficulty = held.pop("difficulty", "medium")
    sets = [(kind, [(q, w)]) for kind, entry in held.items() for q, w in entry["ask"]]
    sets += [("chain", [(q, w) for q, w in chain["turns"]]) for chain in chains]
    for n, (kind, turns) in enumerate(sets, 1):
        for k, (values, right) in enumerate(_fillings(kind, corpus, n), 1):
            for turn in _turns(f"{batch}/{kind}-{n}-{k}", kind, turns, (values, right)):
                yield replace(turn, difficulty="hard" if kind == "chain" else difficulty)


@cache
def _read_cached(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _read(path: Path) -> dict[str, Any]:
    return dict(_read_cached(path))


def _turns(
    name: str, kind: str, turns: Sequence[tuple[str, str]], filled: Filled
) -> Iterator[Sample]:
    values, right = filled
    before: list[str] = []
    for n, (question, want) in enumerate(turns, 1):
        asked = question.format(**values) if values else question
        target = target_of(" | ".join(map(right, want.split(" | "))))
        yield Sample(f"{name}/{n}", kind, asked, target, (), tuple(before), rule=question)
        before.append(asked)


def target_of(want: str) -> Target:
    """What the right side of a pair asks of an answer."""
    first, *others = (_one(w) for w in want.split(" | "))
    return replace(first, others=tuple(others))


def _one(want: str) -> Target:
    word, *rest = want.split(" ")
    if word in REASONS:
        status = "out_of_scope" if word == "out_of_scope" else "not_found"
        return Target(status=(status,), reason=(word,))
    if word == "ambiguous":
        return Target(status=("ambiguous",))
    made: dict[str, Mapping[str, Any]] = {
        "answered": {}, "kind": {"kind": "".join(rest)}, "says": {"words": (" ".join(rest),)},
        "readings": {"readings": tuple(rest)}, "rows": {"rows": tuple(rest)},
        "first": {"first": " ".join(rest).split("/")}, "check": {"kind": "check", "words": rest},
    }  # fmt: skip
    if word in made:
        return Target(**made[word])
    unit = rest[0] if rest else ""
    return Target(value=worked_out(word, Cells({}), unit), unit=unit)


def _fillings(kind: str, corpus: Sequence[Made], n: int) -> Iterator[Filled]:
    """What fills a question's names, and what makes its right side; nothing for a fixed batch."""
    if not corpus:
        yield {}, str
        return
    rng = random.Random(f"{SEED}-{kind}-{n}")
    makers = {"years": _years, "places": _places, "country": _country}
    yield from makers.get(kind, _single)(corpus, rng)


def _single(corpus: Sequence[Made], rng: random.Random) -> Iterator[Filled]:
    for made in rng.sample(corpus, EACH):
        yield _named(made, rng), partial(_right, cells=Cells(made.cells))


def _years(corpus: Sequence[Made], rng: random.Random) -> Iterator[Filled]:
    by = {(m.publisher, m.year): m for m in corpus}
    pairs = [(by[p, y - 1], made) for (p, y), made in by.items() if (p, y - 1) in by]
    pairs = [(a, b) for a, b in pairs if sum(m.publisher == b.publisher for m in corpus) == 2]
    for before, made in rng.sample(pairs, EACH):
        yield _named(made, rng), partial(_right, cells=Cells(made.cells, before.cells))


def _places(corpus: Sequence[Made], rng: random.Random) -> Iterator[Filled]:
    by: dict[tuple[str, int], list[Made]] = {}
    for made in corpus:
        if made.division.prefecture.endswith("市"):
            by.setdefault((made.division.prefecture, made.year), []).append(made)
    several = [group for group in by.values() if len(group) > 3]
    for group in rng.sample(several, EACH):
        yield _named(group[0], rng), partial(_over, group=group)


def _country(corpus: Sequence[Made], rng: random.Random) -> Iterator[Filled]:
    for year in rng.sample(sorted({m.year for m in corpus}), EACH):
        group = [m for m in corpus if m.year == year]
        yield {"y": year}, partial(_over, group=group)


def _named(made: Made, rng: random.Random) -> dict[str, object]:
    division = made.division
    names = (made.publisher, division.name, f"{division.prefecture}{division.name}", division.path)
    return {
        "p": rng.choice(names), "y": made.year, "b": made.year - 1, "f": division.prefecture,
    }  # fmt: skip


def _right(want: str, cells: Cells) -> str:
    """A right side written with indicators, with the numbers of one report in it."""
    if want.startswith("rows "):
        return "rows " + " ".join(worked_out(w, cells) for w in want.split(" ")[1:])
    expression, _, unit = want.partition(" ")
    value = worked_out(expression, cells, unit)
    return f"{value} {unit}".strip() if value else "undefined"


def _over(want: str, group: Sequence[Made]) -> str:
    """A right side over several bodies: top, bottom, sum, mean, median, count or those."""
    verb, _, rest = want.partition(" ")
    if verb in ("count", "those"):
        condition = rest.partition(" ")[0]
        kept = [m for m in group if holds(condition, Cells(m.cells))]
        if verb == "count":
            return f"{len(kept)} 个"
        return f"{len(kept)} 个" if len(kept) != 1 else f"first {kept[0].publisher}"
    measure, _, condition = rest.partition(" if ")
    measure, _, unit = measure.partition(" ")
    group = [m for m in group if not condition or holds(condition, Cells(m.cells))]
    values = {m.publisher: _fraction(measure, m) for m in group}
    held = {p: v for p, v in values.items() if v is not None}
    if not held:
        return "answered"
    if verb in ("top", "bottom"):
        best = (max if verb == "top" else min)(held.values())
        return "first " + "/".join(p for p, v in held.items() if v == best)
    numbers = list(held.values())
    total = sum(numbers, Fraction(0))
    made = {"sum": total, "mean": total / len(numbers), "median": statistics.median(numbers)}
    return f"{_decimal(made[verb])} {unit}".strip()


def _fraction(measure: str, made: Made) -> Fraction | None:
    text = worked_out(measure, Cells(made.cells), exact=True)
    return Fraction(text) if text else None


def _decimal(value: Fraction) -> str:
    return worked_out(str(value), Cells({}))
