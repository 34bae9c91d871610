"""Turns behind a list, an order or a part: which line is meant, and what the whole is."""

from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.turns.conversation import Conversation

Chat = Callable[..., list[Answer]]


@pytest.mark.parametrize(
    "turns",
    [
        # By place in the order told last, else as shown; a line's share; the list's own whole.
        {"宿迁2024年办理结果": None, "哪个最多": "1431", "占多少": "40.64", "第二呢": "941"},
        {"宿迁2024年办理结果": None, "最少的呢": "92", "第二少的呢": "117", "第三呢": "469"},
        {"宿迁2024年无法提供的三种情形各几件": None, "第三行呢，几件": "8", "一共几件": "941"},
        {"宿迁2024年各类申请人各多少件": None, "第二多的是哪类": "75", "占多少": "2.13"},
        {"宿迁2024年申请人都是哪几类，各多少件": None, "哪类最多": "3440", "它占新收多少": "97.59"},
        {"宿迁2023年复议各种结果分别几件": None, "最大的那个占复议总数的多少": "70.23"},
        {"宿迁2024年复议结果各几件": None, "最少的是哪种": "18", "2023年它几件": "17"},
        {"2024年谁的行政处罚最多": "2676474", "多少件": "2676474", "第二呢": "2776"},
        {"2024年哪家予以公开率最高": "52.63", "宿迁的呢": "40.64", "差几个百分点": "11.99"},
        {"宿迁2024年不予公开的理由分布": None, "最多的占几成": "25.00"},
        # 谁最多 of kinds of applicant is of no bodies; several turns are put in order together.
        {"宿迁2024年企业申请几件": "75", "律所呢": "6", "自然人呢": "3440", "谁最多": None},
        {"宿迁2024年许可几件": "1573179", "处罚呢": "2676474", "最多的是哪个": None},
        # What is added is beside what was told; of the text, whether it may be is not told.
        {"宿迁2024年复议多少件": "170", "加上2023年的呢": "610"},
        {"宿迁2024年复议多少件": "170", "加上洪泽的": "172"},
        {"宿迁2024年申请多少": "3525", "含结转的呢": "3646"},
        {"江夏2021年人大建议多少件": "128", "政协呢": "212", "一共": None},
        {"宿迁2024年予以公开": "1431", "部分公开呢": "471", "加起来占办结的多少": "54.02",
         "反过来，不予公开的占多少": "2.61"},
        {"洪泽和宿迁2024年谁的申请多": None, "多几倍": "-97.30"},
        {"洪泽2024年公开几件": "50", "占几成": "52.63", "宿迁呢": "40.64", "谁高": None},
        {"江夏2021年申请多少": "160", "信访类占几成": "75.00", "剩下的呢": None},
        {"宿迁2023年申请多少": "3511", "江夏2021年呢": "160", "洪泽2024年呢": "95",
         "哪个最多": None},
        {"How many licences did Suqian decide in 2024?": "1573179", "Ratio?": None},
        # The whole, not the part again.
        {"宿迁2024年企业被答复不掌握的几件": "33", "自然人呢": "859", "总计多少": "897"},
        {"宿迁2024年予以公开和部分公开各几件": None, "加起来呢": "1902"},
        {"江夏2021年不予公开占办结多少": "3.75", "一共几件": "160"},
        {"上海市政府办公厅2019年公益组织申请几件": None, "那总计呢": "859"},
        {"宿迁2023年新收": "3511", "办结": "3486", "2024年的呢": "3521", "两年合计": "7007"},
        # The part stood before, the row is that told before.
        {"洪泽2024年不予公开几件": "3", "宿迁的占它办结的多少": "2.61"},
        {"Suqian 2024 refused?": "92", "What share is that of all handled?": "2.61"},
        {"江夏2021年的行政复议几件": "13", "其他结果的呢": "5", "占已审结的多少": "50.00"},
        {"宿迁2024年直接起诉几件": "25", "法院维持的呢": "7", "没审结的呢": "7"},
        {"宿迁2024年直接起诉": "25", "复议后起诉呢": "52", "没审结的一共几件": "20"},
        {"江夏2021年规范性文件现行有效几件": "22", "洪泽2024年现行有效的呢": "8"},
        # What changed is the share; a year so called is known; each year by its own name.
        {"宿迁2024年自然人占比": "97.59", "跟上年比呢": "0.69", "件数比上年呢": "1.12"},
        {"宿迁2024年许可多少": "1573179", "上年呢": "1808595", "上年处罚多少": "2822652"},
        {"去年宿迁处罚多少": "2676474", "前年呢": "2822652", "去年比前年少多少": "-146178"},
        {"宿迁2024年强制多少": "29351", "比上年呢": "45.57", "处罚比上年呢": "-5.18"},
        {"宿迁2024年信息处理费多少元": "2230", "几件申请收的": "3", "2023年收了多少": "2950"},
        {"江夏2021年复议几件": "13", "纠正": "0", "其他": "5"},
        {"宿迁2024年自然人占比": "97.59", "2023年呢": "96.90", "涨了几个点": "0.69"},
        {"宿迁2024年企业申请几件": "75", "上年呢": "99", "比上年少多少": "-24"},
        {"Suqian 2024 penalties?": "2676474", "versus last year?": "-5.18"},
        {"Suqian 2024 reviews upheld?": "88", "what share of the decided?": "65.67"},
        {"宿迁2024年许可几件": "1573179", "in English": "1573179", "and 2023?": "1808595"},
    ],
)  # fmt: skip
def test_a_line_and_its_whole_are_found(chat: Chat, turns: dict[str, str | None]) -> None:
    answers = chat(*turns)
    assert [a.value and a.value[0] for a in answers] == list(turns.values())


def test_in_all_of_nothing_told_is_no_sum(chat: Chat) -> None:
    *_, answer = chat("你这里有宿迁哪几年的年报", "一共几件")
    assert answer.value is None


def test_bodies_are_put_in_order_each_in_its_own_year(chat: Chat) -> None:
    *_, answer = chat("宿迁2024年自然人占比", "洪泽呢", "江夏2021年呢", "哪个最低")
    assert answer.text.startswith("武汉市江夏区人民政府2021年最低")


def test_another_language_tells_the_same(chat: Chat) -> None:
    told, english, chinese = chat("宿迁2024年不予公开几件", "用英文再说一遍", "in Chinese please")
    assert [a.query.language for a in (told, english, chinese)] == ["zh-Hans", "en", "zh-Hans"]
    assert english.text.startswith("宿迁市人民政府 (Suqian), 2024: Refused")
    assert chinese.text == told.text


@pytest.mark.parametrize(
    "turns",
    [
        # No list, no such place, or several that share it.
        ("宿迁2024年新收多少", "第二呢"),
        ("宿迁2024年新收多少", "2023年呢", "第二季度呢"),
        ("2024年哪家申请最多", "第三名呢"),
        ("洪泽2024年各类申请人各几件", "哪类最多", "第二呢"),
        ("洪泽2024年不予公开理由各几件", "最大的那个占不予公开的多少"),
        # Of what whole, what set apart, which years: no turn told.
        ("宿迁2024年信访的几件", "总计呢"),
        ("宿迁2024年新收多少", "两年加起来"),
        ("2024年谁的处罚最多", "宿迁的呢", "差多少"),
        ("2024年哪家处罚最多", "占比呢"),
        ("2024年各家新收排名", "第二呢", "它占两家合计的多少"),
        ("宿迁2024年诉讼几件", "直接起诉的", "另一种呢"),
        ("宿迁2024年复议几件", "洪泽占宿迁申请的多少"),
        ("宿迁2024年直接起诉几件", "现行有效的呢"),
        ("宿迁2024年的噗噜噜系数是多少", "in English"),
        ("宿迁2024年英文申请几件",),
    ],
)
def test_no_line_is_made_up(chat: Chat, turns: tuple[str, ...]) -> None:
    *_, answer = chat(*turns)
    assert answer.value is None and answer.status != "answered"


@pytest.mark.parametrize(
    ("turn", "rows"),
    [("表四哪几项是0", ["0", "0"]), ("哪几项是0", ["0", "0"]), ("哪几项超过20件", ["87", "27"])],
)
def test_which_parts_keep_a_limit_is_asked_of_the_table_or_row_in_talk(
    samples: Assistant, turn: str, rows: list[str]
) -> None:
    """And of no bodies: the place told before goes on."""
    talk = Conversation()
    samples.ask("宿迁2024年不予处理几件", talk)
    answer = samples.ask(turn, talk)
    assert [row.value for row in answer.rows] == rows
    assert ("诉讼" in answer.text) == ("表四" in turn)


@pytest.mark.parametrize(
    ("turns", "rows"),
    [
        (("宿迁2024年表四哪几项是0", "那2023年呢"), ["0"]),
        (("宿迁2024年表四哪几项是0", "洪泽呢", "哪几项超过1件"), ["2", "2", "3"]),
        (("宿迁2024年不予公开的理由里哪几项是0", "2023年呢"), ["0"]),
        (("宿迁2024年新收几件", "表四里维持的呢"), ["88", "40"]),
        # A row is no table.
        (("宿迁2024年表四哪几项是0", "新收呢"), ["3525"]),
    ],
)
def test_a_table_told_is_that_of_the_next_turn(
    chat: Chat, turns: tuple[str, ...], rows: list[str]
) -> None:
    assert [row.value for row in chat(*turns)[-1].rows] == rows
