"""Bodies put in order by one figure, of the first of which another one is asked."""

import re

from assistant.figures.apart import in_full, read_part
from assistant.query import Query
from assistant.question.groups import LEAST, MOST, Group

CLAUSE = re.compile(r"[,;:。?()]|\band\b")
ASKED = re.compile(r"多少|几(?![个家])|how (?:many|much)|what")


def of_the_first(query: Query, group: Group) -> list[str]:
    """处罚最多的区县，新收多少件: the words of an order by another figure than is asked for."""
    most = (LEAST if group.order == "least" else MOST).search(query.plain) if group.order else None
    if most is None:
        return []
    text, english = query.plain, query.language == "en"
    start = max((m.end() for m in CLAUSE.finditer(text, 0, most.start())), default=0)
    found = CLAUSE.search(text, most.end()) if english else None
    end = most.end() if not english else found.start() if found else len(text)
    order = in_full(read_part(query, [(start, end)]))
    behind = read_part(query, [(end, len(text))])
    other = {*behind.items} - {*order.items} or {*behind.breakdowns} - {*order.breakdowns}
    asks = ASKED.search(behind.plain) and order.items and other
    return [text[start:end].strip()] if asks else []
