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

TIMES = re.compile("[翻倍半]|doubl|halv")


def answer_direction(every: Sequence[Asked], counts: bool) -> Answer:
    """为什么下降: only what two reports show, and only the reasons that one gives."""
    asked, query = every[0], every[0].query
    # Of a share it is the share that went up or down.
    operation = "share" if query.operation == "share" else "growth"
    changed = replace(query, items=query.items or ("requests_new",), operation=operation)
    compared = [Asked(changed, a.sheet) for a in every]
    answer = answer_figures(compared)
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


def _went_so(query: Query, answer: Answer) -> bool:
    """Whether the figure went the way that the question says; 翻了一番 says more than that."""
    if TIMES.search(query.plain):
        return False
    changed = Decimal(answer.value[0]) if answer.value else Decimal(0)
    return changed < 0 if query.direction == "fell" else changed > 0
