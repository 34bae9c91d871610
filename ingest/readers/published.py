"""Table two without rules: under each header rows of a label and its values."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest import labels
from ingest.clean import join_broken_words, key
from ingest.readers.columns import (
    NEAR,
    Columns,
    Word,
    Words,
    columns_below,
    gap,
    intervals,
    is_of_value,
    placed,
    row_of,
)
from ingest.readers.grid import Row

HEADER, CAPTION = "信息内容", "第二十条"


def read_published(part: Sequence[Words], columns: Columns) -> tuple[list[Row], bool]:
    """A block of table two, its values below the header's words or beside them; whether any stands
    where nobody can tell its column.
    """
    lines = list(_with_whole_headers(part))
    at = next((n for n, line in enumerate(lines) if key(line[0].text) == HEADER), -1)
    head, body = lines[: at + 1], _rows(lines[at + 1 :])
    if head:
        columns.published = [(word.left, word.right) for word in head[-1][1:]]
    edge = min((left for left, _ in columns.published), default=math.inf)
    values = [_values(row, edge) for row in body]
    there = columns_below(columns.published, values, columns)
    rows = [row_of([word.text for word in line]) for line in head]
    named = [_joined(w for w in row if w not in own) for row, own in zip(body, values, strict=True)]
    loose = False
    for label, own in zip(named, values, strict=True):
        texts = placed(own, there) if label else None
        blank = not own and ("" in named or not labels.is_of_two(key(label)))
        loose = loose or (texts is None and label != "")
        cells = [w.text for w in own] if texts is None or blank else texts
        rows.append(row_of([*filter(None, [label]), *cells]))
    return rows, loose


def _is_own(word: Word, row: Words) -> bool:
    """Whether a word is a value, or the unit of one that stands above it."""
    above = any(w.is_value and w.left < word.right and word.left < w.right for w in row)
    return word.is_value or (above and is_of_value(word))


def _values(row: Words, edge: float) -> Words:
    """The values of a row, beside one of the form's labels also words that stand in their columns:
    no such cell is blank, whatever it says.
    """
    own = [w for w in row if _is_own(w, row)]
    left = min(w.left for w in row)
    beyond = [w for w in row if w not in own and w.right > edge and w.left > left]
    label = _joined(w for w in row if w not in own and w not in beyond)
    named = labels.is_of_two(key(label))
    return [w for w in row if w in own or (named and w in beyond)]


def _label(row: Words) -> str:
    return _joined(w for w in row if not _is_own(w, row))


def _joined(words: Iterable[Word]) -> str:
    read = sorted(words, key=lambda w: (w.top, w.left))
    return join_broken_words("".join(word.text for word in read))


def _rows(lines: Sequence[Words]) -> list[Words]:
    """The words of each row, with what its narrow cells wrapped above and below."""
    made: list[Words] = []
    for line in lines:
        named = [_label(row) for row in (*made[-1:], line)]
        another = len(named) > 1 and all(labels.is_of_two(key(label)) for label in named)
        open_note = named[0].count("（") > named[0].count("）")
        if made and gap(made[-1], line) < NEAR and (open_note or not another):
            made[-1] = [*made[-1], *line]
        else:
            made.append(line)
    return made


def heads_beside(line: Words, header: Words) -> bool:
    """Whether a line is of the cells beside 信息内容, which wrapped around it, and no caption."""
    first = header[0]
    caption = len(line) == 1 and key(line[0].text).startswith(CAPTION)
    beside = all(w.left > first.right and not w.is_value for w in line if w is not first)
    near = max(gap(line, header), gap(header, line)) < NEAR
    return key(first.text) == HEADER and beside and near and not caption


def _with_whole_headers(part: Sequence[Words]) -> Iterator[Words]:
    """The lines of a block, its header's cells put together where they wrapped around 信息内容."""
    first = next((n for n, line in enumerate(part) if key(line[0].text) == HEADER), -1)
    right = part[first][0].right
    around = (first - 1, first, first + 1) if first >= 0 else ()
    beside = [n for n in around if 0 <= n < len(part) and heads_beside(part[n], part[first])]
    words = [w for n in beside for w in part[n] if w.left > right]
    for n, line in enumerate(part):
        if n == first and len(beside) > 1:
            yield [
                line[0],
                *(_one([w for w in words if at[0] <= w.left < at[1]]) for at in intervals(words)),
            ]
        elif n == first or n not in beside:
            yield line


def _one(words: Words) -> Word:
    """The lines of a header's cell as one word."""
    text = "".join(word.text for word in words)
    left, right = min(w.left for w in words), max(w.right for w in words)
    return replace(words[0], text=text, left=left, right=right)
