"""Query to chunks, ranked: place and year first, then words and, where they can add, vectors.

A report has a few dozen passages, so they are scored exactly; nothing is approximated.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.chunks import Chunk
from ingest.database import Database
from ingest.report import Report, chunk_id
from ingest.settings import Settings

# What shared words add to likeness, the best-worded passage all of it: see docs/embedding.md,
# where adding beats fusing ranks, which lets ties of nothing shared drag the likeness down.
WORDS = 0.2
K1, B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score; words is what of the question stands in it, 0 to 1, and likeness
    the cosine of question and passage, 0 where there are no vectors.
    """

    report: Report
    chunk: Chunk
    score: float
    words: float
    likeness: float = 0.0


def terms(text: str) -> list[str]:
    """Bigrams of Chinese runs and whole Latin words: two-character words need no dictionary."""
    found: list[str] = []
    for run in re.findall(r"[\u3400-\u9fff]+|[a-z0-9]+", text.lower()):
        if run[0].isascii() or len(run) == 1:
            found.append(run)
        else:
            found += [run[i : i + 2] for i in range(len(run) - 1)]
    return found


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


class Retriever:
    """Ranks the passages of chosen reports for a question."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.database, self.settings = database, settings

    def search(self, question: str, reports: Sequence[Report], k: int = 5) -> list[Hit]:
        """The k best passages of the reports, words and vectors fused."""
        found = [(report, chunk) for report in reports for chunk in self.database.chunks(report)]
        if not found:
            return []
        wanted = terms(question)
        passages = [terms(f"{c.heading} {c.text}") for _, c in found]
        words = bm25(wanted, passages)
        near = self._likeness(question, found)
        most = max(words) or 1.0
        fused = [n + WORDS * w / most for n, w in zip(near or words, words, strict=True)]
        covered = [_covered(wanted, p) for p in passages]
        best = sorted(range(len(found)), key=lambda at: (-fused[at], at))[:k]
        return [
            Hit(*found[at], score=fused[at], words=covered[at], likeness=near[at] if near else 0.0)
            for at in best
        ]

    def _likeness(self, question: str, found: Sequence[tuple[Report, Chunk]]) -> list[float]:
        """Cosine to each passage; nothing where there is no collection or no model."""
        from ingest.collection import Collection
        from ingest.errors import ReportError

        collection = Collection(self.settings)
        if not collection.exists():
            return []
        try:
            from ingest import embedding

            ids = [chunk_id(report, chunk) for report, chunk in found]
            vectors = collection.vectors(ids)
            query = embedding.load(self.settings.embedding).query(question)
        except ReportError:
            return []
        if not vectors:
            return []
        return [float(vectors[i] @ query) if i in vectors else 0.0 for i in ids]


def _covered(wanted: Sequence[str], passage: Sequence[str]) -> float:
    held = set(passage)
    return sum(term in held for term in set(wanted)) / max(len(set(wanted)), 1)
