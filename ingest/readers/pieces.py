"""Tables in pieces, a cell a line or columns of spaces, put together to rows by their labels.

Nothing shows where such a row's blank cells were, so its table is `loose`: a row that lacks a value
is not read at all.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest import labels
from ingest.amounts import UNIT, looks_like_value
from ingest.clean import join_broken_words, key
from ingest.document import Block, Table

VALUE = rf"(?:[+-]?\d[\d,]*(?:\.\d+)?(?:{UNIT})?|/|[-—]+|无)"
BEHIND = re.compile(rf"(?P<label>.*?[^\s\d.,+-].*?)(?P<values>(?:\s+{VALUE})+)")
ROW_OF_VALUES = re.compile(rf"{VALUE}(?:\s+{VALUE})+")
GLUED = re.compile(r"(?P<label>.*[\u4e00-\u9fff）)”])\s*(?P<value>[+-]?\d[\d,]*(?:\.\d+)?)")
NUMBERED = re.compile(r"[一二三四五六七]\s*、|[（(]\s*[一二三四五六七八九]\s*[）)]|\d\s*[.．、]")
MARKED = re.compile(r"^\s*(?:#{1,6}\s+|>\s*|[*-]\s+)")
TOTALS = ("七总计", "七合计")
REVIEWS = ("行政复议", "行政诉讼")
REVIEWED = 15  # values of table four
LONGEST = 20  # characters of a row's label in table two, its note left out


def read_pieces(lines: Sequence[str]) -> list[Block]:
    """Lines as paragraphs and loose tables; mere paragraphs where no row of a form is among them.

    A line is a cell, or several divided by `|` or by spaces; a lone `|` divides too.
    """
    rows = [_without_bar_before(row) for row in _rows(_cells(lines))]
    of_form = [n for n, row in enumerate(rows) if _is_row(row) or _is_header(row)]
    if not any(_is_row(row) for row in rows):
        return [text for line in lines if (text := paragraph(line.strip("| ")))]
    first, last = of_form[0], of_form[-1] + 1
    before = [text for row in rows[:first] for cell in row if (text := paragraph(cell))]
    after = [text for row in rows[last:] for cell in row if (text := paragraph(cell))]
    return [*before, Table(tuple(rows[first:last]), loose=True), *after]


def paragraph(line: str) -> str:
    """A line without Markdown's marks."""
    return join_broken_words(MARKED.sub("", line))


def row_without_bars(line: str) -> tuple[str, ...]:
    """The cells of a line that is a row of a form, divided by spaces; none for any other line."""
    row = tuple(_parts(line, spaced=True))
    return row if _is_row(row) else ()


def split_glued(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row whose label and first value ran together, as two cells: 行政许可12 → 行政许可, 12."""
    found = GLUED.fullmatch(row[0].strip()) if row else None
    return (found["label"], found["value"], *row[1:]) if found and _names(found["label"]) else row


# lines to cells ----------------------------------------------------------------------------------


def _cells(lines: Iterable[str]) -> Iterator[str]:
    """Cells in order; a blank one wherever two `|` stand side by side."""
    lines = [line.strip() for line in lines if line.strip()]
    spaced = not any("|" in line for line in lines)
    # Where bars stand alone they part cells; elsewhere each ends one.
    alone = all(line == "|" or "|" not in line for line in lines)
    waiting = False
    for part in (part for line in lines for part in re.split(r"(\|)", line) if part.strip()):
        bar = part == "|"
        if waiting and (bar or (alone and _opens(part))):
            yield ""
        if not bar:
            yield from _parts(part, spaced)
        waiting = bar
    if waiting and alone:
        yield ""


def _parts(text: str, spaced: bool) -> Iterator[str]:
    """The cells of a text without bars, divided by spaces where the whole table is."""
    for part in re.split(r"\s{2,}|\t", text.strip()) if spaced else [text]:
        values = ROW_OF_VALUES.fullmatch(part) if spaced else None
        behind = BEHIND.fullmatch(part) if spaced else None
        if values or (spaced and _is_header(part.split())):
            yield from part.split()
        elif behind and (_names(behind["label"]) or len(behind["values"].split()) > 2):
            yield join_broken_words(behind["label"])
            yield from behind["values"].split()
        else:
            yield from split_glued((join_broken_words(part),))


# cells to rows -----------------------------------------------------------------------------------


def _rows(cells: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Rows, each begun by a label behind a value, or by one that can only begin a row."""
    row, valued = list[str](), False
    for cell in cells:
        value = not cell or looks_like_value(cell)
        opens = not value and (valued or _opens(cell))
        heads = value and not valued and bool(row) and not _takes_values(row[0])
        if row and (opens or heads):
            yield tuple(row)
            row, valued = [], False
        if row and not value and _takes_values(row[-1]):
            row[-1] += cell  # a label that broke off at a line's end
        else:
            row.append(cell)
        valued = value
    if row:
        yield tuple(row)


def _without_bar_before(row: tuple[str, ...]) -> tuple[str, ...]:
    """Table four's values without the blank that a bar before the first of them makes."""
    return row[1:] if not row[0] and len(row) == REVIEWED + 1 else row


def _opens(cell: str) -> bool:
    """Whether a label can only begin a row, of values or of a header."""
    return _takes_values(cell) or _heads(key(cell))


def _takes_values(label: str) -> bool:
    return bool(NUMBERED.match(label)) or _is_of_table_two(key(label))


def _heads(text: str) -> bool:
    return text.startswith(("第二十条", "信息内容"))


def _is_of_table_two(text: str) -> bool:
    return len(text) <= LONGEST and bool(labels.matching("row", "2", text))


def _names(label: str) -> bool:
    """Whether a label is that of a row of tables two or three."""
    text = key(label)
    numbered = NUMBERED.match(label.strip()) and labels.matching("row", "3", text)
    return bool(numbered) or _is_of_table_two(text) or text in TOTALS


def _is_row(row: Sequence[str]) -> bool:
    """Whether a row has values and a label of a form, or all of table four's values."""
    valued = [looks_like_value(cell) for cell in row if cell]
    of_four = all(valued) and len(row) >= REVIEWED
    return any(valued) and (of_four or _names(row[0]))


def _is_header(row: Sequence[str]) -> bool:
    keys = [key(cell) for cell in row] or [""]
    of_four = keys[0] in REVIEWS or labels.heads_table_four(keys)
    return _heads(keys[0]) or labels.names_applicants(keys) or of_four
