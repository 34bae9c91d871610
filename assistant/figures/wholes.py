"""Whether what is asked as a share of many bodies has a whole in the form, and names it."""

import re

from assistant.codes import base_of, has_whole, numbers_of
from assistant.query import Query
from ingest import forms

ANOTHER = re.compile(r"[,;.?]|\b(?:which|who|how|what)\b")


def of_own_whole(query: Query) -> bool:
    """信访类不予处理占办结的比例: the whole named is the one that it is a share of anyway."""
    if len(query.items) != 2 or query.breakdowns:
        return False
    return base_of(query.items[0], "") == (query.items[1], "")


def all_have_wholes(query: Query) -> bool:
    """Whether a form has a whole of each figure named: 谁的处罚占比最高 is of none."""
    column = next(iter(query.breakdowns), "")
    return all(has_whole(code, column) for item in query.items for code in numbers_of(item))


def completed(query: Query, code: str, part: str, start: int) -> bool:
    """Refused more than 2 requests as state secrets: whether what is named behind a number, in the
    same clause, only says which of a whole led up to it is meant. In Chinese it is named before.
    """
    known = forms.indicators()
    if query.language != "en" or part not in known or known[part].part_of != code:
        return False
    named = next((t.start for t in query.tokens if t.start >= start and t.code("row3") == part), 0)
    return bool(named) and not ANOTHER.search(query.plain, start, named)
