"""Numbers in a question, in digits and in words: what it takes for granted, and its limits."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from assistant.question.multiples import REACHED, multiple_of
from ingest.prose.numerals import spoken

SIGN = "[〇零一二两三四五六七八九十百千万亿]"
DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
# 三千万元 is 三千 of 万元.
WORDS = rf"{SIGN}+?(?=[万亿]元|(?!{SIGN}))"
AMOUNT = rf"(?:{DIGITS}(?:\s?[千万亿](?!元))?|{WORDS})"
ROUGHLY = "(?P<over>多|余|几)?(?P<about>来)?"
NEAR = r"(?:(?P<near>将近|接近|近|大约|约|差不多)\s?)?"
FIGURES = re.compile(
    rf"{NEAR}(?<![\d.])(?P<number>{DIGITS}(?:\s?[千万亿](?!元))?){ROUGHLY}\s?"
    r"(?P<unit>件|条|份|项|次|个(?!工作日|月)|人次|人|万元|亿元|元|%|宗|起|requests|cases)?"
    r"(?P<after>左右|上下)?"
)
# A number in words counts only before what is counted: 两部规章, but not 四项相加 or 哪三条.
COUNTED = (
    r"件(?!事)|起(?!来|诉)|宗|部(?!分|门)|份(?!额|年报|报告)|条(?!理由|原因|情形|规定)|次|人次|人(?!均|大)|例|场|桩|"
    r"[万亿]?元"
)
SPELT = re.compile(
    rf"{NEAR}(?<![第每哪这某同唯另任前后最几数上\d.])(?<!{SIGN})"
    rf"(?P<number>{WORDS}){ROUGHLY}(?P<unit>{COUNTED})(?P<after>左右|上下)?"
)
# 两百多万件, 六个亿: what is counted may be left out behind so much.
LARGE = re.compile(
    rf"{NEAR}(?<![第每几数上\d.])(?<!{SIGN})(?P<number>[一二两三四五六七八九十百千]+)"
    rf"(?P<over>多|余|几)?个?(?P<scale>[万亿])(?!{SIGN})(?P<unit>{COUNTED})?(?P<after>左右|上下)?"
    r"(?P<about>来)?"
)
# 十件里有四件 is a share in the asker's words and no count.
AS_A_SHARE = re.compile(
    rf"(?:十|百|10|100)[件个份][^,;。]{{0,4}}[里中][^,;。]{{0,3}}?(?:\d|{SIGN})+[件个份成]"
)
# 12月31日 is when, and no number of anything.
DAY = re.compile(r"\d{1,2}月(?:\d{1,2}[日号])?")
# 过千, 上万件: a unit alone is one of it.
ALONE = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4), "亿": Decimal(10**8)}

# 84是什么数, 提到的176个指的是啥: what a number counts.
NUMBER_IS = re.compile(
    r"\d[\d,.]*(?:万|亿)?(?!年)[^,;。\d]{0,3}(?:这个数(?:字|据)?)?(?:到底|究竟|具体|又)?"
    r"(?:[是指](?:的|的是)?(?:什么|啥|哪一?[项个])|从哪|怎么来)"
)
SOME = re.compile(r"不[是为等]于?(?:0(?![.\d])|零(?!星|散|售))|非零|大于(?:0(?![.\d])|零)")
NONE_AT_ALL = re.compile(
    r"一[件个起](?:申请)?(?:没有?|未)|连?一[件个起宗份家部条][^,;。?\d]{0,12}?[都也](?:没有?|未)|没有?一[件起宗份家部](?!人)|没有收到|(?:没有?|未)提[出交]?过|从未|从没|[为是]0(?![.\d])|[为是]零(?!星|散|售)|零申请|"
    r"received no|none at all|\b(?:is|are|was|were) (?:zero|none|0)\b(?!\.)"
)
UNIT = r"(?P<unit>件|%|个百分点|万元|亿元|元|项|起|宗|次|percent|成)?"
SHARE = "(?P<half>一?半|half\\b)|(?P<under>[二三四五六七八九十])分之(?P<over>[一二三四五六七八九])"
LIMIT = rf"\s?(?:{SHARE}|(?P<part>百分之)?(?P<number>{AMOUNT})[余多]?\s?{UNIT})"
PASSED = "(?:过没过|破没破)了?"
ROUND = r"(?=[一二两三四五六七八九十]?[百千万](?!元)|半)"
# 有没有超过, 超没超过 ask whether it is over.
NOT = "(?<![有超过达到满])(?:没有|没|未|不)"
# The first that fits holds: 没达到 is no 达到, 不超过 no 超过.
BOUNDS = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        (
            ">=",
            rf"(?:不少于|至少|不低于|at least|(?<![没未不])(?:达到|满)|上{ROUND})"
            rf"{LIMIT}(?:[及或]?以上)?",
        ),
        (">=", rf"{REACHED}{LIMIT}"),
        (">", rf"{PASSED}{LIMIT}"),
        (">", rf"{LIMIT}都?不止"),
        ("<", rf"连?{LIMIT}[都也]?(?:[不没未](?:有?达)?到|不足|[不没未]有?满)(?![{SIGN[1:-1]}\d])"),
        ("<", rf"到不了{LIMIT}"),
        (">=", rf"{LIMIT}(?:及|或)?(?:以上|or more)"),
        ("<=", rf"(?:{NOT}超过?|{NOT}过{ROUND}|不多于|不高于|at most){LIMIT}"),
        ("<=", rf"{LIMIT}(?:及|或)?(?:以下|以内)"),
        (
            ">",
            rf"(?:超(?:[没不]超)?过?了?|大于|高于|多于|over|above|(?:more|greater|higher) than|"
            rf"exceed(?:s|ed|ing)?){LIMIT}",
        ),
        ("<", rf"跌破了?{LIMIT}"),
        (
            "=",
            rf"(?:正好|恰好|刚好|等于|恰恰|不多不少)(?:[是为有])?{LIMIT}(?=的?(?:区县|县区|县市区))",
        ),
        (">", rf"(?:突破了?|破了?|过了?{ROUND}){LIMIT}"),
        (">", rf"(?<=[收请案罚可制件])过了?{LIMIT}(?=的)"),
        ("<", rf"(?:{NOT}(?:达到|到|足|满)|少于|低于|小于){LIMIT}"),
        ("<", rf"(?:(?:fewer|less|lower) than|under|below){LIMIT}"),
    )
)

# 200到300件之间, between 200 and 300: both are within it. 2023到2024 are years.
TO = r"\s?(?:[到至~～—-]|和|与|and)\s?"
YEARS = rf"(?:19|20)\d\d{TO}(?:19|20)\d\d(?!\s?(?:件|%|元|万元|requests|cases))"
BETWEEN = re.compile(
    rf"(?:(?P<en>between )|在|介于|处于)?(?<![\d.])(?!{YEARS})(?P<low>{AMOUNT})"
    rf"\s?(?:件|%|成|万元|元|项|起|宗|次)?{TO}{LIMIT}(?(en)|(?:之间|区间|范围内))"
)
# No share of so many cases comes nearer to a third without being one.
PLACES = 20
SCALED, TEN = re.compile("[十百千万亿]"), 10
# What may stand between the two limits of one range.
JOINED = re.compile(r"[\s,、]*(?:但|且|而|又|并且?|同时|还|却|，)*(?:and|but)?\s*")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the question and where it stands; span is what a rough one may be, 三千多 from
    3000 to below 4000.
    """

    value: Decimal
    start: int
    end: int
    span: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit: a sign, a number, its unit (件, % or "") and where it stands; also is the other side
    of a range, a sign and a number.
    """

    sign: str
    value: Decimal
    unit: str
    start: int
    end: int
    also: tuple[str, Decimal] | None = None


def read_numbers(text: str, taken: Sequence[tuple[int, int]]) -> list[Number]:
    """The numbers that a question takes for granted, outside the stretches already read."""
    taken = [*taken, *(m.span() for said in (AS_A_SHARE, DAY) for m in said.finditer(text))]
    found = [number for number in _numbers(text) if not _within(number, taken)]
    return sorted(found, key=lambda number: number.start)


def _within(number: Number, taken: Sequence[tuple[int, int]]) -> bool:
    return any(s < number.end and number.start < e for s, e in taken if e - s > 1)


def _numbers(text: str) -> Iterator[Number]:
    for m in LARGE.finditer(text):
        if (value := _value(m["number"])) is not None:
            scale = ALONE[m["scale"]]
            span = _span(value, m)
            yield Number(value * scale, *m.span(), span and (span[0] * scale, span[1] * scale))
    for pattern in (FIGURES, SPELT):
        for m in pattern.finditer(text):
            value = _value(m["number"])
            # 一件 is said of any one, 多少万元 of none.
            told = value is not None and m["number"] not in ALONE
            if value is not None and told and (pattern is FIGURES or value > 1 or m["over"]):
                span = _span(value, m)
                if m["unit"] == "亿元":
                    # Told to so many places of what is printed in 万元.
                    half = Decimal(10) ** (4 + int(value.as_tuple().exponent)) / 2
                    value *= 10**4
                    span = value - half, value + half
                yield Number(value, *m.span(), span)


def _value(written: str) -> Decimal | None:
    value = ALONE.get(written) or spoken(written.replace(" ", ""))
    whole = value is not None and value == value.to_integral_value()
    return value.to_integral_value() if value is not None and whole else value


def _span(value: Decimal, found: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """三千五百多 reaches to the next hundred, 三十来 and 近三十 a ten to either side."""
    step = Decimal(10) ** max(0, int(value.normalize().as_tuple().exponent))
    if found["over"]:
        return value, value + step
    about = found["near"] or found["about"] or found["after"]
    return (value - step, value + step) if about else None


def bound_of(text: str) -> Bound | None:
    """The limit that a question sets."""
    if multiple_of(text):
        return None
    if some := SOME.search(text):
        return Bound(">", Decimal(0), "", *some.span())
    if none := NONE_AT_ALL.search(text):
        return Bound("=", Decimal(0), "", *none.span())
    for sign, pattern in BOUNDS:
        if m := pattern.search(text):
            value = _limit(sign, m)
            if value is not None:
                return Bound(sign, *_in_percent(value, m), *m.span())
    return None


def _limit(sign: str, found: re.Match[str]) -> Decimal | None:
    """The number of a limit. A third in percent is told to the side on which it is within."""
    if found["half"]:
        return Decimal(50)
    if not found["under"]:
        return _value(found["number"])
    over, under = spoken(found["over"]), spoken(found["under"])
    if not over or not under or over >= under:
        return None
    side = ROUND_CEILING if sign in (">", "<=") else ROUND_FLOOR
    return (over * 100 / under).quantize(Decimal(10) ** -PLACES, rounding=side)


def range_of(text: str) -> Bound | None:
    """The limits on both sides that a question sets: 200件以上、不满300件, 200到300件之间."""
    if m := BETWEEN.search(text):
        low, high = _value(m["low"]), _value(m["number"] or "")
        scaled = SCALED.search(m["number"] or "") and not SCALED.search(m["low"])
        if low is None or high is None or low >= high or (scaled and low < TEN):
            # 1到2万件: whether of one or of ten thousand is not said.
            return None
        low, unit = _in_percent(low, m)
        return Bound(">=", low, unit, *m.span(), ("<=", _in_percent(high, m)[0]))
    one = bound_of(text)
    before, behind = (text[: one.start], text[one.end :]) if one else ("", "")
    other = bound_of(behind) or bound_of(before)
    if one is None or other is None:
        return None
    if bound_of(behind):
        start, end = other.start + one.end, other.end + one.end
        other = replace(other, start=start, end=end)
    least, most = sorted((one, other), key=lambda bound: bound.value)
    first, last = sorted((one, other), key=lambda bound: bound.start)
    joined = JOINED.fullmatch(text[first.end : last.start])
    apart = (least.sign[0], most.sign[0]) == (">", "<") and least.value < most.value
    if not (joined and apart) or (least.unit != most.unit and "%" in (least.unit, most.unit)):
        return None
    also = (most.sign, most.value)
    return Bound(least.sign, least.value, least.unit or most.unit, first.start, last.end, also)


def _in_percent(value: Decimal, found: re.Match[str]) -> tuple[Decimal, str]:
    """三成, 百分之三十 and 一半 as percentages; anything else with its own unit."""
    if found["unit"] == "成":
        return value * 10, "%"
    return value, "%" if found["half"] or found["under"] or found["part"] else found["unit"] or ""
