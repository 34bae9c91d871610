"""Digits from a scan held against the report's own sums, and read again where they don't agree."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any

from ingest.amounts import UNREAD, read_amount
from ingest.checks import identities
from ingest.document import Block, outline
from ingest.figures import Figure, extract_figures
from ingest.readers.layout import Grid, Part, blocks
from ingest.readers.scan.cells import MARKS, Written, is_value, number_of, token, told
from ingest.readers.scan.letters import read_letters
from ingest.readers.words import as_printed

SURE = 0.9
TRIED = 2_000  # combinations of readings that are held against a sum
Pages = Sequence[Sequence[Part]]


def settle(pages: Pages, written: Sequence[Written]) -> list[Block]:
    """The blocks of scanned pages: every cell as read, □ behind what stays in doubt."""
    texts = [cell.text if is_value(cell.text) else as_printed(cell.text) for cell in written]
    values = {n for n, text in enumerate(texts) if is_value(text)}
    numbered = [token(n) if n in values else text for n, text in enumerate(texts)]
    readings = _Readings(written, texts)
    trusted = _close(_sums(_blocks(pages, numbered)), readings)
    for n in values - trusted:
        texts[n] = readings.agreed(n)
    return _blocks(pages, texts)


def _blocks(pages: Pages, texts: Sequence[str]) -> list[Block]:
    """The blocks, the cells' marks replaced by their texts."""
    return list(blocks([[_shown(part, texts) for part in page] for page in pages]))


def _shown(part: Part, texts: Sequence[str]) -> Part:
    if not isinstance(part, Grid) or not part.scanned:
        return part
    rows = tuple([(c, _text(text, texts)) for c, text in row] for row in part.rows)
    return replace(part, rows=rows)


def _text(text: str, texts: Sequence[str]) -> str:
    """A cell with its marks replaced, or a label that words were put together to."""

    def shown(found: re.Match[str]) -> str:
        # A telephone number looks like a token and stands for no cell.
        number = number_of(found[0])
        return texts[number] if number < len(texts) else found[0]

    told = MARKS.sub(shown, text)
    return as_printed(text) if told == text else told


# sums --------------------------------------------------------------------------------------------

# The cells of both sides of a sum by number; None is a blank, which adds nothing.
Sides = tuple[tuple[int, ...], tuple[int, ...]]


def _sums(numbered: list[Block]) -> list[Sides]:
    """The identities of tables three and four as they apply here, in numbers of cells."""
    figures = extract_figures(outline(numbered)).figures
    cells = {(f.indicator, f.breakdown): f for f in figures if f.table in ("3", "4")}
    made = []
    for identity in identities(cells):
        sides = [[cells[c] for c in side if c in cells] for side in (identity.left, identity.right)]
        if sum(map(len, sides)) == len(identity.left) + len(identity.right):
            left, right = (
                tuple(n for f in side if (n := _number(f)) is not None) for side in sides
            )
            if left and right and min(left + right) >= 0:
                made.append((left, right))
    return made


def _number(figure: Figure) -> int | None:
    """The number of the cell that a figure is, None for a blank, -1 for one of several pieces."""
    if figure.state == "blank":
        return None
    return number_of(figure.raw) if MARKS.fullmatch(figure.raw) else -1


@dataclass(slots=True)
class _Readings:
    """What was read in each cell, again and otherwise where it is asked for."""

    written: Sequence[Written]
    texts: list[str]

    def value(self, n: int) -> Decimal | None:
        amount = read_amount(self.texts[n])
        return amount.value if amount.state == "number" else _nothing(amount.state)

    def others(self, n: int) -> list[str]:
        """Further readings of a cell: larger, in black and white, thicker and thinner."""
        crops = self.written[n].crops
        found = read_letters([how(crop) for how in VARIANTS for crop in crops])
        each = [found[i : i + len(crops)] for i in range(0, len(found), len(crops))]
        # A number that its cell wrapped has no space where the line ended.
        return [told(["".join(text for text, _ in lines)], crops[:1]) for lines in each]

    def agreed(self, n: int) -> str:
        """The text that nearly all readings agree on, else it with □ for the doubt."""
        # Where its cell wrapped a number, a space stands in what was read first, and there alone.
        first, *others = (text.replace(" ", "") for text in (self.texts[n], *self.others(n)))
        read = Counter([first, *others])
        text, votes = read.most_common(1)[0]
        agreed = text == first and votes >= len(VARIANTS)
        sure = agreed and (self.written[n].score >= SURE or len(read) == 1)
        return self.texts[n] if sure else f"{text}{UNREAD}".replace(UNREAD * 2, UNREAD)


def _nothing(state: str) -> Decimal | None:
    return Decimal(0) if state in ("slash", "none_word") else None


def _close(sums: Sequence[Sides], readings: _Readings) -> set[int]:
    """The cells that a sum vouches for; a sum that fails is tried with other readings."""
    trusted = {n for sides in sums if _holds(sides, readings) for n in (*sides[0], *sides[1])}
    for sides in sums:
        if _holds(sides, readings):
            continue
        doubtful = [n for n in (*sides[0], *sides[1]) if n not in trusted]
        if found := _mended(sides, doubtful, readings):
            for n, text in found.items():
                readings.texts[n] = text
            trusted.update((*sides[0], *sides[1]))
    return trusted


def _holds(sides: Sides, readings: _Readings) -> bool:
    totals = []
    for side in sides:
        values = [readings.value(n) for n in side]
        if any(value is None for value in values):
            return False
        totals.append(sum((v for v in values if v is not None), Decimal(0)))
    return totals[0] == totals[1]


def _mended(sides: Sides, doubtful: Sequence[int], readings: _Readings) -> dict[int, str]:
    """The one choice among the readings of the doubtful cells with which a sum holds."""
    choices = [list(dict.fromkeys([readings.texts[n], *readings.others(n)])) for n in doubtful]
    if not choices or prod(map(len, choices)) > TRIED:
        return {}
    before, fits = list(readings.texts), []
    for choice in product(*choices):
        for n, text in zip(doubtful, choice, strict=True):
            readings.texts[n] = text
        if _holds(sides, readings):
            fits.append(dict(zip(doubtful, choice, strict=True)))
    readings.texts[:] = before
    return fits[0] if len(fits) == 1 else {}


# readings ----------------------------------------------------------------------------------------


def _larger(crop: Any) -> Any:
    import cv2

    return cv2.resize(crop, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)


def _black(crop: Any) -> Any:
    import cv2

    return cv2.threshold(_larger(crop), 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1]


def _thicker(crop: Any) -> Any:
    import cv2

    return cv2.erode(_larger(crop), cv2.getStructuringElement(0, (3, 3)))


def _roomier(crop: Any) -> Any:
    import cv2

    edge = crop.shape[0] // 4
    paper = int(crop[0, 0])
    return cv2.copyMakeBorder(crop, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=paper)


VARIANTS = (_larger, _black, _thicker, _roomier)
