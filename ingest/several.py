"""Several reports in one file: departments one below the other on a page, a sheet each."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.computed import Cell
from ingest.document import Block, Table, outline
from ingest.errors import UnreadableReport
from ingest.figures import extract_figures
from ingest.identity.periods import year_in_title
from ingest.identity.titles import read_titles, subject_of

MARK = "!#"  # between a file's name and the number of the report in it, from the second on
LONGEST = 80  # characters of a title
FEWEST = 40  # cells that two reports have in common; one report has none of them twice
NUMBER = re.compile(rf"{MARK}(\d{{1,4}})$", re.ASCII)


def source_of(source: str, number: int) -> str:
    """The source of the report so many in a file, from one: 年报.html, 年报.html!#2."""
    return source if number == 1 else f"{source}{MARK}{number}"


def number_of(source: str) -> int:
    """Which report of its file a source is."""
    found = NUMBER.search(source)
    return int(found[1]) if found else 1


def split_reports(blocks: Sequence[Block]) -> list[Sequence[Block]]:
    """The blocks of each report, all of them where there is one: another begins at the title of
    another body, or of another year, where the cells that stood above it stand again below.
    """
    edges = [*_edges(blocks), len(blocks)]
    parts = [blocks[start:end] for start, end in pairwise(edges)]
    cells = [_cells(part) for part in parts] if len(parts) > 1 else [set[Cell]()]
    made, held = [parts[0]], cells[0]
    for part, own in zip(parts[1:], cells[1:], strict=True):
        if len(held & own) >= FEWEST:
            made.append(part)
            held = own
        else:  # the page's own data, links behind, a title on each page
            made[-1] = [*made[-1], *part]
            held |= own
    return made


def _edges(blocks: Sequence[Block]) -> Iterator[int]:
    """Where the file begins, and each title behind a table that names another body or year."""
    yield 0
    named: set[tuple[str, int]] = set()
    tables = False
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            tables = True
        elif title := _title(block):
            if tables and title not in named:
                yield at
                tables, named = False, set()
            named.add(title)


def reports_in(blocks: Sequence[Block], source: str) -> list[tuple[str, Sequence[Block]]]:
    """The reports of a file with the source of each: all, or the one alone that the source names.

    Raises UnreadableReport where the file has no such one any more.
    """
    parts, number = split_reports(blocks), number_of(source)
    if not 0 < number <= len(parts):
        seen = f"the file holds no report {number}, of {len(parts)}"
        raise UnreadableReport(source, seen, "remove what was read from it")
    named = [(source_of(source, n), part) for n, part in enumerate(parts, 1)]
    return named if number == 1 else [(source, parts[number - 1])]


def _title(line: str) -> tuple[str, int] | None:
    """Body and year of a line that is a report's title and names both."""
    if len(line) > LONGEST or not ("公开" in line and ("报告" in line or "年报" in line)):
        return None
    title = next(iter(read_titles(line)), "")
    subject, year = subject_of(title), year_in_title(title)
    return (subject, year) if subject and year else None


def _cells(part: Sequence[Block]) -> set[Cell]:
    """The cells of the forms that a part has, whatever stands in them."""
    figures = extract_figures(outline(part)).figures
    return {(f.indicator, f.breakdown) for f in figures if f.indicator}
