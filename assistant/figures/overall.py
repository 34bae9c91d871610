"""How all requests of a report came out, or who filed them, where nothing else is named."""

from dataclasses import replace

from assistant.answer import Answer
from assistant.figures.operations import answer_figures
from assistant.figures.premises import wrong_premise
from assistant.figures.quantities import Asked
from assistant.figures.single import answer_single
from assistant.question.doing import limits_parts
from assistant.question.restricting import narrowing


def answer_results(asked: Asked) -> Answer | None:
    """结果如何 of everything; None where a topic or a word narrows it."""
    query = asked.query
    words = any(not w.isdigit() for w in query.unread) or narrowing(query)
    if query.operation not in ("results", "applicants", "reasons") or query.topics or words:
        return None
    code = "requests_new" if query.operation == "applicants" else "results_total"
    asked = Asked(replace(query, items=(code,)), asked.sheet)
    if limits_parts(asked.query):
        return answer_figures([asked])
    answer = answer_single(asked, code, "")
    wrong = wrong_premise(asked, code)
    return replace(answer, text=f"{wrong}{asked.space}{answer.text}") if wrong else answer
