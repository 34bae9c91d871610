"""Plain words for what can't be answered: not understood, not in any form, not in these reports."""

from assistant.answer import Answer
from assistant.codes import name_of
from assistant.figures.quantities import Asked
from assistant.query import Query
from assistant.question.lexicon import grammar
from assistant.question.meaning import FUTURE
from assistant.texts import say

MEASURES = ("新收申请", "予以公开", "不予公开", "行政复议", "行政诉讼")
MEASURES_EN = ("new requests", "granted", "refused", "administrative reviews", "lawsuits")


def answer_out_of_scope(query: Query) -> Answer:
    """What these reports never hold, and whom to blame, which is no one's to say here."""
    key = "out_of_scope_blame" if query.out_of_scope == "blame" else "out_of_scope"
    word = next((t.text for t in query.tokens if t.code("out_of_scope")), "")
    if future := FUTURE.search(query.plain):
        word = word or future[0]
    text = say(query.language, key, word=word)
    return Answer(query, "out_of_scope", text, reason="out_of_scope")


def absent_words(query: Query) -> list[str]:
    """The words by which the question names what no form asks for, without 率 and the like."""
    return [t.text for t in query.tokens if t.code("absent") or t.code("unstated")]


def answer_absent(asked: Asked) -> Answer:
    """What no form has, or no form asks for, and the text doesn't give."""
    query = asked.query
    unstated = grammar("words")["unstated"]
    chunks = asked.sheet.database.chunks(asked.sheet.report)
    if query.absent == "投诉举报件数" and any("投诉" in c.heading for c in chunks):
        return Answer(query, "not_found", asked.say("complaints"), reason="not_stated")
    words = {**grammar("words")["absent"], **unstated}[query.absent]
    label = next(w for w in words if w.isascii()) if query.language == "en" else query.absent
    reason = "not_stated" if query.absent in unstated else "not_in_form"
    return Answer(query, "not_found", asked.say("absent", label=label), reason=reason)


def which_measure(query: Query) -> Answer:
    """An operation with nothing to do it to: ask which figure, the question itself kept."""
    asked = query.text.rstrip("?？。 ")
    names = MEASURES_EN if query.language == "en" else MEASURES
    options = tuple(
        f"{asked} ({n})" if query.language == "en" else f"{asked}（{n}）" for n in names
    )
    return Answer(query, "ambiguous", say(query.language, "which_measure"), options=options)


def answer_counts_only(asked: Asked, code: str) -> Answer:
    """罚了多少钱: the form counts the cases and holds no sum of money for them."""
    text = asked.say("counts_only", label=name_of(code, asked.language))
    return Answer(asked.query, "not_found", text, reason="not_in_form")
