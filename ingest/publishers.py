"""Which body a report is about, and of what scope: the region, its office, a department, a town.

The title is read first, then the text, then who posted it; never a host name. A place whose
name stands in several provinces stays as printed unless the report itself tells them apart.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from ingest.bodies import (
    GOVERNMENT,
    OFFICE,
    WHOLE,
    Body,
    as_printed,
    read_body,
    read_within,
    short_forms,
    town_end,
    words,
)
from ingest.divisions import Division, Place, gazetteer
from ingest.evidence import NAMED, Evidence
from ingest.periods import subject_of
from ingest.towns import counties_by_town

# domain.md 6.3: what an area's summary says of itself before its first chapter.
_SUMMARY = re.compile(
    r"综合.{0,20}(?:部门|单位|街道|[各镇乡县区])|汇总|涵盖.{0,30}(?:部门|各)|全[省市区县州旗盟]"
)
_POSTING = re.compile(r"(?:来源|发布(?:机构|单位|机关))[:：|\s]*\S+")
_ONLY_OFFICE = re.compile(r"[仅只](?:包括|包含|统计|反映|含|限)[^。]{0,12}(?:办公室|办公厅|政府办)")
_SELF = re.compile(r"[我本](局|委|厅|镇|乡|街道|中心|馆|集团|公司)")
# 国务院办公厅关于… and …的要求 name whom the report obeys, not whose it is.
_OBEYED = re.compile(
    r"(?:办公厅|办公室)?(?:关于|印发|下发|的?通知|的?(?:有关|相关|统一)?(?:要求|部署|文件)|网站|门户)"
)
# Offices that post the reports of others too.
_FOR_OTHERS = re.compile(r"办公[厅室]|政府办|审批|政务|数据|信息|融媒|网络|宣传")
_AREA = re.compile(r"[我全][省市区县州旗盟]")
_DATED = re.compile(r"(?:20|二)\S{2,12}日?")
_REPORTING = re.compile(
    r"(?:20\d\d年|政府信息公开|信息公开|编制|按照|根据|认真|坚持|严格|现将|组织|深入|全面|积极|以习近平|依法"
    r"|高度重视|始终|紧紧|扎实|不断|现公布|公布)"
)
_NAME = r"[^\W\d_的在将对为年等按全我本并及]"
_BODY_AFTER_PLACE = re.compile(
    rf"{_NAME}{{0,10}}?(?:{'|'.join(words()['zone'])})(?:管委会|管理委员会|(?![区镇街]))"
    r"|(?:人民政府|政府)(?:办公厅|办公室|办)?(?!网|门户)"
    rf"|(?:人民政府)?{_NAME}{{1,16}}?(?:分局|局|委员会|委(?!员)|厅|镇|(?<!城)乡(?!村)|街道|苏木|中心|公司|联合社|联合会|办公室"
    r"|管委会|支队|大队|总队)(?:人民政府|办事处)?|红十字会|总工会|档案馆|图书馆|博物馆"
)


@dataclass(frozen=True, slots=True)
class Publisher:
    """The body that a report is about; fields as in contract.md, "" for what isn't known."""

    name: str
    scope: str
    level: str
    division: str
    division_code: str


@dataclass(frozen=True)
class _Report:
    titles: Sequence[str]
    text: str
    posted_by: str
    year: int | None

    @property
    def preamble(self) -> str:
        """What stands before the first chapter, without names of documents and of who posted it."""
        head = re.split(r"\n\s*[一—][、.．]", self.text, maxsplit=1)[0][:3000]
        return re.sub(r"\s+|《[^》]*》|[(（][^()（）]*[)）]", "", _POSTING.sub("", head))

    @property
    def opening(self) -> str:
        """The first words of the chapters, where a body speaks of itself as 我局."""
        parts = re.split(r"\n\s*[一—][、.．]", self.text, maxsplit=1)
        return re.sub(r"\s+|《[^》]*》", "", parts[1][:800]) if len(parts) > 1 else ""

    @cached_property
    def evidence(self) -> Evidence:
        return Evidence("\n".join([*self.titles, self.posted_by, self.text]), self.year)


def identify_publisher(
    titles: Sequence[str], text: str, posted_by: str, year: int | None
) -> Publisher:
    """The body that the report is about; its place is "" where the report leaves it undecided."""
    report = _Report(titles, text, posted_by, year)
    named = [body for title in titles if (body := _titled(subject_of(title)))]
    known = [body for body in named if body.scope != "unknown"]
    body = next((b for b in known if b.place or b.scope == "ministry"), next(iter(known), None))
    body = body or _named_in_text(report) or _posting_body(report) or next(iter(named), None)
    if body is None:
        return Publisher("", "unknown", "", "", "")
    if body.place is None and body.scope != "ministry":
        body = replace(body, place=_missing_place(body, report))
    return _publisher(_corrected_by_text(body, report), report)


def _titled(subject: str) -> Body | None:
    """The body of a title, without an advertiser's words that copies put before it."""
    body = read_body(subject)
    if body and (body.place or body.level_word or body.scope == "ministry"):
        return body
    return read_within(subject) or body


def names_of(publisher_name: str, scope: str, division: str) -> tuple[str, ...]:
    """Every way a person may name the body in a question, its own name first."""
    place = gazetteer().read(division)
    if place is None or scope in ("ministry", "enterprise", "unknown"):
        return tuple(dict.fromkeys([publisher_name, *short_forms(publisher_name)]))
    above = place.divisions[0]
    ways = above.spellings
    rest = publisher_name.removeprefix(above.full_name)
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


def _corrected_by_text(body: Body, report: _Report) -> Body:
    """A bare place in the title means the region, unless the preamble speaks for another body."""
    if body.scope != "region" or WHOLE.search(body.printed):
        return body
    if _ONLY_OFFICE.search(report.preamble):
        return replace(body, scope="office", rest="人民政府办")
    if body.rest or _SUMMARY.search(report.preamble) or not _SELF.search(report.preamble):
        return body
    other = _named_in_text(report)
    if other and other.scope in ("department", "town"):
        return other
    return replace(body, scope="unknown")


def _named_in_text(report: _Report) -> Body | None:
    """The body that the preamble names as reporting; the region, if it says it sums up others."""
    text = report.preamble
    speaks = _SELF.search(text)
    if not any(True for _ in _bodies(text)):
        text = report.opening
    bodies = [(body, end) for body, end in _bodies(text) if not _OBEYED.match(text, end)]
    if not bodies:
        return None
    if _SUMMARY.search(report.preamble) and not speaks:
        return replace(bodies[0][0], rest="", scope="region")
    scores: Counter[str] = Counter()
    for body, end in bodies:
        agrees = speaks is not None and body.printed.endswith(speaks[1])
        # 由区政府办公室编制 says who wrote it down, not whose report it is.
        wrote = body.scope == "office" and text[: end - len(body.printed)].endswith("由")
        reports = bool(_REPORTING.match(text, end)) and not wrote
        scores[body.printed] += 1 + 3 * reports + 5 * agrees
    (best, score), *_ = scores.most_common(1)
    found = next(body for body, _ in bodies if body.printed == best)
    # An office that is only asked to be called may answer for the whole area.
    return found if found.scope != "office" or score > 3 else _office_or_region(found, report)


def _bodies(text: str) -> Iterator[tuple[Body, int]]:
    position = 0
    while position < len(text):
        place = gazetteer().read(text, position, full=True)
        found = _BODY_AFTER_PLACE.match(text, place.end) if place else None
        if place and found and (body := read_body(text[position : found.end()])):
            yield body, found.end()
        position = found.end() if found else place.end if place else position + 1


def _posting_body(report: _Report) -> Body | None:
    """Who posted or signed the report, unless it speaks of itself as of another kind of body."""
    for name in (report.posted_by, *_signatures(report.text)):
        body = read_body(re.sub(r"\s+", "", name))
        if body is None or body.scope == "unknown":
            continue
        if _SUMMARY.search(report.preamble) and not _SELF.search(report.preamble):
            return replace(body, rest="", scope="region")
        speaks = _SELF.search(report.preamble) or _SELF.search(report.opening)
        if body.scope in ("region", "office"):
            return None if speaks else _office_or_region(body, report)
        agrees = speaks and (body.printed.endswith(speaks[1]) or body.rest.endswith(speaks[1]))
        if not _FOR_OTHERS.search(body.rest) and (agrees or not speaks):
            return body
        if agrees and _SELF.search(report.preamble):
            return body
    return None


def _signatures(text: str) -> list[str]:
    """The lines before the dates that end a report."""
    lines = [line.strip() for line in text.strip().split("\n")[-6:]]
    return [a for a, b in pairwise(lines) if _DATED.fullmatch(re.sub(r"\s", "", b))]


def _office_or_region(body: Body, report: _Report) -> Body:
    """The office itself, or the area that it writes for: by how the report speaks of itself."""
    if _ONLY_OFFICE.search(report.preamble) or re.search(r"[我本]办", report.opening):
        return body
    if _SUMMARY.search(report.preamble) or _AREA.search(report.opening):
        return replace(body, rest="", scope="region")
    return body if body.scope == "region" else replace(body, scope="unknown")


def _missing_place(body: Body, report: _Report) -> Place | None:
    """The place of a body named without one (市教育局, 官洲街道), from the rest of the report."""
    text = report.evidence.text
    if body.rest and body.scope != "office":
        for found in re.finditer(re.escape(body.rest), text):
            if place := gazetteer().read_before(text, found.start()):
                return place
    poster = read_body(re.sub(r"\s+", "", report.posted_by))
    if poster and poster.place and _level_agrees(body, poster.place.divisions[0]):
        return poster.place
    division = _town_place(body, report) if body.scope == "town" else _told_place(body, report)
    return Place((division,), 0, True, 1) if division else None


def _told_place(body: Body, report: _Report) -> Division | None:
    """The place that the text speaks of most, of the level that the name calls for."""
    if body.level_word:
        return report.evidence.speaks_of(lambda d: _level_agrees(body, d))
    return report.evidence.speaks_of(lambda d: d.level != "province", NAMED)


def _town_place(body: Body, report: _Report) -> Division | None:
    """The county of a town: one that the text names, one that has such a town, or better both."""
    codes = counties_by_town().get(body.rest, ())
    having = [d for code in codes if (d := gazetteer().by_code(code, report.year))]
    evidence = report.evidence
    both = evidence.speaks_of(lambda d: d in having)
    # Its own address or site tells more than today's list: a town of the name may be gone there.
    named = both or evidence.speaks_of(lambda d: d.level == "county", NAMED)
    if named or len(having) > 1:
        return named or evidence.between(having)
    return next(iter(having), evidence.speaks_of(lambda d: d.level == "county"))


def _level_agrees(body: Body, division: Division) -> bool:
    if body.scope == "town":
        return division.level == "county"
    return bool(body.level_word) and division.name.endswith(body.level_word)


def _publisher(body: Body, report: _Report) -> Publisher:
    if body.scope == "ministry":
        return Publisher(body.printed, "ministry", "national", "", "")
    division = None
    if body.place:
        division = report.evidence.between(body.place.divisions)
    end = _end_of_name(body, division, report)
    if division is None:
        level = "town" if body.scope == "town" else ""
        return Publisher(as_printed(body) + end, body.scope, level, "", "")
    name = end.removeprefix(division.province) if body.own_name else division.full_name + end
    town = body.rest if body.scope == "town" else ""
    code = division.code if division.valid_in(report.year) else ""
    level = "town" if town else division.level
    return Publisher(name or end, body.scope, level, division.path + town, code)


def _end_of_name(body: Body, division: Division | None, report: _Report) -> str:
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
