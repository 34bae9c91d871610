"""A turn behind an order of bodies: of the same ones, of the first, or set against the first."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer
from assistant.query import Query
from assistant.question.added import NATION, SUM
from assistant.question.groups import HOW_MANY, LEAST, MOST, group_of
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
AGAIN = re.compile(r"\s*(?:那么?|换成|(?:and|how about|what about|in)\s)*\s*的?呢?[\s?。]*")
ONE_OF_ALL = ("mean", "median", "sum")
ORDER = re.compile(f"{MOST.pattern}|{LEAST.pattern}")


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
    if bound_of(last.plain) and not THAT_BODY.search(query.plain):
        return _of_the_limited(query, last)
    if THAT_BODY.search(query.plain) or counted:
        told = before.value[0] if before.value else None
        if before.value == ("0", "个"):
            # 它 after a limit that none keeps is no one.
            return None
        value = told if last.order else before.rows[0].value
        return _of_body(query, before, value, catalogue)
    ordered = MOST.search(query.plain) or LEAST.search(query.plain)
    changed = query.operation in OVER_TIME and not ordered
    own, held = group_of(query), group_of(last)
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
    if before.status != "answered" or not group or group.placed or not place:
        return ""
    rest = query.plain[: place.start] + query.plain[place.end :]
    found = [d for d in gazetteer().named(place.name) if d.level != "county"]
    nation = bool(NATION.search(place.name))
    if place.bodies or not AGAIN.fullmatch(rest) or not (found or nation):
        return ""
    of_it = replace(group, parent=None if nation else found[0])
    return worded(before.query, before.query, read, of_it)


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
