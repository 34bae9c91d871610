"""Several rows as shares: of the whole that the question names, or each of its own."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.answer import Answer, label_of
from assistant.codes import (
    DOCUMENTS,
    WHOLES,
    apart,
    base_of,
    cells_of,
    has_whole,
    holds,
    leaves,
    numbers_of,
    readings_of,
    unit_of,
)
from assistant.figures.lists import answer_each_of, answer_parts
from assistant.figures.quantities import Asked
from assistant.figures.ratios import OF_EVERYONE, answer_share, answer_shares_together
from assistant.query import Query
from assistant.question.adding import asks_sum
from assistant.question.lexicon import Token
from assistant.question.named import indicators_named
from assistant.resolve import not_understood
from ingest import forms

# 按新收件当分母, 分母用办结总数: the whole, wherever it stands.
BASE = re.compile(
    "[按拿用以把](?P<before>[^,;。]{1,14}?)(?:[当做作为]|作为)(?:分母|底数?|基数)|"
    "分母[用是为取按](?P<behind>[^,;。?]{1,12})"
)
# 占办结的比例; no 占比, 占多少.
OF = re.compile(
    "(?:占(?![比用])|相当于|等于)[^,;。?]*|是(?=[^,;。]{1,12}的(?:几分之|百分之|几成))[^,;。?]*"
)
JOINED = re.compile("的?(?:[和与跟及、]|加上?|以及)")
HOW_MUCH = re.compile("[多几]|百分|比[例重]")


def answer_shares(asked: Asked, breakdown: str) -> Answer:
    """Rows in percent of the whole that is named, added up where that is asked for; a part is never
    the whole of what it is a part of.
    """
    query, whole = asked.query, _whole_of(asked.query)
    parts = [c for code in query.items if code not in whole for c in numbers_of(code)]
    unknown = any(map(readings_of, whole)) or bool({*parts, *whole} & {*DOCUMENTS})
    divided = unknown or "除以" in query.plain
    other = not divided and any(_is_other(part, code) for part in parts for code in whole)
    if (
        not parts
        or unknown
        or other
        or any(_is_turned(part, code) for part in parts for code in whole)
    ):
        return not_understood(query, [query.plain])
    if not whole:
        return _each_of_its_own(asked, parts, breakdown)
    return _of_whole(asked, parts, whole, breakdown)


def _is_turned(part: str, whole: str) -> bool:
    """Whether what is asked for as a part is the whole of what it is to be a part of."""
    return part == whole or (holds([part], whole) and not holds([whole], part))


def _is_other(part: str, whole: str) -> bool:
    """收费占办结的几成, 行政强制占办结的几成: money is no part of cases, nor are the cases of one
    table of those of another; the annex of 2014 has them all in one.
    """
    known = forms.indicators()
    tables = {known[cell].table for code in (part, whole) for cell in cells_of(code)}
    return unit_of(part) != unit_of(whole) or len(tables - {"annex"}) > 1


def _of_whole(asked: Asked, parts: Sequence[str], whole: Sequence[str], breakdown: str) -> Answer:
    query = asked.query
    if OF_EVERYONE.search(query.plain) and breakdown not in ("", "total"):
        shares = [asked.sheet.share(c, breakdown, (whole[0], "")) for c in parts]
        name = asked.say("of_everyone", whole=label_of(whole[0], "", asked.language))
        return answer_parts(asked, shares, asked.say("as_share_of", whole=name))
    if len(parts) == len(whole) == 1:
        return answer_share(asked, parts[0], breakdown, (whole[0], breakdown))
    added = apart(map(leaves, parts)) and apart(map(leaves, whole))
    if added and (len(parts) == 1 or asks_sum(query)):
        return answer_shares_together(asked, parts, whole, breakdown)
    if len(whole) > 1:
        return not_understood(query, [query.plain])
    return answer_each_of(asked, parts, whole[0], breakdown)


def _each_of_its_own(asked: Asked, parts: Sequence[str], breakdown: str) -> Answer:
    """公开、不公开各占多少: each of the whole that the form has for it."""
    bases = {base_of(c, breakdown) for c in parts}
    if not all(has_whole(c, breakdown) for c in parts):
        return not_understood(asked.query, [asked.query.plain])
    if asks_sum(asked.query):
        if len(bases) > 1 or not apart(map(leaves, parts)):
            return not_understood(asked.query, [asked.query.plain])
        return answer_shares_together(asked, parts, [bases.pop()[0]], breakdown)
    each = [asked.sheet.share(c, breakdown, base_of(c, breakdown)) for c in parts]
    return answer_parts(asked, each, "")


def _whole_of(query: Query) -> list[str]:
    """The rows that the others are to be a share of: called so or behind 占; else the one that the
    form has the others as parts of.
    """
    for tokens in (_called(query), _behind(query)):
        found = _codes(query, tokens)
        if found and len(found) < len(query.items):
            return found
    if group := forms.group_of(query.items):
        return list(group)
    # 收办的申请办结了百分之几: what was dealt with is part of all that there was to deal with.
    all_of = ["requests_handled"] if {*query.items} >= {"requests_handled", "results_total"} else []
    wholes = [*all_of, *(c for c in query.items if c in WHOLES)]
    if wholes and asks_sum(query) and _is_joined(query, wholes[0]):
        # 新收和公开合起来占几成: what is added up is no whole of itself.
        return list(query.items)
    if wholes:
        return wholes[:1]
    two = len(query.items) == 2 and (query.language == "en" or "除以" in query.plain)
    one = two and (apart(map(leaves, query.items)) or holds(query.items[1:], query.items[0]))
    return [query.items[1]] if one else []


def _is_joined(query: Query, code: str) -> bool:
    """Whether a figure is joined to another one: 新收和公开."""
    named = [t for t in query.tokens if _codes(query, [t])]
    return any(
        code in {*_codes(query, [one]), *_codes(query, [other])}
        and JOINED.fullmatch(query.plain[one.end : other.start])
        for one, other in pairwise(named)
    )


def _codes(query: Query, tokens: Sequence[Token]) -> list[str]:
    """The figures asked for that some tokens name; 现行有效 leans on the row before it."""
    own = replace(query, tokens=tuple(tokens))
    named = {*indicators_named(own), *(m.code for t in tokens for m in t.meanings)}
    columns = tuple(f"_{t.code('column4')}" for t in tokens if t.code("column4"))
    return [c for c in query.items if c in named or c.endswith(columns)]


def _called(query: Query) -> list[Token]:
    base = BASE.search(query.plain)
    if base is None:
        return []
    start, end = base.span("before" if base["before"] else "behind")
    return [t for t in query.tokens if start <= t.start and t.end <= end]


def _behind(query: Query) -> list[Token]:
    for of in OF.finditer(query.plain):
        found = [t for t in query.tokens if of.start() < t.start and t.end <= of.end()]
        if found and not HOW_MUCH.search(query.plain[of.start() + 1 : found[0].start]):
            return found
    return []
