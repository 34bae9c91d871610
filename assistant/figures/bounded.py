"""What limits over many bodies are set on, and what is measured of those that keep them.

复议超过12件的区县，纠正率谁最高: the words of a limit are read by themselves, and what is left of
the question without them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assistant.codes import has_whole, is_plain, numbers_of, rates, readings_of, unit_of
from assistant.figures.apart import NAMING, Span, between, in_full, names_figure, read_part
from assistant.figures.compared import Limited, limited_to_more, limited_to_share
from assistant.figures.conditions import against, as_one, compared, half_named
from assistant.figures.keeping import Condition
from assistant.figures.several import of_decided
from assistant.figures.wholes import of_own_whole
from assistant.query import Query
from assistant.question.groups import BODIES, BY, HOW_MANY, LACKING, LEAST, MOST, Group, having
from assistant.question.multiples import multiple_of
from assistant.question.numbers import Bound, bound_of, range_of

PERCENT = ("%", "percent", "个百分点")
MONEY = ("元", "万元", "亿元")
SHARES = re.compile("占比|比例|比重|占.{0,6}百分|share")
# Where the words of a limit begin: behind a comma, or 最高的; in English behind what leads to it.
CLAUSE = re.compile("[,;:。?()]")
LEADS = re.compile(
    r"\b(?:that|which|who|with|having|had|where|whose|if|districts?|counties|county|cities|city|"
    r"provinces?|places?|bodies|governments?|reports?|but)\b"
)
# Where they end behind the number: 超过12件复议的县区; in English where the clause does.
OF_BODIES = re.compile(rf"[^,;:。?()]{{0,16}}?的(?=[那这]?[些几]?个?(?:{BODIES.pattern}))")
TRAILS = re.compile(r"[,;:?]|\b(?:which|who|how|what|had|have|has|did|and|but|when)\b|$")
AND = re.compile(r"\band\b")
EITHER = re.compile(r"或|要么|\bor\b")
DENIED = re.compile(r"不是|并非|不属于|不算|不含|除了|除去|排除|剔除|\b(?:not|except|without)\b")
# 没有一件被纠正: what is none stands behind.
JOINT = re.compile("[,;:。?()、]|的|而|并且?|同时|且|但|$")
# Behind a limit a figure is asked for, and not only named.
ASKS = re.compile("多少|几|各(?![区县市地省])|分别|怎|如何|情况|列|how|what|each|list")
# 申请最多的三个区县里: those in an order, of which others are counted.
FIRST_OF = re.compile(
    rf"最[多少高低大小]的[^,;。?]{{0,4}}?(?:{BODIES.pattern})(?![区县市]*是?(?:谁|哪))"
)


def limited(query: Query, group: Group) -> Limited | None:
    """The question with the figures that it measures alone, the limit of its group, and what limits
    are set on where that is something else; None where the words can't be told apart.
    """
    if found := limited_to_more(query, group):
        return found
    if two := compared(query):
        told = against(query, group, *two[:3])
        return (*told, ()) if told else None
    if half_named(query):
        return None
    if multiple_of(query.plain):
        return limited_to_share(query, group)
    bounds = bounds_in(query, group)
    if not bounds or group.placed:
        return query, group, ()
    if not bounds[0].end:
        return _unnamed(query, group)
    spans = _spans(query, bounds)
    if BY.search(query.plain, 0, bounds[0].start):
        # 新收增加10件以上的区县里，处罚最多的: how much one changed, and the order of another.
        rest = read_part(query, between(query, spans))
        return None if rest.items or group.order else (query, group, ())
    if _otherwise(query, bounds, spans):
        return None
    return _told_apart(query, group, list(zip(bounds, spans, strict=True)))


def bounds_in(query: Query, group: Group) -> list[Bound]:
    """Every limit of a question over many bodies, in order; a range is one."""
    if group.bound is None:
        return []
    both = range_of(query.plain)
    told = [both] if both else _bounds(query.plain, 0)
    some = [b for b in having(query) if not any(t.start <= b.start < t.end for t in told)]
    found = [*told, *_lacking(query, told), *some]
    return sorted(found, key=lambda b: b.start) or [group.bound]


def _bounds(text: str, at: int) -> list[Bound]:
    one = bound_of(text)
    if one is None:
        return []
    own = replace(one, start=one.start + at, end=one.end + at)
    return [*_bounds(text[: one.start], at), own, *_bounds(text[one.end :], at + one.end)]


def _lacking(query: Query, told: Sequence[Bound]) -> Iterator[Bound]:
    """没有收费的区县, 超过100件但没有复议的: that there is none of what is named behind."""
    for found in LACKING.finditer(query.plain):
        start, end = found.span()
        named = [t for t in query.tokens if t.code("breakdown") or any(map(t.code, NAMING))]
        within = any(t.start <= start < t.end for t in named)
        within |= any(b.start <= start < b.end for b in told)
        stop = JOINT.search(query.plain, end)
        if not within and any(end <= t.start < (stop.start() if stop else end) for t in named):
            yield Bound("=", Decimal(0), "", start, end)


def _otherwise(query: Query, bounds: Sequence[Bound], spans: Sequence[Span]) -> bool:
    """Whether either of two limits is enough, or one is denied: 或者复议超过5件, 不是超过5件的."""
    either = (query.plain[a.end : b.start] for a, b in pairwise(bounds))
    rows = {at for t in query.tokens if any(map(t.code, NAMING)) for at in range(t.start, t.end)}
    denied = (
        m.start() for (s, _), b in zip(spans, bounds, strict=True)
        for m in DENIED.finditer(query.plain, s, b.start)
    )  # fmt: skip
    return any(map(EITHER.search, either)) or any(at not in rows for at in denied)


def _spans(query: Query, bounds: Sequence[Bound]) -> list[Span]:
    """Where the words of each limit stand, with the number itself."""
    spans: list[Span] = []
    starts = [*(bound.start for bound in bounds[1:]), len(query.plain)]
    for bound, until in zip(bounds, starts, strict=True):
        floor = spans[-1][1] if spans else 0
        spans.append(_span(query, bound, floor, until))
    return spans


def _span(query: Query, bound: Bound, floor: int, until: int) -> Span:
    """The words of one limit, behind those of the one before and ahead of the next one."""
    text, english = query.plain[:until], query.language == "en"
    marks = (CLAUSE, LEADS) if english else (CLAUSE,)
    starts = [m.end() for mark in marks for m in mark.finditer(text, floor, bound.start)]
    most = () if english else (MOST, LEAST)
    starts += [m.end() for mark in most for m in mark.finditer(text, floor, bound.start)]
    if english and (
        MOST.search(text, floor, bound.start) or LEAST.search(text, floor, bound.start)
    ):
        # The most requests and more than 5 reviews.
        starts += [m.end() for m in AND.finditer(text, floor, bound.start)]
    nought = bound.sign in ("=", ">") and not bound.value
    ends = TRAILS if english else JOINT if nought else OF_BODIES
    start = _of_its_row(query, bound.end) if ends is JOINT else bound.end
    end = ends.search(text, start) if ends is not OF_BODIES else ends.match(text, start)
    stop = bound.end if end is None else end.end() if ends is OF_BODIES else end.start()
    return max((floor, *starts)), max(bound.end, stop)


def _of_its_row(query: Query, at: int) -> int:
    """没有尚未审结的行政复议: where the row of the column behind a limit begins."""
    column = next((t for t in query.tokens if t.start >= at), None)
    row = next((t for t in query.tokens if column and t.start > column.end), None)
    alone = column and column.start == at and (column.code("column4") or column.code("column2"))
    named = row and (row.code("row4") or row.code("row2"))
    between = query.plain[column.end : row.start] if column and row else ""
    return row.start if row and alone and named and between in ("", "的") else at


def _once(query: Query, limits: Sequence[tuple[Bound, Span]]) -> list[tuple[Bound, Span]]:
    """没有因为国家秘密拒绝过，即这一项为0: what only says again that there is none is no limit."""
    none = [(b, span) for b, span in limits if b.sign == "=" and not b.value]
    again = [one for one in none if not names_figure(read_part(query, [one[1]]))]
    return [one for one in limits if len(none) < 2 or one not in again]


def _told_apart(query: Query, group: Group, limits: Sequence[tuple[Bound, Span]]) -> Limited | None:
    spans = [span for _, span in limits]
    limits = _once(query, limits) or limits[:1]
    conditions: list[tuple[Condition, Query]] = []
    rest = read_part(query, between(query, spans))
    rest = in_full(rest) if group.order else rest
    for bound, span in limits:
        own = read_part(query, [span])
        if not own.items and len(limits) == 1 and not names_figure(own):
            return _unnamed(query, group)
        condition = None if _goes_on(own, bound) else _condition(own, bound)
        if condition is None:
            # 公开率超过五成的: a word of several rates, each held to the limit.
            several = len(limits) == 1 and {*query.items} == {*own.items} and not names_figure(rest)
            return _unnamed(query, group) if several and readings_of(query.items[0]) else None
        conditions.append((condition, own))
    named = {code for of, own in conditions for code in (of.code, *own.items)}
    others = tuple(code for code in query.items if code not in named)
    items = rest.items if rest.items and ({*rest.items} <= {*query.items} or not others) else others
    first = conditions[0][0]
    held = tuple(condition for condition, _ in conditions)
    bounded = replace(group, bound=first.bound)
    if query.unit and unit_of(first.code) in MONEY and {*items} <= {"requests_new"}:
        items = ()  # 收费不为0的区县一共收了多少万元
    if not items:
        own = replace(query, items=(first.code,), breakdowns=tuple(filter(None, [first.breakdown])))
        own = replace(own, operation="share" if first.share else query.operation)
        if len(held) == len(spans) == 1:
            return own, bounded, ()
        return replace(own, plain=rest.plain), bounded, held
    if FIRST_OF.search(query.plain, 0, first.bound.start):
        return None
    counts = HOW_MANY.search(rest.plain) or not (rest.operation or ASKS.search(rest.plain))
    if counts and not group.order:
        # 新收超过200件的区县里公开的有几个; 复议维持率超过两成（按办结总数算）
        return None
    if query.unit and not any(unit_of(n) in MONEY for c in items for n in numbers_of(c)):
        return None
    told = any(t.code("operation") for _, own in conditions for t in own.tokens)
    measured = as_one(replace(
        query, plain=rest.plain, items=items, breakdowns=rest.breakdowns,
        operation=rest.operation if told else query.operation,
    ))  # fmt: skip
    alone = (measured.items, measured.breakdowns) == ((first.code,), own_column(first))
    if len(held) == 1 and alone and not first.share:
        return replace(measured, plain=query.plain), bounded, ()
    return measured, bounded, held


def own_column(condition: Condition) -> tuple[str, ...]:
    """The kind of applicant of a limit, as a query names it."""
    return tuple(filter(None, [condition.breakdown]))


def _condition(own: Query, bound: Bound) -> Condition | None:
    """What a limit is set on, by its own words; None where they name not one figure."""
    own = in_full(own)
    if own.operation == "share" or SHARES.search(own.plain):
        own = of_decided(replace(own, operation="share"))
        own = replace(own, items=own.items[:1]) if of_own_whole(own) else own
    own = as_one(own)
    numbers = numbers_of(own.items[0]) if len(own.items) == 1 else ()
    if len(numbers) != 1 or len(own.breakdowns) > 1:
        return None
    code, column = numbers[0], next(iter(own.breakdowns), "")
    share = own.operation == "share" and code not in rates()
    if bound.unit in PERCENT and code not in rates():
        rate = f"{code}_rate" in rates() and not column
        code, share = (f"{code}_rate", False) if rate else (code, True)
    plain = code in rates() or is_plain(code)
    if not plain or not _fits(code, share, bound) or (share and not has_whole(code, column)):
        return None
    words = own.plain[bound.start : bound.end].strip()
    return Condition(code, column, share, bound, words)


def _goes_on(own: Query, bound: Bound) -> bool:
    """With more than 90 requests in 2024 refused any: in English a verb behind the noun of a number
    says something else; requests refused, side by side, are one.
    """
    named = [t for t in own.tokens if any(t.code(kind) for kind in NAMING)]
    if own.language != "en":
        return False
    if any(t.start < bound.start for t in named):
        return any(end.search(own.plain, 0, bound.start) for end in (MOST, LEAST))
    nouns = [t for t in named if t.start >= bound.end and t.code("weak")]
    later = [t for t in named if nouns and t.start > nouns[0].end + 1 and not t.code("weak")]
    return bool(later or any(end.search(own.plain) for end in (MOST, LEAST)))


def _fits(code: str, share: bool, bound: Bound) -> bool:
    """Whether a limit is in the unit of what it is set on: percent, money or cases."""
    if not bound.unit:
        return (code not in rates() and not share) or not bound.value
    if bound.unit in PERCENT:
        return share or code in rates()
    money = unit_of(code) in MONEY
    return not share and code not in rates() and (bound.unit in MONEY) == money


def _unnamed(query: Query, group: Group) -> Limited | None:
    """公开率最低的，超过50件的区里: what is limited stands nowhere in the clause of the limit."""
    query = as_one(query)
    bound = group.bound
    if len(query.items) > 1 or bound is None:
        return None
    code = query.items[0] if query.items else ""
    made_of = numbers_of(code)
    rated = bool(code) and all(c in rates() for c in readings_of(code) or (code,))
    if rated and bound.unit and bound.unit not in PERCENT:
        if not all(rates()[c].whole == ("results_total",) for c in made_of if c in rates()):
            return None
        weak = (t.code("weak") for t in query.tokens if t.code("weak"))
        of = Condition(next(weak, "requests_new"), "", False, bound, "")
        return query, group, (of,)
    if code and not rated and bound.unit in PERCENT:
        return _as_share(query, group, code)
    return query, group, ()


def _as_share(query: Query, group: Group, code: str) -> Limited | None:
    """一半以上申请来自企业: a limit in percent is on a rate, or the share of the form's whole."""
    if f"{code}_rate" in rates() and not query.breakdowns:
        return replace(query, items=(f"{code}_rate",)), group, ()
    if readings_of(code) or not has_whole(code, next(iter(query.breakdowns), "")):
        return None
    return replace(query, operation="share"), group, ()
