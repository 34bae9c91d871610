"""Rows of a table as drawn: what among them is prose, and what a label over blank cells."""

import pytest

from ingest.document import Table, outline
from ingest.figures import extract_figures
from ingest.readers.grid import blocks_of

PROSE = "2021年，我区深入贯彻落实政府信息公开条例，全年主动公开政府信息3462条。"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("（二）依申请公开。全年新收政府信息公开申请131件，均在法定期限内答复。", False),
        ("二、主动公开政府信息情况", False),
        ("一、本年新收政府信息公开申请数量", True),
        ("1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请。", True),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形。）", True),
    ],
)
def test_a_sentence_over_blank_cells_is_no_row(text: str, label: bool) -> None:
    blocks = list(blocks_of([[(0, PROSE)], list(enumerate([text, *[""] * 8]))]))
    states = {figure.state for figure in extract_figures(outline(blocks)).figures}
    assert states == ({"blank"} if label else set())


def test_who_filled_a_table_in_is_no_value_of_its_rows() -> None:
    row = ["行政许可", "28", "-3", "2711", "", "填报人：办公室", ""]
    made = [*blocks_of([list(enumerate(row))])]
    assert made == [Table((("行政许可", "28", "-3", "2711", ""),)), "填报人：办公室"]
    # With another cell behind it, or in no row of values, it stays where it is.
    for other in (["行政许可", "28", "填报人：甲", "7"], ["填报人：甲", "审核人：乙", "说明"]):
        assert [*blocks_of([list(enumerate(other))])] == [Table((tuple(other),))]
