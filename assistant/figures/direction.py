"""Which way a figure went, and why: what two reports show, and the reason that one gives."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, with_evidence
from assistant.figures.operations import answer_figures
from assistant.figures.quantities import Asked
from assistant.narrative.passages import answer_reason


def answer_direction(every: Sequence[Asked], counts: bool) -> Answer:
    """为什么下降: only what two reports show, and only the reasons that one gives."""
    asked, query = every[0], every[0].query
    changed = replace(query, items=query.items or ("requests_new",), operation="growth")
    compared = [Asked(changed, a.sheet) for a in every]
    answer = answer_figures(compared)
    if answer.status != "answered" or not query.why:
        return answer
    told = answer_reason(max(compared, key=lambda one: one.sheet.report.year or 0))
    said = told.text if told else asked.say("no_reason")
    value = None if query.narrative and not counts else answer.value
    answer = replace(answer, text=f"{answer.text}{asked.space}{said}", value=value)
    if told is None and "indicators" in query.inherited and not counts:
        # 咋降这么多 after how much: the number was told, the reason is in no report.
        answer = replace(answer, value=None, status="not_found", reason="not_stated", kind=None)
    return with_evidence(answer, told.evidence if told else ())
