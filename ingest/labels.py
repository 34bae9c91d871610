"""What the cells of a row say: which row or column of a form, and where its values begin."""

import re
from collections.abc import Sequence

from ingest import forms
from ingest.amounts import looks_like_value, read_amount
from ingest.clean import key

WORDS = re.compile(r"[\u4e00-\u9fff]")
SEVERAL = re.compile(r"\d[\d.,]*(?:\s+[\d.,]+)+")


def matching(kind: str, table: str, label: str) -> str:
    """The code of the entry whose longest key word stands in the label, "" for none."""
    best = max(
        (
            (len(word), entry.code)
            for entry in forms.entries()
            if entry.kind == kind and entry.table == table
            for word in entry.printed
            if word in label
        ),
        default=(0, ""),
    )
    return best[1]


def nearest_row(label: str, groupless: str) -> str:
    """The row of table three that a label with lost or wrong characters can only mean, or ""."""
    from rapidfuzz import fuzz

    bare = re.sub(r"^[一二三四五六七八九十\d]+", "", groupless)
    scored = sorted(
        (
            (fuzz.ratio(bare, re.sub(r"^\d", "", key(i.row.split("/")[-1]))), i.code)
            for i in forms.indicators().values()
            if i.table == "3"
        ),
        reverse=True,
    )
    (first, code), (second, _) = scored[0], scored[1]
    return code if len(label) >= 4 and first >= 70 and first - second >= 10 else ""


def label_end(row: Sequence[str], keys: Sequence[str]) -> int:
    """Where the values of a row begin: right after the last label it opens with."""
    at = 0
    while at < len(row) and not row[at].strip():
        at += 1
    if at == len(row) or looks_like_value(row[at]):
        return 0
    end = at
    for position in range(at, len(row)):
        cell = row[position].strip()
        if cell and (looks_like_value(cell) or read_amount(cell).state != "unreadable"):
            break
        if cell and position > at and not WORDS.search(cell):  # a value that can't be read: 1O
            break
        if cell and (position == end or _known(keys[position])):
            end = position + 1
    return end


def _known(text: str) -> bool:
    return any(matching("row", table, text) for table in ("2", "3", "4")) or text in (
        "3其他",
        "总计",
    )


def table_two_columns(keys: Sequence[str]) -> tuple[str, ...]:
    """The codes of table two's columns as its header names them, "" for one that no form has."""
    columns: list[str] = []
    for text in keys:
        if not text or "信息内容" in text:
            continue
        code = matching("column", "2", text)
        # Where 制作 and 公开 were lost both columns read 本年新; their order is the form's.
        if not code and text.startswith("本年新"):
            code = "published" if "made" in columns else "made"
        columns.append(code)
    return tuple(columns)


def only_columns(row: str, values: Sequence[str]) -> tuple[str, ...]:
    """The columns of a block whose header is lost, where one form alone has as many."""
    filled = sum(bool(value.strip()) for value in values)
    fits = []
    for form in ("2019", "2021"):
        columns = [
            i.column_code
            for i in forms.indicators().values()
            if i.row_code == row and form in i.forms
        ]
        if columns and len(columns) == filled:
            fits.append(tuple(columns))
    return fits[0] if len(fits) == 1 else ()


def names_applicants(keys: Sequence[str]) -> bool:
    """Whether a row is table three's header with the kinds of applicants."""
    hits = sum(
        1 for text in keys if text in ("自然人", "商业企业", "科研机构", "法律服务机构", "企业")
    )
    return hits >= 1 and not any(matching("row", "3", text) for text in keys)


def applicant_columns(before: tuple[str, ...], keys: Sequence[str]) -> tuple[str, ...]:
    """The order of the columns; a printed subtotal of organisations takes a place of its own."""
    if any("小计" in text for text in keys):
        return ("natural_person", *forms.organisations(), "organisations", "total")
    return before or (*forms.applicants(), "total")


def heads_table_four(keys: Sequence[str]) -> bool:
    """Whether a row is one of table four's headers."""
    text = "".join(keys)
    if "行政复议" in text and "行政诉讼" in text:
        return True
    return ("审结" in text and ("维持" in text or "纠正" in text)) or "未经复议直接起诉" in text


def misplaced(values: Sequence[str], width: int, loose: bool) -> bool:
    """Whether nobody can tell which of a row's values belongs to which of its columns.

    So where values stand beyond the last column; where one cell holds several and others are
    missing; and where a loose table's row has too few.
    """
    filled = [value for value in values if value.strip()]
    beyond = any(value.strip() for value in values[width:])
    torn = any(SEVERAL.fullmatch(value.strip()) for value in filled)
    return beyond or (torn and len(filled) < width) or (loose and 0 < len(values) < width)
