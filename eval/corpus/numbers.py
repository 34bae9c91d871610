"""Numbers of a body, year after year: every identity of the form holds, within and across years."""

import random
from collections.abc import Iterable, Mapping
from decimal import Decimal

from eval.corpus.key import Body, Name, data

Numbers = dict[Name, Decimal]
SCALES = {"region": 150, "office": 50, "department": 20, "town": 5, "ministry": 300}
LEVELS = {"national": 8, "province": 20, "prefecture": 4}
SPLIT = ("otherwise_not_corrected", "otherwise_fee_unpaid", "otherwise_remaining")
ITEMS = ("licences", "other_services", "penalties", "coercion", "fees")


def draw(rng: random.Random, body: Body, before: Mapping[Name, Decimal]) -> Numbers:
    """One year's numbers in every form at once; `before` is the year before, {} for none."""
    scale = SCALES.get(body.scope, 4) * LEVELS.get(body.level, 1)
    sparse = random.Random(body.publisher).random()  # a body is as sparse in every year
    numbers = _requests(rng, scale, sparse, before)
    numbers |= _disputes(rng, scale, before)
    numbers |= _documents(rng, body, before)
    numbers |= _own_initiative(rng, scale, before)
    return numbers | _annex(rng, scale)


def applicants() -> tuple[str, ...]:
    """The six codes of who applies."""
    return tuple(data("forms")["applicants"])


def leaves(form: str) -> list[str]:
    """The rows of table three that add up to （七）总计."""
    groups = data("forms")["three"]["group"]
    fits = [g for g in groups if g.get("form", form) == form]
    return [code for g in fits for code, _ in g["rows"] if code != "results_total"]


def _requests(
    rng: random.Random, scale: int, sparse: float, before: Mapping[Name, Decimal]
) -> Numbers:
    cells: Numbers = {}
    for who in applicants():
        weight = max(2, scale if who == "natural_person" else scale // 12)
        rows = {c: _count(rng, weight, sparse) for c in leaves("2021")}
        if before:  # much as they were: only what is planted leaps
            sound = {c: max(Decimal(0), before[c, who] // 1) for c in rows}
            rows = {c: _much_as(rng, was) + rng.choice((0, 0, 0, 1)) for c, was in sound.items()}
        out = _count(rng, max(2, weight // 4), sparse)
        into = before.get(("requests_carried_out", who), _count(rng, max(2, weight // 4), sparse))
        rows["granted"] += max(Decimal(0), into - out - sum(rows.values()))
        done = sum(rows.values(), Decimal(0))
        rows |= {
            "otherwise": sum((rows[c] for c in SPLIT), Decimal(0)), "results_total": done,
            "requests_carried_out": out, "requests_carried_in": into,
            "requests_new": done + out - into,
        }  # fmt: skip
        cells |= {(code, who): n for code, n in rows.items()}
    for code in dict.fromkeys(code for code, _ in cells):
        own = [cells[code, who] for who in applicants()]
        cells[code, "total"] = sum(own, Decimal(0))
        cells[code, "organisations"] = sum(own[1:], Decimal(0))
    return cells


def _count(rng: random.Random, weight: int, sparse: float) -> Decimal:
    return Decimal(0 if rng.random() < sparse else rng.randrange(weight))


def _much_as(rng: random.Random, was: Decimal) -> Decimal:
    """A number of the next year, with as many decimals; the same only where it is small."""
    change = Decimal(rng.choice((*range(60, 100), *range(101, 170))))
    return (was * change / 100).quantize(was)


def _disputes(rng: random.Random, scale: int, before: Mapping[Name, Decimal]) -> Numbers:
    cells: Numbers = {}
    results = data("forms")["results"]
    for block in (b["code"] for b in data("forms")["four"]):
        parts = [Decimal(rng.choice((0, rng.randrange(max(2, scale // 8))))) for _ in range(4)]
        if before:
            held_before = (before[f"{block}_{result}", ""] for result in results[:-1])
            parts = [_much_as(rng, was) + rng.randrange(3) for was in held_before]
        held = zip(results, [*parts, sum(parts, Decimal(0))], strict=True)
        cells |= {(f"{block}_{result}", ""): n for result, n in held}
    return cells


def _documents(rng: random.Random, body: Body, before: Mapping[Name, Decimal]) -> Numbers:
    cells: Numbers = {}
    may = body.scope == "ministry" or (
        body.scope == "region" and body.level in ("province", "prefecture")
    )
    for row in ("rules", "normative"):
        top = 0 if row == "rules" and not may else 60
        issued, made = Decimal(rng.randint(0, top)), Decimal(rng.randint(0, top))
        held = before.get((f"{row}_in_force", ""), Decimal(rng.randint(0, top * 9)))
        repealed = Decimal(rng.randint(0, min(int(held + issued), 80)))
        published = Decimal(rng.randint(0, int(made)))
        cells |= {
            (f"{row}_issued", ""): issued, (f"{row}_repealed", ""): repealed,
            (f"{row}_in_force", ""): held + issued - repealed, (f"{row}_made", ""): made,
            (f"{row}_published", ""): published,
            (f"{row}_public_total", ""): published + rng.randint(0, top * 5),
        }  # fmt: skip
    return cells


def _own_initiative(rng: random.Random, scale: int, before: Mapping[Name, Decimal]) -> Numbers:
    cells: Numbers = {}
    for row in ITEMS:
        last, change = (before.get((f"{row}_items_{n}", "")) for n in ("last_year", "change"))
        now = Decimal(rng.randrange(400)) if last is None or change is None else last + change
        change = Decimal(rng.choice((0, rng.randint(-min(int(now), 90), 90))))
        decided = Decimal(rng.choice((0, rng.randrange(10 ** rng.randint(1, 5)) * scale // 10)))
        if (was := before.get((f"{row}_decided", ""))) is not None:  # much as it was
            decided = _much_as(rng, was)
        cells |= {(f"{row}_items_last_year", ""): now, (f"{row}_items_change", ""): change}
        # Items and change that make the decisions are an oddity of their own (S4).
        cells[f"{row}_decided", ""] = decided + (now + change == decided)
    fees = before.get(("fees_collected", ""))
    cells["fees_collected", ""] = _money(rng, scale) if fees is None else _much_as(rng, fees)
    cells["procurement_projects", ""] = Decimal(rng.randrange(max(2, scale // 2)))
    cells["procurement_amount", ""] = Decimal(rng.randrange(10**7))
    return cells


def _money(rng: random.Random, scale: int) -> Decimal:
    return Decimal(rng.choice((0, rng.randrange(scale * 10**4)))).scaleb(-rng.choice((0, 2, 4, 6)))


def _annex(rng: random.Random, scale: int) -> Numbers:
    codes = [code for code, _, _ in data("forms")["annex"][0]["rows"] if code]
    counts = {code: Decimal(rng.choice((0, rng.randrange(scale * 3)))) for code in codes}
    counts |= {code: _money(rng, scale) for code in ("a14_fees", "a14_budget")}

    def add(total: str, *parts: str) -> None:
        counts[total] = sum((counts[f"a14_{part}"] for part in parts), Decimal(0))

    reasons = ("state_secret", "trade_secret", "privacy", "security", "not_information")
    add("a14_refused", *(f"refused_{r}" for r in (*reasons, "other_law")))
    add("a14_requests", *(f"requests_{c}" for c in ("in_person", "fax", "network", "letter")))
    add("a14_closed", "closed_in_time", "closed_extended")
    add("a14_answers", *_answers())
    add("a14_staff", "staff_full_time", "staff_part_time")
    for row in ("reviews", "suits"):
        add(f"a14_{row}", *(f"{row}_{r}" for r in ("upheld", "corrected", "other")))
    return {(code, ""): n for code, n in counts.items()}


def _answers() -> Iterable[str]:
    yield from ("already_public", "granted", "granted_in_part", "refused", "not_this_body")
    yield from ("not_existing", "to_be_amended", "other_channel")


def broken(cells: Mapping[Name, Decimal | None]) -> set[tuple[str, Name]]:
    """The hard identities that fail between printed numbers, each with the cell it is told at.

    `cells` are those printed; None is a cell without a number.
    """
    form = "2021" if any(code in SPLIT for code, _ in cells) else "2019"
    columns = (*applicants(), "total")
    rules: list[tuple[str, list[Name], list[Name]]] = []
    for code in dict.fromkeys(code for code, who in cells if who):
        rules.append(("H1", [(code, who) for who in applicants()], [(code, "total")]))
    for who in columns:
        done = [("results_total", who)]
        rules.append(("H2", [(code, who) for code in leaves(form)], done))
        flow = [(f"requests_{n}", who) for n in ("new", "carried_in")]
        rules.append(("H3", flow, [*done, ("requests_carried_out", who)]))
    results = data("forms")["results"]
    for block in (b["code"] for b in data("forms")["four"]):
        parts: list[Name] = [(f"{block}_{r}", "") for r in results[:-1]]
        rules.append(("H4", parts, [(f"{block}_total", "")]))
    return {(check, right[0]) for check, left, right in rules if _fails(cells, left, right)}


def _fails(cells: Mapping[Name, Decimal | None], left: list[Name], right: list[Name]) -> bool:
    sides = [[cells.get(name) for name in side] for side in (left, right)]
    if any(n is None for side in sides for n in side):
        return False
    one, other = (sum((n for n in side if n is not None), Decimal(0)) for side in sides)
    return one != other
