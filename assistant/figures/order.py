"""Numbers put in order: which stand at the place asked for, and what that place is called."""

from collections.abc import Sequence
from fractions import Fraction

from assistant.figures.lookup import Quantity
from assistant.query import Query
from assistant.question.lexicon import read_words, unread

NAMED = ("row3", "column4", "breakdown", "row2", "row4", "sum")
# What is most and least, of counts and of rates.
EXTREMES = {False: ("多", "少"), True: ("高", "低")}
# The numbers of one place: which it is, and their positions in the list.
Standing = tuple[int, list[int]]


def standings(values: Sequence[Fraction], least: bool) -> list[Standing]:
    """The places in order from the most or the least; equal numbers share one."""
    made: list[Standing] = []
    for value in sorted(set(values), reverse=not least):
        held = [at for at, own in enumerate(values) if own == value]
        made.append((1 + sum(len(before) for _, before in made), held))
    return made


def asked_for(
    query: Query, quantities: Sequence[Quantity], found: Sequence[Standing]
) -> list[Standing]:
    """The places that a question asks for, the first where it names none; numbers that are equal
    stand for every place that they take up together.
    """
    first, last = (query.order.first, query.order.last) if query.order else (1, 1)
    if query.order and query.order.behind:
        named = [at for at, q in enumerate(quantities) if _is_called(q, query.order.behind)]
        before = [place + len(held) for place, held in found if named and named[0] in held]
        first = last = before[0] if len(named) == 1 else 0
    return [one for one in found if one[0] <= last and first < one[0] + len(one[1])]


def _is_called(quantity: Quantity, words: str) -> bool:
    """Whether a figure is what some words name: its row, its column or its kind of applicant."""
    tokens = read_words(words, [])
    if unread(words, [(t.start, t.end) for t in tokens]):
        return False
    codes = [m.code for t in tokens for m in t.meanings if m.kind in NAMED]
    own = (quantity.code, quantity.breakdown)
    return any(code in own or quantity.code.endswith(f"_{code}") for code in codes)


def superlative(language: str, unit: str, least: bool, place: int = 1) -> str:
    """最多, 第2多, 最低; in English highest, 2nd highest, lowest."""
    if language == "en":
        ordinal = {1: "", 2: "2nd ", 3: "3rd "}.get(place, f"{place}th ")
        return f"{ordinal}{'lowest' if least else 'highest'}"
    word = EXTREMES[unit in ("%", "百分点")][least]
    return f"最{word}" if place == 1 else f"第{place}{word}"
