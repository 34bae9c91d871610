"""What the report of a region tells in words of a place below it that has no report of its own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, with_evidence
from assistant.figures.measures import shares_words
from assistant.figures.quantities import Asked
from assistant.narrative.asking import METHODS
from assistant.narrative.passages import (
    CLAUSE,
    SHOWN,
    WANTED,
    answer_told,
    asked_text,
    holding_sentences,
    prose_of,
    quoted,
)
from assistant.narrative.retrieve import ASKING, Retriever
from assistant.query import Query
from assistant.question.places import SUFFIX
from ingest.chunks import Chunk
from ingest.store.words import cutter


def answer_told_of(
    asked: Asked, names: Sequence[str], silent: Answer, retriever: Retriever
) -> Answer | None:
    """What the report of the place above tells of one without a report: the passage that answers,
    else the refusal with where it is told of.
    """
    short = [SUFFIX.sub("", name) for name in names]
    told = None if asked.query.counting else answer_told(asked, retriever)
    quotes = "".join(e.quote for e in told.evidence) if told else ""
    # 复议怎么样 of a place is of its own table.
    own = asked.query.mentions or not asked.query.items
    if told and own and _told_of_all(asked.query, short, quotes):
        return told
    held = [c for c in prose_of(asked) if all(name in c.text for name in short)]
    if not held:
        return None
    ways = [c for c in held if METHODS.search(asked.query.plain) and _is_way(asked, c, short[0])]
    if ways and own and not asked.query.counting:
        return quoted(asked, [(c, holding_sentences(c.text, short[0])) for c in ways])
    chosen = quoted(asked, [(c, holding_sentences(c.text, short[0])) for c in held[:SHOWN]])
    text = f"{silent.text}{asked.space}{asked.say('told_above')}"
    return with_evidence(replace(silent, text=text), chosen.evidence)


def _is_way(asked: Asked, chunk: Chunk, name: str) -> bool:
    """泗洪县办理申请有什么法子: whether a clause says what a place does about what is asked."""
    words = METHODS.sub("", asked.query.plain.replace(name, ""))
    clauses = [c for c in CLAUSE.split(chunk.text) if name in c and not re.search(r"\d", c)]
    return any(shares_words(words, clause) for clause in clauses)


def _told_of_all(query: Query, names: Sequence[str], quotes: str) -> bool:
    """Whether each name stands in a clause with the words of the question that nothing reads: of
    宿豫建示范点，宿城让网格员兼公开联络员 it is 宿城 that has 网格员.
    """
    unread = "，".join(query.unread)
    tagged = cutter().tag(ASKING.sub(" ", WANTED.sub(" ", asked_text(query))))
    given = [w for w, kind in tagged if len(w) > 1 and kind[0] in "nv" and w in unread]
    clauses = CLAUSE.split(quotes)
    return all(any(n in c and all(w in c for w in given) for c in clauses) for n in names)
