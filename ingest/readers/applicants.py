"""Table three without rules: labels around the height of their values, in seven columns."""

from collections.abc import Iterator, Sequence

from ingest import labels
from ingest.clean import key
from ingest.readers.beside import Label, gathered, labels_among, owner_of
from ingest.readers.columns import (
    APPLICANTS,
    HEADER,
    NEAR,
    SUBTOTAL,
    Columns,
    Interval,
    Word,
    Words,
    bands,
    columns_below,
    gap,
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

_Placed = tuple[float, list[Row]]  # rows, and how far down the page they begin
GROUPS = ("三", "四", "五")
CORNER = "本列数据"
SPANNING = ("申请人情况", "法人或其他组织", CORNER)


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
    items = labels_among(w for w in words if (w.left + w.right) / 2 < edge and not w.is_value)
    rest, lost = list[Row](), list[_Placed]()
    found_in = bands(_values(line, edge) for line in body)
    stand = gathered(found_in, items, begun)
    for n, (values, beside) in enumerate(stand):
        # What a page's end cut is level no more.
        cut = n == len(stand) - 1 or (begun and n == 0)
        level = is_level(values)
        others = [word for row, _ in stand if row is not values for word in row]
        texts = placed(values, found, others if level else ()) if cut or level else None
        free = [item for item in items if item.values is None]
        owner = beside if beside in free else owner_of(free, values)
        if owner and texts:
            owner.values = texts
        elif texts and not lost and not rest and not any(i.values for i in items):
            rest = [row_of(["", *texts])]  # of a row that began on the page before
        else:
            lost.append((values[0].top, [row_of(["", *(texts or [w.text for w in values])])]))
            lost += _given_up(owner_of([i for i in items if i.values], values))
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
    aside = [w for w in line if w.left < edge]
    labelled = max((n for n, w in enumerate(aside) if not is_of_value(w)), default=-1)
    # What stands in the columns is a cell's, though it be no value: no such cell is blank.
    return [
        w for n, w in enumerate(line)
        if w.left >= edge or (is_of_value(w) and (w.right > edge or n > labelled >= 0))
    ]  # fmt: skip


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


def _given_up(item: Label | None) -> list[_Placed]:
    """The values of a label that others stand beside as well: nobody can tell which are its own."""
    if item is None or item.values is None:
        return []
    values, item.values = item.values, None
    return [(item.top, [row_of(["", *values])])]


def _in_order(items: Sequence[Label], lost: Sequence[_Placed], wide: int) -> Iterator[Row]:
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


def _runs(items: Sequence[Label]) -> list[list[Label]]:
    """Numbered rows by group: each begins where the count does not go on."""
    runs: list[list[Label]] = []
    for item in items:
        if runs and int(item.number) == int(runs[-1][-1].number) + 1:
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _valued(item: Label, blanks: int) -> Row:
    """A label with its values; without any it is a blank row, unless some were lost nearby."""
    return row_of([item.text, *(item.values if item.values is not None else [""] * blanks)])
