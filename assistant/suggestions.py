"""Next questions that will be answered: about the same report, in the question's language."""

from assistant.answer import Answer
from assistant.lexicon import grammar
from assistant.places import Catalogue


def suggest(answer: Answer, catalogue: Catalogue) -> tuple[str, ...]:
    """Three questions that the reports loaded can answer, none of them the one just asked."""
    bodies = answer.query.bodies or catalogue.bodies[:1]
    if not bodies or not bodies[0].years or answer.status == "ambiguous":
        return ()
    body = bodies[0]
    year = next((y for y in answer.query.years if y in body.years), body.years[0])
    asked = set(answer.query.items)
    skip = {"requests_new": 0, "granted_rate": 1}
    held = grammar("texts")["suggestions"]["en" if answer.query.language == "en" else "zh"]
    made = [
        t.format(body=body.publisher, year=year)
        for n, t in enumerate(held)
        if n not in {skip.get(i) for i in asked}
    ]
    return tuple(m for m in made if m != answer.query.text)[:3]
