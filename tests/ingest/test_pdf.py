"""PDF files drawn here point by point, with the scars of those that offices publish."""

import hashlib
import io
import random
import re

import pytest
from drawing import HEIGHT, LEFT, PROSE, box, paragraph, pdf, rows, ruled, say

from ingest.document import Table
from ingest.errors import ReportError, TooLarge, UnreadableReport
from ingest.readers import may_be_scanned
from ingest.readers.drawn import Drawn, unread_on
from ingest.readers.pdf import PAGES, read_pdf


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


def test_a_row_without_uprights_has_the_columns_of_those_with_them() -> None:
    table = ["申请情况|自然人|企业|其他|总计", "一、新收|1|2|3|6", "（一）公开|4||4|8"]
    table += ["（三）其他|7|7|7|21"]

    def row(*at: int) -> list[str]:
        left = [LEFT + 3, *(LEFT + n for n in at)]
        texts = zip(left, ("（二）部分", "5", "6", "11"), strict=True)
        return [box(LEFT, 396, 300, 24), *(say(text, 399, x, 7) for x, text in texts)]

    made = [*paragraph(PROSE, 80), *ruled(table, 300)]
    assert rows(read_pdf(pdf([*made, *row(65, 185, 245)]), "x"))[4:] == [
        ("（二）部分", "5", "", "6", "11")
    ]
    # A number over the side of a column, or two in one, are nobody knows whose.
    for at in ((65, 179, 245), (65, 75, 85)):
        cells = rows(read_pdf(pdf([*made, *row(*at)]), "x"))[4]
        assert len(cells) < 4 and "5" not in cells


def test_letters_that_the_parser_does_not_know_are_read_from_their_picture() -> None:
    import pdfplumber

    known = pdf([*paragraph(PROSE, 80)], [])
    unknown = known.replace(b"/Identity-H", b"/Unknown-99")
    with pdfplumber.open(io.BytesIO(known)) as one, pdfplumber.open(io.BytesIO(unknown)) as other:
        assert not unread_on(one.pages[0])
        assert unread_on(other.pages[0]) == [Drawn(1, (0, 0, 595, HEIGHT), True)]
    # Beside pages with text, one without is blank.
    assert read_pdf(known, "x") == [PROSE]
    assert may_be_scanned(known + b"<< /Type /CMap >>") and not may_be_scanned(known)
