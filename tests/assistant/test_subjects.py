"""Subjects tell apart what looks alike."""

import pytest

from assistant.narrative.subjects import agreement


@pytest.mark.parametrize(
    ("question", "told", "near"),
    [
        ("答复书有没有统一的格式", "统一制作答复告知文书样式，下发各单位套用。",
         "全部申请在法定期限内办结答复，没有一件超期。"),
        ("公开工作人员参加培训了吗", "全年组织信息公开业务培训4场，两百余人参加。",
         "公开工作人员多为兼职，变动频繁，力量不足。"),
        ("网站有没有无障碍功能", "完成门户网站适老化和无障碍改造，老年人可放大字体。",
         "门户网站全年更新栏目信息1200条，访问量稳步上升。"),
    ],
)  # fmt: skip
def test_the_sentence_of_the_subject_agrees_more(question: str, told: str, near: str) -> None:
    assert agreement(question, told) > agreement(question, near)
    assert 0 <= agreement(question, near) <= agreement(question, told) <= 1.001
