"""Elements of a page to blocks: paragraphs, and tables with each merged cell once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.clean import clean, join_broken_words, strip_pinyin
from ingest.document import Block
from ingest.readers.furniture import is_row
from ingest.readers.grid import Row, blocks_of, spread

INLINE = frozenset((
    "a", "abbr", "b", "bdo", "big", "cite", "code", "del", "em", "font", "i", "img", "ins", "label",
    "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
))  # fmt: skip
WIDEST = 1000  # columns; browsers stop there too
# Raised or lowered behind a digit, a note's mark.
MARKS, MARK = ("sup", "sub"), re.compile(r"\s*\d{1,2}\s*")
# A number of which only a mark, or groups of thousands, stand apart: 1, 234 and 1 234, not 12 13.
WHOLE = re.compile(r"[+-]? ?(?:[1-9]\d{0,2}(?: \d{3})+(?: ?\. ?\d+)?|\d+(?: ?[.,] ?\d+)*)")


@dataclass(slots=True)
class _Grid:
    rows: list[Row] = field(default_factory=list)
    # For each column the first row that a cell from above doesn't cover.
    free_from: dict[int, int] = field(default_factory=dict)

    def add(self, cells: Sequence[tuple[str, int, int]]) -> None:
        """Place a row of texts with their column and row spans."""
        row, column, number = list[tuple[int, str]](), 0, len(self.rows)
        for text, columns, rows in cells:
            while column < WIDEST and self.free_from.get(column, 0) > number:
                column += 1
            row.append((column, text))
            last = column + min(columns, max(1, WIDEST - column))
            self.free_from.update(dict.fromkeys(range(column, last), number + rows))
            column = last
        self.rows.append(row)


def blocks_within(element: Any) -> Iterator[Block]:
    """Paragraphs and tables in reading order; a row that holds tables or prose is mere layout."""
    from lxml import etree

    grid, text = _Grid(), list[str]()
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        cells = _cells(node) if event == "start" and is_row(node) else []
        if cells or node.tag == "table":
            lines = _lines(text)
            if lines or node.tag == "table":
                yield from blocks_of(grid.rows)
                grid = _Grid()
            yield from lines
            text = []
        if cells:
            grid.add(spread([(_cell_text(lines), wide, high) for lines, wide, high in cells]))
            walk.skip_subtree()
            continue
        text += _pieces(event, node, element)
    yield from blocks_of(grid.rows)
    yield from _lines(text)


def _pieces(event: str, node: Any, top: Any) -> Iterator[str]:
    """An element's own text where it begins, what follows it where it ends, and line breaks."""
    named = isinstance(node.tag, str)
    if not named or (node.tag not in INLINE and ":" not in node.tag):
        yield "\n"
    if event == "start" and node.text:
        text = marked(_before(node), node.text) if node.tag in MARKS else node.text
        yield text if node.tag == "pre" else re.sub(r"\s+", " ", text)
    if event == "end" and node is not top and node.tail:
        yield re.sub(r"\s+", " ", node.tail)


def _before(node: Any) -> str:
    """The text right before an element within the one around it."""
    above = node.getprevious()
    if above is None:
        return node.getparent().text or ""
    return above.tail or above.text or ""


def marked(before: str, text: str) -> str:
    """A raised text as a note's mark in brackets where it stands right behind a digit."""
    return f"[{text.strip()}]" if before[-1:].isdecimal() and MARK.fullmatch(text) else text


def _lines(pieces: Sequence[str]) -> list[str]:
    whole = strip_pinyin("".join(pieces))  # at once: a line's end may tear a note of a sound
    return [line for part in whole.split("\n") if (line := tidy(part))]


def tidy(text: str) -> str:
    """A line of text without the scars of scraping and markup."""
    return join_broken_words(re.sub(r"\s+", " ", clean(text)))


Cell = tuple[list[str], int, int]


def _cells(row: Any) -> list[Cell]:
    """The lines of each cell of a row, with its column and row spans; none for mere layout."""
    from lxml import etree

    found = []
    for cell in row.iterchildren("td", "th"):
        walk = etree.iterwalk(cell, events=("start", "end"))
        lines = _lines([piece for event, node in walk for piece in _pieces(event, node, cell)])
        found.append((lines, _span(cell, "colspan") or 1, _span(cell, "rowspan") or 65_534))
    return [] if any(_is_prose(lines) for lines, _, _ in found) else found


def _span(cell: Any, name: str) -> int:
    """A span as written; 1 where it is missing or no number. rowspan=0 runs to the table's end."""
    found = re.match(r"\s*(\d{1,9})", cell.get(name) or "")
    return min(int(found[1]), 65_534) if found else 1


def _is_prose(lines: Sequence[str]) -> bool:
    """Whether a cell holds paragraphs, as no cell of a form does."""
    return sum(map(len, lines)) > 150 or sum(len(line) > 30 for line in lines) > 1


def _cell_text(lines: Sequence[str]) -> str:
    """The cell's lines as one text; a number that is torn within a line is joined."""
    whole = (line.replace(" ", "") if WHOLE.fullmatch(line) else line for line in lines)
    return join_broken_words(" ".join(whole))
