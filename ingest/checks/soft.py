"""What is odd within one report though no printed identity fails: S4–S8.

A soft finding says only what can be seen on the page; what it may mean is said as a possibility.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from ingest import forms
from ingest.amounts import plain
from ingest.checks import Finding
from ingest.checks.prose import check_prose, sheet_of
from ingest.checks.verdicts import check_verdicts
from ingest.document import Document
from ingest.figures import Figure
from ingest.prose.stated import Stated
from ingest.report import Report

ITEMS = ("licences", "other_services", "penalties", "coercion")
DOCUMENTS = ("rules", "normative")
# Above these a number is out of all proportion for a body of the level.
GREATEST: Mapping[str, Mapping[str, int]] = {
    "fees_collected": {"town": 100_000, "county": 10_000_000, "prefecture": 100_000_000},
    "normative_in_force": {"town": 1_000, "county": 10_000, "prefecture": 50_000},
    "normative_issued": {"town": 500, "county": 3_000, "prefecture": 10_000},
}
# Words that promise that the parts named are all there are.
EXHAUSTIVE = re.compile(r"分别(?=为|是|有)|按.{1,8}分[:：，,为]|^其[他它余]")
NESTED = re.compile(r"[（(](?:其中|含|包括)[^）)]*\d")
STAGE = re.compile(r"办结|答复|办复|回复|满意|按期|完成|采纳|增|减|升|降|同比|较上|比上")
OUTCOME = re.compile(r"予以公开|部分公开|不予|无法提供|其他处理|结转|转下年")
# A breakdown that leaves out more than this share of its whole is taken for a choice of examples.
NEAR = Decimal("0.05")

Printed = Mapping[str, Figure]


def check_soft(
    report: Report, document: Document, figures: Sequence[Figure], stated: Sequence[Stated]
) -> list[Finding]:
    """Every soft finding of a report by itself: figures are its cells, printed and computed."""
    printed = {f.indicator: f for f in figures if f.state == "number" and f.table == "2"}
    found = [
        *_check_items(printed),
        *_check_documents(printed),
        *_check_rules(report, printed),
        *_check_size(report, printed),
        *check_prose(report, figures, stated),
        *check_verdicts(report.scope, document, sheet_of(figures)),
        *check_breakdowns(stated),
    ]
    return list(dict.fromkeys(found))


def _check_items(printed: Printed) -> Iterator[Finding]:
    """S4: items of the list and decisions taken are two things, so they hardly ever add up."""
    for row in ITEMS:
        codes = (f"{row}_items_last_year", f"{row}_items_change", f"{row}_decided")
        cells = [printed[code] for code in codes if code in printed]
        if len(cells) < len(codes):
            continue
        last, change, decided = (cell.value or Decimal(0) for cell in cells)
        if not last or not change or last + change != decided:
            continue
        name, sum_ = forms.row_name(row), f"{plain(last)}{change:+f}"
        yield Finding(
            "S4", "soft", cells[2].where, "", plain(decided),
            f"{name}的处理决定数量{plain(decided)}恰好等于上一年项目数量加本年增减（{sum_}），"
            "填报时可能把事项数当成了办件数",
            f"{forms.row_name(row, english=True)}: {plain(decided)} decisions are exactly the "
            f"items of last year and their change ({sum_}); items may have been reported as "
            "decisions",
        )  # fmt: skip


def _check_documents(printed: Printed) -> Iterator[Finding]:
    """S5 of the 2019 form: no more is newly published than was made, or is public in all."""
    for row in DOCUMENTS:
        new = printed.get(f"{row}_published")
        for name in ("made", "public_total"):
            other = printed.get(f"{row}_{name}")
            if not new or not other or (new.value or 0) <= (other.value or 0):
                continue
            here, there = plain(new.value or Decimal(0)), plain(other.value or Decimal(0))
            english = forms.indicators()[other.indicator].name_en
            yield Finding(
                "S5", "soft", new.where, there, here,
                f"{forms.row_name(row)}的本年新公开数量{here}多于{other.column}{there}",
                f"{forms.row_name(row, english=True)}: {here} newly published, more than "
                f"{there} ({english})",
            )  # fmt: skip


def _check_rules(report: Report, printed: Printed) -> Iterator[Finding]:
    """S8: only ministries, provinces and cities with districts make 规章."""
    if may_make_rules(report):
        return
    for code in ("rules_issued", "rules_made", "rules_in_force"):
        cell = printed.get(code)
        if cell and cell.value:
            value = plain(cell.value)
            yield Finding(
                "S8", "soft", cell.where, "0", value,
                f"规章一栏填了{value}件，但这一级机关无权制定规章，"
                "可能把规范性文件或上级规章填进了这一栏",
                f"{value} rules reported, though a body of this kind can’t make rules; documents "
                "of another kind may have been counted",
            )  # fmt: skip


def _check_size(report: Report, printed: Printed) -> Iterator[Finding]:
    """outlier: more than any body of its level can have; mostly yuan told as 10,000 yuan."""
    for code, limits in GREATEST.items():
        cell, most = printed.get(code), limits.get(report.level)
        if cell is None or most is None or (cell.value or 0) <= most:
            continue
        value = plain(cell.value or Decimal(0))
        money = cell.unit == "万元"
        indicator = forms.indicators()[code]
        yield Finding(
            "outlier", "note", cell.where, plain(Decimal(most)), value,
            f"{indicator.name}{value}{cell.unit}，对这一级机关大得不寻常"
            + ("，可能以元为单位填报" if money else ""),
            f"{indicator.name_en}: {value}, unusually much for a body of this level"
            + ("; it may be in yuan" if money else ""),
        )  # fmt: skip


def may_make_rules(report: Report) -> bool:
    """Whether a body of its kind makes 规章, or its kind isn't known well enough to say no."""
    known = report.level not in ("", "national")
    below = report.scope in ("department", "town", "enterprise")
    return not (known and (below or report.level in ("county", "town")))


def check_breakdowns(stated: Sequence[Stated]) -> Iterator[Finding]:
    """S7: the parts that a sentence names against the total that it breaks down."""
    wholes: dict[tuple[str, str], Stated] = {}
    for (where, quote), told in groupby(stated, key=lambda s: (s.where, s.quote)):
        shares: dict[str, list[Stated]] = {}
        for one in told:
            if one.share_of:
                shares.setdefault(one.share_of, []).append(one)
            else:
                wholes[where, one.measure] = one
        for name, held in shares.items():
            whole = wholes.get((where, name))
            if whole and _is_comparable(whole, held) and not NESTED.search(quote):
                parts = [s for s in held if _is_part(s, whole)]
                yield from _broken_down(whole, parts, quote)


def _is_comparable(whole: Stated, parts: Sequence[Stated]) -> bool:
    """Whether all are counts, exact and of one unit, and no outcomes of requests: what was
    answered may have come in the year before, and S6 holds it against the table.
    """
    if whole.unit in ("%", "‰", "") or not _is_exact(whole):
        return False
    counts = all(s.bound == "exact" and s.unit == whole.unit for s in parts)
    return counts and not any(OUTCOME.search(s.measure) for s in parts)


def _is_part(stated: Stated, whole: Stated) -> bool:
    """办结128件 after 128件 says what became of the whole and is no part of it."""
    return stated.value != whole.value and not STAGE.search(stated.measure)


def _is_exact(stated: Stated) -> bool:
    """余 after a number that isn't round only says that it was counted: 3531余条."""
    return stated.bound == "exact" or bool(stated.bound == "at_least" and stated.value % 10)


def _broken_down(whole: Stated, parts: Sequence[Stated], quote: str) -> Iterator[Finding]:
    added = sum((s.value for s in parts), Decimal(0))
    if added == whole.value or len(parts) < 2:
        return
    every = bool(EXHAUSTIVE.search(quote)) or any(EXHAUSTIVE.match(s.measure) for s in parts)
    less = whole.value - added
    if less > 0 and not every and (len(parts) < 3 or less > whole.value * NEAR):
        return
    written = "+".join(plain(s.value) for s in parts)
    total, summed = plain(whole.value), plain(added)
    sure = less < 0 or every
    yield Finding(
        "S7", "soft" if sure else "note", parts[0].where, summed, total,
        f"正文写“{whole.measure}{total}{whole.unit}”，所列{len(parts)}项相加为"
        f"{written}＝{summed}，比总数{'少' if less > 0 else '多'}{plain(abs(less))}",
        f"the text breaks {total} down into {len(parts)} parts that add up to {summed} "
        f"({'less' if less > 0 else 'more'} by {plain(abs(less))})",
    )  # fmt: skip
