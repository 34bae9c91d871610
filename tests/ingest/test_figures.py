"""Tables as they are found in the wild: which cell is which, by words and from the left."""

from collections.abc import Sequence

import pytest

from ingest.checks import check_missing
from ingest.document import Document, Table
from ingest.figures import Extraction, Figure, extract_figures

HEAD = ("（本列数据的勾稽关系为）", "申请人情况")
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
REVIEWS = ("行政复议", "行政诉讼")


def read(*rows: Sequence[str]) -> Extraction:
    """What one table of rows written `label|cell|cell` or as tuples gives."""
    made = tuple(tuple(row.split("|")) if isinstance(row, str) else tuple(row) for row in rows)
    return extract_figures(Document((), (), (Table(made),)))


def cells(extraction: Extraction) -> dict[str, str]:
    return {f"{f.indicator} {f.breakdown}".strip(): f.raw for f in extraction.figures}


def three(*rows: str) -> Extraction:
    return read(HEAD, APPLICANTS, *rows)


def row_of(extraction: Extraction, indicator: str) -> list[Figure]:
    return [f for f in extraction.figures if f.indicator == indicator]


SEVEN = "1|2|3|4|5|6|21"


def test_pads_at_the_right_are_no_cells() -> None:
    found = read("第二十条第（五）项||||", "信息内容|本年处理决定数量|||", "行政许可|558794|||")
    assert cells(found) == {"licences_decided": "558794"}
    assert found.oddities == []


@pytest.mark.parametrize(
    "label",
    [
        "2.其他法律行政法规禁止公开",
        "（三）不予公开|2.其他法律、行政法规禁止公开",
        "三、本年度办理结果|（三）不予公开|2.其他法律行政法规禁止公开",
        "2.其他法律行政止公开",  # two characters lost
        "2 . 其他法律行政法规禁止公开",
    ],
)
def test_a_row_is_found_by_its_words_with_or_without_its_groups(label: str) -> None:
    found = three("一、本年新收政府信息公开申请数量|" + SEVEN, f"{label}|{SEVEN}")
    assert [f.raw for f in row_of(found, "refused_forbidden_by_law")] == SEVEN.split("|")


@pytest.mark.parametrize(
    ("label", "indicator"),
    [
        ("（一）予以公开", "granted"),
        ("（七）总计", "results_total"),
        ("(七)合计", "results_total"),
        ("四、结转下年度继续办理", "requests_carried_out"),
        ("四、结转下年", "requests_carried_out"),
        ("二、上年度结转", "requests_carried_in"),
        ("3.危及“三安全一稳 定”", "refused_security_stability"),
        ("4.保护第三方合法权益", "refused_third_party"),
    ],
)
def test_words_that_look_alike_are_kept_apart(label: str, indicator: str) -> None:
    found = three(f"{label}|{SEVEN}")
    assert {f.indicator for f in found.figures} == {indicator}


def test_a_blank_cell_stays_where_it_is() -> None:
    found = three("（一）予以公开|268|2||||2|")
    granted = row_of(found, "granted")
    assert [f.state for f in granted] == ["number", "number", *["blank"] * 3, "number", "blank"]
    assert [f.value is None for f in granted] == [f.state == "blank" for f in granted]


@pytest.mark.parametrize(
    ("row", "numbers"),
    [
        ("1|2|3", 0),  # any of the seven may be missing
        ("1|||2", 0),  # also where it shows some blanks
        ("1|||2|0|3", 0),
        ("1|||2|0||3", 4),
    ],
)
def test_a_row_too_short_says_so_instead_of_shifting(row: str, numbers: int) -> None:
    states = [f.state for f in row_of(three(f"（一）予以公开|{row}"), "granted")]
    assert len(states) == 7
    assert states.count("number") == numbers
    assert states.count("unreadable") == (0 if numbers else 7)


def test_a_row_too_long_is_read_as_nothing() -> None:
    found = three(f"（一）予以公开|9|{SEVEN}")
    assert {f.value for f in found.figures} == {None}
    assert [odd.kind for odd in found.oddities] == ["unreadable"]


def test_a_printed_subtotal_of_organisations_has_its_own_column() -> None:
    head = ("自然人", *APPLICANTS[1:6], "法人或其他组织小计", "总计")
    found = read(HEAD, head, "（一）予以公开|1|2|3|4|5|6|20|21")
    assert cells(found)["granted organisations"] == "20"
    assert cells(found)["granted total"] == "21"


@pytest.mark.parametrize(
    ("rows", "form", "expected"),
    [
        # One row of its own in the 2019 form, a heading over three rows in the 2021 one.
        (["（六）其他处理|" + SEVEN], "2019", {"otherwise": "21"}),
        (
            [
                "（六）其他处理|||||||",
                "1.申请人无正当理由逾期不补正|" + SEVEN,
                "2.申请人逾期未按收费通知要求缴纳费用|" + SEVEN,
                "3.其他|" + SEVEN,
            ],
            "2021",
            {
                "otherwise_not_corrected": "21",
                "otherwise_fee_unpaid": "21",
                "otherwise_remaining": "21",
            },
        ),
        (["（六）其他处理|||||||"], "2019", {"otherwise": ""}),  # a row left blank
    ],
)
def test_the_form_is_told_by_the_row_六(
    rows: list[str], form: str, expected: dict[str, str]
) -> None:
    found = three("（一）予以公开|" + SEVEN, *rows, "（七）总计|" + SEVEN)
    assert found.form3 == form
    totals = {
        f.indicator: f.raw
        for f in found.figures
        if f.breakdown == "total" and f.indicator.startswith("otherwise")
    }
    assert totals == expected


def test_two_columns_that_lost_their_names_are_told_by_their_order() -> None:
    found = read(
        "第二十条第（一）项", "信息内容|本年新|本年新|对外公开总数量", "规范性文件|186|86|90"
    )
    assert cells(found) == {
        "normative_made": "186", "normative_published": "86", "normative_public_total": "90",
    }  # fmt: skip
    assert found.form2 == "2019"


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("本年发件|本年废止件数|现行有效件", "规章|1|2|3", ["1", "2", "3"]),
        ("制发件数|废止件数|有效件数", "规 章|1|2|3", ["1", "2", "3"]),
    ],
)
def test_damaged_headers_of_table_two(header: str, row: str, expected: list[str]) -> None:
    found = read("第二十条第（一）项", f"信息内容|{header}", row)
    assert [f.raw for f in found.figures] == expected
    assert [f.indicator for f in found.figures] == [
        "rules_issued",
        "rules_repealed",
        "rules_in_force",
    ]


def test_the_fifteen_cells_of_table_four() -> None:
    found = read(REVIEWS, ("结果维持", "尚未审结"), tuple(map(str, range(20, 35))))
    named = cells(found)
    assert len(named) == 15
    assert named["review_upheld"] == "20" and named["review_total"] == "24"
    assert named["suit_direct_upheld"] == "25" and named["suit_after_review_total"] == "34"


@pytest.mark.parametrize(
    ("rows", "raws"),
    [
        ([REVIEWS, ("",) * 15], [""] * 15),
        ([REVIEWS, ("",)], []),
        ([REVIEWS, ("结果维持",) * 15, ("",) * 15, ("1",) * 15], ["1"] * 15),
    ],
)
def test_a_blank_row_is_table_four_where_no_other_follows(
    rows: list[tuple[str, ...]], raws: list[str]
) -> None:
    assert [f.raw for f in read(*rows).figures] == raws


def test_a_row_that_no_form_has_keeps_its_words() -> None:
    found = read(
        "第二十条第（一）项", "信息内容|本年制发件数|本年废止件数|现行有效件数",
        "其他主动公开文件|7|8|9",
    )  # fmt: skip
    assert [(f.row, f.indicator, f.raw) for f in found.figures] == [
        ("其他主动公开文件", "", raw) for raw in "789"
    ]
    assert [odd.kind for odd in found.oddities] == ["unknown_label"]


def test_pieces_in_their_cells_are_joined_where_the_sum_holds_so() -> None:
    label = "一、本年新收政府信息公开申请数量"
    found = three(f"{label}|86 5|72|69|61|100|8 7|12 54")
    assert " ".join(figure.raw for figure in found.figures) == "865 72 69 61 100 87 1254"
    assert [odd.kind for odd in found.oddities] == ["joined"]
    found = three(f"{label}|86 5|72|69|61|100|8 7|12 55")
    assert "12 55" in [figure.raw for figure in found.figures]
    assert not [figure for figure in found.figures if figure.raw in ("865", "87", "1255")]


def test_the_same_row_twice_is_told_and_the_first_stands() -> None:
    found = three("（一）予以公开|" + SEVEN, "（一）予以公开|9|9|9|9|9|9|54")
    assert [f.raw for f in row_of(found, "granted")] == SEVEN.split("|")
    assert found.oddities and {odd.kind for odd in found.oddities} == {"unreadable"}


@pytest.mark.parametrize(
    ("row", "seen"),
    [
        ("|1|2|3|4|5|6|21", "1 | 2 | 3 | 4 | 5 | 6 | 21"),
        ("三、本年度办理结果|1|2|3|4|5|6|21", "1 | 2 | 3 | 4 | 5 | 6 | 21"),
    ],
)
def test_numbers_without_a_label_are_told_and_placed_nowhere(row: str, seen: str) -> None:
    found = three(f"一、本年新收政府信息公开申请数量|{SEVEN}", row)
    assert [(odd.kind, odd.where) for odd in found.oddities] == [("nameless", "表三")]
    assert found.oddities[0].seen.endswith(seen)
    assert {figure.indicator for figure in found.figures} == {"requests_new"}


def test_tables_two_and_three_may_be_of_different_forms() -> None:
    found = read(
        "第二十条第（五）项", "信息内容|本年处理决定数量", "行政许可|5", HEAD, APPLICANTS,
        "（六）其他处理|" + SEVEN,
    )  # fmt: skip
    assert (found.form2, found.form3) == ("2021", "2019")


def test_rows_that_both_forms_have_show_neither() -> None:
    found = three(f"一、本年新收政府信息公开申请数量|{SEVEN}")
    assert found.form3 == "none"
    missing = {finding.where for finding in check_missing(found, "")}
    assert {"表三/三/(六)其他处理", "表三/四、结转下年度继续办理"} <= missing
    assert not any("逾期" in where for where in missing)


def test_a_report_in_which_no_table_is_found_says_so() -> None:
    told = [finding.where for finding in check_missing(extract_figures(Document((), (), ())), "")]
    assert told == ["表格"]
    found = three(f"一、本年新收政府信息公开申请数量|{SEVEN}")
    assert "表格" not in {finding.where for finding in check_missing(found, "")}


def test_no_table_no_form() -> None:
    found = extract_figures(Document((), (), ()))
    assert (found.figures, found.form2, found.form3) == ([], "none", "none")


def test_a_header_in_pieces_tells_of_a_subtotal_too() -> None:
    header = ["申请人情况", "自然人", "法人或其他组织", "总计", "商业企业", "科研机", "构"]
    header += ["社会公益组织", "法律服务机构", "其他", "小计"]
    rows = (
        ("一、本年新收政府信息公开申请数量", *"51020149"),
        ("二、上年结转政府信息公开申请数量", *"0100001"),  # its blank 总计 is lost
    )
    found = extract_figures(Document((), (), (Table((tuple(header), *rows), loose=True),)))
    assert [f.raw for f in row_of(found, "requests_new")] == [*"51020149"]
    assert {f.state for f in row_of(found, "requests_carried_in")} == {"unreadable"}
