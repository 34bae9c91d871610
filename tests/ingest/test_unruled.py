"""Tables two and four and the annex without rules: words at their places on a page."""

from on_page import read, texts

from ingest.readers.columns import Columns


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
    for upper, at, read_as in (("12", 70, "127"), ("12", 64, "12 7"), ("0", 70, "0 7")):
        value = [(upper, 460, 64), ("7", 460, 76)]
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


def test_headers_that_ran_together_are_columns() -> None:
    (region,) = read(
        ("结果维持结果纠正其他结果尚未审结总计", 60, 50),
        *((text, 70 + 40 * n, 65) for n, text in enumerate("36952")),
    )
    assert texts(region)[0] == ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


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


def test_a_caption_beside_the_header_is_no_part_of_it_nor_is_a_cell_of_the_label() -> None:
    (region,) = read(
        ("第二十条第（八）项", 200, 50), ("信息内容", 60, 60), ("本年收费金额", 180, 60),
        ("行政事业性收费", 60, 80), ("见附注", 190, 80),
    )  # fmt: skip
    assert texts(region) == [
        ("第二十条第（八）项",), ("信息内容", "本年收费金额"), ("行政事业性收费", "见附注"),
    ]  # fmt: skip


def test_the_rest_of_a_header_that_a_page_cut_is_no_row_of_values() -> None:
    columns = Columns()
    head = ("信息内容", 60, 66), ("本年制", 200, 66), ("本年废", 300, 66)
    read(("第二十条第（一）项", 200, 50), *head, columns=columns)
    rest = ("发件数", 200, 40), ("止件数", 300, 40)
    (region,) = read(*rest, ("规章", 60, 60), ("4", 210, 60), ("2", 310, 60), columns=columns)
    assert texts(region)[-1] == ("规章", "4", "2")
    assert all(len(row) == 1 for row in texts(region)[:-1])


def test_a_label_of_table_two_goes_on_where_its_note_is_open() -> None:
    for note, values in (("（指权责清单中的", ("7",)), ("", ("", "7"))):
        (region,) = read(
            ("第二十条第（六）项", 200, 50), ("信息内容", 60, 66), ("本年处理决定数量", 180, 66),
            (f"行政处罚{note}", 60, 84), ("行政处罚事项）", 60, 94), ("7", 220, 94),
        )  # fmt: skip
        assert tuple(row[-1] for row in texts(region)[2:]) == values


def test_a_sign_that_is_no_letter_stands_in_its_cell() -> None:
    head = [("信息内容", 60, 50), ("本年制发件数", 200, 50), ("现行有效件数", 400, 50)]
    (region,) = read(*head, ("规章", 60, 70), ("□", 230, 70), ("7", 430, 70))
    assert texts(region)[1] == ("规章", "□", "7")


def test_a_header_wraps_as_far_below_as_any_cell_does() -> None:
    head = [("信息内容", 60, 50), ("本年制", 200, 50), ("现行有效件", 400, 50)]
    rows = [("规章", 60, 90), ("4", 210, 90), ("7", 410, 90)]
    for at, header in ((67, ("信息内容", "本年制发件数", "现行有效件数")), (70, None)):
        (region,) = read(*head, ("发件数", 200, at), ("数", 400, at), *rows)
        assert (texts(region)[0] == header) == (header is not None)
