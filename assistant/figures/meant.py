"""Two numbers set against each other, one of them by a word with several meanings."""

from dataclasses import replace
from itertools import product

from assistant.codes import numbers_of, readings_of, unit_of
from assistant.query import Query
from assistant.question.doing import over_years

BETWEEN = ("difference", "growth", "ratio", "times")


def each_meant(query: Query) -> list[Query]:
    """企业被拒的比自然人多几件, 公开的比没公开的多多少: the question for each meaning of the word;
    [] where it names none, or a change over years.
    """
    if query.operation not in BETWEEN or not any(map(readings_of, query.items)):
        return []
    columns = len(query.items) == 1 and len(query.breakdowns) == 2
    rates_named = any(unit_of(own) == "%" for code in query.items for own in numbers_of(code))
    rows = len(query.items) == 2 and not (rates_named or over_years(query))
    if not (columns or rows):
        return []
    items = sorted(query.items, key=lambda code: _place(query, code))
    return [replace(query, items=meant) for meant in product(*map(numbers_of, items))]


def _place(query: Query, code: str) -> int:
    """Where a question names a figure, 0 where it doesn't by itself."""
    for token in query.tokens:
        if any(code in (m.code, f"{m.code}_total") for m in token.meanings):
            return token.start
    return 0
