"""Words that mostly say nothing, where they narrow a figure, and where they don't."""

import pytest

from assistant.ask import Assistant


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("宿迁2024年最后一天收到多少申请", "a day is not the year"),
        ("宿迁2024年12月31日收到几件申请", "a day is not the year"),
        ("宿迁2024年新收里当年办结的有多少", "what was carried in was dealt with too"),
        ("宿迁2024年其他申请多少", "other than which"),
        ("宿迁2024年不予处理的其他情形多少", "the group has no 其他"),
        ("宿迁2024年信访类不予处理87件，剩下的不予处理还有几件", "what is left is neither"),
        ("江夏2021年提案未办结的有几件", "the text counts all of them"),
        ("宿迁2023年的新收比2024年的办结多多少", "each half has its own row and year"),
        ("宿迁2023年许可和洪泽2024年处罚哪个多", "each half has its own row and place"),
        ("宿迁2024年比洪泽多收多少申请、少公开了多少", "two differences are asked for"),
        ("江夏2021年的自然人申请和企业的公开数", "the second half counts another row"),
        ("宿迁2024年复议的总数、诉讼的未审结数", "the total is of one, pending of the other"),
        ("宿迁2024年复议纠正数、诉讼总数各是多少", "the total is of the other"),
        ("宿迁2024年新收多少、企业多少、企业被公开的多少", "three numbers are asked for"),
        ("宿迁2024年企业占新收的比例和占公开的比例", "two shares are asked for"),
        ("宿迁2024年全部行政复议案件多少（不只信息公开）", "the form is of disclosure alone"),
        ("宿迁2024年律师个人提的申请多少件", "neither all of law firms nor of persons"),
        ("宿迁2024年二次申请的有多少件", "no row tells the first from the second"),
        ("宿迁2024年上年结转的121件里，公开了几件", "carried over is never told by outcome"),
        ("Of the requests carried over into 2024, how many did Suqian grant?", "as before"),
        ("宿迁2024年规范性文件净增多少件", "made less repealed, and no change of a year"),
        ("宿迁2023年市政府和部门一共收办多少", "one number is told, of two"),
        ("宿迁2024年先复议后起诉的案件占复议总数的几成", "no table sets one against the other"),
        ("宿迁2024年企业申请和复议各多少", "no table tells reviews by applicant"),
        ("宿迁2024年哪类申请人申请最多，公开了几件", "what is ordered is not what is counted"),
        ("2024年申请最少的区县是哪个，它的公开率呢", "the order is of another number"),
        ("2024年申请最多的是哪里，2023年呢", "of each year its own order"),
        ("2024年申请最多和公开最多的地方是同一个吗", "two orders"),
        ("宿迁2024年法院的申请多少", "no suit is a request"),
        ("宿迁2024年新收多少件，上年结转算进来又是多少", "both together are asked for"),
        ("宿迁2024年复议机关多少个", "cases are counted, and no bodies"),
        ("How many requests and how many reviews did Suqian have in 2024?", "both"),
        ("Compare Suqian and Hongze 2024 on requests and reviews", "both"),
        ("Hongze 2024: requests, granted, refused", "all three"),
        ("Suqian Q3 2024 requests", "no row tells a quarter"),
        ("宿迁2024年新收最多的是自然人吗", "of all who applied"),
        ("宿迁2024年三种不公开结果合计比公开的少几件", "three results are no one of them"),
        ("宿迁2024年许可加处罚是强制的几倍", "a sum is set against one"),
        ("宿迁2024年通过的申请有多少", "no outcome is a pass"),
        ("宿迁2024年公开的占剩下的几成", "what is left of what is not told"),
        ("宿迁2024年不予公开理由中和2023年相比增加的有哪些", "the parts that rose"),
    ],
)  # fmt: skip
def test_no_figure_passes_them_over(samples: Assistant, question: str, why: str) -> None:
    answer = samples.ask(question)
    assert answer.value is None, why
    assert answer.kind not in ("figure", "table", "derived"), (why, answer.text)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("截至2024年12月31日宿迁现行有效的规范性文件多少", "420"),
        ("宿迁2024年最后一天还有多少没办完", "125"),
        ("宿迁2024年其他申请人申请多少", "3"),
        ("宿迁2024年复议其他结果多少", "28"),
        ("宿迁2024年年底剩下多少件没办完", "125"),
        ("江夏2021 执法案卷 不予公开 件数", "1"),
        ("宿迁行政许可2024比2023少办了多少件", "-235416"),
        ("宿迁2024年申请比上年净增多少件", "14"),
        ("宿迁2024年企业单位申请多少", "75"),
        ("把上年结转也算进来，宿迁2024年手里共有多少件申请要办（新收加上年结转）", "3646"),
        ("宿迁2024年申请", "3525"),
        ("宿迁2023年通报表扬了几个单位", "26"),
        ("洪泽2024年的信息公开申请", "95"),
        ("Which applicant type other than natural persons filed the most in Suqian 2024?", "75"),
        ("How many requests did lawyers and companies file together in Suqian 2024?", "81"),
    ],
)
def test_where_they_narrow_nothing_the_figure_is_told(
    samples: Assistant, question: str, value: str
) -> None:
    answer = samples.ask(question)
    assert answer.value and answer.value[0] == value


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("宿迁2024年申请、公开、不公开各几件", ["3525", "1431", "92"]),
        ("宿迁2024年申请和答复数量", ["3525", "3521"]),
        ("宿迁2024年自然人被公开的和企业被公开的各多少", ["1408", "21"]),
        ("How many normative documents did Suqian issue and repeal in 2024?", ["50", "227"]),
        ("宿迁2024年复议多少件，其中维持多少，纠正多少", ["170", "88", "18"]),
        ("宿迁2024年收到多少申请，公开了多少", ["3525", "1431"]),
        ("宿迁2024年收到多少申请，办结多少，结转多少", ["3525", "121", "125", "3521"]),
        ("宿迁2024年信访类占不予处理多少，占办结多少", ["74.36", "2.47"]),
        ("宿迁2024年企业占新收几成、占办结几成", ["2.13", "2.07"]),
    ],
)
def test_each_number_asked_for_is_told(
    samples: Assistant, question: str, values: list[str]
) -> None:
    answer = samples.ask(question)
    assert [value for value in values if value not in answer.text] == []


@pytest.mark.parametrize(
    "question",
    ["宿迁2024年没有败诉对吧", "宿迁2024年复议没有被纠正的吧", "宿迁2024年负责人出庭应诉率"],
)
def test_no_passage_stands_for_a_figure(samples: Assistant, question: str) -> None:
    assert samples.ask(question).kind != "passage"
