"""Tables that a page builds of boxes."""

import pytest

from ingest.document import Table
from ingest.readers.html import read_html

PROSE = "2021年，我区全年主动公开政府信息3462条，受理申请86件，均在法定期限内予以答复。"


def boxes(*lines: str) -> str:
    """A box a line, and in it one for each cell."""
    cells = ("".join(f"<div>{cell}</div>" for cell in line.split("|")) for line in lines)
    return "\n".join(f"<div>{row}</div>" for row in cells)


def tables(body: str) -> list[Table]:
    page = f"<!DOCTYPE html><html><body><p>{PROSE}</p><div>{body}</div></body></html>"
    return [block for block in read_html(page.encode(), "x") if isinstance(block, Table)]


def test_boxes_that_make_a_table_keep_their_blank_cells() -> None:
    lines = ("信息内容|本年处理决定数量", "行政许可|", "行政处罚|7")
    assert tables(boxes(*lines)) == [Table(tuple(tuple(line.split("|")) for line in lines))]


@pytest.mark.parametrize(
    "body",
    [boxes("电话|12345", "传真|54321"), boxes("行政许可|7", "见下|") + "如下", boxes("行政许可|7")],
)
def test_other_boxes_are_text(body: str) -> None:
    assert not any(table.rows[0] == ("行政许可", "") for table in tables(body))
    assert not any(not table.loose and len(table.rows) > 1 for table in tables(body))
