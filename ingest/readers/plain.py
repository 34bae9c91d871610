"""Text as scraped, and Markdown: paragraphs, and rows of cells divided by `|` or tabs."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from ingest.amounts import looks_like_value
from ingest.clean import clean, join_broken_words
from ingest.document import RUN_ON, Block, Table, names_chapter
from ingest.readers.bare import bare_tables
from ingest.readers.decoding import decode
from ingest.readers.grid import is_prose, paragraph_in, without_empty_labels
from ingest.readers.marks import is_first_part, is_header, opens, takes_values
from ingest.readers.pieces import lines_apart, read_pieces
from ingest.readers.slices import paragraph, row_without_bars, split_glued, told_cells
from ingest.readers.wrapped import unwrapped
from ingest.tables.long import named_cells

RULE = re.compile(r"^[|+├┌└╞╔╚]?\s*:?(?=[-=─━═┼┬┴+|]{2})[-=─━═┼┬┴+|:\s]+[|+┤┐┘╡╗╝]?$")
GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
WIDE = re.compile(r"\s{2,}")
WHOLE, LINES = 1_000, 40  # characters and lines that a report has at least
# Values and labels of rows in a line that is a whole table; values and blanks in a row parted by
# commas, and such rows in a text that has them.
FEWEST, ROWS, SEVERAL = 8, 4, 6
HEAD = 600  # characters of a text on one line that may hold its title and what is said of it
SAID = re.compile(
    r"\s((?:(?:信息|文章|稿件)?来源|发布(?:日期|时间|机构|单位)|公开(?:日期|时间)|(?:责任)?编辑|作者|浏览(?:次数|量)|索引号)"
    r"\s?[:：]\s?\S{1,30}(?:\s\d{1,2}:\d\d(?::\d\d)?)?)(?=\s)"
)
MOST_ENDS = 8  # of lines between two cells
TAB_ALONE = re.compile(r"(?<=[^\n])(\n+)\t(?=\n)")
TAB, INDENT = re.compile(r"[^\t\n]\t[^\t\n]"), re.compile(r"(?<=[^\t\n])\t{2,}(?=[^\t\n])")
# What parts cells beside the marks of CSV, which quotes a cell that has them.
SEPARATORS = ("，", "、", "；", " / ")
DRAWN = re.compile("[｜│┃║¦]")
# The mark of a quoted line, or of a list's, before a row; a star before a bar is a cell.
MARK = re.compile(r"^\s*(?:>\s*|[*•]\s+(?=[^\s|]))+")
NO_VALUE = ("nan", "none", "null")  # how programs write a blank cell
# Numbers of pages, and rules drawn across a table of columns.
LEFT_OUT = re.compile(
    r"[-—–－]\s*\d{1,3}\s*[-—–－]|第\s*\d{1,3}\s*页(?:\s*共\s*\d{1,3}\s*页)?"
    r"|(?=.*[-=─━═]{3})[-=─━═+ ]+"
)
# Word puts a tab behind the number of a heading or label that it counts.
NUMBER_TAB = re.compile(r"^(\s*(?:[一二三四五六七八九十]+、|[（(]\S{1,2}[）)]|\d{1,2}[.．、]))\t+")


def read_plain(data: bytes, where: str) -> list[Block]:
    """Read text or Markdown into paragraphs and tables, scars removed."""
    return list(blocks_of_lines(_unrolled(clean(decode(data, where))).split("\n")))


def _unrolled(text: str) -> str:
    """A text with line ends again where a whole report, or a table, came as one line: in place of
    runs of spaces, else of every space.
    """
    if len(text) >= WHOLE and "\n" not in text.strip() and len(GAP.findall(text)) >= LINES:
        return GAP.sub("\n", text)
    if len(text) >= WHOLE and "\n" not in text.strip():
        # Chapters, and what a page says of itself behind its title, before the text runs on.
        text = RUN_ON.sub(r"\n\1\n", SAID.sub(r"\n\1\n", text[:HEAD]) + text[HEAD:])
    lines = _with_bars_in_frames(_with_cells_joined(text).split("\n"))
    lines = [f"|{'|'.join(row)}|" if (row := told_cells(line)) else line for line in lines]
    for mark in (",", ";", *SEPARATORS):
        lines = _with_bars_for(mark, lines)
    return "\n".join("\n".join(line.split()) if _is_table(line) else line for line in lines)


def _with_cells_joined(text: str) -> str:
    """A text with its rows on one line each where tabs on lines of their own part their cells, as
    copies of pages do whose cells hold paragraphs; tabs that only indent cells as spaces.
    """
    alone = TAB_ALONE.findall(text)
    if len(alone) >= LINES:
        ends = min(MOST_ENDS, *map(len, alone))
        return re.sub(rf"\n{{0,{ends}}}\t\n{{0,{ends}}}", "\t", text)
    return text if TAB.search(text) else INDENT.sub("    ", text)


def _is_table(line: str) -> bool:
    """Whether a line is a whole table, its cells parted by single spaces."""
    cells = line.split()
    if len(cells) < FEWEST or "|" in line or "\t" in line:
        return False
    values = sum(map(looks_like_value, cells))
    return values >= FEWEST and (is_header(cells) or sum(map(takes_values, cells)) >= ROWS)


def _with_bars_for(mark: str, lines: Sequence[str]) -> Sequence[str]:
    """The lines of a text whose cells a mark parts, with bars in place of it; where the mark is
    one of sentences too, only those of a form.
    """
    try:
        quoted = mark not in SEPARATORS
        rows = list(csv.reader(lines, delimiter=mark)) if quoted else [x.split(mark) for x in lines]
    except csv.Error:  # a field as long as no cell is
        return lines
    parted = [row for row in rows if len(row) > 2]
    several = sum(sum(map(_is_blank_or_value, row)) >= SEVERAL for row in parted)
    if several < FEWEST and sum(map(named_cells, parted)) < FEWEST:
        return lines
    return [
        _with_bars_in(row) if (quoted and len(row) > 2) or _is_of_form(row) else mark.join(row)
        for row in rows
    ]


def _is_of_form(row: Sequence[str]) -> bool:
    of_form = row and (is_header(row) or opens(row[0]) or any(map(looks_like_value, row)))
    return len(row) > 1 and bool(of_form)


def _with_bars_in_frames(lines: Sequence[str]) -> Sequence[str]:
    """The lines, with bars in a table that a program printed in columns of spaces and counted from
    0, its columns in the line above it and its rows in front of each.
    """
    made, width, count = list[str](), 0, 0
    cells = [WIDE.split(line.strip()) for line in lines]
    for at, (line, row) in enumerate(zip(lines, cells, strict=True)):
        below = [cell[:1] for cell in cells[at + 1 : at + 3] if len(cell) == len(row) + 1]
        if below == [["0"], ["1"]] and row == [str(n) for n in range(len(row))]:
            width, count, row = len(row) + 1, 0, ["", *row]
        elif len(row) == width and row[0] == str(count):
            count += 1
        else:
            width = 0
        made.append("|".join(["", *row, ""]) if width else line)
    return made


def _with_bars_in(row: Sequence[str]) -> str:
    """A row's cells between bars; a line of text that only fills up with blanks as it is."""
    alone = row[0].strip() and not any(row[1:])
    text = alone and (names_chapter(row[0]) or not opens(row[0]))
    return row[0] if text else "|".join(["", *row, ""])


def _is_blank_or_value(cell: str) -> bool:
    return not cell.strip() or looks_like_value(cell)


def blocks_of_lines(lines: Iterable[str]) -> Iterator[Block]:
    """Paragraphs, and between them runs of lines that may be a table's."""
    runs = list(_runs(lines))
    if bare := bare_tables(runs):
        yield from bare
        return
    measures = [
        apart
        for run in runs
        if not isinstance(run, str) and (apart := lines_apart(run)) is not None
    ]
    for run in runs:
        if isinstance(run, str):
            yield run
        # Rows where a line holds a whole one, else pieces of rows.
        elif _holds_rows(run):
            yield from _read_rows(run)
        else:
            yield from read_pieces(run, measures[0] if measures else None)


def _holds_rows(lines: Sequence[str]) -> bool:
    """Whether lines hold rows with bars, and no cell between the bars has a line of its own."""
    several = any(sum(bool(cell.strip()) for cell in line.split("|")) > 1 for line in lines)
    around = zip(lines, lines[1:], lines[2:], strict=False)
    return several and not any(
        above.strip().endswith("|") and looks_like_value(line) and below.strip().startswith("|")
        for above, line, below in around
        if "\t" not in line  # of a row without a label
    )


def _runs(lines: Iterable[str]) -> Iterator[str | list[str]]:
    """Paragraphs, and the lines between two of them that may be a table's."""
    run: list[str] = []
    kept = unwrapped([line for line in lines if not LEFT_OUT.fullmatch(line.strip())])
    held = [_with_bars(line) for line in kept]
    for line, below in zip(held, [*held[1:], ""], strict=False):
        text = paragraph(line)
        half = is_first_part(line, below)  # 七、依申请公开信息 / 收取的费用
        if "|" in line or not is_prose(text) or half or row_without_bars(line):
            run.append(line)
            continue
        yield run
        run = []
        yield text
    yield run


def _read_rows(lines: Sequence[str]) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    framed = all(line.strip().startswith("|") for line in lines if "|" in line)
    for line in lines:
        row = _cells(line, framed) if "|" in line else row_without_bars(line)
        text = paragraph_in(row) if len(row) > 1 else ""
        row = () if text else row
        if row and RULE.match(line.strip()):
            # Markdown needs a head: a blank one is no row.
            rows = rows if any(cell.strip() for row in rows[-1:] for cell in row) else rows[:-1]
        elif row and rows and not framed and _goes_on(rows[-1], row):
            rows[-1] += row[1:]
        elif row:
            rows.append(split_glued(row))
        if row or not line.strip():
            continue
        if rows and (longer := _with_rest(rows, text or paragraph(line))):
            rows = longer
            continue
        if rows:
            yield Table(_aligned(_without_index(rows)))
            rows = []
        yield text or paragraph(line)
    if rows:
        yield Table(_aligned(_without_index(rows)))


def _aligned(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """The rows of a table in which all are as wide, without the blank cells among their labels;
    as they are where blanks pad them at the right, for then no cell shows its column.
    """
    padded = any(any(map(looks_like_value, row)) and not row[-1].strip() for row in rows)
    if padded or len({len(row) for row in rows}) > 1:
        return rows
    return tuple(without_empty_labels([tuple(enumerate(row)) for row in rows]))


def _goes_on(above: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row without a label goes on the one above, whose last cell is blank: html2text
    ends a line wherever a cell is.
    """
    return not row[0] and not above[-1].strip() and all(map(_is_blank_or_value, row))


def _with_rest(rows: Sequence[tuple[str, ...]], text: str) -> list[tuple[str, ...]]:
    """The rows and a text that goes on with the label of the last that has values, with what of it
    stands between them; none where it doesn't.
    """
    valued = any(map(looks_like_value, rows[-1]))
    above = rows[-1] if valued else rows[-2:][0]
    label = [cell for cell in takewhile(lambda c: not looks_like_value(c), above) if cell.strip()]
    more = "" if valued else next((cell for cell in reversed(rows[-1]) if cell.strip()), "")
    if not label or not is_first_part(label[-1] + more, text):
        return []
    return [*(rows if valued else rows[:-1]), (more + text,)]


def _without_index(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The rows without the numbers from 0 that a program counts them and their columns by."""
    head, *body = rows
    if len(body) < 2 or [row[0].strip() for row in body] != list(map(str, range(len(body)))):
        return tuple(rows)
    kept = body if [*map(str.strip, head[1:])] == [*map(str, range(len(head) - 1))] else rows
    return tuple(row[1:] for row in kept)


def _with_bars(line: str) -> str:
    """A line with tabs or drawn lines between its cells as one with bars; others as they are."""
    line = DRAWN.sub("|", line)
    line = MARK.sub("", line) if "|" in line else line
    line = NUMBER_TAB.sub(r"\1", line).rstrip(" ")
    blank = line.endswith("\t") and not is_prose(paragraph(line))
    return "|" + line.replace("\t", "|") + "|" if blank or "\t" in line.strip() else line


def _cells(line: str, framed: bool) -> tuple[str, ...]:
    """The cells of a row; a blank one is before a bar that opens it and behind one that ends it,
    unless bars open every row of the table.
    """
    line = line.strip()
    if framed:
        line = line[1:].removesuffix("|")
    cells = map(join_broken_words, line.split("|"))
    return tuple("" if cell.strip().lower() in NO_VALUE else cell for cell in cells)
