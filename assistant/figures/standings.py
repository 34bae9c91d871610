"""Where the bodies of a group stand: each with its exact number, surveyed by one statement."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cmp_to_key
from itertools import pairwise

from assistant.answer import body_text, label_of
from assistant.codes import base_of, difference_of, rates
from assistant.figures.algebra import NOTHING, Measure, Number, cells_in, measure_of, survey
from assistant.figures.changes import CHANGES, Surveyed, changed
from assistant.figures.conditions import limit_words, set_against
from assistant.figures.keeping import LAST_OF_ANNEX, Condition, Limit, in_rows_of, keeps, limits_of
from assistant.figures.lookup import Quantity, Sheet
from assistant.figures.naming import say_of
from assistant.query import Query
from assistant.question.groups import POSITION, Group
from assistant.question.kinds import of_kind
from assistant.question.money import bound_in_unit
from assistant.question.places import Body, Catalogue
from assistant.texts import joined, rounded, unit_text
from ingest.amounts import plain
from ingest.report import Report
from ingest.store.database import Database

FILTERS = ("filter", "filter_none")
RATED = ("%", "百分点")
Counted = tuple[Report, Number]


@dataclass(frozen=True, slots=True)
class Standing:
    """A report among others with its number and its place; equal numbers share one."""

    report: Report
    number: Number
    place: int

    @property
    def value(self) -> Fraction:
        """The number, exact."""
        return Fraction(self.number.top or 0, self.number.under)


@dataclass(frozen=True, slots=True)
class Ranking:
    """A question over a group: what is measured, who qualifies, in order, and all who hold a
    number; missing are the reports without one, elsewhere how many bodies have no such report.
    """

    query: Query
    group: Group
    measure: Measure
    catalogue: Catalogue
    database: Database
    every: tuple[Standing, ...]
    kept: tuple[Standing, ...]
    missing: tuple[Report, ...]
    elsewhere: int
    before: int
    limits: tuple[Limit, ...] = ()

    @property
    def unit(self) -> str:
        """The unit of every number in it."""
        if self.query.operation in CHANGES and self.measure.unit == "%":
            return "百分点"
        return "%" if self.query.operation == "growth" else self.measure.unit

    @property
    def rated(self) -> bool:
        """Whether its numbers are rates, shown with what they are made of."""
        return self.unit in RATED

    def say(self, key: str, **values: object) -> str:
        """A sentence about the group in its year, and the limit that its bodies keep within."""
        limit, label = self.limit_text, self.label
        if limit and key in FILTERS:
            limit, label = "", label if self.subtracted else limit
        return say_of(self.query, self.group, key, limit, label=label, **values)

    @property
    def limit_text(self) -> str:
        """What the bodies that are ordered or added up keep within: 本年新收…超过150件的."""
        language = self.query.language
        if self.limits:
            return joined(language, [limit.text(language) for limit in self.limits])
        words = limit_words(self.query, self.group)
        return f"{self.label}{' ' if language == 'en' else ''}{words}" if words else ""

    @property
    def counted(self) -> bool:
        """Whether what limits are set on is told, and nothing else of those that keep them."""
        own = (self.measure.code, self.measure.breakdown)
        limits = [(limit.measure.code, limit.measure.breakdown) for limit in self.limits]
        return not limits or own in limits

    def named(self, report: Report) -> str:
        """The body of a report, with the year where there are several."""
        name, language = body_text(self.query.language, report), self.query.language
        if len(self.query.years) == 1:
            return name
        return f"{name}, {report.year}" if language == "en" else f"{name}{report.year}年"

    @property
    def label(self) -> str:
        """The name of what is measured."""
        english = self.query.language == "en"
        name = label_of(self.measure.code, self.measure.breakdown, self.query.language)
        if self.query.operation == "share":
            name += " (share)" if english else "占比"
        if self.subtracted:
            name = set_against(self.measure, self.group, self.query.language) or name
        if self.query.operation in CHANGES:
            first = self.query.years[0] - self.before
            since = ("the year before", "上年") if self.before == 1 else (str(first), f"{first}年")
            name += f" (change on {since[0]})" if english else f"比{since[1]}的变化"
        return name

    def shown(self, value: Fraction) -> str:
        """A value as printed: rates to two decimals, counts as they are."""
        if self.rated:
            return rounded(value)
        return plain(Decimal(value.numerator) / Decimal(value.denominator))

    def number(self, value: Fraction) -> str:
        """A value with its unit."""
        return f"{self.shown(value)}{unit_text(self.query.language, self.unit)}"

    @property
    def worked(self) -> bool:
        """Whether its numbers are shown with what they are made of."""
        return self.rated or bool({"-", "+"} & {*self.measure.code, *self.measure.breakdown})

    @property
    def subtracted(self) -> bool:
        """Whether its numbers are the differences of two rows or columns."""
        return any(map(difference_of, (self.measure.code, self.measure.breakdown)))

    def earlier(self, shown: Sequence[Standing]) -> list[Report]:
        """The reports that the changes of some are counted from."""
        held = {
            report.document: old
            for body in self.catalogue.bodies
            for report in body.reports
            if (old := body.report((report.year or 0) - self.before))
        }
        return [held[s.report.document] for s in shown]

    def quantities(self, reports: Sequence[Report], limit: Limit | None = None) -> list[Quantity]:
        """The numbers of some reports from their own cells, or those that a limit is set on."""
        measure, query = limit.measure if limit else self.measure, self.query
        found = cells_in(self.database, [r.document for r in reports], measure)
        made = []
        for report in reports:
            held = tuple(found.get(report.document, ()))
            sheet = Sheet(report, self.database, held)
            shared = limit.share if limit else query.operation == "share"
            if shared and measure.code not in rates():
                base = base_of(measure.code, measure.breakdown)
                made.append(sheet.share(measure.code, measure.breakdown, base))
            else:
                made.append(sheet.quantity(measure.code, measure.breakdown))
        return made


def ranked(
    query: Query,
    group: Group,
    conditions: Sequence[Condition],
    catalogue: Catalogue,
    database: Database,
) -> list[Ranking]:
    """The group of a question in the order of each of its figures, all surveyed at once, for the
    newest year where none is named; empty where no report of it holds the number.
    """
    bodies = [b for b in catalogue.bodies if belongs(b, group)]
    query, before = _in_years(query, group, bodies)
    found = [[r for year in query.years if (r := b.report(year))] for b in bodies]
    reports, elsewhere = [r for own in found for r in own], found.count([])
    measures, limits = _measures(query), limits_of(conditions, query.years)
    wanted = (*measures, *(limit.measure for limit in limits))
    numbers = _surveyed(query.years, wanted, reports, database)
    within = {r.document for r, own in numbers if _within(own[len(measures) :], limits)}
    rankings = []
    for n, (code, measure) in enumerate(zip(query.items, measures, strict=True)):
        values = [(r, own[n], own[n]) for r, own in numbers]
        asked, held = replace(query, items=(code,)), group
        if group.bound:
            held = replace(group, bound=bound_in_unit(group.bound, measure.unit))
        if query.operation in CHANGES:
            values = changed(query.operation, values, measure, before, catalogue, database)
            if group.of_change:
                values = [(report, number, number) for report, number, _ in values]
        order = _in_order(values, held, within if limits else None)
        parts = (catalogue, database, *order, elsewhere, before, limits)
        rankings.append(Ranking(asked, held, measure, *parts))
    return rankings


def _measures(query: Query) -> list[Measure]:
    """What is measured of each body, in the rows of the annex for its years."""
    annex, column = in_rows_of(query.years), next(iter(query.breakdowns), "")
    share = query.operation == "share"
    return [measure_of(annex.get(code, code), column, share) for code in query.items]


def _within(numbers: Sequence[Number], limits: Sequence[Limit]) -> bool:
    return all(keeps(n, limit.bound) for n, limit in zip(numbers, limits, strict=True))


def _in_order(
    values: Sequence[Surveyed], group: Group, within: Set[str] | None
) -> tuple[tuple[Standing, ...], tuple[Standing, ...], tuple[Report, ...]]:
    """All that hold a number, those that keep within the limits (within are those that keep such as
    are set on other numbers), and the reports without one.
    """
    held = [value for value in values if value[1].top is not None]
    every = kept = placed([(r, n) for r, n, _ in held], group)
    if within is not None:
        kept = placed([(r, n) for r, n, _ in held if r.document in within], group)
    elif group.bound:
        kept = placed([(r, n) for r, n, own in held if keeps(own, group.bound)], group)
    return every, kept, tuple(r for r, n, _ in values if n.top is None)


def _surveyed(
    years: Sequence[int],
    measures: Sequence[Measure],
    reports: Sequence[Report],
    database: Database,
) -> list[tuple[Report, tuple[Number, ...]]]:
    """Each report with the number of every measure."""
    found: dict[str, tuple[Number, ...]] = {}
    for year in years if reports else ():
        found |= survey(database, measures, year)
    nothing = (NOTHING,) * len(measures)
    return [(own, found.get(own.document, nothing)) for own in reports]


def placed(numbers: Sequence[Counted], group: Group) -> tuple[Standing, ...]:
    """Numbers in the order of a group, each with its place; equal ones share it."""
    # Of those that fell the one that fell most is first.
    falls = group.of_change and group.bound is not None and group.bound.sign[0] == "<"
    downwards = group.order != "least" and not (falls and not group.order)
    # A quotient is hardly ever out of order with the fractions that it is near.
    held = sorted(numbers, key=lambda one: (one[1].top or 0) / one[1].under, reverse=downwards)
    steps = [_apart(a, b) for a, b in pairwise(held)]
    if any(step < 0 if downwards else step > 0 for step in steps):
        held.sort(key=cmp_to_key(_apart), reverse=downwards)
        steps = [_apart(a, b) for a, b in pairwise(held)]
    made: list[Standing] = []
    for n, (one, step) in enumerate(zip(held, (1, *steps), strict=False), 1):
        made.append(Standing(*one, n if step else made[-1].place))
    return tuple(made)


def _apart(one: Counted, other: Counted) -> int:
    """Over 0 where one's number is more than the other's, under 0 where it is less."""
    return (one[1].top or 0) * other[1].under - (other[1].top or 0) * one[1].under


def belongs(body: Body, group: Group) -> bool:
    """Whether a body is one of those that a group is of; a city's departments are its own."""
    parent = group.parent
    if group.level == "department":
        return body.scope == "department" and (not parent or body.division == parent.path)
    if parent and (not body.division.startswith(parent.path) or body.division == parent.path):
        return False
    if group.level == "town":
        return body.scope == "town"
    if not of_kind(body.division, group.sign):
        return False
    return group.reports or (body.scope == "region" and group.level in ("", body.level))


def _in_years(query: Query, group: Group, bodies: Sequence[Body]) -> tuple[Query, int]:
    """The query with its years: those named, every one where it is asked which, else the newest;
    and how many years before a change is counted from.
    """
    years, before = query.years, 1
    if query.operation in CHANGES and len(years) > 1 and not group.yearly:
        return replace(query, years=(max(years),)), max(years) - min(years)
    if years:
        return query, before
    loaded = {y for b in bodies for y in b.years}
    if group.yearly:
        # The annex of old is of other rows.
        years = tuple(sorted(y for y in loaded if y > LAST_OF_ANNEX)) or tuple(sorted(loaded))
    elif POSITION.search(query.plain) and query.bodies:
        years = query.bodies[0].years[:1]
    return replace(query, years=years or tuple(sorted(loaded)[-1:])), before
