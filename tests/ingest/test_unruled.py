"""Tables without rules: words at their places on a page, as a PDF gives them."""

from ingest.readers.columns import HEADER, Columns, Word
from ingest.readers.unruled import Region, find_regions

COLUMNS = [300, 340, 380, 420, 460, 500, 540]
HEAD = [
    ("申请人情况", 400, 50), ("自然人", 290, 80), ("商业企业", 325, 80), ("科研机构", 367, 80),
    ("社会", 412, 74), ("组织", 412, 86), ("法律", 452, 80), ("其他", 492, 80), ("总计", 532, 80),
]  # fmt: skip


def word(text: str, left: float, top: float) -> Word:
    return Word(text, left, left + (10 if not text.isascii() else 5) * len(text), top, top + 10)


def row(top: float, values: str) -> list[tuple[str, float, float]]:
    """Values centred in the seven columns, `.` for a blank one."""
    texts = zip(values.split(), COLUMNS, strict=True)
    return [(text, at - 2.5 * len(text), top) for text, at in texts if text != "."]


def read(*words: tuple[str, float, float], columns: Columns | None = None) -> list[Region]:
    return find_regions([word(*each) for each in words], columns or Columns())


def texts(region: Region) -> list[tuple[str, ...]]:
    return [tuple(text for _, text in row) for row in region.rows]


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


def test_table_four_may_be_three_small_tables() -> None:
    results = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    words = []
    for n, name in enumerate(("", "行政诉讼：未经复议直接起诉", "行政诉讼：复议后起诉")):
        words += [(name, 60, 30 + 60 * n)] if name else []
        words += [(text, 60 + 90 * at, 50 + 60 * n) for at, text in enumerate(results)]
        words += [(str(n), 75 + 90 * at, 70 + 60 * n) for at in range(5)]
    found = [cells for region in read(*words) for cells in texts(region)]
    assert found == [
        results, ("0",) * 5,
        ("行政诉讼：未经复议直接起诉",), results, ("1",) * 5,
        ("行政诉讼：复议后起诉",), results, ("2",) * 5,
    ]  # fmt: skip


def test_fifteen_values_of_which_some_stand_higher_keep_their_order() -> None:
    head = [("行政复议", 60, 40), ("行政诉讼", 300, 40)]
    line = [(str(n), 60 + 30 * n, 74 if n == 4 else 80) for n in range(15)]
    (region,) = read(*head, *line)
    assert texts(region)[-1] == tuple(str(n) for n in range(15))


def test_the_annex_is_a_table_and_goes_on_over_the_page() -> None:
    head = [("统计指标", 60, 50), ("单位", 400, 50), ("统计数", 460, 50)]
    first = [("1.政府公报公开政府信息数", 60, 70), ("条", 400, 70), ("7", 460, 70)]
    (region,) = read(*head, *first)
    assert texts(region) == [
        ("统计指标", "单位", "统计数"),
        ("1.政府公报公开政府信息数", "条", "7"),
    ]
    (region,) = read(*first[:-1])
    assert texts(region) == [("1.政府公报公开政府信息数", "条", "")]
    (region,) = read(*first)
    assert texts(region) == [tuple(w[0] for w in first)]


def test_a_number_of_the_annex_over_two_lines_is_one_around_the_middle_of_its_row() -> None:
    head = [("统计指标", 60, 50), ("单位", 400, 50), ("统计数", 460, 50)]
    value = [("12", 460, 64), ("7", 460, 76)]
    for at, read_as in ((70, "127"), (64, "12 7")):
        (region,) = read(*head, *value, ("1.政府公报公开政府信息数", 60, at), ("条", 400, at))
        assert texts(region)[1] == ("1.政府公报公开政府信息数", "条", read_as)


def test_a_block_of_table_two_puts_its_values_below_its_header() -> None:
    (region,) = read(
        ("第二十条第（一）项", 250, 50), ("信息内容", 60, 70), ("本年制发件数", 180, 70),
        ("本年废止件数", 300, 70), ("现行有效件数", 420, 70),
        ("规章", 60, 90), ("4", 205, 90), ("12", 445, 90),
    )  # fmt: skip
    assert texts(region)[-1] == ("规章", "4", "", "12")


def test_prose_with_numbers_is_no_table() -> None:
    assert not read(
        ("三、收到和处理政府信息公开申请情况", 60, 50),
        ("2021年收到申请12件，办结11件。", 60, 70), ("一是回应12次，二是培训3次", 60, 90),
    )  # fmt: skip


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


def test_totals_of_table_four_that_narrow_cells_wrapped() -> None:
    words = ("维持", "纠正", "结果", "审结", "总计") * 3
    numbers = [(text, 60 + 30 * n, 160.0) for n, text in enumerate("142390000003411")]
    numbers[4] = ("2", 180.0, 160.0)
    (region,) = read(
        ("行政复议", 100, 100), ("行政诉讼", 350, 100),
        *[(text, 55 + 30 * n, 140) for n, text in enumerate(words)],
        *numbers, ("7", 180, 173),
    )  # fmt: skip
    assert texts(region)[-1][4] == "2 7"


def test_a_row_of_table_two_without_values_is_blank_where_none_stand_alone() -> None:
    header = [("信息内容", 60, 120), ("本年制发件数", 200, 120), ("现行有效件数", 400, 120)]
    rows = [("规章", 60, 140), ("行政规范文件", 60, 160), ("5", 225, 160), ("7", 425, 160)]
    (region,) = read(("第二十条第（一）项", 200, 100), *header, *rows)
    assert texts(region)[2:] == [("规章", "", ""), ("行政规范文件", "5", "7")]


def test_values_beside_their_headers_go_to_the_side_that_the_last_shows_or_nowhere() -> None:
    head = [("信息内容", 60, 50), ("本年制发件数", 200, 50), ("本年废止件数", 300, 50),
            ("现行有效件数", 400, 50)]  # fmt: skip
    short = [("规章", 60, 65), ("0", 390, 65), ("0", 490, 65)]
    full = ("行政规范性文件", 60, 80), ("49", 285, 80), ("74", 385, 80), ("97", 485, 80)
    (region,) = read(*head, *short, *full)
    assert texts(region)[1] == ("规章", "", "0", "0")
    assert not region.loose
    (region,) = read(*head, *short)
    assert texts(region)[1] == ("规章", "", "0", "0")
    (region,) = read(*head, *short[:-1])
    assert region.loose


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


def test_headers_that_ran_together_are_columns() -> None:
    (region,) = read(
        ("结果维持结果纠正其他结果尚未审结总计", 60, 50),
        *((text, 70 + 40 * n, 65) for n, text in enumerate("36952")),
    )
    assert texts(region)[0] == ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def test_a_chapter_beside_its_first_row_ends_no_table() -> None:
    (region,) = read(
        *HEAD,
        ("三、本年", 60, 120), ("（一）予以公开", 120, 120),
        ("（二）部分公开", 120, 140), *row(140, "1 0 0 0 0 0 1"),
    )  # fmt: skip
    assert [line[0] for line in texts(region)[1:]] == ["（一）予以公开", "（二）部分公开"]


def test_a_label_of_table_two_may_wrap_around_its_values() -> None:
    header = [("信息内容", 60, 50), ("本年制发件数", 200, 50), ("现行有效件数", 400, 50)]
    rows = [("规章", 60, 70), ("3", 220, 70), ("7", 420, 70)]
    rows += [("行政规范性文件（含以政", 60, 90), ("府名义制发的）", 60, 104)]
    (region,) = read(*header, *rows, ("53", 220, 97), ("454", 420, 97))
    assert texts(region)[1:] == [
        ("规章", "3", "7"), ("行政规范性文件（含以政府名义制发的）", "53", "454"),
    ]  # fmt: skip


def test_tables_go_on_over_a_page_that_ends_below_their_header() -> None:
    columns = Columns()
    read(
        ("信息内容", 60, 50), ("本年制发件数", 200, 50), ("现行有效件数", 400, 50), columns=columns
    )
    (region,) = read(("规章", 60, 40), ("规范性文件", 60, 60), ("5", 420, 60), columns=columns)
    assert texts(region) == [("规章", "", ""), ("规范性文件", "", "5")]
    results = [
        ("结果维持", 60),
        ("结果纠正", 150),
        ("其他结果", 240),
        ("尚未审结", 330),
        ("总计", 420),
    ]
    read(*((text, left, 50) for text, left in results), columns=columns)
    (region,) = read(("4", 75, 40), ("2", 255, 40), ("6", 425, 40), columns=columns)
    assert texts(region) == [("4", "", "2", "", "6")]


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


def test_a_number_of_the_annex_around_its_label_is_not_of_the_row_above() -> None:
    (region,) = read(
        ("统计指标", 60, 50), ("统计数", 460, 50),
        ("六、举报投诉数量（件）", 60, 80), ("6291", 460, 80),
        ("1368．18", 460, 114), ("七、依申请公开信息收取的费用（万元）", 60, 126), ("10", 460, 138),
        ("（二）申请办结数（件）", 60, 170),
    )  # fmt: skip
    assert texts(region)[1:] == [
        ("六、举报投诉数量（件）", "6291"),
        ("七、依申请公开信息收取的费用（万元）", "1368．1810"),
        ("（二）申请办结数（件）", ""),
    ]
