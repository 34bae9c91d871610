"""Turns that ask why a figure moved, how text and table differ, and how two terms do."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.codes import name_of
from assistant.figures.named import KINDS
from assistant.query import Query
from assistant.turns.prose import of_prose
from assistant.turns.worded import OVER_TIME
from ingest import forms

TEXT_SAYS = re.compile("那?(?:年报|报告)?的?(?:正文|文中)[里中]?(?:怎么|如何)[写说讲]的?[?。]?")
# 报告正文里明明写的258; 这俩为啥对不上 of what the text and the table told.
TEXT_CLAIMS = re.compile(
    "[可但那]?(?:是|不过)?(?:年报|报告)?的?(?:正文|文中|文字部分)[里中上]?(?:明明|却|可|怎么|不是)*"
    "[写说讲印](?:的|着|了|成)?(?:却?是)?\\d+[件条人次个]?[吗啊呀呢吧]?[?。!]*"
    "(?:,?(?:这?是?(?:怎么|咋)回事|为什么|为啥|咋|怎么)(?:会?(?:对不上|不一样|不一致|不同))?[啊呢呀]?)?[?。!]*"
)
TWO_APART = re.compile(
    "(?:那|但|可)?[这那]?(?:俩|两个?|二者|两者|两边|两处)(?:数字?|地方)?(?:之间)?(?:为什么|为啥|为何|咋|怎么|会|就)*"
    "(?:对不上|不一样|不一致|不同|有出入|差(?:这么|那么)多|不符)(?:呢|啊|了)?[?。]*"
)
# 为什么跟表三的95件不一样, after what the text says.
FROM_TABLE = re.compile(
    "(?:那|但|可)?(?:为什么|为啥|为何|咋|怎么|它|这个?|会|就|却)*[跟和与同](?:年报)?(?:的|里)?表(?:格|[二三四234])?[里中上]?的?"
    "(?:\\d+)?[件条项个]?(?:为什么|为啥|怎么|咋|会|就|却)*(?:对不上|不一样|不一致|不同|有出入|差(?:这么|那么)多|不符)"
    "(?:呢|啊|了|的)?[?。]*"
)
THAT = re.compile("那?(?:它|这个|那个|这|那)")
DIFFERENT = re.compile("(?:区别|不同|不一样|差别|两码事|一回事)(?:在哪[里儿]?|吗|呢|啊)*[?。]*$")

# 原因是啥, and the rows of reasons: 各种原因各多少.
CAUSE = re.compile("原因|缘故")
ROWS = re.compile("各|几|多少|哪[些个几种项]|占|最|列")


def of_the_text(query: Query, last: Query, turns: Sequence[Answer]) -> Query:
    """正文怎么写的: what the text tells of the figure told; 报告正文里明明写的258, 这俩为啥对不上:
    whether the report's text and its tables agree.
    """
    if TEXT_SAYS.fullmatch(query.plain) and last.items:
        return replace(query, plain="正文里写的是多少", narrative=False, unread=(), content="")
    claims = TEXT_CLAIMS.fullmatch(query.plain) and last.items
    items = _told_apart(query, turns)
    if not (claims or items):
        return query
    return replace(
        query, plain="正文和表里对得上吗", operation="check", narrative=False, why=False,
        unread=(), premises=(), items=items, content="",
    )  # fmt: skip


def _told_apart(query: Query, turns: Sequence[Answer]) -> tuple[str, ...]:
    """The row of which it is asked why its number in the text and that in the table differ."""
    told = [turn for turn in turns[-2:] if turn.value]
    if FROM_TABLE.fullmatch(query.plain) and of_prose(turns[-1]):
        return turns[-1].query.items
    both = sorted(map(of_prose, told)) == [False, True] and TWO_APART.fullmatch(query.plain)
    return next((t.query.items for t in told if not of_prose(t)), ()) if both else ()


def set_apart(query: Query, last: Query) -> Query | None:
    """它跟不予公开有啥不同 after 不予处理几件: what the one term means, and what the other."""
    two = len(query.items) == len(last.items) == 1 and query.items != last.items
    two &= bool(THAT.match(query.plain))
    if not two or query.mentions or not DIFFERENT.search(query.plain):
        return None
    names = "和".join(name_of(c, "zh-Hans") for c in (*last.items, *query.items))
    return replace(
        query, plain=f"{names}有什么区别", items=(), operation="", counting=False, why=False,
        unread=(), inherited=("indicators",),
    )  # fmt: skip


def why_it_moved(query: Query, last: Query) -> bool:
    """为什么 after a change, 为什么降了 after any figure: of that one, as it was told."""
    changed = last.operation in OVER_TIME or (last.operation == "share" and len(last.years) > 1)
    if changed and query.operation in ("reasons", "largest") and not names_rows(query):
        # 原因是什么 after a change is no question for the rows that a form gives as reasons.
        return bool(CAUSE.search(query.plain)) and not ROWS.search(query.plain)
    if not query.why or query.topics:
        return False
    elliptic = bool(last.items) and not query.items
    return changed or (elliptic and (query.operation in OVER_TIME or bool(query.direction)))


def leaves_its_row(query: Query, last: Query) -> bool:
    """为什么 after any figure is of that one; 主要是什么原因 after 不予处理几件, of the reasons of
    that group, and of no other.
    """
    if query.why and last.items and not (query.items or query.topics):
        return True
    group = len(last.items) == 1 and bool(forms.parts(last.items[0])) and not query.items
    asks = query.operation in ("largest", "reasons") and bool(CAUSE.search(query.plain))
    return group and asks and not query.topics


def names_rows(query: Query) -> bool:
    """Whether a question names figures of its own: 原因是什么 asks for those that a form gives."""
    return bool(query.items) and any(t.code(kind) for t in query.tokens for kind in KINDS)
