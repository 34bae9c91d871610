"""Which indicators the words of a question name: rows and columns of each table put together."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from assistant.codes import rates, sum_of
from assistant.query import Query
from assistant.question.lexicon import Token
from ingest import forms

COUNT_WORDS = re.compile(
    r"(?:(?<![好哪没])几(?![个条点](?:方面|毛病|短板))|多少|几多)(?:件|条|份|个|次|场|期|篇|册|起|宗|人|元)|多少钱|总额|件数(?:是|为)|几多|总共|一共|共计|"
    r"how many|how much|how often"
)
# 没审完的几件，审完的呢: each side asks for something of its own.
ASKED_FOR = re.compile(f"{COUNT_WORDS.pattern}|呢[?。]*$")
SUITS = ("suit_direct", "suit_after_review")
GROUPS = ("refused", "unavailable", "not_processed", "otherwise")
OF_PROCUREMENT = {"items_last_year": "projects", "collected": "amount"}
# 增减百分之几 is how a number changed, and no column 本年增/减.
CHANGED = re.compile("百分|同比|%")
# 集中采购项目有几个 counts them.
ITEMS = re.compile("[几少]个(?![亿万千百十])")
OF_DOCUMENTS = {"issued", "repealed", "in_force"}
ROWED = ("3", "annex")
UNFINISHED = re.compile("[没未]|积压|压着|搁置|unfinished|pending|open|outstanding|undecided")
VERBS = ("requests_new", "results_total", "granted")
# How a rate is made: what over what, and what is left out.
FORMULA = re.compile(
    "占|除以|[÷/]|分母|公式|剔除|[扣除刨去]掉|扣[除去]|除去|刨[除去]|排除|"
    "[按以拿][^,;。]{2,16}(?:[来计]?算|为(?:分母|底数?|基数))"
)
OF_THESE = re.compile("(?:申请|案件|的),[^,;。?]*$")
SHARE = re.compile("占|比重|比例|比率|百分|份[量额]|分量|几成|percent|proportion|share|fraction")
SIDE_BY_SIDE = re.compile(r"[和与、加减+÷/]|除以|,(?!其中)|(?<!涉)及|占|and|share|percent")
AGAINST = re.compile(f"{SIDE_BY_SIDE.pattern}|[,;?。]|比|[等大小多少高低]于|超过|不如|over")
APPLIED = re.compile("(?:申请|提|递|提交)(?:了|有|是)?(?:多少|几)")
NAMING = ("row2", "row4", "column4", "rate", "readings", "sum", "topic", "operation")
Codes = Callable[[str], list[str]]


def without_subject(query: Query, items: list[str], codes: Codes) -> list[str]:
    """逾期不补正的申请数量: 申请数量 only says what is counted where another row is named."""
    known = forms.indicators()
    others = [c for c in items if c in known and known[c].table in ROWED and c != "requests_new"]
    if "requests_new" not in items or not (others or codes("readings") or codes("sum")):
        return items
    rows = [t for t in query.tokens if any(t.code(k) for k in ("row3", "readings", "sum", "annex"))]
    subject = next((t for t in rows if t.code("row3") == "requests_new"), None)
    others_at = [t for t in rows if t is not subject]
    if subject is None or not others_at:
        return items
    counted = re.match("了?(?:多少|几)[件份个]?申请", query.plain[subject.end :])
    if "fees" in items and "申请" not in subject.text and not counted:
        # 收费…多收了 takes in money.
        return [c for c in items if c != "requests_new"]
    nearest = min(others_at, key=lambda t: abs(t.start - subject.start))
    first, last = sorted((subject, nearest), key=lambda t: t.start)
    between = query.plain[first.end : last.start]
    apart = AGAINST.search(between)
    # 下降了百分之多少 is no share.
    grown = [t.text for t in query.tokens if t.code("operation") == "growth"]
    apart = apart or SHARE.search(re.sub("|".join(map(re.escape, grown)) or "$^", "", query.plain))
    held = last is subject and "申请" not in subject.text
    if held and OF_THESE.search(query.plain, 0, last.start):
        # 重复的申请，一年收了几件: what stands in front is what came in.
        apart = COUNT_WORDS.search(query.plain[: last.start])
    return items if apart else [c for c in items if c != "requests_new"]


def without_formula(query: Query, items: list[str], named: Sequence[str]) -> list[str]:
    """结转率，就是转到下年的占收办总数: the whole that a rate has anyway, and what is taken off it,
    only say how the rate is made; another whole is the one asked for.
    """
    if not FORMULA.search(query.plain):
        return items
    for rate in (rates()[code] for code in named if code in items):
        made = {code: {*(sum_of(code) or (code,))} for code in items}
        whole = [code for code, cells in made.items() if cells <= {*rate.whole}]
        told = {cell for code in whole for cell in made[code]}
        less = [code for code, cells in made.items() if cells <= {*rate.minus}]
        said = (*whole, *less) if told == {*rate.whole} else less
        items = [code for code in items if code not in said]
    return items


def codes_of(tokens: Sequence[Token]) -> Codes:
    """The codes of a kind in the order of the tokens, every meaning of each."""
    return lambda kind: list(
        dict.fromkeys(m.code for t in tokens for m in t.meanings if m.kind == kind)
    )


def rates_of(codes: Codes) -> list[str]:
    """The rates named; 纠正率 is of the block that the question names: 行政诉讼的纠正率."""
    named, rated = codes("row4"), codes("rate")
    if (blocks := [b for b in named if b != "review"]) and "review" not in named:
        block = next((b for b in blocks if b in SUITS), "suit")
        return [re.sub("^(?:review|suit)_(?=corrected|upheld)", f"{block}_", c) for c in rated]
    if named == ["review"] and len(rated) == 1 and rated[0].startswith("suit_"):
        # 复议、诉讼纠正率: the rate is of both.
        return [rated[0].replace("suit_", "review_", 1), *rated]
    return rated


def indicators_named(query: Query) -> list[str]:
    """The indicators of each question in a line; a later one leans on the row of the one before:
    复议一共几件？纠正几件？
    """
    found: list[str] = []
    blocks: list[str] = []
    rows: list[str] = []
    pieces = _pieces(query)
    for tokens in pieces:
        codes = codes_of(tokens)
        if CHANGED.search(query.plain) or len(query.years) > 1:
            codes = partial(_without, codes, "items_change")
        if _leads_to_suit(query, tokens):
            codes = partial(_without, codes, "review")
        own = codes("row4") or codes("verdict")
        # 审完的 behind cases is of those, and of no requests.
        rows3 = [t for t in tokens if t.code("row3") and not (blocks and t.code("column4"))]
        alone = not (own or codes("row2") or rows3)
        held = blocks if alone and codes("column4") else own
        if alone and codes("column2"):
            codes = partial(_with_row, codes, "row2", rows)
        if _unfinished(query, tokens):
            codes = partial(_as_pending, codes)
        own_rows = _indicators(partial(_with_row, codes, "row4", held))
        # 律师申请几件，公开几件: 申请 by itself in a part of its own.
        counts = any(t.code("weak") and APPLIED.match(query.plain, t.start) for t in tokens)
        only = counts and len(pieces) > 1 and not any(codes(kind) for kind in NAMING)
        found += own_rows or (codes("weak") if only else [])
        blocks, rows = own or blocks, codes("row2") or rows
    if ITEMS.search(query.plain):
        found = ["procurement_projects" if c == "procurement_amount" else c for c in found]
    return list(dict.fromkeys(found))


def _leads_to_suit(query: Query, tokens: Sequence[Token]) -> bool:
    """先复议，再起诉的: the review only says which suits; 复议和复议后起诉 names both."""
    reviews = [t for t in tokens if t.code("row4") == "review"]
    after = [t for t in tokens if t.code("row4") == "suit_after_review"]
    if not (reviews and after) or any(t.code("row4") == "suit" for t in tokens):
        return False
    first, last = sorted((reviews[0], after[0]), key=lambda token: token.start)
    return not re.search("[和与跟、加]|及|and", query.plain[first.end : last.start])


def _unfinished(query: Query, tokens: Sequence[Token]) -> bool:
    """复议年底没办完的, reviews still pending at year end: cases without an end are no requests."""
    for one, other in pairwise(t for t in tokens if t.code("row4") or t.code("row3")):
        ends = {bool(t.code("row4")): t for t in (one, other)}
        if len(ends) < 2 or ends[False].code("row3") != "requests_carried_out":
            continue
        joined = SIDE_BY_SIDE.search(query.plain[one.end : other.start])
        if UNFINISHED.search(ends[False].text) and not joined:
            return True
    return False


def _as_pending(codes: Codes, kind: str) -> list[str]:
    if kind == "column4":
        return codes(kind) or ["pending"]
    return [c for c in codes(kind) if kind != "row3" or c != "requests_carried_out"]


def _without(codes: Codes, left: str, kind: str) -> list[str]:
    return [code for code in codes(kind) if code != left]


def _with_row(codes: Codes, which: str, held: list[str], kind: str) -> list[str]:
    return held if kind == which else codes(kind)


def _pieces(query: Query) -> list[list[Token]]:
    ends = [m.start() for m in re.finditer(r"[?;。](?=.*\w)|除以", query.plain)]
    for comma in re.finditer(",", query.plain):
        # Only where each side counts something of its own.
        sides = query.plain[: comma.start()], query.plain[comma.end() :]
        ends += [comma.start()] if all(ASKED_FOR.search(side) for side in sides) else []
    pieces: list[list[Token]] = [[] for _ in range(len(ends) + 1)]
    for token in query.tokens:
        pieces[sum(end < token.start for end in ends)].append(token)
    return pieces


def _indicators(codes: Codes) -> list[str]:
    known = forms.indicators()
    threes = codes("row3")
    columns = _columns(codes)
    rows = codes("row2") or (codes("weak_row2") if columns else [])
    # 撤销的个人隐私 is no repealed rule: what is done with rules names them only by itself.
    others = [*codes("row4"), *(code for code in threes if code not in VERBS)]
    found = [*_table_two(rows, columns, others), *_table_four(codes)]
    if found and threes:
        # 复议维持 and 处罚收到 name a row of their own table; what receives is only a verb there.
        threes = [code for code in threes if code not in VERBS]
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
