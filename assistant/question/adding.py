"""Whether what is named is to be added up: 一共, 加起来, 复议+诉讼多少件, 不予公开或不予处理的."""

import re
from itertools import pairwise

from assistant.codes import is_result, numbers_of
from assistant.query import Query
from assistant.question.signs import ADDED_UP

UNKNOWN = re.compile("[多几]")
IN_ALL = re.compile(
    "[一总]共|共[^,;。]{0,4}[多几]|合计|总计[多几]|[都全][部都]?算(?:上|进|在内)|[都全]部?计入|"
    "in all|altogether|in total|combined|"
    "(?:taken|put) together"
)
ACROSS = re.compile(r"\bacross (?!.*\beach\b)(?:both )?[a-z ]{3,40}? and ")
TOTAL = re.compile("总(?:[件条]?数|量|额)")
# 不予公开或者不予处理的几件: either of them, and so both together.
EITHER = re.compile("(?:的|了|了的)?(?:或者?|抑或)(?:是|被)?| or ")
# 复议+诉讼多少件
ADDED_TO = re.compile("的?(?:加上?|\\+)的?")
EACH = re.compile("各|分别|哪|还是|which|each")
TOGETHER = re.compile("[加合]起来|[加合]在一[起块]|合计|[一总]共")
# 复议更多的那年，诉讼总共多少: one tells the year of the other.
OF_THAT_YEAR = re.compile("[多少高低大小]的[那这哪]?一?年(?!度?报)")


def asks_sum(query: Query) -> bool:
    """合计, or 一共 behind the last of what is named: 许可和处罚一共多少."""
    if OF_THAT_YEAR.search(query.plain):
        return False
    if query.operation == "sum" or _either(query):
        return True
    columns = len(query.breakdowns) > 1
    named = ("breakdown",) if columns else ("row2", "row3", "row4", "breakdown")
    last = max((t.start for t in query.tokens if any(t.code(k) for k in named)), default=0)
    cut = max(0, query.plain.find("占"))
    if query.operation == "share" and TOGETHER.search(query.plain, 0, cut):
        return True  # 公开和部分公开合起来占办结的比例
    # 新收总数和办结总数 are two numbers.
    alone = max((t.end for t in query.tokens if t.start == last), default=0)
    once = len(TOTAL.findall(query.plain)) == 1 and TOTAL.search(query.plain[alone:])
    once = None if _in_and_out(query) else once
    # 两条理由共挡下多少: 共 right before the last, and one number asked for.
    start = last - 2 if len(UNKNOWN.findall(query.plain)) == 1 and last > 1 else last
    told = IN_ALL.search(query.plain[start:]) or once or ADDED_UP.search(query.plain)
    told = told or ACROSS.search(query.plain)
    return query.operation in ("", "share") and bool(told or _joined_by(query, ADDED_TO))


def _in_and_out(query: Query) -> bool:
    """予以公开和新收总数: what comes in, and what comes of it, has no total of both."""
    named = {number for code in query.items for number in numbers_of(code)}
    out = {c for c in named if is_result(c) or c in ("results_total", "requests_carried_out")}
    return bool(out) and bool(named & {"requests_new", "requests_carried_in"})


def _either(query: Query) -> bool:
    """不予公开或者不予处理的几件: all that is named is joined by 或, and none asked by itself."""
    return _joined_by(query, EITHER)


def _joined_by(query: Query, joint: re.Pattern[str]) -> bool:
    count = max(len(query.items), len(query.breakdowns))
    if count < 2 or EACH.search(query.plain):
        return False
    for kind in ("breakdown", "row3", "column4", "row4", "row2"):
        named = [t for t in query.tokens if t.code(kind)]
        joined = (joint.fullmatch(query.plain[a.end : b.start]) for a, b in pairwise(named))
        if len(named) == count and all(joined):
            return True
    return False
