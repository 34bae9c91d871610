"""Changes of what a question adds up, of a share that it names, and of each part of a figure."""

import pytest

from assistant.ask import Assistant

VALUES = [
    ("宿迁2024年复议和诉讼合起来比2023年少多少件", "-306"),
    ("宿迁2024年不予公开、不予处理合计比2023年少几件", "-339"),
    ("宿迁2024年复议诉讼总量比上年下降百分之几", "-55.33"),
    ("宿迁2023和2024年许可和处罚一共增加了多少件", "-381594"),
    ("宿迁2024年企业和律所的申请一共比2023年少几件", "-23"),
    ("宿迁2024年信访类占不予处理的比例比2023年下降了多少", "-0.76"),
    ("洪泽和宿迁2024年谁的复议纠正率更低，低多少", "36.57"),
    # Of one year nothing is added up before it is compared.
    ("宿迁2024年复议总量比诉讼总量多几件", "93"),
]
PARTS = [
    ("宿迁2024年和2023年相比，哪类申请人增加最多", "增加最多的是自然人，多38件。"),
    ("宿迁2024年哪种处理结果比2023年增加得最多", "增加最多的是予以公开，多240件。"),
    ("宿迁2024年不予公开的理由里哪个比上年降得最多", "减少最多的是其他法律行政法规禁止公开"),
    ("宿迁2024年和2023年相比，哪些结果增加了", "予以公开多240件（1191 → 1431）"),
    ("宿迁2024年各类申请人比上年增减多少", "商业企业少24件（99 → 75）"),
    ("宿迁2024年不予处理的各种情形同比增减", "信访举报投诉类申请少218件（305 → 87）"),
]  # fmt: skip
SILENT = [
    # One year has nothing to be compared with, and rates of single requests jump.
    ("洪泽2024年各类申请人比上年增减多少", "not_loaded"),
    ("宿迁2024年哪类申请人公开率提高最多", "not_understood"),
    # Two bodies, each with a figure of its own.
    ("宿迁2024年的新收比洪泽2024年的办结多多少", "not_understood"),
]


@pytest.mark.parametrize(("question", "value"), VALUES)
def test_a_change_is_of_all_that_is_named(samples: Assistant, question: str, value: str) -> None:
    answer = samples.ask(question)
    assert answer.value is not None and answer.value[0] == value, answer.text


def test_the_next_turn_leans_on_what_was_named_and_no_sum(samples: Assistant) -> None:
    answer = samples.ask("宿迁2024年复议和诉讼合起来比2023年少多少件")
    assert answer.query.items == ("review_total", "suit_total")


@pytest.mark.parametrize(("question", "said"), PARTS)
def test_each_part_is_told_with_both_numbers(samples: Assistant, question: str, said: str) -> None:
    answer = samples.ask(question)
    assert answer.status == "answered" and said in answer.text, answer.text
    assert {e.report.year for e in answer.evidence} == {2023, 2024}


@pytest.mark.parametrize(("question", "reason"), SILENT)
def test_no_change_is_made_up(samples: Assistant, question: str, reason: str) -> None:
    answer = samples.ask(question)
    assert (answer.status, answer.reason) == ("not_found", reason), answer.text


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("宿迁2024年不予公开的理由中，哪几项超过了20件？", ["21", "23"]),
        ("宿迁2024年不予公开的理由里哪些占比超过20%", ["22.83", "25.00"]),
        ("宿迁2024年申请人里哪类超过100件", ["3440"]),
        ("宿迁2024年企业申请里哪几种结果占比不到5%", ["2.74", "4.11"]),
        ("宿迁2024年哪些办理结果超过1000件", ["1431"]),
        ("宿迁2024年不予处理的哪几种情形一件都没有", ["0", "0"]),
        ("宿迁2024年各项不予公开理由中超过20件的有哪些", ["21", "23"]),
        ("宿迁2024年不予处理哪几项不为零", ["87", "27", "3"]),
        ("宿迁2024年表四里哪几项是0", ["0", "0"]),
        ("江夏2021年表四里不为0的有哪几项", ["5", "5", "3", "13", "3", "3"]),
        ("宿迁2024年表二里哪些项超过10万件", ["1573179", "2676474"]),
        ("宿迁2024年哪类申请人一件都没提", ["0"]),
        ("江夏2021年表四里哪些超过5件", ["13"]),
        ("Which items in table 4 of Suqian 2024 are zero?", ["0", "0"]),
    ],
)
def test_the_parts_that_keep_a_limit_are_told(
    samples: Assistant, question: str, rows: list[str]
) -> None:
    assert [row.value for row in samples.ask(question).rows] == rows


def test_a_limit_on_the_parts_of_each_year(samples: Assistant) -> None:
    answer = samples.ask("宿迁2023、2024年不予公开的理由中哪几项超过20件")
    assert [row.value for row in answer.rows] == ["27", "38", "21", "21", "21", "23"]


@pytest.mark.parametrize(
    "question",
    [
        "宿迁2024年不予公开的理由超过20件的企业有哪些",
        "宿迁2024年处罚超过100件的单位有哪些",
        "宿迁2024年不予公开的理由哪几项超过20万元",
        "宿迁2024年哪几项处理结果加起来超过1000件",
        "宿迁2024年哪些是0",
        "宿迁2024年超过100件的有哪些",
    ],
)
def test_a_limit_on_what_is_no_part_is_refused(samples: Assistant, question: str) -> None:
    assert samples.ask(question).status == "not_found"
