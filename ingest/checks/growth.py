"""Growth that the prose states, against what this report and the one before it come to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from ingest.amounts import plain
from ingest.checks import Finding
from ingest.checks.claims import claims_of, elsewhen
from ingest.checks.prose import is_share, sheet_of
from ingest.figures import Figure
from ingest.prose.stated import Stated
from ingest.report import Report

AGAINST = re.compile(r"同比|(?:比|较|与)(?:上一?|去)年度?(?:同期|相比)?|[上去]年(?:同期)?相比")
UP = re.compile(r"增长|上升|增加|提高|增幅|提升")
DOWN = re.compile(r"下降|减少|回落|降低|下滑|降幅")

Figures = Sequence[Figure]
Told = Sequence[Stated]


def check_growth(
    this: tuple[Report, Figures, Told], last: tuple[Figures, Told]
) -> Iterator[Finding]:
    """A finding (S6) for each stated growth that neither the tables nor the prose of both years
    bear out; `this` and `last` are each a report’s cells and prose figures.
    """
    report, figures, stated = this
    grown_counts = list(_growths(stated))
    if not grown_counts:
        return
    received = {id(c.stated) for c in claims_of(report, stated) if c.kind == "received"}
    now, then = sheet_of(figures), sheet_of(last[0])
    for count, growth in grown_counts:
        pairs = list(_as_stated(count, last[1]))
        if id(count) in received:
            flows = zip(now.flow(), then.flow(), strict=True)
            pairs += [(n, t) for n, t in flows if n is not None and t is not None]
            pairs += [(count.value, t) for t in then.flow() if t is not None]
        elif elsewhen(report, count):
            continue
        told = -growth.value if DOWN.search(growth.measure) else growth.value
        known = [(n, t, (n - t) / t * 100) for n, t in pairs if t]
        if known and not any(is_share(told, grown) for _, _, grown in known):
            # The cell that the growth follows from, so that the number is seen beside the finding.
            cell = now.where("requests_new") if id(count) in received else ""
            yield _finding(count, growth, cell or count.where, known[0])


def _growths(stated: Told) -> Iterator[tuple[Stated, Stated]]:
    """A count and the growth in percent that follows it in its sentence."""
    for at, growth in enumerate(stated):
        told = [s for s in stated[max(0, at - 2) : at] if (s.where, s.quote) == _place(growth)]
        if growth.unit != "%" or growth.bound != "exact" or not told:
            continue
        count, said = told[-1], growth.measure
        # 比上年增加39件，增长1.08%: the difference stands between.
        if len(told) > 1 and AGAINST.search(count.measure) and told[0].unit == count.unit:
            said = f"{count.measure}{plain(count.value)}{count.unit}，{said}"
            count = told[0]
        directed = bool(UP.search(said)) != bool(DOWN.search(said))
        if directed and AGAINST.search(said) and count.unit != "%" and count.bound == "exact":
            yield count, replace(growth, measure=said)


def _place(stated: Stated) -> tuple[str, str]:
    return stated.where, stated.quote


def _as_stated(count: Stated, before: Told) -> Iterator[tuple[Decimal, Decimal]]:
    """The same measure of the year before, where its prose gives it once."""
    same = {s.value for s in before if (s.measure, s.unit) == (count.measure, count.unit)}
    exact = [s for s in before if s.measure == count.measure and s.bound == "exact"]
    if len(same) == 1 and exact and not count.share_of:
        yield count.value, same.pop()


def _finding(
    count: Stated, growth: Stated, where: str, pair: tuple[Decimal, Decimal, Decimal]
) -> Finding:
    now, then, grown = pair
    told = -growth.value if DOWN.search(growth.measure) else growth.value
    exact = plain(grown.quantize(Decimal("0.01"), ROUND_HALF_UP))
    return Finding(
        "S6", "soft", where, exact, plain(told),
        f"正文（{count.where}）写“{count.measure}{plain(count.value)}{count.unit}，"
        f"{growth.measure}{plain(growth.value)}%”，"
        f"按两年年报计算为（{plain(now)}−{plain(then)}）÷{plain(then)}＝{exact}%",
        f"the text ({count.where}) tells of a change of {plain(told)}% ({count.measure}); by both "
        f"years’ reports it is ({plain(now)} − {plain(then)}) ÷ {plain(then)} = {exact}%",
    )  # fmt: skip
