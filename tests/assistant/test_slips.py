"""Words typed by sound or slip, and by halves: what they are read as, and what they never are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from assistant.ask import Assistant
from assistant.question.reading import read_query

WHAT = {
    "不予公开": "refused", "行政处罚": "penalties_decided", "行政许可": "licences_decided",
    "部分公开": "granted_in_part", "行政复议": "review_total", "重复申请": "not_processed_repeated",
}  # fmt: skip
PLACES = ("宿迁2024年", "江夏区2021年")


def items(assistant: Assistant, question: str) -> tuple[str, ...]:
    return read_query(question, assistant.catalogue, assistant.settings.today).items


@pytest.mark.parametrize(
    ("question", "code", "told"),
    [
        ("宿迁2024年不与公开多少件", "refused", "“不与公开”按“不予公开”理解"),
        ("宿迁2024年行政处法多少件", "penalties_decided", "“行政处法”按“行政处罚”理解"),
        ("宿迁2023年行政复义几件", "review_total", "按“行政复议”理解"),
        ("suqian 2024 xingzheng chufa", "penalties_decided", "“xingzheng chufa”按“行政处罚”理解"),
        ("宿迁2024年xinfang类几件", "not_processed_petition", "“xinfang”按“信访”理解"),
        ("江夏qu 2021年 xinshou", "requests_new", "理解"),
    ],
)
def test_a_slip_is_mended_and_said(samples: Assistant, question: str, code: str, told: str) -> None:
    answer = samples.ask(question)
    assert answer.query.items == (code,)
    assert told in answer.text


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(sorted(WHAT)), st.sampled_from(["宿迁2024年", "江夏区2021年"]), st.booleans()
)
def test_pinyin_means_what_its_words_mean(
    samples: Assistant, what: str, where: str, apart: bool
) -> None:
    spelt = (" " if apart else "").join(lazy_pinyin(what))
    assert items(samples, f"{where}{spelt}多少件") == items(samples, f"{where}{what}多少件")


@pytest.mark.parametrize(
    "question",
    [
        # Another outcome, another word, a name: none of them is a slip of the vocabulary.
        "宿迁2024年不予受理多少件", "宿迁2024年公示多少件", "宿迁2024年公安多少件",
        "宿迁2024年教育多少件",
    ],
)  # fmt: skip
def test_what_is_no_slip(samples: Assistant, question: str) -> None:
    answer = samples.ask(question)
    assert not answer.query.mended
    assert answer.value is None


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("宿迁2024年补正之后还是不明确的几件", "unavailable_still_unclear"),
        ("宿迁2023年复议后又起诉的多少件", "suit_after_review_total"),
        ("宿迁2024年不经复议直接打官司的有几件", "suit_direct_total"),
        ("宿迁2024年还有多少复议悬而未决（尚未审结）", "review_pending"),
        ("宿迁2024年以国家秘密为由拒绝了几件", "refused_state_secret"),
        ("宿迁2024年答复为同意公开的件数", "granted"),
    ],
)
def test_halves_glosses_and_what_only_leads_there(
    samples: Assistant, question: str, code: str
) -> None:
    assert samples.ask(question).query.items == (code,)
