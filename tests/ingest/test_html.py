"""Web pages as content systems and word processors make them, written for these tests."""

import time

import pytest

from ingest.document import Block, Table
from ingest.errors import ReportError, UnreadableReport
from ingest.identity.pages import read_posted_by, read_published
from ingest.readers.decoding import decode
from ingest.readers.html import read_html

TITLE = "2021年江川区政府信息公开工作年度报告"
PROSE = (
    "2021年，我区深入贯彻落实政府信息公开条例，全年主动公开政府信息3462条，"
    "受理政府信息公开申请86件，均在法定期限内予以答复，没有发生因信息公开引起的诉讼。"
)


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def texts(blocks: list[Block]) -> list[str]:
    return [b for b in blocks if isinstance(b, str)]


def rows(blocks: list[Block]) -> list[tuple[str, ...]]:
    return [row for b in blocks if isinstance(b, Table) for row in b.rows]


def table(*lines: str) -> str:
    """A table from lines of cells, `a~2|3` for 3 in a cell that spans two columns."""
    made = ""
    for line in lines:
        cells = [cell.split("~") for cell in line.split("|")]
        made += "<tr>" + "".join(
            f"<td colspan={c[1]}>{c[0]}</td>" if len(c) > 1 else f"<td>{c[0]}</td>" for c in cells
        )
    return f"<table>{made}</table>"


GROUPED = """<table>
<tr><td colspan=3 rowspan=2>（本列数据的勾稽关系）</td><td colspan=2>申请人情况</td></tr>
<tr><td>自然人</td><td>总计</td></tr>
<tr><td colspan=3>一、本年新收政府信息公开申请数量</td><td>7</td><td>7</td></tr>
<tr><td rowspan=3>三、本年度办理结果</td>
<td colspan=2>（一）予以公开</td><td>4</td><td>&nbsp;</td></tr>
<tr><td rowspan=2>（三）不予公开</td><td>1.属于国家秘密</td><td> </td><td>1</td></tr>
<tr><td>2.其他法律行政法规禁止公开</td><td></td><td></td></tr>
</table>"""


def test_a_merged_cell_stands_once_and_a_blank_one_stays() -> None:
    assert rows(read_html(page(f"<p>{PROSE}</p>{GROUPED}"), "x"))[2:] == [
        ("一、本年新收政府信息公开申请数量", "7", "7"),
        ("三、本年度办理结果", "（一）予以公开", "4", ""),
        ("（三）不予公开", "1.属于国家秘密", "", "1"),
        ("2.其他法律行政法规禁止公开", "", ""),
    ]


def test_an_empty_cell_among_the_labels_is_no_blank_value() -> None:
    made = table(
        "（五）不予处理|2.重复申请|0|0|0", "（六）其他处理||3|0|3", "（七）总计||4||4",
        "四、结转下年度继续办理~2|1|0|1",
    )  # fmt: skip
    assert rows(read_html(page(PROSE + made), "x"))[1:] == [
        ("（六）其他处理", "3", "0", "3"),
        ("（七）总计", "4", "", "4"),
        ("四、结转下年度继续办理", "1", "0", "1"),
    ]


def test_a_blank_value_is_kept_where_a_row_has_no_cell_too_many() -> None:
    # The second row spans a column too few: only its length tells its blank from a label.
    made = table("甲类|1.子项|5|6|7", "乙类||8|9", "丙类|2.子项|1|2|3")
    assert rows(read_html(page(PROSE + made), "x"))[1] == ("乙类", "", "8", "9")


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("<span>1</span><span>2</span><span>8</span>", "128"),
        ("<span>11</span>\n  <span>398</span>", "11398"),  # Word breaks its lines anywhere
        ("<p>本年新<br/>制作数量</p>", "本年新制作数量"),
        ("<p><o:p>&nbsp;</o:p></p>", ""),
        ("<!--[if !supportLists]-->9<!--[endif]-->", "9"),
        ("<st1:chsdate>2</st1:chsdate>1", "21"),
        ("<p>12</p><p>3</p>", "12 3"),  # two numbers in one cell are never made one
        ("?? 0", "0"),
        ("行政許(xǔ)可", "行政许可"),
        ("<input value=12> <button>改</button>", "12"),
        ("<textarea>12</textarea>", "12"),
        ("<textarea>请填写</textarea><input type=hidden value=1>", ""),
    ],
)
def test_a_cell_as_it_is_marked_up(cell: str, read: str) -> None:
    made = f"<table><tr><td>规章</td><td>{cell}</td><td>完</td></tr></table>"
    assert rows(read_html(page(PROSE + made), "x")) == [("规章", read, "完")]


def test_a_table_for_layout_is_unwrapped() -> None:
    inner = table("行政许可|12", "行政处罚|3")
    outer = (
        f"<table><tr><td><p>一、总体情况</p><p>{PROSE}</p>{inner}<p>{PROSE}</p></td></tr></table>"
    )
    assert read_html(page(outer), "x") == [
        "一、总体情况", PROSE, Table((("行政许可", "12"), ("行政处罚", "3"))), PROSE,
    ]  # fmt: skip


def test_a_report_in_one_table_gives_its_prose_and_headings_back() -> None:
    made = table(
        f"{TITLE}~2", f"{PROSE}~2", "二、主动公开政府信息情况~2", "第二十条第（五）项~2",
        "行政许可|12", "三、收到和处理政府信息公开申请情况~2",
        "一、本年新收政府信息公开申请数量|86",
    )  # fmt: skip
    blocks = read_html(page(made), "x")
    assert texts(blocks)[-3:] == [
        PROSE,
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
    ]
    assert ("行政许可", "12") in rows(blocks)
    assert ("一、本年新收政府信息公开申请数量", "86") in rows(blocks)


def test_a_table_left_open_loses_nothing() -> None:
    made = "<table><tr><td>行政许可</td><td>12</td></tr><p>三、收到和处理政府信息公开申请情况</p>"
    made += table("一、本年新收政府信息公开申请数量|86")
    found = rows(read_html(page(PROSE + made), "x"))
    assert found == [("行政许可", "12"), ("一、本年新收政府信息公开申请数量", "86")]


CMS = f"""
<div class="top"><ul><li><a href=/>网站首页</a><li><a href=/zw>政务公开</a>
<li><a href=/fw>办事服务</a><li><a href=/hd>互动交流</a><li><a href=/sj>数据开放</a></ul></div>
<div class="crumb">当前位置：<a href=/>首页</a> &gt; <a href=/zw>政务公开</a> &gt; 年报</div>
<div class="page"><h1>{TITLE}</h1>
<div class="info"><span>发布日期：2022-01-28 15:15</span> <span>来源：江川区人民政府办公室</span>
<span>浏览次数：<script>document.write(33)</script></span></div>
<div class="content"><p>一、总体情况</p><p>{PROSE}</p><p>{PROSE * 4}</p>{GROUPED}
<p>{PROSE}</p></div><div>【打印本页】</div></div>
<div style="display: none">{PROSE}隐藏</div>
<footer>版权所有：江川区人民政府 网站标识码4201150001</footer>
"""


def test_furniture_is_left_out_and_what_the_page_says_of_itself_kept() -> None:
    blocks = read_html(page(CMS, "<title>年报_江川区人民政府</title>"), "x")
    lines = texts(blocks)
    assert lines[0] == TITLE
    assert lines[1].startswith("发布日期：2022-01-28 15:15 来源：江川区人民政府办公室")
    assert lines[2:5] == ["网站名称：江川区人民政府", "一、总体情况", PROSE]
    assert not any(word in "".join(lines) for word in ("首页", "打印", "版权", "隐藏", "write"))
    assert len(rows(blocks)) == 6


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ('<meta name="PubDate" content="2022-02-18 15:15">', "发布日期：2022-02-18 15:15"),
        (
            '<meta name="firstpublishedtime" content="2022-02-18-15:15:07">',
            "发布日期：2022-02-18-15:15:07",
        ),
        ('<meta name="ContentSource" content="区数据局">', "来源：区数据局"),
        (f'<meta name="ArticleTitle" content="{TITLE}">', TITLE),
        (f"<title>{TITLE}-江川区人民政府</title>", f"{TITLE}-江川区人民政府"),
        ('<meta name="SiteName" content="江川区人民政府">', "网站名称：江川区人民政府"),
    ],
)
def test_the_head_tells_what_the_text_does_not(head: str, line: str) -> None:
    assert texts(read_html(page(f"<p>{PROSE}</p>", head), "x"))[0] == line


def test_what_is_shown_wins_over_what_is_declared() -> None:
    head = f'<meta name="pubdate" content="2023-05-05"><title>{TITLE}_门户</title>'
    shown = f"<p>{TITLE}</p><p>发布日期：2022-01-28</p><p>{PROSE}</p>"
    assert texts(read_html(page(shown, head), "x")) == [TITLE, "发布日期：2022-01-28", PROSE]


def test_a_sentence_of_the_preamble_is_no_title() -> None:
    told = "按照《政府信息公开条例》，由江夏区编制报告。数据截至2014年12月31日。"
    made = page(f"<h2>{TITLE}</h2><div><p>{told}</p><p>{PROSE * 9}</p></div>")
    assert texts(read_html(made, "x")) == [TITLE, told, PROSE * 9]


def test_a_title_of_two_lines_outside_the_text_is_one() -> None:
    made = page(
        f"<h1>江川区教育局<br>{TITLE[:5]}政府信息公开年报</h1><div><p>{PROSE * 9}</p></div>"
    )
    assert texts(read_html(made, "x"))[0] == f"江川区教育局{TITLE[:5]}政府信息公开年报"


def test_the_title_of_another_report_in_the_margin_is_not_taken() -> None:
    other = "<div>2019年江岸区政府信息公开工作年度报告</div>"
    made = page(f"{other}<div><p>{TITLE}</p><p>{PROSE * 9}</p></div>")
    assert texts(read_html(made, "x")) == [TITLE, PROSE * 9]


def test_a_table_about_the_page_is_text() -> None:
    made = table(
        "索引号|0148/2022|发布机构|江川区人民政府办公室", "名 称|年报|公开日期|2022年01月13日"
    )
    lines = texts(read_html(page(f"{made}<p>{PROSE}</p>"), "x"))
    assert lines[0] == "索引号：0148/2022 发布机构：江川区人民政府办公室"
    assert read_published("\n".join(lines)) == "2022-01-13"
    assert read_posted_by("\n".join(lines)) == "江川区人民政府办公室"


@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "big5", "iso-8859-1"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16", "gbk"])
def test_the_encoding_is_found_whatever_is_declared(encoding: str, declared: str) -> None:
    made = f"<html><meta charset={declared}><p>{TITLE}，㙦堂镇</p><p>{PROSE}</p>"
    if encoding == "gbk":
        made = made.replace("㙦", "")
    assert made in decode(made.encode(encoding), "x")


def test_big5_and_a_broken_byte_are_read() -> None:
    told = "<p>本報告所列數據的統計期限自2021年1月1日起，政府信息公開工作情況如下，為民服務。</p>"
    assert decode(told.encode("big5"), "x") == told
    broken = PROSE.encode() + b"\xe6\x94" + PROSE.encode()
    assert PROSE in decode(broken, "x")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableReport, match="no known encoding"):
        decode(b"<html>" + bytes(range(128, 256)) * 40, "x")


def test_a_page_of_pictures_says_so() -> None:
    with pytest.raises(UnreadableReport, match="shows no text"):
        read_html(page("<img src=1.png><script>var x='政府信息公开'</script>"), "x")


def test_deep_nesting_loses_nothing() -> None:
    deep = "<div><font><span>" * 400 + f"<p>{PROSE}</p>" + table("行政许可|12")
    blocks = read_html(page(deep), "x")
    assert texts(blocks) == [PROSE]
    assert rows(blocks) == [("行政许可", "12")]


def test_nesting_too_deep_for_the_parser_is_refused_not_cut_off() -> None:
    with pytest.raises(UnreadableReport, match="nested over 2000 deep"):
        read_html(page(f"<p>{PROSE}</p>" + "<div>" * 3000 + table("行政许可|12")), "x")


def test_a_table_of_one_column_is_text() -> None:
    blocks = read_html(page(PROSE + table("主要领导：某某", "联系电话：0527-1234567")), "x")
    assert blocks[1:] == ["主要领导：某某", "联系电话：0527-1234567"]


HOSTILE = {
    "a span of 200000": "<table><tr><td colspan=200000 rowspan=99999999999>行政许可<td>12</table>"
    * 9,
    "spans that are no numbers": '<table><tr><td colspan="2;" rowspan=-1>许可<td>12</table>',
    "a wide row": "<table><tr>" + "<td colspan=1000>0" * 20_000 + "</table>",
    "deeper than any reader": "<div>" * 50_000 + "行政许可",
    "tables in tables": "<table><tr><td>" * 1500 + "行政许可",
    "an entity bomb": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>&b;行政许可',
    "text behind each of many buttons": "<button>x</button>许" * 200_000,
    "a long list of links": "<ul>" + "<li><a href=x>武汉市</a>" * 60_000 + "</ul>",
    "cells that cover all rows below": "<table>" + "<tr><td rowspan=0>行政许可<td>1" * 20_000,
    "nothing but marks": "<" * 50_000 + "行政许可" + "&#0;&#xD800;&#1114112;\x00\x01",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_pages_are_read_or_refused_in_time(case: str) -> None:
    start = time.process_time()
    try:
        blocks = read_html(page(f"<p>{PROSE}</p>{HOSTILE[case]}"), "x")
    except ReportError as error:
        assert "\n" not in str(error)
    else:
        assert PROSE in texts(blocks)
    assert time.process_time() - start < 20


def test_struck_out_text_is_not_read_with_what_replaced_it() -> None:
    struck = ("<s>3</s>", "<del>3</del>", "<span style='text-decoration:line-through'>3</span>")
    shown = rows(read_html(page(table(*(f"规章|{old}0|1|2" for old in struck))), "x"))
    assert shown == [("规章", "0", "1", "2")] * 3


def test_a_strike_left_open_drops_no_table_behind_it() -> None:
    row = "<tr><td>规章</td><td>1</td><td>0</td><td>2</td></tr>"
    text = f"<p><s>旧数</s>{'政府信息公开工作年度报告' * 9}"
    page = f"<html><body>{text}<s><table>{row * 3}</table></body></html>"
    read = str(list(read_html(page.encode(), "x")))
    assert "规章" in read and "旧数" not in read
