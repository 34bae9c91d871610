"""Several figures that a question names together: their sum, a share of one in another, a list."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, row_of
from assistant.codes import SUIT_BLOCKS, base_of, name_of, rates, readings_of
from assistant.figures.lists import answer_parts, columns_of, with_verdict
from assistant.figures.lookup import Quantity
from assistant.figures.quantities import Asked, answer_nothing, with_audit
from assistant.figures.ratios import (
    answer_columns_together,
    answer_rate,
    answer_share,
    answer_shares_together,
)
from assistant.figures.shares import holds
from assistant.query import Query
from assistant.question.named import indicators_named
from assistant.resolve import not_understood
from assistant.texts import names_joined
from ingest import forms
from ingest.amounts import plain

SHARES = re.compile("占|比例|比重|百分|percent|share")
# 按新收件当分母, 分母用办结总数: the whole, wherever it stands.
BASE = re.compile(
    "[按拿用以把](?P<before>[^,;。]{1,14}?)(?:[当做作为]|作为)(?:分母|底数?|基数)|"
    "分母[用是为取按](?P<behind>[^,;。?]{1,12})"
)
IN_ALL = re.compile("[一总]共|共[^,;。]{0,4}[多几]|合计|in all|altogether")
PLUS = re.compile("加[^,;。]{1,20}等于多少")
TOTAL = re.compile("总[件条]?数")
EACH = re.compile("各|分别")
ADDED = re.compile("[加合]起来|[加合]在一[起块]|合计|[一总]共")

DOCUMENTS = ("rules", "normative")
WHOLES = ("requests_new", "results_total")


def answer_several(asked: Asked, breakdown: str) -> Answer:
    """Several codes: their sum, a share of one in the other, or side by side."""
    query = asked.query
    codes = query.items
    shares = query.operation == "share" or "各占" in query.plain
    alike = shares and _disjoint(codes) and _side_by_side(query)
    if query.operation == "share" and len(codes) == 2 and not (alike or _rated(codes)):
        return _share_of_named(asked, breakdown)
    rate = next((c for c in codes if c in rates()), "")
    bases = [c for c in codes if c != rate]
    if rate and len(bases) == 1 and in_table_three(bases[0]) and bases[0] in WHOLES:
        return answer_rate(asked, rate, breakdown, bases)
    codes = tuple(
        c for code in codes for c in (readings_of(code) or (code,)) if c != "processing_fee"
    )
    if set(codes) & set(DOCUMENTS):
        # Named without a column they are every column, and so no term of a sum.
        return answer_parts(asked, _with_columns(asked, codes, breakdown), "")
    quantities = [asked.sheet.quantity(c, breakdown) for c in codes]
    together = SHARES.search(query.plain) and _asks_sum(query)
    group = forms.group_of(codes)
    wholes = group or tuple(c for c in codes if c in WHOLES) or ("results_total",)
    parts = [c for c in codes if c not in wholes]
    alike_parts = _disjoint(parts) and (group or all(is_result(c) for c in parts))
    if together and len(wholes) == 1 and alike_parts:
        return answer_shares_together(asked, parts, wholes, breakdown)
    if alike and not _rated(codes):
        each = [asked.sheet.share(c, breakdown, base_of(c, breakdown)) for c in codes]
        return answer_parts(asked, each, "")
    if _asks_sum(query) and _disjoint(codes) and len({q.unit for q in quantities}) == 1:
        names = names_joined(query.language, [asked.label(q) for q in quantities])
        return answer_sum(asked, quantities, names)
    return with_verdict(asked, answer_parts(asked, quantities, ""), quantities)


def _with_columns(asked: Asked, codes: Sequence[str], breakdown: str) -> list[Quantity]:
    """The number of each code; of documents named without a column, every column."""
    found: list[Quantity] = []
    for code in codes:
        own = columns_of(asked.sheet, code) if code in DOCUMENTS else []
        found += own or [asked.sheet.quantity(code, breakdown)]
    return found


def _rated(codes: Sequence[str]) -> bool:
    return any(c in rates() for c in codes)


def _side_by_side(query: Query) -> bool:
    """予以公开和部分公开占比: both are named before 占, neither as the whole of the other."""
    kinds = ("row2", "row3", "row4", "column4")
    rows = [t for t in query.tokens if any(t.code(kind) for kind in kinds)]
    cut = query.plain.find("占")
    if len(rows) < 2 or not re.search("[和与、及]", query.plain[rows[0].end : rows[-1].start]):
        return False
    return cut < 0 or rows[-1].start < cut


def _asks_sum(query: Query) -> bool:
    """合计, or 一共 behind the last of what is named: 许可和处罚一共多少."""
    if query.operation == "sum":
        return True
    columns = len(query.breakdowns) > 1
    named = ("breakdown",) if columns else ("row2", "row3", "row4", "breakdown")
    last = max((t.start for t in query.tokens if any(t.code(k) for k in named)), default=0)
    if query.operation == "share" and ADDED.search(query.plain, 0, max(0, query.plain.find("占"))):
        # 公开和部分公开合起来占办结的比例.
        return True
    # 新收总数和办结总数 are two numbers.
    alone = max((t.end for t in query.tokens if t.start == last), default=0)
    once = len(TOTAL.findall(query.plain)) == 1 and TOTAL.search(query.plain[alone:])
    told = IN_ALL.search(query.plain[last:]) or once or PLUS.search(query.plain)
    return query.operation in ("", "share") and bool(told)


def answer_columns(asked: Asked) -> Answer:
    """Several kinds of applicant in one row: one as part of another, added up, or side by side."""
    query = asked.query
    code, columns = query.items[0], query.breakdowns
    if len(columns) == 2 and len(query.items) == 1 and _one_of_other(asked):
        return answer_share(asked, code, columns[0], (code, columns[1]))
    if whole := whole_of_columns(query):
        return answer_columns_together(asked, code, columns, whole)
    quantities = [asked.sheet.quantity(code, b) for b in columns]
    asks = _asks_sum(query) and not EACH.search(query.plain)
    if asks and not _overlap(columns):
        names = names_joined(query.language, [asked.label(q) for q in quantities])
        return answer_sum(asked, quantities, names)
    table = answer_parts(asked, quantities, name_of(code, query.language))
    return with_verdict(asked, table, quantities)


def _one_of_other(asked: Asked) -> bool:
    """企业占法人和其他组织的比例: the one kind of applicant as part of the other."""
    named = [t for t in asked.query.tokens if t.code("breakdown")]
    between = asked.query.plain[named[0].end : named[-1].start] if named else ""
    return asked.query.operation == "share" and bool(re.search("占|[里中]", between))


def whole_of_columns(query: Query) -> str:
    """个人和企业合计占新收的比例: the row that the columns added up are a share of; "" where none
    is asked for.
    """
    asks = SHARES.search(query.plain) and _asks_sum(query) and not _overlap(query.breakdowns)
    return query.items[-1] if asks and in_table_three(query.items[0]) else ""


def _overlap(columns: Sequence[str]) -> bool:
    """Whether a column holds another one named: 总计 any, 法人或其他组织 each of its kinds."""
    held = {*columns}
    return "total" in held or ("organisations" in held and bool(held & {*forms.organisations()}))


def _disjoint(codes: Sequence[str]) -> bool:
    """Whether no code is a part of another: a total is never added to its parts."""
    known = forms.indicators()
    parents = set()
    for code in codes:
        if code.startswith("suit_") and code not in known:
            parents |= (
                {"suit_total"} if code != "suit_total" else {f"{b}_total" for b in SUIT_BLOCKS}
            )
        while code in known and known[code].part_of:
            code = known[code].part_of
            parents.add(code)
    blocks = [c for c in codes if c.startswith("suit_")]
    mixed = any(c in known for c in blocks) and any(c not in known for c in blocks)
    return not parents & set(codes) and not mixed


def in_table_three(code: str) -> bool:
    """Whether a code is a row of table three."""
    return code in forms.indicators() and forms.indicators()[code].table == "3"


def is_result(code: str) -> bool:
    """Whether a row is one of those that add up to （七）总计."""
    known = forms.indicators()
    own = known[code].part_of if code in known else ""
    return own == "results_total" or (own in known and known[own].part_of == "results_total")


def _share_of_named(asked: Asked, breakdown: str) -> Answer:
    """A share of what stands behind 占, or last: of one row, or of several added up."""
    query, codes = asked.query, asked.query.items
    if any(readings_of(c) for c in codes):
        # 占拒绝的比例: a word of several meanings is no whole.
        return not_understood(query, [query.plain])
    if base := _as_base(query):
        part = next(c for c in codes if c not in base)
        return answer_share(asked, part, breakdown, (base[0], breakdown))
    cut = query.plain.find("占")
    named = indicators_named(replace(query, tokens=tuple(t for t in query.tokens if t.start > cut)))
    # 废止的规范性文件占现行有效的: what is named behind 占 leans on the row before it.
    named = [c for c in named if c in codes] or named
    behind = [c for c in codes if c in named] if cut >= 0 else []
    parts = [c for c in codes if c not in behind] or list(codes[:1])
    if len(named) > 1 and len(behind) + len(parts) >= 2 and set(parts) <= {codes[0]}:
        return answer_shares_together(asked, parts, named, breakdown)
    part, whole = (parts[0], behind[0]) if behind and len(codes) == 2 else codes
    if not behind and holds([part], whole):
        part, whole = whole, part
    if holds([part], whole):
        # 无法提供占不掌握的几成: no whole is a share of its part.
        return not_understood(query, [query.plain])
    return answer_share(asked, part, breakdown, (whole, breakdown))


def _as_base(query: Query) -> list[str]:
    """The rows that a question calls the whole of its share."""
    base = BASE.search(query.plain)
    if base is None:
        return []
    start, end = base.span("before" if base["before"] else "behind")
    inside = tuple(t for t in query.tokens if start <= t.start and t.end <= end)
    found = [c for c in query.items if c in indicators_named(replace(query, tokens=inside))]
    return found if len(found) < len(query.items) else []


def answer_sum(asked: Asked, quantities: Sequence[Quantity], names: str) -> Answer:
    """Quantities of one unit added up, each an operand."""
    missing = next((q for q in quantities if q.value is None), None)
    if missing:
        return answer_nothing(asked, missing)
    total = sum((q.value or Decimal(0) for q in quantities), Decimal(0))
    formula = " + ".join(plain(q.value or Decimal(0)) for q in quantities)
    whole = Quantity("", "", total, quantities[0].unit, "", formula, operands=tuple(quantities))
    text = asked.say(
        "sum_of", label=names, value=plain(total), unit=quantities[0].unit, formula=formula
    )
    rows = tuple(row_of(asked.sheet.report, q, asked.language) for q in quantities)
    total_row = replace(row_of(asked.sheet.report, whole, asked.language), label=names)
    answer = Answer(
        asked.query, "answered", text, kind="derived", value=(plain(total), quantities[0].unit),
        rows=(total_row, *rows), formula=formula,
    )  # fmt: skip
    return with_audit(asked, answer, list(quantities))
