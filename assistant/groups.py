"""Questions over many bodies: rankings, filters, sums and lists, always with what they cover."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.query import Query
from ingest.divisions import Division, gazetteer

LEVELS = {
    "county": r"区县|县区|市辖区|区|县|districts?|counties|county",
    "prefecture": r"地级市|设区市|城市|市|cities|city|prefectures?",
    "province": r"省份|省市区|省|provinces?",
    "town": r"街道|乡镇|乡|镇|towns?|streets?|subdistricts?",
    "department": r"部门|委办局|局|departments?",
    "": r"报告|年报|地方|地区|机关|单位|政府|body|bodies|places?|governments?|reports?",
}
QUANTIFIER = (
    r"(?:哪一个|哪个|哪些|哪几个|各个|各|所有|全部|每个|多少个|几个|下面各|下属各|下辖各|"
    r"which|what|all|each|every|rank|how many)"
)
GROUPS = {
    level: re.compile(
        rf"{QUANTIFIER}\s?(?:的)?(?:{words})(?![一-鿿]?政府信息)|(?:的|件)(?:{words})$"
    )
    for level, words in LEVELS.items()
}
MOST = re.compile(
    r"最多|最高|最大|排名|排行|名列前茅|从高到低|前[一二三四五六七八九十\d]+名?|\btop\b|most|highest|largest|rank"
)
LEAST = re.compile(r"最少|最低|最小|从低到高|倒数|fewest|least|lowest|smallest|bottom")
NONE_AT_ALL = re.compile(
    r"一件(?:申请)?(?:都|也)?(?:没|未)|没有收到|为0|为零|是0|零申请|received no|none at all"
)
BOUNDS = (
    (">=", re.compile(r"(?:不少于|至少|不低于|at least)\s?([\d.,]+)|([\d.,]+)\s?(?:件|%)?以上")),
    ("<=", re.compile(r"(?:不超过|不多于|不高于|at most)\s?([\d.,]+)|([\d.,]+)\s?(?:件|%)?以下")),
    (">", re.compile(r"(?:超过|大于|高于|多于|more than|over|above)\s?([\d.,]+)")),
    ("<", re.compile(r"(?:不到|少于|低于|小于|不足|fewer than|less than|under|below)\s?([\d.,]+)")),
)
POSITION = re.compile("第几|排名多少|what rank|rank of")
WHO = re.compile(r"谁|哪|有哪些|哪里|who|which|找出|列出")
NATION = re.compile(r"全国|全中国|nationwide|in all of china|across china")


@dataclass(frozen=True, slots=True)
class Group:
    """Which bodies are asked about: a level or scope, and the place they lie in."""

    level: str
    parent: Division | None = None


def group_of(query: Query) -> Group | None:
    """The group that a question is about, None where it is about named bodies."""
    if POSITION.search(query.plain) and len(query.bodies) == 1:
        return Group(query.bodies[0].level)
    level = next((name for name, words in GROUPS.items() if words.search(query.plain)), None)
    asks = MOST.search(query.plain) or LEAST.search(query.plain) or bound_of(query.plain)
    if level is None:
        alone = asks and WHO.search(query.plain) and not query.mentions
        kinds = query.operation in ("largest", "reasons", "applicants") or "类" in query.plain
        level = "" if alone and not kinds else None
    if level is None and query.operation in ("mean", "median") and not query.mentions:
        level = next((name for name, words in LEVELS.items() if re.search(words, query.plain)), "")
    if NATION.search(query.plain) and not query.mentions:
        level = level or ""
    if level is None or (query.mentions and not level):
        return None
    return Group(level, _parent(query))


def _parent(query: Query) -> Division | None:
    for mention in query.mentions[:1]:
        names = [b.division for b in mention.bodies if b.division] or [mention.name]
        return next(iter(gazetteer().named(names[0])), None)
    return None


def bound_of(text: str) -> tuple[str, Decimal] | None:
    """The limit that a question sets: a sign and a number."""
    if NONE_AT_ALL.search(text):
        return "=", Decimal(0)
    for sign, pattern in BOUNDS:
        if found := pattern.search(text):
            return sign, Decimal(next(g for g in found.groups() if g).replace(",", "").rstrip("."))
    return None
