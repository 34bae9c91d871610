"""A turn behind an order of bodies: of the same ones, of the first, or set against the first."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer
from assistant.query import Query
from assistant.question.added import NATION, SUM
from assistant.question.groups import HOW_MANY, LEAST, MOST, Group, group_of
from assistant.question.numbers import bound_of
from assistant.question.places import Catalogue
from assistant.question.wording import Read, worded
from assistant.turns.picking import bodies_of
from assistant.turns.places import with_places
from assistant.turns.prose import by_itself
from assistant.turns.together import APART, POINTS
from assistant.turns.worded import OVER_TIME
from ingest.identity.divisions import gazetteer

# It, behind an order of bodies, is the first of them.
THAT_BODY = re.compile(
    "[它他该其](?!他|它|中|余)|这个?[省市区县州家]|那个?[省市区县州家]|"
    r"\b(?:its?|that one|there)\b(?! (?:is|are|was|were))"
)
ORDERED = re.compile(f"谁|哪|{MOST.pattern}|{LEAST.pattern}|\\b(?:more|fewer|less|which)\\b")
LESS = re.compile(r"更?[少低](?!年)|\b(?:fewer|less|lower)\b")
# 那超过5件的有几个, 换成2023年呢: nothing but the limit, or the year, anew.
AGAIN_LIMITED = re.compile(
    "(?:那么?|换成|改成|改为|要是|如果|若是?|把?(?:门槛|条件|标准)(?:提高|降低|放宽|改)?[到成为]|呢|的|话|有|是|"
    "几个|多少个|哪些|哪几个|谁|[区县市]{1,3}|地方|部门|其他不变|[?。,\\s])*|"
    "(?:and|what about|how about|with|those|in|,|[?]|\\s)*"
)
YEAR = re.compile("(?:19|20)\\d\\d年?度?|[去前今]年")
AGAIN = re.compile(r"\s*(?:那么?|换成|(?:and|how about|what about|in)\s)*\s*的?呢?[\s?。]*")
ONE_OF_ALL = ("mean", "median", "sum")
REVERSED = re.compile(
    "(?:那么?|再|能|可以|按|换成)*(?:倒过来|反过来|倒着|反着|颠倒|倒序|逆序|升序|降序|reversed?)"
    "(?:过来)?(?:[排列]+(?:一下|一排|列|个?序)?|看|呢|的|一下|吗|[?。])*$"
)
ORDER = re.compile(f"{MOST.pattern}|{LEAST.pattern}")


def _limited_anew(query: Query, last: Query, read: Read) -> str:
    """那超过5件的呢, 2023年呢 after those over a limit: with that limit or of that year, put in
    full; "" where anything else is said, or where it reads as of another figure.
    """
    old, new = bound_of(last.plain), bound_of(query.plain)
    rest, text = query.plain, ""
    if last.inherited or old is None:
        return ""
    if new and not query.years and (new.unit == "%") == (old.unit == "%"):
        rest = f"{rest[: new.start]}{rest[new.end :]}"
        said = query.plain[new.start : new.end]
        text = f"{last.plain[: old.start]}{said}{last.plain[old.end :]}"
    elif len(query.years) == len(last.years) == 1 and not new:
        rest = YEAR.sub("", rest)
        text = last.plain.replace(f"{last.years[0]}年", f"{query.years[0]}年")
    if not text or not AGAIN_LIMITED.fullmatch(rest):
        return ""
    asked, years = read(text), query.years or last.years
    same = (asked.items, asked.breakdowns, asked.years) == (last.items, last.breakdowns, years)
    return text if same and group_of(asked) else ""


def is_ranked(answer: Answer) -> bool:
    """Whether the turn before put many bodies in order."""
    numbers = answer.status == "answered" and bool(answer.rows)
    return numbers and group_of(answer.query) is not None


def after_an_order(query: Query, before: Answer, catalogue: Catalogue) -> Query | None:
    """处罚呢 and 最少的呢 after an order of bodies are of the same ones; 它的处罚 is of the first;
    None where it can't be told.
    """
    last = before.query
    counted = query.counting and not (query.items or query.operation)
    own, held = group_of(query), group_of(last)
    if held and held.bound and not THAT_BODY.search(query.plain):
        return _of_the_limited(query, last)
    if THAT_BODY.search(query.plain) or counted:
        told = before.value[0] if before.value else None
        if before.value == ("0", "个"):
            # 它 after a limit that none keeps is no one.
            return None
        value = told if last.order else before.rows[0].value
        return _of_body(query, before, value, catalogue)
    if turned := REVERSED.search(query.plain):
        query = _turned(query, held, turned)
    ordered = MOST.search(query.plain) or LEAST.search(query.plain)
    changed = query.operation in OVER_TIME and not ordered
    another = own and (query.items or own.level not in ("", held.level if held else ""))
    if another or changed or by_itself(query):
        return None
    # 最多的是谁, then 中位数呢 or 合计呢: of all of them, but where so many were asked for.
    folded = query.operation in ONE_OF_ALL or SUM.search(query.plain)
    anew = ordered or (folded and not (held and held.limit))
    done = SUM if len(last.items) == 1 and not ORDER.search(last.plain) else ORDER
    plain = done.sub(lambda word: " " * len(word[0]), last.plain) if anew else last.plain
    # 哪家最多 is of any, and needs no word for them.
    plain += " 各地" if folded and anew and group_of(replace(last, plain=plain)) is None else ""
    query = with_places(query, last)
    kept = "" if ordered and last.operation in ONE_OF_ALL else last.operation
    return replace(
        query, plain=f"{plain} {query.plain}", bodies=last.bodies, mentions=last.mentions,
        items=query.items or last.items, breakdowns=query.breakdowns or last.breakdowns,
        operation=query.operation or kept,
    )  # fmt: skip


def elsewhere(query: Query, before: Answer, read: Read) -> str:
    """浙江呢 after an order of what lies in 江苏: the same of 浙江, put in full; "" for another."""
    group, place = group_of(before.query), next(iter(query.mentions), None)
    if before.status == "answered" and group and group.bound and not place:
        return _limited_anew(query, before.query, read)
    if before.status != "answered" or not group or group.placed or not place:
        return ""
    rest = query.plain[: place.start] + query.plain[place.end :]
    found = [d for d in gazetteer().named(place.name) if d.level != "county"]
    nation = bool(NATION.search(place.name))
    alike = [d for d in found if group.parent and d.level == group.parent.level]
    if (place.bodies and not alike) or not AGAIN.fullmatch(rest) or not (found or nation):
        return ""
    of_it = replace(group, parent=None if nation else (alike or found)[0])
    return worded(before.query, before.query, read, of_it)


def _turned(query: Query, held: Group | None, found: re.Match[str]) -> Query:
    """倒过来排, 升序: the other end of the order told, or the one that is named, first."""
    most = held is not None and held.order == "least"
    most = "降" in found[0] or (most and "升" not in found[0])
    words = "从多到少排列" if most else "从少到多排列"
    plain = f"{query.plain[: found.start()]} {words} {query.plain[found.end() :]}"
    return replace(query, plain=plain, unread=())


def _of_the_limited(query: Query, last: Query) -> Query | None:
    """一共几个, 最多的是哪个 after those over a limit: how many they are, and the first of them."""
    ordered = MOST.search(query.plain) or LEAST.search(query.plain)
    again = HOW_MANY.search(query.plain) or ordered
    named = query.items or query.breakdowns or query.period or query.years
    if not again or named or bound_of(query.plain):
        return None
    plain = f"{last.plain} {query.plain}" if ordered else last.plain
    return replace(last, text=query.text, plain=plain, inherited=("publishers", "years"))


def _of_body(query: Query, before: Answer, value: str | None, catalogue: Catalogue) -> Query | None:
    """Of the one body whose number in the turn before is this; None where several share it."""
    rows = [r for r in before.rows if r.value == value]
    bodies = bodies_of(rows, catalogue)
    # Of reports of several years it is the year of the one found.
    years = query.years or tuple(dict.fromkeys(r.report.year for r in rows if r.report.year))
    inherited = (*query.inherited, "publishers", "years")
    that = THAT_BODY.search(query.plain)
    unread = tuple(word for word in query.unread if not (that and word in that[0]))
    named = replace(query, bodies=bodies, years=years, inherited=inherited, unread=unread)
    return named if len(bodies) == 1 else None


def of_the_first(query: Query, before: Answer, catalogue: Catalogue) -> Query:
    """它被纠正几件 after 宿迁和洪泽谁多: of the one with more, or with less if asked."""
    last, values = before.query, [r.value for r in before.rows if r.value]
    asks = THAT_BODY.search(query.plain) and ORDERED.search(last.plain)
    if not asks or last.order or len(last.bodies) < 2 or not values:
        return query
    least = LEAST.search(last.plain) or LESS.search(last.plain)
    value = (min if least else max)(values, key=Decimal)
    return _of_body(query, before, value, catalogue) or query


def from_the_first(query: Query, turns: Sequence[Answer], catalogue: Catalogue) -> Query | None:
    """差几个百分点 after 哪家最高 and 宿迁的呢: the first of the order and the one told since."""
    last = turns[-1].query
    order = next((t for t in reversed(turns[:-1]) if is_ranked(t)), None)
    points = query.operation == "difference" and POINTS.search(query.plain)
    named = query.places_named or query.items or query.breakdowns or query.period
    if named or not (points or APART.search(query.plain)):
        return None
    if order is None or order.query.order or last.operation or len(last.bodies) != 1:
        return None
    same = (order.query.items, order.query.years) == (last.items, last.years)
    first = bodies_of(order.rows[:1], catalogue)
    if not same or order.query.breakdowns != last.breakdowns or first == last.bodies:
        return None
    return replace(
        query, bodies=(*first, *last.bodies), years=last.years, items=last.items,
        breakdowns=last.breakdowns, operation="difference",
        inherited=("publishers", "years", "indicators"),
    )  # fmt: skip
