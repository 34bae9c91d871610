"""A place without a report of its own, told of in the report of the region that it lies in."""

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant

Chat = Callable[..., list[Answer]]


@pytest.mark.parametrize(
    "question", ["泗洪县2023年予以公开多少件", "泗阳县有哪些问题", "沭阳县2023年新收多少件"]
)
def test_a_refusal_points_to_where_it_is_told_of(samples: Assistant, question: str) -> None:
    answer = samples.ask(question)
    assert answer.reason == "not_loaded" and answer.value is None
    assert "宿迁市人民政府" in answer.text and answer.evidence


@pytest.mark.parametrize(
    "question", ["宿州2023年申请多少", "盱眙县2024年申请几件", "鼓楼区2021年申请多少"]
)
def test_of_a_place_that_no_text_tells_of_nothing_is_said(
    samples: Assistant, question: str
) -> None:
    answer = samples.ask(question)
    assert answer.reason == "not_loaded" and not answer.evidence


def test_what_it_did_is_a_passage_and_no_number(samples: Assistant) -> None:
    answer = samples.ask("沭阳县借鉴了什么经验来办理申请？（宿迁2023）")
    assert answer.kind == "passage" and "枫桥经验" in answer.text


def test_it_is_told_of_in_the_year_talked_of(chat: Chat) -> None:
    answers = chat("宿迁2023年正文写全市收办申请多少件", "泗阳县收办多少", "宿城区呢")
    assert [a.value and a.value[0] for a in answers] == ["3607", "301", "348"]
