"""What a cell or a row of a table in pieces can only be, told by the words of its label."""

from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from ingest import forms, labels
from ingest.amounts import is_in_pieces, looks_like_value
from ingest.clean import key
from ingest.labels import headers, wording
from ingest.labels.nearest import full_labels

TOTALS = ("总计", "合计")
UNNUMBERED = "通过不同渠道和方式"  # the annex's headings （二）, where their number was lost
REVIEWS = ("行政复议", "行政诉讼")
WIDTH = 5  # values of a block of table four
REVIEWED = 15  # values of table four


def opens(cell: str) -> bool:
    """Whether a label can only begin a row, of values or of a header."""
    return takes_values(cell) or heads(key(cell))


def takes_values(label: str) -> bool:
    """Whether a label is of a row, and of no header."""
    if not label:
        return False
    text = key(wording.without_note(label))
    named = labels.is_of_two(text) or labels.is_of_three(text) or labels.is_of_annex(text)
    return named or text.startswith(UNNUMBERED) or bool(labels.NUMBERED.match(label))


def names_column(cell: str) -> bool:
    """Whether a cell is the whole name of a column, and of no row."""
    return key(wording.without_note(cell)) in _columns()


@cache
def _columns() -> frozenset[str]:
    """The keys of the columns of table two, and of table three but for those called as rows are."""
    of_two = (i for i in forms.indicators().values() if i.table == "2")
    names = {wording.without_note(i.column_in(form)) for i in of_two for form in i.forms}
    names |= {forms.breakdowns()[code].label for code in forms.applicants()}
    return frozenset(map(key, names)) - full_labels("3")


def heads(text: str) -> bool:
    """Whether a key is the first of a header."""
    return text.startswith(("第二十条", "信息内容", "统计指标"))


def is_first_part(piece: str, rest: str) -> bool:
    """Whether a cell is but the first part of a label that goes on in the next, a unit behind."""
    whole, begun = _labels()
    both = key(piece + rest)
    goes_on = both in begun or labels.UNIT_BEHIND.sub("", both) in begun
    return key(piece) not in whole and goes_on


@cache
def _labels() -> tuple[frozenset[str], frozenset[str]]:
    """The keys of all labels of rows, and every beginning of them."""
    whole = full_labels("2") | full_labels("3") | full_labels("annex")
    whole |= {labels.OF_WHICH + text for text in full_labels("annex")}
    return whole, frozenset(text[:end] for text in whole for end in range(2, len(text) + 1))


def names(label: str) -> bool:
    """Whether a label is that of a row of any table."""
    text = key(wording.without_note(label))
    numbered = labels.NUMBERED.match(label.strip()) and labels.row_of_three((text,), "")
    named = labels.is_of_two(text) or labels.is_of_three(text) or labels.is_of_annex(text)
    results = labels.is_of_results((text,))
    return bool(numbered) or named or results or text.lstrip("七") in TOTALS


def names_row(row: Sequence[str]) -> bool:
    """Whether a row without values is one of a form all the same."""
    return labels.is_of_two(key(row[0])) or (len(row) > 1 and names(row[0]))


def is_row(row: Sequence[str]) -> bool:
    """Whether a row has values and a label of a form, or all of table four's values."""
    valued = any(looks_like_value(cell) or is_in_pieces(cell) for cell in row)
    united = len(row) > 1 and labels.is_unit(row[1]) and labels.is_of_annex(key(row[0]))
    label = list(takewhile(lambda cell: not looks_like_value(cell), row))
    return united or (valued and (_mere_values(row) >= REVIEWED or any(map(names, label))))


def is_block(row: Sequence[str], above: Sequence[str]) -> bool:
    """Whether a row is one block of table four, right below the results that head it."""
    five = _mere_values(row) >= WIDTH
    return five and headers.heads_table_four([key(cell) for cell in above])


def _mere_values(row: Sequence[str]) -> int:
    """How many cells a row of values alone has, pieces of numbers counted one by one; else none."""
    if not all(looks_like_value(cell) or is_in_pieces(cell) for cell in row if cell):
        return 0
    return sum(len(cell.split()) or 1 for cell in row)


def is_header(row: Sequence[str]) -> bool:
    """Whether a row is one of a header."""
    keys = [key(cell) for cell in row] or [""]
    of_four = keys[0] in REVIEWS or headers.heads_table_four(keys)
    return heads(keys[0]) or headers.names_applicants(keys) or of_four


def is_of_three(row: Sequence[str]) -> bool:
    """Whether a row has a label of table three and something behind it."""
    text = key(row[0])
    named = labels.NUMBERED.match(row[0]) or row[0] in TOTALS or labels.is_of_three(text)
    return len(row) > 1 and bool(named) and not labels.is_of_two(text)
