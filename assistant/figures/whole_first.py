"""Shares told with their whole in front: 收办的有几成结转, 不予公开的几成是国家秘密."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from assistant.figures.named import KINDS
from assistant.query import Query
from assistant.question.lexicon import Token
from assistant.question.sides import clause_start

Tokens = Sequence[Token]
Parted = tuple[Tokens, Tokens]

HOW_LARGE = (
    "(?:多[少大高]的?(?:比例|比重|份额|百分比)|几成|百分之(?:几|多少)|几分之[一几])的?"
    "(?:申请|件|答复)?"
)
# 占几成 asks for a share of what stands elsewhere.
HAS = re.compile(
    f"有(?:{HOW_LARGE}|多[少大高]的?)|"
    f"(?<![占有])(?<!占[了到据])(?:{HOW_LARGE})(?=[是因被属由以出用为归算])"
)
CLAUSE = re.compile("[,;。?!]")


def whole_first(query: Query) -> list[Parted]:
    """Whole and part of each share told so; of 几成是国家秘密、几成是内部事务 the whole is one.
    Nothing where one of them has no part, or none has a whole.
    """
    found = list(HAS.finditer(query.plain))
    told: list[Parted] = []
    whole: Tokens = ()
    for has, behind in zip_longest(found, found[1:]):
        own = between(query, _start(query.plain, has.start()), has.start())
        end = end_of_clause(query.plain, has.end())
        end = min(end, _start(query.plain, behind.start())) if behind else end
        part, whole = between(query, has.end(), max(end, has.end())), own or whole
        if not (whole and part):
            return []
        told.append((whole, part))
    return told


def _start(text: str, at: int) -> int:
    """Where what is told in one go begins: 几成是国家秘密、几成是内部事务."""
    return max(clause_start(text, at), text.rfind("、", 0, at) + 1)


def between(query: Query, start: int, end: int) -> Tokens:
    """The tokens of a stretch that name a figure or a kind of applicant."""
    inside = (t for t in query.tokens if start <= t.start and t.end <= end)
    return [t for t in inside if any(t.code(kind) for kind in KINDS)]


def end_of_clause(text: str, at: int) -> int:
    """Where the clause ends that a place of a text lies in."""
    found = CLAUSE.search(text, at)
    return found.start() if found else len(text)
