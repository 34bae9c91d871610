"""Counts of the prose that are parts of another: each with the total that it is named under."""

import pytest

from ingest.document import outline
from ingest.prose.stated import extract_stated


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # Brackets within a name close no breakdown.
        ("公开信息9条，其中文件4条、村（社区）栏目5条。", ["文件", "村栏目"]),
        ("公开信息9条，分别为：文件4条，政务公开（公共服务）5条。", ["文件", "政务公开"]),
        ("公开信息9条，其中网站公开4条，新媒体（公众号等）公开5条。", ["网站公开", "新媒体公开"]),
        # 条（次）opens none.
        (
            "公开信息9条(次)。其中公告2条，报道3条(次)，公众号信息4条。",
            ["公告", "报道", "公众号信息"],
        ),
        ("公开信息9条，包含许可2条、工程3条及工作情况1条等。", ["许可", "工程", "工作情况"]),
    ],
)
def test_parts(text: str, parts: list[str]) -> None:
    told = extract_stated(outline(["一、总体情况", text]))
    assert [s.measure for s in told if s.share_of == "公开信息"] == parts


def test_what_is_counted_of_those_above() -> None:
    (told,) = extract_stated(outline(["一、总体情况", "我厅对上述118件申请全部答复。"]))
    assert (told.measure, told.value) == ("申请全部答复", 118)
