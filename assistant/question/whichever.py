"""Both of what is told apart by 不管…还是: 不管复议还是打官司，被纠错的总共几件."""

import re
from collections.abc import Sequence

from assistant.question.lexicon import Token

WHICHEVER = re.compile("(?:不[管论]|无论|甭管)(?:是)?")
OR = re.compile("(?:还是|或者?是?|抑或|[、和与跟])")
ALIKE = re.compile("(?:都好|也好|都算上?|都行|一律|都)?[,、]?")
ADDED = re.compile("[一总]共|合计|共计?[有多几]|加起来|各|分别|哪")
KINDS = ("row2", "row3", "row4", "breakdown")


def with_whichever(text: str, tokens: Sequence[Token]) -> str:
    """The question as one for both together, where two of one kind are named so."""
    said = WHICHEVER.search(text)
    begun = {token.start: token for token in tokens}
    one = begun.get(said.end()) if said else None
    joint = OR.match(text, one.end) if one else None
    other = begun.get(joint.end()) if joint else None
    if said is None or one is None or other is None:
        return text
    if not any(one.code(kind) and other.code(kind) for kind in KINDS):
        return text
    alike = ALIKE.match(text, other.end)
    rest = text[alike.end() if alike else other.end :]
    added = "" if ADDED.search(rest) else "合计"
    return f"{text[: said.start()]}{one.text}和{other.text}{added}{rest}"
