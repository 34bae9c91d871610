"""Values to columns: as many as there are in order, else by sums, or not.

A number that came apart is joined, and one too many left out, only where one way alone makes the
row's sums hold.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.amounts import UNIT, UNITS, is_in_pieces, read_amount
from ingest.tables.row import Cell, Column, Oddity, Read, odd

DIGITS = re.compile(rf"[\d,，.．]+(?:{UNIT})?|{UNIT}")
PAGE = re.compile(r"[1-9]\d{0,2}")
# More ways than that of joining a row's numbers are not gone through.
STEPS = 20_000
MOST = 30  # pieces of a number


@dataclass(frozen=True, slots=True)
class Sum:
    """The positions of a row's cells that add up to the cell at another."""

    parts: tuple[int, ...]
    total: int

    def holds(self, raws: Sequence[str]) -> bool:
        """Whether the cells add up: what is no number adds nothing, but for one torn or misread."""
        amounts = [read_amount(raws[n]) for n in (*self.parts, self.total)]
        if any(a.state == "unreadable" for a in amounts):
            return False
        *parts, total = (a.value or Decimal(0) for a in amounts)
        return sum(parts) == total


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row's values go: the address told in findings, its columns and their sums; `short`
    where other rows of the table lost their blank cells, `led` where blanks lead some.
    """

    where: str
    columns: Sequence[Column]
    sums: Sequence[Sum] = ()
    loose: bool = False
    short: bool = False
    led: bool = False


def placed(place: Place, values: Sequence[str]) -> tuple[Sequence[str], Read]:
    """The text of each column, and what there is to tell about it.

    Where nobody can tell which value is where, each place holds all of them, which is no number.
    """
    width = len(place.columns)
    seen, values = values, _without_pads(place, values)
    torn = [value for value in values if is_in_pieces(value)]
    if len(values) <= width and not torn:
        if len(values) == width and not _may_be_torn(values, place):
            return values, []
    elif values:
        ways = _joined(place, values) or _joinings(place, values)
        spared = _spared(place, values)
        if len(ways) + len(spared) == 1:
            kind = "joined" if ways else "spared"
            return [*ways, *spared][0], [odd(kind, place.where, values)]
        sure = all(value.strip() for value in values) or (
            values[-1].strip() != "" and not place.loose
        )
        if len(values) == width and sure:
            return values, []  # A cell that holds several numbers is told as such; none is lost.
    all_of_them = " | ".join([*(v.strip() for v in seen), *["…"] * (len(seen) < width)])
    return [all_of_them] * width, [odd("unreadable", place.where, seen)]


def cells(place: Place, values: Sequence[str], row: str) -> Read:
    """The cells of a row that no form has, in the columns of its table."""
    raws, told = placed(place, values)
    made: Read = [
        Cell("", "", raw, column.unit, row, column.words)
        for column, raw in zip(place.columns, raws, strict=True)
    ]
    return [Oddity("unknown_label", place.where, row), *told, *made]


def _without_pads(place: Place, values: Sequence[str]) -> Sequence[str]:
    """The values without the blanks that only fill a row up: at its right, as text pads it; or
    before the first, in cells that a merged label covers, where the sums hold so. None of them
    where both may be.
    """
    width, blanks = len(place.columns), [not value.strip() for value in values]
    trimmed = list(values)
    while len(trimmed) > width and not trimmed[-1].strip():
        trimmed.pop()
    if len(values) <= width or not blanks[0] or not place.sums:
        return trimmed
    if len(trimmed) == width and not place.loose and not place.led:
        return trimmed
    lead = blanks.index(False) if False in blanks else 0
    ways = {
        tuple(values[start : start + width])
        for start in range(min(lead, len(values) - width) + 1)
        if all(blanks[start + width :])
    }
    if len(ways) > 1:
        return ()
    way = ways.pop() if ways else ()
    return way if way and _hold(place, way) else values


def _hold(place: Place, raws: Sequence[str]) -> bool:
    return all(a_sum.holds(raws) for a_sum in place.sums)


def _may_be_torn(values: Sequence[str], place: Place) -> bool:
    """Whether as many values as columns may be fewer numbers, one of which came apart: they don't
    add up, and other rows are short.
    """
    digits = [len(value) == 1 and value.isdigit() for value in values]
    torn = any(
        a and b and value != "0" for value, a, b in zip(values, digits, digits[1:], strict=False)
    )
    return place.short and torn and not _hold(place, values)


def _spared(place: Place, values: Sequence[str]) -> set[tuple[str, ...]]:
    """The ways to leave one number out, as of a page that ends among the lines, so that every sum
    holds.
    """
    if not place.loose or not place.sums or len(values) != len(place.columns) + 1:
        return set()
    pages = [n for n, value in enumerate(values) if PAGE.fullmatch(value.strip())]
    ways = {(*values[:n], *values[n + 1 :]) for n in pages}
    return {way for way in ways if all(way) and _hold(place, way)}


# numbers that came apart -------------------------------------------------------------------------


def _joined(place: Place, values: Sequence[str]) -> list[tuple[str, ...]]:
    """The row with the pieces of each cell joined, where every column has its cell and each of
    those joined is in a sum that holds so.
    """
    pieces = [value.split() for value in values]
    torn = {n for n, p in enumerate(pieces) if len(p) > 1}
    digits = all(
        (pieces[n][0] != "0" or pieces[n][1] in UNITS) and all(map(DIGITS.fullmatch, pieces[n]))
        for n in torn
    )
    way = tuple("".join(p) for p in pieces)
    if len(values) != len(place.columns) or not digits:
        return []
    held = {n for a_sum in place.sums if a_sum.holds(way) for n in (*a_sum.parts, a_sum.total)}
    return [way] if torn <= held else []


def _joinings(place: Place, values: Sequence[str]) -> list[tuple[str, ...]]:
    """The ways to join pieces so that every column has a cell and every sum holds, at most two.

    A blank at the row's end may be a cell, or only fill it up.
    """
    pieces = [piece for value in values for piece in (value.split() or [""])]
    filled = len(pieces) - next((n for n, p in enumerate(reversed(pieces)) if p), len(pieces))
    ways, steps = set[tuple[str, ...]](), 0
    for end in range(filled, len(pieces) + 1) if place.sums else ():
        for way in _groupings(pieces[:end], place, ()):
            steps += 1
            ways |= {way} - {()}
            if steps > STEPS:
                return []
            if len(ways) > 1:
                return list(ways)
    return list(ways)


def _groupings(
    pieces: Sequence[str], place: Place, done: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    """Every grouping of neighbours whose sums hold; an empty one for each that leads nowhere."""
    left = len(place.columns) - len(done)
    if any(s.total == len(done) - 1 and not s.holds(done) for s in place.sums):
        yield ()
    elif not left:
        yield () if pieces else done
    elif len(pieces) < left:
        yield ()
    else:
        longest = min(len(pieces) - left + 1, MOST)
        for size in range(1, longest + 1):
            group = pieces[:size]
            if size > 1 and (group[0] == "0" or not all(map(DIGITS.fullmatch, group))):
                break
            yield from _groupings(pieces[size:], place, (*done, "".join(group)))
