"""Rows added and taken off one another: 新收加上年结转再减去办结总数, each of its own year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer import Answer, Row, row_of
from assistant.codes import is_plain
from assistant.figures.apart import NAMING, in_full, read_part
from assistant.figures.comparisons import with_cells
from assistant.figures.lookup import Quantity
from assistant.figures.quantities import Asked, answer_nothing
from assistant.query import Query
from assistant.question.lexicon import Token
from assistant.question.restricting import narrowing
from assistant.texts import unit_text
from ingest.amounts import plain

SIGN = re.compile(
    "(?<![增更参附追外])加(?![起总一强快急工]|在)|[＋+]|(?<!增)减(?![少免幅半弱])|[−－]|"
    "(?<![0-9])-(?=[㐀-鿿])"
)
# What may stand between a sign and its row, and around the whole, and says nothing of its own.
JOINS = re.compile(
    "(?:[上去掉再又然后,，()的数件项总用拿以把将从先末底初年度里]|现行|(?:19|20)\\d\\d年?|件数|数量|总数|总量|总件数|那些|全部)*"
)
AROUND = re.compile("[应该当须得剩下余会理论上去掉减加再又末]*")
YEAR = re.compile("(?:19|20)\\d\\d(?=年)")
ASKED = re.compile("多少|几|等于|[是得]?什么数|how many")
CONTEXT = ("row2", "row4")
OTHERS = ("", "difference", "sum", "rest", "confirm")
LEAST = 3


@dataclass(frozen=True)
class Term:
    """One row of a reckoning: its sign, 1 or -1, the stretch that names it, and its tokens."""

    sign: int
    start: int
    end: int
    tokens: tuple[Token, ...]


def answer_arithmetic(every: Sequence[Asked]) -> Answer | None:
    """What rows of one body come to, some taken off; None where not so asked, or a word of it
    isn't read.
    """
    query = every[0].query
    if len(query.bodies) != 1 or query.premises or query.operation not in OTHERS:
        return None
    terms = _terms(query)
    if len(terms) < LEAST or all(t.sign > 0 for t in terms) or not _all_read(query, terms):
        return None
    cells = list(_cells(every, terms))
    if len(cells) != len(terms) or len({q.unit for _, q in cells}) > 1:
        return None
    return _told(cells, [t.sign for t in terms])


def _terms(query: Query) -> list[Term]:
    """The rows in order, each with the sign that leads to it."""
    rows = [t for t in query.tokens if any(map(t.code, NAMING)) or t.code("breakdown")]
    inside = {at for t in rows for at in range(t.start, t.end)}
    signs = [m for m in SIGN.finditer(query.plain) if m.start() not in inside]
    if not signs:
        return []
    ends = [*(m.start() for m in signs), len(query.plain)]
    starts = [0, *(m.end() for m in signs)]
    own = [1, *(1 if m[0] in "加＋+" else -1 for m in signs)]
    found = []
    for sign, start, end in zip(own, starts, ends, strict=True):
        if end == len(query.plain):
            stop = query.plain.find(",", start)
            end = stop if stop > 0 else end
        tokens = tuple(t for t in rows if start <= t.start and t.end <= end)
        found.append(Term(sign, start, end, tokens))
    return found


def _all_read(query: Query, terms: Sequence[Term]) -> bool:
    """Whether each term is one row and nothing else, and only what it is of is named beside."""
    named = [t for term in terms for t in term.tokens]
    rest = [t for t in query.tokens if t not in named and any(map(t.code, NAMING))]
    beside = all(any(map(t.code, CONTEXT)) and t.start >= terms[-1].end for t in rest)
    told = all(term.tokens and _joined(query, term) for term in terms)
    unread = all(AROUND.fullmatch(word) for word in query.unread)
    return beside and told and unread and not narrowing(query) and bool(ASKED.search(query.plain))


def _joined(query: Query, term: Term) -> bool:
    """Whether between the sign and the words of a row, and among them, nothing narrows it."""
    places = [(m.start, m.end) for m in query.mentions]
    taken = [*places, *((t.start, t.end) for t in term.tokens)]
    talk = [(t.start, t.end) for t in query.tokens if t.start >= term.tokens[-1].end]
    held = {at for start, end in (*taken, *talk) for at in range(start, end)}
    left = "".join(
        query.plain[at] for at in range(term.start, term.tokens[-1].end) if at not in held
    )
    return bool(JOINS.fullmatch(left))


def _cells(every: Sequence[Asked], terms: Sequence[Term]) -> Iterator[tuple[Asked, Quantity]]:
    """The number of each term in the report of its year, that of the term before where it names
    none; of a column alone in the row named before it, or behind them all.
    """
    query, own = every[0].query, every[0] if len(every) == 1 else None
    context = [t for t in query.tokens if t.start >= terms[-1].end and any(map(t.code, CONTEXT))]
    for term in terms:
        if year := YEAR.search(query.plain, term.start, term.end):
            own = next((a for a in every if str(a.sheet.report.year) == year[0]), None)
        rows = [t for t in term.tokens if any(map(t.code, CONTEXT))]
        context, alone = rows or context, not rows
        columns = any(t.code(kind) for t in term.tokens for kind in ("column2", "column4"))
        tokens = (*term.tokens, *(context if alone and columns else ()))
        part = in_full(read_part(replace(query, tokens=tokens), [(t.start, t.end) for t in tokens]))
        if own is None or len(part.items) != 1 or len(part.breakdowns) > 1:
            return
        if not is_plain(part.items[0]):
            return
        yield own, own.sheet.quantity(part.items[0], next(iter(part.breakdowns), ""))


def _told(cells: Sequence[tuple[Asked, Quantity]], signs: Sequence[int]) -> Answer:
    """The result with its formula, a row for each term."""
    for asked, quantity in cells:
        if quantity.value is None:
            return answer_nothing(asked, quantity)
    asked, unit = cells[-1][0], cells[0][1].unit
    total = sum(
        (s * (q.value or Decimal(0)) for s, (_, q) in zip(signs, cells, strict=True)), Decimal(0)
    )
    english, held = asked.language == "en", {a.sheet.report.year for a, _ in cells}
    dated = [f"{a.sheet.report.year}{' ' if english else '年'}{a.label(q)}" for a, q in cells]
    names = dated if len(held) > 1 else [a.label(q) for a, q in cells]
    numbers = [plain(q.value or Decimal(0)) for _, q in cells]
    label, formula = (_joined_by(signs, told) for told in (names, numbers))
    value, year = plain(total), "" if len(held) > 1 else f"{held.pop()}{'' if english else '年'}"
    text = asked.say(
        "reckoned", label=label, years=year, value=value, unit=unit_text(asked.language, unit),
        formula=formula,
    )  # fmt: skip
    own = Row(asked.sheet.report, "", "", label, value, "computed", unit, "", "", formula)
    rows = (own, *(row_of(a.sheet.report, q, a.language) for a, q in cells))
    answer = Answer(
        asked.query, "answered", text, kind="derived", value=(value, unit), rows=rows,
        formula=formula,
    )  # fmt: skip
    return with_cells(answer, cells)


def _joined_by(signs: Sequence[int], words: Sequence[str]) -> str:
    told = "".join(f" {'+' if s > 0 else '−'} {w}" for s, w in zip(signs, words, strict=True))
    return told.removeprefix(" + ")
