"""Table four's cells stand in the order that its head gives, and in no order made of its pieces."""

from ingest.document import outline
from ingest.figures import extract_figures
from ingest.readers import read_blocks


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
    results = ("upheld", "corrected", "other", "pending", "total")
    blocks = ("review", "suit_direct", "suit_after_review")
    codes = [f"{block}_{result}" for block in blocks for result in results]
    assert [read[code] for code in codes] == [
        "2",
        "2",
        "0",
        "2",
        "6",
        "0",
        "3",
        "9",
        "0",
        "12",
        "7",
        "3",
        "5",
        "9",
        "24",
    ]
    first = "|总计|结果维持|结果纠正|其他结果|尚未审结" * 3 + "|"
    table = f"|行政复议{'|' * 5}未经复议直接起诉{'|' * 5}复议后起诉{'|' * 5}\n{first}\n"
    text = head.partition("行政复议 行政诉讼")[0] + "\n" + table
    read = read_four(text + "|6|2|2|0|2|12|0|3|9|0|24|7|3|5|9|\n")
    assert [read[f"{block}_total"] for block in blocks] == ["6", "12", "24"]


def test_a_colon_before_the_values_is_none_of_them() -> None:
    results = " ".join(["结果维持 结果纠正 其他结果 尚未审结 总计"] * 3)
    head = (
        f"四、政府信息公开行政复议、行政诉讼情况\n行政复议 未经复议直接起诉 复议后起诉\n{results}\n"
    )
    row = "0 0 3 3 6 0 9 0 0 9 9 2 7 2 20"
    assert [*read_four(f"{head}：{row}\n五、问题").values()] == row.split()
    assert [*read_four(f"{head}：{row[2:]}\n五、问题").values()] != row.split()
