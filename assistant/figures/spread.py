"""A count of a year spread over its months, quarters or days; over working days it can't be."""

import re
from calendar import isleap
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, row_of
from assistant.codes import is_stock, rates, readings_of
from assistant.figures.lookup import Quantity
from assistant.figures.quantities import Asked, answer_nothing, with_audit
from assistant.question.leftover import left_over
from assistant.texts import rounded
from ingest.amounts import plain

PER = re.compile(
    "(?:平?均?每(?:一|个|一个)?|平均一个?)(?P<whole>月|季度?|工作日|[天日])平?均?|(?P<short>[月季日])均|"
    r"(?:an?|per|each|every) (?P<english>month|quarter|working day|workday|day)\b|"
    r"\b(?P<ly>monthly|quarterly|daily)\b"
)
MEAN = re.compile("平均|均|average|mean")
PARTS = {"月": 12, "季": 4, "month": 12, "monthly": 12, "quarter": 4, "quarterly": 4}
NAMES = {12: ("月", "month"), 4: ("季度", "quarter")}


def answer_spread(asked: Asked) -> Answer | None:
    """平均每月收到几件: the count over twelve; None where nothing is spread so."""
    query, found = asked.query, PER.search(asked.query.plain)
    if found is None or len(query.items) != 1 or len(query.breakdowns) > 1:
        return None
    code, who = query.items[0], next(iter(query.breakdowns), "")
    left = [w for w in left_over(query, 1) if w not in found.group() and not MEAN.search(w)]
    # What stands at the end of a year did not come in its months.
    stock = is_stock(code) or code in rates() or readings_of(code)
    if left or stock or query.operation not in ("", "mean"):
        return None
    word = next(g for g in found.groups() if g)
    if "工" in word or "work" in word:
        return Answer(query, "not_found", asked.say("working_days"), reason="not_stated")
    quantity = asked.sheet.quantity(code, who)
    if quantity.value is None:
        return answer_nothing(asked, quantity)
    days = 366 if isleap(asked.sheet.report.year or 1) else 365
    parts = PARTS.get(word.removesuffix("度"), days)
    unit = f"{quantity.unit}/{NAMES.get(parts, ('天', 'day'))[0]}"
    return _told(asked, quantity, parts, unit)


def _told(asked: Asked, quantity: Quantity, parts: int, unit: str) -> Answer:
    whole = quantity.value or Decimal(0)
    value, formula = rounded(whole / parts), f"{plain(whole)} ÷ {parts}"
    english = NAMES.get(parts, ("天", "day"))[1]
    shown = f" per {english}" if asked.language == "en" else unit
    text = asked.say(
        "spread", label=asked.label(quantity), value=value, unit=shown, formula=formula
    )
    row = row_of(asked.sheet.report, quantity, asked.language)
    mean = replace(row, indicator="", value=value, unit=unit, state="computed", formula=formula)
    answer = Answer(
        asked.query, "answered", text, kind="derived", value=(value, unit),
        rows=(replace(mean, raw="", where=""), row), formula=formula,
    )  # fmt: skip
    return with_audit(asked, answer, [quantity])
