"""The shapes in which text was found, as what each makes of the tables of a report in Markdown."""

import re
from collections.abc import Callable, Sequence

Rows = list[list[str]]
Shape = Callable[[Rows], str]


def reshaped(text: str, shape: Shape) -> str:
    """The report with each of its tables in another shape."""
    made, rows = list[str](), Rows()
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            if not line.startswith("|-"):
                rows.append([cell.strip() for cell in line[1:-1].split("|")])
            continue
        if rows:
            made.append(shape(rows))
            rows = []
        made.append(line)
    return "\n".join(made)


def lines(form: Callable[[list[str]], str], between: str = "\n") -> Shape:
    return lambda rows: between.join(form(row) for row in rows)


def filled(row: Sequence[str]) -> list[str]:
    return [cell for cell in row if cell]


def padded(row: list[str]) -> str:
    """Merged cells once, and the blanks of what they cover pushed to the end."""
    return " | ".join(row) + " | |||"


def wrapped(row: list[str]) -> str:
    """Cells as a narrow column of a PDF breaks them, a line each."""
    return "\n".join(row[0][i : i + 9] for i in range(0, len(row[0]), 9)) + "".join(
        f"\n{cell}" for cell in row[1:] if cell
    )


def glued(row: list[str], between: str = "") -> list[str]:
    label, value, *rest = row
    return (
        [label + between + value, *rest]
        if re.match(r"\d", value) and label and label[-1] > "z"
        else row
    )


# Shapes that show where a blank cell is.
PLACED: dict[str, Shape] = {
    "A pipe table, pads at the right": lines(padded),
    "A2 the same without pads": lines(" | ".join),
    "A3 excess pads": lines(lambda row: " | ".join(row) + " |||||||||"),
    "C a line with only a bar between cells": lines("\n|\n".join),
    "D value and bar at line ends": lines(lambda row: "\n".join(f"{cell} |" for cell in row)),
    "E a line break inside each cell": lines(lambda row: "| \n" + " | \n".join(row) + " |"),
    "F a bar alone, then cells": lines(lambda row: "|\n" + "\n".join(f"{c} |" for c in row)),
    "F with blank lines": lines(lambda row: "|\n\n" + "\n\n".join(f"{c} |" for c in row), "\n\n"),
    "M Markdown": lambda rows: "\n".join(
        f"| {' | '.join(row)} |" + ("\n|" + "---|" * len(row) if n == 0 else "")
        for n, row in enumerate(rows)
    ),
    "tabs": lines("\t".join),
    "tabs, a merged label before": lines(lambda row: "\t" * (len(row) < 15) + "\t".join(row)),
    "Chinese commas": lines("，".join),
    "slashes with spaces": lines(" / ".join),
    "a tab on a line of its own between cells": lines("\n\t\n".join),
    "a line ends behind each blank cell": lines(
        lambda row: "| ".join([cell or "\n" for cell in row[:-1]] + row[-1:])
    ),
    "Markdown below a blank head": lambda rows: "\n".join(
        [f"|{'  |' * len(rows[0])}", f"|{' --- |' * len(rows[0])}"]
        + [f"| {' | '.join(row)} |" for row in rows]
    ),
    "every header twice": lines(
        lambda row: "\n".join([" | ".join(row)] * (1 if re.search(r"\d", "".join(row)) else 2))
    ),
}
# Shapes that lose where a blank cell was.
LOOSE: dict[str, Shape] = {
    "B one cell a line, blank lines between": lines(lambda row: "\n\n".join(row), "\n\n"),
    "B with padding": lines(lambda row: "\n".join(f"  {cell} " for cell in row)),
    "G labels broken over lines": lines(wrapped),
    "columns of spaces": lines(lambda row: "    ".join(filled(row))),
    "one space between values": lines(lambda row: " ".join(filled(row))),
    "label and first value glued": lines(lambda row: "    ".join(filled(glued(row)))),
    "the same with single spaces": lines(lambda row: " ".join(filled(glued(row)))),
    "a colon behind the label": lines(lambda row: " ".join(filled(glued(row, "：")))),
    "two tabs before some cells": lines(
        lambda row: "\n".join(filled(row)[:2]) + "".join(f"\t\t{c}" for c in filled(row)[2:])
    ),
}
SHAPES = PLACED | LOOSE


# Shapes in which nobody can tell where a value goes.
APART: dict[str, Shape] = {
    "labels, then values": lambda rows: "\n".join(
        [*(row[0] for row in rows), *(" ".join(filled(row[1:])) for row in rows)]
    ),
    "all run together": lines("".join),
    "a list as a program prints it": lines(str),
    "a mark of formulas": lines(" & ".join),
}
