"""Next questions that will be answered: about the same report, in the question's language."""

from assistant.answer import Answer
from assistant.places import Catalogue

ZH = ("{body}{year}年新收多少件申请？", "{body}{year}年予以公开率是多少？", "{body}{year}年存在哪些问题？", "{body}{year}年不予公开的原因都有哪些？", "{body}{year}年的数字对得上吗？")  # fmt: skip
EN = ("How many requests did {body} receive in {year}?", "What is the full-disclosure rate of {body} in {year}?", "What problems does {body} report for {year}?")  # fmt: skip


def suggest(answer: Answer, catalogue: Catalogue) -> tuple[str, ...]:
    """Three questions that the reports loaded can answer, none of them the one just asked."""
    bodies = answer.query.bodies or catalogue.bodies[:1]
    if not bodies or not bodies[0].years or answer.status == "ambiguous":
        return ()
    body = bodies[0]
    year = next((y for y in answer.query.years if y in body.years), body.years[0])
    asked = {i for i in answer.query.items}
    skip = {"requests_new": 0, "granted_rate": 1}
    held = EN if answer.query.language == "en" else ZH
    made = [t.format(body=body.publisher, year=year) for n, t in enumerate(held) if n not in {skip.get(i) for i in asked}]
    return tuple(m for m in made if m != answer.query.text)[:3]
