"""Numbers in prose that count something (14万余条, 四十余场), and what only looks like one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.clean import CJK

UNITS = (
    "个百分点", "个工作日", "个季度", "万人次", "人次", "条次", "家次", "件次", "篇次", "场次",
    "批次", "万元", "亿元", "万次", "万条", "万人", "件", "条", "份", "起", "项", "宗", "期", "篇",
    "次", "场", "个", "人", "元", "家", "名", "户", "册", "部", "本", "套", "届", "类", "处", "幅",
    "辆", "张", "台", "块", "则", "支", "封", "轮", "种", "倍", "%", "％", "‰",
)  # fmt: skip
# Units only before certain signs: 57所学校 and 所属, 91.37分 and 分别, 2万通 and 通过.
_UNITS = "|".join(
    [
        *sorted(UNITS, key=len, reverse=True),
        "所(?=[学高院幼]|中[小学])",
        "(?:分|通)(?=[，,。；;、（）()]|$)",
    ]
)
ABOUT = ("近", "将近", "接近", "约", "大约", "大概")
AT_LEAST = ("超", "超过", "突破", "逾", "不少于", "不低于", "不下", "至少")
_BOUND = (
    r"(?P<bound>(?<!附)(?<!最)(?:将|接)?近|大?约|大概|超过|超(?!额)|突破|逾|达到|不少于|不低于"
    r"|不下|至少)?"
)
_FIGURES = r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE = r"(?P<over>余|多)?\s?(?P<scale>亿|万|千)?(?P<over2>余|多)?"
_AFTER = r"(?P<after>左右|上下|以上|以下|以内|之内|内)?"
# A number that is a count: not inside a name, a date, a document number or a longer number.
_COUNT = re.compile(
    rf"(?<![0-9A-Za-z.〔\[第\-/:：+×])"
    rf"{_BOUND}\s?{_FIGURES}\s?{_SCALE}\s?(?P<unit>{_UNITS}){_AFTER}"
    # 收取费用：2950元 and 发布信息:12条 follow a colon, 08:32 doesn't.
    rf"|(?<=[{CJK}][:：]){_FIGURES.replace('digits', 'digits2')}\s?(?P<scale2>亿|万|千)?"
    rf"(?P<over3>余|多)?(?P<unit2>{_UNITS})"
)
_NAKED = re.compile(
    r"(?P<bound>突破|超过|超|逾|约|近|达到|达|(?<=[数量])为?|(?<=用户)|(?<=粉丝))\s?(?P<digits>\d+(?:\.\d+)?)\s?(?P<over2>余|多)?"
    r"(?P<scale>亿|万)(?P<over>余|多)?(?P<unit>)(?=[，,。；、]|$)"
)
_SPOKEN = "零〇一二两三四五六七八九十百千万亿"
_CHINESE = re.compile(
    rf"(?<![第每任几数{_SPOKEN}])(?P<bound>将近|近|约|超过|超|突破|逾)?(?P<digits>[{_SPOKEN}]+)"
    rf"(?P<over>余|多)?(?P<scale>万)?(?P<unit>{_UNITS})(?P<after>左右|以上)?"
    r"(?=[，,。；;、（）)]|$|(?:的)?(?:信息|申请|建议|提案|文件|政策|稿件|意见|留言|数据))"
)
_PERCENT = re.compile(rf"(?P<bound>近|约|超过?)?百分之(?P<digits>[{_SPOKEN}]+(?:点[{_SPOKEN}]+)?)")
# What is told in words of numbers only where it is counted: 收到申请一件, not 一件事一次办.
_COUNTED = re.compile(
    r"收到|受理|答复|办结|办理|申请|复议|诉讼|公开|举办|召开|开展|培训|发布|制发|出台|废止|结转|新增|"
    r"征集|推送|编发|组织|审核|清理|回复|通报|浏览|访问|阅读|刊登|刊发|赠阅|解读|访谈|失效|修改|归并|新设|新建|"
    r"设立|增设|接待|查处|抽查|检查|自查|督查|走访|印制|发放"
)
_NONE = re.compile(r"[未无不]|没有|坚持|实行|落实|做到|制度|原则|一事")
# 民营经济32条 is the name of a policy.
_POLICY = re.compile(r"^(?:政策|措施|举措|意见|规定|要求|禁令|新政|纪律|硬核|具体措施)")
_POLICY_NAME = re.compile(r"(?:经济|新政|政策|意见|措施|禁令|规定|纪律|国|企业|市场)$")
_GIVEN = re.compile(r"收到|征集|采纳|发布|公开|推送|收集|转载|回复|反馈|征求|提出")
_STRUCTURE = re.compile(r"^(?:方面|环节|层面|维度|步骤|阶段|部分|章节|月|小时|自然日|要素|统一)")
_LEVIED = re.compile(r"^(?:的)?(?:征收率|税率|费率|利率)")
_RANGE = re.compile(r"\d\s*(?:[至到~～—–－-]|[,，\s])\s*$")
# 20个工作日 mostly is a limit that the law sets, and 12个季度 a duration.
_MEASURED = re.compile(r"平均|用时|耗时|压缩|缩短|提前|减少|节约")
_LASTING = re.compile(r"连续\s*$")
_RATE = re.compile(
    r"每(?:年|半年|季度?|个?月|周|日|天|人|两年|次)[^，,。；]{0,6}$"
    r"|每(?:个|名|家|所|镇|街道|单位|村|社区)[^，,。；]{0,10}$"
)
# What was before: 由43个减少至28个, 较去年的56万次增长12%.
_BEFORE = re.compile(
    r"(?:[由从](?:原来|原先|20\d\d年(?:度)?)?的?|(?:较|比|与)?(?:上一?|去|前)年(?:度|同期)?的?)\s*$"
)
# What is to come: 2024年计划培训4次, 目标：解读率达到100%.
_AHEAD = re.compile(
    r"(?:20\d\d年|明年|下一?年度?)[^，,。；;]{0,8}"
    r"(?:计划(?!生育)|拟(?![定稿制写文订])|将(?:继续|进一步|力争|争取)|目标[:：为是])"
    r"|力争|争取实现|目标[:：]"
)
_NAMES = re.compile(r"(?:第|(?<!目)前|版本号?|(?<![A-Z])V)\s*$")
_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNIT_OF = {"十": 10, "百": 100, "千": 1000}
SCALES = {"": Decimal(1), "千": Decimal(10**3), "万": Decimal(10**4), "亿": Decimal(10**8)}
# More digits than any count has are the number of something.
LONGEST = 15
MANY = 10


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its unit as told, and where it stands in its sentence."""

    value: Decimal
    unit: str
    bound: str
    start: int
    end: int


def read_counts(sentence: str) -> Iterator[Count]:
    """The counts of a sentence in order; years, document numbers and the like are none."""
    end, sentence = 0, sentence.translate(_WIDE)
    patterns = (_COUNT, _NAKED, _CHINESE, _PERCENT)
    matches = [found for pattern in patterns for found in pattern.finditer(sentence)]
    for found in sorted(matches, key=lambda m: (m.start(), -m.end())):
        if found.start() < end:
            continue
        end = found.end()
        if not _is_no_count(sentence, found):
            yield _count(found)


def _is_no_count(sentence: str, found: re.Match[str]) -> bool:
    before, after = sentence[: found.start()], sentence[found.end() :]
    groups = found.groupdict()
    digits = groups["digits"] or groups.get("digits2") or ""
    unit = groups.get("unit") or groups.get("unit2") or ""
    if len(digits) > LONGEST or _RANGE.search(before) or _NAMES.search(before):
        return True
    if groups.get("after") in ("以下", "以内", "之内", "内") or after[:1] == "+":
        return True
    if re.fullmatch(r"(?:19|20)\d\d", digits) and sentence[found.end("digits") :].startswith("年"):
        return True
    if (
        _within_name(before)
        or _AHEAD.search(before)
        or _RATE.search(before[-16:])
        or _BEFORE.search(before)
    ):
        return True
    clause = re.split(r"[，,；;。：:、]", before)[-1]
    policy = _POLICY.match(after) or _POLICY_NAME.search(before)
    if unit == "条" and policy and not _GIVEN.search(clause):
        return True
    if (unit == "个工作日" and not _MEASURED.search(clause)) or _LASTING.search(before):
        return True
    if (unit in ("个", "项", "类") and _STRUCTURE.match(after)) or _LEVIED.match(after):
        return True
    if found.re is _CHINESE:
        value = spoken(digits)
        # 三千册 can't but count; 一件 may be one of a kind.
        sure = value is not None and value >= MANY and unit != "届"
        told = value is not None and (sure or bool(_COUNTED.search(clause)))
        return not told or bool(_NONE.search(clause))
    return found.re is _PERCENT and spoken(digits) is None


def _within_name(before: str) -> bool:
    """Whether a quotation or the title of a document is still open."""
    return any(before.count(a) > before.count(b) for a, b in ("“”", "《》", "「」", "〔〕"))


def _count(found: re.Match[str]) -> Count:
    held = {k: v or "" for k, v in found.groupdict().items()}
    start, end = found.span()
    bound = held.get("bound", "")
    digits = held["digits"] or held.get("digits2", "")
    if found.re is _PERCENT:
        value = spoken(digits) or Decimal(0)
        return Count(value, "%", _bounded(bound, False, ""), start, end)
    scale = held.get("scale") or held.get("scale2", "")
    unit = (held.get("unit") or held.get("unit2", "")).replace("％", "%")
    value = spoken(digits) or Decimal(0)
    if unit == "元":  # Money keeps the unit that it is printed in.
        scale, unit = "", scale + unit
    elif unit[:1] == "万" and unit != "万元":
        scale, unit = "万", unit[1:]
    value *= SCALES[scale]
    if scale and value == value.to_integral_value():
        value = value.to_integral_value()
    over = bool(held.get("over") or held.get("over2") or held.get("over3"))
    return Count(value, unit, _bounded(bound, over, held.get("after", "")), start, end)


def _bounded(before: str, over: bool, after: str) -> str:
    if over or before in AT_LEAST or after == "以上":
        return "at_least"
    return "about" if before in ABOUT or after in ("左右", "上下") else "exact"


def spoken(digits: str) -> Decimal | None:
    """1,234, 1.4万, 三十五, 十二万三千, 三十五点六 as a number; None for none (一二, 十万百)."""
    if digits[0].isascii():
        scale = digits[-1] if digits[-1] in SCALES else ""
        return Decimal(digits.removesuffix(scale).replace(",", "")) * SCALES[scale]
    whole, point, fraction = digits.partition("点")
    value = _whole(whole)
    if value is None or (point and not all(c in _DIGIT for c in fraction)):
        return None
    part = "".join(str(_DIGIT[c]) for c in fraction)
    return Decimal(f"{value}.{part}") if point else Decimal(value)


def _whole(spoken: str) -> int | None:
    if spoken == "百":  # 百分之百
        return 100
    total, section, digit = 0, 0, None
    last = 10
    for sign in spoken:
        if sign in _DIGIT:
            if digit not in (None, 0):
                return None
            digit = _DIGIT[sign]
        elif sign in _UNIT_OF:
            if sign != "十" and not digit:
                return None
            section += (digit or 1) * _UNIT_OF[sign]
            digit, last = None, _UNIT_OF[sign]
        else:
            section += digit or 0
            total = (total + section) * (10**4 if sign == "万" else 10**8)
            section, digit, last = 0, None, 10**4 if sign == "万" else 10**8
    # 一百二 is 120, 三万五 35,000.
    trailing = spoken[-1] in _DIGIT and len(spoken) > 1 and "零" not in spoken and last > 10
    return total + section + (digit or 0) * (last // 10 if trailing else 1)
