"""Bodies of several turns set side by side, each in the year in which it was asked about."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.query import Query
from assistant.question.places import Body
from assistant.turns.together import APART, HIGHER


def each_in_its_year(query: Query, turns: Sequence[Answer]) -> Query | None:
    """江夏比洪泽多多少, 差多少 after 江夏2021年 and 洪泽2024年: each body with its own year."""
    asks = (
        query.operation == "difference" or APART.search(query.plain) or HIGHER.search(query.plain)
    )
    own = [b for m in query.mentions for b in m.bodies]
    if not asks or query.items or query.breakdowns or query.years or len(turns) < 2:
        return None
    before, last = turns[-2].query, turns[-1].query
    if "最" in query.plain and len(turns) > 2 and turns[-3].query.items == last.items:
        return None if own else _first_of_each(query, turns)
    held = {b: q.years[0] for q in (before, last) for b in q.bodies if len(q.years) == 1}
    alike = before.items == last.items and before.breakdowns == last.breakdowns
    one = len(before.bodies) == len(last.bodies) == 1 and not (before.operation or last.operation)
    if not (alike and one) or len(set(held.values())) < 2 or (own and set(own) != set(held)):
        return None
    # 高多少 by itself is of the body talked about last.
    bodies = tuple(own or (held if APART.search(query.plain) else reversed(held)))
    return replace(
        query, bodies=bodies, mentions=(), pairs=tuple(held[b] for b in bodies),
        items=last.items, breakdowns=last.breakdowns, operation="difference",
        inherited=("publishers", "years", "indicators"),
    )  # fmt: skip


def _first_of_each(query: Query, turns: Sequence[Answer]) -> Query | None:
    """哪个最低 after 宿迁2024年, 洪泽呢 and 江夏2021年呢: of all of them, each in its own year."""
    last, held = turns[-1].query, dict[Body, int]()
    for answer in reversed(turns):
        one = answer.query
        alike = all(
            getattr(one, s) == getattr(last, s) for s in ("items", "breakdowns", "operation")
        )
        if not (alike and answer.value and len(one.bodies) == len(one.years) == 1):
            break
        if one.bodies[0] in held:
            return None
        held[one.bodies[0]] = one.years[0]
    if len({*held.values()}) < 2 or last.operation not in ("", "share"):
        return None
    bodies = tuple(reversed(held))
    return replace(
        query, bodies=bodies, pairs=tuple(held[b] for b in bodies), items=last.items,
        breakdowns=last.breakdowns, operation=last.operation, unread=(), content="",
        inherited=("publishers", "years", "indicators", "operation"),
    )  # fmt: skip
