"""Bodies put in order by one figure, of the first of which another one is asked."""

import re
from itertools import pairwise

from assistant.figures.apart import NAMING, in_full, read_part
from assistant.query import Query
from assistant.question.groups import LEAST, MOST, Group

CLAUSE = re.compile(r"[,;:。?()]|\band\b")
ASKED = re.compile(r"多少|几(?![个家])|how (?:many|much)|what")
SHARES = re.compile("占比|比例|比重|率|share|rate")
ENDS = re.compile("最[多少高低大小]")


def of_the_first(query: Query, group: Group) -> list[str]:
    """处罚最多的区县，新收多少件: the words of an order by another figure than is asked for."""
    most = (LEAST if group.order == "least" else MOST).search(query.plain) if group.order else None
    if most is None:
        return []
    if apart := [*_two_orders(query), *_by_requests(query, most.start())]:
        return apart
    text, english = query.plain, query.language == "en"
    start = max((m.end() for m in CLAUSE.finditer(text, 0, most.start())), default=0)
    found = CLAUSE.search(text, most.end()) if english else None
    end = most.end() if not english else found.start() if found else len(text)
    order = in_full(read_part(query, [(start, end)]))
    behind = read_part(query, [(end, len(text))])
    other = {*behind.items} - {*order.items} or {*behind.breakdowns} - {*order.breakdowns}
    # 企业占比最高的区县，企业申请几件
    shared = SHARES.search(order.plain) and not SHARES.search(behind.plain)
    counts = bool(shared and (behind.items or behind.breakdowns))
    asks = ASKED.search(behind.plain) and order.items and (other or counts)
    return [text[start:end].strip()] if asks else []


def _two_orders(query: Query) -> list[str]:
    """申请最多、复议也最多的区县: in an order by one figure and in one by another."""
    ends = [0, *(m.end() for m in ENDS.finditer(query.plain))]
    parts = [in_full(read_part(query, [span])).items for span in pairwise(ends)]
    return [m[0] for m in ENDS.finditer(query.plain)] if len({*filter(None, parts)}) > 1 else []


def _by_requests(query: Query, at: int) -> list[str]:
    """The most requests per review, with the most requests had reviews: in English what is put in
    order stands behind the word for it, and here is no figure that is told.
    """
    named = [t for t in query.tokens if any(map(t.code, NAMING)) and query.plain[t.start].strip()]
    behind = [t for t in named if t.start > at]
    verbs = [t for t in named if "requests_new" in (t.code("row3"), t.code("weak"))]
    before = [t for t in named if t.start < at and t not in verbs]
    if query.language != "en" or len(behind) < 2 or before:
        return []
    noun, other = behind[:2]
    told = "requests_new" in query.items or not noun.code("weak")
    return [] if told or other.start <= noun.end + 1 else [noun.text]
