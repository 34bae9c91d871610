"""Digits in a page's text that it does not show as a part of the number they stand in: hidden,
crossed out, over one another, or a note's mark.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from ingest.readers.drawn import SMALL
from ingest.readers.rules import Rule
from ingest.readers.stamps import differ

IN_DOUBT = "in doubt"  # the key of a character

SHOWN = 12  # shades of gray between a digit and what it stands on, at least
INNER = 0.15  # of a digit's box at each side, where others may reach into it
SQUARE = 10.0  # points: digits farther apart than two of them are no neighbours
CROWD = 12  # digits in one square: more are a blot
RAISED = 0.15  # of a digit's size that others of its number stand higher or lower
TOUCHING = 0.25  # of a digit's size between two of one number
Char = dict[str, Any]


def mark_doubts(
    chars: Sequence[Char], rules: tuple[Sequence[Rule], Sequence[Rule]], picture: Any, corner: Any
) -> None:
    """Note which digits of a page are in doubt, by the rules drawn across it and down, and by its
    picture in gray, whose upper left `corner` is given in points; None where there is no picture.
    """
    across, down = rules
    digits = [char for char in chars if char["text"].isdigit()]
    hidden = [d for d in digits if picture is not None and not _is_shown(d, picture, corner)]
    # Where most are not seen, it is the picture that fails: of a font that is not here.
    doubtful = hidden if 2 * len(hidden) < len(digits) else []
    doubtful += _crossed(digits, across)
    pairs = [pair for pair in _neighbours(digits) if _touch(*pair)]
    doubtful += [one for pair in pairs if _disagree(*pair) for one in pair]
    doubtful += _parted(pairs, down)
    for char in doubtful:
        char[IN_DOUBT] = True


def is_in_doubt(chars: Sequence[Char]) -> bool:
    """Whether any of the digits of a number is noted, or differs from the others."""
    return any(IN_DOUBT in char for char in chars) or differ(chars)


def _is_shown(char: Char, picture: Any, corner: tuple[float, float]) -> bool:
    """Whether anything can be seen where a digit stands; what lies beyond the picture can't be."""
    (left, right), (top, bottom) = (
        [round((max(0.0, at - zero)) * SMALL) for at in _inner(char[first], char[last])]
        for first, last, zero in (("x0", "x1", corner[0]), ("top", "bottom", corner[1]))
    )
    seen = picture[top : bottom + 1, left : right + 1]
    return bool(seen.size and int(seen.max()) - int(seen.min()) >= SHOWN)


def _inner(start: float, end: float) -> tuple[float, float]:
    """A stretch without its ends, where the ink of others may reach."""
    return start + INNER * (end - start), end - INNER * (end - start)


def _crossed(digits: Sequence[Char], across: Sequence[Rule]) -> Iterator[Char]:
    """Digits with a line through their middle."""
    lines = defaultdict[int, list[Rule]](list)
    for rule in across:
        lines[round(rule.at / SQUARE)].append(rule)
    for digit in digits:
        high = digit["bottom"] - digit["top"]
        upper, lower = digit["top"] + 0.35 * high, digit["bottom"] - 0.25 * high
        middle = (digit["x0"] + digit["x1"]) / 2
        at = {round(upper / SQUARE), round(lower / SQUARE)}
        near = (rule for square in at for rule in lines[square])
        if any(upper < r.at < lower and r.start <= middle <= r.end for r in near):
            yield digit


def _neighbours(digits: Sequence[Char]) -> Iterator[tuple[Char, Char]]:
    """Pairs of digits that touch or lie over one another."""
    squares = defaultdict[tuple[int, int], list[Char]](list)
    for digit in digits:
        # Each lies in the squares of its corners, so that neighbours share one.
        for x in {int(digit["x0"] / SQUARE), int((digit["x1"] + 2) / SQUARE)}:
            for y in {int(digit["top"] / SQUARE), int(digit["bottom"] / SQUARE)}:
                squares[x, y].append(digit)
    for held in squares.values():
        yield from combinations(held[:CROWD], 2)


def _touch(one: Char, other: Char) -> bool:
    """Whether two digits stand side by side or over one another."""
    size = min(one["size"], other["size"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return bool(_shared(one, other) >= -TOUCHING * size and down >= 0.3 * size)


def _shared(one: Char, other: Char) -> float:
    return float(min(one["x1"], other["x1"]) - max(one["x0"], other["x0"]))


def _disagree(one: Char, other: Char) -> bool:
    """Whether two digits that touch are of no one number, by their height or size, or lie over one
    another.
    """
    size = min(one["size"], other["size"])
    level = abs(_baseline(one) - _baseline(other)) <= RAISED * size
    return _shared(one, other) > size / 4 or not level or differ((one, other))


def _parted(pairs: Sequence[tuple[Char, Char]], down: Sequence[Rule]) -> Iterator[Char]:
    """Digits that touch over an upright: of a number too wide for its cell."""
    lines = sorted(down, key=lambda rule: rule.at)
    at = [rule.at for rule in lines]
    for pair in pairs:
        left, right = sorted((char["x0"] + char["x1"]) / 2 for char in pair)
        middle = (pair[0]["top"] + pair[0]["bottom"]) / 2
        near = lines[bisect_right(at, left) : bisect_left(at, right)]
        if any(r.start <= middle <= r.end for r in near):
            yield from pair


def _baseline(char: Char) -> float:
    return float(char["matrix"][5])
