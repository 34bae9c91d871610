"""Whole words: what is told of a stretch of a question doesn't begin or end within a word."""

from collections.abc import Iterable, Iterator

from ingest.store.words import cutter


def whole_words(text: str, parts: Iterable[str]) -> list[str]:
    """Parts of a text as the words of it that they are cut from: 部流程 as 内部流程."""
    ends = list(_ends(text))
    found: dict[str, None] = {}
    for part in parts:
        start = text.find(part)
        if start < 0 or part.isascii():
            found[part] = None
            continue
        first = max((e for e in ends if e <= start), default=0)
        last = next((e for e in ends if e >= start + len(part)), len(text))
        found[text[first:last].strip(" ,;:。?!()")] = None
    return list(found)


def _ends(text: str) -> Iterator[int]:
    at = 0
    for word in cutter().cut(text, False):
        at += len(word)
        yield at
