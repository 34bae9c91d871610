"""Query to chunks, ranked: place, body and year first, then words and vectors together.

A report has a few dozen passages, so those of chosen reports are scored exactly, sentence by
sentence. Over everything that is loaded, the two indexes propose, and the ranks by the index of
words and by the nearest sentence are fused. Of the first of either it is judged whether they
answer, and that orders them.
"""

import logging
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.narrative.kinds import kinds
from ingest.chunks import Chunk, bare, sentences
from ingest.errors import ReportError
from ingest.report import Report, chunk_id
from ingest.settings import Settings
from ingest.store.database import Database
from ingest.store.words import Words, terms

if TYPE_CHECKING:
    from ingest.embedding import Embedder, Vectors
    from ingest.store.collection import Collection

log = logging.getLogger("nianbao")
# What shared words add to likeness, the best-worded passage all of it, and the constants of BM25
# and of reciprocal rank fusion: see docs/embedding.md for what they were chosen on.
WORDS = 0.05
K1, B, RRF = 1.2, 0.75, 60
PROPOSED = 100
# How many a cross-encoder looks at: it takes some milliseconds for each.
RERANKED = 30
# Of how many it is judged whether they answer.
JUDGED = 12
# How far to look among vectors where years or bodies leave out most of what is near.
FAR = 1_000
# Words by which a question asks; as words of a passage they tell nothing.
ASKING = re.compile(
    r"怎么个.法|[什啥]么?(?:活|事)儿?|有没有|是不是|能不能|会不会|可不可以|是否|怎么样|怎么|怎样|如何|哪些|哪个|哪里|哪儿|哪|什么|多少|为什么|"
    r"了没有|了吗|吗|呢|吧|情况|做得|做了|请问|谁|几(?=[个件次期场条名份])|报告|年报|的|了|"
    r"\b(?:what|which|how|who|where|when|why|did|does|do|is|are|was|were|the|of|in|for|and|to|any)\b"
)
Found = Sequence[tuple[Report, Chunk]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score; sure is how likely its sentence answers, 0 where it was not
    judged.
    """

    report: Report
    chunk: Chunk
    score: float
    sure: float = 0.0
    sentence: str = ""


def asked_words(question: str) -> list[str]:
    """The terms of a question without the words by which it asks."""
    return terms(ASKING.sub(" ", question.lower())) or terms(question)


def bm25(query: Sequence[str], passages: Sequence[Sequence[str]]) -> list[float]:
    """BM25 of every passage for the query's terms (Robertson and Zaragoza 2009)."""
    counts = [Counter(p) for p in passages]
    mean = sum(map(len, passages)) / max(len(passages), 1) or 1.0
    scores = [0.0] * len(passages)
    for term in set(query):
        holding = sum(term in c for c in counts)
        if not holding:
            continue
        weight = math.log(1 + (len(passages) - holding + 0.5) / (holding + 0.5))
        for at, count in enumerate(counts):
            if frequency := count[term]:
                length = 1 - B + B * len(passages[at]) / mean
                scores[at] += weight * frequency * (K1 + 1) / (frequency + K1 * length)
    return scores


def fused(*rankings: Sequence[str]) -> dict[str, float]:
    """Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): the score of each id."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for place, name in enumerate(ranking, 1):
            scores[name] = scores.get(name, 0.0) + 1 / (RRF + place)
    return dict(sorted(scores.items(), key=lambda item: -item[1]))


class Retriever:
    """Ranks passages for a question: those of chosen reports, or of all."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.database, self.settings = database, settings

    def search(
        self, question: str, reports: Sequence[Report], k: int = 5, *, tables: bool = False
    ) -> list[Hit]:
        """The k best passages of the reports, every one scored; blocks of tables too if wanted."""
        found = [(r, c) for r in reports for c in self.database.chunks(r, tables=tables)]
        hits = _judged(question, self._scored(question, found))
        return self._reranked(question, hits)[:k]

    def search_all(
        self,
        question: str,
        k: int = 10,
        *,
        years: Sequence[int] = (),
        only: Sequence[str] = (),
        tables: bool = False,
    ) -> list[Hit]:
        """The k best passages of everything loaded, of some years and publishers or of all."""
        words = self._by_words(question, years, only)
        near = self._by_likeness(question, years, only)
        proposed = list(fused(words, near))[: max(PROPOSED, k)]
        found = self.database.passages(proposed)
        found = [(r, c) for r, c in found if tables or not c.tabular]
        scored = {chunk_id(h.report, h.chunk): h for h in self._scored(question, found)}
        ranked = fused([n for n in words if n in scored], list(scored))
        hits = _judged(question, [replace(scored[n], score=s) for n, s in ranked.items()])
        return self._reranked(question, hits)[:k]

    def _scored(self, question: str, found: Found) -> list[Hit]:
        """Every passage by likeness and words, the best first."""
        if not found:
            return []
        words = bm25(asked_words(question), [terms(f"{c.heading} {c.text}") for _, c in found])
        near, most = self._likeness(question, found), max(words) or 1.0
        hits = [
            Hit(r, c, n + WORDS * w / most) for (r, c), w, n in zip(found, words, near, strict=True)
        ]
        return sorted(hits, key=lambda hit: -hit.score)

    def _likeness(self, question: str, found: Found) -> list[float]:
        """Cosine to each passage's nearest sentence where our own model makes the vectors, to the
        passage as it is kept where another does; zeros where there are no vectors.
        """
        from ingest import embedding

        try:
            model = embedding.load(self.settings.embedding)
            query = model.query(question)
            if not self.settings.embedding:
                return _nearest_sentences(model, query, found)
            ids = [chunk_id(report, chunk) for report, chunk in found]
            kept = self._collection.vectors(ids)
        except ReportError:
            return [0.0] * len(found)
        return [float(kept[n] @ query) if n in kept else 0.0 for n in ids]

    @cached_property
    def words(self) -> Words:
        """The index of words of the home."""
        return Words(self.settings.home)

    @cached_property
    def _collection(self) -> "Collection":
        from ingest.store.collection import Collection

        return Collection(self.settings)

    def _by_words(self, question: str, years: Sequence[int], only: Sequence[str]) -> list[str]:
        text = " ".join(asked_words(question))
        try:
            found = self.words.search(text, PROPOSED, years=years, publishers=only)
        except ReportError:
            return []
        return [name for name, _ in found]

    def _by_likeness(self, question: str, years: Sequence[int], only: Sequence[str]) -> list[str]:
        """The nearest passages; where some are left out, from as many as Chroma gives quickly."""
        from ingest import embedding

        try:
            query = embedding.load(self.settings.embedding).query(question)
            found = self._collection.search(query, FAR if years or only else PROPOSED)
        except ReportError:
            return []
        if years or only:
            among = self._documents(years, only)
            found = [name for name in found if name.rsplit("-", 2)[0] in among]
        return found[:PROPOSED]

    def _documents(self, years: Sequence[int], only: Sequence[str]) -> set[str]:
        return {
            r.document for r in self.database.reports(counted=False)
            if (not years or r.year in years) and (not only or r.publisher in only)
        }  # fmt: skip

    def _reranked(self, question: str, hits: list[Hit]) -> list[Hit]:
        """As a cross-encoder orders the best of them, where one is set up and works."""
        name = self.settings.reranker
        if not name or len(hits) < 2:
            return hits
        from ingest.embedding import reranking

        first, rest = hits[:RERANKED], hits[RERANKED:]
        try:
            scores = reranking.scores(
                name, question, [f"{h.chunk.heading}\n{h.chunk.text}" for h in first]
            )
        except ReportError as error:
            log.warning("passages not reranked: %s", error)
            return hits
        order = sorted(range(len(first)), key=lambda at: -scores[at])
        return [*(first[at] for at in order), *rest]


def _nearest_sentences(model: "Embedder", query: "Vectors", found: Found) -> list[float]:
    parts = [(at, c.heading, s) for at, (_, c) in enumerate(found) for s in sentences(c.text)]
    near = [0.0] * len(found)
    likeness = model.passages([f"{heading}\n{text}" for _, heading, text in parts]) @ query
    for (at, _, _), score in zip(parts, likeness, strict=True):
        near[at] = max(near[at], float(score))
    return near


def _judged(question: str, hits: list[Hit]) -> list[Hit]:
    """The first hits in the order in which they are likely to answer, the others behind."""
    from ingest.embedding import judging

    first, rest, told = hits[:JUDGED], hits[JUDGED:], _kinds(hits)
    said = [
        (at, sentence, judging.Said(hit.chunk.heading, text, kind))
        for at, (hit, kind) in enumerate(zip(first, told, strict=False))
        for sentence in sentences(hit.chunk.text)
        if (text := bare(sentence))
    ]
    if not said:
        return hits
    try:
        chances = judging.probabilities(question, [s for _, _, s in said])
    except ReportError as error:
        log.warning("passages not judged: %s", error)
        return hits
    for (at, sentence, _), chance in zip(said, chances, strict=True):
        if chance > first[at].sure:
            first[at] = replace(first[at], sure=float(chance), sentence=sentence)
    return [*sorted(first, key=lambda hit: -hit.sure), *rest]


def _kinds(hits: Sequence[Hit]) -> list[str]:
    """What the passage of each hit tells of, beside those of its report among the hits."""
    chunks: dict[str, list[Chunk]] = {}
    for hit in hits:
        chunks.setdefault(hit.report.document, []).append(hit.chunk)
    told = {document: kinds(held) for document, held in chunks.items()}
    return [told[hit.report.document][hit.chunk.position] for hit in hits]
