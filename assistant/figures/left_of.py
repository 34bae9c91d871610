"""What no wording of a question over many bodies explains: any of it blocks an answer."""

import re
from collections.abc import Iterator
from functools import reduce

from assistant.figures.above_mean import AGAINST_MEAN
from assistant.figures.bounded import bounds_in
from assistant.figures.compared import comparing_words
from assistant.query import Query
from assistant.question.added import NATION, SUM, TOTAL
from assistant.question.beyond import COUNTED_AT
from assistant.question.groups import (
    BODIES,
    FIRST,
    GROUPS,
    INSIDE,
    LACKING,
    LEAST,
    LEVELS,
    MOST,
    ORDERED,
    POSITION,
    REPORTS,
    WHO,
    Group,
)
from assistant.question.halves import ordered_apart
from assistant.question.harmless import heaped
from assistant.question.kinds import OF_KINDS
from assistant.question.leftover import ONE_OF_MANY
from assistant.question.numbers import NONE_AT_ALL
from assistant.question.restricting import narrowing
from ingest import forms

# 只算复议超过5件的
ONLY = re.compile("(?:^|[,;:(。?])([只仅单限])(?=[算看计限统考取])")
# A sum beside what is told.
OF_ALL = re.compile("合计|总和|求和")
SUMS = "(?:合计|总和|求和|加起来|总数)"
BOTH = re.compile(
    f"{SUMS}[^,;]{{0,6}}(?:多少|几)[^,;]*[,;、和及与].*?(?:{MOST.pattern}|{LEAST.pattern})|"
    f"(?:{MOST.pattern}|{LEAST.pattern})[^,;]*[,;、].*?(?:合计|总和|求和|加起来)"
)
SUBJECT = ("信息", "的信息")
# 它的公开率呢 behind an order asks on, and is told by no order.
ELSE = re.compile(
    "[,;](?:那么?)?(?:它们?|该[区县市省]|这个?[区县市省])[^,;]*|同一[个家]|[多高大少低小]但|"
    "(?<=\\d年)[^,;]*[,;](?:那么?)?(?:19|20)\\d\\d年[^,;]*"
)


def left_of(query: Query, group: Group) -> list[str]:
    """The unread words that no wording of a group explains."""
    patterns = (
        *GROUPS.values(), MOST, LEAST, FIRST, NONE_AT_ALL, POSITION, WHO, SUM, NATION, ORDERED,
        REPORTS, TOTAL, INSIDE, BODIES, AGAINST_MEAN,
    )  # fmt: skip
    read = " ".join(m.group() for p in patterns for m in p.finditer(query.plain))
    read += " ".join(LEVELS.values())
    if group.bound and not group.bound.end:
        patterns = (*patterns, LACKING)
        read += " ".join(m.group() for m in LACKING.finditer(query.plain))
    bounds = bounds_in(query, group)
    read += " ".join(query.plain[b.start : b.end] for b in bounds) or comparing_words(query)
    said = [w for w in query.unread if not (w in read or w.isdigit() or heaped(query, w))]
    only = ONLY.findall(query.plain) if bounds else ()
    unread = [w for w in said if w not in (*SUBJECT, *only)]
    unread = [w for w in unread if reduce(lambda rest, p: p.sub("", rest), patterns, w)]
    # 一件都没公开: what was taken for 没公开 says that nothing was made public.
    unread += [
        t.text for t in query.tokens for b in bounds
        if t.start < b.end < t.start + len(t.text.rstrip("?"))
    ]  # fmt: skip
    unread += _beside(query, group, bool(bounds))
    # 超过200件（含300件）: another number than that of a limit.
    told = [(b.start, b.end) for b in bounds if b.end]
    unread += [
        m.group() for m in COUNTED_AT.finditer(query.plain)
        if told and not any(start < m.end() and m.start() < end for start, end in told)
    ]  # fmt: skip
    if query.operation in ("trend", "ratio") or (query.operation == "times" and not bounds):
        # 全国申请量趋势: of each year; 最多的是最少的几倍: of two of an order, which tells one.
        unread += [t.text for t in query.tokens if t.code("operation") == query.operation]
    # 各区县不予公开最多的理由: of kinds, and no bodies.
    # 拿执法案卷当理由最多的: one reason, and bodies by it.
    kinds = (m.group() for m in OF_KINDS.finditer(query.plain))
    one = len(query.items) == 1 and not forms.parts(query.items[0]) and group.level
    unread += [said for said in kinds if not one or "申请人" in said]
    # 申请最少的是哪个，它的公开率呢; 最多的和最少的是同一个吗.
    unread += [*ordered_apart(query), *ELSE.findall(query.plain)]
    # 申请超过150件的区县，它们的企业申请 asks of those.
    unread = [w for w in unread if not (bounds and not group.order and "它们" in w)]
    # 在全市排第几, 在西安各区县里排名: the place of the order.
    within = {t.text for t in query.tokens if group.placed and t.code("restricting") == "within"}
    return [*unread, *(word for word in narrowing(query) if word not in within)]


def _beside(query: Query, group: Group, bound: bool) -> Iterator[str]:
    """平均数和中位数各多少, 合计几件，谁最多: one number made of many, beside what is told."""
    folds = {
        t.code("operation"): t.text for t in query.tokens if t.code("operation") in ONE_OF_MANY
    }
    yield from (word for fold, word in folds.items() if fold != query.operation)
    both = BOTH if group.order and not (group.limit or bound) else None
    both = OF_ALL if query.operation in ONE_OF_MANY else both
    yield from (m.group() for m in (both.finditer(query.plain) if both else ()))
