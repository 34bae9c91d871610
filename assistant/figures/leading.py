"""Which of two numbers leads a comparison: the one named, the later year, or the larger."""

import re
from fractions import Fraction

from assistant.figures.lookup import Quantity
from assistant.figures.quantities import Asked

HELD_AGAINST = re.compile("(?<![占对])比(?![例重率])|[跟和与同]|than|versus|against")
# 谁多，多几件: what leads is not named, so the larger does.
WHICH_LEADS = re.compile(
    "(?:谁|哪一?[个家边方头地年区市县])[^增涨升降减跌]*[高低多少大小](?:了|出)?(?:多少|几)|"
    r"\b(?:who|which)\b.* by how (?:much|many)"
)


def subject_last(one: Asked, other: Asked) -> tuple[Asked, Asked]:
    """What is held against, then the subject: of two bodies the first, of two years the later,
    unless 2023比2024 says otherwise.
    """
    if one.sheet.report.publisher != other.sheet.report.publisher:
        return other, one
    early, late = sorted((one, other), key=lambda asked: asked.sheet.report.year or 0)
    return (late, early) if _turned(one.query.plain, early, late) else (early, late)


def is_how_far_apart(one: Asked, other: Asked, rates: bool) -> bool:
    """Whether two bodies' rates are set side by side, and neither is held against the other; or
    it is asked which of two has more, and how much.
    """
    query = one.query
    if WHICH_LEADS.search(query.plain):
        return not any(query.plain[: m.start].endswith(("比", "比起")) for m in query.mentions)
    bodies = one.sheet.report.publisher != other.sheet.report.publisher
    return bodies and rates and not HELD_AGAINST.search(query.plain)


def amount(quantity: Quantity) -> Fraction:
    """The number itself, unrounded where it is a rate."""
    return quantity.exact if quantity.exact is not None else Fraction(quantity.value or 0)


def _turned(text: str, early: Asked, late: Asked) -> bool:
    """2023年比2024年少多少: the earlier year is held against the later one."""
    a, b = (
        rf"(?:{y.sheet.report.year}|(?<!\d){(y.sheet.report.year or 0) % 100})"
        for y in (early, late)
    )
    return bool(re.search(rf"(?<![和与跟同从]){a}年?度?[^,;。和与跟同]{{0,8}}?比{b}", text))
