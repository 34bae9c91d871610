"""The reading exam as a suite: marks added up by medium, by renderer and form, field by field."""

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from eval.marking import CELLS, FIELDS, Mark, marks
from eval.reading import load, papers
from eval.scores import Measured, measured_run, proportion, table, wilson
from eval.suites import Options

SEED, FILES = 1, 200
# Beyond so many a list of faults is read by nobody.
LISTED = 3_000


def measure(suite: str, options: Options) -> Measured:
    """Make reports, load them, mark them; the seed and the number of files are the options'."""
    count, seed = (options.sizes or (FILES,))[0], options.seed or SEED
    with tempfile.TemporaryDirectory(prefix="nianbao-corpus-") as made:
        folder = options.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        written = papers(folder, seed, count, options.only)
        marked = list(marks(written, load(folder, written)))
    run = measured_run(
        suite,
        len(marked),
        measures=[*_cell_shares(marked), *_other_shares(marked)],
        tables=[_fields(marked), _renderers(marked)],
        failures=list(_failures(marked))[:LISTED],
        problems=list(_problems(marked)),
        wrong_figures=sum(m.cells["wrong_silent"] for m in marked),
    )
    return Measured(run, [_line(m) for m in marked])


def form_of(mark: Mark) -> str:
    """The forms of the file's tables: 2021, or 2021/2019 for a hybrid."""
    key = mark.paper.report.key
    return key.form2 if key.form2 == key.form3 else f"{key.form2}/{key.form3}"


def medium_of(mark: Mark) -> str:
    """text, page, docx, …: what the aims are stated for."""
    return mark.paper.renderer.partition(" ")[0].replace("mhtml", "page")


def _cell_shares(marked: Sequence[Mark]) -> Iterator[dict[str, Any]]:
    for medium in dict.fromkeys(medium_of(m) for m in marked if m.cells):
        cells = _sum(m.cells for m in marked if medium_of(m) == medium)
        shown = sum(cells.values()) - cells["lost_told"]
        yield proportion(f"cells right: {medium}", cells["right"], shown)


def _other_shares(marked: Sequence[Mark]) -> Iterator[dict[str, Any]]:
    every = _sum(m.cells for m in marked)
    told = every["wrong_told"] + every["missing_told"] + every["lost_told"]
    silent = every["wrong_silent"] + every["missing_silent"]
    yield proportion("cells not right that a finding tells of", told, told + silent)
    yield proportion("planted faults found", *_both(m.planted for m in marked))
    sound = sum(not m.false_hard for m in marked)
    yield proportion("reports without a false hard finding", sound, len(marked))
    across = sum(not m.false_across for m in marked)
    yield proportion("reports without a false carried_over or outlier", across, len(marked))
    yield proportion("figures of the prose", *_both(m.facts for m in marked))


def _both(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    held = list(pairs)
    return sum(one for one, _ in held), sum(other for _, other in held)


def _problems(marked: Sequence[Mark]) -> Iterator[str]:
    if wrong := sum(m.cells["wrong_silent"] for m in marked):
        yield f"{wrong} cells wrong, and no finding says so"
    if false := sum(m.false_hard for m in marked):
        yield f"{false} false hard findings"


def _failures(marked: Sequence[Mark]) -> Iterator[dict[str, Any]]:
    """Every fault, as the page lists failures: by renderer and form, with the file's name."""
    for mark in marked:
        name = mark.paper.path.name
        for fault in mark.faults:
            wrong = fault.startswith(("wrong_silent", "invented", "false hard"))
            yield {
                "id": name, "kind": mark.paper.renderer,
                "rule": " ".join([form_of(mark), mark.paper.report.key.scar]).strip(),
                "outcome": "wrong_figure" if wrong else "not_answered", "before": [],
                "question": name, "explanation": fault, "text": "",
            }  # fmt: skip


def _line(mark: Mark) -> dict[str, Any]:
    return {
        "file": mark.paper.path.name, "renderer": mark.paper.renderer,
        "form": form_of(mark), "cells": dict(mark.cells), "faults": mark.faults,
    }  # fmt: skip


def _fields(marked: Sequence[Mark]) -> dict[str, Any]:
    rows = []
    for name in FIELDS:
        counts = Counter(m.fields[name] for m in marked if m.fields)
        low, high = wilson(counts["right"], counts.total())
        shown = [str(counts[outcome]) for outcome in ("right", "wrong", "unknown")]
        rows.append([name, *shown, f"{low:.2%}–{high:.2%}"])
    head = ("field", "right", "wrong", "unknown", "95% interval of right")
    return table("Who, where, when", head, rows)


def _renderers(marked: Sequence[Mark]) -> dict[str, Any]:
    groups: dict[str, list[Mark]] = {}
    for mark in marked:
        groups.setdefault(f"{mark.paper.renderer}, {form_of(mark)}", []).append(mark)
    rows = []
    for group, held in sorted(groups.items()):
        cells = _sum(m.cells for m in held)
        rows.append([group, str(len(held)), *(str(cells[outcome]) for outcome in CELLS)])
    names = tuple(outcome.replace("_", " ") for outcome in CELLS)
    return table("Cells by renderer and form", ("rendered as", "files", *names), rows)


def _sum(counters: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for counter in counters:
        total.update(counter)
    return total
