"""What of a PDF is a picture: whole scanned pages, and tables pasted in as images."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.readers.rules import Box

DPI = 200
FEW = 5  # Chinese characters: a page with fewer holds no text
UNMAPPED = re.compile(r"\(cid:\d+\)")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
WHOLE = 0.6  # of a page that a scan covers
WIDE, HIGH = 0.35, 0.06  # of a page's sides that a pasted table has at least
MOST = 100  # pictures of a file
LONGEST = 4000  # pixels of a page's longer side


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture on a page: its box in points from the upper left; `whole` is the page itself."""

    page: int
    box: Box
    whole: bool


def drawn_on(page: Any) -> list[Drawn]:
    """What a page of pdfplumber only draws: itself where its letters have no code, or images."""
    text = "".join(char["text"] for char in page.chars)
    images = [(i["x0"], i["top"], i["x1"], i["bottom"]) for i in page.images]
    images = [box for box in (_within(box, page) for box in images) if _is_large(box, page)]
    covered = sum(_area(box) for box in images) / (float(page.width) * float(page.height))
    unmapped = bool(UNMAPPED.search(text))
    if unmapped or (len(CHINESE.findall(text)) < FEW and (covered > 0.2 or _is_outlined(page))):
        return [Drawn(page.page_number, (0, 0, float(page.width), float(page.height)), True)]
    return [Drawn(page.page_number, box, False) for box in images if covered < WHOLE]


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
            drawing = page.render(scale=scale, grayscale=True, crop=crop)
            yield drawing.to_numpy().reshape(drawing.height, drawing.width).copy(), found
