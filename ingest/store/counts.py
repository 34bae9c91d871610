"""How much each report holds, counted in one query."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from ingest.store.schema import chunks, figures, findings, stated

COUNTED: Sequence[tuple[Any, ...]] = (
    ("figures", figures, figures.c.state != "computed"), ("stated", stated),
    ("findings", findings), ("hard", findings, findings.c.severity == "hard"), ("chunks", chunks),
)  # fmt: skip


def count(at: sa.Connection, report: int | None = None) -> dict[int, dict[str, int]]:
    """By the number of a report: printed cells, prose figures, findings, failed hard identities,
    passages. Of one report, or of all.
    """
    found: dict[int, dict[str, int]] = {}
    of_one = {} if report is None else {"of": report}
    for name, of, number in at.execute(_wanted(report is not None), of_one):
        found.setdefault(of, {})[name] = number
    return found


@cache
def _wanted(of_one: bool) -> sa.CompoundSelect[Any]:
    return sa.union_all(*(
        sa.select(sa.literal(name), table.c.report, sa.func.count())
        .where(*only, *([table.c.report == sa.bindparam("of")] if of_one else []))
        .group_by(table.c.report)
        for name, table, *only in COUNTED
    ))  # fmt: skip
