"""Tables with a cell a row (行政许可 | 本年处理决定数量 | 12), or a name before each cell of it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest import labels
from ingest.amounts import looks_like_value
from ingest.clean import key
from ingest.labels import headers
from ingest.labels.nearest import full_labels

FEWEST = 3  # cells that a table has with a name before each
PATH = re.compile("[-—–_>→|]|/(?!减)")  # between the parts of a label on its way
HEADS = {"2": "信息内容", "3": "申请人情况", "4": ""}
COLUMNS: dict[str, Callable[[str], str]] = {
    "2": headers.column_of_two, "3": headers.applicant, "4": headers.column_of_four,
}  # fmt: skip


@dataclass(slots=True)
class _Row:
    """A row put together: its table, its label, and the names and values of its cells."""

    table: str
    label: tuple[str, ...]
    names: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)


def widened(rows: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    """The rows, those that name the column of each of their values as the rows of a form below
    the heads of such columns; all as they are where few do.
    """
    made, held, count = list[tuple[str, ...] | _Row](), None, 0
    for row in rows:
        found = _named(row, held, made[-1] if made else ())
        if found is None:
            held = None
            made.append(row)
            continue
        if made and made[-1] == found.label and isinstance(made[-1], tuple):
            made.pop()  # the label alone above its cells
        again = held and set(held.names) & set(found.names)
        if held and not again and (held.table, held.label) == (found.table, found.label):
            held.names += found.names
            held.values += found.values
        else:
            made.append(found)
            held = found
        count += len(found.names)
    return list(_under_heads(made)) if count >= FEWEST else rows


def named_cells(cells: Sequence[str]) -> int:
    """How many cells of a row have the name of a column before them, behind a label."""
    found = _named(tuple(cells), None, ())
    return len(found.names) if found else 0


def _named(row: Sequence[str], above: _Row | None, alone: object) -> _Row | None:
    """A row's label with the names and values behind it; the label of the row above where that is
    merged over it.
    """
    if len(row) > labels.WIDEST:
        return None
    cells = [part for cell in row for part in _parts(cell)]
    while len(cells) > 2 and not cells[-1] and not cells[-2]:
        cells.pop()
    pairs = pairwise(cells)
    start = next((n for n, (name, value) in enumerate(pairs) if _is_cell(value) and _any(name)), -1)
    label = tuple(cell for cell in cells[: max(start, 0)] if cell)
    if not label and above:
        label = above.label
    elif not label and isinstance(alone, tuple) and len(alone) == 1:
        label = alone
    table = _table_of(label) if label else ""
    names, values = cells[start::2], cells[start + 1 :: 2]
    if start < 0 or not table or len(names) != len(values):
        return None
    if not all(COLUMNS[table](key(name)) for name in names):
        return None
    return _Row(table, label, names, values) if all(map(_is_cell, values)) else None


def _parts(cell: str) -> list[str]:
    """A cell, or the parts of a label on its way to the name of a column."""
    parts = [part.strip() for part in PATH.split(cell)]
    if len(parts) == 1:
        parts = _glued(key(cell))
    return parts if len(parts) > 1 and _any(parts[-1]) else [cell.strip()]


def _glued(text: str) -> list[str]:
    """规章本年制发件数: a row of table two and the name of its column with nothing between."""
    rows = (row for row in full_labels("2") if text.startswith(row) and row != text)
    named = (row for row in rows if headers.is_column_in_full(text[len(row) :]))
    row = max(named, key=len, default="")
    return [row, text[len(row) :]] if row else []


def _is_cell(text: str) -> bool:
    return not text.strip() or looks_like_value(text)


def _any(cell: str) -> bool:
    """Whether a cell is the name of a column of any table."""
    return any(column(key(cell)) for column in COLUMNS.values()) if cell else False


def _table_of(label: Sequence[str]) -> str:
    """The table of which a label is a row's, "" where it is of none."""
    keys = [key(text) for text in label]
    if labels.is_of_two(keys[-1]):
        return "2"
    if headers.block_of_four("".join(keys)):
        return "4"
    return "3" if labels.row_of_three(keys, "otherwise") else ""


def _under_heads(made: Sequence[tuple[str, ...] | _Row]) -> Iterator[tuple[str, ...]]:
    head: tuple[str, ...] = ()
    for row in made:
        if isinstance(row, tuple):
            yield row
            continue
        if (own := (HEADS[row.table], *row.names)) != head:
            yield own
        head = own
        # The article before a row of table two heads a block; blocks of table four differ by notes.
        label = {"2": row.label[-1:], "3": row.label, "4": (key("".join(row.label)),)}[row.table]
        yield (*label, *row.values)
