"""A body as printed: the place in its name, its kind, its name in full and for short."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from ingest.identity.divisions import Place, gazetteer

_GENERIC = re.compile(
    r"(?:[我本全]?(自治区|地区|[省市区县州旗盟]))(?=(?:人民)?政府|(?![场政容民域块级])..|人民|民[政族宗防]|政[务协法]|本级|$)"
)
# 全区, but neither 万全区 and 全州县 nor 健全市场.
AREA = r"(?<![万天健安完齐保])全(?!州县|市场)[省市区县州旗盟]"
WHOLE = re.compile(rf"{AREA}(?:各.*)?$")
GOVERNMENT = re.compile(r"(?:(?:人民)?政府(?:各?部门)?|行政公署|行署)?")
OFFICE = re.compile(r"(?:人民政府|政府|行政公署|行署)?(办公厅|办公室|办|本级)")
_TOWN = re.compile(
    r"(?:人民政府|政府)?(.{1,16}?(?:镇|乡|苏木|街道?|地区(?=办事处|$)))"
    r"(?:人民政府|政府|办事处|办|党政\w*办公室|办公室)?"
)
_KIND_OF_TOWN = re.compile(r"(?:镇|乡|街道|苏木)(?:人民政府|办事处)?")  # 城区街道 is one name
_BARE_TOWN = re.compile(r"(?:镇|乡|街|苏木|地区(?=办事处))")
# 双峰山旅游度假区, 文昌湖区: a mountain or a lake of its own, not 双峰县 nor 文昌市.
_LANDSCAPE = re.compile(
    r"[山湖岛湾泉岭峡潭洲滩溪泊](?=区|新区|旅游|风景|度假|生态|经济|开发|高新|国家|省级|管|街道|镇)"
)
_BRANCH = re.compile(r".*局(.{2,}?)分局")
_CORPS = re.compile(
    r"(?:新疆生产建设)?兵团|(?:(?:新疆生产建设)?兵团)?第[一二三四五六七八九十]{1,3}师(.*)"
)
# 人民政府外事办公室 is a name in full, 政府国资局 is not.
_OF_GOVERNMENT = re.compile(r"^政府(?!采购|投资|债务|信息)(?=.{2,}(?:局|委|委员会)$)")
_PARTY = ("党委", "纪委", "监委", "工委", "团委", "编委", "政法委")
_SECTOR = re.compile(r".+[^级直属府各关区县市镇街乡个](?:部门|系统)")  # 气象部门, not 市直部门
_NAMELESS = re.compile(r".{2,9}[省市区县州旗]")
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
    if corps := _CORPS.fullmatch(printed):
        place = gazetteer().read(corps[1] or "")
        if place and (town := _TOWN.fullmatch(corps[1][place.end :])):
            return Body(printed, place, town[1], "town")
        return Body(printed, place, printed, "region", own_name=True)
    if zone := _known_zone(printed):
        return zone
    whole = WHOLE.search(printed)
    named = printed[: whole.start()] if whole else printed
    for place in (gazetteer().read(named), gazetteer().read(named, full=True)):
        if place is None:
            continue
        scope, rest = _kind(named[place.end :])
        # 浙江省东阳经济开发区 is no zone of the province.
        if place.names > 1 and not place.full and scope == "department" and _zone(rest):
            return Body(named, place, _zone(named), scope, own_name=True)
        if _fits(place, scope, rest):
            if scope in ("enterprise", "unknown"):
                return Body(named, place, named, scope, own_name=True)
            if branch := _branch_place(place, rest):
                return Body(named, branch, named, scope, own_name=True)
            return Body(printed, place, "" if whole else rest, "region" if whole else scope)
    if whole or _GENERIC.fullmatch(named):
        return Body(printed, None, "", "region", whole[0][1] if whole else printed[-1])
    return _placeless_body(named)


def _placeless_body(named: str) -> Body:
    """市教育局, 官洲街道, 咸宁高新区; and 和康县, which is younger than our divisions."""
    level = _GENERIC.match(named)
    scope, rest = _kind(named[level.end() :] if level else named)
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
    scope = "department" if place else "ministry"
    if _ends(printed, "enterprise"):
        scope = "enterprise"
    return Body(printed, place, printed, scope, own_name=True)


def _ministry_abroad(printed: str) -> Body | None:
    """财政部湖北监管局, 财政部驻湖北省…: what a ministry has in a place."""
    ministry = next((m for m in words()["ministries"] if printed.startswith(m)), "")
    start = len(ministry) + printed.startswith("驻", len(ministry))
    place = gazetteer().read(printed, start) if ministry else None
    return _national_body(printed) if place and not _is_word(place) else None


def _known_zone(printed: str) -> Body | None:
    """东湖高新区, 西咸新区沣东新城: zones whose names don't tell where they lie."""
    code = next((c for name, c in words()["zones"].items() if printed.startswith(name)), "")
    division = gazetteer().by_code(code)
    if division is None or not (_zone(printed) or _ends(printed, "department")):
        return None
    place = Place((division,), 0, True, 1)
    return Body(printed, place, _zone(printed) or printed, "department", own_name=True)


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
    return scope == "enterprise" or zone or _ends(rest, "of_the_centre")


@cache
def zone_pattern() -> re.Pattern[str]:
    """What names a zone in a body's name: 医药高新区 of 医药高新区财政局."""
    return re.compile(rf"[\u4e00-\u9fff]{{0,10}}?(?:{'|'.join(words()['zone'])})")


def _zone(rest: str) -> str:
    """The zone that the words name, with its administration, "" if they name none."""
    zones = "|".join(words()["zone"])
    board = "管委会|管理委员会"
    found = re.fullmatch(rf"(.*(?:{zones}))(.{{0,6}}?(?:{board})(?:(?:党政)?办公室)?)?", rest)
    if not found:
        return ""
    return f"{found[1]}{(found[2] or '管委会').replace('管委会', '管理委员会')}"


def _kind(rest: str) -> tuple[str, str]:
    """The scope of what follows a place's name, and its wording in full."""
    if GOVERNMENT.fullmatch(rest):
        return "region", rest
    if OFFICE.fullmatch(rest):
        return "office", rest
    if _ends(rest, "enterprise"):
        return "enterprise", rest
    if town := _TOWN.fullmatch(rest):
        return "town", re.sub("街$", "街道", town[1])
    if _ends(rest, "school") and not rest.endswith("科学院"):
        return "unknown", rest
    if _zone(rest):
        return "department", _zone(rest)
    if _ends(rest, "department") or _SECTOR.fullmatch(rest):
        return "department", _written_out(rest)
    return "unknown", rest


def _written_out(rest: str) -> str:
    """A department's name in full: 国资委 and 政府国资委 are 国有资产监督管理委员会."""
    if full := next((name for name, short in words()["called"].items() if short == rest), ""):
        return full
    named = _OF_GOVERNMENT.sub("", rest)
    found = re.fullmatch(r"(.{2,}?)(局|委|委员会|厅)", named)
    if found is None or named.endswith(_PARTY):
        return rest
    stem = str(words()["written_out"].get(found[1], found[1]))
    return stem + found[2].replace("委员会", "委").replace("委", "委员会")


def as_printed(body: Body) -> str:
    """What stands before the kind of body where the place is open: 朝阳区, or 市 of 市教育局."""
    if body.own_name:
        return ""
    if body.place:
        return body.printed[: body.place.end]
    return body.printed if _NAMELESS.fullmatch(body.printed) and not body.rest else body.level_word


def short_forms(rest: str) -> list[str]:
    """住房和城乡建设局 → 住建局, 国家发展和改革委员会 → 国家发改委, …管理委员会 → …管委会."""
    forms = [rest, rest.replace("管理委员会", "管委会")]
    forms.append(
        forms[-1].replace("高新技术产业开发区", "高新区").replace("经济技术开发区", "经开区")
    )
    for stem, shorts in words()["stems"].items():
        if found := re.fullmatch(rf"(国家)?{stem}(局|委员会|厅|办公室|中心)", rest):
            end = {"委员会": "委", "办公室": "办"}.get(found[2], found[2])
            forms += [(found[1] or "") + short.removesuffix(end) + end for short in shorts]
    forms += [short for name, short in words()["called"].items() if rest == name]
    forms += [f"{form.removesuffix('委员会')}委" for form in forms if form.endswith("委员会")]
    return list(dict.fromkeys(forms))


def town_end(town: str) -> str:
    """What turns the name of a town into that of its body: a 街道 has no people's government."""
    return "办事处" if town.endswith(("街道", "地区")) else "人民政府"


@cache
def words() -> dict[str, Any]:
    """The word lists of the file beside, read once."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _ends(rest: str, kind: str) -> bool:
    return rest.endswith(tuple(words()[kind]))
