"""Made conversations: a cell asked for, then turns that change a slot or two and keep the rest.

Which slots the query must hold after each turn, and the answer, are known from the cells.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from eval.exam import called, question_of
from eval.golden import Bundled, Place, Sample, Target, bundled, read_set
from eval.printed import printed_cells
from ingest import forms

OPEN, HELD, TURNS, SEED = 60, 40, 5, 7
YEARS = range(2019, 2026)
# What one year carries over another takes in: a neighbour that is loaded answers for it.
CARRIED = ("requests_carried_in", "requests_carried_out")
Cells = Mapping[tuple[str, str], Place]


@dataclass(frozen=True, slots=True)
class Told:
    """A report that is asked about: whose, and its printed cells."""

    report: Bundled
    cells: Cells


@dataclass(frozen=True, slots=True)
class State:
    """What has been asked: of which report, or of a year that isn't loaded, which cell and how."""

    told: Told
    year: int
    code: str
    breakdown: str
    operation: str = "value"

    @property
    def cell(self) -> Place:
        """The cell, where the year is loaded."""
        return self.told.cells[self.code, self.breakdown]

    @property
    def is_loaded(self) -> bool:
        """Whether the year is that of the report."""
        return self.year == self.told.report.year


def bundled_turns() -> Iterator[Sample]:
    """Conversations about the bundled reports, and those in wordings kept apart."""
    told = []
    for report in bundled().values():
        held = {(c.code, c.breakdown): c for name, c in printed_cells().items()
                if name.startswith(f"{report.name}/") and c.state != "computed"}  # fmt: skip
        told.append(Told(report, held))
    return turns(told)


def turns(told: Sequence[Told]) -> Iterator[Sample]:
    """Conversations about reports, drawn by seed: in the open wordings, then in the held ones."""
    for kind, count, held in (("turns", OPEN, False), ("turns heldout", HELD, True)):
        rng = random.Random(f"{SEED} {kind}")
        for n in range(count):
            yield from _conversation(f"{kind}/{n}", told, held, rng)


def _conversation(
    name: str, told: Sequence[Told], held: bool, rng: random.Random
) -> Iterator[Sample]:
    one = rng.choice(told)
    code, breakdown = rng.choice(list(one.cells))
    state = State(one, one.report.year, code, breakdown)
    wordings = [w for w in read_set("heldout" if held else "cells")["wording"]
                if w["language"] == "zh-Hans"]  # fmt: skip
    before = [question_of(one.report, state.cell, rng.choice(wordings), rng.randrange(9))]
    yield _sample(f"{name}/0", before, state, "opening")
    for n in range(1, TURNS):
        ways = {move: states for move in MOVES if (states := list(MOVES[move](state, told)))}
        move = rng.choice(list(ways))
        state = rng.choice(ways[move])
        texts = next(m for m in read_set("turns")["move"] if m["id"] == move)
        text = rng.choice(texts["held" if held else "texts"])
        before.append(text.format(**_words(state, held, rng)))
        yield _sample(f"{name}/{n}", before, state, move)


def _words(state: State, held: bool, rng: random.Random) -> dict[str, Any]:
    names = read_set("heldout")["names"] if held else {}
    table = forms.indicators()[state.code].table
    part = {"2": "two", "3": "three", "4": "result"}[table]
    code = state.code.rpartition("_")[2] if table == "4" else state.code
    who = called("column", state.breakdown, names) if state.breakdown else [""]
    row = rng.choice(called(part, code, names))
    place = rng.choice(state.told.report.zh)
    return {"row": row, "who": rng.choice(who), "place": place, "year": state.year}


def _sample(name: str, asked: Sequence[str], state: State, rule: str) -> Sample:
    slots = {
        "publishers": [state.told.report.publisher], "years": [state.year],
        "indicators": [state.code], "breakdown": state.breakdown.removeprefix("total"),
    }  # fmt: skip
    *before, question = asked
    if before:  # an opening may call a value a sum
        slots["operation"] = state.operation
    evidence = (state.cell,) if state.is_loaded else ()
    kind = name.partition("/")[0]
    target = replace(_target(state), slots=slots)
    hard = read_set("turns")["difficulty"]
    return Sample(name, kind, question, target, evidence, tuple(before), rule, difficulty=hard)


def _target(state: State) -> Target:
    if not state.is_loaded:
        return Target(status=("not_found",), reason=("not_loaded",))
    if state.cell.value is None:
        return Target(status=("not_found",), reason=("left_blank",))
    if state.operation == "share":
        whole = state.told.cells[state.code, "total"].value or Decimal(0)
        share = (state.cell.value * 100 / whole).quantize(Decimal("0.01"), "ROUND_HALF_UP")
        return Target(value=str(share), unit="%")
    return Target(value=str(state.cell.value), unit=state.cell.unit)


def _others(state: State, told: Sequence[Told]) -> Iterator[State]:
    """The same cell of every other report that prints it."""
    for one in told:
        if one is not state.told and (state.code, state.breakdown) in one.cells:
            yield replace(state, told=one, year=one.report.year)


def _who(state: State, told: Sequence[Told]) -> Iterator[State]:
    if state.is_loaded and state.breakdown and state.operation == "value":
        for who in forms.applicants():
            if who != state.breakdown:
                yield replace(state, breakdown=who)


def _whose_share(state: State, told: Sequence[Told]) -> Iterator[State]:
    if state.operation == "share":
        for who in forms.applicants():
            made = replace(state, breakdown=who)
            if who != state.breakdown and _has_share(made):
                yield made


def _row(state: State, told: Sequence[Told]) -> Iterator[State]:
    """Another row of table three, another result of the same block, another line of table two."""
    if state.is_loaded and state.operation == "value":
        for code, breakdown in state.told.cells:
            if code != state.code and breakdown == state.breakdown and _is_beside(code, state.code):
                yield replace(state, code=code)


def _is_beside(code: str, other: str) -> bool:
    one, two = forms.indicators()[code], forms.indicators()[other]
    return one.table == two.table and (one.table != "4" or one.row == two.row)


def _year(state: State, told: Sequence[Told]) -> Iterator[State]:
    if state.operation == "value":
        for one in _others(state, told):
            if one.told.report.publisher == state.told.report.publisher:
                yield one
        if not state.is_loaded:
            yield replace(state, year=state.told.report.year)


def _missing_year(state: State, told: Sequence[Told]) -> Iterator[State]:
    if state.is_loaded and state.operation == "value" and state.code not in CARRIED:
        own = {t.report.year for t in told if t.report.publisher == state.told.report.publisher}
        for year in YEARS:
            if year not in own:
                yield replace(state, year=year)


def _body(state: State, told: Sequence[Told]) -> Iterator[State]:
    if state.operation == "value":
        for one in _others(state, told):
            if one.told.report.publisher != state.told.report.publisher:
                yield one


def _share(state: State, told: Sequence[Told]) -> Iterator[State]:
    made = replace(state, operation="share")
    if state.is_loaded and state.operation == "value" and _has_share(made):
        yield made


def _has_share(state: State) -> bool:
    whole = state.told.cells.get((state.code, "total"))
    own = state.cell.value is not None and state.breakdown not in ("", "total")
    return own and bool(whole and whole.value)


def _count(state: State, told: Sequence[Told]) -> Iterator[State]:
    if state.operation == "share":
        yield replace(state, operation="value")


MOVES = {
    "who": _who, "who's share": _whose_share, "row": _row, "year": _year,
    "missing year": _missing_year, "body": _body, "share": _share, "count": _count,
}  # fmt: skip
