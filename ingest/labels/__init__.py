"""What the cells of a row say: which row or column of a form, and where its values begin."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ingest import forms
from ingest.amounts import UNIT, UNITS, is_in_pieces, looks_like_value, read_amount
from ingest.clean import key
from ingest.labels.headers import heads_results
from ingest.labels.nearest import DIGITS, HAN, full_labels, is_nearly, nearest
from ingest.labels.wording import HEADINGS, WORDS, entries, matching, without_note

NUMERAL = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[）)]?[、.．，,]?")
NUMBERED = re.compile(rf"[{HAN}]\s*、|[（(]\s*[{HAN}]\s*[）)]|\d\s*[.．、](?!\d)")
REMARKED = re.compile(r"\d[\d,，.]*\s*[（(]")  # a value with a remark: 0（为耕地开垦费）
COUNTED = re.compile(rf"\d|^[零〇{HAN}十百千万亿两]+(?:{UNIT})?$")
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
UNIT_BEHIND = re.compile(rf"(?:{UNIT})$")
ANNEX = re.compile(r"政府信息公开(?:工作)?(?:情况)?统计(?:表|年报)")
LONGEST_TITLE = 45  # characters of a line that can be a table's title
SEVERAL = 5  # labels that show that a table stands there
SHORT = 5  # characters of a label of the annex that is known with a slip
SHORTEST = 6  # characters of a label of table three that is known without its number
LONGEST = 20  # characters of a row's label in table two, its note left out
WIDEST = 200  # cells of the longest line that rows of a form can share


# rows --------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def row_of_two(text: str) -> str:
    """The row of table two that a label's key names, "" for none, or for two rows in one."""
    if not text or text.startswith(OF_WHICH):
        return ""
    named = {entry.code for entry in entries("row", "2") if any(w in text for w in entry.printed)}
    if len(named) > 1:
        return ""
    return matching("row", "2", text) or nearest("row", "2", text)


def is_in_full(table: str, text: str) -> bool:
    """Whether a key is a row's whole label, but for its unit, and no longer or shorter one."""
    bare = text.removeprefix(OF_WHICH)
    return not {text, bare, UNIT_BEHIND.sub("", bare)}.isdisjoint(full_labels(table))


def rows_in_full(texts: Iterable[str]) -> set[str]:
    """The rows of the forms whose whole label is among keys; none whose label another chapter of
    the annex has too.
    """
    found = set[str]()
    for text in set(texts):
        found.add(row_of_two(text) if is_in_full("2", text) else "")
        of_three = is_in_full("3", text) and text not in TOTALS  # as heads of columns are called
        found.add(row_of_three((text,), "") if of_three else "")
        found.add(row_of_annex(text, "") if is_in_full("annex", text) else "")
    return found - {""}


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
    full, give or take a slip, since many a label stands within another's; a unit may follow it.
    """
    bare = text.removeprefix(OF_WHICH)
    for label in (bare, UNIT_BEHIND.sub("", bare)):
        if found := nearest("row", "annex", label, group):
            return found
    _, _, code, word = max(
        (
            (len(word), entry.group == group, entry.code, word)
            for entry in entries("row", "annex")
            for word in entry.printed
            if word in text and entry.group in ("", group)
        ),
        default=(0, False, "", ""),
    )
    beside = nearest("row", "annex", text.replace(word, "", 1), group) if code else ""
    return code if beside in ("", code) else ""  # two labels in one are neither's


@lru_cache(maxsize=4096)
def is_of_annex(text: str) -> bool:
    """Whether a label's key is one of the 2014 annex, whatever group it stands in."""
    named = any(word in text for entry in entries("row", "annex") for word in entry.printed)
    long = len(text.removeprefix(OF_WHICH)) >= SHORT
    return named or (long and any(row_of_annex(text, group) for group in ("", *GROUPS)))


def tables_named(text: str) -> set[str]:
    """The tables of which several labels of rows stand in a text, or the annex by its title."""
    lines = [key(line) for line in text.split("\n")]
    named = {
        table for table in ("3", "annex")
        if sum(any(label in line for line in lines) for label in _own_labels(table)) >= SEVERAL
    }  # fmt: skip
    titled = any(
        len(line) <= LONGEST_TITLE and (title := ANNEX.search(line)) and title.end() == len(line)
        for line in lines
    )
    return named | ({"annex"} if titled else set())


@lru_cache
def _own_labels(table: str) -> tuple[str, ...]:
    """The labels of a table's rows without their numbers, those left out that are plain words."""
    return tuple(
        label for label in full_labels(table)
        if len(label) >= SHORTEST and label[0] not in DIGITS
    )  # fmt: skip


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
    valued = looks_like_value(last) and not all(map(looks_like_value, filled))
    numbered = valued and NUMBERED.match(cell.strip())
    if not last or not WORDS.search(cell) or not (numbered or opens(cell)):
        return False
    headed = any(held.strip().startswith(HEADERS) for held in filled)
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
    if not named and (looks_like_value(row[at]) or is_in_pieces(row[at])):
        return 0
    end = max(at, named)
    for position in range(end, len(row)):
        cell = row[position].strip()
        value = position > at and read_amount(cell).state != "unreadable"
        if cell and (value or looks_like_value(cell)):
            break
        if position >= named > 0 and REMARKED.match(cell) and not _known(keys[position]):
            break
        if position == end and _is_counted(cell) and is_in_full("2", keys[position - 1]):
            break
        # A value that can't be read (1O), or not yet.
        if cell and position > at and (not WORDS.search(cell) or is_in_pieces(cell)):
            break
        if cell and (position == end or _known(keys[position])):
            end = position + 1
    return end


def _is_counted(cell: str) -> bool:
    """Whether a cell tells a number in other ways than in digits alone: 约558, 3万, 五百件, 零."""
    return bool(COUNTED.search(cell)) and not NUMBERED.match(cell)


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
