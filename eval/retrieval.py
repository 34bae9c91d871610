"""Passages found: in one report, among all, and not where a report is silent; beside others.

Over made reports, their prose and questions kept apart from development (golden/narrative.toml).
The other systems have the same questions and reports: words alone, vectors alone, and LangChain's
usual recipe with the same model.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from assistant.ask import Assistant
from eval.golden import read_set
from eval.narrative import Narrated, Told, facts, narrated_reports, questions_of, untold
from eval.progress import with_progress
from eval.run import TODAY
from eval.scores import Measured, measured_run, proportion, quantile, table, wilson
from eval.suites import Options
from ingest import embedding
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.report import Report, chunk_id
from ingest.settings import Settings
from ingest.store.collection import Collection, index_unmarked
from ingest.store.database import Database, open_database
from ingest.store.words import Words

REPORTS, SEED, SPLIT, K = 240, 31, "held", 10
ASKED, SILENT, FOREIGN = 4, 2, 1  # questions a report: told, untold, and of no report at all
RESAMPLED = 2_000
SENTENCES = 20_000
RECIPE = 500, 50  # the splitter's size and overlap
Rows = list[tuple[str, ...]]
Found = Sequence[Sequence[str]]  # of each place of a ranking, the sentences that it holds


@dataclass(frozen=True, slots=True)
class Loaded:
    """The made reports with the assistant over them; held is which told sentences a chunk holds."""

    made: tuple[Narrated, ...]
    assistant: Assistant
    reports: dict[str, Report]
    held: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Open:
    """A question to all reports, and the sentences that answer it."""

    text: str
    right: frozenset[str]


def measure(suite: str, options: Options) -> Measured:
    """The tables of a run over 240 held-out reports, or so many as are named."""
    count = options.sizes[0] if options.sizes else REPORTS
    seed = SEED if options.seed is None else options.seed
    with tempfile.TemporaryDirectory(prefix="nianbao-eval-") as folder:
        loaded = _loaded(Path(folder), narrated_reports(count, SPLIT, seed))
        scoped, scoped_rows, scoped_ms = _scoped(loaded, random.Random(seed))
        silence, silence_rows = _silence(loaded, random.Random(seed + 1))
        open_rows, open_ms, asked = _open(loaded, random.Random(seed + 2))
    times = [*_times("in one report", scoped_ms), *_times("among all", open_ms), _encoding()]
    run = measured_run(
        suite, len(scoped_ms) + len(silence_rows) + asked,
        measures=[*scoped, *silence],
        tables=[
            table("The passage that answers, in the report asked about", SCOPED_HEAD, scoped_rows),
            table("Where a report is silent", SILENCE_HEAD, silence_rows),
            table(f"Among all {count} reports, {asked} questions", OPEN_HEAD, open_rows),
            table("Speed", ("what", "median", "p95"), times),
        ],
    )  # fmt: skip
    heads = (SCOPED_HEAD, SILENCE_HEAD, OPEN_HEAD)
    rows = zip(heads, (scoped_rows, silence_rows, open_rows), strict=True)
    lines = [dict(zip(head, row, strict=True)) for head, some in rows for row in some]
    return Measured(run, lines)


def _loaded(folder: Path, made: Sequence[Narrated]) -> Loaded:
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
    return Loaded(tuple(made), Assistant(database, settings), reports, held)


def _held(
    database: Database, report: Report, told: Sequence[Told]
) -> Iterator[tuple[str, list[str]]]:
    for chunk in database.chunks(report):
        text = [t.sentence for t in told if t.sentence.rstrip("。") in chunk.text]
        yield chunk_id(report, chunk), text


SCOPED_HEAD = ("kind", "n", "first", "95% interval", "among three", "95% interval ")


def _scoped(loaded: Loaded, rng: random.Random) -> tuple[list[dict[str, Any]], Rows, list[float]]:
    """Where the passage that answers stands among those of its report."""
    places: dict[str, list[int]] = {}
    times = []
    for one in with_progress(loaded.made, len(loaded.made), "reports"):
        for told in rng.sample(one.told, ASKED):
            question = rng.choice(list(questions_of(facts()[told.fact], SPLIT)))
            began = time.perf_counter()
            hits = loaded.assistant.retriever.search(question, [loaded.reports[one.source]], k=50)
            times.append((time.perf_counter() - began) * 1000)
            texts = [loaded.held[chunk_id(h.report, h.chunk)] for h in hits]
            place = next((n for n, held in enumerate(texts) if told.sentence in held), 99)
            places.setdefault(facts()[told.fact]["kind"], []).append(place)
    every = [place for found in places.values() for place in found]
    rows = [_place_row(kind, found) for kind, found in [*places.items(), ("all", every)]]
    measures = [
        proportion("scoped recall@1", sum(p == 0 for p in every), len(every)),
        proportion("scoped recall@3", sum(p < 3 for p in every), len(every)),
    ]
    return measures, rows, times


def _place_row(kind: str, places: Sequence[int]) -> tuple[str, ...]:
    first, three = (sum(p < n for p in places) for n in (1, 3))
    return (kind, str(len(places)), *_share(first, len(places)), *_share(three, len(places)))


def _share(part: int, n: int) -> tuple[str, str]:
    low, high = wilson(part, n)
    return f"{part / n:.1%}", f"{low:.1%}–{high:.1%}"


SILENCE_HEAD = ("questions", "n", "refused", "95% interval")


def _silence(loaded: Loaded, rng: random.Random) -> tuple[list[dict[str, Any]], Rows]:
    """Questions that the report answers, that other reports answer, and that none does."""
    refused: dict[str, list[bool]] = {"told": [], "told by others only": [], "told by none": []}
    absent = read_set("narrative")["absent"][f"{SPLIT}_questions"]
    for one in with_progress(loaded.made, len(loaded.made), "reports"):
        asked = [("told", facts()[t.fact]) for t in rng.sample(one.told, ASKED)]
        asked += [("told by others only", f) for f in rng.sample(untold(one), SILENT)]
        questions = [(kind, rng.choice(list(questions_of(f, SPLIT)))) for kind, f in asked]
        questions += [("told by none", q) for q in rng.sample(absent, FOREIGN)]
        for kind, question in questions:
            answer = loaded.assistant.ask(f"{one.publisher}{one.year}年{question}")
            refused[kind].append(answer.status != "answered")
    rows: Rows = [(k, str(len(r)), *_share(sum(r), len(r))) for k, r in refused.items()]
    lost, others, none = refused.values()
    measures = [
        proportion("answerable lost", sum(lost), len(lost)),
        proportion("refused where only others tell", sum(others), len(others)),
        proportion("refused where none tells", sum(none), len(none)),
    ]
    return measures, rows


OPEN_HEAD = ("system", "nDCG@10", "ours is better by", "95% interval")


def _open(loaded: Loaded, rng: random.Random) -> tuple[Rows, list[float], int]:
    """Every system on the same questions to all reports, its gain against ours resampled."""
    questions = _open_questions(loaded, rng)
    rankings = _systems(loaded)
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
    named: dict[tuple[str, str], list[str]] = {}
    for one in loaded.made:
        for t in one.told:
            told.setdefault(t.fact, []).append(t.sentence)
            if t.name:
                named.setdefault((t.fact, t.name), []).append(t.sentence)
    asks = ("哪些地方的报告讲到{}", "{}", "各地{}")
    made = [
        Open(ask.format(question), frozenset(told[fact]))
        for fact, held in facts().items() if fact in told
        for question in questions_of(held, SPLIT) for ask in asks
    ]  # fmt: skip
    made += [
        Open(question.format(name=name), frozenset(right))
        for (fact, name), right in named.items() for question in facts()[fact].get("named", ())
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


def _times(what: str, ms: Sequence[float]) -> Iterator[tuple[str, str, str]]:
    yield f"{what}, ms", f"{statistics.median(ms):.1f}", f"{quantile(ms, 0.95):.1f}"


def _encoding() -> tuple[str, str, str]:
    """Sentences of thirty characters that the model encodes in a second, on one core."""
    rng = random.Random(5)
    letters = "政府信息公开申请办理结果平台建设监督保障培训解读答复审查"
    texts = ["".join(rng.choices(letters, k=30)) for _ in range(SENTENCES)]
    began = time.process_time()
    embedding.load().passages(texts)
    return "sentences encoded a second", f"{SENTENCES / (time.process_time() - began):,.0f}", ""
