"""Labels whose characters were lost, doubled or mistaken: the one of a form they can only mean."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from ingest import forms
from ingest.clean import key

HAN = "一二三四五六七八九"
NUMBERED = re.compile(rf"[{HAN}\d]")
DIGITS = f"{HAN}十0123456789"
# Of so many characters so many may be wrong.
FAULTS = ((3, 1), (8, 2), (14, 3))
LONG = 8
HALF, SURE, APART = 50, 70, 10  # per cent alike; APART: more than with any other


@lru_cache(maxsize=16_384)
def nearest(kind: str, table: str, text: str, group: str = "") -> str:
    """The code of the one row or column that a key differs from in the fewest characters, "" where
    it differs from all in too many or from two in as few.

    A label with its number is held against labels with the same; a long one without them too.
    `group` as in the annex's entries.
    """
    wordings = _wordings(kind, table, group)
    same = tuple(w for w in wordings if w[0][0] == text[0]) if NUMBERED.match(text) else wordings
    found, bare = _closest(text, same), text.lstrip(DIGITS)
    if not found and bare != text and len(bare) >= LONG:
        found = _closest(bare, wordings)
    return "" if any(word in text for word in _never(kind, table).get(found, ())) else found


def is_nearly(text: str, whole: str) -> bool:
    """Whether a key differs from a label in one character at most."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(text, whole, score_cutoff=1) <= 1


def nearest_header(headers: Mapping[str, tuple[str, ...]], text: str) -> tuple[str, ...]:
    """The columns of the one header that a key differs from in the fewest characters, one in eight
    at most; () for none.
    """
    from rapidfuzz.distance import Levenshtein

    away = sorted((Levenshtein.distance(text, header), header) for header in headers)
    (first, header), (second, _) = away[:2]
    return headers[header] if first <= len(header) // 8 and first < second else ()


def _closest(text: str, wordings: Sequence[tuple[str, str]]) -> str:
    from rapidfuzz.distance import Levenshtein

    allowed = max((faults for length, faults in FAULTS if len(text) >= length), default=0)
    best: dict[str, int] = {}
    for wording, code in wordings:
        best[code] = min(Levenshtein.distance(text, wording), best.get(code, 99))
    (first, code), (second, _) = [*sorted((n, c) for c, n in best.items()), (99, ""), (99, "")][:2]
    return code if first <= allowed and first < second else ""


@cache
def _wordings(kind: str, table: str, group: str) -> tuple[tuple[str, str], ...]:
    """Every way to print a label in full, with its number where it has one, and without."""
    found: set[tuple[str, str]] = set()
    for entry in forms.entries():
        if entry.kind == kind and entry.table == table and entry.group in ("", group):
            words = {*entry.printed, *(key(label) for label in _printed(entry))}
            words |= {word.lstrip(DIGITS) for word in words}
            found |= {(word, entry.code) for word in words if len(word) > 2}
    return tuple(found)


@cache
def _never(kind: str, table: str) -> Mapping[str, tuple[str, ...]]:
    """The words of which none stands in a label of a row or column."""
    return {e.code: e.never for e in forms.entries() if e.kind == kind and e.table == table}


@cache
def full_labels(table: str) -> frozenset[str]:
    """The keys of all labels of a table's rows in full, with their numbers and without."""
    rows = [e for e in forms.entries() if e.kind == "row" and e.table == table]
    labels = {key(label) for entry in rows for label in _printed(entry)}
    return frozenset(labels | {label.lstrip(DIGITS) for label in labels})


def _printed(entry: forms.Entry) -> set[str]:
    """The last part of a row's or column's label in each form."""
    found = set()
    for i in forms.indicators().values():
        if i.table == entry.table and entry.code in (i.code, i.row_code, i.column_code):
            column = entry.kind == "column"
            labels = i.labels or (("", i.row, i.column),)
            found |= {
                (c if column else r.split("/")[-1]).partition("（单位")[0] for _, r, c in labels
            }
    return found


@lru_cache(maxsize=4096)
def most_alike(text: str, group: str) -> str:
    """The row of table three most alike with a label of which much was lost: the one of its number
    in its group where half of it is left, else one far more alike than any other.
    """
    from rapidfuzz import fuzz

    scored = []
    for row in forms.indicators().values():
        label = key(row.row.split("/")[-1])
        if row.table != "3" or not text:
            continue
        bare = label.lstrip(DIGITS)
        alike = fuzz.ratio(text.lstrip(DIGITS), bare)
        if group and row.part_of == group and text[0] == label[0] and alike >= HALF:
            return row.code
        if len(bare) > 3:
            scored.append((alike, row.code))
    (first, code), (second, _) = sorted(scored, reverse=True)[:2] if scored else [(0, ""), (0, "")]
    return code if len(text) >= 4 and first >= SURE and first - second >= APART else ""
