"""Word files: written by python-docx, and by hand where offices write what it can't."""

import io
import random
import re
import time
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from drawing import rows
from workbooks import with_part

from ingest.document import Table, outline
from ingest.errors import ReportError, TooLarge, UnreadableReport
from ingest.figures import extract_figures
from ingest.readers import read_blocks

PROSE = "2021年，我区深入贯彻落实政府信息公开条例，全年主动公开政府信息3462条，受理申请86件。"


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def docx(*inner: str) -> bytes:
    """A file whose body is this XML, every element of Word's own namespace."""
    document = Document()
    body = document.element.body
    for xml in inner:
        declared = re.sub(r"^<(w:\w+)", rf"<\1 {nsdecls('w')} {OTHERS}", xml)
        body.insert(len(body) - 1, parse_xml(declared))
    return saved(document)


OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def as_word(text: str) -> bytes:
    """A report in Markdown as a Word file."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "江夏区人民政府文件"
    held: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            if not re.match(r"\|-", line):
                held.append([cell.strip() for cell in line[1:-1].split("|")])
            continue
        if held:
            grid = document.add_table(len(held), len(held[0]))
            for r, row in enumerate(held):
                for c, cell in enumerate(row):
                    grid.cell(r, c).text = cell
                if not any(row[1:]):
                    grid.cell(r, 0).merge(grid.cell(r, len(row) - 1))
            held = []
        document.add_paragraph(line.lstrip("#> "))
    return saved(document)


def test_a_whole_report_gives_every_cell_and_paragraph_without_its_header(text: str) -> None:
    expected, found = (outline(read_blocks(data, "x")) for data in (text.encode(), as_word(text)))
    assert len(extract_figures(found).figures) == 186
    assert extract_figures(found) == extract_figures(expected)
    assert (found.head, found.sections) == (expected.head, expected.sections)


def test_merged_cells_stand_once_and_blank_ones_stay() -> None:
    made = table(
        tc("三、本年度办理结果", '<w:vMerge w:val="restart"/>')
        + tc("（一）予以公开", '<w:gridSpan w:val="2"/>') + tc("4") + tc(""),
        tc("", "<w:vMerge/>") + tc("（三）不予公开", '<w:vMerge w:val="restart"/>')
        + tc("1.属于国家秘密") + tc("") + tc("1"),
        tc("", "<w:vMerge/>") + tc("", "<w:vMerge/>") + tc("2.其他") + tc("") + tc(""),
        tc("（七）总计", '<w:hMerge w:val="restart"/>') + tc("", "<w:hMerge/>")
        + tc("", "<w:hMerge/>") + tc("4") + tc("1"),
    )  # fmt: skip
    assert rows(read_blocks(docx(p(PROSE), made), "x")) == [
        ("三、本年度办理结果", "（一）予以公开", "4", ""),
        ("（三）不予公开", "1.属于国家秘密", "", "1"),
        ("2.其他", "", ""),
        ("（七）总计", "4", "1"),
    ]


@pytest.mark.parametrize(
    ("runs", "printed"),
    [
        ("<w:r><w:t>1</w:t></w:r><w:r><w:t>28</w:t></w:r>", "128"),
        # Digits that a change, a smart tag, a form field or a link wraps are printed all the same.
        ("<w:ins w:id='1' w:author='x'><w:r><w:t>12</w:t></w:r></w:ins>", "12"),
        ("<w:smartTag w:element='chsdate'><w:r><w:t>3</w:t></w:r></w:smartTag>", "3"),
        ("<w:sdt><w:sdtContent><w:r><w:t>7</w:t></w:r></w:sdtContent></w:sdt>", "7"),
        ("<w:hyperlink><w:r><w:t>8</w:t></w:r></w:hyperlink>", "8"),
        ("<w:fldSimple w:instr='SUM'><w:r><w:t>9</w:t></w:r></w:fldSimple>", "9"),
        ("<w:r><w:instrText>SUM(1)</w:instrText></w:r><w:r><w:t>5</w:t></w:r>", "5"),
        ("<w:del w:id='1' w:author='x'><w:r><w:delText>6</w:delText></w:r></w:del>", ""),
        ("<w:moveFrom w:id='1' w:author='x'><w:r><w:t>6</w:t></w:r></w:moveFrom>", ""),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>6</w:t></w:r>", ""),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>6</w:t></w:r>", "6"),
        ("<w:r><w:rPr><w:strike/></w:rPr><w:t>3</w:t></w:r><w:r><w:t>0</w:t></w:r>", "0"),
        ("<w:r><w:rPr><w:dstrike w:val='true'/></w:rPr><w:t>3</w:t></w:r>", ""),
        ("<w:r><w:rPr><w:strike w:val='false'/></w:rPr><w:t>3</w:t></w:r>", "3"),
        (
            "<w:r><w:t>3</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
            "<w:t>1</w:t></w:r>",
            "3[1]",
        ),
        ("<w:r><w:noBreakHyphen/><w:t>21</w:t></w:r>", "-21"),
        ("<w:r><w:t>许</w:t><w:br/><w:t>可</w:t></w:r>", "许可"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>xǔ</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>许</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "许",
        ),
    ],
)
def test_a_cell_says_what_word_prints(runs: str, printed: str) -> None:
    cell = f"<w:tc><w:p>{runs}</w:p></w:tc>"
    made = table(tc("规章") + cell + tc("完"))
    assert rows(read_blocks(docx(p(PROSE), made), "x")) == [("规章", printed, "完")]


def test_a_row_that_was_deleted_is_not_printed() -> None:
    deleted = "<w:trPr><w:del w:id='1' w:author='x'/></w:trPr>"
    made = table(tc("规章") + tc("1"), deleted + tc("规章") + tc("2"))
    assert rows(read_blocks(docx(p(PROSE), made), "x")) == [("规章", "1")]


def test_text_boxes_and_nested_tables_are_read_once_in_their_place() -> None:
    box = "<w:txbxContent>" + p("盒中文字") + "</w:txbxContent>"
    drawn = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
        "</w:r></w:p>"
    )
    inner = table(tc("行政许可") + tc("12"))
    layout = table(f"<w:tc>{p(PROSE)}{inner}{p('完')}</w:tc>")
    assert read_blocks(docx(drawn, layout), "x") == [
        "盒中文字", PROSE, Table((("行政许可", "12"),)), "完",
    ]  # fmt: skip


def test_a_table_of_contents_is_no_second_set_of_chapters() -> None:
    document = Document()
    style = document.styles.add_style("TOC 1", 1)
    document.add_paragraph("一、总体情况\t1", style=style)
    document.add_paragraph("一、总体情况")
    assert read_blocks(saved(document), "x") == ["一、总体情况"]


def test_a_page_that_a_web_editor_packed_is_read() -> None:
    data = docx("<w:altChunk/>")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        listed = archive.read("word/_rels/document.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    chunk = f'<Relationship Id="a" Type="{kind}" Target="/word/a.mht"/></Relationships>'
    listed = listed.replace("</Relationships>", chunk)
    data = with_part(data, "word/_rels/document.xml.rels", listed.encode())
    page = f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>{PROSE}</p>"
    assert read_blocks(with_part(data, "word/a.mht", page.encode()), "x") == [PROSE]


# hostile files -----------------------------------------------------------------------------------


def test_an_empty_document_and_one_of_pictures_say_so() -> None:
    with pytest.raises(UnreadableReport, match="shows no text"):
        read_blocks(saved(Document()), "x")


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w>&b;</w>',
        '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>',
        "<w:document",
        "",
        "<a>" * 100_000,
    ],
)
def test_entities_and_broken_xml_are_refused(text: str) -> None:
    data = with_part(docx(p(PROSE)), "word/document.xml", text.encode())
    with pytest.raises(UnreadableReport, match="the Word document is broken") as caught:
        read_blocks(data, "x")
    assert "root:" not in str(caught.value)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = with_part(docx(p(PROSE)), "word/document.xml", b"<w>" + bytes(200 * 2**20))
    assert len(data) < 2**20
    start = time.process_time()
    with pytest.raises(TooLarge, match="over 32 MB"):
        read_blocks(data, "x")
    assert time.process_time() - start < 5


def test_spans_without_end_are_bounded() -> None:
    wide = tc("行政许可", '<w:gridSpan w:val="999999999"/>') + tc("12")
    assert rows(read_blocks(docx(p(PROSE), table(wide)), "x")) == [("行政许可", "12")]


def test_a_locked_file_says_so() -> None:
    data = bytearray(docx(p(PROSE)))
    for found in re.finditer(b"PK\x01\x02", bytes(data)):
        data[found.start() + 8] |= 1
    with pytest.raises(UnreadableReport, match="locked by a password"):
        read_blocks(bytes(data), "x")


def test_broken_files_are_read_or_refused_in_one_line(text: str) -> None:
    data, dice = as_word(text), random.Random(7)
    whole = read_blocks(data, "x")
    start = time.process_time()
    for n in range(200):
        broken = bytearray(data)
        if n % 4 == 0:
            del broken[dice.randrange(len(broken)) :]
        else:
            broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
        try:
            found = read_blocks(bytes(broken), "x")
        except ReportError as error:
            assert "\n" not in str(error)
        else:
            assert rows(found) == rows(whole)  # a check sum guards what is read
    assert time.process_time() - start < 60
