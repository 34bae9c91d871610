"""Rows and columns of a workbook that nobody sees."""

import io
import time
import zipfile
from typing import Any

from workbooks import rows, with_part, xlsx

from ingest.document import Table
from ingest.readers import read_blocks


def test_hidden_rows_and_columns_are_not_read() -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        # What a merged range holds is shown as long as any of it is.
        sheet.merge_cells("A3:A4")
        sheet.merge_cells("B5:C5")
        sheet.row_dimensions[3].hidden = True

    made = [
        ["行政许可", 7, 5],
        ["（上报前）", 7, 4],
        ["行政处罚", 7, 8],
        [None, 7, 6],
        ["行政强制", 1, None],
    ]
    (table,) = read_blocks(xlsx(*made, change=hide), "x")
    assert isinstance(table, Table)
    assert table.rows == (("行政许可", "5"), ("行政处罚", "6"), ("行政强制", "1"))


def test_many_hidden_ranges_cost_nothing() -> None:
    book = xlsx(["行政许可", 5], ["行政处罚", 6])
    sheet = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
    cols = '<col min="3" max="16384" hidden="1"/>' * 100_000
    made = with_part(
        book,
        "xl/worksheets/sheet1.xml",
        sheet.replace("<sheetData>", f"<cols>{cols}</cols><sheetData>").encode(),
    )
    start = time.perf_counter()
    assert rows(made) == [("行政许可", "5"), ("行政处罚", "6")]
    assert time.perf_counter() - start < 10
