"""Administrative divisions from the province to the county: names, codes, years of validity."""

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

MUNICIPALITIES = frozenset({"北京市", "上海市", "天津市", "重庆市"})

# Peoples named in autonomous divisions; 恩施土家族苗族自治州 is 恩施 in everybody's mouth.
PEOPLES = (
    "蒙古族|回族|藏族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|傣族|黎族|"
    "傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|"
    "仡佬族|普米族|怒族|保安族|裕固族|独龙族|各族|族|维吾尔|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯"
)
_AUTONOMOUS = re.compile(rf"(.{{2,}}?)(?:{PEOPLES})*自治[区州县旗]")
_OF_A_PEOPLE = re.compile(rf"(.{{2,}}?)(?:{PEOPLES})区")  # 管城回族区
_SPECIAL = re.compile(r"(.{2,})(?:特别行政区|地区|[特新矿]区)")
_PLAIN = re.compile(r"(.{2,})[省市区县旗盟]")
# 内蒙古 names no people before 自治区; the 林 of 碑林区 is no forest area, that of 神农架 is;
# without its last letter 巴林左旗 would be nobody's name.
_IRREGULAR = {"内蒙古自治区": "内蒙古", "神农架林区": "神农架"}
_BANNER = re.compile(r".+[左右前后中]旗")


@cache
def short_name(name: str) -> str:
    """The name as spoken, without suffix and peoples: 恩施土家族苗族自治州 → 恩施; 忠县 stays."""
    if name in _IRREGULAR or _BANNER.fullmatch(name):
        return _IRREGULAR.get(name, name)
    for pattern in (_AUTONOMOUS, _OF_A_PEOPLE, _SPECIAL, _PLAIN):
        if found := pattern.fullmatch(name):
            return found[1]
    return name


@dataclass(frozen=True, slots=True)
class Division:
    """One division under one name and code; `first_year` and `last_year` are None when open."""

    code: str
    name: str
    province: str
    prefecture: str
    first_year: int | None
    last_year: int | None
    pinyin: str

    @property
    def path(self) -> str:
        """The full path, 湖北省武汉市江夏区."""
        return f"{self.province}{self.prefecture}{self.name}"

    @property
    def level(self) -> str:
        """`province`, `prefecture` or `county`, as which 天门市 and 上海市黄浦区 count too."""
        if self.code.endswith("0000"):
            return "province"
        return "prefecture" if self.code.endswith("00") else "county"

    @property
    def full_name(self) -> str:
        """The name with its prefecture or municipality, without the province: 武汉市江夏区."""
        above = self.province if self.province in MUNICIPALITIES else self.prefecture
        return f"{above}{self.name}"

    @property
    def short(self) -> str:
        """The name without its suffix, of two characters at least: 江夏."""
        return short_name(self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """Its own names, longest first; a 自治州 is also called 恩施州, a 自治县 关岭自治县."""
        own = "自治" in self.name[-3:-1]
        spoken = [self.short + end for end in (self.name[-3:], self.name[-1])] if own else []
        return tuple(dict.fromkeys([self.name, *spoken, self.short]))

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to name it with or without what is above: 武汉市江夏区, 武汉江夏, 江夏, …."""
        above = [""]
        for name in (self.province, self.prefecture):
            above += [a + n for a in above for n in (name, short_name(name)) if n]
        if self.prefecture and self.level == "county":
            above = [a for a in above if a not in (self.province, short_name(self.province))]
        return tuple(dict.fromkeys([self.full_name, *(a + n for a in above for n in self.names)]))

    def valid_in(self, year: int | None) -> bool:
        """Whether it stood under this name and code in the year; always true without a year."""
        if year is None:
            return True
        return (self.first_year or 0) <= year <= (self.last_year or 9999)

    def under(self, above: "Division") -> bool:
        """Whether it lies within the other, also where that one had another name before."""
        if above.level == "province":
            return self.province == above.name
        # By code too: 樊城区 lay in 襄樊市 before the table calls it 襄阳市.
        return (
            above.level == "prefecture"
            and self.level == "county"
            and (
                (self.province, self.prefecture) == (above.province, above.name)
                or self.code[:4] == above.code[:4]
            )
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A place read in a text: the divisions it may mean, where it ends, how it was spelled."""

    divisions: tuple[Division, ...]
    end: int
    full: bool
    """Its last name is written with the suffix (江夏区, not 江夏)."""
    names: int
    """How many names the chain has; 武汉市江夏区 has two."""


@dataclass(frozen=True, slots=True)
class _Change:
    kind: str
    before: tuple[str, str]
    after: tuple[str, str]

    @property
    def same_body(self) -> bool:
        # Of a merger or a split only the part that kept its name is still the same government.
        return self.kind in ("recoded", "renamed") or self.before[1] == self.after[1]


class Gazetteer:
    """All divisions, found by name, by code, or in a running text."""

    def __init__(
        self,
        divisions: Iterable[Division],
        changes: Iterable[_Change] = (),
        spoken: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.divisions = tuple(sorted(divisions, key=_rank))
        self._changes = tuple(changes)
        self._names: dict[str, tuple[Division, ...]] = {}
        self._codes: dict[str, tuple[Division, ...]] = {}
        for division in self.divisions:
            self._codes[division.code] = (*self._codes.get(division.code, ()), division)
            for name in division.names:
                self._names[name] = (*self._names.get(name, ()), division)
        for name, code in spoken.items():
            self._names[name] = (*self._codes[code], *self._names.get(name, ()))
        self._lengths = sorted({len(name) for name in self._names}, reverse=True)

    def named(self, name: str, year: int | None = None) -> tuple[Division, ...]:
        """Divisions called so (江夏区, 江夏, 武汉市江夏区), the highest first, then the newest."""
        found = self._names.get(name, ())
        if not found and (place := self.read(name)) and place.end == len(name):
            found = place.divisions
        return tuple(division for division in found if division.valid_in(year))

    def by_code(self, code: str, year: int | None = None) -> Division | None:
        """The division of the code in the year, or the newest that ever had it."""
        return next((d for d in self._codes.get(code, ()) if d.valid_in(year)), None)

    def known(self, name: str) -> bool:
        """Whether a division is or was called so, in full or for short."""
        return name in self._names

    def parent(self, division: Division) -> Division | None:
        """The division right above, None above a province."""
        above = division.prefecture or division.province
        level = "prefecture" if division.prefecture else "province"
        found = [
            d
            for d in self._names.get(above, ())
            if d.name == above and d.level == level and d.province in ("", division.province)
        ]
        return next((d for d in found if d.valid_in(division.last_year)), next(iter(found), None))

    def starting(self, text: str, position: int) -> tuple[Division, ...]:
        """Divisions whose full or short name stands at the position, the longest name first."""
        return tuple(dict.fromkeys(division for _, division in self._at(text, position)))

    def renamed_to(self, code: str) -> tuple[Division, ...]:
        """What the division of the code became: renamed, recoded, merged or split."""
        after = dict.fromkeys(c.after for c in self._changes if c.before[0] == code)
        return tuple(d for code, name in after for d in self._codes.get(code, ()) if d.name == name)

    def in_year(self, division: Division, year: int | None) -> Division | None:
        """The same body as it stood in the year (洪泽县 in 2020 is 洪泽区), None if it didn't."""
        if division.valid_in(year):
            return division
        kin = [division]
        for known in kin:  # grows while it is walked
            kin += [d for d in self._kin(known) if d not in kin]
        return next((d for d in kin if d.valid_in(year)), None)

    def read(self, text: str, position: int = 0, full: bool = False) -> Place | None:
        """The longest place at the position, of one name or more (武汉市江夏区, 武汉江夏).

        With `full` the last name must have its suffix. Parents rule out namesakes elsewhere.
        """
        chains = [c for c in self._chains(text, position, None, 1) if c.full or not full]
        if not chains:
            return None
        best = max(chains, key=lambda c: (c.end, c.full, c.names))
        same = [c for c in chains if (c.end, c.full, c.names) == (best.end, best.full, best.names)]
        divisions = tuple(dict.fromkeys(d for chain in same for d in chain.divisions))
        return Place(divisions, best.end, best.full, best.names)

    def read_before(self, text: str, end: int, full: bool = True) -> Place | None:
        """The longest place, with `full` spelled so or as a chain, that ends at the position."""
        places = (self.read(text[:end], start) for start in range(max(0, end - 20), end - 1))
        return next(
            (p for p in places if p and p.end == end and (not full or p.full or p.names > 1)), None
        )

    def _at(self, text: str, position: int) -> Iterator[tuple[str, Division]]:
        for length in self._lengths:
            name = text[position : position + length]
            if len(name) == length:
                yield from ((name, division) for division in self._names.get(name, ()))

    def _chains(
        self, text: str, position: int, above: Division | None, names: int
    ) -> Iterator[Place]:
        for name, division in self._at(text, position):
            if above is None or division.under(above):
                end = position + len(name)
                full = name == division.name or name != division.short
                yield Place((division,), end, full, names)
                if division.level != "county":
                    yield from self._chains(text, end, division, names + 1)

    def _kin(self, division: Division) -> list[Division]:
        key = (division.code, division.name)
        kept = [c for c in self._changes if c.same_body and key in (c.before, c.after)]
        keys = {side for change in kept for side in (change.after, change.before)}
        return [d for code, name in keys for d in self._codes.get(code, ()) if d.name == name]


@cache
def gazetteer() -> Gazetteer:
    """The divisions since 2008, read once: the Ministry's tables to 2022, and what came later."""
    changes = [
        _Change(r["kind"], (r["from_code"], r["from_name"]), (r["to_code"], r["to_name"]))
        for r in _rows("division_changes.csv")
    ]
    divisions = [_division(row) for row in _rows("divisions.csv")]
    for row in facts()["later"]:
        young = _division({"last_year": "", **row})
        for at, old in enumerate(divisions):
            if old.code == row["from"]:
                divisions[at] = replace(old, last_year=(young.first_year or 0) - 1)
                changes.append(_Change("renamed", (old.code, old.name), (young.code, young.name)))
        divisions.append(young)
    return Gazetteer(divisions, changes, facts()["spoken"])


@cache
def facts() -> dict[str, Any]:
    """Younger divisions, spoken names, area codes and postcodes, from the file beside."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _division(row: dict[str, str]) -> Division:
    first, last = (int(row[key]) if row[key] else None for key in ("first_year", "last_year"))
    return Division(
        row["code"], row["name"], row["province"], row["prefecture"], first, last, row["pinyin"]
    )


def _rank(division: Division) -> tuple[int, int, str]:
    levels = ("province", "prefecture", "county")
    return levels.index(division.level), -(division.last_year or 9999), division.code
