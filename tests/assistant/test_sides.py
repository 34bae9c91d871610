"""What is set against requests or another row is a figure of its own, and is never dropped."""

import pytest

from assistant.ask import Assistant

# What is asked of the samples, and the number that answers it.
ONE = {
    "宿迁2024年企业申请里被公开的占多少": "28.77",  # 21 ÷ 73
    "宿迁2024年收到的申请比处理的多几件": "4",  # 3525 − 3521
    "宿迁2024年公开的申请比不公开的多多少": "1339",  # 1431 − 92
    "宿迁2024年答复的申请里有几成是公开": "40.64",  # 1431 ÷ 3521
    "宿迁2024年收到的申请中有多少公开了": "1431",
    "江夏2021年自然人里公开了多少件": "19",
    "宿迁2024年还有多少申请没处理": "125",
    "宿迁2024年不处理的申请有多少": "117",
    "宿迁2024年公司和律师申请共多少件": "81",  # 75 + 6
    "宿迁2024年上年结转加新收等于多少": "3646",  # 121 + 3525
    "宿迁2024年公开的比2023年多几件": "240",  # 1431 − 1191
    "洪泽区2024年申请中有多少是重复的": "0",
    "宿迁2024年有几件公开了": "1431",
    "宿迁2024年得到信息公开申请多少件": "3525",
    "宿迁2024年公开的1431件里企业几件": "21",
    "江夏2021年20件公开的申请中自然人几件": "19",
    "宿迁2024年废止的规范性文件占现行有效的几成": "54.05",  # 227 ÷ 420
    "宿迁2024年直接起诉败诉率": "0.00",
    "宿迁复议从440件降到170件，降幅多少": "-61.36",
    "宿迁2024年总共办结了多少件公开申请": "3521",
    "洪泽2024年区政府办受理几件": "17",
    # Of two bodies and of two rows in percent of the other, and not by how many.
    "宿迁2024年申请比洪泽多百分之几": "3610.53",
    "宿迁2024年申请比洪泽多几倍": "3610.53",
    "洪泽2024年申请比宿迁少几成": "-97.30",
    "宿迁2024年处罚比许可多几倍": "70.13",
    "宿迁2024年申请比洪泽增长多少": "3430",
    "宿迁2024年申请是洪泽的几倍": "37.11",
}
# The numbers of each row shown.
SEVERAL = {
    "江夏区2021年自然人申请里有多少拿到了信息": {"19", "21"},
    "宿迁2024年新增规章和废止规章各几件": {"2", "1"},
    "宿迁2024年新增规范性文件几件，废止几件": {"50", "227"},
    "宿迁2024年企业申请的结果": {"21", "9", "4", "34", "2", "3"},
    "宿迁2024年许可和处罚各等于多少": {"1573179", "2676474"},
    "宿迁2024年收到和处理的申请各几件": {"3525", "3521"},
    "宿迁2024年公开和不公开各占多少": {"40.64", "2.61"},
    "江夏2021年企业提了几件，几件被公开": {"2", "1"},
    "江夏2021年申请被公开的有几件，没公开的有几件": {"20", "6"},
    "宿迁2024年复议诉讼纠正率": {"13.43", "0.00"},
    "宿迁2024年复议被纠正和维持的比例": {"10.59", "51.76"},
    "宿迁2024年企业公开率比自然人高多少": {"28.77", "40.93", "41.10"},
    "宿迁2024年1431件公开的是谁申请的": {"1408", "21"},
    "江夏2021年6件不予公开的理由": {"1", "5"},
    "上海市政府办公厅2019年律师申请几件，公开几件": {"2", "1"},
    "宿迁2023年结转到2024年的件数两份报告一致吗": {"121"},
}


@pytest.mark.parametrize(("question", "value"), ONE.items())
def test_a_side_without_a_row_is_read_as_one(samples: Assistant, question: str, value: str) -> None:
    answer = samples.ask(question)
    assert answer.value is not None and answer.value[0] == value, answer.text


@pytest.mark.parametrize(("question", "values"), SEVERAL.items())
def test_each_of_what_is_named_is_shown(
    samples: Assistant, question: str, values: set[str]
) -> None:
    answer = samples.ask(question)
    shown = {str(r.value) for r in (*answer.readings, *answer.rows)}
    assert values <= shown, answer.text


@pytest.mark.parametrize(
    "question",
    [
        "宿迁2024年申请里办过证的有几件",
        "宿迁2024年申请中交了钱的有多少",
        "宿迁2023到2024哪一项申请结果变化最大",
        "宿迁2024年收到的申请比拿去打印的多几件",
        "宿迁2024年社会组织申请了什么",
        "江夏2021年12345受理多少",
        "宿迁2024年制定的比废止的少几件",
        "宿迁2024年受理的申请比新收的多几件",
    ],
)
def test_a_side_that_no_row_holds_is_answered_by_none(samples: Assistant, question: str) -> None:
    assert samples.ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("宿迁2024年复议和诉讼哪个多", "更多的是行政复议总计"),
        ("宿迁2024年予以公开和部分公开哪个少", "更少的是部分公开"),
        ("宿迁2024年复议维持率和诉讼维持率哪个高", "更高的是行政诉讼维持率"),
        ("江夏2021年企业和自然人哪个申请少", "更少的是"),
        ("宿迁2024年行政复议比2023年少了多少件，降幅多少", "下降61.36%"),
        ("洪泽2024和江夏2021申请差几件", "相差65件"),
        ("宿迁2024年公开的多还是无法提供的多", "更多的是予以公开"),
        ("宿迁2024年申请有没有超过4000件", "没有，"),
        ("宿迁2024年申请超没超过3000件", "是的，"),
        ("宿迁2024年自然人占比97.59%对不对", "是的，"),
        ("宿迁2024年自然人占比90%对不对", "不是90%，是97.59%"),
        ("宿迁2024年信访类申请全是自然人提的吗", "不是全部：不予处理：信访举报投诉类申请87件"),
    ],
)
def test_the_question_itself_is_answered(samples: Assistant, question: str, verdict: str) -> None:
    assert verdict in samples.ask(question).text
