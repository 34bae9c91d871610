"""Which indicators the words of a question name, and which only say where another stands."""

import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from assistant.codes import rates, sum_of
from assistant.query import Query
from assistant.question.beside import SETTING, by_place, joins, things_of
from assistant.question.cells import SUITS, Codes, indicators_of, listed_beside
from assistant.question.lexicon import Token
from ingest import forms

COUNT_WORDS = re.compile(
    r"(?:(?<![好哪没])几(?![个条点](?:方面|毛病|短板))|多少|几多)(?:件|条|份|个|次|场|期|篇|册|起|宗|人|元)|多少钱|总额|件数(?:是|为)|几多|总共|一共|共计|"
    r"how many|how much|how often"
)
# 没审完的几件，审完的呢: each side asks for something of its own.
ASKED_FOR = re.compile(f"{COUNT_WORDS.pattern}|呢[?。]*$")
# 增减百分之几 is how a number changed, and no column 本年增/减.
CHANGED = re.compile("百分|同比|%")
# 集中采购项目有几个 counts them.
ITEMS = re.compile("[几少]个(?![亿万千百十])")
ROWED = ("3", "annex")
TIED = re.compile("(?:的|案件?|已经?|当年|都)*")
UNFINISHED = re.compile("[没未]|积压|压着|搁置|unfinished|pending|open|outstanding|undecided")
FINISHED = re.compile("[结完毕]|finished|closed|completed|concluded")
# How a rate is made: what over what, and what is left out.
FORMULA = re.compile(
    "占|除以|[÷/]|分母|公式|剔除|[扣除刨去]掉|扣[除去]|除去|刨[除去]|排除|"
    "[按以拿][^,;。]{2,16}(?:[来计]?算|为(?:分母|底数?|基数))"
)
OF_THESE = re.compile("(?:申请|案件|的),[^,;。?]*$")
SHARE = re.compile("占|比重|比例|比率|百分|份[量额]|分量|几成|percent|proportion|share|fraction")
SIDE_BY_SIDE = re.compile(r"[和与、加减+÷/]|除以|,(?!其中)|(?<!涉)及|占|and|share|percent")
AGAINST = re.compile(f"{SIDE_BY_SIDE.pattern}|[,:;?。]|比|[等大小多少高低]于|超过|不如|over")
APPLIED = re.compile("(?:申请|提|递|提交)(?:了|有|是)?(?:多少|几)")
NAMING = ("row2", "row4", "column4", "rate", "readings", "sum", "topic", "operation")


def without_subject(query: Query, items: list[str], codes: Codes) -> list[str]:
    """逾期不补正的申请数量: 申请数量 only says what is counted where another row is named."""
    known = forms.indicators()
    others = [c for c in items if c in known and known[c].table in ROWED and c != "requests_new"]
    if "requests_new" not in items or not (others or codes("readings") or codes("sum")):
        return items
    rows = [t for t in query.tokens if any(t.code(k) for k in ("row3", "readings", "sum", "annex"))]
    subject = next((t for t in rows if t.code("row3") == "requests_new"), None)
    others_at = [t for t in rows if t.code("row3") != "requests_new"]
    if subject is None or not others_at:
        return items
    counted = re.match("了?(?:多少|几)[件份个]?申请", query.plain[subject.end :])
    if "fees" in items and "申请" not in subject.text and not counted:
        # 收费…多收了 takes in money.
        return [c for c in items if c != "requests_new"]
    nearest = min(others_at, key=lambda t: abs(t.start - subject.start))
    first, last = sorted((subject, nearest), key=lambda t: t.start)
    between = query.plain[first.end : last.start]
    # 新收是公开的几倍
    setting = not {*codes("operation")}.isdisjoint(SETTING)
    apart = bool(AGAINST.search(between) or (setting and joins(between)))
    # 下降了百分之多少 is no share.
    grown = [t.text for t in query.tokens if t.code("operation") == "growth"]
    plain = re.sub("|".join(map(re.escape, grown)) or "$^", "", query.plain)
    apart = apart or bool(SHARE.search(plain))
    held = last is subject and "申请" not in subject.text
    if held and OF_THESE.search(query.plain, 0, last.start):
        # 重复的申请，一年收了几件: what stands in front is what came in.
        apart = bool(COUNT_WORDS.search(query.plain[: last.start]))
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
        if _finished(query, tokens):
            codes = partial(_as_decided, codes)
        beside = listed_beside(query, tokens) | things_of(query, tokens)
        named = indicators_of(partial(_with_row, codes, "row4", held), beside)
        own_rows = by_place(named, tokens)
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


def _finished(query: Query, tokens: Sequence[Token]) -> bool:
    """办结的行政复议, 诉讼办完了几件: cases with an end, whatever requests were dealt with."""
    for one, other in pairwise(t for t in tokens if t.code("row4") or t.code("row3")):
        ends = {bool(t.code("row4")): t for t in (one, other)}
        if len(ends) < 2 or ends[False].code("row3") != "results_total":
            continue
        between = query.plain[one.end : other.start]
        if FINISHED.search(ends[False].text) and TIED.fullmatch(between):
            return True
    return False


def _as_decided(codes: Codes, kind: str) -> list[str]:
    return codes(kind) or ["decided"] if kind == "column4" else codes(kind)


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
