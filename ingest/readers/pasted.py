"""Pictures pasted into a page or a document: read as scans where its text shows no table itself."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby

from ingest.document import Block, Table
from ingest.errors import ReportError
from ingest.readers.leaves import Leaf
from ingest.readers.marks import is_row
from ingest.readers.scan import PAPER, Scan, is_installed
from ingest.readers.scan.pictures import open_pictures

MARK = re.compile(r"⟦图(\d{1,3})⟧")
MOST = 60  # pictures of one file, and pages of those behind one another
LEAST = 200_000  # pixels; a table has more, a seal or a code to scan fewer


def mark_of(number: int) -> str:
    """What stands in the text where a picture does, counted from one."""
    return f"⟦图{number}⟧"


def with_pictures(blocks: Sequence[Block], pictures: Sequence[bytes]) -> list[Block]:
    """The blocks with what each picture shows in the place of its mark, those behind one another
    read as pages; without any where the text has tables of the form, or the extra `ocr` is missing.
    """
    if not pictures:
        return list(blocks)
    apart = [piece for block in blocks for piece in _apart(block)]
    text = [piece for piece in apart if not isinstance(piece, int)]
    if _show_tables(text) or not is_installed():
        return text
    found: list[Block] = []
    seen = False
    for marked, run in groupby(apart, key=lambda piece: isinstance(piece, int)):
        if not marked:
            found += [piece for piece in run if not isinstance(piece, int)]
            continue
        numbers = [piece for piece in run if isinstance(piece, int)]
        read = _read([pictures[n - 1] for n in numbers if 0 < n <= len(pictures)])
        seen = seen or _show_tables(read)
        found += read
    # Photographs and posters tell nothing of the tables, and are no text of the report.
    return found if seen else text


def _show_tables(blocks: Sequence[Block]) -> bool:
    return any(isinstance(b, Table) and any(is_row(r) for r in b.rows if r) for b in blocks)


def _apart(block: Block) -> Iterator[Block | int]:
    """A block's text between marks, and the numbers of these."""
    if isinstance(block, Table):
        yield block
        return
    for at, part in enumerate(MARK.split(block)):
        if at % 2:
            yield int(part)
        elif part.strip():
            yield part


def _read(pictures: Sequence[bytes]) -> list[Block]:
    scan, leaves = Scan(), list[Leaf]()
    for data in pictures:
        with suppress(ReportError):  # a drawing in another format, or a broken one
            for gray in open_pictures(data, ""):
                if gray.size >= LEAST and len(leaves) < MOST:
                    leaves.append(scan.read(gray, len(leaves) + 1, PAPER))
    return scan.blocks(leaves) if leaves else []
