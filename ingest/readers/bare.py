"""Tables of text of which only the labels are left, since every cell of the report is blank."""

import re
from collections.abc import Iterator, Sequence

from ingest import labels
from ingest.amounts import looks_like_value
from ingest.clean import key
from ingest.document import Block, Table
from ingest.labels import headers
from ingest.readers.marks import REVIEWED, heads
from ingest.readers.pieces import read_pieces, rows_of

OF_TWO, OF_THREE = 5, 20  # rows that each table has at least
MOST = 500  # lines of one table
COLUMNS = 7  # of table three
# Three values side by side, whatever parts them: of a row, be it too long for a line of a table.
VALUES = re.compile(r"\d[\s,，;；|/&'\"]+\d+[\s,，;；|/&'\"]+\d")


def bare_tables(runs: Sequence[str | list[str]]) -> list[Block]:
    """The blocks of a text with a blank cell wherever its labels call for one; none where any line
    holds a value, or no table has all its labels.
    """
    parts = [[run] if isinstance(run, str) else run for run in runs]
    lines = [line for run in runs if not isinstance(run, str) for line in run]
    if any("|" in line or looks_like_value(line) for line in lines if line.strip()):
        return []
    tables = [
        tuple(_with_blanks(rows_of(run))) if OF_TWO < len(run) < MOST and not isinstance(run, str)
        else () for run in runs
    ]  # fmt: skip
    digits = (any(map(_holds_digits, run)) for run, rows in zip(parts, tables, strict=True) if rows)
    if any(digits) or any(VALUES.search(line) for part in parts for line in part):
        return []
    blocks = list[Block]()
    for run, rows in zip(runs, tables, strict=True) if any(tables) else ():
        blocks += [run] if isinstance(run, str) else [Table(rows)] if rows else read_pieces(run)
    return blocks


def _holds_digits(line: str) -> bool:
    """Whether a line has digits beside those that number its labels."""
    return re.search(r"\d", labels.NUMBERED.sub("", line)) is not None


def _with_blanks(rows: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    alone = [key(row[0]) for row in rows if len(row) == 1]
    of_two = sum(map(labels.is_of_two, alone)) >= OF_TWO
    of_three = sum(bool(labels.row_of_three((text,), "")) for text in alone) >= OF_THREE
    width = COLUMNS if of_three else 0
    for row in rows if of_two or of_three else ():
        headed = heads(key(row[0])) or len(row) > 1
        width = len(row) - 1 if of_two and headed else width
        yield row if headed else (row[0], *[""] * width)
    results = [headers.column_of_four(key(text)) for row in rows for text in row]
    if len([result for result in results if result]) == REVIEWED:
        yield from (*rows, ("",) * REVIEWED)
