"""A printed cell as a value: Decimal or nothing, with what the source shows."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

UNITS = ("亿元", "万元", "元", "件", "项", "个", "条", "次", "人次", "人", "篇", "份", "宗", "起")
UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
SIGN = r"[+＋\-−↑↓]|增[加长]?|上升|减少?|下降|降低?"
NUMBER = re.compile(
    rf"^(?P<sign>{SIGN})?\s*"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?"
    rf"\s*(?P<unit>{UNIT})?$"
)
# Digits of marks, which are no digits of a number.
MARK = "[⁰¹²³⁴-⁹₀-₉①-⒛⓪-⓿❶-➓]"
MARKED = re.compile(MARK)
# A mark behind a number that refers to a note below the table: 22[1], 310①, 8², 5（注2）.
NOTE_MARK = re.compile(
    r"(?<=\d)\s*(?:[\[［【〔]\s*注?\s*\d{1,2}\s*[\]］】〕]"
    rf"|{MARK}{{1,2}}|[（(]?注\s*\d{{0,2}}[）)]?)\s*$"
)
PIECES = re.compile(rf"\d[\d.,，．]*(?:\s+[\d.,，．]+)+(?:{UNIT})?")
SLASHES = {"/", "\\", "//", "-", "--", "—", "——", "–", "−", "~", "*", "\\/"}
NONE_WORDS = {"无", "没有", "暂无", "不涉及", "未涉及"}
# Beyond any count or sum of a report; more digits before the point are a slip or a trick.
LONGEST = 15
UNREAD = "□"  # in a cell for what is printed there and can't be read, behind a number in doubt
SHORT = 40  # characters of a cell that is kept in mind


@dataclass(frozen=True, slots=True)
class Amount:
    """A cell's value; state number|blank|slash|none_word|unreadable; its own unit, if any."""

    value: Decimal | None
    state: str
    unit: str = ""


def read_amount(raw: str, signed: bool = False) -> Amount:
    """Read one cell. A blank is blank, never zero; what is no number has no value."""
    return (_read_again if len(raw) <= SHORT else _read)(raw, signed)


def _read(raw: str, signed: bool) -> Amount:
    bare = NOTE_MARK.sub("", raw)
    if MARKED.search(bare):
        return Amount(None, "unreadable")
    text = unicodedata.normalize("NFKC", bare).strip()
    text = re.sub(r"(?<=\d)\s*,\s*(?=\d)", ",", text).rstrip("。;；")
    text = re.sub(r"(?<=\d)\.$", "", text)  # a dot typed behind: 2.
    if not text:
        return Amount(None, "blank")
    if text in SLASHES or set(text) <= {"-", "—", "–", "─", "－"}:
        return Amount(None, "slash")
    if text in NONE_WORDS:
        return Amount(None, "none_word")
    found = NUMBER.match(text)
    if not found or len(found["digits"].replace(",", "")) > LONGEST:
        return Amount(None, "unreadable")
    value = Decimal(found["digits"].replace(",", "") + (found["fraction"] or ""))
    sign = found["sign"] or ""
    if sign and not signed and sign not in "+-−":
        return Amount(None, "unreadable")
    negative = sign[:1] in ("-", "−", "↓", "减", "下", "降")
    return Amount(-value if negative else value, "number", found["unit"] or "")


# The same few are in nearly every cell, and each is asked for often.
_read_again = lru_cache(maxsize=4096)(_read)


def looks_like_value(raw: str) -> bool:
    """Whether a cell can only be a value, in doubt or not: a number, a slash or a word for none."""
    amount = read_amount(raw.removesuffix(UNREAD), signed=True)
    counts = raw.strip().endswith((".", "．"))  # 1. | 信访举报投诉类申请
    return not counts and amount.state in ("number", "slash", "none_word")


def is_in_pieces(raw: str) -> bool:
    """Whether a cell holds several numbers, or one that came apart: 17 8件."""
    return bool(PIECES.fullmatch(raw.strip()))


def plain(value: Decimal) -> str:
    """The decimal without exponent and without a negative zero: 668.57."""
    text = format(value, "f")
    return "0" if text in ("-0", "0") else text
