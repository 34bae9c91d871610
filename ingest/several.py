"""Several reports in one file: departments one below the other on a page, a sheet each."""

from collections.abc import Sequence

from ingest.document import Block, Table, outline
from ingest.errors import UnreadableReport
from ingest.figures import extract_figures
from ingest.identity.periods import year_in_title
from ingest.identity.titles import read_titles, subject_of

MARK = "!#"  # between a file's name and the number of the report in it, from the second on
LONGEST = 80  # characters of a title
FEWEST = 40  # numbers; a report has more, a table of links or of one's departments fewer


def source_of(source: str, number: int) -> str:
    """The source of the report so many in a file, from one: 年报.html, 年报.html!#2."""
    return source if number == 1 else f"{source}{MARK}{number}"


def number_of(source: str) -> int:
    """Which report of its file a source is."""
    number = source.rpartition(MARK)[2]
    return int(number) if MARK in source and number.isascii() and number.isdigit() else 1


def split_reports(blocks: Sequence[Block]) -> list[Sequence[Block]]:
    """The blocks of each report, all of them where there is one: another begins at the title of
    another body, or of another year, where tables full of numbers stand on both sides of it.
    """
    parts: list[Sequence[Block]] = []
    named: set[tuple[str, int | None]] = set()
    start, tables = 0, False
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            tables = True
        elif title := _title(block):
            if tables and title not in named:
                parts.append(blocks[start:at])
                start, tables, named = at, False, set()
            named.add(title)
    parts.append(blocks[start:])
    return parts if len(parts) > 1 and all(map(_is_full, parts)) else [blocks]


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


def _title(line: str) -> tuple[str, int | None] | None:
    """Body and year of a line that is a report's title and names both."""
    if len(line) > LONGEST or not ("公开" in line and ("报告" in line or "年报" in line)):
        return None
    title = next(iter(read_titles(line)), "")
    subject, year = subject_of(title), year_in_title(title)
    return (subject, year) if subject and year else None


def _is_full(part: Sequence[Block]) -> bool:
    cells = extract_figures(outline(part)).figures
    return sum(cell.value is not None for cell in cells) >= FEWEST
