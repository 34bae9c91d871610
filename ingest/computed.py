"""Sums that the forms define but don't print, and where a blank may count as nothing in them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest import forms
from ingest.figures import Figure

Cell = tuple[str, str]
GROUPS = ("refused", "unavailable", "not_processed", "otherwise")


@dataclass(frozen=True, slots=True)
class Sums:
    """Table three's cells, and those of its blanks that its own totals show to be nothing."""

    cells: dict[Cell, Figure]
    closed: frozenset[Cell]

    def counted(self, cell: Cell) -> Decimal | None:
        """The number in a cell; zero for a blank that closes as zero; else None."""
        figure = self.cells.get(cell)
        if figure is None:
            return None
        if figure.value is not None:
            return figure.value
        return Decimal(0) if cell in self.closed else None

    def printed(self, cell: Cell) -> bool:
        """Whether the cell shows a number."""
        figure = self.cells.get(cell)
        return figure is not None and figure.value is not None


def sums(figures: Sequence[Figure]) -> Sums:
    """Table three's printed cells, with the blanks that close as zero."""
    cells = {(f.indicator, f.breakdown): f for f in figures if f.table == "3" and f.indicator}
    cells = {cell: f for cell, f in cells.items() if f.state != "computed"}
    return Sums(cells, frozenset(_closed(cells)))


def leaves(cells: Iterable[Cell]) -> tuple[str, ...]:
    """The rows that add up to （七）, in the form that the table is in."""
    rows = {code for code, _ in cells}
    made = []
    for code in forms.parts("results_total"):
        parts = [part for part in forms.parts(code) if part in rows]
        made += parts or [code]
    return tuple(made)


def _closed(cells: dict[Cell, Figure]) -> set[Cell]:
    """Blanks in a row or column whose total is the sum of the rest; a total is printed, or is a
    blank that itself counts as nothing, so it is gone over until nothing more follows.
    """
    found: set[Cell] = set()
    if not any(figure.state == "blank" for figure in cells.values()):
        return found
    while True:
        before = len(found)
        for code in {code for code, _ in cells}:
            row = [(code, b) for b in forms.applicants()]
            found |= _closing(cells, row, (code, "total"), found)
        for breakdown in forms.applicants():
            column = [(code, breakdown) for code in leaves(cells)]
            found |= _closing(cells, column, ("results_total", breakdown), found)
            found |= _closing_flow(cells, breakdown)
        if len(found) == before:
            return found


def _closing(
    cells: dict[Cell, Figure], parts: Sequence[Cell], total: Cell, closed: set[Cell]
) -> set[Cell]:
    whole = cells.get(total)
    if whole is None or not _only_blanks(cells, parts):
        return set()
    value = Decimal(0) if total in closed else whole.value
    printed = sum((cells[p].value or Decimal(0) for p in parts if p in cells), Decimal(0))
    if value is None or printed != value:
        return set()
    return {p for p in parts if p in cells and cells[p].state == "blank"}


def _closing_flow(cells: dict[Cell, Figure], breakdown: str) -> set[Cell]:
    """一 + 二 = （七） + 四 with its blanks as nothing."""
    names = ("requests_new", "requests_carried_in", "results_total", "requests_carried_out")
    flow = [(code, breakdown) for code in names]
    if not _only_blanks(cells, flow) or not all(cell in cells for cell in flow):
        return set()
    came_new, came_old, done, left = (cells[cell].value or Decimal(0) for cell in flow)
    if came_new + came_old != done + left or not came_new + came_old:
        return set()
    return {cell for cell in flow if cells[cell].state == "blank"}


def _only_blanks(cells: dict[Cell, Figure], parts: Sequence[Cell]) -> bool:
    return all(p not in cells or cells[p].state in ("number", "blank") for p in parts)


def compute_figures(figures: Sequence[Figure]) -> list[Figure]:
    """Sums that aren't printed: of groups, of 法人或其他组织, and for a 总计 left blank."""
    table = sums(figures)
    if not table.cells:
        return []
    values: dict[Cell, Decimal] = {}
    for breakdown in (*forms.applicants(), "total"):
        for code in dict.fromkeys(code for code, _ in table.cells):
            if breakdown == "total" and not table.printed((code, "total")):
                _sum_row(table, code, values)
    for group in GROUPS:
        for breakdown in (*forms.applicants(), "total"):
            _sum_group(table, group, breakdown, values)
    for code in dict.fromkeys([*(c for c, _ in table.cells), *GROUPS]):
        _sum_organisations(table, code, values)
    form = next(iter(table.cells.values())).form
    return [_figure(cell, value, form) for cell, value in values.items()]


def _sum_row(table: Sums, code: str, values: dict[Cell, Decimal]) -> None:
    """A blank 总计: the sum of its columns, at least one of them printed."""
    whole = table.cells.get((code, "total"))
    if whole is None or whole.state != "blank":
        return
    _add_up(
        table.counted,
        table.printed,
        [(code, b) for b in forms.applicants()],
        (code, "total"),
        values,
    )


def _sum_group(table: Sums, group: str, breakdown: str, values: dict[Cell, Decimal]) -> None:
    if table.printed((group, breakdown)):
        return
    rows = {code for code, _ in table.cells}
    parts = [(code, breakdown) for code in forms.parts(group) if code in rows]
    nothing = _blank_rows(table, [code for code, _ in parts]) if breakdown == "total" else set()

    def counted(cell: Cell) -> Decimal | None:
        known = values.get(cell, table.counted(cell))
        return Decimal(0) if known is None and cell in nothing else known

    def printed(cell: Cell) -> bool:
        return cell in values or table.printed(cell)

    if len(parts) == len(forms.parts(group)):
        _add_up(counted, printed, parts, (group, breakdown), values)


def _blank_rows(table: Sums, codes: Sequence[str]) -> set[Cell]:
    """The totals of rows wholly blank and closed in every column: they add nothing to a group, and
    are themselves left blank.
    """
    return {(c, "total") for c in codes if all((c, b) in table.closed for b in forms.applicants())}


def _sum_organisations(table: Sums, code: str, values: dict[Cell, Decimal]) -> None:
    if table.printed((code, "organisations")):
        return

    def counted(cell: Cell) -> Decimal | None:
        return values[cell] if cell in values else table.counted(cell)

    def printed(cell: Cell) -> bool:
        return cell in values or table.printed(cell)

    parts = [(code, b) for b in forms.organisations()]
    _add_up(counted, printed, parts, (code, "organisations"), values)


def _add_up(
    counted: Callable[[Cell], Decimal | None],
    printed: Callable[[Cell], bool],
    parts: Sequence[Cell],
    total: Cell,
    values: dict[Cell, Decimal],
) -> None:
    numbers = [counted(part) for part in parts]
    if parts and all(n is not None for n in numbers) and any(printed(part) for part in parts):
        values[total] = sum((n for n in numbers if n is not None), Decimal(0))


def _figure(cell: Cell, value: Decimal, form: str) -> Figure:
    code, breakdown = cell
    indicator = forms.indicators()[code]
    column = forms.breakdowns()[breakdown].label
    return Figure(
        "3", form, indicator.row, column, code, breakdown, value, "computed", indicator.unit,
        "", f"表三/{indicator.row}/{column}（计算）",
    )  # fmt: skip
