"""Faults put in on purpose, each with the finding that must tell of it."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from eval.corpus.grids import Tables
from eval.corpus.key import Fact, Key, Name, Plant, data
from eval.corpus.numbers import applicants, leaves

SHARE = 0.4


@dataclass(slots=True)
class Plan:
    """What the prose must say differently for a fault: a stale period, a wrong count, a wrong sum;
    `points` are chapter five's where they are copied.
    """

    period_year: int | None = None
    contradicts: int = 0
    split: tuple[str, list[Fact]] | None = None
    points: tuple[str, ...] = ()


Planter = Callable[[random.Random, Key, Tables], Plan | None]


def draw(rng: random.Random, key: Key, made: Tables, before: Key | None) -> Plan:
    """Plant nothing, or one fault that the report has room for; the key notes it."""
    if rng.random() > SHARE:
        return Plan()
    planters: list[Planter] = [*_WITHIN] if key.form3 != "2014" else [_stale_period, _wrong_sum]
    if before and key.form3 != "2014":
        # Only what both years print as a number can be told to differ.
        for needed, (planter, weight) in _ACROSS.items():
            if all(_is_printed(before, name) for name in needed):
                planters += [planter] * weight
        planters += [partial(copied, before=before) for copied in _COPIED] * 9
    plan = rng.choice(planters)(rng, key, made)
    return plan or Plan()


def _is_printed(key: Key, name: Name) -> bool:
    return name in key.cells and key.cells[name].state == "number" and name not in key.lost


def _shift(made: Tables, name: Name, by: int) -> None:
    made.numbers[name] += by


def _plainly(made: Tables, *names: Name) -> None:
    """The cells are printed as numbers, so that the identity can be told to fail."""
    for name in names:
        made.wording.overridden[name] = f"{made.numbers[name]:f}"


def _row_sum(rng: random.Random, key: Key, made: Tables) -> None:
    """H1: 总计 of a row is not the sum of its columns."""
    code = rng.choice(leaves(key.form3))
    _shift(made, (code, "total"), rng.choice((1, 2, 10)))
    _plainly(made, *((code, who) for who in (*applicants(), "total")))
    key.plants.append(Plant("H1", (code, "total")))


def _column_sum(rng: random.Random, key: Key, made: Tables) -> None:
    """H2: （七）总计 of a column is not the sum of the results."""
    who = rng.choice(applicants())
    _shift(made, ("results_total", who), 1)
    _plainly(made, *((code, who) for code in (*leaves(key.form3), "results_total")))
    key.plants.append(Plant("H2", ("results_total", who)))


def _flow(rng: random.Random, key: Key, made: Tables) -> None:
    """H3: what came in is not what went out."""
    who = rng.choice(applicants())
    _shift(made, ("requests_new", who), 3)
    flow = ("requests_new", "requests_carried_in", "results_total", "requests_carried_out")
    _plainly(made, *((code, who) for code in flow))
    key.plants.append(Plant("H3", ("results_total", who)))


def _table_four(rng: random.Random, key: Key, made: Tables) -> None:
    """H4: 总计 of a block is not the sum of its results."""
    block = rng.choice([b["code"] for b in data("forms")["four"]])
    _shift(made, (f"{block}_total", ""), rng.choice((1, 5)))
    _plainly(made, *((f"{block}_{result}", "") for result in data("forms")["results"]))
    key.plants.append(Plant("H4", (f"{block}_total", "")))


def _no_count(rng: random.Random, key: Key, made: Tables) -> None:
    """H5: a count below zero, or with decimals."""
    name = (rng.choice(leaves(key.form3)), rng.choice(applicants()))
    made.numbers[name] = rng.choice((Decimal(-1), Decimal("1.5")))
    _plainly(made, name)
    key.plants.append(Plant("H5", name))


def _rules(rng: random.Random, key: Key, made: Tables) -> None:
    """S8: rules made by a body that can make none."""
    column = {"2021": "issued", "2019": "made"}[key.form2]
    if key.body.scope not in ("department", "town") and key.body.level != "county":
        return
    _shift(made, (f"rules_{column}", ""), 4)
    key.plants.append(Plant("S8", (f"rules_{column}", "")))


def _published(rng: random.Random, key: Key, made: Tables) -> None:
    """S5: more newly published than made, in the form of 2019."""
    if key.form2 != "2019":
        return
    name = ("normative_published", "")
    _shift(made, name, int(made.numbers["normative_made", ""]) + 5)
    _plainly(made, name, ("normative_made", ""))
    key.plants.append(Plant("S5", name))


def _contradiction(rng: random.Random, key: Key, made: Tables) -> Plan:
    """S6: the prose tells another count than the table."""
    flow = [(code, "total") for code in ("requests_new", "requests_carried_in", "results_total")]
    _plainly(made, *flow)
    key.plants.append(Plant("S6", needs=tuple(flow)))
    return Plan(contradicts=rng.choice((7919, 10007)))


def _wrong_sum(rng: random.Random, key: Key, made: Tables) -> Plan:
    """S7: the parts of a sentence don't make its total."""
    a, b, c = (rng.randrange(100, 900) for _ in range(3))
    total = a + b + c - 60
    sentence = f"全年公开各类目录信息{total}条，其中组织人事{a}条、财政资金{b}条、规划计划{c}条。"
    key.plants.append(Plant("S7"))
    told = [("目录信息", total), ("组织人事", a), ("财政资金", b), ("规划计划", c)]
    return Plan(split=(sentence, [Fact(name, Decimal(n), "条") for name, n in told]))


def _stale_period(rng: random.Random, key: Key, made: Tables) -> Plan:
    """The period of last year's report, left standing; without a year in the title who can tell?"""
    if not key.dated:
        return Plan()
    key.plants.append(Plant("year_conflict"))
    return Plan(period_year=key.year - 1)


def _carried_in(rng: random.Random, key: Key, made: Tables) -> None:
    """S1: what was carried out last year is not what was carried in."""
    who = applicants()[0]
    if made.numbers["requests_new", who] < 2:
        return
    for code, by in (("requests_carried_in", 2), ("requests_new", -2)):
        for breakdown in (who, "total"):
            _shift(made, (code, breakdown), by)
    _plainly(made, ("requests_carried_in", "total"), ("requests_carried_in", who))
    key.plants.append(Plant("S1", ("requests_carried_in", "total")))


def _in_force(rng: random.Random, key: Key, made: Tables) -> None:
    """S2: in force is not last year's and what was issued, less what was repealed."""
    if key.form2 != "2021":
        return
    name = ("normative_in_force", "")
    _shift(made, name, 11)
    _plainly(made, name, ("normative_issued", ""), ("normative_repealed", ""))
    key.plants.append(Plant("S2", name))


def _items(rng: random.Random, key: Key, made: Tables) -> None:
    """S3: the items of last year are not last year's items and their change."""
    if key.form2 != "2019":
        return
    name = ("licences_items_last_year", "")
    _shift(made, name, 13)
    _plainly(made, name)
    key.plants.append(Plant("S3", name))


def _copied_text(rng: random.Random, key: Key, made: Tables, before: Key) -> Plan | None:
    """Chapter five in the words of last year's report."""
    if before.form3 == "2014":
        return None
    key.plants.append(Plant("carried_over"))
    return Plan(points=before.points)


def _copied_table(rng: random.Random, key: Key, made: Tables, before: Key) -> None:
    """Table four as it stood last year."""
    blocks, results = (data("forms")[name] for name in ("four", "results"))
    names = [(f"{block['code']}_{result}", "") for block in blocks for result in results]
    if not all(_is_printed(before, name) for name in names):
        return
    held = {name: before.cells[name].value or Decimal(0) for name in names}
    if sum(1 for value in held.values() if value) < 8:
        return
    made.numbers.update(held)
    _plainly(made, *names)
    key.plants.append(Plant("carried_over", needs=tuple(names)))


def _copied_number(rng: random.Random, key: Key, made: Tables, before: Key) -> None:
    """Thousands of licences or penalties, to the last digit as many as last year."""
    name = (rng.choice(("licences_decided", "penalties_decided")), "")
    value = before.cells[name].value if _is_printed(before, name) else None
    if value is None or value < 1000 or value % 100 == 0:  # a round one tells nothing
        return
    made.numbers[name] = value
    _plainly(made, name)
    key.plants.append(Plant("carried_over", name))


def _leap(rng: random.Random, key: Key, made: Tables, before: Key) -> None:
    """A thousand times the number of last year: of digits too many, or money in another unit."""
    name = (rng.choice(("licences_decided", "penalties_decided")), "")
    value = before.cells[name].value if _is_printed(before, name) else None
    if value is None or value < 10:
        return
    made.numbers[name] = value * 1000 + 7
    _plainly(made, name)
    key.plants.append(Plant("outlier", name))


def _extra_row(rng: random.Random, key: Key, made: Tables) -> None:
    """A row that no form has."""
    made.quirks.append("extra_row")
    key.plants.append(Plant("unknown_label"))


_WITHIN: list[Planter] = [
    _row_sum, _row_sum, _column_sum, _column_sum, _flow, _flow, _table_four, _table_four,
    _no_count, _rules, _published, _contradiction, _contradiction, _wrong_sum, _stale_period,
    _extra_row,
]  # fmt: skip
# Two years in a row in the form of 2019 are rare.
_ACROSS: dict[tuple[Name, ...], tuple[Planter, int]] = {
    (("requests_carried_out", "total"),): (_carried_in, 9),
    (("normative_in_force", ""),): (_in_force, 9),
    (("licences_items_last_year", ""), ("licences_items_change", "")): (_items, 36),
}
_COPIED: tuple[Callable[..., Plan | None], ...] = (
    _copied_text,
    _copied_table,
    _copied_number,
    _leap,
)
