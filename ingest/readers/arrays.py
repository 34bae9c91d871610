"""Tables that a JSON text keeps as arrays of rows, with the paragraphs around them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ingest.document import Block, Table
from ingest.readers.elements import tidy
from ingest.readers.marks import is_row

SENTENCE = 20  # characters of a field that is prose, and no number, name or address
Beside = Callable[[Mapping[str, Any]], Iterator[str]]


def blocks_of_arrays(held: Any, beside: Beside) -> list[Block]:
    """Paragraphs and tables in order; none where no table is of a form, or in several records.

    `beside` gives the lines that a record's own fields make.
    """
    parts = held if isinstance(held, list) and not _is_table(held) else [held]
    found = [list(_walk(part, beside)) for part in parts]
    filled = [blocks for blocks in found if any(map(_is_of_form, blocks))]
    return filled[0] if len(filled) == 1 else []


def _walk(held: Any, beside: Beside) -> Iterator[Block]:
    waiting = [held]
    while waiting:
        here = waiting.pop()
        if isinstance(here, str):
            yield from map(_text, here.split("\n"))
        elif isinstance(here, dict):
            lines = list(beside(here))
            yield from lines
            waiting += [v for v in reversed(here.values()) if _is_content(v, lines)]
        elif isinstance(here, list):
            if _is_table(here):
                yield Table(tuple(map(_cells, here)))
            elif _is_of_records(here):
                rows = [list(here[0]), *(list(row.values()) for row in here)]
                yield Table(tuple(map(_cells, rows)))
            else:
                waiting += here[::-1]


def _is_content(held: Any, lines: Sequence[str]) -> bool:
    return not isinstance(held, str) or (len(held) >= SENTENCE and held not in lines)


def _is_table(held: Any) -> bool:
    """Whether an array holds rows, each an array of cells."""
    rows = isinstance(held, list) and all(isinstance(row, list) for row in held)
    return (
        rows
        and all(map(_is_scalar, (c for row in held for c in row)))
        and max(map(len, held), default=0) > 1
    )


def _is_of_records(held: list[Any]) -> bool:
    """Whether an array holds rows as objects, each with the same names for its cells."""
    same = all(isinstance(row, dict) and row.keys() == held[0].keys() for row in held)
    return len(held) > 1 and same and all(_is_scalar(c) for row in held for c in row.values())


def _is_scalar(held: Any) -> bool:
    return held is None or (isinstance(held, (str, int)) and not isinstance(held, bool))


def _cells(row: Sequence[Any]) -> tuple[str, ...]:
    """A row's cells; null at its end is no blank cell: a merged one before it may cover it."""
    end = next((at for at in range(len(row), 0, -1) if row[at - 1] is not None), 0)
    return tuple("" if cell is None else _text(cell) for cell in row[:end])


def _text(held: Any) -> str:
    return tidy(str(held).encode("utf-8", "replace").decode())


def _is_of_form(block: Block) -> bool:
    return isinstance(block, Table) and any(is_row(row) for row in block.rows if row)
