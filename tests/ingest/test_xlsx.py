"""Excel workbooks: written by openpyxl, and by hand where only a broken or hostile one differs."""

import io
import random
import re
import time
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook
from workbooks import rows, saved, with_part, xlsx

from ingest.document import Block, Table, outline
from ingest.errors import ReportError, TooLarge, UnreadableReport
from ingest.figures import extract_figures
from ingest.readers import read_blocks

PROSE = (
    "2021年，我区深入贯彻落实政府信息公开条例，全年主动公开政府信息3462条，受理申请86件，均已答复。"
)
CHAPTER = "二、主动公开政府信息情况"


def as_workbook(text: str) -> bytes:
    """A report in Markdown as a workbook: a sheet a chapter, values as numbers, labels merged."""
    book = Workbook()
    book.remove(book.active)
    for chapter in re.split(r"(?m)^(?=# |## )", text):
        if not chapter.strip():
            continue
        sheet = book.create_sheet()
        for line in chapter.split("\n"):
            cells = [c.strip() for c in line.strip("|").split("|")] if "|" in line else [line]
            if re.fullmatch(r"[-|]+", line) or not line.strip():
                continue
            sheet.append(
                [
                    float(c)
                    if re.fullmatch(r"-?\d+\.\d+", c)
                    else int(c)
                    if re.fullmatch(r"-?\d+", c)
                    else c.lstrip("#> ")
                    for c in cells
                ]
            )
            if "|" in line and not any(cells[1:]):
                sheet.merge_cells(None, sheet.max_row, 1, sheet.max_row, len(cells))
    return saved(book)


def test_a_whole_report_gives_every_cell(text: str) -> None:
    expected = extract_figures(outline(read_blocks(text.encode(), "x")))
    found = extract_figures(outline(read_blocks(as_workbook(text), "x")))
    assert len(found.figures) == 186
    assert found == expected


def test_chapters_and_what_stands_before_them_are_text(text: str) -> None:
    expected = outline(read_blocks(text.encode(), "x"))
    found = outline(read_blocks(as_workbook(text), "x"))
    assert found.head == expected.head
    assert [s.heading for s in found.sections] == [s.heading for s in expected.sections]


def test_texts_shared_by_cells_are_found(text: str) -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write_row(0, 0, ["规章", 5, "规章"])
    data = file.getvalue()
    assert rows(data) == [("规章", "5", "规章")]
    with pytest.raises(UnreadableReport, match="the Excel workbook is broken"):
        read_blocks(with_part(data, "xl/sharedStrings.xml", b"<sst"), "x")


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        (12, "12"),
        (668.57, "668.57"),
        (0.1 + 0.2, "0.3"),  # the noise of binary digits is in the file
        (11398889, "11398889"),
        (-1942, "-1942"),
        (12000000, "12000000"),
        (0.0001, "0.0001"),
        ("0", "0"),
        ("/", "/"),
        (" 20 ", "20"),
        (None, ""),
        ("自然 人", "自然人"),
        ("本年新\n制作数量", "本年新制作数量"),
        ("12\n3", "12 3"),  # two numbers in one cell are never made one
        ("251000元", "251000元"),
        (date(2022, 1, 28), "2022-01-28"),
        (datetime(2022, 1, 28, 15, 15), "2022-01-28"),
        (True, "TRUE"),
        ("=SUM(B1:B9)", "=SUM(B1:B9)"),  # its result was never kept: that is no blank
        ("_x0041_", "A"),
    ],
)
def test_a_cell_as_excel_keeps_it(cell: Any, printed: str) -> None:
    assert rows(xlsx(["规章", cell, "完"], ["规章", "值", "完"]))[0] == ("规章", printed, "完")


@pytest.mark.parametrize(
    ("format_", "printed"),
    [
        ("0%", "85%"), ("0.00", "0.85"), ("#,##0.00", "0.85"), ('0"件/年"', "0.85"),
        ("[Red]0.0", "0.85"), ("General", "0.85"),
    ],
)  # fmt: skip
def test_a_number_keeps_its_digits_under_every_format(format_: str, printed: str) -> None:
    def style(sheet: Any) -> None:
        sheet["B1"].number_format = format_

    assert rows(xlsx(["规章", 0.85], change=style)) == [("规章", printed)]


@pytest.mark.parametrize("format_", ["yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "[$-804]yyyy/m/d"])
def test_dates_are_known_by_their_format(format_: str) -> None:
    def style(sheet: Any) -> None:
        sheet["B1"].number_format = format_

    assert rows(xlsx(["发布日期", 44589], change=style)) == [("发布日期", "2022-01-28")]


def test_merged_ranges_stand_once_and_blank_cells_stay() -> None:
    def merge(sheet: Any) -> None:
        for place in ("A1:C1", "A2:A4", "B3:B4", "C2:D2"):
            sheet.merge_cells(place)

    data = xlsx(
        ["一、本年新收", None, None, 7, None, 7],
        ["三、本年度办理结果", "（一）予以公开", "甲", None, None, 4],
        [None, "（三）不予公开", "1.属于国家秘密", None, 1, None],
        [None, None, "2.其他", None, None, None],
        change=merge,
    )
    assert rows(data) == [
        ("一、本年新收", "7", "", "7"),
        ("三、本年度办理结果", "（一）予以公开", "甲", "", "4"),
        ("（三）不予公开", "1.属于国家秘密", "", "1", ""),
        ("2.其他", "", "", ""),
    ]


def test_columns_that_hold_nothing_are_no_cells() -> None:
    made = [
        ["行政许可", None, None, 5],
        ["行政处罚", None, None, None],
        ["行政强制", None, None, 1],
    ]
    assert rows(xlsx(*made)) == [("行政许可", "5"), ("行政处罚", ""), ("行政强制", "1")]


def test_sheets_in_order_without_hidden_ones() -> None:
    book = Workbook()
    book.active.append([PROSE])
    for name, state in (("甲", "visible"), ("乙", "hidden"), ("丙", "veryHidden")):
        sheet = book.create_sheet(name)
        sheet.append([f"{name}类", 1])
        sheet.sheet_state = state
    assert read_blocks(saved(book), "x") == [PROSE, Table((("甲类", "1"),))]


def test_headings_and_prose_are_paragraphs() -> None:
    blocks: list[Block] = read_blocks(
        xlsx([CHAPTER], ["行政许可", 5], [None], [f"一、总体情况\n{PROSE}\n{PROSE}"]), "x"
    )
    assert blocks == [CHAPTER, Table((("行政许可", "5"),)), "一、总体情况", PROSE, PROSE]
    fee = "2022年收取信息处理费853元。"
    assert read_blocks(xlsx(["行政许可", 5], [fee]), "x") == [Table((("行政许可", "5"),)), fee]


# hostile files -----------------------------------------------------------------------------------


def test_a_sheet_as_wide_and_high_as_there_can_be_is_read_at_once() -> None:
    def far(sheet: Any) -> None:
        sheet["XFD1048576"] = "完"

    start = time.process_time()
    assert read_blocks(xlsx(["规章", 5], change=far), "x") == [
        Table((("规章", "5", ""),)), Table((("", "", "完"),)),
    ]  # fmt: skip
    assert time.process_time() - start < 2


def test_ranges_over_the_whole_sheet_are_read_at_once() -> None:
    data = xlsx(["规章", 5], ["甲", 6])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    merged = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' * 3
    sheet = sheet.replace(b"</sheetData>", b"</sheetData>" + merged)
    start = time.process_time()
    assert read_blocks(with_part(data, "xl/worksheets/sheet1.xml", sheet), "x") == ["规章"]
    assert time.process_time() - start < 2


def test_too_many_cells_are_refused() -> None:
    row = b'<row><c><v>1</v></c><c t="inlineStr"><is><t>x</t></is></c></row>'
    sheet = b"<worksheet><sheetData>" + row * 200_000 + b"</sheetData></worksheet>"
    data = with_part(xlsx(["规章", 5]), "xl/worksheets/sheet1.xml", sheet)
    start = time.process_time()
    with pytest.raises(TooLarge, match="cells"):
        read_blocks(data, "x")
    assert time.process_time() - start < 20


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
@pytest.mark.parametrize(
    "text", ['<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w>&b;</w>', "<a", ""]
)
def test_entities_and_broken_xml_are_refused(text: str, name: str) -> None:
    data = with_part(xlsx(["规章", 5]), name, text.encode())
    with pytest.raises(UnreadableReport, match="the Excel workbook is broken"):
        read_blocks(data, "x")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = with_part(xlsx(["规章"]), "xl/worksheets/sheet1.xml", b"<w>" + bytes(200 * 2**20))
    with pytest.raises(TooLarge, match="over 32 MB"):
        read_blocks(data, "x")


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"><v>1E999999999</v></c>', '<c r="A1"><v>NaN</v></c>',
        '<c r="ZZZ9999999"><v>1</v></c>',
        '<c t="s"><v>99999999999</v></c>', '<c t="s"><v>-1</v></c>', '<c s="999"><v>7</v></c>',
        '<c t="str"><v>_xD800_</v></c>', '<c r="$A$1"><v>٣</v></c>', "<c><f>1/0</f></c>",
    ],
)  # fmt: skip
def test_odd_cells_are_text_that_can_be_kept(cell: str) -> None:
    sheet = f"<worksheet><sheetData><row>{cell}</row></sheetData></worksheet>"
    data = with_part(xlsx(["规章"]), "xl/worksheets/sheet1.xml", sheet.encode())
    (text,) = read_blocks(data, "x")
    assert isinstance(text, str) and 0 < len(text) < 40 and text.encode()


def test_an_empty_workbook_says_so() -> None:
    with pytest.raises(UnreadableReport, match="sheets are empty"):
        read_blocks(xlsx(), "x")


def test_broken_files_are_read_or_refused_in_one_line(text: str) -> None:
    data, dice = as_workbook(text), random.Random(7)
    whole = rows(data)
    start = time.process_time()
    for n in range(200):
        broken = bytearray(data)
        if n % 4 == 0:
            del broken[dice.randrange(len(broken)) :]
        else:
            broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
        try:
            found = rows(bytes(broken))
        except ReportError as error:
            assert "\n" not in str(error)
        else:
            assert found == whole  # a check sum guards what is read
    assert time.process_time() - start < 60
