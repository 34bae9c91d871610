"""`python -m ingest.forms`: the vocabulary as a page, kept as docs/indicators.md."""

import sys
from collections.abc import Iterable, Iterator, Sequence

from ingest.forms import Breakdown, Entry, Indicator, breakdowns, entries, indicators

OPENING = """\
# Indicators and breakdowns

Written by `python -m ingest.forms > docs/indicators.md`; a test fails where the two differ. The
words stand in `ingest/forms/*.toml`, which need no programmer to correct.

An **indicator** is a row of a form, in one of its columns for tables two and four. A **breakdown**
is a column of table three: who applied. Exports name every cell by these codes and by the words
that the form prints. **Forms** says which generations have the row: 2014 (reports for 2014–2018),
2019 (from 2019) and 2021 (from 2021). **Part of** names the sum it is added to; a *group* is a
heading whose rows are added by the program where the form doesn't print the sum (state `computed`),
a *total* is printed, and no sum ever adds a total to its parts.
"""
TABLES = {
    "2": "Table two: published on the body's own initiative",
    "3": "Table three: requests and what became of them",
    "4": "Table four: reviews and lawsuits",
    "annex": "The 2014 annex",
}
NOTES = {
    "3": "Each row has the seven printed columns of *Breakdowns* below.",
    "annex": "These codes are the project's own..",
}
ASKED = """\
The words that a question may use for each row or column, beside the printed ones.
Another wording is one more word in a TOML file.
"""


def page() -> str:
    """The whole vocabulary as Markdown, the same text every time."""
    return "\n".join(_parts())


def _parts() -> Iterator[str]:
    yield OPENING
    for table, heading in TABLES.items():
        yield f"## {heading}\n"
        if table in NOTES:
            yield f"{NOTES[table]}\n"
        rows = [i for i in indicators().values() if i.table == table]
        titles = ("Code", "Row", "Column", "Unit", "Forms", "Role", "Part of", "English")
        yield _table(titles, map(_indicator, rows))
    yield "## Breakdowns\n"
    yield _table(("Code", "Label", "Role", "English"), map(_breakdown, breakdowns().values()))
    yield "## How it is asked\n"
    yield ASKED
    named = [e for e in entries() if e.asked or e.asked_en]
    yield _table(("Table", "Code", "Chinese", "English"), map(_asked, named))


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [titles, ["---"] * len(titles), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)


def _indicator(indicator: Indicator) -> Sequence[str]:
    return (
        f"`{indicator.code}`",
        _as_printed(indicator.row, [(form, row) for form, row, _ in indicator.labels]),
        _as_printed(indicator.column, [(form, column) for form, _, column in indicator.labels]),
        indicator.unit or "as printed",
        " ".join(indicator.forms),
        indicator.role,
        f"`{indicator.part_of}`" if indicator.part_of else "",
        indicator.name_en if indicator.name_en != indicator.name else "",
    )


def _as_printed(newest: str, labels: Sequence[tuple[str, str]]) -> str:
    """The label, with the form beside each wording where the forms differ."""
    if len({words for _, words in labels}) < 2:
        return newest
    return "; ".join(f"{words} ({form})" for form, words in reversed(labels))


def _breakdown(breakdown: Breakdown) -> Sequence[str]:
    return f"`{breakdown.code}`", breakdown.label, breakdown.role, breakdown.name_en


def _asked(entry: Entry) -> Sequence[str]:
    return entry.table, f"`{entry.code}`", "、".join(entry.asked), ", ".join(entry.asked_en)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(page(), end="")
