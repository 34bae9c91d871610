"""What is known of a made report before anything reads it: the answer key."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DIVISIONS = HERE.parents[1] / "ingest" / "identity" / "divisions.csv"
Name = tuple[str, str]
"""A cell: its indicator and its breakdown, "" outside table three."""


@cache
def data(name: str) -> Mapping[str, Any]:
    """One of the TOML files beside this page."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the table of divisions."""

    code: str
    name: str
    province: str
    prefecture: str

    @property
    def level(self) -> str:
        """`province`, `prefecture` or `county`."""
        if self.code.endswith("0000"):
            return "province"
        return "prefecture" if self.code.endswith("00") else "county"

    @property
    def path(self) -> str:
        """湖北省武汉市江夏区."""
        return f"{self.province}{self.prefecture}{self.name}"

    @property
    def full(self) -> str:
        """The name with what it needs above, without the province."""
        city = self.province in ("北京市", "上海市", "天津市", "重庆市")
        return f"{self.province if city else self.prefecture}{self.name}"


@cache
def places() -> tuple[Place, ...]:
    """The divisions that stood unchanged through all the years of the forms."""
    with DIVISIONS.open(encoding="utf-8", newline="") as file:
        rows = [
            row for row in csv.DictReader(file)
            if not row["last_year"] and int(row["first_year"] or 0) <= 2014
        ]  # fmt: skip
    return tuple(Place(r["code"], r["name"], r["province"], r["prefecture"]) for r in rows)


@dataclass(frozen=True, slots=True)
class Body:
    """Whose report it is, as the contract names it, and how it is called in running text."""

    publisher: str
    scope: str
    level: str
    division: str
    code: str
    called: str
    """As a title calls it: 江夏区, 江夏区教育局."""
    own: str
    """As it calls itself: 我区, 我局."""
    place: str = ""
    """Where it sits, in full without the province."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that the prose states: words that must stand in its measure, value, unit, bound."""

    words: str
    value: Decimal
    unit: str
    bound: str = "exact"


@dataclass(frozen=True, slots=True)
class Plant:
    """A fault put in on purpose: the check that must tell of it, and at which cell, if at one;
    `needs` are other cells that it shows by.
    """

    check: str
    at: Name | None = None
    needs: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """What a cell shows: number|blank|slash|none_word, and the number."""

    state: str
    value: Decimal | None = None
    raw: str = ""


@dataclass(slots=True)
class Key:
    """The answer key of one file; `lost` are the cells whose place it doesn't show, `dated` whether
    its title tells the year.
    """

    body: Body
    year: int
    published: str
    posted_by: str
    form2: str
    form3: str
    dated: bool = True
    cells: dict[Name, Printed] = field(default_factory=dict)
    lost: set[Name] = field(default_factory=set)
    facts: list[Fact] = field(default_factory=list)
    plants: list[Plant] = field(default_factory=list)
    points: tuple[str, ...] = ()
    """Chapter five, which the next year's report may copy."""
    unsure: set[str] = field(default_factory=set)
    """Fields of which the file shows so little that unknown is right too."""
    scar: str = ""
