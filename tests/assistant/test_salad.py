"""Questions put together at random: whatever is made of them, what is told works out and stands in
its cell, and everything named is told.
"""

import ast
import random
import re
from fractions import Fraction

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.figures.named import left_out
from assistant.turns.conversation import Conversation
from ingest.amounts import plain

BODIES = (
    "宿迁2024年", "宿迁2023年", "洪泽2024年", "江夏2021年", "上海市政府办公厅2019年", "宿迁",
    "宿迁2023年和2024年", "宿迁和洪泽2024年",
)  # fmt: skip
ROWS = """
    新收 上年结转 办结 予以公开 部分公开 不予公开 无法提供 不予处理 其他处理 信访类 重复申请
    国家秘密 个人隐私 不掌握 逾期不补正 结转下年 复议 诉讼 直接起诉 复议后起诉 复议维持
    诉讼纠正 尚未审结的复议 行政许可 行政处罚 行政强制 规章 规范性文件 废止的规范性文件 收费
    政府集中采购 公开率 办结率 复议纠正率 被拒的 结转
"""
KINDS = "自然人 企业 律所 科研机构 社会公益组织 法人或其他组织 其他类申请人"
WORDS = """
    里 中 占 占了 一共 加 和 比 各 分别 多 少 比上年 比2023年 增加最多 最多 最少 哪类申请人
    哪种结果 哪个理由 各类申请人 变化 除了 不算 还有几件 多少 几件 几成 百分之几 几倍 多多少
    吗 超过 有没有 都 平均 合起来 总数 占比 的申请 公开的 没办完的 差多少 高几个百分点 是
    相当于 每100件 其中 ， ？
"""
ENDS = ("", "多少", "占多少", "几件", "占几成", "吗", "比2023年多多少", "一共多少")
NEXT = """
    2023年呢 占多少 其中企业几件 一共多少 比2023年多吗 那洪泽呢 重复申请呢 除了企业呢 差多少
    哪个最多 占办结的几成 自然人呢 少了多少 加上部分公开呢
"""
SUM = re.compile(r"[0-9. ()+−÷×]+")

# Each once ended in an exception, or in a number of something else.
FOUND = (
    ("宿迁2023年和2024年有没有其他类申请人增加最多收费企业", "少了多少"),
    ("宿迁2024年收费其他类申请人律所多少",),
    ("宿迁和洪泽2024年律所，科研机构其他处理总数的里头占多少", "2023年呢"),
    ("宿迁2024年企业和律所的申请里公开的占几成",),
    ("宿迁2024年规章增加最多占几成",),
    ("宿迁规章规章", "占办结的几成"),
    ("洪泽2024年社会公益组织变化社会公益组织结转自然人占多少",),
    ("江夏2021年予以公开相当于几成被拒的占多少",),
    ("宿迁2024年行政许可企业占多少",),
)
# A part of something else than what it is said to be a part of.
NO_PART = (
    "宿迁2023年自然人占企业的几成",
    "宿迁2023年不掌握占直接起诉的几成",
    "洪泽2024年复议维持占部分公开的几成",
    "宿迁2024年收费占办结的几成",
)


def salad(chance: random.Random) -> list[str]:
    """A question of a body and two to seven words, now and then with another turn."""
    words = [
        chance.choice(chance.choices((ROWS, KINDS, WORDS), (35, 15, 50))[0].split())
        for _ in range(chance.randint(2, 7))
    ]
    first = "".join((chance.choice(BODIES), *words, chance.choice(ENDS)))
    return [first, chance.choice(NEXT.split())] if chance.random() < 0.3 else [first]


def worked_out(formula: str) -> Fraction:
    """The value of a formula as shown."""
    spelt = formula.replace("−", "-").replace("÷", "/").replace("×", "*")
    return _value(ast.parse(spelt, mode="eval").body)


def _value(node: ast.expr) -> Fraction:
    if isinstance(node, ast.Constant):
        return Fraction(str(node.value))
    assert isinstance(node, ast.BinOp)
    left, right = _value(node.left), _value(node.right)
    match node.op:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case _:
            return left / right


def hold(samples: Assistant, answer: Answer) -> None:
    """What is told works out, stands in its cell, and is all that was named."""
    answer.to_json()
    said = f"{answer.query.text}: {answer.text}"
    assert not left_out(answer), said
    if answer.status == "answered" and answer.value and SUM.fullmatch(answer.formula or ""):
        value, told = abs(worked_out(answer.formula)), abs(Fraction(answer.value[0]))
        assert min(abs(told - value), abs(told - value * 100)) <= Fraction(51, 10000), said
    for row in answer.rows:
        if row.where and row.indicator and row.state != "computed":
            at = {f.where: f for f in samples.database.figures(row.report)}.get(row.where)
            assert at and (at.indicator, at.breakdown) == (row.indicator, row.breakdown), said
            assert row.value in ("", None) or (
                at.value is not None and plain(at.value) == row.value
            )


@pytest.mark.parametrize("turns", FOUND)
def test_what_once_went_wrong(samples: Assistant, turns: tuple[str, ...]) -> None:
    conversation = Conversation()
    for turn in turns:
        hold(samples, samples.ask(turn, conversation))


@pytest.mark.parametrize("question", NO_PART)
def test_no_part(samples: Assistant, question: str) -> None:
    assert samples.ask(question).value is None


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_asked(samples: Assistant, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(30):
        conversation = Conversation()
        for turn in salad(chance):
            hold(samples, samples.ask(turn, conversation))
