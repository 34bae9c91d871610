"""Query to figures, deterministic: cells, sums and rates of one report, each with its operands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from assistant.codes import Rate, difference_of, has_columns, rates, sum_of
from assistant.texts import rounded
from ingest import forms
from ingest.amounts import plain
from ingest.checks import Finding, Identity, identities
from ingest.figures import Figure
from ingest.prose.stated import Stated
from ingest.report import Report
from ingest.store.database import Database

STATES = {"blank": "left_blank", "slash": "slash", "none_word": "slash", "unreadable": "unreadable"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number asked for, or why there is none.

    reason is one of the contract's where value is None; figure is the cell itself where it is one;
    operands are the quantities it was computed from, and blanks how many parts were blank and
    count as nothing because a printed total closes that way; exact is a rate before rounding.
    """

    code: str
    breakdown: str
    value: Decimal | None
    unit: str
    reason: str = ""
    formula: str = ""
    figure: Figure | None = None
    operands: tuple["Quantity", ...] = ()
    note: str = ""
    blanks: int = 0
    exact: Fraction | None = None

    @property
    def cells(self) -> tuple[Figure, ...]:
        """Every printed or computed cell it rests on."""
        own = (self.figure,) if self.figure else ()
        return own + tuple(cell for q in self.operands for cell in q.cells)


@dataclass(frozen=True)
class Sheet:
    """All figures of one report, ready for lookup."""

    report: Report
    database: Database = field(repr=False, compare=False)
    held: tuple[Figure, ...] | None = None
    found: tuple[Finding, ...] | None = None

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every cell, printed and computed, or those that the sheet was given."""
        return tuple(self.database.figures(self.report)) if self.held is None else self.held

    @cached_property
    def printed(self) -> dict[tuple[str, str], Figure]:
        """Printed cells by indicator and breakdown."""
        return {(f.indicator, f.breakdown): f for f in self.figures if f.state != "computed"}

    def at(self, where: str) -> Figure | None:
        """The cell at an address."""
        return next((f for f in self.figures if f.where == where), None)

    @cached_property
    def computed(self) -> dict[tuple[str, str], Figure]:
        """Sums that the form doesn't print."""
        return {(f.indicator, f.breakdown): f for f in self.figures if f.state == "computed"}

    @cached_property
    def stated(self) -> tuple[Stated, ...]:
        """The figures of the prose."""
        return tuple(self.database.stated(self.report))

    @cached_property
    def values(self) -> frozenset[Decimal]:
        """Every number that the tables or the prose hold."""
        cells = {f.value for f in self.figures if f.value is not None}
        return frozenset(cells.union(s.value for s in self.stated))

    @cached_property
    def paragraphs(self) -> dict[str, str]:
        """The text of each passage by its place."""
        return {chunk.where: chunk.text for chunk in self.database.chunks(self.report)}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found about the report, or what the sheet was given of it."""
        return tuple(self.database.findings(self.report)) if self.found is None else self.found

    def own(self, code: str) -> str:
        """What a row is called in the report's own form: the annex of 2014 has rows of its own."""
        return forms.in_annex().get(code, code) if self.report.form3 == "2014" else code

    def quantity(self, code: str, breakdown: str = "") -> Quantity:
        """What a code means in this report: a cell, a sum or a rate; columns joined by + added.
        Only table three has columns of applicants: no other row is said to be of one.
        """
        if two := difference_of(code):
            return _subtracted(code, breakdown, [self.quantity(c, breakdown) for c in two])
        if not has_columns(code):
            breakdown = ""
        if two := difference_of(breakdown):
            return _subtracted(code, breakdown, [self.quantity(code, b) for b in two])
        if "+" in breakdown:
            own = [self.quantity(code, column) for column in breakdown.split("+")]
            return _added(code, breakdown, own)
        code = self.own(code)
        if code in rates():
            return self.rate(rates()[code], breakdown)
        if code in forms.indicators():
            return self.cell(code, breakdown)
        return self.sum(sum_of(code), code, breakdown)

    def cell(self, code: str, breakdown: str = "") -> Quantity:
        """One cell; a blank total or a group is answered with its computed sum."""
        code = self.own(code)
        indicator = forms.indicators()[code]
        if indicator.table == "annex" and breakdown not in ("", "total"):
            return Quantity(code, breakdown, None, indicator.unit, reason="not_in_form")
        where = (code, (breakdown or "total") if indicator.table == "3" else "")
        printed, computed = self.printed.get(where), self.computed.get(where)
        if printed is not None and printed.value is not None:
            return Quantity(code, where[1], printed.value, printed.unit, figure=printed)
        if computed is not None:
            return self._computed(computed)
        if printed is None:
            return Quantity(code, where[1], None, indicator.unit, reason="not_in_form")
        reason = STATES[printed.state]
        return Quantity(code, where[1], None, printed.unit, reason=reason, figure=printed)

    def sum(self, codes: Sequence[str], name: str, breakdown: str = "") -> Quantity:
        """Several cells added; undefined where one of them holds no number."""
        return _added(name, breakdown, [self.cell(code, breakdown) for code in codes])

    def rate(self, rate: Rate, breakdown: str = "", whole: Sequence[str] = ()) -> Quantity:
        """A rate in one column; another whole may be asked for."""
        top = self.sum(rate.parts, rate.code, breakdown)
        minus = () if whole else rate.minus
        base = self.sum(self.wholes(whole or rate.whole), rate.code, breakdown)
        less = [self.cell(code, breakdown) for code in minus]
        return self._divide(rate.code, breakdown, (top, base), less)

    def wholes(self, codes: Sequence[str]) -> list[str]:
        """What rates are taken of in the report's form: in the annex of 2014, of the answers."""
        if self.report.form3 != "2014":
            return list(codes)
        return ["a14_answers" if code == "results_total" else self.own(code) for code in codes]

    def share(self, code: str, breakdown: str, base: tuple[str, str]) -> Quantity:
        """A quantity as part of another, in percent; a rate is in percent already."""
        if code in rates():
            return self.rate(rates()[code], breakdown)
        top = self.quantity(code, breakdown)
        return self._divide(code, top.breakdown, (top, self.quantity(*base)), [])

    def _divide(
        self, code: str, breakdown: str, pair: tuple[Quantity, Quantity], less: Sequence[Quantity]
    ) -> Quantity:
        top, base = pair
        operands = (*_leaves(top), *_leaves(base), *less)
        if top.value is None or base.value is None or any(q.value is None for q in less):
            gone = next(q for q in (*operands, top, base) if q.value is None)
            reason = "not_in_form" if gone.reason == "not_in_form" else "undefined"
            return Quantity(code, breakdown, None, "%", reason, operands=operands, note=gone.code)
        whole = base.value - sum((q.value or Decimal(0) for q in less), Decimal(0))
        formula = (
            f"{_written(top, bool(less) or len(top.operands) > 1)} ÷ {_written_base(base, less)}"
        )
        if whole == 0:
            return Quantity(code, breakdown, None, "%", "undefined", formula, operands=operands)
        exact = Fraction(top.value) * 100 / Fraction(whole)
        value = Decimal(rounded(exact))
        return Quantity(code, breakdown, value, "%", "", formula, operands=operands, exact=exact)

    def _computed(self, figure: Figure) -> Quantity:
        """A computed sum with the parts it was made from."""
        code, breakdown = figure.indicator, figure.breakdown
        wanted = self._parts(code, breakdown)
        cells = [c for c in map(self._best, wanted) if c is not None]
        operands = tuple(
            self._computed(c) if c.state == "computed"
            else Quantity(c.indicator, c.breakdown, c.value, c.unit, figure=c)
            for c in cells
        )  # fmt: skip
        formula = " + ".join(plain(q.value) for q in operands if q.value is not None)
        blank = self.printed.get((code, breakdown))
        note = "blank_total" if blank is not None and blank.state == "blank" else ""
        blanks = len(wanted) - len(cells) + sum(q.blanks for q in operands)
        return Quantity(
            code, breakdown, figure.value, figure.unit, "", formula, figure, operands, note, blanks
        )

    def _parts(self, code: str, breakdown: str) -> list[tuple[str, str]]:
        if breakdown == "organisations":
            return [(code, b) for b in forms.organisations()]
        if breakdown == "total" and (code, "total") in self.printed:
            return [(code, b) for b in forms.applicants()]
        return [(part, breakdown) for part in forms.parts(code)]

    def _best(self, where: tuple[str, str]) -> Figure | None:
        printed = self.printed.get(where)
        if printed is not None and printed.value is not None:
            return printed
        return self.computed.get(where)

    def checks_of(self, quantity: Quantity) -> tuple[list[str], list[Finding]]:
        """The identities that a quantity's cells take part in and that hold, and what was found."""
        failed = {(f.check, f.where) for f in self.findings}
        held = {
            identity.check for identity in self._identities(quantity)
            if (identity.check, self._at(identity)) not in failed
            and all(self.printed[m].value is not None for m in (*identity.left, *identity.right))
        }  # fmt: skip
        return sorted(held), self.found_about(quantity)

    def found_about(self, quantity: Quantity) -> list[Finding]:
        """What was found about a quantity's cells, their tables, and identities they are in."""
        wheres = {f.where for f in quantity.cells}
        # A finding on a table touches all of its cells.
        wheres |= {where.partition("/")[0] for where in wheres}
        found = [f for f in self.findings if f.where in wheres]
        failed = [f for f in self.findings if f.check.startswith("H")]
        broken = {(i.check, self._at(i)) for i in self._identities(quantity)} if failed else ()
        return list(dict.fromkeys(found + [f for f in failed if (f.check, f.where) in broken]))

    def _identities(self, quantity: Quantity) -> Iterator[Identity]:
        """Those that a quantity's cells take part in and whose cells are all there."""
        cells = {(f.indicator, f.breakdown) for f in quantity.cells if f.state == "number"}
        for identity in identities(self.printed):
            members = {*identity.left, *identity.right}
            if members & cells and members <= set(self.printed):
                yield identity

    def _at(self, identity: Identity) -> str:
        return self.printed[identity.right[0]].where


def _added(name: str, breakdown: str, terms: Sequence[Quantity]) -> Quantity:
    operands, unit = tuple(terms), terms[0].unit
    missing = next((q for q in operands if q.value is None), None)
    if missing:
        reason = missing.reason if missing.reason == "not_in_form" else "undefined"
        return Quantity(name, breakdown, None, unit, reason, operands=operands)
    values = [q.value for q in operands if q.value is not None]
    formula = " + ".join(map(plain, values)) if len(values) > 1 else ""
    return Quantity(name, breakdown, sum(values, Decimal(0)), unit, "", formula, operands=operands)


def _subtracted(name: str, breakdown: str, terms: Sequence[Quantity]) -> Quantity:
    one, other = terms
    if one.value is None or other.value is None:
        return replace(_added(name, breakdown, terms), formula="")
    formula = f"{plain(one.value)} − {plain(other.value)}"
    value = one.value - other.value
    return Quantity(name, breakdown, value, one.unit, "", formula, operands=(one, other))


def _leaves(quantity: Quantity) -> tuple[Quantity, ...]:
    """The operands of a sum, else the quantity itself."""
    if quantity.figure is None and quantity.operands:
        return quantity.operands
    return (quantity,)


def _written(quantity: Quantity, bracketed: bool) -> str:
    """A side of a fraction as one writes it: 20, or (0 + 0)."""
    if quantity.figure is None and len(quantity.operands) > 1:
        numbers = " + ".join(plain(q.value) for q in quantity.operands if q.value is not None)
        return f"({numbers})" if bracketed else numbers
    return plain(quantity.value or Decimal(0))


def _written_base(base: Quantity, less: Sequence[Quantity]) -> str:
    numbers = [plain(q.value) for q in _leaves(base) if q.value is not None]
    taken = [plain(q.value) for q in less if q.value is not None]
    text = " + ".join(numbers) + "".join(f" − {n}" for n in taken)
    return f"({text})" if len(numbers) + len(taken) > 1 else text
