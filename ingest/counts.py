"""How much each report holds, counted in one query."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ingest.schema import chunks, figures, findings, stated

COUNTED: Sequence[tuple[Any, ...]] = (
    ("figures", figures, figures.c.state != "computed"), ("stated", stated),
    ("findings", findings), ("hard", findings, findings.c.severity == "hard"), ("chunks", chunks),
)  # fmt: skip


def count(at: sa.Connection, document: str) -> dict[tuple[str, int], dict[str, int]]:
    """Per revision: printed cells, prose figures, findings, failed hard identities, passages.

    Of one document, or of all where it is "".
    """
    found: dict[tuple[str, int], dict[str, int]] = {}
    wanted = [
        sa.select(sa.literal(name), *key, sa.func.count())
        .where(*only, *([table.c.document == document] if document else []))
        .group_by(*key)
        for name, table, *only in COUNTED
        for key in [(table.c.document, table.c.revision)]
    ]
    for name, of, revision, number in at.execute(sa.union_all(*wanted)):
        found.setdefault((of, revision), {})[name] = number
    return found
