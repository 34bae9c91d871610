"""Table four's cells stand in the order that its head gives, and in no order made of its pieces."""

import pytest

from ingest.document import outline
from ingest.figures import extract_figures
from ingest.readers import read_blocks

BLOCKS = ("review", "suit_direct", "suit_after_review")
CODES = [
    f"{block}_{result}"
    for block in BLOCKS
    for result in ("upheld", "corrected", "other", "pending", "total")
]


def split(text: str) -> list[str]:
    """The cells of a row, a space between two."""
    return text.split()


def read_four(text: str) -> dict[str, str]:
    """The cells of table four as printed, by indicator."""
    found = extract_figures(outline(read_blocks(text.encode(), "x")))
    return {f.indicator: f.raw for f in found.figures if f.table == "4"}


def test_a_head_in_words_puts_no_cell_of_table_four_out_of_its_order() -> None:
    """The head of text made of a PDF, on three lines; and one whose total truly stands first."""
    head = (
        "某县人民政府2021年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
        "行政复议 行政诉讼\n结果 结果 其他 尚未 总计 未经复议直接起诉 复议后起诉\n"
        "维持 纠正 结果 审结 结果 结果 其他 尚未 总计 结果 结果 其他 尚未 总计\n"
        "维持 纠正 结果 审结 维持 纠正 结果 审结\n{row}\n五、存在的主要问题及改进情况\n"
    )
    read = read_four(head.format(row="2 2 0 2 6 0 3 9 0 12 7 3 5 9 24"))
    assert [read[code] for code in CODES] == split("2 2 0 2 6 0 3 9 0 12 7 3 5 9 24")
    first = "|总计|结果维持|结果纠正|其他结果|尚未审结" * 3 + "|"
    table = f"|行政复议{'|' * 5}未经复议直接起诉{'|' * 5}复议后起诉{'|' * 5}\n{first}\n"
    text = head.partition("行政复议 行政诉讼")[0] + "\n" + table
    read = read_four(text + "|6|2|2|0|2|12|0|3|9|0|24|7|3|5|9|\n")
    assert [read[f"{block}_total"] for block in BLOCKS] == ["6", "12", "24"]


def test_a_colon_before_the_values_is_none_of_them() -> None:
    results = " ".join(["结果维持 结果纠正 其他结果 尚未审结 总计"] * 3)
    head = (
        f"四、政府信息公开行政复议、行政诉讼情况\n行政复议 未经复议直接起诉 复议后起诉\n{results}\n"
    )
    row = "0 0 3 3 6 0 9 0 0 9 9 2 7 2 20"
    assert [*read_four(f"{head}：{row}\n五、问题").values()] == row.split()
    assert [*read_four(f"{head}：{row[2:]}\n五、问题").values()] != row.split()


HEAD = "某县人民政府2023年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
RESULTS = "结果维持|结果纠正|其他结果|尚未审结|总计|"
OTHERS = RESULTS.replace("维持|结果纠正", "纠正|结果维持")
REVIEWS, SUITS = "行政复议|||||", "行政诉讼||||||||||"
DIRECT, AFTER = "未经复议直接起诉|||||", "复议后起诉|||||"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((REVIEWS + SUITS, RESULTS + DIRECT + AFTER, RESULTS * 2), "ABC"),
        ((REVIEWS + SUITS, RESULTS + AFTER + DIRECT, RESULTS * 2), "ACB"),
        ((SUITS + REVIEWS, DIRECT + AFTER + RESULTS, RESULTS * 2), "BCA"),
        ((REVIEWS + SUITS, OTHERS + DIRECT + AFTER, RESULTS * 2), "aBC"),
        ((REVIEWS + SUITS, RESULTS + DIRECT + AFTER, OTHERS * 2), "Abc"),
        ((REVIEWS, RESULTS, "A", SUITS, DIRECT + AFTER, RESULTS * 2), "BC"),
        ((REVIEWS, RESULTS, "A", SUITS, AFTER + DIRECT, RESULTS * 2), "CB"),
    ],
)
def test_blocks_and_results_stand_in_the_order_of_the_head(
    rows: tuple[str, ...], told: str
) -> None:
    values = {"A": "5 0 2 1 8", "B": "3 1 0 2 6", "C": "1 0 0 1 2", "a": "0 5 2 1 8"}
    values |= {"b": "1 3 0 2 6", "c": "0 1 0 1 2"}
    lines = [*(values.get(row, row) for row in rows), " ".join(values[block] for block in told)]
    text = "\n".join(f"|{line.replace(' ', '|').rstrip('|')}|" for line in lines)
    read = read_four(HEAD + text + "\n")
    assert [read[code] for code in CODES] == split(" ".join(values[block] for block in "ABC"))


def test_cells_in_pieces_below_a_head_in_another_order_are_not_read() -> None:
    names = RESULTS.replace("|", "\n")
    head = f"行政复议\n行政诉讼\n{names}复议后起诉\n未经复议直接起诉\n{names * 2}"
    assert not read_four(HEAD + head + "\n".join("502183102610012"))


def test_of_a_row_a_year_the_latest_is_the_reports_own() -> None:
    rows = ["|2022年|9 0 0 0 9 0 0 0 0 0 0 0 0 0 0", "|2023年|5 0 2 1 8 0 0 0 0 0 0 0 0 0 0"]
    head = f"|年份|{REVIEWS}{DIRECT}{AFTER}\n||{RESULTS * 3}\n".replace("年份", "")
    for order in (rows, rows[::-1]):
        text = "\n".join(row.replace(" ", "|") + "|" for row in order)
        assert read_four(HEAD + head + text + "\n")["review_total"] == "8"


@pytest.mark.parametrize(("cell", "found"), [("0", ["0"] * 15), ("无", ["无"] * 15), ("3", [])])
def test_only_what_is_nothing_is_so_in_all_columns_it_is_merged_over(
    cell: str, found: list[str]
) -> None:
    head = "".join(f"<td>{name}</td>" for name in (RESULTS * 3).split("|")[:-1])
    blocks = "".join(
        f"<td colspan=5>{name}</td>" for name in ("行政复议", "未经复议直接起诉", "复议后起诉")
    )
    text = "".join(f"<p>{line}</p>" for line in HEAD.split("\n"))
    page = f"<html><body>{text}<table><tr>{blocks}</tr><tr>{head}</tr>"
    read = read_four(f"{page}<tr><td colspan=15>{cell}</td></tr></table></body></html>")
    assert list(read.values()) == found


def test_a_blank_column_behind_each_value_is_no_cell() -> None:
    """The columns of a page's table with a spacer between all of them."""
    values = [str(n % 4) for n in range(15)]

    def row(cells: list[str]) -> str:
        return "<tr>" + "".join(f"<td>{cell}</td><td></td>" for cell in cells) + "</tr>"

    names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    head = "<tr><td colspan=10>行政复议</td><td colspan=20>行政诉讼</td></tr>"
    text = f"<h1>{HEAD}</h1><table>{head}{row(names)}{row(values)}</table>"
    assert read_four(text) == dict(zip(CODES, values, strict=True))


def test_a_line_through_the_head_makes_no_column() -> None:
    """其 | 他结果 are one cell, and the blank beside its value is none."""
    values = [str(n % 4) for n in range(15)]
    names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    names[7:8] = ["其", "他结果"]
    torn = "|".join([*values[:7], "", *values[7:]])
    text = f"{HEAD}|{REVIEWS}{SUITS}\n|{'|'.join(names)}|\n|{torn}|\n"
    assert read_four(text) == dict(zip(CODES, values, strict=True))
