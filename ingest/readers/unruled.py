"""Tables without rules: their parts on a page, and tables two and four and the annex to rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest import labels
from ingest.clean import key
from ingest.document import names_chapter
from ingest.labels import wording
from ingest.labels.nearest import full_labels
from ingest.readers.applicants import goes_on_in, read_requests
from ingest.readers.baselines import lines_of
from ingest.readers.columns import (
    EVEN,
    NEAR,
    NUMBERED,
    Columns,
    Word,
    Words,
    bands,
    gap,
    grids,
    intervals,
    is_of_value,
    is_row,
    row_of,
    together,
    widest_in,
)
from ingest.readers.grid import Row
from ingest.readers.marks import is_first_part
from ingest.readers.published import CAPTION, heads_beside, read_published
from ingest.readers.reviews import (
    goes_on_with_values,
    is_of_reviews,
    names_results,
    read_reviews,
)
from ingest.tables.annex import HEADER as ANNEX

WHOLE = full_labels("annex") - full_labels("3") - full_labels("2")


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
    lines = lines_of(words)
    for part in _parts(lines, columns):
        flat = [word for line in part for word in line]
        text = key("".join(word.text for line in part[:4] for word in line))
        if _heads_annex(part[0]) or any(map(_is_of_annex, part[:3])):
            rows, loose = list(_statistics(part)), True
        elif is_of_reviews(part) or goes_on_with_values(part[0], columns):
            rows, loose = read_reviews(part, columns)
        elif any(mark in text for mark in (CAPTION, "信息内容")) or _is_of_two(part):
            rows, loose = read_published(part, columns)
        elif any(map(_is_of_annex, part)):
            rows, loose = list(_statistics(part)), True
        else:
            rows, loose = read_requests(part, columns)
            rows, loose = (rows, loose) if rows else _on_other_grids(part, columns)
            columns.published = []
            columns.cut = bool(rows) and part[-1] is lines[-1]
        if rows:
            top, bottom = min(w.top for w in flat), max(w.bottom for w in flat)
            wide = max(len(row) for row in rows)
            found.append(Region(tuple(rows), wide, top, bottom, loose))
    return found


def _on_other_grids(part: Sequence[Words], columns: Columns) -> tuple[list[Row], bool]:
    """Table three where it goes on in columns of another width, as many as its header has."""
    rows, loose, parts = list[Row](), False, grids(part)
    for n, (lines, shown) in enumerate(parts if len(parts) > 1 else []):
        columns.applicants = shown if n else []
        of_part, is_loose = read_requests(lines, columns)
        if not of_part or {len(found) for _, found in parts} != {len(columns.applicants)}:
            columns.applicants = []
            return [], True
        rows, loose = [*rows, *of_part], loose or is_loose
    return rows, loose


def _parts(lines: Sequence[Words], columns: Columns) -> Iterator[list[Words]]:
    """The lines of each table: from its header, or from its rows, to the next heading."""
    held = [line for line in lines[:1] if goes_on_with_values(line, columns)]
    columns.reviews = columns.reviews if held else []
    waiting: list[Words] = []
    cut, columns.cut = columns.cut, False
    for line in lines[len(held) :]:
        if _is_heading(line) and not _is_of_annex(line):
            if held:
                yield held
            held, waiting, cut = [], [], False
        elif _begins(line) and not (held and _goes_on(held, line)):
            head = [above for above in held[-1:] or waiting[-1:] if heads_beside(above, line)]
            held = held[: -len(head) or None]
            if held:
                yield held
            held, waiting = [*head, line], []
        elif held:
            held.append(line)
        elif _is_row(line, columns) or (cut and goes_on_in(columns.applicants, line)):
            held = [*waiting, line]
        else:
            waiting = [*waiting, line] if all(_may_be_label(word) for word in line) else []
    if held:
        yield held


def _is_heading(line: Words) -> bool:
    text = "".join(word.text for word in line)
    beside = any(word.is_value or NUMBERED.match(word.text) for word in line[1:])
    of_annex = labels.is_of_annex(key(wording.without_note(text)))
    return names_chapter(text) and not (beside or of_annex or line[0].is_value)


def _begins(line: Words) -> bool:
    """Whether a line is the first of a table's header."""
    keys = [key(word.text) for word in line]
    article = keys[0].startswith(CAPTION) and len(line) == 1 and len(keys[0]) < 12
    reviews = ("行政复议" in keys and "行政诉讼" in keys) or names_results(line)
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
        return key(part[0][0].text).startswith(CAPTION) and not valued
    return names_results(line) and not any(word.is_value for word in part[-1])


def _is_row(line: Words, columns: Columns) -> bool:
    """Whether a line can only be a row: also the label of a blank one of table two, whose header
    stood before.
    """
    blank = bool(columns.published) and len(line) == 1 and labels.is_of_two(key(line[0].text))
    return blank or is_row(line) or _is_of_annex(line)


def _may_be_label(word: Word) -> bool:
    return len(word.text) < 40 and "。" not in word.text


def _is_of_two(part: Sequence[Words]) -> bool:
    rows = [line for line in part if is_row(line) or labels.is_of_two(key(line[0].text))]
    return bool(rows) and bool(labels.row_of_two(key(rows[0][0].text)))


# the annex ---------------------------------------------------------------------------------------


def _statistics(part: Sequence[Words]) -> Iterator[Row]:
    """The annex: an indicator, its unit and its value a row, each over one or more lines."""
    rows = _rows_of_annex(bands(part))
    values = [word for row in rows for word in row if word.is_value]
    for row in rows:
        texts = list(_cells(row, [word for word in values if word not in row]))
        blank = len(texts) == 1 and labels.UNIT_BEHIND.sub("", key(texts[0])) in WHOLE
        yield row_of([*texts, ""] if blank or labels.is_unit(key(texts[-1])) else texts)


def _rows_of_annex(found: Sequence[Words]) -> list[Words]:
    """Bands as rows, each begun by its label; a number stands with the label that is nearer, and
    with both where none is.
    """
    rows, above = list[Words](), Words()
    for band, below in zip(found, [*found[1:], Words()], strict=True):
        own = bool(rows) and not _opens(band, rows[-1])
        if own and _opens(below, band) and all(map(is_of_value, band)):
            nearer = gap(band, below) - gap(rows[-1], band)
            above = band if nearer <= EVEN else Words()
            own = nearer >= -EVEN
            rows[-1] = [*rows[-1], *band] if own else rows[-1]
        elif own:
            rows[-1] = [*rows[-1], *band]
        else:
            rows.append([*above, *band])
            above = Words()
    return rows


def _opens(band: Words, above: Words) -> bool:
    """Whether a band begins a row of the annex: by its label, or by a unit and a value of its own
    below another row's.
    """
    label, rest = ("".join(w.text for w in row if not is_of_value(w)) for row in (above, band))
    if not band or (label and rest and is_first_part(label, rest)):
        return False
    named = any(
        labels.NUMBERED.match(w.text) or labels.is_of_annex(key(w.text)) or key(w.text) == ANNEX
        for w in band
    )
    return named or all(
        any(map(is_a, row)) for is_a in (_is_unit, _is_value) for row in (above, band)
    )


def _cells(row: Words, others: Words) -> Iterator[str]:
    """The texts of a row's cells; `others` are the values of the other rows."""
    columns = intervals(row)
    cells = [sorted((w for w in row if a <= w.left < b), key=lambda w: w.top) for a, b in columns]
    alone = [cell[0] for cell in cells if len(cell) == 1]
    for at, cell in zip(columns, cells, strict=True):
        valued = all(map(is_of_value, cell))
        near = all(gap([above], [below]) < NEAR for above, below in pairwise(cell))
        widest = widest_in(at, others) if near else 0.0
        yield (together(cell, widest, alone) if valued else "".join(word.text for word in cell))


def _is_unit(word: Word) -> bool:
    return labels.is_unit(key(word.text))


def _is_value(word: Word) -> bool:
    return word.is_value
