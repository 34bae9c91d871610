"""Plain words for what can't be answered: not understood, not in any form, not in these reports."""

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.quantities import Asked
from assistant.query import Query
from assistant.texts import names_joined, say

MEASURES = ("新收申请", "予以公开", "不予公开", "行政复议", "行政诉讼")
MEASURES_EN = ("new requests", "granted", "refused", "administrative reviews", "lawsuits")


def answer_out_of_scope(query: Query) -> Answer:
    key = "out_of_scope_blame" if query.out_of_scope == "blame" else "out_of_scope"
    word = next((t.text for t in query.tokens if t.code("out_of_scope")), "")
    text = say(query.language, key, word=word)
    return Answer(query, "out_of_scope", text, reason="out_of_scope")


def not_understood(query: Query, words: Sequence[str]) -> Answer:
    text = say(query.language, "not_understood", words=names_joined(query.language, list(words)))
    return Answer(query, "not_found", text, reason="not_understood")


def answer_absent(asked: Asked) -> Answer:
    """What no form has and the text doesn't give."""
    query = asked.query
    if query.absent == "投诉举报件数" and any(
        "投诉" in c.heading for c in asked.sheet.database.chunks(asked.sheet.report)
    ):
        return Answer(query, "not_found", asked.say("complaints"), reason="not_stated")
    reason = "not_stated" if query.absent in ("案号和当事人", "投诉举报件数", "主动公开率", "群众满意度", "网上申请件数") else "not_in_form"
    return Answer(query, "not_found", asked.say("absent", label=query.absent), reason=reason)


def which_measure(query: Query) -> Answer:
    """An operation with nothing to do it to: ask which figure, the question itself kept."""
    asked = query.text.rstrip("?？。 ")
    names = MEASURES_EN if query.language == "en" else MEASURES
    options = tuple(f"{asked} ({n})" if query.language == "en" else f"{asked}（{n}）" for n in names)
    return Answer(query, "ambiguous", say(query.language, "which_measure"), options=options)
