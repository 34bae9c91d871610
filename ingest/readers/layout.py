"""Pages of lines and tables to blocks: what only a page's end parted is one again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.amounts import is_in_pieces, looks_like_value
from ingest.clean import join_broken_words, key
from ingest.document import CHAPTER, SUBHEADING, Block, Table
from ingest.labels import is_of_two, is_unit
from ingest.readers.columns import PIECE
from ingest.readers.grid import Row, blocks_of
from ingest.readers.words import is_printed

OPENS_ROW = re.compile(
    r"\s*(?:[一二三四五六七]\s*、|[（(]\s*[一二三四五六七]\s*[）)]|\d\s*[.．、])"
)
APPLICANTS = 8  # columns of table three at least
WHOLE = ("总计", "合计", "其他")  # labels that stand without a number


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; left, right, top and size in points."""

    text: str
    page: int
    left: float
    right: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as drawn, its top in points.

    `opened` and `closed` say whether lines end it there; where none does, a row may go on over the
    page's end. `scanned` tables were read from a picture.
    """

    rows: tuple[Row, ...]
    page: int
    columns: int
    top: float
    opened: bool = True
    closed: bool = True
    scanned: bool = False
    loose: bool = False


Part = Line | Grid


def blocks(pages: Sequence[Sequence[Part]]) -> Iterator[Block]:
    """The paragraphs and tables of all pages."""
    parts = [part for page in pages for part in page]
    lines: list[Line] = []
    grids: list[Grid] = []
    margins = _margins([part for part in parts if isinstance(part, Line)])
    for part in parts:
        if isinstance(part, Line):
            yield from _tables(grids)
            grids = []
            lines.append(part)
        else:
            yield from _paragraphs(lines, margins)
            lines = []
            grids.append(part)
    yield from _tables(grids)
    yield from _paragraphs(lines, margins)


# tables ------------------------------------------------------------------------------------------


def _tables(grids: Sequence[Grid]) -> Iterator[Block]:
    """Tables, one with its continuation on the next page where the columns agree."""
    held: list[Grid] = []
    for grid in grids:
        if held and not _goes_on(held[-1], grid):
            yield from _one_table(held)
            held = []
        held.append(grid)
    yield from _one_table(held)


def _goes_on(above: Grid, grid: Grid) -> bool:
    """Whether a table may be the rest of one on a page before: a label's column may be lacking."""
    lacking = abs(above.columns - grid.columns)
    alike = lacking == 0 or (lacking <= 2 and min(above.columns, grid.columns) >= APPLICANTS)
    return above.page != grid.page and alike


def _one_table(grids: Sequence[Grid]) -> Iterator[Block]:
    rows: list[Row] = []
    for above, grid in zip([None, *grids], grids, strict=False):
        missing = max(g.columns for g in grids) - grid.columns
        new: list[Row] = [[(c + missing, text) for c, text in row] for row in grid.rows]
        if above:
            new = new[_repeated(rows, new) :]
            cut = not (above.closed and grid.opened)
            if new and rows and _is_rest(new[0], rows[-1], cut):
                rows[-1] = _merged(rows[-1], new.pop(0))
        rows += new
    for block in blocks_of(rows):
        marked = any(g.scanned for g in grids), any(g.loose for g in grids)
        if isinstance(block, Table) and any(marked):
            block = replace(block, scanned=marked[0], loose=marked[1])
        yield block


def _repeated(rows: Sequence[Row], new: Sequence[Row]) -> int:
    """How many rows at the top of a page repeat the table's header."""
    same = 0
    while same < min(len(rows), len(new)) and _words(rows[same]) == _words(new[same]):
        same += 1
    return same


def _words(row: Row) -> list[str]:
    return [key(text) for _, text in row if text]


def _is_rest(row: Row, above: Row, cut: bool) -> bool:
    """Whether the first row of a page is the rest of the last one before: it has no label of its
    own, and in no column have both a value. Where lines end the tables nonetheless, the label
    above has to be one of table three, by its number.
    """
    labels = [text for _, text in row if text and not _is_value(text)]
    if len(labels) > 2 or any(map(_opens, labels)):
        return False
    filled, before = ({c for c, text in r if _is_value(text)} for r in (row, above))
    if filled & {c for c, text in above if text} - before:  # below what heads a block
        return False
    if filled & before:  # numbers that their narrow cells wrapped, cut with the label or below it
        wrapped = cut and not labels and filled < before
        return wrapped or _is_cut(_label(above), "".join(labels))
    return cut or any(OPENS_ROW.match(text) for _, text in above)


def _opens(label: str) -> bool:
    """Whether a label can only begin a row."""
    text = key(label)
    whole = text in WHOLE or is_of_two(text) or is_printed(label)
    return whole or bool(OPENS_ROW.match(label))


def _is_cut(label: str, rest: str) -> bool:
    return is_printed(label + rest) and not is_printed(label)


def _is_value(text: str) -> bool:
    broken = bool(PIECE.fullmatch(text))
    return broken or looks_like_value(text) or is_in_pieces(text) or is_unit(text)


def _label(row: Row) -> str:
    return next((text for _, text in reversed(row) if text and not _is_value(text)), "")


def _merged(above: Row, row: Row) -> Row:
    """A row and its rest: values by column, the rest of the label behind the label."""
    texts = dict(above)
    labels = [column for column, text in above if text and not _is_value(text)]
    for column, text in row:
        rest = bool(text) and not _is_value(text) and column not in labels
        at = labels[-1] if labels and rest else column
        texts[at] = join_broken_words(f"{texts.get(at, '')} {text}".strip())
    return sorted(texts.items())


# lines -------------------------------------------------------------------------------------------


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Where the document's lines begin and end, in points from the left."""
    if not lines:
        return 0.0, 0.0
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    return lefts[len(lefts) // 10], rights[len(rights) * 9 // 10]


def _paragraphs(lines: Sequence[Line], margins: tuple[float, float]) -> Iterator[str]:
    held: list[Line] = []
    for line in lines:
        if held and _begins(line, held[-1], margins):
            yield _joined(held)
            held = []
        held.append(line)
    if held:
        yield _joined(held)


def _begins(line: Line, above: Line, margins: tuple[float, float]) -> bool:
    """Whether a line opens a paragraph: indented, a heading, or below a line that ended early."""
    if CHAPTER.match(line.text) or CHAPTER.match(above.text) or SUBHEADING.match(line.text):
        return True
    if abs(line.size - above.size) > 0.15 * above.size:
        return True
    indented = line.left > margins[0] + 0.8 * line.size
    full = above.right >= margins[1] - 2.5 * above.size
    return not full or (indented and not _is_centred(line, above))


def _is_centred(line: Line, above: Line) -> bool:
    """Whether a line stands at the middle of the one above, as the rest of a title does."""
    return abs(line.left + line.right - above.left - above.right) < line.size / 4


def _joined(lines: Sequence[Line]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        words = re.search(r"[A-Za-z]$", text) and re.match(r"[A-Za-z]", line.text)
        text += (" " if words else "") + line.text
    return join_broken_words(text)
