"""Which numbers keep within a limit, and the limit in words."""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answer import label_of
from assistant.figures.algebra import Measure, Number, measure_of
from assistant.question.money import bound_in_unit
from assistant.question.numbers import Bound
from ingest import forms

SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le, "=": operator.eq,
}  # fmt: skip
LAST_OF_ANNEX = 2018


@dataclass(frozen=True, slots=True)
class Condition:
    """A limit on what isn't measured: a code and a column, or their share of the form's whole, with
    the limit and its words.
    """

    code: str
    breakdown: str
    share: bool
    bound: Bound
    words: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit on another number than the one measured, with its words."""

    measure: Measure
    bound: Bound
    share: bool
    words: str

    def text(self, language: str) -> str:
        """行政复议总计超过12件."""
        english, words = language == "en", none_or(self.bound, self.words, language)
        name = label_of(self.measure.code, self.measure.breakdown, language)
        if self.share:
            name += " (share)" if english else "占比"
        return f"{name} {words}" if english else f"{name}{words}"


def limits_of(conditions: Sequence[Condition], years: Sequence[int]) -> tuple[Limit, ...]:
    """The limits of a question, in the rows of the annex for its years."""
    held = []
    for of in conditions:
        code = in_rows_of(years).get(of.code, of.code)
        measure = measure_of(code, of.breakdown, of.share)
        held.append(Limit(measure, bound_in_unit(of.bound, measure.unit), of.share, of.words))
    return tuple(held)


def in_rows_of(years: Sequence[int]) -> Mapping[str, str]:
    """The rows of the annex by those of later forms, where only the annex can be meant."""
    return forms.in_annex() if years and years[-1] <= LAST_OF_ANNEX else {}


def none_or(bound: Bound, words: str, language: str) -> str:
    """The words of a limit; 为0 where it is nought, 不为0 where anything is more."""
    if bound.sign == "=" and not bound.value:
        return "of 0" if language == "en" else "为0"
    if bound.sign == ">" and not bound.value and not words.startswith(("大于", "over")):
        return "over 0" if language == "en" else "不为0"
    return words


def keeps(number: Number, bound: Bound | None) -> bool:
    """Whether a number is within a limit, exactly; none is where it isn't known."""
    if bound is None:
        return True
    sides = [(bound.sign, bound.value), *filter(None, [bound.also])]
    limits = [(sign, *value.as_integer_ratio()) for sign, value in sides]
    top = number.top
    return top is not None and all(
        SIGNS[sign](top * under, over * number.under) for sign, over, under in limits
    )
