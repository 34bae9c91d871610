"""Labels that a narrow column cut, their rest in the lines below the numbers."""

import pytest

from ingest.document import Document, Table, outline
from ingest.figures import extract_figures
from ingest.readers.plain import read_plain

HEAD = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n"
NEW = "一、本年新收政府信息公开申请数量 4 1 0 0 2 0 7\n"
NEXT = "四、结转下年度继续办理 1 0 0 0 0 0 1\n"
SEVEN = ("0", "2", "0", "0", "2", "1", "5")


def states(*rows: tuple[str, ...]) -> dict[str, str]:
    """The states of the cells of each row, by its code."""
    head = tuple(HEAD.split())
    found: dict[str, str] = {}
    for f in extract_figures(Document((), (), (Table((head, *rows)),))).figures:
        found[f.indicator] = f"{found.get(f.indicator, '')} {f.raw or f.state}".strip()
    return found


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        ("（三）不 1.属于国 0 2 0 0 2 1 5\n予公开 家秘密\n", "refused_state_secret"),
        ("2.其他法 0 2 0 0 2 1 5\n律行政法\n规禁止公\n开\n", "refused_forbidden_by_law"),
        ("（六）其 1.申请人 0 2 0 0 2 1 5\n他处理 无正当理\n由逾期不\n补正、行\n政机关不\n再处理\n",
         "otherwise_not_corrected"),
        # A numeral and its row behind it.
        ("三、 （一）予以公开 0 2 0 0 2 1 5\n", "granted"),
        ("三、本年 （一）予以公开 0 2 0 0 2 1 5\n度办 （二）部分公开 0 0 0 0 0 0 0\n", "granted"),
    ],
)  # fmt: skip
def test_a_label_in_a_narrow_column_of_text(lines: str, row: str) -> None:
    text = f"三、收到和处理政府信息公开申请情况\n{HEAD}{NEW}{lines}{NEXT}"
    found = extract_figures(outline(read_plain(text.encode(), "x"))).figures
    assert [f.raw for f in found if f.indicator == row] == list(SEVEN)


def test_the_rest_of_a_label_drawn_below_it_is_no_blank_row() -> None:
    blank = ("",) * 7
    begun = ("（三）不", "1.属于国", *SEVEN)
    assert states(begun, ("予公开", "家秘密", *blank)) == {"refused_state_secret": "0 2 0 0 2 1 5"}
    # Whose rest it is shows nowhere: not read, and not blank either.
    unknown = states(("9.某国", *SEVEN), ("家秘密", *blank))
    assert "refused_state_secret" not in unknown
    # A whole label over blank cells is a row of its own.
    own = states(("9.某国", *SEVEN), ("1.属于国家秘密", *blank))
    assert own["refused_state_secret"] == " ".join(["blank"] * 7)


@pytest.mark.parametrize("below", ["（七）总计", "法律服务", "3.其他"])
def test_a_label_that_goes_on_with_no_row_of_the_form_is_not_completed(below: str) -> None:
    assert "refused_forbidden_by_law" not in states(("2.其他", *SEVEN), (below,))


def test_the_rest_of_a_label_between_rows_with_bars() -> None:
    values = " | ".join(SEVEN)
    head = " | ".join(HEAD.split())
    lines = f"| | {head} |\n| 2.其他法 | {values} |\n律行政法\n规禁止公\n开\n"
    lines += f"| （七）总计 | {values} |\n"
    found = extract_figures(outline(read_plain(lines.encode(), "x"))).figures
    assert [f.indicator for f in found] == ["refused_forbidden_by_law"] * 7 + ["results_total"] * 7
    other = lines.replace("律行政法", "办理情况如下").replace("规禁止公\n开\n", "")
    assert "办理情况如下" in read_plain(other.encode(), "x")
