"""PDF files drawn point by point."""

import re

from ingest.document import Block, Table

HEIGHT, LEFT, RIGHT, SIZE = 842, 72, 522, 15  # points; thirty characters a line
PROSE = "本报告由江川区人民政府办公室根据政府信息公开条例编制，所列数据统计期限自一月一日起。"


def say(text: str, top: float, left: float = LEFT, size: float = SIZE) -> str:
    """Drawing commands for a line of text, every character as wide as it is high."""
    codes = text.encode("utf-16-be").hex()
    return f"BT /F {size} Tf {left} {HEIGHT - top - size} Td <{codes}> Tj ET"


def box(left: float, top: float, width: float, height: float, paint: str = "S") -> str:
    return f"{left} {HEIGHT - top - height} {width} {height} re {paint}"


def paragraph(text: str, top: float, indent: int = 2) -> list[str]:
    """Lines of thirty characters, the first indented, each on a white box as WPS paints them."""
    lines, rest = [text[: 30 - indent]], text[30 - indent :]
    lines += [rest[i : i + 30] for i in range(0, len(rest), 30)]
    made = []
    for n, line in enumerate(lines):
        made.append("1 g " + box(LEFT, top + 28 * n - 6, RIGHT - LEFT, 28, "f") + " 0 g")
        made.append(say(line, top + 28 * n, LEFT + (0 if n else SIZE * indent)))
    return made


def ruled(rows: list[str], top: float, width: float = 60) -> list[str]:
    """A ruled table: cells divided by |, `<` covered from the left, `^` from above."""
    grid = [row.split("|") for row in rows]
    made = []
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            wide = 1 + next((n for n, t in enumerate(row[c + 1 :]) if t != "<"), len(row) - c - 1)
            below = [line[c] for line in grid[r + 1 :]]
            high = 1 + next((n for n, t in enumerate(below) if t != "^"), len(below))
            left, up = LEFT + width * c, top + 24 * r
            made.append(box(left, up, width * wide, 24 * high))
            made += [
                say(part, up + 3 + 9 * n, left + 3, 7) for n, part in enumerate(text.split("/"))
            ]
    return made


def pdf(*pages: list[str], extra: str = "") -> bytes:
    """A file with these pages; `extra` goes into its trailer."""
    drawn = "".join(re.findall("<([0-9a-f]*)> Tj", "".join(map("".join, pages))))
    used = sorted(set(bytes.fromhex(drawn).decode("utf-16-be")))
    pairs = "\n".join(f"<{ord(c):04x}> <{ord(c):04x}>" for c in used)
    to_unicode = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> "
        f"endcodespacerange {len(used)} beginbfchar\n{pairs}\nendbfchar endcmap end"
    )
    streams = [to_unicode, *("\n".join(page) for page in pages)]
    first = 6
    kids = " ".join(f"{first + len(streams) + n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        f"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H "
        f"/DescendantFonts [4 0 R] /ToUnicode {first} 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Song /DW 1000 /FontDescriptor 5 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        "<< /Type /FontDescriptor /FontName /Song /Ascent 880 /Descent -120 /Flags 4 "
        "/FontBBox [0 -120 1000 880] >>",
        *(f"<< /Length {len(s)} >>\nstream\n{s}\nendstream" for s in streams),
        *(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 {HEIGHT}]"
            f" /Contents {first + 1 + n} 0 R /Resources << /Font << /F 3 0 R >> >> >>"
            for n in range(len(pages))
        ),
    ]  # fmt: skip
    out, offsets = "%PDF-1.7\n", []
    for n, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{at:010d} 00000 n \n" for at in offsets)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    size = len(objects) + 1
    start = out.rindex("xref\n0 ")
    out += f"trailer\n<< /Size {size} /Root 1 0 R {extra} >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode()


def rows(blocks: list[Block]) -> list[tuple[str, ...]]:
    return [row for b in blocks if isinstance(b, Table) for row in b.rows]
