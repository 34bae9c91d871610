"""Answers over many bodies: an order, a filter, a sum or a list, with what it covers."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median

from assistant.answer import Answer, Row, body_text, row_of, with_evidence
from assistant.covering import none_loaded, say_of, with_coverage
from assistant.groups import (
    BOUNDS,
    GROUPS,
    LEAST,
    LEVELS,
    MOST,
    NATION,
    NONE_AT_ALL,
    POSITION,
    WHO,
    Group,
    bound_of,
)
from assistant.lookup import Quantity, Sheet, cells_of, readings_of
from assistant.places import Body, Catalogue
from assistant.quantities import Asked, with_audit
from assistant.query import Query
from assistant.refusals import which_measure
from assistant.resolve import not_understood
from assistant.texts import bracketed, joined, names_joined, rounded, unit_text
from ingest.amounts import plain
from ingest.database import Database
from ingest.report import Report

FIRST = re.compile(
    r"前([一二三四五六七八九十]|\d{1,2})名?|top (\d{1,2})|倒数([一二三四五六七八九十]|\d{1,2})"
)
SUM = re.compile(
    r"全国|nationwide|across china|合计|总共|一共|共计|加起来|总和|in total|altogether|sum"
)
NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
SHOWN = 10


def answer_group(query: Query, group: Group, catalogue: Catalogue, database: Database) -> Answer:
    """The bodies of a group in the order or sum asked for; what is missing is named."""
    left = _left(query)
    if left or not query.items:
        return not_understood(query, left) if left else which_measure(query)
    codes = readings_of(query.items[0]) or query.items
    if query.items[0] in ("rules", "normative", "fees") or (len(query.items) > 1):
        return not_understood(query, [query.plain])
    answers = [_of_one(replace(query, items=(c,)), group, catalogue, database) for c in codes]
    if len(answers) == 1:
        return answers[0]
    whole = answers[0]
    for answer in answers[1:]:
        whole = with_evidence(whole, answer.evidence)
        whole = replace(
            whole, text=f"{whole.text}\n{answer.text}", rows=(*whole.rows, *answer.rows)
        )
    return replace(whole, query=query, value=None)


def _left(query: Query) -> list[str]:
    """The unread words that no wording of a group explains."""
    patterns = [
        *GROUPS.values(),
        MOST,
        LEAST,
        FIRST,
        NONE_AT_ALL,
        POSITION,
        WHO,
        SUM,
        NATION,
        *(p for _, p in BOUNDS),
        *map(re.compile, LEVELS.values()),
    ]
    read = " ".join(m.group() for p in patterns for m in p.finditer(query.plain))
    return [w for w in query.unread if w not in read and not w.isdigit()]


def _of_one(query: Query, group: Group, catalogue: Catalogue, database: Database) -> Answer:
    bodies = [b for b in catalogue.bodies if _belongs(b, group)]
    year = _year(query, bodies)
    query = replace(query, years=(year,) if year else ())
    reports = [r for b in bodies if year and (r := b.report(year))]
    breakdown = query.breakdowns[0] if query.breakdowns else ""
    found = _quantities(query, breakdown, reports, database)
    counted = [(a, q) for a, q in found if q.value is not None]
    if not counted:
        return none_loaded(query, group, year)
    return with_coverage(_told(query, group, counted), group, found, len(bodies) - len(reports))


def _quantities(
    query: Query, breakdown: str, reports: Sequence[Report], database: Database
) -> list[tuple[Asked, Quantity]]:
    """The number asked for of each report, from one reading of the cells it is made of."""
    code = query.items[0]
    cells = database.cells_in(query.years, cells_of(code), {breakdown or "total", ""})
    sheets = [Sheet(r, database, tuple(cells.get(r.document, ()))) for r in reports]
    return [(Asked(query, sheet), sheet.quantity(code, breakdown)) for sheet in sheets]


def _belongs(body: Body, group: Group) -> bool:
    parent = group.parent
    if parent and (not body.division.startswith(parent.path) or body.division == parent.path):
        return False
    if group.level in ("department", "town"):
        return body.scope == group.level
    return body.scope == "region" and group.level in ("", body.level)


def _year(query: Query, bodies: Sequence[Body]) -> int | None:
    if query.years:
        return query.years[-1]
    if POSITION.search(query.plain) and query.bodies:
        return query.bodies[0].years[0]
    return max((y for b in bodies for y in b.years), default=None)


def _keeps(value: Decimal, bound: tuple[str, Decimal]) -> bool:
    sign, limit = bound
    checks = {
        ">": value > limit,
        "<": value < limit,
        ">=": value >= limit,
        "<=": value <= limit,
        "=": value == limit,
    }
    return checks[sign]


def _told(query: Query, group: Group, counted: Sequence[tuple[Asked, Quantity]]) -> Answer:
    """The answer proper: a filter, a sum, the first of a ranking, or the whole list."""
    least = bool(LEAST.search(query.plain))
    ordered = sorted(counted, key=lambda pair: pair[1].value or Decimal(0), reverse=not least)
    if query.operation in ("mean", "median"):
        return _averaged(query, group, ordered)
    if POSITION.search(query.plain) and query.bodies:
        return _placed(query, group, ordered)
    bound = bound_of(query.plain)
    if bound:
        kept = [pair for pair in ordered if _keeps(pair[1].value or Decimal(0), bound)]
        return _filtered(query, group, kept, ordered)
    if SUM.search(query.plain) and ordered[0][1].unit != "%":
        return _summed(query, group, ordered)
    first = FIRST.search(query.plain)
    limit = _number(next(g for g in first.groups() if g)) if first else SHOWN
    label = ordered[0][0].label(ordered[0][1])
    listed = _listed(ordered[:limit])
    if least or MOST.search(query.plain):
        top = [a for a, q in ordered if q.value == ordered[0][1].value]
        names = names_joined(
            query.language, [body_text(query.language, a.sheet.report) for a in top]
        )
        key = ("rank_least" if least else "rank_most") + (
            "_rate" if ordered[0][1].unit == "%" else ""
        )
        value = ordered[0][0].number(ordered[0][1])
        text = say_of(query, group, key, label=label, names=names, value=value, list=listed)
        best = (plain(ordered[0][1].value or Decimal(0)), ordered[0][1].unit)
        return _table(query, text, ordered[:limit], best)
    return _table(
        query, say_of(query, group, "rank_list", label=label, list=listed), ordered[:limit]
    )


def _placed(query: Query, group: Group, ordered: Sequence[tuple[Asked, Quantity]]) -> Answer:
    """Where one body stands among those of its level; equal numbers share a place."""
    own = [(a, q) for a, q in ordered if a.sheet.report.publisher == query.bodies[0].publisher]
    if not own:
        return none_loaded(query, group, query.years[0])
    asked, quantity = own[0]
    place = 1 + next(n for n, (_, q) in enumerate(ordered) if q.value == quantity.value)
    text = say_of(
        query, group, "placed", body=query.bodies[0].publisher, label=asked.label(quantity),
        value=asked.number(quantity), place=place, count=len(ordered),
    )  # fmt: skip
    return _table(query, text, own, (str(place), "位"))


def _averaged(query: Query, group: Group, counted: Sequence[tuple[Asked, Quantity]]) -> Answer:
    values = [q.value or Decimal(0) for _, q in counted]
    middle = query.operation == "median"
    unit = counted[0][1].unit
    mean = sum(values, Decimal(0)) / len(values)
    whole = middle and unit != "%"
    value = plain(median(values)) if whole else rounded(median(values) if middle else mean)
    text = say_of(
        query, group, "group_median" if middle else "group_mean", count=len(counted),
        label=counted[0][0].label(counted[0][1]), value=f"{value}{unit_text(query.language, unit)}",
        list=_listed(counted[:SHOWN]),
    )  # fmt: skip
    return replace(_table(query, text, counted[:SHOWN], (value, unit)), kind="derived")


def _number(text: str) -> int:
    return int(text) if text.isdigit() else NUMERALS[text]


def _listed(pairs: Sequence[tuple[Asked, Quantity]]) -> str:
    """1. 名 数；equal numbers share a place."""
    parts = []
    for asked, quantity in pairs:
        place = 1 + next(n for n, (_, q) in enumerate(pairs) if q.value == quantity.value)
        name = f"{place}. {body_text(asked.language, asked.sheet.report)}"
        parts.append(f"{name}{asked.space}{asked.number(quantity)}{_formula(asked, quantity)}")
    return joined(pairs[0][0].language, parts) if pairs else ""


def _formula(asked: Asked, quantity: Quantity) -> str:
    return bracketed(asked.language, quantity.formula) if quantity.unit == "%" else ""


def _filtered(
    query: Query,
    group: Group,
    kept: Sequence[tuple[Asked, Quantity]],
    every: Sequence[tuple[Asked, Quantity]],
) -> Answer:
    label = every[0][0].label(every[0][1])
    if not kept:
        text = say_of(query, group, "filter_none", label=label, count=len(every))
        return _table(query, text, every[:SHOWN], ("0", "个"))
    text = say_of(query, group, "filter", label=label, count=len(kept), list=_listed(kept[:SHOWN]))
    return _table(query, text, kept[:SHOWN], (str(len(kept)), "个"))


def _summed(query: Query, group: Group, every: Sequence[tuple[Asked, Quantity]]) -> Answer:
    """Areas added up, none that lies inside another one counted: its own are in that already."""
    every = [(a, q) for a, q in every if not _inside(a, every)]
    values = [q.value or Decimal(0) for _, q in every]
    unit, formula = every[0][1].unit, " + ".join(map(plain, values))
    value = f"{plain(sum(values, Decimal(0)))}{unit_text(query.language, unit)}"
    text = say_of(
        query, group, "group_sum", label=every[0][0].label(every[0][1]), value=value,
        count=len(every), list=_listed(every[:SHOWN]),
    )  # fmt: skip
    answer = _table(query, text, every, (plain(sum(values, Decimal(0))), unit))
    return replace(answer, kind="derived", formula=formula)


def _inside(asked: Asked, every: Sequence[tuple[Asked, Quantity]]) -> bool:
    own = asked.sheet.report.division
    places = [a.sheet.report.division for a, _ in every]
    return any(own != place and own.startswith(place) for place in places)


def _table(
    query: Query,
    text: str,
    pairs: Sequence[tuple[Asked, Quantity]],
    value: tuple[str, str] | None = None,
) -> Answer:
    breakdown = query.breakdowns[0] if query.breakdowns else ""
    sheets = [Sheet(a.sheet.report, a.sheet.database) for a, _ in pairs]
    pairs = [(Asked(query, s), s.quantity(query.items[0], breakdown)) for s in sheets]
    rows: list[Row] = [row_of(a.sheet.report, q, query.language) for a, q in pairs]
    answer = Answer(query, "answered", text, kind="table", value=value, rows=tuple(rows))
    for asked, quantity in pairs:
        audited = with_audit(asked, replace(answer, findings=()), [quantity])
        answer = with_evidence(
            replace(answer, findings=(*answer.findings, *audited.findings)), audited.evidence
        )
    return answer
