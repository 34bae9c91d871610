"""One quantity over several years or bodies: side by side, ordered, added up, averaged."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from statistics import median

from assistant.answer import Answer, body_text, row_of
from assistant.codes import is_stock, readings_of
from assistant.figures.comparisons import wanted, with_cells
from assistant.figures.keeping import SIGNS
from assistant.figures.lookup import Quantity
from assistant.figures.order import asked_for, standings, superlative
from assistant.figures.quantities import Asked
from assistant.figures.steps import furthest_step
from assistant.query import Query
from assistant.question.leftover import YES_OR_NO
from assistant.question.money import in_unit
from assistant.question.numbers import Bound, bound_of
from assistant.texts import bracketed, joined, names_joined, percent, rounded, unit_text
from ingest.amounts import plain
from ingest.report import Report

LEAST = re.compile("最[少低小冷淡惨清]|更[少低]|least|fewe[rs]|less|lowe[rs]|smalle[rs]")
WHO = re.compile("谁|哪(?!些?年)|who|which(?! year)")
# 谁的少 asks for the least; 多少 and 减少 ask for neither.
FEW = re.compile("[少低小]")
NEITHER = re.compile("多少|减少|不少")
BOTH_ENDS = re.compile(
    "最[多高大].*最[少低小]|最[少低小].*最[多高大]|(?:most|highest).*(?:fewest|least|lowest)"
)
WHICH_YEAR = re.compile("哪一?年|哪个年份|which year")
EVERY_ONE = re.compile("都|均|每|全部?|连续|all|every|each|always")
STEADY = re.compile("一直|逐年|持续|连续|年年|连年")
Shown = Sequence[tuple[Asked, Quantity]]


def answer_series(every: Sequence[Asked], code: str, breakdown: str, kind: str) -> Answer:
    """One quantity, or its share, over several years or bodies, missing numbers said."""
    quantities = [(asked, wanted(asked, code, breakdown, kind)) for asked in every]
    same_body = len({a.sheet.report.publisher for a in every}) == 1
    shown = [_shown(asked, quantity, same_body) for asked, quantity in quantities]
    first = every[0]
    label = first.label(quantities[0][1])
    text = first.say(
        "trend" if same_body else "compare", label=label, list=joined(first.language, shown)
    )
    rows = tuple(row_of(a.sheet.report, q, a.language) for a, q in quantities)
    answer = Answer(first.query, "answered", text, kind="table", rows=rows)
    if len({q.code for _, q in quantities}) > 1:
        answer = replace(answer, text=answer.text + first.say("forms_differ"))
    elif all(q.value is not None for _, q in quantities):
        answer = SUMMARIES.get(kind, _ordered)(quantities, answer)
    answer = with_cells(answer, quantities)
    if all(q.value is None for _, q in quantities):
        return replace(answer, status="not_found", kind=None, reason=quantities[0][1].reason)
    return answer


def _shown(asked: Asked, quantity: Quantity, same_body: bool) -> str:
    report = asked.sheet.report
    name = (
        f"{report.year}"
        if same_body
        else f"{body_text(asked.language, report)}{asked.space}{report.year}"
    )
    year = name if asked.language == "en" else f"{name}年"
    value = asked.number(quantity) if quantity.value is not None else _missing(asked, quantity)
    formula = (
        bracketed(asked.language, quantity.formula)
        if quantity.unit == "%" and quantity.value is not None
        else ""
    )
    return f"{year}{asked.colon}{value}{formula}"


def _ordered(shown: Shown, answer: Answer) -> Answer:
    """Which of several bodies, or years where that is asked, has the most or the least."""
    first = shown[0][0]
    same_body = len({a.sheet.report.publisher for a, _ in shown}) == 1
    if same_body and STEADY.search(first.query.plain):
        return _steady(shown, answer)
    if same_body and not WHICH_YEAR.search(first.query.plain):
        return answer
    if same_body and first.query.operation in ("growth", "difference"):
        return furthest_step(shown, answer)
    if same_body and BOTH_ENDS.search(first.query.plain):
        return _both_ends(shown, answer)
    who, least = WHO.search(first.query.plain), _asks_least(first.query.plain)
    values = [q.value or Decimal(0) for _, q in shown]
    found = standings(list(map(Fraction, values)), least)
    wanted = asked_for(first.query, [q for _, q in shown], found)
    if len(found) == 1:
        return replace(answer, text=f"{answer.text}{first.space}{first.say('series_same')}")
    if len(wanted) != 1:
        return answer
    (place, held), unit = wanted[0], shown[0][1].unit
    told = first.say(
        "series_first", names=names_joined(first.language, [_named(shown[at][0]) for at in held]),
        most=superlative(first.language, "%", least, place),
    )  # fmt: skip
    answer = replace(answer, ordered=True)
    if same_body or not who:
        value = (plain(values[held[0]]), unit) if same_body else None
        return replace(answer, text=f"{answer.text}{first.space}{told}", value=value)
    rows = sorted(answer.rows, key=lambda row: Decimal(row.value), reverse=not least)
    text = f"{told.removeprefix('其中')}{first.space}{answer.text}"
    return replace(answer, text=text, rows=tuple(rows))


def _both_ends(shown: Shown, answer: Answer) -> Answer:
    """哪年最多哪年最少: the years of the most and of the least."""
    first = shown[0][0]
    for least in (False, True):
        place, held = standings([Fraction(q.value or 0) for _, q in shown], least)[0]
        names = names_joined(first.language, [_named(shown[at][0]) for at in held])
        most = superlative(first.language, "%", least, place)
        told = first.say("series_first", names=names, most=most)
        answer = replace(answer, text=f"{answer.text}{first.space}{told}")
    return answer


def _asks_least(text: str) -> bool:
    own = NEITHER.sub("", text)
    asks = WHO.search(own) or WHICH_YEAR.search(own)
    few = asks and FEW.search(own) and not re.search("[多高大]", own)
    return bool(LEAST.search(own) or few)


def _steady(shown: Shown, answer: Answer) -> Answer:
    """一直在增长吗: whether every year is above the one before, or every one below."""
    ordered = sorted(shown, key=lambda pair: pair[0].sheet.report.year or 0)
    steps = [(b.value or 0) - (a.value or 0) for (_, a), (_, b) in pairwise(ordered)]
    key = "steady_up" if all(s > 0 for s in steps) else "steady_not"
    key = "steady_down" if all(s < 0 for s in steps) else key
    first = shown[0][0]
    return replace(answer, text=f"{answer.text}{first.space}{first.say(key)}")


def _named(asked: Asked) -> str:
    report = asked.sheet.report
    year = f", {report.year}" if asked.language == "en" else f"{report.year}年"
    return f"{body_text(asked.language, report)}{year}"


def _added(shown: Shown, answer: Answer) -> Answer:
    """The sum, where nothing would be counted twice; a rate has none."""
    values, unit = [q.value or Decimal(0) for _, q in shown], shown[0][1].unit
    if unit == "%":
        return answer
    if not areas_apart([a.sheet.report for a, _ in shown]):
        said = shown[0][0].say("series_not_added")
        return replace(answer, text=f"{answer.text}{shown[0][0].space}{said}")
    over_years = len({a.sheet.report.publisher for a, _ in shown}) < len(shown)
    if over_years and is_stock(shown[0][1].code):
        asked = shown[0][0]
        return replace(answer, text=f"{answer.text}{asked.space}{asked.say('series_stock')}")
    formula = " + ".join(map(plain, values))
    return _summary(shown, answer, "series_sum", plain(sum(values, Decimal(0))), formula)


def _averaged(shown: Shown, answer: Answer) -> Answer:
    """The mean, to two decimals."""
    values = [q.value or Decimal(0) for _, q in shown]
    formula = f"({' + '.join(map(plain, values))}) ÷ {len(values)}"
    mean = rounded(sum(values, Decimal(0)) / len(values))
    return _summary(shown, answer, "series_mean", mean, formula)


def _middle(shown: Shown, answer: Answer) -> Answer:
    """The median: the middle one, or the mean of the middle two."""
    middle = median([q.value or Decimal(0) for _, q in shown])
    value = rounded(middle) if shown[0][1].unit == "%" else plain(middle)
    return _summary(shown, answer, "series_median", value, "")


def _times(shown: Shown, answer: Answer) -> Answer:
    """How many times the second the first is."""
    return _quotient(shown, answer, "series_times", "倍")


def _part(shown: Shown, answer: Answer) -> Answer:
    """洪泽占宿迁的比例, 2024年相当于2023年的百分之几: one number in percent of another."""
    return _quotient(shown, answer, "series_part", "%")


def _quotient(shown: Shown, answer: Answer, key: str, unit: str) -> Answer:
    (one, a), (_, b) = shown[0], shown[-1]
    if len(shown) != 2:
        return answer
    formula = f"{_written(a)} ÷ {_written(b)}"
    if not b.value:
        why = one.say("undefined_zero", formula=formula)
        text = f"{answer.text}{one.space}{one.say('undefined', label=one.label(a), why=why)}"
        return replace(answer, status="not_found", kind=None, reason="undefined", text=text)
    value = rounded(_exact(a) * (100 if unit == "%" else 1) / _exact(b))
    told = one.say(key, value=value, unit="%", formula=bracketed(one.language, formula))
    return replace(
        answer, text=f"{answer.text}{one.space}{told}", kind="derived", value=(value, unit),
        formula=formula,
    )  # fmt: skip


def _exact(quantity: Quantity) -> Fraction:
    return quantity.exact if quantity.exact is not None else Fraction(quantity.value or 0)


def _written(quantity: Quantity) -> str:
    """A count as it is, a rate by what it is made of, for it isn't rounded before it divides."""
    rate = quantity.exact is not None and quantity.formula
    return f"({quantity.formula})" if rate else plain(quantity.value or Decimal(0))


def _part_of_all(shown: Shown, answer: Answer) -> Answer:
    """宿迁占两地合计的几成: the first in percent of all of them together."""
    values, one = [q.value or Decimal(0) for _, q in shown], shown[0]
    if not sum(values) or one[1].unit == "%":
        return answer
    formula = f"{plain(values[0])} ÷ ({' + '.join(map(plain, values))})"
    value = percent(values[0], sum(values, Decimal(0)))
    whole = [(one[0], replace(one[1], unit="%"))]
    return _summary(whole, answer, "series_part_of_all", value, formula)


def _summary(shown: Shown, answer: Answer, key: str, value: str, formula: str) -> Answer:
    asked, unit = shown[0][0], shown[0][1].unit
    more = bracketed(asked.language, formula) if formula else ""
    told = asked.say(key, value=value, unit=unit_text(asked.language, unit), formula=more)
    return replace(
        answer, text=f"{answer.text}{asked.space}{told}", kind="derived", value=(value, unit),
        formula=formula or None,
    )  # fmt: skip


def is_limited(query: Query) -> bool:
    """Whether a limit is set on one number of several reports: 哪几年超过1000件."""
    bound, asked = bound_of(query.plain), query.operation in ("", "confirm", "trend")
    limit = bound is not None and asked and bound.value not in query.years
    return limit and len(query.items) == 1 and not readings_of(query.items[0])


def _bounded(shown: Shown, answer: Answer) -> Answer:
    """哪几年超过1000件, 两年都超过吗: which of them keep within the limit, or whether all do."""
    first, bound = shown[0][0], bound_of(shown[0][0].query.plain)
    if bound is None:
        return answer
    plainly = first.query.plain
    held = [(a, q) for a, q in shown if q.value is not None and _keeps(q, bound)]
    if EVERY_ONE.search(plainly) and YES_OR_NO.search(plainly):
        yes = first.say("bound_yes" if len(held) == len(shown) else "bound_no")
        return replace(answer, text=f"{yes}{answer.text}")
    names = names_joined(first.language, [_named(a) for a, _ in held])
    key = "series_bound" if held else "series_bound_none"
    told = first.say(key, limit=plainly[bound.start : bound.end], count=len(held), names=names)
    return replace(answer, text=f"{answer.text}{first.space}{told}")


def _keeps(quantity: Quantity, bound: Bound) -> bool:
    limit = in_unit(bound.value, bound.unit, quantity.unit)
    return SIGNS[bound.sign](Fraction(quantity.value or 0), limit)


SUMMARIES = {
    "bound": _bounded,
    "sum": _added, "mean": _averaged, "median": _middle, "times": _times, "part": _part,
    "part_of_all": _part_of_all,
}  # fmt: skip


def areas_apart(reports: Sequence[Report]) -> bool:
    """Whether figures may be added: years of one body, areas none of which lies in another, or
    departments.
    """
    if len({(r.publisher, r.scope) for r in reports}) == 1:
        return True
    places = [r.division for r in reports]
    inside = any(a != b and a.startswith(b) for a in places for b in places)
    once = len({(r.publisher, r.year) for r in reports}) == len(reports)
    alike = {r.scope for r in reports} in ({"region"}, {"department"})
    return alike and once and not inside


def lies_inside(own: Report, places: set[tuple[int | None, str]]) -> bool:
    """Whether a report of the same year is of a place that its own lies in."""
    return any(
        year == own.year and own.division != place and own.division.startswith(place)
        for year, place in places
    )


def _missing(asked: Asked, quantity: Quantity) -> str:
    words = {
        "left_blank": ("空白", "blank"), "slash": ("填“/”或“无”", "“/” or none"),
        "not_in_form": ("表中无此项", "not in the form"), "undefined": ("无法计算", "undefined"),
        "unreadable": ("读不出", "unreadable"),
    }  # fmt: skip
    return words[quantity.reason][asked.language == "en"]
