"""What only the end of a page parted is one again, and nothing else is."""

import pytest

from ingest.document import Table
from ingest.readers.layout import Grid, Line, blocks
from ingest.readers.rules import Rule, find_tables

Rows = list[tuple[str, ...]]
HEADER = ("申请人情况", "自然人", "总计")


def grid(page: int, rows: Rows, cut: bool = False) -> Grid:
    ends = {"opened": not cut, "closed": not cut}
    return Grid(tuple(tuple(enumerate(row)) for row in rows), page, 3, 50.0, **ends)


def joined(first: Grid, second: Grid) -> Rows:
    return [row for b in blocks([[first], [second]]) if isinstance(b, Table) for row in b.rows]


def test_a_repeated_header_is_left_out() -> None:
    first = grid(1, [HEADER, ("一、本年新收", "1", "1")])
    second = grid(2, [HEADER, ("二、上年结转", "2", "2")])
    assert joined(first, second) == [HEADER, ("一、本年新收", "1", "1"), ("二、上年结转", "2", "2")]


@pytest.mark.parametrize("cut", [True, False])
@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("2.没有现成信息需要", "", ""), ("另行制作", "3", "3")),
        (("2.没有现成信息需要", "3", "3"), ("另行制作", "", "")),
        (("2.没有现成信息需要另行制作", "", ""), ("", "3", "3")),
    ],
)
def test_a_row_that_a_page_cut_is_one(
    above: tuple[str, ...], below: tuple[str, ...], cut: bool
) -> None:
    rows = joined(grid(1, [HEADER, above], cut), grid(2, [below], cut))
    assert rows == [HEADER, ("2.没有现成信息需要另行制作", "3", "3")]


def test_a_number_cut_with_its_label_is_not_guessed() -> None:
    first = grid(1, [HEADER, ("6.属", "19", "28")])
    (_, row) = joined(first, grid(2, [("于四类过程性信息", "9", "5")]))
    assert row == ("6.属于四类过程性信息", "19 9", "28 5")


def test_digits_that_a_page_cut_off_below_their_row_stand_in_its_cells() -> None:
    first = grid(1, [HEADER, ("（七）总计", "8", "2")], cut=True)
    (_, row) = joined(first, grid(2, [("", "", "1 7")], cut=True))
    assert row == ("（七）总计", "8", "2 1 7")


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("1.信访举报投诉类申请", "", ""), ("2.重复申请", "3", "3")),  # a number of its own
        (("（六）其他处理", "", ""), ("总计", "3", "3")),
        (("信息内容", "本年处理决定数量", ""), ("行政许可", "3", "")),
        (("行政许可", "12", ""), ("行政处罚", "", "")),
        (("2.重复申请", "1", "1"), ("要求提供公开出版物", "3", "3")),  # both have values
    ],
)
def test_two_rows_stay_two(above: tuple[str, ...], below: tuple[str, ...]) -> None:
    rows = joined(grid(1, [HEADER, above], True), grid(2, [below], True))
    assert [row[0] for row in rows] == [HEADER[0], above[0], below[0]]


def test_lines_between_part_the_tables() -> None:
    line = Line("三、收到和处理政府信息公开申请情况", 2, 60, 300, 40, 12)
    made = list(blocks([[grid(1, [HEADER])], [line, grid(2, [HEADER])]]))
    assert [type(block).__name__ for block in made] == ["Table", "str", "Table"]


def test_a_table_that_the_page_ends_is_open_and_its_last_row_reaches_down() -> None:
    across = [Rule(100, 0, 200), Rule(130, 0, 200)]
    down = [Rule(x, 100, 150) for x in (0, 80, 200)]
    (table,) = find_tables(across, down, 3.0)
    assert (table.rows, table.columns, table.opened, table.closed) == (2, 2, True, False)
    assert max(cell.box[3] for cell in table.cells) > 150


def test_a_missing_line_joins_cells_and_open_sides_are_columns() -> None:
    across = [Rule(y, 0, 300) for y in (0, 20, 40)]
    down = [Rule(100, 0, 40), Rule(200, 20, 40)]
    (table,) = find_tables(across, down, 3.0)
    assert [(cell.row, cell.column) for cell in table.cells] == [
        (0, 0),
        (0, 1),
        (1, 0),
        (1, 1),
        (1, 2),
    ]


def test_dots_in_a_row_are_a_line_and_none_the_other_way() -> None:
    def dots(start: int, end: int) -> list[float]:
        return [start + 1.5 * n for n in range(int((end - start) / 1.5) + 1)]

    across = [Rule(y, x, x + 0.7) for y in (0, 16, 32) for x in dots(0, 90)]
    across += [Rule(y, x, x + 0.7) for x in (0, 40, 90) for y in dots(0, 32)]
    down = [Rule(rule.start, rule.at, rule.at + 0.7) for rule in across]
    (table,) = find_tables(across, down, 3.0)
    assert (table.rows, table.columns) == (2, 2)


def test_a_line_below_most_of_two_cells_that_run_together_parts_them_from_the_row_below() -> None:
    across = [Rule(0, 0, 300), Rule(40, 0, 300), Rule(20, 35, 300)]
    down = [Rule(0, 0, 40), Rule(100, 0, 40), Rule(300, 0, 40), Rule(40, 38, 42)]
    (table,) = find_tables(across, down, 3.0)
    assert [(cell.row, cell.column) for cell in table.cells] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    # Beside rows of several widths, what is to their right is no part of any.
    steps = [Rule(0, 0, 300), Rule(20, 0, 130), Rule(40, 0, 130), Rule(60, 0, 300)]
    sides = [Rule(0, 0, 60), Rule(300, 0, 60), Rule(110, 0, 20), Rule(130, 20, 60)]
    (table,) = find_tables(steps, sides, 3.0)
    boxes = [cell.box for cell in table.cells if cell.column == 0]
    assert boxes == [(0, 0, 110, 20), (0, 20, 130, 40), (0, 40, 130, 60)]
    across[-1] = Rule(20, 100, 300)
    (table,) = find_tables(across, down, 3.0)
    assert [(cell.row, cell.column) for cell in table.cells] == [(0, 0), (0, 1), (1, 1)]


def test_digits_behind_a_comma_that_a_page_cut_stand_with_those_before() -> None:
    first = grid(1, [HEADER, ("（六）其他处理", "8", "1，13")], cut=True)
    assert joined(first, grid(2, [("", "", "7")], cut=True))[1:] == [
        ("（六）其他处理", "8", "1，13 7")
    ]
