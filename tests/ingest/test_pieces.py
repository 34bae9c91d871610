"""Lines of a table in pieces, with several scars at once: each cell exact, no label torn in two."""

import pytest

from ingest.document import Table, outline
from ingest.figures import extract_figures
from ingest.readers.plain import read_plain
from ingest.readers.slices import cells_of

THREE = "三、收到和处理政府信息公开申请情况\n"
HEAD = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n"
ANNEX = "统计指标\n单位\n统计数\n"


def rows(text: str) -> list[tuple[str, ...]]:
    """The rows of all tables that a text is read into."""
    blocks = read_plain(text.encode(), "x")
    return [row for block in blocks if isinstance(block, Table) for row in block.rows]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        # A note of a sound that the line's end tore, before and behind its bracket.
        ("信息內容\n上一年項目數(sh\nù)量\n行政事業(yè)性\n收費\n140\n+56\n",
         ("行政事业性收费", "140", "+56")),
        ("三、本年度辦(bà\nn)理結(jié\n)果\n（一）予以公開(k\nāi)\n1\n0\n0\n0\n0\n0\n1\n",
         ("（一）予以公开", "1", "0", "0", "0", "0", "0", "1")),
        (f"{ANNEX}4.政務(wu)微\n信公開(kai\n)政府信息數\n(shu)(shu\n)\n條(tiao)(t\niao)\n0\n",
         ("4.政务微信公开政府信息数", "条", "0")),
        # A label over a line's end, its second half like another's label.
        (f"{ANNEX}其中：主动公开规\n范性文件数\n条\n3\n",
         ("其中：主动公开规范性文件数", "条", "3")),
        ("一、主动公开情况\n七、依申请\n公\n开信息收取的费用\n万元\n0.00\n",
         ("七、依申请公开信息收取的费用", "万元", "0.00")),
        # A character lost or doubled.
        (f"{THREE}{HEAD}四、结转年度继续办理 0 0 0 0 2 0 2\n",
         ("四、结转年度继续办理", "0", "0", "0", "0", "2", "0", "2")),
        (f"{ANNEX}1.当申请数 件 0\n", ("1.当申请数", "件", "0")),
        (f"{ANNEX}（三）其他形数 件 4\n", ("（三）其他形数", "件", "4")),
        (f"{THREE}{HEAD}三、本年度办理结结果    （一）予以公公开    6  3  4  3  5  4  25\n",
         ("（一）予以公公开", "6", "3", "4", "3", "5", "4", "25")),
        (f"{ANNEX}（一）主动公开政府信信息数（不同渠道和方式公开相同信息计1条）\n条\n5\n",
         ("（一）主动公开政府信信息数（不同渠道和方式公开相同信息计1条）", "条", "5")),
        # Full width, with separators.
        ("行政许可\n1\n行政事业性收费 ０．００００\n", ("行政事业性收费", "０．００００")),
        (f"{THREE}{HEAD}1.属于国家秘密 １，７６６件 — １７３ — ０ １６６ ２，１０５\n",
         ("1.属于国家秘密", "１，７６６件", "—", "１７３", "—", "０", "１６６", "２，１０５")),
        # 无 in every cell is no header that is printed downwards.
        ("行政复议\n结 结 其 尚 总\n果 果 他 未 计\n维 纠 结 审\n持 正 果 结\n无 无 无 无 无\n",
         ("无",) * 5),
    ],
)  # fmt: skip
def test_a_row_with_several_scars(text: str, row: tuple[str, ...]) -> None:
    assert row in rows(text)


@pytest.mark.parametrize(
    ("lines", "glued"),
    [
        ("行政事业性收费\n本年制发件数\n0\n9\n", False),
        ("（二）部分公开\n自然人\n30\n4\n", False),
        ("（七）\n总计\n30\n4\n", True),
        ("2.其他法律行政\n法规禁止公开\n30\n4\n", True),
    ],
)
def test_a_column_below_a_label_is_no_part_of_it(lines: str, glued: bool) -> None:
    """Text column by column: the figures below a column's name are no row's."""
    label, more = lines.split("\n")[:2]
    found = rows(f"信息内容\n规章\n1\n{lines}行政处罚\n7\n")
    assert any(row[0] == label + more and len(row) == 3 for row in found) is glued
    assert ((label,) in found) is not glued


def test_a_column_of_subtotals_in_a_header_that_is_printed_downwards() -> None:
    head = "企 科 公 法 其 小\n业 研 益 律 他 计\n机 组 服\n构 织 务\n"
    row = "一、本年新收政府信息公开申请数量 9 1 2 3 4 5 15 24\n"
    assert "小计" in " ".join(" ".join(cells) for cells in rows(THREE + head + row))


def test_a_page_that_ends_within_a_table() -> None:
    head = "申请人情况\n自然人\n商业企业\n科研机构\n社会公益组织\n法律服务机构\n其他\n总计\n"
    above = f"{THREE}{head}2.重复申请\n1\n0\n0\n0\n0\n0\n1\n"
    below = f"- 5 -\n{head}（\n六\n）\n其他处理\n3.其他\n2\n0\n0\n0\n0\n0\n2\n"
    read = rows(above + below)
    assert ("2.重复申请", "1", "0", "0", "0", "0", "0", "1") in read
    assert ("3.其他", "2", "0", "0", "0", "0", "0", "2") in read
    assert ("（六）其他处理",) in read


@pytest.mark.parametrize("text", ["政务(app)", "文本\n(a) 第一"])
def test_a_bracket_that_is_no_note_of_a_sound_stays(text: str) -> None:
    blocks = read_plain(f"{text}\n".encode(), "x")
    assert "(" in "".join(block for block in blocks if isinstance(block, str))


def test_a_header_that_wrapped_into_two_rows_names_its_columns() -> None:
    kinds = "商业 | 科研 | 公益组织 | 法律服务 | 其他 | 小计 |\n企业 | 机构 |\n"
    head = f"自然人 | 法人或其他组织 | 总计 |\n{kinds}"
    text = f"{THREE}{head}（一）予以公开 | 8 | | 1 | | | | 1 | 9 |\n"
    found = extract_figures(outline(read_plain(text.encode(), "x")))
    read = {figure.breakdown: figure.raw for figure in found.figures}
    assert read["organisations"] == "1" and read["total"] == "9" and read["natural_person"] == "8"


@pytest.mark.parametrize(
    ("gap", "cells"),
    [("    ", ("行政处罚", "3 2 8")), (" ", ("行政处罚", "3", "2", "8"))],
)
def test_digits_a_space_apart_are_one_cell_where_the_values_are_wide_apart(
    gap: str, cells: tuple[str, ...]
) -> None:
    lines = [gap.join(("行政许可", "164", "8", "12")), gap.join(("行政处罚", "3 2 8"))]
    assert tuple(cells_of(lines))[-len(cells) :] == cells
