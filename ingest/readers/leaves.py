"""Pages of words, lines and ruled tables to their parts: tables without rules are found here."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.clean import key
from ingest.readers.applicants import SPANNING
from ingest.readers.columns import Columns, Word
from ingest.readers.layout import Grid, Line, Part
from ingest.readers.rules import Box, Ruled
from ingest.readers.unruled import find_regions

PAGE_NUMBER = re.compile(
    r"[-—–－·.\s]*(?:第\s*)?\d{1,3}(?:\s*[/页]\s*(?:共\s*)?\d{0,3}\s*页?)?[-—–－·.\s]*"
)
UPPER, LOWER = 0.1, 0.88  # of a page's height: beyond stands what runs on every page
ALIKE = 6.0  # points by which its heights differ
APART = 2.0  # of its height, that a page's number stands away from any other line
OF_FORM = (*SPANNING, "信息内容", "第二十条第", "行政复议", "统计指标")
WRAPPED = 3  # lines that a narrow cell wraps one number to


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its number and height, its ruled tables, and the words and lines around them;
    `scanned` where a part of it was read from a picture.
    """

    number: int
    height: float
    grids: Sequence[Grid]
    words: Sequence[Word]
    lines: Sequence[Line]
    scanned: bool = False

    def with_drawn(self, drawn: "Leaf") -> "Leaf":
        """The page with what a picture on it holds."""
        grids, words = [*self.grids, *drawn.grids], [*self.words, *drawn.words]
        lines = [*self.lines, *drawn.lines]
        return replace(self, grids=grids, words=words, lines=lines, scanned=True)


def parts_of(leaves: Sequence[Leaf]) -> list[list[Part]]:
    """The lines and tables of each page from top to bottom, without what runs on every page."""
    columns = Columns()
    edges = Counter(mark for leaf in leaves for mark in {_wording(x) for x in _at_edge(leaf)})
    often = {text for text, count in edges.items() if count > max(1, len(leaves) // 2)}
    made: list[list[Part]] = []
    for leaf in leaves:
        running = [x for x in _at_edge(leaf) if _wording(x) in often or _is_number(x, leaf)]
        made.append(sorted(_parts(leaf, columns, running), key=lambda part: part.top))
    return made


def _parts(leaf: Leaf, columns: Columns, running: Sequence[Line]) -> Iterator[Part]:
    yield from leaf.grids
    words = [word for word in leaf.words if not any(_is_on(word, line) for line in running)]
    regions = find_regions(words, columns)
    for region in regions:
        kind = {"opened": False, "closed": False, "scanned": leaf.scanned, "loose": region.loose}
        yield Grid(region.rows, leaf.number, region.columns, region.top, **kind)
    for line in leaf.lines:
        middle = line.top + line.size / 2
        within = any(region.top <= middle <= region.bottom for region in regions)
        # What heads every page may be the title on the first.
        if not within and (line not in running or _may_be_title(line, leaf)):
            yield line


def _is_on(word: Word, line: Line) -> bool:
    return line.top - 1 <= word.middle <= line.top + 1.5 * line.size


# what runs on every page -------------------------------------------------------------------------


def _at_edge(leaf: Leaf) -> list[Line]:
    """The lines in a page's upper and lower margin that no form has."""
    upper, lower = UPPER * leaf.height, LOWER * leaf.height
    at_edge = [line for line in leaf.lines if not upper < line.top < lower]
    return [line for line in at_edge if not names_table(line.text)]


def names_table(text: str) -> bool:
    """Whether a line is of a form's header."""
    return any(mark in key(text) for mark in OF_FORM)


def _wording(line: Line) -> tuple[str, int]:
    """A line without its numbers; a mere number by its height on the page."""
    text = re.sub(r"[\d\s]+", "", line.text)
    return text, 0 if len(text) > 3 else round(line.top / ALIKE)


def _is_number(line: Line, leaf: Leaf) -> bool:
    """Whether a line in the margin is but the page's number, and stands away from all others."""
    if not PAGE_NUMBER.fullmatch(line.text):
        return False
    others = [(other.top, other.top + other.size) for other in leaf.lines if other is not line]
    others += [(word.top, word.bottom) for word in leaf.words if not _is_on(word, line)]
    near = APART * line.size
    return not any(
        top - near < line.top + line.size and line.top < bottom + near for top, bottom in others
    )


def _may_be_title(line: Line, leaf: Leaf) -> bool:
    return leaf.number == 1 and line is leaf.lines[0] and not PAGE_NUMBER.fullmatch(line.text)


# rules -------------------------------------------------------------------------------------------


def parts_rows(table: Ruled, words: Sequence[Word]) -> bool:
    """Whether a table's rules part its rows: most of its numbers have a cell of their own."""
    alone = shared = 0
    left = list(words)
    for cell in sorted(table.cells, key=lambda cell: cell.area):
        held = [word for word in left if is_in(word, cell.box)]
        left = [word for word in left if word not in held]
        values = sum(word.is_value for word in held)
        if values == len(held) <= WRAPPED:
            alone += values
        else:
            shared += values
    return alone >= shared


def is_in(word: Word, box: Box) -> bool:
    """Whether the middle of a word is in a box."""
    left, top, right, bottom = box
    return left <= (word.left + word.right) / 2 <= right and top <= word.middle <= bottom
