"""A page's ink: the rules on it, the tables that they make, and the lines of text in a box."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.readers.rules import Box, Rule, Ruled, find_tables

RULE = 45  # pixels that a line must have to be a rule; characters at 200 dpi have fewer
PIECE = 27  # pixels of a rule between two of its gaps
GAP = 7  # pixels by which a rule may be broken or lie aside
LONG = 1 / 3  # of a table's width that one of its rules has at least, broken as it may be
SPECK = 9  # pixels of ink that are dirt and no letter


@dataclass(frozen=True, slots=True)
class Inked:
    """An upright page: its gray pixels without rules, its ink alone, and its tables."""

    gray: Any
    ink: Any
    tables: tuple[Ruled, ...]


def read_inked(gray: Any) -> Inked:
    """Part a page's rules from its letters."""
    import cv2

    dark = cv2.adaptiveThreshold(
        cv2.GaussianBlur(gray, (3, 3), 0), 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C,
        cv2.THRESH_BINARY_INV, 41, 14,
    )  # fmt: skip
    flat, steep = _runs_of(dark, (PIECE, 1)), _runs_of(dark, (1, PIECE))
    across, down = _rules(flat, steep, (1, 0)), _rules(steep, flat, (0, 1))
    level = _measured(across, 0)
    found = find_tables(level, _measured(down, 1), GAP)
    tables = [table for table in found if _is_ruled(table, level, gray.shape[1])]
    rules = cv2.dilate(cv2.bitwise_or(across, down), cv2.getStructuringElement(0, (5, 5)))
    inside = cv2.bitwise_and(rules, _borders(rules.shape, tables))
    paper = gray.copy()
    paper[inside > 0] = _paper(gray)
    dark[inside > 0] = 0
    return Inked(paper, _without_specks(dark), tuple(tables))


def _runs_of(dark: Any, size: tuple[int, int]) -> Any:
    """Straight runs of ink: pieces of rules, and long strokes of letters."""
    import cv2

    return cv2.morphologyEx(dark, cv2.MORPH_OPEN, cv2.getStructuringElement(0, size))


def _rules(runs: Any, crossing: Any, way: tuple[int, int]) -> Any:
    """Runs long enough for a rule, small gaps within one closed: not those beside a rule that it
    crosses, for there a letter's stroke begins or ends, above the rule between the cells below.
    """
    import cv2

    def along(length: int) -> Any:
        return cv2.getStructuringElement(0, (length if way[0] else 1, length if way[1] else 1))

    joined = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, along(GAP))
    beside = cv2.dilate(crossing, along(2 * GAP + 1))
    joined[(runs == 0) & (beside > 0)] = 0
    return cv2.morphologyEx(joined, cv2.MORPH_OPEN, along(RULE))


def _measured(mask: Any, upright: int) -> list[Rule]:
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    boxes = [(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in stats[1:]]
    if upright:
        return [Rule(x + w / 2, y, y + h) for x, y, w, h in boxes if w < h / 3]
    return [Rule(y + h / 2, x, x + w) for x, y, w, h in boxes if h < w / 3]


def _is_ruled(table: Ruled, level: Sequence[Rule], page: int) -> bool:
    """Whether lines make a table, and not the strokes of a title's large characters: of those none
    is nearly as long as a line of them.
    """
    left, top, right, bottom = table.box
    within = [r for r in level if top <= r.at <= bottom and r.start < right and r.end > left]
    longest = max((rule.end - rule.start for rule in within), default=0)
    return right - left > 0.25 * page and longest > LONG * (right - left)


def _borders(shape: tuple[int, int], tables: list[Ruled]) -> Any:
    """Where the borders of cells are; a long dash within one is no border."""
    import cv2
    import numpy as np

    borders = np.zeros(shape, "uint8")
    for cell in (cell for table in tables for cell in table.cells):
        left, top, right, bottom = (int(side) for side in cell.box)
        cv2.rectangle(borders, (left, top), (right, bottom), 255, 2 * GAP)
    return borders


def _paper(gray: Any) -> int:
    """The gray of the bare page."""
    import numpy as np

    return int(np.percentile(gray[::7, ::7], 75))


def _without_specks(dark: Any) -> Any:
    import cv2
    import numpy as np

    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark)
    small = stats[:, cv2.CC_STAT_AREA] < SPECK
    dark[np.isin(labels, np.flatnonzero(small))] = 0
    return dark


def lines_in(sheet: Inked, box: Box) -> list[Box]:
    """The boxes of the lines of text in a cell, from top to bottom; none where it has no ink."""
    left, top, right, bottom = (int(side) for side in box)
    left, top, right, bottom = left + 3, top + 3, right - 3, bottom - 3
    ink = sheet.ink[top:bottom, left:right]
    if not ink.size or not ink.any():
        return []
    found: list[Box] = []
    for start, end in _runs(ink.any(axis=1)):
        columns = ink[start:end].any(axis=0).nonzero()[0]
        first, last = int(columns[0]), int(columns[-1])
        found.append((left + first, top + start, left + last + 1, top + end))
    return found


def _runs(marked: Any) -> Iterator[tuple[int, int]]:
    """Where runs of marked rows begin and end."""
    start = None
    for at, is_marked in enumerate([*marked, False]):
        if is_marked and start is None:
            start = at
        elif not is_marked and start is not None:
            yield start, at
            start = None
