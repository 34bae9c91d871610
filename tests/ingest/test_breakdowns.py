"""Which counts of a sentence are parts of which: sentences → parts with their total."""

import pytest

from ingest.document import outline
from ingest.prose.stated import Stated, extract_stated


def stated(*paragraphs: str) -> list[Stated]:
    return extract_stated(outline(["一、总体情况", "（一）主动公开", *paragraphs]))


@pytest.mark.parametrize(
    "text",
    [
        "收到申请160件，其中网络120件、信函30件、当面10件。",
        "收到申请160件。其中，网络120件，信函30件，当面10件。",
        "收到申请160件，同比下降12.3%，其中网络120件、信函30件、当面10件。",
        "收到申请160件，同比减少4件，其中网络120件、信函30件、当面10件。",
        "收到申请160件（网络120件、信函30件、当面10件）。",
        "收到申请160件，包括网络120件、信函30件、当面10件。",
        "收到申请160件，按渠道分：网络120件、信函30件、当面10件。",
        "收到申请160件，网络、信函、当面分别为120件、30件、10件。",
        "收到申请160件，网络120件，信函30件，当面10件。",  # they add up to it
    ],
)
def test_a_breakdown_however_it_is_told(text: str) -> None:
    counts = [s for s in stated(text) if s.unit == "件" and "同比" not in s.measure]
    parts = [(s.measure, str(s.value), s.share_of) for s in counts]
    assert parts == [
        ("收到申请", "160", ""), ("网络", "120", "收到申请"), ("信函", "30", "收到申请"),
        ("当面", "10", "收到申请"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("收到申请160件，答复120件，结转40件。", []),  # what became of them is no part
        ("收办申请160件（含上年结转7件）。", [("上年结转", "收办申请")]),
        ("办理建议12件，提案30件，其中重点提案3件。", [("重点提案", "提案")]),
        ("网络、信函分别为120件、30件、10件。", []),  # more numbers than names
    ],
)
def test_what_is_a_part_of_what(text: str, parts: list[tuple[str, str]]) -> None:
    assert [(s.measure, s.share_of) for s in stated(text) if s.share_of] == parts


def test_parts_know_the_total_they_are_named_under() -> None:
    found = stated("收到申请160件，其中网络申请120件、信函申请40件。")
    assert [(s.measure, s.share_of) for s in found] == [
        ("收到申请", ""), ("网络申请", "收到申请"), ("信函申请", "收到申请"),
    ]  # fmt: skip


def test_counts_that_add_up_to_one_before_them_break_it_down() -> None:
    found = stated("发布信息3531条。政务公开目录类2788条，政务动态类742条，政务概况类1条。")
    assert [(str(s.value), s.share_of) for s in found] == [
        ("3531", ""), ("2788", "发布信息"), ("742", "发布信息"), ("1", "发布信息"),
    ]  # fmt: skip


def test_counts_that_add_up_to_nothing_stand_alone() -> None:
    found = stated("发布信息3530条。政务公开目录类2788条，政务动态类742条，政务概况类1条。")
    assert {s.share_of for s in found} == {""}


def test_what_a_bracket_closes_is_no_part_of_what_follows() -> None:
    told = stated("公开省政府工作报告2条（中英文各1条）、建议办理信息1条。")
    assert [s.share_of for s in told] == ["", "公开省政府工作报告", ""]


def test_parts_of_a_part_stand_in_its_brackets() -> None:
    told = stated("公开信息455条，其中：网站127条（其中领导信息97条，预算30条），公众号328条。")
    site = "网站"
    assert [s.share_of for s in told] == ["", "公开信息", site, site, "公开信息"]


def test_a_sentence_that_names_parts_may_leave_some_out() -> None:
    told = stated("公开信息309条。其中，攻坚战32条，专项资金20条，财政收支12条等。")
    assert [s.share_of for s in told] == ["", *["公开信息"] * 3]


def test_what_stands_behind_a_count_in_all_is_part_of_that() -> None:
    told = stated("新增新媒体1个，注销3个，目前共计6个，其中微信4个，微博2个。")
    assert [(s.measure, str(s.value), s.share_of) for s in told[2:]] == [
        ("新媒体", "6", ""), ("微信", "4", "新媒体"), ("微博", "2", "新媒体"),
    ]  # fmt: skip


def test_within_a_list_what_adds_up_by_chance_is_no_part() -> None:
    told = stated("公开信息134条，其中动态16条，报告2条，职能1条，简介1条。")
    assert [s.share_of for s in told] == ["", "公开信息", "", "", ""]
