"""Figures of the prose: what is counted, how much, how exactly; and what only looks like one."""

from decimal import Decimal

import pytest

from ingest.document import outline
from ingest.stated import Stated, extract_stated


def stated(*paragraphs: str) -> list[Stated]:
    return extract_stated(outline(["一、总体情况", "（一）主动公开", *paragraphs]))


def one(text: str) -> tuple[str, str, str, str]:
    (found,) = stated(text)
    return found.measure, str(found.value), found.unit, found.bound


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("网站浏览量1388887余次。", ("网站浏览量", "1388887", "次", "at_least")),
        ("独立访客411328人。", ("独立访客", "411328", "人", "exact")),
        ("全年共收到提案件数23件。", ("收到提案件数", "23", "件", "exact")),
        ("举办培训班近20场。", ("举办培训班", "20", "场", "about")),
        ("访问量超过3.5万次。", ("访问量", "35000", "次", "at_least")),
        ("访问量1,234,567次。", ("访问量", "1234567", "次", "exact")),
        ("收取信息处理费2950元。", ("收取信息处理费", "2950", "元", "exact")),
        ("专项经费668.57万元。", ("专项经费", "668.57", "万元", "exact")),
        ("办结率为98.5％。", ("办结率", "98.5", "%", "exact")),
    ],
)
def test_a_count(text: str, expected: tuple[str, str, str, str]) -> None:
    assert one(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2021年，我区深入贯彻条例。",
        "统计期限为2021年1月1日至2021年12月31日。",
        "联系电话：027-87952042。",
        "邮编430200。",
        "国办公开办函〔2021〕30号。",
        "根据第711号国务院令。",
        "《条例》第二十条第1项。",
        "市民之家三楼A09窗口。",
        "公布第3期名单。",
        "前10名予以通报。",
        "见http://a.cn/12件/3.html。",
    ],
)
def test_what_is_no_count(text: str) -> None:
    assert stated(text) == []


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


def test_the_sentence_and_its_address_go_along() -> None:
    found = stated("先说一句。全年收到申请160件，办结158件。", "又收到建议5件。")
    assert [(s.quote, s.where) for s in found] == [
        ("全年收到申请160件，办结158件。", "一（一）/¶1"),
        ("全年收到申请160件，办结158件。", "一（一）/¶1"),
        ("又收到建议5件。", "一（一）/¶2"),
    ]
    assert {s.subject for s in found} == {"主动公开"}
    assert [s.value for s in found] == [Decimal(160), Decimal(158), Decimal(5)]


def test_a_number_beyond_any_count_is_left_alone() -> None:
    assert stated(f"编号{'9' * 40}件。") == []


def test_a_sentence_without_end_is_taken_by_clauses() -> None:
    from ingest.stated import SENTENCE_SIGNS, sentences

    text = "受理申请1,234件,其中网络57件，" * 500
    pieces = list(sentences(text))
    assert "".join(pieces) == text and max(map(len, pieces)) <= SENTENCE_SIGNS
    assert all(piece.startswith(("受理", "其中")) for piece in pieces)
    assert list(sentences("9" * (SENTENCE_SIGNS + 1))) == []
