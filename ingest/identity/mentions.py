"""Bodies that a running text names with their places: 江夏区教育局, 襄阳高新区管委会."""

import re
from collections.abc import Iterator

from ingest.identity.bodies import Body, read_body
from ingest.identity.divisions import Place, gazetteer
from ingest.identity.towns import towns_by_county
from ingest.identity.wording import words

# Characters of a body's name.
NAME = r"(?:[^\W\d_A-Za-z的在将对为年等按全我本并及各]|各(?=庄)|(?<=万)全)"
# What follows a body that reports.
REPORTING = re.compile(
    r"(?:20\d\d年|政府信息公开|信息公开|政务公开工作|编制|按照|根据|认真|坚持|严格|现将|组织|深入|全面|积极|以习近平|依法"
    r"|高度重视|始终|紧紧|紧扣|聚焦|围绕|扎实|不断|持续|进一步|贯彻|现公布|公布|主动公开|未收到|共?[收接]到|共?受理)"
)
_ZONES = rf"{NAME}{{0,10}}?(?:{'|'.join(words()['zone'])})"
_ZONE = rf"{_ZONES}(?:管委会|管理委员会|(?![区镇街]))"
_IN_ZONE = (
    rf"{_ZONES}(?![区镇街]|管委|管理委|{REPORTING.pattern})"
    rf"{NAME}{{2,12}}?(?:局|委员会|委(?!员)|办事处|街道)"
)
_BODY_AFTER_SHORT = re.compile(rf"{_IN_ZONE}|{_ZONE}|{NAME}{{2,24}}?公司")
_BODY_AFTER_PLACE = re.compile(
    rf"{_IN_ZONE}|{_ZONE}"
    r"|红十字会|总工会|档案馆|图书馆|博物馆|(?:地方志编纂|机构编制|网络安全和信息化)委员会办公室"
    rf"|人民政府{NAME}{{1,12}}?(?:办公室|委员会|街道办事处|研究室|参事室)"
    r"|(?:人民政府|政府)(?:办公厅|办公室|办)?(?!网|门户|采购|公报)"
    rf"|(?!委(?!员))(?:人民政府)?{NAME}{{1,16}}?(?:分局|局(?:{NAME}{{1,8}}?分局)?|委员会|委(?!员)|厅|镇|(?<!城)乡(?!村)|街道|苏木|中心|公司|供销(?:合作)?社(?!联)|联合社|联社|联合会|办公室|研究室"
    r"|管委会|支队|大队|总队)(?:人民政府|办事处)?"
)

# 国家税务总局 in the name of its office in a county.
_NATIONAL = re.compile(r"国家[\u4e00-\u9fff]{2,4}局$")


def bodies_in(text: str) -> Iterator[tuple[Body, int]]:
    """The bodies that the text names with their places, each with where its name ends."""
    position = 0
    while position < len(text):
        place = gazetteer().read(text, position, full=True)
        found = (_town(text, place) or _BODY_AFTER_PLACE.match(text, place.end)) if place else None
        if place is None and (short := gazetteer().read(text, position)):
            found = _BODY_AFTER_SHORT.match(text, short.end)
            place = short if found else None
        above = _NATIONAL.search(text, 0, position) if place and found else None
        begin = above.start() if above else position
        if place and found and (body := read_body(text[begin : found.end()])):
            yield body, found.end()
        position = found.end() if found else place.end if place else position + 1


def _town(text: str, place: Place) -> re.Match[str] | None:
    """The longest known town of the place that the text goes on with: 东局子街道 is no 局."""
    known = {town for d in place.divisions for town in towns_by_county().get(d.code, ())}
    here = [town for town in known if text.startswith(town, place.end)]
    if not here:
        return None
    return re.compile(max(here, key=len) + "(?:人民政府|政府|办事处)?").match(text, place.end)
