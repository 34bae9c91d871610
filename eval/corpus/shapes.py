"""Text as scrapers leave it: the tables of a report in the shapes of domain.md 5.1."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from eval.corpus.grids import Box, Grid, Row
from eval.corpus.key import Fact, Key, Name, data
from eval.corpus.reports import Para, Report

Shape = Callable[[Grid, random.Random], str]


@dataclass(frozen=True, slots=True)
class TextShape:
    """How a shape writes a table; a loose one loses the place of blank cells, "none" all cells."""

    write: Shape
    loose: bool = False
    between: str = "\n"
    tables: bool = True


def write_text(report: Report, name: str, rng: random.Random) -> str:
    """The report as text in one of SHAPES; its key notes the cells whose place is lost."""
    shape = SHAPES[name]
    lines = [report.head.title, *([report.head.line] if report.head.line else [])]
    lines += [f"{label}{rng.choice('：:')}{value}" for label, value in report.head.table]
    for block in report.blocks:
        if isinstance(block, Para):
            lines.append(
                f"## {block.text}" if name == "M" and block.part == "heading" else block.text
            )
        else:
            lines += _table(block, shape, rng, report.key)
            lines += _told(block, report) if name == "K" else []
    if name == "M":
        lines[0] = f"# {lines[0]}"
    return shape.between.join(lines) + "\n"


def _table(grid: Grid, shape: TextShape, rng: random.Random, key: Key) -> list[str]:
    if not shape.tables:
        for name in names_of(grid):
            key.cells.pop(name, None)
    if shape.loose:
        key.lost |= lost_in(grid)
    text = shape.write(grid, rng)
    return [*([grid.title] if grid.title and text else []), *([text] if text else [])]


def names_of(grid: Grid) -> Iterator[Name]:
    """The cells of the key in a table."""
    yield from (box.name for row in grid.rows for box in row if box.name)


def lost_in(grid: Grid) -> set[Name]:
    """The cells whose place is lost where blanks leave no trace: those of a row that has one."""
    lost: set[Name] = set()
    for row in grid.rows:
        cells = [box for box in row if box.name]
        if any(not box.text.strip() for box in cells):
            lost |= {box.name for box in cells if box.name}
    return lost


def texts(row: Row) -> list[str]:
    """The cells of a row, merged ones once."""
    return [box.text for box in row]


def _lines(form: Callable[[list[str]], str], between: str = "\n") -> Shape:
    return lambda grid, rng: between.join(form(texts(row)) for row in grid.rows)


def _padded(grid: Grid, rng: random.Random) -> str:
    """A: what a merged cell covers is pushed to the end of its row."""
    covered = _covered(grid)
    return "\n".join(
        " | ".join(texts(row)) + " | " + "|" * covered[at]
        if covered[at]
        else " | ".join(texts(row))
        for at, row in enumerate(grid.rows)
    )


def _covered(grid: Grid) -> list[int]:
    """How many places of each row merged cells cover, beyond those that begin in it."""
    return [grid.width - len(row) for row in grid.rows]


def _framed(grid: Grid, rng: random.Random) -> str:
    """A bar opens every row, and what merged cells cover is pushed to its end."""
    rows = zip(grid.rows, _covered(grid), strict=True)
    return "\n".join(f"| {' | '.join(texts(row))} | {'|' * covered}" for row, covered in rows)


def _kept(grid: Grid, rng: random.Random) -> str:
    """What a label covers below itself stays blank, so that a bar opens the row."""
    made, until = list[str](), 0
    for at, row in enumerate(grid.rows):
        made.append("| " * (at < until) + " | ".join(texts(row)) + " |")
        tall = [box.rows for box in row if not box.name and at >= grid.head]
        until = max([until, *(at + rows for rows in tall)])
    return "\n".join(made)


def _excess(grid: Grid, rng: random.Random) -> str:
    """A3: a row of pads behind every row."""
    return "\n".join(" | ".join(texts(row)) + " |" + "|" * 8 for row in grid.rows)


def _markdown(grid: Grid, rng: random.Random) -> str:
    """M: every row as wide as the table, with the rule below the first."""
    rows = [[*texts(row), *[""] * n] for row, n in zip(grid.rows, _covered(grid), strict=True)]
    made = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([made[0], "|" + "---|" * grid.width, *made[1:]])


def _wrapped(grid: Grid, rng: random.Random) -> str:
    """G: as the text of a PDF comes: every cell a line, tall labels a character a line; a page may
    end between two rows, and the next begin with the head again.
    """
    lines: list[str] = []
    turn = rng.randrange(len(grid.rows)) if rng.random() < 0.5 else 0
    for at, row in enumerate(grid.rows):
        if at == turn > grid.head:
            lines += [f"- {rng.randrange(2, 9)} -", *_cells_down(grid.rows[: grid.head])]
        lines += _cells_down([row])
    return "\n".join(lines)


def _cells_down(rows: Sequence[Row]) -> Iterator[str]:
    for box in (box for row in rows for box in row):
        tall = box.rows > 3 and len(box.text) < 12
        yield from list(box.text) if tall else _broken(box.text, 99 if box.name else 9)


def _headed(row: Sequence[str]) -> str:
    """B with the cells of table three's head that wrap as two paragraphs each."""
    halves = {"商业企业": "商业\n\n企业", "科研机构": "科研\n\n机构"}
    return "\n\n".join(halves.get(text, text) for text in row)


def _labels_alone(grid: Grid, rng: random.Random) -> str:
    """B2: all cells are blank, and leave no trace."""
    return "\n\n".join(
        box.text for row in grid.rows for box in row if not box.name and not box.text.isdecimal()
    )


def _broken(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def _across(grid: Grid, rng: random.Random) -> str:
    """H: cells of a header read across, character by character; numbers a row a line."""
    lines: list[str] = []
    for has_numbers, rows in groupby(grid.rows, lambda row: any(box.name for box in row)):
        for row in rows:
            narrow = not has_numbers and all(len(box.text) <= 4 for box in row) and len(row) > 3
            wide = rng.choice((1, 1, 2)) if len(row) % 5 == 0 else 1
            lines += _columns_of(row, wide) if narrow else [" ".join(t for t in texts(row) if t)]
    return "\n".join(lines)


def _columns_of(row: Sequence[Box], wide: int) -> list[str]:
    """Four lines, the n-th with the n-th character of each cell: 结 结 其 尚; or two of two each:
    结果 结果 其他 尚未.
    """
    depth = max(len(box.text) for box in row)
    cuts = [slice(at, at + wide) for at in range(0, depth, wide)]
    return [" ".join(t for box in row if (t := box.text[cut].strip())) for cut in cuts]


def _spaced(grid: Grid, rng: random.Random) -> str:
    """Columns of spaces, blanks gone."""
    return "\n".join("    ".join(t for t in texts(row) if t.strip()) for row in grid.rows)


def _one_line(grid: Grid, rng: random.Random) -> str:
    return _spaced(grid, rng).replace("\n", "    ")


def _as_prose(grid: Grid, rng: random.Random) -> str:
    return ""


def _told(grid: Grid, report: Report) -> list[str]:
    """K: a table's figures in the text alone, as counts of the prose."""
    lines = []
    for entry in data("words")["told"]:
        if entry["table"] != grid.table:
            continue
        values = [
            report.numbers[code, "total" if grid.table == "3" else ""] for code in entry["codes"]
        ]
        lines.append(entry["text"].format(*values, y=report.key.year))
        told = zip(entry["words"], values, entry["units"], strict=True)
        report.key.facts += [Fact(words, value, unit) for words, value, unit in told]
    return lines


SHAPES: dict[str, TextShape] = {
    "A": TextShape(_padded),
    "A2": TextShape(_lines(" | ".join)),
    "A framed": TextShape(_framed),
    "A kept": TextShape(_kept),
    "A3": TextShape(_excess),
    "B": TextShape(_lines("\n\n".join, "\n\n"), loose=True, between="\n\n"),
    "B heads": TextShape(_lines(_headed, "\n\n"), loose=True, between="\n\n"),
    "B2": TextShape(_labels_alone, tables=False, between="\n\n"),
    "B padded": TextShape(
        _lines(lambda row: "\n".join(f" {t} " for t in row)), loose=True
    ),
    "C": TextShape(_lines("\n|\n".join)),
    "D": TextShape(_lines(lambda row: "\n".join(f"{t} |" if t else "|" for t in row))),
    "E": TextShape(_lines(lambda row: "| \n" + " | \n".join(row) + " |")),
    "F": TextShape(_lines(lambda row: "|\n" + "\n".join(f"{t} |" for t in row))),
    "G": TextShape(_wrapped, loose=True),
    "H": TextShape(_across, loose=True),
    "J": TextShape(_as_prose, tables=False),
    "K": TextShape(_as_prose, tables=False),
    "line": TextShape(_one_line, loose=True, between="    "),
    "M": TextShape(_markdown),
    "tabs": TextShape(_lines("\t".join)),
    "spaces": TextShape(_spaced, loose=True),
}  # fmt: skip
