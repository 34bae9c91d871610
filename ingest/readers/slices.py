"""Lines of text to the cells of a table in pieces: divided by bars, by spaces, or one a line."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest import labels
from ingest.amounts import SIGN, UNIT, looks_like_value
from ingest.clean import join_broken_words, key
from ingest.readers.marks import TOTALS, WIDTH, is_header, is_row, names, opens, takes_values
from ingest.tables.long import named_cells

VALUE = rf"(?:(?:{SIGN})?\d[\d,，]*(?:[.．]\d+)?(?:{UNIT})?|/|[-—]+|无)"
LONG_LINE = 1_000  # characters of a line that can be a row with its values
BEHIND = re.compile(
    rf"(?P<label>.*?[^\s\d.,+-].*?)(?:\s+(?P<unit>{UNIT}))?(?P<values>(?:\s+{VALUE})+)"
)
# The same where nothing, or a colon, parts the label from the first value.
RIGHT_BEHIND = re.compile(
    rf"(?P<label>.*[\u4e00-\u9fff）)”])(?:\s*[:：]\s*)?(?P<values>\d[\d,，.．]*(?:\s+{VALUE})+)"
)
# A group's heading and its first row on one line: （三）不予公开 1.属于国家秘密.
TWO_LABELS = re.compile(rf"\s+(?={labels.NUMBERED.pattern})")
ROW_OF_VALUES = re.compile(rf"{VALUE}(?:\s+{VALUE})+")
COLON = re.compile(r"^\s*[:：]\s*")  # before a row of values whose label stands elsewhere
GLUED = re.compile(
    r"(?P<label>.*[\u4e00-\u9fff）)”])\s*[:：]?\s*(?P<value>[+＋-]?\d[\d,，]*(?:[.．]\d+)?)"
)
# Cells told one by one behind their label: 规章：本年制发件数2，本年废止件数1；
TOLD = re.compile(
    r"([^:：|\t。]{2,90})[:：]((?:（[^（）|]{0,30}）|[^:：|\t。（]){1,300}?)[；;。，]?\s*"
)
APART = re.compile(r"[，；;、]|,(?!\d{3})")
NAMED = re.compile(rf"(.*?[\u4e00-\u9fff）)])\s*((?:{VALUE})?)")
MARKED = re.compile(r"^\s*(?:#{1,6}\s+|>\s*|[*-]\s+)")
PICTURE = re.compile(r"!\[[^\[\]\n]{0,200}\]\([^()\s]{1,500}\)")
LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\([^()\s]{1,500}\)")
BOLD = re.compile(r"\*\*(?=[^\s*])([^*\n]{1,500})(?<=\S)\*\*")
ESCAPED = re.compile(r"\\([_*#.()\[\]+-])")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
KINDS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
# Among wider gaps the narrow ones part no cells; no number has so many digits as table four cells.
WIDER = re.compile(r"\s{2,}|\t")
DIGITS_APART = re.compile(r"[1-9](?: \d){1,9}")
DOWNWARDS = re.compile(r"[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff]){2,}")


def paragraph(line: str) -> str:
    """A line without Markdown's marks, its pictures and the addresses of its links."""
    if not (line := line.strip(" ")):
        return ""
    for mark, kept in ((MARKED, ""), (PICTURE, ""), (LINK, r"\1"), (BOLD, r"\1"), (ESCAPED, r"\1")):
        line = mark.sub(kept, line)
    return join_broken_words(line)


def row_without_bars(line: str) -> tuple[str, ...]:
    """The cells of a line that is a row of a form, divided by spaces; none for any other line."""
    row = tuple(_parts(line, spaced=True))
    return row if is_row(row) else ()


def told_cells(line: str) -> tuple[str, ...]:
    """A line's label and its cells, each with its column's name before it; none for another."""
    found = TOLD.fullmatch(line.strip())
    pieces = [piece.strip() for piece in APART.split(found[2])] if found else []
    if not found:
        return ()
    if len(pieces) == 1 and looks_like_value(pieces[0]):
        row: tuple[str, ...] = (found[1], pieces[0])
    else:
        pairs = [NAMED.fullmatch(piece) for piece in pieces]
        row = (found[1], *(text for pair in pairs if pair for text in pair.groups()))
    return row if named_cells(row) == len(pieces) else ()


def split_glued(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row whose label and first value ran together, as two cells: 行政许可12 → 行政许可, 12."""
    found = GLUED.fullmatch(row[0].strip()) if row else None
    return (found["label"], found["value"], *row[1:]) if found and names(found["label"]) else row


def turned(lines: Sequence[str]) -> Iterator[str]:
    """Lines, and in place of those that print a header's columns downwards (结 结 其 尚, then 果 果
    他 未 …) the header that their characters can only be.
    """
    held: list[str] = []
    for line in [*lines, ""]:
        if DOWNWARDS.fullmatch(line.strip()) and not ROW_OF_VALUES.fullmatch(line.strip()):
            held.append(line.strip())
            continue
        yield from _header_of(held)
        held = []
        yield line


def stacked(lines: Sequence[str]) -> Iterator[str]:
    """Lines, and in place of those that print a label downwards, a character each, the label."""
    held: list[str] = []
    for line in [*lines, ""]:
        if len(line.strip()) == 1 and not looks_like_value(line):
            held.append(line.strip())
            continue
        whole = "".join(held)
        yield from [whole] if len(held) > 2 and labels.NUMBERED.match(whole) else held
        held = []
        yield line


def _header_of(lines: Sequence[str]) -> Sequence[str]:
    characters = set("".join(lines))
    if len(characters & set("维纠审尚")) > 1:
        return ["  ".join(RESULTS * (len(lines[0].split()) // WIDTH))]
    if set("研律") <= characters:
        return ["  ".join((*KINDS, *["小计"] * lines[0].endswith("小")))]
    return lines


def cells_of(lines: Iterable[str]) -> Iterator[str]:
    """Cells in order; a blank one wherever two `|` stand side by side."""
    lines = [line.strip() for line in lines]
    spaced = not any("|" in line for line in lines)
    apart = spaced and any(map(DIGITS_APART.fullmatch, lines))
    narrow = apart and is_a_cell_a_line([n for n in lines if not DIGITS_APART.fullmatch(n)])
    wide = spaced and any(map(_is_wide, lines))
    # Where bars stand alone they part cells; elsewhere each ends one.
    alone = all(line == "|" or "|" not in line for line in lines)
    waiting, above, gap = False, "", False
    for part in (
        part for line in lines for part in re.split(r"(\|)", line) if part.strip() or not line
    ):
        bar = part == "|"
        # Behind a header's last cell a blank line before the bar is the first cell of the row.
        first = bar and alone and gap and key(above) in TOTALS
        if (waiting and (bar or (alone and opens(part)))) or first:
            yield ""
        if part.strip() and not bar:
            row = spaced and not (narrow and DIGITS_APART.fullmatch(part))
            yield from _parts(part, row, wide)
        gap = not part.strip()
        above = part if not gap else above
        waiting = bar if not gap else waiting
    if waiting and alone:
        yield ""


def with_blank_cells(lines: Sequence[str], apart: int) -> Iterator[str]:
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
        if above and not parted and (value or looks_like_value(above) or takes_values(above)):
            yield from [""] * ((gap - apart) // (apart + 1))
        yield cell
        gap, above = 0, cell
        of_two = of_two if value else labels.is_of_two(key(cell))


def _is_wide(line: str) -> bool:
    """Whether more than a space parts the values of a line."""
    return sum(map(looks_like_value, WIDER.split(line.strip()))) > 1


def _parts(text: str, spaced: bool, wide: bool = False) -> Iterator[str]:
    """The cells of a text without bars, divided by spaces where the whole table is; where its
    values are wide apart, digits a space apart are of one.
    """
    parts = WIDER.split(text.strip()) if spaced else [text]
    wide = wide or _is_wide(text)
    for part in parts:
        row = spaced and len(part) <= LONG_LINE and not (wide and DIGITS_APART.fullmatch(part))
        bare = COLON.sub("", part)
        values = ROW_OF_VALUES.fullmatch(bare) if row else None
        behind = BEHIND.fullmatch(part) if row else None
        glued = RIGHT_BEHIND.fullmatch(part) if row else None
        if values or (row and is_header(part.split())):
            yield from bare.split()
        elif glued and names(glued["label"]):
            yield from map(join_broken_words, TWO_LABELS.split(glued["label"]))
            yield from glued["values"].split()
        elif behind and (names(behind["label"]) or len(behind["values"].split()) > 2):
            yield from map(join_broken_words, TWO_LABELS.split(behind["label"]))
            yield from filter(None, [behind["unit"]])
            yield from behind["values"].split()
        else:
            yield from split_glued((join_broken_words(part),))


def is_a_cell_a_line(lines: Sequence[str]) -> bool:
    """Whether no line holds more than one cell."""
    return not any(
        "|" in line or len(list(_parts(line, spaced=True))) > 1 for line in lines if line.strip()
    )
