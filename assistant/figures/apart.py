"""Parts of a question over many bodies, each read by itself."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.query import Query
from assistant.question.meaning import with_default_item, with_meaning
from assistant.question.named import COUNT_WORDS

NAMING = ("row2", "row3", "row4", "column2", "column4", "rate", "sum", "readings", "annex", "weak")
Span = tuple[int, int]


def read_part(query: Query, spans: Sequence[Span]) -> Query:
    """A part of a question read by itself, all else left blank."""
    text = query.plain
    kept = "".join(
        c if any(start <= at < end for start, end in spans) else " " for at, c in enumerate(text)
    )
    tokens = tuple(t for t in query.tokens if any(s <= t.start < e for s, e in spans))
    counting = bool(COUNT_WORDS.search(kept))
    part = replace(query, plain=kept, tokens=tokens, counting=counting, premises=(), items=())
    return with_default_item(with_meaning(part))


def between(query: Query, spans: Sequence[Span]) -> list[Span]:
    """What of a question lies outside the words of its limits."""
    edges = [0, *(edge for span in spans for edge in span), len(query.plain)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def names_figure(part: Query) -> bool:
    """Whether any figure or kind of applicant is named."""
    return bool(part.breakdowns) or any(t.code(kind) for t in part.tokens for kind in NAMING)


def in_full(own: Query) -> Query:
    """企业超过10件的, 申请在90到100件之间的: by itself either is of what came in."""
    weak = tuple(t.code("weak") for t in own.tokens if t.code("weak"))
    code = next(iter(weak), "requests_new" if own.breakdowns else "")
    return own if own.items or not code else replace(own, items=(code,))
