"""Several figures that a question names together: their sum, a share of one in another, a list."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, Row, row_of, together
from assistant.codes import (
    DOCUMENTS,
    WHOLES,
    apart,
    base_of,
    has_columns,
    holds,
    in_table_three,
    is_plain,
    kinds_of,
    leaves,
    name_of,
    numbers_of,
    rates,
    sum_of,
    unit_of,
)
from assistant.figures.lists import answer_parts, columns_of, with_verdict
from assistant.figures.lookup import Quantity
from assistant.figures.parts import answer_shares
from assistant.figures.quantities import Asked, answer_nothing, answer_value, with_audit
from assistant.figures.ratios import answer_rate, answer_rate_without, answer_share
from assistant.figures.shares import WITHIN as SCOPE
from assistant.query import Query
from assistant.question.adding import asks_sum
from assistant.question.leftover import is_held_against
from assistant.resolve import not_understood
from assistant.texts import names_joined, unit_text
from ingest.amounts import plain

SHARES = re.compile("占|比例|比重|百分|percent|share")
EACH = re.compile("各|分别")
TAKEN_OVER = re.compile("分母|底数|基数|除以|[按以拿用][^,;。]{2,16}[来计]?算")
# 新收几件，公开率多少: each is a number by itself, and the rate of its own whole.
LISTED = re.compile(
    "(?:几|多少)[^,;。]*[,;][^。]*(?:几|多少)|how many.*(?:,| and )(?:how many|what)"
)
EACH_SHARE = re.compile("(?:各|分别)占")
TERMS = ("row3", "sum", "readings")
DONE = re.compile("(?:[一总]共|共计?|合计)$")
# 每年复议加诉讼一共几件 is of each year.
OF_EACH = re.compile(
    "各|分别|每|哪|谁|逐年|更|最|的那一?年|\\b(?:each|every|which|respectively)\\b"
)
SUMMED = re.compile("[加合]起来|[加合]在一[起块]|[合总]计|[一总]共|总[数量]|之和")


def answer_several(asked: Asked, breakdown: str) -> Answer:
    """Several codes: their sum, shares of a whole, or side by side."""
    query = asked.query
    codes = [c for code in query.items for c in numbers_of(code)]
    rated = [c for c in codes if c in rates()]
    bases = [c for c in codes if c not in rated]
    # 以收办为分母 is of a sum, which by itself is a figure.
    whole = sum_of(bases[0]) if bases and TAKEN_OVER.search(query.plain) else ()
    over = len(rated) == len(codes) - 1 and (bases[0] in WHOLES or whole)
    if over and not LISTED.search(query.plain):
        return together([answer_rate(asked, rate, breakdown, whole or bases) for rate in rated])
    added = asks_sum(query)
    codes = _without_scope(query, codes) if added else codes
    shares = query.operation == "share" or EACH_SHARE.search(query.plain)
    if not rated and (shares or (added and SHARES.search(query.plain))):
        return answer_shares(asked, breakdown)
    if set(codes) & set(DOCUMENTS):
        # Named without a column they are every column, and so no term of a sum.
        return answer_parts(asked, _with_columns(asked, codes, breakdown), "")
    quantities = [asked.sheet.quantity(c, breakdown) for c in codes]
    # 公开率 of two meanings has the one within the other.
    made = (c for own in codes for c in (rates()[own].parts if own in rates() else (own,)))
    alone = apart(map(leaves, made))
    if query.operation == "sum" and not alone:
        return _not_added(asked, quantities)
    if added and alone and len({q.unit for q in quantities}) == 1:
        names = names_joined(query.language, [asked.label(q) for q in quantities])
        return answer_sum(asked, quantities, names)
    return with_verdict(asked, answer_parts(asked, quantities, ""), quantities)


def _without_scope(query: Query, codes: list[str]) -> list[str]:
    """收办的申请里公开和部分公开合计, 两条理由共挡下多少: what the others are told to be within, or
    done with by a verb behind them, is no term of their sum.
    """
    text, held = query.plain, [t for t in query.tokens if any(t.code(k) for k in TERMS)]
    scope = {
        t.code(kind) for n, t in enumerate(held) for kind in TERMS
        if (n == 0 and SCOPE.match(text, t.end))
        or (n == len(held) - 1 and n and DONE.search(text[held[n - 1].end : t.start]))
    }  # fmt: skip
    left = [code for code in codes if code not in scope]
    out = [code for code in codes if code in scope]
    inside = all(holds([code], own) for code in out for own in left)
    return left if len(left) > 1 and inside else codes


def as_sum(query: Query) -> Query:
    """许可和处罚一共比上年少多少, 两年复议加诉讼一共: what is added up before it is compared, or
    over the years, is one sum.
    """
    codes, columns = query.items, query.breakdowns
    changed = query.operation in ("growth", "difference") and SUMMED.search(query.plain)
    over_all = (
        query.operation in ("", "sum") and asks_sum(query) and not OF_EACH.search(query.plain)
    )
    if not (changed or over_all):
        return query
    if not all(map(is_plain, codes)) or is_held_against(query):
        return query
    alike = apart(map(leaves, codes)) and len({unit_of(c) for c in codes}) == 1
    if len(codes) > 1 and len(columns) < 2 and alike:
        return replace(query, items=("+".join(codes),))
    if len(columns) > 1 and len(codes) == 1 and apart(map(kinds_of, columns)):
        return replace(query, breakdowns=("+".join(columns),))
    return query


def _not_added(asked: Asked, quantities: Sequence[Quantity]) -> Answer:
    """总计和自然人一共: a whole and its part hold the same twice, and are told side by side."""
    table = answer_parts(asked, quantities, "")
    return replace(table, text=f"{table.text}{asked.space}{asked.say('not_added')}")


def answer_rest(asked: Asked) -> Answer:
    """A total less some of its parts: 除了予以公开，其他结果一共多少件."""
    query, column = asked.query, next(iter(asked.query.breakdowns), "")
    if query.items[0] in rates():
        return answer_rate_without(asked, query.items[0], column)
    whole = asked.sheet.quantity(query.items[0], column)
    if not query.less:
        return answer_value(asked, whole)
    less = [asked.sheet.quantity(*cell) for cell in query.less]
    missing = next((q for q in (whole, *less) if q.value is None), None)
    if missing:
        return answer_nothing(asked, missing)
    left = (whole.value or Decimal(0)) - sum((q.value or Decimal(0) for q in less), Decimal(0))
    value = plain(left)
    formula = " − ".join(plain(q.value or Decimal(0)) for q in (whole, *less))
    names = [f"({n})" if "+" in n or "＋" in n else n for n in map(asked.label, less)]
    label = " − ".join((asked.label(whole), *names))
    unit = unit_text(asked.language, whole.unit)
    text = asked.say("sum_of", label=label, value=value, unit=unit, formula=formula)
    report = asked.sheet.report
    own = Row(report, "", "", label, value, "computed", whole.unit, "", "", formula)
    rows = (own, *(row_of(report, q, asked.language) for q in (whole, *less)))
    answer = Answer(
        query, "answered", text, kind="derived", value=(value, whole.unit), rows=rows,
        formula=formula,
    )  # fmt: skip
    return with_audit(asked, answer, [whole, *less])


def _with_columns(asked: Asked, codes: Sequence[str], breakdown: str) -> list[Quantity]:
    """The number of each code; of documents named without a column, every column."""
    found: list[Quantity] = []
    for code in codes:
        own = columns_of(asked.sheet, code) if code in DOCUMENTS else []
        found += own or [asked.sheet.quantity(code, breakdown)]
    return found


def answer_columns(asked: Asked) -> Answer:
    """Several kinds of applicant in one row: one as part of another, added up, or side by side."""
    query = asked.query
    code, columns = query.items[0], query.breakdowns
    if not has_columns(code):
        return not_understood(query, [t.text for t in query.tokens if t.code("breakdown")])
    if len(columns) == 2 and len(query.items) == 1 and (between := _one_of_other(asked)):
        columns = columns[::-1] if "来自" in between else columns
        if not kinds_of(columns[0]) < kinds_of(columns[1]):
            return not_understood(query, [query.plain])
        return answer_share(asked, code, columns[0], (code, columns[1]))
    if whole := whole_of_columns(query):
        return answer_share(asked, code, "+".join(columns), (whole, "total"))
    quantities = [asked.sheet.quantity(code, b) for b in columns]
    if asks_sum(query) and not EACH.search(query.plain):
        if not apart(map(kinds_of, columns)):
            return _not_added(asked, quantities)
        names = names_joined(query.language, [asked.label(q) for q in quantities])
        return answer_sum(asked, quantities, names)
    if query.operation == "share" or "各占" in query.plain:
        # 自然人占比和企业占比: each of all applicants.
        quantities = [asked.sheet.share(code, b, base_of(code, b)) for b in columns]
    table = answer_parts(asked, quantities, name_of(code, query.language))
    return with_verdict(asked, table, quantities)


def _one_of_other(asked: Asked) -> str:
    """企业占法人和其他组织的比例, 法人的申请有几成来自企业: what stands between the one kind of
    applicant and the other that it is a part of.
    """
    named = [t for t in asked.query.tokens if t.code("breakdown")]
    between = asked.query.plain[named[0].end : named[-1].start] if named else ""
    shared = asked.query.operation == "share" and re.search("占(?![比多几])|[里中]|来自", between)
    # 其他组织占新收的比例（五类组织里的“其他”）: a bracket only says which is meant.
    return between if shared and "(" not in between else ""


def whole_of_columns(query: Query) -> str:
    """个人和企业合计占新收的比例: the row that the columns added up are a share of; "" where none
    is asked for.
    """
    asks = SHARES.search(query.plain) and asks_sum(query) and not EACH_SHARE.search(query.plain)
    asks = asks and apart(map(kinds_of, query.breakdowns))
    return query.items[-1] if asks and in_table_three(query.items[0]) else ""


def answer_sum(asked: Asked, quantities: Sequence[Quantity], names: str) -> Answer:
    """Quantities of one unit added up, each an operand."""
    missing = next((q for q in quantities if q.value is None), None)
    if missing:
        return answer_nothing(asked, missing)
    total = sum((q.value or Decimal(0) for q in quantities), Decimal(0))
    formula = " + ".join(plain(q.value or Decimal(0)) for q in quantities)
    whole = Quantity("", "", total, quantities[0].unit, "", formula, operands=tuple(quantities))
    text = asked.say(
        "sum_of",
        label=names,
        value=plain(total),
        unit=unit_text(asked.language, quantities[0].unit),
        formula=formula,
    )
    rows = tuple(row_of(asked.sheet.report, q, asked.language) for q in quantities)
    total_row = replace(row_of(asked.sheet.report, whole, asked.language), label=names)
    answer = Answer(
        asked.query, "answered", text, kind="derived", value=(plain(total), quantities[0].unit),
        rows=(total_row, *rows), formula=formula,
    )  # fmt: skip
    return with_audit(asked, answer, list(quantities))
