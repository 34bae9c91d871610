"""PDF files drawn here point by point, with the scars of those that offices publish."""

import hashlib
import random
import re

import pytest

from ingest.document import Block, Table
from ingest.errors import ReportError, TooLarge, UnreadableReport
from ingest.readers.pdf import PAGES, read_pdf

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


def test_lines_become_paragraphs_and_headings_stand_alone() -> None:
    made = pdf([say("一、总体情况", 80), *paragraph(PROSE, 120), *paragraph(PROSE, 180)])
    assert read_pdf(made, "x") == ["一、总体情况", PROSE, PROSE]


def test_a_paragraph_goes_on_over_the_page_and_page_numbers_go() -> None:
    text = PROSE * 2
    first, second = text[:58], text[58:]
    made = pdf(
        [*paragraph(first, 700), say("- 1 -", 800, 280)],
        [*paragraph(second, 72, indent=0), say("— 2 —", 800, 280)],
    )
    assert read_pdf(made, "x") == [text]


def test_tables_stand_between_the_text_with_blanks_kept_and_merged_cells_once() -> None:
    table = [
        "申请情况|<|自然人|总计", "一、本年新收|<|7|7",
        "三、办理/结果|（一）公开|4|", "^|（二）其他||3",
    ]  # fmt: skip
    made = pdf([*paragraph(PROSE, 80), *ruled(table, 200), say("四、政府信息公开", 400)])
    assert read_pdf(made, "x") == [
        PROSE,
        Table((
            ("申请情况", "自然人", "总计"), ("一、本年新收", "7", "7"),
            ("三、办理结果", "（一）公开", "4", ""), ("（二）其他", "", "3"),
        )),
        "四、政府信息公开",
    ]  # fmt: skip


def test_a_line_that_heads_every_page_is_left_out_but_for_the_first() -> None:
    head = "江川区政府信息公开工作报告"
    lines = [PROSE[n:] + PROSE[:n] for n in range(4)]
    pages = [
        [say(head, 40, 180), *paragraph(line, 100), say(f"第{n}页", 800)]
        for n, line in enumerate(lines, 1)
    ]
    assert read_pdf(pdf(*pages), "x") == [head, *lines]


def test_a_table_goes_on_over_the_page() -> None:
    made = pdf(
        [
            *paragraph(PROSE, 80),
            *ruled(["一、新收|<|7|7", "三、办理|公开|4|4"], 720),
            say("- 1 -", 800),
        ],
        [*ruled(["|其他|3|3", "（六）其他||0|0"], 60), say("二、主动公开政府信息情况", 200)],
    )
    _, table, heading = read_pdf(made, "x")
    assert isinstance(table, Table)
    assert table.rows[2:] == (("", "其他", "3", "3"), ("（六）其他", "0", "0"))
    assert heading == "二、主动公开政府信息情况"


def test_two_tables_with_a_heading_between_stay_two() -> None:
    one, other = ["行政许可|12"], ["行政处罚|3"]
    made = pdf(
        [*paragraph(PROSE, 80), *ruled(one, 700), say("三、处理情况", 760)], [*ruled(other, 60)]
    )
    assert [b for b in read_pdf(made, "x") if isinstance(b, Table)] == [
        Table((("行政许可", "12"),)), Table((("行政处罚", "3"),)),
    ]  # fmt: skip


def test_a_frame_around_prose_is_no_table() -> None:
    made = pdf([box(60, 70, 480, 80), *paragraph(PROSE, 80)])
    assert read_pdf(made, "x") == [PROSE]


def test_radicals_are_letters_again_and_punctuation_stays_as_printed() -> None:
    told = "政府信息公开⼈⺠⻔⻚面（２０１９）年，政府信息公开情况：处理申请情况。"
    assert read_pdf(pdf([say(told, 80)]), "x") == [
        "政府信息公开人民门页面（2019）年，政府信息公开情况：处理申请情况。"
    ]


def test_pages_without_text_and_picture_say_so() -> None:
    with pytest.raises(UnreadableReport, match="no text and no scan"):
        read_pdf(pdf(["0.5 g " + box(0, 0, 595, HEIGHT, "f")]), "x")


def test_a_locked_file_says_so() -> None:
    keys = f"/O <{'41' * 32}> /U <{'42' * 32}>"
    lock = f"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 {keys} >> /ID [<41> <41>]"
    with pytest.raises(UnreadableReport, match="locked by a password"):
        read_pdf(pdf([say(PROSE, 80)], extra=lock), "x")


STEMS = str.maketrans("0123456789", "甲乙丙丁戊己庚辛壬癸")


def boxed(heading: str, top: float) -> list[str]:
    """A heading in a box of its own, two lines around it, as some offices set them."""
    outer, inner = box(LEFT, top, 300, 22), box(LEFT + 2, top + 2, 296, 18)
    return [outer, inner, say(heading, top + 4, LEFT + 8)]


def rc4(secret: bytes, data: bytes) -> bytes:
    """The cipher of PDF files of old."""
    box, j, made = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + box[i] + secret[i % len(secret)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        made.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(made)


def locked(data: bytes) -> bytes:
    """The file locked against changes, as offices do: whoever opens it needs no password."""
    pad = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
    owner, permissions = b"A" * 32, (2**32 - 4).to_bytes(4, "little")
    secret = hashlib.md5(pad + owner + permissions + b"A").digest()[:5]
    keys = f"/O <{owner.hex()}> /U <{rc4(secret, pad).hex()}>"
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 {keys} >> /ID [<41> <41>]"

    def hide(found: re.Match[bytes]) -> bytes:
        own = hashlib.md5(secret + int(found[1]).to_bytes(3, "little") + b"\0\0").digest()[:10]
        return found[0].replace(found[2], rc4(own, found[2]))

    hidden = re.sub(rb"(?s)(\d+) 0 obj\n<< /Length \d+ >>\nstream\n(.*?)\nendstream", hide, data)
    return hidden.replace(b"trailer\n<<", b"trailer\n<< " + lock.encode())


def test_a_file_locked_against_changes_alone_is_read() -> None:
    data = locked(pdf(paragraph(PROSE, 80)))
    assert b"/Encrypt" in data
    assert read_pdf(data, "x") == [PROSE]


def test_hundreds_of_boxed_headings_are_read_and_are_no_tables() -> None:
    headings = [f"{n:03}".translate(STEMS) for n in range(500)]
    pages = [
        [part for n in range(25) for part in boxed(headings[at + n], 60 + 28 * n)]
        for at in range(0, 500, 25)
    ]
    blocks = read_pdf(pdf(*pages), "x")
    assert "".join(block for block in blocks if isinstance(block, str)) == "".join(headings)
    assert not [block for block in blocks if isinstance(block, Table)]


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(TooLarge, match=f"at most {PAGES}"):
        read_pdf(pdf(*[[] for _ in range(PAGES + 1)]), "x")


def test_broken_files_are_read_or_refused_in_a_line() -> None:
    whole = pdf([*paragraph(PROSE, 80), *ruled(["行政许可|12", "行政处罚|3"], 300)])
    chance = random.Random(7)
    for _ in range(60):
        broken = bytearray(whole[: chance.randrange(9, len(whole))])
        for _ in range(chance.randrange(4)):
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        try:
            read_pdf(bytes(broken), "x")
        except ReportError as error:
            assert str(error).startswith("x: ") and "\n" not in str(error)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_as_if_it_stood(degrees: int) -> None:
    made = pdf([*paragraph(PROSE, 80), *ruled(["行政许可|12", "行政处罚|3"], 300)])
    turned = made.replace(b"/MediaBox", f"/Rotate {degrees} /MediaBox".encode())
    assert read_pdf(turned, "x") == read_pdf(made, "x")


def test_a_number_that_its_narrow_cell_wrapped_is_one() -> None:
    made = pdf([*paragraph(PROSE, 80), *ruled(["许可|12/34", "处罚|3"], 300, width=24)])
    assert rows(read_pdf(made, "x"))[0][1] == "1234"
    money = pdf([*paragraph(PROSE, 80), *ruled(["收费|8．0/6", "处罚|3"], 300, width=24)])
    assert rows(read_pdf(money, "x"))[0][1] == "8．06"
    wide = pdf([*paragraph(PROSE, 80), *ruled(["行政许可|12/34", "行政处罚|3"], 300)])
    assert rows(read_pdf(wide, "x"))[0][1] == "12 34"


def test_a_frame_around_a_table_holds_none_of_its_cells() -> None:
    frame = box(LEFT - 6, 290, 132, 68)
    made = pdf([*paragraph(PROSE, 80), frame, *ruled(["行政许可|12", "行政处罚|3"], 300)])
    cells = [[text for text in row if text] for row in rows(read_pdf(made, "x"))]
    assert [row for row in cells if row] == [["行政许可", "12"], ["行政处罚", "3"]]


def test_digits_that_a_space_each_parts_are_one_cell_without_rules() -> None:
    header = [say("信息内容", 300), say("采购项目数量", 300, 200), say("采购总金额", 300, 350)]
    made = pdf([*paragraph(PROSE, 80), *header,
                say("政府集中采购", 330), say("3 5", 330, 220), say("8 0", 330, 365)])  # fmt: skip
    assert rows(read_pdf(made, "x"))[1] == ("政府集中采购", "3 5", "8 0")
