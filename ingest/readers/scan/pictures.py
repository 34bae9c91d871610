"""Pictures of pages, made upright and straight, as gray arrays of a size that can be read."""

import io
from collections.abc import Iterator
from typing import Any

from ingest.errors import TooLarge, UnreadableReport
from ingest.readers.scan.letters import find_lines, read_letters

PIXELS = 60_000_000  # of one picture: an A3 page at 400 dpi
PAGES = 60
WIDTHS = (1300, 2600)  # of a page's narrower side at 150 dpi, and its wider at 220
TILT = 5.0  # degrees that a page may lie askew
CLEAR = 0.9  # of certainty that no page upside down is read with
SAMPLED = 8  # lines that tell which way up a page is


def open_pictures(data: bytes, where: str) -> Iterator[Any]:
    """The pages of a picture file, gray.

    Raises UnreadableReport for a broken one, TooLarge for one over the limits.
    """
    from PIL import Image, ImageOps, ImageSequence

    Image.MAX_IMAGE_PIXELS = None  # the limit below says it in a clear line
    try:
        picture = Image.open(io.BytesIO(data))
        count = getattr(picture, "n_frames", 1)
        if count > PAGES:
            raise TooLarge(where, f"{count} pages of pictures", f"at most {PAGES} are read; split")
        for frame in ImageSequence.Iterator(picture):
            if frame.width * frame.height > PIXELS:
                seen = f"a picture of {frame.width} × {frame.height} pixels"
                raise TooLarge(where, seen, "scan it at 200 to 300 dpi")
            yield gray_of(ImageOps.exif_transpose(frame))
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise UnreadableReport(where, "the picture is broken", "save or scan it again") from error


def gray_of(picture: Any) -> Any:
    """A picture in gray, what is transparent as white paper."""
    import numpy as np
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture.convert("RGBA"))
    if picture.mode.startswith("I"):  # sixteen bits
        return (np.asarray(picture).astype("float32") / 257).clip(0, 255).astype("uint8")
    return np.asarray(picture.convert("L")).copy()


def upright(gray: Any) -> Any:
    """The page at a readable size, right side up and straight."""
    import cv2

    gray = _turned(_resized(gray))
    angle = _tilt(gray)
    if abs(angle) < 0.05:
        return gray
    height, width = gray.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    return cv2.warpAffine(gray, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def _resized(gray: Any) -> Any:
    import cv2

    side = min(gray.shape)
    scale = max(1.0, min(3.0, WIDTHS[0] / side)) if side < WIDTHS[0] else 1.0
    scale = min(scale, WIDTHS[1] / side) if side > WIDTHS[1] else scale
    if abs(scale - 1) < 0.05:
        return gray
    how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    return cv2.resize(gray, None, fx=scale, fy=scale, interpolation=how)


def _turned(gray: Any) -> Any:
    """The page right side up, as the lines on it are read best."""
    import numpy as np

    lines = find_lines(gray, 0.35)
    if not lines:
        return gray
    # Digits alone are higher than wide on any page; long lines show how it lies.
    upstanding = sum(_height(line) for line in lines if _height(line) > 2 * _width(line))
    if upstanding > sum(_width(line) for line in lines if _width(line) > 2 * _height(line)):
        gray = np.ascontiguousarray(np.rot90(gray))
        lines = find_lines(gray, 0.35)
    long = sorted(lines, key=_width, reverse=True)[:SAMPLED]
    crops = [crop for line in long if (crop := _crop(gray, line)).size]
    right = sum(score for _, score in read_letters(crops))
    if right > CLEAR * len(crops):
        return gray
    over = sum(score for _, score in read_letters([np.rot90(c, 2).copy() for c in crops]))
    return np.ascontiguousarray(np.rot90(gray, 2)) if over > right else gray


def _width(line: Any) -> float:
    return float(line[:, 0].max() - line[:, 0].min())


def _height(line: Any) -> float:
    return float(line[:, 1].max() - line[:, 1].min())


def _crop(gray: Any, line: Any) -> Any:
    (left, top), (right, bottom) = line.min(axis=0).astype(int), line.max(axis=0).astype(int)
    return gray[max(0, top) : bottom, max(0, left) : right]


def _tilt(gray: Any) -> float:
    """Degrees to turn the page by so that its lines lie level: their ink is then in fewest rows."""
    import cv2
    import numpy as np

    scale = 900 / gray.shape[1]
    small = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (255 - cv2.GaussianBlur(small, (3, 3), 0)).astype("float32")
    ink[ink < 90] = 0
    height, width = ink.shape

    def level(angle: float) -> float:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        rows = cv2.warpAffine(ink, turn, (width, height)).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    best = max((n * 0.25 for n in range(-int(TILT * 4), int(TILT * 4) + 1)), key=level)
    return max((best + n * 0.05 for n in range(-5, 6)), key=level)
