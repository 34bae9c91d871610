"""One report in every shape in which text was found: each cell exact or said to be unreadable."""

import random
import re
import time

import pytest
from shapes import APART, LOOSE, PLACED, SHAPES, reshaped

from ingest.document import outline
from ingest.errors import ReportError
from ingest.figures import Extraction, extract_figures
from ingest.readers import read_blocks


def extracted(text: str) -> Extraction:
    return extract_figures(outline(read_blocks(text.encode(), "x")))


def cells(found: Extraction) -> dict[str, tuple[str, str]]:
    return {f.where: (f.state, f.raw) for f in found.figures}


@pytest.mark.parametrize("name", SHAPES)
def test_every_cell_of_a_filled_report_is_read(text: str, name: str) -> None:
    expected = cells(extracted(text))
    assert len(expected) == 186
    found = extracted(reshaped(text, SHAPES[name]))
    assert cells(found) == expected
    assert found.oddities == []


@pytest.mark.parametrize("name", SHAPES)
def test_the_text_around_the_tables_is_kept(text: str, name: str) -> None:
    expected, found = (
        outline(read_blocks(t.encode(), "x")) for t in (text, reshaped(text, SHAPES[name]))
    )
    assert found.head == expected.head
    assert [s.heading for s in found.sections] == [s.heading for s in expected.sections]
    assert [s.paragraphs for s in found.sections] == [s.paragraphs for s in expected.sections]


def with_gaps(text: str, seed: int) -> str:
    """The report with a sixth of its cells blank, some a slash or a dash."""
    dice = random.Random(seed)
    return re.sub(
        r"(?<=\| )-?\d[\d.]*(?= \|)",
        lambda cell: dice.choice([*[cell[0]] * 9, "", "", "", "/", "—"]),
        text,
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", PLACED)
def test_blank_cells_keep_their_place(text: str, name: str, seed: int) -> None:
    gaps = with_gaps(text, seed)
    assert cells(extracted(reshaped(gaps, PLACED[name]))) == cells(extracted(gaps))


def refuse_wrong(found: Extraction, expected: Extraction) -> int:
    """Fail where a number is not the one printed there; how many were read."""
    printed, read = cells(expected), cells(found)
    wrong = {
        where: (cell, printed.get(where)) for where, cell in read.items()
        if cell[0] != "unreadable" and cell != printed.get(where)
    }  # fmt: skip
    assert wrong == {}
    return sum(state == "number" for state, _ in read.values())


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("name", LOOSE)
def test_a_row_whose_blank_cells_were_lost_is_not_read(text: str, name: str, seed: int) -> None:
    gaps = with_gaps(text, seed)
    found = extracted(reshaped(gaps, LOOSE[name]))
    assert refuse_wrong(found, extracted(gaps)) > 0


@pytest.mark.parametrize("name", LOOSE)
def test_a_form_of_blank_cells_gives_no_number(text: str, name: str) -> None:
    blank = re.sub(r"(?<=\| )-?\d[\d.]*(?= \|)", "", text)
    assert refuse_wrong(extracted(reshaped(blank, LOOSE[name])), extracted(blank)) == 0


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", ["A pipe table, pads at the right", "A2 the same without pads"])
def test_a_lost_bar_never_shifts_a_row(text: str, name: str, seed: int) -> None:
    dice = random.Random(seed)
    damaged = [
        re.sub(r" \| ", lambda bar: "  " if dice.random() < 0.03 else bar[0], line)
        if re.search(r"\| *\d", line) else line
        for line in reshaped(text, PLACED[name]).split("\n")
    ]  # fmt: skip
    assert refuse_wrong(extracted("\n".join(damaged)), extracted(text)) > 90


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", LOOSE)
def test_a_lost_line_never_shifts_a_row_of_pieces(text: str, name: str, seed: int) -> None:
    dice = random.Random(seed)
    kept = re.sub(
        r"(?<=\n)[ \t]*\d[\d.]*[ \t]*\n\n?",
        lambda line: "" if dice.random() < 0.03 else line[0],
        reshaped(text, SHAPES[name]),
    )
    refuse_wrong(extracted(kept), extracted(text))


def test_small_tables_in_place_of_table_four_are_not_taken_for_the_first_of_it() -> None:
    heads = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
    small = f"行政诉讼\n{heads}\n1 | 2 | 3 | 4 | 10\n\n行政复议\n{heads}\n5 | 0 | 0 | 0 | 5"
    found = extracted(small)
    # The first may be either kind of suit.
    assert [odd.seen for odd in found.oddities] == ["1 | 2 | 3 | 4 | 10"]
    assert {f.indicator: f.raw for f in found.figures} == {
        "review_upheld": "5", "review_corrected": "0", "review_other": "0", "review_pending": "0",
        "review_total": "5",
    }  # fmt: skip
    named = extracted(f"行政复议 | 行政诉讼\n{heads}\n行政复议 | 5 | 0 | 0 | 0 | 5")
    assert [f.raw for f in named.figures] == ["5", "0", "0", "0", "5"]


def test_columns_that_ran_into_one_line_are_told_apart(text: str) -> None:
    """Everything on one line: rows begin where a label stands behind values."""
    expected = cells(extracted(text))
    one_line = reshaped(text, lambda rows: " | ".join(" | ".join(row) for row in rows))
    assert cells(extracted(one_line)) == expected


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_blank_lines_show_blank_cells_where_every_row_comes_out_whole(
    text: str, between: str, seed: int
) -> None:
    dice = random.Random(seed)

    def gappy(row: re.Match[str]) -> str:
        return row[1] + re.sub(r" 0 ", lambda _: dice.choice([" 0 ", "  "]), row[2])

    row_of_three = r"^(\|[^|]*\|(?:[^|]*\|)?)((?: [\d/—]* \|){7})$"
    gaps = re.sub(row_of_three, gappy, text, flags=re.M)
    expected = extracted(gaps)
    found = extracted(reshaped(gaps, lambda rows: between.join(between.join(row) for row in rows)))
    refuse_wrong(found, expected)
    read, printed = cells(found), cells(expected)
    # Nothing shows whether the table's last row, 四, ends in a blank cell.
    of_three = [where for where in printed if where.startswith("表三") and "四、" not in where]
    assert {where: read[where] for where in of_three} == {w: printed[w] for w in of_three}


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("行政许可558794", ("number", "558794")),
        ("行政许可 558794", ("number", "558794")),
        ("行政许可558794 | | |", ("number", "558794")),
        ("行政许可 | 558794 | |", ("number", "558794")),
        ("行政许可1 | 23 | |", None),  # a note's mark, or a value too many: nobody can tell
        ("行政许可 | 1O | 5", None),
        ("行政许可 | #REF! |", ("unreadable", "#REF!")),
        ("行 政许可 | ?? 7 |", ("number", "7")),
    ],
)
def test_a_row_of_one_value(line: str, row: tuple[str, str] | None) -> None:
    found = cells(extracted(f"第二十条第（五）项\n信息内容 | 本年处理决定数量\n{line}"))
    assert found.get("表二/第二十条第（五）项/行政许可/本年处理决定数量", ("unreadable", ""))[
        0
    ] == (row[0] if row else "unreadable")
    assert row is None or found["表二/第二十条第（五）项/行政许可/本年处理决定数量"] == row


def test_prose_and_lists_are_no_tables() -> None:
    text = "一、总体情况\n1.加强学习\n2.公开政府信息 120 条\n（一）主动公开\n\n- 3 -\n其他\n5"
    assert all(isinstance(block, str) for block in read_blocks(text.encode(), "x"))


def test_a_tab_behind_a_number_is_no_cell() -> None:
    text = "一、\t总体情况\n（一）\t主动公开\n1.\t属于国家秘密\t0\t0"
    blocks = read_blocks(text.encode(), "x")
    assert blocks[:2] == ["一、总体情况", "（一）主动公开"]


@pytest.mark.parametrize("name", ["C a line with only a bar between cells", "columns of spaces"])
def test_broken_files_are_read_or_refused_in_one_line(text: str, name: str) -> None:
    data, dice = reshaped(text, SHAPES[name]).encode(), random.Random(7)
    start = time.process_time()
    for n in range(200):
        broken = bytearray(data)
        if n % 4 == 0:
            del broken[dice.randrange(1, len(broken)) :]
        else:
            broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
        try:
            read_blocks(bytes(broken), "x")
        except ReportError as error:
            assert "\n" not in str(error)
    assert time.process_time() - start < 60


def test_a_report_on_one_line_is_read(text: str) -> None:
    whole = reshaped(text, LOOSE["columns of spaces"]).strip()
    found = extracted(re.sub(r"\n+", "    ", whole))
    assert cells(found) == cells(extracted(text))


@pytest.mark.parametrize("name", ["D value and bar at line ends", "B with padding", "tabs"])
def test_digits_apart_are_one_number_where_the_row_adds_up(text: str, name: str) -> None:
    found = extracted(reshaped(text.replace("数量 | 156 |", "数量 | 1 5 6 |"), SHAPES[name]))
    assert [odd.kind for odd in found.oddities] == ["joined"]
    assert cells(found)["表三/一、本年新收政府信息公开申请数量/自然人"] == ("number", "156")


def test_a_narrow_gap_between_two_values_of_table_four_loses_none(text: str) -> None:
    whole = reshaped(text, LOOSE["columns of spaces"])
    narrow, changed = re.subn(r"(?m)^5    0    5    3", "5 0    5    3", whole)
    assert changed == 1
    found = extracted(narrow)
    assert [(odd.kind, odd.where) for odd in found.oddities] == [("joined", "表四")]
    assert cells(found) == cells(extracted(text))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", APART)
def test_values_that_stand_elsewhere_leave_no_blank_cell(text: str, name: str, seed: int) -> None:
    gaps = with_gaps(text, seed)
    refuse_wrong(extracted(reshaped(gaps, APART[name])), extracted(gaps))
