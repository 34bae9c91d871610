"""舒城县的申请占全市的比例: the whole is the report of the place above, where one is loaded."""

import re

from assistant.question.places import Catalogue
from ingest.identity.divisions import gazetteer

WHOLE = re.compile(
    "占了?到?(?P<all>全(?P<level>[市省州])|(?P<named>[^,;。?占的]{2,12}?))的?(?:同期|当年)?"
    "(?P<again>[^,;。?占]{0,10}?)的?(?=比[例重]|百分|几成|份额|多少|几分)"
)
AROUND = re.compile("^的?(?:同期|当年)?|的$")
RANKS = {"市": "prefecture", "州": "prefecture", "省": "province"}


def with_share_above(text: str, catalogue: Catalogue) -> str:
    """The text with the place above named, and what is said again of the whole left out; as it was
    where no report of that place is loaded, or where the whole is of something else.
    """
    found = WHOLE.search(text)
    mentions = catalogue.mentions(text) if found else []
    before = [m for m in mentions if found and m.end <= found.start() and len(m.bodies) == 1]
    if found is None or len(before) != 1:
        return text
    own = before[0].bodies[0]
    behind = next((m for m in mentions if m.start == found.start("all")), None)
    name = _above(own.division_code, RANKS.get(found["level"] or "", ""))
    name, again = (
        (behind.name, text[behind.end : found.end()]) if behind else (name, found["again"])
    )
    held = [b for b in catalogue.named(name) if b.scope == "region" and b.division != own.division]
    again = AROUND.sub("", again)
    if not held or (found["named"] and not behind) or again not in text[: found.start()]:
        return text
    return f"{text[: found.start()]}占{name}的{text[found.end() :]}"


def _above(code: str, level: str) -> str:
    """The name of the division of a level that one of a code lies in; "" for none."""
    division = gazetteer().by_code(code)
    while division:
        division = gazetteer().parent(division)
        if division and division.level == level:
            return division.name
    return ""
