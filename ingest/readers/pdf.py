"""PDF files with a text layer: lines to paragraphs, ruled tables to rows, in reading order."""

import io
import logging
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.clean import clean, join_broken_words
from ingest.document import CHAPTER, SUBHEADING, Block
from ingest.errors import ReportError, TooLarge, UnreadableReport
from ingest.readers.grid import Row, blocks_of

PAGES = 500
# Some fonts give a radical for the character that it looks like; NFKC knows only the second block.
RADICALS = dict(
    zip(
        "⺁⺇⺋⺏⺒⺓⺟⺠⺢⺧⺨⺩⺪⺬⺭⺮⺰⺳⺴⺶⺷⺸⺹⺼⺽⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂几㔾尣巳幺母民氺牛犬王疋示礻竹纟罒罓羊羊羊耂月臼艹虎衤覀西见角角讠贝足车辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
# Width and form of letters and digits; punctuation stays as it is printed, for quotations.
FOLDED = {
    code: unicodedata.normalize("NFKC", chr(code))
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFAD9), (0xFF10, 0xFF19), (0xFF21, 0xFF5A))
    for code in range(first, last + 1)
    if chr(code).isalnum() or code < 0x3000
}
FOLDED |= {ord(radical): character for radical, character in RADICALS.items()}
PAGE_NUMBER = re.compile(
    r"[-—–－·.\s]*(?:第\s*)?\d{1,3}(?:\s*[/页]\s*(?:共\s*)?\d{0,3}\s*页?)?[-—–－·.\s]*"
)
REPRINT = "open it, print it to a new PDF, and add that"
UNMAPPED = re.compile(r"\(cid:\d+\)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line; left, right, top and size in points."""

    text: str
    page: int
    left: float
    right: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class _Grid:
    """A ruled table as drawn, its top in points."""

    rows: tuple[Row, ...]
    page: int
    columns: int
    top: float


Part = _Line | _Grid


def read_pdf(data: bytes, where: str) -> list[Block]:
    """Read a PDF into paragraphs and tables.

    Raises UnreadableReport for a scan, a locked or a broken file, TooLarge over 500 pages.
    """
    try:
        parts = _open(data, where)
    except (ReportError, MemoryError):
        raise
    except Exception as error:  # A broken file breaks its parser in any way there is.
        locked = "Password" in f"{type(error).__name__}{error!r}" or b"/Encrypt" in data
        seen = "the PDF is locked by a password" if locked else "the PDF is broken"
        raise UnreadableReport(where, seen, REPRINT) from error
    text = "".join(part.text for part in parts if isinstance(part, _Line))
    cells = "".join(t for p in parts if isinstance(p, _Grid) for row in p.rows for _, t in row)
    if len(re.findall(r"[\u4e00-\u9fff]", text + cells)) < 20:
        unmapped = len(UNMAPPED.findall(text)) > 20
        seen = "its letters have no code" if unmapped else "scanned or drawn pages without a text"
        raise UnreadableReport(
            where, f"the PDF can't be read as text ({seen})",
            "add the web page or the Word file of the same report as HTML or text",
        )  # fmt: skip
    return list(_blocks(parts))


def _open(data: bytes, where: str) -> list[Part]:
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        if not pdf.pages:
            raise UnreadableReport(where, "the PDF is broken: no page is left", REPRINT)
        if len(pdf.pages) > PAGES:
            raise TooLarge(where, f"{len(pdf.pages)} pages", f"at most {PAGES} are read; split it")
        pages = []
        for page in pdf.pages:
            pages.append(_page(page))
            page.close()
        return list(_without_running_lines(pages))


def _without_running_lines(pages: Sequence[Sequence[Part]]) -> Iterator[Part]:
    """The parts of all pages without the line that heads or ends most; it may be the title too."""
    edges = [_wording(part) for page in pages for part in [*page[:1], *page[1:][-1:]]]
    for page in pages:
        for part in page:
            at_edge = (part is page[0] and page is not pages[0]) or part is page[-1]
            if not (at_edge and len(pages) > 2 and edges.count(_wording(part)) > len(pages) // 2):
                yield part


def _wording(part: Part) -> str:
    """A line without its numbers; no table is like another."""
    return re.sub(r"[\d\s]+", "", part.text) if isinstance(part, _Line) else f"\n{id(part)}"


# a page ------------------------------------------------------------------------------------------


def _page(page: Any) -> list[Part]:
    """The lines and tables of a page from top to bottom, without its number."""
    number, height = page.page_number, float(page.height)
    page = page.filter(_is_visible).dedupe_chars()
    tables = [table for table in page.find_tables() if len(table.columns) > 1]
    parts: list[Part] = [
        _Grid(tuple(_rows(table)), number, len(table.columns), table.bbox[1]) for table in tables
    ]
    for table in tables:
        page = page.filter(lambda thing, box=table.bbox: not _is_within(thing, box))
    for line in _lines(page, number):
        in_margin = not 0.1 * height < line.top < 0.88 * height
        if line.text and not (in_margin and PAGE_NUMBER.fullmatch(line.text)):
            parts.append(line)
    return sorted(parts, key=lambda part: part.top)


def _is_visible(thing: dict[str, Any]) -> bool:
    """False for the white boxes that word processors paint behind lines, and that rule no table."""
    if thing["object_type"] not in ("rect", "curve") or thing.get("stroke"):
        return True
    color = thing.get("non_stroking_color")
    shades = color if isinstance(color, list | tuple) else [0 if color is None else color]
    if not all(isinstance(shade, int | float) for shade in shades):
        return True
    white = max(shades, default=1) < 0.01 if len(shades) == 4 else min(shades, default=0) > 0.99
    return not white


def _is_within(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _rows(table: Any) -> Iterator[Row]:
    for row in table.extract():
        yield [(n, _cell(text)) for n, text in enumerate(row) if text is not None]


def _cell(text: str) -> str:
    """A cell's text without the line ends that its narrowness put there."""
    text = clean(text.translate(FOLDED)).replace("\n", " ").strip()
    return join_broken_words(text)


def _lines(page: Any, number: int) -> Iterator[_Line]:
    for line in page.extract_text_lines(return_chars=True):
        text = join_broken_words(clean(line["text"].translate(FOLDED)))
        size = max((char["size"] for char in line["chars"]), default=0.0)
        yield _Line(text, number, line["x0"], line["x1"], line["top"], size)


# pages to blocks ---------------------------------------------------------------------------------


def _blocks(parts: Sequence[Part]) -> Iterator[Block]:
    """Paragraphs and tables, joined where only a page's end parted them."""
    lines: list[_Line] = []
    grids: list[_Grid] = []
    margins = _margins([part for part in parts if isinstance(part, _Line)])
    for part in parts:
        if isinstance(part, _Line):
            yield from _tables(grids)
            grids = []
            lines.append(part)
        else:
            yield from _paragraphs(lines, margins)
            lines = []
            grids.append(part)
    yield from _tables(grids)
    yield from _paragraphs(lines, margins)


def _tables(grids: Sequence[_Grid]) -> Iterator[Block]:
    """Tables, one with its continuation on the next page where the columns agree."""
    rows: list[Row] = []
    for above, grid in zip([None, *grids], grids, strict=False):
        if above and (above.page == grid.page or above.columns != grid.columns):
            yield from blocks_of(rows)
            rows = []
        rows += grid.rows
    yield from blocks_of(rows)


def _margins(lines: Sequence[_Line]) -> tuple[float, float]:
    """Where the document's lines begin and end, in points from the left."""
    if not lines:
        return 0.0, 0.0
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    return lefts[len(lefts) // 10], rights[len(rights) * 9 // 10]


def _paragraphs(lines: Sequence[_Line], margins: tuple[float, float]) -> Iterator[str]:
    held: list[_Line] = []
    for line in lines:
        if held and _begins(line, held[-1], margins):
            yield _joined(held)
            held = []
        held.append(line)
    if held:
        yield _joined(held)


def _begins(line: _Line, above: _Line, margins: tuple[float, float]) -> bool:
    """Whether a line opens a paragraph: indented, a heading, or below a line that ended early."""
    if CHAPTER.match(line.text) or CHAPTER.match(above.text) or SUBHEADING.match(line.text):
        return True
    if abs(line.size - above.size) > 0.15 * above.size:
        return True
    indented = line.left > margins[0] + 0.8 * line.size
    return indented or above.right < margins[1] - 2.5 * above.size


def _joined(lines: Sequence[_Line]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        words = re.search(r"[A-Za-z]$", text) and re.match(r"[A-Za-z]", line.text)
        text += (" " if words else "") + line.text
    return join_broken_words(text)
