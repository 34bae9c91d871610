"""The list that a turn looks back to, and the line of it that is meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer import Answer, Row
from assistant.codes import holds
from assistant.figures.lists import asks_least
from assistant.query import Query
from assistant.question.groups import LEAST, MOST
from ingest import forms

# 最大的那个占办结的多少: one line of the list shown, and what is asked of it.
THE_ONE = re.compile(
    "(?:其中)?最[多大高少小低](?:的(?=占)|的?(?:那|这)?一?[个类种项条]的?(?=[占是有几多]|呢|$))"
)
ORDER = re.compile(
    f"{MOST.pattern}|{LEAST.pattern}|第(?:[一二三四五六七八九十]|\\d{{1,2}})[多高大少低小名位]"
)
LESS = re.compile(f"{LEAST.pattern}|第(?:[一二三四五六七八九十]|\\d{{1,2}})[少低小]")
BY_KIND = re.compile("原因|理由|缘由|情形")
KINDS = ("reasons", "results", "applicants")


@dataclass(frozen=True, slots=True)
class Pick:
    """第二呢, 第三行, 第二多的: which line of a list; by is shown for its place on the page, order
    for that of its number, "" where the turns before tell; least says from which end, where said.
    """

    n: int
    by: str = ""
    least: bool | None = None


def list_shown(turns: Sequence[Answer]) -> Answer | None:
    """The newest answer of several lines, where every turn since is of it."""
    for answer in reversed(turns):
        if answer.status != "answered":
            return None
        if answer.kind == "table" and len(answer.rows) > 1:
            return answer
        if "indicators" not in answer.query.inherited:
            return None
    return None


def line_picked(pick: Pick, shown: Answer, turns: Sequence[Answer]) -> Row | None:
    """The line of a list that is picked; None where there is none, or several share its place."""
    since = turns[[t is shown for t in turns].index(True) :]
    ordered = next((t.query for t in reversed(since) if _is_ordered(t.query)), None)
    if pick.by == "shown" or (not pick.by and ordered is None):
        return shown.rows[pick.n - 1] if pick.n <= len(shown.rows) else None
    least = pick.least if pick.least is not None else bool(ordered and _is_least(ordered))
    return _in_order(shown, pick.n, least)


def of_row(query: Query, row: Row) -> Query:
    """The query of a list, narrowed to one line of it."""
    if not row.indicator:
        # A rate has no row of its own; one of several rates is not asked on.
        operation = query.operation if query.operation == "share" else ""
        items = query.items if len(query.items) == 1 else ()
        return replace(query, items=items, operation=operation)
    breakdowns = (row.breakdown,) if row.breakdown not in ("", "total") else ()
    return replace(query, items=(row.indicator,), breakdowns=breakdowns, operation="")


def _in_order(shown: Answer, n: int, least: bool) -> Row | None:
    """The nth line by its number, of one unit, where no other line holds the same."""
    held = [(Decimal(row.value), row) for row in shown.rows if row.value]
    held.sort(key=lambda line: line[0], reverse=not least)
    if n > len(held) or len({row.unit for _, row in held}) > 1:
        return None
    same = [row for value, row in held if value == held[n - 1][0]]
    return same[0] if len(same) == 1 else None


def tells_one(last: Query, answer: Answer) -> bool:
    """Whether the turn before found one row, or one kind of applicant, of several."""
    return last.operation == "largest" or (last.operation == "applicants" and answer.ordered)


def _is_ordered(query: Query) -> bool:
    return query.operation in ("largest", "rank") or bool(ORDER.search(query.plain))


def _is_least(query: Query) -> bool:
    return asks_least(query) or bool(LESS.search(query.plain))


def of_the_largest(query: Query, last: Query, answer: Answer) -> tuple[Query, Query]:
    """它 after 哪种最多 is the row or the kind of applicant found; of several as large, none."""
    first = min if asks_least(last) else max
    most = first((Decimal(r.value) for r in answer.rows if r.value), default=None)
    if last.order:
        most = Decimal(answer.value[0]) if answer.value else None
    top = [r for r in answer.rows if r.value and Decimal(r.value) == most]
    if len(top) != 1:
        return replace(query, unread=(*query.unread, query.plain)), replace(last, items=())
    breakdowns = (top[0].breakdown,) if top[0].breakdown not in ("", "total") else ()
    found = replace(last, items=(top[0].indicator,), breakdowns=breakdowns or last.breakdowns)
    if query.operation == "results" and breakdowns:
        # 他们的申请怎么处理的: the results of those found.
        return replace(query, items=("results_total",), breakdowns=breakdowns), found
    if query.operation in KINDS or (query.why and (query.counting or query.operation)):
        # 这个原因几件 names what was found by its kind, 这个原因占多少 as part of the list.
        operation = "share" if query.operation == "share" else ""
        query = replace(query, operation=operation, why=False, narrative=False)
    group = len(last.items) == 1 and last.items[0] != "results_total"
    named = BY_KIND.search(query.plain) and query.operation == "share"
    if named and group and forms.parts(last.items[0]):
        # Of the list that it is a line of; 占多少 alone is of all that was dealt with.
        items = (top[0].indicator, last.items[0])
        query = replace(query, items=items, inherited=(*query.inherited, "indicators"))
    return query, found


def is_a_line(query: Query, before: Answer) -> bool:
    """企业几件 after who asked: one line of the list before is its number, and no list."""
    if before.kind != "table":
        return False
    rows = {(r.indicator, r.breakdown) for r in before.rows}
    columns = {breakdown for _, breakdown in rows if breakdown not in ("", "total")}
    if query.breakdowns and len(columns) > 1:
        return set(query.breakdowns) <= columns
    lines = {code for code, _ in rows}
    return len(lines) > 1 and set(query.items) <= lines


def the_one(query: Query, turns: Sequence[Answer]) -> tuple[Query, Query] | None:
    """最大的那个占多少: the turn without the words for the line, and that line of the list."""
    found, shown = THE_ONE.match(query.plain), list_shown(turns)
    rest = query.plain[found.end() :].strip("呢?。") if found else ""
    if not rest or shown is None or len({r.report.document for r in shown.rows}) > 1:
        return None
    row = _in_order(shown, 1, bool(found and LEAST.search(found[0])))
    if found is None or row is None:
        return None
    plain = " " * found.end() + query.plain[found.end() :]
    tokens = tuple(t for t in query.tokens if t.start >= found.end())
    line, group = of_row(shown.query, row), shown.query.items
    if query.operation == "share" and len(group) == 1 and holds(group, row.indicator):
        # 最多的占几成 after 不予公开的理由 is of what they are the reasons of.
        line = replace(line, items=tuple(dict.fromkeys((*line.items, *group))))
    return replace(query, plain=plain, tokens=tokens), line
