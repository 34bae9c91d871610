"""Limits over many bodies: each is on what its own words name, whatever else is measured."""

import pytest

from assistant.ask import Assistant


@pytest.mark.parametrize(
    ("question", "says", "value"),
    [
        # The reviews named before the number, and no requests.
        (
            "2024年复议总数超过100件的地方，复议纠正率谁最高",
            "行政复议总计超过100件",
            ("13.43", "%"),
        ),
        ("2024年复议总数超过300件的地方，复议纠正率谁最高", "行政复议总计超过300件", ("0", "个")),
        # What is asked of those that keep it is named again, for all applicants.
        ("2024年企业申请超过20件的地方，平均新收多少件", "商业企业）超过20件", ("3525.00", "件")),
        ("2024年企业申请超过20件的地方平均多少件企业申请", "商业企业）超过20件", ("75.00", "件")),
        ("2024年企业申请多于20件的地方里新收最多的是谁", "商业企业）多于20件", ("3525", "件")),
        (
            "Average number of penalties in 2024 among bodies with more than 100 reviews",
            "Administrative reviews: total more than 100",
            ("2676474.00", "件"),
        ),
        # A limit behind its number, one of none, and a difference of two rows.
        (
            "2024年有100件以上复议的地方，新收申请最多的是哪个",
            "行政复议总计100件以上",
            ("3525", "件"),
        ),
        ("2024年处罚连3000件都不到的地方有几个", "连3000件都不到", ("1", "个")),
        ("2024年哪些地方连一件商业企业的申请都没收到", "（商业企业）为0", ("1", "个")),
        ("2024年规范性文件净增（制发减废止）最多的是哪个地方", "3 − 0", ("3", "件")),
        ("2024年平均每个地方处罚多少件", "2个", ("1339625.00", "件")),
        ("2024年各地处罚排个序，少的排前头", "1. 淮安市洪泽区人民政府", None),
        ("2024年没有任何尚未审结的行政复议，哪些地方做到了", "尚未审结为0", ("1", "个")),
        ("2024年打官司，各地谁败诉最多", "行政诉讼结果纠正", ("0", "件")),
        ("动不动就说不掌握，2024年这么答复最多的是哪个地方", "不掌握相关", ("897", "件")),
        # Any of one, and what was charged of those that charged.
        ("2024年有企业申请的地方有几个", "（商业企业）不为0", ("1", "个")),
        ("2024年收费不为0的地方平均收了多少万元", "收费金额", ("40123.13", "万元")),
        ("2024年哪两个地方的处罚加起来最多", "2676474", ("2679250", "件")),
        (
            "Which body had the fewest requests in 2024 but more than 100 reviews?",
            "reviews: total more than 100",
            ("3525", "件"),
        ),
        # None of one, beside a limit on another.
        ("2024年新收超过90件但没有复议的地方有几个", "行政复议总计为0", ("0", "个")),
        # Told behind, in money, in terms of the whole, and by one row held against another.
        ("2024年哪个地方复议纠正率最高？只看复议超过100件的", "总计超过100件", ("13.43", "%")),
        ("2024年收费超过1亿元的地方，平均新收多少件申请", "超过1亿元", ("3525.00", "件")),
        ("2024年自然人申请占新收九成以上的地方有几个", "3440 ÷ 3525", ("2", "个")),
        ("2024年行政处罚多于行政强制的地方，新收申请平均多少件", "大于0", ("1810.00", "件")),
        # A fraction, a limit that takes its number in, and one said twice.
        ("2024年收录的地方里无法提供率超过三分之一的有几个", "超过三分之一", ("1", "个")),
        ("2024年新收超过95件（含95件）的地方有几个", "不少于95件", ("2", "个")),
        ("2024年新收在95件到9999件之间（两头都含）的地方有几个", "之间", ("2", "个")),
        # Two limits, each on its own figure.
        ("2024年新收超过90件、不予公开超过20件的地方有几个", "不予公开超过20件", ("1", "个")),
        ("2024年新收超过90件、不予公开超过2000件的地方有几个", "不予公开超过2000件", ("0", "个")),
        (
            "2024年新收超过90件且复议超过100件的地方，处罚最多的是谁",
            "本年新收政府信息公开申请超过90件",
            ("2676474", "件"),
        ),
    ],
)
def test_a_limit_is_on_what_its_words_name(
    samples: Assistant, question: str, says: str, value: tuple[str, str] | None
) -> None:
    answer = samples.ask(question)
    assert answer.value == value
    assert says in answer.text


@pytest.mark.parametrize(
    "question",
    [
        # Of the first of an order others are counted.
        "2024年申请最多的两个地方里，处罚超过1000件的有几个",
        # In another unit than it is counted in.
        "2024年处罚超过100万元的地方有几个",
        "2024年收费超过100件的地方，处罚最多的是谁",
        # A limit whose figure stands apart is on none that can be told.
        "2024年说到行政复议，超过100件的地方里纠正率谁最高",
        # Two figures, and no sum of them.
        "2024年复议、诉讼超过50件的地方，申请最多的是谁",
        # A share of what it is no part of, and a multiple of another row.
        "2024年处罚占新收九成以上的地方有几个",
        "2024年处罚超过许可两倍的地方有几个",
        "2024年新收95件以上（含企业）的地方有几个",
        # Named behind the limit, and not asked for.
        "2024年哪些地方复议维持率超过两成（按办结总数算）",
        # Either of two limits, one denied, how much another one changed, one of another's ratio.
        "2024年新收超过90件或者复议超过100件的地方有几个",
        "2024年不是新收超过90件的地方有哪些",
        "2024年新收比上年增加10件以上的地方里，处罚最多的是谁",
        "2024年新收90件以上的地方平均每件申请对应几件处罚",
        # Each of two sums, and kinds of reasons, which are no bodies.
        "2024年新收超过90件的地方复议合计与诉讼合计各多少",
        "2024年各地不予公开最多的理由是什么",
        # Put in order by one figure, and asked another.
        "2024年处罚最多的地方，新收多少件",
        "2024年企业申请占比最高的地方，企业申请几件",
        "2024年申请最多、处罚也最多的地方是谁",
        "2024年申请不是最多的地方是谁",
        "Which body received the most requests per review in 2024?",
        "Which body had the most requests in 2024, and how many reviews did it have?",
        # Of those in an order, which number is made of how many is not said.
        "2024年新收申请最多的地方的中位数",
        "2024年各地新收申请的中位数是哪个地方",
        # One number made of many, beside another that is asked for.
        "2024年各地新收申请的平均数和中位数各是多少",
        "2024年各地新收申请合计多少，最多的是谁",
        "2024年新收申请连续两年超过90件的地方有几个",
        # Net of what is not said.
        "2024年规范性文件净增最多的是哪个地方",
        "How many bodies with more than 90 requests in 2024 refused any?",
    ],
)
def test_what_cannot_be_told_apart_is_refused(samples: Assistant, question: str) -> None:
    assert samples.ask(question).value is None


def test_a_limit_said_over_and_over_breaks_nothing(samples: Assistant) -> None:
    for words in ("哪个区县一件都没有", "哪些区县没有超过0件的", "超过1件、哪些区县"):
        assert samples.ask(words * 300).status != "answered"
