"""The same report with one cell changed: an earlier version of a file, or another's copy of it."""

import random
from dataclasses import replace

from eval.corpus.grids import Box, Grid
from eval.corpus.key import Name
from eval.corpus.reports import Block, Report
from eval.corpus.scars import boxes_changed


def altered(report: Report, rng: random.Random) -> tuple[Report, Name] | None:
    """The report with one more in a cell that is printed plainly, and which cell that is."""
    cells, lost = report.key.cells, report.key.lost
    fits = [name for name, p in cells.items() if p.raw.isascii() and p.raw.isdigit()]
    fits = [name for name in fits if name not in lost]
    if not fits:
        return None
    name = rng.choice(sorted(fits))

    def changed(box: Box) -> Box:
        if box.name != name:
            return box
        return replace(box, text=str(int(cells[name].raw) + 1))

    blocks: list[Block] = [
        boxes_changed(block, changed) if isinstance(block, Grid) else block
        for block in report.blocks
    ]
    return replace(report, blocks=blocks), name
