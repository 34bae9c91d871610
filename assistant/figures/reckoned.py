"""Arithmetic over what the text breaks a total down into: 去掉泗洪县还有多少, 泗洪比沭阳多几件."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import pairwise

from assistant.answer import Answer
from assistant.figures.all_parts import (
    are_bodies,
    asked_of_all,
    is_of_kind,
    of_bodies,
    tell_each,
    tell_kept,
)
from assistant.figures.keeping import SIGNS
from assistant.figures.lists import asks_least
from assistant.figures.measures import UNITS_ASKED, units_asked
from assistant.figures.order import asked_for, standings, superlative
from assistant.figures.portions import (
    BY,
    COUNTING,
    OF_WHICH,
    WHICH,
    WHICH_ALL,
    WITHIN,
    Breakdown,
    Named,
    breakdowns,
    named_parts,
    told_of,
    unread_in,
    whole_of,
)
from assistant.figures.quantities import Asked
from assistant.question.adding import asks_sum
from assistant.question.groups import LEAST, MOST
from assistant.question.leftover import YES_OR_NO
from assistant.question.lexicon import read_words
from assistant.question.numbers import bound_of
from assistant.question.rest import BEHIND, BETWEEN, FRONT
from assistant.texts import names_joined, rounded, unit_text
from ingest.amounts import plain
from ingest.prose.stated import Stated

UNIT = re.compile(f"(?:几|多少)([{''.join(UNITS_ASKED)}])")
PERCENT = re.compile("百分|[几多]成")
AGAINST = re.compile("(?<![占环同对])比(?![例重率])")
TOGETHER = re.compile("[一总]共|合计|[加合凑]起来|相加|之和|总和|加在一[起块]")


def answer_portions(asked: Asked) -> Answer | None:
    """What is reckoned of the parts of one total that the question names, or which of them has
    most; None unless every word of the question is read so.
    """
    if asked.query.inherited:
        # The words of a turn that leans on others stand elsewhere than they were read.
        tokens = read_words(asked.query.plain, [])
        asked = replace(asked, query=replace(asked.query, tokens=tuple(tokens)))
    if len(asked.query.years) > 1 or asked.query.period is not None:
        # Each year's text has parts of its own.
        return None
    found = [told for b in breakdowns(asked.sheet.stated) if (told := _reckoned(asked, b))]
    return found[0] if len(found) == 1 else None


def answer_all_parts(asked: Asked) -> Answer | None:
    """What a question tells of all parts of one total, or of those of one kind: 哪些单位收了费."""
    if not (WHICH_ALL.search(asked.query.plain) or BY.search(asked.query.plain)):
        return None
    if any(not m.bodies for m in asked.query.mentions):
        return None
    every = [(b, asked_of_all(asked, b)) for b in breakdowns(asked.sheet.stated)]
    every = [(b, done) for b, done in every if done and not named_parts(asked, b.parts)]
    found = [told for b, done in every if (told := _done(asked, b, [], done))]
    return found[0] if len(found) == 1 else None


def _reckoned(asked: Asked, of: Breakdown) -> Answer | None:
    named = named_parts(asked, of.parts)
    operation = _operation(asked, named, of)
    return _done(asked, of, named, operation) if operation else None


def _done(asked: Asked, of: Breakdown, named: Sequence[Named], operation: str) -> Answer | None:
    if unread_in(asked, of, named, operation):
        return None
    told = list(dict.fromkeys(part for part, _ in named))
    if operation != "kept" and not all(map(partial(_fits, asked), told or of.parts)):
        return None
    told_roughly = any(s.bound != "exact" for s in (*told, *whole_of(of)))
    rough = operation not in ("share", "each") and told_roughly
    return None if rough else OPERATIONS[operation](asked, of, told)


def _fits(asked: Asked, part: Stated) -> bool:
    """Whether a part is counted by what the question counts by."""
    counted, units = UNIT.findall(asked.query.plain), units_asked(asked.query.plain)
    # 几个重点领域各公开多少条: counted by either.
    fits = not counted or any(part.unit in UNITS_ASKED[by] for by in counted)
    return fits and (not units or part.unit in units or len(counted) > 1)


def _operation(asked: Asked, named: Sequence[Named], of: Breakdown) -> str:
    """What is to be reckoned; "" where a part is only told, or nothing that can be."""
    query, count = asked.query, len({id(part) for part, _ in named})
    text = query.plain
    if not count:
        most = any(t.code("superlative") for t in query.tokens) or query.operation == "largest"
        most = most or bool(MOST.search(text) or LEAST.search(text))
        which = WHICH.search(text) or OF_WHICH.search(text)
        which = None if of_bodies(text) and not are_bodies(of) else which
        return "largest" if most and which and of.whole else ""
    if _taken_off(text, named):
        return "rest" if of.whole and query.operation in ("", "sum", "rest") else ""
    if query.operation == "share":
        # 泗洪占沭阳的几成: no part is one of another.
        whole = "" if count > 1 and not TOGETHER.search(text) else "share"
        return whole if of.whole else ""
    if count == 2 and query.operation in ("difference", "growth", "times", "ratio"):
        if TOGETHER.search(text):
            return ""
        return "times" if query.operation == "ratio" else query.operation
    adds = asks_sum(query) or TOGETHER.search(text)
    if count > 1 and query.operation in ("", "sum", "parts"):
        # The words of turns before name parts of their own.
        each = COUNTING.search(text) and not query.inherited
        return "sum" if adds else "each" if each else ""
    asks = count == 1 and of.whole and query.operation in ("", "confirm")
    if not asks or not (YES_OR_NO.search(text) or query.operation):
        return ""
    return "limit" if bound_of(text) else "claim" * (len(query.premises) == 1)


def _taken_off(text: str, named: Sequence[Named]) -> bool:
    """Whether the parts named stand side by side behind 去掉 or before 除外; 不予公开几件，无法
    提供不算 asks for the one of them.
    """
    (first, _), (_, last) = named[0][1], named[-1][1]
    between = (text[a[1] : b[0]] for (_, a), (_, b) in pairwise(named))
    if not all(BETWEEN.fullmatch(held.strip()) for held in between):
        return False
    front = [m for m in FRONT.finditer(text) if m.end() <= first]
    before = any(re.fullmatch("[那这的 ]*", text[m.end() : first]) for m in front)
    return before or bool(BEHIND.match(text, last))


def _rest(asked: Asked, of: Breakdown, parts: Sequence[Stated]) -> Answer | None:
    less = sum((s.value for s in parts), Decimal(0))
    left = sum((s.value for s in whole_of(of)), Decimal(0)) - less
    formula = " − ".join(plain(s.value) for s in (*whole_of(of), *parts))
    names = names_joined(asked.language, [s.measure for s in parts])
    return told_of(asked, of, parts, (plain(left), parts[0].unit, formula), "rest", names=names)


def _share(asked: Asked, of: Breakdown, parts: Sequence[Stated]) -> Answer | None:
    whole = sum((s.value for s in whole_of(of)), Decimal(0))
    if not whole:
        return None
    top = " + ".join(plain(s.value) for s in parts)
    value = rounded(Fraction(sum(s.value for s in parts)) * 100 / Fraction(whole))
    formula = f"{f'({top})' if len(parts) > 1 else top} ÷ {plain(whole)}"
    about = any(s.bound != "exact" for s in (*whole_of(of), *parts))
    return told_of(asked, of, parts, (value, "%", formula), "about" if about else "share")


def _sum(asked: Asked, of: Breakdown, parts: Sequence[Stated]) -> Answer | None:
    total = sum((s.value for s in parts), Decimal(0))
    formula = " + ".join(plain(s.value) for s in parts)
    return told_of(asked, of, parts, (plain(total), parts[0].unit, formula), "sum")


def _difference(asked: Asked, of: Breakdown, parts: Sequence[Stated]) -> Answer | None:
    first = named_parts(asked, parts)[0][1][0]
    if asked.query.plain[:first].endswith("比"):
        # 比沭阳，泗洪多几件
        parts = parts[::-1]
    a, b = (s.value for s in parts)
    change, unit, formula = plain(a - b), parts[0].unit, f"{plain(a)} − {plain(b)}"
    if asked.query.operation == "growth" and PERCENT.search(asked.query.plain):
        if not b:
            return None
        change, unit = rounded(Fraction(a - b) * 100 / Fraction(b)), "%"
        formula = f"({formula}) ÷ {plain(b)}"
    if AGAINST.search(asked.query.plain):
        key = "more" if a >= b else "fewer"
        return told_of(asked, of, parts, (change, unit, formula), key)
    return told_of(asked, of, parts, (change.removeprefix("-"), unit, formula), "apart")


def _times(asked: Asked, of: Breakdown, parts: Sequence[Stated]) -> Answer | None:
    a, b = (s.value for s in parts)
    if not b:
        return None
    formula = f"{plain(a)} ÷ {plain(b)}"
    return told_of(asked, of, parts, (rounded(Fraction(a) / Fraction(b)), "倍", formula), "times")


def _limit(asked: Asked, of: Breakdown, parts: Sequence[Stated]) -> Answer | None:
    bound, part = bound_of(asked.query.plain), parts[0]
    if bound is None or bound.unit not in ("", part.unit):
        return None
    key = "bound_yes" if SIGNS[bound.sign](part.value, bound.value) else "bound_not"
    answer = told_of(asked, of, parts, (plain(part.value), part.unit, ""), "")
    return replace(answer, kind="figure", text=f"{asked.say(key)}{answer.text}")


def _claim(asked: Asked, of: Breakdown, parts: Sequence[Stated]) -> Answer | None:
    part = parts[0]
    lead = asked.say("premise_yes" if part.value in asked.query.premises else "premise_no")
    answer = told_of(asked, of, parts, (plain(part.value), part.unit, ""), "")
    return replace(answer, kind="figure", text=f"{lead}{answer.text}")


def _largest(asked: Asked, of: Breakdown, parts: Sequence[Stated]) -> Answer | None:
    """Which of all parts, or of those of one kind, stands at the place asked for."""
    query = asked.query
    kinds = [
        m["kind"] for p in (WITHIN, OF_WHICH, WHICH) for m in p.finditer(query.plain) if m["kind"]
    ]
    own = [s for s in of.parts if not kinds or is_of_kind(asked, s, kinds[0])]
    label = f"{of.parts[0].share_of}{f'各{kinds[0]}' if kinds else ''}"
    least = asks_least(query) or bool(LEAST.search(query.plain))
    behind = query.order and query.order.behind
    found = standings([Fraction(s.value) for s in own], least)
    wanted = [] if behind or not own else asked_for(query, [], found)
    if not wanted:
        return None
    said = asked.space.join(
        asked.say(
            "largest" if len(held) == 1 else "largest_tie", label=label,
            most=superlative(asked.language, own[0].unit, least, place),
            names=names_joined(asked.language, [own[at].measure for at in held]),
            value=plain(own[held[0]].value), unit=unit_text(asked.language, own[0].unit),
        )
        for place, held in wanted
    )  # fmt: skip
    first = own[wanted[0][1][0]]
    answer = told_of(asked, of, of.parts, (plain(first.value), first.unit, ""), "")
    value = answer.value if len(wanted) == 1 else None
    text = f"{said}{asked.space}{answer.text}"
    return replace(answer, text=text, kind="table", value=value, ordered=True)


OPERATIONS = {
    "rest": _rest, "share": _share, "sum": _sum, "difference": _difference, "growth": _difference,
    "times": _times, "limit": _limit, "claim": _claim, "largest": _largest,
    "each": tell_each, "kept": tell_kept,
}  # fmt: skip
