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


def count(at: sa.Connection, document: str) -> dict[tuple[str, int], dict[str, int]]:
    """Per revision: printed cells, prose figures, findings, failed hard identities, passages.

    Of one document, or of all where it is "".
    """
    found: dict[tuple[str, int], dict[str, int]] = {}
    of_one = {"of": document} if document else {}
    for name, of, revision, number in at.execute(_wanted(bool(document)), of_one):
        found.setdefault((of, revision), {})[name] = number
    return found


@cache
def _wanted(of_one: bool) -> sa.CompoundSelect[Any]:
    return sa.union_all(*(
        sa.select(sa.literal(name), *key, sa.func.count())
        .where(*only, *([table.c.document == sa.bindparam("of")] if of_one else []))
        .group_by(*key)
        for name, table, *only in COUNTED
        for key in [(table.c.document, table.c.revision)]
    ))  # fmt: skip
