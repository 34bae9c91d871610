"""What others put before a reader: usual recipes over the same reports, questions and model.

A recipe is right where the passages it gives hold the cell that was asked for: from the right
report, with the row's label and the printed number, and, to be readable at all, the column's label.
Each is set up as its makers show it, with every help that the machine allows: the title of its
report before each chunk, words cut by a Chinese segmenter, the best of several chunk sizes.
Times are of the processors, which other work on the machine doesn't change.
"""

import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from eval.corpus import Made, made_reports
from eval.golden import Place, Sample
from eval.made import SEED, cell_questions
from eval.progress import processors, with_progress
from eval.read_html import compared_readers
from eval.scores import Measured, measured_run, proportion, table, wilson
from eval.suites import Options
from ingest.errors import ReportError
from ingest.settings import Settings

K, ASKED, REPORTS, PAGES = 4, 500, 1_000, 200
# What each family of peers needs, and the extra that brings it.
NEEDED = {
    "nianbao": ((), ""),
    "langchain": (("langchain_chroma", "langchain_text_splitters", "bm25s"), "peers"),
    "llamaindex": (("llama_index",), "llamaindex"),
    "pandas": (("pandas",), "peers"),
}
CHUNK_SIZES = (500, 1_000)
HEAD = (
    "who", "right report", "row and number", "and column", "95% interval", "loading s", "median ms",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a report put before a reader."""

    publisher: str
    year: int
    text: str


@dataclass(frozen=True, slots=True)
class Peer:
    """A way of finding passages, loaded; seconds is what the loading took."""

    name: str
    seconds: float
    search: Callable[[str], Sequence[Passage]]


def measure(suite: str, options: Options) -> Measured:
    """Every peer on the same questions over the same reports, 1,000 unless a size is named; of a
    family that is named, or of each that is installed.
    """
    families = _families(options.only)
    count = options.sizes[0] if options.sizes else REPORTS
    seed = SEED if options.seed is None else options.seed
    made = list(made_reports(count, seed))
    samples = cell_questions(made, ASKED)
    rows, measures = [], []
    with tempfile.TemporaryDirectory(prefix="nianbao-peers-") as folder:
        for peer in _peers(made, Path(folder), families):
            found = [_found(peer, s) for s in with_progress(samples, len(samples), peer.name)]
            rows.append(_row(peer, found))
            held = sum(f.column for f in found)
            measures.append(proportion(f"cell before the reader: {peer.name}", held, len(found)))
    tables = [compared_readers(seed, min(count // 4, PAGES))] * ("pandas" in families)
    title = f"{len(samples)} questions for one cell over {len(made)} reports, {K} passages each"
    run = measured_run(
        suite,
        len(samples),
        tables=[table(title, HEAD, rows)] * bool(rows) + tables,
        measures=measures,
    )
    return Measured(run, [dict(zip(HEAD, row, strict=True)) for row in rows])


def _families(only: Sequence[str]) -> list[str]:
    """The families named, all of which must be installed, or those that are."""
    if unknown := [name for name in only if name.lower() not in NEEDED]:
        known = ", ".join(NEEDED)
        raise ReportError(", ".join(unknown), "no peer is called so", f"use some of: {known}")
    chosen = [name for name in NEEDED if not only or name in map(str.lower, only)]
    for name in list(chosen):
        needed, extra = NEEDED[name]
        if missing := [one for one in needed if not find_spec(one)]:
            todo = f"run: .venv/bin/python -m pip install -c constraints.txt -e '.[{extra}]'"
            told = ReportError(f"peer {name}", f"not installed: {', '.join(missing)}", todo)
            if only:
                raise told
            print(f"eval: left out: {told}", file=sys.stderr)
            chosen.remove(name)
    return chosen


@dataclass(frozen=True, slots=True)
class Found:
    """What a peer's passages held of one cell."""

    report: bool
    number: bool
    column: bool
    ms: float


def _found(peer: Peer, sample: Sample) -> Found:
    (cell,) = sample.evidence
    began = time.process_time()
    passages = peer.search(sample.question)[:K]
    ms = (time.process_time() - began) * 1000
    own = [p.text for p in passages if (p.publisher, p.year) == (cell.publisher, cell.year)]
    numbered = [text for text in own if _holds(text, cell)]
    column = cell.where.rpartition("/")[2]
    return Found(bool(own), bool(numbered), any(column in text for text in numbered), ms)


def _holds(text: str, cell: Place) -> bool:
    """Whether the row's label and the number, standing alone, are in the text."""
    label = cell.where.split("/")[-2 if "/" in cell.where else 0]
    number = rf"(?<![\d.]){re.escape(str(cell.value))}(?![\d.])"
    return label in text and bool(re.search(number, text))


def _row(peer: Peer, found: Sequence[Found]) -> tuple[str, ...]:
    n = len(found)

    def part(name: str) -> int:
        return sum(getattr(f, name) for f in found)

    low, high = wilson(part("column"), n)
    shares = [f"{100 * part(name) / n:.1f}%" for name in ("report", "number", "column")]
    times = (f"{peer.seconds:.1f}", f"{statistics.median(f.ms for f in found):.1f}")
    return (peer.name, *shares, f"{100 * low:.1f}–{100 * high:.1f}", *times)


def _peers(made: Sequence[Made], folder: Path, families: Sequence[str]) -> Iterator[Peer]:
    """Ours first, then each recipe; what none needs any more is let go before the next."""
    if "nianbao" in families:
        yield _nianbao(made, folder)
    if "langchain" in families:
        for size in CHUNK_SIZES:
            for titled in (False, True):
                yield from _recipes(made, size, titled)
    if "llamaindex" in families:
        from eval import llamaindex

        yield from llamaindex.recipes(made)


def _nianbao(made: Sequence[Made], folder: Path) -> Peer:
    """The passages that our answer cites."""
    from assistant.ask import Assistant
    from eval.made import with_made
    from eval.run import TODAY
    from ingest.store.collection import index_unmarked

    settings = Settings(home=folder, today=TODAY)
    began = processors()
    database = with_made(settings, len(made))
    index_unmarked(database, settings)
    seconds = processors() - began
    assistant = Assistant(database, settings)

    def search(question: str) -> list[Passage]:
        line = assistant.ask(question).to_json()
        return [
            Passage(e["publisher"], e["year"], f"{e['where']} {e['quote']}")
            for e in line["evidence"]
        ]

    return Peer("nianbao", seconds, search)


def _recipes(made: Sequence[Made], size: int, titled: bool) -> Iterator[Peer]:
    """LangChain's splitter with its Chroma store, BM25, and both fused by rank."""
    began = processors()
    chunks = list(_chunks(made, size, titled))
    splitting = processors() - began
    named = f", chunks of {size}{' under their title' if titled else ''}"
    vectors = _vectors(chunks)
    words = _words(chunks)
    yield replace(vectors, name=f"LangChain and Chroma{named}", seconds=splitting + vectors.seconds)
    yield replace(words, name=f"BM25{named}", seconds=splitting + words.seconds)
    seconds = splitting + vectors.seconds + words.seconds
    yield Peer(f"both, fused by rank{named}", seconds, _fused(vectors, words))


def _chunks(made: Sequence[Made], size: int, titled: bool) -> Iterator[Passage]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    separators = ["\n\n", "\n", "。", "；", "，", ""]
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=size, chunk_overlap=size // 5, separators=separators, keep_separator="end"
    )
    for report in made:
        title = f"{report.publisher}{report.year}年政府信息公开工作年度报告\n" if titled else ""
        for text in splitter.split_text(report.text):
            yield Passage(report.publisher, report.year, f"{title}{text}")


def _vectors(chunks: Sequence[Passage]) -> Peer:
    """LangChain's own Chroma store over the same embedding model."""
    from langchain_chroma import Chroma

    from ingest.embedding import for_langchain

    began = processors()
    store = Chroma(collection_name=f"peer-{id(chunks)}", embedding_function=for_langchain())
    for start in range(0, len(chunks), 1_000):
        batch = chunks[start : start + 1_000]
        about: list[dict[Any, Any]] = [{"p": p.publisher, "y": p.year} for p in batch]
        store.add_texts([p.text for p in batch], about)
    seconds = processors() - began

    def search(question: str) -> list[Passage]:
        hits = store.similarity_search(question, k=K * 5)
        return [Passage(h.metadata["p"], h.metadata["y"], h.page_content) for h in hits]

    return Peer("vectors", seconds, search)


def _words(chunks: Sequence[Passage]) -> Peer:
    """BM25 of words that a Chinese segmenter cuts."""
    import bm25s
    import rjieba

    began = processors()
    index = bm25s.BM25()
    index.index([rjieba.cut(p.text) for p in chunks], show_progress=False)
    seconds = processors() - began

    def search(question: str) -> list[Passage]:
        found, _ = index.retrieve([rjieba.cut(question)], k=K * 5, show_progress=False)
        return [chunks[at] for at in found[0]]

    return Peer("words", seconds, search)


def _fused(*peers: Peer) -> Callable[[str], Sequence[Passage]]:
    """Reciprocal rank fusion of what several find (Cormack and others 2009, k = 60)."""

    def search(question: str) -> list[Passage]:
        scores: dict[Passage, Decimal] = {}
        for peer in peers:
            for rank, passage in enumerate(peer.search(question)):
                scores[passage] = scores.get(passage, Decimal(0)) + 1 / Decimal(60 + rank + 1)
        return sorted(scores, key=lambda p: -scores[p])

    return search
