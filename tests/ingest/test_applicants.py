"""Table three without rules: words at their places on a page, as a PDF gives them."""

from on_page import COLUMNS, HEAD, read, row, texts

from ingest.readers.columns import HEADER, Columns
from ingest.readers.unruled import Region


def test_values_belong_to_the_label_on_their_height_and_blanks_stay() -> None:
    (region,) = read(
        *HEAD,
        ("一、本年新收政府信息公开申请数量", 60, 120), *row(120, "12 0 0 1 0 0 13"),
        ("（一）予以公开", 120, 140), *row(140, "3 . . 0 . . 3"),
        ("（二）部分公开（区分处理的，", 100, 160), ("只计这一情形）", 100, 180),
        *row(170, "1 0 0 0 0 0 1"),
        ("（三）", 80, 220), ("不予公开", 80, 235),
        ("1.属于国家秘密", 140, 210), *row(210, "0 0 0 0 0 0 0"),
        ("2.其他法律行政法规", 140, 230), ("禁止公开", 140, 245), *row(237, "2 0 / 0 0 0 2"),
        ("3.危及“三安全一稳定”", 140, 265),
    )  # fmt: skip
    assert texts(region) == [
        HEADER,
        ("一、本年新收政府信息公开申请数量", "12", "0", "0", "1", "0", "0", "13"),
        ("（一）予以公开", "3", "", "", "0", "", "", "3"),
        ("（二）部分公开（区分处理的，只计这一情形）", "1", "0", "0", "0", "0", "0", "1"),
        ("（三）不予公开",),
        ("1.属于国家秘密", "0", "0", "0", "0", "0", "0", "0"),
        ("2.其他法律行政法规禁止公开", "2", "0", "/", "0", "0", "0", "2"),
        ("3.危及“三安全一稳定”", "", "", "", "", "", "", ""),
    ]
    assert not region.loose


def test_the_next_page_has_the_columns_of_the_one_before() -> None:
    columns = Columns()
    read(*HEAD, ("一、本年新收", 60, 120), *row(120, "1 1 1 1 1 1 6"), columns=columns)
    (region,) = read(
        ("供", 80, 40), ("3.补正后申请内容", 140, 40), *row(47, "4 0 . 0 0 0 4"),
        ("仍不明确", 140, 54),
        ("（七）总计", 120, 80), *row(80, "5 . 0 0 0 0 5"), ("四、政府信息公开复议情况", 60, 110),
        columns=columns,
    )  # fmt: skip
    assert texts(region)[1:] == [
        ("3.补正后申请内容仍不明确", "4", "0", "", "0", "0", "0", "4"),
        ("（七）总计", "5", "", "0", "0", "0", "0", "5"),
    ]


def test_where_values_have_no_label_no_row_is_taken_for_blank() -> None:
    (region,) = read(
        *HEAD,
        ("一、本年新收政府信息公开申请数量", 60, 120), *row(120, "1 1 1 1 1 1 6"),
        *row(160, "2 2 2 2 2 2 12"),
        ("二、上年结转政府信息公开申请数量", 60, 200),
    )  # fmt: skip
    assert region.loose
    assert texts(region)[-2:] == [
        ("", "2", "2", "2", "2", "2", "2", "12"),
        ("二、上年结转政府信息公开申请数量",),
    ]


def test_digits_that_a_narrow_cell_wrapped_stand_in_one_cell() -> None:
    (region,) = read(
        *HEAD,
        ("12", 530, 114), *row(120, "6 0 0 0 0 0 ."), ("6", 532, 126),
        ("一、本年新收政府信息公开申请数量", 60, 120),
        ("二、上年结转政府信息公开申请数量", 60, 140), *row(140, "1 1 1 1 1 1 6"),
        ("（一）予以公开", 120, 160), *row(160, "1 1 1 1 1 1 6"),
    )  # fmt: skip
    assert texts(region)[1] == (
        "一、本年新收政府信息公开申请数量", "6", "0", "0", "0", "0", "0", "126",
    )  # fmt: skip
    assert not region.loose


def test_of_two_rows_beside_one_label_none_is_taken() -> None:
    (region,) = read(
        *HEAD,
        ("一、本年新收政府信息公开", 60, 120), ("申请数量", 60, 133),
        *row(119, "1 . . . . . 1"), *row(134, "2 2 2 2 2 2 12"),
        ("（一）予以公开", 120, 160), *row(160, "1 1 1 1 1 1 6"),
    )  # fmt: skip
    assert ("一、本年新收政府信息公开申请数量",) in texts(region)
    assert region.loose


def test_a_printed_subtotal_is_a_column_of_its_own() -> None:
    at_subtotal = [*COLUMNS[:-1], 520, 545]
    (region,) = read(
        *HEAD[:-2], ("其他", 492, 80), ("小", 515, 74), ("计", 515, 86), ("总计", 540, 80),
        ("一、本年新收政府信息公开申请数量", 60, 120),
        *[(text, at, 120) for text, at in zip("61001139", at_subtotal, strict=True)],
    )  # fmt: skip
    assert texts(region) == [
        (*HEADER[:-1], "小计", HEADER[-1]),
        ("一、本年新收政府信息公开申请数量", "6", "1", "0", "0", "1", "1", "3", "9"),
    ]


def test_labels_in_pieces_or_without_their_number_are_labels() -> None:
    (region,) = read(
        *HEAD,
        ("本年新收政府信息公开申请数量", 60, 120), *row(120, "1 1 1 . 1 1 5"),
        ("1.属于国", 120, 140), ("家秘密", 163, 140), *row(140, "0 0 0 0 0 0 0"),
        ("总计", 120, 160), *row(160, "1 1 1 1 1 1 6"),
    )  # fmt: skip
    assert [cells[0] for cells in texts(region)[1:]] == [
        "本年新收政府信息公开申请数量", "1.属于国家秘密", "总计",
    ]  # fmt: skip


def test_numbers_with_separators_and_units_that_narrow_cells_wrapped() -> None:
    (region,) = read(
        *HEAD,
        ("一、本年新收政府信息公开申请数量", 60, 122),
        ("1,2", 292, 116), ("13", 335, 116), ("1,4", 532, 116),
        ("0", 377, 122), ("0", 417, 122), ("0", 457, 122), ("0", 497, 122),
        ("20", 292, 128), ("7件", 335, 128), ("27", 532, 128),
    )  # fmt: skip
    assert texts(region)[1] == (
        "一、本年新收政府信息公开申请数量", "1,220", "137件", "0", "0", "0", "0", "1,427",
    )  # fmt: skip


def test_values_beside_the_heading_of_a_group_are_of_its_rows() -> None:
    (region,) = read(
        *HEAD,
        ("（四）", 80, 202), ("无法提", 80, 217), ("供", 80, 232),
        ("2.没有现成信息需要另行制作", 130, 217),
        ("1", 298, 204), ("1", 538, 204), *row(217, "0 0 10 0 8 0 1"),
        ("0", 298, 230), ("8", 538, 230),
    )  # fmt: skip
    assert texts(region)[-1] == (
        "2.没有现成信息需要另行制作", "100", "0", "10", "0", "8", "0", "118",
    )  # fmt: skip


def test_numbers_set_at_the_top_of_their_cells_belong_to_the_label_there() -> None:
    rows = [("一、本年新收政府信息公开申请数量", 60, 120), *row(120, "2 9 8 7 2 1 2")]
    rows += [("1", 298, 134), ("5", 538, 134), ("3", 298, 148), ("6", 538, 148)]
    rows += [("二、上年结转政府信息公开申请数量", 60, 166), *row(166, "4 0 0 1 1 0 6")]
    (region,) = read(*HEAD, *rows)
    assert texts(region)[1][1:] == ("2 1 3", "9", "8", "7", "2", "1", "2 5 6")
    assert texts(region)[2][1:] == ("4", "0", "0", "1", "1", "0", "6")


def test_rows_that_wrap_to_different_heights_are_level_at_their_middle() -> None:
    rows = [("一、本年新收政府信息公开申请", 60, 114), ("数量", 60, 127)]
    rows += [("184", 376, 114), ("26765", 527, 114), *row(121, "17 16 . 22 20 17 .")]
    rows += [("件", 375, 128), ("件", 535, 128)]
    (region,) = read(*HEAD, *rows, ("二、上年结转政府信息", 60, 160), *row(160, "1 1 1 1 1 1 6"))
    assert texts(region)[1][1:] == ("17", "16", "184件", "22", "20", "17", "26765件")


def test_a_number_as_wide_as_its_column_goes_on_below() -> None:
    (region,) = read(
        *HEAD,
        ("一、本年新收", 60, 100), *row(100, "46 3 0 0 1 0 50"),
        ("1.属于国家秘密", 140, 120), *row(120, "10 0 0 9 5 9 ."), ("9", 295, 134),
        ("2.重复申请", 140, 160), *row(160, "46 3 0 0 1 0 ."),
    )  # fmt: skip
    assert texts(region)[2] == ("1.属于国家秘密", "109", "0", "0", "9", "5", "9", "")


def test_a_chapter_beside_its_first_row_ends_no_table() -> None:
    (region,) = read(
        *HEAD,
        ("三、本年", 60, 120), ("（一）予以公开", 120, 120),
        ("（二）部分公开", 120, 140), *row(140, "1 0 0 0 0 0 1"),
    )  # fmt: skip
    assert [line[0] for line in texts(region)[1:]] == ["（一）予以公开", "（二）部分公开"]


def test_rows_with_but_one_value_go_on_the_table() -> None:
    columns = Columns()
    read(*HEAD, ("一、本年新收", 60, 120), *row(120, "1 1 1 1 1 1 6"), columns=columns)
    (region,) = read(
        ("2.其他法律行政法规禁止公开", 140, 60), *row(60, ". . . . . . 4"),
        ("3.危及“三安全一稳定”", 140, 80), *row(80, ". . . . . . 9"),
        columns=columns,
    )  # fmt: skip
    assert [cells[-1] for cells in texts(region)[1:]] == ["4", "9"]


def test_a_label_with_a_slip_goes_on_below_and_ends_where_the_next_begins() -> None:
    (region,) = read(
        *HEAD,
        ("5.属于三", 140, 120), ("内部事务", 140, 132), ("信息", 140, 144),
        *row(132, "23 0 9 11 0 14 57"),
    )  # fmt: skip
    assert texts(region)[1] == ("5.属于三内部事务信息", "23", "0", "9", "11", "0", "14", "57")


def on_two_grids(*between: tuple[str, float, float]) -> list[Region]:
    """A table that goes on 20 points to the left, and what stands between its two parts."""
    moved = [
        (text, left - 20, top) for top in (200, 220) for text, left, _ in row(top, "2 0 0 1 0 0 3")
    ]
    return read(
        *HEAD, ("一、本年新收政府信息公开申请数量", 60, 120), *row(120, "12 0 0 1 0 0 13"),
        ("二、上年结转政府信息公开申请数量", 60, 135), *row(135, "10 0 0 1 0 0 11"), *between,
        ("（一）予以公开", 120, 200), ("（二）部分公开", 120, 220), *moved,
    )  # fmt: skip


def test_a_table_goes_on_in_columns_of_another_width() -> None:
    (region,) = on_two_grids()
    first, carried, granted, partly = [line for line in texts(region) if line != HEADER]
    assert first[1:] == ("12", "0", "0", "1", "0", "0", "13") and carried[-1] == "11"
    assert (
        granted
        == ("（一）予以公开", "2", "0", "0", "1", "0", "0", "3")
        == ("（一）予以公开", *partly[1:])
    )


def test_what_may_be_of_either_part_leaves_both_unread() -> None:
    assert on_two_grids(("1.属于国家秘密", 120, 165), ("4", 290, 165)) == []
    assert on_two_grids(("（七）总计", 120, 150)) == []


def spread(below: str) -> tuple[str, ...]:
    """A row whose lines a page's end spread, with what stands below its first number."""
    (region,) = read(
        *HEAD, ("1.属于国家秘密", 140, 105), *row(105, "0 0 0 0 0 0 0"),
        ("2.其他法律", 140, 140), *row(140, "16 0 0 0 0 0 16"),
        ("行政法规", 140, 162), (below, 295, 162), ("禁止公开", 140, 184),
    )  # fmt: skip
    return next(line for line in texts(region) if line[0].startswith("2.其他"))


def test_a_unit_goes_on_a_number_beside_the_same_label_however_far_below() -> None:
    assert spread("件")[1:] == ("16件", "0", "0", "0", "0", "0", "16")
    assert spread("7")[1:] == ()


def test_a_subtotal_beside_others_is_a_column_though_only_a_space_parts_them() -> None:
    head = [*HEAD[:-2], ("其他", 492, 80), ("小计", 516, 80), ("总计", 552, 80)]
    places = [*COLUMNS[:5], 500, 524, 560]
    values = [(str(n), at, 120) for n, at in enumerate(places, 1)]
    (region,) = read(*head, ("一、本年新收政府信息公开申请数量", 60, 120), *values)
    assert texts(region)[0][-3:] == ("其他", "小计", "总计")
    assert texts(region)[1][1:] == tuple("12345678")


def test_a_page_goes_on_with_rows_of_few_values_only_where_they_stand_in_its_columns() -> None:
    above = [*HEAD, ("（一）予以公开", 120, 120), *row(120, ". . . . . . 13")]
    above += [("2.其他法律", 140, 140), *row(140, "1 . . . . . 3")]
    rest = [("行政法规", 140, 40), ("3.危及", 140, 60), *row(60, ". . . . . . 2")]
    columns = Columns()
    read(*above, columns=columns)
    (region,) = read(*rest, columns=columns)
    assert texts(region)[1:] == [("3.危及“三安全一稳定”", *[""] * 6, "2")]
    read(*above, columns=columns)
    assert not read(("行政法规", 140, 40), ("3.危及", 140, 60), ("2", 516, 60), columns=columns)
    read(*above, ("四、政府信息公开复议情况", 60, 160), columns=columns)
    assert not read(*rest, columns=columns)


def test_the_rest_of_a_number_that_a_page_cut_is_not_of_the_next_row() -> None:
    columns = Columns()
    first = ("（六）其他处理", 120, 120), *row(120, "849 102 24 46 63 53 1，13")
    read(*HEAD, *first, columns=columns)
    totals = row(54, "5，41 394 407 384 320 408 7，33")
    label, below = ("（七）总计", 120, 54), ("0", 538, 66)
    (region,) = read(("7", 538, 42), *totals, ("7", 298, 66), below, label, columns=columns)
    assert texts(region)[1:] == [
        ("", "", "", "", "", "", "", "7"),
        ("（七）总计", "5，417", "394", "407", "384", "320", "408", "7，330"),
    ]
    # Around the height of the row, as cells set at their middle, all lines are its own.
    read(*HEAD, *first, columns=columns)
    totals = row(54, "5417 394 407 384 320 408 7，33")
    (region,) = read(("7", 538, 42), *totals, below, label, columns=columns)
    assert len(texts(region)) == 2


def test_a_cell_whose_words_are_no_value_is_not_blank() -> None:
    (region,) = read(
        *HEAD,
        ("一、本年新收政府信息公开申请数量", 60, 120), *row(120, "1 1 1 1 1 1 6"),
        ("（一）予以公开", 120, 140), *row(140, "1 . 见注 1 1 1 4"),
    )  # fmt: skip
    assert texts(region)[2] == ("（一）予以公开", "1", "", "见注", "1", "1", "1", "4")
