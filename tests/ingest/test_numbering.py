"""Numbers that Word counts and keeps out of the text: 一、 （一） 1. of chapters and rows."""

import io
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.readers import read_blocks


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
    '<w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%3."/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="●"/></w:lvl>'
)


def numbered(*paragraphs: tuple[int, str]) -> bytes:
    document = Document()
    lists = document.part.numbering_part.element
    for child in list(lists):
        lists.remove(child)
    lists.append(
        parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="0">{LEVELS}</w:abstractNum>')
    )
    restart = '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride>'
    for key, more in ((1, ""), (2, restart)):
        xml = f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        lists.append(parse_xml(xml))
    for depth, text in paragraphs:
        key, depth = (2, depth - 10) if depth >= 10 else (1, depth)
        paragraph = document.add_paragraph(text)
        xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(xml))
    return saved(document)


def test_numbers_that_word_counts_are_printed() -> None:
    made = numbered(
        (0, "总体情况"), (1, "主动公开"), (2, "网站"), (2, "微博"), (1, "依申请公开"), (2, "答复"),
        (3, "分项"), (0, "主动公开政府信息情况"), (1, "规章"), (2, "甲"), (12, "乙"),
    )  # fmt: skip
    assert read_blocks(made, "x") == [
        "一、总体情况", "（一）主动公开", "1.网站", "2.微博", "（二）依申请公开", "1.答复",
        "分项", "二、主动公开政府信息情况", "（一）规章", "1.甲", "1.乙",
    ]  # fmt: skip


def test_the_eleventh_and_the_twentieth_are_counted_in_chinese() -> None:
    found = read_blocks(numbered(*((0, "章") for _ in range(21))), "x")
    assert [found[n] for n in (9, 10, 19, 20)] == ["十、章", "十一、章", "二十、章", "二十一、章"]


def test_a_heading_is_numbered_through_its_style() -> None:
    document = Document(io.BytesIO(numbered((0, "总体情况"))))
    style = document.styles["Heading 1"].element
    xml = f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'
    style.get_or_add_pPr().append(parse_xml(xml))
    document.add_paragraph("主动公开政府信息情况", style="Heading 1")
    assert read_blocks(saved(document), "x")[-1] == "二、主动公开政府信息情况"
