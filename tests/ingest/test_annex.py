"""The statistics annex of the reports for 2014–2018, as a table and in the shapes of text."""

import pytest

from ingest.checks import check_report
from ingest.document import outline
from ingest.figures import Extraction, extract_figures
from ingest.forms import indicators
from ingest.readers import read_blocks

# Printed label, unit, value, and the code that it must come back as; "" for a heading.
ROWS = """\
一、主动公开情况|——||
（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）|条|3531|a14_published
其中：主动公开规范性文件数|条|22|a14_published_normative
制发规范性文件总数|件|7|a14_normative_issued
（二）通过不同渠道和方式公开政府信息的情况|——||
1.政府公报公开政府信息数|条|0|a14_channel_gazette
2.政府网站公开政府信息数|条|2788|a14_channel_website
3.政务微博公开政府信息数|条|742|a14_channel_weibo
4.政务微信公开政府信息数|条|1|a14_channel_wechat
5.其他方式公开政府信息数|条||a14_channel_other
二、回应解读情况|——||
（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）|次|3|a14_responses
（二）通过不同渠道和方式回应解读的情况|——||
1.参加或举办新闻发布会总次数|次|4|a14_press_conferences
其中：主要负责同志参加新闻发布会次数|次|2|a14_press_conferences_head
2.政府网站在线访谈次数|次|6|a14_interviews
其中：主要负责同志参加政府网站在线访谈次数|次|5|a14_interviews_head
3.政策解读稿件发布数|篇|31|a14_explanations
4.微博微信回应事件数|次|8|a14_responses_weibo_wechat
5.其他方式回应事件数|次|9|a14_responses_other
三、依申请公开情况|——||
（一）收到申请数|件|160|a14_requests
1.当面申请数|件|10|a14_requests_in_person
2.传真申请数|件|0|a14_requests_fax
3.网络申请数|件|120|a14_requests_network
4.信函申请数|件|30|a14_requests_letter
（二）申请办结数|件|158|a14_closed
1.按时办结数|件|157|a14_closed_in_time
2.延期办结数|件|1|a14_closed_extended
（三）申请答复数|件|158|a14_answers
1.属于已主动公开范围数|件|50|a14_already_public
2.同意公开答复数|件|40|a14_granted
3.同意部分公开答复数|件|3|a14_granted_in_part
4.不同意公开答复数|件|21|a14_refused
其中：1.涉及国家秘密|件|1|a14_refused_state_secret
2.涉及商业秘密|件|2|a14_refused_trade_secret
3.涉及个人隐私|件|3|a14_refused_privacy
4.危及国家安全、公共安全、经济安全和社会稳定|件|4|a14_refused_security
5.不是《条例》所指政府信息|件|5|a14_refused_not_information
6.法律法规规定的其他情形|件|6|a14_refused_other_law
5.不属于本行政机关公开数|件|14|a14_not_this_body
6.申请信息不存在数|件|15|a14_not_existing
7.告知作出更改补充数|件|7|a14_to_be_amended
8.告知通过其他途径办理数|件|8|a14_other_channel
四、行政复议数量|件|6|a14_reviews
（一）维持具体行政行为数|件|3|a14_reviews_upheld
（二）被依法纠错数|件|2|a14_reviews_corrected
（三）其他情形数|件|1|a14_reviews_other
五、行政诉讼数量|件|15|a14_suits
（一）维持具体行政行为或者驳回原告诉讼请求数|件|4|a14_suits_upheld
（二）被依法纠错数|件|5|a14_suits_corrected
（三）其他情形数|件|6|a14_suits_other
六、举报投诉数量|件|11|a14_complaints
七、依申请公开信息收取的费用|万元|0.35|a14_fees
八、机构建设和保障经费情况|——||
（一）政府信息公开工作专门机构数|个|12|a14_units
（二）设置政府信息公开查阅点数|个|13|a14_reading_points
（三）从事政府信息公开工作人员数|人|50|a14_staff
1.专职人员数（不包括政府公报及政府网站工作人员数）|人|20|a14_staff_full_time
2.兼职人员数|人|30|a14_staff_part_time
（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）|万元|26.5|a14_budget
九、政府信息公开会议和培训情况|——||
（一）召开政府信息公开工作会议或专题会议数|次|16|a14_meetings
（二）举办各类培训班数|次|17|a14_trainings
（三）接受培训人员数|人次|1800|a14_trained
"""
TABLE = [row.split("|") for row in ROWS.strip().split("\n")]
HEAD = "江夏区2016年政府信息公开工作年度报告\n一、概述\n现将二〇一六年的情况报告如下。\n附件\n"
TITLE = "政府信息公开情况统计表\n（2016年度）"
SHAPES = {
    "bars": lambda rows: "\n".join(" | ".join(row) for row in rows),
    "framed": lambda rows: "\n".join(f"| {' | '.join(row)} |" for row in rows),
    "tabs": lambda rows: "\n".join("\t".join(row) + "\t" for row in rows),
    "a cell a line": lambda rows: "\n".join("\n".join(cell for cell in row) for row in rows),
    "page": lambda rows: "<table>" + "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows
    ) + "</table>",
}  # fmt: skip


def extracted(text: str) -> Extraction:
    return extract_figures(outline(read_blocks(text.encode(), "x")))


def rows(values: dict[str, str]) -> list[list[str]]:
    header = ["统 计 指 标", "单位", "统计数"]
    return [header, *([a, b, values.get(code, value)] for a, b, value, code in TABLE)]


def text_of(shape: str, values: dict[str, str]) -> str:
    return f"{HEAD}{TITLE}\n{SHAPES[shape](rows(values))}\n备注：无"


@pytest.mark.parametrize("shape", ["bars", "framed", "tabs", "page", "a cell a line"])
def test_every_row_of_the_annex_is_read(shape: str) -> None:
    found = extracted(text_of(shape, {}))
    printed = {code: value for _, _, value, code in TABLE if code}
    assert {f.indicator: f.raw for f in found.figures} == printed
    assert found.oddities == []
    assert (found.form2, found.form3) == ("2014", "2014")
    units = {f.indicator: f.unit for f in found.figures}
    assert units == {code: indicators()[code].unit for code in printed}
    assert {f.where.partition("/")[0] for f in found.figures} == {"附表"}
    # Lines show no blank cell at a table's end.
    state = "unreadable" if shape == "a cell a line" else "blank"
    assert [f.state for f in found.figures if f.raw == ""] == [state]


@pytest.mark.parametrize("shape", ["bars", "page"])
@pytest.mark.parametrize("years", [("2015年", "2016年"), ("上年", "本年")])
def test_of_two_years_side_by_side_the_latest_is_the_report_s_own(
    shape: str, years: tuple[str, str]
) -> None:
    """Each in its column, blanks too; the year before is kept under its own name."""
    _, *own = rows({})
    both = [["统计指标", "单位", *years], *([a, b, "7" if b != "——" else "", v] for a, b, v in own)]
    found = extracted(f"{HEAD}{TITLE}\n{SHAPES[shape](both)}\n备注：无")
    printed = {code: value for _, _, value, code in TABLE if code}
    assert {f.indicator: f.raw for f in found.figures if f.indicator} == printed
    others = [f for f in found.figures if not f.indicator]
    assert {(f.column, f.raw) for f in others} == {(years[0], "7")}
    assert len(others) == len(printed)
    assert found.oddities == []


def test_of_two_columns_of_one_year_none_is_the_report_s_own() -> None:
    both = [["统计指标", "单位", "2016年", "2016年"], ["（一）收到申请数", "件", "7", "8"]]
    found = extracted(f"{HEAD}{TITLE}\n{SHAPES['page'](both)}\n备注：无")
    (figure,) = found.figures
    assert (figure.state, figure.raw) == ("unreadable", "7 | 8")


@pytest.mark.parametrize("digits", [1, 2])
def test_numbers_that_count_the_rows_are_none_of_theirs(digits: int) -> None:
    head, *own = rows({})
    counted = [["序号", *head], *([f"{n:0{digits}}", *row] for n, row in enumerate(own, 1))]
    found = extracted(f"{HEAD}{TITLE}\n{SHAPES['page'](counted)}\n备注：无")
    assert {f.indicator: f.raw for f in found.figures} == {
        code: v for _, _, v, code in TABLE if code
    }
    assert found.oddities == []


def test_the_vocabulary_is_the_whole_annex() -> None:
    assert {code for *_, code in TABLE if code} == {
        code for code, i in indicators().items() if i.table == "annex"
    }


def test_sums_of_the_annex_are_checked() -> None:
    assert check_report(extracted(text_of("bars", {})), []) == []
    broken = extracted(text_of("bars", {"a14_requests": "161", "a14_suits_other": "7"}))
    findings = check_report(broken, [])
    assert [(f.check, f.severity, f.expected, f.actual) for f in findings] == [
        ("H6", "hard", "160", "161"), ("H6", "hard", "16", "15"),
    ]  # fmt: skip
    blank = check_report(extracted(text_of("bars", {"a14_requests_fax": ""})), [])
    assert blank == []  # read as nothing it adds up


def test_blank_reviews_of_the_annex_head_no_other_table() -> None:
    codes = ["a14_reviews", *(f"a14_reviews_{r}" for r in ("upheld", "corrected", "other"))]
    found = extracted(text_of("page", dict.fromkeys(codes, "")))
    states = {f.indicator: f.state for f in found.figures}
    assert [states.get(code) for code in codes] == ["blank"] * 4
    assert states["a14_suits"] == "number"


def test_units_and_rows_of_its_own_are_kept() -> None:
    text = text_of("bars", {"a14_trained": "1,800"})
    text = text.replace("收取的费用 | 万元 | 0.35", "收取的费用 | 元 | 3500")
    text = text.replace("六、举报投诉数量", "（四）复议中止数 | 件 | 2\n六、举报投诉数量")
    found = extracted(text)
    by_code = {f.indicator: (f.raw, f.unit) for f in found.figures}
    assert by_code["a14_fees"] == ("3500", "元")
    assert by_code["a14_trained"] == ("1,800", "人次")
    assert [(f.row, f.raw, f.unit) for f in found.figures if not f.indicator] == [
        ("（四）复议中止数", "2", "件")
    ]
    assert [odd.kind for odd in found.oddities] == ["unknown_label"]


def test_the_annex_beside_the_newer_tables() -> None:
    text = text_of("bars", {}) + "\n第二十条第（五）项\n信息内容 | 本年处理决定数量\n行政许可 | 5"
    found = extracted(text)
    assert (found.form2, found.form3) == ("2021", "2014")
    assert {f.raw for f in found.figures if f.table == "2"} == {"5"}


def test_a_blank_row_over_a_heading_that_lost_its_number_takes_no_dash_of_it() -> None:
    lines = [
        "统计指标", "单位", "统计数", "主动公开政府信息数", "条", "12", "制发规范性文件总数", "件",
        "通过不同渠道和方式公开政府信息的情况", "——", "政府网站公开政府信息数", "条", "6",
    ]  # fmt: skip
    found = extract_figures(outline(read_blocks("\n".join(lines).encode(), "x")))
    states = {figure.indicator: figure.state for figure in found.figures}
    assert states == {
        "a14_published": "number",
        "a14_normative_issued": "unreadable",
        "a14_channel_website": "number",
    }
    assert not found.oddities


@pytest.mark.parametrize(
    ("row", "read"),
    [
        (
            "1.按时办结数|件|2.延期办结数|件|5",
            {"a14_closed_extended": "5"},
        ),  # the first lost it
        ("2.政府网站公开政府信息数|条|5", {"a14_channel_website": "5"}),
        ("涉及商业秘密涉及个人隐私|件|5", {}),  # of which of the two?
        ("2.延期办结数件 12 （三）申请答复数|件|5", {}),  # a number ran into the label
    ],
)
def test_a_value_behind_several_labels_is_of_the_one_before_it(
    row: str, read: dict[str, str]
) -> None:
    found = extract_figures(outline(read_blocks(f"统计指标|单位|统计数\n{row}".encode(), "x")))
    assert {f.indicator: f.raw for f in found.figures if f.indicator} == read
