"""Table three: a row an outcome, a column a kind of applicant."""

import re
from collections.abc import Iterable, Sequence

from ingest import forms, labels
from ingest.amounts import read_amount
from ingest.clean import key
from ingest.labels import headers
from ingest.labels.nearest import full_labels, most_alike
from ingest.labels.wording import HEADINGS
from ingest.tables.placing import Place, Sum, cells, placed
from ingest.tables.row import Cell, Column, Oddity, Read, Row, odd

GROUP, SUBTOTAL = "法人", "小计"
DIGIT = re.compile(r"\d")
ABOUT = ("申请人情况", "本列数据的勾稽关系")
# Labels of rows in one row, and applicants below each other, that show a table turned.
MOST, SEVERAL = 12, 4
CHAPTERS = ("收到和处理政府信息公开申请情况", "收到和处理政府信息公开申请情況")


class TableThree:
    """The state between its rows: the group they stand in, the columns, a heading that waits."""

    name = "3"

    def __init__(self) -> None:
        self.group = ""
        self.above: Named = []
        self.columns = _default()
        self.waiting: tuple[str, Row] | None = None
        self.at: tuple[int, ...] = ()
        self.short = False
        self.led = False  # whether blanks of merged labels lead some row's values
        self.even = False  # whether every row shows its seven numbers
        self.counted = False
        self.turned = False  # whether applicants are labels of rows: columns one after another
        self.beside = ""  # the heading that stands beside the label of the row above
        self.unnamed = False  # whether the row above has values, and a label that no form knows
        self.whole: set[str] = set()  # the rows that stand somewhere under their whole label

    def heads(self, row: Row, captions: bool = False) -> bool:
        """Take a header of the table; False for any other row."""
        text = "".join(row.keys)
        if headers.names_applicants(row.keys) or SUBTOTAL in text:
            self._take_columns(row)
            return True
        return any(word in text for word in (CHAPTERS if captions else ABOUT))

    def knows(self, row: Row) -> bool:
        """Whether the row's label is one of the table's, whatever stands before it."""
        return labels.row_of_three(row.label, self.group) != "" and not self._is_of_header(row)

    def read(self, row: Row) -> Read:
        """The cells of a row with values or blanks; nothing for a heading."""
        code = labels.row_of_three(row.label, self.group)
        if self._is_of_header(row):
            return []
        if not code and labels.is_of_results(row.label):
            return [] if row.blank else [odd("nameless", "表三", row.values)]
        if not code and row.label and not row.label[-1].startswith(labels.OF_WHICH):
            code = most_alike(row.label[-1], self._group(row))
        if code in self.whole and not row.blank and not labels.is_in_full("3", row.label[-1]):
            code = ""  # of a longer label, or another year's: 去年同期新收 above 本年新收
        above, self.unnamed = self.unnamed, not code and not row.blank
        if above and row.blank and row.label[-1] not in full_labels("3"):
            return []  # the rest of that label, and no blank row
        self.turned = self.turned or bool(
            not code and row.label and not row.blank and headers.applicant(row.label[-1])
        )
        if code and self.turned and row.label[-1] in (*labels.TOTALS, "其他"):
            return [odd("unreadable", "表三", (*row.label, *row.values))]
        if not code:
            words = row.words
            place = Place(f"表三/{words}", self.columns, self._sums(), row.loose)
            return [*self._settle(""), *cells(place, self._values(row), words)]
        self.group = labels.group_of_three(code)
        beside, self.beside = self.beside, self._beside(row)
        if code in HEADINGS and not row.blank and beside == code:
            return [*self._settle(""), odd("nameless", "表三", row.values)]
        if code in HEADINGS:
            before = self._settle(code)
            self.waiting = (code, row)
            return before
        return [*self._settle(code), *self._cells(code, row)]

    def finish(self) -> Read:
        """What waited for the rows after it."""
        return self._settle("")

    def _group(self, row: Row) -> str:
        """The group that the row's own heading names, else that of the row above."""
        return self._beside(row) or self.group

    def _beside(self, row: Row) -> str:
        """The group whose heading stands beside the row's own label, "" for none."""
        headed = labels.row_of_three(row.label[:-1], self.group)
        return labels.group_of_three(headed) if headed else ""

    def _is_of_header(self, row: Row) -> bool:
        """Whether a bare 总计 without values is a piece of the header, and no row's label."""
        return not row.values and row.label[-1:] in (("总计",), ("合计",))

    def _settle(self, following: str) -> Read:
        """A blank heading is no row, but （六） where its three don't follow. One with values is,
        unless the second under it follows at once: they are of the first, which lost its label.
        """
        held, self.waiting = self.waiting, None
        if held is None:
            return []
        code, row = held
        rows = forms.parts(code)
        if row.blank and (code != "otherwise" or following in rows):
            return []
        if following in rows[1:]:
            return [odd("nameless", "表三", row.values)]
        return self._cells(code, row)

    def _cells(self, code: str, row: Row) -> Read:
        words = forms.indicators()[code].row
        values, more = self._of_one_row(row)
        self.short = self.short or (row.loose and 0 < len(values) < len(self.columns))
        over = len(values) > len(self.columns) and not values[0].strip()
        self.led = self.led or (over and values[-1].strip() != "")
        sums = self._sums()
        place = Place(f"表三/{words}", self.columns, sums, row.loose, self.short, self.led)
        columns, (raws, told) = self.columns, placed(place, values)
        unread = any(isinstance(found, Oddity) and found.kind == "unreadable" for found in told)
        numbers = seven(row) if self.even and (unread or not place.sums) else ()
        if numbers:
            columns, raws = _default(), numbers
            told = [] if self.counted else [odd("counted", place.where, raws)]
            self.counted = True
        made: Read = [
            Cell(code, column.code, raw) if column.code
            else Cell("", "", raw, "", words.split("/")[-1], column.words, "3")
            for column, raw in zip(columns, raws, strict=True)
        ]  # fmt: skip
        return [*told, *made, *more]

    def _of_one_row(self, row: Row) -> tuple[Sequence[str], Read]:
        """The row's values, without those of a row behind it whose label was lost."""
        values, width, sums = self._values(row), len(self.columns), self._sums()
        first, more = values[:width], [value for value in values[width:] if value.strip()]
        if not row.loose or len(more) != width or not sums or not sums[0].holds(first):
            return values, []
        return first, [odd("nameless", "表三", more)]

    def _sums(self) -> tuple[Sum, ...]:
        """一 row's six kinds of applicants add up to its total, where all are printed."""
        codes = [column.code for column in self.columns]
        if not all(code in codes for code in (*forms.applicants(), "total")):
            return ()
        parts = tuple(codes.index(code) for code in forms.applicants())
        return (Sum(parts, codes.index("total")),)

    def _values(self, row: Row) -> Sequence[str]:
        """The cells under the columns, where the row is drawn on the header's grid; else those
        right after the label.
        """
        first = self.at[0] if self.at and not row.loose else 0
        under = row.cells[first:]
        if row.at > first or any(row.cells[row.at : first]) or len(under) < len(self.columns):
            return row.values
        return under

    def _take_columns(self, row: Row) -> None:
        """Columns as headers name them, over one or several rows; the form's where they don't."""
        named = _named(row)
        self.even = self.even and _is_in_order(named)
        heads = any(GROUP in column.words for column, _ in named)
        for found in (_composed(named), _composed([*self.above, *named])):
            columns = tuple(column for column, _ in found)
            if _is_complete(columns, row.loose):
                self.columns = columns
                at = tuple(place for _, place in found)
                self.at = at if at == tuple(range(at[0], at[0] + len(at))) else ()
                break
        else:
            # A header in pieces still tells that there is a column more than the form has.
            if any(column.code == "organisations" for column, _ in named):
                self.columns = (*_default()[:-1], Column("organisations", SUBTOTAL), _default()[-1])
        self.above = named if heads else []


def seven(row: Row) -> tuple[str, ...]:
    """The numbers of a row where they are seven, of which the last is the sum of the others, with
    nothing beside them that may be one; () for any other row.
    """
    pieces = [piece for value in row.values for piece in value.split()]
    numbers = tuple(piece for piece in pieces if read_amount(piece).state == "number")
    torn = any(read_amount(piece).state == "unreadable" and DIGIT.search(piece) for piece in pieces)
    width = len(_default())
    adds_up = len(numbers) == width and Sum(tuple(range(width - 1)), width - 1).holds(numbers)
    return numbers if adds_up and not torn else ()


def are_even(rows: Iterable[Row]) -> bool:
    """Whether each row of table three shows its seven numbers, and one of them an organisation's:
    with another column among them the rows wouldn't add up.
    """
    valued = (row for row in rows if not row.blank and labels.row_of_three(row.label, ""))
    found = [seven(row) for row in valued]
    return all(found) and any(numbers[0] != numbers[-1] for numbers in found)


def upright(rows: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    """The rows of a table three that was printed with a row an applicant, turned; others as are."""
    for at, head in enumerate(rows[:SEVERAL]):
        below = rows[at + 1 :]
        if not MOST < len(head) <= labels.WIDEST or {len(row) for row in below} != {len(head)}:
            continue
        named = sum(bool(labels.row_of_three((key(text),), "")) for text in head[1:])
        if named < MOST or len(below) <= SEVERAL:
            continue
        if all(headers.applicant(key(row[0])) for row in below):
            return [*rows[:at], *zip(("", *head[1:]), *below, strict=True)]
    return rows


def _default() -> tuple[Column, ...]:
    return tuple(Column(code) for code in (*forms.applicants(), "total"))


Named = list[tuple[Column, int]]


def _named(row: Row) -> Named:
    """The columns that a row of the header names with their positions, one that is repeated over
    the columns it is merged from only once.
    """
    found: Named = []
    for position, text in enumerate(row.keys):
        if not text or text.startswith(ABOUT) or (found and found[-1][0].words == text):
            continue
        code, before = headers.applicant(text), found[-1][0] if found else Column("")
        if row.loose and before.code == headers.applicant(before.words + text) != "":
            continue  # the rest of a label: 科研机 | 构
        found.append((Column(code, text), position))
    return found


def _is_in_order(named: Named) -> bool:
    """Whether the applicants that a row of the header names follow each other as in the form."""
    order = [*forms.applicants(), "total"]
    found = [order.index(column.code) for column, _ in named if column.code in order]
    return found == sorted(found)


def _composed(named: Named) -> Named:
    """The columns in order; the kinds of organisations stand where 法人或其他组织 heads them."""
    kinds = (*forms.organisations(), "organisations")
    inner = [(c, n) for c, n in named if c.code in kinds]
    heads = [not c.code and c.words.startswith(GROUP) for c, _ in named]
    if not any(heads):
        return named
    at = heads.index(True)
    before = [(c, n) for c, n in named[:at] if c.code not in kinds]
    after = [(c, n) for c, n in named[at:] if c.code not in kinds and not c.words.startswith(GROUP)]
    return [*before, *inner, *after]


def _is_complete(columns: Sequence[Column], loose: bool) -> bool:
    """Whether a header names every column: each once, with individuals and the total.

    A loose table's header may be in pieces, so that only one whole as the form prints it counts.
    """
    codes = [column.code for column in columns if column.code]
    if len(set(codes)) < len(codes) or not {"natural_person", "total"} <= set(codes):
        return False
    if loose or len(codes) < len(columns):
        return set(codes) >= {*forms.applicants(), "total"} and (
            not loose or len(codes) == len(columns)
        )
    return len(codes) >= 4
