"""A figure of the prose that holds every word of the question, and does what it asks."""

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.figures.measures import foreign_to
from assistant.figures.quantities import Asked
from assistant.figures.stated import answer_part_of, answer_stated_with
from assistant.query import Query
from assistant.question.leftover import narrowing, unread_words
from assistant.question.places import SUFFIX

# What the measure of a figure must hold, and what it can't be asked to do alone.
NARROWING = ("restricting", "superlative", "breakdown", "row2", "row4")
UNDONE = ("growth", "difference", "mean", "median", "times")


def stated_exactly(asked: Asked) -> Answer | None:
    """The figure of the prose that a question names, with nothing of the question left over."""
    query = asked.query
    told = {s.value for s in asked.sheet.stated if s.unit != "%"}
    if set(query.premises) - told - {f.value for f in asked.sheet.figures}:
        return None
    if part := _part_named(asked):
        return part
    answer = answer_stated_with(asked, narrowing_words(query))
    if answer is None or (query.operation in UNDONE and answer.kind == "figure"):
        return None
    return answer if _holds(asked, answer, list(unread_words(query))) else None


def narrowing_words(query: Query) -> list[str]:
    """The words that were read and must stand in the measure or its sentence."""
    return [t.text for t in query.tokens if any(t.code(kind) for kind in NARROWING)]


def _part_named(asked: Asked) -> Answer | None:
    """沭阳政策简明问答几期: a part that the text gives of the whole asked about."""
    words = "" if narrowing(asked.query) else "".join(asked.query.unread)
    parts = [s.measure for s in asked.sheet.stated if s.share_of]
    names = {name for name in parts if SUFFIX.sub("", name) in words}
    return answer_part_of(asked, names.pop()) if len(names) == 1 else None


def _holds(asked: Asked, answer: Answer, words: Sequence[str]) -> bool:
    """Whether some figure told is about every word that nothing else read."""
    wheres = {(r.where, r.label) for r in answer.rows}
    told = [s for s in asked.sheet.stated if (s.where, s.measure) in wheres]
    around = asked.sheet.paragraphs
    english = asked.language == "en"
    return english or any(not foreign_to(words, s, around.get(s.where, s.quote)) for s in told)
