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
NUMBERED = re.compile(
    r"[一二三四五六七八九]\s*、|[（(]\s*[一二三四五六七八九]\s*[）)]|\d\s*[.．、]"
)
MARKED = re.compile(r"^\s*(?:#{1,6}\s+|>\s*|[*-]\s+)")
TOTALS = ("总计", "合计")
REVIEWS = ("行政复议", "行政诉讼")
SEVEN = 7  # values of a row of table three
WIDTH = 5  # values of a block of table four
REVIEWED = 15  # values of table four
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
KINDS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
DOWNWARDS = re.compile(r"[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff]){2,}")


def read_pieces(lines: Sequence[str], apart: int | None = None) -> list[Block]:
    """Lines as paragraphs and loose tables; mere paragraphs where no row of a form is among them.

    A line is a cell, or several divided by `|` or by spaces; a lone `|` divides too. `apart` is how
    many blank lines part two cells, where more of them show a blank one.
    """
    lines = list(turned(lines))
    rows = list(_rows(_cells(lines)))
    if apart is not None and _is_a_cell_a_line(lines):
        rows = list(_rows(_with_blank_cells(lines, apart)))
    rows = _without_end_bars([_without_bar_before(row) for row in rows])
    valued = [
        _is_row(row) or _is_block(row, above) for row, above in zip(rows, [(), *rows], strict=False)
    ]
    of_form = [
        n for n, row in enumerate(rows)
        if valued[n] or _is_header(row) or (len(row) > 1 and _names(row[0]))
    ]  # fmt: skip
    if not any(valued):
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


def turned(lines: Sequence[str]) -> Iterator[str]:
    """Lines, and in place of those that print a header's columns downwards (结 结 其 尚, then 果 果
    他 未 …) the header that their characters can only be.
    """
    held: list[str] = []
    for line in [*lines, ""]:
        if DOWNWARDS.fullmatch(line.strip()):
            held.append(line.strip())
            continue
        yield from _header_of(held)
        held = []
        yield line


def _header_of(lines: Sequence[str]) -> Sequence[str]:
    characters = set("".join(lines))
    if set("维纠审") <= characters:
        return ["  ".join(RESULTS * (len(lines[0].split()) // WIDTH))]
    return ["  ".join(KINDS)] if set("研律") <= characters else lines


# lines to cells ----------------------------------------------------------------------------------


def _cells(lines: Iterable[str]) -> Iterator[str]:
    """Cells in order; a blank one wherever two `|` stand side by side."""
    lines = [line.strip() for line in lines]
    spaced = not any("|" in line for line in lines)
    # Where bars stand alone they part cells; elsewhere each ends one.
    alone = all(line == "|" or "|" not in line for line in lines)
    waiting, above, gap = False, "", False
    for part in (
        part for line in lines for part in re.split(r"(\|)", line) if part.strip() or not line
    ):
        bar = part == "|"
        # Behind a header's last cell a blank line before the bar is the first cell of the row.
        first = bar and alone and gap and key(above) in TOTALS
        if (waiting and (bar or (alone and _opens(part)))) or first:
            yield ""
        if part.strip() and not bar:
            yield from _parts(part, spaced)
        gap = not part.strip()
        above = part if not gap else above
        waiting = bar if not gap else waiting
    if waiting and alone:
        yield ""


def _with_blank_cells(lines: Sequence[str], apart: int) -> Iterator[str]:
    """Cells in order, a line each, a blank one for as many blank lines more as a cell takes."""
    gap, above, of_two = 0, "", False
    for line in lines:
        if not line.strip():
            gap += 1
            continue
        cell = join_broken_words(line)
        value = looks_like_value(cell)
        # A single blank line behind a row may just as well part it from the next.
        parted = apart == 0 and of_two and not value
        if above and not parted and (value or looks_like_value(above) or _takes_values(above)):
            yield from [""] * ((gap - apart) // (apart + 1))
        yield cell
        gap, above = 0, cell
        of_two = of_two if value else labels.is_of_two(key(cell))


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
    row, valued, behind_values = list[str](), False, False
    for cell in cells:
        value = not cell or looks_like_value(cell)
        opens = not value and (valued or _opens(cell))
        total = bool(row) and row[0] in TOTALS and behind_values
        heads = value and not valued and bool(row) and not (_takes_values(row[0]) or total)
        if row and (opens or heads):
            yield tuple(row)
            behind_values = valued
            row, valued = [], False
        if row and not value and _takes_values(row[-1]) and not labels.is_unit(cell):
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
    if not _is_a_cell_a_line(lines):
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
    rows = list(_rows(_with_blank_cells(lines, apart)))
    valued = [row for row in rows if _is_of_three(row) and any(row[1:])]
    whole = all(_is_whole(row, _width(rows)) for row in valued)
    return apart if whole and len(valued) > SEVEN else None


def _is_a_cell_a_line(lines: Sequence[str]) -> bool:
    return not any(
        "|" in line or len(list(_parts(line, spaced=True))) > 1 for line in lines if line.strip()
    )


def _without_end_bars(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Rows of table three without the blanks that bars between the rows make behind each of them:
    as many behind every row but the last, and somewhere a value right after a label.
    """
    width = _width(rows)
    valued = [row for row in rows if _is_of_three(row) and any(row[1:])]
    over = {len(row) - 1 - width for row in valued[:-1]}
    shifted = any(row[1] for row in valued)
    if len(over) != 1 or min(over) <= 0 or not shifted or any(row[-1] for row in valued[:-1]):
        return rows
    return [
        row[: width + 1] if _is_of_three(row) and not any(row[width + 1 :]) else row for row in rows
    ]


def _width(rows: Iterable[Sequence[str]]) -> int:
    """How many columns table three has: one more where its header names a subtotal."""
    return SEVEN + any("小计" in cell for row in rows if not _is_of_three(row) for cell in row)


def _is_of_three(row: Sequence[str]) -> bool:
    text = key(row[0])
    named = NUMBERED.match(row[0]) or row[0] in TOTALS or labels.is_of_three(text)
    return len(row) > 1 and bool(named) and not labels.is_of_two(text)


def _is_whole(row: Sequence[str], width: int) -> bool:
    """Whether a row of table three has all its cells, and no value beyond them."""
    filled = len("".join("x" if cell else " " for cell in row[1:]).strip())
    return len(row) > width and filled <= width


def _without_bar_before(row: tuple[str, ...]) -> tuple[str, ...]:
    """Table four's values without the blank that a bar before the first of them makes."""
    return row[1:] if not row[0] and len(row) in (WIDTH + 1, REVIEWED + 1) else row


def _opens(cell: str) -> bool:
    """Whether a label can only begin a row, of values or of a header."""
    return _takes_values(cell) or _heads(key(cell))


def _takes_values(label: str) -> bool:
    text = key(label)
    named = labels.is_of_two(text) or labels.is_of_three(text) or labels.is_of_annex(text)
    return named or bool(NUMBERED.match(label))


def _heads(text: str) -> bool:
    return text.startswith(("第二十条", "信息内容", "统计指标"))


def _names(label: str) -> bool:
    """Whether a label is that of a row of tables two or three."""
    text = key(label)
    numbered = NUMBERED.match(label.strip()) and labels.matching("row", "3", text)
    named = labels.is_of_two(text) or labels.is_of_three(text) or labels.is_of_annex(text)
    return bool(numbered) or named or text.lstrip("七") in TOTALS


def _is_row(row: Sequence[str]) -> bool:
    """Whether a row has values and a label of a form, or all of table four's values."""
    valued = [looks_like_value(cell) for cell in row if cell]
    of_four = all(valued) and len(row) >= REVIEWED
    united = len(row) > 1 and labels.is_unit(row[1]) and labels.is_of_annex(key(row[0]))
    return united or (any(valued) and (of_four or _names(row[0])))


def _is_block(row: Sequence[str], above: Sequence[str]) -> bool:
    """Whether a row is one block of table four, right below the results that head it."""
    five = len(row) >= WIDTH and all(looks_like_value(cell) for cell in row if cell)
    return five and labels.heads_table_four([key(cell) for cell in above])


def _is_header(row: Sequence[str]) -> bool:
    keys = [key(cell) for cell in row] or [""]
    of_four = keys[0] in REVIEWS or labels.heads_table_four(keys)
    return _heads(keys[0]) or labels.names_applicants(keys) or of_four
