"""Scanned pages and pictures to lines and tables, each cell's digits held against the sums."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.document import Block
from ingest.errors import UnreadableReport
from ingest.readers.leaves import Leaf, parts_of
from ingest.readers.rules import Box
from ingest.readers.scan.cells import Written, read_parts
from ingest.readers.scan.ink import read_inked
from ingest.readers.scan.letters import is_installed, require
from ingest.readers.scan.pictures import open_pictures, upright
from ingest.readers.scan.sums import settle

__all__ = ["Scan", "is_installed", "read_picture", "require"]
PAPER = (0.0, 0.0, 595.0, 842.0)  # the box of a picture that tells no size: a leaf of A4


def read_picture(data: bytes, where: str) -> list[Block]:
    """Read a picture of pages into paragraphs and tables.

    Raises UnknownFormat without the extra `ocr`, UnreadableReport for a broken picture or one
    without letters, TooLarge.
    """
    require(where)
    scan = Scan()
    pages = [scan.read(gray, n, PAPER) for n, gray in enumerate(open_pictures(data, where), 1)]
    found = scan.blocks(pages)
    if not found:
        raise UnreadableReport(where, "no letters in the picture", "scan the report's own pages")
    return found


@dataclass(slots=True)
class Scan:
    """The scanned pages of one file: what was read in its cells, until the sums settle it."""

    written: list[Written] = field(default_factory=list)

    def read(self, gray: Any, page: int, box: Box) -> Leaf:
        """The lines and tables of a picture in a box of a page.

        Its cells are marks, which `blocks` replaces by what was read.
        """
        return read_parts(read_inked(upright(gray)), page, box, self.written)

    def blocks(self, leaves: Sequence[Leaf]) -> list[Block]:
        """Paragraphs and tables of all pages."""
        return settle(parts_of(leaves), self.written)
