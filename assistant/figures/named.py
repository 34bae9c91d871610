"""The last look at a figure answer: what the question names stands in it."""

import re
from collections.abc import Collection, Iterator

from assistant.answer import Answer
from assistant.codes import cells_of, kinds_of, name_of, numbers_of, rates
from assistant.question.lexicon import Meaning, Token
from assistant.question.one_row import is_part, such_reasons
from assistant.question.sides import ROWS
from ingest import forms

KINDS = (*ROWS, "breakdown")
# What is received, dealt with and disclosed are verbs of other rows, too; what was carried out of a
# year is carried into the next, and what is decided or pending stands in a rate's whole.
VERBS = {
    "requests_new", "requests_handled", "results_total", "granted", "carried", "decided", "pending",
    "requests_carried_in", "requests_carried_out",
}  # fmt: skip
# 老百姓告官的官司 is every suit.
PEOPLE = ("老百姓", "百姓", "群众")
BESIDE = re.compile("[比较跟和与同]$|than $")
# 除了予以公开，其他结果一共多少件: the others are what is left.
OTHERS = ("其他", "其它", "其余", "other")


def left_out(answer: Answer) -> list[str]:
    """The words of rows, rates, kinds of applicant and of another year that no row of the answer is
    of; none where the answer has no row of a table, or one of the annex of 2014, which has words
    of its own.
    """
    codes = set(_codes(answer))
    known = forms.indicators()
    annex = any(code in known and known[code].table == "annex" for code in codes)
    if answer.status != "answered" or not codes or annex:
        return []
    columns = set(_columns(answer))
    left = OTHERS if answer.query.less else ()
    named = [t for t in answer.query.tokens if not t.text.startswith(left)]
    if (such := such_reasons(answer.query)) in codes:
        # 予以公开、部分公开等各种结果的总计: examples of it.
        named = [t for t in named if not is_part(t.code("row3"), such)]
    words = [t.text for t in named if not _stands_in(t, codes, columns)]
    return words + _years_left(answer)


def _years_left(answer: Answer) -> list[str]:
    """比上年: set against another year, of which no row is; some forms have a row for it."""
    step, query = answer.query.period, answer.query
    if step is None or step.kind != "step" or len(query.bodies) != 1 or answer.kind == "check":
        return []
    if not BESIDE.search(query.plain[: step.start]):
        return []
    own = any(row.indicator.endswith(("_items_change", "_last_year")) for row in answer.rows)
    years = {row.report.year for row in answer.rows}
    return [] if own or len(years) > 1 else [query.plain[step.start : step.end]]


def _codes(answer: Answer) -> Iterator[str]:
    """The row of every figure told, those that a rate or sum is made of among them."""
    yield from (row.indicator for row in answer.rows if row.indicator)
    named = (*answer.query.items, *(code for code, _ in answer.query.less))
    for code in (own for item in named for own in numbers_of(item)):
        if any(name_of(code, answer.query.language) in row.label for row in answer.rows):
            yield from cells_of(code)


def _columns(answer: Answer) -> Iterator[str]:
    """The kind of applicant of every figure told; a rate has it in its name."""
    for row in answer.rows:
        yield row.breakdown
        yield from (
            code for code, column in forms.breakdowns().items()
            if column.label in row.label or column.name_en in row.label
        )  # fmt: skip


def _stands_in(token: Token, codes: Collection[str], columns: Collection[str]) -> bool:
    """Whether a figure or kind of applicant is told by one of its meanings; any other word is."""
    named = [m for m in token.meanings if m.kind in KINDS]
    if token.text in PEOPLE or any(m.code in VERBS for m in named):
        return True
    return not named or any(_is_told(m, codes, columns) for m in named)


def _is_told(meaning: Meaning, codes: Collection[str], columns: Collection[str]) -> bool:
    kind, code = meaning.kind, meaning.code
    if kind == "breakdown":
        kinds = kinds_of(code) if code == "organisations" else {code}
        return code == "total" or code in columns or bool(kinds & set(columns))
    if kind in ("row2", "row4"):
        return any(told.startswith(code) for told in codes)
    if kind == "column4":
        return any(told.endswith(code) for told in codes)
    if kind == "rate":
        # 复议后起诉案件的维持率 is of those cases, whatever the word is of by itself.
        return bool({_last(cell) for cell in rates()[code].parts} & set(map(_last, codes)))
    cells = {cell for own in numbers_of(code) for cell in cells_of(own)}
    parts = {part for told in codes if (part := _group(told))}
    return bool(cells & {*codes, *parts})


def _last(code: str) -> str:
    return code.rpartition("_")[2]


def _group(code: str) -> str:
    known = forms.indicators()
    return known[code].part_of if code in known else ""
