"""Tables to figures: a row is read from the left after its label, by words and never by years."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import chain

from ingest import forms, labels
from ingest.amounts import looks_like_value, read_amount
from ingest.clean import key
from ingest.document import Document, Table
from ingest.tables.annex import TableAnnex
from ingest.tables.cut import mended
from ingest.tables.four import WHOLE, WIDTH, TableFour
from ingest.tables.long import widened
from ingest.tables.row import Cell, Oddity, Read, Row, odd
from ingest.tables.three import TableThree, are_even, upright
from ingest.tables.two import TableTwo

YEAR = re.compile(r"(20\d\d)年?度?")
TABLE_NAMES = {"2": "表二", "3": "表三", "4": "表四", "annex": "附表"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell: value or None, state, unit, the text found, and the address that names it."""

    table: str
    form: str
    row: str
    column: str
    indicator: str
    breakdown: str
    value: Decimal | None
    state: str
    unit: str
    raw: str
    where: str


@dataclass(slots=True)
class Extraction:
    """All figures of a document, the forms of its tables, and what could not be placed."""

    figures: list[Figure] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)
    form2: str = "none"
    form3: str = "none"


def extract_figures(document: Document) -> Extraction:
    """Read every table of a document in order as one run of rows, whatever page or box broke it."""
    reader = _Reader()
    rows = [list(_rows(table)) for table in document.tables]
    reader.three.even = are_even(chain.from_iterable(rows))
    reader.two.whole = reader.three.whole = reader.annex.whole = labels.rows_in_full(
        text for row in chain.from_iterable(rows) for text in row.label
    )
    for table, of_table in zip(document.tables, rows, strict=True):
        if table.caption:
            reader.head(Row((table.caption,)), captions=True)
        for row in of_table:
            reader.read(row)
    return reader.finish()


def _rows(table: Table) -> Iterator[Row]:
    """The rows of a table, each with one label; where several stand side by side, one by one."""
    upright_rows = widened(upright(table.rows))
    for cells in mended(_of_own_year(_without_serials(_without_count(upright_rows)))):
        start, lane = 0, 0
        for n in range(1, len(cells)):
            before = cells[max(start, n - labels.WIDEST - 1) : n]
            if labels.begins_another(before, cells[n]):
                yield Row(cells[start:n], table.loose, lane)
                start, lane = n, lane + 1
        yield Row(cells[start:], table.loose, lane)


def _without_count(rows: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    """The rows without the numbers by which a program counts columns: from 0 or 1 over a head, or
    from 0 and as many as make a block of table four, for none such adds up.
    """
    below = rows[1] if len(rows) > 1 else ()
    headed = any(below) and not any(looks_like_value(cell) for cell in below if cell)
    over = rows[:1] if headed and (_counts(rows[0], 0) or _counts(rows[0], 1)) else ()
    return [row for row in rows[len(over) :] if len(row) < WIDTH or not _counts(row, 0)]


def _counts(row: Sequence[str], start: int) -> bool:
    counted = [str(start + n) for n in range(len(row))]
    return len(row) > 2 and [cell.strip() for cell in row] == counted


def _without_serials(rows: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The rows without the column 序号, as long as its numbers count them."""
    headed, count = False, 0
    for row in rows:
        first = row[0].strip() if row else ""
        if key(first) == "序号":
            headed = True
        elif headed and first.lstrip("0") == str(count + 1):  # 01 too
            count += 1
        else:
            yield row
            continue
        yield row[1:]


def _of_own_year(rows: Iterable[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    """The rows, where a column 年度 is theirs or table four has one a year, with the latest year's
    first and without it.
    """
    held = list(rows)
    years = [found[1] if row and (found := YEAR.fullmatch(row[0].strip())) else "" for row in held]
    of_four = {year for row, year in zip(held, years, strict=True) if year and len(row) > WHOLE}
    if len(of_four) < 2 and not any(row and key(row[0]) in ("年度", "年份") for row in held):
        return held
    latest, at = max(years), next((n for n, year in enumerate(years) if year), len(held))
    own = [row[1:] for row, year in zip(held, years, strict=True) if year and year == latest]
    rest = [
        (f"{year}年", *row[1:]) if year else row
        for row, year in zip(held[at:], years[at:], strict=True)
        if not year or year != latest
    ]
    return [*held[:at], *own, *rest]


Reader = TableTwo | TableThree | TableFour | TableAnnex


class _Reader:
    """Which table the rows are of, and what was read so far."""

    def __init__(self) -> None:
        self.two, self.three = TableTwo(), TableThree()
        self.four, self.annex = TableFour(), TableAnnex()
        self.readers: tuple[Reader, ...] = (self.annex, self.two, self.three, self.four)
        self.at: Reader | None = None
        self.cells: dict[tuple[str, str], Figure] = {}
        self.out = Extraction()
        self.unknown: Counter[str] = Counter()

    def head(self, row: Row, captions: bool = False) -> bool:
        """Turn to the table whose header a row is; False for any other row."""
        if any(looks_like_value(cell) for cell in row.cells):
            return False
        # 行政复议数量 without a number is a blank row of the annex and heads no table four.
        of_annex = self.at is self.annex and self.annex.knows(row)
        readers: tuple[Reader, ...] = (self.annex,) if of_annex else self.readers
        found = next((reader for reader in readers if reader.heads(row, captions)), None)
        if found is not self.at and found and self.at:
            self._write(self.at, self.at.finish())
        self.at = found or self.at
        return found is not None

    def read(self, row: Row) -> None:
        """Place one row."""
        if not any(cell.strip() for cell in row.cells):
            if self.at is self.four:
                self.four.pass_blank(len(row.cells))
            return
        if self.head(row):
            return
        if row.at:
            self._turn(row)
        known = self.at and self.at.knows(row)
        if self.at and row.torn and not row.blank:
            where = f"{TABLE_NAMES[self.at.name]}/{row.words}"
            self.out.oddities.append(odd("unreadable", where, row.cells))
            self.two.torn = True
        elif self.at and (known or self.at is self.four or self._has_values(row)):
            self._write(self.at, self.at.read(row))
        elif self.at and not row.at and any(map(looks_like_value, row.cells)):
            self.out.oddities.append(odd("nameless", TABLE_NAMES[self.at.name], row.cells))

    def _turn(self, row: Row) -> None:
        """Turn to table three or the annex where the row is one of theirs, whatever was headed."""
        if self.at and self.at.knows(row):
            return
        if (self.annex.begun or self.at is None) and self.annex.knows(row):
            self.at = self.annex
            return
        code = labels.row_of_three(row.label, "")
        numbered = self.at is self.two and labels.NUMBERED.match(row.words.split("/")[-1])
        if code and (self.at is None or numbered or code.startswith("requests")):
            if self.at:
                self._write(self.at, self.at.finish())
            self.at = self.three

    def _has_values(self, row: Row) -> bool:
        return row.at > 0 and any(looks_like_value(value) for value in row.values if value)

    def finish(self) -> Extraction:
        """Settle what waited for the rows after it, and the forms."""
        for reader in self.readers:
            self._write(reader, reader.finish())
        self.out.figures = [*self.cells.values(), *self.out.figures]
        _settle_forms(self.out)
        self.out.figures = [_named(figure, self.out) for figure in self.out.figures]
        return self.out

    # writing down ----------------------------------------------------------

    def _write(self, reader: Reader, read: Read) -> None:
        again: dict[str, list[str]] = {}
        for found in read:
            if isinstance(found, Oddity):
                self.out.oddities.append(found)
            elif not found.code:
                self._add_unknown(reader.name, found)
            elif not self._add(found):
                again.setdefault(found.code, []).append((found.raw or "").strip())
        for code, raws in again.items():
            indicator = forms.indicators()[code]
            where = f"{TABLE_NAMES[indicator.table]}/{indicator.row}"
            self.out.oddities.append(odd("unreadable", where, raws))

    def _add(self, cell: Cell) -> bool:
        """Write a cell down; False where another stands in its place, that says something else."""
        indicator = forms.indicators()[cell.code]
        raw = (cell.raw or "").strip()
        amount = read_amount(raw, indicator.signed)
        state = "unreadable" if cell.raw is None else amount.state
        unit = amount.unit or cell.unit or indicator.unit
        figure = Figure(
            indicator.table, "", indicator.row, indicator.column, cell.code, cell.breakdown,
            amount.value, state, unit, raw, "",
        )  # fmt: skip
        place = (cell.code, cell.breakdown)
        before = self.cells.get(place)
        if before is None or (before.state == "unreadable" and not before.raw):
            self.cells[place] = figure
            return True
        return (before.state, before.raw) == (state, raw)

    def _add_unknown(self, table: str, cell: Cell) -> None:
        """A cell that no form has, under its own words; the second of a name is numbered."""
        name = "/".join((TABLE_NAMES[table], cell.row, cell.column))
        self.unknown[name] += 1
        where = name if self.unknown[name] == 1 else f"{name}（{self.unknown[name]}）"
        raw = (cell.raw or "").strip()
        amount = read_amount(raw)
        state = "unreadable" if cell.raw is None else amount.state
        self.out.figures.append(
            Figure(
                table, "", cell.row, cell.column, "", "", amount.value, state,
                amount.unit or cell.unit, raw, where,
            )
        )  # fmt: skip


def _settle_forms(out: Extraction) -> None:
    """The form of table two, and of table three, each told by the rows and columns found; none
    where no row of table three shows which of the two it is.
    """
    every = forms.indicators()
    codes = {figure.indicator for figure in out.figures if figure.indicator}
    found = [every[code] for code in codes]
    if any(i.table == "annex" for i in found):
        out.form2 = out.form3 = "2014"
    if of_two := [i for i in found if i.table == "2"]:
        out.form2 = "2019" if any(i.forms == ("2019",) for i in of_two) else "2021"
    if any(i.table == "3" and i.forms == ("2021",) for i in found):
        out.form3 = "2021"
    elif "otherwise" in codes:  # the one row of what later are three
        out.form3 = "2019"
    elif any(i.table == "3" for i in found):
        out.form3 = "none"


def _named(figure: Figure, out: Extraction) -> Figure:
    """The figure with the words of the form it was found in, and its address."""
    form = _form_of(figure.table, out)
    if not figure.indicator:
        return replace(figure, form=form)
    indicator = forms.indicators()[figure.indicator]
    row, column = indicator.row_in(form), indicator.column_in(form)
    if figure.table == "3":
        column = forms.breakdowns()[figure.breakdown].label
    where = "/".join(part for part in (TABLE_NAMES[figure.table], row, column) if part)
    return replace(figure, form=form, row=row, column=column, where=where)


def _form_of(table: str, out: Extraction) -> str:
    return {"2": out.form2, "3": out.form3, "4": out.form3, "annex": "2014"}[table]
