"""Damaged files that once broke a reader: read, or refused in a line, and never at the last net."""

from ingest.document import Table
from ingest.readers import read_blocks
from ingest.readers.pieces import read_pieces

NAVIGATION = "<div class='top'><a href='x'>首页</a>&#1; 您的位置</div>"
SENTENCE = "全年新收政府信息公开申请5件，均已按期答复，没有行政复议和行政诉讼。"


def test_a_sign_that_no_markup_may_hold_breaks_no_page() -> None:
    page = (
        f"<html><body>{NAVIGATION}<div class='content'><h1>某县2022年政府信息公开工作年度报告</h1>"
        f"<p>{SENTENCE * 8}</p></div><div>&#2;版权</div></body></html>"
    )
    blocks = read_blocks(page.encode(), "page.html")
    assert blocks[0] == "某县2022年政府信息公开工作年度报告"
    assert SENTENCE in str(blocks[1])


def test_a_row_that_lost_its_end_is_no_end_of_the_others() -> None:
    lines = ["一、本年新收政府信息公开申请数量 |  | 5", "二、上年结转政府信息公开申请数量 |  | 0"]
    (table,) = read_pieces(lines)
    assert isinstance(table, Table) and [row[-1] for row in table.rows] == ["5", "0"]
