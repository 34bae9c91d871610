"""Where the values of a row go, and when nobody can tell."""

import re

import pytest

from ingest.document import Document, Table, outline
from ingest.figures import Extraction, extract_figures
from ingest.readers import read_blocks

HEAD = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
REVIEWS = ("行政复议", "行政诉讼")


def read(*rows: str, loose: bool = False) -> Extraction:
    table = Table((HEAD, *(tuple(row.split("|")) for row in rows)), loose)
    return extract_figures(Document((), (), (table,)))


@pytest.mark.parametrize(
    ("values", "read_as"),
    [
        ("9|5|0|0|0|0|0|95", "95 0 0 0 0 0 95"),  # one way alone adds up
        ("1|6|0|0|0|0|0|0|1|6|0", "160 0 0 0 0 0 160"),
        ("1 2|0|0|0|0|0|12", "12 0 0 0 0 0 12"),  # in one cell
        ("1|2|3|0|0|0|0|15", "12 3 0 0 0 0 15"),  # 1+23 is no 15
        ("1|1|1|0|0|0|0|12", ""),  # 11+1 and 1+11 both add up
        ("0|0|0|0|0|0|0|0", ""),  # a number never begins with a zero more
        ("1|1|1|1|1|0|0|0|0|5", ""),  # nothing adds up
    ],
)
def test_a_number_that_came_apart_is_joined_only_in_the_one_way_that_adds_up(
    values: str, read_as: str
) -> None:
    found = read(f"（一）予以公开|{values}")
    numbers = [f.raw for f in found.figures if f.state == "number"]
    assert numbers == read_as.split()
    assert [odd.kind for odd in found.oddities] == ["joined" if read_as else "unreadable"]
    assert len(found.figures) == 7


@pytest.mark.parametrize(
    ("values", "read_as"),
    [
        ("62|7|17|10|17|19|132|2", "62 7 17 10 17 19 132"),  # behind the row
        ("62|7|2|17|10|17|19|132", "62 7 17 10 17 19 132"),  # within it
        ("2|2|0|0|0|0|0|2", "2 0 0 0 0 0 2"),  # whichever of the two
        ("62|7|17|10|17|19|130|2", ""),  # the row doesn't add up
        ("0|0|0|0|0|0|0|0", ""),  # no page is numbered nought
        ("11|4|0|0|0|0|1|5", ""),  # 4+1 is 5, and 11+4 is 15
        ("62|7|17|10|17|132|2", "62 7 17 10 17 132 2"),  # seven, which tell nothing
    ],
)
def test_the_number_of_a_page_among_the_values_is_left_out_where_the_others_add_up(
    values: str, read_as: str
) -> None:
    found = read(f"（一）予以公开|{values}", loose=True)
    assert [f.raw for f in found.figures if f.state == "number"] == read_as.split()
    drawn = read(f"（一）予以公开|{values}")  # a column more, of which nothing is known
    assert "spared" not in [odd.kind for odd in drawn.oddities]


@pytest.mark.parametrize("blank", ["", "|"])
def test_blanks_under_a_merged_label_are_no_cells(blank: str) -> None:
    """Cells that a label covers stand on the header's grid, before its first column."""
    head = ("", "", *HEAD)
    rows = (head, ("（七）总计", "", "1", "", "", "", "", "", blank.strip("|")))
    found = extract_figures(Document((), (), (Table(rows),)))
    assert [f.raw for f in found.figures] == ["1", "", "", "", "", "", ""]


def test_a_row_in_pieces_with_blanks_on_either_side_is_not_read() -> None:
    found = read("（一）予以公开||1|0|0|0|0|1|", loose=True)
    assert {f.state for f in found.figures} == {"unreadable"}
    sure = read(
        "（一）予以公开||1|0|0|0|0|0|1", loose=True
    )  # no place for a blank before the first
    assert [f.raw for f in sure.figures] == ["1", "0", "0", "0", "0", "0", "1"]


def test_rows_side_by_side_are_read_one_by_one() -> None:
    found = read(
        "（一）予以公开|1|0|0|0|0|0|1|（二）部分公开|2|0|0|0|0|0|2|四、结转下年度继续办理|3|0|0|0|0|0|3"
    )
    totals = {f.indicator: f.raw for f in found.figures if f.breakdown == "total"}
    assert totals == {"granted": "1", "granted_in_part": "2", "requests_carried_out": "3"}


def test_the_same_rows_printed_twice_are_one() -> None:
    row = "（一）予以公开|1|0|0|0|0|0|1"
    assert read(row, row).oddities == []


def four(*rows: str) -> dict[str, str]:
    table = Table((REVIEWS, *(tuple(row.split("|")) for row in rows)))
    found = extract_figures(Document((), (), (table,)))
    return {f.indicator: f.raw for f in found.figures}


def test_table_four_with_a_row_for_each_block() -> None:
    found = four(
        "行政复议|1|0|0|0|1", "行政诉讼|未经复议直接起诉|0|2|0|0|2", "复议后起诉|0|0|3|0|3"
    )
    assert len(found) == 15
    assert found["review_total"] == "1"
    assert found["suit_direct_corrected"] == "2" and found["suit_after_review_other"] == "3"


def test_table_four_behind_a_label_of_its_own() -> None:
    values = "|".join(str(n) for n in range(15))
    assert four(f"件数|{values}")["suit_after_review_total"] == "14"


def test_table_four_in_another_order_of_results() -> None:
    head = "总计|结果维持|结果纠正|其他结果|尚未审结"
    found = four(head, "行政复议|6|1|2|3|0")
    assert found["review_total"] == "6" and found["review_upheld"] == "1"


SMALL = (
    "四、政府信息公开行政复议、行政诉讼情况\n行政复议\n{0}\n5 0 0 0 5\n"
    "行政诉讼：未经复议直接起诉\n{0}\n0 2 0 1 3\n行政诉讼：复议后起诉\n{0}\n0 0 4 0 4"
)
PLAIN = "结果维持 结果纠正 其他结果 尚未审结 总计"
# A header whose columns are printed downwards, read across.
TURNED = "结 结 其 尚 总\n果 果 他 未 计\n维 纠 结 审\n持 正 果 结"
BARS = PLAIN.replace(" ", " | ")


@pytest.mark.parametrize("heads", [PLAIN, TURNED, PLAIN.replace(" ", "\n"), BARS])
def test_table_four_as_three_small_tables_with_headings(heads: str) -> None:
    text = SMALL.format(heads)
    if heads == BARS:
        text = re.sub(r"(?<=\d) (?=\d)", " | ", text)
    found = extract_figures(outline(read_blocks(text.encode(), "x")))
    assert "".join(f.raw for f in found.figures) == "500050201300404"
    assert found.oddities == []


def test_a_torn_total_behind_blank_cells_leaves_them_blank() -> None:
    found = read("（一）予以公开|||||||351 05")
    assert [f.state for f in found.figures] == ["blank"] * 6 + ["unreadable"]
    assert "blank" not in [f.state for f in read("（一）予以公开|1 2|3|||||").figures[:2]]


def test_a_column_that_table_two_has_not_is_told() -> None:
    table = Table((("信息内容", "制发件数", "数"), ("规章", "28", "74")))
    found = extract_figures(Document((), (), (table,)))
    assert ("unknown_label", "数") in [(odd.kind, odd.seen) for odd in found.oddities]


def test_a_row_that_adds_to_nothing_may_be_torn_where_rows_above_lost_their_blanks() -> None:
    torn = "3.危及“三安全一稳定”|1|0|2|3|2|0|3"
    states = [f.state for f in read("（一）予以公开|4|4|0|0|1|1|10", torn, loose=True).figures]
    assert states[7:] == ["number"] * 7
    states = [f.state for f in read("（一）予以公开|4|4|0|0|1|1", torn, loose=True).figures]
    assert "number" not in states


def test_numbers_that_count_the_columns_over_a_head_are_no_row() -> None:
    heads = ("|".join(REVIEWS), "结果维持|结果纠正|其他结果|尚未审结|总计|" * 3)
    count, values = "|".join(map(str, range(15))), "1|0|0|0|1|0|2|0|0|2|0|0|3|0|3"
    for rows in ((count, *heads, values), (heads[0], count, heads[1], values)):
        table = Table(tuple(tuple(row.strip("|").split("|")) for row in rows))
        found = extract_figures(Document((), (), (table,)))
        assert "".join(f.raw for f in found.figures) == "100010200200303"
        assert found.oddities == []
    begun = read("|".join(["（一）予以公开", "0", "1", "2", "0", "0", "0", "3"]))
    assert "".join(f.raw for f in begun.figures) == "0120003"


@pytest.mark.parametrize("mark", ["> ", "* ", "※ "])
def test_a_mark_before_table_four_shifts_no_cell(mark: str) -> None:
    values = " | ".join("2000210030040408"[:15])
    text = f"四、政府信息公开行政复议、行政诉讼情况\n行政复议 | 行政诉讼\n{mark}{values}\n"
    found = extract_figures(outline(read_blocks(text.encode(), "x")))
    raws = [f.raw for f in found.figures if f.state == "number"]
    assert raws in ([], values.split(" | "))
    assert bool(raws) or [odd.kind for odd in found.oddities] == ["unreadable"]
    assert bool(raws) == (mark != "※ ")


def test_no_columns_of_another_form_take_the_place_of_those_named() -> None:
    head = ("信息内容", "本年收费金额（单位：万元）", "较上年")
    table = Table((head, ("行政事业性收费", "58.91", "-10%")))
    found = extract_figures(Document((), (), (table,)))
    assert [f.raw for f in found.figures if f.indicator] == ["58.91"]
    assert found.form2 == "2021"


@pytest.mark.parametrize(
    ("row", "read_as"),
    [
        ("|规章||1|||2|||3|", "1 2 3"),  # one value under each head, empty columns beside them
        ("|规章||1||||||3|", ""),  # a value is missing, or no cell
        ("|规章|1||2||||||3", ""),  # two under one head
        ("|规章||1|||2|||3|4", ""),
    ],
)
def test_empty_columns_of_table_two_are_no_cells_where_each_head_has_its_value(
    row: str, read_as: str
) -> None:
    head = "|信息内容|本年新制作数量|||本年新公开数量|||对外公开总数量||"
    table = Table(tuple(tuple(line.split("|")) for line in (head, row)))
    found = extract_figures(Document((), (), (table,)))
    assert [f.raw for f in found.figures if f.state == "number"] == read_as.split()
