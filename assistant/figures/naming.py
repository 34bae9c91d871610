"""A group of bodies and its years in words."""

from collections.abc import Sequence

from assistant.query import Query
from assistant.question.groups import Group
from assistant.texts import bracketed, say

KINDS = {"区": "group_district", "县": "group_rural", "市": "group_city", "旗": "group_banner"}


def say_of(query: Query, group: Group, key: str, limit: str = "", **values: object) -> str:
    """A sentence about a group in its year, within a limit."""
    name = f"{group_name(query.language, group)}{bracketed(query.language, limit) if limit else ''}"
    return say(query.language, key, group=name, year=span_of(query.years), **values)


def span_of(years: Sequence[int]) -> str:
    """A year, or the first and the last of several."""
    return "–".join(str(y) for y in sorted({min(years), max(years)}))


def group_name(language: str, group: Group) -> str:
    """The group in words: 武汉市各区县."""
    kind = say(language, KINDS.get(group.sign) or f"group_{group.level or 'any'}")
    if group.parent is None:
        return kind
    place = group.parent.full_name
    return f"{kind} of {place}" if language == "en" else f"{place}{kind}"
