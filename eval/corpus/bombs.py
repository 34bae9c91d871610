"""Files made to break a reader: bombs, giant spans, endless nesting, links, lies about sizes."""

import io
import random
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

Bomb = Callable[[random.Random], tuple[str, bytes]]
ROW = "<tr><td>行政许可</td><td>1</td></tr>"
TITLE = "武汉市江夏区2021年政府信息公开工作年度报告"
HEAD = f"<html><meta charset=utf-8><h1>{TITLE}</h1>"
MAGIC = (
    b"MZ", b"\x7fELF", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"GIF89a",
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"%PDF-1.7\n", b"PK\x03\x04", b"BM", b"{\\rtf1",
    b"RIFF\x00\x00\x00\x00WEBP", b"<?xml version='1.0'?>", b"\xfe\xff", b"\x00asm", b"OggS",
)  # fmt: skip


def _zip(
    members: Mapping[str, bytes], harm: Callable[[zipfile.ZipInfo], None] | None = None
) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if harm:
                harm(info)
            archive.writestr(info, content)
    return file.getvalue()


# pages and text ----------------------------------------------------------------------------------


def _deep(rng: random.Random) -> tuple[str, bytes]:
    depth = rng.choice((1_000, 50_000, 300_000))
    tag = rng.choice(("div", "table><tr><td", "b", "ul><li"))
    return "deep.html", (HEAD + f"<{tag}>" * depth + "1").encode()


def _spans(rng: random.Random) -> tuple[str, bytes]:
    n = rng.choice((1_000, 65_535, 10**9, -1))
    cell = f"<td rowspan={n} colspan={n}>第二十条第（一）项</td>"
    return "spans.html", (HEAD + f"<table><tr>{cell * 9}</tr>{ROW}</table>").encode()


def _wide_page(rng: random.Random) -> tuple[str, bytes]:
    cells = "<td>1</td>" * rng.choice((1_000, 100_000))
    return "wide.html", (HEAD + f"<table><tr><td>行政许可</td>{cells}</tr></table>").encode()


def _long_page(rng: random.Random) -> tuple[str, bytes]:
    return "long.html", (HEAD + "<table>" + ROW * rng.choice((1_000, 50_000))).encode()


def _entities(rng: random.Random) -> tuple[str, bytes]:
    """Each entity ten of the one before; and one that names a file."""
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE r [<!ENTITY a0 "ha">{lines}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    body = f"<?xml version='1.0'?>{doctype}<html><body><p>&a11;&f;</p></body></html>"
    if rng.random() < 0.5:
        return "entities.xml", body.encode()
    document = f"<?xml version='1.0'?>{doctype}<w:document><w:body>&a11;&f;</w:body></w:document>"
    return "entities.docx", _zip(
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()}
    )


def _json(rng: random.Random) -> tuple[str, bytes]:
    depth = rng.choice((1_000, 200_000))
    text = '{"content": "<table>" , "a": ' + '[{"a":' * depth + "1"
    return "deep.json", text.encode()


def _text(rng: random.Random) -> tuple[str, bytes]:
    """Lines, bars, brackets and digits without end: what slow patterns are slow on."""
    piece = rng.choice((
        "0", "（", "((a)+)+", "|", " | ", "一、", "（一）", "\n", "1 ", "?", "，",
        "\u202e", "其中", "申请1件，", "、", "a(bo)", "政府信息公开", "\x00",
        "2021年", "１", "-", ":", "　", "是多少",
    ))  # fmt: skip
    times = rng.choice((1_000, 100_000, 1_000_000))
    head = rng.choice(("", "武汉市江夏区2021年政府信息公开工作年度报告\n一、总体情况\n"))
    return "text.txt", (head + piece * times).encode()


def _any_bytes(rng: random.Random) -> tuple[str, bytes]:
    start = rng.choice((b"", *MAGIC))
    ending = rng.choice((".html", ".pdf", ".docx", ".xlsx", ".txt", ".zip", ".mp4", ".png", ""))
    return f"bytes{ending}", start + rng.randbytes(rng.choice((0, 10, 5_000, 200_000)))


# archives and office files -----------------------------------------------------------------------


def _zip_bomb(rng: random.Random) -> tuple[str, bytes]:
    inner = _zip({f"{n}.html": b"\x00" * 30_000_000 for n in range(3)})
    way = rng.choice(("flat", "nested", "document"))
    if way == "nested":
        return "bomb.zip", _zip({f"{n}.zip": inner for n in range(4)})
    if way == "document":
        parts = {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": b"<a>" + b" " * 90_000_000,
        }
        return "bomb.docx", _zip(parts)
    return "bomb.zip", inner


def _leading_out(rng: random.Random) -> tuple[str, bytes]:
    """Members that lie outside, or are links."""
    names = (
        "../../evil.html",
        "/etc/evil.html",
        "a/../../b.html",
        "C:\\x.html",
        "..\\x.html",
        "a\nb.html",
    )

    def link(info: zipfile.ZipInfo) -> None:
        info.external_attr = (stat.S_IFLNK | 0o777) << 16

    if rng.random() < 0.3:
        return "link.zip", _zip({"report.html": b"/etc/passwd"}, link)
    return "out.zip", _zip({rng.choice(names): HEAD.encode(), "in.html": HEAD.encode()})


def _many(rng: random.Random) -> tuple[str, bytes]:
    return "many.zip", _zip({f"{n}.txt": b"" for n in range(rng.choice((300, 25_000)))})


def _lying(rng: random.Random) -> tuple[str, bytes]:
    """An archive whose directory tells other sizes than its members have."""
    data = bytearray(_zip({"report.html": HEAD.encode() * 500}))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<II", data, at + 20, rng.randrange(2**32), rng.choice((0, 5, 2**32 - 2)))
    return "lying.zip", bytes(data)


def _locked(rng: random.Random) -> tuple[str, bytes]:
    data = bytearray(_zip({"report.html": HEAD.encode()}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + at] |= 1
    return "locked.zip", bytes(data)


def _sheet(rng: random.Random) -> tuple[str, bytes]:
    """Two cells as far apart as the format allows, or all merged, or a lie about strings."""
    ways = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"/></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>',
        '<row r="99999999999"><c r="ZZZZZZ9"><v>1e308</v></c></row>',
    )
    merged = rng.choice(("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))
    sheet = (
        f'<worksheet xmlns="{_MAIN}"><sheetData>{rng.choice(ways)}</sheetData>{merged}</worksheet>'
    )
    return "sheet.xlsx", _zip({**_BOOK, "xl/worksheets/sheet1.xml": sheet.encode()})


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BOOK = {
    "[Content_Types].xml": b"<Types/>",
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
    ).encode(),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_OFFICE}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    ).encode(),
}  # fmt: skip


def _word(rng: random.Random) -> tuple[str, bytes]:
    """Tables within tables, or cells that span more than there is."""
    depth = rng.choice((50, 5_000, 100_000))
    way = rng.choice(("nested", "span", "paragraphs"))
    inner = "<w:p><w:r><w:t>行政许可</w:t></w:r></w:p>"
    if way == "nested":
        body = "<w:tbl><w:tr><w:tc>" * depth + inner + "</w:tc></w:tr></w:tbl>" * depth
    elif way == "span":
        span = f'<w:tcPr><w:gridSpan w:val="{10 ** rng.randrange(3, 12)}"/></w:tcPr>'
        wide = f"<w:tc>{span}{inner}</w:tc>"
        body = f"<w:tbl>{f'<w:tr>{wide * 3}</w:tr>' * 3}</w:tbl>"
    else:
        body = inner * depth
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return "word.docx", _zip(
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()}
    )


# PDF files and pictures --------------------------------------------------------------------------


def small_pdf(
    content: bytes = b"BT /F1 9 Tf 9 9 Td (2021) Tj ET", kids: str = "3 0 R", box: str = "0 0 9 9"
) -> bytes:
    """A PDF file of one page, with its content packed."""
    packed = zlib.compress(content)
    return b"\n".join([
        b"%PDF-1.4", b"1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj",
        f"2 0 obj <</Type /Pages /Kids [{kids}] /Count 1>> endobj".encode(),
        f"3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R>> endobj".encode(),
        f"4 0 obj <</Length {len(packed)} /Filter /FlateDecode>> stream".encode(), packed,
        b"endstream endobj", b"trailer <</Root 1 0 R /Size 5>>", b"%%EOF",
    ])  # fmt: skip


def _pdf(rng: random.Random) -> tuple[str, bytes]:
    """A page tree in a ring, a stream that unpacks without end, a page of a hundred kilometres."""
    ways = (
        lambda: small_pdf(kids="2 0 R 2 0 R"),
        lambda: small_pdf(kids="3 0 R " * 50_000),
        # The last of these takes longer than the limit of time allows.
        lambda: small_pdf(b"0 0 9 9 re S " * rng.choice((1_000, 10_000, 30_000, 3_000_000))),
        lambda: small_pdf(b"q " * 1_000_000),
        lambda: small_pdf(box=f"0 0 {10**9} {10**9}"),
        lambda: small_pdf(b"BT (" + b"1" * 5_000_000 + b") Tj ET"),
        lambda: b"%PDF-1.7\n" + b"1 0 obj [" * 100_000,
        lambda: b"%PDF-1.7\nstartxref\n99999999999999\n%%EOF",
    )
    return "made.pdf", rng.choice(ways)()


def _png(rng: random.Random) -> tuple[str, bytes]:
    """A picture that says it is as large as a town, of hardly any bytes."""
    side = rng.choice((9_000, 60_000, 2**31 - 1))

    def part(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    packed = zlib.compress(b"\x00" * 10_000_000)
    data = part(b"IHDR", head) + part(b"IDAT", packed) + part(b"IEND", b"")
    return "large.png", b"\x89PNG\r\n\x1a\n" + data


BOMBS: tuple[Bomb, ...] = (
    _deep, _spans, _wide_page, _long_page, _entities, _json, _text, _text, _text, _any_bytes,
    _any_bytes, _zip_bomb, _leading_out, _many, _lying, _locked, _sheet, _word, _pdf, _png,
)  # fmt: skip
