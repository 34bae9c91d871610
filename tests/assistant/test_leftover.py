"""What narrows a question is never passed over: no figure answers it as if it weren't there."""

import csv
import random
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.question.reading import read_query

GOLDENS = Path(__file__).parent / "goldens" / "queries.csv"
QUESTIONS, SEED = 60, 4
# By time of year, body, place within, subject, way, person, outcome, exception and hypothesis.
NARROWING = (
    "上半年", "第三季度", "5月份", "春节前", "疫情期间", "当天", "最近三个月", "每天", "月均",
    "教育局的", "公安部门的", "各街道的", "市直单位的", "乡镇一级的", "派出所的", "本级的",
    "沭阳的", "农村", "城区的", "经开区的", "关于征地的", "涉及拆迁的", "环保类",
    "食品安全方面的", "财政预算的", "通过邮寄", "网上", "现场", "电话", "当面", "窗口", "书面",
    "传真", "外国人", "女性", "村民", "记者", "本地", "外地", "大学生", "六十岁以上的",
    "职业申请人", "国企", "领导", "代表", "被退回的", "超期的", "延期的", "补正的", "撤回的",
    "首次", "多次", "重大", "普通", "直接", "继续", "需要收费的", "应当", "正在", "除信访外",
    "不含结转的", "扣除重复的", "至少两次的", "一万元以上的", "最大的一笔", "其中最多的", "预计",
    "如果", "计划", "主动撤回的", "一审", "二审", "上诉的", "听证后", "罚款", "撤销的", "终止的",
    "程序违法的",
)  # fmt: skip


def shown(answer: Answer) -> object:
    """The numbers of a figure answer, or None."""
    if answer.status != "answered" or answer.kind in ("passage", "definition", "coverage"):
        return None
    return answer.value or tuple(r.value for r in (*answer.readings, *answer.rows)) or None


def golden_questions(samples: Assistant) -> list[tuple[str, object]]:
    """Some of the golden questions that a figure answers, with it."""
    with GOLDENS.open(encoding="utf-8", newline="") as file:
        asked = [row["question"] for row in csv.DictReader(file)]
    found: list[tuple[str, object]] = []
    for question in random.Random(SEED).sample(asked, len(asked)):
        if question.isascii() or len(found) == QUESTIONS:
            continue
        if value := shown(samples.ask(question)):
            found.append((question, value))
    return found


def places(samples: Assistant, question: str) -> list[int]:
    """Where words may be put in: between what was read."""
    query = read_query(question, samples.catalogue, samples.settings.today)
    if query.plain != question:
        return [0, len(question)]
    ends = [(t.start, t.end) for t in query.tokens] + [(m.start, m.end) for m in query.mentions]
    return sorted({0, len(question), *(at for pair in ends for at in pair)})


def test_a_narrowed_question_never_has_the_same_answer(samples: Assistant) -> None:
    rng = random.Random(SEED)
    passed = []
    for question, value in golden_questions(samples):
        cuts = places(samples, question)
        for narrowing in rng.sample(NARROWING, 12):
            if narrowing == "超期的" and "逾期" in question:
                continue  # It says the same twice.
            at = rng.choice(cuts)
            narrowed = question[:at] + narrowing + question[at:]
            answer = samples.ask(narrowed)
            if shown(answer) == value and narrowing not in answer.text:
                passed.append((narrowed, answer.text[:60]))
    assert not passed, passed[:20]


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("政协委员的提案，宿迁2024一共办了几件", "the head noun stands in a clause of its own"),
        ("宿迁2024年最多的那个申请人一个人递了几件", "no row tells one applicant from another"),
        ("宿迁2024年高新企业申请几件", "an adjective narrows the kind of applicant"),
        ("宿迁2024年行政处罚被复议的比例", "no table sets one row against the other"),
        ("宿迁2024年上年结转的申请里予以公开几件", "carried over is never told by outcome"),
        ("宿迁2024年有多少个申请人", "requests are counted, not persons"),
        ("宿迁2024年申请行政许可的有多少件", "decisions are counted, not applications"),
        ("宿迁2024年罚款一万元以上的行政处罚几件", "a limit on what is counted"),
        ("江夏2021年全市新收多少件", "a district is no city"),
        ("宿迁2024年英文网站访问量多少", "the figure of the prose is of another site"),
        ("宿迁2024年立案的行政处罚几件", "decisions are counted, not cases opened"),
        ("洪泽2024年本区居民新提的申请有多少件", "applicants are not told by where they live"),
        ("宿迁2024年，学生要的，新收申请几件", "whose requests, and no purpose"),
        ("宿迁2024年要公开的申请几件", "what is to be made public is no outcome"),
        ("宿迁2024年从上一年接手过来已办完的申请几件", "carried over is never told by outcome"),
        ("宿迁2024年从外单位接手过来没办完的申请几件", "carried over is from a year before"),
        ("读者问起网上信访件：宿迁2024年信访举报投诉类申请几件", "a way that no row tells"),
        ("读者问起信访件：宿迁2024年新收申请几件", "what was asked about is not said again"),
        ("网上申请是不是热起来了？宿迁2024年新收比2023年多几件", "a way that no row tells"),
        ("宿迁2024年罚了多少人", "decisions are counted, not persons"),
        ("宿迁2024年罚款收入有多少", "decisions are counted, no money"),
        ("宿迁2024年的申请，前一年接到多少件", "nothing is made of the year before"),
    ],
)  # fmt: skip
def test_no_figure_where_a_word_is_left(samples: Assistant, question: str, why: str) -> None:
    assert shown(samples.ask(question)) is None, why


@pytest.mark.parametrize(
    ("question", "value", "begins"),
    [
        ("宿迁2023年比2024年多收了几件申请", "-14", "宿迁市人民政府"),
        ("江夏2021年新收比宿迁2023年少多少", "-3351", "本年新收"),
        ("宿迁2024年个人申请的予以公开占个人全部结果的比例", "40.93", "宿迁市人民政府"),
        ("宿迁2024年企业占法人和其他组织的比例", "88.24", "宿迁市人民政府"),
        ("宿迁2024年的170件复议全给纠正了吧", "18", "不是全部：行政复议总计170件"),
        ("江夏2021年收了5000件申请，没记错吧", "160", "不是5000件"),
        ("江夏2021年明明只有80件申请吧", "160", "不是80件"),
        ("江夏2021年复议被纠正的4件都是哪些事", "0", "不是4件"),
        ("宿迁2024年申请翻了一番是什么缘故", "0.40", "宿迁市人民政府"),
        ("宿迁2024年沭阳政策简明问答几期", "15", "宿迁市人民政府"),
        # What it adds up to is asked, not checked; a change, and no column of that name.
        ("宿迁2023年和2024年新收申请合起来是多少件", "7036", "宿迁市人民政府"),
        ("宿迁2023年许可、处罚、强制三项相加是多少", "4651410", "宿迁市人民政府"),
        ("宿迁2024年“不掌握”的件数较上年增减几件", "-150", "宿迁市人民政府"),
        ("江夏2021年行政处罚相当于行政强制的多少倍", "6.34", "武汉市江夏区人民政府"),
        ("宿迁2023年新收加上年结转一共要办多少件", "3607", "宿迁市人民政府"),
        ("宿迁2024年从上一年接过来没办完的申请多少件", "121", "宿迁市人民政府"),
        ("宿迁2024年从前一年接手过来没办完的申请多少件", "121", "宿迁市人民政府"),
        ("宿迁2024年的前一年新收多少件申请", "3511", "宿迁市人民政府2023年"),
        ("宿迁2024年和上一年新收合计多少件", "7036", "宿迁市人民政府"),
        ("读者问起信访件：宿迁2024年信访举报投诉类申请几件", "87", "宿迁市人民政府"),
        ("企业的申请热起来了吗？宿迁2024年商业企业新收比2023年多几件", "-24", "宿迁市人民政府"),
        ("宿迁2024年结转下年占收办申请的百分之几", "3.43", "宿迁市人民政府"),
        ("宿迁2024年收办申请里，没办完的占几成", "3.43", "宿迁市人民政府"),
        ("2024年全宿迁的行政强制件数", "29351", "宿迁市人民政府"),
        ("宿迁2024年较2023年行政许可，增减百分比为何？", "-13.02", "宿迁市人民政府"),
        ("从2022年结转过来的申请，宿迁2023年法律服务机构有几件", "2", "宿迁市人民政府"),
        ("宿迁行政强制两年间增长了百分之几", "45.57", "宿迁市人民政府"),
        ("宿迁2023年复议总数除以新收申请数，按百分比", "12.53", "宿迁市人民政府"),
        ("为保护第三方合法权益，宿迁2023年不予公开了多少件", "38", "宿迁市人民政府"),
        ("政协委员的提案，江夏2021一共办了几件", "212", "武汉市江夏区人民政府"),
    ],
)  # fmt: skip
def test_the_figure_that_was_meant(
    samples: Assistant, question: str, value: str, begins: str
) -> None:
    answer = samples.ask(question)
    assert answer.value is not None and answer.value[0] == value
    assert answer.text.startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "宿迁2024年维持了几件",
        "宿迁2024年其他几件",
        "宿迁2024年总计是几件",
        "宿迁2024年案件多少",
        "宿迁2024年文件多少件",
    ],
)
def test_bare_words_of_several_rows_are_asked_back(samples: Assistant, question: str) -> None:
    answer = samples.ask(question)
    assert answer.status == "ambiguous"
    assert len(answer.options) > 1
    for option in answer.options:
        assert samples.ask(option).status == "answered", option


def test_a_year_not_loaded_is_said_before_why(samples: Assistant) -> None:
    answer = samples.ask("洪泽2024年申请量为啥比上年少那么多")
    assert (answer.reason, answer.value) == ("not_loaded", None)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("江夏2021年围绕信息公开的民告官案共几起", "3"),  # talk
        ("江夏2021年机关两手一摊、说自己不掌握的有几件", "10"),  # the row's own meaning
        ("版面上要配一张执法数字的小图，江夏2021年行政处罚多少件", "2542"),  # a story in front
    ],
)
def test_what_narrows_nothing_is_passed_over(
    jiangxia: Assistant, question: str, value: str
) -> None:
    answer = jiangxia.ask(question).value
    assert answer is not None and answer[0] == value


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("江夏2021年以人事、后勤、内部流程这三类内部事务为由不给的几件", True),
        ("江夏2021年人事类内部事务不公开几件", False),
        ("江夏2021年工商登记查询的不予公开几件", False),
        ("江夏2021年审批局许可几件", False),
    ],
)
def test_one_kind_of_those_that_a_row_takes_together_narrows(
    jiangxia: Assistant, question: str, answered: bool
) -> None:
    assert (jiangxia.ask(question).status == "answered") is answered
