"""Table four: one row of fifteen cells, or its three blocks of five as rows or small tables."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from ingest import forms
from ingest.amounts import looks_like_value
from ingest.clean import key
from ingest.labels import headers
from ingest.labels.wording import WORDS
from ingest.tables.placing import Place, Sum, placed
from ingest.tables.row import Cell, Column, Oddity, Read, Row, odd

BLOCKS = REVIEW, *PAIR = ("review", "suit_direct", "suit_after_review")
RESULTS = ("upheld", "corrected", "other", "pending", "total")
SUITS = "行政诉讼"
ADDED = "合计"  # a sixteenth column that adds up totals
YEAR = re.compile(r"20\d\d年")
WIDTH = len(RESULTS)
WHOLE = WIDTH * len(BLOCKS)
APART = (2 * WHOLE - 1, 2 * WHOLE)  # with a blank cell between all of them


class TableFour:
    """The state between its rows: the blocks named since the last values, and what was read."""

    name = "4"

    def __init__(self) -> None:
        self.named: set[str] = set()
        self.blocks: tuple[str, ...] = BLOCKS  # in the order of the head
        self.results: tuple[str, ...] = RESULTS
        self.orders: dict[str, tuple[str, ...]] = {}  # of the results of blocks headed apart
        self.done: set[str] = set()
        self.blank: tuple[str, ...] = ()
        self.passed: tuple[str, ...] = ()
        self.added = False
        self.torn = -1  # where a line drawn through it made two cells of a head's one

    def heads(self, row: Row, captions: bool = False) -> bool:
        """Take a header of the table, or the heading of a block; False for any other row."""
        # The chapter's name may stand on one row with the first block's.
        said = list(map(key, row.cells)) if captions else row.keys
        keys = [text for text in said if not _names_both(text)] or said
        text = "".join(keys)
        block = headers.block_of_four(text)
        if not headers.heads_table_four(keys) and not block and SUITS not in text:
            return False
        found = {block for key in keys if (block := headers.block_of_four(key))}
        # A heading over the whole table names both, one over a block its own.
        self.named -= set(self.passed)
        self.passed = ()
        whole = _names_both(text)
        self.named = set() if whole else self.named | found | ({SUITS} if SUITS in text else set())
        self.added = self.added or (keys[-1] == ADDED and len(found) > 1)
        if len(found) == 1 and len(row.values) >= WIDTH and row.blank:
            self.blank = (*self.blank, *found)
        self.blocks = _in_order(keys, self.blocks)
        self.torn = _torn(keys)
        self._take_orders(_joined(keys, self.torn), row.loose, found)
        return True

    def _take_orders(self, keys: Sequence[str], loose: bool, named: Collection[str]) -> None:
        """Note the order of the results, for all blocks where each repeats it, else for each."""
        columns = (headers.column_of_four(key) for key in keys if not headers.block_of_four(key))
        results = [column for column in columns if column]
        orders = [tuple(results[at : at + WIDTH]) for at in range(0, len(results), WIDTH)]
        # Words of a head in pieces make no order that each block repeats.
        if not orders or any(set(order) != set(RESULTS) for order in orders):
            return
        if loose:
            self.results = orders[0] if len(set(orders)) == 1 else self.results
            return
        suits = [block for block in self.blocks if block in PAIR]
        # Beside what the suits are of, or above their results, stand those of the reviews alone.
        alone = [REVIEW] if set(named) & set(PAIR) else [*named]
        own = {1: alone or [*BLOCKS], 2: suits, 3: self.blocks}.get(len(orders), ())
        orders = orders * len(own) if len(orders) == 1 else orders
        self.orders |= dict(zip(own, orders, strict=True))

    def knows(self, row: Row) -> bool:
        """Whether the row's label is a block's."""
        return _block(row) != ""

    def read(self, row: Row) -> Read:
        """The cells of the one row, or of a block's."""
        row = _closed_up(row) if self.torn < 0 else self._untorn(row)
        if not any(looks_like_value(value) for value in row.values if value):
            return []
        if row.label and not WORDS.search(row.words):  # a value with a mark before it
            return [odd("unreadable", "表四", row.cells)]
        beyond = any(value.strip() for value in row.values[WIDTH:])
        block = _block(row) or ("" if beyond else self._headed())
        pair = self._heads_pair() and not row.loose and len(row.values) == 2 * WIDTH
        values = _trimmed(row.values, WIDTH if block else WHOLE)
        values, more = self._without_added(values)
        self.named = set()
        if not block and len(values) <= WIDTH:
            return [odd("unreadable" if row.label else "nameless", "表四", values)]
        if row.loose and not block and self.blocks != BLOCKS:  # by its head, or its head's pieces
            return [odd("unreadable", "表四", values)]
        headed = tuple(b for b in self.blocks if b in PAIR) if pair else self.blocks
        blocks = (block,) if block else headed
        if self.done.issuperset(blocks) and (block or row.label):
            other = YEAR.fullmatch(row.words)
            kind = "unreadable" if block else "unknown_label"
            return [Oddity(kind, _where(blocks), row.words)] if block or other else []
        self.done.update(blocks)
        results = self._order(row, values, len(blocks))
        orders = [self.orders.get(b, results) for b in blocks]
        columns = [
            Column(f"{b}_{result}") for b, of in zip(blocks, orders, strict=True) for result in of
        ]
        # A row without a label shows by nothing but its length that it is whole.
        sums = _sums(orders)
        place = Place(_where(blocks), columns, sums, row.loose or not block)
        whole = row.loose and len(values) == WHOLE
        if whole and not any(a_sum.holds(values) for a_sum in sums):
            return [odd("unreadable", "表四", values)]
        raws, told = placed(place, values)
        cells: Read = [Cell(c.code, "", raw) for c, raw in zip(columns, raws, strict=True)]
        return [*told, *cells, *more]

    def _untorn(self, row: Row) -> Row:
        """The row without the blank cell beside the value of the head's cell that is in two."""
        cells = list(row.cells)
        pair = cells[self.torn : self.torn + 2]
        if row.at or len(cells) != WHOLE + 1 or all(map(str.strip, pair)):
            return row
        cells[self.torn : self.torn + 2] = ["".join(pair)]
        return Row(tuple(cells), row.loose, row.lane)

    def _without_added(self, values: list[str]) -> tuple[list[str], Read]:
        """The values without a last one that adds up the totals before it, where 合计 heads it."""
        totals = range(WIDTH - 1, WHOLE, WIDTH)
        whole = self.added and len(values) == WHOLE + 1 and self.results == RESULTS
        if not whole or not any(Sum(tuple(of), WHOLE).holds(values) for of in (totals, totals[1:])):
            return values, []
        return values[:WHOLE], [Cell("", "", values[WHOLE], "", ADDED, ADDED)]

    def pass_blank(self, width: int) -> None:
        """Note a blank row, which is table four's own, or a block's, where no other follows."""
        block = self._headed()
        if width >= WHOLE:
            self.blank = BLOCKS
        elif width >= WIDTH and block:
            self.blank = self.passed = (*self.blank, block)

    def finish(self) -> Read:
        """The blank cells of the blocks that had a row, and no other."""
        made: Read = [
            Cell(f"{block}_{result}", "", "")
            for block in dict.fromkeys(self.blank)
            if block not in self.done
            for result in RESULTS
        ]
        self.blank = ()
        return made

    def _headed(self) -> str:
        """The one block that the headings since the last values name, "" for none or several."""
        blocks = self.named - {SUITS}
        if len(blocks) != 1 or (SUITS in self.named and blocks == {"review"}):
            return ""
        return next(iter(blocks))

    def _heads_pair(self) -> bool:
        """Whether the suits alone are headed, below the reviews' own table."""
        return self.named - {SUITS} == set(PAIR) and REVIEW in self.done

    def _order(self, row: Row, values: Sequence[str], blocks: int) -> tuple[str, ...]:
        """The results in the order of the head; of a head in pieces, unless the form's own order
        alone adds up.
        """
        pieces = row.loose and len(values) == WIDTH * blocks
        for order in (self.results, RESULTS) if pieces else ():
            if all(s.holds(values) for s in _sums([order] * blocks)):
                return order
        return self.results


def _sums(orders: Sequence[Sequence[str]]) -> tuple[Sum, ...]:
    """That each block's results add up to its total."""
    made = []
    for n, results in enumerate(orders):
        start, total = n * WIDTH, results.index("total")
        parts = tuple(start + at for at in range(WIDTH) if at != total)
        made.append(Sum(parts, start + total))
    return tuple(made)


def _in_order(keys: Sequence[str], before: tuple[str, ...]) -> tuple[str, ...]:
    """The blocks as one row of the head has them from left to right, what it doesn't tell of them
    as before.
    """
    found = [headers.block_of_four(key) or (SUITS if SUITS in key else "") for key in keys]
    marks = [mark for mark in dict.fromkeys(found) if mark]
    suits, known = ([m for m in of if m in PAIR] for of in (marks, before))
    tells = REVIEW in marks and len(marks) > 1
    last = (marks if tells else before)[-1] == REVIEW
    suits = suits if len(suits) == len(PAIR) else known
    return (*suits, REVIEW) if last else (REVIEW, *suits)


def _names_both(text: str) -> bool:
    return "行政复议" in text and SUITS in text


def _block(row: Row) -> str:
    return headers.block_of_four("".join(row.label)) if row.label else ""


def _torn(keys: Sequence[str]) -> int:
    """Where a row of results has one of them in two cells, else -1: 其 | 他结果."""
    if len(keys) != WHOLE + 1:
        return -1
    pairs = enumerate(pairwise(keys))
    column = headers.column_of_four
    return next((n for n, (a, b) in pairs if not column(a) and column(a + b)), -1)


def _joined(keys: Sequence[str], torn: int) -> Sequence[str]:
    return [*keys[:torn], keys[torn] + keys[torn + 1], *keys[torn + 2 :]] if torn >= 0 else keys


def _closed_up(row: Row) -> Row:
    """The row without the blank column that stands behind, or before, each of its values."""
    for first in (0, 1):
        apart = row.values[1 - first :: 2]
        if len(row.values) in APART and not any(cell.strip() for cell in apart):
            return Row((*row.cells[: row.at], *row.values[first::2]), row.loose, row.lane)
    return row


def _trimmed(values: Sequence[str], width: int) -> list[str]:
    """The values without the blanks that pad a row at its right."""
    kept = list(values)
    while len(kept) > width and not kept[-1].strip():
        kept.pop()
    return kept


def _where(blocks: Sequence[str]) -> str:
    if len(blocks) > 1:
        return "表四"
    return f"表四/{forms.indicators()[f'{blocks[0]}_total'].row}"
