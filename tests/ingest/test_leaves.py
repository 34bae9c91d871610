"""What runs on every page, and rules that part no rows."""

from ingest.readers.columns import Word
from ingest.readers.layout import Grid, Line
from ingest.readers.leaves import Leaf, parts_of, parts_rows
from ingest.readers.rules import Rule, find_tables


def line(text: str, page: int, top: float) -> Line:
    return Line(text, page, 60, 60 + 10 * len(text), top, 10)


def word(text: str, left: float, top: float) -> Word:
    return Word(text, left, left + 6 * len(text), top, top + 10)


def leaf(page: int, *lines: tuple[str, float]) -> Leaf:
    return Leaf(
        page, 800, [], [word(t, 60, y) for t, y in lines], [line(t, page, y) for t, y in lines]
    )


def texts(leaves: list[Leaf]) -> list[list[str]]:
    return [[part.text for part in page if isinstance(part, Line)] for page in parts_of(leaves)]


def test_headers_and_numbers_of_pages_are_left_out() -> None:
    pages = [
        leaf(n, ("江川区人民政府", 30), (f"第{n}段，内容。", 100), (f"— {n} —", 760))
        for n in (1, 2, 3)
    ]
    # What heads every page may be the title on the first.
    assert texts(pages) == [
        ["江川区人民政府", "第1段，内容。"],
        ["第2段，内容。"],
        ["第3段，内容。"],
    ]


def test_digits_near_a_line_are_no_page_number() -> None:
    assert texts([leaf(1, ("四、结转下年度继续办理", 745), ("12", 758))]) == [
        ["四、结转下年度继续办理", "12"]
    ]


def test_a_row_goes_on_behind_the_page_number() -> None:
    rows = [
        ("一、本年新收政府信息公开申请数量", "1 1 1 1 1 1 6"),
        ("二、上年结转政府信息公开申请数量", "2 0 0 0 0 0 2"),
    ]
    pages = []
    for page, (label, values) in enumerate(rows, 1):
        words = [word(label, 60, 90), word(f"— {page} —", 300, 760)]
        words += [word(v, 320 + 30 * n, 90) for n, v in enumerate(values.split())]
        pages.append(
            Leaf(page, 800, [], words, [line(label, page, 90), line(f"— {page} —", page, 760)])
        )
    (first,), (second,) = parts_of(pages)
    assert isinstance(first, Grid) and isinstance(second, Grid)
    assert not first.loose and not second.loose


def test_a_frame_with_uprights_alone_parts_no_rows() -> None:
    across, down = [Rule(0, 0, 200), Rule(60, 0, 200)], [Rule(x, 0, 60) for x in (0, 100, 200)]
    (table,) = find_tables(across, down, 3.0)
    stacked = [word(text, 110, 2 + 14 * n) for n, text in enumerate(("总计", "12", "0", "7"))]
    assert not parts_rows(table, stacked)
    assert parts_rows(table, [word("行政许可", 10, 20), word("12", 110, 20)])
