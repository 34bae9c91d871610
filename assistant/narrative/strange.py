"""Words of a question that name what these reports never tell of: 防汛, 教师, 地铁.

A noun no part of which the project's own vocabulary holds, nor the report, asks of something else:
however like a passage looks, it is no answer. Set on questions that the samples answer and
questions that no report answers; see docs/embedding.md.
"""

import re
from functools import cache
from importlib.resources import files

from assistant.narrative.retrieve import ASKING
from ingest.store.words import cutter

# Where the vocabulary stands: what the model was trained on, the grammar and the glossary.
SOURCES = (
    ("ingest", "embedding/training.toml"), ("assistant", "grammar/topics.toml"),
    ("assistant", "grammar/words.toml"), ("assistant", "glossary/terms.toml"),
)  # fmt: skip
CHINESE = re.compile(r"[\u3400-\u9fff]+")
# Nouns, nouns of doing, short forms and set phrases; plain verbs are too common to tell.
NAMING = re.compile(r"^(?:n|vn|j|l|i)")


def strange_words(question: str, report: str) -> list[str]:
    """The words that neither the vocabulary nor the text of the report knows, in order."""
    found = []
    for run in CHINESE.findall(ASKING.sub(" ", question)):
        for word, kind in cutter().tag(run):
            named = len(word) > 1 and NAMING.match(kind) and cutter().has_word(word)
            if named and word not in report and _has_strange_part(word):
                found.append(word)
    return found


def _has_strange_part(word: str) -> bool:
    parts = [p for p in cutter().cut_for_search(word, False) if 1 < len(p) < len(word)] or [word]
    apart = re.findall("|".join(parts), word)  # 野生, 动物, and no 生动 over both
    return any(not _pairs(part) & _known() for part in apart)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


@cache
def _known() -> frozenset[str]:
    """Every two characters that stand together in the vocabulary."""
    texts = (files(room).joinpath(name).read_text(encoding="utf-8") for room, name in SOURCES)
    return frozenset(
        pair for text in texts for run in CHINESE.findall(text) for pair in _pairs(run)
    )
