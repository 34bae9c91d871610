"""How a body's name is worded: its kind by its ending, in full and for short."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

GOVERNMENT = re.compile(r"(?:(?:人民)?政府(?:各?部门)?|行政公署|行署)?")
OFFICE = re.compile(r"(?:人民政府|政府|行政公署|行署)?(办公厅|办公室|办|本级)")
TOWN = re.compile(
    r"(?:人民政府|政府)?(.{1,16}?(?:镇|乡|苏木|街道?|地区(?=办事处|$)))"
    r"(?:人民政府|政府|办事处|办|党政\w*办公室|办公室)?"
)
# 人民政府外事办公室 is a name in full, 政府国资局 is not.
_OF_GOVERNMENT = re.compile(r"^政府(?!采购|投资|债务|信息)(?=.{2,}(?:局|委|委员会)$)")
_PARTY = ("党委", "纪委", "监委", "工委", "团委", "编委", "政法委")
_SECTOR = re.compile(r".+[^级直属府各关区县市镇街乡个](?:部门|系统)")  # 气象部门, not 市直部门


def kind_of(rest: str) -> tuple[str, str]:
    """The scope of what follows a place's name, and its wording in full."""
    if GOVERNMENT.fullmatch(rest):
        return "region", rest
    if OFFICE.fullmatch(rest):
        return "office", rest
    if ends_as(rest, "enterprise"):
        return "enterprise", rest
    if town := TOWN.fullmatch(rest):
        return "town", re.sub("街$", "街道", town[1])
    if ends_as(rest, "school") and not rest.endswith("科学院"):
        return "unknown", rest
    if zone_in(rest):
        return "department", zone_in(rest)
    if ends_as(rest, "department") or _SECTOR.fullmatch(rest):
        return "department", written_out(rest)
    return "unknown", rest


def written_out(rest: str) -> str:
    """A department's name in full: 国资委 and 政府国资委 are 国有资产监督管理委员会."""
    if full := next((name for name, short in words()["called"].items() if short == rest), ""):
        return full
    named = _OF_GOVERNMENT.sub("", rest)
    found = re.fullmatch(r"(.{2,}?)(局|委|委员会|厅)", named)
    if found is None or named.endswith(_PARTY):
        return rest
    stem = str(words()["written_out"].get(found[1], found[1]))
    return stem + found[2].replace("委员会", "委").replace("委", "委员会")


@cache
def zone_pattern() -> re.Pattern[str]:
    """What names a zone in a body's name: 医药高新区 of 医药高新区财政局."""
    return re.compile(rf"[\u4e00-\u9fff]{{0,10}}?(?:{'|'.join(words()['zone'])})")


def zone_in(rest: str) -> str:
    """The zone that the words name, with its administration, "" if they name none."""
    zones = "|".join(words()["zone"])
    board = "管委会|管理委员会"
    found = re.fullmatch(rf"(.*(?:{zones}))(.{{0,6}}?(?:{board})(?:(?:党政)?办公室)?)?", rest)
    if not found:
        return ""
    return f"{found[1]}{(found[2] or '管委会').replace('管委会', '管理委员会')}"


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
    """The word lists of bodies.toml, read once."""
    return tomllib.loads(Path(__file__).with_name("bodies.toml").read_text(encoding="utf-8"))


def ends_as(rest: str, kind: str) -> bool:
    """Whether the words end as a body of the kind does: 局 as a `department`."""
    return rest.endswith(tuple(words()[kind]))
