"""Bodies asked about together, each held against years of its own: 舒城和金寨比上年多多少."""

import re
from collections.abc import Sequence

from assistant.figures.quantities import Asked
from assistant.query import Query

# 谁高，高多少 of two bodies sets them against each other; 谁增长得多 asks each for itself.
BY_HOW_MUCH = re.compile(
    "(?:谁|哪[个家边区市县]|更)[^增涨升降减跌]*[高低多少大小](?:了|出)?(?:多少|几)"
)
HELD_AGAINST = re.compile("(?<!同)比|差|than|versus|vs|against")
# 比上年, 同比: of each body against its own year before.
OF_EACH = re.compile(
    r"(?:比起?|较|[跟和与同]比?)\s?(?:[去上前]一?个?年|往年)|同比|"
    r"(?:on|over|than|from) (?:the year before|last year|the previous year)"
)
ON_YEAR = re.compile("同比|变化|变动|(?:提高|下降|上升)了|year[- ]on[- ]year|\\byoy\\b")


def is_step(query: Query) -> bool:
    """Whether a year is set against the one before it: 比上年, 同比."""
    return query.period is not None and query.period.kind == "step"


def on_year(query: Query) -> bool:
    """Whether the one year named is set against the one before it: 同比, 占比变化多少."""
    return len(query.years) < 2 and bool(ON_YEAR.search(query.plain))


def over_its_years(every: Sequence[Asked]) -> list[list[Asked]]:
    """The reports of each body, where each is held against another year of its own; none where the
    bodies are held against each other.
    """
    query = every[0].query
    own: dict[str, list[Asked]] = {}
    for asked in every:
        own.setdefault(asked.sheet.report.publisher, []).append(asked)
    held = HELD_AGAINST.search(query.plain) or BY_HOW_MUCH.search(query.plain)
    stepped = is_step(query) and OF_EACH.search(query.plain)
    if {len(one) for one in own.values()} == {2}:
        return list(own.values())
    single = len(every) == len(own) and (stepped or (query.operation == "growth" and not held))
    return list(own.values()) if single else []
