"""Table four without rules: fifteen values on one line, or five below each of three headers."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from ingest.clean import key
from ingest.labels import headers
from ingest.readers.columns import (
    NEAR,
    Columns,
    Interval,
    Word,
    Words,
    bands,
    columns_below,
    gap,
    goes_on_below,
    intervals,
    is_of_value,
    placed,
    row_of,
)
from ingest.readers.grid import Row

RESULTS = 5  # of reviews, and of suits of two kinds: the columns of table four
REVIEWED = 3 * RESULTS


def is_of_reviews(part: Sequence[Words]) -> bool:
    """Whether a part of a page is of table four."""
    full = any(len(line) >= REVIEWED - 3 and all(w.is_value for w in line) for line in part)
    return full or names_results(part[0]) or "行政复议" in [key(word.text) for word in part[0]]


def names_results(line: Words) -> bool:
    """Whether a line names the results of reviews and suits, one a column."""
    keys = [key(word.text) for word in line]
    named = {headers.column_of_four(text) for text in keys} - {""}
    # Some may have lost characters.
    known = len(named) >= RESULTS - 1 or headers.heads_table_four(keys)
    return known and "total" in named and len(line) % RESULTS == 0


def goes_on_with_values(line: Words, columns: Columns) -> bool:
    """Whether a page's first line is of values that the page before has but the header of."""
    return bool(columns.reviews) and all(map(is_of_value, line))


def read_reviews(part: Sequence[Words], columns: Columns) -> tuple[list[Row], bool]:
    """Table four: values below its header, or of the one on the page before; whether any stands
    where nobody can tell its column.
    """
    rows, loose = list[Row](), False
    at = columns.reviews if goes_on_with_values(part[0], columns) else []
    if not at and not any("审结" in word.text for line in part for word in line):
        rows.append(row_of(["行政复议", "行政诉讼"]))
    wide = len(at) or (RESULTS if len(part[0]) == RESULTS and names_results(part[0]) else REVIEWED)
    for valued, group in groupby(part, key=lambda line: all(map(is_of_value, line))):
        lines = list(group)
        if not valued:
            rows += [row_of([word.text for word in line]) for line in lines]
            at = columns.reviews = _headers(lines, wide)
            continue
        columns.reviews = []
        found = [_from_left(line) for line in _wrapped(bands(lines))]
        there = columns_below(at, found, columns) if at else []
        for line in found:
            texts = placed(line, there or intervals(line))
            whole = texts is not None and len(texts) == wide
            loose = loose or not whole
            rows.append(row_of(texts if whole and texts else [word.text for word in line]))
    return rows, loose


def _headers(lines: Sequence[Words], wide: int) -> list[Interval]:
    """The columns that a header names, none where it names not all."""
    found = intervals(word for line in lines for word in line if _heads_column(word))
    return found if len(found) == wide else []


def _heads_column(word: Word) -> bool:
    """Whether a word may stand over one column of results."""
    text = key(word.text)
    return len(text) <= 4 and not word.is_value and text not in ("行政复议", "行政诉讼")


def _wrapped(found: Iterable[Words]) -> list[Words]:
    """Rows of values, each with what its narrow cells wrapped below it."""
    made: list[Words] = []
    for values in found:
        if made and gap(made[-1], values) < NEAR and goes_on_below(made[-1], values):
            made[-1] = [*made[-1], *values]
        else:
            made.append(values)
    return made


def _from_left(line: Words) -> Words:
    return sorted(line, key=lambda w: w.left)
