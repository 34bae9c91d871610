"""Text as scraped, and Markdown: paragraphs, and rows of cells divided by `|`."""

import re
from collections.abc import Iterable

from ingest.clean import clean, join_broken_words
from ingest.document import Block, Table
from ingest.errors import UnreadableReport

RULE = re.compile(r"^\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?$")
# A picture or an archive that pretends to be text holds bytes that no text holds.
NOT_TEXT = re.compile(rb"[\x00-\x06\x0e-\x1a]")


def decode(data: bytes, where: str) -> str:
    """Bytes to text by mark, UTF-8, GB18030 or Big5; refuses what is text in none of them."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return _decoded(data, encoding) or _refuse(where)
    if NOT_TEXT.search(data):
        return _refuse(where)
    texts = (_decoded(data, encoding) for encoding in ("utf-8", "gb18030", "big5"))
    return next((t for t in texts if t is not None and _reads_as_chinese(t)), None) or _refuse(
        where
    )


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _reads_as_chinese(text: str) -> bool:
    """GB18030 accepts almost any bytes; rare characters in number betray a wrong guess."""
    letters = [c for c in text[:20_000] if ord(c) > 127]
    common = sum(
        "\u4e00" <= c <= "\u9fa5" or c in "，。、；：？！（）《》“”‘’〔〕【】·—…　" for c in letters
    )
    return not letters or common >= 0.6 * len(letters)


def _refuse(where: str) -> str:
    raise UnreadableReport(
        where,
        "the bytes are text in no known encoding",
        "save the file as UTF-8 text and add it again",
    )


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
