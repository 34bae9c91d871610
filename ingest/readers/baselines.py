"""Words of a page to its lines: what a space parts is one word, and glued headers are several."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ingest import forms
from ingest.readers.columns import HEADER, NUMBERED, SUBTOTAL, Word, Words

SPACE = 0.45  # of a line's height at most
GROUP = re.compile(r"[（(][三四五六][）)](?=\d\s*[.．、](?!\d))")


def lines_of(words: Sequence[Word]) -> list[Words]:
    """Words on one height, from left to right."""
    lines: list[Words] = []
    for word in sorted(words, key=lambda w: (w.middle, w.left)):
        if lines and abs(lines[-1][0].middle - word.middle) < 0.35 * (word.bottom - word.top):
            lines[-1].append(word)
        else:
            lines.append([word])
    starts = [word.left for word in words if NUMBERED.match(word.text)]
    lines = [_without_spaces(sorted(line, key=lambda w: w.left), starts) for line in lines]
    return [[part for word in line for part in _unglued(word)] for line in lines]


def begins_beside(before: Word, word: Word) -> bool:
    """Whether a numbered label begins behind a word, further away than a space is wide."""
    far = word.left - before.right > SPACE * (word.bottom - word.top)
    return far and bool(NUMBERED.match(word.text))


def _unglued(word: Word) -> Words:
    """The headers, or a group's numeral and its first row, that stand in one word where no space
    parts their columns.
    """
    group = GROUP.match(word.text)
    names = [group[0], word.text[group.end() :]] if group else _header_names().findall(word.text)
    if len(names) < 2 or "".join(names) != word.text:
        return [word]
    made, left = Words(), word.left
    for name in names:
        right = left + (word.right - word.left) * len(name) / len(word.text)
        made.append(replace(word, text=name, left=left, right=right))
        left = right
    return made


@cache
def _header_names() -> re.Pattern[str]:
    """The headers of tables two to four, the longer first."""
    names = {i.column for i in forms.indicators().values() if i.table in ("2", "4")} - {""}
    names |= {*HEADER, SUBTOTAL}
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


def _without_spaces(line: Words, starts: Sequence[float]) -> Words:
    """Words that only a space parts as one; columns may be as near where numbered labels start."""
    made: Words = []
    for word in line:
        before = made[-1] if made else word
        near = word.left - before.right < SPACE * (word.bottom - word.top)
        labelled = any(abs(word.left - start) < 1 for start in starts)
        if made and near and not (labelled or before.is_value or word.is_value):
            made[-1] = replace(before, text=before.text + word.text, right=word.right)
        else:
            made.append(word)
    return made
