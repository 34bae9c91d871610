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


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("沭阳县借鉴了什么经验来办理申请？（宿迁2023）", "枫桥经验"),
        ("沭阳县办申请借鉴的是什么经验", "枫桥经验"),
        ("泗洪县办理申请有什么自己的法子？2023", "联席会议"),
        ("泗洪县2023年复议怎么样", ""),
        ("泗洪县2023年办理复议有什么好办法", ""),
    ],
)
def test_what_it_did_is_a_passage_and_no_number(
    samples: Assistant, question: str, told: str
) -> None:
    answer = samples.ask(question)
    assert (answer.kind == "passage") is bool(told) and told in answer.text


def test_it_is_told_of_in_the_year_talked_of(chat: Chat) -> None:
    answers = chat("宿迁2023年正文写全市收办申请多少件", "泗阳县收办多少", "宿城区呢")
    assert [a.value and a.value[0] for a in answers] == ["3607", "301", "348"]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("去掉泗洪县，宿迁2023年收办的申请还有多少件", ("2733", "件")),
        ("宿迁2023年除泗洪县和沭阳县外收办的申请还有多少件", ("2256", "件")),
        ("泗洪2023年收办的比沭阳多几件（看宿迁市年报正文）", ("397", "件")),
        ("宿迁2023年沭阳和泗阳收办申请合计多少", ("778", "件")),
        (
            "宿迁2023年经开区、湖滨新区、苏宿园区、洋河新区四个功能区收办的申请总共多少件",
            ("109", "件"),
        ),
        ("宿迁2023年泗洪县和沭阳县收办的申请合起来占多少", ("37.45", "%")),
        ("宿迁2023年收办申请泗洪是沭阳的几倍", ("1.83", "倍")),
        ("宿迁2023年收办申请第二多的是哪个县", ("477", "件")),
        ("宿迁2023年哪个县收办的申请最少", ("301", "件")),
        ("23年宿迁正文里，泗洪县收办了多少件申请", ("874", "件")),
        ("宿迁2023年报说洋河新区收办了几件申请", ("16", "件")),
        ("宿迁2023年收信息处理费的单位里，泗洪县公安局收了多少元", ("1500", "元")),
        ("宿迁2024年报第六部分写泗洪县政府办收了多少元信息处理费", ("1080", "元")),
        ("宿迁2023年报里泗洪县公安局收了几件信息处理费，多少钱", None),
        ("宿迁2023年报里沭阳县网上收办了多少件申请", None),
        ("宿迁2023年报里沭阳县一季度收办多少件申请", None),
        ("宿迁2023年收的信息处理费里，泗洪县公安局占几成", ("50.85", "%")),
        ("江夏2021年公开的教育信息比食品药品信息多几条", ("7", "条")),
        # The region's own report tells it, though nothing names that.
        ("泗阳、泗洪、沭阳三县2023年合起来收办了多少件", ("1652", "件")),
        ("沭阳县自然资源和规划局2023年那笔信息处理费是多少", ("420", "元")),
        ("泗洪县公安局2023年收了多少信息处理费，几件", None),
        ("沭阳县2023年企业收办多少件", None),
        # All parts, those of one kind, and no kind of applicant.
        ("宿迁2023年分单位的收办数里，垫底的是哪一个", ("12", "件")),
        ("宿迁2023年收办超过三百件的单位有几个", ("6", "个")),
        ("宿迁2023年各单位分别复议多少件", None),
        # What the text tells nothing of: another year, another matter, a kind of applicant.
        ("宿迁2023年泗洪县收办申请比上年多几件", None),
        ("宿迁2023年泗洪县被拒的申请多少件", None),
        ("宿迁2023年泗洪县自然人申请比沭阳县多几件", None),
        ("宿迁2024年沭阳政策简明问答平均几期", None),
    ],
)
def test_parts_of_a_total_are_reckoned_with_or_refused(
    samples: Assistant, question: str, value: tuple[str, str] | None
) -> None:
    answer = samples.ask(question)
    assert answer.value == value
    assert value is None or all(row.value in answer.text for row in answer.rows)


def test_a_limit_on_a_part_is_judged(samples: Assistant) -> None:
    over = samples.ask("宿迁2023年泗洪县收办申请超过900件了吗")
    assert over.value == ("874", "件") and over.text.startswith("不是，")


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("2023年宿迁哪些单位收了信息处理费，各自多少钱", "420 290 1500 140 600 2950"),
        ("宿迁经开区、湖滨新区、洋河新区在2023年报里各是多少件申请", "55 26 16 3607"),
        ("江夏2021年报里几个重点领域的信息各公开了多少条", "37 12 16 1 9 23"),
        ("宿迁2024年予以公开、部分公开分别多少件", "1431 471"),
    ],
)
def test_each_part_is_told(samples: Assistant, question: str, values: str) -> None:
    assert [row.value for row in samples.ask(question).rows] == values.split()
