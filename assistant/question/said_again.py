"""What a bracket behind a limit only says again: 过半（超过50%）, 两成以上（含两成）, 两头都含."""

import re

from assistant.question.multiples import Multiple, multiple_of
from assistant.question.numbers import Bound, bound_of, range_of

BRACKET = re.compile(r"\(([^()]{1,14})\)")
EDGES = "(?:本数|两[头端边]|首尾|端点|上下限)"
ENDS = re.compile(f"{EDGES}?[都均也]?(?:包[含括]|含|算)(?:在内|{EDGES})?")
INCLUDING = re.compile("(?:包[含括]|含)(?P<number>[^,;。]+)")
# 超过150件（含150件）
AT_LEAST = {">": "不少于", "<": "不超过"}


def said_once(text: str) -> str:
    """The text without a bracket right behind a limit that says nothing new; one that takes its
    number in makes the limit such.
    """
    for again in BRACKET.finditer(text):
        before, behind = text[: again.start()], text[again.end() :]
        own = range_of(before) or bound_of(before) or multiple_of(before)
        if own is None or own.end != again.start():
            continue
        also = own.also if isinstance(own, Bound) else None
        signs = (own.sign, also[0]) if also else (own.sign,)
        number = INCLUDING.fullmatch(again[1])
        told = number and number["number"] in before[own.start :]
        inclusive = all(sign in (">=", "<=") for sign in signs)
        if _is_same(own, again[1]) or (inclusive and (told or ENDS.fullmatch(again[1]))):
            return before + behind
        if told and number and own.sign in AT_LEAST and isinstance(own, Bound) and not also:
            return before[: own.start] + AT_LEAST[own.sign] + number["number"] + behind
    return text


def _is_same(own: Bound | Multiple, said: str) -> bool:
    """Whether a bracket is the limit itself in other words."""
    other = bound_of(said)
    if other is None or isinstance(own, Multiple) or own.also:
        return False
    units = {own.unit, other.unit}
    alike = len(units) == 1 or ("" in units and "%" not in units)
    return alike and (own.sign, own.value) == (other.sign, other.value)
