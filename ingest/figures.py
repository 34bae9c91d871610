"""Tables to figures: a row is read from the left after its label, by words and never by years."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ingest import forms, labels
from ingest.amounts import looks_like_value, read_amount
from ingest.clean import key
from ingest.document import Document, Table

ARTICLE = re.compile(r"第二十条第?([一五六八九])")
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


@dataclass(frozen=True, slots=True)
class Oddity:
    """A row or label that could not be placed; kind is unknown_label or unreadable."""

    kind: str
    where: str
    seen: str


@dataclass(slots=True)
class Extraction:
    """All figures of a document, the forms of its tables, and what could not be placed."""

    figures: list[Figure] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)
    form2: str = "none"
    form3: str = "none"


def extract_figures(document: Document) -> Extraction:
    """Read every table of a document in order as one run of rows, whatever page or box broke it."""
    reader = _RowReader()
    for table in document.tables:
        reader.loose = table.loose
        for row in _rows(table):
            reader.read(row)
    return reader.finish()


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    for row in table.rows:
        if any(cell.strip() for cell in row):
            yield row


class _RowReader:
    """The state between rows: which table, which group of table three, which columns."""

    def __init__(self) -> None:
        self.out = Extraction()
        self.table = ""
        self.group = ""
        self.columns: tuple[str, ...] = ()
        self.applicants: tuple[str, ...] = ()
        self.waiting: tuple[str, Sequence[str]] | None = None
        self.seen: set[str] = set()
        self.loose = False

    def read(self, row: tuple[str, ...]) -> None:
        """Place one row."""
        keys = [key(cell) for cell in row]
        if self._is_header(row, keys):
            return
        if self.table == "4" and self._read_table_four(row, keys):
            return
        at = labels.label_end(row, keys)
        label, values = keys[:at], row[at:]
        if self._read_table_three(label, values):
            return
        if self._read_table_two(label, values):
            return
        self._unknown(row, at)

    def finish(self) -> Extraction:
        """Settle what waited for the rows after it, and the forms."""
        self._settle_otherwise("")
        out = self.out
        codes = {f.indicator for f in out.figures}
        indicators = forms.indicators()
        found2 = [indicators[c] for c in codes if c and indicators[c].table == "2"]
        if found2:
            out.form2 = "2019" if any(i.forms == ("2019",) for i in found2) else "2021"
        if any(f.table == "3" for f in out.figures):
            split = any(
                indicators[c].forms == ("2021",) for c in codes if c.startswith("otherwise_")
            )
            out.form3 = "2021" if split else "2019"
        out.figures = [_named(f, out) for f in out.figures]
        return out

    # headers ---------------------------------------------------------------

    def _is_header(self, row: Sequence[str], keys: Sequence[str]) -> bool:
        if any(looks_like_value(cell) for cell in row if cell):
            return False
        text = "".join(keys)
        if ARTICLE.search(text):
            self.table, self.columns, self.group = "2", (), ""
            return True
        if "信息内容" in text:
            self.table, self.columns = "2", labels.table_two_columns(keys)
            return True
        if labels.names_applicants(keys):
            self.table, self.group = "3", ""
            self.applicants = labels.applicant_columns(self.applicants, keys)
            return True
        if any(word in text for word in ("申请人情况", "本列数据的勾稽关系")):
            self.table, self.group = "3", ""
            return True
        if labels.heads_table_four(keys):
            self._settle_otherwise("")
            self.table = "4"
            return True
        return False

    # table two -------------------------------------------------------------

    def _read_table_two(self, label: Sequence[str], values: Sequence[str]) -> bool:
        if self.table != "2" or not label:
            return False
        row = labels.matching("row", "2", label[-1]) or labels.matching("row", "2", "".join(label))
        if not row:
            return False
        columns = self.columns or labels.only_columns(row, values)
        if not columns:
            self._odd("unreadable", f"表二/{label[-1]}", values)
        values = self._placed(f"表二/{label[-1]}", values, len(columns))
        for position, column in enumerate(columns):
            if f"{row}_{column}" in forms.indicators():
                self._add(f"{row}_{column}", "", values, position)
        return True

    # table three -----------------------------------------------------------

    def _read_table_three(self, label: Sequence[str], values: Sequence[str]) -> bool:
        if self.table == "2" and not (
            label and labels.matching("row", "3", label[-1]).startswith("requests")
        ):
            return False
        if self.table == "4" or not label:
            return False
        code = self._row_of_three(label)
        if not code:
            return bool(label) and "办理结果" in label[-1]
        self.table = "3"
        blank = not any(value.strip() for value in values)
        if code in ("refused", "unavailable", "not_processed") and blank:
            return True
        if code == "otherwise":
            self.waiting = ("otherwise", values)
            return True
        self._settle_otherwise(code)
        self._add_row(code, values)
        return True

    def _row_of_three(self, label: Sequence[str]) -> str:
        found = ""
        for text in label:
            code = labels.matching("row", "3", text)
            if not code and text.lstrip("七（(") in ("总计", "合计"):
                code = "results_total"
            if not code and self.group == "otherwise" and text.lstrip("3３") == "其他":
                code = "otherwise_remaining"
            if code in ("refused", "unavailable", "not_processed", "otherwise"):
                self.group = code
            found = code or found
        if not found and self.table == "3" and "办理结果" not in label[-1]:
            found = labels.nearest_row(label[-1], label[-1])
        return found

    def _settle_otherwise(self, following: str) -> None:
        """（六） is a heading where its three rows follow, else a row of its own."""
        if not self.waiting:
            return
        code, values = self.waiting
        self.waiting = None
        blank = not any(value.strip() for value in values)
        if not (blank and following.startswith("otherwise_")):
            self._add_row(code, values)

    def _add_row(self, code: str, values: Sequence[str]) -> None:
        columns = self.applicants or (*forms.applicants(), "total")
        values = self._placed(f"表三/{forms.indicators()[code].row}", values, len(columns))
        for position, breakdown in enumerate(columns):
            self._add(code, breakdown, values, position)

    # table four ------------------------------------------------------------

    def _read_table_four(self, row: Sequence[str], keys: Sequence[str]) -> bool:
        blocks = [e.code for e in forms.entries() if e.table == "4" and e.kind == "row"]
        results = [e.code for e in forms.entries() if e.table == "4" and e.kind == "column"]
        at = labels.label_end(row, keys)
        named = labels.matching("row", "4", keys[at - 1]) if at else ""
        if at and not named:
            return False
        codes = [f"{b}_{r}" for b in ([named] if named else blocks) for r in results]
        if codes[0] in self.seen or sum(bool(c.strip()) for c in row[at:]) == 0:
            return codes[0] in self.seen
        if labels.misplaced(row[at:], len(codes), self.loose or not named):
            self._odd("unreadable", "表四", row[at:])
            return True
        for position, code in enumerate(codes):
            self._add(code, "", row[at:], position)
        return True

    # writing down ----------------------------------------------------------

    def _placed(self, where: str, values: Sequence[str], width: int) -> Sequence[str]:
        """The values, or in every place all of them where nobody can tell which is where."""
        if not width or not labels.misplaced(values, width, self.loose):
            return values
        self._odd("unreadable", where, values)
        return [" | ".join([*values, *["…"] * (len(values) < width)])] * width

    def _add(self, code: str, breakdown: str, values: Sequence[str], position: int) -> None:
        indicator = forms.indicators()[code]
        name = f"{code}/{breakdown}"
        if name in self.seen:
            self._odd("unreadable", f"{TABLE_NAMES[indicator.table]}/{indicator.row}", values)
            return
        self.seen.add(name)
        there = position < len(values)
        raw = values[position].strip() if there else ""
        amount = read_amount(raw, indicator.signed)
        state = amount.state if there else "unreadable"
        self.out.figures.append(
            Figure(
                indicator.table, "", indicator.row, indicator.column, code, breakdown,
                amount.value, state, amount.unit or indicator.unit, raw, "",
            )
        )  # fmt: skip

    def _unknown(self, row: Sequence[str], at: int) -> None:
        if not self.table or not at or not any(looks_like_value(c) for c in row[at:] if c):
            return
        label = "/".join(cell.strip() for cell in row[:at] if cell.strip())
        where = f"{TABLE_NAMES[self.table]}/{label}"
        self.out.oddities.append(Oddity("unknown_label", where, label))
        columns = self._columns_here(len(row) - at)
        for raw, column in zip(row[at:], columns, strict=False):
            name = f"{where}/{column}"
            if name in self.seen:
                continue
            self.seen.add(name)
            amount = read_amount(raw)
            self.out.figures.append(
                Figure(
                    self.table, "", label, column, "", "", amount.value, amount.state,
                    amount.unit, raw.strip(), name,
                )
            )  # fmt: skip

    def _columns_here(self, width: int) -> list[str]:
        if self.table == "3":
            return [forms.breakdowns()[b].label for b in (*forms.applicants(), "total")]
        return [f"第{n}列" for n in range(1, width + 1)]

    def _odd(self, kind: str, where: str, values: Iterable[str]) -> None:
        self.out.oddities.append(Oddity(kind, where, " | ".join(v.strip() for v in values)))


def _named(figure: Figure, out: Extraction) -> Figure:
    """The figure with the words of the form it was found in, and its address."""
    if not figure.indicator:
        return replace(figure, form=_form_of(figure.table, out))
    indicator = forms.indicators()[figure.indicator]
    form = _form_of(figure.table, out)
    row, column = indicator.row_in(form), indicator.column_in(form)
    if figure.table == "3":
        column = forms.breakdowns()[figure.breakdown].label
    where = "/".join(part for part in (TABLE_NAMES[figure.table], row, column) if part)
    return replace(figure, form=form, row=row, column=column, where=where)


def _form_of(table: str, out: Extraction) -> str:
    return {"2": out.form2, "3": out.form3, "4": out.form3, "annex": "2014"}[table]
