"""Bodies told by two figures: of which one row is more than another, or so much of its whole."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.codes import base_of, is_plain, unit_of
from assistant.figures.apart import Span, between, in_full, names_figure, read_part
from assistant.figures.conditions import as_one, compared, comparing
from assistant.figures.keeping import Condition
from assistant.query import Query
from assistant.question.groups import BODIES, Group
from assistant.question.multiples import multiple_of
from assistant.question.numbers import Bound

# 许可多于处罚的县区; counties where licences exceeded penalties.
OF_THOSE = re.compile(
    rf"(?:^|(?<=[,;:。?(]))([^,;:。?()]+?的)(?=[那这]?[些几]?个?(?:{BODIES.pattern}))"
)
WHERE = re.compile(r"\bwhere ([^,;:?]+?)(?=,| (?:which|what|who|how)\b|\?|$)")
MORE_THAN = (
    {">": "大于0", ">=": "不小于0", "=": "为0"},
    {">": "over 0", ">=": "at least 0", "=": "of 0"},
)
Limited = tuple[Query, Group, tuple[Condition, ...]]


def limited_to_share(query: Query, group: Group) -> Limited | None:
    """自然人占新收九成以上的: a limit in terms of the form's own whole is on the share of it."""
    many = multiple_of(query.plain)
    if many is None or many.unit != "%" or group.bound:
        return None
    whole, part = read_part(query, [many.of]), read_part(query, [(many.of[1], len(query.plain))])
    own = in_full(read_part(query, [(0, many.of[0])]))
    if len(own.items) != 1 or len(own.breakdowns) > 1 or names_figure(part):
        return None
    base = base_of(own.items[0], next(iter(own.breakdowns), ""))
    if (base[0], *filter(None, [base[1]])) != (*in_full(whole).items, *whole.breakdowns):
        return None
    percent = many.factor * 100
    value = Decimal(percent.numerator) / percent.denominator
    bound = Bound(many.sign, value, "%", many.start, many.end)
    asked = replace(own, plain=query.plain, tokens=query.tokens, operation="share")
    return asked, replace(group, bound=bound), ()


def comparing_words(query: Query) -> str:
    """The words that set one row against another, in the question or in what tells its bodies."""
    return comparing(query) or " ".join(comparing(own) for _, own in _parts_compared(query))


def _parts_compared(query: Query) -> Iterator[tuple[Span, Query]]:
    """What tells which bodies are meant, where it names two rows or columns."""
    for found in (WHERE if query.language == "en" else OF_THOSE).finditer(query.plain):
        own = read_part(query, [found.span(1)])
        if len(own.items) == 2 or len(own.breakdowns) == 2:
            yield found.span(1), own


def limited_to_more(query: Query, group: Group) -> Limited | None:
    """许可多于处罚的县区，平均新收多少件: bodies of which one row is more than another."""
    if group.bound:
        return None
    for span, own in _parts_compared(query):
        two, rest = compared(own), read_part(query, between(query, [span]))
        if two is None or not rest.items or {two[0], two[1]} & {*rest.items}:
            continue
        if not all(map(is_plain, two[:2])) or len({*map(unit_of, two[:2])}) > 1:
            return None
        bound = Bound(two[2], Decimal(0), "", *span)
        words = MORE_THAN[query.language == "en"]
        of = Condition(f"{two[0]}-{two[1]}", "", False, bound, words[two[2]])
        measured = replace(
            query, plain=rest.plain, operation=rest.operation, items=rest.items,
            breakdowns=rest.breakdowns,
        )  # fmt: skip
        return as_one(measured), replace(group, bound=bound), (of,)
    return None
