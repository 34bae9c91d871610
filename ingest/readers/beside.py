"""Labels over one or more lines, and the values that stand beside each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest import labels
from ingest.clean import join_broken_words, key
from ingest.labels import wording
from ingest.readers.columns import (
    EVEN,
    NEAR,
    NUMBERED,
    Word,
    Words,
    gap,
    goes_on_below,
    is_level,
)
from ingest.readers.marks import is_first_part
from ingest.readers.words import completed

GROUPS = ("三", "四", "五")


@dataclass(slots=True)
class Label:
    """A label over one or more lines: its number's kind (一, （一） or 1) and its words."""

    kind: str
    number: str
    words: list[Word]
    values: list[str] | None = None

    @property
    def top(self) -> float:
        """How far down the page it begins."""
        return self.words[0].top

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.words[0].top + self.words[-1].bottom) / 2

    @property
    def is_chapter(self) -> bool:
        """Whether it is 三、本年度办理结果, which stands beside all results and has no values."""
        return self.kind == "一" and self.number == "三"

    @property
    def is_heading(self) -> bool:
        """Whether it can have no values: 三、本年度办理结果, and the groups （三） to （五）."""
        return self.is_chapter or (self.kind == "（" and self.number in GROUPS)

    @property
    def is_cut(self) -> bool:
        """Whether it has a row's number, and but the beginning of its words."""
        return self.kind == "1" and not labels.row_of_three((key(self.printed),), "")

    @property
    def printed(self) -> str:
        """Its words as they stand on the page."""
        return join_broken_words("".join(word.text for word in self.words))

    @property
    def text(self) -> str:
        """Its words, those that a page's end broke off with them."""
        return completed(self.printed)


Beside = tuple[Words, Label | None]


def labels_among(words: Iterable[Word]) -> list[Label]:
    """Labels begun by their numbers; a word without one goes on the label above it."""
    items: list[Label] = []
    words = sorted(words, key=lambda w: (w.top, w.left))
    for n, word in enumerate(words):
        if found := NUMBERED.match(word.text):
            kind = next(n for n, group in enumerate(found.groups()) if group)
            items.append(Label("一（1"[kind], found[kind + 1], [word]))
            continue
        above = [item for item in items if _is_above(item.words[-1], word)]
        goes_on = any(is_first_part(item.printed, word.text) or item.is_cut for item in above)
        begins = any(is_first_part(word.text, w.text) for w in words[n + 1 :] if _is_above(word, w))
        if (begins or _is_label(word)) and not goes_on:
            items.append(Label("一", "", [word]))
        elif above:
            max(above, key=lambda item: item.words[-1].bottom).words.append(word)
    return items


def _is_label(word: Word) -> bool:
    """Whether a word is a whole label that lost its number."""
    text = key(word.text)
    named = any(text in entry.printed for entry in wording.entries("row", "3"))
    return named or labels.is_of_three(text) or text in labels.TOTALS


def _is_above(word: Word, below: Word) -> bool:
    tall = word.bottom - word.top
    shared = min(word.right, below.right) - max(word.left, below.left)
    return shared > 0 and -0.3 * tall < below.top - word.bottom < 2.5 * tall


def owner_of(items: Sequence[Label], values: Words) -> Label | None:
    """The label that values stand beside: on their height, the innermost first."""
    middle = (min(w.top for w in values) + max(w.bottom for w in values)) / 2
    tall = values[0].bottom - values[0].top
    near = [
        item
        for item in items
        if item.words[0].top - 0.6 * tall <= middle <= item.words[-1].bottom + 0.6 * tall
        and not item.is_heading
    ]

    def rank(item: Label) -> tuple[bool, int, float]:
        beside = item.words[0].top - 2 <= middle <= item.words[-1].bottom + 2
        return not beside, -"一（1".index(item.kind), abs(item.middle - middle)

    return min(near, key=rank, default=None)


def gathered(found: Sequence[Words], items: Sequence[Label], begun: bool) -> list[Beside]:
    """The values of each row and the label that some stand beside; those beside none with the
    nearest: a cell wrapped them. A table `begun` on the page before may end a row first.
    """
    made: list[Beside] = []
    for n, values in enumerate(found):
        held, last = made[-1] if made else ([], None)
        above = gap(held, values) if held else NEAR
        below = gap(values, found[n + 1]) if n + 1 < len(found) else NEAR
        owner = owner_of(items, values)
        free = above <= below + EVEN
        if owner:
            free = last is None or (owner is last and goes_on_below(held, values))
        # A unit goes on a number beside the same label, however far a page's end spread its lines.
        near = above < NEAR or all(labels.is_unit(word.text) for word in values)
        if held and free and near:
            made[-1] = ([*held, *values], owner or last)
        else:
            made.append((values, owner))
    return [*(_without_rest(*made[0]) if begun and made else made[:1]), *made[1:]]


def _without_rest(values: Words, owner: Label | None) -> list[Beside]:
    """The first values of a page, those apart that end the row which the page before cut: its first
    line, where but without it all cells begin on one height.
    """
    first = min(word.middle for word in values)
    rest = [word for word in values if abs(word.middle - first) < 1]
    own = [word for word in values if word not in rest]
    above = all(any(w.left < r.right and r.left < w.right for w in own) for r in rest)
    if owner is None or not above or is_level(values) or not is_level(own):
        return [(values, owner)]
    return [(rest, None), (own, owner)]
