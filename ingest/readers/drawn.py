"""What of a PDF is a picture: whole scanned pages, and tables pasted in as images."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

from ingest.amounts import UNREAD
from ingest.readers.columns import Word
from ingest.readers.rules import Box

DPI = 200
SMALL = 2  # pixels a point of a page that is only looked at
FEW = 5  # Chinese characters: a page with fewer holds no text
UNMAPPED = re.compile(r"\(cid:\d+\)")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
WHOLE = 0.85  # of a page that a scan covers, or what is printed behind the text
WIDE, HIGH = 0.35, 0.06  # of a page's sides that a pasted table has at least
SIGN = 3.0, 24.0  # points: how high a sign is
THIN, WIDEST = 2.0, 100.0  # and how wide: less is a border
MOST = 100  # pictures of a file
LONGEST = 4000  # pixels of a page's longer side


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture on a page: its box in points from the upper left; `whole` is the page itself.

    What fills a page that has a text is `behind` it: a scan where the text is invisible.
    """

    page: int
    box: Box
    whole: bool
    behind: bool = False


def drawn_on(page: Any) -> list[Drawn]:
    """What a page of pdfplumber only draws: itself where its letters have no code, or images."""
    text = "".join(char["text"] for char in page.chars)
    images = [(i["x0"], i["top"], i["x1"], i["bottom"]) for i in page.images]
    images = [box for box in (_within(box, page) for box in images) if _is_large(box, page)]
    covered = sum(_area(box) for box in images) / (float(page.width) * float(page.height))
    unmapped = bool(UNMAPPED.search(text))
    if unmapped or (len(CHINESE.findall(text)) < FEW and (covered > 0.2 or _is_outlined(page))):
        return [Drawn(page.page_number, (0, 0, float(page.width), float(page.height)), True)]
    behind = covered >= WHOLE
    return [Drawn(page.page_number, box, False, behind) for box in images[: 1 if behind else None]]


def unread_on(page: Any) -> list[Drawn]:
    """A page that has fonts and none of whose letters the parser knows, as a picture of it: so are
    those whose codes only a table within the file explains.
    """
    held = page.page_obj.resources
    if page.chars or not (isinstance(held, dict) and held.get("Font")):
        return []
    return [Drawn(page.page_number, (0, 0, float(page.width), float(page.height)), True)]


def _within(box: Box, page: Any) -> Box:
    left, top, right, bottom = box
    width, height = float(page.width), float(page.height)
    return max(0.0, left), max(0.0, top), min(width, right), min(height, bottom)


def _is_large(box: Box, page: Any) -> bool:
    left, top, right, bottom = box
    return bool(right - left > WIDE * page.width and bottom - top > HIGH * page.height)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _is_outlined(page: Any) -> bool:
    """Whether a page's letters are drawn as shapes: there are hundreds."""
    return len(page.curves) > 200


def signs(page: Any) -> list[Word]:
    """Where a page draws what may be a sign, a shape or a little picture as large as letters, as
    words that can't be read; those side by side are one.
    """
    found: list[Word] = []
    for thing in sorted([*page.curves, *page.images], key=lambda thing: float(thing["x0"])):
        sign = Word(UNREAD, thing["x0"], thing["x1"], thing["top"], thing["bottom"])
        wide, high = sign.right - sign.left, sign.bottom - sign.top
        if not (SIGN[0] < high < SIGN[1] and THIN < wide < WIDEST):
            continue
        for n, other in enumerate(reversed(found[-40:]), 1):
            if other.top < sign.middle < other.bottom and sign.left - other.right < SIGN[0]:
                right, top = max(other.right, sign.right), min(other.top, sign.top)
                bottom = max(other.bottom, sign.bottom)
                found[-n] = replace(other, right=right, top=top, bottom=bottom)
                break
        else:
            found.append(sign)
    return found


def to_read(data: bytes, drawn: Sequence[Drawn]) -> list[Drawn]:
    """What has to be read from its picture: a page whose text is invisible is a scan, and what
    fills a page behind a visible text is none.
    """
    if not any(found.behind for found in drawn):
        return list(drawn)
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf:
        hidden = {f.page for f in drawn if f.behind and _is_invisible(pdf[f.page - 1])}
        size = {page: pdf[page - 1].get_size() for page in hidden}
    kept = [found for found in drawn if not found.behind]
    return [*kept, *(Drawn(page, (0, 0, *size[page]), True) for page in sorted(hidden))]


def _is_invisible(page: Any) -> bool:
    """Whether all text of a page of pdfium is there to be searched only."""
    from pypdfium2 import raw

    texts = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
    invisible = raw.FPDF_TEXTRENDERMODE_INVISIBLE
    return all(raw.FPDFTextObj_GetTextRenderMode(text.raw) == invisible for text in texts)


def pictures(data: bytes, drawn: Sequence[Drawn]) -> Iterator[tuple[Any, Drawn]]:
    """Each picture in gray pixels, at 200 dpi unless the page is larger than any sheet of paper."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf:
        for found in drawn[:MOST]:
            page = pdf[found.page - 1]
            width, height = page.get_size()
            scale = min(DPI / 72, LONGEST / max(width, height))
            left, top, right, bottom = found.box
            crop = (left, max(0, height - bottom), max(0, width - right), top)
            yield _gray(page, scale=scale, crop=crop), found


def _gray(page: Any, **how: Any) -> Any:
    """A page of pdfium as rows of pixels."""
    drawing = page.render(grayscale=True, **how)
    return drawing.to_numpy().reshape(drawing.height, drawing.width).copy()


@contextmanager
def views(data: bytes) -> Iterator[Callable[[int, int], Any]]:
    """A file's pages as they are shown, by their number and the degrees they are turned by: small
    pictures in gray, None where the file or a page can't be drawn.
    """
    import pypdfium2

    with ExitStack() as stack:
        pdf: Any = None
        with suppress(pypdfium2.PdfiumError):
            pdf = stack.enter_context(pypdfium2.PdfDocument(data))

        def view(number: int, turn: int) -> Any:
            with suppress(pypdfium2.PdfiumError):
                page = pdf[number - 1]
                if max(page.get_size()) * SMALL <= LONGEST:
                    return _gray(page, scale=SMALL, rotation=turn)
            return None

        yield view if pdf else lambda number, turn: None
