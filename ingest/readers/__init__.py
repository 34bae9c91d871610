"""Bytes to blocks, one reader a format, chosen by content and never by name."""

from ingest.document import Block
from ingest.errors import UnknownFormat, UnreadableReport
from ingest.readers.plain import read_plain


def read_blocks(data: bytes, where: str) -> list[Block]:
    """The paragraphs and tables of a file."""
    if not data.strip():
        raise UnreadableReport(where, "the file is empty", "add the report's own file")
    if data.startswith((b"%PDF-", b"PK", b"\x89PNG", b"\xff\xd8")):
        raise UnknownFormat(where, "not text", "save it as text")
    return read_plain(data, where)
