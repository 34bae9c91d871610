"""Which parts of a figure keep to a limit: 不予公开的理由里哪几项超过20件, 哪类申请人一件都没有."""

import re
from collections.abc import Sequence

from assistant.answer import Answer, label_of, row_of
from assistant.codes import has_columns, is_plain
from assistant.figures.keeping import SIGNS
from assistant.figures.lists import answer_parts, applicants_of, exactly, in_percent, part_names
from assistant.figures.lookup import Quantity
from assistant.figures.part_changes import parts_asked
from assistant.figures.quantities import Asked, with_audit
from assistant.query import Query
from assistant.question.doing import HOW_MANY_KINDS, limits_parts, which_parts
from assistant.question.money import in_unit
from assistant.question.numbers import Bound, bound_of
from assistant.resolve import not_understood
from assistant.texts import joined, names_joined
from ingest.figures import TABLE_NAMES

# What cases are counted by.
SAME = {"件": ("件", "起", "宗", "requests", "cases")}
ADDED = re.compile("[加合]起来|[加合]在?一[起块]|合计|[一总]共|together|combined|in total")
# 主动公开那张表 is table two.
TABLE = re.compile("(?:表|\\btable )([二三四2-4])|主动公开(?:情况)?(?:的|那张|这张)?表")
TABLES = {"二": "2", "三": "3", "四": "4"}
WHAT_STANDS = re.compile(
    "内容|数据|数字|填|列|有哪些|有什么|是什么|给我|看看|全部|情况|"
    "\\b(?:what(?:'s| is| stands)? in|what does|show|contents?|whole)\\b"
)
APPLICANTS = re.compile("申请[人者]|谁|\\bapplicants?\\b")


def answer_limited_parts(asked: Asked) -> Answer | None:
    """The parts of the one figure named that keep to the limit, each with its number; a part
    without one is named apart. None where that is not asked, or the figure has no parts.
    """
    query = asked.query
    # What parts add up to keeps to no limit of each.
    bound = bound_of(query.plain) if limits_parts(query) and not ADDED.search(query.plain) else None
    code, column = query.items[0], next(iter(query.breakdowns), "")
    if bound is None or len(query.items) != 1 or not is_plain(code):
        return None
    applicants = APPLICANTS.search(query.plain) and has_columns(code)
    parts = applicants_of(asked.sheet, code, column) if applicants else parts_asked(asked)
    results = code == "requests_new" and not applicants
    base = ("results_total" if results else code, column)
    if bound.unit == "%":
        parts = [asked.sheet.share(q.code, q.breakdown, base) for q in parts]
    parts = in_percent(asked, parts, base)
    return _limited(asked, parts, bound, label_of(*base, asked.language))


def table_of(query: Query) -> str:
    """The table that a question names, by its number; 主动公开那张表 is the second."""
    found = TABLE.search(query.plain)
    named = (found[1] or "二") if found else ""
    return TABLES.get(named, named)


def asks_table(query: Query) -> bool:
    """表四填了什么, 表四哪几项是0: whether what stands in the table is asked for."""
    return bool(WHAT_STANDS.search(query.plain)) or which_parts(query)


def answer_table(asked: Asked, table: str) -> Answer:
    """A table of the report: every row that its form has, of table three the totals; where
    it is asked which of them keep to a limit (表四里哪几项是0), those alone.
    """
    printed = asked.sheet.printed.values()
    codes = dict.fromkeys(f.indicator for f in printed if f.table == table and f.indicator)
    name = f"Table {table}" if asked.language == "en" else TABLE_NAMES.get(table, "")
    every = [asked.sheet.cell(code) for code in codes]
    bound = bound_of(asked.query.plain)
    if not (bound or which_parts(asked.query)):
        return answer_parts(asked, every, name)
    kept = _limited(asked, every, bound, name) if bound else None
    return kept or not_understood(asked.query, [asked.query.plain])


def _fits(part: Quantity, bound: Bound) -> bool:
    """Whether a limit in this unit can be put on it: none of any is none of money too."""
    cases = SAME.get(part.unit, (part.unit,))
    return bound.unit in cases or not (bound.unit or (bound.value and part.unit == "万元"))


def _words(asked: Asked, bound: Bound) -> str:
    if bound.sign == "=" and not bound.value:
        return "0" if asked.language == "en" else "为0"
    return asked.query.plain[bound.start : bound.end].strip("了 ")


def _limited(asked: Asked, parts: Sequence[Quantity], bound: Bound, label: str) -> Answer | None:
    """Those of the parts that keep to the limit; None where its unit is not theirs, or one alone
    has a number.
    """
    query = asked.query
    filled = [q for q in parts if q.value is not None and _fits(q, bound)]
    if len(filled) < 2:
        return None
    limit = in_unit(bound.value, bound.unit, filled[0].unit)
    held = [q for q in filled if SIGNS[bound.sign](exactly(q), limit)]
    names = dict(zip(map(id, filled), part_names(asked, filled, label), strict=True))
    listed = [f"{names[id(q)]}{asked.colon}{asked.number(q)}" for q in held]
    text = asked.say(
        "limited_parts" if held else "limited_none", label=label, n=len(held), of=len(parts),
        limit=_words(asked, bound),
        list=joined(asked.language, listed),
    )  # fmt: skip
    if gone := [asked.label(q) for q in parts if q.value is None]:
        left = names_joined(asked.language, gone)
        text += asked.space + asked.say("several_missing", names=left)
    counted = HOW_MANY_KINDS.search(query.plain)
    answer = Answer(
        query, "answered", text, kind="table",
        value=(str(len(held)), "项") if counted else None,
        rows=tuple(row_of(asked.sheet.report, q, asked.language) for q in held or parts),
    )  # fmt: skip
    return with_audit(asked, answer, list(parts))
