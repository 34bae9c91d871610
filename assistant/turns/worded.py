"""What the words of a turn ask to be done with the figures of the turn before."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.codes import is_result, rates
from assistant.figures.lists import asks_percent
from assistant.query import Query
from assistant.turns.listed import KINDS, is_a_line, list_shown
from assistant.turns.prose import of_prose
from assistant.turns.rows import BLOCKS
from assistant.turns.together import HIGHER, IN_POINTS, POINTS, several_alike

MORE_BY = re.compile("[多少高低大小][了出]?(?:(?:几|多少)[倍成]|百分之[几多])")
OVER_TIME = ("growth", "difference", "trend")
# 三项一共: of the turns before.
ALL_OF_THEM = re.compile("[两二三四五](?:者|个|项|家|类|种|样)(?:一共|总共|共计?|合起来|加在一块)")
# 一共呢 by itself: of the turns that ask for one number alike.
IN_ALL = re.compile(
    "(?:那么?)?(?:一共|总共|合计|共计|加起来|总计|总数)(?:[是有]?(?:几|多少)[件条份个宗场起次桩期回]?)?(?:官司|申请|案子)?(?:呢|啊)?[?。]?|"
    "(?:and )?(?:together|in total|altogether|combined)\\??"
)
RATE = re.compile(r"率|\brate\b")
# The numbers themselves, after a share or a rate.
NUMBERS = re.compile("件数|绝对数|个数|数量|具体数|the (?:number|count)s?\\b")
# What became of reviews, or of suits of both kinds.
BLOCK = re.compile("(review|suit)_(?!total|direct|after)[a-z]+")
LISTED = (*KINDS, "parts")
LISTS = (*LISTED, "largest")
# 差几件 after a share is of the numbers, 差多少 of the share.
CASES = re.compile("[几多]少?[件个份条]|件数|个数|绝对数|how many|number")
SAME = re.compile(
    "(?:[也都]|照)?(?:这么|这样|同样|一样|照样)地?(?:比|算|对比|比较|看)|同样的?(?:算法|口径|方法)|"
    r"\bsame (?:comparison|calculation|thing|way|for|question)\b|\blikewise\b"
)
MOVED = re.compile("rise|fall|rose|fell|grow|drop|increas|decreas|chang|up|down")
BY_HOW_MUCH = re.compile(
    r"(?:and )?(?:by )?how (?:much|far) (?:is|was|are|were) (?:it|that|they|the two) "
    r"(?:higher|lower|more|less|bigger|smaller|apart)\??|(?:and )?by how much\b[^,;?]{0,24}\??"
)


def worded(query: Query, last: Query, turns: Sequence[Answer]) -> Query:
    """What the words of operation mean behind the turn before."""
    query = _of_the_share(_in_the_same_way(query, last), last)
    whole_list = last is turns[-1].query  # and not 最多的 of it
    if query.operation == "share" and not (query.items or query.breakdowns) and whole_list:
        query = _each_in_percent(query, turns[-1])
    if last.operation in OVER_TIME and query.operation == "share" and is_the_rate(query, last):
        query = replace(query, operation="")
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
    if compared and query.operation == "growth" and MORE_BY.search(query.plain):
        # 多几倍 after 宿迁和洪泽谁多 is of the two, too.
        query = replace(query, plain=f"{query.plain} 比")
    if POINTS.search(query.plain) and last.operation == "share" and not query.items:
        query = replace(query, operation="share")
    shown = list_shown(turns)
    if query.operation == "largest" and not (query.items or query.breakdowns) and shown:
        query = _largest_of(query, last, shown)
    nothing = not (query.items or query.breakdowns or query.operation)
    if nothing and any(t.code("superlative") for t in query.tokens):
        listed = next((t.query for t in reversed(turns) if t.query.operation in LISTS), None)
        if listed and listed.bodies == query.bodies:
            # 最少的呢 after a list.
            items, columns = listed.items, listed.breakdowns
            return replace(query, operation="largest", items=items, breakdowns=columns)
    if nothing and ALL_OF_THEM.search(query.plain):
        return replace(query, operation="sum")
    alone = IN_ALL.fullmatch(query.plain) and not is_rate(last.items)
    if alone and (whole := _whole_of_it(query, last, turns)):
        return whole
    numbers = NUMBERS.search(query.plain) and not query.operation
    counts = of_prose(turns[-1]) or numbers
    return replace(query, counting=True) if not query.items and counts else query


def _of_the_share(query: Query, last: Query) -> Query:
    """差多少, 低了多少 after shares: how far apart those are, in points; 差几件: their parts."""
    if BY_HOW_MUCH.fullmatch(query.plain):
        apart = query.plain if MOVED.search(query.plain) else "what is the difference"
        query = replace(query, operation="difference", counting=False, plain=apart)
    changed = query.operation in ("growth", "difference")
    listed = last.operation in LISTED and asks_percent(last) and POINTS.search(query.plain)
    if listed and query.breakdowns and not query.items:
        # 企业的变化几个百分点 after the shares of all who applied.
        return replace(query, operation="share", items=last.items, counting=False)
    if last.operation != "share" or not changed or query.items or query.breakdowns:
        return query
    if CASES.search(query.plain) and not POINTS.search(query.plain):
        inherited = (*query.inherited, "indicators")
        return replace(query, items=last.items[:1], inherited=inherited)
    return replace(query, plain=f"{query.plain}{IN_POINTS}", operation="share")


def _in_the_same_way(query: Query, last: Query) -> Query:
    """部分公开也这么比一比, the same for partial disclosure: what was done before, of rates too."""
    if query.operation not in ("", "rank") or query.counting or not SAME.search(query.plain):
        return query
    items = tuple(f"{c}_rate" if f"{c}_rate" in rates() else c for c in query.items)
    items = items if is_rate(last.items) else query.items
    operation = last.operation if last.operation in (*OVER_TIME, "share") else ""
    return replace(query, items=items, operation=operation or query.operation)


def _each_in_percent(query: Query, before: Answer) -> Query:
    """换成百分比 after a list of results, reasons or applicants: every line of it as a share."""
    told = before.query
    # What has a value of its own told one line: 第二多的是哪类, 它占多少.
    several = before.kind == "table" and before.value is None
    listed = several and told.operation in LISTED and len(told.items) == 1
    if not listed or len({row.report.document for row in before.rows}) > 1:
        return query
    return replace(
        query, operation=told.operation, items=told.items, breakdowns=told.breakdowns,
        inherited=(*query.inherited, "indicators", "operation"),
    )  # fmt: skip


def _largest_of(query: Query, last: Query, shown: Answer) -> Query:
    """哪个最多 after a list, or after one of its lines; after who applied it is the kind."""
    if shown.query.operation == "applicants":
        return replace(query, operation="applicants", items=shown.query.items)
    one = replace(last, items=last.items[:1]) if last.operation == "share" else last
    return replace(query, items=shown.query.items) if is_a_line(one, shown) else query


def _whole_of_it(query: Query, last: Query, turns: Sequence[Answer]) -> Query | None:
    """一共几件: the turns alike added up; else the whole of the part told last, and never the part:
    its row over all applicants, what it was a share of, the list it is a line of.
    """
    column = "总计" in query.plain or "总数" in query.plain
    if column and any(code.startswith(BLOCKS) for code in last.items):
        # A column of the row itself.
        return None
    alike = several_alike(turns) and (column or "多少" not in query.plain)
    if last.breakdowns and (column or not alike):
        return replace(query, items=last.items[:1], breakdowns=("total",), counting=True)
    if alike:
        return replace(query, operation="sum")
    shown = list_shown(turns)
    listed = shown.query.items if shown and len(shown.query.items) == 1 else ()
    whole = last.items[1:] if last.operation == "share" else ()
    block = BLOCK.fullmatch(last.items[0]) if len(last.items) == 1 else None
    if block and not whole:
        # 一共几场 after those that were lost: every suit.
        whole = (f"{block[1]}_total",)
    held = shown and (last.items == listed or is_a_line(last, shown))
    whole = whole or (listed if held else ())
    one = max(map(len, (last.items, last.bodies, last.years, last.breakdowns))) == 1
    if not whole and one and any(map(is_result, last.items)):
        # Of what, no turn told.
        return replace(query, unread=(*query.unread, query.plain))
    return replace(query, items=whole, counting=True) if whole else None


def is_the_rate(query: Query, last: Query) -> bool:
    """Hongze's rate in 2024 after a change is the rate itself, of that body and year."""
    own = not {"publishers", "years"} & {*query.inherited} and len(query.years) == 1
    return own and is_rate(last.items) and bool(RATE.search(query.plain))


def is_rate(codes: Sequence[str]) -> bool:
    """Whether any of the codes is a rate."""
    return any(code in rates() for code in codes)
