"""Tables that a page builds of boxes: a div or list for the table, each row and each cell."""

from itertools import chain
from typing import Any

from ingest.readers.marks import is_row

BOXES = frozenset(("div", "ul", "ol", "li", "section"))
FEWEST = 2  # rows


def as_tables(body: Any) -> None:
    """Make tables of the boxes whose rows are of a form, so that a blank cell stays where it is."""
    for box in list(body.iter(*BOXES)):
        rows = _parts(box)
        cells = [_parts(row) for row in rows]
        if len(rows) < FEWEST or not all(cells):
            continue
        if any(
            _parts(cell) or next(cell.iter("table"), None) is not None for cell in chain(*cells)
        ):
            continue
        texts = [[" ".join("".join(c.itertext()).split()) for c in row] for row in cells]
        if any(len(text) > 1 and is_row(text) for text in texts):
            box.tag = "table"
            for row, of in zip(rows, cells, strict=True):
                row.tag = "tr"
                for cell in of:
                    cell.tag = "td"


def _parts(box: Any) -> list[Any]:
    """The boxes that are all that a box holds, [] where it holds a text of its own or others."""
    inner = [part for part in box if len(part) or part.text or part.tag in BOXES]
    beside = [box.text, *(part.tail for part in box)]
    alone = all(part.tag in BOXES for part in inner) and not any(map(_says, beside))
    return inner if alone else []


def _says(text: str | None) -> bool:
    return bool(text and text.strip())
