"""Answers over many bodies: an order, a filter, a sum or a list, with what it covers."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from assistant.answer import Answer, Row, body_text, row_of, with_evidence
from assistant.groups import BOUNDS, GROUPS, LEAST, MOST, NATION, NONE_AT_ALL, WHO, Group, bound_of
from assistant.lookup import Quantity, Sheet, cells_of, readings_of
from assistant.places import Body, Catalogue
from assistant.quantities import Asked, with_audit
from assistant.query import Query
from assistant.refusals import which_measure
from assistant.resolve import not_understood
from assistant.texts import bracketed, joined, names_joined, say, unit_text
from ingest.amounts import plain
from ingest.database import Database
from ingest.divisions import gazetteer
from ingest.report import Report

FIRST = re.compile(
    r"前([一二三四五六七八九十]|\d{1,2})名?|top (\d{1,2})|倒数([一二三四五六七八九十]|\d{1,2})"
)
SUM = re.compile(
    r"全国|nationwide|across china|合计|总共|一共|共计|加起来|总和|in total|altogether|sum"
)
NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
SMALL = 30
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
        WHO,
        SUM,
        NATION,
        *(p for _, p in BOUNDS),
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
        return _none_loaded(query, group, year)
    return _with_coverage(_told(query, group, counted), group, found, len(bodies) - len(reports))


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
        text = _say(query, group, key, label=label, names=names, value=value, list=listed)
        best = (plain(ordered[0][1].value or Decimal(0)), ordered[0][1].unit)
        return _table(query, text, ordered[:limit], best)
    return _table(query, _say(query, group, "rank_list", label=label, list=listed), ordered[:limit])


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
        text = _say(query, group, "filter_none", label=label, count=len(every))
        return _table(query, text, every[:SHOWN], ("0", "个"))
    text = _say(query, group, "filter", label=label, count=len(kept), list=_listed(kept[:SHOWN]))
    return _table(query, text, kept[:SHOWN], (str(len(kept)), "个"))


def _summed(query: Query, group: Group, every: Sequence[tuple[Asked, Quantity]]) -> Answer:
    """Areas added up, none that lies inside another one counted: its own are in that already."""
    every = [(a, q) for a, q in every if not _inside(a, every)]
    values = [q.value or Decimal(0) for _, q in every]
    unit, formula = every[0][1].unit, " + ".join(map(plain, values))
    value = f"{plain(sum(values, Decimal(0)))}{unit_text(query.language, unit)}"
    text = _say(
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


def _say(query: Query, group: Group, key: str, **values: object) -> str:
    return say(
        query.language, key, group=_name(query.language, group), year=query.years[0], **values
    )


def _name(language: str, group: Group) -> str:
    """The group in words: 武汉市各区县."""
    kind = say(language, f"group_{group.level or 'any'}")
    if group.parent is None:
        return kind
    return (
        f"{kind} of {group.parent.full_name}"
        if language == "en"
        else f"{group.parent.full_name}{kind}"
    )


def _none_loaded(query: Query, group: Group, year: int | None) -> Answer:
    text = say(
        query.language,
        "group_none",
        group=_name(query.language, group),
        year=year or "",
        of="年" if year else "",
    )
    return Answer(query, "not_found", text, reason="not_loaded")


def _with_coverage(
    answer: Answer, group: Group, found: Sequence[tuple[Asked, Quantity]], elsewhere: int
) -> Answer:
    """How many are loaded of how many there are, and which were left out and why."""
    query = answer.query
    language = query.language
    known = _known(group, query.years[0])
    of = say(language, "coverage_of", known=known) if known else ""
    notes = [
        say(
            language,
            "coverage",
            year=query.years[0],
            group=_name(language, group),
            loaded=len(found),
            of=of,
        )
    ]
    left = [a for a, q in found if q.value is None]
    if left:
        names = names_joined(language, [body_text(language, a.sheet.report) for a in left])
        notes.append(say(language, "coverage_left", names=names))
    if elsewhere:
        notes.append(say(language, "coverage_other_years", count=elsewhere, year=query.years[0]))
    small = [
        a
        for a, q in found
        if q.unit == "%" and q.operands and 0 < (q.operands[-1].value or 0) < SMALL
    ]
    if small:
        names = names_joined(language, [body_text(language, a.sheet.report) for a in small])
        notes.append(say(language, "coverage_small", names=names, limit=SMALL))
    gap = " " if language == "en" else ""
    return replace(answer, text=gap.join([answer.text, *notes]))


@cache
def _known(group: Group, year: int) -> int:
    """How many divisions of the level there were in the year; 0 where that isn't known."""
    if group.level not in ("county", "prefecture", "province"):
        return 0
    named = {d.code for d in gazetteer().divisions if d.level == group.level and d.valid_in(year)}
    if group.parent is None:
        return len(named)
    own = (d for d in gazetteer().divisions if d.code in named)
    return len({d.code for d in own if d.under(group.parent)})
