"""The figures that a follow-up asks for: what it names, put into the row, column and operation of
the turn before.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer
from assistant.codes import has_columns, rates, readings_of
from assistant.figures.lists import asks_least
from assistant.figures.shares import holds
from assistant.query import Query
from assistant.turns.prose import OF_ALL, PART, of_prose
from assistant.turns.rows import (
    COUNTS,
    beside_its_row,
    counted_of,
    in_the_same_column,
    in_the_same_row,
    the_rest,
)
from assistant.turns.together import (
    HIGHER,
    POINTS,
    added_up,
    several_alike,
    share_of_sum,
    shared_together,
    side_by_side,
)

THAT_ONE = re.compile("它|[这那]一?[个类种项条]|that one|\\bit\\b")
OF_A_WHOLE = re.compile("[那它这]?(?:们|个|些)?(?:一共|总共|加起来)?占")
OF_THOSE = re.compile("占(?:其中|它们?|[这那]些)")
# 是强制的几倍, 比强制多多少: of what stood before.
AGAINST = re.compile("[它那这]?(?:是|为|相当于|等于|比)")
# 加上部分公开呢: to what stood before.
ADDED = re.compile(
    "[再那]?(?:加上|算上|连同|连上?)|plus |together with |"
    "[^,;。]{2,8}[也都](?:加上|算上|算进[来去]?)|"
    "[跟和与同][^,;。]{1,12}(?:[合加]起来|合计|一共|总共|相加)"
)
OVER_TIME = ("growth", "difference", "trend")
LISTED = ("publishers", "years", "indicators", "breakdown")
# What is asked of one turn only, and not carried to the next.
PASSING = ("source", "check", "confirm", "sum", "rank", "largest", "rest")
# 三项一共: of the turns before.
ALL_OF_THEM = re.compile("[两二三四五](?:者|个|项|家|类|种|样)(?:一共|总共|共计?|合起来|加在一块)")
# 一共呢 by itself: of the turns that ask for one number alike.
IN_ALL = re.compile(
    "(?:那么?)?(?:一共|总共|合计|共计|加起来)(?:有?几[件条份个宗])?(?:呢|啊)?[?。]?|"
    "(?:and )?(?:together|in total|altogether|combined)\\??"
)
# The numbers themselves, after a share or a rate.
# 公开的呢 after requests or a result: those that were granted.
GRANTED = re.compile("(?:那|其中)*公开了?的(?:呢|有吗|怎么样)?[?。]?")
NUMBERS = re.compile("件数|绝对数|个数|数量|具体数|the (?:number|count)s?\\b")
KINDS = ("reasons", "results", "applicants")
LISTS = (*KINDS, "parts", "largest")


def with_figures(query: Query, last: Query, turns: Sequence[Answer]) -> Query:
    """The query with the figures, column and operation that it leaves to the turns before."""
    query = _worded(_of_its_row(query, last), last, turns)
    if query.operation == "sum" and not (query.items or query.breakdowns):
        return added_up(query, turns)
    if shared := shared_together(query, turns):
        return shared
    if not (query.items or query.breakdowns) and (beside := side_by_side(query, turns)):
        return beside
    inherited = list(query.inherited)
    query = in_the_same_column(in_the_same_row(the_rest(query, last), last), last)
    query = _read_as(query, last)
    summed = last.operation == "sum" and max(len(last.items), len(last.breakdowns)) > 1
    if query.operation == "share" and summed and not query.breakdowns:
        return share_of_sum(query, last)
    if query.operation == "share" and query.items and OF_A_WHOLE.match(query.plain):
        return _part_of_it(query, last, turns[-1])
    if query.operation == "share" and len(query.items) == 1 and OF_THOSE.search(query.plain):
        return _of_those(query, last)
    if ADDED.match(query.plain) and query.operation in ("", "sum"):
        query = _added_to_it(query, last)
    if query.operation in ("times", "ratio", "difference") and AGAINST.match(query.plain):
        query = _against_it(query, last)
    if last.operation == "share" and not query.operation and not query.counting:
        query = _of_its_whole(query, last)
    counted = query.counting and not OF_ALL.search(query.plain)
    about_it = THAT_ONE.search(query.plain) or query.operation == "share" or counted
    if _tells_one(last, turns[-1]) and not query.items and about_it:
        query, last = _of_the_largest(query, last, turns[-1])
    last = _counted(query, last)
    named = bool(query.items or query.breakdowns)
    if not query.items and last.items:
        query = replace(query, items=last.items, unit=query.unit or last.unit)
        inherited.append("indicators")
    if query.breakdowns and not query.items and "表" not in last.plain:
        # 企业的呢 after the requests at a glance.
        query = replace(query, counting=True)
    if not query.breakdowns and last.breakdowns and all(has_columns(i) for i in query.items):
        query = replace(query, breakdowns=last.breakdowns)
        inherited.append("breakdown")
    lasting = _is_lasting(query, last, summed) and not (named and _is_listed(query, turns[-1]))
    if not query.operation and lasting and not query.counting and not _is_rate(query.items):
        query = replace(query, operation=last.operation)
        inherited.append("operation")
    return replace(query, inherited=tuple(dict.fromkeys((*query.inherited, *inherited))))


def _counted(query: Query, last: Query) -> Query:
    """The turn before, by the figures that are counted after it."""
    counts = query.counting and not POINTS.search(query.plain)
    if counts and not query.items and any(i in rates() for i in last.items):
        # 一共几件 after a rate asks for what stands above the line.
        last = replace(last, items=tuple(p for i in last.items for p in counted_of(i)))
    if query.counting and not query.operation and last.operation == "share":
        # 其中企业几件 after 占办结多少 is of the part, and no longer of the whole.
        last = replace(last, items=last.items[:1])
    return last


def _is_lasting(query: Query, last: Query, summed: bool) -> bool:
    """Whether what was done with the figures before is done with those of this turn."""
    if not last.operation or (last.operation in PASSING and not summed):
        return False
    # 2024年规范性文件废止了多少 after a growth names all that it asks for.
    anew = last.operation in OVER_TIME and _counts_anew(query)
    # 结转多少 after the difference of two rows is a number of its own.
    apart = last.operation == "difference" and len(last.items) > 1
    return not (query.items and (anew or apart))


def _worded(query: Query, last: Query, turns: Sequence[Answer]) -> Query:
    """What the words of operation mean behind the turn before."""
    if query.operation == "share" and last.operation in OVER_TIME and not query.items:
        # 百分比是多少 after a difference asks how much that is of what was before.
        query = replace(query, operation="growth")
    if query.operation == "reasons" and last.operation == "share" and not query.items:
        # 还有什么原因 behind 占无法提供多少 is of the whole.
        inherited = (*query.inherited, "indicators")
        query = replace(query, items=last.items[-1:], inherited=inherited)
    compared = len(last.bodies) > 1 and len(last.years) == 1 and "years" in query.inherited
    if compared and query.operation == "growth" and HIGHER.search(query.plain):
        # 高多少 after 宿迁和洪泽谁高 is of the two.
        query = replace(query, operation="difference")
    if POINTS.search(query.plain) and last.operation == "share" and not query.items:
        query = replace(query, operation="share")
    nothing = not (query.items or query.breakdowns or query.operation)
    if nothing and any(t.code("superlative") for t in query.tokens):
        listed = next((t.query for t in reversed(turns) if t.query.operation in LISTS), None)
        if listed and listed.bodies == query.bodies:
            # 最少的呢 after a list.
            items, columns = listed.items, listed.breakdowns
            return replace(query, operation="largest", items=items, breakdowns=columns)
    if nothing and ALL_OF_THEM.search(query.plain):
        return replace(query, operation="sum")
    alone = IN_ALL.fullmatch(query.plain) and not _is_rate(last.items)
    if alone and several_alike(turns):
        return replace(query, operation="sum")
    if alone and last.breakdowns:
        # 一共呢 after 自然人几件 is of all applicants.
        return replace(query, items=last.items, breakdowns=("total",))
    numbers = NUMBERS.search(query.plain) and not query.operation
    counts = of_prose(turns[-1]) or numbers
    return replace(query, counting=True) if not query.items and counts else query


def _of_its_row(query: Query, last: Query) -> Query:
    """其中公司提的 after a row of table three: a verb of asking names no row of its own."""
    if not query.items and GRANTED.fullmatch(query.plain) and any(map(_is_outcome, last.items)):
        return replace(query, items=("granted",))
    if len(query.unread) == len(last.items) == 1 and not (query.items or query.topics):
        query = beside_its_row(query, last.items[0])
    verbs = [t.text for t in query.tokens if t.code("weak")]
    rows = any(t.code("row3") for t in query.tokens)
    own = rows or not verbs or (not PART.match(query.plain) and any("申请" in v for v in verbs))
    if own or not query.breakdowns or not last.items or not all(map(has_columns, last.items)):
        return query
    return replace(query, items=())


def _read_as(query: Query, last: Query) -> Query:
    """按予以公开算 after 公开率多少: the one of its readings that is made of that row."""
    if query.counting or query.operation or len(query.items) != 1 or len(last.items) != 1:
        return query
    meant = [
        r for r in readings_of(last.items[0]) if r in rates() and rates()[r].parts == query.items
    ]
    return replace(query, items=(meant[0],)) if meant else query


def _against_it(query: Query, last: Query) -> Query:
    """是强制的几倍 after 处罚几件: what stood before against the one that is named."""
    columns = len(query.breakdowns) == len(last.breakdowns) == 1
    if columns and not query.items and query.breakdowns != last.breakdowns and not last.operation:
        # 比企业少多少 after 律所几件: the two columns of one row.
        return replace(query, breakdowns=(*last.breakdowns, *query.breakdowns))
    alike = len(query.items) == len(last.items) == 1 and query.items != last.items
    if not alike or query.breakdowns or last.breakdowns or last.operation:
        return query
    inherited = (*query.inherited, "indicators")
    return replace(query, items=(*last.items, *query.items), inherited=inherited)


def _added_to_it(query: Query, last: Query) -> Query:
    """加上部分公开呢 after 予以公开几件: both; 加上结转 after 新收几件 is 收办."""
    known = last.operation == "sum" or (len(last.items) == 1 and not last.operation)
    if len(query.items) != 1 or not known or query.items[0] in last.items:
        return query
    inherited = (*query.inherited, "indicators")
    if (last.items, query.items) == (("requests_new",), ("carried",)):
        return replace(query, items=("requests_handled",), operation="", inherited=inherited)
    items = (*last.items, *query.items)
    return replace(query, items=items, operation="sum", inherited=inherited)


def _of_its_whole(query: Query, last: Query) -> Query:
    """重复申请呢 after 不予处理里信访类占多少 is of the same whole, where it stands within it."""
    if len(query.items) != 1 or len(last.items) != 2 or not holds(last.items[1:], query.items[0]):
        return query
    return replace(query, items=(query.items[0], last.items[1]))


def _of_those(query: Query, last: Query) -> Query:
    """信访类占其中多少 is of the row told last, or of what stands above the line of its rate."""
    whole = next((part for code in last.items for part in counted_of(code)), "")
    return replace(query, items=(*query.items, whole)) if whole else query


def _part_of_it(query: Query, last: Query, before: Answer) -> Query:
    """占办结的多少: what stood before as part of the whole that is named."""
    if _tells_one(last, before):
        _, last = _of_the_largest(query, last, before)
    if not last.items:
        # Nothing before is part of anything.
        return replace(query, unread=(*query.unread, query.plain))
    inherited = (*query.inherited, "indicators", *["breakdown"] * bool(last.breakdowns))
    parts = last.items[:1] if last.operation == "share" else last.items
    items = tuple(dict.fromkeys((*parts, *query.items)))
    breakdowns = query.breakdowns or last.breakdowns
    return replace(query, items=items, breakdowns=breakdowns, inherited=inherited)


def _tells_one(last: Query, answer: Answer) -> bool:
    """Whether the turn before found one row, or one kind of applicant, of several."""
    return last.operation == "largest" or (last.operation == "applicants" and answer.ordered)


def _of_the_largest(query: Query, last: Query, answer: Answer) -> tuple[Query, Query]:
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
    if query.operation in KINDS or (query.why and (query.counting or query.operation)):
        # 这个原因几件 names what was found by its kind.
        query = replace(query, operation="", why=False, narrative=False)
    return query, found


def _is_listed(query: Query, before: Answer) -> bool:
    """企业几件 after who asked: one line of the list before is its number, and no list."""
    if before.kind != "table":
        return False
    rows = {(r.indicator, r.breakdown) for r in before.rows}
    columns = {breakdown for _, breakdown in rows if breakdown not in ("", "total")}
    if query.breakdowns and len(columns) > 1:
        return set(query.breakdowns) <= columns
    lines = {code for code, _ in rows}
    return len(lines) > 1 and set(query.items) <= lines


def _counts_anew(query: Query) -> bool:
    return "years" not in query.inherited and bool(COUNTS.search(query.plain))


def _is_outcome(code: str) -> bool:
    """Whether a code is a row of requests or of what became of them."""
    return has_columns(code) and not _is_rate((code,))


def _is_rate(codes: Sequence[str]) -> bool:
    return any(code in rates() for code in codes)
