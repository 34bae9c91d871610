"""Bytes to blocks, one reader a format, chosen by content and never by name."""

import re

from ingest.document import Block
from ingest.errors import UnknownFormat, UnreadableReport
from ingest.readers import legacy
from ingest.readers.docx import read_docx
from ingest.readers.embedded import read_embedded, read_marked_up, read_page
from ingest.readers.pdf import read_pdf
from ingest.readers.plain import read_plain
from ingest.readers.scan import read_picture
from ingest.readers.xlsx import read_xlsx

PROGRAM = ("a program, not a document", "add the report's own page or file")
PACKED = ("a packed archive", "unpack it and add the folder")
PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
# A font whose codes a table of the file itself explains is read from the picture of its page.
PASTED = re.compile(rb"/Subtype\s*/Image|/Type\s*/CMap")
PICTURED = re.compile(rb"word/media/|data:image/|^Content-Type:\s*image/", re.I | re.M)
FOREIGN: tuple[tuple[bytes, tuple[str, str]], ...] = (
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"Rar!", PACKED),
    (b"7z\xbc\xaf", PACKED),
    (b"\x1f\x8b", PACKED),
)
# The parts that tell the formats apart that are zip files inside.
ZIPPED = (
    (b"[Content_Types].xml", ("an Office document", "save it as a web page or PDF")),
    (b"OFD.xml", ("an OFD document", "save it as PDF")),
)
TAG = r"<(?:!doctype\s+html|html|head|body|meta|table|tr|td|div|p|h[1-6]|span|section|article|br)\b"
STARTS_AS_PAGE = re.compile(rf"(?>\s+|<!--.*?-->|<\?xml[^>]*>)*+{TAG}".encode(), re.I | re.S)
CLOSES_TAGS = re.compile(rb"</(?:html|body|div|p|table|tr|td)\s*>", re.I)


def read_blocks(data: bytes, where: str) -> list[Block]:
    """The paragraphs and tables of a file.

    Raises UnknownFormat for what is no text, page or PDF, UnreadableReport where one is broken.
    """
    if not data.strip(b"\x00\t\n\r\x0b\x0c \xef\xbb\xbf"):
        raise UnreadableReport(where, "the file is empty", "add the report's own file")
    if b"%PDF-" in data[:1024]:
        return read_pdf(data, where)
    if data.startswith(b"PK") and b"word/document" in data:
        return read_docx(data, where)
    if data.startswith(b"PK") and b"xl/workbook.xml" in data:
        return read_xlsx(data, where)
    if legacy.kind_of(data):
        return legacy.read_legacy(data, where)
    if is_picture(data):
        return read_picture(data, where)
    if kind := _foreign(data):
        raise UnknownFormat(where, f"this is {kind[0]}, which is not read", kind[1])
    if STARTS_AS_PAGE.match(_head(data)):
        return read_page(data, where)
    if blocks := read_embedded(data, where):
        return blocks
    return read_marked_up(data, where) if _is_page(data) else read_plain(data, where)


def _foreign(data: bytes) -> tuple[str, str] | None:
    """What a file is that no reader takes, and what to do about it."""
    if data.startswith(b"PK"):
        return next((kind for part, kind in ZIPPED if part in data), PACKED)
    return next((kind for start, kind in FOREIGN if data.startswith(start)), None)


def may_be_scanned(data: bytes) -> bool:
    """Whether reading may take letters from a picture: a picture, or what holds one."""
    if b"%PDF-" in data[:1024]:
        return bool(PASTED.search(data))
    return is_picture(data) or bool(PICTURED.search(data))


def is_picture(data: bytes) -> bool:
    """Whether bytes are a picture.

    Two letters begin a bitmap, and many a text; the size that follows tells them apart.
    """
    bitmap = data.startswith(b"BM") and int.from_bytes(data[2:6], "little") == len(data)
    webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    return bitmap or webp or data.startswith(PICTURES)


def _head(data: bytes) -> bytes:
    head = data[:65_536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")[2:]
    return head.removeprefix(b"\xef\xbb\xbf")


def _is_page(data: bytes) -> bool:
    return len(CLOSES_TAGS.findall(_head(data))) >= 4
