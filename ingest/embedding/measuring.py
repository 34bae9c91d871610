"""How well an embedding model finds passages, beside BM25 and beside the same model untrained.

Two sets that training never sees: held-out wordings and passages of the recipe, and questions put
to the passages of one bundled sample at a time, as the assistant does.
"""

import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.chunks import split_chunks
from ingest.document import outline
from ingest.embedding import Embedder
from ingest.embedding.recipe import asked, lineage, recipe, told
from ingest.readers.plain import read_plain

Scores = NDArray[np.float64]
Scorer = Callable[[Sequence[str], Sequence[str]], Scores]
SAMPLES = Path(__file__).parents[1] / "samples"
K1, B, RRF = 1.2, 0.75, 60
WORDS = 0.2


@dataclass(frozen=True, slots=True)
class Search:
    """Questions put to the same passages; right holds for each the places of those that answer."""

    questions: tuple[str, ...]
    passages: tuple[str, ...]
    right: tuple[frozenset[int], ...]


def held_out(seed: int) -> list[Search]:
    """Every held-out question against every held-out passage."""
    chance = random.Random(seed)
    topics = recipe()["topic"]
    about = [(t, p) for t in topics for p in t["held_passages"]]
    asks = [(t, q) for t in topics for q in t["held_questions"]]
    answering = [lineage()[t["code"]] for t, _ in about]
    right = [
        frozenset(at for at, codes in enumerate(answering) if own["code"] in codes)
        for own, _ in asks
    ]
    passages = tuple(told(t["code"], p, chance) for t, p in about)
    return [Search(tuple(asked(q, chance) for _, q in asks), passages, tuple(right))]


def scoped() -> list[Search]:
    """Questions about each bundled sample against the passages of that sample alone."""
    return [_about(name, asks) for name, asks in recipe()["scoped"].items()]


def _about(name: str, asks: dict[str, list[str]]) -> Search:
    document = outline(read_plain((SAMPLES / f"{name}.md").read_bytes(), name))
    passages = tuple(f"{c.heading}\n{c.text}" for c in split_chunks(document))
    right = tuple(
        frozenset(at for at, p in enumerate(passages) if any(w in p for w in words))
        for words in asks.values()
    )
    return Search(tuple(asks), passages, right)


def by_words(questions: Sequence[str], passages: Sequence[str]) -> Scores:
    """BM25 over pairs of characters."""
    counts = [Counter(_terms(p)) for p in passages]
    mean = sum(c.total() for c in counts) / len(counts)
    rarity = Counter(term for c in counts for term in c)

    def score(question: str, c: Counter[str]) -> float:
        length = K1 * (1 - B + B * c.total() / mean)
        return sum(
            math.log(1 + (len(counts) - rarity[t] + 0.5) / (rarity[t] + 0.5))
            * c[t] * (K1 + 1) / (c[t] + length)
            for t in set(_terms(question))
        )  # fmt: skip

    return np.array([[score(q, c) for c in counts] for q in questions])


def by_model(model: Embedder) -> Scorer:
    """Cosine of a model's vectors."""
    return lambda questions, passages: np.array(
        [model.passages(passages) @ model.query(q) for q in questions], dtype=np.float64
    )


def ranks_fused(one: Scorer, other: Scorer) -> Scorer:
    """Reciprocal rank fusion of two rankings."""
    return lambda questions, passages: np.asarray(
        sum(1 / (RRF + _places(by(questions, passages))) for by in (one, other))
    )


def words_added(model: Scorer) -> Scorer:
    """Cosine, and a part of BM25 as a share of its best: no match of words then changes nothing."""

    def score(questions: Sequence[str], passages: Sequence[str]) -> Scores:
        words = by_words(questions, passages)
        best = np.maximum(words.max(axis=1, keepdims=True), 1e-9)
        added: Scores = model(questions, passages) + WORDS * words / best
        return added

    return score


def measure(searches: Sequence[Search], by: Scorer) -> dict[str, float]:
    """n, recall@1, recall@3 and MRR over all the questions."""
    first = np.array([place for search in searches for place in _first(search, by)])
    found = {"n": len(first), "recall@1": np.mean(first == 0), "recall@3": np.mean(first < 3)}
    return {**found, "MRR": float(np.mean(1 / (first + 1)))}


def _first(search: Search, by: Scorer) -> Iterator[int]:
    """Where the best right passage of each question stands, from 0."""
    places = _places(by(search.questions, search.passages))
    for row, right in zip(places, search.right, strict=True):
        yield min(int(row[at]) for at in right)


def _places(scores: Scores) -> NDArray[np.int64]:
    """The place of each passage in the order of its row, from 0; the earlier wins a tie."""
    places: NDArray[np.int64] = np.argsort(np.argsort(-scores, axis=1, kind="stable"), axis=1)
    return places


def _terms(text: str) -> list[str]:
    found: list[str] = []
    for run in re.findall(r"[\u3400-\u9fff]+|[a-z0-9]+", text.lower()):
        plain = run[0].isascii() or len(run) == 1
        found += [run] if plain else [run[i : i + 2] for i in range(len(run) - 1)]
    return found


def table(raw: Embedder, unaware: Embedder, trained: Embedder, seed: int) -> Iterator[str]:
    """The lines of a table: each set by words, by the model untrained and trained, and by words
    and model; the held-out set by the model that is unaware of it.
    """
    yield f"{'set':<10}{'ranked by':<18}{'n':>5}{'recall@1':>10}{'recall@3':>10}{'MRR':>8}"
    sets = (("held-out", held_out(seed), unaware), ("samples", scoped(), trained))
    for name, searches, model in sets:
        by = by_model(model)
        systems: dict[str, Scorer] = {
            "BM25": by_words, "untrained": by_model(raw), "trained": by,
            "both, by ranks": ranks_fused(by_words, by), "both, added": words_added(by),
        }  # fmt: skip
        for system, score in systems.items():
            m = measure(searches, score)
            yield (
                f"{name:<10}{system:<18}{m['n']:>5.0f}{m['recall@1']:>10.3f}"
                f"{m['recall@3']:>10.3f}{m['MRR']:>8.3f}"
            )
