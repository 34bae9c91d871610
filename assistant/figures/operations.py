"""Figure questions by operation: one code or several, of one report, several years or bodies."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.answer import Answer, Evidence, together, with_evidence
from assistant.codes import base_of, has_whole, name_of, rates, readings_of, unit_of
from assistant.figures.combined import (
    DOCUMENTS,
    answer_columns,
    answer_several,
    in_table_three,
    is_result,
    whole_of_columns,
)
from assistant.figures.comparisons import answer_between
from assistant.figures.lists import (
    answer_largest,
    answer_parts,
    applicants_of,
    columns_of,
    parts_of,
)
from assistant.figures.lookup import Quantity
from assistant.figures.premises import (
    answer_all_of_them,
    answer_premise,
    explain_premises,
    is_share_claimed,
    put_right,
    with_share_claimed,
)
from assistant.figures.quantities import Asked, answer_value
from assistant.figures.ratios import answer_rate, answer_readings, answer_share
from assistant.figures.series import answer_series, is_limited
from assistant.figures.several import (
    answer_carried,
    answer_over_reports,
    answer_over_time,
    asks_over_time,
)
from assistant.figures.standings import SIGNS
from assistant.figures.stated import answer_stated, processing_fee, stated_row
from assistant.figures.told import with_intake
from assistant.query import Query
from assistant.question.leftover import YES_OR_NO
from assistant.question.money import in_unit
from assistant.question.numbers import bound_of
from assistant.refusals import answer_counts_only
from assistant.resolve import not_understood
from ingest import forms
from ingest.amounts import plain

# How many times or of how many kinds money was taken in, no form says.
TIMES = re.compile("(?:几|多少)[件笔次项个宗]")
EACH = re.compile("各[类种项个原]|分别|原因|理由")
LARGEST = re.compile("最[多少大小]|主要|most|fewest")
# Their share is of the cases decided.
DECIDED = ("_corrected", "_upheld")
# 占复议总数的比例: the base named wins over the cases decided.
OF_ALL = re.compile(
    "(?:占|除以)[^,;。]{0,10}(?:总数|总计|总量|总件数|全部|所有)|"
    "(?:全部|所有|总数|总量)[^,;。]{0,8}(?:底|分母|基数)|"
    "[按以用拿][^,;。]{0,8}(?:总数|总计|总量|总件数|全部|所有)来?(?:计?算|计)"
)
BETWEEN = ("difference", "growth", "ratio", "times")
MONEY = re.compile(r"多少(?:钱|元|[万亿]元|万块)|几(?:块钱|[万亿]元|元)|金额|款额|how much money")


def answer_figures(every: Sequence[Asked]) -> Answer:
    """The figures that a question names, in every report it is about."""
    if len(every) > 1 or asks_over_time(every[0].query):
        every = [Asked(_of_its_whole(one.query), one.sheet) for one in every]
    asked, query = every[0], every[0].query
    breakdown = query.breakdowns[0] if query.breakdowns else ""
    if len(every) == 1 and (told := _within_one(asked, breakdown)):
        return told
    if len(every) == 1 and (claimed := answer_all_of_them(asked)):
        return claimed
    if len(every) > 1 and is_limited(query):
        return answer_series(every, query.items[0], breakdown, "bound")
    added = query.operation == "sum" and max(len(query.items), len(query.breakdowns)) > 1
    if len(every) == 1 and (moved := _moved(asked, breakdown)):
        return moved
    claims = len(every) == 1 and not added and bool(query.premises or query.rough)
    claims = claims and not is_share_claimed(query)
    if claims and (put := answer_premise(asked)):
        return put
    if MONEY.search(query.plain) and all(_counted(c) for c in query.items):
        return answer_stated(asked) or answer_counts_only(asked, query.items[0])
    if TIMES.search(query.plain) and all(unit_of(c) == "万元" for c in query.items):
        return answer_counts_only(asked, query.items[0], "money_only")
    if len(every) > 1:
        return put_right(every, _over_reports(every, breakdown))
    if asks_over_time(query) and query.items[0] not in DOCUMENTS:
        if readings_of(query.items[0]):
            return _each_reading(every, lambda own: answer_over_time(own[0], breakdown))
        if len(query.items) > 1:
            return _each_item(every)
        return answer_over_time(asked, breakdown)
    if len(query.breakdowns) > 1 and (len(query.items) == 1 or whole_of_columns(query)):
        if readings_of(query.items[0]):
            return _each_reading(every, lambda own: answer_columns(own[0]))
        return answer_columns(asked)
    if len(query.items) > 1:
        return answer_several(asked, breakdown)
    answer = explain_premises(asked, answer_single(asked, query.items[0], breakdown))
    return with_share_claimed(asked, answer) if is_share_claimed(query) else answer


def _moved(asked: Asked, breakdown: str) -> Answer | None:
    """从440件降到170件，降幅多少: the numbers of two years, where the reports hold both."""
    query = asked.query
    if len(query.premises) != 2 or len(query.items) != 1 or not asks_over_time(query):
        return None
    if readings_of(query.items[0]) or query.items[0] in DOCUMENTS:
        return None
    answer = answer_over_time(asked, breakdown)
    return answer if {plain(p) for p in query.premises} <= {r.value for r in answer.rows} else None


def _of_its_whole(query: Query) -> Query:
    """予以公开占办结的比例 of several years: the whole that a row has anyway is no figure."""
    if query.operation != "share" or len(query.items) != 2 or len(query.breakdowns) > 1:
        return query
    part, whole = query.items
    own = base_of(part, next(iter(query.breakdowns), "")) if not readings_of(part) else ("", "")
    return replace(query, items=(part,)) if own[0] == whole else query


def _over_reports(every: Sequence[Asked], breakdown: str) -> Answer:
    """One figure of several reports, or several: each changed, or each report's own."""
    code, *more = every[0].query.items
    if readings_of(code) and not more:
        return _each_reading(every, lambda own: answer_over_reports(own, breakdown))
    if more and every[0].query.operation in ("growth", "difference"):
        return _each_item(every)
    if carried := answer_carried(every):
        return carried
    if more or code in DOCUMENTS:
        return together([answer_figures([asked]) for asked in every])
    return answer_over_reports(every, breakdown)


def _each_item(every: Sequence[Asked]) -> Answer:
    """The change of each of several figures."""
    return together([
        answer_figures([Asked(replace(a.query, items=(code,)), a.sheet) for a in every])
        for code in every[0].query.items
    ])  # fmt: skip


def _each_reading(every: Sequence[Asked], answer: Callable[[Sequence[Asked]], Answer]) -> Answer:
    """The same of each meaning that the tables hold; with one such meaning, its own answer."""
    codes = [c for c in readings_of(every[0].query.items[0]) if c != "processing_fee"]
    return together([
        answer([Asked(replace(a.query, items=(code,)), a.sheet) for a in every]) for code in codes
    ])  # fmt: skip


def _within_one(asked: Asked, breakdown: str) -> Answer | None:
    """Two numbers of one report against each other, or one against a limit."""
    query = asked.query
    if query.operation in BETWEEN and len(query.breakdowns) == 2 and readings_of(query.items[0]):
        told = [Asked(replace(query, items=(c,)), asked.sheet) for c in readings_of(query.items[0])]
        return together([answer for one in told if (answer := _within_one(one, breakdown))])
    if query.operation in BETWEEN and (pair := _pair(asked, breakdown)):
        return answer_between(asked, pair)
    bound = bound_of(query.plain) if YES_OR_NO.search(query.plain) else None
    if bound is None or len(query.items) != 1 or readings_of(query.items[0]):
        return None
    quantity = asked.sheet.quantity(query.items[0], breakdown)
    answer = answer_value(asked, quantity)
    if quantity.value is None:
        return answer
    held = SIGNS[bound.sign](
        Fraction(quantity.value), in_unit(bound.value, bound.unit, quantity.unit)
    )
    return replace(answer, text=asked.say("bound_yes" if held else "bound_no") + answer.text)


def _pair(asked: Asked, breakdown: str) -> tuple[Quantity, Quantity] | None:
    """The two numbers that a question sets side by side, in its order; None for any other count."""
    query, quantity = asked.query, asked.sheet.quantity
    if any(readings_of(c) or c in DOCUMENTS for c in query.items):
        return None
    if len(query.items) == 2 and len(query.breakdowns) < 2:
        one, other = (quantity(code, breakdown) for code in query.items)
    elif len(query.items) == 1 and len(query.breakdowns) == 2:
        one, other = (quantity(query.items[0], b) for b in query.breakdowns)
    else:
        return None
    counts = query.operation == "ratio" and "%" not in (one.unit, other.unit)
    return (one, other) if one.unit == other.unit or counts else None


def _counted(code: str) -> bool:
    return code in forms.indicators() and forms.indicators()[code].unit == "件"


def answer_single(asked: Asked, code: str, breakdown: str) -> Answer:
    """One code of one report, by the operation asked for."""
    sheet, operation = asked.sheet, asked.query.operation
    if operation == "ratio" and code not in rates():
        return not_understood(asked.query, [asked.query.plain])
    if code == "rejected" and operation == "share":
        code = "rejected_rate"
    if readings_of(code):
        return _with_fees(asked, code, breakdown)
    if code in DOCUMENTS:
        return answer_parts(
            asked, columns_of(sheet, code), forms.row_name(code, asked.language == "en")
        )
    if operation in ("results", "reasons", "parts", "largest"):
        return _parts(asked, code, breakdown)
    if operation == "applicants" and in_table_three(code) and LARGEST.search(asked.query.plain):
        return answer_largest(asked, applicants_of(sheet, code), name_of(code, asked.language))
    if operation == "applicants" and in_table_three(code):
        return answer_parts(asked, applicants_of(sheet, code), name_of(code, asked.language))
    if code in rates():
        whole = rates()[code].other if OF_ALL.search(asked.query.plain) else ()
        return answer_rate(asked, code, breakdown, whole)
    if operation == "share" and code.endswith(DECIDED) and f"{code}_rate" in rates():
        rate = f"{code}_rate"
        whole = rates()[rate].other if OF_ALL.search(asked.query.plain) else ()
        return answer_rate(asked, rate, breakdown, whole)
    if operation == "share" and (told := _each_share(asked, code, breakdown)):
        return told
    if operation == "share" and not has_whole(code, breakdown):
        return not_understood(asked.query, [asked.query.plain])
    if operation == "share":
        base = _column_as_whole(asked) or base_of(code, breakdown)
        return answer_share(asked, code, breakdown, base)
    answer = answer_value(asked, sheet.quantity(code, breakdown))
    handled = code in ("requests_new", "requests_handled") and not breakdown
    return with_intake(asked, answer) if handled else answer


def _column_as_whole(asked: Asked) -> tuple[str, str] | None:
    """企业申请中有多少予以公开, 予以公开的占个人申请的比例: the kind of applicant is the whole."""
    tokens, cut = asked.query.tokens, asked.query.plain.find("占")
    named = [t for t in tokens if t.code("breakdown")]
    # 个人的予以公开占个人全部结果: named again behind 占, it is the whole.
    who = next((t for t in named if 0 <= cut < t.start), next(iter(named), None))
    row = next((t for t in tokens if is_result(t.code("row3"))), None)
    if who is None or row is None:
        return None
    text, column = asked.query.plain, who.code("breakdown")
    if who.start > row.start:
        received = "requests_new" if re.match(".{0,4}申请", text[who.end :]) else "results_total"
        return (received, column) if "占" in text[row.end : who.start] else None
    within = re.search("[中里]|among|of", text[who.end : row.start])
    return ("results_total", column) if within else None


def _each_share(asked: Asked, code: str, breakdown: str) -> Answer | None:
    """各类原因占比: every part of a group as a share of it."""
    parts = parts_of(asked.sheet, code, breakdown) if EACH.search(asked.query.plain) else []
    if not parts:
        return None
    shares = [asked.sheet.share(p.code, breakdown, (code, breakdown)) for p in parts]
    return answer_parts(asked, shares, name_of(code, asked.language))


def _parts(asked: Asked, code: str, breakdown: str) -> Answer:
    sheet = asked.sheet
    if code in rates():
        code = rates()[code].parts[0]
    indicator = forms.indicators().get(code)
    if indicator and indicator.table == "4":
        code = f"{indicator.row_code}_total"
    parts = parts_of(sheet, code, breakdown)
    if asked.query.operation == "parts" and code.endswith("_total") and not in_table_three(code):
        # 表四各项: the column of the total too.
        parts.append(sheet.quantity(code))
    if asked.query.operation == "parts" and code == "requests_new":
        parts = applicants_of(sheet, code)
    if not parts and in_table_three(code):
        parts = applicants_of(sheet, code)
    if not parts:
        return answer_value(asked, sheet.quantity(code, breakdown))
    label = name_of("results_total" if parts[0].code == "granted" else code, asked.language)
    if breakdown not in ("", "total"):
        label = f"{forms.breakdowns()[breakdown].label}·{label}"
    if asked.query.operation == "largest":
        return answer_largest(asked, parts, label)
    return answer_parts(asked, parts, label)


def _with_fees(asked: Asked, code: str, breakdown: str) -> Answer:
    fee = processing_fee(asked) if code == "fees" else None
    if fee is None:
        return answer_readings(asked, code, breakdown)
    row = replace(stated_row(asked, fee), label=name_of("processing_fee", asked.language))
    answer = answer_readings(asked, code, breakdown, [row])
    return with_evidence(answer, [Evidence(asked.sheet.report, fee.where, fee.quote)])
