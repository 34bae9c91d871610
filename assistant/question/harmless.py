"""Words left over that change nothing beside the figure that they stand with."""

import re

from assistant.codes import is_stock
from assistant.query import Query
from assistant.question.beside import SETTING
from ingest import forms

# 明确不予公开: how a result was told, right before it.
STATED = ("明确", "正式", "干脆", "真正", "切实")
# 比复议要多几件, and how one is more than another.
WOULD = re.compile("比[^,;。?]+要[多少高低]")
# 前减后, 后者是前者的几倍: the two in the order told.
ORDER = ("前", "后", "前者", "后者")
IN_ORDER = re.compile(
    "前者?(?:减[去掉]?|除以|是|为|相当于)后者?|后者?(?:减[去掉]?|除以|是|为|相当于)前者?|"
    "前者比后者|后者比前者"
)
BY = (
    "超",
    "超出",
    "超过",
    "领先",
    "落后",
    "落后于",
    "高出",
    "高于",
    "低于",
    "多于",
    "少于",
    "不及",
)
# What stands between it and 加起来, and what joins it to another before.
ADDED = re.compile("(?:的|各项|各类|所有|全部|[一二三四五六七八]?[项类种]|都|全)*")
JOINED = re.compile("(?:[和与跟同及、加]|以及)[各所有全部]*$")
HEAPED = "积攒堆压囤"
NUMERALS = ["nil", "one", "two", "three", "four", "five", "six", "seven", "eight"]
# 一起诉讼都没有？总共几起: none is held to be, before the number is asked for.
NONE_BEFORE = (
    "(?:一[件个起宗份家部条][^,;。?]{0,10}[都也](?:没有?|未)[^,;。?的]{0,4}|"
    "没有?一[件起宗份家部][^,;。?的]{0,8})[,;?。][^,;。?]*(?:几|多少)"
)


def heaped(query: Query, word: str) -> bool:
    """哪个区县积得最多, of what isn't decided yet: it is what is left at the end of a year."""
    return word in HEAPED and bool(query.items) and all(map(is_stock, query.items))


def compares(query: Query, word: str) -> bool:
    """比复议要多几件, 超出企业几件: how one of two is set against the other."""
    two = max(len(query.items), len(query.breakdowns)) > 1 or len(query.years) > 1
    by = word in BY or (word == "要" and WOULD.search(query.plain))
    order = word in ORDER and IN_ORDER.search(query.plain)
    if order:
        # Of two years the later is held against the earlier, whichever comes first.
        two = two and not (len(query.years) > 1 and "比" in order[0])
        return two and query.operation in SETTING
    return bool(by) and two and query.operation in ("difference", "growth")


def counts_parts(query: Query, word: str) -> bool:
    """All five reasons together: as many as the one figure has parts."""
    count = NUMERALS.index(word) if word in NUMERALS else 0
    return count > 1 and len(query.items) == 1 and len(forms.parts(query.items[0])) == count


def is_one(query: Query, at: int) -> bool:
    """比所有单位加起来, 不予公开各项合起来: what is added up there is one column or one row."""
    if max(len(query.years), len(query.bodies)) > 1:
        return False
    before = [t for t in query.tokens if t.end <= at and (t.code("breakdown") or t.code("row3"))]
    if not before or not ADDED.fullmatch(query.plain[before[-1].end : at]):
        return False
    named, joined = before[-1], JOINED.search(query.plain, 0, before[-1].start)
    whole = named.code("breakdown") == "organisations" or bool(forms.parts(named.code("row3")))
    return whole and not joined


def stated(query: Query, word: str) -> bool:
    """明确不予公开: wherever the word stands, a result of the form follows."""
    if word not in STATED:
        return False
    results = {t.start for t in query.tokens if t.code("row3") or t.code("column4")}
    return all(m.end() in results for m in re.finditer(word, query.plain))
