"""Slots carried from turn to turn: what a follow-up doesn't name, it keeps."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import Answer
from assistant.codes import rates
from assistant.query import Query
from assistant.question.named import column_of
from assistant.question.places import within
from ingest import forms

HISTORY = 12
COMPARED = re.compile(
    r"[和跟与同].{1,20}(?:比|相比|对比|比较)|比.{1,20}(?:[高低多少大小差]|强|弱)|"
    r"compared? (?:with|to)|versus|\bvs\b"
)
BESIDE_A_YEAR = re.compile(r"(?:比起?|较|跟|和|与|同|than|against|with)\s?(?:19|20)?\d\d")
COMPARED_YEAR = re.compile(r"[跟和与同]\s?(?:19|20)?\d\d年?度?(?:相?比|对比)")
THAT_ONE = re.compile("它|这一?[个类种项]|那一?[个类种项]|that one|\\bit\\b")
WHOLE = re.compile("数字|数据|报告|年报|表格|各表|figures|numbers|tables|report")
OF_A_WHOLE = re.compile("[那它]?(?:们|个|些)?(?:一共|总共|加起来)?占")
OVER_TIME = ("growth", "difference", "trend")
# What is asked of one turn only, and not carried to the next.
LISTED = ("publishers", "years", "indicators", "breakdown")
PASSING = ("source", "check", "confirm", "sum", "rank", "largest")


@dataclass
class Conversation:
    """The turns so far, the newest last; an empty line starts a new one."""

    turns: list[Answer] = field(default_factory=list)

    def remember(self, answer: Answer) -> None:
        """Keep a turn that later ones may lean on."""
        if answer.status == "answered" or answer.reason in (
            "not_loaded", "left_blank", "slash", "undefined", "not_stated", "not_in_form",
        ) or answer.status == "ambiguous":  # fmt: skip
            self.turns = [*self.turns, answer][-HISTORY:]

    @property
    def last(self) -> Query | None:
        """The query of the turn before."""
        return self.turns[-1].query if self.turns else None


def carry(query: Query, conversation: Conversation) -> Query:
    """The query completed from the turns before, with the names of the slots it inherited."""
    last = conversation.last
    if last is None:
        return query
    if conversation.turns[-1].status == "ambiguous" and _is_a_choice(query):
        return _completed(query, last)
    if query.whole and not (query.items or query.topics or query.mentions):
        return _listed_whole(query, last)
    whole = query.operation == "check" and WHOLE.search(query.plain)
    if query.places_named and (query.items or query.topics or whole):
        return query
    query = _compared(query, last)
    query = _with_places(query, last)
    if query.why and last.operation in OVER_TIME and not query.topics:
        query = replace(query, operation="growth", direction="changed")
    elif whole or _by_itself(query):
        return query
    if _of_prose(conversation.turns[-1]) and not (query.items or query.content.strip()):
        return _asked_again(query, last)
    query = _with_items(query, last, conversation.turns)
    return _with_years_compared(query, conversation.turns)


def _asked_again(query: Query, last: Query) -> Query:
    """那2023年呢 after a figure of the prose: the words asked before, of another year or body."""
    plain = last.plain
    for mention in last.mentions:
        blank = " " * (mention.end - mention.start)
        plain = plain[: mention.start] + blank + plain[mention.end :]
    return replace(
        last, text=query.text, plain=plain, bodies=query.bodies, mentions=(), years=query.years,
        period=query.period, pairs=(), unit=query.unit or last.unit,
        inherited=(*query.inherited, "indicators"),
    )  # fmt: skip


def _listed_whole(query: Query, last: Query) -> Query:
    """都列出来: the list of the turn before, to its end; what was one number, by its parts."""
    operation = last.operation if last.operation not in ("", "largest") else "parts"
    listed = replace(last, text=query.text, whole=True, operation=operation)
    return replace(listed, inherited=LISTED)


def _by_itself(query: Query) -> bool:
    """Whether the question names what it asks for and needs no figure of the turn before."""
    named = query.about or query.out_of_scope or query.absent or query.topics
    return bool(named or query.narrative)


def _compared(query: Query, last: Query) -> Query:
    """和洪泽比呢: the body talked about stays, the one named comes beside it."""
    chosen = [b for m in query.mentions for b in m.bodies]
    if COMPARED.search(query.plain) and last.bodies and len(chosen) == len(query.mentions) >= 1:
        bodies = tuple(dict.fromkeys((*last.bodies, *chosen)))
        return replace(query, bodies=bodies, mentions=(), inherited=("publishers",))
    return query


def _is_a_choice(query: Query) -> bool:
    """北京的 answers which body was meant; it asks nothing of its own."""
    return query.places_named and not (query.items or query.topics or query.about)


def _completed(query: Query, asked: Query) -> Query:
    """The question asked before with the body chosen: by its name, or by the place it lies in."""
    candidates = [b for m in asked.mentions for b in m.bodies]
    named = [m.name for m in query.mentions if not m.bodies]
    chosen = query.bodies or tuple(b for name in named for b in within(candidates, name))
    return replace(
        asked, text=query.text, bodies=chosen, mentions=() if chosen else query.mentions,
        years=query.years or asked.years, inherited=("indicators", "operation"),
    )  # fmt: skip


def _with_places(query: Query, last: Query) -> Query:
    inherited = list(query.inherited)
    if not query.mentions and not query.bodies and last.bodies:
        query = replace(query, bodies=last.bodies)
        inherited.append("publishers")
    if query.period and query.period.kind == "step" and last.years:
        stepped = tuple(y + query.period.count for y in last.years)
        # 比上年高多少 keeps the year talked about and sets the other beside it.
        both = query.operation in ("growth", "difference") or "百分点" in query.plain
        years = tuple(sorted({*last.years, *stepped})) if both else stepped
        query = replace(query, years=years, period=None)
    elif query.years and _beside_a_year(query):
        query = replace(query, years=tuple(dict.fromkeys((*last.years, *query.years))))
    elif not query.years and not query.period and last.years:
        query = replace(query, years=last.years)
        inherited.append("years")
    return replace(query, inherited=tuple(inherited))


def _beside_a_year(query: Query) -> bool:
    """比2023年少多少, 跟2023年比呢: the year talked about stays beside the one named."""
    changed = query.operation in OVER_TIME and BESIDE_A_YEAR.search(query.plain)
    return bool(changed or COMPARED_YEAR.search(query.plain))


def _with_items(query: Query, last: Query, turns: Sequence[Answer]) -> Query:
    inherited = list(query.inherited)
    if query.operation == "sum" and not query.items:
        return _added_up(query, turns)
    if query.operation == "share" and last.operation in OVER_TIME and not query.items:
        # 百分比是多少 after a difference asks how much that is of what was before.
        query = replace(query, operation="growth")
    if "百分点" in query.plain and last.operation == "share" and not query.items:
        query = replace(query, operation="share")
    if _of_prose(turns[-1]) and not query.items:
        query = replace(query, counting=True)
    query = _in_the_same_row(query, last)
    if query.operation == "share" and query.items and OF_A_WHOLE.match(query.plain):
        # 占办结的多少: what stood before as part of the whole that is named.
        inherited += ["indicators", "breakdown"] if last.breakdowns else ["indicators"]
        items = tuple(dict.fromkeys((*last.items, *query.items)))
        breakdowns = query.breakdowns or last.breakdowns
        return replace(query, items=items, breakdowns=breakdowns, inherited=tuple(inherited))
    if last.operation == "largest" and not query.items and THAT_ONE.search(query.plain):
        query = replace(query, items=_largest_row(turns[-1]))
    if query.counting and not query.items and any(i in rates() for i in last.items):
        # 一共几件 after a rate asks for what stands above the line.
        last = replace(last, items=tuple(p for i in last.items for p in _counted(i)))
    if not query.items and last.items:
        query = replace(query, items=last.items, unit=query.unit or last.unit)
        inherited.append("indicators")
    if not query.breakdowns and last.breakdowns and all(_has_columns(i) for i in query.items):
        query = replace(query, breakdowns=last.breakdowns)
        inherited.append("breakdown")
    summed = last.operation == "sum" and len(last.items) > 1
    lasting = last.operation and (last.operation not in PASSING or summed)
    if not query.operation and lasting and not query.counting and not _is_rate(query.items):
        query = replace(query, operation=last.operation)
        inherited.append("operation")
    return replace(query, inherited=tuple(inherited))


def _largest_row(answer: Answer) -> tuple[str, ...]:
    """它 after 哪种最多 is the row found; of several as large, none."""
    top = [r.indicator for r in answer.rows if answer.value and r.value == answer.value[0]]
    return tuple(top) if len(top) == 1 else ()


def _counted(code: str) -> tuple[str, ...]:
    return rates()[code].parts if code in rates() else (code,)


def _in_the_same_row(query: Query, last: Query) -> Query:
    """纠正呢 after 复议维持几件 is of the same row; a column alone names no row of its own."""
    kinds = {m.kind for t in query.tokens for m in t.meanings}
    known = forms.indicators()
    column = "column4" if "column4" in kinds else "column2" if "column2" in kinds else ""
    total = not query.items and "总计" in query.plain
    if not (column or total) or {"row2", "row4", "weak_row2"} & kinds:
        return query
    wanted = [t.code(column) for t in query.tokens if t.code(column)] or ["total"]
    rows = [
        known[c].row_code if c in known else "suit"
        for i in last.items
        for c in _counted(i)
        if c in known or c.startswith("suit_")
    ]
    items = [f"{r}_{column_of(r, w)}" for r in dict.fromkeys(rows) for w in wanted]
    found = tuple(i for i in items if i in known or i.startswith("suit_"))
    if found:
        return replace(query, items=found, inherited=(*query.inherited, "indicators"))
    # A column that the row lacks is not passed over for the one asked before.
    lacking = (t.text for t in query.tokens if t.code(column)) if rows else ()
    return replace(query, unread=(*query.unread, *lacking))


def _of_prose(answer: Answer) -> bool:
    """Whether the turn before told a figure that stands in the text alone."""
    return answer.kind in ("figure", "table") and not any(r.indicator for r in answer.rows)


def _added_up(query: Query, turns: Sequence[Answer]) -> Query:
    """合计 after several values: of the rows asked for, of the columns, or of the years."""
    if len(turns[-1].query.items) > 1:
        # 三个加起来 of the several rows just listed.
        last = turns[-1].query
        return replace(query, items=last.items, breakdowns=last.breakdowns, inherited=LISTED)
    rows: dict[str, None] = {}
    columns: dict[str, None] = {}
    years: dict[int, None] = {}
    for answer in reversed(turns):
        one = answer.query
        if one.bodies != turns[-1].query.bodies or one.operation or len(one.items) != 1:
            break
        rows = {one.items[0]: None, **rows}
        columns = {**dict.fromkeys(one.breakdowns or ("",)), **columns}
        years = {**dict.fromkeys(one.years), **years}
    inherited = (*query.inherited, "indicators")
    query = replace(query, items=tuple(rows), inherited=inherited)
    if len(rows) == 1 and len(columns) > 1 and "" not in columns:
        return replace(query, breakdowns=tuple(columns))
    if len(columns) == 1:
        query = replace(query, breakdowns=tuple(c for c in columns if c))
    return replace(query, years=tuple(sorted(years))) if len(rows) == 1 else query


def _with_years_compared(query: Query, turns: Sequence[Answer]) -> Query:
    """增长多少 after two years of the same thing compares those two."""
    changed = query.operation in ("growth", "difference") or "百分点" in query.plain
    if not changed or "years" not in query.inherited:
        return query
    years: list[int] = []
    for answer in reversed(turns):
        if answer.query.items != query.items or answer.query.bodies != query.bodies:
            break
        years += answer.query.years
    distinct = sorted(set(years))[-2:] if len(set(years)) > 1 else list(query.years)
    return replace(query, years=tuple(distinct))


def _has_columns(code: str) -> bool:
    indicator = forms.indicators().get(code)
    return (indicator is not None and indicator.table == "3") or _is_rate((code,))


def _is_rate(codes: Sequence[str]) -> bool:
    return any(code in rates() for code in codes)
