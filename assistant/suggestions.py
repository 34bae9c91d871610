"""Next questions that will be answered: about the same report, in the question's language."""

from assistant.answer import Answer
from assistant.question.lexicon import grammar
from assistant.question.places import Catalogue


def asked_of(language: str, publisher: str, year: int | str) -> str:
    """The first of them about a report, in the question's language."""
    held = grammar("texts")["suggestions"]["en" if language == "en" else "zh"]
    return str(held[0][1]).format(body=publisher, year=year)


def suggest(answer: Answer, catalogue: Catalogue) -> tuple[str, ...]:
    """Three questions that the reports loaded can answer, none of them the one just asked."""
    bodies = answer.query.bodies or catalogue.bodies[:1]
    if not bodies or not bodies[0].years or answer.status == "ambiguous":
        return ()
    body = bodies[0]
    year = next((y for y in answer.query.years if y in body.years), body.years[0])
    query = answer.query
    asked = {*query.items, *query.topics, query.operation}
    report = body.report(year)
    # A report of free form has no table to ask figures of.
    kind = "free_form" if report and report.form3 == "none" else "suggestions"
    held = grammar("texts")[kind]["en" if query.language == "en" else "zh"]
    made = [text for of, text in held if of not in asked]
    return tuple(text.format(body=body.publisher, year=year) for text in made)[:3]
