"""A place in an order: the second of results, reasons, applicants, bodies and years; ties told."""

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.question.order import in_order

ONES = (
    ("宿迁2023年不予公开的理由里排第二的是哪个？", "其他法律行政法规禁止公开", "27"),
    ("江夏2021年办理结果当中，件数第二多的是哪一种？", "予以公开", "20"),
    ("上海市政府办公厅2019年申请人中排在自然人之后的是哪一类？", "商业企业", "35"),
    ("宿迁2024年无法提供的原因里，仅次于“本机关不掌握”的是什么", "另行制作", "36"),
    ("宿迁2024年哪类申请人的申请量位居第二？", "商业企业", "75"),
    ("宿迁2023年不予公开的理由，倒数第二的是哪个", "三安全一稳定", "6"),
    ("宿迁2024年复议里第二多的结果是什么", "其他结果", "28"),
    ("宿迁2024年许可、处罚、强制里第二多的是哪个", "行政许可", "1573179"),
    ("宿迁2023年不予公开率排第二的申请人是哪类", "商业企业", "1.01"),
    ("宿迁新收申请哪年第二多", "2023年第2高", "3511"),
    ("2024年哪个地方新收申请第二多", "洪泽区人民政府，95件", "95"),
    ("Which applicant type came second in Suqian in 2024?", "businesses", "75"),
    ("What was the second most common reason for refusal in Suqian in 2023?", "other law", "27"),
    # The first of an order, where it was read as a list or as something else.
    ("江夏2021年办理结果当中，件数最多的是哪一种？", "不予处理", "120"),
    ("宿迁2024年新收最高的申请人是哪类", "自然人", "3440"),
)


@pytest.mark.parametrize(("question", "name", "value"), ONES)
def test_one_place(samples: Assistant, question: str, name: str, value: str) -> None:
    answer = samples.ask(question)
    assert answer.value and answer.value[0] == value
    assert name in answer.text.partition("。")[0] + answer.text.rpartition("其中")[2]


def test_equal_numbers_share_a_place(samples: Assistant) -> None:
    answer = samples.ask("宿迁2023年不予公开的理由里排第四的是哪个")
    assert "行政执法案卷、属于行政查询事项并列第3多，各21件" in answer.text


def test_the_first_three(samples: Assistant) -> None:
    text = samples.ask("宿迁2023年不予公开前三名的理由是哪些").text
    assert "最多的是保护第三方合法权益" in text and "第2多" in text and "并列第3多" in text


def test_it_is_what_was_found(chat: Callable[..., list[Answer]]) -> None:
    *_, answer = chat("宿迁2024年申请人里第二多的是哪类", "它占多少")
    assert answer.formula == "75 ÷ 3525"


def test_it_is_the_body_that_was_found(chat: Callable[..., list[Answer]]) -> None:
    *_, answer = chat("2024年哪个地方新收申请第二多", "它行政处罚几件")
    assert answer.value == ("2776", "件")


REFUSED = (
    "宿迁2024年第二季度新收多少申请",
    "宿迁2023年不予公开第二项多少件",
    "宿迁2023年不予公开的理由里仅次于外地企业的是哪个",
    "宿迁2024年新收排在洪泽之后的是哪个",
    "宿迁2024年办理结果中排在第二和第三的分别是哪类",
    "宿迁2024年外地企业排第二的是哪类",
    "宿迁2024年新收申请排第二的是哪个地方",
)


@pytest.mark.parametrize("question", REFUSED)
def test_no_place(samples: Assistant, question: str) -> None:
    answer = samples.ask(question)
    assert answer.status != "answered" or answer.kind == "passage"


@pytest.mark.parametrize(
    "question", ["第二季度", "第三方权益", "表三第二行", "第二大项", "第二条", "第二名"]
)
def test_no_order(question: str) -> None:
    assert in_order(question) == (question, None)
