"""Lines that were broken wherever a page's width ended, as paragraphs again."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from ingest.amounts import looks_like_value
from ingest.readers.marks import opens

FEWEST = 8  # lines of one width, at least, and of a text's prose as large a part
PART, OPEN = 0.4, 0.6  # and of them as many end in the middle of a sentence
BEYOND = 0.1  # of the lines that are longer all the same, as long labels are
NARROW, WIDEST = 15, 60  # characters of such a line
NEAR = 2  # characters by which a line may be shorter, where the next word did not fit
WITHIN = 0.5  # and where a narrow one did
CLAUSE, END = re.compile("[，。；、]"), re.compile("[。；！？：;!?:][”’）)]?$")
GOES_ON = re.compile("[，。；、！？：）”]")
Measure = Callable[[str], float]
BEGINS = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|"
    r"第[一二三四五六七八九十]{1,3}[章部条]|附[件表]|[>*#-]"
)


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines, those of prose that were broken at one width joined; others as they are."""
    prose = [line for line in map(str.strip, lines) if CLAUSE.search(line)]
    if len(prose) < FEWEST:
        return list(lines)
    measure = next((of for of in (len, _wide) if _is_broken(prose, of)), None)
    if measure is None:
        return list(lines)
    width = _width(prose, measure)
    made: list[str] = []
    above = ""  # the line above as it stands there
    for line in lines:
        # Two digits are of one number only where the width itself ended between them.
        torn = above[-1:].isdigit() and line.strip()[:1].isdigit()
        least = width - (WITHIN if torn else NEAR)
        if measure(above) >= least and _goes_on(above, line.strip()):
            made[-1] = made[-1].rstrip() + line.strip()
        else:
            made.append(line)
        above = line.strip()
    return made


def _is_broken(prose: Sequence[str], measure: Measure) -> bool:
    """Whether most lines are of one width, hardly any is longer, and sentences run over them."""
    width = _width(prose, measure)
    full = [line for line in prose if width - NEAR <= measure(line) <= width]
    longer = sum(measure(line) > width for line in prose)
    broken = sum(not END.search(line) for line in full)
    enough = len(full) >= max(FEWEST, PART * len(prose)) and longer <= BEYOND * len(prose)
    return enough and broken >= OPEN * len(full)


def _width(prose: Sequence[str], measure: Measure) -> float:
    """The width that most lines fill, of those that a page may have; 0 for none."""
    found = Counter(w for w in map(measure, prose) if NARROW <= w <= WIDEST)
    near = {w: sum(n for of, n in found.items() if w - NEAR <= of <= w) for w in found}
    return max(found, key=lambda w: (near[w], w), default=0.0)


def _goes_on(above: str, line: str) -> bool:
    """Whether a line goes on with the sentence of the full line above it."""
    label = opens(above) and not CLAUSE.search(above)
    if not line or label or any(mark in above + line for mark in "|\t"):
        return False
    ended = END.search(above) or BEGINS.match(line) or looks_like_value(line) or opens(line)
    return bool(GOES_ON.match(line)) or not ended


def _wide(line: str) -> float:
    """Characters of a line, narrow ones as halves."""
    return sum(0.5 if char < "\u2000" else 1.0 for char in line)
