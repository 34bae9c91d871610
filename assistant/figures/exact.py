"""A figure of the prose that holds every word of the question, and does what it asks."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.figures.lookup import Sheet
from assistant.figures.measures import (
    SITE,
    foreign_to,
    of_site,
    shares_words,
    without_own_name,
)
from assistant.figures.portions import BY
from assistant.figures.quantities import Asked
from assistant.figures.reckoned import answer_portions
from assistant.figures.stated import PER_PERSON, answer_stated_with
from assistant.figures.stated_changes import answer_stated_change
from assistant.figures.within import answer_part_of
from assistant.query import Query
from assistant.question.leftover import unread_words
from assistant.question.places import SUFFIX
from assistant.question.restricting import narrowing
from assistant.question.unfit import PUBLIC
from ingest.prose.stated import Stated

# What the measure of a figure must hold, and what it can't be asked to do alone.
NARROWING = ("restricting", "superlative", "breakdown", "row2", "row4", "column2", "weak_column2")
UNDONE = re.compile("[未没不]|[还尚仍][未没]|是否[未没]")
GIVEN_TO = re.compile("(?:送|发|派|给|向|对|让|供)给?$")
# Whoever reports is named like a part of it.
OWN = re.compile("[省市区县]?政府")


def stated_exactly(asked: Asked) -> Answer | None:
    """The figure of the prose that a question names, with nothing of the question left over."""
    query = asked.query
    told = {s.value for s in asked.sheet.stated if s.unit != "%"}
    if set(query.premises) - told - {f.value for f in asked.sheet.figures}:
        return None
    if part := part_named(asked):
        return part
    answer = answer_stated_with(asked, narrowing_words(query))
    who = [t.text for t in query.tokens if t.code("breakdown")]
    if answer and any(word not in row.label for word in who for row in answer.rows):
        return None
    if answer is None:
        return None
    words = [PER_PERSON.sub("", word) for word in unread_words(query)] + [
        "申请" for t in query.tokens if "申请" in t.text
    ]
    return answer if _holds(asked, answer, words) else None


def change_exactly(every: Sequence[Asked]) -> Answer | None:
    """How a figure of the prose changed, from the year before where one year is named."""
    asked = every[-1]
    report, body = asked.sheet.report, asked.query.bodies[-1]
    before = body.report((report.year or 0) - 1) if len(every) == 1 else None
    if before:
        every = (Asked(asked.query, Sheet(before, asked.sheet.database)), asked)
    plain = [Asked(replace(one.query, operation=""), one.sheet) for one in every]
    told = len(every) == 2 and all(stated_exactly(one) for one in plain)
    return answer_stated_change(every[0], every[1]) if told else None


def narrowing_words(query: Query) -> list[str]:
    """The words that were read and must stand in the measure or its sentence."""
    named = [t for t in query.tokens if any(t.code(kind) for kind in NARROWING)]
    # 免费送老百姓: to whom it is given is the public.
    found = [
        t.text for t in named if t.text not in PUBLIC or not GIVEN_TO.search(query.plain[: t.start])
    ]
    # 提案未办结的几件: what was not done with them.
    found += [t.text for t in query.tokens if t.code("row3") and UNDONE.match(t.text)]
    if "fees" not in query.topics:
        return found
    # Whoever pays a fee is of the public, and a fee is collected.
    collected = {t.text for t in query.tokens if t.code("column2") == "collected"}
    return [word for word in found if word not in PUBLIC | collected]


def part_named(asked: Asked) -> Answer | None:
    """沭阳政策简明问答几期, 按收办单位看市有关部门几件: a part that the text gives of the whole
    asked about.
    """
    if reckoned := answer_portions(asked):
        return reckoned
    query, by = asked.query, BY.search(asked.query.plain)
    words = "" if narrowing(query) else "".join(query.unread)
    parts = {s.measure for s in asked.sheet.stated if s.share_of}
    rows = {t.text for t in query.tokens if t.code("row3")}
    told = {n for n in parts - rows if _stands(n, query) and (by or not OWN.fullmatch(n))}
    ends = [query.plain[m.start : m.end] for m in query.mentions if by and m.bodies]
    told |= {n for n in parts if OWN.fullmatch(n) and any(e.endswith(n) for e in ends)}
    names = told or {name for name in parts if SUFFIX.sub("", name) in words}
    name = max(names, key=len, default="")
    if not name or any(one not in name for one in names):
        return None
    wholes = [s.share_of for s in asked.sheet.stated if s.measure == name]
    left = [w for w in unread_words(query) if w not in name and SUFFIX.sub("", name) not in w]
    left = [w for w in left if not any(w in whole or shares_words(w, whole) for whole in wholes)]
    who = [t for t in query.tokens if t.code("breakdown") and t.text not in name]
    inside = by[0] if by else ""
    if any(word not in inside for word in (*left, *(t.text for t in who))):
        return None
    return answer_part_of(asked, name)


def _stands(name: str, query: Query) -> bool:
    """Whether a name stands in the question, other than as part of the place asked about or of
    what it is broken down by.
    """
    spans = [(m.start, m.end) for m in query.mentions]
    spans += [m.span() for m in BY.finditer(query.plain)]
    found = [m.span() for m in re.finditer(re.escape(name), query.plain)]
    return any(not any(s <= start and end <= e for s, e in spans) for start, end in found)


def _holds(asked: Asked, answer: Answer, words: Sequence[str]) -> bool:
    """Whether some figure told is about every word that nothing else read."""
    wheres = {(r.where, r.label) for r in answer.rows}
    told = [s for s in asked.sheet.stated if (s.where, s.measure) in wheres]
    if asked.language == "en":
        return True
    return any(not foreign_to(_own(asked, s, words), s, _around(asked, s)) for s in told)


def _own(asked: Asked, stated: Stated, words: Sequence[str]) -> list[str]:
    """The words but for that of the website that all of the paragraph is about."""
    site = of_site(asked.sheet.paragraphs.get(stated.where, stated.quote))
    words = [without_own_name(asked, word) for word in words]
    return [SITE.sub("", word) if site else word for word in words]


def _around(asked: Asked, stated: Stated) -> str:
    """The paragraph of a figure; of a whole that is broken down there, its own words alone."""
    parts = any(s.share_of == stated.measure for s in asked.sheet.stated)
    return "" if parts else asked.sheet.paragraphs.get(stated.where, stated.quote)
