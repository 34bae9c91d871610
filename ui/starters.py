"""First questions that the loaded reports can answer: each is tried before it is offered."""

from collections.abc import Iterator

from assistant.ask import Assistant
from assistant.question.places import Body
from ingest.identity.divisions import gazetteer
from ui.labels import scripted

COUNT = 6
ZH = (
    "{body}{year}年新收多少件申请？",
    "{body}{year}年公开率是多少？",
    "{body}{year}年存在哪些问题？",
    "{body}{year}年不予公开的原因都有哪些？",
    "{body}{year}年的数字对得上吗？",
)
EN = (
    "How many requests did {body} receive in {year}?",
    "What is the disclosure rate of {body} in {year}?",
    "What problems does {body} report for {year}?",
    "How many requests did {body} refuse in {year}?",
    "Do the figures of {body} for {year} add up?",
)
COMPARED = {
    "zh": "{body}{year}年比{before}年新收申请多了多少件？",
    "en": "How much did requests to {body} grow from {before} to {year}?",
}
DEFINED = {"zh": "什么是“三安全一稳定”？", "en": "What does “security and stability” mean?"}


def first_questions(assistant: Assistant, language: str) -> tuple[str, ...]:
    """Up to six questions, spread over the bodies that are loaded, all of them answered."""
    found: list[str] = []
    for question in _candidates(assistant, language):
        if len(found) == COUNT:
            break
        question = scripted(language, question)
        if question not in found and _works(assistant, question):
            found.append(question)
    return tuple(found)


def _works(assistant: Assistant, question: str) -> bool:
    answer = assistant.ask(question)
    return answer.status == "answered" or answer.reason == "left_blank"


def _candidates(assistant: Assistant, language: str) -> Iterator[str]:
    """A question of each kind, each about another body; one over two years; one of words."""
    dated = (b for b in assistant.catalogue.bodies if b.years)
    shown = sorted(dated, key=lambda b: b.scope != "region")[:COUNT]
    if not shown:
        return
    received, rate, problems, refused, adds_up = EN if language == "en" else ZH
    yield _about(received, shown[-1 if shown[-1].scope == "region" else -2 % len(shown)], language)
    if compared := next((b for b in shown if b.years[0] - 1 in b.years), None):
        year = compared.years[0]
        named = _named(compared, language)
        yield COMPARED["en" if language == "en" else "zh"].format(
            body=named, year=year, before=year - 1
        )
    yield _about(rate, shown[0], language)
    yield _about(problems, shown[1 % len(shown)], language)
    told = max(shown, key=lambda b: len(assistant.database.findings(b.reports[0])))
    yield _about(adds_up, told, language)
    yield DEFINED["en" if language == "en" else "zh"]
    yield _about(refused, shown[2 % len(shown)], language)


def _about(template: str, body: Body, language: str) -> str:
    return template.format(body=_named(body, language), year=body.years[0])


def _named(body: Body, language: str) -> str:
    """The body as one would write it; in English its division, where that has a Latin name."""
    division = gazetteer().by_code(body.division_code)
    if language == "en" and division is not None and division.pinyin:
        return str(division.pinyin).title()
    return body.publisher
