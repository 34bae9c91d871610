"""What the page of data shows: the figures chosen, body by body and year by year, with what is
missing kept missing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.answer import Row, row_of
from assistant.codes import cells_of, rates
from assistant.figures.covering import known_count
from assistant.figures.lookup import Sheet
from assistant.question.groups import Group
from assistant.question.places import Body, Catalogue
from ingest import forms
from ingest.identity.divisions import gazetteer
from ingest.report import Report
from ingest.store.cells import cells_in
from ingest.store.database import Database
from ui.scope import Scope, body_of, key_of

DEFAULT_ITEM = "requests_new"
# Choices that one address may carry, and reports that are read one by one rather than by one query.
MOST_BODIES, MOST_ITEMS, FEW = 60, 12, 40
ORDERS = ("value", "least", "place")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Bodies by name or all in a scope, years, figures, applicant, order."""

    scope: Scope = field(default_factory=Scope)
    bodies: tuple[Body, ...] = ()
    years: tuple[int, ...] = ()
    items: tuple[str, ...] = (DEFAULT_ITEM,)
    who: str = "total"
    order: str = "value"
    unknown: tuple[str, ...] = ()

    def params(self, catalogue: Catalogue) -> dict[str, list[str]]:
        """What the address bar says of it."""
        return {
            "place": [self.scope.place] if self.scope.place else [],
            "level": [self.scope.level] if self.scope.level else [],
            "body": [key_of(b, catalogue) for b in self.bodies],
            "year": [str(y) for y in self.years], "item": list(self.items),
            "who": [self.who] if self.who != "total" else [],
            "order": [self.order] if self.order != "value" else [],
        }  # fmt: skip


def chosen_by(params: dict[str, list[str]], catalogue: Catalogue) -> Chosen:
    """What an address chooses, and the words of it that name nothing loaded or known."""
    keys = params.get("body", [])[:MOST_BODIES]
    bodies = {key: body_of(key, catalogue) for key in keys}
    loaded = {y for b in catalogue.bodies for y in b.years}
    years = [int(y) for y in params.get("year", []) if y.isdecimal() and int(y[:5]) in loaded]
    items = [c for c in params.get("item", [])[:MOST_ITEMS] if c in codes()]
    who = next(iter(params.get("who", [])), "total")
    order = next(iter(params.get("order", [])), "value")
    unknown = [k for k, body in bodies.items() if body is None]
    unknown += [y for y in params.get("year", []) if y not in map(str, years)]
    unknown += [c for c in params.get("item", []) if c not in codes()]
    newest = max(loaded, default=None)
    return Chosen(
        Scope(next(iter(params.get("place", [])), ""), next(iter(params.get("level", [])), "")),
        tuple(b for b in bodies.values() if b), tuple(sorted(set(years))) or _only(newest),
        tuple(dict.fromkeys(items)) or (DEFAULT_ITEM,),
        who if who in forms.breakdowns() else "total", order if order in ORDERS else "value",
        tuple(word[:60] for word in unknown[:5]),
    )  # fmt: skip


def _only(year: int | None) -> tuple[int, ...]:
    return () if year is None else (year,)


def codes() -> tuple[str, ...]:
    """Every figure that can be chosen: the cells of the forms, then the rates."""
    return (
        *(i.code for i in forms.indicators().values()),
        *(c for c in rates() if not c.endswith("_within_group_rate")),
    )


def by_applicant(item: str) -> bool:
    """Whether a figure is told by who applied."""
    tables = {forms.indicators()[c].table for c in cells_of(item) if c in forms.indicators()}
    return tables == {"3"}


@dataclass(frozen=True)
class Found:
    """The figures of a choice: by body and item a row for each year, where the report is loaded."""

    chosen: Chosen
    bodies: tuple[Body, ...]
    cells: dict[tuple[Body, str, int], Row] = field(default_factory=dict)

    @cached_property
    def lines(self) -> list[tuple[Body, str]]:
        """Body and item of each line that has a report, in the order chosen."""
        held = list(dict.fromkeys((body, item) for body, item, _ in self.cells))
        if self.chosen.order == "place":
            return held
        return sorted(held, key=self._rank)

    def _rank(self, line: tuple[Body, str]) -> tuple[int, bool, float]:
        """Figures of one kind together, the latest year's number first, blanks last."""
        from decimal import Decimal

        row = self.cells.get((*line, self.chosen.years[-1]))
        at = self.chosen.items.index(line[1])
        if row is None or not row.value:
            return at, True, 0.0
        value = float(Decimal(row.value))
        return at, False, value if self.chosen.order == "least" else -value

    @cached_property
    def rows(self) -> list[Row]:
        """Every figure, in the order of the lines, year by year."""
        places = ((*line, year) for line in self.lines for year in self.chosen.years)
        return [self.cells[place] for place in places if place in self.cells]


def bodies_of(chosen: Chosen, catalogue: Catalogue) -> tuple[Body, ...]:
    """The bodies chosen by name, else all of the scope."""
    return chosen.bodies or tuple(b for b in catalogue.bodies if chosen.scope.holds(b))


def find(chosen: Chosen, catalogue: Catalogue, database: Database, language: str) -> Found:
    """The figures of a choice, from the store."""
    bodies = bodies_of(chosen, catalogue)
    reports = [(b, y, r) for b in bodies for y in chosen.years if (r := b.report(y))]
    found = Found(chosen, bodies)
    wanted = [(item, chosen.who if by_applicant(item) else "") for item in chosen.items]
    for (body, year, report), sheet in _sheets(reports, chosen, database):
        for item, who in wanted:
            quantity = sheet.quantity(item, who)
            if quantity.reason != "not_in_form":
                found.cells[body, item, year] = row_of(report, quantity, language)
    return found


def _sheets(
    reports: Sequence[tuple[Body, int, Report]], chosen: Chosen, database: Database
) -> Iterator[tuple[tuple[Body, int, Report], Sheet]]:
    """Each report with the cells that are asked for; of many reports by one reading of them all."""
    if len(reports) <= FEW:
        yield from ((one, Sheet(one[2], database)) for one in reports)
        return
    wanted = [c for item in chosen.items for c in cells_of(item)]
    held = cells_in(database, chosen.years, wanted, {chosen.who, "total", ""})
    for one in reports:
        yield one, Sheet(one[2], database, tuple(held.get(one[2].document, ())))


def coverage(chosen: Chosen, catalogue: Catalogue) -> list[tuple[int, int, int]]:
    """For each year: the bodies loaded, and how many there were at that level; 0 where unknown."""
    bodies = bodies_of(chosen, catalogue)
    return [
        (year, sum(b.report(year) is not None for b in bodies), _known(chosen, year))
        for year in chosen.years
    ]


def missing(chosen: Chosen) -> list[tuple[str, int]]:
    """The bodies chosen by name that have no report of a year."""
    return [(b.publisher, y) for b in chosen.bodies for y in chosen.years if b.report(y) is None]


def _known(chosen: Chosen, year: int) -> int:
    if chosen.bodies or not chosen.scope.level:
        return 0
    parent = gazetteer().by_code(chosen.scope.place) if chosen.scope.place else None
    return known_count(Group(chosen.scope.level, parent), year)
