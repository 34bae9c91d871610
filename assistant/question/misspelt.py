"""Places misspelt in Latin letters: Suqain for Suqian, where exactly one loaded name is near."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from assistant.question.lexicon import phrases

WORD = re.compile(r"[a-z]+")
# Shorter ones are only taken for two signs changed about; what English makes of a verb for none.
SHORTEST, SHORT = 5, 6
INFLECTED = re.compile("(?:ing|ed|es|ly|tion|nce)$")
# xingzheng chufa is no English, and no slip for Xinzheng.
ENGLISH = re.compile(r"\b(?:how|what|which|did|does|do|was|were|is|are|the|of|for|in|and)\b")
Body = TypeVar("Body")


def misspelt_in(
    text: str, names: Mapping[str, Sequence[Body]]
) -> tuple[int, int, str, Sequence[Body]] | None:
    """The first word that is one slip off the name of one loaded body: where it stands, that name
    and what it names; None where no word is, or one is as near to several.
    """
    latin = [name for name in names if WORD.fullmatch(name)]
    for word in WORD.finditer(text if ENGLISH.search(text) else ""):
        if word[0] in phrases() or INFLECTED.search(word[0]):
            continue
        near = [name for name in latin if _one_slip(word[0], name)]
        if len(near) == 1:
            return word.start(), word.end(), near[0], names[near[0]]
    return None


def _one_slip(written: str, name: str) -> bool:
    from rapidfuzz.distance import OSA

    if len(written) < SHORTEST or written[0] != name[0]:
        return False
    about = len(name) >= SHORT or sorted(written) == sorted(name)
    return about and OSA.distance(written, name, score_cutoff=1) == 1
