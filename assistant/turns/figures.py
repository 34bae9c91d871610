"""The figures that a follow-up asks for: what it names, put into the row, column and operation of
the turn before.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.codes import has_columns, rates, readings_of, sum_of
from assistant.figures.lists import asks_percent
from assistant.figures.single import EACH
from assistant.query import Query
from assistant.turns.listed import is_a_line, of_the_largest, tells_one, the_one
from assistant.turns.prose import OF_ALL, PART
from assistant.turns.remaining import the_rest_again, the_rest_of
from assistant.turns.rows import (
    COUNTS,
    beside_its_row,
    column_alone,
    counted_of,
    in_the_same_column,
    in_the_same_row,
    of_both_suits,
    the_rest,
)
from assistant.turns.shares import (
    OF_THE,
    OF_THOSE,
    is_its_whole,
    of_its_column,
    of_its_whole,
    of_those,
    on_another_base,
    part_of_it,
    whole_alone,
)
from assistant.turns.tables import told_of_table
from assistant.turns.together import (
    APART,
    BOTH,
    HOW_MANY,
    POINTS,
    added_up,
    of_those_told,
    share_of_sum,
    shared_together,
    side_by_side,
    with_another,
)
from assistant.turns.worded import OVER_TIME, is_rate, is_the_rate, worded

THAT_ONE = re.compile("[他她它]们?的?|[这那]一?[个类种项条]|that one|\\bit\\b")
THEIRS, ONE = re.compile("那?[他她它]们?的?申请"), ("largest", "applicants")
# 是强制的几倍, 比强制多多少: of what stood before.
AGAINST = re.compile("[它那这]?(?:是|为|相当于|等于|比)")
# 加上部分公开呢: to what stood before.
ADDED = re.compile(
    "[再那]?(?:加上|算上|连同|连上?)|(?:如果)?(?:包?含|包括)(?![哪什])|plus |together with |"
    "[^,;。]{2,8}[也都](?:加上|算上|算进[来去]?)|"
    "(?:[跟和与]|同(?![样一]))[^,;。]{1,12}(?:[合加]起来|合计|一共|总共|相加)"
)
# 其中企业有多少, after a share, is asked for by number.
HAS_MANY = re.compile(
    "有(?:多少|几)(?!成)|(?:[提递申请交来]过|有)(?:没有?|吗|么|人吗)[?。]*$|有没有(?:[提递申请交来]过?)?[的人]*[?。]*$|"
    "有[人提递申请交来]+过?[吗么][?。]*$"
)
LISTED = ("publishers", "years", "indicators", "breakdown")
# What is asked of one turn only, and not carried to the next.
PASSING = ("source", "check", "confirm", "sum", "rank", "largest", "rest")
# 公开的呢 after requests or a result: those that were granted.
GRANTED = re.compile("(?:那|其中)*公开了?的(?:呢|有吗|怎么样)?[?。]?")
LISTED_IN_PERCENT = ("applicants", "results", "reasons", "parts")
OF_THEM = re.compile("(?<!其)[它他她]|(?:这类人?|这些人?|这家)的?|\\b(?:its|their|they)\\b")
TOTALS = ("总计", "总数", "总量", "总件数")
IN_ALL = ("一共", "总共", "共计", "合计")
ANOTHER = re.compile("另外?的?[一两几][个种类项条家]")


def with_figures(query: Query, last: Query, turns: Sequence[Answer]) -> Query:
    """The query with the figures, column and operation that it leaves to the turns before."""
    if last.operation == "share" and HAS_MANY.search(query.plain):
        query = replace(query, counting=True)
    if one := the_one(query, turns):
        query, last = one
    query = worded(_of_its_row(of_those_told(query, turns), last), last, turns)
    if together := _of_several_turns(query, last, turns):
        return together
    inherited = list(query.inherited)
    beside = of_both_suits(query, last, turns)
    query = in_the_same_column(in_the_same_row(the_rest(query, last), beside), last)
    query = _read_as(query, last)
    summed = last.operation == "sum" and max(len(last.items), len(last.breakdowns)) > 1
    whole = not query.items or whole_alone(query) or OF_THE.search(query.plain)
    if query.operation == "share" and summed and not query.breakdowns and whole:
        return share_of_sum(query, last)
    if whole_alone(query) or is_its_whole(query, last):
        return part_of_it(query, last, turns[-1])
    if query.operation == "share" and len(query.items) == 1 and OF_THOSE.search(query.plain):
        return of_those(query, last)
    if ADDED.match(query.plain) and query.operation in ("", "sum"):
        query = _added_to_it(query, last)
    if query.operation in ("times", "ratio", "difference") and AGAINST.match(query.plain):
        query = _against_it(query, last)
    if last.operation == "share" and not query.operation and not query.counting:
        query = of_its_whole(query, last)
    counted = query.counting and not OF_ALL.search(query.plain)
    about_it = THAT_ONE.search(query.plain) or query.operation == "share" or counted
    if tells_one(last, turns[-1]) and not query.items and about_it:
        query, last = of_the_largest(query, last, turns[-1])
    last = _counted(query, last)
    named = bool(query.items or query.breakdowns)
    if not query.items and last.items:
        query = replace(query, items=last.items, unit=query.unit or last.unit)
        inherited.append("indicators")
    if query.breakdowns and not query.items and "表" not in last.plain:
        # 企业的呢 after the requests at a glance.
        query = replace(query, counting=True)
    query = _of_all_columns(query, last)
    if not query.breakdowns and last.breakdowns and all(has_columns(i) for i in query.items):
        query = replace(query, breakdowns=last.breakdowns)
        inherited.append("breakdown")
    lasting = _is_lasting(query, last, summed) and not (named and _is_one(query, turns[-1]))
    alike = is_rate(query.items) and is_rate(last.items) and last.operation in OVER_TIME
    kept = (alike and not BOTH.search(query.text.lower())) or not is_rate(query.items)
    if not query.operation and lasting and not query.counting and kept:
        query = _in_percent_too(replace(query, operation=last.operation), last)
        inherited.append("operation")
    return replace(query, inherited=tuple(dict.fromkeys((*query.inherited, *inherited))))


def _of_several_turns(query: Query, last: Query, turns: Sequence[Answer]) -> Query | None:
    """The query where it takes what the turns before told together, or of another whole."""
    rest = the_rest_of(query, turns) or the_rest_again(query, last)
    if rebased := rest or on_another_base(query, last) or of_its_column(query, last):
        return rebased
    if ADDED.match(query.plain) and (another := with_another(query, last)):
        return another
    if query.operation == "sum" and not (query.items or query.breakdowns):
        return added_up(query, turns)
    if query.operation == "sum" and column_alone(query) and (added := _in_column(query, turns)):
        return added
    if shared := shared_together(query, turns):
        return shared
    return None if query.items or query.breakdowns else side_by_side(query, turns)


def _of_all_columns(query: Query, last: Query) -> Query:
    """需要另行制作的呢，总计 after 只看自然人: of all who applied."""
    said = [t.text for t in query.tokens]
    total = any(t in TOTALS for t in said) and query.items != ("results_total",)
    # 办结总数是多少, 一共收了几件: a row in all is of no applicant told before.
    theirs = OF_THEM.search(query.plain) or PART.search(query.plain)
    total |= not theirs and any(len(t) > 2 and t.endswith(TOTALS) for t in said)
    total |= not theirs and query.operation in ("", "sum") and any(t in IN_ALL for t in said)
    if total and query.items and last.breakdowns and not query.breakdowns:
        return replace(query, breakdowns=("total",))
    return query


def _in_percent_too(query: Query, last: Query) -> Query:
    """2023年呢 after a list in percent is one too, and 企业呢 the share of that line."""
    if last.operation == "share" and len(last.items) == 1 and EACH.search(last.plain):
        # 八种理由占比, 2023年呢: of each line again.
        return query if query.breakdowns else replace(query, plain=f"{query.plain} 各类")
    if last.operation not in LISTED_IN_PERCENT or not asks_percent(last):
        return query
    if query.breakdowns and not last.breakdowns:
        return replace(query, operation="share")
    return replace(query, plain=f"{query.plain} 各占")


def _in_column(query: Query, turns: Sequence[Answer]) -> Query | None:
    """这两种没审结的合起来: the rows of the turns before, each in the column that is named; None
    where they are one row.
    """
    told = replace(query, items=())
    added = added_up(told, turns)
    if len(added.items) < 2 and not HOW_MANY.search(query.plain):
        return None
    held = in_the_same_row(told, added) if added.unread == told.unread else added
    return replace(added, items=held.items, unread=held.unread)


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
    if not last.operation or (last.operation in PASSING and not summed) or told_of_table(last):
        return False
    if last.operation in OVER_TIME and is_the_rate(query, last):
        return False
    elsewhere = not {"publishers", "years"} & {*query.inherited} and len(query.years) == 1
    if last.operation == "difference" and elsewhere and APART.match(last.plain):
        # 江夏21 after 差多少 of two years told is a number of its own.
        return False
    # 2024年规范性文件废止了多少 after a growth names all that it asks for.
    anew = last.operation in OVER_TIME and _counts_anew(query)
    # 结转多少 after the difference of two rows is a number of its own.
    apart = last.operation == "difference" and len(last.items) > 1
    return not (query.items and (anew or apart))


def _of_its_row(query: Query, last: Query) -> Query:
    """其中公司提的 after a row of table three: a verb of asking names no row of its own."""
    if not (query.items or query.breakdowns) and (another := ANOTHER.search(query.plain)):
        # 另一种呢: which, no turn told.
        return replace(query, unread=(*query.unread, another[0]))
    if not query.items and GRANTED.fullmatch(query.plain) and any(map(_is_outcome, last.items)):
        return replace(query, items=("granted",))
    if len(query.unread) == len(last.items) == 1 and not (query.items or query.topics):
        query = beside_its_row(query, last.items[0])
    if query.items == ("requests_new",) and THEIRS.match(query.plain) and last.operation in ONE:
        # 他们的申请怎么处理的 after 最少的是哪类 names no row.
        return replace(query, items=())
    requests = [t.text for t in query.tokens if t.code("filler") == "subject" and "申请" in t.text]
    if requests and not query.items and last.items and not any(map(has_columns, last.items)):
        # 洪泽占宿迁申请的多少 after 复议几件 is of no reviews.
        return replace(query, unread=(*query.unread, *requests))
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
    if len(query.items) == len(last.items) == 1 and is_rate(last.items):
        rate = rates()[last.items[0]]
        both = {*rate.parts, *query.items}
        found = [c for c, r in rates().items() if {*r.parts} == both and r.whole == rate.whole]
        # 加上部分公开呢 after 予以公开率 is the rate of both, where there is one.
        if len(found) == 1 and not query.operation:
            return replace(query, items=(found[0],), inherited=(*query.inherited, "indicators"))
        return replace(query, unread=(*query.unread, query.plain))
    known = last.operation == "sum" or (len(last.items) == 1 and not last.operation)
    if len(query.items) != 1 or not known or query.items[0] in last.items:
        return query
    inherited = (*query.inherited, "indicators")
    if (last.items, query.items) == (("requests_new",), ("carried",)):
        return replace(query, items=("requests_handled",), operation="", inherited=inherited)
    items = (*last.items, *query.items)
    if {*last.items} < {*sum_of(query.items[0])}:
        # 包括上年结转的呢 after 新收几件 names the sum of both.
        return replace(query, operation="", inherited=inherited)
    return replace(query, items=items, operation="sum", inherited=inherited)


def _counts_anew(query: Query) -> bool:
    return "years" not in query.inherited and bool(COUNTS.search(query.plain))


def _is_one(query: Query, before: Answer) -> bool:
    """Whether a turn names one number of those before: a line of the list, or 罚了多少 after how
    much it changed.
    """
    again = query.items == before.query.items and COUNTS.search(query.plain)
    return bool(again) or is_a_line(query, before)


def _is_outcome(code: str) -> bool:
    """Whether a code is a row of requests or of what became of them."""
    return has_columns(code) and not is_rate((code,))
