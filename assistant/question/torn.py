"""Words of the language that small words of one sign would tear apart: 内 of 内容, 中 of 中小."""

import re
from collections.abc import Iterator, Sequence

from ingest.store.words import cutter

CHINESE = re.compile(r"[\u3400-\u9fff]+")
# 几起, 那条: a counter behind a number or what points is no part of a word.
COUNTED = frozenset("几两一二三四五六七八九十各那这某")
Span = tuple[int, int]


def torn_words(text: str, read: Sequence[Span], small: Sequence[Span]) -> set[Span]:
    """The small words of one sign that only stand within a longer word which nothing reads whole:
    that word is as unread as its other signs.
    """
    single = {start for start, end in small if end - start == 1}
    held = {at for start, end in read for at in range(start, end)} - single
    torn = set()
    for start, end in _words(text):
        signs = range(start, end)
        if not held & set(signs) and single & set(signs):
            torn |= {(at, at + 1) for at in signs if at in single}
    return torn


def _words(text: str) -> Iterator[Span]:
    """The words of two signs and more, as the dictionary cuts each run of Chinese."""
    for run in CHINESE.finditer(text):
        at = run.start()
        for word in cutter().cut(run[0], False):
            if len(word) > 1 and word[0] not in COUNTED:
                yield at, at + len(word)
            at += len(word)
