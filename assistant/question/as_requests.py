"""Words of cases that are told of requests: 挂着没有结果的申请, 归到“其他”的新收申请."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.question.lexicon import Meaning, Token

CASES = ("row4", "verdict", "row2")
REQUESTS = re.compile("的?(?:政府)?(?:信息)?(?:公开)?申请(?!行政复议|复议)")
# What is said of courts and reviews alone.
HEARD = re.compile("[审判裁诉议法案]")
PUT_UNDER = re.compile("[归算列属落划]")
# 其他法律禁止公开 is no other applicant.
LAW = re.compile("的?(?:法律|法规|行政法规|规定)")
# 不予公开等结果 are such results, and none that is waited for.
SUCH = re.compile("等[结判裁]")
CARRIED = (Meaning("row3", "requests_carried_out"),)
OTHER = (Meaning("other", "other"),)
OF_LAW = (Meaning("restricting", "law"),)
# 其他处理第三种情形“其他”: the row again.
SAID_AGAIN = (Meaning("filler", "subject"),)
OTHERS_TOO = (Meaning("restricting", "such"),)


def of_requests(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, those that name a result of cases read as of requests where no case is named."""
    cases = any(t.code(kind) for t in tokens for kind in CASES)
    named = {t.end for t in tokens if t.code("row3") == "otherwise_remaining"}
    tokens = [
        replace(t, meanings=SAID_AGAIN)
        if t.code("other") and named & {*range(t.start - 3, t.start + 1)}
        else t
        for t in tokens
    ]  # fmt: skip
    ends = {t.end for t in tokens if t.code("row3") or t.code("column4")}
    return [
        replace(t, meanings=OTHERS_TOO) if t.start in ends and SUCH.match(t.text)
        else _own(text, t, cases)
        for t in tokens
    ]  # fmt: skip


def _own(text: str, token: Token, cases: bool) -> Token:
    if token.code("other") and LAW.match(text, token.end):
        return replace(token, meanings=OF_LAW)
    if cases:
        return token
    if token.code("column4") == "other" and PUT_UNDER.match(token.text):
        return replace(token, meanings=OTHER)
    pending = token.code("column4") == "pending" and not HEARD.search(token.text)
    if pending and REQUESTS.match(text, token.end):
        return replace(token, meanings=CARRIED)
    return token
