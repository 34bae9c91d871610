"""A turn that asks for a share, and leaves its part or its whole to the turn before."""

import re
from dataclasses import replace

from assistant.answer import Answer
from assistant.codes import holds, is_result, rates, sum_of
from assistant.query import Query
from assistant.turns.listed import of_the_largest, tells_one
from assistant.turns.rows import counted_of

# 占办结的多少; not 占比多少，予以公开的.
BEHIND = re.compile("占(?![比用,]|了?(?:多少|几))")
ROWS = (
    "row2", "row3", "row4", "column2", "column4", "rate", "sum", "readings", "annex", "weak",
    "breakdown",
)  # fmt: skip
SHARE_OF_THAT = re.compile(
    r"(?:share|percent(?:age)?|proportion|portion|fraction)\b[^?]*(?<!of )\b(?:that|it|this|they)\b"
    r"[^?]*\bof\b|\bof [^?]* (?:is|was|are|were|does|do) (?:that|it|this|they)\b|"
    r"\bas an? (?:share|percent(?:age)?|proportion) of\b|"
    r"^(?:and )?(?:as )?(?:(?:what|which|the|a) )?(?:share|percent(?:age)?|proportion) of "
    r"(?:all|the total)\b"
)
WITHIN = re.compile("[里内其当]中|里[头面]|\\b(?:of (?:those|these|them)|among)\\b")
OF_THE = re.compile(r"^(?:and )?(?:what|which) (?:share|percent(?:age)?|proportion) of\b")
# 用新收做分母, 分母换成新收: the same part, of another whole.
BASE = re.compile(
    "分母|除以|[做作当为][为成]?(?:底数|基数|底)|"
    "[按以用拿][^,;。]{1,8}(?:做|作|当|为|作为|当作)(?:底数?|基数)|"
    r"\b(?:denominator|divided by)\b"
)
BY = re.compile("[按以用拿][^,;。]{1,10}来?(?:计?算|计)")
OF_THOSE = re.compile("占(?:其中|它们?|[这那]些)")


def whole_alone(query: Query) -> bool:
    """Whether a share names the whole alone, and its part stood before: 占办结的多少."""
    if query.operation != "share" or not query.items:
        return False
    rows = [t.start for t in query.tokens if any(t.code(kind) for kind in ROWS)]
    behind = BEHIND.search(query.plain)
    # 洪泽占宿迁申请的多少: the place is the part.
    placed = behind and any(m.start > behind.start() or not m.bodies for m in query.mentions)
    if behind and rows and not placed and min(rows) > behind.start():
        return True
    return len(query.items) == 1 and bool(SHARE_OF_THAT.search(query.plain))


def on_another_base(query: Query, last: Query) -> Query | None:
    """用新收做分母呢, 按总计当分母 after a rate or a share: that of another whole; None for any
    other turn.
    """
    whole = query.items[:1]
    told = last.operation == "share" or (last.items[:1] and last.items[0] in rates())
    asks = BASE.search(query.plain) or (
        BY.search(query.plain) and whole and whole[0].endswith(("_total", "_new", "_handled"))
    )
    if not asks or query.operation not in ("", "share") or len(query.items) > 1 or query.breakdowns:
        return None
    unread = tuple(w for w in query.unread if not BASE.fullmatch(w))
    if not told or (last.operation == "share" and not whole):
        return replace(query, unread=(*unread, query.plain)) if BASE.search(query.plain) else None
    rate = rates().get(last.items[0])
    if rate and (not whole or (rate.minus and whole[0] in rate.other)):
        # 总计 and 复议总数 name the whole of the rate's own row.
        query, whole = replace(query, plain=f"{query.plain} 按总数算"), ()
    part = last.items[0]
    if rate and whole and sum_of(whole[0]) and len(rate.parts) == 1 and not rate.minus:
        part = rate.parts[0]
    return replace(
        query, items=(part, *whole), breakdowns=last.breakdowns, unread=unread,
        operation="" if part in rates() else "share",
        inherited=(*query.inherited, "indicators", *["breakdown"] * bool(last.breakdowns)),
    )  # fmt: skip


def is_its_whole(query: Query, last: Query) -> bool:
    """What share of the decided, after those upheld: what is named holds what was told."""
    one = len(query.items) == len(last.items) == 1 and query.items != last.items
    asks = query.operation == "share" and OF_THE.search(query.plain)
    return bool(one and asks and not query.breakdowns and holds(query.items, last.items[0]))


def part_of_it(query: Query, last: Query, before: Answer) -> Query:
    """占办结的多少: what stood before as part of the whole that is named."""
    if tells_one(last, before):
        _, last = of_the_largest(query, last, before)
    if not last.items:
        # Nothing before is part of anything.
        return replace(query, unread=(*query.unread, query.plain))
    inherited = (*query.inherited, "indicators", *["breakdown"] * bool(last.breakdowns))
    parts = last.items[:1] if last.operation == "share" else last.items
    items = tuple(dict.fromkeys((*parts, *query.items)))
    breakdowns = query.breakdowns or last.breakdowns
    return replace(query, items=items, breakdowns=breakdowns, inherited=inherited)


def of_its_whole(query: Query, last: Query) -> Query:
    """重复申请呢 after 不予处理里信访类占多少 is of the same whole, where it stands within it."""
    if len(query.items) != 1 or len(last.items) != 2 or not holds(last.items[1:], query.items[0]):
        return query
    return replace(query, items=(query.items[0], last.items[1]))


def of_those(query: Query, last: Query) -> Query:
    """信访类占其中多少 is of the row told last, or of what stands above the line of its rate."""
    whole = next((part for code in last.items for part in counted_of(code)), "")
    return replace(query, items=(*query.items, whole)) if whole else query


def of_its_column(query: Query, last: Query) -> Query | None:
    """占多少 after 自然人申请几件 and 里面公开了的几件: of what was dealt with of theirs; behind
    公开了的几件 alone it is of that row, and for any other turn None.
    """
    kept = "breakdown" in last.inherited and "indicators" not in last.inherited
    result = len(last.items) == 1 and is_result(last.items[0])
    within = WITHIN.search(last.text)
    alone = query.operation == "share" and not (query.items or query.breakdowns)
    if not (alone and within and kept and result and len(last.breakdowns) == 1):
        return None
    return replace(
        query, items=(last.items[0], "results_total"), breakdowns=last.breakdowns,
        inherited=(*query.inherited, "indicators", "breakdown"),
    )  # fmt: skip
