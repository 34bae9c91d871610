"""Words on a page, and the columns that they stand in."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest import forms, labels
from ingest.amounts import UNIT, looks_like_value
from ingest.clean import key
from ingest.readers.grid import Row

NUMBERED = re.compile(
    r"\s*(?:([一二三四])\s*、|[（(]\s*([一二三四五六七])\s*(?:[）)]|$)|(\d)\s*[.．、](?!\d))"
)
# A number's part before or behind the place where a narrow cell wrapped it: 1, or ,220 or 668.
PIECE = re.compile(
    r"[+-]?(?:\d{2,}[.．]|\d+(?:[,，]\d+)*[,，]|\d+(?:[,，]\d+)+(?:[.．]\d*)?"
    r"|[,，]\d+(?:[,，]\d+)*(?:[.．]\d*)?|[.．]\d+)"
)
REST = re.compile(rf"[\d,，.．]+(?:{UNIT})?|{UNIT}")
ENDS = "0123456789,，.．"  # of a line that a number goes on behind
# A number whose digits a space each parts: 3 5 1. No number begins with a nought.
APART = re.compile(r"(?![0０])\d(?: \d)+")
NOUGHTS = ("0", "０")  # no number goes on behind one
NEAR = 0.75  # of a line's height, at most, between what one cell wrapped
EVEN = 0.05  # of a line's height by which even gaps differ
LEVEL = 0.3  # of a line's height, within which cells of a row are on one height
HEADER = (
    "申请人情况",
    *(forms.breakdowns()[code].label for code in (*forms.applicants(), "total")),
)
APPLICANTS = len(HEADER) - 1
SUBTOTAL = "小计"


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters on a page, its box in points."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.top + self.bottom) / 2

    @property
    def is_value(self) -> bool:
        """Whether it can only be a cell's value, or what is left of one in a line."""
        torn = APART.fullmatch(self.text) or PIECE.fullmatch(self.text)
        return looks_like_value(self.text) or bool(torn)


Words = list[Word]
Interval = tuple[float, float]


@dataclass(slots=True)
class Columns:
    """Where the columns of tables two to four were last seen; a page that goes on has no header.

    `reviews` are those of a header below which no values have stood yet; `shift` is the side of
    their headers that values were last seen at: 1 is right, -1 left, 0 neither; `cut` tells that
    the page before ended within table three.
    """

    applicants: list[Interval] = field(default_factory=list)
    published: list[Interval] = field(default_factory=list)
    reviews: list[Interval] = field(default_factory=list)
    shift: int = 0
    cut: bool = False


def is_row(line: Words) -> bool:
    """Whether a line can only be one of a table's rows: by its label, or by its many values."""
    values = [word for word in line if word.is_value]
    whole = any(labels.is_of_three(key(word.text)) for word in line)
    numbered = is_numbered(line) and len(values) >= (1 if whole and line[-1].is_value else 3)
    text = key(line[0].text)
    published = len(text) <= 10 and bool(labels.row_of_two(text))
    alone = published and len(values) == len(line) - 1 > 0
    return len(values) >= APPLICANTS or numbered or alone


def is_numbered(line: Words) -> bool:
    """Whether a line has a label with the number of one of table three's rows."""
    return any(NUMBERED.match(word.text) for word in line)


def intervals(words: Iterable[Word]) -> list[Interval]:
    """Where words stand from left to right, those above one another as one."""
    found: list[Interval] = []
    for word in sorted(words, key=lambda w: w.left):
        if found and word.left < found[-1][1] - 0.5:
            found[-1] = (found[-1][0], max(found[-1][1], word.right))
        else:
            found.append((word.left, word.right))
    return found


def grids(lines: Sequence[Words]) -> list[tuple[Sequence[Words], list[Interval]]]:
    """The lines of each part of a table whose full rows stand in columns of its own, and those: a
    part ends at the widest gap before a row that stands otherwise; none where a row without all
    its values may be of either.
    """
    made: list[tuple[Sequence[Words], list[Interval]]] = []
    held, start, above = Words(), 0, 0
    for n, line in enumerate(lines):
        row = [word for word in line if word.is_value]
        if len(intervals(row)) < APPLICANTS:
            continue
        if held and len(intervals([*held, *row])) != len(row):
            at = max(range(above + 1, n + 1), key=lambda k: gap(lines[k - 1], lines[k]))
            valued = any(word.is_value for between in lines[above + 1 : n] for word in between)
            if valued or any(map(is_numbered, lines[above + 1 : at])):
                return []
            made.append((lines[start:at], intervals(held)))
            held, start = Words(), at
        held, above = [*held, *row], n
    return [*made, (lines[start:], intervals(held))]


def bands(lines: Iterable[Words]) -> list[Words]:
    """The words of each row: what a narrow cell wrapped stands above and below the others."""
    found: list[Words] = []
    for line in lines:
        if found and line and line[0].top < max(word.bottom for word in found[-1]) - 0.5:
            found[-1] = [*found[-1], *line]
        elif line:
            found.append(list(line))
    return found


def goes_on_below(row: Words, values: Words) -> bool:
    """Whether values may be of the row above: the rest of a number there, or of a free column."""
    return all(
        _is_wrapped(above[-1], word)
        for word in values
        if (above := [w for w in row if w.left < word.right and word.left < w.right])
    )


def is_level(row: Words) -> bool:
    """Whether the cells of a row are set at its middle or at its top; those of two rows aren't."""
    cells = [[w for w in row if at[0] <= w.left < at[1]] for at in intervals(row)]
    tops = [min(w.top for w in cell) for cell in cells]
    middles = [(top + max(w.bottom for w in c)) / 2 for top, c in zip(tops, cells, strict=True)]
    tall = row[0].bottom - row[0].top
    return min(max(at) - min(at) for at in (tops, middles)) < LEVEL * tall


def is_of_value(word: Word) -> bool:
    """Whether a word is a value, or a unit that a narrow cell wrapped."""
    return word.is_value or labels.is_unit(word.text)


def gap(values: Words, below: Words) -> float:
    """How far apart lines are, in heights of a line."""
    tall = below[0].bottom - below[0].top
    return (min(w.top for w in below) - max(w.bottom for w in values)) / (tall or 1.0)


def columns_below(
    headers: Sequence[Interval], rows: Sequence[Words], seen: Columns
) -> list[Interval]:
    """Where the values of rows stand below so many headers: as a full row shows it, else below the
    header or beside it, all to the same side; none where nobody can tell. The side is noted in what
    was `seen`, for tables that don't show it themselves.
    """
    full = [row for row in rows if len(intervals(row)) == len(headers)]
    shown = intervals(word for row in full for word in row)
    if len(shown) == len(headers):
        return shown
    found = intervals(word for row in rows for word in row)
    under = [[n for n, at in enumerate(headers) if _overlap(at, one)] for one in found]
    seen.shift = _shift(headers, found) or seen.shift
    if not all(under) and not seen.shift:
        return []
    columns = dict(enumerate(headers))
    owners = [
        at[0] if at else _beside(headers, one, seen.shift)
        for one, at in zip(found, under, strict=True)
    ]
    for n, one in zip(owners, found, strict=True):
        columns[n] = min(one[0], headers[n][0]), max(one[1], headers[n][1])
    return list(columns.values()) if len(set(owners)) == len(owners) else []


def _shift(headers: Sequence[Interval], found: Sequence[Interval]) -> int:
    """To which side of their headers values stand, by those beyond the first or the last."""
    right = any(at[0] >= headers[-1][1] for at in found)
    left = any(at[1] <= headers[0][0] for at in found)
    return right - left


def _beside(headers: Sequence[Interval], at: Interval, shift: int) -> int:
    """The header that values beside all of them belong to."""
    before = sum(header[1] <= at[0] for header in headers)
    return min(max(before - (shift > 0), 0), len(headers) - 1)


def placed(
    values: Sequence[Word], columns: Sequence[Interval], others: Sequence[Word] = ()
) -> list[str] | None:
    """Values in their columns, "" where one has none; None where one stands in no column, or two
    in one.

    Digits above one another are one number where the upper ones are as wide as the widest of the
    `others` in the column, or where a value of one line stands at their middle, as cells of one row
    do; else they stay apart by a space, for sums have to say.
    """
    cells: list[Words] = [[] for _ in columns]
    for word in values:
        shared = [n for n, at in enumerate(columns) if _is_under(word, at)]
        if not shared:
            return None
        middle = (word.left + word.right) / 2
        nearest = min(shared, key=lambda n: abs(sum(columns[n]) / 2 - middle))
        cells[nearest].append(word)
    cells = [sorted(cell, key=lambda word: word.top) for cell in cells]
    if not all(_is_wrapped(word, below) for cell in cells for word, below in pairwise(cell)):
        return None
    widest = [widest_in(at, others) for at in columns]
    alone = [cell[0] for cell in cells if len(cell) == 1]
    return [together(cell, wide, alone) for cell, wide in zip(cells, widest, strict=True)]


def _overlap(one: Interval, other: Interval) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def widest_in(column: Interval, words: Sequence[Word]) -> float:
    """How wide the widest of the words in a column is, nought for none."""
    return max((_wide(word) for word in words if _is_under(word, column)), default=0.0)


def _is_under(word: Word, column: Interval) -> bool:
    return word.left < column[1] and column[0] < word.right


def _wide(word: Word) -> float:
    return word.right - word.left


def together(cell: Words, widest: float, alone: Sequence[Word]) -> str:
    """The lines of a cell as one text; `alone` are the row's cells of one line."""
    text = "".join(word.text for word in cell[:1])
    at_middle = len(cell) > 1 and any(_is_between(word, cell) for word in alone)
    for above, word in pairwise(cell):
        count = len(above.text)
        full = count > 1 and _wide(above) > (widest or math.inf) - _wide(above) / count / 2
        ended = text in NOUGHTS or not (at_middle or full)
        whole = not (ended and looks_like_value(above.text))
        text += word.text if whole else f" {word.text}"
    return text


def _is_between(word: Word, cell: Words) -> bool:
    middle = (cell[0].top + cell[-1].bottom) / 2
    return abs(word.middle - middle) < LEVEL * (word.bottom - word.top)


def _is_wrapped(word: Word, below: Word) -> bool:
    """Whether digits go on in the line below them."""
    under = below.top > word.middle and below.left < word.right and word.left < below.right
    return under and word.text[-1] in ENDS and bool(REST.fullmatch(below.text.replace(" ", "")))


def row_of(cells: Sequence[str]) -> Row:
    """Cells in columns counted from nought."""
    return list(enumerate(cells))
