"""Whether what is asked as a share of many bodies has a whole in the form, and names it."""

import re
from dataclasses import replace

from assistant.codes import base_of, has_whole, numbers_of, rates, within_group
from assistant.figures.shares import TAKES, beside, side_of, within
from assistant.query import Query
from ingest import forms

ANOTHER = re.compile(r"[,;.?]|\b(?:which|who|how|what)\b")


def of_own_whole(query: Query) -> bool:
    """信访类不予处理占办结的比例: the whole named is the one that it is a share of anyway."""
    if len(query.items) != 2 or query.breakdowns:
        return False
    return base_of(query.items[0], "") == (query.items[1], "")


def as_within_group(query: Query) -> Query:
    """不予处理里信访类占比最高, 信访类占不予处理的比例: of the group that the reason is one of."""
    if query.operation != "share" or len(query.items) != 2:
        return query
    takes = [found.start() for found in TAKES.finditer(query.plain)]
    parted = within(query, takes) or beside(query, takes) if takes else None
    if parted is None:
        return query
    whole, part = (side_of(query, tokens).codes for tokens in parted)
    code = within_group(part[0]) if len(part) == 1 else ""
    if code not in rates() or rates()[code].whole != whole:
        return query
    return replace(query, items=(code,), operation="")


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
