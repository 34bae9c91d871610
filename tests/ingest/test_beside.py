"""Columns beside those of the form: 序号, 年度, a sum of the totals; remarks in cells."""

import pytest

from ingest.document import outline
from ingest.figures import Extraction, extract_figures
from ingest.readers import read_blocks

RESULTS = "结果维持|结果纠正|其他结果|尚未审结|总计"
FOUR = f"行政复议|||||未经复议直接起诉|||||复议后起诉||||\n{'|'.join([RESULTS] * 3)}"
ROW = "1|2|0|2|5|0|3|0|0|3|1|0|0|0|1"
OTHER = ROW.replace("3", "7")


def read(rows: str) -> Extraction:
    cells = ("".join(f"<td>{cell}" for cell in row.split("|")) for row in rows.split("\n"))
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    return extract_figures(outline(read_blocks(f"<table>{table}</table>".encode(), "x")))


def row_of_four(found: Extraction) -> str:
    cells = [f for f in found.figures if f.table == "4" and f.indicator]
    return "|".join(cell.raw for cell in cells)


def beside(head: str, *rows: str) -> Extraction:
    """Table four with a column before it, `head` over it, and its rows."""
    above, below = FOUR.split("\n")
    return read("\n".join([f"{head}|{above}", f"|{below}", *rows]))


@pytest.mark.parametrize(
    "rows", [(f"2022|{ROW}", f"2021年|{OTHER}"), (f"2021|{OTHER}", f"2022|{ROW}")]
)
def test_of_the_years_below_each_other_the_latest_is_the_report_s(rows: tuple[str, ...]) -> None:
    found = beside("年度", *rows)
    assert row_of_four(found) == ROW
    assert [odd.kind for odd in found.oddities] == ["unknown_label"]


def test_a_number_like_a_year_is_a_value_where_no_column_is_headed_so() -> None:
    assert row_of_four(read(f"{FOUR}\n{ROW.replace('5', '2022')}")) == ROW.replace("5", "2022")
    assert row_of_four(beside("件数", f"2022|{ROW}")) != ROW


def test_a_column_that_adds_up_the_totals() -> None:
    above, below = FOUR.split("\n")
    for added in ("4", "9"):  # both suits, or all three
        found = read(f"{above}|合计\n{below}|\n{ROW}|{added}")
        assert row_of_four(found) == ROW and not found.oddities
        assert [f.raw for f in found.figures if not f.indicator] == [added]
    # One that adds nothing up, or that nothing heads, is a number too many.
    for rows in (f"{above}|合计\n{below}|\n{ROW}|8", f"{FOUR}\n{ROW}|4"):
        assert [odd.seen for odd in read(rows).oddities]
    nothing = "|".join("0" * 15)
    assert row_of_four(read(f"{above}|合计\n{below}|\n{nothing}|0")) == nothing
    assert row_of_four(read(f"{FOUR}\n{nothing}|0")) != nothing


THREE = (
    "序号|（本列数据的勾稽关系）|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计\n"
    "1|一、本年新收政府信息公开申请数量|3|1|0|0|0|0|4\n2|（一）予以公开|2|1|0|0|0|0|3\n"
    "{last}|（七）总计|2|1|0|0|0|0|3"
)


def test_numbers_that_count_the_rows_are_no_values() -> None:
    found = read(THREE.format(last=3))
    held = {(f.indicator, f.breakdown): f.raw for f in found.figures}
    assert held["requests_new", "total"] == "4"
    assert (held["results_total", "natural_person"], held["results_total", "total"]) == ("2", "3")
    assert not found.oddities
    # What doesn't count on is no serial number.
    assert ("results_total", "total") not in {
        (f.indicator, f.breakdown) for f in read(THREE.format(last=9)).figures
    }


def test_the_annex_counted_row_by_row() -> None:
    found = read(
        "序号|统计指标|单位|统计数\n1|四、行政复议数量|件|3\n2|（一）维持具体行政行为数|件|1\n"
        "3|（二）被依法纠错数|件|2\n4|五、行政诉讼数量|件|4\n5|（二）被依法纠错数|件|4"
    )
    held = {f.indicator: f.raw for f in found.figures}
    assert (held["a14_reviews_corrected"], held["a14_suits_corrected"]) == ("2", "4")
    assert not found.oddities


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("0（为耕地开垦费）", "unreadable"),
        ("12.", "number"),
        ("12.5.", "number"),
        ("1.2.3", "unreadable"),
    ],
)
def test_a_remark_or_a_dot_behind_a_number(cell: str, state: str) -> None:
    found = read(f"信息内容|本年收费金额（单位：万元）\n行政事业性收费|{cell}")
    assert [(f.indicator, f.raw, f.state) for f in found.figures] == [
        ("fees_collected", cell, state)
    ]


def test_table_two_as_a_list_of_its_cells() -> None:
    listed = (
        "条款|信息内容|指标|数量\n第二十条第（一）项|规章|本年制发件数|1\n本年废止件数|2\n"
        "{other}现行有效件数|3\n第二十条第（五）项|行政许可|本年处理决定数量|4"
    )
    held = {f.indicator: f.raw for f in read(listed.format(other="")).figures}
    assert held == {
        "rules_issued": "1", "rules_repealed": "2", "rules_in_force": "3", "licences_decided": "4"
    }  # fmt: skip
    # Below a row that no form has nothing is of the row above it.
    held = {
        f.indicator: f.raw for f in read(listed.format(other="其他文件|本年制发件数|9\n")).figures
    }
    assert "rules_in_force" not in held and held["rules_issued"] == "1"


def test_blocks_of_table_four_below_their_names() -> None:
    names = ["（一）行政复议", "（二）行政诉讼（未经复议直接起诉）", "（三）行政诉讼（复议后起诉）"]
    blocks = ["1|2|0|2|5", "0|3|0|0|3", "1|0|0|0|1"]
    cells = "<tr><td>" + "<td>".join(RESULTS.split("|")) + "<tr>"
    made = [
        f"<p>{n}</p><table>{cells}<td>{'<td>'.join(b.split('|'))}</table>"
        for n, b in zip(names, blocks, strict=True)
    ]
    two = "<table><tr><td>行政许可<td>3</table>"
    found = extract_figures(outline(read_blocks("".join([two, *made]).encode(), "x")))
    assert row_of_four(found) == "|".join(blocks)
    # 行政诉讼 alone doesn't tell which of the two.
    alone = two + made[1].replace("（未经复议直接起诉）", "")
    found = extract_figures(outline(read_blocks(alone.encode(), "x")))
    assert not row_of_four(found)


@pytest.mark.parametrize(
    ("label", "cell", "cells"),
    [
        ("（一）予以公开", "0", ["0"] * 7),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "/", ["/"] * 7),
        ("（一）予以公开", "", [""] * 7),
        ("（一）予以公开", "5", []),  # of one column, or of all together
        ("行政许可", "0", ["0"]),
    ],
)
def test_a_nought_over_all_columns_is_one_of_each(label: str, cell: str, cells: list[str]) -> None:
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    if label == "行政许可":
        head = "<td colspan=7>本年处理决定数量"
    else:
        head = "".join(f"<td>{name}" for name in names)
    made = f"<table><tr><td>信息内容{head}<tr><td>{label}<td colspan=7>{cell}</table>"
    found = extract_figures(outline(read_blocks(made.encode(), "x")))
    assert [f.raw for f in found.figures if f.state != "unreadable"] == cells
