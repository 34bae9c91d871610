"""What the cells of a row say: which row or column of a form, and where its values begin."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache

from ingest import forms
from ingest.amounts import UNITS, looks_like_value, read_amount
from ingest.clean import key
from ingest.nearest import HAN, full_labels, is_nearly, nearest, nearest_header

WORDS = re.compile(r"[\u4e00-\u9fff]")
# A note in brackets explains a label and may hold the words of another.
NOTE = re.compile(r"[（(【\[][^（）()【】\[\]]{4,}[）)】\]]")
NUMERAL = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[）)]?[、.．，,]?")
NUMBERED = re.compile(rf"[{HAN}]\s*、|[（(]\s*[{HAN}]\s*[）)]|\d\s*[.．、](?!\d)")
HEADINGS = ("refused", "unavailable", "not_processed", "otherwise")
HEADERS = ("第二十条", "信息内容", "自然人", "本列数据", "申请人情况")
OF_WHICH = "其中"
CHAPTER_LIKE = (
    "本年新收", "上年结转", "上年度结转", "结转下", "行政复议数量", "行政诉讼数量",
    "举报投诉数量", "收取的费用",
)  # fmt: skip
CHAPTER_ROWS = (
    "requests_new", "requests_carried_in", "requests_carried_out", "a14_reviews", "a14_suits",
    "a14_complaints", "a14_fees",
)  # fmt: skip
LAST_OTHER = ("3其他", "三其他", "3其它")
GROUPS = ("四", "五")  # chapters of the annex whose rows are called alike
TOTALS = ("总计", "合计")
NOWHERE = forms.Indicator("", "", "", "", "", (), "", "")
SHORT = 5  # characters of a label of the annex that is known with a slip
SHORTEST = 6  # characters of a label of table three that is known without its number
LONGEST = 20  # characters of a row's label in table two, its note left out
WIDEST = 200  # cells of the longest line that rows of a form can share


@lru_cache(maxsize=16_384)
def matching(kind: str, table: str, label: str) -> str:
    """The code of the entry whose longest key word stands in the label, "" for none.

    A heading of a group gives way to any of its rows that is named beside it.
    """
    best = max(
        (
            (entry.code not in HEADINGS, len(word), entry.code)
            for entry in _entries(kind, table)
            if not any(word in label for word in entry.never)
            for word in entry.printed
            if word in label
        ),
        default=(False, 0, ""),
    )
    return best[2]


@cache
def _entries(kind: str, table: str) -> tuple[forms.Entry, ...]:
    return tuple(e for e in forms.entries() if e.kind == kind and e.table == table)


def without_note(cell: str) -> str:
    """A label without the explanations that stand in brackets behind its words."""
    bare = NOTE.sub("", cell)
    return bare if WORDS.search(bare) else cell


# rows --------------------------------------------------------------------------------------------


def row_of_two(text: str) -> str:
    """The row of table two that a label's key names, "" for none."""
    if text.startswith(OF_WHICH):
        return ""
    return matching("row", "2", text) or nearest("row", "2", text)


def row_of_three(label: Sequence[str], group: str) -> str:
    """The row of table three that a label's keys name, the last of them first; "" for none."""
    found = ""
    for text in label:
        code = "" if text.startswith(OF_WHICH) else matching("row", "3", text)
        if not code and (text in TOTALS or (text[:1] in "七7" and text[1:] in TOTALS)):
            code = "results_total"
        if not code and group == "otherwise" and text in (*LAST_OTHER, "其他"):
            code = "otherwise_remaining"
        code = code or nearest("row", "3", text)
        group = group_of_three(code) if code else group
        # A heading is no row's label where the row's own stands behind it and can't be read.
        found = code or ("" if found in HEADINGS else found)
    return found


def is_of_three(text: str) -> bool:
    """Whether a key is a whole label of table three, with its number or without."""
    return len(text) > SHORTEST and text in full_labels("3")


def group_of_three(code: str) -> str:
    """The heading that a row stands under or is, "" for none."""
    if code in HEADINGS:
        return code
    part_of = forms.indicators()[code].part_of
    return part_of if part_of in HEADINGS else ""


def is_of_results(label: Sequence[str]) -> bool:
    """Whether a label is 三、本年度办理结果, which has no values of its own."""
    text = label[-1] if label else ""
    return "办理结果" in text or is_nearly(text.lstrip("三3"), "本年度办理结果")


@lru_cache(maxsize=4096)
def row_of_annex(text: str, group: str) -> str:
    """The row of the 2014 annex that a label's key names in its group (四 reviews, 五 suits): in
    full, give or take a slip, since many a label stands within another's.
    """
    if found := nearest("row", "annex", text.removeprefix(OF_WHICH), group):
        return found
    best = max(
        (
            (len(word), entry.group == group, entry.code)
            for entry in _entries("row", "annex")
            for word in entry.printed
            if word in text and entry.group in ("", group)
        ),
        default=(0, False, ""),
    )
    return best[2]


@lru_cache(maxsize=4096)
def is_of_annex(text: str) -> bool:
    """Whether a label's key is one of the 2014 annex, whatever group it stands in."""
    named = any(word in text for entry in _entries("row", "annex") for word in entry.printed)
    bare = text.removeprefix(OF_WHICH)
    long = len(bare) >= SHORT
    return named or (long and any(nearest("row", "annex", bare, group) for group in ("", *GROUPS)))


def opens(cell: str) -> bool:
    """Whether a cell can only begin a row of a form, of values or of a header."""
    text = key(without_note(cell))
    if text.startswith(HEADERS) or text == "行政复议":
        return True
    numbered = NUMBERED.match(cell.strip()) is not None
    of_three = numbered and (
        matching("row", "3", text) or text[1:] in TOTALS or is_of_results((text,))
    )
    return bool(of_three) or text in LAST_OTHER or is_of_two(text) or is_of_annex(text)


def is_of_two(text: str) -> bool:
    """Whether a key is short enough and has the words of a row of table two."""
    return len(text) <= LONGEST and bool(row_of_two(text))


def begins_another(before: Sequence[str], cell: str) -> bool:
    """Whether a cell begins another row than the cells before it, that stand on one line with it:
    a label behind values or a header, a value behind table four's header.
    """
    if len(before) > WIDEST:
        return False
    filled = [held for held in before if held.strip()]
    last = filled[-1] if filled else ""
    if not cell.strip() or looks_like_value(cell):
        return not looks_like_value(last) and heads_results([key(held) for held in filled])
    if not last or not WORDS.search(cell) or not opens(cell):
        return False
    headed = any(held.strip().startswith(HEADERS) for held in filled)
    valued = looks_like_value(last) and not all(map(looks_like_value, filled))
    blank = not before[-1].strip() and opens(last)
    return headed or valued or blank


# where values begin ------------------------------------------------------------------------------


def label_end(row: Sequence[str], keys: Sequence[str]) -> int:
    """Where the values of a row begin: right after the last label it opens with."""
    at = 0
    while at < len(row) and not row[at].strip():
        at += 1
    if at == len(row):
        return 0
    named = _last_known(row, keys, at)
    if not named and looks_like_value(row[at]):
        return 0
    end = max(at, named)
    for position in range(end, len(row)):
        cell = row[position].strip()
        if cell and (looks_like_value(cell) or read_amount(cell).state != "unreadable"):
            break
        if cell and position > at and not WORDS.search(cell):  # a value that can't be read: 1O
            break
        if cell and (position == end or _known(keys[position])):
            end = position + 1
    return end


def _last_known(row: Sequence[str], keys: Sequence[str], at: int) -> int:
    """The position after the last known label with nothing but labels and numerals before it."""
    found = 0
    for position in range(at, len(row)):
        cell = row[position].strip()
        if cell and _known(keys[position]):
            found = position + 1
        elif cell and not (NUMERAL.fullmatch(cell) and _labelled_next(row, keys, position)):
            break
    return found


def _labelled_next(row: Sequence[str], keys: Sequence[str], position: int) -> bool:
    """Whether the next cell after a numeral of its own (1 | 属于国家秘密) is a known label."""
    return position + 1 < len(row) and _known(keys[position + 1])


def _known(text: str) -> bool:
    known = any(matching("row", table, text) for table in ("2", "3", "4"))
    return known or text in (*LAST_OTHER, *TOTALS) or is_of_annex(text) or is_of_results((text,))


def is_numbered_row(text: str) -> bool:
    """Whether a key that begins like a chapter's heading is a row of table three or the annex."""
    named = any(word in text for word in CHAPTER_LIKE) or is_of_results((text,))
    return named or any(nearest("row", table, text) in CHAPTER_ROWS for table in ("3", "annex"))


def is_unit(text: str) -> bool:
    """Whether a key is nothing but a unit."""
    return text in UNITS


# columns and headers -----------------------------------------------------------------------------


def only_columns(row: str, count: int, known: Collection[str]) -> tuple[str, ...]:
    """The columns of a block whose header is lost, where one form alone has as many.

    `known` are the forms that the table's other rows were found in.
    """
    fits = {}
    for form in ("2019", "2021"):
        columns = _columns_in(form, row)
        if columns and len(columns) == count:
            fits[form] = columns
    if len(fits) > 1 and len(known) == 1:
        fits = {form: columns for form, columns in fits.items() if form in known}
    return next(iter(fits.values())) if len(fits) == 1 else ()


def _columns_in(form: str, row: str) -> tuple[str, ...]:
    """The columns of a row of table two, in the order that a form prints them."""
    return tuple(
        column.code
        for column in _entries("column", "2")
        if form in forms.indicators().get(f"{row}_{column.code}", NOWHERE).forms
    )


def applicant(text: str) -> str:
    """The kind of applicant, or total, that a header's key names; "" for none."""
    for entry in _entries("breakdown", "3"):
        if text in entry.printed:
            return entry.code
    return "organisations" if "小计" in text else nearest("breakdown", "3", text)


def names_applicants(keys: Sequence[str]) -> bool:
    """Whether a row is table three's header with the kinds of applicants."""
    kinds = ("natural_person", *forms.organisations()[:-1])
    hits = sum(applicant(text) in kinds for text in keys)
    return hits >= 1 and not any(matching("row", "3", text) for text in keys)


def heads_table_four(keys: Sequence[str]) -> bool:
    """Whether a row is one of table four's headers."""
    text = "".join(keys)
    if "行政复议" in text and "行政诉讼" in text:
        return True
    return ("审结" in text and ("维持" in text or "纠正" in text)) or "未经复议直接起诉" in text


def heads_results(keys: Sequence[str]) -> bool:
    """Whether keys are table four's whole header, down to the results over its cells."""
    return sum(bool(matching("column", "4", text)) for text in keys if text) >= 15


@lru_cache(maxsize=1024)
def columns_of_two(text: str) -> tuple[str, ...]:
    """The columns of a block of table two whose labels one after another are the key of its whole
    header, give or take a slip; () for none.
    """
    return nearest_header(_headers(), text)


@cache
def _headers() -> Mapping[str, tuple[str, ...]]:
    """The columns of every block of table two, by the key of its whole header."""
    found = {}
    for form in ("2019", "2021"):
        for row in _entries("row", "2"):
            columns = _columns_in(form, row.code)
            names = [
                forms.indicators()[f"{row.code}_{column}"].column_in(form) for column in columns
            ]
            found[key(without_note("".join(names)))] = columns
    return {header: columns for header, columns in found.items() if header}


def column_of_two(text: str) -> str:
    """The column of table two that a header's key names, "" for none."""
    return matching("column", "2", text) or nearest("column", "2", text)


def columns_in(text: str) -> list[str]:
    """The columns of table two named in a header's key, several where their labels ran together."""
    found, at = list[str](), 0
    words = [(word, e.code) for e in _entries("column", "2") for word in e.printed]
    while at < len(text):
        here = max((p for p in words if text.startswith(p[0], at)), default=("", ""), key=_length)
        if here[1] and found[-1:] != [here[1]]:
            found.append(here[1])
        at += len(here[0]) or 1
    return found


def _length(pair: tuple[str, str]) -> int:
    return len(pair[0])


def column_of_four(text: str) -> str:
    """The result that a key in table four's header names, "" for none."""
    return matching("column", "4", text) or nearest("column", "4", text)


def block_of_four(text: str) -> str:
    """The block of table four that a heading's or label's key names, "" for none."""
    return matching("row", "4", text)
