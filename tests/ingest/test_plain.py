"""Text as scraped, and Markdown: paragraphs, tables, and bytes in the encodings that occur."""

import time

import pytest

from ingest.document import Table
from ingest.errors import ReportError, UnreadableReport
from ingest.readers import read_blocks
from ingest.readers.decoding import decode
from ingest.readers.plain import read_plain

PROSE = "本报告由江夏区人民政府依据《中华人民共和国政府信息公开条例》编制，全文共六个部分。"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a | 1 | 2\nb | 3 | 4", [("a", "1", "2"), ("b", "3", "4")]),
        ("| a | 1 |\n|---|---|\n| b | |", [("a", "1"), ("b", "")]),  # Markdown: no rule as a row
        (
            "行政许可 | 558794 |||",
            [("行政许可", "558794", "", "", "")],
        ),  # pads at the right are kept
        ("自然 人 | ? ? 0", [("自然人", "0")]),
        ("规章 | 2 | 1 |", [("规章", "2", "1", "")]),  # the last of four cells is blank
        ("a | 1\n\nb | 2", [("a", "1"), ("b", "2")]),  # an empty line ends no table
        ("规章 | 1\n----  ----\n强制 | 2", [("规章", "1"), ("强制", "2")]),  # a rule of columns
        ("| | |\n|---|---|\n| b | 1 |", [("b", "1")]),  # Markdown: a blank head is no row
        ("| a | 1 |\n| | |\n| b | 1 |", [("a", "1"), ("", ""), ("b", "1")]),
    ],
)
def test_rows_of_a_table(text: str, rows: list[tuple[str, ...]]) -> None:
    assert read_plain(text.encode(), "x") == [Table(tuple(rows))]


@pytest.mark.parametrize(("line", "loose"), [("\t\t2", False), ("2", True)])
def test_a_cell_on_a_line_of_its_own_between_bars_makes_lines_no_rows(
    line: str, loose: bool
) -> None:
    text = f"规章\t1\t3\t\n{line}\n行政处罚\t3\t4\t\n行政强制\t5\t6\t"
    assert {b.loose for b in read_plain(text.encode(), "x") if isinstance(b, Table)} == {loose}


def test_paragraphs_and_tables_in_reading_order() -> None:
    text = f"# 题\n\n> 重述\n{PROSE}\n\n| a | 1 |\n- 一是公开\n\n| b | 2 |"
    assert read_plain(text.encode(), "x") == [
        "题", "重述", PROSE, Table((("a", "1"),)), "一是公开", Table((("b", "2"),)),
    ]  # fmt: skip


def test_a_title_among_blank_cells_is_text() -> None:
    title = "瑞安市公安局2021年政府信息公开工作年度报告"
    text = f"您现在的位置： | 首页 |\n|\n{title} | |||||\n行政许可 | 3 |\n行政强制 | |"
    _, read, table = read_plain(text.encode(), "x")
    assert (read, table) == (title, Table((("行政许可", "3", ""), ("行政强制", "", ""))))


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("**江夏区2021年年报**", "江夏区2021年年报"),
        ("江夏区2021年年报\\_江夏区政府", "江夏区2021年年报_江夏区政府"),
        ("位置：[首页](/)>[年报](../nb/)![](a.jpg)", "位置：首页>年报"),
        # Signs that mean what they are.
        ("价格**见注，____年[1]（2）", "价格**见注，____年[1]（2）"),
    ],
)
def test_marks_of_markdown_are_no_text(line: str, shown: str) -> None:
    assert read_plain(f"{line}\n{PROSE}".encode(), "x") == [shown, PROSE]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "utf-16-le", "big5"]
)
def test_encodings_that_occur(encoding: str) -> None:
    text = PROSE
    if encoding == "big5":
        text = "本報告由政府信息公開工作主管部門依法編制，現予以公布，請有關機關知照。"
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    assert decode(mark + text.encode(encoding), "x") == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("byte", [b"\xff", b"\x00", b"\x01"])
def test_one_broken_byte_is_no_reason_to_refuse_a_text(encoding: str, byte: bytes) -> None:
    data = (PROSE * 3).encode(encoding)
    cut = len(PROSE.encode(encoding))
    found = decode(data[:cut] + byte + data[cut:], "x")
    assert found.startswith(PROSE) and found.endswith(PROSE)


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        "données à caractère privé, où l’été déjà passé".encode("cp1252") * 20,
        PROSE.encode("utf-8")[::-1] * 5,
        "отчёт о раскрытии сведений".encode("koi8-r") * 30,
    ],
)
def test_bytes_in_no_encoding_are_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(UnreadableReport) as caught:
        decode(data, "a.txt")
    said = str(caught.value)
    assert said.startswith("a.txt: the bytes are text in no known encoding; ") and "\n" not in said


@pytest.mark.parametrize(
    "hostile",
    ["|" * 500_000, "0 " * 200_000, "1.\n" * 100_000, "行政许可 1\n" * 20_000, "\t" * 99_999],
)
def test_hostile_text_is_read_in_time(hostile: str) -> None:
    start = time.process_time()
    try:
        read_blocks(f"政府信息公开\n{hostile}".encode(), "x")
    except ReportError as error:
        assert "\n" not in str(error)
    assert time.process_time() - start < 15


FRAME = """           0       1       2
0       信息内容  本年制发件数  本年废止件数
1         规章       {first}       2
2  行政规范性文件       3       4
"""


def test_a_table_printed_with_its_rows_and_columns_counted_has_no_counts_among_its_cells() -> None:
    (table,) = (b for b in read_plain(FRAME.format(first=1).encode(), "x") if isinstance(b, Table))
    assert table.rows[1:] == (("规章", "1", "2"), ("行政规范性文件", "3", "4"))
    blank = read_plain(FRAME.format(first="NaN").encode(), "x")
    assert ("规章", "", "2") in blank[0].rows


def test_numbers_that_only_happen_to_count_are_cells() -> None:
    lines = FRAME.format(first=1).replace("1         规章", "5         规章")
    rows = [row for b in read_plain(lines.encode(), "x") if isinstance(b, Table) for row in b.rows]
    assert ("规章", "1", "2") not in rows  # 2 may be of the row below
    four = "  ".join("012360000000000")
    text = f"行政复议 行政诉讼\n结果维持 结果纠正 其他结果 尚未审结 总计\n{four}\n"
    (table,) = (b for b in read_plain(text.encode(), "x") if isinstance(b, Table))
    assert table.rows[-1][:5] == ("0", "1", "2", "3", "6")


WRAPPED = """\
全年通过政府网站主动公开各类政府信息5680条，其中概况类信
息1211条、政务动态类信息321条、信息公开目录信息
4148条。发布政策解读54篇，其中图解、视频等形式1
篇；召开新闻发布会7场，开展在线访谈8期，组织培训两次
，参加三百人次。全年新收申请412件，其中自然人申请361
件；从渠道看，网上申请384件、信函及当面申请28件，都
在法定期限内答复，没有一件超期，没有因此引起的复议和诉讼
（二）部分公开的信息另行列出，答复书说明理由，区分处理。
一是落实先审查、后公开的制度，发布前逐级审核内容、格式和
个人隐私。
行政许可
12"""


def test_sentences_broken_at_one_width_are_whole_again() -> None:
    found = read_plain(WRAPPED.encode(), "x")
    assert "信息公开目录信息4148条" in found[0] and "自然人申请361件" in found[0]
    assert found[1].startswith("（二）部分公开") and found[2].endswith("内容、格式和个人隐私。")
    # Digits that no full width parts are two numbers.
    apart = read_plain(WRAPPED.replace("申请361\n件", "申请3\n件").replace(
        "概况类信\n息1211条", "概况类12\n34条").encode(), "x")  # fmt: skip
    assert not any("1234条" in str(block) for block in apart)
    # Lines of all lengths, each with its own end, stay as they are.
    lines = [f"第{n}类信息{'，及时公开' * (1 + n % 5)}，共{n}条。" for n in range(20)]
    assert read_plain("\n".join(lines).encode(), "x") == lines


def test_what_a_page_says_of_itself_on_the_one_line_of_a_text() -> None:
    head = "2021年江夏区教育局政府信息公开年报 信息来源：区教育局 发布时间：2022-01-29 17:40"
    found = read_plain(f"{head} {PROSE * 30}".encode(), "x")
    assert found[:3] == [
        "2021年江夏区教育局政府信息公开年报", "信息来源：区教育局", "发布时间：2022-01-29 17:40",
    ]  # fmt: skip


def test_a_blank_column_among_the_labels_is_no_value() -> None:
    rows = [
        "| 一、本年新收政府信息公开申请数量 |  |  | 9 | 1 | 10 |",
        "| 三、本年度办理结果 | （一）予以公开 |  | 100 | 4 | 110 |",
        "|  | （三）不予公开 | 1.属于国家秘密 | 1 | 0 | 1 |",
        "|  |  | 2.其他法律行政法规禁止公开 |  | 0 | 0 |",
    ]
    (made,) = read_plain("\n".join(rows).encode(), "x")
    assert isinstance(made, Table)
    assert [row[-3:] for row in made.rows][-1] == ("", "0", "0")
    assert made.rows[1] == ("三、本年度办理结果", "（一）予以公开", "100", "4", "110")
    # Where rows are padded at the right a blank first value keeps its place.
    padded = [
        "| 一、本年新收政府信息公开申请数量 |  | 4 | 4 |  |",
        "| （三）不予公开 | 1.属于国家秘密 | 1 | 0 | 1 |",
        "| （三）不予公开 | 2.其他法律行政法规禁止公开 | 0 | 0 | 0 |",
    ]
    (made,) = read_plain("\n".join(padded).encode(), "x")
    assert isinstance(made, Table) and made.rows[0][1:4] == ("", "4", "4")
