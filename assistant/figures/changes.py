"""How much each number of a group changed, against the same body's so many years before."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from assistant.figures.algebra import NOTHING, Measure, Number, survey
from assistant.figures.lookup import Quantity
from assistant.query import Query
from assistant.question.groups import BY, Group
from assistant.question.numbers import Bound
from assistant.question.places import Catalogue
from ingest.amounts import plain
from ingest.report import Report
from ingest.store.database import Database

CHANGES = ("growth", "difference")
WHICH = re.compile("哪些|哪几|which")
# 比上年多的区县有几个
THAN_YEAR = re.compile(
    r"比(?:上一?个?年度?|前一年度?|去年|前年|(?:19|20)?\d\d年?度?)的?(?:同期)?(?:还|更|都|要)*"
    r"(?:[多高大]|(?P<less>[少低小]))(?![多少几])"
)
FEWER = re.compile("[少低][了得]?的?\\s*$")
TURNED = str.maketrans("<>", "><")
# A report, its number, and the one that a limit is set on.
Surveyed = tuple[Report, Number, Number]


def changed(
    operation: str,
    values: Sequence[Surveyed],
    measure: Measure,
    before: int,
    catalogue: Catalogue,
    database: Database,
) -> list[Surveyed]:
    """Each number against that of the same body so many years before."""
    years = {r.year - before for r, _, _ in values if r.year}
    last = {d: n[0] for y in years for d, n in survey(database, (measure,), y).items()}
    earlier = {
        report.document: last[old.document]
        for body in catalogue.bodies
        for report in body.reports
        if (old := body.report((report.year or 0) - before)) and old.document in last
    }
    change = _difference if operation == "difference" else _growth
    return [
        (r, change(earlier.get(r.document, NOTHING), n, measure.unit), limited)
        for r, n, limited in values
    ]


def on_change(query: Query, group: Group, falls: bool) -> tuple[Query, Group]:
    """增幅超过100%的, 比上年增加了的: a limit on the change, over nought where none is named."""
    bound = group.bound
    by = BY.search(query.plain[: bound.start]) if bound else None
    if bound and by:
        falls = falls or bool(FEWER.search(by.group()))
        sign = bound.sign.translate(TURNED) if falls else bound.sign
        value = -bound.value if falls else bound.value
        operation = "growth" if bound.unit == "%" else "difference"
        limit = replace(bound, sign=sign, value=value, unit="")
        return replace(query, operation=operation), replace(group, bound=limit, of_change=True)
    than = THAN_YEAR.search(query.plain)
    which = WHICH.search(query.plain) or query.operation not in CHANGES or than
    if bound or not (query.direction or falls or than) or not which:
        return query, group
    below = than["less"] if than else falls
    limit = Bound("<" if below else ">", Decimal(0), "", 0, 0)
    return replace(query, operation="difference"), replace(group, bound=limit, of_change=True)


def _difference(before: Number, now: Number, unit: str) -> Number:
    if before.top is None or now.top is None:
        return NOTHING
    top = now.top * before.under - before.top * now.under
    return Number(top, now.under * before.under, now.of)


def _growth(before: Number, now: Number, unit: str) -> Number:
    if unit == "%":
        return _difference(before, now, unit)
    if before.top is None or now.top is None or before.top == 0:
        return NOTHING
    difference = now.top * before.under - before.top * now.under
    sign = 1 if before.top > 0 else -1
    return Number(difference * 100 * sign, abs(before.top) * now.under, before.top)


def worked_out(operation: str, now: Quantity, before: Quantity) -> str:
    """How a change was worked out; rates by their fractions, not rounded."""
    if now.unit == "%":
        return f"{now.formula} − {before.formula}"
    new, old = (plain(q.value or Decimal(0)) for q in (now, before))
    return f"{new} − {old}" if operation == "difference" else f"({new} − {old}) ÷ {old}"


def runs_against(direction: str, best: Fraction) -> bool:
    """Whether nothing fell, or rose, though it is asked what did so most."""
    return (direction == "fell" and best >= 0) or (direction == "rose" and best <= 0)
