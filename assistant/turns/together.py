"""Several turns taken together: their numbers added up, or set side by side."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.answer import Answer
from assistant.query import Query
from ingest import forms

# 三项加起来: of the last three turns.
HOW_MANY = re.compile(
    "([两二三四五])(?:者|个|项|家|类|种|样|份|地|边|方)|(?:both|the (two|three|four))"
)
NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "two": 2, "three": 3, "four": 4}
APART = re.compile(
    "(?:相差|差)(?:了|距)?(?:多少|几|多大)|"
    "(?:谁|哪一?[个家边地方]|哪个[区县市])(?:的)?[更]?(?:[多高少低大小](?!少)|最[多高少低大小])|"
    "which (?:one )?is (?:more|higher|larger|lower|fewer)|(?:what is|what's) the difference"
)
HIGHER = re.compile("[高低]出?(?:多少|几)")
TWO = 2
# 最多的是哪个, 谁最多.
MOST_OF = re.compile(
    "[那它们]*(?:最(?P<one>[多高大少低小])的?[是数]?(?:哪一?[个项种类家]|谁|什么)|"
    "(?:谁|哪一?[个项种类家])的?最(?P<other>[多高大少低小]))[呢啊?。]*"
)
# 差多少, 高出多少 are of two things told, and of no year before.
OF_TWO = re.compile(f"(?:那|那么|它们|两者)*(?:{APART.pattern}|[高低多少大超]出)")
WHICH_BODY = re.compile(
    "谁|哪一?[家边方头]|哪一?个(?:地方|地区|[省市区县])|"
    r"\bwho\b|\bwhich (?:one|of (?:them|the two)|body|place|city|district|county)\b"
)
BOTH = re.compile(r"\b(?:for|in|of) (?:both|each)(?: of them)?\b(?! years)|两[家地边]各?的?(?!年)")
THAN_A_YEAR = re.compile("(?:比起?|较|跟|和|与|同)[^,;。]{0,4}年")
IN_POINTS = " 百分点"
POINTS = re.compile(r"百分点|(?:几|多少)个点|\bpoints?\b|\bpp\b")
# 两样合起来占办结的百分之几: the sum of the turns before, as a share.
TOGETHER = re.compile(
    "(?:[两二三四五](?:者|个|项|家|类|种|样)|[合加]起来|加在一[起块]|合计|一共|总共)[^占]{0,4}占"
)
OF_A_SUM = re.compile("占[^,;。]*(?:合计|一共|总共|[合加]起来|总和)")
WHOLE = ("results_total",)
NO_PARTS = (WHOLE, ("requests_new",), ("requests_carried_in",), ("requests_carried_out",))
SLOTS = ("items", "breakdowns", "bodies", "years")
# 比2023年高吗, 跟去年比是不是少了: which way it went from that year.
THAN_YEAR = re.compile(
    "(?:比|跟|和|与)[^,;。]{0,8}年[^,;。]{0,4}?(?:多|高|大|少|低|小|增加|减少|上升|下降)(?:了|一?[些点])*[吗么吧]"
)


# 是上一年的几倍, 占2023年的百分之几: the number told over that year's.
OF_A_YEAR = re.compile(
    "(?:是|为|占|等于|相当于)(?:了|到)?(?P<year>(?:19|20)?\\d\\d年度?|[上前下后去今][^,;。占是为]{0,2}年度?)的"
    "(?:(?:多少|几)(?:倍|成|分之)|百分之(?:几|多少)|多少$)"
)


def added_up(query: Query, turns: Sequence[Answer]) -> Query:
    """合计 after several values: of the rows asked for, of the columns, the bodies or the years."""
    last = turns[-1].query
    inherited = ("publishers", "years", "indicators", "breakdown")
    if OF_A_SUM.search(query.plain):
        # 它占两家合计的多少 is no sum.
        return replace(query, unread=(*query.unread, query.plain))
    if query.period and query.period.kind == "last":
        years = _years_told(turns)
        if len(years) != query.period.count:
            return replace(query, unread=(*query.unread, query.plain))
        slots = _slots(last, "", (), query) | {"years": years, "period": None}
        return replace(query, **slots, inherited=inherited)
    if any(len(getattr(last, slot)) > 1 for slot in ("items", "bodies", "years")):
        # 三个加起来 of the several rows just listed, 两年合计 of the years just compared.
        return replace(query, **_slots(last, "", (), query), inherited=inherited)
    number = _number(query)
    slot, every = told_alike(turns, number)
    if slot == "items" and number:
        every = _wholes_alike(told_alike(turns, 0)[1])[-number:]
    if number > max(1, len(every)) or (not slot and "years" in query.inherited):
        # One number by itself is no sum.
        return replace(query, unread=(*query.unread, query.plain))
    if slot == "breakdowns" and () in every:
        # A whole is never added to its parts.
        every = [one for one in every if one]
    if last.operation == "share":
        query = replace(query, plain=f"占 {query.plain}")
    return replace(query, **_slots(last, slot, every, query), inherited=inherited)


def _years_told(turns: Sequence[Answer]) -> tuple[int, ...]:
    """两年加起来: every year in which the turns told of what was asked last."""
    last = turns[-1].query
    same = [
        t.query for t in turns
        if all(getattr(t.query, s) == getattr(last, s) for s in SLOTS if s != "years")
    ]  # fmt: skip
    return tuple(sorted({year for query in same for year in query.years}))


def with_another(query: Query, last: Query) -> Query | None:
    """再加上2023年的 after a number: of both years, or of both bodies; None where a row or column
    is named.
    """
    sums = query.operation in ("", "sum")
    if query.items or query.breakdowns or not (sums and last.items):
        return None
    named = [slot for slot in ("years", "publishers") if slot not in query.inherited]
    years = tuple(sorted({*last.years, *query.years}))
    bodies = tuple(dict.fromkeys((*last.bodies, *query.bodies)))
    one = len(named) == 1 and last.operation in ("", "sum") and len(last.breakdowns) < 2
    if not one or (len(years), len(bodies)) == (len(last.years), len(last.bodies)):
        return replace(query, unread=(*query.unread, query.plain))
    return replace(
        query, items=last.items, breakdowns=last.breakdowns, years=years, bodies=bodies,
        mentions=(), operation="sum", inherited=("publishers", "years", "indicators", "breakdown"),
    )  # fmt: skip


def share_of_sum(query: Query, last: Query) -> Query:
    """占全部的比例 after 合计: what was added up, in percent of the whole."""
    before = forms.group_of(last.items)
    parts = [c for c in last.items if c not in (*query.items, *before)]
    inherited = ("publishers", "years", "indicators", "breakdown")
    return replace(
        query, operation="sum", items=(*parts, *query.items) if parts else last.items,
        breakdowns=last.breakdowns, inherited=inherited,
    )  # fmt: skip


def shared_together(query: Query, turns: Sequence[Answer]) -> Query | None:
    """两样合起来占办结的百分之几 after two results; None where no sum of turns is asked for, and
    unread where the turns before are no parts of one whole.
    """
    if query.operation not in ("share", "sum") or not TOGETHER.search(query.plain):
        return None
    if query.breakdowns or len(query.items) > 1:
        return None
    slot, every = told_alike(turns, _number(query))
    if slot == "breakdowns" and query.items in ((), turns[-1].query.items):
        query = replace(query, items=())
        return share_of_sum(query, added_up(replace(query, operation="sum"), turns))
    # 两个加起来占不予处理多少: of the group that the rows before are parts of.
    named = {code for one in every for code in one} - {*query.items}
    within = query.items in ((), WHOLE) or named <= {*forms.parts(query.items[0])}
    if slot != "items" or not within or any(one in NO_PARTS for one in every):
        return replace(query, unread=(*query.unread, query.plain))
    return share_of_sum(query, added_up(replace(query, items=(), operation="sum"), turns))


def several_alike(turns: Sequence[Answer]) -> bool:
    """Whether the last turns ask for numbers alike in all but one slot; a whole is none of them."""
    return sum(bool(one) for one in told_alike(turns, 0)[1]) > 1


def of_those_told(query: Query, turns: Sequence[Answer]) -> Query:
    """哪边不予处理的比例高 after 洪泽几件 and 宿迁呢: of the bodies told of in the same year."""
    which = WHICH_BODY.search(query.plain) or BOTH.search(query.plain)
    if query.mentions or len(query.bodies) != 1 or not which:
        return query
    slot, every = told_alike(turns, 0)
    bodies = tuple(body for one in every for body in one) if slot == "bodies" else query.bodies
    both = BOTH.search(query.plain)
    if (both and len(bodies) != 2) or turns[-1].query.operation == "sum":
        # Of which, no turn told; a sum of each is set against none.
        return replace(query, unread=(*query.unread, query.plain))
    plain = BOTH.sub(lambda word: " " * len(word[0]), query.plain)
    unread = tuple(w for w in query.unread if not (both and w in both[0]))
    shared = slot == "bodies" and turns[-1].query.operation == "share"
    operation = "share" if shared and query.operation in ("", "rank") else query.operation
    return replace(query, bodies=bodies, plain=plain, unread=unread, operation=operation)


def side_by_side(query: Query, turns: Sequence[Answer]) -> Query | None:
    """两个差多少, 谁多 after two values: of the two bodies, rows or columns just asked of."""
    last, most = turns[-1].query, MOST_OF.fullmatch(query.plain)
    if not (APART.search(query.plain) or most) or query.mentions or len(last.bodies) > 1:
        return None
    if THAN_A_YEAR.search(query.plain):
        # 比前一年多还是少，差多少 is of what was told last alone.
        return None
    # 哪个最多 is of all that were told.
    limit = 0 if "最" in query.plain else 2
    slot, every = told_alike(turns, limit)
    alike = len(turns) > 1 and turns[-2].query.items == last.items and len(turns[-1].rows) < TWO
    if most and slot in ("", "years") and alike:
        # 哪个最多 after 江夏2021年, 宿迁2024年: of which two, no turn tells.
        return replace(query, unread=(*query.unread, query.plain))
    if slot in ("", "years") or len(every) < 2 or (last.operation and slot != "bodies"):
        return None
    if last.operation == "share" and query.operation in ("", "rank"):
        # 谁高 after the shares of two places is of those.
        query = replace(query, operation="share")
    inherited = ("publishers", "years", "indicators", "breakdown")
    if most and slot != "bodies":
        # 谁最多 after several kinds of applicant is of those, and of no bodies.
        plain = f"哪个最{most['one'] or most['other']}"
        query = replace(query, plain=plain, operation="largest", unread=())
    return replace(query, **_slots(last, slot, every, query), inherited=inherited)


def _number(query: Query) -> int:
    """How many turns are told of, 0 where that is not said."""
    found = HOW_MANY.search(query.plain)
    return NUMERALS[found[1] or found[2] or "两"] if found else 0


def told_alike(turns: Sequence[Answer], limit: int) -> tuple[str, list[tuple[Any, ...]]]:
    """The one slot in which the last turns differ, and what each holds there, the oldest first; as
    many turns as ask for one number alike, up to the limit.
    """
    last, slot, every = turns[-1].query, "", [turns[-1].query]
    for answer in reversed(turns[:-1]):
        one = answer.query
        differing = [s for s in SLOTS if getattr(one, s) != getattr(every[0], s)]
        single = len(one.items) == 1 or one.items == last.items
        plain = one.operation == last.operation and single and answer.status != "ambiguous"
        if not differing:
            continue
        if not plain or len(differing) != 1 or slot not in ("", differing[0]):
            break
        slot, every = differing[0], [one, *every]
        if limit and len(every) == limit:
            break
    if last.operation not in ("", "share"):
        return "", []
    return slot, list(dict.fromkeys(tuple(getattr(one, slot)) for one in every)) if slot else []


def _wholes_alike(every: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """两种合计 after 直接起诉几起, 其中维持的, 复议后起诉的总计: a part told of within its whole is
    left out where what was told last stands beside that whole.
    """
    last = _wholes(every[-1])
    told = [[w for w in _wholes(one) if (w,) in every[:at]] for at, one in enumerate(every)]
    beside = [any(_wholes((w,)) == last for w in within) for within in told]
    return [one for one, part in zip(every, beside, strict=True) if not part]


def _wholes(codes: Sequence[str]) -> set[str]:
    known = forms.indicators()
    return {known[code].part_of for code in codes if code in known} - {""}


def _slots(
    last: Query, slot: str, every: Sequence[tuple[Any, ...]], query: Query
) -> dict[str, Any]:
    """The slots of the turn before, in one of them what every turn held."""
    slots = {s: getattr(last, s) for s in SLOTS}
    if slot:
        slots[slot] = tuple(dict.fromkeys(value for one in every for value in one))
    if "years" not in query.inherited and query.years:
        slots["years"] = query.years
    return slots


def _over_that_year(query: Query, found: re.Match[str], last: Query) -> Query:
    """是上一年的几倍 after a number: that number over the one of the year that is named."""
    one = len(query.years) == len(last.years) == 1 and query.years != last.years
    if not one or "years" in query.inherited or last.operation or len(query.items) != 1:
        return replace(query, unread=(*query.unread, query.plain))
    at, end = found.span("year")
    plain = f"{query.plain[:at]}{query.years[0]}年{query.plain[end:]}"
    return replace(query, plain=plain, years=(*last.years, *query.years))


def with_years_compared(query: Query, turns: Sequence[Answer]) -> Query:
    """增长多少 after two years of the same thing compares those two; 比2023年高吗 after one."""
    if "indicators" in query.inherited and (over := OF_A_YEAR.search(query.plain)):
        return _over_that_year(query, over, turns[-1].query)
    if THAN_YEAR.search(query.plain) and len(query.years) == 1 and "indicators" in query.inherited:
        both = sorted({*query.years, *turns[-1].query.years})
        return replace(query, years=tuple(both), operation="growth")
    changed = query.operation in ("growth", "difference") or POINTS.search(query.plain)
    if not changed or "years" not in query.inherited:
        return query
    years: list[int] = []
    for answer in reversed(turns):
        if answer.kind == "definition":
            continue
        if answer.query.items != query.items or answer.query.bodies != query.bodies:
            break
        years += answer.query.years
    distinct = sorted(set(years))[-2:] if len(set(years)) > 1 else list(query.years)
    single = len(query.items) == 1 or query.operation == "share"
    one = len(distinct) == 1 and single and len(query.bodies) < 2
    if one and len(query.breakdowns) < 2 and OF_TWO.match(query.plain):
        # 差多少 of one number is no difference.
        return replace(query, unread=(*query.unread, query.plain.removesuffix(IN_POINTS)))
    if len(distinct) == 1 and query.operation == "share" and len(query.bodies) == 1:
        # 降了多少 after one share is of the year before.
        distinct = [distinct[0] - 1, *distinct]
    return replace(query, years=tuple(distinct))
