"""Tables without rules: their parts on a page, and tables two and four and the annex to rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ingest import labels
from ingest.amounts import looks_like_value
from ingest.clean import join_broken_words, key
from ingest.document import names_chapter
from ingest.labels import headers, wording
from ingest.readers.applicants import Columns, read_requests
from ingest.readers.baselines import lines_of
from ingest.readers.columns import (
    NEAR,
    NUMBERED,
    Interval,
    Word,
    Words,
    bands,
    gap,
    goes_on_below,
    intervals,
    is_of_value,
    is_row,
    placed,
    row_of,
)
from ingest.readers.grid import Row
from ingest.tables.annex import HEADER as ANNEX

RESULTS = 5  # of reviews, and of suits of two kinds: the columns of table four
REVIEWED = 3 * RESULTS


@dataclass(frozen=True, slots=True)
class Region:
    """The words of a table's part on a page, as rows of cells."""

    rows: tuple[Row, ...]
    columns: int
    top: float
    bottom: float
    loose: bool


def find_regions(words: Sequence[Word], columns: Columns) -> list[Region]:
    """The parts of tables two, three and four, and of the annex, among a page's words."""
    found: list[Region] = []
    for part in _parts(lines_of(words)):
        flat = [word for line in part for word in line]
        text = key("".join(word.text for line in part[:4] for word in line))
        if _heads_annex(part[0]) or any(map(_is_of_annex, part[:3])):
            rows, loose = list(_statistics(part)), True
        elif _is_of_four(part):
            rows, loose = _reviews(part)
        elif any(mark in text for mark in ("第二十条", "信息内容")) or _is_of_two(part):
            rows, loose = _published(part)
        else:
            rows, loose = read_requests(part, columns)
        if rows:
            top, bottom = min(w.top for w in flat), max(w.bottom for w in flat)
            wide = max(len(row) for row in rows)
            found.append(Region(tuple(rows), wide, top, bottom, loose))
    return found


def _parts(lines: Sequence[Words]) -> Iterator[list[Words]]:
    """The lines of each table: from its header, or from its rows, to the next heading."""
    held: list[Words] = []
    waiting: list[Words] = []
    for line in lines:
        if _is_heading(line) and not _is_of_annex(line):
            if held:
                yield held
            held, waiting = [], []
        elif _begins(line) and not (held and _goes_on(held, line)):
            if held:
                yield held
            held = [line]
        elif held:
            held.append(line)
        elif is_row(line) or _is_of_annex(line):
            held = [*waiting, line]
        else:
            waiting = [*waiting, line] if all(_may_be_label(word) for word in line) else []
    if held:
        yield held


def _is_heading(line: Words) -> bool:
    text = "".join(word.text for word in line)
    beside = any(word.is_value or NUMBERED.match(word.text) for word in line[1:])
    return names_chapter(text) and not beside and not line[0].is_value


def _begins(line: Words) -> bool:
    """Whether a line is the first of a table's header."""
    keys = [key(word.text) for word in line]
    article = keys[0].startswith("第二十条第") and len(line) == 1 and len(keys[0]) < 12
    reviews = ("行政复议" in keys and "行政诉讼" in keys) or _has_results(line)
    if _heads_annex(line):
        return True
    return article or keys[0] == "信息内容" or "申请人情况" in keys or reviews


def _heads_annex(line: Words) -> bool:
    return any(key(word.text) == ANNEX for word in line)


def _is_of_annex(line: Words) -> bool:
    """Whether a line is one of the annex's rows, its value or unit at the end."""
    ended = line[-1].is_value or labels.is_unit(key(line[-1].text))
    return len(line) > 1 and ended and labels.is_of_annex(key(wording.without_note(line[0].text)))


def _goes_on(part: Sequence[Words], line: Words) -> bool:
    """信息内容 below 第二十条 is still the same block, as are results below what they are of."""
    valued = any(word.is_value for above in part for word in above)
    if key(line[0].text) == "信息内容":
        return key(part[0][0].text).startswith("第二十条") and not valued
    return _has_results(line) and not any(word.is_value for word in part[-1])


def _has_results(line: Words) -> bool:
    """Whether a line names the results of reviews and suits, one a column."""
    keys = [key(word.text) for word in line]
    named = {headers.column_of_four(text) for text in keys} - {""}
    # One may have lost characters.
    return len(named) >= RESULTS - 1 and "total" in named and len(line) % RESULTS == 0


def _may_be_label(word: Word) -> bool:
    return len(word.text) < 40 and "。" not in word.text


def _is_of_four(part: Sequence[Words]) -> bool:
    full = any(len(line) >= REVIEWED - 3 and all(w.is_value for w in line) for line in part)
    return full or _has_results(part[0]) or "行政复议" in [key(word.text) for word in part[0]]


def _is_of_two(part: Sequence[Words]) -> bool:
    rows = [line for line in part if is_row(line)]
    return bool(rows) and bool(labels.row_of_two(key(rows[0][0].text)))


# table two ---------------------------------------------------------------------------------------


def _published(part: Sequence[Words]) -> tuple[list[Row], bool]:
    """A block of table two: its header's words are the columns, or the values of a full row, which
    may stand beside them.
    """
    rows, columns, loose = list[Row](), list[Interval](), False
    full = [[w for w in line if w.is_value] for line in part if not line[0].is_value]
    for line in _with_whole_headers(part):
        values = [word for word in line if word.is_value]
        texts = [word.text for word in line]
        if key(texts[0]) == "信息内容":
            columns = [(word.left, word.right) for word in line[1:]]
            by_value = intervals(w for row in full if len(row) == len(columns) for w in row)
            columns = by_value if len(by_value) == len(columns) else columns
            rows.append(row_of(texts))
        elif values and columns and not line[0].is_value:
            label = join_broken_words("".join(w.text for w in line if not w.is_value))
            there = placed(values, columns)
            loose = loose or there is None
            rows.append(row_of([label, *(there or [w.text for w in values])]))
        elif columns and _is_blank_row(line, part):
            rows.append(row_of([*texts, *[""] * len(columns)]))
        else:
            rows.append(row_of(texts))
    return rows, loose


def _with_whole_headers(part: Sequence[Words]) -> Iterator[Words]:
    """The lines of a block, its header's cells put together where they wrapped around 信息内容."""
    first = next((n for n, line in enumerate(part) if key(line[0].text) == "信息内容"), -1)
    right = part[first][0].right
    beside = [
        n
        for n in (first - 1, first, first + 1)
        if first >= 0 and 0 <= n < len(part)
        and all(w.left > right and not w.is_value for w in part[n] if w is not part[first][0])
        and abs(part[n][0].middle - part[first][0].middle) < 1.5 * _tall(part[first])
    ]  # fmt: skip
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


def _tall(line: Words) -> float:
    return line[0].bottom - line[0].top


def _is_blank_row(line: Words, part: Sequence[Words]) -> bool:
    """Whether a line is a row's label alone, and no values stand elsewhere that may be its own."""
    alone = len(line) == 1 and labels.is_of_two(key(line[0].text))
    return alone and not any(all(map(is_of_value, other)) for other in part)


# the annex ---------------------------------------------------------------------------------------


def _statistics(part: Sequence[Words]) -> Iterator[Row]:
    """The annex: an indicator, its unit and its value a row, each over one or more lines."""
    rows: list[Words] = []
    for band in bands(part):
        opens = any(
            NUMBERED.match(w.text) or labels.is_of_annex(key(w.text)) or key(w.text) == ANNEX
            for w in band
        )
        full = rows and all(
            any(map(is_a, row)) for is_a in (_is_unit, _is_value) for row in (rows[-1], band)
        )
        if rows and not (opens or full):
            rows[-1] = [*rows[-1], *band]
        else:
            rows.append(band)
    for row in rows:
        columns = [[w for w in row if at[0] <= w.left < at[1]] for at in intervals(row)]
        texts = [_together(sorted(column, key=lambda w: w.top)) for column in columns]
        yield row_of([*texts, ""] if labels.is_unit(key(texts[-1])) else texts)


def _is_unit(word: Word) -> bool:
    return labels.is_unit(key(word.text))


def _is_value(word: Word) -> bool:
    return word.is_value


def _together(words: Words) -> str:
    """A cell's words; values stay apart, for nobody can tell whether they are one number, but what
    ends amid a group of digits (435,41) goes on.
    """
    text = ""
    for above, word in pairwise([words[0], *words]):
        apart = text and word.is_value and above.is_value and looks_like_value(above.text)
        text += f" {word.text}" if apart else word.text
    return text


# table four --------------------------------------------------------------------------------------


def _reviews(part: Sequence[Words]) -> tuple[list[Row], bool]:
    """Table four: fifteen values on one line below its header, or five below each of three."""
    wide = RESULTS if len(part[0]) == RESULTS and _has_results(part[0]) else REVIEWED
    rows, columns, loose = list[Row](), list[Interval](), False
    for valued, group in groupby(part, key=lambda line: all(map(is_of_value, line))):
        lines = list(group)
        if not valued:
            columns = intervals(w for line in lines for w in line if _heads_column(w))
        for line in map(_from_left, _wrapped(bands(lines))) if valued else lines:
            texts: list[str] | None = [word.text for word in line]
            if valued and (len(line) != wide or len(intervals(line)) != wide):
                at = columns if len(columns) == wide else intervals(line)
                texts = placed(line, at) if len(at) == wide else None
                loose = loose or texts is None
            rows.append(row_of(texts or [word.text for word in line]))
    if not any("审结" in text for row in rows for _, text in row):
        rows.insert(0, row_of(["行政复议", "行政诉讼"]))
    return rows, loose


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
