"""Bytes to blocks, one reader a format, chosen by content and never by name."""

import re

from ingest.document import Block
from ingest.errors import UnknownFormat, UnreadableReport
from ingest.readers.html import read_html
from ingest.readers.pdf import read_pdf
from ingest.readers.plain import read_plain

PICTURE = ("a picture", "add the page or file with the text in it")
WORD = ("a Word or WPS document", "save it as a web page or PDF")
PROGRAM = ("a program, not a document", "add the report's own page or file")
PACKED = ("a packed archive", "unpack it and add the folder")
FOREIGN: tuple[tuple[bytes, tuple[str, str]], ...] = (
    (b"\x89PNG\r\n", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"{\\rtf", WORD),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ("an old Word, WPS or Excel document", WORD[1])),
    (b"Rar!", PACKED),
    (b"7z\xbc\xaf", PACKED),
    (b"\x1f\x8b", PACKED),
)
# The parts that tell the formats apart that are zip files inside.
ZIPPED = (
    (b"word/", WORD),
    (b"xl/", ("an Excel workbook", "save it as a web page or PDF")),
    (b"[Content_Types].xml", ("an Office document", "save it as a web page or PDF")),
    (b"OFD.xml", ("an OFD document", "save it as PDF")),
    (b"opendocument", ("an OpenDocument file", "save it as a web page or PDF")),
)
TAG = r"<(?:!doctype\s+html|html|head|body|meta|table|tr|td|div|p|h[1-6]|span|section|article|br)\b"
STARTS_AS_PAGE = re.compile(rf"(?:\s|<!--.*?-->|<\?xml[^>]*>)*{TAG}".encode(), re.I | re.S)
CLOSES_TAGS = re.compile(rb"</(?:html|body|div|p|table|tr|td)\s*>", re.I)


def read_blocks(data: bytes, where: str) -> list[Block]:
    """The paragraphs and tables of a file.

    Raises UnknownFormat for what is no text, page or PDF, UnreadableReport where one is broken.
    """
    if not data.strip(b"\x00\t\n\r\x0b\x0c \xef\xbb\xbf"):
        raise UnreadableReport(where, "the file is empty", "add the report's own file")
    if b"%PDF-" in data[:1024]:
        return read_pdf(data, where)
    if kind := _foreign(data):
        raise UnknownFormat(where, f"this is {kind[0]}, which is not read", kind[1])
    return read_html(data, where) if _is_page(data) else read_plain(data, where)


def _foreign(data: bytes) -> tuple[str, str] | None:
    """What a file is that no reader takes, and what to do about it."""
    if data.startswith(b"PK"):
        return next((kind for part, kind in ZIPPED if part in data), PACKED)
    if (data.startswith(b"RIFF") and data[8:12] == b"WEBP") or _is_bitmap(data):
        return PICTURE
    return next((kind for start, kind in FOREIGN if data.startswith(start)), None)


def _is_bitmap(data: bytes) -> bool:
    """Two letters begin a bitmap, and many a text; the size that follows tells them apart."""
    return data.startswith(b"BM") and int.from_bytes(data[2:6], "little") == len(data)


def _is_page(data: bytes) -> bool:
    head = data[:65_536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")[2:]
    head = head.removeprefix(b"\xef\xbb\xbf")
    return bool(STARTS_AS_PAGE.match(head)) or len(CLOSES_TAGS.findall(head)) >= 4
