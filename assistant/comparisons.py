"""The same quantity in several years or of several bodies: differences, growth, trends."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, Reading, Row, body_text, row_of
from assistant.lookup import Quantity
from assistant.quantities import Asked, answer_nothing, with_audit
from assistant.ratios import base_of
from assistant.texts import bracketed, joined, rounded, say, unit_text
from ingest.amounts import plain
from ingest.report import Report

WORDS = {
    "difference": ("多", "少"), "growth": ("增长", "下降"), "points": ("上升", "下降"),
}  # fmt: skip


def answer_change(one: Asked, other: Asked, code: str, breakdown: str) -> Answer:
    """The difference or growth from the earlier to the later, or of two bodies."""
    first, last = (one, other) if _order(one, other) else (other, one)
    a, b = first.sheet.quantity(code, breakdown), last.sheet.quantity(code, breakdown)
    rows = (row_of(last.sheet.report, b, one.language), row_of(first.sheet.report, a, one.language))
    gone = next(((q, k) for q, k in ((a, first), (b, last)) if q.value is None), None)
    if gone:
        return replace(answer_nothing(gone[1], gone[0]), rows=rows)
    answer = _with_cells(_change(first, last, (a, b)), [(last, b), (first, a)])
    return replace(answer, rows=(*_own_row(answer, last, b), *rows))


def _with_cells(answer: Answer, shown: Sequence[tuple[Asked, Quantity]]) -> Answer:
    """The cells of several reports as evidence, and what is known against each, said once."""
    caveats: list[str] = []
    for asked, quantity in shown:
        audited = with_audit(asked, replace(answer, text="", findings=()), [quantity])
        caveats += [audited.text] if audited.findings else []
        answer = replace(
            answer, evidence=audited.evidence, findings=(*answer.findings, *audited.findings)
        )
    return replace(answer, text=answer.text + "".join(dict.fromkeys(caveats)))


def _order(one: Asked, other: Asked) -> bool:
    return (one.sheet.report.year or 0) < (other.sheet.report.year or 0)


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
        return _told(first, last, pair, "points", plain(b - a), "百分点", "")
    difference = plain(b - a)
    if not growth or first.sheet.report.publisher != last.sheet.report.publisher:
        return _told(
            first, last, pair, "difference", difference, pair[0].unit, f"{plain(b)} − {plain(a)}"
        )
    formula = f"({plain(b)} − {plain(a)}) ÷ {plain(a)}"
    if a == 0:
        why = first.say("undefined_zero", formula=formula)
        text = last.say("undefined", label=last.label(pair[1]), why=why)
        return Answer(first.query, "not_found", text, reason="undefined", formula=formula)
    answer = _told(first, last, pair, "growth", rounded((b - a) * 100 / a), "%", formula)
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
        word=_words(key, language, signed), formula=formula,
    )  # fmt: skip
    return Answer(
        first.query, "answered", text, kind="derived", value=(value, unit), formula=formula or None
    )


def _side(asked: Asked, same: bool) -> str:
    report = asked.sheet.report
    return str(report.year) if same else f"{body_text(asked.language, report)}{report.year}"


def _words(key: str, language: str, value: Decimal) -> str:
    if language == "en":
        return ""
    return WORDS[key][value < 0]


def answer_series(every: Sequence[Asked], code: str, breakdown: str, kind: str) -> Answer:
    """One quantity, or its share, over several years or bodies, missing numbers said."""
    quantities = [(asked, _wanted(asked, code, breakdown, kind)) for asked in every]
    same_body = len({a.sheet.report.publisher for a in every}) == 1
    shown = [_shown(asked, quantity, same_body) for asked, quantity in quantities]
    first = every[0]
    label = first.label(quantities[0][1])
    text = first.say(
        "trend" if same_body else "compare", label=label, list=joined(first.language, shown)
    )
    rows = tuple(row_of(a.sheet.report, q, a.language) for a, q in quantities)
    answer = Answer(first.query, "answered", text, kind="table", rows=rows)
    if kind == "sum":
        answer = _added(every, [q for _, q in quantities], answer)
    answer = _with_cells(answer, quantities)
    if all(q.value is None for _, q in quantities):
        return replace(answer, status="not_found", kind=None, reason=quantities[0][1].reason)
    return answer


def _wanted(asked: Asked, code: str, breakdown: str, kind: str) -> Quantity:
    if kind == "share":
        return asked.sheet.share(code, breakdown, base_of(code, breakdown, ()))
    return asked.sheet.quantity(code, breakdown)


def _shown(asked: Asked, quantity: Quantity, same_body: bool) -> str:
    report = asked.sheet.report
    name = f"{report.year}" if same_body else f"{body_text(asked.language, report)}{report.year}"
    year = name if asked.language == "en" else f"{name}年"
    value = asked.number(quantity) if quantity.value is not None else _missing(asked, quantity)
    formula = (
        bracketed(asked.language, quantity.formula)
        if quantity.unit == "%" and quantity.value is not None
        else ""
    )
    return f"{year}{asked.colon}{value}{formula}"


def _added(every: Sequence[Asked], quantities: Sequence[Quantity], answer: Answer) -> Answer:
    """The sum, where nothing is missing and nothing would be counted twice; a rate has none."""
    reports = [a.sheet.report for a in every]
    values = [q.value for q in quantities if q.value is not None]
    if len(values) < len(quantities) or quantities[0].unit == "%" or not _apart(reports):
        return answer
    total, formula = sum(values, Decimal(0)), " + ".join(map(plain, values))
    unit = quantities[0].unit
    told = every[0].say(
        "series_sum", value=plain(total), unit=unit_text(every[0].language, unit), formula=formula
    )
    return replace(
        answer, text=f"{answer.text}{every[0].space}{told}", kind="derived",
        value=(plain(total), unit), formula=formula,
    )  # fmt: skip


def _apart(reports: Sequence[Report]) -> bool:
    """Whether figures may be added: years of one body, or areas none of which lies in another."""
    if len({(r.publisher, r.scope) for r in reports}) == 1:
        return True
    places = [r.division for r in reports]
    inside = any(a != b and a.startswith(b) for a in places for b in places)
    return (
        {r.scope for r in reports} == {"region"}
        and not inside
        and len({r.year for r in reports}) == 1
    )


def _missing(asked: Asked, quantity: Quantity) -> str:
    words = {
        "left_blank": ("空白", "blank"), "slash": ("填“/”或“无”", "“/” or none"),
        "not_in_form": ("表中无此项", "not in the form"), "undefined": ("无法计算", "undefined"),
        "unreadable": ("读不出", "unreadable"),
    }  # fmt: skip
    return words[quantity.reason][asked.language == "en"]
