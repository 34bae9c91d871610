"""Numbers and limits in a question, in digits and in words."""

from decimal import Decimal

import pytest

from assistant.ask import Assistant
from assistant.question.money import money_asked
from assistant.question.numbers import bound_of, range_of, read_numbers
from assistant.question.written import normalise


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("那一百六十件里", ["160"]), ("出了两部规章", ["2"]), ("3,525件", ["3525"]),
        ("1.4万条", ["14000"]), ("7.27亿元", ["72700"]),
        # What is not counted, is said of anyone or is a share in the asker's words.
        ("四项相加", []), ("哪一件", []), ("第三件", []), ("三安全一稳定", []), ("多少万元", []),
        ("十件申请里有四件", []), ("两部门", []), ("两份年报", []), ("三件事", []),
    ],
)  # fmt: skip
def test_numbers_taken_for_granted(text: str, values: list[str]) -> None:
    assert [n.value for n in read_numbers(text, [])] == [Decimal(v) for v in values]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("三千五百多件", (3500, 3600)), ("三千多份", (3000, 4000)), ("3500余件", (3500, 3600)),
        ("三十来件", (20, 40)), ("近3500件", (3400, 3600)), ("160件", None),
    ],
)  # fmt: skip
def test_rough_numbers_may_be_more_than_they_say(text: str, span: tuple[int, int] | None) -> None:
    (number,) = read_numbers(text, [])
    assert number.span == (span and tuple(map(Decimal, span)))


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("过千的地方", (">", "1000", "")), ("不到一万件的", ("<", "10000", "件")),
        ("没超过100件", ("<=", "100", "件")), ("没达到100件", ("<", "100", "件")),
        ("达到100件", (">=", "100", "件")), ("超过三成", (">", "30", "%")),
        ("一半以上", (">=", "50", "%")), ("过半", (">", "50", "%")), ("一件都没有", ("=", "0", "")),
        ("超过百分之五十", (">", "50", "%")), ("超过三千万元", (">", "3000", "万元")),
        ("收到过3件", None),
    ],
)  # fmt: skip
def test_limits(text: str, bound: tuple[str, str, str] | None) -> None:
    found = bound_of(text)
    assert (found and (found.sign, str(found.value), found.unit)) == bound


def test_a_rough_number_is_put_right_only_where_it_is_wrong(samples: Assistant) -> None:
    right = samples.ask("宿迁2024年那三千五百多件申请里予以公开几件")
    wrong = samples.ask("江夏2021年行政处罚有三千五百多件，没错吧")
    assert right.text.startswith("宿迁市人民政府2024年予以公开1431件")
    assert wrong.text.startswith("不是3500件，") and wrong.value == ("2542", "件")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("折合人民币几元", "元"), ("按亿元说", "亿元"), ("用亿元表示", "亿元"), ("合多少元", "元"),
        ("换算成元", "元"), ("单位万元", "万元"), ("多少个亿", "亿元"), ("多少万", "万元"),
        ("以元为单位", "元"), ("几块钱", "元"), ("in yuan please", "元"),
        ("in 100 million yuan", "亿元"), ("合计多少件", ""), ("多少万件", ""), ("多少钱", ""),
    ],
)  # fmt: skip
def test_the_unit_of_money_that_is_asked_for(text: str, unit: str) -> None:
    asked = money_asked(text)
    assert (asked[0] if asked else "") == unit


@pytest.mark.parametrize(
    ("said", "told"),
    [("8亿元对吗", "不是80000万元"), ("7.3亿元对吗", "是的"), ("727012578元对吗", "是的"),
     ("超过8亿元吗", "没有"), ("超过7亿元吗", "是的")],
)  # fmt: skip
def test_money_is_held_against_the_cell_in_its_unit(
    samples: Assistant, said: str, told: str
) -> None:
    answer = samples.ask(f"宿迁2024年行政事业性收费{said}")
    assert answer.text.startswith(told) and answer.value == ("72701.2578", "万元")


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("100到200件之间", (100, 200)),
        ("一百到两百件之间", (100, 200)),
        # Of one or of ten thousand: the words don't say.
        ("1到2万件之间", None),
    ],
)
def test_a_range_is_read_as_it_is_told(text: str, sides: tuple[int, int] | None) -> None:
    found = range_of(text)
    assert (found and found.also and (found.value, found.also[1])) == sides


@pytest.mark.parametrize(
    ("said", "usual"),
    [
        ("收到申请数冠军是哪个区县", "收到申请数最多的是哪个区县"),
        ("没有哪个区县的行政复议超过它", "哪个区县行政复议最多"),
        ("没有哪个区县的行政复议超过20件", "没有哪个区县的行政复议超过20件"),
        ("行政复议比其他县区都多的是哪个", "行政复议在各县区中最多的是哪个"),
        ("行政复议比其他县区多几件", "行政复议比其他县区多几件"),
        ("新收申请摊到每个区县头上几件", "新收申请平均每个区县几件"),
        ("行政处罚的几何平均", "行政处罚的几何平均"),
        ("新收申请按大小排，正中间的数是几", "新收申请中位数是几"),
        ("行政复议第25百分位数", "行政复议第25百分位数"),
        ("不要平均数，要新收申请的中位数", "新收申请的中位数"),
        ("工作中值得肯定的", "工作中值得肯定的"),
        ("新收申请的平均数，不要平均数", "新收申请的平均数,不要平均数"),
        ("予以公开最多3件的区县", "予以公开不超过3件的区县"),
        ("予以公开最多3个区县", "予以公开最多3个区县"),
        ("超过200件（含200件）的区县", "不少于200件的区县"),
        ("200件以上（不含）的区县", "超过200件的区县"),
        ("超过200件（含300件）的区县", "超过200件(含300件)的区县"),
        ("行政复议上两位数的区县", "行政复议至少10件的区县"),
        ("新收200多件的区县", "新收超过200件且少于300件的区县"),
        ("没有予以公开过一件的区县", "一件也没有予以公开的区县"),
    ],
)
def test_orders_means_and_limits_are_put_as_usual(said: str, usual: str) -> None:
    assert normalise(said) == usual
