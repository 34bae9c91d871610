"""Which of two numbers of one report comes first: as they are named, unless the words turn them."""

import re
from collections.abc import Sequence

from assistant.figures.lookup import Quantity
from assistant.figures.quantities import Asked

# 制发的减掉废止的 is below nought where less was issued.
TAKEN = re.compile("(?<!相)减[去掉]?(?!少)|扣[除掉]")
# 后减前, 后者是前者的几倍, how many times the number of A was B; 与A相比，B多几件.
IN_ORDER = re.compile("前者?(?:减[去掉]?|除以|是|为|相当于)后者?|前者比后者")
TURNED = re.compile(
    "后者?(?:减[去掉]?|除以|是|为|相当于)前者?|后者比前者|"
    "的(?:几|多少)倍(?:才|刚好|正好|恰好)?(?:是|为|等于|成|到)(?=[^,;。?]{2})|"
    r"how many times (?:the |as many |greater than )?(?:number|amount|count) of .+? "
    "(?:was|were|is|are) "
)
HELD_FIRST = re.compile(
    "(?:[与和跟同][^,;。?]{2,16}?(?:相?比(?:较|起来)?|相较)|"
    "(?:相[比较]于?|比起|对比|较之于?)[^,;。?]{2,16}?),"
)


def in_told_order(asked: Asked, pair: tuple[Quantity, Quantity]) -> tuple[Quantity, Quantity]:
    """许可与处罚之差（处罚减许可）: what something is taken from comes first, as does what is held
    against the other (与许可相比，处罚多几件).
    """
    text, (one, other) = asked.query.plain, pair
    taken, held = TAKEN.search(text), HELD_FIRST.search(text)
    first, second = _places(asked, one, other), _places(asked, other, one)
    turned = bool(TURNED.search(text))
    if taken and not (turned or IN_ORDER.search(text)):
        one_at, other_at = (_last(own, taken.start()) for own in (first, second))
        turned = other_at > one_at
    if held and first and second:
        turned |= held.start() <= min(first) < held.end() <= min(second)
    return (other, one) if turned else pair


def _last(places: Sequence[int], end: int) -> int:
    return max((at for at in places if at < end), default=-1)


def _places(asked: Asked, quantity: Quantity, other: Quantity) -> list[int]:
    """Where the words stand that name one of two numbers, and not the other."""
    if quantity.code == other.code:
        who = ((t.start, t.code("breakdown")) for t in asked.query.tokens)
        return [at for at, code in who if code and code == quantity.breakdown]
    kinds = ("row2", "row3", "row4", "sum", "rate")
    named = ((t.start, t.code(kind)) for t in asked.query.tokens for kind in kinds)
    own = [(at, code) for at, code in named if code and _is_of(quantity, code)]
    return [at for at, code in own if not _is_of(other, code)]


def _is_of(quantity: Quantity, code: str) -> bool:
    return quantity.code == code or quantity.code.startswith(f"{code}_")
