"""Words that say nothing elsewhere and narrow a figure here: a day, 其他 of no row, 剩下的."""

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.codes import is_stock, kinds_of, rates, sum_of
from assistant.query import Query
from assistant.question.halves import halves
from assistant.question.lexicon import Token
from assistant.question.meaning import TAKEN_IN

# The last day is one of the year's for what comes in, and the end of the year for what there is.
LAST_DAY = re.compile(
    "(?<![到至止])(?:12月31[日号]|十二月三十一[日号]|最后一天)(?!为?止)|"
    r"\bon (?:the last day|31 december|december 31)\b|\blast day\b"
)
# 企业平均每家几件: how many companies applied no form says.
EACH_OF_THEM = re.compile("每一?个?家|各[家个](?=[^,;。?]*(?:各|分别))")
# 复议机关有几个: cases are counted, and no bodies.
ORGANS = re.compile(
    "复议(?:机关|机构|部门|单位|委员会)[有是共]?(?:多少|几)[个家](?!百分|点)|"
    "(?:多少|(?<!哪)几)[个家](?:行政)?复议(?:机关|机构|部门|单位)"
)
# 其实是咨询的申请: no row tells them.
CONSULTING = re.compile("(?<=[是属于为作成])咨询(?=[的类性事件])")
# 信访87件，剩下的不予处理几件: what is left of one without the other.
LEFT = re.compile("除此[之以]?外|(?:剩下|剩余|其余|余下)(?=的|还有|有|多少|几)")
# 新收里当年办结的: what was carried in was dealt with too.
SAME_YEAR = re.compile("(?:(?:里头?|里面|当?中|的),?)?[在于]?(?:当年|年内|本年|同年)[内度]?[就都]?")
ALL_DONE = re.compile("[都全]部?[给被]?(?:办[结完]|答复|处理)了?(?:吗|么|没有?|吧)")
# 年均增长率 is no mean of the numbers.
YEARLY_GROWTH = re.compile(
    "(?:年均|平均每年)(?:复合)?(?:增[长加幅速减]|上升|上涨|下降|减少|变化|[涨降跌])|复合增长|"
    r"(?:average|mean) (?:annual|yearly) (?:growth|increase|change)"
)
PLACED = ("other_organisation", "otherwise_remaining")


def unheard(query: Query) -> Iterator[str]:
    """The words read as talk, or not at all, that the figures named don't hold."""
    yield from halves(query)
    if not all(map(is_stock, query.items)):
        yield from LAST_DAY.findall(query.plain)
    yield from ORGANS.findall(query.plain)
    yield from CONSULTING.findall(query.plain)
    if query.operation == "largest" and query.breakdowns:
        # 新收最多的是自然人吗 asks whether, of all who applied.
        yield from re.findall("最[多大高少小低]的?就?是(?=.*[吗吧么][?。]*$)", query.plain)
    if query.items and all(code.startswith("suit") for code in query.items):
        # 法院的申请: of suits none is requested.
        yield from (t.text for t in query.tokens if t.code("weak") and "申请" in t.text)
    if query.breakdowns:
        yield from EACH_OF_THEM.findall(query.plain)
        yield from _nested(query)
    documents = (c for c in query.items if not c.endswith("in_force"))
    if any(code.startswith(("rules", "normative")) for code in documents):
        # 规范性文件净增几件: made less those repealed, and no change from year to year.
        yield from re.findall("净[增减多少]", query.plain)
        if not any(code.endswith("_issued") for code in query.items):
            yield from re.findall(r"\bissue[sd]?\b", query.plain)
    # 哪两年之间涨得最多: the last two are told.
    yield from re.findall("哪[一两]?年(?:之间|到哪一?年)", query.plain)
    if query.operation == "mean":
        yield from YEARLY_GROWTH.findall(query.plain)
    if query.operation != "rest":
        yield from _others(query)
    if query.operation in ("", "confirm") and len(query.items) > 1:
        yield from LEFT.findall(query.plain)
    if query.operation != "rest":
        yield from re.findall("占(?:剩下|剩余|其余|余下)", query.plain)
    one = max(map(len, (query.items, query.breakdowns, query.bodies, query.years))) < 2
    if query.operation == "ratio" and one and not any(c in rates() for c in query.items):
        yield from (t.text for t in query.tokens if t.code("operation") == "ratio")
    if not any("requests_carried_in" in sum_of(code) for code in query.items):
        # 新收多少件，上年结转算进来又是多少: a sum that is not told.
        carried = (t for t in query.tokens if t.code("row3") == "requests_carried_in")
        yield from (t.text for t in carried if TAKEN_IN.match(query.plain, t.end))
    if query.items == ("results_total",):
        yield from _dealt_with_at_once(query)


def _nested(query: Query) -> Iterator[str]:
    """律师个人提的: one kind of applicant right before another is neither."""
    who = [t for t in query.tokens if t.code("breakdown")]
    for one, other in pairwise(who):
        kinds = kinds_of(one.code("breakdown")) & kinds_of(other.code("breakdown"))
        # 公民法人 are all that apply.
        every = other.code("breakdown") == "organisations"
        if one.end == other.start and not (kinds or every):
            yield one.text


def _others(query: Query) -> Iterator[str]:
    """其他申请多少, 不予处理的其他情形: 其他 beside no row that has an 其他 of its own."""
    if not any(t.code("row4") for t in query.tokens) and any(t.code("row3") for t in query.tokens):
        yield from (t.text for t in query.tokens if t.code("column4") == "other")
    placed = {*query.breakdowns, *query.items} & {*PLACED}
    if not placed and not any(code.endswith("_other") for code in query.items):
        yield from (t.text for t in query.tokens if t.code("other"))


def _dealt_with_at_once(query: Query) -> Iterator[str]:
    if ALL_DONE.search(query.plain):
        return  # of all that came in: nothing is carried on
    new = [t for t in query.tokens if _comes_in(t)]
    found = (SAME_YEAR.match(query.plain, t.end) for t in new)
    yield from (m[0] for m in found if m)


def _comes_in(token: Token) -> bool:
    return "requests_new" in (token.code("row3"), token.code("weak"))
