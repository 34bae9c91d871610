"""Which body a report is about, and of what scope: the region, its office, a department, a town.

The title is read first, then the text, then who posted it; never a host name. A place whose
name stands in several provinces stays as printed unless the report itself tells them apart.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.identity.bodies import (
    AREA,
    Body,
    as_printed,
    read_body,
    read_within,
)
from ingest.identity.divisions import MUNICIPALITIES, Division, Place, gazetteer
from ingest.identity.evidence import NAMED
from ingest.identity.mentions import bodies_in
from ingest.identity.speakers import (
    Told,
    corrected_by_text,
    issuing_body,
    named_in_text,
    posting_body,
)
from ingest.identity.titles import names_behind, subject_of
from ingest.identity.towns import counties_by_town, town_of_a_people
from ingest.identity.wording import GOVERNMENT, OFFICE, short_forms, town_end, zone_pattern

# The words of a level that tell it without the place; 市 and 区 are of several.
LEVELS = {"省": "province", "自治区": "province", "州": "prefecture", "盟": "prefecture"}
LEVELS |= {"县": "county", "旗": "county"}
_NEW_ZONE = re.compile("新[区城]")
_SCENIC = re.compile(r"(?<=[山湖岛])(?:国家|风景|景区|旅游|生态|度假)")
_ABOVE = re.compile(rf"(?=([县区旗])委(?!员)[、和]?\1(?:人民)?政府)|(?={AREA})全([县区旗])")
TAXES, TAXES_MERGED = "国家税务总局", 2018  # when 国税局 and 地税局 became its offices
SHORTEST = 3  # characters of a name of no known kind


@dataclass(frozen=True, slots=True)
class Publisher:
    """The body that a report is about; fields as in contract.md, "" for what isn't known."""

    name: str
    scope: str
    level: str
    division: str
    division_code: str


def identify_publisher(
    titles: Sequence[str], text: str, posted_by: str, year: int | None
) -> Publisher:
    """The body that the report is about; its place is "" where the report leaves it undecided."""
    report = Told(titles, text, posted_by, year)
    read = [(title, body) for title in titles if (body := _titled(subject_of(title)))]
    named = [body for _, body in read]
    known = [body for body in named if body.scope != "unknown"]
    # 年报_某县政府 names the page's site; 某镇年报 beside it the body.
    known = [b for title, b in read if b in known and not names_behind(title)] or known
    body = next((b for b in known if b.place or b.scope == "ministry"), next(iter(known), None))
    body = _of_the_place(body, known, report) if body else None
    body = body or named_in_text(report) or posting_body(report) or next(iter(named), None)
    body = body or issuing_body(report)
    if body is None and not report.speaks and any("本级政府" in title for title in titles):
        body = Body("", None, "", "region")
    if body is None:
        return Publisher("", "unknown", "", "", "")
    body = _without_advertiser(_branch_told_of(body, report), report)
    if body.place is None and body.scope != "ministry" and not body.own_name:
        body = replace(body, place=_missing_place(body, report))
    return _publisher(corrected_by_text(body, report), report)


def _titled(subject: str) -> Body | None:
    """The body of a title, without an advertiser's words that copies put before it."""
    body = read_body(subject)
    if body and body.scope == "unknown" and len(subject) < SHORTEST:
        return None
    if body and (body.place or body.level_word or body.scope == "ministry"):
        return body
    return read_within(subject) or body


def _without_advertiser(body: Body, report: Told) -> Body:
    """西甲直播林业局 as 林业局, where the text has 西甲直播政府 too: words in a place's stead."""
    if body.place or body.scope != "department" or body.level_word:
        return body
    for end in range(2, len(body.rest) - 2):
        words_before = body.rest[:end]
        if re.search(rf"{re.escape(words_before)}(?:人民)?政府(?!采购|信息)", report.text):
            return replace(body, rest=body.rest[end:], own_name=False)
    return body


def _branch_told_of(body: Body, report: Told) -> Body:
    """公布梅州市公安局年度报告, 内容涵盖梅州市公安局梅县区分局: the one branch that it tells of."""
    named = {b.printed: b for b, _ in bodies_in(report.preamble)} if body.place else {}
    branches = [b for name, b in named.items() if name.startswith(body.printed) and b.own_name]
    return branches[0] if len(branches) == 1 and body.scope == "department" else body


def _of_the_place(body: Body, titled: Sequence[Body], report: Told) -> Body:
    """The bureau that one title names and another the place of, if the text names it in full."""
    if body.scope != "region" or body.rest or not body.place:
        return body
    name, text = body.place.divisions[0].name, report.preamble + report.opening
    placeless = (b for b in titled if b.scope == "department" and not (b.place or b.level_word))
    found = next((b for b in placeless if name + b.rest in text), None)
    return replace(found, place=body.place) if found else body


def names_of(publisher_name: str, scope: str, division: str) -> tuple[str, ...]:
    """Every way a person may name the body in a question, its own name first."""
    place = gazetteer().read(division)
    if place is None or scope in ("ministry", "enterprise", "unknown"):
        return tuple(dict.fromkeys([publisher_name, *short_forms(publisher_name)]))
    above = place.divisions[0]
    ways = above.spellings
    rest = publisher_name.removeprefix(above.full_name)
    if publisher_name.startswith(TAXES) and rest.endswith("税务局"):
        rest = "税务局"
    if scope == "region":
        ends = [rest, "政府" if rest == "人民政府" else "行署", ""]
    elif scope == "office":
        word = rest.removeprefix("人民政府").removeprefix("行政公署")
        ends = [rest, f"政府{word}", "政府办", word, "政府本级", "本级"]
    elif scope == "town":
        ends, ways = _town_names(division[place.end :]), ("", *ways)
    else:
        ends = [rest, *short_forms(rest)]
    return tuple(dict.fromkeys([publisher_name, *(way + end for end in ends for way in ways)]))


def _missing_place(body: Body, report: Told) -> Place | None:
    """The place of a body named without one (市教育局, 官洲街道), from the rest of the report."""
    text = report.evidence.text
    zone = body.scope == "department" and zone_pattern().match(body.rest)  # 赣州蓉江新区财政局
    if body.rest and body.scope != "office":
        for found in re.finditer(re.escape(zone[0] if zone else body.rest), text):
            place = gazetteer().read_before(text, found.start(), full=not zone)
            # 省教育局 in the text of a 县教育局 is another body.
            if place and (not body.level_word or _level_agrees(body, place.divisions[0])):
                return place
    poster = read_body(re.sub(r"\s+", "", report.posted_by))
    if poster and poster.place and _level_agrees(body, poster.place.divisions[0]):
        return poster.place
    division = _town_place(body, report) if body.scope == "town" else _told_place(body, report)
    return Place((division,), 0, True, 1) if division else None


def _told_place(body: Body, report: Told) -> Division | None:
    """The place that the text speaks of most, of the level that the name calls for."""
    if body.level_word:
        return report.evidence.speaks_of(lambda d: _level_agrees(body, d), within=True)
    # 在县委、县政府领导下, 全县各单位: no city's bureau, whosever site it stands on.
    above = {found[1] or found[2] for found in _ABOVE.finditer(report.text)}
    level = above.pop() if len(above) == 1 else ""
    return report.evidence.speaks_of(
        lambda d: d.level != "province" and d.name.endswith(level), NAMED
    )


def _town_place(body: Body, report: Told) -> Division | None:
    """The county of a town: one that the text names, one that has such a town, or better both."""
    codes = counties_by_town().get(body.rest, ())
    having = [d for code in codes if (d := _county(code, report.year))]
    evidence = report.evidence
    both = evidence.speaks_of(lambda d: d in having)
    # Its own address or site tells more than today's list: a town of the name may be gone there.
    named = both or evidence.speaks_of(lambda d: d.level == "county", NAMED)
    if named or len(having) > 1:
        return named or evidence.between(having)
    return next(iter(having), evidence.speaks_of(lambda d: d.level == "county"))


def _county(code: str, year: int | None) -> Division | None:
    """The county of today's code as it stood in the year: 上虞区 was 上虞市 in 2009."""
    known = gazetteer()
    today = known.by_code(code)
    return known.by_code(code, year) or (known.in_year(today, year) if today else None)


def _level_agrees(body: Body, division: Division) -> bool:
    if body.scope == "town":
        return division.level == "county"
    return bool(body.level_word) and division.name.endswith(body.level_word)


def _publisher(body: Body, report: Told) -> Publisher:
    if body.scope == "ministry":
        return Publisher(body.printed, "ministry", "national", "", "")
    division = None
    if body.place:
        where = _where(body, report)
        division = report.evidence.between(where, highest=body.own_name) if where else None
    if division and body.scope == "town":
        body = replace(body, rest=town_of_a_people(body.rest, division.code))
    end = _end_of_name(body, division, report)
    if division is None:
        level = "town" if body.scope == "town" else LEVELS.get(body.level_word, "")
        return Publisher(as_printed(body) + end, body.scope, level, "", "")
    # 重庆市 of 重庆市公安局渝中区分局 is the city, not only a province.
    apart = "" if division.full_name.startswith(division.province) else division.province
    name = end.removeprefix(apart) if body.own_name else division.full_name + end
    if body.rest == "税务局" and (report.year or TAXES_MERGED) >= TAXES_MERGED:
        name = _tax_office(division)
    town = body.rest if body.scope == "town" else ""
    code = division.code if division.valid_in(report.year) else ""
    level = "town" if town else division.level
    return Publisher(name or end, body.scope, level, division.path + town, code)


def _tax_office(division: Division) -> str:
    """国家税务总局石泉县税务局; a district stands behind its city: …武汉市江夏区税务局."""
    district = division.name.endswith("区") or division.province in MUNICIPALITIES
    return f"{TAXES}{division.full_name if district else division.name}税务局"


def _where(body: Body, report: Told) -> Sequence[Division]:
    """The divisions that the place of the body may be; a zone's name tells little of its place."""
    found = body.place.divisions if body.place else ()
    if not body.own_name or body.scope != "department":
        return found
    cities = list(found)
    if provinces := [d for d in found if d.level == "province"]:
        # 吉林经开区 is in 吉林市, 中国（河南）自由贸易试验区 in no 河南蒙古族自治县.
        called = [d for d in found if d.level == "prefecture" and d.name.endswith("市")]
        cities = called or provinces
    # 南湖新区 needn't lie in 南湖区, nor 泰山景区 in 泰山区.
    bare = body.place if body.place and not body.place.full else None
    scenic = bare and _SCENIC.match(body.rest, bare.end)
    if not scenic and not (bare and _NEW_ZONE.match(body.rest, bare.end)):
        return cities
    told = [d for d in cities if d.level != "county" or d.name in report.evidence.text]
    if told or not scenic:
        return told
    above = [gazetteer().parent(d) for d in cities]
    city = report.evidence.speaks_of(lambda d: d in above)
    return (city,) if city else ()


def _end_of_name(body: Body, division: Division | None, report: Told) -> str:
    """What follows the division in the body's name in full: 人民政府, 教育局, 人民政府办公室."""
    government = "人民政府"
    if division and division.name.endswith(("地区", "盟")):
        government = "行政公署"
    if body.scope in ("region", "unknown") and GOVERNMENT.fullmatch(body.rest):
        return government
    if body.scope == "town":
        return body.rest + town_end(body.rest)
    if body.scope == "office" and (found := OFFICE.fullmatch(body.rest)):
        general = (division and division.level == "province") or "府办公厅" in report.preamble
        return government + {"办": "办公厅" if general else "办公室"}.get(found[1], found[1])
    return body.rest


def _town_names(town: str) -> list[str]:
    end = town_end(town)
    return [town, town + end, town + ("办" if end == "办事处" else "政府")]
