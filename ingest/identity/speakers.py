"""The body that a report’s own text speaks for: by whom it was made, signed or posted."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from ingest.identity.bodies import AREA, WHOLE, Body, read_body
from ingest.identity.divisions import gazetteer
from ingest.identity.evidence import Evidence
from ingest.identity.mentions import NAME, REPORTING, bodies_in
from ingest.identity.towns import counties_by_town
from ingest.identity.wording import words

# domain.md 6.3: what an area's summary says of itself before its first chapter.
_SUMMARY = re.compile(
    r"综合.{0,20}(?:部门|单位|街道|[各镇乡县区])|汇总.{0,12}(?:部门|各|地区)|汇总[^，。]{0,8}\d+个(?:地|州|市|县|区|旗|镇|乡)|涵盖.{0,30}(?:部门|各)|各部门.{0,20}报告基础上|"
    + AREA
)
# Nobody who sums up an area calls it so.
TOWNS = ("镇", "乡", "街道")
_POSTING = re.compile(r"(?:网站名称|来源|发布(?:机构|单位|机关))[:：|\s]*\S+")
_ONLY_OFFICE = re.compile(r"[仅只](?:包括|包含|统计|反映|含|限)[^。]{0,12}(?:办公室|办公厅|政府办)")
_SELF = re.compile(r"[我本](局|委|厅|署|镇|乡|街(?:道|办)?|中心|馆|社(?!会|区)|集团|公司)")
# 国务院办公厅关于… and …的要求 name whom the report obeys, not whose it is.
_OBEYED = re.compile(
    r"(?:办公厅|办公室)?(?:关于|印发|下发|的?通知|的?(?:有关|相关|统一)?(?:要求|部署|文件)|(?:政府|政务)?(?:服务|信息)?网|门户"
    r"|(?:政府)?信息公开(?:门户|网|平台|专栏|栏目)|[:：](?=根据|按照|依据|现将))"
)
# Offices that post the reports of others too.
_FOR_OTHERS = re.compile(
    r"^委(?:员会)?$|(?:^|政府|行署|公署|党委|党政|综合|公开|[局委处])办公[厅室]|政府办|审批|政务|数据|信息(?!化)|融媒|网络|宣传"
)
# 规划处, 机关党委, 党政办: a part of a body that goes unnamed.
_IN_HOUSE = re.compile(r"[^省市区县州旗局委厅]{1,4}(?:处|社|党委|党政办)|党政办")
# 政务公开领导小组办公室 writes for the whole area.
_WRITERS = re.compile(r"公开.*办")
_AREA = re.compile(rf"我[省市区县州旗盟]|{AREA}")
# 我局印发《…》, or a clause without a subject: 制定实施《…》.
_ISSUED = re.compile(
    r"(?:[我本][局厅委][^。，,《]{0,4}|[，,。；;\n](?:全年|先后|及时|还|并|相继|研究){0,2})"
    r"(?:印发|下发|制发|出台|制定|修订|制修订|编制)(?:印发|下发|实施|出台|完善)?了?《([^《》]{4,40})"
)
# A report in which all of an area's bodies act is the area's own.
_ALL_BODIES = re.compile(r"([省市区县州旗盟])各级(?:行政机关|(?:人民)?政府)")
_YEAR_OF = re.compile(r"(?:总体情况|概述)?20\d\d年(?:度|以来)?[，,]?")
_HEADING = re.compile(
    r"(?m)^([（(][一二三四五六七八九十][）)][^\n。]{2,40})$"
)  # no sentence goes on
_MADE = re.compile(r"(?:形成|编制|制作)了")
_DATED = re.compile(r"(?:20|二)\S{2,12}日?")
LONGEST = 60  # characters of the name of who posted or signed
_GOVERNMENT, _ITS_OFFICE = r"(?:自治)?[省市区县州旗盟](?:人民)?政府", "(?:办公厅|办公室|办)"
# 县乡村振兴局认真…, 由高楼镇人民政府编制: a body that tells of itself without its place.
_PLACELESS = re.compile(
    r"(?:(?<![\u4e00-\u9fff、])|(?<=[年度由合据布与])|(?<=概述)|(?<=情况))"
    rf"((?P<government>我{_GOVERNMENT}(?!信息公开)|{_GOVERNMENT}(?=编制)|{_GOVERNMENT}{_ITS_OFFICE}?(?=综合|汇总))"
    rf"|(?P<zone>(?:经济(?:技术)?|高新技术产业)?(?:{'|'.join(words()['zone'])})(?:{NAME}{{2,12}}?局|管委会|管理委员会))"
    rf"|(?P<level>[省市区县州旗盟])(?!委|人?民?政府)(?:{NAME}){{2,14}}?(?:局|厅|委员会|委(?!员))"
    rf"|(?P<town>(?![各该其由度与请]|根据|结合|现|公布)(?:{NAME}){{1,6}}?(?:(?<![乡城村])镇|乡(?![镇村])|街道|苏木))(?:人民政府|政府|办事处)?)"
    rf"(?={REPORTING.pattern}|综合|汇总|[^，,。]{{0,20}}联系)"
)
# In the first sentence also what is no bureau: 2020年，市政府办公室坚持…, 2020年，县残疾人联合会….
_FIRST = re.compile(
    rf"(?:{_GOVERNMENT}{_ITS_OFFICE}|[省市区县州旗盟](?!委|人?民?政府){NAME}{{2,14}}?"
    rf"(?:中心|联合会|联合社|联社|供销社|工会|字会|馆|[大支总]队|办公室|研究室))(?={REPORTING.pattern})"
)


@dataclass(frozen=True)
class Told:
    """What a report says of whose it is: its titles, its text, who posted it."""

    titles: Sequence[str]
    text: str
    posted_by: str
    year: int | None

    @property
    def preamble(self) -> str:
        """What stands before the first chapter, without names of documents and of who posted it."""
        head = re.split(r"\n\s*[一—][、.．]", f"\n{self.text}", maxsplit=1)[0][:3000]
        return re.sub(r"\s+|《[^》]*》|[(（][^()（）]*[)）]", "", _POSTING.sub("", head))

    @property
    def opening(self) -> str:
        """The first words of the chapters, where a body speaks of itself as 我局."""
        parts = re.split(r"\n\s*[一—][、.．]", f"\n{self.text}", maxsplit=1)
        told = _HEADING.sub(r"\1。", parts[1][:800]) if len(parts) > 1 else ""
        return re.sub(r"\s+|《[^》]*》", "", told)

    @cached_property
    def speaks(self) -> str:
        """局 where it speaks of itself as 我局, "" where it doesn't."""
        found = _SELF.search(self.preamble) or _SELF.search(self.opening)
        kind = found[1] if found else ""
        return "街道" if kind.startswith("街") else kind

    def speaks_as(self, body: Body) -> bool:
        """Whether the body is of the kind that the report calls itself."""
        kinds = {"": (), "委": ("委", "委员会")}.get(self.speaks, (self.speaks,))
        return body.printed.endswith(kinds) or body.rest.endswith(kinds)

    @cached_property
    def evidence(self) -> Evidence:
        """What all of it tells of the place."""
        return Evidence("\n".join([*self.titles, self.posted_by, self.text]), self.year)


def corrected_by_text(body: Body, report: Told) -> Body:
    """A bare place in the title means the region, unless the preamble speaks for another body."""
    if body.scope != "region" or WHOLE.search(body.printed):
        return body
    if _ONLY_OFFICE.search(report.preamble):
        return replace(body, scope="office", rest="人民政府办")
    if body.rest or _SUMMARY.search(report.preamble) or not _SELF.search(report.preamble):
        return body
    other = named_in_text(report)
    if other and other.scope in ("department", "town"):
        return other if other.place else replace(other, place=body.place)
    return replace(body, scope="unknown")


def named_in_text(report: Told) -> Body | None:
    """The body that the preamble names as reporting; the region, if it says it sums up others."""
    return _named_with_place(report) or _named_without_place(report) or _region_told_of(report)


def _region_told_of(report: Told) -> Body | None:
    """The region that a report which sums up others is made by, or whose year it tells first, or
    its office: 新疆维吾尔自治区形成了《2016年…》, 2020年，河北省坚持…, 2020年，市政府办公室坚持….
    """
    if _SUMMARY.search(report.preamble) and not report.speaks:
        for made in _MADE.finditer(report.preamble):
            place = gazetteer().read_before(report.preamble, made.start())
            if place and place.full and (body := read_body(place.divisions[0].name)):
                return body
    if report.speaks:
        return None
    if opens := _YEAR_OF.match(report.opening):
        place = gazetteer().read(report.opening, opens.end(), full=True)
        first = _FIRST.match(report.opening, opens.end())
        summary = place and _SUMMARY.search(report.preamble or report.opening)
        end = first.end() if first else place.end if place and summary else 0
        if end and REPORTING.match(report.opening, end):
            return read_body(report.opening[opens.end() : end])
    if all_bodies := _ALL_BODIES.search(report.opening[:200]):
        place = gazetteer().read_before(report.opening, all_bodies.end(1))
        return Body("", place, "", "region", all_bodies[1])
    return None


def _named_without_place(report: Told) -> Body | None:
    """市教育局, 高楼镇: what tells of itself by its level alone, or by a known town's name."""
    for found in _PLACELESS.finditer(f"{report.preamble}\n{report.opening}"):
        body = read_body(found[1])
        if found["government"] and body and not report.speaks:
            return replace(body, scope="region", rest="")
        if body is None or body.place or body.scope not in ("department", "town"):
            continue
        if report.speaks and not report.speaks_as(body):
            continue
        if found["level"] or found["zone"] or report.speaks or found["town"] in counties_by_town():
            return body
    return None


def _of_another_level(body: Body, own: Body) -> bool:
    """省教育局 is another body than the 县教育局 that reports."""
    levels = {d.name[-1] for d in body.place.divisions} if body.place else set()
    return bool(own.level_word) and body.rest == own.rest and own.level_word not in levels


def _another_kind(body: Body, report: Told) -> bool:
    """Whether the report speaks of itself as 我局, 我公司, which the body can't be."""
    if not report.speaks or report.speaks_as(body):
        return False
    return body.scope in ("region", "office") or report.speaks in ("集团", "公司")


def _named_with_place(report: Told) -> Body | None:
    text = report.preamble
    if not any(True for _ in bodies_in(text)):
        text = report.opening
    own = _named_without_place(report)
    bodies = [
        (body, end) for body, end in _not_obeyed(text) if not (own and _of_another_level(body, own))
    ]
    if not bodies:
        return _named_ministry(report.preamble) or _only_zone(report)
    # A department may have copied the preamble of its government's summary.
    opens = own is not None and own.printed in report.opening[:60]
    copied = opens or report.speaks in TOWNS or _SELF.search(report.preamble)
    if _SUMMARY.search(report.preamble) and not copied:
        first = bodies[0][0]
        return first if first.own_name else replace(first, rest="", scope="region")
    scores: Counter[str] = Counter()
    for body, end in bodies:
        # 由区政府办公室编制 says who wrote it down, not whose report it is.
        wrote = body.scope == "office" and text[: end - len(body.printed)].endswith("由")
        # 铁山区政府信息公开的要求 is told of, where 我局 reports.
        told = text.startswith("信息公开", end) and _another_kind(body, report)
        reports = bool(REPORTING.match(text, end)) and not wrote and not told
        scores[body.printed] += 1 + 3 * reports + 5 * report.speaks_as(body)
    (best, score), *_ = scores.most_common(1)
    found = next(body for body, _ in bodies if body.printed == best)
    if _WRITERS.search(found.rest):
        found, score = replace(found, scope="office", rest=""), 0
    if own and score < 3 and found.rest != own.rest:
        return None
    if (score < 3 or found.scope == "department") and _another_kind(found, report):
        return None
    # An office that is only asked to be called may answer for the whole area.
    return found if found.scope != "office" or score > 3 else _office_or_region(found, report)


def _not_obeyed(text: str) -> list[tuple[Body, int]]:
    """The bodies named, without those whom the report obeys: 按照省政府办公厅、市政府要求."""
    found: list[tuple[Body, int]] = []
    obeyed_from = -1
    for body, end in reversed(list(bodies_in(text))):
        listed = obeyed_from == end + 1 and text[end] in "、和及与"
        if listed or _OBEYED.match(text, end):
            obeyed_from = end - len(body.printed)
        else:
            found.insert(0, (body, end))
    return found


def _only_zone(report: Told) -> Body | None:
    """The one zone whose site a report of its own (全区) names."""
    zones = {b.printed: b for b, _ in bodies_in(report.preamble) if b.own_name}
    alone = len(zones) == 1 and not report.speaks and _AREA.search(report.preamble)
    return next(iter(zones.values())) if alone else None


def _named_ministry(text: str) -> Body | None:
    """A ministry that the text names as reporting or as the one to call."""
    names = "|".join(
        [*words()["ministries"], r"(?:国家|中国)[\u4e00-\u9fff]{2,10}?(?:局|委员会|(?<!部)署)"]
    )
    for found in re.finditer(rf"(联系|由|公布|梳理.{{0,8}})?({names})", text):
        obeyed = _OBEYED.match(text, found.end()) and found[1] != "联系"
        if not obeyed and (found[1] or REPORTING.match(text, found.end())):
            return read_body(found[2])
    return None


def posting_body(report: Told) -> Body | None:
    """Who posted or signed the report, unless it speaks of itself as of another kind of body."""
    names = (re.sub(r"\s+", "", name) for name in (report.posted_by, *_signatures(report.text)))
    for name in names:
        body = read_body(name) if len(name) <= LONGEST else None
        if body is None or body.scope == "unknown" or _IN_HOUSE.fullmatch(body.printed):
            continue
        if _SUMMARY.search(report.preamble) and not _SELF.search(report.preamble):
            return replace(body, rest="", scope="region")
        if body.scope in ("region", "office"):
            return None if report.speaks else _office_or_region(body, report)
        agrees = report.speaks_as(body)
        area = report.opening and _AREA.search(report.opening[:40])
        if not _FOR_OTHERS.search(body.rest) and (agrees or not (report.speaks or area)):
            return body
        if agrees and _SELF.search(report.preamble):
            return body
    return None


def issuing_body(report: Told) -> Body | None:
    """Who issued a paper that the report calls its own: 我厅印发《贵州省财政厅关于…》."""
    for found in _ISSUED.finditer(re.sub(r"[^\S\n]+", "", report.text)):
        body = next((body for body, _ in bodies_in(found[1])), None)
        if body and found[1].startswith(body.printed) and report.speaks_as(body):
            return body
    return None


def _signatures(text: str) -> list[str]:
    """The lines before the dates that end a report."""
    lines = [line.strip() for line in text.strip().split("\n")[-6:]]
    return [a for a, b in pairwise(lines) if _DATED.fullmatch(re.sub(r"\s", "", b))]


def _office_or_region(body: Body, report: Told) -> Body:
    """The office itself, or the area that it writes for: by how the report speaks of itself."""
    if _ONLY_OFFICE.search(report.preamble) or re.search(r"[我本]办", report.opening):
        return body
    if _SUMMARY.search(report.preamble) or _AREA.search(report.opening):
        return replace(body, rest="", scope="region")
    return body if body.scope == "region" else replace(body, scope="unknown")
