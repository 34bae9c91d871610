"""Bodies of every kind by seed: real places, and names that bodies there bear or could bear."""

import random
from collections import Counter
from dataclasses import replace
from functools import cache

from eval.corpus.key import Body, Place, data, places

CITIES = ("北京市", "上海市", "天津市", "重庆市")
# Their reports follow laws of their own.
APART = ("71", "81", "82")
GOVERNED = {"区": "我区", "县": "我县", "市": "我市", "省": "我省", "旗": "我旗", "州": "我州"}


def draw_body(rng: random.Random) -> Body:
    """One body; kinds as often as the weights say."""
    weights = data("bodies")["weights"]
    kind = rng.choices(list(weights), list(weights.values()))[0]
    if kind == "ministry":
        name = rng.choice(data("bodies")["ministries"])
        own = "我署" if name.endswith("署") else f"我{name[-1]}"
        return Body(name, "ministry", "national", "", "", name, own)
    levels = {"county": ("county",), "prefecture": ("prefecture",), "province": ("province",)}
    place = rng.choice(_known(levels.get(kind, _levels_of(kind))))
    return _MAKERS.get(kind, _region)(rng, place)


def _levels_of(kind: str) -> tuple[str, ...]:
    if kind in ("town", "tax"):
        return ("county",)
    if kind in ("zone", "enterprise"):
        return ("prefecture",)
    return ("county", "county", "prefecture", "province")


@cache
def _known(levels: tuple[str, ...]) -> tuple[Place, ...]:
    """Places of the levels, each level as likely as it is often named."""
    held = [p for p in places() if not p.code.startswith(APART)]
    each = [[p for p in held if p.level == level] for level in levels]
    size = max(len(group) for group in each)
    return tuple(group[n % len(group)] for group in each for n in range(size))


def is_alone(place: Place) -> bool:
    """Whether its name, in full or spoken, stands for no other place."""
    return _times()[place.name] == 1


@cache
def _times() -> Counter[str]:
    return Counter(place.name for place in places())


def _call(rng: random.Random, place: Place) -> str:
    """How a title calls a place; what has namesakes is named with what is above it."""
    ways = [place.full, place.path]
    if is_alone(place):
        ways += [place.name] * 3
    return rng.choice(ways)


def _own(place: Place) -> str:
    if place.name in CITIES:
        return "我市"
    if place.name.endswith(("地区", "盟", "自治区")):
        return "我区" if place.name.endswith("区") else "我盟"
    return GOVERNED.get(place.name[-1], "本地")


def _government(place: Place) -> str:
    return "行政公署" if place.name.endswith(("地区", "盟")) else "人民政府"


def _made(place: Place, name: str, kind: tuple[str, str], ways: tuple[str, str]) -> Body:
    scope, level = kind
    called, own = ways
    return Body(
        f"{place.full}{name}", scope, level, place.path, place.code, called, own, place.full
    )


def _region(rng: random.Random, place: Place) -> Body:
    called = _call(rng, place) + rng.choice(["", "", _government(place)])
    return _made(place, _government(place), ("region", place.level), (called, _own(place)))


def _office(rng: random.Random, place: Place) -> Body:
    word = "办公厅" if place.level == "province" or place.name in CITIES else "办公室"
    name = _government(place) + word
    called = _call(rng, place) + name
    return _made(place, name, ("office", place.level), (called, f"本{word}"))


def _department(rng: random.Random, place: Place) -> Body:
    name = rng.choice(data("bodies")["departments"])
    if place.level == "province" and place.name not in CITIES and name.endswith("局"):
        name = rng.choice(["教育厅", "财政厅", "水利厅", "民政厅", "司法厅", "审计厅"])
    called = _call(rng, place) + name
    own = "我委" if name.endswith("会") else f"我{name[-1]}"
    return _made(place, name, ("department", place.level), (called, own))


def _town(rng: random.Random, place: Place) -> Body:
    stem = rng.choice(data("bodies")["towns"])
    short, full = rng.choice(data("bodies")["town_kinds"])
    called = _call(rng, place) + stem + rng.choice([short, full])
    town = stem + short
    body = _made(place, stem + full, ("town", "town"), (called, f"我{short}"))
    return replace(body, division=place.path + town)


def _zone(rng: random.Random, place: Place) -> Body:
    name = rng.choice(data("bodies")["zones"])
    # 西安 is a district elsewhere too, so there the city is named in full.
    short = place.full.removesuffix("市")
    shared = any(p.name[:-1] == short for p in places() if p.code != place.code)
    full = (place.full if shared else short) + name
    return Body(full, "department", place.level, place.path, place.code, full, "我委")


def _tax(rng: random.Random, place: Place) -> Body:
    """A branch of a ministry, called by that and its place."""
    full = f"国家税务总局{place.full}税务局"
    return Body(full, "department", place.level, place.path, place.code, full, "我局", place.full)


def _enterprise(rng: random.Random, place: Place) -> Body:
    full = place.full + rng.choice(data("bodies")["enterprises"])
    return Body(full, "enterprise", place.level, place.path, place.code, full, "我公司")


_MAKERS = {
    "office": _office, "department": _department, "town": _town, "zone": _zone,
    "enterprise": _enterprise, "tax": _tax,
}  # fmt: skip
