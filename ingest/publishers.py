"""Which body a report is about, and of what scope: the region, its office, a department, a town.

The title is read first, then the text, then who posted it; never a host name. A place whose
name stands in several provinces stays as printed unless the report itself tells them apart.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.bodies import (
    GOVERNMENT,
    OFFICE,
    WHOLE,
    Body,
    as_printed,
    read_body,
    short_forms,
    town_end,
)
from ingest.divisions import Division, Place, gazetteer
from ingest.periods import subject_of

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
_REPORTING = re.compile(
    r"(?:20\d\d年|政府信息公开|信息公开|编制|按照|根据|认真|坚持|严格|现将|组织)"
)
_BODY_AFTER_PLACE = re.compile(
    r"(?:人民政府|政府)(?:办公厅|办公室|办)?"
    r"|[^\W\d_的在将对为年等按各全我本并及]{1,16}?(?:局|委员会|委|厅|镇|乡|街道|苏木|中心|公司)(?:人民政府|办事处)?"
)


@dataclass(frozen=True, slots=True)
class Publisher:
    """The body that a report is about; fields as in contract.md, "" for what isn't known."""

    name: str
    scope: str
    level: str
    division: str
    division_code: str


@dataclass(frozen=True, slots=True)
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
    def all(self) -> str:
        return "\n".join([*self.titles, self.posted_by, re.sub(r"\s+", "", self.text)])


def identify_publisher(
    titles: Sequence[str], text: str, posted_by: str, year: int | None
) -> Publisher:
    """The body that the report is about; its place is "" where the report leaves it undecided."""
    report = _Report(titles, text, posted_by, year)
    named = [body for title in titles if (body := read_body(subject_of(title)))]
    known = [body for body in named if body.scope != "unknown"]
    body = next((b for b in known if b.place or b.scope == "ministry"), next(iter(known), None))
    body = body or _named_in_text(report) or _posting_body(report) or next(iter(named), None)
    if body is None:
        return Publisher("", "unknown", "", "", "")
    if body.place is None and body.scope != "ministry":
        body = replace(body, place=_missing_place(body, report))
    return _publisher(_corrected_by_text(body, report), report)


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
    bodies = [(body, end) for body, end in _bodies(text) if not _OBEYED.match(text, end)]
    if not bodies:
        return None
    if _SUMMARY.search(text) and not speaks:
        return replace(bodies[0][0], rest="", scope="region")
    scores: Counter[str] = Counter()
    for body, end in bodies:
        agrees = speaks is not None and body.printed.endswith(speaks[1])
        # 由区政府办公室编制 says who wrote it down, not whose report it is.
        wrote = body.scope == "office" and text[: end - len(body.printed)].endswith("由")
        reports = bool(_REPORTING.match(text, end)) and not wrote
        scores[body.printed] += 1 + 3 * reports + 5 * agrees
    best = scores.most_common(1)[0][0]
    return next(body for body, _ in bodies if body.printed == best)


def _bodies(text: str) -> Iterator[tuple[Body, int]]:
    position = 0
    while position < len(text):
        place = gazetteer().read(text, position, full=True)
        found = _BODY_AFTER_PLACE.match(text, place.end) if place else None
        if place and found and (body := read_body(text[position : found.end()])):
            yield body, found.end()
        position = found.end() if found else place.end if place else position + 1


def _posting_body(report: _Report) -> Body | None:
    """Who posted the report, where the text agrees; a portal or another office proves nothing."""
    body = read_body(re.sub(r"\s+", "", report.posted_by))
    if body is None or body.scope == "unknown":
        return None
    speaks = _SELF.search(report.preamble)
    if speaks:
        return body if report.posted_by.endswith(speaks[1]) else None
    if _SUMMARY.search(report.preamble):
        return replace(body, rest="", scope="region")
    return body if body.scope in ("region", "office", "ministry") else None


def _missing_place(body: Body, report: _Report) -> Place | None:
    """The place of a body named without one (市教育局, 官洲街道), from the rest of the report."""
    text = report.all
    if body.rest and body.scope != "office":
        for found in re.finditer(re.escape(body.rest), text):
            if place := gazetteer().read_before(text, found.start()):
                return place
    poster = read_body(re.sub(r"\s+", "", report.posted_by))
    if poster and poster.place and _level_agrees(body, poster.place):
        return poster.place
    places = [p for i in range(min(len(text), 4000)) if (p := gazetteer().read(text, i, full=True))]
    distinct = {p.divisions: p for p in places if _level_agrees(body, p)}
    return next(iter(distinct.values())) if len(distinct) == 1 else None


def _level_agrees(body: Body, place: Place) -> bool:
    division = place.divisions[0]
    if body.scope == "town":
        return division.level == "county"
    return bool(body.level_word) and division.name.endswith(body.level_word)


def _publisher(body: Body, report: _Report) -> Publisher:
    if body.scope == "ministry":
        return Publisher(body.printed, "ministry", "national", "", "")
    division = None
    if body.place:
        division = gazetteer().told_apart(body.place.divisions, report.all, report.year)
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
