"""What answers is told from what only looks like it, by what is asked for and what is told."""

import numpy as np
import pytest

from ingest.chunks import bare
from ingest.embedding.judging import MEASURES, NAMES, Said, measures, probabilities, shipped

GENERAL = "总体情况"


@pytest.mark.parametrize(
    ("question", "told", "near"),
    [
        ("答复书有没有统一的格式", Said(GENERAL, "统一制作答复告知文书样式，下发各单位套用。"),
         Said(GENERAL, "全部申请在法定期限内办结答复，没有一件超期。")),
        ("公开工作人员参加培训了吗", Said(GENERAL, "全年组织信息公开业务培训4场，两百余人参加。"),
         Said("存在的问题", "公开工作人员多为兼职，变动频繁，力量不足。", "problem")),
        ("网站有没有无障碍功能", Said(GENERAL, "完成网站适老化和无障碍改造，老年人可放大字体。"),
         Said(GENERAL, "门户网站全年更新栏目信息1200条，访问量稳步上升。")),
        ("今后培训怎么安排", Said("改进措施", "将分期组织业务培训，提高经办人员能力。", "plan"),
         Said(GENERAL, "组织业务培训3期，经办人员全部参加。")),
        ("解读有什么不足", Said("存在的问题", "政策解读形式单一，图解和视频偏少。", "problem"),
         Said("改进措施", "丰富政策解读形式，多用图解和视频。", "plan")),
    ],
)  # fmt: skip
def test_what_answers_is_likelier(question: str, told: Said, near: Said) -> None:
    answers, looks_alike = probabilities(question, [told, near])
    assert answers > 0.5 > looks_alike


def test_what_is_told_of_another_subject_is_astray() -> None:
    said = [
        Said(GENERAL, "注销长期不更新的政务新媒体账号12个。"),
        Said(GENERAL, "微信公众号推送图文300条，粉丝5万人。"),
    ]
    asked = ("清理关停了多少政务新媒体账号", "公众号推送了多少条、多少粉丝")
    chances = [probabilities(question, said) for question in asked]
    assert [c.argmax() for c in chances] == [0, 1]
    assert all(c.min() < 0.5 < c.max() for c in chances)


def test_every_measure_of_every_sentence() -> None:
    said = [
        Said(GENERAL, "举办培训班两期。"),
        Said("", "、"),
        Said("改进措施", "加强培训。", "plan"),
    ]
    found = measures("培训办了几期", said, shipped())
    assert found.shape == (3, len(NAMES)) and np.isfinite(found).all()
    assert found[:, len(MEASURES) :].sum(1).tolist() == [1, 1, 1]
    unlearned = measures("培训办了几期", said, shipped(), ["training", "training_class"])
    assert not np.allclose(found, unlearned)
    assert len(probabilities("培训办了几期", said[:1])) == 1


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("一是加强培训。", "加强培训。"), ("（二）完善制度。", "完善制度。"),
        ("3、更新目录；", "更新目录；"),
        ("针对以上问题，将采取以下措施：一是加强培训。", "加强培训。"),
        ("下一步将采取以下措施：", ""), ("全年公开：规章3件。", "全年公开：规章3件。"),
    ],
)  # fmt: skip
def test_numbers_and_what_leads_in_are_no_answer(sentence: str, text: str) -> None:
    assert bare(sentence) == text
