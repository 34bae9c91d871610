"""PDF files with a text layer: lines to paragraphs, ruled tables to rows, in reading order."""

import io
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import compress, pairwise
from typing import Any

from ingest.amounts import UNIT, UNREAD, looks_like_value
from ingest.clean import clean, join_broken_words
from ingest.document import Block
from ingest.errors import ReportError, TooLarge, UnreadableReport
from ingest.readers.baselines import begins_beside
from ingest.readers.columns import APART, Word
from ingest.readers.doubts import is_in_doubt, mark_doubts
from ingest.readers.drawn import Drawn, drawn_on, pictures, signs, to_read, unread_on, views
from ingest.readers.filled import with_filled_in
from ingest.readers.grid import Row
from ingest.readers.layout import Grid, Line, blocks
from ingest.readers.leaves import Leaf, is_in, parts_of, parts_rows
from ingest.readers.rules import REACH, Box, Cell, Rule, Ruled, find_tables
from ingest.readers.stamps import of_text

PAGES = 500
# Width and form of letters and digits; punctuation stays as it is printed, for quotations.
FOLDED = {
    code: unicodedata.normalize("NFKC", chr(code))
    for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF5A))
    for code in range(first, last + 1)
    if chr(code).isalnum()
} | {0x2E3A: "——", 0x2E3B: "———"}  # what fonts print for two dashes and three
REPRINT = "open it, print it to a new PDF, and add that"
VALUES = 3  # that stand beside one another, at least, where no upright parts them
PADDING = 12.0  # points that a cell keeps free at its sides
SHADE = 4.0  # points: what is filled and thicker is no line
MARGIN = 0.04  # of a page's height that is left to headers and footers
HAIR = 3.0  # points by which lines may miss one another
TOUCHING = 0.1  # of a letter's size, at most, between those of one cell
# What spaces part, and a number's unit from the number of the next column: 290件192.
# As long as numbers are: a page of digits would take the square of its length.
AMOUNT = rf"\d[\d,，.．]{{0,24}}(?:{UNIT})"
PART = re.compile(rf"{AMOUNT}(?=\d)|\S+?(?={AMOUNT}\d)|\S+")
TORN = re.compile(rf"(?<!\S){APART.pattern}(?!\S)")
DIGITS = re.compile(rf"[+-]?\d[\d.,，．\s]*(?:{UNIT})?")
WRAPPED = re.compile(r"[+-]?\d[\d.,．，]*(?:\n[\d.,．，]+)+")


def read_pdf(data: bytes, where: str) -> list[Block]:
    """Read a PDF into paragraphs and tables, what is only drawn by the extra `ocr`.

    Raises UnreadableReport for a locked or a broken file, UnknownFormat for a scan without the
    extra, TooLarge over 500 pages.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        data = with_filled_in(data)
        leaves, drawn = _open(data, where)
        drawn = to_read(data, drawn)
        found = _with_scans(data, where, leaves, drawn) or list(blocks(parts_of(leaves)))
    except (ReportError, MemoryError):
        raise
    except Exception as error:  # A broken file breaks its parser in any way there is.
        locked = "Password" in f"{type(error).__name__}{error!r}" or b"/Encrypt" in data
        seen = "the PDF is locked by a password" if locked else "the PDF is broken"
        raise UnreadableReport(where, seen, REPRINT) from error
    if not found:
        raise UnreadableReport(where, "the PDF has no text and no scan of one", REPRINT)
    return found


def _open(data: bytes, where: str) -> tuple[list[Leaf], list[Drawn]]:
    """The text and tables of every page, and what is but drawn."""
    import pdfplumber
    from pdfplumber.page import Page

    with pdfplumber.open(io.BytesIO(data)) as pdf, views(data) as view:
        if not pdf.pages:
            raise UnreadableReport(where, "the PDF is broken: no page is left", REPRINT)
        if len(pdf.pages) > PAGES:
            raise TooLarge(where, f"{len(pdf.pages)} pages", f"at most {PAGES} are read; split it")
        leaves, drawn, unread = list[Leaf](), list[Drawn](), list[Drawn]()
        for page in pdf.pages:
            turn = _turn(page)
            page.page_obj.rotate = page.page_obj.attrs["Rotate"] = page.page_obj.rotate + turn
            upright = Page(pdf, page.page_obj, page.page_number) if turn else page
            drawn += drawn_on(upright)
            leaves.append(_leaf(upright, view(page.page_number, turn)))
            unread += unread_on(upright)
            page.close()
            upright.close()
        return leaves, drawn if any(leaf.words for leaf in leaves) else drawn or unread


def _with_scans(data: bytes, where: str, leaves: list[Leaf], drawn: Sequence[Drawn]) -> list[Block]:
    """The blocks of all pages, with what is only drawn read from its picture; none where there is
    nothing of it, or where it need not be read.
    """
    from ingest.readers.scan import Scan, is_installed, require

    optional = any(leaf.grids for leaf in leaves) and not any(found.whole for found in drawn)
    if not drawn or (optional and not is_installed()):
        return []
    require(where)
    scan = Scan()
    for picture, found in pictures(data, drawn):
        leaf = scan.read(picture, found.page, found.box)
        leaves[found.page - 1] = leaf if found.whole else leaves[found.page - 1].with_drawn(leaf)
    return scan.blocks(leaves)


def _turn(page: Any) -> int:
    """Degrees to turn a page by so that most of its text runs from left to right."""
    runs: Counter[int] = Counter()
    for char in page.chars:
        a, b, *_ = char["matrix"]
        runs[90 if abs(b) > abs(a) and b > 0 else 270 if abs(b) > abs(a) else 180 * (a < 0)] += 1
    return runs.most_common(1)[0][0] if runs else 0


# a page ------------------------------------------------------------------------------------------


def _leaf(page: Any, picture: Any) -> Leaf:
    """A page's ruled tables, and the words and lines around them."""
    number, height = page.page_number, float(page.height)
    page = page.filter(of_text(page.chars)).dedupe_chars()
    rules = _rules(page, "h"), _rules(page, "v")
    mark_doubts(page.chars, rules, picture, page.bbox[:2])
    words = [*_words(page), *signs(page)]
    tables = find_tables(*rules, HAIR)
    tables = [_in_margins(table, height) for table in tables if parts_rows(table, words)]
    grids = [_grid(page, table) for table in tables]
    for table in tables:
        page = page.filter(lambda thing, box=table.box: not _is_within(thing, box))
    words = [*_words(page), *signs(page)] if tables else words
    lines = [line for line in _lines(page, number) if line.text]
    return Leaf(number, height, grids, words, lines)


def _in_margins(table: Ruled, height: float) -> Ruled:
    """A table that the page's end cuts, without what browsers print in the margins beyond it."""
    left, top, right, bottom = table.box
    beyond = REACH * HAIR
    top = top if table.opened else max(top, min(MARGIN * height, top + beyond))
    bottom = bottom if table.closed else min(bottom, max((1 - MARGIN) * height, bottom - beyond))
    return replace(table, box=(left, top, right, bottom))


def _rules(page: Any, way: str) -> list[Rule]:
    """The page's drawn lines and the sides of its boxes, across (h) or down (v); some are drawn as
    thin pictures.
    """
    edges = [edge for edge in page.filter(_is_rule).edges if edge["orientation"] == way]
    thin, long = ("height", "width") if way == "h" else ("width", "height")
    edges += [image for image in page.images if image[thin] <= SHADE < image[long]]
    if way == "h":
        return [Rule(edge["top"], edge["x0"], edge["x1"]) for edge in edges]
    return [Rule(edge["x0"], edge["top"], edge["bottom"]) for edge in edges]


def _grid(page: Any, table: Ruled) -> Grid:
    rows: list[list[tuple[int, str]]] = [[] for _ in range(table.rows)]
    left = [char for char in page.chars if _is_within(char, table.box)]
    drawn = [sign for sign in signs(page) if is_in(sign, table.box)]
    sides = {cell.column: cell.box[0] for cell in table.cells}
    # A cell around others, as layouts draw it, holds only what is in none of them.
    for cell in sorted(table.cells, key=lambda cell: cell.area):
        own = [_is_within(char, cell.box) for char in left]
        chars = list(compress(left, own))
        text = _cell(chars, cell.box)
        # A cell with a sign for which there is no letter, and no border, is not blank.
        x0, y0, x1, y1 = cell.box
        inner = x0 + HAIR, y0 + HAIR, x1 - HAIR, y1 - HAIR
        text = text or UNREAD * any(is_in(sign, inner) for sign in drawn)
        rows[cell.row] += _apart(chars, cell, sides) or [(cell.column, text)]
        left = [char for char, is_own in zip(left, own, strict=True) if not is_own]
    ends = table.opened, table.closed
    read = tuple(sorted(row) for row in rows)
    return Grid(read, page.page_number, table.columns, table.box[1], *ends)


def _apart(chars: list[dict[str, Any]], cell: Cell, sides: Mapping[int, float]) -> Row:
    """The cells of a row in which no upright is drawn, where the table's others part what stands
    there into values; none for any other cell.
    """
    inner = sorted((x, n) for n, x in sides.items() if cell.box[0] + HAIR < x < cell.box[2] - HAIR)
    if not inner or not chars:
        return []
    lines = sorted(chars, key=lambda char: (round(char["top"]), char["x0"]))
    gaps = [
        (a["x1"], b["x0"]) for a, b in pairwise(lines) if 0 <= b["x0"] - a["x1"] < b["size"] / 2
    ]
    gaps += [(char["x0"], char["x1"]) for char in chars]
    free = [(x, n) for x, n in inner if not any(min(a) < x < max(a) for a in gaps)]
    if free != inner[len(inner) - len(free) :]:  # beside a label, nothing lies over a side
        return []
    starts = [(cell.box[0], cell.column), *free]
    ends = [*(x for x, _ in free), cell.box[2]]
    made: list[tuple[int, str]] = []
    for (start, column), end in zip(starts, ends, strict=True):
        held = [char for char in chars if start <= (char["x0"] + char["x1"]) / 2 < end]
        text = _cell(held, (start, cell.box[1], end, cell.box[3]))
        made += [(column, text)] if made or text else []
    return made if sum(bool(t) and looks_like_value(t) for _, t in made) >= VALUES else []


def _is_rule(thing: dict[str, Any]) -> bool:
    """False for the shades behind words, which are no lines of a table."""
    filled = thing["object_type"] in ("rect", "curve") and not thing.get("stroke")
    return not (filled and min(thing["width"], thing["height"]) > SHADE)


def _is_within(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _cell(chars: list[dict[str, Any]], box: Box) -> str:
    """A cell's text without the line ends that its narrowness put there."""
    from pdfplumber.utils import extract_text

    if not chars:
        return ""
    text = clean(extract_text(chars).translate(FOLDED)).strip()
    wrapped = WRAPPED.fullmatch(text) and _is_full(chars, box)
    text = text.replace("\n", "") if wrapped else join_broken_words(text.replace("\n", " "))
    return f"{text}{UNREAD}" if DIGITS.fullmatch(text) and is_in_doubt(chars) else text


def _is_full(chars: Sequence[dict[str, Any]], box: Box) -> bool:
    """Whether a cell had no room beside its digits, so that the number went on below."""
    wide = max(char["x1"] for char in chars) - min(char["x0"] for char in chars)
    digit = max(char["x1"] - char["x0"] for char in chars)
    return bool(wide + digit + PADDING > box[2] - box[0])


def _words(page: Any) -> list[Word]:
    """Runs of characters; a single space within a label parts no words, as it does numbers."""
    made: list[Word] = []
    for run in page.extract_words(keep_blank_chars=True, return_chars=True):
        end = -2
        for start, stop in _spans(run["chars"]):
            word = _word(run["chars"][start:stop])
            apart = start - end != 1 or word.is_value or made[-1].is_value
            if apart or begins_beside(made[-1], word):
                made.append(word)
            else:
                made[-1] = replace(made[-1], text=made[-1].text + word.text, right=word.right)
            end = stop
    return made


def _spans(chars: Sequence[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """Where the words of a run begin and end; digits that only spaces part are one number."""
    text = "".join(char["text"][:1] for char in chars)
    torn = [at for at in (found.span() for found in TORN.finditer(text)) if _is_cell(chars, *at)]
    for found in PART.finditer(text):
        start, end = found.span()
        inside = next((at for at in torn if at[0] <= start < at[1]), None)
        if inside is None:
            yield start, end
        elif inside[0] == start:
            yield inside


def _is_cell(chars: Sequence[dict[str, Any]], start: int, end: int) -> bool:
    """Whether characters follow one another without a gap, and no others follow them so."""
    before = start > 1 and _touch(chars[start - 2 : start + 1])
    behind = end + 1 < len(chars) and _touch(chars[end - 1 : end + 2])
    return _touch(chars[start:end]) and not before and not behind


def _touch(chars: Sequence[dict[str, Any]]) -> bool:
    return all(b["x0"] - a["x1"] < TOUCHING * a["size"] for a, b in pairwise(chars))


def _word(chars: Sequence[dict[str, Any]]) -> Word:
    text = clean("".join(char["text"] for char in chars).translate(FOLDED))
    text += UNREAD if DIGITS.fullmatch(text) and is_in_doubt(chars) else ""
    left, top = min(char["x0"] for char in chars), min(char["top"] for char in chars)
    right, bottom = max(char["x1"] for char in chars), max(char["bottom"] for char in chars)
    return Word(text, left, right, top, bottom)


def _lines(page: Any, number: int) -> Iterator[Line]:
    for line in page.extract_text_lines(return_chars=True):
        text = join_broken_words(clean(line["text"].translate(FOLDED)))
        size = max((char["size"] for char in line["chars"]), default=0.0)
        yield Line(text, number, line["x0"], line["x1"], line["top"], size)
