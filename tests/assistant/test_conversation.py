"""Conversations: what a turn keeps, what it replaces, and when it starts anew."""

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.turns.conversation import Conversation

Chat = Callable[..., list[Answer]]


@pytest.mark.parametrize(
    "turns",
    [
        {"江夏2021年收到多少申请": "160", "其中自然人": "156", "占多少": "97.50", "那企业": "1.25"},
        {"江夏2021年许可多少": "558794", "处罚": "2542", "强制": "401", "合计": "561737"},
        {"宿迁2024年申请多少": "3525", "2023呢": "3511", "涨了多少": "0.40"},
        {"江夏区2021年复议几件?": "13", "诉讼呢": "3"},
        {"宿迁2024年复议维持几件": "88", "纠正呢": "18", "还没审结的": "36", "2023年呢": "26"},
        # A count word sets a rate or share back to the count.
        {"江夏区2021年不予处理率是多少？": "75.00", "一共几件？": "120"},
        {"江夏2021年不予处理多少件": "120", "占多少": "75.00", "那不予公开呢": "3.75"},
        {"宿迁2024年事业性收费": "72701.2578", "合多少元": "727012578", "2023年呢": "592372449"},
        {"宿迁2024年门户网站访问量多少": "9540370", "那2023年呢": "7854070"},
        {"江夏2021年复议几件": "13", "维持率多少": "50.00", "不对，我问的是没审完的有几件": "3"},
        {"宿迁2024年不予公开几件": "92", "哪条理由最多": "23"},
        {"宿迁2024年复议几件": "170", "比2023年少多少": "-270", "换成百分比呢": "-61.36"},
        {"洪泽2024年予以公开几件": "50", "占比呢": "52.63", "比宿迁高几个百分点": "11.99"},
        {"上海市政府办公厅2019年集中采购几个项目": "6", "那金额": "251000"},
        # A part of a figure of the text, its share, two of them by each other, another unit.
        {"江夏2021发了多少条信息": "3531", "其中政务动态": "742", "占多少": "21.01"},
        {"江夏2021年网站浏览量": "1388887", "访客数": "411328", "人均呢": "3.38"},
        {"宿迁2024年政策文件库归集几件": "10219", "其中市级的": "8140", "县区级的呢": "2079"},
        {"宿迁市2023年信息处理费收了多少": "2950", "几件": "25"},
        {"宿迁2023年政策简明问答多少期": "119", "沭阳呢": "5", "占多少": "4.20"},
        # Added up, then in percent of the whole; the smallest; against what stood before.
        {"江夏2021年个人几件": "156", "企业": "2", "两者相加": "158", "占总数": "98.75"},
        {"宿迁2024年重复申请": "27", "大量反复的": "3", "合计": "30", "占全部办结的比例": "0.85"},
        {"江夏2021年不予公开哪种理由最多": "5", "占多少": "3.13", "我说错了，是宿迁2024": "0.37"},
        {"洪泽2024年处罚几件": "2776", "是强制的几倍": "33.05", "宿迁2024呢": "91.19"},
        {"宿迁2024年不予公开里涉及第三方的几件": "17", "其中公司提的": "1", "个人的占比": "94.12"},
        {"宿迁2024年无法提供率": "26.73", "2023年呢": "30.92", "差几个百分点": "-4.20"},
        {"宿迁2024年新收几件": "3525", "加上结转一共": "3646"},
        # Where it came from is asked of one turn and not carried on.
        {"江夏2021年新收多少": "160", "这个数从哪来的": "160", "予以公开呢": "20"},
    ],
)  # fmt: skip
def test_slots_are_carried(chat: Chat, turns: dict[str, str]) -> None:
    answers = chat(*turns)
    assert [a.value and a.value[0] for a in answers] == list(turns.values())
    assert all(a.query.inherited for a in answers[1:])


def test_a_reason_is_not_made_up(chat: Chat) -> None:
    *_, answer = chat("宿迁2024年申请多少", "2023年呢", "涨了多少", "原因?")
    assert "年报没有说明原因" in answer.text


def test_another_body_comes_beside_the_first(chat: Chat) -> None:
    *_, answer = chat("宿迁2024年予以公开率", "和洪泽比呢")
    assert [r.value for r in answer.rows] == ["40.64", "52.63"]


def test_a_choice_completes_the_question_asked_before(chat: Chat) -> None:
    asked, answer = chat("2024年收到多少申请", "宿迁的")
    assert asked.status == "ambiguous"
    assert answer.value == ("3525", "件")


@pytest.mark.parametrize(
    ("turns", "status", "reason"),
    [
        # What was told of a county in the city's text is no figure of the city a year on.
        (("宿迁2023年沭阳县申请量", "2024年呢"), "not_found", "not_loaded"),
        (("宿迁2023年申请量", "南京呢", "复议呢"), "not_found", "not_loaded"),
        (("宿迁2024年的噗噜噜系数是多少", "2023年呢", "申请量呢"), "ambiguous", None),
    ],
)
def test_no_other_body_or_measure_steps_in(
    chat: Chat, turns: tuple[str, ...], status: str, reason: str | None
) -> None:
    *_, answer = chat(*turns)
    assert (answer.status, answer.reason, answer.value) == (status, reason, None)


def test_passages_are_asked_for_again_and_left(chat: Chat) -> None:
    *_, told, counted = chat("宿迁2023年存在什么问题", "怎么改的", "那2024年呢", "申请量呢")
    assert "政策包" in told.text
    assert counted.value == ("3525", "件")


def test_a_body_named_anew_has_its_own_newest_year(chat: Chat) -> None:
    *_, answer = chat("申请量多少", "宿迁的", "江夏的呢")
    assert answer.value == ("160", "件")
    *_, answer = chat("2024年申请量多少", "宿迁的", "江夏的呢")
    assert answer.reason == "not_loaded"


def test_every_choice_may_be_taken(chat: Chat) -> None:
    asked, every = chat("2024年新收几件", "两家都要")
    assert len(asked.options) == 2
    assert [r.value for r in every.rows] == ["95", "3525"]


def test_a_number_picks_from_the_list_before(chat: Chat) -> None:
    *_, answer = chat("江夏2021年存在哪些问题", "第二条")
    assert answer.kind == "passage"
    assert answer.evidence[0].where == "五/¶1·2"
    assert chat("江夏2021年存在哪些问题", "第九条")[1].reason == "not_understood"


def test_the_source_of_a_rate_is_its_cells(chat: Chat) -> None:
    *_, answer = chat("江夏2021年不予处理率", "这个数从哪来的")
    assert "75.00%由120 ÷ 160算出" in answer.text
    assert "“1.信访举报投诉类申请”" in answer.text.replace("三/(五)不予处理/", "")


def test_a_question_by_itself_inherits_nothing(chat: Chat) -> None:
    *_, answer = chat("宿迁2024年予以公开率", "江夏2021年新收多少申请")
    assert answer.query.inherited == ()
    assert answer.value == ("160", "件")


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("江夏2021年新收多少?", "其中个人呢", "占新收的多少"), ("97.50", "%")),
        (("江夏2021年予以公开多少件", "占办结的多少"), ("12.50", "%")),
        (("江夏2021年申请的结果分别是什么", "第二项多少件"), ("4", "件")),
    ],
)
def test_what_stood_before_is_part_of_the_whole_that_is_named(
    jiangxia: Assistant, turns: tuple[str, ...], value: tuple[str, str]
) -> None:
    conversation = Conversation()
    for turn in turns:
        answer = jiangxia.ask(turn, conversation)
    assert answer.value == value


def test_what_was_listed_is_added_up_and_of_another_year_too(chat: Chat) -> None:
    asked = "宿迁2023年许可、处罚、强制各多少", "三个加起来", "2024年呢", "比2023年多多少"
    _, one, other, changed = chat(*asked)
    assert (one.value, other.value) == (("4651410", "件"), ("4279004", "件"))
    assert changed.value is None and changed.text.count("2024年") == 3


def test_a_new_subject_says_so_and_leans_on_nothing(chat: Chat) -> None:
    *_, now, before = chat("江夏2021年办结多少", "换个话题，宿迁2024年门户网站访问量", "那2023年呢")
    assert (now.value, before.value) == (("9540370", "次"), ("7854070", "人次"))


ODD = "其中外星人提的呢"


def test_what_leans_on_a_turn_not_understood_is_asked_back(chat: Chat) -> None:
    _, odd, share, yes = chat("江夏2021年不予处理多少件", ODD, "占多少", "是的")
    assert (odd.reason, share.status, share.value) == ("not_understood", "ambiguous", None)
    assert share.options == ("武汉市江夏区人民政府2021年不予处理占比多少？",)
    assert yes.value == ("75.00", "%")


@pytest.mark.parametrize(
    ("turns", "reason"),
    [
        # Another year asks the turn before again, and not the one before that.
        (("宿迁2024年予以公开多少", ODD, "2023年呢"), "not_understood"),
        (("宿迁2024年申请量", "GDP呢", "2023年呢"), "out_of_scope"),
        (("宿迁2024年的噗噜噜系数是多少", "2023年呢"), "not_understood"),
        (("宿迁2024年公众号粉丝几个", "2023年呢"), "not_stated"),
    ],
)
def test_no_figure_comes_from_before_a_refusal(
    chat: Chat, turns: tuple[str, ...], reason: str
) -> None:
    assert chat(*turns)[-1].reason == reason


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        # A question that says its own figure and how to answer it needs only place and year.
        (("江夏2021年新收多少", ODD, "予以公开几件"), "20"),
        (("宿迁2024年申请量", "GDP呢", "那复议呢"), "170"),
        (("宿迁2024年予以公开率", "什么叫不予处理", "2023年呢"), "406"),
        (("宿迁2024年新收多少", "谢谢", "2023年呢"), "3511"),
        (("宿迁2024年尚未审结的", "诉讼的"), "20"),
        (("宿迁2024年诉讼结果纠正几件", "那复议的呢"), "18"),
        (("宿迁2024年规章制发几部", "规范性文件呢"), "50"),
        (("宿迁2024年申请都是什么人提的", "企业多少"), "75"),
        (("宿迁2024年不予公开都有哪些原因", "最多的是哪个", "占不予公开的多少"), "25.00"),
        (("江夏2021年申请多少", "个人的", "企业的", "两者相加"), "158"),
        (("南京2024年新收多少", "那宿迁呢", "洪泽呢", "两个差多少"), "3430"),
        (("宿迁2024年申请办完几件", "还剩几件"), "125"),
        (("宿迁2024年企业申请占比", "2023年的件数"), "99"),
        (("宿迁2024年予以公开多少", "不是宿迁，是江夏2021"), "20"),
        (("2024年复议最多的是谁", "它新收多少"), "3525"),
        (("2024年复议最多的是谁", "处罚呢"), "2676474"),
        (("2024年复议最多的是谁", "最少的呢"), "2"),
        (("2024年复议最多的是谁", "许可呢", "最少的是哪家"), "9487"),
        (("洪泽2024年处罚几件", "那强制", "两项一共"), "2860"),
        (("2024年复议最多的是谁", "第二名呢", "它新收多少申请"), "95"),
    ],
)
def test_a_follow_up_keeps_what_it_means(chat: Chat, turns: tuple[str, ...], value: str) -> None:
    answer = chat(*turns)[-1]
    assert answer.value and answer.value[0] == value


def test_a_turn_of_no_script_keeps_that_of_before(chat: Chat) -> None:
    assert [a.query.language for a in chat("宿遷2024年申請幾件", "去年呢")] == ["zh-Hant"] * 2
    assert [a.query.language for a in chat("Suqian 2023 requests?", "2024?")] == ["en"] * 2


@pytest.mark.parametrize("choice", ["复议的", "第一个", "行政复议维持了几件"])
def test_a_choice_that_names_no_body_is_answered(jiangxia: Assistant, choice: str) -> None:
    conversation = Conversation()
    assert jiangxia.ask("维持了几件", conversation).options
    assert jiangxia.ask(choice, conversation).value == ("5", "件")


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("宿迁2024年予以公开几件", "部分公开呢", "一共几件"), "1902"),
        (("宿迁2023年新收几件", "2024年呢", "总共呢"), "7036"),
        (("宿迁2024年新收申请几件", "自然人呢", "一共"), "3525"),  # no whole with its part
        (("宿迁2024年自然人申请几件", "企业呢", "一共几件"), "3515"),
        (("宿迁2024年办结总计几件", "予以公开几件", "一共几件"), None),
    ],
)
def test_in_all_is_of_the_turns_before(
    samples: Assistant, turns: tuple[str, ...], value: str | None
) -> None:
    conversation = Conversation()
    answers = [samples.ask(turn, conversation) for turn in turns]
    assert (answers[-1].value or (None,))[0] == value


@pytest.mark.parametrize(
    "turns",
    [
        ("宿迁2023年新收多少", "2024年呢", "合起来占办结的百分之几"),
        ("宿迁2024年新收多少", "办结多少", "两样合起来占办结的百分之几"),
    ],
)
def test_what_is_no_part_of_one_whole_is_not_shared(
    chat: Callable[..., list[Answer]], turns: tuple[str, ...]
) -> None:
    assert chat(*turns)[-1].value is None


def test_what_stood_at_the_turn_of_a_year_is_not_added_up(
    chat: Callable[..., list[Answer]],
) -> None:
    stock, flow = chat("宿迁2023和2024年现行有效的规范性文件一共多少件", "宿迁两年新收总数")
    assert stock.value is None and [row.value for row in stock.rows] == ["597", "420"]
    assert flow.value == ("7036", "件")
