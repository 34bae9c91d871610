"""Shapes in which reports reach people who know nothing of the readers; each cell exact."""

import html
from collections.abc import Callable

import pytest

from ingest.document import outline
from ingest.figures import extract_figures
from ingest.identity.pages import read_published
from ingest.readers import read_blocks

NAMES = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
HEAD = ["2022年某县人民政府政府信息公开工作年度报告", "一、总体情况", "全年没有收到投诉。"]
TWO = [
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "0", "0", "0"],
    ["行政规范性文件", "4", "1", "31"],
    ["信息内容", "本年处理决定数量", "", ""],
    ["行政许可", "1205", "", ""],
    ["行政处罚", "17", "", ""],
    ["行政强制", "2", "", ""],
]
ROWS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（七）总计",
)
REASONS = (
    "属于国家秘密",
    "其他法律行政法规禁止公开",
    "危及“三安全一稳定”",
    "保护第三方合法权益",
    "属于三类内部事务信息",
    "属于四类过程性信息",
    "属于行政执法案卷",
    "属于行政查询事项",
)
THREE = [["（本列数据的勾稽关系为：…）", *NAMES], *([label, *"3100015"] for label in ROWS)]
REPORT = [TWO, THREE]
WANTED = {
    "normative_issued": "4", "normative_repealed": "1", "normative_in_force": "31",
    "licences_decided": "1205", "penalties_decided": "17", "coercion_decided": "2",
    "requests_new": "5", "granted": "5",
}  # fmt: skip


def read(data: str) -> dict[str, str]:
    """The cells of what a file holds, those of table three in its last column."""
    found = extract_figures(outline(read_blocks(data.encode(), "x")))
    return {f.indicator: f.raw for f in found.figures if f.breakdown in ("", "total")}


def in_commas() -> str:
    quoted = ([f'"{cell}"' if "、" in cell else cell for cell in row] for t in REPORT for row in t)
    return "\n".join([*HEAD, *map(",".join, quoted), *[",".join([*"0000000"])] * 9])


def in_semicolons_filled_up() -> str:
    rows = [*([line] for line in HEAD), *TWO, *THREE, *[[*"0000000"]] * 9]
    return "\n".join(";".join([*row, *[""] * (9 - len(row))]) for row in rows)


def counted_by_a_program() -> str:
    """As pandas writes a table: an index, and nan for what a merged cell covers."""
    made = list(HEAD)
    for table in REPORT:
        rows = [[*row, *[""] * (8 - len(row))] for row in table]
        made += ["|    | " + " | ".join(map(str, range(8))) + " |", "|---:|" + ":---|" * 8]
        made += [
            f"| {n:2} | " + " | ".join(cell or "nan" for cell in row) + " |"
            for n, row in enumerate(rows)
        ]
        made.append("以上为本表。")
    return "\n".join(made)


def ruled_with_dashes() -> str:
    rule = "  ------------------------ ------------ ------------ ------------"
    made = list(HEAD)
    for table in REPORT:
        made += [rule, *("  " + "  ".join(filter(None, row)) for row in table), rule]
    return "\n".join(made)


def in_a_drawn_frame() -> str:
    made = list(HEAD)
    for table in REPORT:
        made += ["┌──┬──┐", *("│" + "│".join(row) + "│" for row in table), "└──┴──┘"]
    return "\n".join(made)


def on_one_line() -> str:
    rows = (" ".join(" ".join(filter(None, row)) for row in table) for table in REPORT)
    return "\n".join([*HEAD, *rows])


def in_a_frame_that_holds_its_page() -> str:
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for t in REPORT for row in t
    )
    page = f"<p>{'</p><p>'.join(HEAD)}</p><table>{rows}</table>"
    return f'<html><body><p>年报</p><iframe srcdoc="{html.escape(page)}"></iframe></body></html>'


def filled_in_on_the_page() -> str:
    """A form whose figures are the values of its fields."""
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td><input type="text" value="{cell}"></td>' if cell.isdigit() else f"<td>{cell}</td>"
            for cell in row
        )
        + "</tr>"
        for table in REPORT
        for row in table
    )
    search = '<td><input type="text" value="请输入关键字"><input type="hidden" value="7"></td>'
    page = f"<p>{'</p><p>'.join(HEAD)}</p><table><tr>{search}</tr></table><table>{rows}</table>"
    return f"<html><body>{page}</body></html>"


def with_colons() -> str:
    rows = [*TWO[:4], *([f"{row[0]}：{row[1]}"] for row in TWO[4:]), *THREE]
    return "\n".join([*HEAD, *(" ".join(filter(None, row)) for row in rows)])


def in_boxes() -> str:
    cells = (cell for table in REPORT for row in table for cell in row)
    boxes = "".join(f'<div class="cell">{cell}</div>' for cell in cells)
    return f"<html><body><p>{'</p><p>'.join(HEAD)}</p><div>{boxes}</div></body></html>"


@pytest.mark.parametrize(
    "shape",
    [
        in_commas,
        in_semicolons_filled_up,
        counted_by_a_program,
        ruled_with_dashes,
        in_a_drawn_frame,
        on_one_line,
        in_a_frame_that_holds_its_page,
        in_boxes,
        filled_in_on_the_page,
        with_colons,
    ],
)
def test_every_cell_is_read(shape: Callable[[], str]) -> None:
    found = read(shape())
    assert {code: found.get(code) for code in WANTED} == WANTED


def drawn(rows: list[list[str]]) -> str:
    body = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    chapter = "四、政府信息公开行政复议、行政诉讼情况"
    return f"<html><body><p>{chapter}</p><table>{body}</table></body></html>"


@pytest.mark.parametrize("latest", [0, 1])
def test_of_two_years_side_by_side_the_later_is_the_report_s(latest: int) -> None:
    years = ["2022年", "2023年"] if latest else ["2023年", "2022年"]
    columns = ["本年制发件数", "本年废止件数", "现行有效件数"]
    rows = [
        ["信息内容", *years],
        [*columns, *columns],
        ["行政规范性文件", *"123", *"456"],
        ["信息内容", "本年处理决定数量", "本年处理决定数量"],
        ["行政许可", "7", "8"],
        ["信息内容", *["本年收费金额（单位：万元）"] * 2],
        ["行政事业性收费", "0.5", "1.5"],
    ]
    body = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    found = read(f"<html><body><p>二、主动公开政府信息情况</p><table>{body}</table></body></html>")
    wanted = (["3", "7", "0.5"], ["6", "8", "1.5"])[latest]
    codes = ("normative_in_force", "licences_decided", "fees_collected")
    assert [found[code] for code in codes] == wanted


def test_columns_of_numbers_and_units_are_no_columns_of_values() -> None:
    rows = [
        ["序号", "信息内容", "单位", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["1", "规章", "件", *"012"],
        ["2", "行政规范性文件", "件", *"345"],
    ]
    found = read(drawn(rows))
    assert [found[f"normative_{c}"] for c in ("issued", "repealed", "in_force")] == [*"345"]
    assert found["rules_in_force"] == "2"


def test_table_four_whose_totals_stand_first() -> None:
    order = ["总计", *RESULTS[:4]]
    head = [["行政复议", "行政诉讼"], [*order, "未经复议直接起诉", "复议后起诉"], [*order, *order]]
    found = read(drawn([*head, [*"621305100411000"]]))
    assert [found[f"review_{r}"] for r in ("upheld", "corrected", "other", "pending")] == [*"2130"]
    assert (found["review_total"], found["suit_direct_total"]) == ("6", "5")
    assert (found["suit_direct_upheld"], found["suit_after_review_upheld"]) == ("1", "1")


def test_table_four_printed_below_each_other() -> None:
    blocks = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    rows = [
        [*([block] if n == 0 else []), result, str(10 * at + n)]
        for at, block in enumerate(blocks)
        for n, result in enumerate(RESULTS)
    ]
    found = read(drawn([["类别", "件数"], *rows]))
    assert (found["review_total"], found["suit_direct_corrected"]) == ("4", "11")
    assert (found["suit_after_review_upheld"], found["suit_after_review_pending"]) == ("20", "23")
    # A block that nobody knows is none of the three, and no cell of theirs.
    assert "5" not in read(drawn([*rows[:5], ["行政赔偿", "结果维持", "5"]])).values()


def test_the_date_of_an_article_of_wechat() -> None:
    page = (
        '<html><body><h1>某镇2022年政府信息公开工作年度报告</h1><em id="publish_time">2023-01-19 '
        '17:30</em><div id="js_content"><p>一、总体情况</p><p>全年没有收到申请。</p></div></body>'
    )
    lines = [block for block in read_blocks(page.encode(), "x") if isinstance(block, str)]
    assert read_published("\n".join(lines)) == "2023-01-19"


def test_table_three_with_a_row_an_applicant_is_turned() -> None:
    reasons = [f"{n}.{words}" for n, words in enumerate(REASONS, start=1)]
    labels = [*ROWS[:3], "（二）部分公开", *reasons, ROWS[3]]
    columns = [[str(n + at) for n in range(len(labels))] for at in range(7)]
    rows = [
        ["申请人", *labels],
        *([name, *held] for name, held in zip(NAMES, columns, strict=True)),
    ]
    found = read(drawn(rows).replace("四、政府信息公开行政复议、行政诉讼情况", "申请情况"))
    assert (found["requests_new"], found["refused_third_party"]) == ("6", "13")
    assert found["results_total"] == str(len(labels) + 5)
