"""Codes that no cell has of its own: rates, sums, words with several meanings; their names."""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import chain

from assistant.question.lexicon import grammar
from ingest import forms

STOCK = re.compile("_(?:in_force|pending|carried_in|carried_out)$")
# Words for several groups of results, each with its reasons.
TURNED_DOWN = ("rejected", "undisclosed")
DOCUMENTS = ("rules", "normative")
WHOLES = ("requests_new", "results_total")
REASONED = ("refused", "unavailable", "not_processed", "otherwise")
SUIT_BLOCKS = ("suit_direct", "suit_after_review")
# What a share is a share of, where neither the question nor the form names a whole.
BASES = {"requests_carried_in": "requests_new", "requests_carried_out": "requests_new"}
# What every row of table three stands within.
RECEIVED = {"requests_new", "requests_carried_in", "results_total"}


@dataclass(frozen=True)
class Rate:
    """Parts over a whole, by code; minus is taken off the whole, other is a second usual whole."""

    code: str
    name: str
    name_en: str
    parts: tuple[str, ...]
    whole: tuple[str, ...]
    minus: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


@cache
def rates() -> dict[str, Rate]:
    """Every rate of the grammar by code, and each reason as a share of those of its group."""
    return _within_groups() | {
        r["code"]: Rate(
            r["code"], r["name"], r["name_en"], tuple(r["parts"]), tuple(r["whole"]),
            tuple(r.get("minus", ())), tuple(r.get("other", ())),
        )
        for r in grammar("rates")["rate"]
    }  # fmt: skip


def _within_groups() -> dict[str, Rate]:
    """信访举报投诉类 of all 不予处理: a row over the group that it is one of."""
    known = forms.indicators()
    return {
        code: Rate(
            code, f"{known[part].name}占{known[group].name}的比例",
            f"{known[part].name_en} as a share of its group", (part,), (group,),
        )
        for group in REASONED for part in forms.parts(group)
        for code in [within_group(part)]
    }  # fmt: skip


def within_group(code: str) -> str:
    """The rate of a reason within its group."""
    return f"{code}_within_group_rate"


def sum_of(code: str) -> tuple[str, ...]:
    """The cells that a named sum is made of, () for any other code; all suits are both kinds;
    a sum that a question makes is its codes joined by +.
    """
    if "-" in code:
        return ()
    if "+" in code:
        return tuple(cell for part in code.split("+") for cell in sum_of(part) or (part,))
    named = next((tuple(s["parts"]) for s in grammar("rates")["sum"] if s["code"] == code), ())
    if named or code in forms.indicators() or not code.startswith("suit_"):
        return named
    return tuple(f"{block}_{code.removeprefix('suit_')}" for block in SUIT_BLOCKS)


def sums() -> tuple[str, ...]:
    """Every named sum of the grammar, and all suits."""
    return (*(s["code"] for s in grammar("rates")["sum"]), "suit_total")


def difference_of(code: str) -> tuple[str, ...]:
    """The two codes, or columns, of a difference that a question makes, joined by -; () for any
    other.
    """
    return tuple(code.split("-")) if "-" in code else ()


def cells_of(code: str) -> tuple[str, ...]:
    """The indicators whose cells a code is made of."""
    if two := difference_of(code):
        return tuple(cell for part in two for cell in cells_of(part))
    if code in rates():
        rate = rates()[code]
        return tuple(dict.fromkeys((*rate.parts, *rate.whole, *rate.minus)))
    return sum_of(code) or (code,)


def is_stock(code: str) -> bool:
    """Whether a code is what there was at the turn of a year, not what came in its course."""
    return bool(STOCK.search(code))


def readings_of(code: str) -> tuple[str, ...]:
    """The codes that a word with several meanings stands for, () for any other."""
    return next((tuple(r["of"]) for r in grammar("rates")["readings"] if r["code"] == code), ())


def numbers_of(code: str) -> tuple[str, ...]:
    """The meanings of a word that the tables hold; of any other code, itself. What is charged for
    handling requests stands in the text alone.
    """
    return tuple(c for c in readings_of(code) if c != "processing_fee") or (code,)


def is_plain(code: str) -> bool:
    """Whether a code is a number of cells: no rate, no word of several meanings, and no documents
    without what is done with them.
    """
    return code in forms.indicators() or bool(sum_of(code))


def name_of(code: str, language: str = "zh-Hans") -> str:
    """The name of an indicator, a rate, a sum of suits or a word with several meanings."""
    english = language == "en"
    if two := difference_of(code):
        return " − ".join(name_of(part, language) for part in two)
    if "+" in code:
        return " + ".join(name_of(part, language) for part in code.split("+"))
    if code in forms.indicators():
        found = forms.indicators()[code]
        return found.name_en if english else found.name
    if code in rates():
        return rates()[code].name_en if english else rates()[code].name
    held = grammar("rates")
    for entry in (*held["sum"], *held["readings"]):
        if entry["code"] == code:
            return str(entry["name_en" if english else "name"])
    if code.startswith("suit_"):
        direct = forms.indicators()[f"suit_direct_{code.removeprefix('suit_')}"]
        return f"Suits: {direct.name_en.split(': ')[-1]}" if english else f"行政诉讼{direct.column}"
    if code in ("rules", "normative"):
        return forms.row_name(code, english)
    special = {"processing_fee": ("信息处理费", "information processing fees")}
    return special.get(code, (code, code))[english]


def unit_of(code: str) -> str:
    """The unit of a count; a rate is in percent."""
    if code in rates():
        return "%"
    code = next(iter(difference_of(code)), code)
    first = (sum_of(code) or (code,))[0]
    return forms.indicators()[first].unit if first in forms.indicators() else ""


@cache
def leaves(code: str) -> frozenset[str]:
    """The rows without parts of their own that a code adds up."""
    made_of = () if code in rates() else sum_of(code) or forms.parts(code)
    return frozenset().union(*map(leaves, made_of)) if made_of else frozenset((code,))


def kinds_of(breakdown: str) -> frozenset[str]:
    """The kinds of applicant that a column adds up."""
    held = {"organisations": forms.organisations(), "total": forms.applicants()}
    return frozenset(held.get(breakdown, (breakdown,)))


def apart(parts: Iterable[frozenset[str]]) -> bool:
    """Whether nothing is held twice, as a whole and its part would be: only then is it added up."""
    every = list(chain.from_iterable(parts))
    return len(every) == len(set(every))


def holds_column(whole: str, column: str) -> bool:
    """Whether all that a column, or several joined by +, adds up stands within the whole."""
    if whole in ("", "total", column):
        return True
    part, all_of = (list(map(kinds_of, side.split("+"))) for side in (column, whole))
    return apart(part) and apart(all_of) and set().union(*part) <= set().union(*all_of)


def in_table_three(code: str) -> bool:
    """Whether a code is a row of table three."""
    return code in forms.indicators() and forms.indicators()[code].table == "3"


def has_columns(code: str) -> bool:
    """Whether a code, or each of its meanings, is told by kind of applicant."""
    cells = [cell for own in numbers_of(code) for cell in cells_of(own)]
    return all(map(in_table_three, cells))


def is_result(code: str) -> bool:
    """Whether a row is one of those that add up to （七）总计."""
    return code != "results_total" and leaves(code) <= leaves("results_total")


def base_of(code: str, breakdown: str) -> tuple[str, str]:
    """What a share is taken of: the form's own whole, as a code and a column; a sum that a
    question makes has none.
    """
    if "+" in code:
        return code, breakdown
    indicator = forms.indicators().get(code)
    if not has_columns(code):
        breakdown = ""
    if breakdown not in ("", "total") and (code == "requests_new" or not indicator):
        return code, ""
    if not indicator and code.endswith("_decided"):
        return code.replace("_decided", "_total"), ""
    suits = code in (f"{block}_total" for block in SUIT_BLOCKS)
    if suits or (not indicator and code.startswith("suit_")):
        return "suit_total", ""
    if indicator and indicator.table == "4":
        return f"{indicator.row_code}_total", ""
    if breakdown not in ("", "total"):
        return code, ""
    if code == "results_total":
        return "requests_handled", ""
    if not indicator and "requests_new" in cells_of(code):
        # 收办 is a part of nothing.
        return code, breakdown
    return BASES.get(code, "results_total"), breakdown


def has_whole(code: str, breakdown: str) -> bool:
    """Whether the form has a whole that a row is part of; table two has none."""
    known = forms.indicators()
    if not has_columns(code):
        breakdown = ""
    alone = code == "requests_new" and breakdown in ("", "total")
    alone = alone or base_of(code, breakdown) == (code, breakdown)
    return not alone and all(c in known and known[c].table != "2" for c in cells_of(code))


def holds(wholes: Sequence[str], code: str) -> bool:
    """Whether all cells of a code stand within those of the whole."""
    base = {cell for whole in wholes for cell in cells_of(whole)}
    return all(_is_in(base, cell) for cell in cells_of(code))


def _is_in(base: Set[str], cell: str) -> bool:
    known = forms.indicators()
    if known[cell].table == "3" and base & RECEIVED:
        return True
    while cell not in base and cell in known and known[cell].part_of:
        cell = known[cell].part_of
    return cell in base
