"""Text as scraped, and Markdown: paragraphs, and rows of cells divided by `|`."""

import re
from collections.abc import Iterable

from ingest.clean import clean, join_broken_words
from ingest.document import Block, Table
from ingest.readers.decoding import decode

RULE = re.compile(r"^\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?$")


def read_plain(data: bytes, where: str) -> list[Block]:
    """Read text or Markdown into paragraphs and tables, scars removed."""
    return list(_blocks(clean(decode(data, where)).split("\n")))


def _blocks(lines: Iterable[str]) -> Iterable[Block]:
    rows: list[tuple[str, ...]] = []
    for line in lines:
        if "|" in line:
            if not RULE.match(line.strip()):
                rows.append(_cells(line))
            continue
        if rows and line.strip():
            yield Table(tuple(rows))
            rows = []
        if text := _paragraph(line):
            yield text
    if rows:
        yield Table(tuple(rows))


def _cells(line: str) -> tuple[str, ...]:
    line = line.strip()
    if line.startswith("|"):
        line = line[1:]
    if line.endswith("|"):
        line = line[:-1]
    return tuple(join_broken_words(cell) for cell in line.split("|"))


def _paragraph(line: str) -> str:
    return join_broken_words(re.sub(r"^\s*(?:#{1,6}\s+|>\s*|[*-]\s+)", "", line))
