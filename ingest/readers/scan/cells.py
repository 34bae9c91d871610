"""The cells of a scanned table and the lines between tables, recognised a page at a time."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from ingest.amounts import UNREAD, looks_like_value
from ingest.clean import clean, join_broken_words
from ingest.readers.columns import Word
from ingest.readers.layout import Grid, Line
from ingest.readers.leaves import Leaf, names_table
from ingest.readers.rules import Box, Ruled
from ingest.readers.scan.ink import Inked, lines_in
from ingest.readers.scan.letters import find_lines, read_letters
from ingest.readers.scan.runs import runs_of_ink

FIRST = 10**9  # a cell's number is told apart from its digits
MARKS = re.compile(r"\ue000\d+\ue001|1\d{9}")
HALF_BLANK = ("：", ":", "，", "、")  # marks that are printed as wide as a character
BESIDE = 0.3  # of a character's height, that words of a line may miss one another by
STROKES = (*"1/lI|丨一-–—−_~·.", UNREAD)


@dataclass(frozen=True, slots=True)
class Written:
    """A cell with ink: its lines' crops, what was read, and how sure its weakest line is."""

    crops: tuple[Any, ...]
    text: str
    score: float


def mark(number: int) -> str:
    """What stands in a grid for the cell of that number until its text is settled."""
    return f"\ue000{number}\ue001"


def token(number: int) -> str:
    """What stands for the number of a cell where it has to look like one: 1000000012."""
    return str(FIRST + number)


def number_of(text: str) -> int:
    """The number that a mark or a token stands for."""
    return int(text.strip("\ue000\ue001")) % FIRST


def is_value(text: str) -> bool:
    """Whether a cell holds no words: a number, or what can only be a misread one."""
    chinese = any("\u4e00" <= character <= "\u9fff" for character in text)
    return looks_like_value(text) or (0 < len(text) <= 12 and not chinese)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where on which page a picture is, in points, and the points of one of its pixels."""

    page: int
    left: float
    top: float
    points: float


def read_parts(sheet: Inked, page: int, box: Box, written: list[Written]) -> Leaf:
    """Lines and tables of a picture; the cells read are put behind `written`."""
    frame = _Frame(page, box[0], box[1], (box[2] - box[0]) / sheet.gray.shape[1])
    grids = [_grid(sheet, table, frame, written) for table in sheet.tables]
    height = box[1] + sheet.gray.shape[0] * frame.points
    lines = [line for line in _lines(sheet, frame) if line.text]
    words = _words(sheet, frame, written) if _has_loose_values(lines) else []
    return Leaf(page, height, grids, words, lines, scanned=True)


# tables ------------------------------------------------------------------------------------------


def _grid(sheet: Inked, table: Ruled, frame: _Frame, written: list[Written]) -> Grid:
    boxes = [lines_in(sheet, cell.box) for cell in table.cells]
    tall = _height_of_letters([box for lines in boxes for box in lines])
    boxes = [_whole(lines, tall) for lines in boxes]
    crops = [[_crop(sheet, box, tall) for box in lines] for lines in boxes]
    texts = iter(read_letters([crop for lines in crops for crop in lines]))
    rows: list[list[tuple[int, str]]] = [[] for _ in range(table.rows)]
    for cell, lines in zip(table.cells, crops, strict=True):
        text = ""
        if lines:
            text = mark(len(written))
            written.append(_written(lines, [next(texts) for _ in lines]))
        rows[cell.row].append((cell.column, text))
    return Grid(
        tuple(sorted(row) for row in rows), frame.page, table.columns,
        frame.top + table.box[1] * frame.points, table.opened, table.closed, scanned=True,
    )  # fmt: skip


def _written(crops: Sequence[Any], found: Sequence[tuple[str, float]]) -> Written:
    text = told([text for text, _ in found], crops)
    return Written(tuple(crops), text, min(score for _, score in found))


def told(texts: Sequence[str], crops: Sequence[Any]) -> str:
    """A cell's text from its lines: digits in their usual width, a lone stroke by its shape."""
    text = join_broken_words(clean(" ".join(texts))) or UNREAD
    if len(crops) > 1:
        return text
    if text in STROKES:
        return stroke(crops[0])
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    return plain if looks_like_value(plain) else text


def stroke(crop: Any) -> str:
    """Whether a lone stroke is a dash, a 1 or a slash, by how it lies; □ behind a 1 in doubt."""
    import numpy as np

    ink = crop < (int(crop.max()) + int(crop.min())) // 2
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if len(columns) > 1.6 * len(rows):
        return "—"
    third = max(1, len(rows) // 3)
    upper, lower = (
        np.flatnonzero(ink[part].any(axis=0)).mean() for part in (rows[:third], rows[-third:])
    )
    lean = (upper - lower) / len(rows)
    return "/" if lean > 0.14 else "1" if lean < 0.07 else f"1{UNREAD}"


def _height_of_letters(boxes: Sequence[Box]) -> float:
    heights = [bottom - top for _, top, _, bottom in boxes]
    return median(heights) if heights else 20.0


def _whole(lines: list[Box], tall: float) -> list[Box]:
    """Lines of text, the parts of one that white runs through (三, 二) put together."""
    made: list[Box] = []
    for box in lines:
        if made:
            above = made[-1]
            flat = min(box[3] - box[1], above[3] - above[1]) < 0.6 * tall
            if flat and box[3] - above[1] <= 1.35 * tall:
                made[-1] = (
                    min(above[0], box[0]), above[1], max(above[2], box[2]), box[3]
                )  # fmt: skip
                continue
        made.append(box)
    return made


def _crop(sheet: Inked, box: Box, tall: float) -> Any:
    """The pixels of a line on clean paper, as high as the table's letters or higher."""
    import numpy as np

    left, top, right, bottom = (int(side) for side in box)
    left, top, right, bottom = max(0, left - 2), max(0, top - 2), right + 2, bottom + 2
    ink = sheet.gray[top:bottom, left:right]
    height = max(ink.shape[0], int(tall)) + int(0.35 * tall)
    width = ink.shape[1] + int(0.6 * tall)
    paper = int(np.percentile(ink, 90))
    crop = np.full((height, width), paper, "uint8")
    down, across = (height - ink.shape[0]) // 2, (width - ink.shape[1]) // 2
    crop[down : down + ink.shape[0], across : across + ink.shape[1]] = ink
    return crop


# words -------------------------------------------------------------------------------------------


def _has_loose_values(lines: Sequence[Line]) -> bool:
    """Whether numbers stand on a page beside one another, as they do in tables without rules."""
    values = [text for line in lines for text in line.text.split() if looks_like_value(text)]
    return len(values) > 2 or any(names_table(line.text) for line in lines)


def _words(sheet: Inked, frame: _Frame, written: list[Written]) -> list[Word]:
    """The words outside of tables; a number is a token for what is put behind `written`."""
    import cv2

    ink = sheet.ink.copy()
    for table in sheet.tables:
        left, top, right, bottom = (int(side) for side in table.box)
        cv2.rectangle(ink, (left, top), (right, bottom), 0, cv2.FILLED)
    boxes = runs_of_ink(ink)
    # Digits are lower than characters, and many.
    tall = _height_of_letters(sorted(boxes, key=lambda box: box[3] - box[1])[len(boxes) * 2 // 3 :])
    crops = [_crop(sheet, box, tall) for box in boxes]
    made: list[Word] = []
    for box, crop, found in zip(boxes, crops, read_letters(crops), strict=True):
        cell = _written([crop], [found])
        text = cell.text
        if is_value(text):
            text = token(len(written))
            written.append(cell)
        made.append(_word(text, box, frame, tall))
    return joined_behind_marks(made)


def joined_behind_marks(words: Sequence[Word]) -> list[Word]:
    """Words, each that goes on behind a mark whose blank half parted them (单位： | 万元) with what
    is before it; a value stays by itself.
    """
    made: list[Word] = []
    for word in sorted(words, key=lambda w: w.left):
        at = next((n for n, before in enumerate(made) if _goes_on(before, word)), None)
        if at is None:
            made.append(word)
        else:
            made[at] = replace(made[at], text=made[at].text + word.text, right=word.right)
    return made


def _goes_on(before: Word, word: Word) -> bool:
    tall = word.bottom - word.top
    beside = abs(before.middle - word.middle) < BESIDE * tall
    near = abs(word.left - before.right) < BESIDE * tall
    return before.text[-1:] in HALF_BLANK and beside and near and not word.is_value


def _word(text: str, box: Box, frame: _Frame, tall: float) -> Word:
    """A word where its characters stand, the blank half of a bracket or a point with it."""
    left = box[0] - (tall / 2 if text[:1] in "(（“《" else 0)
    right = box[2] + (tall / 2 if text[-1:] in ")）、，。：:”》" else 0)
    middle = (box[1] + box[3]) / 2
    left, right = (frame.left + side * frame.points for side in (left, right))
    top, bottom = (frame.top + (middle + side * tall / 2) * frame.points for side in (-1, 1))
    return Word(text, left, right, top, bottom)


# lines -------------------------------------------------------------------------------------------


def _lines(sheet: Inked, frame: _Frame) -> list[Line]:
    """The lines outside of tables, pieces of one put together."""
    gray = sheet.gray.copy()
    for table in sheet.tables:
        left, top, right, bottom = (int(side) for side in table.box)
        gray[max(0, top - 4) : bottom + 4, max(0, left - 4) : right + 4] = 255
    boxes = [_box(corners) for corners in find_lines(gray)]
    crops = [gray[int(t) : int(b), int(x) : int(r)] for x, t, r, b in boxes]
    boxes = [box for box, crop in zip(boxes, crops, strict=True) if crop.size]
    found = read_letters([crop for crop in crops if crop.size])
    pieces = [(box, text) for box, (text, _) in zip(boxes, found, strict=True) if text]
    return [_line(group, frame) for group in _in_lines(pieces)]


def _box(corners: Any) -> Box:
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return max(0.0, float(left)), max(0.0, float(top)), float(right), float(bottom)


def _in_lines(pieces: list[tuple[Box, str]]) -> list[list[tuple[Box, str]]]:
    groups: list[list[tuple[Box, str]]] = []
    for box, text in sorted(pieces, key=lambda piece: piece[0][1]):
        for group in groups[-4:]:
            _, top, _, bottom = group[0][0]
            shared = min(bottom, box[3]) - max(top, box[1])
            if shared > 0.6 * min(bottom - top, box[3] - box[1]):
                group.append((box, text))
                break
        else:
            groups.append([(box, text)])
    return groups


def _line(group: list[tuple[Box, str]], frame: _Frame) -> Line:
    group = sorted(group, key=lambda piece: piece[0][0])
    text = join_broken_words(clean(" ".join(text for _, text in group)))
    left, right = group[0][0][0], max(box[2] for box, _ in group)
    top = min(box[1] for box, _ in group)
    size = median(box[3] - box[1] for box, _ in group)
    left, right = (frame.left + side * frame.points for side in (left, right))
    return Line(text, frame.page, left, right, frame.top + top * frame.points, size * frame.points)
