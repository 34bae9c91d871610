"""Cells that words name: rows and columns of each table put together."""

import re
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from assistant.codes import sum_of
from assistant.query import Query
from assistant.question.lexicon import Token
from ingest import forms

GROUPS = ("refused", "unavailable", "not_processed", "otherwise")
SUITS = ("suit_direct", "suit_after_review")
OF_PROCUREMENT = {"items_last_year": "projects", "collected": "amount"}
OF_DOCUMENTS = {"issued", "repealed", "in_force"}
VERBS = ("requests_new", "results_total", "granted")
Codes = Callable[[str], list[str]]
ROWS = ("row2", "row3", "row4", "readings", "sum", "rate")
# 新收申请数、办结数和复议: what joins the rows of a list, and what says of each that it is counted.
JOINED = re.compile(
    r"(?:的|申请|信息|件数|总数|数量?|量|总量)*\s*(?:[、,和与及跟]|以及|还有|,? and)\s*"
)


def listed_beside(query: Query, tokens: Sequence[Token]) -> set[str]:
    """新收、办结和复议各多少: the verbs that stand in one list with rows that are none."""
    runs: list[list[Token]] = [[]]
    rows = [t for t in tokens if any(map(t.code, ROWS))]
    for one, other in pairwise(rows):
        runs[-1].append(one)
        if not JOINED.fullmatch(query.plain, one.end, other.start):
            runs.append([])
    runs[-1] += rows[-1:]
    lists = [run for run in runs if any(t.code("row3") not in VERBS for t in run)]
    return {t.code("row3") for run in lists if len(run) > 1 for t in run} & {*VERBS}


def indicators_of(codes: Codes, listed: Collection[str] = ()) -> list[str]:
    """The cells that rows and columns name together; listed are the verbs that stand in a list of
    rows, and so are rows of their own.
    """
    known = forms.indicators()
    threes = codes("row3")
    columns = _columns(codes)
    rows = codes("row2") or (codes("weak_row2") if columns else [])
    # 撤销的个人隐私 is no repealed rule: what is done with rules names them only by itself.
    others = [*codes("row4"), *(code for code in threes if code not in VERBS)]
    found = [*_table_two(rows, columns, others), *_table_four(codes)]
    if found and threes:
        # 复议维持 and 处罚收到 name a row of their own table; what receives is only a verb there.
        threes = [code for code in threes if code not in VERBS or code in listed]
    found += threes
    return [c for c in found if c in known or sum_of(c) or c in ("rules", "normative")]


def _columns(codes: Codes) -> list[str]:
    """新增规章和废止规章各几件: what is done with documents, in words of the form and in others."""
    strong, weak = codes("column2"), codes("weak_column2")
    if not strong or not set(weak) <= OF_DOCUMENTS:
        return strong or weak
    return [*strong, *(c for c in weak if c not in strong)]


def _table_two(rows: list[str], columns: list[str], blocks: list[str]) -> list[str]:
    known = forms.indicators()
    if not rows and columns and not blocks:
        rows = ["rules", "normative"] if OF_DOCUMENTS & set(columns) else []
        rows = rows or (["procurement"] if {"projects", "amount"} & set(columns) else [])
        columns = [c for c in columns if rows == ["procurement"] or c in OF_DOCUMENTS]
    found = []
    if "items_change" in columns:
        columns = [c for c in columns if c != "items_last_year"]
    for row in rows:
        # 项目数量 is of items in each row that has it; of procurement it counts projects.
        own = [column_of(row, c) for c in columns]
        named = [f"{row}_{c}" for c in own if f"{row}_{c}" in known]
        default = {"fees": "collected", "procurement": "amount"}.get(row, "decided")
        found += named or ([f"{row}_{default}"] if f"{row}_{default}" in known else [row])
    return found


def column_of(row: str, column: str) -> str:
    """The column as the row has it: 金额 of procurement is its own."""
    return OF_PROCUREMENT.get(column, column) if row == "procurement" else column


def _table_four(codes: Codes) -> list[str]:
    blocks = codes("row4")
    results = codes("column4")
    if not blocks or len(results) > 1:
        # 审结的复议里纠正几件, 审结的申请: it counts by itself, and only of what is heard.
        results = [r for r in results if r != "decided"]
    if "suit" in blocks and any(b in SUITS for b in blocks):
        blocks = [b for b in blocks if b != "suit"]
    carried = results == ["pending"] and "requests_carried_out" in codes("row3")
    if not blocks and results and not (carried or codes("row2")):
        # 纠正率，用纠正的除以…: of the block that the rate is of.
        rated = [b for b in ("review", "suit") if any(r.startswith(b) for r in codes("rate"))]
        blocks = rated or ["review", "suit"]
    return [f"{block}_{result}" for block in blocks for result in results or ["total"]]
