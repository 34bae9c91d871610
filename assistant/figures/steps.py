"""The year in which a number rose or fell the most against the year before: 哪年涨得最多."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from assistant.answer import Answer
from assistant.figures.lookup import Quantity
from assistant.figures.quantities import Asked
from assistant.texts import bracketed, rounded
from ingest.amounts import plain

Shown = Sequence[tuple[Asked, Quantity]]


def furthest_step(shown: Shown, answer: Answer) -> Answer:
    """The year of the greatest rise, or fall where that is asked, in percent of the year before;
    None of it where no two years follow each other.
    """
    first = shown[0][0]
    falls, rated = first.query.direction == "fell", shown[0][1].unit == "%"
    steps = [step for one, other in pairwise(shown) if (step := _step(one, other, rated))]
    if not steps:
        return replace(answer, text=f"{answer.text}{first.space}{first.say('series_no_step')}")
    moved, year, formula = (min if falls else max)(steps, key=lambda step: step[0])
    if moved >= 0 if falls else moved <= 0:
        none = first.say("series_none_fell" if falls else "series_none_rose")
        return replace(answer, text=f"{answer.text}{first.space}{none}")
    value, unit = rounded(moved), "百分点" if rated else "%"
    told = first.say(
        "series_fell" if falls else "series_rose", year=year, value=value.removeprefix("-"),
        unit=unit, formula=bracketed(first.language, formula),
    )  # fmt: skip
    text = f"{answer.text}{first.space}{told}"
    return replace(answer, text=text, value=(value, unit), formula=formula, ordered=True)


def _step(
    one: tuple[Asked, Quantity], other: tuple[Asked, Quantity], rated: bool
) -> tuple[Fraction, int, str] | None:
    """How far a number went from one year to the next, with the later year and the formula."""
    (before, a), (after, b) = one, other
    early, late = before.sheet.report.year or 0, after.sheet.report.year or 0
    if late - early != 1 or a.value is None or b.value is None or not (a.value or rated):
        return None
    if rated:
        moved = (b.exact or Fraction(b.value)) - (a.exact or Fraction(a.value))
        return moved, late, f"{plain(b.value)} − {plain(a.value)}"
    formula = f"({plain(b.value)} − {plain(a.value)}) ÷ {plain(a.value)}"
    return Fraction(b.value - a.value) * 100 / Fraction(a.value), late, formula
