"""The same quantity in several years or of several bodies: differences, growth, trends."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from assistant.answer import Answer, Reading, Row, body_text, row_of
from assistant.codes import base_of
from assistant.figures.leading import amount, is_how_far_apart, subject_last
from assistant.figures.lookup import Quantity
from assistant.figures.pair_order import TAKEN, in_told_order
from assistant.figures.quantities import Asked, answer_nothing, with_audit
from assistant.question.doing import MORE_BY_TIMES
from assistant.question.lexicon import grammar
from assistant.texts import bracketed, joined, rounded, say, unit_text
from ingest.amounts import plain

# 江夏和洪泽相差多少 has no sign, unless one is held against the other.
APART = re.compile("^(?!.*比).*(?:相差|差多少|差几|差了|差距|差额|差值|之差|的差)")
SIGNED = re.compile(f"比|相减|较|超|不及|领先|落后|[高低多]出|[高低多少]于|{TAKEN.pattern}")
PERCENT = re.compile(f"百分|[几多]成|{MORE_BY_TIMES.pattern}|percent|%")
WORDS = {
    "difference": ("多", "少"), "difference_apart": ("多", "少"), "growth_apart": ("多", "少"),
    "difference_unsigned": ("", ""), "growth": ("增长", "下降"), "points": ("上升", "下降"),
    "between": ("多", "少"), "between_points": ("高", "低"),
}  # fmt: skip


def answer_change(one: Asked, other: Asked, of: Callable[[Asked], Quantity]) -> Answer:
    """The difference or growth of what is compared from what it is compared with."""
    first, last = subject_last(one, other)
    a, b = of(first), of(last)
    if is_how_far_apart(first, last, a.unit == "%") and amount(a) > amount(b):
        # 哪边的比例高，高出多少: the higher one is held against the lower.
        first, last, a, b = last, first, b, a
    rows = (row_of(last.sheet.report, b, one.language), row_of(first.sheet.report, a, one.language))
    gone = next(((q, k) for q, k in ((a, first), (b, last)) if q.value is None), None)
    if gone:
        return replace(answer_nothing(gone[1], gone[0]), rows=rows)
    if a.code != b.code:
        return with_cells(_not_compared(first, last, (a, b)), [(last, b), (first, a)])
    answer = with_cells(_change(first, last, (a, b)), [(last, b), (first, a)])
    return replace(answer, rows=(*_own_row(answer, last, b), *rows))


def points(earlier: Quantity, later: Quantity) -> str:
    """The difference of two rates, rounded once."""
    if earlier.exact is None or later.exact is None:
        return plain((later.value or Decimal(0)) - (earlier.value or Decimal(0)))
    return rounded(later.exact - earlier.exact)


def answer_between(asked: Asked, pair: tuple[Quantity, Quantity]) -> Answer:
    """Two numbers of one report: 许可比处罚少多少, 许可处罚比, 处罚是许可的几倍."""
    one, other = pair = in_told_order(asked, pair)
    gone = next((q for q in pair if q.value is None), None)
    if gone:
        return answer_nothing(asked, gone)
    a, b = one.value or Decimal(0), other.value or Decimal(0)
    names = {"one": asked.label(one), "other": asked.label(other)}
    shown = {"a": asked.number(one), "b": asked.number(other)}
    rates = one.unit == "%"
    part = asked.query.operation == "growth" and PERCENT.search(asked.query.plain) and not rates
    if part or asked.query.operation in ("ratio", "times"):
        return _quotient(asked, pair, {**names, **shown})
    value = points(other, one) if rates else plain(a - b)
    if not SIGNED.search(asked.query.plain) and asked.language != "en":
        value = value.removeprefix("-")
    unit = "百分点" if rates else one.unit
    formula = "" if rates else f"{plain(a)} − {plain(b)}"
    key = "between_points" if rates else "between"
    word = _words(key, asked.language, a - b)
    text = asked.say(
        key, **names, **shown, word=word,
        value=value if asked.language == "en" else value.removeprefix("-"),
        unit=unit_text(asked.language, unit),
    )  # fmt: skip
    return _of_pair(asked, pair, text, (value, unit), formula)


def _quotient(asked: Asked, pair: tuple[Quantity, Quantity], said: dict[str, str]) -> Answer:
    one, other = pair
    a, b = one.value or Decimal(0), other.value or Decimal(0)
    formula = f"{plain(a)} ÷ {plain(b)}"
    if not b:
        why = asked.say("undefined_zero", formula=formula)
        text = asked.say("undefined", label=f"{said['one']} ÷ {said['other']}", why=why)
        rows = tuple(row_of(asked.sheet.report, q, asked.language) for q in pair)
        return Answer(asked.query, "not_found", text, reason="undefined", rows=rows)
    if asked.query.operation == "growth":
        # 处罚比强制多百分之几
        value = rounded(Fraction(a - b) * 100 / Fraction(b))
        formula = f"({plain(a)} − {plain(b)}) ÷ {plain(b)}"
        text = asked.say(
            "between", **said, word=_words("between", asked.language, a - b),
            value=value.removeprefix("-"), unit=f"%{bracketed(asked.language, formula)}",
        )  # fmt: skip
        return _of_pair(asked, pair, text, (value, "%"), formula)
    value = rounded(Fraction(a) / Fraction(b))
    times = asked.query.operation == "times" or "除以" in asked.query.plain
    unit = "倍" if times and one.unit == other.unit else f"{one.unit}/{other.unit}"
    key = "between_ratio" if one.unit == other.unit else "between_ratio_each"
    text = asked.say(key, **said, value=value, formula=formula, unit=unit)
    return _of_pair(asked, pair, text, (value, unit), formula)


def _of_pair(
    asked: Asked,
    pair: tuple[Quantity, Quantity],
    text: str,
    value: tuple[str, str],
    formula: str,
) -> Answer:
    report = asked.sheet.report
    label = " / ".join(asked.label(q) for q in pair)
    own = Row(report, "", "", label, value[0], "computed", value[1], "", "", formula)
    rows = (own, *(row_of(report, q, asked.language) for q in pair))
    answer = Answer(
        asked.query, "answered", text, kind="derived", value=value, rows=rows,
        formula=formula or None,
    )  # fmt: skip
    return with_audit(asked, answer, list(pair))


def wanted(asked: Asked, code: str, breakdown: str, kind: str) -> Quantity:
    """A quantity of one report, or its share of the whole that it is part of."""
    if kind == "share":
        return asked.sheet.share(code, breakdown, base_of(code, breakdown))
    return asked.sheet.quantity(code, breakdown)


def with_cells(answer: Answer, shown: Sequence[tuple[Asked, Quantity]]) -> Answer:
    """The cells of several reports as evidence, and what is known against each, said once."""
    caveats: list[str] = []
    for asked, quantity in shown:
        audited = with_audit(asked, replace(answer, text="", findings=()), [quantity], sums=False)
        caveats += [audited.text] if audited.findings else []
        answer = replace(
            answer, evidence=audited.evidence, findings=(*answer.findings, *audited.findings)
        )
    return replace(answer, text=answer.text + "".join(dict.fromkeys(caveats)))


def _not_compared(first: Asked, last: Asked, pair: tuple[Quantity, Quantity]) -> Answer:
    """Two years in two forms: the numbers as they are, and no difference of them."""
    sides = [(last, pair[1]), (first, pair[0])]
    listed = [f"{a.sheet.report.year}{a.label(q)}{a.colon}{a.number(q)}" for a, q in sides]
    text = last.say("not_compared", list=joined(last.language, listed))
    rows = tuple(row_of(a.sheet.report, q, a.language) for a, q in sides)
    return Answer(first.query, "answered", text, kind="table", rows=rows)


def _own_row(answer: Answer, asked: Asked, quantity: Quantity) -> Sequence[Row]:
    if answer.value is None:
        return ()
    label = (
        f"{asked.label(quantity)}：变化"
        if asked.language != "en"
        else f"{asked.label(quantity)}: change"
    )
    report = asked.sheet.report
    return (
        Row(
            report, "", "", label, answer.value[0], "computed", answer.value[1], "", "",
            answer.formula or "",
        ),
    )  # fmt: skip


def _change(first: Asked, last: Asked, pair: tuple[Quantity, Quantity]) -> Answer:
    a, b = (q.value or Decimal(0) for q in pair)
    growth = first.query.operation == "growth" or first.query.operation in ("", "confirm")
    if pair[0].unit == "%":
        answer = _told(first, last, pair, "points", points(*pair), "百分点", "")
        shown = plain((pair[1].value or Decimal(0)) - (pair[0].value or Decimal(0)))
        unrounded = "" if Decimal(shown) == Decimal(points(*pair)) else last.say("unrounded")
        return replace(answer, text=answer.text + unrounded)
    difference = plain(b - a)
    apart = first.sheet.report.publisher != last.sheet.report.publisher
    # 宿迁比洪泽多百分之几, 多几倍: in percent of the other.
    in_percent = first.query.operation == "growth" and PERCENT.search(first.query.plain)
    if not growth or (apart and not in_percent):
        key = "difference_apart" if apart else "difference"
        if apart and APART.search(first.query.plain):
            difference, key = difference.removeprefix("-"), "difference_unsigned"
        answer = _told(first, last, pair, key, difference, pair[0].unit, f"{plain(b)} − {plain(a)}")
        return answer if apart else _with_growth(first, answer, (a, b))
    formula = f"({plain(b)} − {plain(a)}) ÷ {plain(a)}"
    if a == 0:
        why = first.say("undefined_zero", formula=formula)
        text = last.say("undefined", label=last.label(pair[1]), why=why)
        return Answer(first.query, "not_found", text, reason="undefined", formula=formula)
    key = "growth_apart" if apart else "growth"
    answer = _told(first, last, pair, key, rounded((b - a) * 100 / a), "%", formula)
    more = _words("difference", first.language, b - a)
    unit = unit_text(first.language, pair[0].unit)
    more_en = "more" if b >= a else "fewer"
    extra = (
        f" That is {plain(abs(b - a))}{unit} {more_en}."
        if first.language == "en"
        else f"即{more}{plain(abs(b - a))}{unit}。"
    )
    label = "difference" if first.language == "en" else "差"
    second = Reading(label, difference, pair[0].unit, f"{plain(b)} − {plain(a)}")
    return replace(answer, text=answer.text + extra, readings=(second,))


def _with_growth(asked: Asked, answer: Answer, pair: tuple[Decimal, Decimal]) -> Answer:
    """少了多少件，降幅多少: the change in percent too, where it is asked for beside the number."""
    a, b = pair
    asks = any(t.code("operation") == "growth" for t in asked.query.tokens)
    if asked.query.operation != "difference" or not asks or not a:
        return answer
    value, formula = rounded((b - a) * 100 / a), f"({plain(b)} − {plain(a)}) ÷ {plain(a)}"
    word = _words("growth", asked.language, b - a)
    shown = value if asked.language == "en" else value.removeprefix("-")
    said = asked.say("difference_and_growth", word=word, value=shown, formula=formula)
    names = grammar("texts")["operations"]["growth"]
    reading = Reading(names[asked.language == "en"], value, "%", formula)
    return replace(answer, text=f"{answer.text}{asked.space}{said}", readings=(reading,))


def _told(
    first: Asked,
    last: Asked,
    pair: tuple[Quantity, Quantity],
    key: str,
    value: str,
    unit: str,
    formula: str,
) -> Answer:
    a, b = pair
    language = first.language
    same = first.sheet.report.publisher == last.sheet.report.publisher
    signed = Decimal(value)
    text = say(
        language, key, body=body_text(language, last.sheet.report) if same else "",
        label=last.label(b), first=_side(first, same), last=_side(last, same),
        a=plain(a.value or Decimal(0)), b=plain(b.value or Decimal(0)),
        unit=unit_text(language, b.unit),
        value=value if language == "en" else plain(abs(signed)),
        word=_words(key if same or key != "points" else "between_points", language, signed),
        formula=formula,
    )  # fmt: skip
    text = text.removeprefix(", ")
    return Answer(
        first.query, "answered", text, kind="derived", value=(value, unit), formula=formula or None
    )


def _side(asked: Asked, same: bool) -> str:
    report = asked.sheet.report
    return (
        str(report.year)
        if same
        else f"{body_text(asked.language, report)}{asked.space}{report.year}"
    )


def _words(key: str, language: str, value: Decimal) -> str:
    if language == "en":
        return ""
    return WORDS[key][value < 0]
