"""Table three without rules: labels around the height of their values, in seven columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest import labels
from ingest.clean import join_broken_words, key
from ingest.labels import wording
from ingest.readers.columns import (
    APPLICANTS,
    EVEN,
    HEADER,
    NEAR,
    NUMBERED,
    SUBTOTAL,
    Columns,
    Interval,
    Word,
    Words,
    bands,
    columns_below,
    gap,
    goes_on_below,
    intervals,
    is_level,
    is_numbered,
    is_of_value,
    is_row,
    placed,
    row_of,
)
from ingest.readers.grid import Row
from ingest.readers.marks import is_first_part
from ingest.readers.words import completed

_Placed = tuple[float, list[Row]]  # rows, and how far down the page they begin
GROUPS = ("三", "四", "五")
CORNER = "本列数据"
SPANNING = ("申请人情况", "法人或其他组织", CORNER)


@dataclass(slots=True)
class _Label:
    """A label over one or more lines: its number's kind (一, （一） or 1) and its words."""

    kind: str
    number: str
    words: list[Word]
    values: list[str] | None = None

    @property
    def top(self) -> float:
        return self.words[0].top

    @property
    def middle(self) -> float:
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
        return join_broken_words("".join(word.text for word in self.words))

    @property
    def text(self) -> str:
        return completed(self.printed)


def read_requests(part: Sequence[Words], columns: Columns) -> tuple[list[Row], bool]:
    """Table three: labels in one to three columns, then seven values."""
    first = next((n for n, line in enumerate(part) if _opens(line)), len(part))
    while 0 < first < len(part) and _is_wrapped_above(part[first - 1], part[first : first + 2]):
        first -= 1
    head, body = part[:first], part[first:]
    wide = _has_subtotal(head) or (not _names(head) and len(columns.applicants) > APPLICANTS)
    found = _applicants(head, body, APPLICANTS + wide, columns) or columns.applicants
    if not found:
        return [], True
    begun, columns.applicants = bool(columns.applicants), found
    edge = found[0][0] - 2
    words = [w for line in body for w in line]
    items = _labels(w for w in words if (w.left + w.right) / 2 < edge and not w.is_value)
    rest, lost = list[Row](), list[_Placed]()
    found_in = bands(_values(line, edge) for line in body)
    gathered = _gathered(found_in, items)
    for n, (values, beside) in enumerate(gathered):
        # What a page's end cut is level no more.
        cut = n == len(gathered) - 1 or (begun and n == 0)
        level = is_level(values)
        others = [word for row, _ in gathered if row is not values for word in row]
        texts = placed(values, found, others if level else ()) if cut or level else None
        free = [item for item in items if item.values is None]
        owner = beside if beside in free else _owner(free, values)
        if owner and texts:
            owner.values = texts
        elif texts and not lost and not rest and not any(i.values for i in items):
            rest = [row_of(["", *texts])]  # of a row that began on the page before
        else:
            lost.append((values[0].top, [row_of(["", *(texts or [w.text for w in values])])]))
            lost += _given_up(_owner([i for i in items if i.values], values))
    header = [*HEADER[:-1], *[SUBTOTAL] * (len(found) - APPLICANTS), HEADER[-1]]
    return [row_of(header), *rest, *_in_order(items, lost, len(found))], bool(lost)


def goes_on_in(columns: Sequence[Interval], line: Words) -> bool:
    """Whether a line below a page's beginning is a row of table three, cut before: a numbered
    label beside its columns, and values in them.
    """
    labelled = [word for word in line if not word.is_value]
    texts = placed([word for word in line if word.is_value], columns)
    beside = is_numbered(line) and all(word.right <= columns[0][0] for word in labelled)
    return beside and texts is not None and any(texts)


def _values(line: Words, edge: float) -> Words:
    """The values of a line, none of which has a label to its right."""
    labelled = max((n for n, w in enumerate(line) if not is_of_value(w)), default=-1)
    return [
        w for n, w in enumerate(line) if is_of_value(w) and (w.right > edge or n > labelled >= 0)
    ]


def _opens(line: Words) -> bool:
    """Whether the rows begin here: with a numbered label or with values."""
    return is_row(line) or is_numbered(line) or labels.is_of_three(key(line[0].text))


def _is_wrapped_above(line: Words, below: Sequence[Words]) -> bool:
    """Whether a line holds a label's first part, or what the cells beside it wrapped."""
    if gap(line, below[0]) >= NEAR:
        return False
    rest = [word for row in below for word in row if not word.is_value]
    label = len(line) == 1 and any(is_first_part(line[0].text, word.text) for word in rest)
    return label or all(word.is_value for word in line)


def _names(head: Sequence[Words]) -> list[Word]:
    """The words of a header that stand over one column."""
    words = [word for line in head for word in line]
    corner = [(w.left, w.right) for w in words if CORNER in w.text]
    return [
        w
        for w in words
        if not any(mark in w.text for mark in SPANNING)
        and not any(w.left < right and left < w.right for left, right in corner)
    ]


def _has_subtotal(head: Sequence[Words]) -> bool:
    """Whether a header has 小计 before its last column, as a few tools draw it."""
    columns = intervals(_names(head))
    at = [w for w in _names(head) if w.text in (SUBTOTAL, SUBTOTAL[0])]
    return bool(at) and len(columns) > 1 and columns[-2][0] <= at[0].left <= columns[-2][1]


def _applicants(
    head: Sequence[Words], body: Sequence[Words], count: int, seen: Columns
) -> list[Interval]:
    """So many columns, as the header's words and the values show them."""
    rows = bands([w for w in line if w.is_value] for line in body)
    shown = intervals(w for row in rows if len(intervals(row)) == count for w in row)
    left = shown[0][0] if len(shown) == count else 0.0
    names = intervals(w for w in _names(head) if w.right > left)
    if len(names) != count:
        return shown if len(shown) == count else []
    return columns_below(names, rows, seen)


def _labels(words: Iterable[Word]) -> list[_Label]:
    """Labels begun by their numbers; a word without one goes on the label above it."""
    items: list[_Label] = []
    words = sorted(words, key=lambda w: (w.top, w.left))
    for n, word in enumerate(words):
        if found := NUMBERED.match(word.text):
            kind = next(n for n, group in enumerate(found.groups()) if group)
            items.append(_Label("一（1"[kind], found[kind + 1], [word]))
            continue
        above = [item for item in items if _is_above(item.words[-1], word)]
        goes_on = any(is_first_part(item.printed, word.text) or item.is_cut for item in above)
        begins = any(is_first_part(word.text, w.text) for w in words[n + 1 :] if _is_above(word, w))
        if (begins or _is_label(word)) and not goes_on:
            items.append(_Label("一", "", [word]))
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


def _owner(items: Sequence[_Label], values: Words) -> _Label | None:
    """The label that values stand beside: on their height, the innermost first."""
    middle = (min(w.top for w in values) + max(w.bottom for w in values)) / 2
    tall = values[0].bottom - values[0].top
    near = [
        item
        for item in items
        if item.words[0].top - 0.6 * tall <= middle <= item.words[-1].bottom + 0.6 * tall
        and not item.is_heading
    ]

    def rank(item: _Label) -> tuple[bool, int, float]:
        beside = item.words[0].top - 2 <= middle <= item.words[-1].bottom + 2
        return not beside, -"一（1".index(item.kind), abs(item.middle - middle)

    return min(near, key=rank, default=None)


def _gathered(found: Sequence[Words], items: Sequence[_Label]) -> list[tuple[Words, _Label | None]]:
    """The values of each row and the label that some stand beside; those beside none with the
    nearest: a cell wrapped them.
    """
    made: list[tuple[Words, _Label | None]] = []
    for n, values in enumerate(found):
        held, last = made[-1] if made else ([], None)
        above = gap(held, values) if held else NEAR
        below = gap(values, found[n + 1]) if n + 1 < len(found) else NEAR
        owner = _owner(items, values)
        free = above <= below + EVEN
        if owner:
            free = last is None or (owner is last and goes_on_below(held, values))
        # A unit goes on a number beside the same label, however far a page's end spread its lines.
        near = above < NEAR or all(labels.is_unit(word.text) for word in values)
        if held and free and near:
            made[-1] = ([*held, *values], owner or last)
        else:
            made.append((values, owner))
    return made


def _given_up(item: _Label | None) -> list[_Placed]:
    """The values of a label that others stand beside as well: nobody can tell which are its own."""
    if item is None or item.values is None:
        return []
    values, item.values = item.values, None
    return [(item.top, [row_of(["", *values])])]


def _in_order(items: Sequence[_Label], lost: Sequence[_Placed], wide: int) -> Iterator[Row]:
    """Rows from top to bottom, a group's label before its rows however it is centred; among them
    the lost ones, whose label was not found.
    """
    runs = _runs(sorted((i for i in items if i.kind == "1"), key=lambda item: item.top))
    grouped = {id(i): i for i in items if i.kind == "（" and i.values is None}
    blocks: list[_Placed] = [*lost]
    for run in runs:
        top, bottom = run[0].top, run[-1].words[-1].bottom
        group = next((g for g in grouped.values() if top - 4 <= g.middle <= bottom + 4), None)
        if group:
            del grouped[id(group)]
        head = [row_of([group.text])] if group else []
        blocks.append((top, [*head, *(_valued(item, 0 if lost else wide) for item in run)]))
    for item in items:
        placed_above = item.kind == "（" and item.values is None and id(item) not in grouped
        if item.kind != "1" and not placed_above and not item.is_chapter:
            blocks.append((item.top, [_valued(item, 0 if lost else wide)]))
    for _, rows in sorted(blocks, key=lambda block: block[0]):
        yield from rows


def _runs(items: Sequence[_Label]) -> list[list[_Label]]:
    """Numbered rows by group: each begins where the count does not go on."""
    runs: list[list[_Label]] = []
    for item in items:
        if runs and int(item.number) == int(runs[-1][-1].number) + 1:
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _valued(item: _Label, blanks: int) -> Row:
    """A label with its values; without any it is a blank row, unless some were lost nearby."""
    return row_of([item.text, *(item.values if item.values is not None else [""] * blanks)])
