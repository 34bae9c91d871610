"""Every next question that is shown, and every choice that is asked back, works when sent back."""

from collections.abc import Iterator

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from eval.unseen import unseen_samples


@pytest.fixture(scope="module")
def shown(samples: Assistant) -> list[Answer]:
    """The answers to both batches, without their conversations, one of each kind of text."""
    asked = {s.question: s for batch in ("first", "second") for s in unseen_samples(batch)}
    return [samples.ask(q) for q, sample in asked.items() if not sample.before]


def texts(answers: list[Answer], kind: str) -> Iterator[str]:
    yield from dict.fromkeys(text for a in answers for text in getattr(a, kind))


def test_every_suggestion_is_answered(samples: Assistant, shown: list[Answer]) -> None:
    asked = list(texts(shown, "suggestions"))
    assert len(asked) > 20
    assert [text for text in asked if samples.ask(text).status != "answered"] == []


def test_every_choice_works_when_sent_back(samples: Assistant, shown: list[Answer]) -> None:
    asked = list(texts(shown, "options"))
    assert len(asked) > 10
    lost = ("not_understood", "out_of_scope")
    assert [text for text in asked if samples.ask(text).reason in lost] == []


@pytest.mark.parametrize("asked", ["Beijing receive in 2021", "Jiangxia receive in 2015"])
def test_what_is_not_loaded_suggests_in_the_questions_language(
    samples: Assistant, asked: str
) -> None:
    answer = samples.ask(f"How many requests did {asked}?")
    assert answer.reason == "not_loaded" and answer.suggestions
    assert {samples.ask(text).query.language for text in answer.suggestions} == {"en"}


def test_a_choice_leaves_out_what_was_not_read(samples: Assistant) -> None:
    options = samples.ask("行政许可办了几件，麻烦赶早咯").options
    assert options and {samples.ask(text).status for text in options} == {"answered"}


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("湖北省2021年新收多少件申请？", "武汉市江夏区人民政府2021年新收多少件申请？"),
        ("淮安2024年新收多少件申请？", "淮安市洪泽区人民政府2024年新收多少件申请？"),
    ],
)
def test_of_a_place_that_is_not_loaded_what_lies_in_it_comes_first(
    samples: Assistant, question: str, first: str
) -> None:
    answer = samples.ask(question)
    assert answer.reason == "not_loaded" and answer.suggestions[0] == first
