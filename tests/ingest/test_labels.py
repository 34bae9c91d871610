"""Labels as they are found in the wild: every wording, lost characters, and where values begin."""

import pytest

from ingest.clean import clean, key
from ingest.document import Document, Table
from ingest.figures import Extraction, extract_figures
from ingest.labels import headers
from ingest.labels.nearest import most_alike
from ingest.tables.row import Row

SEVEN = ("1", "2", "3", "4", "5", "6", "21")
HEAD = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


def read(*rows: tuple[str, ...]) -> Extraction:
    return extract_figures(Document((), (), (Table(tuple(rows)),)))


def row_of(*label: str) -> set[str]:
    """The rows of table three that a label of one cell or several is read as."""
    return {f.indicator for f in read(HEAD, (*label, *SEVEN)).figures}


def column_of(label: str) -> str:
    (column,) = read(("信息内容", label), ("行政许可", "1"), ("规章", "1")).figures[:1]
    return column.indicator


@pytest.mark.parametrize(
    ("label", "row"),
    [
        ("本年新收", "requests_new"), ("新收", "requests_new"),
        ("一、本年新收申请数量", "requests_new"),
        ("上年结转", "requests_carried_in"), ("二、上年度结转申请数量", "requests_carried_in"),
        ("予以公开", "granted"), ("(一) 予以 公开", "granted"),
        ("（三）不予公开", "refused"), ("（三）不予以公开", "refused"),
        ("（二）部分公开", "granted_in_part"), ("部分予以公开", "granted_in_part"),
        ("国家秘密", "refused_state_secret"),
        ("其他法律、行政法规禁止公开", "refused_forbidden_by_law"),
        ("法律行政法规禁止公开", "refused_forbidden_by_law"),
        ("2.其他法律行政止公开", "refused_forbidden_by_law"),
        ("3.危及'三安全一稳定'", "refused_security_stability"),
        ("三安全", "refused_security_stability"), ("危及安全稳定", "refused_security_stability"),
        ("第三方合法权益", "refused_third_party"),
        ("内部事务信息", "refused_internal_affairs"), ("三类内部事务", "refused_internal_affairs"),
        ("过程性信息", "refused_deliberative"), ("6.属于四类过程性性信息", "refused_deliberative"),
        ("行政执法案卷信息", "refused_enforcement_file"),
        ("行政查询事项", "refused_administrative_enquiry"),
        ("不掌握", "unavailable_not_held"), ("不掌握相关政府信息", "unavailable_not_held"),
        ("没有现成信息", "unavailable_must_be_made"),
        ("补正后仍不明确", "unavailable_still_unclear"),
        ("信访举报投诉类", "not_processed_petition"),
        ("1.信访、举报、投诉类申请", "not_processed_petition"),
        ("重复申请", "not_processed_repeated"), ("公开出版物", "not_processed_publication"),
        ("大量反复申请", "not_processed_excessive"),
        ("确认或重新出具", "not_processed_reconfirmation"),
        ("逾期不补正，行政机关不再处理", "otherwise_not_corrected"),
        ("2.逾期未按收费通知要求缴纳费用", "otherwise_fee_unpaid"),
        ("逾期不缴费", "otherwise_fee_unpaid"), ("（六）其他处理", "otherwise"),
        ("总计", "results_total"), ("（七）合计", "results_total"), ("七、总 计", "results_total"),
        ("结转下年度", "requests_carried_out"), ("结转下年", "requests_carried_out"),
        ("四、结转下一年度继续办理", "requests_carried_out"),
    ],
)  # fmt: skip
def test_every_wording_of_a_row(label: str, row: str) -> None:
    assert row_of(label) == {row}


@pytest.mark.parametrize(
    ("label", "column"),
    [
        ("处理决定数量", "decided"), ("决定数量", "decided"),
        ("处理决定数量（指全年办件量）", "decided"), ("本年处理決定數量", "decided"),
        ("上一年项目数量", "items_last_year"), ("上一年项数量", "items_last_year"),
        ("本年增／减", "items_change"), ("本年增加/减少", "items_change"),
        ("本年发件", "issued"), ("制发件数", "issued"), ("本年废止", "repealed"),
        ("现行有效件数（历史累计）", "in_force"), ("现行有效件", "in_force"),
        ("公开总数量", "public_total"), ("本年新製作數量", "made"),
        ("收费总金额", "collected"), ("本年收费金额（万元）", "collected"),
        ("采购总金额", "amount"), ("采购项目数量", "projects"),
    ],
)  # fmt: skip
def test_every_wording_of_a_column(label: str, column: str) -> None:
    assert headers.column_of_two(key(clean(label))) == column


@pytest.mark.parametrize(
    ("label", "row"),
    [
        ("1.属于国秘密", "refused_state_secret"),  # a character lost
        ("1.属于国家家秘密", "refused_state_secret"),  # doubled
        ("（六）其他理", "otherwise"),
        ("（一）予公开", "granted"),  # by its number; without one it may be 不予公开
        ("予公开", ""),
        ("1.申请人无正当理由逾期不补、行政机关不再处理其信息公开申请", "otherwise_not_corrected"),
        ("其中：予以公开", ""),
        ("9.其他情形", ""),
    ],
)  # fmt: skip
def test_a_damaged_label_is_read_where_it_can_be_one_row_alone(label: str, row: str) -> None:
    assert row_of(label) == {row}


def test_a_heading_is_not_taken_for_the_row_behind_it() -> None:
    assert row_of("（三）不予公开", "1.属乎卜家必蜜") == {""}
    assert row_of("（三）不予公开", "8.属于政查询事项") == {"refused_administrative_enquiry"}
    assert row_of("（四）无法提供1.本机关不掌握相关政府信息") == {"unavailable_not_held"}


def test_a_label_by_its_number_in_its_group_where_half_is_left() -> None:
    assert most_alike("3他", "otherwise") == "otherwise_remaining"
    assert most_alike("3他", "refused") == ""


def test_a_row_that_no_form_has_is_kept_in_its_columns() -> None:
    found = read(HEAD, ("（八）其他", *SEVEN), ("（八）其他", *SEVEN))
    assert [(f.row, f.column, f.raw) for f in found.figures[:2]] == [
        ("（八）其他", "自然人", "1"), ("（八）其他", "商业企业", "2"),
    ]  # fmt: skip
    assert len({f.where for f in found.figures}) == 14
    assert [odd.kind for odd in found.oddities] == ["unknown_label"] * 2


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        (("自然人", "商业企业", "科研机构", "法律服务机构", "其他", "总计"), "123567"),
        (("总计", *HEAD[:-1]), "7123456"),
        (("自然人", "商业企亚", *HEAD[2:]), "1234567"),
        (("自然人", "法人或其他组织", "总计", *HEAD[1:6]), "1234567"),
        (("对象", "身份", "类别", "总数"), "1234567"),  # no name is left: the form's own order
        ((*HEAD[:6], "村居", "总计"), "123456 7"),
    ],
)  # fmt: skip
def test_columns_are_those_of_the_header(head: tuple[str, ...], columns: str) -> None:
    codes = ("natural_person", "enterprise", "research", "nonprofit", "legal_service",
             "other_organisation", "total")  # fmt: skip
    values = tuple(str(n) for n in range(len(columns)))
    found = read(("申请人情况",), head, ("（一）予以公开", *values)).figures
    where = {f.breakdown: f.raw for f in found}
    expected = {codes[int(c) - 1] if c != " " else "": str(n) for n, c in enumerate(columns)}
    assert where == expected


def test_columns_of_table_two_ran_together_or_apart() -> None:
    glued = read(
        ("信息内容上一年项目数量本年增/减处理决定数量",), ("行政处罚", "189", "38", "29580")
    )
    apart = read(
        ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量"),
        ("行政处罚", "189", "38", "29580"),
    )
    lost = read(("第二十条第（六）项",), ("行政处罚", "189", "38", "29580"))
    expected = {
        "penalties_items_last_year": "189", "penalties_items_change": "38",
        "penalties_decided": "29580",
    }  # fmt: skip
    for found in (glued, apart, lost):
        assert {f.indicator: f.raw for f in found.figures} == expected


def test_a_block_without_header_waits_for_the_form_of_the_others() -> None:
    rules, licence = ("规章", "1", "2", "3"), ("行政许可", "9")
    found = read(("第二十条第（一）项",), rules, ("第二十条第（五）项",), licence)
    assert {f.indicator: f.raw for f in found.figures} == {
        "licences_decided": "9",
        "rules_issued": "1", "rules_repealed": "2", "rules_in_force": "3",
    }  # fmt: skip
    alone = read(("第二十条第（一）项",), rules)
    assert [f.indicator for f in alone.figures] == ["", "", ""]


def test_money_is_in_the_unit_of_its_header() -> None:
    found = read(("信息内容", "本年收费金额（单位：元）"), ("行政事业性收费", "6685700"))
    assert [(f.raw, f.unit) for f in found.figures] == [("6685700", "元")]


@pytest.mark.parametrize(
    ("cells", "at"),
    [
        (("行政许可", "5"), 1),
        (("1", "属于国家秘密", "0"), 2),  # its number in a cell of its own
        (("三、本年度办理结果", "（三）不予公开", "1.", "属于国家秘密", "0"), 4),
        (("一、本年新收", "一、本年新收", "", "3"), 2),
        (("5", "6"), 0),
        (("5.属于三类内部事务信息", "1439件□", "6"), 1),  # a value in doubt is no label
        (("5.属于三类内部事务信息", "其他□", "6"), 2),
    ],
)
def test_where_values_begin(cells: tuple[str, ...], at: int) -> None:
    assert Row(cells).at == at
