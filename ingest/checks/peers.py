"""Numbers far above those of the like: bodies of one scope, level and kind, in the same year.

Each report that comes, changes or goes moves what is usual among its like. So its group is noted
as due in the transaction that writes it, and settled once after many reports: a start after a
crash settles what is due, and adding one report costs the same however many are loaded.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import quantiles

import sqlalchemy as sa

from ingest import forms
from ingest.amounts import plain
from ingest.checks import Finding
from ingest.checks.across import WATCHED
from ingest.figures import Figure
from ingest.report import Report
from ingest.store.rows import FIGURE, figure_of, finding_rows, insert
from ingest.store.schema import figures, findings, meta, reports

# Findings among peers stand from this position on, after those across a body's years.
FROM = 2_000_000
# Of fewer peers nobody can tell what is usual.
FEWEST = 20
# Far is above the upper quartile by so many times, and by so many times the spread of the middle
# half, taken as a ratio: counts of large and small bodies differ by orders of magnitude.
TIMES, SPREADS = 10, 3
DUE = "peers due\n"
WAITING = sa.select(meta.c.name).where(meta.c.name.startswith(DUE))
LEVELS = {
    "national": ("国家级", "national"), "province": ("省级", "provincial"),
    "prefecture": ("地市级", "prefectural"), "county": ("县级", "county-level"),
    "town": ("乡镇级", "town-level"),
}  # fmt: skip
KINDS = {
    "region": ("全域汇总", "summaries of areas"), "office": ("政府办公厅（室）", "offices"),
    "town": ("乡镇街道", "towns and streets"), "ministry": ("部委", "ministries"),
    "enterprise": ("企业", "enterprises"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Who is like whom; `kind` is what a department's name ends with (教育局), "" for others."""

    scope: str
    level: str
    year: int
    kind: str

    @property
    def named(self) -> tuple[str, str]:
        """The group in words, in Chinese and English."""
        level, level_en = LEVELS[self.level]
        kind, kind_en = KINDS.get(self.scope, (self.kind, f"bodies called {self.kind}"))
        return f"{self.year}年{level}{kind}", f"{level_en} {kind_en} for {self.year}"


def group_of(report: Report) -> Group | None:
    """The group that a report stands in, None where it is like no others or isn't known."""
    if not report.year or report.level not in LEVELS or report.scope == "unknown":
        return None
    kind = "" if report.scope in KINDS else _without_place(report)
    return Group(report.scope, report.level, report.year, kind)


def _without_place(report: Report) -> str:
    """教育局 of 武汉市江夏区教育局: the name without the end of its division before it."""
    ends = (report.division[start:] for start in range(len(report.division)))
    place = next((end for end in ends if report.publisher.startswith(end)), "")
    return report.publisher.removeprefix(place)


def note_due(to: sa.Connection, changed: Iterable[Report]) -> None:
    """Note within a transaction that the groups of these reports are due."""
    for group in {group for report in changed if (group := group_of(report))}:
        name = DUE + "\n".join(map(str, (group.scope, group.level, group.year, group.kind)))
        to.execute(sa.delete(meta).where(meta.c.name == name))
        to.execute(sa.insert(meta), [{"name": name, "value": ""}])


def settle_due(to: sa.Connection) -> int:
    """Find anew in every group that is due; how many there were."""
    names = list(to.scalars(WAITING))
    for name in names:
        scope, level, year, kind = name.removeprefix(DUE).split("\n")
        _settle(to, Group(scope, level, int(year), kind))
    to.execute(sa.delete(meta).where(meta.c.name.in_(names)))
    return len(names)


def _settle(to: sa.Connection, group: Group) -> None:
    within = [
        reports.c.scope == group.scope, reports.c.level == group.level,
        reports.c.year == group.year, reports.c.publisher.endswith(group.kind, autoescape=True),
    ]  # fmt: skip
    numbers = sa.select(reports.c.number).where(*within)
    old = findings.c.report.in_(numbers) & (findings.c.position >= FROM)
    to.execute(sa.delete(findings).where(old))
    wanted = (
        sa.select(reports.c.number, *FIGURE)
        .join(figures, figures.c.report == reports.c.number)
        .where(
            *within, reports.c.current, reports.c.copy_of == "", figures.c.millionths > 0,
            figures.c.indicator.in_(WATCHED), figures.c.breakdown.in_(("", "total")),
        )
        .order_by(figures.c.indicator, reports.c.number)
    )  # fmt: skip
    held: dict[str, dict[int, Figure]] = {}
    for number, *row in to.execute(wanted):
        cell = figure_of(row)
        held.setdefault(cell.indicator, {})[number] = cell
    told: dict[int, list[Finding]] = {}
    for cells in held.values():
        for number, finding in far(cells, group):
            told.setdefault(number, []).append(finding)
    for number, found in told.items():
        insert(to, findings, finding_rows(number, found, FROM))


def far(cells: Mapping[int, Figure], group: Group) -> Iterator[tuple[int, Finding]]:
    """The cells of one indicator that are far above the others, each with its report's number."""
    values = [cell.value for cell in cells.values() if cell.value is not None]
    if len(values) <= FEWEST:
        return
    low, middle, high = quantiles(values, n=4, method="inclusive")
    fence = high * max(Decimal(TIMES), (high / low) ** SPREADS)
    for number, cell in cells.items():
        least = WATCHED[cell.indicator]
        if cell.value is not None and cell.value > fence and cell.value - high >= least:
            yield number, _outlier(cell, (middle, high), len(values) - 1, group)


def _outlier(cell: Figure, usual: Sequence[Decimal], others: int, group: Group) -> Finding:
    value, unit = cell.value or Decimal(0), cell.unit
    middle, high = (plain(_rounded(n)) for n in usual)
    indicator, (named, named_en) = forms.indicators()[cell.indicator], group.named
    hint, hint_en = _in_yuan(value, usual) if unit == "万元" else ("", "")
    return Finding(
        "outlier", "note", cell.where, middle, plain(value),
        f"{indicator.name}{plain(value)}{unit}，远高于{named}的另外{others}份年报"
        f"（中位数{middle}{unit}，四分之三不超过{high}{unit}）{hint}",
        f"{indicator.name_en}: {plain(value)}, far above the {others} other {named_en} "
        f"(median {middle}, three quarters at most {high}){hint_en}",
    )  # fmt: skip


def _in_yuan(value: Decimal, usual: Sequence[Decimal]) -> tuple[str, str]:
    """What the number would be if it was filled in in yuan, where that is nothing unusual."""
    less = plain(_rounded(value / 10_000))
    if value / 10_000 > usual[1] * TIMES:
        return "", ""
    return f"；若误以元为单位填报，应为{less}万元", f"; if given in yuan, it is {less}"


def _rounded(number: Decimal) -> Decimal:
    """A quartile with two decimals at most, without zeros at its end."""
    return number.quantize(Decimal("0.01")).normalize()
