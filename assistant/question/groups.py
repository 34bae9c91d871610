"""Questions over many bodies: which bodies, in which order, how many of them, with what limit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.codes import rates
from assistant.query import Query
from assistant.question.above import ABOVE, around, division_of, parent_of
from assistant.question.added import NATION, SUM, sums_all
from assistant.question.kinds import NO_BODIES, OF_COUNTIES, OF_KINDS, sign_of
from assistant.question.numbers import Bound, bound_of, range_of
from ingest import forms
from ingest.identity.divisions import Division, gazetteer

LEVELS = {
    "county": r"县级(?:人民)?政府|县级市|区县|县区|县市区|市县区|县市|市县|市辖区|区(?!域)|县|旗|"
    "districts?|counties|county",
    "prefecture": r"地级市|设区市|城市|市|cities|city|prefectures?",
    "province": r"省份|省市区|省|provinces?",
    "town": r"街道|乡镇|乡|镇|towns?|streets?|subdistricts?",
    "department": r"[省市区县州]?直属?(?:部门|机关)|部门|委办局|局|departments?",
    "": r"区域(?:报告|年报)?|报告|年报|地方|地区|地|机关|单位|政府|"
    r"家(?![企公律科社媒法单机商人里])|"
    r"body|bodies|places?|governments?|regions?|areas?|reports?",
}
BODIES = re.compile("|".join(LEVELS.values()))
COMPOUNDS = {"county": "县级(?:人民)?政府|区县|县区|县市区|市县区", "town": "乡镇|镇街|街镇"}
COMPOUNDS["department"] = (
    "[省市区县州]?(?:直属?)?部门(?!规章|文件|[^,;。?]{0,8}(?:怎么|如何)[^,;。?多几]*[?。]?$)|[省市区县州]?直属?机关"
)
# 市下面的区县, 有多少区县, 2022年区县里头: where a compound stands by itself for bodies.
ALONE = (
    r"(?:(?:下面|底下|下属|下辖|所辖|所属|管辖)的?|有(?:多少|几)|[那这]些|^|[\s,;:。]|(?<=[年的]))"
)
COUNTED = r"(?:前|后|倒数)?(?:[一二两三四五六七八九十几]|\d{1,3})[个家份]?"
QUANTIFIER = (
    r"(?:哪一个|哪个|哪些|哪几个|哪一?份|各个|各|所有|全部|每一?[个份]|多少个|下面各|下属各|(?:下辖|辖下|下属|所辖|所属)[各每]一?个?|辖下|所辖|下辖|下属|所属|有没有|多少(?=[区县][县区])|"
    rf"按|分|{COUNTED}|"
    r"(?:which|what|all|each|every|rank|how many)(?: of)?(?: the)?(?: (?:local|loaded))?)"
)
# What stands behind 申请超过100件的区县: a list, a verb, or the end.
BEHIND = (
    r"(?:(?:19|20)\d\d年?度?)?"
    r"(?:$|[有是里中排,?]|一共|共|总共|平均|合计|汇总|当中|之中|按|分别|都有|都是|还有|名单|数(?!据)|个数|数量|谁|哪|比一比)"
)
GROUPS = {
    level: re.compile(
        rf"{QUANTIFIER}\s?(?:的)?(?:{words})(?![一-鿿]?政府信息)|(?:的|件)\s*(?:{words}){BEHIND}|"
        rf"以(?:{words})为(?:单位|口径)|\d[件%起宗万元以上下]+的\s*(?:{words})|"
        rf"\b(?:{words}) (?:in|of|under|across) |"
        rf"\b(?:{words}) (?:that )?(?:you|are) (?:have|hold|held|know|cover|loaded)\b"
    )
    for level, words in LEVELS.items()
}
MOST = re.compile(
    r"[多高大]的(?:[排放列]在?|在)最?[前上]|[少低小]的(?:[排放列]在?|在)最?后|最常(?![见用])[向找给去到来]?|最[多高大快狠凶猛勤旺火热红爱]|最喜欢|最(?:踊跃|活跃|密集|集中|繁忙|严重)|最厉害|之最|榜首|头名|打头|夺冠|排名|排第一|第一名|第一(?=[是为的]{0,2}(?:谁|哪)|$)|居首|排行|名列前茅|[从由][高多]到[低少]|前(?:[一二两三四五六七八九十]|\d+)[名个家位]?|"
    r"\btop\b|(?<!at )most|highest|largest|biggest|greatest|rank"
)
LEAST = re.compile(
    r"[少低小]的(?:[排放列]在?|在)最?[前上]|[多高大]的(?:[排放列]在?|在)最?后|最不常(?![见用])[向找给去到来]?|最[少低小慢冷淡]|垫底|殿后|末位|[从由][低少]到[高多]|倒数|后[一二三四五六七八九十\d]+[名个家位]|"
    r"fewest|(?<!at )least|lowest|smallest|bottom"
)
# 哪个地方的行政强制少, 不予公开率谁更低: what is compared without 最.
COMPARED = re.compile(
    "(?:谁|哪[里家]|哪个(?:地方|[省市县区]))[^,;。?]{0,12}?(?:更|比较)?"
    "(?:(?P<most>[多高大])|(?<![多减])[少低小])(?:一?[些点])?[?。呢啊]*$"
)
# 哪边多 is of two, and both are named or told.
SIDE = re.compile("哪一?[边方头]")
ORDERED = re.compile(
    r"[排放列]在?最?[前后][头面边]?|排[名行序]|排一|排个|排(?=前|$)|由[高多]到[低少]|从[高低多少]到|rank|\btop\b|\bbottom\b|"
    r"(?:highest|most|largest|biggest|lowest|fewest|smallest|least) first|[名清榜]单"
)
# 库里的年报全部加起来: every report there is.
IN_STORE = re.compile(
    "(?:库|收录)[里中内]?的?|(?:全部|所有)的?(?:年报|报告)|(?:年报|报告)(?:全部|通通|统统)"
)
LOADED = re.compile("(?:已?收录的?|各)(?:地方?|机关|单位)")
RANKED = re.compile("排名[?。]*$|名次")
POSITION = re.compile("第几(?!张|个?表|[栏行列页章期届批版])[名位]?|排名多少|what rank|rank of")
HOW_MANY = re.compile("(?:几|多少)[个家份]|how many")
WHO = re.compile(r"谁|哪|有哪些|哪里|who|which|找出|列出|筛出|筛选|挑出|最[多少高低]的是[?。]*$")
PLACES = re.compile(
    "哪里|哪儿|哪家|哪份|谁|哪一?[个些](?:地方|地区|区|县|市|街道|乡镇|部门|机关|单位)|各个?(?:省|市|区|县|地|街|乡|镇|部门|局)|"
    "which (?:place|cit|count|district|province|town|bod|government)|where"
)
# 江苏各地, 江苏2024年收录各地: what lies in the place, and never the place itself.
OF_PLACE = re.compile(
    r"(?:省|(?:19|20)?\d\d年?度?|[的内里]|已?收录的?|下辖|所辖|下属|下面)*(?:各|所有|全部|每)个?(?:地方?|地区)|"
    r"(?:省|(?:19|20)?\d\d年?度?|[的内里])*(?:已?收录的(?:几个|所有|全部)?(?:地方|地区)|[这那]几(?:家|个(?:地方|地区|机关)))"
)
INSIDE = re.compile("(?:全?省|全?市)?(?:范围)?[内里](?![设部])[面头边]?|境内")
# Reports themselves: every one loaded, of whatever body and year; 库里哪家 is of them all too.
REPORTS = re.compile(
    rf"{QUANTIFIER}份?(?:年报|报告)|的(?:年报|报告){BEHIND}|(?:库[里内中]|你们?(?:这[里儿边]|手[里上头])).*(?:机关|单位|哪一?[家份]|谁)"
)
# 最多的是哪个，最少的是哪个: both ends of one order.
BOTH_ENDS = re.compile(
    r"最[多高大][^最]{0,10}[,;、?和与及跟][^最]{0,6}最[少低小](?=的|$|[?。是呢各分])|"
    r"最[少低小][^最]{0,10}[,;、?和与及跟][^最]{0,6}最[多高大](?=的|$|[?。是呢各分])|"
    r"(?:most|highest)\b.{0,20}\b(?:fewest|least|lowest)"
)
EACH_YEAR = re.compile("哪一?年|哪个年份|which year")
# 哪些区县没有收费; no 有没有, and no 未经复议.
LACKING = re.compile(r"(?<!有)没有(?:任何)?|(?<!有)没(?!有)|未|without|\bno (?=[a-z])")
ROWS = ("row2", "row3", "row4", "column4", "readings")
HAVING = re.compile(
    rf"(?<![没还只具含未])(?<!没有)(?P<has>(?:有|(?:收|接)到)[过了]?)"
    rf"(?=[^,;。?几多哪\d]{{2,14}}?的(?:{BODIES.pattern}))|"
    rf"(?:哪些|哪?几个|多少个?)(?:{COMPOUNDS['county']})(?:(?:19|20)\d\d年度?)?[里中]?"
    r"(?P<any>有过?)(?=[^,;。?几多哪\d]{2,14}[呢?。]*$)"
)
# What a limit right behind it is on: 增幅超过100%, 比2022年少了100件以上.
BY = re.compile(
    "(?:[增涨降跌减]幅|增[长加多]|上升|上涨|提高|下降|降低|减少|回落|比[^,;。?]{1,12}[多少])(?:幅度)?[了得]?的?\\s*$"
)
FIRST = re.compile(
    r"(?:前|后|倒数|\b(?:top|bottom|which) )([一二两三四五六七八九十]|two|three|four|five|\d{1,3})"
    r"(?![年季月\d])[名个家位]?|(?:最[多少高低大小]的|哪(?!一))([一二两三四五六七八九十]|\d{1,3})[个家]"
)
NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
NUMERALS |= {"两": 2, "two": 2, "three": 3, "four": 4, "five": 5}


@dataclass(frozen=True, slots=True)
class Group:
    """Which bodies are asked about, a level or scope and the place they lie in, and how: order is
    most, least or "", limit how many of them (0 for no number), yearly of which year as well,
    reports that reports are asked for, of whatever scope and year, of_change that the
    bound is on how much each changed, sign what the name of each ends with: 区 of 市辖区.
    """

    level: str
    parent: Division | None = None
    order: str = ""
    limit: int = 0
    bound: Bound | None = None
    placed: bool = False
    yearly: bool = False
    reports: bool = False
    of_change: bool = False
    sign: str = ""


def group_of(query: Query) -> Group | None:
    """The group that a question is about, None where it is about named bodies."""
    text = query.plain
    order = order_of(text)
    first = FIRST.search(text)
    many = next(g for g in first.groups() if g) if first else "0"
    limit = int(many) if many.isdigit() else NUMERALS[many]
    bound = range_of(text) or bound_of(text)
    own = [m for m in query.mentions if len(m.bodies) == 1 and m.bodies[0] in query.bodies]
    others = [m for m in query.mentions if m not in own]
    if len(query.bodies) == 1 and (POSITION.search(text) or (others and RANKED.search(text))):
        body = query.bodies[0]
        among = "" if LOADED.search(text) else body.level
        parent = division_of(others[0], among) if others else around(body, text)
        return Group(among, parent, order, limit, bound, True)
    level = _level(query, bool(order or bound))
    folded = bound is not None or query.operation in ("mean", "median")
    inside = bool(order) or _of_place(query) or (folded and _holds_bodies(query))
    if level is None or (query.mentions and not level and not inside):
        return None
    if bound is None and not order and _lacks(query, level):
        bound = Bound("=", Decimal(0), "", 0, 0)
    bound = bound or next(having(query), None)
    if order and level == "" and len(query.bodies) > 1 and not others:
        # 谁高 after 宿迁和洪泽, 宿迁和洪泽2024年两地谁高: which of the two.
        return None
    parent = parent_of(query, level)
    if len(query.mentions) > 1 and level and parent and parent.level not in ABOVE.get(level, ()):
        # 江夏和洪泽哪个区申请多: those named.
        return None
    every = order or bound or "每" in text
    reports = level == "" and bool(every and REPORTS.search(text))
    yearly = reports or bool(EACH_YEAR.search(text))
    sign = _sign(query) if level == "county" else ""
    return Group(level, parent, order, limit, bound, yearly=yearly, reports=reports, sign=sign)


def _sign(query: Query) -> str:
    text = _without_places(query)
    found = GROUPS["county"].search(text) or OF_COUNTIES.search(text)
    return sign_of(text, found.start()) if found else ""


def _lacks(query: Query, level: str) -> bool:
    """没有收费的区县: whether those are asked about that have none at all."""
    found = LACKING.search(query.plain)
    if found is None:
        return False
    rows = [t for t in query.tokens if any(t.code(kind) for kind in ROWS)]
    inside = any(t.start <= found.start() < t.end for t in rows)
    asked = WHO.search(query.plain) or HOW_MANY.search(query.plain)
    of_them = re.search(f"的(?:{LEVELS[level]})", query.plain[found.end() :])
    return not inside and bool(asked or of_them)


def having(query: Query) -> Iterator[Bound]:
    """有企业申请的区县: that there is any of what is named."""
    named = {t.start for t in query.tokens if t.code("breakdown") or any(map(t.code, ROWS))}
    for found in HAVING.finditer(query.plain):
        if found.end() in named:
            word = "has" if found["has"] else "any"
            yield Bound(">", Decimal(0), "", *found.span(word))


def order_of(text: str) -> str:
    """most, least or "": which end of an order of bodies is asked for."""
    if LEAST.search(text) or MOST.search(text):
        return "least" if LEAST.search(text) else "most"
    compared = COMPARED.search(text)
    return ("most" if compared["most"] else "least") if compared else ""


def _level(query: Query, asks: bool) -> str | None:
    """The level of the bodies asked about, "" for any, None where no bodies are."""
    text = _without_places(query)
    of_both = EACH_YEAR.search(text) and PLACES.search(text)
    kinds = query.operation in ("reasons", "applicants")
    kinds = kinds or bool(NO_BODIES.search(text) and not of_both)
    level = next((name for name, words in GROUPS.items() if words.search(text)), None)
    level = _beside(query) if level is None else level
    kinds = kinds or (
        query.operation == "largest" and not PLACES.search(text) and not _has_no_parts(query)
        and (not level or bool(OF_KINDS.search(text)))
    )  # fmt: skip
    if level is None and asks:
        # 一件复议都没有的县区新收几件
        held = (name for name, words in COMPOUNDS.items() if re.search(f"的(?:{words})", text))
        level = "county" if OF_COUNTIES.search(text) else next(held, None)
    who = "|".join(re.escape(t.text) for t in query.tokens if t.code("breakdown"))
    if who and re.search(f"(?:{who})(?:申请人?|[一总]?共|都|的|有|是)*(?:几|多少)家", text):
        return None  # 公司有几家 counts companies
    inside = len(query.mentions) == 1 and bool(INSIDE.match(query.plain, query.mentions[0].end))
    inside = inside or _holds_bodies(query)
    asked = WHO.search(text) or FIRST.search(text) or HOW_MANY.search(text)
    if level is None and inside and asks and asked and not kinds:
        return ""
    if level is not None or query.mentions:
        return None if kinds and query.mentions else level
    which = WHO.search(text) or FIRST.search(text)
    if (asks and which and not kinds) or ORDERED.search(text) or NATION.search(text):
        return ""
    if IN_STORE.search(text) and query.items and (SUM.search(text) or sums_all(text)):
        return ""
    if query.operation in ("mean", "median") and not query.bodies:
        return next((name for name, words in LEVELS.items() if re.search(words, text)), "")
    return None


def _without_places(query: Query) -> str:
    """江夏和洪泽两个区: what is in a name, or counts names, asks for no group."""
    text = query.plain
    for mention in query.mentions:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text


def names_bodies(text: str) -> bool:
    """Whether bodies of a level are asked about: 各区县里谁最多."""
    return any(words.search(text) for level, words in GROUPS.items() if level)


def _beside(query: Query) -> str | None:
    """The level that stands right behind a place, or by itself: 江苏县区, 盐城的乡镇."""
    for mention in query.mentions:
        rest = query.plain[mention.end :]
        for level, words in COMPOUNDS.items():
            if re.match(rf"[省市州]?(?:(?:19|20)\d\d年度?)?的?(?:{words})", rest):
                return level
    text = _without_places(query) if query.items else ""
    return next(
        (lv for lv, words in COMPOUNDS.items() if re.search(f"{ALONE}(?:{words})", text)), None
    )


def _holds_bodies(query: Query) -> bool:
    """江苏申请超过300件的有哪些: a province or city of which no report of its own is loaded."""
    if len(query.mentions) != 1 or query.mentions[0].bodies:
        return False
    found = gazetteer().named(query.mentions[0].name)
    return any(d.level in ("province", "prefecture") for d in found)


def _has_no_parts(query: Query) -> bool:
    """2024年予以公开率最高的是哪个: of a year's rate, or of one kind of applicant, only bodies can
    be the most.
    """
    code = query.items[0] if len(query.items) == 1 else ""
    leaf = code in rates() or bool(code and (query.breakdowns or not forms.parts(code)))
    return leaf and bool(query.years) and not query.inherited


def _of_place(query: Query) -> bool:
    """Whether all that lies in the one place named is asked about."""
    return len(query.mentions) == 1 and bool(OF_PLACE.match(query.plain, query.mentions[0].end))
