"""What is printed over or behind a page's text and is no part of it: watermarks, white boxes."""

from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

WHITE, PALE = 0.99, 0.7  # of lightness: what is paler than that can't be seen, or is a watermark
LARGE = 1.4  # times the size of other characters: no digits of one number differ so
Thing = dict[str, Any]


def of_text(chars: Sequence[Thing]) -> Callable[[Thing], bool]:
    """A test of what a page draws: False for its watermarks, askew or pale and larger than its
    text, and for the white boxes that word processors paint behind lines, and that rule no table.
    """
    usual = median(char["size"] for char in chars) if chars else 0.0

    def is_of_text(thing: Thing) -> bool:
        if thing["object_type"] == "char":
            large = thing["size"] > LARGE * usual
            return not _is_askew(thing) and not (large and PALE < _lightness(thing) < WHITE)
        boxed = thing["object_type"] in ("rect", "curve") and not thing.get("stroke")
        return not boxed or _lightness(thing) <= WHITE

    return is_of_text


def differ(chars: Sequence[Thing]) -> bool:
    """Whether characters are of sizes that those of one number never are, or some alone so pale as
    no others are: of a note, a stamp or a watermark.
    """
    printed = [char for char in chars if char["text"].strip()]
    sizes = [char["size"] for char in printed]
    shades = {PALE < _lightness(char) < WHITE for char in printed}
    return bool(printed) and (max(sizes) > LARGE * min(sizes) or len(shades) > 1)


def _is_askew(char: Thing) -> bool:
    """Whether a character is turned, and not as the page is; a slanted one stands level."""
    a, b, *_ = char["matrix"]
    return bool(min(abs(a), abs(b)) > 0.1 * max(abs(a), abs(b)))


def _lightness(thing: Thing) -> float:
    """From 0, black or of a strong colour, to 1, white; 0 where it is no colour that is known."""
    color = thing.get("non_stroking_color")
    shades = color if isinstance(color, list | tuple) else [0 if color is None else color]
    if not shades or not all(isinstance(shade, int | float) for shade in shades):
        return 0.0
    return float(1 - max(shades) if len(shades) == 4 else min(shades))
