"""A share is of the whole that a question names, in any frame; no whole is one of its part."""

import pytest

from assistant.ask import Assistant

NAMED = [
    ("宿迁2023年行政诉讼中政府败诉的比例", "(1 + 0) ÷ (24 + 89 − 6 − 9)"),
    ("洪泽2024年行政强制的数量相当于行政处罚的百分之几", "84 ÷ 2776"),
    ("2024年要办的申请（新收加旧件）里，宿迁没办完的占几成", "125 ÷ (3525 + 121)"),
    ("宿迁2023年不予处理的里头信访类占多少", "305 ÷ 406"),
    ("宿迁2023年不予处理当中重复申请占几成", "39 ÷ 406"),
    ("不予处理的那些里头信访类占几成，宿迁2024", "87 ÷ 117"),
    ("宿迁2024企业的那些申请里予以公开的占几成", "21 ÷ 73"),
    ("2024年宿迁其他处理的469件里，逾期不补正占多少", "77 ÷ 469"),
    ("宿迁2023年24件直接起诉里，维持的占百分之几", "1 ÷ 24"),
    ("宿迁2023年法人或其他组织的申请里商业企业占百分之几", "99 ÷ 109"),
    ("宿迁2024年不予公开里企业占多少", "4 ÷ 92"),
    ("宿迁2024年企业在单位申请人里占几成", "75 ÷ 85"),
    ("What share of company requests did Suqian grant in full in 2024?", "21 ÷ 73"),
    ("江夏区2021年自然人申请里被认定为信访的占几成", "120 ÷ 156"),
    ("上海市政府办公厅2019年企业提的35件申请，答复不掌握的占百分之几", "12 ÷ 35"),
    ("宿迁2024年新收加结转的申请里，没办完转下年的占多少", "125 ÷ (3525 + 121)"),
    ("不予公开加不予处理，占宿迁2023年办结的多少", "(142 + 406) ÷ 3486"),
    ("宿迁2023年予以公开和部分公开的总数里，部分公开占多少", "328 ÷ (1191 + 328)"),
    (
        "宿迁2024年行政强制占许可、处罚、强制三项总数的百分之几",
        "29351 ÷ (1573179 + 2676474 + 29351)",
    ),
    ("宿迁2024年企业申请里不予公开和无法提供的一共占几成", "(4 + 34) ÷ 73"),
    ("宿迁2024年企业和律所的申请里公开的占几成", "(21 + 2) ÷ (73 + 5)"),
    ("宿迁2024年企业占企业和律所申请的几成", "75 ÷ (75 + 6)"),
    ("一百件里头有多少件是无法提供的？问的是宿迁2024年", "941 ÷ 3521"),
    ("一百件办结的里面有几件是“无法提供”？宿迁2024年的", "941 ÷ 3521"),
    ("宿迁2024年每收到100件申请，有几件是企业提的", "75 ÷ 3525"),
    ("宿迁2023年手头全部申请（含上年带来的）当年办掉了百分之几", "3486 ÷ (3511 + 96)"),
    ("宿迁2024年留到次年的申请占应办的比例", "125 ÷ (3525 + 121)"),
    ("不要用办结数做分母，拿新收来除，宿迁2024的予以公开率是多少", "1431 ÷ 3525"),
    ("宿迁2024年予以公开率，以收办为分母", "1431 ÷ (3525 + 121)"),
    ("宿迁2024年一百件不予公开的里面几件是国家秘密", "2 ÷ 92"),
    # The group in front is the whole, with 占 or without.
    ("宿迁2023年不予处理的几成是重复申请", "39 ÷ 406"),
    ("宿迁2024年不予公开的百分之几属于国家秘密", "2 ÷ 92"),
    ("宿迁2024年企业的申请几成被不予公开", "4 ÷ 73"),
    ("宿迁2024年几成是不予公开", "92 ÷ 3521"),
    ("宿迁2024年不予处理的申请有几成是信访举报投诉", "87 ÷ 117"),
    ("宿迁2024年答复不予公开的占全部办理结果百分之几", "92 ÷ 3521"),
    ("宿迁2024年办结的比例有多高", "3521 ÷ (3525 + 121)"),
    # Another row of the same kind of applicant, unless all of it is named.
    ("宿迁2024年企业结转下年的占新收几成", "5 ÷ 75"),
    ("宿迁2024年企业不予公开的占全部办结几成", "4 ÷ 3521"),
    ("宿迁2024年企业新收占新收几成", "75 ÷ 3525"),
    # The formula that a question gives for a rate wins over its name.
    ("实质公开率，即予以公开加部分公开除以办结总数，宿迁2024年算出来多少", "(1431 + 471) ÷ 3521"),
    ("宿迁2024年的实质公开率，也就是予以公开加部分公开除以新收，是多少", "(1431 + 471) ÷ 3525"),
    ("宿迁2024年公开率（予以公开加部分公开除以办结总数）是多少", "(1431 + 471) ÷ 3521"),
    ("宿迁2023年的败诉率，即两类诉讼结果纠正之和除以诉讼总数", "(1 + 0) ÷ (24 + 89)"),
    ("宿迁2024年复议维持率（维持数÷（总计减尚未审结））", "88 ÷ (170 − 36)"),
]
ENGLISH = [
    ("What share of company requests in Suqian 2024 was granted?", "21 ÷ 73"),
    ("What percentage of requests in Suqian 2024 was granted?", "1431 ÷ 3521"),
    ("What share of petitions among the not processed in Suqian 2023?", "305 ÷ 406"),
    ("What percentage of refused requests in Suqian 2024 were from companies?", "4 ÷ 92"),
]
EACH = [
    ("宿迁市2024年申请人里企业占多少，个人占多少", ("75 ÷ 3525", "3440 ÷ 3525")),
    ("洪泽区2024年无法提供占比多少，其中本机关不掌握的占多少", ("32 ÷ 95", "31 ÷ 32")),
    ("宿迁2024年予以公开占多少，不予公开占多少", ("1431 ÷ 3521", "92 ÷ 3521")),
    ("宿迁2024年不予公开的几成是国家秘密，不予处理的几成是信访", ("2 ÷ 92", "87 ÷ 117")),
]  # fmt: skip
# A row over a part of it; 规范性文件 made in the year don't hold those repealed in it.
TURNED = [
    "宿迁2024年实质公开率，即予以公开加信访除以办结总数乘以二",
    "宿迁2024年无法提供占不掌握的几成",
    "宿迁2024年不予处理占信访类的百分之几",
    # Of which of three the share is, the question doesn't say; of all it is not.
    "宿迁2024年没给的里头，不掌握的占几成",
    # Of those that came first there is no number.
    "宿迁2024年头一百件申请里有几件是无法提供",
]


@pytest.mark.parametrize(("question", "formula"), [*NAMED, *ENGLISH])
def test_a_share_is_of_the_whole_named(samples: Assistant, question: str, formula: str) -> None:
    answer = samples.ask(question)
    assert (answer.status, answer.formula) == ("answered", formula), answer.text


@pytest.mark.parametrize(("question", "formulas"), EACH)
def test_each_share_asked_for_is_told(
    samples: Assistant, question: str, formulas: tuple[str, ...]
) -> None:
    lines = samples.ask(question).text.split("\n")
    assert len(lines) == len(formulas)
    assert all(formula in line for formula, line in zip(formulas, lines, strict=True)), lines


@pytest.mark.parametrize("question", TURNED)
def test_no_whole_is_a_share_of_its_part(samples: Assistant, question: str) -> None:
    answer = samples.ask(question)
    assert (answer.status, answer.reason) == ("not_found", "not_understood"), answer.text


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("江夏2021年哪种处理结果最多，占几成", "120 ÷ 160"),
        ("宿迁2024年哪类申请人最多，占多少", "3440 ÷ 3525"),
        ("宿迁2024年不予公开里哪个理由最多，占几成", "23 ÷ 92"),
        ("宿迁2024年企业申请里哪种结果最多，占几成", "34 ÷ 73"),
    ],
)
def test_the_most_is_told_with_its_share(samples: Assistant, question: str, formula: str) -> None:
    answer = samples.ask(question)
    assert answer.formula == formula and "最多的是" in answer.text.partition("。")[0], answer.text


def test_a_share_of_another_place(samples: Assistant) -> None:
    told = samples.ask("洪泽区2024年新收申请占宿迁市新收申请的百分之几")
    assert told.value == ("2.70", "%")
    # Of another row of the other place no share is told, nor of a place that isn't loaded.
    for question in ("洪泽2024年予以公开占宿迁市办结总数的比例", "洪泽2024年新收申请占全市的比例"):
        assert samples.ask(question).status == "not_found"
