"""Turns that lean on a sum, a part, the text or what stands beside; and those that can't."""

from collections.abc import Callable

import pytest

from assistant.answer import Answer

Chat = Callable[..., list[Answer]]


@pytest.mark.parametrize(
    "turns",
    [
        # Added to a sum; in percent of their own group; the row beside, by its own word.
        {"江夏不予公开几件": "6", "加上无法提供": "16", "再加上不予处理": "136", "占总数": "85.00"},
        {"宿迁2024年信访的几件": "87", "重复的呢": "27", "加起来占不予处理的几成": "97.44"},
        {"宿迁2023年自然人申请多少": "3402", "公开的呢": "1175", "不公开的呢": "141"},
        {"宿迁2024年企业申请几件": "75", "比2023年多还是少": "-24.24"},
        {"宿迁2023年信访类申请几件": "305", "占不予处理的多少": "75.12", "2024年几件": "87"},
        # Of the text: its own number for a row, parts by place, the first of them, what changed.
        {"上海市政府办公厅2019年同意公开的多少": "272", "正文里写的是多少": "258"},
        {"宿迁2023年收办申请中沭阳多少": "477", "占全市比重": "13.22"},
        {"宿迁政策简明问答几期": "98", "市级几期": "48", "2023年宿豫": "22", "哪个县最多": "15"},
        {"宿迁正文说主动公开多少条信息": "140000", "2023年呢": "180000", "少了多少": "-40000"},
        # A number asked anew after a growth; back to all behind a part; what stands beside it.
        {"宿迁2024废止文件几件": "227", "比2023年降了多少": "-53.58", "2023年许可多少": "1808595"},
        {"宿迁简明问答几期": "98", "其中市级几期": "48", "宿豫区呢": "17", "2023年全市几期": "119"},
        {"宿迁2023年通报表扬了多少单位": "26", "个人呢": "30", "那年政府公报编了几期": "12"},
        {"江夏2021年网站浏览量": "1388887", "访客数": "411328", "平均一个人看几次": "3.38"},
        {"宿迁2024年信息处理费收了多少": "2230", "一共几件收了费": "3", "2023年呢": "25"},
        {"洪泽危及三安全的几件": "1", "宿迁2023年因为这个不公开的几件": "6", "2024年呢": "4"},
        # Two columns of a row; the one found; what is tried, not handled; each in its own year.
        {"宿迁2024年律师事务所申请几件": "6", "比企业少多少": "-69"},
        {"宿迁2024年不予公开哪种理由最多": "23", "有几件": "23", "占不予公开的多少": "25.00"},
        {"江夏2021年诉讼几件": "3", "都审完了吗": "0", "没审完的": "3"},
        {"宿迁2024年予以公开几件": "1431", "部分公开也算上呢": "1902"},
        {"江夏2021年强制几件": "401", "比洪泽多多少": "317", "差多少": "317"},
        {"宿迁2023年纠正率": "4.11", "2024年呢": "13.43", "提高了还是下降了": "9.33"},
        {"洪泽2024年行政事业性收费": "7545", "信息处理费呢": "0"},
        # What was done before is done again where that is said, and with rates by themselves.
        {
            "宿迁2024年不予处理率": "3.32",
            "2023年": "11.65",
            "降了几个百分点": "-8.32",
            "无法提供率也这么比一比": "-4.20",
            "部分公开率": "3.97",
            "宿迁2024年办结率": "96.57",
        },
        {
            "洪泽2024年予以公开率": "52.63",
            "加上部分公开呢": "62.11",
            "宿迁同一年、同样算法": "54.02",
        },
        {"宿迁2024不掌握": "897", "2023": "1047", "差多少": "-150", "江夏21": "10"},
        {
            "宿迁2023年重复申请的几件": "39",
            "不对不对，我要2024年的": "27",
            "错了错了，2023年": "39",
        },
        {"宿迁2024年予以公开率": "40.64", "咋算出来的": "40.64", "用新收做分母呢": "40.60"},
        {"宿迁2023年结转到下年几件": "121", "2024又往下一年转了多少": "125", "结转率": "3.43"},
        {"宿迁2024年正文里备案复议几件": "134", "备案诉讼呢": "57"},
        {"洪泽2024年不掌握几件": "31", "占没占到三成": "32.63"},
        {"宿迁2024年收到多少申请": "3525", "洪泽呢": "95", "两个地方差多少": "3430"},
        {"宿迁2024年收到多少申请": "3525", "洪泽呢": "95", "他们俩加起来": "3620"},
        {"宿迁2024年自然人申请几件": "3440", "跟前年比呢": None, "少了还是多了": "1.12"},
        # What was charged, and no requests received; the row that another place's turn left; money.
        {"宿迁2024年信息处理费几元": "2230", "几件": "3", "洪泽那年收了吗，多少": "0"},
        {"宿迁2024年信息处理费几元": "2230", "洪泽收了多少申请": "95"},
        {"宿迁2023年行政事业性收费多少": "59237.2449", "去年也收了吗": "72701.2578"},
        # What is in all is of all; the rest, its parts; a correction behind; over the year before.
        {
            "上海市政府办公厅2019年新收几件": "859",
            "企业呢": "35",
            "办结总数是多少": "805",
            "留到下一年的": "72",
        },
        {"江夏网站总浏览量多少": "1388887", "访客有几个": "411328"},
        {
            "洪泽2024年无法提供几件": "32",
            "不掌握几件": "31",
            "剩下几件": "1",
            "其余那两件是啥": None,
        },
        {
            "洪泽2024年无法提供几件": "32",
            "不掌握几件": "31",
            "剩下那一件是啥情况": None,
            "那占办结的多少？我说无法提供": "33.68",
        },
        {"宿迁2024年新收几件": "3525", "自然人几件": "3440", "剩下的呢": "85", "2023年呢": "109"},
        {
            "宿迁2024年办结几件": "3521",
            "予以公开几件": "1431",
            "还剩几件": None,
        },
        {"宿迁2024年没缴费的几件": "38", "是上一年的几倍": "3.80"},
        {"宿迁2024年没缴费的几件": "38", "相当于前一年的百分之几": "380.00"},
        {"宿迁2024年规范性文件制发几件": "50", "规章是多少": "2", "规章一共几件": None},
        {"洪泽规范性文件废几个": "0", "我老家宿迁呢": "227", "宿迁还有效的一共多少个": "420"},
        {
            "宿迁去年处罚几件": "2676474",
            "再前面一年呢": "2822652",
            "少了百分之几": "-5.18",
            "罚的钱一共多少": None,
        },
        {"宿迁2024年处罚几件": "2676474", "比前年少百分之几": "-5.18", "平均每件罚多少": None},
        # What a rate leaves out anyway; the whole of those that lost; each of the fees.
        {
            "宿迁去年复议被纠正几件": "18",
            "纠正率呢，扣掉没审结的": "13.43",
            "前年同口径": "4.11",
            "两年差几个百分点": "9.33",
        },
        {"宿迁2024年复议多少件": "170", "扣掉没审完的呢": None},
        {
            "宿迁2024许可": "1573179",
            "处罚": "2676474",
            "两项合计": "4249653",
            "同样的合计，2023年": "4631247",
        },
        {"宿迁去年输了几场官司": "0", "一共几场": "77", "败诉率呢": "0.00"},
        {"宿迁2024年收了多少信息处理费": "2230", "平均一件多少": "743.33", "洪泽有没有收": "0"},
        {
            "江夏2021年收到多少申请": "160",
            "自然人占比": "97.50",
            "律所有提过吗": "2",
            "公司有几家": None,
        },
        {"洪泽2024年收到多少申请": "95", "正文里写的多少": "17", "这两个数怎么不一样": None},
        {
            "How many requests did Hongze receive in 2024?": "95",
            "And how many were about information the district doesn't hold?": "31",
            "Did people sue over it? how many lawsuits": "4",
            "And in Suqian that year?": "77",
        },
        {"宿迁2024年报说了哪些问题": None, "那2023年的呢": None, "当年全市公开多少条": "180000"},
    ],
)
def test_what_a_turn_leans_on_is_taken_up(chat: Chat, turns: dict[str, str]) -> None:
    answers = chat(*turns)
    assert [a.value and a.value[0] for a in answers] == list(turns.values())


@pytest.mark.parametrize(
    "turns",
    [
        # Parts of no one group have no share in it; a word of no row beside, a part of no sentence.
        ("宿迁2024年不掌握的几件", "信访的几件", "两个合起来占不予处理多少"),
        ("宿迁2024年信访的几件", "外地的呢"),
        ("宿迁2024年女性申请几件", "占办结的几成"),
        ("宿迁2024年政策简明问答几期", "省级多少期"),
        ("洪泽2024年不掌握几件", "剩下那一件是啥情况"),
        # The office of a county is not the county; what it means is no one's to say.
        ("宿迁2023年沭阳县政府办收办申请几件",),
        ("宿迁2023年泗洪县政府办收办了多少", "2022年呢"),
        ("宿迁2024年不予公开几件", "这说明什么"),
        ("宿迁2024年正文写的不予公开占比多少",),
        ("洪泽2024年收到多少申请", "区政府办不予公开几件"),
        # A ground that no turn told of is not passed over; a reason that none gives is silence.
        ("宿迁2024年申请几件", "因为这个不公开的几件"),
        ("宿迁2023年复议几件", "2024年呢", "降了多少", "咋降这么多"),
        ("宿迁2024年打官司的比去年少了多少？", "为什么会少这么多"),
        # What several reports speak of is no order, and none that keeps a limit is no one.
        ("哪些报告提到了律师", "它的处罚呢"),
        ("哪些区的年报提到了律师", "那个区处罚几件"),
        ("哪几份年报说到了第三方评估", "一共几个"),
        ("2024年哪些机关一件复议都没有", "它的处罚呢"),
        ("宿迁2024年予以公开率", "加上不掌握呢"),
        ("宿迁2024年企业申请几件", "2023年呢", "为什么下降了"),
        ("宿迁2024年企业申请占比", "2023年呢", "为什么降了"),
        ("Hongze 2024 lawsuits?", "Which judge heard them?"),
    ],
)
def test_no_figure_where_none_is_asked_for(chat: Chat, turns: tuple[str, ...]) -> None:
    *_, answer = chat(*turns)
    assert answer.value is None and answer.status != "answered"


@pytest.mark.parametrize(
    "why", ["原因是啥", "什么原因？", "主要是什么原因", "原因报告里说了吗", "为什么"]
)
def test_the_reason_of_a_change_is_no_list_of_figures(chat: Chat, why: str) -> None:
    answer = chat("宿迁2024年不予处理多少件", "比上年降了多少", why)[-1]
    assert (answer.reason, answer.value) == ("not_stated", None)
    assert "71.18%" in answer.text and "没有说明原因" in answer.text


@pytest.mark.parametrize("asked", ["各种原因各多少", "哪个原因最多"])
def test_the_rows_of_reasons_are_told_of_each_year(chat: Chat, asked: str) -> None:
    answer = chat("宿迁2024年不予处理多少件", "比上年降了多少", asked)[-1]
    assert "信访举报投诉类申请305件" in answer.text and "信访举报投诉类申请87件" in answer.text


def test_what_was_charged_the_year_before_is_asked_for_in_two_clauses(chat: Chat) -> None:
    answers = chat(
        "宿迁2024年收了多少信息处理费？", "几件申请收的", "前年呢，收了多少钱", "几件收的"
    )
    assert [a.value and a.value[0] for a in answers] == ["2230", "3", "2950", "25"]
