"""Questions that combine things: ranked columns, shares within, totals less a part; refused where
nothing of the kind can be worked out.
"""

import pytest

from assistant.ask import Assistant

# What is named first, and its number.
RANKED = {
    "江夏区2021年法人申请里面，哪种机构申请最多？": "商业企业、法律服务机构并列最多，各2件",
    "宿迁市2024年哪类单位申请最多": "商业企业，75件",
    "宿迁市2024年哪类申请人予以公开率最高": "自然人，40.93%",
    "宿迁市2024年哪类申请人办结率最低": "其他，66.67%",
    "宿迁市2024年不予公开用得最少的理由": "其他法律行政法规禁止公开，1件",
    "宿迁市2024年不予公开里用得最多的理由是哪条": "属于行政执法案卷，23件",
    "宿迁市2024年不予处理最少的理由": "已获取信息并列最少，各0件",
    "江夏区2021年最常用的理由是什么": "不予处理：信访举报投诉类申请，120件",
    "宿迁市2023年什么理由用得最多": "无法提供：本机关不掌握相关政府信息，1047件",
    "宿迁市2024年申请最少的结果是哪种": "不予公开，92件",
    "Suqian 2024: what was the most common reason?": "897",
}
# A word of several meanings: each is ranked.
EACH_RANKED = {
    "2021年江夏区哪类申请人公开率最高？": ("商业企业，50.00%", "法律服务机构，100.00%", "分母为0"),
    "江夏区2021年哪类申请人被拒得最多": ("自然人，5件", "自然人，10件", "自然人，120件"),
}
REFUSED = (
    "宿迁市2024年哪类申请人复议最多",
    "宿迁市2024年哪类申请人被罚得最多",
    "江夏区2021年申请少了最主要的原因是什么",
    "宿迁市2024年最多的申请收到几件",
)


@pytest.mark.parametrize(("question", "told"), RANKED.items())
def test_the_first_of_what_is_ranked_is_told(samples: Assistant, question: str, told: str) -> None:
    answer = samples.ask(question)
    assert answer.value is not None and told in answer.text, answer.text


@pytest.mark.parametrize(("question", "told"), EACH_RANKED.items())
def test_each_meaning_is_ranked(samples: Assistant, question: str, told: tuple[str, ...]) -> None:
    answer = samples.ask(question)
    assert answer.value is None and all(part in answer.text for part in told), answer.text


@pytest.mark.parametrize("question", REFUSED)
def test_nothing_is_worked_out_where_no_table_tells(samples: Assistant, question: str) -> None:
    answer = samples.ask(question)
    assert answer.status != "answered" and answer.value is None, answer.text
