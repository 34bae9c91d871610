"""A year against the mean of several: 2024年新收申请比两年平均多多少."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from assistant.answer import Answer, Row, row_of
from assistant.codes import readings_of
from assistant.figures.comparisons import with_cells
from assistant.figures.lookup import Quantity, Sheet
from assistant.figures.quantities import Asked, answer_nothing
from assistant.question.years import read_years
from assistant.resolve import not_understood
from assistant.texts import names_joined, rounded, unit_text
from ingest.amounts import plain

AGAINST = re.compile("比(?P<years>[^,;。]{0,14}?)(?:年均|平均|均值)[^,;。]{0,5}?[高低多少]")


def answer_against_mean(every: Sequence[Asked]) -> Answer | None:
    """The difference from a mean over years, where a question asks for one; refused where it
    doesn't say of which years.
    """
    query = every[0].query
    found = AGAINST.search(query.plain)
    if found is None or query.operation not in ("mean", "difference", "growth"):
        return None
    years = _years_meant(every[0], found["years"])
    before = [y for p in read_years(query.plain[: found.start()], date.max) for y in p.years]
    subject = [a for a in every if [a.sheet.report.year] == before[:1] or len(every) == 1]
    single = len(query.bodies) == len(query.items) == 1 and len(query.breakdowns) < 2
    if not subject or not years or not single or readings_of(query.items[0]):
        return not_understood(query, [found.group()])
    return _told(subject[0], years)


def _years_meant(asked: Asked, said: str) -> list[int]:
    """The years of the mean: those named, the last so many loaded, or all; none where not all are
    loaded.
    """
    query, body = asked.query, asked.query.bodies[0]
    period = query.period
    named = [y for p in read_years(said, date.max) for y in p.years]
    last = list(body.years)[: period.count] if period and period.kind == "last" else []
    every = list(body.years) if period and period.kind == "all" else []
    years = sorted(named or last or every)
    short = not named and period is not None and len(years) < period.count
    return [] if short or len(years) < 2 or not set(years) <= set(body.years) else years


def _told(asked: Asked, years: Sequence[int]) -> Answer:
    query, body = asked.query, asked.query.bodies[0]
    breakdown = next(iter(query.breakdowns), "")
    reports = [r for y in years if (r := body.report(y))]
    sheets = [Asked(query, Sheet(r, asked.sheet.database)) for r in reports]
    shown = [(a, a.sheet.quantity(query.items[0], breakdown)) for a in (asked, *sheets)]
    for one, quantity in shown:
        if quantity.value is None:
            return answer_nothing(one, quantity)
    own, *others = (_exact(q) for _, q in shown)
    mean = sum(others, Fraction(0)) / len(others)
    quantity, rate = shown[0][1], shown[0][1].unit == "%"
    value, unit = _written(own - mean, rate), "百分点" if rate else quantity.unit
    written = [q.formula if rate else plain(q.value or Decimal(0)) for _, q in shown]
    formula = f"{written[0]} − ({' + '.join(written[1:])}) ÷ {len(others)}"
    text = asked.say(
        "against_mean", label=asked.label(quantity), own=asked.number(quantity),
        years=names_joined(query.language, [str(y) for y in years]),
        mean=f"{_written(mean, rate)}{unit_text(query.language, quantity.unit)}",
        word=("高" if own >= mean else "低") if rate else ("多" if own >= mean else "少"),
        value=value if query.language == "en" else value.removeprefix("-"),
        unit=unit_text(query.language, unit), formula=formula,
    )  # fmt: skip
    label, report = asked.label(quantity), asked.sheet.report
    row = Row(report, "", "", label, value, "computed", unit, "", "", formula)
    rows = (row, *(row_of(a.sheet.report, q, a.language) for a, q in shown))
    answer = Answer(
        query, "answered", text, kind="derived", value=(value, unit), rows=rows, formula=formula
    )
    return with_cells(answer, shown)


def _exact(quantity: Quantity) -> Fraction:
    return quantity.exact if quantity.exact is not None else Fraction(quantity.value or 0)


def _written(value: Fraction, rate: bool) -> str:
    whole = value.denominator == 1 and not rate
    return plain(Decimal(value.numerator)) if whole else rounded(value)
