"""How the parts of a figure changed from one year to the next, and which of them most."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, Row, row_of
from assistant.codes import has_columns, is_plain, name_of
from assistant.figures.comparisons import with_cells
from assistant.figures.lists import applicants_of, part_names, parts_of
from assistant.figures.lookup import Quantity
from assistant.figures.quantities import Asked
from assistant.figures.several import without_other_year, year_before
from assistant.figures.single import answer_single
from assistant.resolve import not_understood
from assistant.texts import joined, names_joined, unit_text
from ingest.amounts import plain

# 哪类申请人增加最多, 各种结果比上年增减多少, 哪个理由降得最多.
CHANGED = re.compile(
    "[涨升降减跌]|增(?!城)|长[了得]|提高|变化|变动|比上年|比去年|同比|rose|fell|grew|increase|decrease|change"
)
WHICH = re.compile("[哪各每]一?[类种项个条]|哪些|which|each")
DOWN = re.compile("[降减跌]|fell|drop|decrease|declin")
UP = re.compile("[增涨升]|长[了得]|提高|rose|grew|increase|gain")
MOST = re.compile("最|most|largest|biggest")
EACH = re.compile("[各每]一?[类种项个条]|each")
PARTED = ("applicants", "results", "reasons", "largest", "parts")


def answer_part_changes(every: Sequence[Asked]) -> Answer | None:
    """How the parts of a figure changed between two years of a body; None where that is not asked
    or the years have no parts in common.
    """
    if len({a.sheet.report.publisher for a in every}) > 1 or len(every) > 2:
        return None
    if not _asks(every[0]):
        return None
    query, code = every[0].query, every[0].query.items[0]
    if not is_plain(code):
        # 哪类申请人公开率提高最多: rates of few requests jump, and none is told.
        return not_understood(query, [query.plain])
    late = max(every, key=lambda asked: asked.sheet.report.year or 0)
    early = year_before(late) if len(every) == 1 else next(a for a in every if a is not late)
    if early is None:
        return without_other_year(late, answer_single(late, code, ""))
    return _changes(early, late)


def _asks(asked: Asked) -> bool:
    """Whether it is asked how the parts of the one figure named changed."""
    text = asked.query.plain
    asks = CHANGED.search(text) and WHICH.search(text) and len(asked.query.items) == 1
    if not asks or _operation(asked) not in PARTED:
        return False
    return not is_plain(asked.query.items[0]) or len(parts_asked(asked)) > 1


def _changes(early: Asked, late: Asked) -> Answer | None:
    """The change of every part of the figure; None where the years have no parts in common."""
    query = late.query
    pairs = [
        (a, b) for a, b in zip(parts_asked(early), parts_asked(late), strict=False)
        if (a.code, a.breakdown) == (b.code, b.breakdown) and None not in (a.value, b.value)
    ]  # fmt: skip
    if len(pairs) < 2:
        return None
    label = _label(late, pairs[0][1])
    names = part_names(late, [b for _, b in pairs], label)
    changes = [(b.value or Decimal(0)) - (a.value or Decimal(0)) for a, b in pairs]
    listed = [
        f"{name}{_worded(late, pair, change)}"
        for name, pair, change in zip(names, pairs, changes, strict=True)
    ]
    text = late.say(
        "part_changes", label=label, before=early.sheet.report.year,
        list=joined(late.language, listed),
    )  # fmt: skip
    if MOST.search(query.plain):
        text = f"{_most(late, names, changes, pairs[0][1].unit)}{late.space}{text}"
    rows = [_row(late, name, b, c) for name, (_, b), c in zip(names, pairs, changes, strict=True)]
    sides = [(asked, q) for a, b in pairs for asked, q in ((late, b), (early, a))]
    rows += [row_of(asked.sheet.report, q, late.language) for asked, q in sides]
    answer = Answer(query, "answered", text, kind="table", rows=tuple(rows))
    return with_cells(answer, sides)


def _operation(asked: Asked) -> str:
    """Which parts are asked for, whatever else is done with them: 不予公开里哪项降得最多."""
    named = [t.code("operation") for t in asked.query.tokens]
    each = MOST.search(asked.query.plain) or EACH.search(asked.query.plain)
    parts = "parts" if each else ""
    return next((op for op in named if op in PARTED), parts)


def parts_asked(asked: Asked) -> Sequence[Quantity]:
    """The parts of the one figure named, by who applied or as its form has them."""
    code, column = asked.query.items[0], next(iter(asked.query.breakdowns), "")
    if _operation(asked) == "applicants":
        return applicants_of(asked.sheet, code, column) if has_columns(code) else ()
    return parts_of(asked.sheet, code, column)


def _label(asked: Asked, part: Quantity) -> str:
    results = part.code == "granted" and _operation(asked) != "applicants"
    return name_of("results_total" if results else asked.query.items[0], asked.language)


def _worded(asked: Asked, pair: tuple[Quantity, Quantity], change: Decimal) -> str:
    before, now = (plain(q.value or Decimal(0)) for q in pair)
    word = asked.say("part_more" if change > 0 else "part_fewer" if change else "part_same")
    amount = f"{plain(abs(change))}{unit_text(asked.language, pair[1].unit)}" if change else ""
    return asked.say("part_change", word=word, amount=amount, now=now, before=before)


def _most(asked: Asked, names: Sequence[str], changes: Sequence[Decimal], unit: str) -> str:
    """The part that rose or fell most, or changed most; that none did where none did."""
    down = DOWN.search(asked.query.plain) and not UP.search(asked.query.plain)
    up = UP.search(asked.query.plain) and not DOWN.search(asked.query.plain)
    sized = [-c if down else c if up else abs(c) for c in changes]
    most = max(sized)
    if most <= 0:
        return asked.say("part_none_fell" if down else "part_none_rose")
    tops = names_joined(asked.language, [n for n, s in zip(names, sized, strict=True) if s == most])
    key = "part_fell_most" if down else "part_rose_most" if up else "part_changed_most"
    return asked.say(key, name=tops, value=f"{plain(most)}{unit_text(asked.language, unit)}")


def _row(asked: Asked, name: str, part: Quantity, change: Decimal) -> Row:
    label = f"{name}: change" if asked.language == "en" else f"{name}：变化"
    own = row_of(asked.sheet.report, part, asked.language)
    return replace(
        own, indicator="", breakdown="", label=label, value=plain(change), state="computed",
        raw="", where="", formula="",
    )  # fmt: skip
