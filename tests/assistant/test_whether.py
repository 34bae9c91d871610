"""Questions for yes or no, led by the word that the cells decide; and for one number of several."""

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
        ("洪泽2024年都办完了？", "是的，全部办结", "95"),
        ("洪泽2024年95件全公开了？", "不是全部", "50"),
        ("江夏2021年160件全是个人提的吧", "不是全部", "156"),
        ("宿迁2024年所有申请都是自然人提的吗", "不是全部：本年新收", "3440"),
        ("洪泽2024年申请都是自然人提的吗", "是的，本年新收", "95"),
        ("江夏2021年不予公开6件全是行政查询对吗", "不是全部：不予公开6件", "5"),
        ("江夏2021年不予处理120件全是信访对吗", "是的，不予处理120件", "120"),
        ("江夏2021年不予处理119件全是信访对吗", "不是119件", "120"),
        ("江夏2021年部分公开的都是律所申请的吗", "不是全部：部分公开4件", "2"),
        ("Were all reviews upheld in Suqian in 2024?", "Not all: Administrative reviews", "88"),
        ("宿迁2024年还有没有没办完的申请", "有，", "125"),
        ("江夏2021年有没有因国家秘密不予公开的", "没有，", "0"),
    ],
)  # fmt: skip
def test_yes_or_no_comes_first(samples: Assistant, question: str, lead: str, value: str) -> None:
    answer = samples.ask(question)
    assert answer.text.startswith(lead)
    assert answer.value and answer.value[0] == value


@pytest.mark.parametrize(
    ("question", "lead", "value"),
    [
        ("听说宿迁2024年的申请比上年增加了20%，是真的吗", "不是，", ("0.40", "%")),
        ("宿迁2024年新收申请比上年增长了0.40%对吧", "是的，", ("0.40", "%")),
        ("宿迁2024年的申请是不是比2023年多了14件", "是的，", ("14", "件")),
        ("宿迁2024年的申请是不是比2023年多了40件", "不是，", ("14", "件")),
        ("宿迁2024年不予公开的申请比2023年多了50件，对不对", "不是，", ("-50", "件")),
        ("宿迁2024年不予公开下降超过30%了吗", "是的，", ("-35.21", "%")),
        ("宿迁2024年行政强制增长超过四成吗", "是的，", ("45.57", "%")),
        ("宿迁2024年不予公开下降超过40%了吗", "不是，", ("-35.21", "%")),
        ("宿迁2024年予以公开率比2023年提高了6个百分点，是吗", "是的，", ("6.48", "百分点")),
        ("有人说宿迁2024年申请量翻了一番，是真的吗", "不是，", ("0.40", "%")),
        ("宿迁2024年申请是不是下降了", "不是，", ("0.40", "%")),
        ("宿迁2024年复议案件增加了吗", "不是，", ("-61.36", "%")),
        ("宿迁2024年复议少了吗", "是的，", ("-61.36", "%")),
        ("宿迁市2024年收到的申请跟上年比是不是更多了", "是的，", ("0.40", "%")),
        ("宿迁2024年予以公开率比2023年低吗", "不是，", ("6.48", "百分点")),
        ("Did Suqian get fewer requests in 2024 than the year before?", "No: ", ("0.40", "%")),
        ("是不是说宿迁2024年的申请比2023年增加了14件，增长了0.4%", "宿迁市", ("0.40", "%")),
        # Less than the whole way: told as it is, and led by nothing.
        ("宿迁2024年不予公开减少了一半吗", "宿迁市", ("-35.21", "%")),
        ("宿迁2024年自然人占了97%对吧", "不是97%，是97.59%。", ("97.59", "%")),
        ("网上说宿迁2024年不予公开率高达10%，属实吗", "不是10%，是2.61%。", ("2.61", "%")),
        ("宿迁2024年申请比江夏2021年多3365件吗", "是的，", ("3365", "件")),
        ("Did Suqian's requests rise by 20% in 2024?", "No: ", ("0.40", "%")),
        ("Was Suqian's refusal rate 2.61% in 2024?", "Yes: ", ("2.61", "%")),
    ],
)  # fmt: skip
def test_a_claim_is_judged_by_the_figure_that_it_is_of(
    samples: Assistant, question: str, lead: str, value: tuple[str, str]
) -> None:
    answer = samples.ask(question)
    assert answer.text.startswith(lead)
    assert answer.value == value


def test_a_word_of_several_meanings_set_against_the_year_before_tells_both_years(
    samples: Assistant,
) -> None:
    rate = samples.ask("宿迁2024年公开率比上年高吗")
    assert [r.value for r in rate.rows if r.unit == "百分点"] == ["6.48", "10.44"]
    documents = samples.ask("宿迁2024年规范性文件比上年少了几件")
    assert {"-59", "-262", "-177"} <= {r.value for r in documents.rows}


def test_why_a_claimed_change_came_says_first_whether_it_did(samples: Assistant) -> None:
    so, wrong = (samples.ask(f"宿迁2024年申请增加了{n}件的原因") for n in (14, 40))
    assert so.text.startswith("是的，") and wrong.text.startswith("不是，")
    assert so.reason == wrong.reason == "not_stated"


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


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("宿迁2023年老百姓和单位一共提交了多少份信息公开申请", "3511"),
        ("宿迁2023年商业企业、社会公益组织、法律服务机构共提了几件", "108"),
        ("宿迁市2023和2024两年行政事业性收费总额是多少万元", "131938.5027"),
        ("重复的申请，宿迁2024年收了几件", "27"),
        ("宿迁2024年法人和其他组织里，“其他”那一类新收几件", "3"),
        ("申请人类别为“其他”的，宿迁两千零二十四年新收几件", "3"),
        ("洪泽2024年表二“本年收费金额”原值", "7545"),
        ("绕开复议直奔法院的，宿迁2024年几件", "25"),
        ("上海市政府办公厅2019年答复了多少申请，占受理的多少", "93.71"),
    ],
)
def test_one_number_is_asked_and_no_table(samples: Assistant, question: str, value: str) -> None:
    answer = samples.ask(question)
    assert answer.value and answer.value[0] == value


@pytest.mark.parametrize(
    "question",
    [
        "宿迁2024年信访类申请几件，一共新收几件",
        "宿迁2024年自然人、法人或其他组织和企业一共多少",
        "宿迁2024年自然人和企业各多少，一共多少",
    ],
)
def test_what_holds_another_or_is_asked_by_itself_is_not_added(
    samples: Assistant, question: str
) -> None:
    answer = samples.ask(question)
    assert answer.value is None and len(answer.rows) > 1


@pytest.mark.parametrize(
    ("question", "lead", "value"),
    [
        ("江夏2021年信访类占了一半以上吗", "是的，", "75.00"),
        ("洪泽2024年公开了一半以上的申请吗", "是的，", "52.63"),
        ("宿迁2024年予以公开率超过一半了吗", "没有，", "40.64"),
        ("洪泽2024年复议被纠正了吗", "有，", "1"),
        ("宿迁2024年科研机构申请了没有", "没有，", "0"),
        ("宿迁2024年规章一件都没有废止吗", "不是，", "1"),
    ],
)
def test_a_limit_and_any_at_all(samples: Assistant, question: str, lead: str, value: str) -> None:
    answer = samples.ask(question)
    assert answer.text.startswith(lead) and answer.value and answer.value[0] == value


def test_no_limit_of_no_whole(samples: Assistant) -> None:
    answer = samples.ask("宿迁2024年新收超过一半吗")
    assert not answer.text.startswith(("是的", "有，", "没有，"))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("宿迁前年许可有两百多万吧，我记得", "1808595"),
        ("同事说宿迁2023年行政事业性收费接近六个亿，请给我年报上的准确数字", "59237.2449"),
        ("读者投书称江夏区2021年新收申请上千件，是不是这样", "160"),
    ],
)
def test_a_large_number_told_is_put_to_the_test(
    samples: Assistant, question: str, value: str
) -> None:
    answer = samples.ask(question)
    assert answer.value and answer.value[0] == value
