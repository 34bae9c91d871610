"""The vocabulary of the forms: what is printed and asked, what it is called and adds to.

The TOML files beside this page are the whole knowledge of the 2014, 2019 and 2021 forms; the code
here only composes them. One `Indicator` serves reading, asking, units and identities alike.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FORMS = ("2014", "2019", "2021")
ARTICLES = ("（一）", "（五）", "（六）", "（八）", "（九）")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of a form, in one of its columns for tables two and four; unit as printed or ""."""

    code: str
    table: str
    row: str
    column: str
    unit: str
    forms: tuple[str, ...]
    name: str
    name_en: str
    role: str = ""
    part_of: str = ""
    signed: bool = False
    row_code: str = ""
    column_code: str = ""
    labels: tuple[tuple[str, str, str], ...] = ()

    def row_in(self, form: str) -> str:
        """The row's label in a form's own words."""
        return next((row for f, row, _ in self.labels if f == form), self.row)

    def column_in(self, form: str) -> str:
        """The column's label in a form's own words."""
        return next((column for f, _, column in self.labels if f == form), self.column)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A column of table three: who applied."""

    code: str
    label: str
    name_en: str
    role: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row or column of a form: the key words it is recognised by, and how people ask for it.

    A label with one of the words in `never` is another's; `group` is the numeral of the chapter of
    the annex that a row must stand under where its words alone name two.
    """

    table: str
    kind: str
    code: str
    printed: tuple[str, ...]
    asked: tuple[str, ...]
    asked_en: tuple[str, ...]
    never: tuple[str, ...] = ()
    group: str = ""


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _form(name: str) -> dict[str, Any]:
    return _load(name)


def _label(entry: dict[str, Any], form: str) -> str:
    return str(entry.get(f"label_{form}", entry["label"]))


def _table_two() -> list[Indicator]:
    form = _form("table2")
    columns = {c["code"]: c for c in form["column"]}
    made = []
    for row in form["row"]:
        for column in (columns[c] for c in row["columns"]):
            forms = tuple(f for f in column["forms"] if f in row.get("forms", FORMS))
            labels = tuple(
                (f, f"{row['article']}/{_label(row, f)}", _label(column, f)) for f in forms
            )
            made.append(
                Indicator(
                    code=f"{row['code']}_{column['code']}",
                    table="2",
                    row=labels[-1][1],
                    column=labels[-1][2],
                    unit=column["unit"],
                    forms=forms,
                    name=row["label"] + column["label"].partition("（")[0].removeprefix("采购"),
                    name_en=f"{row['name_en']} {column['name_en']}",
                    signed=bool(column.get("signed")),
                    row_code=row["code"],
                    column_code=column["code"],
                    labels=labels,
                )
            )
    return made


def _plain_rows(name: str, forms: tuple[str, ...]) -> list[Indicator]:
    form = _form(name)
    return [
        Indicator(
            code=row["code"],
            table=form["table"],
            row=row["row"],
            column="",
            unit=row.get("unit", "件"),
            forms=tuple(row.get("forms", forms)),
            name=row["name"],
            name_en=row.get("name_en", row["name"]),
            role=row.get("role", ""),
            part_of=row.get("part_of", ""),
            row_code=row["code"],
        )
        for row in form["row"]
    ]


def _table_four() -> list[Indicator]:
    form = _form("table4")
    return [
        Indicator(
            code=f"{row['code']}_{column['code']}",
            table="4",
            row=row["row"],
            column=column["column"],
            unit="件",
            forms=("2019", "2021"),
            name=row["name"] + column["column"],
            name_en=f"{row['name_en']}: {column['name_en']}",
            role="total" if column["code"] == "total" else "",
            part_of="" if column["code"] == "total" else f"{row['code']}_total",
            row_code=row["code"],
            column_code=column["code"],
        )
        for row in form["row"]
        for column in form["column"]
    ]


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator of every form by code, in the order of the forms."""
    every = [
        *_table_two(),
        *_plain_rows("table3", ("2019", "2021")),
        *_table_four(),
        *_plain_rows("annex2014", ("2014",)),
    ]
    return {i.code: i for i in every}


@cache
def row_name(row_code: str, english: bool = False) -> str:
    """What a row of table two is called, over all its columns."""
    row = next(r for r in _form("table2")["row"] if r["code"] == row_code)
    return str(row["name_en" if english else "label"])


@cache
def breakdowns() -> dict[str, Breakdown]:
    """The columns of table three by code, in the form's order, the computed sum of organisations
    before the total.
    """
    return {
        b["code"]: Breakdown(b["code"], b["label"], b["name_en"], b.get("role", ""))
        for b in _form("breakdowns")["breakdown"]
    }


@cache
def applicants() -> tuple[str, ...]:
    """The six codes whose cells add up to 总计."""
    return tuple(b.code for b in breakdowns().values() if b.role in ("", "organisation"))


@cache
def organisations() -> tuple[str, ...]:
    """The five codes that make up 法人或其他组织."""
    return tuple(b.code for b in breakdowns().values() if b.role == "organisation")


@cache
def parts(code: str) -> tuple[str, ...]:
    """The indicators that add up to this one, () for a leaf."""
    return tuple(i.code for i in indicators().values() if i.part_of == code)


def group_of(codes: Sequence[str]) -> tuple[str, ...]:
    """The one of several rows that all the others are parts of: 信访类、重复申请 of 不予处理."""
    return tuple(c for c in codes if len(codes) > 1 and {*codes} - {c} <= {*parts(c)})


@cache
def in_annex() -> dict[str, str]:
    """The row of the 2014 annex that people mean by the words for a row of the later forms."""
    return {row["later"]: row["code"] for row in _form("annex2014")["row"] if "later" in row}


@cache
def entries() -> tuple[Entry, ...]:
    """Every row and column of every form with its words, for readers of labels and of questions."""
    made = []
    for name, kind, key in (
        ("table2", "row", "row"),
        ("table2", "column", "column"),
        ("table3", "row", "row"),
        ("table4", "row", "row"),
        ("table4", "column", "column"),
        ("annex2014", "row", "row"),
        ("breakdowns", "breakdown", "breakdown"),
    ):
        form = _form(name)
        for entry in form[key]:
            made.append(
                Entry(
                    table=form.get("table", "3"),
                    kind=kind,
                    code=entry["code"],
                    printed=tuple(entry["printed"]),
                    asked=tuple(entry.get("asked", ())),
                    asked_en=tuple(entry.get("asked_en", ())),
                    never=tuple(entry.get("never", ())),
                    group=entry.get("group", ""),
                )
            )
    return tuple(made)
