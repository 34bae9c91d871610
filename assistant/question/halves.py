"""Halves of a question with slots of their own, and numbers asked for that no figure read tells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.codes import rates, readings_of, sum_of
from assistant.query import Query
from assistant.question.adding import asks_sum
from assistant.question.lexicon import Token
from ingest import forms

NAMED = ("row2", "row3", "row4", "rate", "readings", "sum", "weak")
ROWS = ("row2", "row3", "row4", "rate", "readings", "sum", "column4")
COUNTED = (*NAMED, "column4", "breakdown")
CHANGES = ("difference", "growth", "times", "ratio")
CARRIED = {"requests_carried_in", "requests_carried_out", "carried"}
YEAR = re.compile(r"(?:19|20)\d\d年?|(?<!同)[去前今]年|[上前]一?年")
COUNT = re.compile("(?:多少|(?<![那这好上前没])几)(?![种类项成倍百分])")
JOINING = re.compile(r"\s*(?:和|与|跟|同|及|、|以及|and|,)\s*(?:how many )?")
REQUESTS = ("requests", "申请", "信息公开申请", "申请数", "申请量")
CLAUSE, SENTENCE = re.compile("[^,;。?!、]+"), re.compile("[^,;。?!]+")
WITHIN = re.compile("其中|里[头面边]|当中|分别|各")
WHICH_MORE = re.compile("(?:哪一?[个边家]|谁)的?[更最]?[多高大少低小](?!少)")
# 复议的总数、诉讼的未审结数: the total beside another result.
TOTAL = re.compile("的?(?:案件|案子)?的?(?:总数|总量|总计|合计)")
# 企业的公开数: made public, and no word of the subject.
DISCLOSED = re.compile(
    "(?<!信息)(?<!政务)(?<!政府)(?<!申请)(?<!主动)公开(?:的?件数|的?数量|数)(?![据字])"
)
# 不予公开的理由里增加的有哪些: of a whole that is named, its parts are asked for.
WHICH_CHANGED = re.compile(
    "(?:增加|减少|增多|变多|变少|上升|下降|提高|降低|增长|上涨|[多少]了|[涨降升跌])了?的"
    "[是有都]*(?:哪|什么)"
)


def halves(query: Query) -> Iterator[str]:
    """The words of a half that the figures read say nothing of."""
    yield from _apart(query)
    yield from ordered_apart(query)
    if "requests_new" not in query.items and query.operation in ("", "parts", "sum"):
        yield from _beside_cases(query)
    if query.operation in ("", "confirm", "difference"):
        yield from _asked_too(query)
    if query.operation in ("", "confirm", "parts"):
        yield from _totals(query)
    if not any(c.startswith(("granted", "disclos", "substantive")) for c in query.items):
        kinds = ("row3", "column2", "readings")
        rows = [t for t in query.tokens if any(map(t.code, kinds))]
        inside = {at for t in rows for at in range(t.start, t.end)}
        found = DISCLOSED.finditer(query.plain)
        yield from (m[0] for m in found if m.start() not in inside)
    if query.operation in CHANGES or query.direction:
        yield from WHICH_CHANGED.findall(query.plain)
    years = len(query.years) > 1 or query.period is not None
    if query.operation in ("difference", "times", "ratio") and len(query.bodies) > 2 and not years:
        # 比勉县多多少，比西乡县呢: a difference is of two.
        yield query.plain


# 维持、纠正等各是多少: those named and the others beside them.
ETC = re.compile(
    "等等?(?:各?[类种项])?(?=各|分别|都|几[项类种]|这[些几]|的?(?:情况|结果|情形)|多少)"
)


def with_wholes(query: Query) -> Query:
    """复议多少件，其中维持几件: the whole that a clause of its own asks for, beside the parts."""
    if query.operation not in ("", "confirm") or not query.items or query.breakdowns:
        return query
    clauses = list(_counting(query))
    wholes = [code for named in clauses if len(clauses) > 1 and (code := _row(named))]
    wholes = [code for code in dict.fromkeys(wholes) if not {code, *sum_of(code)} & {*query.items}]
    few = len(wholes) == 1 and not any(map(_is_rated, query.items))
    return replace(query, items=(*wholes, *query.items)) if few else query


def with_all_parts(query: Query) -> Query:
    """维持、纠正等各是多少: the parts named stand for all that their whole has."""
    known, last = forms.indicators(), max((t.end for t in query.tokens if _is_row(t)), default=0)
    wholes = {known[code].part_of if code in known else "" for code in query.items}
    if len(query.items) < 2 or len(wholes) > 1 or not ETC.match(query.plain, last):
        return query
    every = forms.parts(*wholes) if any(wholes) else ()
    return replace(query, items=every, operation="") if {*query.items} < {*every} else query


def _is_row(token: Token) -> bool:
    return any(token.code(kind) for kind in COUNTED)


def _is_rated(code: str) -> bool:
    return any(own in rates() for own in (code, *readings_of(code)))


def _counting(query: Query) -> Iterator[Sequence[Token]]:
    """The tokens of each clause that asks for a number and names what of."""
    for clause in CLAUSE.finditer(query.plain):
        start, end = clause.span()
        held = [t for t in query.tokens if start <= t.start < end]
        named = [t for t in held if any(t.code(kind) for kind in COUNTED)]
        if named and COUNT.search(clause[0]):
            yield named


def _row(named: Sequence[Token]) -> str:
    """The one row that a clause names, "" for several or for a part of one."""
    codes = {_code(token) for token in named}
    return codes.pop() if len(codes) == 1 else ""


def _code(token: Token) -> str:
    if token.code("rate") or token.code("breakdown") or token.code("column4"):
        return ""
    block = token.code("row4")
    return f"{block}_total" if block else token.code("row3") or token.code("weak")


def _apart(query: Query) -> Iterator[str]:
    """2023年的新收比2024年的办结多多少: each half has a row and a year, or a place, of its own."""
    if not (query.operation in CHANGES or WHICH_MORE.search(query.plain) or asks_sum(query)):
        return
    places = [(m.start, m.end, "") for m in query.mentions]
    named = [(t.start, t.end, c) for t in query.tokens for k in NAMED if (c := t.code(k))]
    # 许可2024比2023少办了多少: 办了 is asked for by no one.
    rows = [r for r in named if any(c == r[2] or c.startswith(f"{r[2]}_") for c in query.items)]
    inside = {at for start, end, _ in rows for at in range(start, end)}
    years = (m.span() for m in YEAR.finditer(query.plain) if m.start() not in inside)
    places += [(*span, "") for span in years]
    order = [code for _, _, code in sorted([*places, *rows])]
    turns = [code for n, code in enumerate(order) if code or not n or order[n - 1]]
    if turns[:1] == [""] and turns[2:3] == [""] and len(turns) == 4:
        one, other = turns[1], turns[3]
        if one != other and not {one, other} <= CARRIED:
            yield from (query.plain[s:e] for s, e, _ in sorted(rows))


def ordered_apart(query: Query) -> Iterator[str]:
    """哪类申请最多，公开率呢: what is put in order is not what the clause behind asks for."""
    for token in (t for t in query.tokens if t.code("superlative") or "最" in t.text):
        clause = next(m.span() for m in SENTENCE.finditer(query.plain) if m.end() > token.start)
        inside = [t for t in query.tokens if clause[0] <= t.start < clause[1]]
        behind = [t for t in query.tokens if t.start >= clause[1]]
        named, later = ([t for t in side if any(map(t.code, ROWS))] for side in (inside, behind))
        weak = [t.text for t in inside if t.code("weak")]
        if weak and later and not named and "requests_new" not in query.items:
            yield token.text


def _beside_cases(query: Query) -> Iterator[str]:
    """申请和复议各多少, 诉讼、申请各多少: requests joined to cases, and not told."""
    said = (t for t in query.tokens if any(m.kind != "filler" for m in t.meanings))
    for one, other in pairwise(said):
        words = [t.text for t in (one, other) if t.code("weak") and t.text in REQUESTS]
        kinds = ("row2", "row3", "row4") if query.language == "en" else ("row4",)
        cases = any(t.code(kind) for t in (one, other) for kind in kinds)
        if words and cases and JOINING.fullmatch(query.plain[one.end : other.start]):
            yield from words


def _asked_too(query: Query) -> Iterator[str]:
    """收到多少申请，办结多少，结转多少: more numbers are asked for than rows are told."""
    if any(map(_is_rated, query.items)):
        return
    if query.breakdowns and WITHIN.search(query.plain):
        return
    asked = [named[0].text for named in _counting(query)]
    told = len(query.items) * max(1, len(query.breakdowns))
    if query.operation != "difference":  # 多收多少申请、少公开多少: two are of two rows
        told *= max(1, len(query.bodies)) * max(1, len(query.years))
    if len(asked) > max(told, 1):
        yield asked[0]


def _totals(query: Query) -> Iterator[str]:
    """复议的总数、诉讼的未审结数: a total that is named and not told."""
    if any(c in rates() for c in query.items):
        return
    told = [code.removesuffix("_total") for code in query.items if code.endswith("_total")]
    for token in query.tokens:
        total, code = TOTAL.match(query.plain, token.end), token.code("row4")
        if total and code and not any(one.startswith(code) for one in told):
            yield total[0]
