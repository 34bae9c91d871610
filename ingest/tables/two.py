"""Table two: blocks of rows, each under a header that names its columns."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest import forms, labels
from ingest.amounts import UNITS
from ingest.clean import key
from ingest.labels import headers
from ingest.tables.placing import Place, cells, placed
from ingest.tables.row import Cell, Column, Oddity, Read, Row, odd

ARTICLE = re.compile(r"第二十条第?([一五六八九])")
CHAPTER = re.compile(r"^二\w*主动公开政府信息情况$")
CHANGE = "items_change"
BESIDE = ("序号", "单位", "计量单位")  # columns whose cells are of the label
YEAR = re.compile(r"(20\d\d)年度?")
UNIT = re.compile(r"[（(](?:金额)?(?:单位)?[:：]?\s*([\u4e00-\u9fff]{1,2})[）)]")


class TableTwo:
    """The state between its rows: the columns of the block, and rows that wait for the form."""

    name = "2"

    def __init__(self) -> None:
        self.columns: tuple[Column, ...] = ()
        self.waiting: list[tuple[str, Row]] = []
        self.forms: set[str] = set()
        self.years: tuple[str, ...] = ()
        self.header: tuple[str, ...] = ()
        self.torn = False  # whether a number of some row ran together with its label
        self.whole: set[str] = set()  # the rows that stand somewhere under their whole label

    def heads(self, row: Row, captions: bool = False) -> bool:
        """Take a caption or header of the table; False for any other row."""
        text = "".join(row.keys)
        if len(set(years := tuple(YEAR.findall(text)))) > 1:
            self.years = years
        below = bool(self.years) and not self.columns and all(map(headers.column_of_two, row.keys))
        if "信息内容" in text or below:
            self.columns = _told_apart(self._of_latest(tuple(_whole(row) or _columns(row))))
            self.header = row.keys
            return True
        if ARTICLE.search(text) or (captions and CHAPTER.match(text)):
            self.columns = ()
            return True
        return False

    def _of_latest(self, columns: tuple[Column, ...]) -> tuple[Column, ...]:
        """The columns, those of earlier years than the report's printed beside it as no form's."""
        years = self.years
        if not any(column.code for column in columns):
            return () if years else columns
        if not years or len(columns) % len(years):
            return columns
        of = [years[n * len(years) // len(columns)] for n in range(len(columns))]
        return tuple(
            column if year == max(years) else Column("", f"{year}年{column.words}", column.unit)
            for column, year in zip(columns, of, strict=True)
        )

    def knows(self, row: Row) -> bool:
        """Whether the row's label is one of the table's."""
        return bool(self._code(row))

    def _code(self, row: Row) -> str:
        """The row that a label names; "" for a longer label where the whole one stands too, as of
        行政许可申请 above 行政许可.
        """
        code = _code(row.label)
        longer = code in self.whole and not any(labels.is_in_full("2", t) for t in row.label)
        return "" if longer else code

    def read(self, row: Row) -> Read:
        """The cells of a row with values or blanks; nothing for what is no row."""
        row, code = self._on_grid(row), self._code(row)
        if not code:
            columns = self.columns or _numbered(len(row.values))
            words = row.words
            return cells(Place(f"表二/{words}", columns, (), row.loose), row.values, words)
        if row.loose and headers.columns_in(row.label[-1]):
            return [odd("unreadable", f"表二/{row.words}", row.values)]
        columns = self._columns(code, row)
        if not columns:
            self.waiting.append((code, row))
            return []
        self.forms |= set(_forms_of(code, columns))
        return list(_cells(code, columns, row))

    def _on_grid(self, row: Row) -> Row:
        """The row without the blank cells that the header has beside its columns too, where one
        value stands under each of those.
        """
        starts = [n for n, text in enumerate(self.header) if headers.column_of_two(text)]
        filled = [n for n in range(row.at, len(row.cells)) if row.cells[n].strip()]
        under = [sum(start <= n for start in starts) for n in filled]
        drawn = len(row.cells) == len(self.header) and not row.loose
        each = len(starts) == len(self.columns) and under == [*range(1, len(starts) + 1)]
        if not drawn or not each:
            return row
        return Row((*row.cells[: row.at], *(row.cells[n] for n in filled)), row.loose, row.lane)

    def _columns(self, code: str, row: Row) -> tuple[Column, ...]:
        """The columns of the header where they are the row's; else the only ones that it can have,
        none where that isn't known yet.
        """
        if self.years and not self.columns:
            return _numbered(len(row.values))  # of several years, and of no form
        if not any(column.code for column in self.columns) and _has_other_year(self.columns):
            return self.columns
        named = sum(f"{code}_{column.code}" in forms.indicators() for column in self.columns)
        if named and (self.years or named == len(self.columns)):
            return self.columns
        if not named and row.loose and _filled(row) == 1:
            return ()  # The rows below tell whether this one may have lost others.
        known = self._only_columns(code, len(self.columns) if named else 0, row)
        pairs = zip(self.columns, known, strict=False) if named else ()
        if any(column.code not in ("", code) for column, code in pairs):
            return self.columns  # No other form's columns replace those named.
        return tuple(Column(column) for column in known) or (self.columns if named else ())

    def _only_columns(self, code: str, count: int, row: Row) -> tuple[str, ...]:
        """The only columns that a row of so many cells can have, by default those it shows; none of
        one alone where other rows lost theirs to their labels.
        """
        if self.torn and not count and row.loose and _filled(row) == 1:
            return ()
        return headers.only_columns(code, count or _filled(row), self.forms)

    def finish(self) -> Read:
        """The rows that waited: read as the form of the others tells, else unreadable."""
        made: Read = []
        for code, row in sorted(self.waiting, key=lambda held: _filled(held[1]) > 1):
            known = self._only_columns(code, 0, row)
            columns = tuple(Column(column) for column in known) or _numbered(len(row.values))
            self.forms |= set(_forms_of(code, columns))
            if known:
                made += _cells(code, columns, row)
            else:
                made += cells(Place(f"表二/{row.words}", columns), row.values, row.words)
        return made


def _code(label: Sequence[str]) -> str:
    """The one row that a label's cells name, or all of them together; none for a part of one."""
    if label and label[-1].startswith(labels.OF_WHICH):
        return ""
    named = {code for text in label if (code := labels.row_of_two(text))}
    return named.pop() if len(named) == 1 else labels.row_of_two("".join(label))


def _told_apart(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, of those named alike in other words only the one under its whole label: the
    other is of a part. A change beside another year's column is of that, and of no form.
    """
    words: dict[str, set[str]] = {}
    for column in columns:
        words.setdefault(column.code, set()).add(key(column.words))
    beside = _has_other_year(columns)
    return tuple(
        column
        if (len(words[column.code]) == 1 or headers.is_column_in_full(key(column.words)))
        and not (beside and column.code == CHANGE)
        else Column("", column.words, column.unit)
        for column in columns
    )


def _has_other_year(columns: Iterable[Column]) -> bool:
    return any(not c.code and headers.is_of_other_year(key(c.words)) for c in columns)


def _whole(row: Row) -> Sequence[Column]:
    """The columns of a header in pieces, where all of them together are a form's."""
    text = "".join(row.keys).partition("信息内容")[2] if row.loose else ""
    found = headers.columns_of_two(text)
    unit = UNIT.search("".join(row.cells))
    return [Column(code, "", unit[1] if unit and unit[1] in UNITS else "") for code in found]


def _columns(row: Row) -> Iterator[Column]:
    """The columns that a header names after 信息内容, each joined again where a space parts it."""
    made = set[str]()
    texts = [*row.keys, ""]
    joined = False
    for n, words in enumerate(row.cells):
        text = texts[n].replace("信息内容", "")
        if joined or not text or text in BESIDE:
            joined = False
            continue
        if len(several := headers.columns_in(text)) > 1:
            yield from map(Column, several)
            continue
        code = headers.column_of_two(text)
        whole = headers.column_of_two(text + texts[n + 1])
        if not code and whole and not headers.column_of_two(texts[n + 1]):
            code, joined = whole, True
        # Where 制作 and 公开 were lost both columns read 本年新; their order is the form's.
        if not code and text.startswith("本年新"):
            code = "published" if "made" in made else "made"
        made.add(code)
        unit = UNIT.search(words)
        # A header in pieces holds the rests of labels, which are no columns.
        if code or not row.loose:
            yield Column(code, words.strip(), unit[1] if unit and unit[1] in UNITS else "")


def _filled(row: Row) -> int:
    return sum(bool(value.strip()) for value in row.values)


def _numbered(count: int) -> tuple[Column, ...]:
    return tuple(Column("", f"第{n}列") for n in range(1, count + 1))


def _forms_of(code: str, columns: Sequence[Column]) -> Iterator[str]:
    """The forms in which the row has just these columns."""
    named = {column.code for column in columns if column.code}
    of_row = [i for i in forms.indicators().values() if i.row_code == code]
    for form in forms.FORMS:
        if named == {i.column_code for i in of_row if form in i.forms}:
            yield form


def _cells(code: str, columns: Sequence[Column], row: Row) -> Iterator[Cell | Oddity]:
    words = forms.row_name(code)
    raws, told = placed(Place(f"表二/{words}", columns, (), row.loose), row.values)
    yield from told
    for column, raw in zip(columns, raws, strict=True):
        name = f"{code}_{column.code}"
        if name in forms.indicators():
            yield Cell(name, "", raw, column.unit)
        elif raw and raw.strip():
            yield Oddity("unknown_label", f"表二/{words}", column.words)
            yield Cell("", "", raw, column.unit, words, column.words)
