"""Changes that the prose states, and changes of what it states from year to year."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from assistant.answer import Answer, with_evidence
from assistant.codes import readings_of
from assistant.figures.quantities import Asked
from assistant.figures.stated import answer_stated, answer_this
from assistant.texts import rounded, unit_text
from ingest.amounts import plain

# 年报自己写的同比增长: the report's own word, and no sum of ours.
AS_WRITTEN = re.compile("(?:自己|正文|文字部分|文中|报告里?|年报里?)(?:[写说讲称]|公布)的?")
GROWN = re.compile("同比|[比较]上年|增长|增幅|下降|减少")


def answer_growth_stated(asked: Asked) -> Answer | None:
    """年报自己写的同比增长: what the sentence states, where it is asked for."""
    return growth_stated(asked) if AS_WRITTEN.search(asked.query.plain) else None


def growth_stated(asked: Asked) -> Answer | None:
    """The change against the year before, as a sentence states it right behind the row's number."""
    if readings_of(asked.query.items[0]):
        return None
    quantity = asked.sheet.quantity(asked.query.items[0], *asked.query.breakdowns[:1] or [""])
    if quantity.value is None:
        return None
    behind = (
        rf"(?<![\d.]){plain(quantity.value)}[件条项个宗元万]{{0,2}}[,，、（(]?[^\d,，。；;]{{0,8}}"
    )
    told = [s for s in asked.sheet.stated if s.unit == "%" and GROWN.search(s.measure)]
    told = [
        s for s in told
        if re.search(rf"{behind}{plain(s.value)}%", s.quote.replace(",", "").replace("％", "%"))
    ]  # fmt: skip
    return answer_this(asked, told[0]) if len(told) == 1 else None


def answer_stated_change(one: Asked, other: Asked) -> Answer | None:
    """How a figure of the prose changed from the earlier report to the later one."""
    first, last = sorted((one, other), key=lambda a: a.sheet.report.year or 0)
    years = (a.sheet.report.year for a in (first, last))
    if re.search("{}年?度?的?(?:[^,;。\\d]{{0,8}})(?:比|较){}".format(*years), last.query.plain):
        first, last = last, first  # 2023年比2024年多几元
    answers = [answer_stated(asked) for asked in (first, last)]
    if any(a is None or a.value is None or len(a.rows) != 1 for a in answers):
        return None
    before, now = (a for a in answers if a)
    if before.rows[0].unit != now.rows[0].unit:
        told = last.space.join((before.text, now.text, last.say("units_differ")))
        both = replace(now, text=told, value=None, rows=(*before.rows, *now.rows), kind="table")
        return with_evidence(both, before.evidence)
    a, b = (Decimal(answer.rows[0].value) for answer in (before, now))
    if last.query.operation == "difference" or not a:
        value, unit, formula = plain(b - a), now.rows[0].unit, f"{plain(b)} − {plain(a)}"
    else:
        value, unit = rounded(Fraction(b - a) * 100 / Fraction(a)), "%"
        formula = f"({plain(b)} − {plain(a)}) ÷ {plain(a)}"
    text = last.say(
        "stated_change", measure=now.rows[0].label, first=first.sheet.report.year,
        last=last.sheet.report.year, a=first_number(before), b=first_number(now),
        value=value, unit=unit_text(last.language, unit), formula=formula,
    )  # fmt: skip
    answer = replace(
        now, text=text, kind="derived", value=(value, unit), formula=formula,
        rows=(*now.rows, *before.rows),
    )  # fmt: skip
    return with_evidence(answer, before.evidence)


def first_number(answer: Answer) -> str:
    """The number of an answer with its unit."""
    return f"{answer.rows[0].value}{unit_text(answer.query.language, answer.rows[0].unit)}"
