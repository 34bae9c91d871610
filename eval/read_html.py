"""pandas' `read_html` as a reader of the same pages, given our vocabulary to find its way by.

It expands the spans and hands over frames; a cell is taken where a row is labelled as the form's
row and a column headed as the form's column. The pages are made ones whose cells are known.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

from eval.corpus.key import Name
from eval.progress import processors
from eval.reading import Paper, Read, load, papers
from eval.scores import table, wilson
from ingest import forms
from ingest.amounts import read_amount
from ingest.clean import key
from ingest.labels import wording

HEAD = ("reader", "cells", "right", "wrong", "missing", "95% interval", "seconds")
Grid = Sequence[Sequence[str]]
Cells = Mapping[Name, Decimal | None]
Cell = tuple[Name, str]


def compared_readers(seed: int, count: int) -> dict[str, Any]:
    """The table: cells of so many pages right, wrong and missing by each reader.

    Ours loads the folder as a user does: stored, checked, split into passages, exported.
    """
    with tempfile.TemporaryDirectory(prefix="nianbao-pages-") as folder:
        made = papers(Path(folder), seed, count, ("page",))
        made = [p for p in made if p.report.key.form2 != "2014" and not p.first]
        readers = {"nianbao": _ours(Path(folder)), "pandas read_html": _pandas}
        rows = [_row(name, made, read) for name, read in readers.items()]
    return table(f"Cells of {len(made)} made web pages", HEAD, rows)


def _row(name: str, made: Sequence[Paper], read: Callable[[Paper], Cells]) -> tuple[str, ...]:
    began = processors()
    counts: Counter[str] = Counter()
    for paper in made:
        got = read(paper)
        for cell, printed in paper.report.key.cells.items():
            if printed.state == "number" and cell not in paper.report.key.lost:
                counts[_outcome(printed.value, got.get(cell))] += 1
    n = counts.total()
    low, high = wilson(counts["right"], n)
    shares = [f"{100 * counts[k] / max(n, 1):.1f}%" for k in ("right", "wrong", "missing")]
    seconds = f"{processors() - began:.1f}"
    return (name, str(n), *shares, f"{100 * low:.1f}–{100 * high:.1f}", seconds)


def _outcome(printed: Decimal | None, got: Decimal | None) -> str:
    if got is None:
        return "missing"
    return "right" if got == printed else "wrong"


def _ours(folder: Path) -> Callable[[Paper], Cells]:
    @cache
    def read() -> Mapping[str, Read]:
        return load(folder)

    def cells(paper: Paper) -> Cells:
        figures = read()[str(paper.path)].figures
        numbers = [f for f in figures if f["state"] == "number" and f["indicator"]]
        return {(f["indicator"], f["breakdown"]): Decimal(f["value"]) for f in numbers}

    return cells


def _pandas(paper: Paper) -> Cells:
    """Every cell that a lookup by labels finds in the frames of a page."""
    import pandas

    page = paper.path.read_bytes()
    try:
        frames = pandas.read_html(StringIO(_decoded(page)), keep_default_na=False, thousands=None)
    except (ValueError, ImportError):
        return {}
    found: dict[Name, Decimal | None] = {}
    for frame in frames:
        grid = [[str(c) for c in frame.columns], *([str(c) for c in r] for r in frame.values)]
        for cell, raw in _cells(grid):
            found.setdefault(cell, read_amount(raw, signed=True).value)
    return found


def _decoded(page: bytes) -> str:
    """The page in the encoding that reads it, as a careful user would try them."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return page.decode(encoding)
        except UnicodeDecodeError:
            continue
    return page.decode("utf-8", "replace")


def _cells(grid: Grid) -> Iterator[Cell]:
    keys = [[key(cell) for cell in row] for row in grid]
    for at, row in enumerate(keys):
        for table_name in ("2", "3"):
            codes = {c for text in row if (c := wording.matching("row", table_name, text))}
            for code in codes:
                yield from _of_row(table_name, code, keys[:at], grid[at])
    yield from _of_four(keys, grid)


def _of_row(table_name: str, code: str, above: Grid, row: Sequence[str]) -> Iterator[Cell]:
    for column, raw in enumerate(row):
        heads = [line[column] for line in reversed(above) if column < len(line)]
        if table_name == "3":
            known = {key(b.label): b.code for b in forms.breakdowns().values()}
            if breakdown := next((known[h] for h in heads if h in known), ""):
                yield (code, breakdown), raw
        elif kind := next((c for h in heads if (c := wording.matching("column", "2", h))), ""):
            yield (f"{code}_{kind}", ""), raw


def _of_four(keys: Grid, grid: Grid) -> Iterator[Cell]:
    """The first row of numbers below headers that name a block and a result in each column."""
    for at, row in enumerate(grid):
        for column, raw in enumerate(row):
            heads = [line[column] for line in keys[:at] if column < len(line)]
            block = _first("row", heads)
            result = _first("column", heads[::-1])
            if block and result and raw.strip().isdigit():
                yield (f"{block}_{result}", ""), raw


def _first(kind: str, heads: Sequence[str]) -> str:
    return next((c for h in heads if (c := wording.matching(kind, "4", h))), "")
