"""Limits in terms of another number: 是许可的两倍都不止, 不到2023年的一半, 超过新收的5%吗."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.answer import Answer
from assistant.codes import is_plain
from assistant.figures.comparisons import answer_between
from assistant.figures.keeping import SIGNS
from assistant.figures.lookup import Quantity
from assistant.figures.measures import YEAR
from assistant.figures.named import KINDS
from assistant.figures.quantities import Asked, answer_nothing
from assistant.figures.ratios import answer_share
from assistant.figures.series import answer_series
from assistant.figures.several import year_before
from assistant.figures.shares import share_of, side_of
from assistant.question.leftover import YES_OR_NO
from assistant.question.multiples import Multiple, multiple_of

# 占一半以上吗，具体多少
WHETHER = re.compile("[吗吧么](?=[,;。?])")
Pair = tuple[Quantity, Quantity]


def answer_multiple(every: Sequence[Asked]) -> Answer | None:
    """Whether a figure passes so many times, or such a part, of another one; None where no such
    limit is asked about, or what it is in terms of is no figure of the reports.
    """
    query = every[0].query
    limit = multiple_of(query.plain)
    if limit is None or not (YES_OR_NO.search(query.plain) or WHETHER.search(query.plain)):
        return None
    inside = [t for t in query.tokens if limit.of[0] <= t.start and t.end <= limit.of[1] + 1]
    named = any(t.code(kind) for t in inside for kind in (*KINDS, "weak"))
    if YEAR.search(query.plain, *limit.of) and not named:
        return _over_years(every, limit)
    return _of_another(every[0], limit) if len(every) == 1 and named else None


def _over_years(every: Sequence[Asked], limit: Multiple) -> Answer | None:
    """不到2023年的一半: one figure of two years, the later held against the one named."""
    query = every[0].query
    if len(query.items) != 1 or not is_plain(query.items[0]) or len(query.breakdowns) > 1:
        return None
    late = every[0]
    before = year_before(late)
    if len(every) == 2:
        own = [a for a in every if str(a.sheet.report.year) in query.plain[slice(*limit.of)]]
        late = next((a for a in every if a not in own), late)
        before = own[0] if len(own) == 1 else None
    if before is None or late.sheet.report.publisher != before.sheet.report.publisher:
        return None
    column = next(iter(query.breakdowns), "")
    kind = "times" if limit.unit == "倍" else "part"
    now, then = (a.sheet.quantity(query.items[0], column) for a in (late, before))
    told = answer_series([late, before], query.items[0], column, kind)
    return _judged(late, limit, told, (now, then))


def _of_another(asked: Asked, limit: Multiple) -> Answer | None:
    """超过新收的5%: of a row that holds it a share; of any other row so many times it."""
    query = asked.query
    outside = [t for t in query.tokens if t.end <= limit.start or t.start >= limit.end]
    inside = [t for t in query.tokens if limit.of[0] <= t.start and t.end <= limit.of[1] + 1]
    part, whole = (side_of(query, tokens) for tokens in (outside, inside))
    if share := share_of(asked, part, whole):
        pair = asked.sheet.quantity(share.code, share.breakdown), asked.sheet.quantity(*share.base)
        told = answer_share(asked, share.code, share.breakdown, share.base)
        return _judged(asked, limit, told, pair)
    if len(part.codes) > 1 or len(whole.codes) > 1:
        return None
    alone = not (part.codes or whole.codes) and part.breakdown and whole.breakdown
    new = ("requests_new",) * bool(alone)
    rows = [*(part.codes or whole.codes or new), *(whole.codes or part.codes or new)]
    columns = [part.breakdown or whole.breakdown * (not whole.codes), whole.breakdown]
    if len(rows) != 2 or not all(map(is_plain, rows)):
        return None
    one, other = (asked.sheet.quantity(*cell) for cell in zip(rows, columns, strict=True))
    if (one.code, one.breakdown) == (other.code, other.breakdown) or one.unit != other.unit:
        return None
    times = Asked(replace(query, operation="times"), asked.sheet)
    return _judged(asked, limit, answer_between(times, (one, other)), (one, other))


def _judged(asked: Asked, limit: Multiple, told: Answer, pair: Pair) -> Answer:
    one, other = (q.value for q in pair)
    if one is None or other is None:
        return answer_nothing(asked, pair[one is not None])
    if not other:
        return told
    holds = SIGNS[limit.sign](Fraction(one) / Fraction(other), limit.factor)
    text = f"{asked.say('premise_yes' if holds else 'premise_no')}{told.text}"
    return replace(told, query=asked.query, text=text)
