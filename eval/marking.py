"""One file of the reading exam marked: cells, findings, who and when, stated figures."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from eval.corpus.key import Fact, Key, Name, Plant, Printed
from eval.corpus.numbers import broken
from eval.reading import Paper, Read, Row
from ingest import forms

CELLS = ("right", "wrong_silent", "wrong_told", "missing_silent", "missing_told", "lost_told")
FIELDS = ("year", "publisher", "scope", "level", "division", "published", "posted_by")
NAMES = {"2": "表二", "3": "表三", "4": "表四", "annex": "附表"}
# Findings that say of a cell, row or table that it could not be read as it should.
ACROSS = ("carried_over", "outlier")
TELLING = ("unreadable", "unknown_label", "H")


@dataclass(slots=True)
class Mark:
    """What one file scored, and each fault in words."""

    paper: Paper
    cells: Counter[str] = field(default_factory=Counter)
    fields: dict[str, str] = field(default_factory=dict)
    false_hard: int = 0
    false_across: int = 0
    """Findings that text or digits were carried over, or leap, where nothing of it was planted."""
    planted: tuple[int, int] = (0, 0)
    """Found, and put in."""
    facts: tuple[int, int] = (0, 0)
    faults: list[str] = field(default_factory=list)


def mark(paper: Paper, read: Read) -> Mark:
    """Hold what was read of a report against its key."""
    made = Mark(paper)
    if read.line.get("status", "failed") == "failed":
        made.faults.append(f"not read: {read.line.get('error', 'no line')}")
    _mark_cells(made, read)
    _mark_fields(made, read)
    _mark_findings(made, read)
    _mark_facts(made, read)
    return made


# cells -------------------------------------------------------------------------------------------


def _mark_cells(made: Mark, read: Read) -> None:
    key = made.paper.report.key
    printed_figures = [f for f in read.figures if f["indicator"] and f["state"] != "computed"]
    found = {(f["indicator"], f["breakdown"]): f for f in printed_figures}
    told = [f for f in read.findings if f["check"].startswith(TELLING)]
    refused = read.line.get("status") == "failed"  # its line tells of every cell
    for name, printed in key.cells.items():
        outcome = _outcome(name, printed, found.get(name))
        if outcome != "right":
            announced = refused or _is_told(name, told)
            outcome = _named(outcome, announced, name in key.lost)
        made.cells[outcome] += 1
        if outcome not in ("right", "lost_told"):
            got = found.get(name)
            seen = f"{got['state']} {got['raw']!r}" if got else "nothing"
            made.faults.append(f"{outcome}: {'/'.join(name)} is {printed.raw!r}, read {seen}")
    for name, figure in found.items():
        if name not in key.cells and figure["state"] == "number":
            made.cells["wrong_silent"] += 1
            made.faults.append(f"invented: {'/'.join(name)} read {figure['raw']!r}")


def _named(outcome: str, announced: bool, lost: bool) -> str:
    if lost and outcome == "missing" and announced:
        return "lost_told"
    return f"{outcome}_{'told' if announced else 'silent'}"


def _outcome(name: Name, printed: Printed, figure: Row | None) -> str:
    """right, wrong or missing; an empty cell said to be so in another way is wrong."""
    if figure is None or figure["state"] == "unreadable":
        return "missing"
    same = figure["state"] == printed.state and _decimal(figure["value"]) == printed.value
    return "right" if same else "wrong"


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def _is_told(name: Name, told: Sequence[Row]) -> bool:
    """Whether a finding speaks of the cell, its row, its column, or its whole table."""
    indicator = forms.indicators()[name[0]]
    table = NAMES[indicator.table]
    row = f"{table}/{indicator.row}"
    column = f"/{forms.breakdowns()[name[1]].label}" if name[1] else ""
    return any(
        where in (table, f"{table}/")
        or where.startswith(row)
        or (where != table and row.startswith(where))
        or (bool(column) and where.startswith(table) and where.endswith(column))
        for where in (f["where"] for f in told)
    )


# who, where, when --------------------------------------------------------------------------------


def _mark_fields(made: Mark, read: Read) -> None:
    key = made.paper.report.key
    body = key.body
    wanted = {
        "year": str(key.year), "publisher": body.publisher, "scope": body.scope,
        "level": body.level, "division": body.division, "published": key.published,
        "posted_by": key.posted_by,
    }  # fmt: skip
    for name in FIELDS:
        got = read.line.get(name)
        shown = "" if got is None else str(got)
        empty = not shown or (name == "scope" and shown == "unknown")
        if shown == wanted[name] or (empty and name in key.unsure):
            made.fields[name] = "right"
        else:
            made.fields[name] = "unknown" if empty else "wrong"
            made.faults.append(f"{name}: {wanted[name]!r}, read {shown!r}")


# findings ----------------------------------------------------------------------------------------


def _mark_findings(made: Mark, read: Read) -> None:
    key = made.paper.report.key
    at = {f["where"]: (f["indicator"], f["breakdown"]) for f in read.figures if f["indicator"]}
    expected = hard_of(key, key.lost)
    told = {
        (f["check"], at.get(f["where"], ("", ""))) for f in read.findings if f["severity"] == "hard"
    }
    # What is broken at a cell whose place is lost need not be told, and may be.
    for check, name in sorted(told - expected - hard_of(key, set())):
        made.false_hard += 1
        made.faults.append(f"false hard finding: {check} at {'/'.join(name)}")
    planted = {p.check for p in key.plants}
    for told_of in read.findings:
        if told_of["check"] in ACROSS and told_of["check"] not in planted:
            made.false_across += 1
            made.faults.append(f"false {told_of['check']}: {told_of['where']} {told_of['text']}")
    plants = [p for p in key.plants if is_possible(p, key)]
    wanted = {*expected, *((p.check, p.at or ("", "")) for p in plants if p.check[0] != "H")}
    every = {(f["check"], at.get(f["where"], ("", ""))) for f in read.findings}
    checks = {f["check"] for f in read.findings}
    missed = [
        (check, name) for check, name in sorted(wanted)
        if (check, name) not in every and not (name == ("", "") and check in checks)
    ]  # fmt: skip
    made.planted = (len(wanted) - len(missed), len(wanted))
    made.faults += [f"not found: {check} at {'/'.join(name)}" for check, name in missed]


def hard_of(key: Key, lost: set[Name]) -> set[tuple[str, Name]]:
    """Every hard finding that the printed cells call for, but for those lost."""
    shown = {name: p.value for name, p in key.cells.items() if name not in lost}
    negative = {("H5", p.at) for p in key.plants if p.check == "H5" and p.at in shown}
    return broken(shown) | {(check, at) for check, at in negative if at}


def is_possible(plant: Plant, key: Key) -> bool:
    """Whether the file still shows what the fault can be seen by."""
    if plant.check == "unknown_label":
        return ("rules_issued", "") in key.cells or ("rules_made", "") in key.cells
    needed = [*plant.needs, *([plant.at] if plant.at else [])]
    return all(name in key.cells and name not in key.lost for name in needed)


# stated figures ----------------------------------------------------------------------------------


def _mark_facts(made: Mark, read: Read) -> None:
    facts = made.paper.report.key.facts
    missed = [fact for fact in facts if not any(_tells(row, fact) for row in read.stated)]
    made.facts = (len(facts) - len(missed), len(facts))
    made.faults += [f"not stated: {f.words} {f.value}{f.unit} {f.bound}" for f in missed]


def _tells(row: Row, fact: Fact) -> bool:
    same = _decimal(row["value"]) == fact.value and row["unit"] == fact.unit
    return same and row["bound"] == fact.bound and fact.words in row["subject"] + row["measure"]


def marks(papers: Sequence[Paper], read: Mapping[str, Read]) -> Iterator[Mark]:
    """Every file marked; one without a line was not read."""
    for paper in papers:
        own = read.get(paper.source, Read())
        first = read.get(paper.first, Read()) if paper.first else own
        made = Mark(paper) if paper.first else mark(paper, own)
        if paper.changed:
            _mark_change(made, own, first)
        yield made


def _mark_change(made: Mark, own: Read, first: Read) -> None:
    """A revision and a second copy are told as such, with the cell that differs."""
    name = made.paper.changed or ("", "")
    status, check = ("duplicate", "second_copy") if made.paper.first else ("revised", "revised")
    at = {f["where"] for f in first.figures if (f["indicator"], f["breakdown"]) == name}
    told = [f for f in (*own.findings, *first.findings) if f["check"] == check]
    right = own.line.get("status") == status and any(f["where"] in at for f in told)
    made.planted = (made.planted[0] + right, made.planted[1] + 1)
    if not right:
        seen = f"{own.line.get('status')}, {len(told)} findings"
        made.faults.append(f"not found: {check} at {'/'.join(name)}, read {seen}")
