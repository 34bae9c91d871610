"""Tables in pieces, a cell a line or columns of spaces, put together to rows by their labels.

Nothing shows where such a row's blank cells were, so its table is `loose`: a row that lacks a value
is not read at all.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest import labels
from ingest.amounts import is_in_pieces, looks_like_value
from ingest.document import Block, Table
from ingest.readers.marks import (
    REVIEWED,
    WIDTH,
    is_block,
    is_first_part,
    is_header,
    is_of_three,
    is_row,
    names_column,
    names_row,
    opens,
    takes_values,
)  # fmt: skip
from ingest.readers.slices import (
    cells_of,
    is_a_cell_a_line,
    paragraph,
    stacked,
    turned,
    with_blank_cells,
)

REST = re.compile(r"[,，.．]\d[\d,，.．]*")  # of a number that a line's end cut
OF_ANNEX = ("单位", "统计数")  # columns of the annex
SEVEN = 7  # values of a row of table three


def read_pieces(lines: Sequence[str], apart: int | None = None) -> list[Block]:
    """Lines as paragraphs and loose tables; mere paragraphs where no row of a form is among them.

    A line is a cell, or several divided by `|` or by spaces; a lone `|` divides too. `apart` is how
    many blank lines part two cells, where more of them show a blank one.
    """
    lines = list(turned(list(stacked(lines))))
    rows = list(_rows(cells_of(lines)))
    if apart is not None and is_a_cell_a_line(lines):
        rows = list(_rows(with_blank_cells(lines, apart)))
    rows = _without_end_bars([_without_bar_before(row) for row in rows])
    valued = [
        is_row(row) or is_block(row, above) for row, above in zip(rows, [(), *rows], strict=False)
    ]
    of_form = [
        n for n, row in enumerate(rows)
        if valued[n] or is_header(row) or names_row(row)
    ]  # fmt: skip
    if not any(valued):
        return [text for line in lines if (text := paragraph(line.strip("| ")))]
    first, last = of_form[0], of_form[-1] + 1
    before = [text for row in rows[:first] for cell in row if (text := paragraph(cell))]
    after = [text for row in rows[last:] for cell in row if (text := paragraph(cell))]
    return [*before, Table(tuple(rows[first:last]), loose=True), *after]


def rows_of(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """The rows of lines that hold no value: each begins with a label that can only begin one."""
    return list(_rows(cells_of(list(turned(list(stacked(lines)))))))


def _rows(cells: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Rows, each begun by a label behind a value, or by one that can only begin a row."""
    row, valued, behind_values = list[str](), False, False
    for cell in cells:
        if valued and REST.fullmatch(cell):
            row[-1] += f" {cell}"
            continue
        value = not cell or looks_like_value(cell) or is_in_pieces(cell)
        if row and not valued and not value and is_first_part(row[-1], cell):
            cell = row.pop() + cell
        column = bool(row) and takes_values(row[-1]) and names_column(cell)
        begins = not value and (valued or column or opens(cell))
        if value and not valued and row:
            row = _mended(row)
        # A lone label between rows of values is a row's too, of the form or not.
        between = behind_values and len(row) == 1
        heads = value and not valued and bool(row) and not (takes_values(row[0]) or between)
        if row and (begins or heads):
            yield tuple(row)
            behind_values = valued
            row, valued = [], False
        own = value or labels.is_unit(cell) or labels.NUMBERED.match(cell) or cell in OF_ANNEX
        if row and takes_values(row[-1]) and not own:
            row[-1] += cell  # a label that broke off at a line's end
        else:
            row.append(cell)
        valued = value
    if row:
        yield tuple(row)


def lines_apart(lines: Sequence[str]) -> int | None:
    """How many blank lines part two cells of table three, where more of them show its blank cells:
    every row comes out whole that way. None where they show nothing, or lines are no cells.
    """
    numbers = sum(line.strip()[:1].isdigit() and looks_like_value(line) for line in lines)
    if numbers < SEVEN * SEVEN or not is_a_cell_a_line(lines):
        return None
    gaps, gap, above = set[int](), 0, ""
    for line in lines:
        if not line.strip():
            gap += 1
            continue
        if looks_like_value(line) and looks_like_value(above) and above:
            gaps.add(gap)
        gap, above = 0, line
    apart = min(gaps, default=0)
    if any((gap - apart) % (apart + 1) for gap in gaps):
        return None
    rows = list(_rows(with_blank_cells(lines, apart)))
    valued, width = [row for row in rows if is_of_three(row) and any(row[1:])], _width(rows)
    # Nothing shows whether the last row ends in a blank cell.
    whole = all(_is_whole(row, width) for row in valued[:-1])
    return apart if whole and len(valued) > SEVEN else None


def _without_end_bars(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Rows of table three without the blanks that bars between the rows make behind each of them:
    as many behind every row but the last, and somewhere a value right after a label, or in every
    row the total.
    """
    width = _width(rows)
    valued = [row for row in rows if is_of_three(row) and any(row[1:])]
    over = {len(row) - 1 - width for row in valued[:-1]}
    placed = any(row[1] for row in valued) or all(any(row[width : width + 1]) for row in valued)
    if len(over) != 1 or min(over) <= 0 or not placed or any(row[-1] for row in valued[:-1]):
        return rows
    return [
        row[: width + 1] if is_of_three(row) and not any(row[width + 1 :]) else row for row in rows
    ]


def _width(rows: Iterable[Sequence[str]]) -> int:
    """How many columns table three has: one more where its header names a subtotal."""
    return SEVEN + any("小计" in cell for row in rows if not is_of_three(row) for cell in row)


def _is_whole(row: Sequence[str], width: int) -> bool:
    """Whether a row of table three has all its cells, and no value beyond them."""
    filled = len("".join("x" if cell else " " for cell in row[1:]).strip())
    return len(row) > width and filled <= width


def _mended(row: list[str]) -> list[str]:
    """A label in pieces as one, where only all of them make a row's."""
    units = [cell for cell in row[1:] if labels.is_unit(cell)]
    whole = "".join(cell for cell in row if cell not in units)
    return row if takes_values(row[0]) or not takes_values(whole) else [whole, *units]


def _without_bar_before(row: tuple[str, ...]) -> tuple[str, ...]:
    """Table four's values without the blank that a bar before the first of them makes."""
    return row[1:] if not row[0] and len(row) in (WIDTH + 1, REVIEWED + 1) else row
