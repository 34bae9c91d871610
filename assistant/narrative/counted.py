"""A number asked for that no figure is: the sentence that counts it, or where it is spoken of."""

import re
from dataclasses import replace

from assistant.answer import Answer, with_evidence
from assistant.figures.measures import UNITS_ASKED, shares_words
from assistant.figures.quantities import Asked

COUNT_ASKED = re.compile("(?:多少|几)(人次|场次|[个家期篇场册份名条件次项起宗处位人种类])?")
SOME = re.compile(r"的(?:又?有|是|共|总共|一共)?(?:多少|几)|\d月|季度|半年")
UNITS = tuple("个家期篇场册份名条件次项起宗处位人种类封")


def spoken_of(asked: Asked, answer: Answer, told: Answer) -> Answer:
    """The number is refused as it was; the report speaks of it, so show where. A sentence that
    counts in the unit asked for is quoted as what the report tells, of what no form has.
    """
    query, quotes = asked.query, "".join(e.quote for e in told.evidence)
    # 带短视频的多少条 counts some of what a sentence may count, a month some of a year; fans are
    # none of the accounts counted.
    some, unread = SOME.search(query.plain), query.unread
    named = bool(unread) and all(word in quotes for word in unread)
    words = [word for word in unread if len(word) > 1]
    near = not words or any(shares_words(word, quotes) for word in words)
    own = named and not (query.items and some) if query.items or some else near
    prose = own and asked.language != "en" and not (query.absent or query.breakdowns)
    if prose and _counts_so(query.plain, quotes):
        return told
    text = f"{answer.text}{asked.space}{asked.say('spoken_of')}"
    return with_evidence(replace(answer, text=text), told.evidence)


def _counts_so(question: str, quotes: str) -> bool:
    """Whether what is quoted holds a number of what the question counts: 多少项任务 of 任务13项."""
    found = COUNT_ASKED.search(question)
    units = UNITS_ASKED.get(found[1] or "", (found[1],) if found[1] else UNITS) if found else ()
    return any(re.search(rf"\d[余多]?[万亿]?[余多]?{unit}", quotes) for unit in units)
