"""What a turn takes over from a share, a difference or a year told before it."""

from collections.abc import Callable

import pytest

from assistant.answer import Answer

Chat = Callable[..., list[Answer]]
TURNS = [
    (("宿迁2024年公开了几件", "企业呢", "占企业申请的几成", "2023年呢"), "12.12"),
    (("宿迁2024年企业申请中公开的占几成", "2023年呢", "自然人呢"), "34.81"),
    (("宿迁2024年不予处理里信访类占多少", "2023年呢", "那重复申请呢"), "9.61"),
    (("宿迁2024年不予处理里信访类占多少", "2023年呢", "那重复申请呢", "几件"), "39"),
    (("宿迁2024年不予处理率", "信访类占其中多少"), "74.36"),
    (("宿迁2024年复议纠正率", "比2023年高吗"), "9.33"),
    (("宿迁2024年复议多少件", "比2023年多吗"), "-61.36"),
    (("宿迁2024年信息处理费多少元", "2023年呢", "少了多少"), "-720"),
    (("宿迁2024年上年结转多少件", "跟新收合起来多少"), "3646"),
    # How far apart two shares are is told in points, and of their parts only where cases are asked.
    (("宿迁和洪泽2024年哪边不予处理的比例高", "高出多少"), "2.27"),
    (("宿迁2024年新收几件", "洪泽呢", "哪边不予处理的比例高", "高出多少"), "2.27"),
    (("宿迁2024年不予处理占办结多少", "洪泽呢", "差多少"), "2.27"),
    (("宿迁2024年不予处理占办结多少", "2023年呢", "低了多少"), "-8.32"),
    (("宿迁2024年不予处理占办结多少", "降了多少"), "-8.32"),
    (("宿迁2024年不予处理占办结多少", "降了几件"), "-289"),
    (("Compare the full-disclosure rates of Suqian and Hongze in 2024", "By how much?"), "11.99"),
    (("宿迁和洪泽2024年哪边复议纠正的比例高", "差几个百分点"), "36.57"),
    (("宿迁2024年办结几件", "其中部分公开的", "比前一年多还是少，差多少件", "增长率呢"), "43.60"),
    # Another whole, another column of the rows just told, and all columns again.
    (("宿迁2024年予以公开率", "用新收做分母呢"), "40.60"),
    (("宿迁2024年信访类占不予处理多少", "拿办结做分母"), "2.47"),
    (("宿迁2024年复议维持率", "要是按总计当分母呢"), "51.76"),
    (("宿迁2024年企业申请几件", "律所呢", "这两类加起来占全部新收的比重"), "2.30"),
    (("宿迁2024年未经复议直接起诉几件", "复议后起诉的", "这两种还没审完的合起来"), "20"),
    (("宿迁2024年复议几件", "诉讼呢", "维持的加起来是多少"), "128"),
    (("宿迁2024年规章现行有效几件", "当年新出的呢"), "2"),
    (("宿迁2024年规范性文件废止几件", "新增的呢"), "50"),
    (("宿迁2024年无法提供几件", "只看自然人", "不掌握的呢，总计"), "897"),
    # A part told within its whole is no kind of its own; what leads is the larger.
    (
        ("宿迁2024年不经复议起诉几起", "其中维持的", "复议后起诉的总计", "两种合计", "前一年呢"),
        "113",
    ),
    (("宿迁2024年不予公开几件", "其中国家秘密的", "过程性的", "两项加起来"), "13"),
    (("江夏罚了多少件", "洪泽呢", "谁多，多几件"), "234"),
    (("江夏罚了多少件", "洪泽呢", "江夏比洪泽多几件"), "-234"),
    # A list in percent stays one, a share of a named whole its own; text in English as well.
    (("宿迁2024年各类申请人占比", "2023年呢", "企业的变化几个百分点"), "-0.69"),
    (("宿迁2024年无法提供里不掌握的占多少", "2023年呢", "差多少"), "-1.80"),
    (("宿迁2024年予以公开比上年提高几个百分点",), "6.48"),
    (("Hongze 2024: full disclosure rate?", "And Suqian's?", "By how much is it lower?"), "11.99"),
    (("How many penalties in Jiangxia in 2021?", "And coercive measures?", "Together?"), "2943"),
]
READINGS = [
    # The difference of two rows is not asked of the next row.
    (("宿迁2024年新收和办结各多少", "差几件", "结转多少"), {"121", "125"}),
]


@pytest.mark.parametrize(("turns", "value"), TURNS)
def test_the_whole_and_the_year_are_kept(chat: Chat, turns: tuple[str, ...], value: str) -> None:
    answer = chat(*turns)[-1]
    assert answer.value is not None and answer.value[0] == value, answer.text


@pytest.mark.parametrize(("turns", "values"), READINGS)
def test_what_was_compared_is_left(chat: Chat, turns: tuple[str, ...], values: set[str]) -> None:
    assert {r.value for r in chat(*turns)[-1].readings} == values


@pytest.mark.parametrize("turns", [
    ("洪泽2024年不予处理占办结多少", "差多少"), ("洪泽2024年不予处理几件", "高出多少"),
    ("宿迁2024年新收几件", "用办结做分母"), ("宿迁2024年行政许可几件", "新的呢"),
    ("宿迁2024年新收比上年差几个百分点",), ("宿迁2024年规范性文件制发几件", "净减少多少"),
    ("洪泽2024年复议和诉讼各几件", "合计", "宿迁呢", "谁多"),
    ("宿迁2024年新收几件", "两家复议各几件"),
    ("宿迁2024年新收几件", "哪边多"), ("宿迁2024年新收几件", "江夏2021年呢", "哪边的复议多"),
])  # fmt: skip
def test_one_number_is_not_set_against_itself(chat: Chat, turns: tuple[str, ...]) -> None:
    assert chat(*turns)[-1].reason == "not_understood"


def test_how_many_after_a_share_is_a_number(chat: Callable[..., list[Answer]]) -> None:
    *_, share, number, other = chat(
        "宿迁2024年不予公开多少件", "占办结的比例", "其中因为第三方权益的有多少", "国家秘密呢"
    )
    assert (share.value, number.value, other.value) == (("2.61", "%"), ("17", "件"), ("2", "件"))


def test_the_year_before_of_those_that_did_not_pay(chat: Callable[..., list[Answer]]) -> None:
    *_, answer = chat("宿迁2024年没交费的几件", "上一年没交费的几件")
    assert answer.value == ("10", "件")
