"""What table readers take and give: a row with its label found, a column, a cell, an oddity."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest import labels
from ingest.clean import key
from ingest.labels import wording

# A number that ran into a label, behind it or before another one; not one that counts rows.
GLUED = re.compile(r"[\u4e00-\u9fff）)](?:\d[\d,.+/-]*$|\d{2})|(?<!^)\s\d[\d,.]*\s")


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells and their keys, notes left out; `at` is where its values begin.

    A `loose` row may have lost its blank cells; `lane` counts the rows printed side by side.
    """

    cells: tuple[str, ...]
    loose: bool = False
    lane: int = 0
    keys: tuple[str, ...] = field(init=False)
    at: int = field(init=False)

    def __post_init__(self) -> None:
        keys = tuple(key(wording.without_note(cell)) for cell in self.cells)
        object.__setattr__(self, "keys", keys)
        object.__setattr__(self, "at", labels.label_end(self.cells, self.keys))

    @property
    def label(self) -> tuple[str, ...]:
        """The keys of the label's cells."""
        return tuple(text for text in self.keys[: self.at] if text)

    @property
    def words(self) -> str:
        """The label as printed, its cells divided by a slash."""
        return "/".join(cell.strip() for cell in self.cells[: self.at] if cell.strip())

    @property
    def values(self) -> tuple[str, ...]:
        """The cells behind the label."""
        return self.cells[self.at :]

    @property
    def torn(self) -> bool:
        """Whether a number ran together with the label, so that the values aren't all."""
        labels = (wording.without_note(cell).strip() for cell in self.cells[: self.at])
        return any(map(GLUED.search, labels))

    @property
    def blank(self) -> bool:
        """Whether no cell behind the label holds anything."""
        return not any(value.strip() for value in self.values)


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its header names it: a code, "" for one that no form has, and its words."""

    code: str
    words: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a form; raw is None where the row lacks the cell.

    A cell that no form has carries the words of its row and column, and no code.
    """

    code: str
    breakdown: str
    raw: str | None
    unit: str = ""
    row: str = ""
    column: str = ""
    table: str = ""


@dataclass(frozen=True, slots=True)
class Oddity:
    """What could not be placed, or only by its sums; kind: unknown_label, unreadable, nameless
    (its label was not found), joined, spared (a number too many left out), or counted (the columns
    by how many numbers there are).
    """

    kind: str
    where: str
    seen: str


Read = list[Cell | Oddity]


def odd(kind: str, where: str, values: Iterable[str]) -> Oddity:
    """An oddity about the values of a row."""
    return Oddity(kind, where, " | ".join(value.strip() for value in values))
