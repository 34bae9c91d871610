"""Questions for yes or no, led by the word that the cells decide; what they don't, says so."""

import pytest

from assistant.ask import Assistant


@pytest.mark.parametrize(
    ("question", "lead", "value"),
    [
        ("宿迁2024年的申请都答复了吗", "没有全部办结：结转下年度继续办理125件", "3521"),
        ("宿迁去年的申请是不是都办结了", "没有全部办结：结转下年度继续办理125件", "3521"),
        ("宿迁2024年企业的申请都答复了没", "没有全部办结：结转下年度继续办理（商业企业）5件", "73"),
        ("洪泽2024年申请全部办结，是真的吗", "是的，全部办结：结转下年度继续办理0件", "95"),
        ("江夏2021年的申请全办完了没有", "是的，全部办结：结转下年度继续办理0件", "160"),
        ("洪泽区2024年申请全办结了吗，结转下年几件", "是的，全部办结", "0"),
        ("江夏2021年复议案件都审完了吗", "没有全部审结：行政复议尚未审结3件", "10"),
        ("宿迁2024年诉讼都判了吗", "没有全部审结", "57"),
        ("Were all requests in Suqian 2024 answered?", "No, not all: Carried over", "3521"),
        ("宿迁2024年行政诉讼一件都没有？", "不是，", "77"),
        ("洪泽2024年法人一件都没申请吗", "是的，", "0"),
        ("宿迁2024年还有没有没办完的申请", "有，", "125"),
        ("江夏2021年有没有因国家秘密不予公开的", "没有，", "0"),
    ],
)  # fmt: skip
def test_yes_or_no_comes_first(samples: Assistant, question: str, lead: str, value: str) -> None:
    answer = samples.ask(question)
    assert answer.text.startswith(lead)
    assert answer.value and answer.value[0] == value


@pytest.mark.parametrize(
    "question",
    ["宿迁2024年办结了多少件", "宿迁2024年的申请都是怎么办结的", "宿迁2024年办结率是多少"],
)
def test_what_asks_for_no_yes_gets_none(samples: Assistant, question: str) -> None:
    answer = samples.ask(question)
    assert not answer.text.startswith(("是的", "没有", "有，"))


@pytest.mark.parametrize(
    "question", ["宿迁2024年申请有没有都按时答复", "洪泽2024年是不是都在法定期限内答复了"]
)
def test_whether_in_time_no_table_tells(samples: Assistant, question: str) -> None:
    answer = samples.ask(question)
    assert answer.reason in ("not_stated", "not_in_form") and answer.value is None
