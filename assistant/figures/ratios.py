"""Rates and shares with numerator and denominator; words with several meanings, none chosen."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, Reading, Row, label_of, row_of
from assistant.codes import Rate, name_of, numbers_of, rates, sum_of
from assistant.figures.lookup import Quantity
from assistant.figures.quantities import Asked, answer_nothing, with_audit
from assistant.query import Query
from assistant.texts import joined, names_joined, unit_text
from ingest import forms
from ingest.amounts import plain

SMALL = 30
# Their share is of the cases decided.
DECIDED = ("_corrected", "_upheld")
# 占复议总数的比例: the base named wins over the cases decided.
OF_ALL = re.compile(
    "(?:占|除以)[^,;。]{0,10}(?:总数|总计|总量|总件数|全部|所有)|"
    "(?:全部|所有|总数|总量|总计|总件数)[^,;。]{0,8}(?:底|分母|基数)|"
    "[按以用拿][^,;。]{0,8}(?:总数|总计|总量|总件数|全部|所有)来?(?:计?算|计)"
)

# 占全部新收: of all applicants, whoever the part is of.
OF_EVERYONE = re.compile(
    "(?:占|除以|是)[了到据]?(?:全部|所有|总|全体|整个|各类|全[市区县省州])|"
    "\\b(?:of|among) (?:all|total|every)\\b"
)


def rate_of_decided(code: str) -> str:
    """The rate that a share of those overturned or upheld means, "" for any other row."""
    return f"{code}_rate" if code.endswith(DECIDED) and f"{code}_rate" in rates() else ""


def answer_rate(asked: Asked, code: str, breakdown: str, whole: Sequence[str] = ()) -> Answer:
    """A rate with its formula; a second usual whole beside it; the main parts of a group."""
    rate = rates()[code]
    quantity = asked.sheet.rate(rate, breakdown, whole)
    quantities = [quantity]
    if quantity.value is None:
        answer = answer_nothing(asked, quantity)
        text = answer.text
    else:
        text = asked.say(
            "rate",
            label=asked.label(quantity),
            value=plain(quantity.value),
            formula=quantity.formula,
        )
        answer = Answer(
            asked.query, "answered", text, kind="derived", value=(plain(quantity.value), "%"),
            formula=quantity.formula,
        )  # fmt: skip
        text += asked.space + _base_text(asked, code, whole)
    readings = [Reading(asked.label(quantity), _shown(quantity), "%", quantity.formula)]
    if rate.other and not whole and quantity.value is not None:
        second = asked.sheet.rate(replace(rate, minus=()), breakdown, rate.other)
        if second.value is not None and second.formula != quantity.formula:
            whole_name = names_joined(
                asked.language, [name_of(c, asked.language) for c in rate.other]
            )
            text += asked.space + asked.say(
                "rate_other", whole=whole_name, value=plain(second.value), formula=second.formula
            )
            readings.append(Reading(f"÷ {whole_name}", _shown(second), "%", second.formula))
    text += _main_parts(asked, rate.parts, breakdown, quantity)
    rows = (
        row_of(asked.sheet.report, quantity, asked.language),
        *(row_of(asked.sheet.report, q, asked.language) for q in quantity.operands),
    )
    shown = tuple(readings) if len(readings) > 1 and quantity.value is not None else ()
    return with_audit(asked, replace(answer, text=text, readings=shown, rows=rows), quantities)


def answer_rate_without(asked: Asked, code: str, breakdown: str) -> Answer:
    """A rate whose whole is told without some of its parts: 剔除信访类的予以公开率."""
    less = [own for own, _ in asked.query.less]
    quantity = asked.sheet.rate(replace(rates()[code], minus=tuple(less)), breakdown)
    if quantity.value is None:
        return answer_nothing(asked, quantity)
    names = names_joined(asked.language, [name_of(c, asked.language) for c in less])
    label = asked.say("without", label=asked.label(quantity), names=names)
    return _told(asked, quantity, label, label)


def _told(asked: Asked, quantity: Quantity, label: str, row: str) -> Answer:
    """A quotient with its formula, and its row beside those of what it is made of."""
    value, formula = plain(quantity.value or Decimal(0)), quantity.formula
    text = asked.say("rate", label=label, value=value, formula=formula)
    report = asked.sheet.report
    own = replace(row_of(report, quantity, asked.language), label=row)
    rows = (own, *(row_of(report, q, asked.language) for q in quantity.operands))
    answer = Answer(
        asked.query, "answered", text, kind="derived", value=(value, "%"), rows=rows,
        formula=formula,
    )  # fmt: skip
    return with_audit(asked, answer, [quantity])


def _base_text(asked: Asked, code: str, whole: Sequence[str]) -> str:
    rate = rates()[code]
    names = [name_of(c, asked.language) for c in asked.sheet.wholes(whole or rate.whole)]
    if rate.minus and not whole:
        less = [name_of(c, asked.language) for c in rate.minus]
        base = f"{' + '.join(names)} − {' − '.join(less)}"
    else:
        base = " + ".join(names)
    return asked.say("rate_base", whole=base)


def _main_parts(asked: Asked, codes: Sequence[str], breakdown: str, whole: Quantity) -> str:
    """What a group's rate is made of: 全部是信访举报投诉类申请."""
    parts = [p for code in codes for p in forms.parts(code)]
    values = [asked.sheet.cell(p, breakdown) for p in parts]
    filled = [q for q in values if q.value]
    if whole.value is None or not filled:
        return ""
    english = asked.language == "en"
    mark = ": " if english else "："
    listed = [f"{asked.label(q).split(mark)[-1]}{asked.colon}{asked.number(q)}" for q in filled]
    lead, end = (" Made up of: ", ".") if english else ("其中：", "。")
    return lead + joined(asked.language, listed) + end


def _shown(quantity: Quantity) -> str | None:
    return None if quantity.value is None else plain(quantity.value)


def answer_share(asked: Asked, code: str, breakdown: str, base: tuple[str, str]) -> Answer:
    """A quantity as part of its base, with the count beside it."""
    share = asked.sheet.share(code, breakdown, base)
    if share.value is None:
        return answer_nothing(asked, share)
    count = asked.sheet.quantity(code, breakdown)
    english = asked.language == "en"
    label = f"{asked.label(count)} as a share of {label_of(*base, 'en')}" if english else (
        f"{asked.label(count)}占{label_of(*base, asked.language)}的比例"
    )  # fmt: skip
    text = asked.say("rate", label=label, value=plain(share.value), formula=share.formula)
    text += asked.space + asked.say(
        "share_count",
        value=plain(count.value or Decimal(0)),
        unit=unit_text(asked.language, count.unit),
    )
    rows = tuple(row_of(asked.sheet.report, q, asked.language) for q in (share, *share.operands))
    answer = Answer(
        asked.query, "answered", text, kind="derived", value=(plain(share.value), "%"), rows=rows,
        formula=share.formula,
    )  # fmt: skip
    return with_audit(asked, answer, [share])


def narrows_whole(query: Query, code: str, row: str) -> bool:
    """Whether a kind of applicant named before 占 may be that of the other row behind it, too."""
    cut = re.search("占|as an? ", query.plain)
    if code == row or cut is None or OF_EVERYONE.search(query.plain):
        return False
    before = {t.start < cut.start() for t in query.tokens if t.code("breakdown")}
    behind = any(t.start > cut.start() for t in query.tokens if t.code("row3") or t.code("sum"))
    return before in ({True}, set()) and bool(before or query.breakdowns) and behind


def answer_share_of_kind(asked: Asked, code: str, breakdown: str, row: str) -> Answer:
    """企业结转下年的占新收几成: of what came from that kind, and of all that came, each told."""
    answer = answer_share(asked, code, breakdown, (row, breakdown))
    every = asked.sheet.share(code, breakdown, (row, ""))
    if answer.status != "answered" or every.value is None or not answer.value:
        return answer
    names = [label_of(row, b, asked.language) for b in (breakdown, "total")]
    whole = asked.say("of_everyone", whole=names[1])
    value, formula = plain(every.value), every.formula
    text = asked.say("rate_other", whole=whole, value=value, formula=formula)
    readings = (
        Reading(f"÷ {names[0]}", answer.value[0], "%", answer.formula or ""),
        Reading(f"÷ {whole}", value, "%", formula),
    )
    return replace(answer, text=f"{answer.text}{asked.space}{text}", readings=readings)


def answer_shares_together(
    asked: Asked, codes: Sequence[str], whole: Sequence[str], breakdown: str
) -> Answer:
    """Several rows added up, in percent of others added up."""
    parts, base = (
        tuple(c for code in side for c in (sum_of(code) or (code,))) for side in (codes, whole)
    )
    quantity = asked.sheet.rate(Rate("", "", "", parts, base), breakdown)
    if quantity.value is None:
        return answer_nothing(asked, quantity)
    names, wholes = (
        " + ".join(label_of(c, breakdown, asked.language) for c in side) for side in (codes, whole)
    )
    english = asked.language == "en"
    named = f"{names} as a share of {wholes}" if english else f"{names}占{wholes}的比例"
    return _told(asked, quantity, named, names)


def answer_readings(asked: Asked, code: str, breakdown: str, extra: Sequence[Row] = ()) -> Answer:
    """A word with several meanings: every one with its number, none chosen."""
    quantities = [asked.sheet.quantity(c, breakdown) for c in numbers_of(code)]
    in_form = [q for q in quantities if q.reason != "not_in_form"]
    quantities = in_form or quantities
    readings = [Reading(asked.label(q), _shown(q), q.unit, q.formula) for q in quantities]
    readings += [Reading(r.label, r.value, r.unit) for r in extra]
    listed = [_reading_text(asked, r) for r in readings]
    text = asked.say(
        "readings", word=name_of(code, asked.language), list=joined(asked.language, listed)
    )
    rows: list[Row] = []
    for q in quantities:
        rows += [row_of(asked.sheet.report, part, asked.language) for part in (q, *q.operands)]
    answer = Answer(
        asked.query,
        "answered",
        text,
        kind="derived",
        readings=tuple(readings),
        rows=(*rows, *extra),
    )
    return with_audit(asked, answer, quantities)


def _reading_text(asked: Asked, reading: Reading) -> str:
    value = (
        "—"
        if reading.value is None
        else f"{reading.value}{unit_text(asked.language, reading.unit)}"
    )
    formula = f"（{reading.formula}）" if reading.formula and asked.language != "en" else ""
    if reading.formula and asked.language == "en":
        formula = f" ({reading.formula})"
    return f"{reading.label}{asked.colon}{value}{formula}"
