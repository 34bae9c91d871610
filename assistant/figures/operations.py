"""Figure questions by operation: one code or several, of one report, several years or bodies."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.answer import Answer, together
from assistant.codes import DOCUMENTS, base_of, has_whole, numbers_of, rates, readings_of, unit_of
from assistant.figures.claims import claim_of, judged, of_level
from assistant.figures.combined import (
    answer_columns,
    answer_rest,
    answer_several,
    as_sum,
    whole_of_columns,
)
from assistant.figures.comparisons import answer_between
from assistant.figures.keeping import SIGNS
from assistant.figures.limits import answer_multiple
from assistant.figures.lists import columns_of
from assistant.figures.lookup import Quantity
from assistant.figures.means import answer_against_mean
from assistant.figures.meant import BETWEEN, each_meant
from assistant.figures.part_changes import answer_part_changes
from assistant.figures.part_limits import answer_limited_parts
from assistant.figures.pooled import answer_pooled
from assistant.figures.premises import (
    answer_premise,
    explain_premises,
    of_pair_put_right,
    put_right,
    share_put_right,
)
from assistant.figures.quantities import Asked, answer_value
from assistant.figures.ratios import answer_rate, answer_share
from assistant.figures.series import answer_series, is_limited
from assistant.figures.several import (
    answer_carried,
    answer_over_reports,
    answer_over_time,
    asks_over_time,
    changes_share,
    crosses,
    is_of_year,
    of_decided,
)
from assistant.figures.shares import answer_share_of_named, share_named
from assistant.figures.single import answer_single
from assistant.figures.stated import answer_stated
from assistant.figures.whether import answer_all_of_them, with_alike, with_whether
from assistant.query import Query
from assistant.question.doing import limits_parts, over_years
from assistant.question.leftover import YES_OR_NO
from assistant.question.money import in_unit
from assistant.question.multiples import multiple_of
from assistant.question.numbers import bound_of
from assistant.question.pooled import pools
from assistant.question.sides import set_inside
from assistant.refusals import answer_counts_only
from assistant.resolve import not_understood
from ingest import forms
from ingest.amounts import plain

# How many times or of how many kinds money was taken in, no form says.
TIMES = re.compile("(?:几|多少)[件笔次项个宗](?![万亿])")
MONEY = re.compile(
    r"多少(?:钱|元|[万亿]元|万块)|几(?:块钱|[万亿]元|元)|金额|款额|how much money|"
    # 罚的钱一共多少, 罚款收入有多少
    "[的来]钱[^,;。]{0,4}(?:多少|几|有数|呢)|[款罚没]收入"
)
# 两年不予公开的理由各多少件: of each year its own.
OWN_PARTS = re.compile("理由|原因|情形|[哪各每]一?[些类种项]|\\breasons?\\b")


def answer_figures(every: Sequence[Asked]) -> Answer:
    """The figures that a question names, in every report it is about; led by whether one that is
    claimed is so.
    """
    every = [Asked(of_level(one.query), one.sheet) for one in every]
    if many := answer_multiple(every):
        return many
    if limits_parts(every[0].query):
        kept = [answer for one in every if (answer := answer_limited_parts(one))]
        return together(kept) if len(kept) == len(every) else not_understood(every[0].query)
    if multiple_of(every[0].query.plain):
        return not_understood(every[0].query, [every[0].query.plain])
    if claim := claim_of(every[0].query):
        told = [Asked(claim.query(one.query), one.sheet) for one in every]
        return judged(told[0], claim, _figures(told))
    return with_alike(every[0], _figures(every))


def _figures(every: Sequence[Asked]) -> Answer:
    named = every[0].query
    if (len(every) > 1 or over_years(named)) and (summed := as_sum(named)) is not named:
        # What is said next is of what was named, and of no sum.
        answer = _figures([Asked(summed, one.sheet) for one in every])
        return replace(answer, query=named)
    if len(every) > 1 or asks_over_time(every[0].query):
        every = [Asked(of_decided(_of_its_whole(one.query)), one.sheet) for one in every]
    asked, query = every[0], every[0].query
    breakdown = query.breakdowns[0] if query.breakdowns else ""
    if told := answer_against_mean(every):
        return told
    if query.operation == "rest":
        return together([answer_rest(one) for one in every])
    if changed := answer_part_changes(every):
        return changed
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
    if claims and (put := answer_premise(asked)):
        return put
    if MONEY.search(query.plain) and all(_counted(c) for c in query.items):
        return answer_stated(asked) or answer_counts_only(asked, query.items[0])
    if TIMES.search(query.plain) and all(unit_of(c) == "万元" for c in query.items):
        return answer_counts_only(asked, query.items[0], "money_only")
    if len(every) > 1:
        return put_right(every, _over_reports(every, breakdown))
    return share_put_right(asked, _of_one_report(asked, breakdown))


def _of_one_report(asked: Asked, breakdown: str) -> Answer:
    """The figures of one report, or how they changed against the year before it."""
    query, every = asked.query, [asked]
    changed = query.operation in ("growth", "difference")
    if changed and (made := tuple(q.code for q in columns_of(asked.sheet, query.items[0]))):
        # 规范性文件比上年少了几件: made, repealed and in force, each by itself.
        return _each_item([Asked(replace(query, items=made), asked.sheet)])
    if asks_over_time(query) and query.items[0] not in DOCUMENTS:
        several = max(len(query.items), len(query.breakdowns)) > 1
        if readings_of(query.items[0]) and not several:
            return _each_reading(every, lambda own: answer_over_time(own[0], breakdown))
        if several and changed and not over_years(query):
            # 公开率比不予公开率高几个百分点, of a word with two meanings.
            return not_understood(query, [query.plain])
        if several and crosses(query):
            return not_understood(query, [query.plain])
        if len(query.items) > 1 and not (changes_share(query) and share_named(asked)):
            return _each_item(every)
        if len(query.breakdowns) > 1:
            return _each_column(every)
        return answer_over_time(asked, breakdown)
    if share := answer_share_of_named(asked):
        return share
    # 复议里头维持的占多少 is the rate.
    rated = query.inherited or (len(query.items) == 1 and f"{query.items[0]}_rate" in rates())
    if query.operation == "share" and not rated and (inside := set_inside(query)):
        return not_understood(query, [inside])
    if len(query.breakdowns) > 1 and (len(query.items) == 1 or whole_of_columns(query)):
        if readings_of(query.items[0]):
            return _each_reading(every, lambda own: answer_columns(own[0]))
        return with_whether(asked, answer_columns(asked))
    if len(query.items) > 1:
        return with_whether(asked, answer_several(asked, breakdown))
    answer = explain_premises(asked, answer_single(asked, query.items[0], breakdown))
    return with_whether(asked, answer)


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
    if is_of_year(query):
        return query
    if query.operation != "share" or len(query.items) != 2 or len(query.breakdowns) > 1:
        return query
    part, whole = query.items
    own = base_of(part, next(iter(query.breakdowns), "")) if not readings_of(part) else ("", "")
    return replace(query, items=(part,)) if own[0] == whole else query


def _over_reports(every: Sequence[Asked], breakdown: str) -> Answer:
    """One figure of several reports, or several: each changed, or each report's own."""
    code, *more = every[0].query.items
    if pools(every[0].query):
        return _each_reading(every, lambda own: answer_pooled(own, breakdown))
    if more and crosses(every[0].query):
        return not_understood(every[0].query, [every[0].query.plain])
    if readings_of(code) and not more:
        return _each_reading(every, lambda own: answer_over_reports(own, breakdown))
    changed = every[0].query.operation in ("growth", "difference")
    if more and (changed or is_of_year(every[0].query)):
        return _each_item(every)
    if changes_share(every[0].query) and share_named(every[0]):
        return answer_over_reports(every, breakdown)
    if carried := answer_carried(every):
        return carried
    if len(every[0].query.breakdowns) > 1 and changed:
        return _each_column(every)
    parted = every[0].query.operation in ("reasons", "parts", "largest")
    parted = parted and bool(OWN_PARTS.search(every[0].query.plain))
    if more or parted or code in DOCUMENTS or len(every[0].query.breakdowns) > 1:
        return together([_figures([asked]) for asked in every])
    return answer_over_reports(every, breakdown)


def _each_column(every: Sequence[Asked]) -> Answer:
    """The change of each of several kinds of applicant."""
    return together([
        _figures([Asked(replace(a.query, breakdowns=(b,)), a.sheet) for a in every])
        for b in every[0].query.breakdowns
    ])  # fmt: skip


def _each_item(every: Sequence[Asked]) -> Answer:
    """The change of each of several figures."""
    return together([
        _figures([Asked(replace(a.query, items=(code,)), a.sheet) for a in every])
        for code in every[0].query.items
    ])  # fmt: skip


def _each_reading(every: Sequence[Asked], answer: Callable[[Sequence[Asked]], Answer]) -> Answer:
    """The same of each meaning that the tables hold; with one such meaning, its own answer."""
    return together([
        answer([Asked(replace(a.query, items=(code,)), a.sheet) for a in every])
        for code in numbers_of(every[0].query.items[0])
    ])  # fmt: skip


def _within_one(asked: Asked, breakdown: str) -> Answer | None:
    """Two numbers of one report against each other, or one against a limit."""
    query = asked.query
    if told := each_meant(query):
        found = [own for q in told if (own := _within_one(Asked(q, asked.sheet), breakdown))]
        return together(found) if len(found) == len(told) else None
    if query.operation in BETWEEN and not over_years(query) and (pair := _pair(asked, breakdown)):
        return of_pair_put_right(asked, pair, answer_between(asked, pair))
    changed = query.operation in ("growth", "difference")
    bound = bound_of(query.plain) if YES_OR_NO.search(query.plain) and not changed else None
    listed = query.operation in ("applicants", "results", "reasons", "parts", "largest")
    if bound is None or listed or readings_of(query.items[0]) or query.items[0] in DOCUMENTS:
        return None
    code, share = query.items[0], share_named(asked) if bound.unit == "%" else None
    if share is None and len(query.items) != 1:
        return None
    quantity = share.of(asked) if share else asked.sheet.quantity(code, breakdown)
    if share:
        answer = answer_share(asked, share.code, share.breakdown, share.base)
    elif code in rates():
        answer = answer_rate(asked, code, breakdown, ())
    elif bound.unit != "%":
        answer = answer_value(asked, quantity)
    elif has_whole(code, breakdown):
        # 信访类占了一半以上吗 is of its share.
        base = base_of(code, breakdown)
        quantity = asked.sheet.share(code, breakdown, base)
        answer = answer_share(asked, code, breakdown, base)
    else:
        return not_understood(query, [query.plain[bound.start : bound.end]])
    if quantity.value is None:
        return answer
    held = SIGNS[bound.sign](
        Fraction(quantity.value), in_unit(bound.value, bound.unit, quantity.unit)
    )
    # 一件都没有吗: no is 不是, and 没有 would be yes.
    key = "bound_yes" if held else "bound_not" if bound.sign == "=" else "bound_no"
    return replace(answer, text=asked.say(key) + answer.text)


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
