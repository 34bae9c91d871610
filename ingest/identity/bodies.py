"""A body as printed: the place in its name, its kind, its name in full and for short."""

import re
from dataclasses import dataclass, replace

from ingest.identity.divisions import Division, Place, gazetteer, short_name
from ingest.identity.towns import counties_by_town
from ingest.identity.wording import ends_as, kind_of, words, zone_in, zone_pattern

_GENERIC = re.compile(
    r"(?:[我本全]?(自治区|地区|[省市区县州旗盟]))(?=(?:人民)?政府|(?![场政容民域块级])..|人民|民[政族宗防]|政[务协法]|本级|$)"
)
# 全区, but neither 万全区 and 全州县 nor 健全市场.
AREA = r"(?<![万天健安完齐保])全(?!州县|市场)[省市区县州旗盟]"
WHOLE = re.compile(rf"{AREA}(?:各.*)?$")
_KIND_OF_TOWN = re.compile(r"(?:镇|乡|街道|苏木)(?:人民政府|办事处)?")  # 城区街道 is one name
_BARE_TOWN = re.compile(r"(?:镇|乡|街|苏木|地区(?=办事处))")
# 双峰山旅游度假区, 文昌湖区: a mountain or a lake of its own, not 双峰县 nor 文昌市.
_LANDSCAPE = re.compile(
    r"[山湖岛湾泉岭峡潭洲滩溪泊](?=区|新区|旅游|风景|度假|生态|经济|开发|高新|国家|省级|保护|森林|管|街道|镇)"
)
_BRANCH = re.compile(r".*(?:局|委员会)(.{2,}?)分局")
_CORPS = re.compile(
    r"(?P<whole>(?:新疆生产建设)?兵团)?(?P<division>第[一二三四五六七八九十]{1,3}师)?(?P<rest>.*)"
)
# 中国（河南）自由贸易试验区郑州片区 lies in 郑州.
_FREE_TRADE = re.compile(r"中国.*自由贸易试验区(?=..+片区)")
_NAMELESS = re.compile(r".{2,9}[省市区县州旗]")
LONGER_THAN_AN_END = 5  # characters of what a ministry has that is more than 交通局
_ADVERTISER = re.compile("官网|官方网站")
_NOT_A_BODY = re.compile(
    r"[我本该各]?(?:局|委|厅|镇|乡|街道|单位|机关|部门|政府|年|区|市|县)?|本级(?:政府)?(?:机关)?"
    r"|办公[厅室]|分局|支队|大队|中心|委员会|管委会|管理委员会|办事处"
    r"|[我本](?:办|院|会|社|馆|处|署|站|所|中心|集团|公司|室)"
)


@dataclass(frozen=True, slots=True)
class Body:
    """A body as named somewhere: a place, if one is named, and what follows it."""

    printed: str
    place: Place | None
    rest: str
    scope: str
    level_word: str = ""
    """市 of 市教育局, where the place itself isn't named."""
    own_name: bool = False
    """Its name is no division's name plus a kind: 武汉海关, 桐乡市水务集团有限公司."""


def read_body(printed: str) -> Body | None:
    """The body that the words name (江夏区教育局), None for 我局, 本单位 and the like."""
    if _NOT_A_BODY.fullmatch(printed) and not _GENERIC.fullmatch(printed):
        return None
    if (printed and printed.isascii()) or _ADVERTISER.search(printed):
        return None
    if printed.startswith(tuple(words()["national"])) or printed in words()["ministries"]:
        return _national_body(printed)
    if seat := _ministry_abroad(printed):
        return seat
    if known := _corps_body(printed) or _known_zone(printed):
        return known
    whole = WHOLE.search(printed)
    named = printed[: whole.start()] if whole else printed
    for place in (gazetteer().read(named), gazetteer().read(named, full=True)):
        if place is None:
            continue
        scope, rest = _kind_in(place, named[place.end :])
        # 浙江省东阳经济开发区 is no zone of the province.
        if place.names > 1 and not place.full and scope == "department" and zone_in(rest):
            return Body(named, place, zone_in(named), scope, own_name=True)
        if place.full and scope == "department" and _zone_of_city(place, rest):
            return Body(printed, place, "", "region")
        if _fits(place, scope, rest):
            if scope in ("enterprise", "unknown"):
                return Body(named, place, named, scope, own_name=True)
            # 泉州市晋江生态环境局 is the city's in 晋江.
            of_city = place.names > 1 and not place.full and ends_as(rest, "of_the_city")
            if (branch := _branch_place(place, rest)) or of_city:
                return Body(named, branch or place, named, scope, own_name=True)
            return Body(printed, place, "" if whole else rest, "region" if whole else scope)
    if whole or _GENERIC.fullmatch(named):
        return Body(printed, None, "", "region", whole[0][1] if whole else printed[-1])
    return _placeless_body(named)


def _placeless_body(named: str) -> Body:
    """市教育局, 官洲街道, 咸宁高新区; and 和康县, which is younger than our divisions."""
    town = re.sub(r"(?:人民政府|政府|办事处)$", "", named)
    level = None if town in counties_by_town() else _GENERIC.match(named)  # 县底镇 is one name
    scope, rest = _kind_in(None, named[level.end() :] if level else named)
    if scope == "town" and (lies := _town_of_zone(named)):
        return lies
    if scope == "unknown" and _NAMELESS.fullmatch(named):
        return Body(named, None, "", "region")
    place = gazetteer().read(named)
    if place and _LANDSCAPE.match(named, place.end):
        place = None
    if place and scope in ("department", "enterprise") and _keeps_print(rest, scope):
        return Body(named, place, rest, scope, own_name=True)
    return Body(named, None, rest, scope, level[1] if level else "")


def _national_body(printed: str) -> Body:
    """国家电影局 is a ministry; 国家税务总局武汉市税务局 is a department in Wuhan."""
    own = printed.removeprefix("中华人民共和国")
    if own in words()["ministries"]:
        return Body(printed, None, printed, "ministry", own_name=True)
    first = len(printed) - len(own) or 2
    places = (gazetteer().read(printed, i) for i in range(first, len(printed)))
    held = (p for p in places if p and not _is_word(p))
    place = next((p for p in held if p.full or p.end < len(printed)), None)
    if area := _FREE_TRADE.match(printed):
        place = gazetteer().read(printed, area.end()) or place
    scope = "department" if place else "ministry"
    if ends_as(printed, "enterprise"):
        scope = "enterprise"
    return Body(printed, place, (place and zone_in(printed)) or printed, scope, own_name=True)


def _ministry_abroad(printed: str) -> Body | None:
    """财政部湖北监管局, 水利部黄河水利委员会: what a ministry has in a place or along a river."""
    ministry = next((m for m in words()["dispatching"] if printed.startswith(m)), "")
    start = len(ministry) + printed.startswith("驻", len(ministry))
    rest = printed[start:]
    if not ministry or rest.startswith("门") or not ends_as(rest, "department"):
        return None
    place = gazetteer().read(rest)
    held = place if place and not _is_word(place) else None
    if held is None and len(rest) < LONGER_THAN_AN_END:
        return None
    return Body(printed, held, printed, "department", own_name=True)


def _corps_body(printed: str) -> Body | None:
    """第八师石河子市, 兵团财政局: the corps of 新疆, its divisions, their bureaus and towns."""
    found = _CORPS.fullmatch(printed)
    if found is None or not (found["whole"] or found["division"]):
        return None
    place = gazetteer().read(found["rest"])
    after = found["rest"][place.end if place else 0 :]
    scope, rest = kind_of(after)
    if place and scope == "town":
        return Body(printed, place, rest, "town")
    if scope not in ("department", "office", "enterprise"):
        if after and not found["division"]:
            return None
        scope = "region"
    return Body(printed, place, printed, scope, own_name=True)


def _kind_in(place: Place | None, rest: str) -> tuple[str, str]:
    """The scope and wording of what follows the place; 水寨办事处 is the 水寨街道 that it has."""
    town = rest.removesuffix("办事处") + "街道"
    codes = counties_by_town().get(town, ()) if rest.endswith("办事处") else ()
    if codes and (place is None or any(d.code in codes for d in place.divisions)):
        return "town", town
    return kind_of(rest)


def _zone_of_city(place: Place, rest: str) -> bool:
    """Whether it is another body's name: 黄埔区广州开发区 are a district and its city's zone."""
    city = place.divisions[0].prefecture
    return bool(city) and bool(zone_in(rest)) and rest.startswith(short_name(city))


def _listed_zone(printed: str) -> Division | None:
    code = next((c for name, c in words()["zones"].items() if printed.startswith(name)), "")
    return gazetteer().by_code(code)


def _town_of_zone(named: str) -> Body | None:
    """北京经济技术开发区荣华街道 is the 荣华街道 of 大兴区, where the city has no other."""
    zone, listed, place = zone_pattern().match(named), _listed_zone(named), gazetteer().read(named)
    above = (listed,) if listed else place.divisions if place else ()
    town = named[zone.end() :] if zone else ""
    codes = counties_by_town().get(kind_of(town)[1], ())
    counties = [d for code in codes if (d := gazetteer().by_code(code))]
    within = [d for d in counties if any(d.under(city) for city in above)]
    if len(within) != 1:
        return None
    return Body(named, Place((within[0],), 0, True, 1), kind_of(town)[1], "town")


def _known_zone(printed: str) -> Body | None:
    """东湖高新区, 西咸新区沣东新城: zones whose names don't tell where they lie."""
    division = _listed_zone(printed)
    if division is None or not (zone_in(printed) or ends_as(printed, "department")):
        return None
    place = Place((division,), 0, True, 1)
    return Body(printed, place, zone_in(printed) or printed, "department", own_name=True)


def _branch_place(place: Place, rest: str) -> Place | None:
    """Where a branch office works: 江夏区 for 武汉市公安局江夏区分局."""
    found = _BRANCH.fullmatch(rest)
    named = gazetteer().named(found[1]) if found else ()
    within = tuple(d for d in named if any(d.under(above) for above in place.divisions))
    return replace(place, divisions=within) if within else None


def read_within(printed: str) -> Body | None:
    """The body at the end of words that begin with what belongs to no body (an advertiser's)."""
    for start in range(1, len(printed) - 2):
        if gazetteer().read(printed, start, full=True) is None:
            continue
        if printed[:start].endswith(tuple(words()["before_places"])):
            return None
        body = read_body(printed[start:])
        if body and body.place and body.scope in ("region", "office", "department", "town"):
            return body
    return None


def _fits(place: Place, scope: str, rest: str) -> bool:
    """Whether the place may be meant: a short name alone must not be part of another word."""
    if place.full:
        return not _KIND_OF_TOWN.fullmatch(rest)
    if _is_word(place) or _BARE_TOWN.match(rest) or _LANDSCAPE.match(rest):
        return False
    if scope == "town":
        return place.names > 1
    return scope != "unknown" and not _keeps_print(rest, scope)


def _is_word(place: Place) -> bool:
    """Whether its name is a plain word too, and written without its suffix: 合作, 公安."""
    alone = place.names == 1 and not place.full
    return alone and place.divisions[0].short in words()["wordlike"]


def _keeps_print(rest: str, scope: str) -> bool:
    """Zones, customs, companies may be named after a place (武汉海关) without being its own."""
    zone = zone_pattern().match(rest) is not None
    return scope == "enterprise" or zone or ends_as(rest, "of_the_centre")


def as_printed(body: Body) -> str:
    """What stands before the kind of body where the place is open: 朝阳区, or 市 of 市教育局."""
    if body.own_name:
        return ""
    if body.place:
        return body.printed[: body.place.end]
    return body.printed if _NAMELESS.fullmatch(body.printed) and not body.rest else body.level_word
