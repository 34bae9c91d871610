"""Passages found: in one report, among all, and not where a report is silent; beside others.

Over made reports, their prose and questions kept apart from development (see narrative.py).
The other systems have the same questions and reports: words alone, vectors alone, and LangChain's
usual recipe with the same model.
"""

import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from eval.narrative import SPLITS, facts, narrated_reports
from eval.progress import with_progress
from eval.scores import Measured, measured_run, proportion, table
from eval.search_speed import HEAD, encoding, speed_of_home, times_of
from eval.silence import ASKED, SILENCE_HEAD, Loaded, Rows, loaded_reports, share, silence
from eval.suites import Options
from ingest import embedding
from ingest.errors import ReportError
from ingest.report import chunk_id
from ingest.store.collection import Collection
from ingest.store.words import Words

REPORTS, SEED, K = 240, 31, 10
RESAMPLED, FEW = 2_000, 200
RECIPE = 500, 50  # the splitter's size and overlap
Found = Sequence[Sequence[str]]  # of each place of a ranking, the sentences that it holds


@dataclass(frozen=True, slots=True)
class Open:
    """A question to all reports, and the sentences that answer it."""

    text: str
    right: frozenset[str]


def measure(suite: str, options: Options) -> Measured:
    """The tables of a run over reports of a split; over a home, how fast it is searched."""
    if options.home:
        return speed_of_home(suite, options.home)
    split, quick = options.only[0] if options.only else "fresh", suite == "quick"
    if split not in SPLITS:
        raise ReportError(split, "no split of the golden set", f"name one of {', '.join(SPLITS)}")
    count = options.sizes[0] if options.sizes else REPORTS
    seed = SEED if options.seed is None else options.seed
    with tempfile.TemporaryDirectory(prefix="nianbao-eval-") as folder:
        loaded = loaded_reports(Path(folder), split, narrated_reports(count, split, seed))
        scoped, scoped_rows, scoped_ms = _scoped(loaded, random.Random(seed))
        silent, silence_rows = silence(loaded, random.Random(seed + 1))
        open_rows, open_ms, asked = _open(loaded, random.Random(seed + 2), quick)
    found = proportion("nDCG@10 among all", float(open_rows[0][1]) * asked, asked)
    times: Rows = [times_of("in one report", scoped_ms), times_of("among all", open_ms), encoding()]
    tables: dict[str, tuple[tuple[str, ...], Rows]] = {
        "The passage that answers, in the report asked about": (SCOPED_HEAD, scoped_rows),
        "Where a report is silent": (SILENCE_HEAD, silence_rows),
        f"Among all {count} reports, {asked} questions": (OPEN_HEAD, open_rows),
        "Speed": (HEAD, times),
    }
    run = measured_run(
        suite, len(scoped_ms) + len(silence_rows) + asked, measures=[*scoped, *silent, found],
        tables=[table(title, head, rows) for title, (head, rows) in tables.items()],
    )  # fmt: skip
    lines = [dict(zip(h, row, strict=True)) for h, rows in tables.values() for row in rows]
    return Measured(run, lines)


SCOPED_HEAD = ("kind", "n", "first", "95% interval", "among three", "95% interval ")


def _scoped(loaded: Loaded, rng: random.Random) -> tuple[list[dict[str, Any]], Rows, list[float]]:
    """Where the passage that answers stands among those of its report."""
    places: dict[str, list[int]] = {}
    times = []
    for one in with_progress(loaded.made, len(loaded.made), "reports"):
        for told in rng.sample([t for t in one.told if t.answered], ASKED):
            question = rng.choice(told.answered)
            began = time.perf_counter()
            hits = loaded.assistant.retriever.search(question, [loaded.reports[one.source]], k=50)
            times.append((time.perf_counter() - began) * 1000)
            texts = [loaded.held[chunk_id(h.report, h.chunk)] for h in hits]
            place = next((n for n, held in enumerate(texts) if told.sentence in held), 99)
            places.setdefault(told.fact.kind, []).append(place)
    every = [place for found in places.values() for place in found]
    rows = [_place_row(kind, found) for kind, found in [*places.items(), ("all", every)]]
    found = {k: sum(p < k for p in every) for k in (1, 3)}
    return [proportion(f"scoped recall@{k}", n, len(every)) for k, n in found.items()], rows, times


def _place_row(kind: str, places: Sequence[int]) -> tuple[str, ...]:
    first, three = (sum(p < n for p in places) for n in (1, 3))
    return (kind, str(len(places)), *share(first, len(places)), *share(three, len(places)))


OPEN_HEAD = ("system", "nDCG@10", "ours is better by", "95% interval")


def _open(loaded: Loaded, rng: random.Random, quick: bool) -> tuple[Rows, list[float], int]:
    """Every system on the same questions to all reports, its gain against ours resampled."""
    questions = _open_questions(loaded, rng)[: FEW if quick else None]
    # Ours stands first; quick leaves out the others.
    rankings = dict(list(_systems(loaded).items())[: 1 if quick else None])
    values: dict[str, list[float]] = {}
    times: list[float] = []
    for name, (search, every) in rankings.items():
        for question in questions:
            began = time.perf_counter()
            found = search(question.text)
            if name == "nianbao":
                times.append((time.perf_counter() - began) * 1000)
            values.setdefault(name, []).append(ndcg(found, every, question.right))
    ours = np.array(values["nianbao"])
    rows: Rows = [
        (name, f"{np.mean(v):.3f}", *_gain(ours - np.array(v))) for name, v in values.items()
    ]
    return rows, times, len(questions)


def _open_questions(loaded: Loaded, rng: random.Random) -> list[Open]:
    """Each wording of each fact, and each name that only some reports use."""
    told: dict[str, list[str]] = {}
    named: dict[str, dict[str, list[str]]] = {}
    for one in loaded.made:
        for t in one.told:
            told.setdefault(t.fact.id, []).append(t.sentence)
            if t.name:
                named.setdefault(t.fact.id, {}).setdefault(t.name, []).append(t.sentence)
    asks = ("哪些地方的报告讲到{}", "{}", "各地{}")
    made = [
        Open(ask.format(question), frozenset(told[fact.id]))
        for fact in facts(loaded.split) if fact.id in told
        for question in fact.questions for ask in asks
    ]  # fmt: skip
    made += [
        Open(question.format(name=name), frozenset(right))
        for fact in facts(loaded.split) for question in fact.named
        for name, right in named.get(fact.id, {}).items()
    ]  # fmt: skip
    rng.shuffle(made)
    return made


def ndcg(found: Found, every: Found, right: frozenset[str]) -> float:
    """nDCG at ten; a place is right where it holds an answer, `every` are all there are."""
    gains = [1.0 if right.intersection(held) else 0.0 for held in found[:K]]
    count = sum(not right.isdisjoint(held) for held in every)
    ideal = sum(1 / np.log2(n + 2) for n in range(min(K, count)))
    return float(sum(g / np.log2(n + 2) for n, g in enumerate(gains)) / ideal) if ideal else 0.0


def _gain(difference: "np.ndarray[Any, np.dtype[np.float64]]") -> tuple[str, str]:
    """The mean difference and its interval by resampling questions (Efron 1979)."""
    rng = np.random.default_rng(1)
    drawn = rng.integers(0, len(difference), (RESAMPLED, len(difference)))
    low, high = np.quantile(difference[drawn].mean(axis=1), (0.025, 0.975))
    return f"{difference.mean():+.3f}", f"{low:+.3f} to {high:+.3f}"


def _systems(loaded: Loaded) -> dict[str, tuple[Callable[[str], Found], Found]]:
    """Each way to search, and all that it could find."""
    settings = loaded.assistant.settings
    words, vectors, model = Words(settings.home), Collection(settings), embedding.load()

    def ours(question: str) -> Found:
        hits = loaded.assistant.retriever.search_all(question, K)
        return [loaded.held[chunk_id(h.report, h.chunk)] for h in hits]

    systems: dict[str, Callable[[str], Found]] = {
        "nianbao": ours,
        "BM25 alone": lambda q: [loaded.held[name] for name, _ in words.search(q, K)],
        "vectors alone": lambda q: [loaded.held[n] for n in vectors.search(model.query(q), K)],
    }
    every = list(loaded.held.values())
    found: dict[str, tuple[Callable[[str], Found], Found]] = {
        name: (search, every) for name, search in systems.items()
    }
    if find_spec("langchain_text_splitters"):
        recipe, splits = _recipe(loaded)
        found["LangChain's recipe, top 4"] = (lambda q: recipe(q)[:4], splits)
        found["LangChain's recipe, top 10"] = (recipe, splits)
    return found


def _recipe(loaded: Loaded) -> tuple[Callable[[str], Found], Found]:
    """RecursiveCharacterTextSplitter, the same model, and a vector store in memory."""
    from langchain_core.documents import Document
    from langchain_core.vectorstores import InMemoryVectorStore
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    size, overlap = RECIPE
    splitter = RecursiveCharacterTextSplitter(chunk_size=size, chunk_overlap=overlap)
    store = InMemoryVectorStore(embedding.for_langchain())
    told = {one.source: [t.sentence for t in one.told] for one in loaded.made}

    def held(split: Document) -> list[str]:
        own = told[split.metadata["source"]]
        return [s for s in own if s.rstrip("。") in split.page_content]

    every = []
    for one in loaded.made:
        document = Document(page_content=one.text, metadata={"source": one.source})
        splits = splitter.split_documents([document])
        store.add_documents(splits)
        every += [held(split) for split in splits]
    return lambda question: [held(h) for h in store.similarity_search(question, k=K)], every
