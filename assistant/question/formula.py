"""A rate that the question itself defines: 实质公开率，即予以公开加部分公开除以办结总数."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.codes import Rate, leaves, rates, readings_of
from assistant.query import Query
from assistant.question.lexicon import Meaning, Token, grammar
from assistant.question.named import codes_of, indicators_named
from assistant.question.one_row import without_groups

DIVIDED = re.compile("除以|÷|(?<=[\u3400-\u9fff])/(?=[\u3400-\u9fff])|\\bdivided by\\b")
# What leads to a definition, one behind the other.
LEADS = re.compile(
    r"(?:[,;:。?(=\s]|(?:也?就|也即|指的?|即|算的|算法)是|也?即为?|等于|[用拿按]|"
    r"\bthat is|\bmeaning|\bdefined as)+$"
)
CLAUSE = re.compile(r"[,;。?)]")
LESS = re.compile("减[去掉]?|扣[除掉]|剔除|除去|去掉|不[算含]|minus|less")
BETWEEN = re.compile(
    "(?:[的之和与及加+、()件数总两二种类者]|合计|相加|全部|所有|以及|plus|and|the|number|of|all|\\s)*"
)
KINDS = ("row2", "row3", "row4", "column4", "sum", "weak")
TOTALS = ("总计", "总数", "总件数", "总量")
BLOCKS = ("review", "suit_direct", "suit_after_review", "suit")
Span = tuple[int, int]
Leaves = frozenset[str]
Tokens = Sequence[Token]
Said = re.Match[str] | None


def as_defined(text: str, tokens: Tokens) -> str:
    """The text with the rate that its formula is, by name; a formula that is no usual rate's is a
    share, whatever it is called. As it was where no rate is named beside one formula.
    """
    divided = [m.span() for m in DIVIDED.finditer(text)]
    if len(divided) != 1:
        return text
    top, bottom = _sides(text, tokens, divided[0])
    if not (top and bottom and _told(text, top) and _told(text, bottom)):
        return text
    start, end = top[0].start, bottom[-1].end
    named = [t for t in tokens if _meant(t) and not start <= t.start < end]
    if len(named) != 1:
        return text
    usual = _usual(text, named, top, bottom, LESS.search(text, divided[0][1], end))
    columns = [t for t in tokens if t.code("breakdown") and start <= t.end and t.start < end]
    if usual is None or (usual and columns):
        return text
    lead = LEADS.search(text, named[0].end, start) if named[0].end <= start else None
    head = lead.start() if lead else start
    while text[end : end + 1] == ")" and text.count("(", head, end) > text.count(")", head, end):
        end += 1
    share = f"{text[start : divided[0][0]]}占{text[divided[0][1] : end].strip('()')}的百分之几"
    said = (named[0].start, named[0].end, usual)
    return _put(text, said, (head, end, "" if usual else share))


def _put(text: str, *edits: tuple[int, int, str]) -> str:
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _usual(text: str, named: Tokens, top: Tokens, bottom: Tokens, less: Said) -> str | None:
    """The name of the usual rate that a formula is, "" for any other; None where its words name no
    rows, or take off what no usual rate does.
    """
    whole = [t for t in bottom if not less or t.end <= less.start()]
    parts, base, minus = (
        _leaves(text, named, own) for own in (top, whole, [t for t in bottom if t not in whole])
    )
    if not (parts and base) or bool(less) is not bool(minus):
        return None
    for rate in _meant(named[0]):
        if _formula(rate) == (parts, base - minus):
            return named[0].text if named[0].code("rate") else called(rate.code)
    leans = named[0].code("rate").startswith(BLOCKS) and not any(t.code("row4") for t in top)
    return None if less or leans else ""


def _sides(text: str, tokens: Tokens, divided: Span) -> tuple[Tokens, Tokens]:
    """What names a figure before and behind the sign, in the clause of each."""
    start = max((m.end() for m in CLAUSE.finditer(text, 0, divided[0])), default=0)
    opened = divided[1] + text[divided[1] :].startswith("(")
    end = stop.start() if (stop := CLAUSE.search(text, opened)) else len(text)
    rows = [t for t in tokens if any(map(t.code, KINDS)) and not _meant(t)]
    rows = [t for t in tokens if t in rows or _is_total(t)]
    before = [t for t in rows if start <= t.start and t.end <= divided[0]]
    return before, [t for t in rows if opened <= t.start and t.end <= end]


def _told(text: str, side: Tokens) -> bool:
    """Whether nothing stands among the figures of a side but what adds them up."""
    gaps = (text[one.end : other.start] for one, other in pairwise(side))
    return all(BETWEEN.fullmatch(LESS.sub("", gap)) for gap in gaps)


def _meant(token: Token) -> list[Rate]:
    """The rates that a token names, by itself or as a word of several meanings."""
    codes = [token.code("rate"), *readings_of(token.code("readings"))]
    return [rates()[code] for code in codes if code in rates()]


def _leaves(text: str, named: Tokens, tokens: Tokens) -> Leaves:
    """The rows that some tokens name together, of the block that the rate beside them is of."""
    block = next((b for b in BLOCKS if named[0].code("rate").startswith(f"{b}_")), "")
    alone = block and tokens and not any(t.code("row4") for t in tokens)
    row = [replace(named[0], meanings=(Meaning("row4", block),))] if alone else []
    own = (*row, *(_whole(t, block) for t in tokens))
    plain = _alone(text, tokens)
    query, codes = Query(text="", plain=plain, language="zh-Hans", tokens=own), codes_of(own)
    rows = without_groups(query, [*codes("sum"), *indicators_named(query)])
    return frozenset().union(*map(leaves, rows or codes("weak")))


def _alone(text: str, tokens: Tokens) -> str:
    """The text with nothing but one side in it, at its place."""
    start, end = (tokens[0].start, tokens[-1].end) if tokens else (0, 0)
    return " " * start + text[start:end] + " " * (len(text) - end)


def _whole(token: Token, block: str) -> Token:
    """总计 by itself is of the cases that the rate is of, else of all that was dealt with."""
    total = Meaning("column4", "total") if block else Meaning("row3", "results_total")
    return replace(token, meanings=(total,)) if _is_total(token) else token


def _is_total(token: Token) -> bool:
    return token.text in TOTALS and not any(map(token.code, KINDS))


def _formula(rate: Rate) -> tuple[Leaves, Leaves]:
    parts, whole, minus = (
        frozenset().union(*map(leaves, codes)) for codes in (rate.parts, rate.whole, rate.minus)
    )
    return parts, whole - minus


def called(code: str) -> str:
    """How a rate is asked for by name."""
    asked = next(r["asked"] for r in grammar("rates")["rate"] if r["code"] == code)
    return next(str(name) for name in asked if "(" not in name)
