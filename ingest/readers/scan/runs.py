"""Words on a page without rules: runs of ink that only the gaps between characters part."""

from collections.abc import Sequence
from typing import Any

from ingest.readers.rules import Box

GLYPH = (14, 70)  # pixels that a character is high, at 150 to 300 dpi
GAP = 0.65  # of a character's height, below which two are of one word
STROKE = 1.15  # of it, above which two strokes one above the other are no one character
BAR = 8  # times its height, that no dash is long
MOST = 5_000  # words that a page holds; of more, it is noise


def runs_of_ink(ink: Any) -> list[Box]:
    """The boxes of words, of which each stands on one line."""
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    heights = [int(h) for _, _, _, h, _ in stats[1:] if GLYPH[0] <= h <= GLYPH[1]]
    if not heights:
        return []
    tall = sorted(heights)[len(heights) * 9 // 10]  # digits are lower than characters, and many
    joined = cv2.morphologyEx(
        ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(0, (int(GAP * tall), 1))
    )
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    boxes = [(float(x), float(y), float(x + w), float(y + h)) for x, y, w, h, _ in stats[1:]]
    boxes = [box for box in boxes if not _is_bar(box, tall)]
    if len(boxes) > MOST:
        return []
    return [box for box in _whole(boxes, tall) if box[3] - box[1] < 2 * tall]


def _is_bar(box: Box, tall: float) -> bool:
    """Whether ink is a line that was drawn, and no dash."""
    wide, high = box[2] - box[0], box[3] - box[1]
    return (wide > BAR * tall and high < 0.35 * tall) or high > BAR * tall


def _whole(boxes: Sequence[Box], tall: float) -> list[Box]:
    """Boxes, those of strokes one above the other (二) and of parts side by side put together."""
    made: list[Box] = []
    for box in sorted(boxes, key=lambda b: (b[1] + b[3], b[0])):
        near = next((n for n in range(len(made) - 1, -1, -1) if _is_one(made[n], box, tall)), -1)
        while near >= 0:
            other = made.pop(near)
            box = (
                min(other[0], box[0]), min(other[1], box[1]),
                max(other[2], box[2]), max(other[3], box[3]),
            )  # fmt: skip
            near = next((n for n, held in enumerate(made) if _is_one(held, box, tall)), -1)
        made.append(box)
    return made


def _is_one(box: Box, other: Box, tall: float) -> bool:
    high = max(box[3], other[3]) - min(box[1], other[1])
    apart = max(box[0], other[0]) - min(box[2], other[2])
    return high <= STROKE * tall and apart < GAP * tall
