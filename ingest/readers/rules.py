"""Ruling lines, drawn or scanned, to the cells of tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
REACH = 3  # times as far as lines may miss one another, beyond a page's end that cuts a row
LEAST = 0.6  # of a border's length is drawn where two cells are parted
MOST = 50_000  # places of a table: what has more is a drawing


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: its place across its direction, and where along it begins and ends."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's first row and column, and its box: left, top, right, bottom."""

    row: int
    column: int
    box: Box

    @property
    def area(self) -> float:
        """Of its box."""
        left, top, right, bottom = self.box
        return (right - left) * (bottom - top)


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table's cells in reading order; `opened` and `closed` say whether lines end it there.

    Where a page's end cuts a row, its sides are drawn and no line is at the end; the box of a cell
    without one reaches a little further.
    """

    cells: tuple[Cell, ...]
    columns: int
    rows: int
    box: Box
    opened: bool
    closed: bool


@dataclass(slots=True)
class _Group:
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)


def find_tables(across: Sequence[Rule], down: Sequence[Rule], near: float) -> list[Ruled]:
    """The tables that horizontal and vertical rules make, from top to bottom.

    Rules nearer than `near` are one, and gaps up to it are none. A table has two columns or more.
    """
    across, down = _drawn(across, near), _drawn(down, near)
    tables = (_table(group, near) for group in _groups(across, down, near))
    return sorted((t for t in tables if t), key=lambda table: table.box[1])


def _drawn(rules: Sequence[Rule], near: float) -> list[Rule]:
    """Whole lines: first of the dots and dashes that lie in one, then of those beside one another.

    What is too short for a line are the dots of one that runs the other way.
    """
    lines = [rule for rule in _joined(rules, near / 4, near) if rule.end - rule.start > 2 * near]
    return _joined(lines, near, near)


def _joined(rules: Sequence[Rule], beside: float, gap: float) -> list[Rule]:
    """Rules with those that go on after a small gap or lie beside them as one."""
    made: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.at / beside), r.start)):
        for n, other in enumerate(reversed(made[-40:]), 1):
            alike = abs(other.at - rule.at) <= beside
            if alike and rule.start <= other.end + gap and other.start <= rule.end + gap:
                made[-n] = Rule(other.at, min(other.start, rule.start), max(other.end, rule.end))
                break
        else:
            made.append(rule)
    return made


def _groups(across: Sequence[Rule], down: Sequence[Rule], near: float) -> Iterator[_Group]:
    """Rules that touch one another, directly or by others."""
    left = set(range(len(down)))
    waiting = set(range(len(across)))
    found: list[_Group] = []
    while waiting:
        group, front = _Group(), [waiting.pop()]
        while front:
            rule = across[front.pop()]
            group.across.append(rule)
            met = [n for n in left if _cross(rule, down[n], near)]
            left.difference_update(met)
            group.down += [down[n] for n in met]
            more = [n for n in waiting if any(_cross(across[n], down[m], near) for m in met)]
            waiting.difference_update(more)
            front += more
        if len(group.down) > 1:
            found.append(group)
    for group in found:
        group.down += [down[n] for n in left if _stands_beside(down[n], group, near)]
        yield group


def _stands_beside(upright: Rule, group: _Group, near: float) -> bool:
    """Whether an upright that crosses nothing is of a table: of a label as tall as its page."""
    top, bottom = min(r.start for r in group.down), max(r.end for r in group.down)
    return abs(upright.start - top) <= near and abs(upright.end - bottom) <= near


def _cross(rule: Rule, upright: Rule, near: float) -> bool:
    return (
        rule.start - near <= upright.at <= rule.end + near
        and upright.start - near <= rule.at <= upright.end + near
    )


def _table(group: _Group, near: float) -> Ruled | None:
    """The cells between the lines of a group; None where they part no columns."""
    xs, ys = _places(group.down, near), _places(group.across, near)
    top, bottom = min(r.start for r in group.down), max(r.end for r in group.down)
    ys = [*([top] if top < ys[0] - 2 * near else []), *ys]
    ys = [*ys, *([bottom] if bottom > ys[-1] + 2 * near else [])]
    # A rule that reaches beyond the outermost upright is a side left open.
    xs = [*_beyond(group.across, xs[0], near, -1), *xs, *_beyond(group.across, xs[-1], near, 1)]
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > MOST:
        return None
    cells = list(_cells(xs, ys, group, near))
    reach = REACH * near
    first, last = _lines_at((ys[0], ys[-1]), group.across, near)
    cut_above = [c for c in cells if c.box[1] == ys[0] and not _is_ended(c, first, near)]
    cut_below = [c for c in cells if c.box[3] == ys[-1] and not _is_ended(c, last, near)]
    for n, cell in enumerate(cells):
        left, up, right, down = cell.box
        up, down = up - reach * (cell in cut_above), down + reach * (cell in cut_below)
        cells[n] = Cell(cell.row, cell.column, (left, up, right, down))
    up, down = min(c.box[1] for c in cells), max(c.box[3] for c in cells)
    box = (xs[0], up, xs[-1], down)
    return Ruled(tuple(cells), len(xs) - 1, len(ys) - 1, box, not cut_above, not cut_below)


def _is_ended(cell: Cell, lines: Sequence[Rule], near: float) -> bool:
    return _is_drawn(lines, (cell.box[0], cell.box[2]), near)


def _lines_at(places: Sequence[float], rules: Sequence[Rule], near: float) -> list[list[Rule]]:
    """For each place the rules that lie there."""
    return [[rule for rule in rules if abs(rule.at - at) <= near] for at in places]


def _places(rules: Sequence[Rule], near: float) -> list[float]:
    """Where lines are, those nearer than a hair's breadth as one."""
    places: list[list[float]] = []
    for at in sorted(rule.at for rule in rules):
        if places and at - places[-1][-1] <= near:
            places[-1].append(at)
        else:
            places.append([at])
    return [sum(group) / len(group) for group in places]


def _beyond(across: Sequence[Rule], edge: float, near: float, side: int) -> list[float]:
    ends = sorted((r.start if side < 0 else r.end) for r in across)
    end = ends[len(ends) // 2]
    return [end] if (end - edge) * side > 6 * near else []


def _cells(xs: Sequence[float], ys: Sequence[float], group: _Group, near: float) -> Iterator[Cell]:
    """The slots of the grid, those joined that no line parts."""
    columns = len(xs) - 1
    down, across = _lines_at(xs, group.down, near), _lines_at(ys, group.across, near)
    owner = list(range(columns * (len(ys) - 1)))

    def root(slot: int) -> int:
        while owner[slot] != slot:
            slot = owner[slot]
        return slot

    first, last = list(owner), list(owner)  # of the slots beside one another that a cell holds
    for slot in range(len(owner)):
        row, column = divmod(slot, columns)
        if column and not _is_drawn(down[column], (ys[row], ys[row + 1]), near):
            owner[slot] = first[slot] = first[slot - 1]
        last[first[slot]] = slot
    for slot in range(columns, len(owner)):
        # What lines part over most of a cell's width is no one cell, though they end too early.
        at = first[slot] % columns, first[slot - columns] % columns
        to = last[first[slot]] % columns, last[first[slot - columns]] % columns
        borders = xs[slot % columns : slot % columns + 2], (xs[min(at)], xs[max(to) + 1])
        if not any(_is_drawn(across[slot // columns], border, near) for border in borders):
            upper, lower = sorted((root(slot), root(slot - columns)))
            owner[lower] = upper
    held: dict[int, list[tuple[int, int]]] = {}
    for slot in range(len(owner)):
        held.setdefault(root(slot), []).append(divmod(slot, columns))
    for slots in held.values():
        rows, beside = [r for r, _ in slots], [c for _, c in slots]
        box = (xs[min(beside)], ys[min(rows)], xs[max(beside) + 1], ys[max(rows) + 1])
        yield Cell(min(rows), min(beside), box)


def _is_drawn(rules: Sequence[Rule], between: Sequence[float], near: float) -> bool:
    """Whether most of a border is covered by the rules at its place."""
    start, end = between
    drawn = sum(max(0.0, min(end, rule.end) - max(start, rule.start)) for rule in rules)
    return drawn >= LEAST * (end - start) - near / 2
