"""Which way a figure went, and why: what two reports show, and the reason that one gives."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, with_evidence
from assistant.figures.operations import answer_figures
from assistant.figures.quantities import Asked
from assistant.narrative.passages import answer_reason
from assistant.query import Query

# 变少了，是几件: a count in a clause of its own, with no word of change in it.
ITSELF = re.compile(
    "[,;](?:那|到底|究竟|具体)?(?:(?:(?:19|20)?\\d\\d年度?|[去今前]年)(?:一?共|总共|到底|究竟)?[是有收]?|[是有收])"
    "(?:多少|几)[件份个宗]?[呢啊吗]?[?。]*$"
)
TIMES = re.compile("[翻倍半]|doubl|halv")


def answer_direction(every: Sequence[Asked], counts: bool) -> Answer:
    """为什么下降: only what two reports show, and only the reasons that one gives."""
    asked, query = every[0], every[0].query
    # Of a share it is the share that went up or down.
    operation = "share" if query.operation == "share" else "growth"
    changed = replace(query, items=query.items or ("requests_new",), operation=operation)
    compared = [Asked(changed, a.sheet) for a in every]
    answer = answer_figures(compared)
    if answer.status == "answered" and counts and (own := _counted(query, answer)):
        return own
    if answer.status != "answered" or not query.why:
        return answer
    told = answer_reason(max(compared, key=lambda one: one.sheet.report.year or 0))
    said = told.text if told else asked.say("no_reason")
    asks = "indicators" in query.inherited or _went_so(query, answer)
    value = None if query.narrative and not counts else answer.value
    answer = replace(answer, text=f"{answer.text}{asked.space}{said}", value=value)
    if told is None and asks and not counts:
        # 咋降这么多: it did, and the reason is in no report; where it rose, that is the answer.
        answer = replace(answer, value=None, status="not_found", reason="not_stated", kind=None)
    return with_evidence(answer, told.evidence if told else ())


def _counted(query: Query, answer: Answer) -> Answer | None:
    """信访的变少了，2024年是几件: the number itself is asked for, and what it went from is told."""
    newest = max(query.years, default=0)
    years = [r for r in answer.rows if r.report.year == newest and not r.formula]
    itself = query.operation in ("", "confirm") and not query.why
    if not itself or len(years) != 1 or not ITSELF.search(query.plain):
        return None
    rows = (years[0], *(r for r in answer.rows if r is not years[0]))
    value = (years[0].value, years[0].unit)
    return replace(answer, query=query, value=value, rows=rows, kind="figure")


def _went_so(query: Query, answer: Answer) -> bool:
    """Whether the figure went the way that the question says; 翻了一番 says more than that."""
    if TIMES.search(query.plain):
        return False
    changed = Decimal(answer.value[0]) if answer.value else Decimal(0)
    return changed < 0 if query.direction == "fell" else changed > 0
