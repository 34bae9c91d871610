"""How far a long run is, as a bar on a terminal, and what it has taken."""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def with_progress(items: Iterable[Item], total: int, unit: str) -> Iterator[Item]:
    """The items as they come, counted on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from tqdm import tqdm

    yield from tqdm(items, total=total, unit=unit, file=sys.stderr)


def processors() -> float:
    """Seconds of processors so far, here and in processes that have ended."""
    return sum(os.times()[:4])
