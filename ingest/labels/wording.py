"""The key words by which a form's rows and columns are known."""

import re
from functools import cache, lru_cache

from ingest import forms

HEADINGS = ("refused", "unavailable", "not_processed", "otherwise")
WORDS = re.compile(r"[\u4e00-\u9fff]")
# A note in brackets explains a label and may hold the words of another.
NOTE = re.compile(r"[（(【\[][^（）()【】\[\]]{4,}[）)】\]]")


@lru_cache(maxsize=16_384)
def matching(kind: str, table: str, label: str) -> str:
    """The code of the entry whose longest key word stands in the label, "" for none.

    A heading of a group gives way to any of its rows that is named beside it.
    """
    best = max(
        (
            (entry.code not in HEADINGS, len(word), entry.code)
            for entry in entries(kind, table)
            if not any(word in label for word in entry.never)
            for word in entry.printed
            if word in label
        ),
        default=(False, 0, ""),
    )
    return best[2]


@cache
def entries(kind: str, table: str) -> tuple[forms.Entry, ...]:
    """The rows or columns of a table."""
    return tuple(e for e in forms.entries() if e.kind == kind and e.table == table)


def without_note(cell: str) -> str:
    """A label without the explanations that stand in brackets behind its words."""
    bare = NOTE.sub("", cell)
    return bare if WORDS.search(bare) else cell
