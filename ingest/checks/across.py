"""What the reports of one body say of one another: S1, S2, S3, S9, S10, copies and sharp changes.

Each function takes a report as it is kept and those beside it, and gives findings of the later one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ingest import forms
from ingest.amounts import plain
from ingest.checks import Finding
from ingest.checks.carried import check_carried
from ingest.checks.growth import check_growth
from ingest.checks.prose import Sheet, sheet_of
from ingest.chunks import Chunk
from ingest.figures import Figure
from ingest.prose.stated import Stated
from ingest.report import Report

ROLLED = ("rules", "normative")
ITEMS = ("licences", "other_services", "penalties", "coercion", "fees")
# What is watched for sharp changes, and the least difference that is one.
WATCHED: Mapping[str, int] = {
    "requests_new": 50, "results_total": 50, "review_total": 20, "suit_direct_total": 20,
    "suit_after_review_total": 20, "licences_decided": 1000, "penalties_decided": 1000,
    "coercion_decided": 1000, "fees_collected": 100, "normative_in_force": 100,
}  # fmt: skip
# How many times more or less than ever before is told, with one year before and with several.
TIMES = {1: 10, 2: 5}


@dataclass(frozen=True)
class Kept:
    """A report with what is compared of it."""

    report: Report
    figures: tuple[Figure, ...]
    stated: tuple[Stated, ...] = ()
    chunks: tuple[Chunk, ...] = ()

    @cached_property
    def sheet(self) -> Sheet:
        """The cells of tables three and four."""
        return sheet_of(self.figures)

    @cached_property
    def numbers(self) -> dict[str, Figure]:
        """The printed numbers of tables two and four and of the column 总计, by indicator."""
        shown = (f for f in self.figures if f.state in ("number", "computed") and f.indicator)
        return {f.indicator: f for f in shown if f.breakdown in ("", "total")}


def check_across(
    this: Kept, earlier: Sequence[Kept], peers: Iterable[tuple[Report, Decimal]]
) -> list[Finding]:
    """Findings of a report against those of its body from earlier years, the latest first, and
    against the requests that the office and departments of its area tell of themselves.
    """
    found = [*_check_peers(this, peers)]
    last = next(iter(earlier), None)
    if last is not None and this.report.year and last.report.year == this.report.year - 1:
        found += [
            *_check_carried_in(this, last),
            *_check_in_force(this, last),
            *_check_items(this, last),
            *_check_suits(this, last),
            *check_growth((this.report, this.figures, this.stated), (last.figures, last.stated)),
            *check_carried(
                last.report.year, (this.figures, this.stated, this.chunks),
                (last.figures, last.stated, last.chunks),
            ),
        ]  # fmt: skip
    return [*found, *_check_changes(this, earlier)]


def _check_carried_in(this: Kept, last: Kept) -> Iterator[Finding]:
    """S1: what was carried out of a year is carried into the next, in all and by applicant."""
    now, then = this.sheet, last.sheet
    differ = [
        (column, out, into)
        for column in (*forms.applicants(), "total")
        if (out := then.value("requests_carried_out", column=column)) is not None
        and (into := now.value("requests_carried_in", column=column)) is not None
        and out != into
    ]
    if not differ:
        return
    total = next((d for d in differ if d[0] == "total"), None)
    column, out, into = total or differ[0]
    where = now.where("requests_carried_in", column)
    before, year = last.report.year, this.report.year
    name = "" if total else f"（{forms.breakdowns()[column].label}）"
    name_en = "" if total else f" ({forms.breakdowns()[column].name_en})"
    yield Finding(
        "S1", "soft", where, plain(out), plain(into),
        f"{before}年年报结转下年度{plain(out)}件{name}，{year}年年报的上年结转却是{plain(into)}件",
        f"the report for {before} carries {plain(out)} requests out{name_en}, the one for {year} "
        f"carries {plain(into)} in",
    )  # fmt: skip


def _check_in_force(this: Kept, last: Kept) -> Iterator[Finding]:
    """S2: in force = last year's + issued − repealed."""
    for row in ROLLED:
        codes = [f"{row}_in_force", f"{row}_issued", f"{row}_repealed"]
        cells = [this.numbers.get(code) for code in codes]
        before = last.numbers.get(codes[0])
        held = [cell.value for cell in (before, *cells) if cell and cell.value is not None]
        if len(held) < 4 or cells[0] is None or held[0] + held[2] - held[3] == held[1]:
            continue
        was, now, issued, repealed = (plain(n) for n in held)
        expected = plain(held[0] + held[2] - held[3])
        name, name_en = forms.row_name(row), forms.row_name(row, english=True)
        yield Finding(
            "S2", "soft", cells[0].where, expected, now,
            f"{name}：{last.report.year}年有效{was}件，加{this.report.year}年制发{issued}件、"
            f"减废止{repealed}件应为{expected}件，表中现行有效{now}件",
            f"{name_en}: {was} in force in {last.report.year}, plus {issued} issued, less "
            f"{repealed} repealed makes {expected}; the table has {now}",
        )  # fmt: skip


def _check_items(this: Kept, last: Kept) -> Iterator[Finding]:
    """S3 of the 2019 form: items of the year before = its own items of before + its change."""
    for row in ITEMS:
        now = this.numbers.get(f"{row}_items_last_year")
        then = [last.numbers.get(f"{row}_items_{name}") for name in ("last_year", "change")]
        held = [cell.value for cell in (now, *then) if cell and cell.value is not None]
        if len(held) < 3 or now is None or held[1] + held[2] == held[0]:
            continue
        expected = plain(held[1] + held[2])
        name, name_en = forms.row_name(row), forms.row_name(row, english=True)
        yield Finding(
            "S3", "soft", now.where, expected, plain(held[0]),
            f"{name}：{last.report.year}年年报的项目数量加增减为{expected}项，"
            f"{this.report.year}年年报的上一年项目数量却是{plain(held[0])}项",
            f"{name_en}: items and change in the report for {last.report.year} make {expected}, "
            f"the one for {this.report.year} gives {plain(held[0])} items of the year before",
        )  # fmt: skip


def _check_suits(this: Kept, last: Kept) -> Iterator[Finding]:
    """S10: suits after review come from reviews of this year or the year before."""
    suits, now = (this.numbers.get(c) for c in ("suit_after_review_total", "review_total"))
    then = last.numbers.get("review_total")
    held = [cell.value for cell in (suits, now, then) if cell and cell.value is not None]
    if len(held) == 3 and suits is not None and held[0] > held[1] + held[2]:
        reviews = plain(held[1] + held[2])
        yield Finding(
            "S10", "note", suits.where, reviews, plain(held[0]),
            f"复议后起诉{plain(held[0])}件，多于{last.report.year}、{this.report.year}两年的"
            f"行政复议{reviews}件",
            f"{plain(held[0])} suits after review, more than the {reviews} reviews of "
            f"{last.report.year} and {this.report.year}",
        )  # fmt: skip


def _check_peers(this: Kept, peers: Iterable[tuple[Report, Decimal]]) -> Iterator[Finding]:
    """S9: the summary of an area counts no fewer requests than one body in it."""
    total = this.numbers.get("requests_new")
    if total is None or total.value is None or this.report.scope != "region":
        return
    more = [(report, new) for report, new in peers if new > total.value]
    for report, new in sorted(more, key=lambda p: -p[1]):
        yield Finding(
            "S9", "soft", total.where, plain(new), plain(total.value),
            f"全域汇总的新收申请{plain(total.value)}件，少于{report.publisher}自己的{plain(new)}件，"
            "汇总可能未包括它",
            f"the area’s summary counts {plain(total.value)} new requests, fewer than the "
            f"{plain(new)} of {report.publisher} alone",
        )  # fmt: skip


def _check_changes(this: Kept, earlier: Sequence[Kept]) -> Iterator[Finding]:
    """Numbers many times greater or smaller than in every earlier year that is loaded."""
    for code, least in WATCHED.items():
        cell = this.numbers.get(code)
        before = [(k.report.year, k.numbers[code].value) for k in earlier if code in k.numbers]
        known = [(year, value) for year, value in before if year and value is not None]
        if cell is None or cell.value is None or not known:
            continue
        values = [value for _, value in known]
        times = TIMES[min(len(known), 2)]
        rise = cell.value > max(values) * times and cell.value - max(values) >= least
        # A body may have one busy year: a fall from it must be the greater to be told.
        enough = least * 2 if len(known) == 1 else least
        fall = cell.value * times < min(values) and min(values) - cell.value >= enough
        if rise or fall:
            yield _changed(cell, known, max(values) if rise else min(values))


def _changed(cell: Figure, known: Sequence[tuple[int, Decimal]], near: Decimal) -> Finding:
    value = cell.value or Decimal(0)
    indicator = forms.indicators()[cell.indicator]
    listed = "、".join(f"{year}年{plain(n)}" for year, n in known)
    listed_en = ", ".join(f"{plain(n)} in {year}" for year, n in known)
    hint, hint_en = _slip(max(value, near), min(value, near), cell.unit)
    return Finding(
        "outlier", "note", cell.where, plain(near), plain(value),
        f"{indicator.name}{plain(value)}{cell.unit}，与以前各年相差悬殊（{listed}）{hint}",
        f"{indicator.name_en}: {plain(value)}, far from the years before ({listed_en}){hint_en}",
    )  # fmt: skip


def _slip(more: Decimal, less: Decimal, unit: str) -> tuple[str, str]:
    """What a ratio of a power of ten may come from."""
    ratio = more / less if less else Decimal(0)
    if unit == "万元" and Decimal(5000) <= ratio <= Decimal(20000):
        return "，可能有一年以元为单位填报", "; one year may be in yuan instead of 10,000 yuan"
    if ratio in (10, 100, 1000):
        return (
            f"，恰为{plain(ratio)}倍，可能多写或少写了位数",
            "; a digit may have been added or lost",
        )
    return "", ""


def compare(before: Sequence[Figure], after: Sequence[Figure], check: str) -> Iterator[Finding]:
    """A finding a printed cell that differs between two revisions or two copies."""
    held = {f.where: f for f in before if f.state != "computed"}
    for figure in after:
        old = held.get(figure.where)
        if old is None or figure.state == "computed" or _shown(old) == _shown(figure):
            continue
        was, now, where = _shown(old), _shown(figure), figure.where
        severity, text = "note", f"修订：{where} 由{was}变为{now}"
        if check == "second_copy":
            severity = "soft"
            text = f"两份同名年报不一致：{where} 先收录的为{was}，这份为{now}"
        yield Finding(check, severity, where, was, now, text, f"{where}: {was} → {now}")


def _shown(figure: Figure) -> str:
    return plain(figure.value) if figure.value is not None else f"（{figure.state}）"
