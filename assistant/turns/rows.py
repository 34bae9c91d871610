"""The row that a turn names by a column, a word or what is left, beside the row before it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.codes import rates, sum_of
from assistant.figures.part_limits import table_of
from assistant.query import Query
from assistant.question.cells import column_of
from assistant.question.lexicon import Token, words_of_doing
from assistant.turns.prose import OF_ALL
from ingest import forms

COUNTS = re.compile("[几总共]|多少|[件数]数|数量|how many|how much|in all|total|any")
# 还剩几件: what is not dealt with yet.
REST = re.compile("[还尚][剩余]|剩[下余]|left over|remain")
# 规章是多少 is of the column told before; 复议几件 of all reviews.
TOTAL = re.compile("[总共]|合计|有(?:多少|几)|in all|total")
DOCUMENTS = ("rules", "normative")
RECEIVED = re.compile("申请|收|request|application")
OF_THE_YEAR = re.compile("(?:本年|当年|年内)的?")
KINDS = ("suit_direct", "suit_after_review")
EACH = re.compile("各|分别|哪|each|respectively|which")
BLOCKS = ("review", "suit", "suit_direct", "suit_after_review")


def in_the_same_row(query: Query, last: Query) -> Query:
    """纠正呢 after 复议维持几件 is of the same row; a column alone names no row of its own."""
    query = _done_with(query, last)
    kinds = {m.kind for t in query.tokens for m in t.meanings}
    known = forms.indicators()
    column = "column4" if "column4" in kinds else "column2" if "column2" in kinds else ""
    named = query.items or query.breakdowns or query.operation
    column = "other" if "other" in kinds and not (column or named) else column
    if column == "other" and (last.breakdowns or last.operation == "applicants"):
        # 其他呢 after 企业几件 is the column so called.
        return replace(query, breakdowns=("other_organisation",))
    total = not query.items and "总计" in query.plain
    if not (column or total) or _names_a_row(query, last):
        return query
    cells = [t for t in query.tokens if t.code(column)]
    wanted = [t.code(column) for t in cells if not _is_left_out(query, t)]
    if cells and not wanted:
        # 扣掉没审结的呢 names no row; a rate beside it is what is asked for.
        return replace(query, items=tuple(i for i in query.items if i in rates()))
    wanted = wanted or ["total"]
    rows = [
        known[c].row_code if c in known else c if c in DOCUMENTS else "suit"
        for i in last.items
        for c in counted_of(i)
        if c in known or c in DOCUMENTS or c.startswith("suit_")
    ]
    items = [f"{r}_{column_of(r, w)}" for r in dict.fromkeys(rows) for w in wanted]
    found = tuple(i for i in items if i in known or (sum_of(i) and {*sum_of(i)} <= {*known}))
    if found and len(wanted) < len(cells) and query.operation == "share":
        # 纠正率，扣掉没审结的
        found = tuple(f"{i}_rate" for i in found if f"{i}_rate" in rates())
        query = replace(query, operation="") if found else query
    if found:
        return replace(query, items=found, inherited=(*query.inherited, "indicators"))
    # A column that the row lacks is not passed over for the one asked before; 表四里维持的 leans
    # on none.
    own = rows and not (table_of(query) == "4" and query.items)
    lacking = (t.text for t in query.tokens if t.code(column)) if own else ()
    return replace(query, unread=(*query.unread, *lacking))


def _is_left_out(query: Query, token: Token) -> bool:
    """Whether a column is told only as what is taken off: 扣掉没审结的."""
    off = (t for t in query.tokens if t.code("restricting") == "less")
    return any(0 <= token.start - t.end < 3 for t in off)


def _done_with(query: Query, last: Query) -> Query:
    """当年新出的呢 after 规章现行有效几件: what is done with them names a column of their row."""
    known = forms.indicators()
    tables = {known[c].table for c in last.items if c in known} | {
        "2" for c in last.items if c in DOCUMENTS
    }
    # 新增的几件 behind rules is of no requests.
    new = query.items == ("requests_new",) and not RECEIVED.search(query.plain)
    if tables != {"2"} or query.breakdowns or query.operation or (query.items and not new):
        return query
    done = [t for t in words_of_doing(query.plain) if not OF_THE_YEAR.fullmatch(t.text)]
    if len({t.code("column2") for t in done}) != 1:
        return query
    said = " ".join(t.text for t in done)
    left = tuple(w for w in query.unread if w not in said)
    others = [t for t in query.tokens if not any(d.start <= t.start < d.end for d in done)]
    return replace(query, items=(), tokens=(*others, *done), unread=left)


def _names_a_row(query: Query, last: Query) -> bool:
    """Whether a turn names a row of its own; the court that upheld is none behind suits."""
    suits = any(c.startswith("suit_") for i in last.items for c in counted_of(i))
    rows = [t.text for t in query.tokens if any(t.code(k) for k in ("row2", "row4", "weak_row2"))]
    return any(not (suits and word.startswith("法院")) for word in rows)


def column_alone(query: Query) -> bool:
    """Whether a turn names a column of tables two or four and no row: 洪泽2024年现行有效的呢."""
    kinds = {m.kind for t in query.tokens for m in t.meanings}
    rows = {"row2", "row3", "row4", "weak_row2", "rate", "annex", "breakdown", "sum"}
    return bool(kinds & {"column2", "column4"}) and not kinds & rows


def of_both_suits(query: Query, last: Query, turns: Sequence[Answer]) -> Query:
    """没审结的一共几件 after both kinds of suit were told of: of every suit."""
    known = forms.indicators()
    told = {known[c].row_code for t in turns for c in t.query.items if c in known}
    both = {"suit_direct", "suit_after_review"} <= told and last.items
    suits = all(i.startswith("suit_") for i in last.items)
    if not (both and suits and column_alone(query) and OF_ALL.search(query.plain)):
        return last
    return replace(last, items=("suit_total",))


def the_rest(query: Query, last: Query) -> Query:
    """还剩几件 after what was received or dealt with: what goes on into the next year."""
    block = next((b for b in BLOCKS if last.items and last.items[0].startswith(f"{b}_")), "")
    if query.items or not last.items or not REST.search(query.plain):
        return query
    block = next((b for b in KINDS if last.items[0].startswith(f"{b}_")), block)
    rest = f"{block}_pending" if block else "requests_carried_out"
    return replace(query, items=(rest,), inherited=(*query.inherited, "indicators"))


def in_the_same_column(query: Query, last: Query) -> Query:
    """那复议的呢 after 诉讼纠正几件, 规范性文件呢 after 规章制发几件: the other row's own cell."""
    whole = query.operation or TOTAL.search(query.plain)
    asked = query.counting or COUNTS.search(query.plain)
    plainly = {*query.items} <= {*DOCUMENTS}
    if whole or (asked and not plainly) or len(query.items) != 1 or len(last.items) != 1:
        return query
    (own,), (before,) = query.items, last.items
    row = next((r for r in DOCUMENTS if own == r), "")
    row = row or next((b for b in BLOCKS if own == f"{b}_total"), "")
    held = DOCUMENTS if row in DOCUMENTS else BLOCKS
    rows = [r for r in held if before.startswith(f"{r}_")]
    if not row or not rows:
        return query
    code = f"{row}_{before.removeprefix(f'{max(rows, key=len)}_')}"
    known = code in forms.indicators() or code in rates() or row == "suit"
    if not known or not _is_cell(before):
        return query
    return replace(query, items=(code,), inherited=(*query.inherited, "indicators"))


def beside_its_row(query: Query, code: str) -> Query:
    """重复的呢 after 信访的几件: the one row of the same group that is called so."""
    known = forms.indicators()
    group = forms.parts(code) or (forms.parts(known[code].part_of) if code in known else ())
    held = tuple(c for c in group if len(query.unread[0]) > 1 and query.unread[0] in known[c].name)
    return replace(query, items=held, unread=()) if len(held) == 1 else query


def counted_of(code: str) -> tuple[str, ...]:
    """What stands above the line of a rate, else the code itself."""
    return rates()[code].parts if code in rates() else (code,)


def _is_cell(code: str) -> bool:
    """Whether a code is one cell of a row, or its rate, and not all that the row holds."""
    return code in forms.indicators() or code in rates() or code.startswith("suit_")


def of_both_kinds(query: Query) -> Query:
    """里面败诉几件 after both kinds of suit were added up: of both, unless each is asked for."""
    ends = {code.removeprefix(f"{kind}_") for kind in KINDS for code in query.items}
    ends = {end for end in ends if not end.startswith("suit_")}
    both = {f"{kind}_{end}" for kind in KINDS for end in ends}
    if len(ends) != 1 or {*query.items} != both or query.operation or EACH.search(query.plain):
        return query
    return replace(query, items=(f"suit_{next(iter(ends))}",))
