"""Years and periods in a question: 2021年, 二〇二一年, 21年, 去年, 近三年, 2019年以来, FY2021."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

DIGITS = {c: str(n % 10) for n, c in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "o": "0",
    "0": "0",
}
NUMERALS = {
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
FIRST = 2008
YEAR = r"(?:19|20)\d{2}"
CHINESE_YEAR = r"[二一][零〇○o0九][零〇○o一二三四五六七八九0-9][零〇○o一二三四五六七八九0-9]"
RELATIVE = {
    "今年": 0,
    "本年度": 0,
    "去年": -1,
    "上年度": -1,
    "前年": -2,
    "last year": -1,
    "this year": 0,
}
BEFORE = (
    "上一年度",
    "上一年",
    "前一年",
    "上年",
    "头一年",
    "the year before",
    "previous year",
    "the previous year",
)
AFTER = (
    "下一年度",
    "下一年",
    "后一年",
    "第二年",
    "次年",
    "the year after",
    "following year",
    "the following year",
)
EVERY = re.compile(
    r"哪一年度?|哪年|哪个年份|一直在?|逐年|持续|连续|这几年|历年来?|近几年|近年来?|各年|每年|所有年份|"
    r"which year|over the years|all years|each year"
)
# 上年结转 and 结转下年度 are rows of the form and no years.
# 去年多少件（我说的是2021）: the year written out puts the relative one right.
CORRECTING = re.compile(
    r"说的是|我是说|我指|指的是|也就是|即|\(\s*(?:fy)?(?:19|20)\d{2}|i mean|that is"
)
NOT_YEARS = re.compile(
    r"(?:上(?:一)?年度?|去年|前一年)(?:结转|留|遗留|转|带|剩|没|未|项目)|"
    r"(?:结转|转|留)(?:到|至|给|入)?(?:下(?:一)?年度?|第二年|次年|来年|明年|后一年)|"
    r"(?:carried|brought|carry|rolled)(?: over| forward)? (?:from|to|into) (?:the )?"
    r"(?:last|previous|next|following|prior) year"
)


CARRIED_TO = re.compile(
    r"(?:结转|转|留|拖|carried(?: over| forward)?)\s?(?:到|至|给|入|进|to|into)\s?"
    rf"(?P<year>{YEAR})年?度?\s?"
)
CARRIED_FROM = re.compile(
    rf"(?:从|由|from )(?P<year>{YEAR})年?度?(?=(?:结转|转|留|遗留)(?:过来|来|下来|的))"
)
# 2024年报 is the report of 2024.
PLAIN_YEAR = re.compile(
    rf"(?:fy\s?)?(?<![\d.])({YEAR})(?!\d|\.\d)\s?(?:年度|年)?(?:报(?![告送道表]))?"
)
SOME_YEARS = re.compile(r"(?<![第每])([两二三四五六])年(?=一共|总共|合计|共|加起来|平均|来|间|里)")


@dataclass(frozen=True, slots=True)
class Years:
    """What a stretch of a question says of years: some years, or a step from the year before it.

    kind: years | relative (去年, counted from today) | last (the newest n loaded) | since | all |
    step (from the year talked about) | none (2021.5年, no year at all).
    """

    start: int
    end: int
    kind: str
    years: tuple[int, ...] = ()
    count: int = 0


def read_years(text: str, today: date) -> list[Years]:
    """Every mention of years, the longest reading of each stretch, in order."""
    found = sorted(_mentions(text, today), key=lambda y: (y.start, y.start - y.end, y.years == ()))
    kept: list[Years] = []
    blocked = [m.span() for m in NOT_YEARS.finditer(text)]
    for mention in found:
        inside = any(s < mention.end and mention.start < e for s, e in blocked)
        overlaps = kept and mention.start < kept[-1].end
        if not overlaps and not (inside and mention.kind in ("step", "relative")):
            kept.append(mention)
    return kept


def named_years(text: str, periods: Sequence[Years]) -> tuple[int, ...]:
    """The years named one by one, each once; a relative one that is put right is left out."""
    written = [p for p in periods if p.kind == "years"]
    relative = [p for p in periods if p.kind == "relative"]
    named = (
        written if written and CORRECTING.search(text) else sorted(written + relative, key=_start)
    )
    return tuple(dict.fromkeys(year for p in named for year in p.years))


def _start(period: Years) -> int:
    return period.start


def _mentions(text: str, today: date) -> Iterator[Years]:
    yield from _ranges(text)
    yield from _carried(text)
    for m in re.finditer(
        rf"(?:fy\s?)?(?<![\d.])({YEAR})(?!\d|\.\d)\s?(?:年度|年)?(?:报(?![告送道表]))?", text
    ):
        yield Years(*m.span(), "years", (int(m[1]),))
    for m in re.finditer(rf"({CHINESE_YEAR})(?:年度|年)", text):
        if year := _chinese_year(m[1]):
            yield Years(*m.span(), "years", (year,))
    for m in re.finditer(r"(?<![\d.])([012]\d)年度?(?!以|内|来|间)", text):
        yield Years(*m.span(), "years", (2000 + int(m[1]),))
    for m in re.finditer(r"(?<![\d.])([012]\d)年?[、和与]\s?([012]\d)[两年]年?", text):
        # 23、24两年: the first goes without 年.
        yield Years(*m.span(), "years", (2000 + int(m[1]), 2000 + int(m[2])))
    for m in re.finditer(r"(?<![\d.])(\d|\d{3,9})年(?!来|内|间|以|多|的?时间)", text):
        # 1021年 and 20211年 are no year of any report, and are not passed over either.
        yield Years(*m.span(), "years", (int(m[1]),))
    for m in re.finditer(r"\d+\.\d+年(?!均)", text):
        yield Years(*m.span(), "none")
    for word, step in RELATIVE.items():
        for m in re.finditer(re.escape(word), text):
            yield Years(*m.span(), "relative", (today.year + step,))
    for words, step in ((BEFORE, -1), (AFTER, 1)):
        for word in words:
            for m in re.finditer(re.escape(word), text):
                yield Years(*m.span(), "step", count=step)
    yield from _periods(text)


def _carried(text: str) -> Iterator[Years]:
    """结转到2025年 is told by the reports of 2024 and 2025, 从2022年结转来 by that of 2023."""
    for m in CARRIED_TO.finditer(text):
        yield Years(m.start("year"), m.end(), "years", (int(m["year"]) - 1, int(m["year"])))
    for m in CARRIED_FROM.finditer(text):
        yield Years(m.start("year"), m.end("year"), "years", (int(m["year"]) + 1,))


def _ranges(text: str) -> Iterator[Years]:
    for m in re.finditer(
        rf"({YEAR})年?度?\s?(?:到|至|-|—|–|~|～|－)\s?({YEAR})(?!\d)年?度?(?:间|期间)?", text
    ):
        first, last = sorted((int(m[1]), int(m[2])))
        if last - first <= 30:
            yield Years(*m.span(), "years", tuple(range(first, last + 1)))
    for m in re.finditer(
        rf"(?:自|从)?({YEAR})年?(?:以来|起|至今|到现在|开始)|since ({YEAR})", text
    ):
        yield Years(*m.span(), "since", (int(m[1] or m[2]),))


def _periods(text: str) -> Iterator[Years]:
    for m in re.finditer(
        r"(?:最近|近|过去|前)([一两二三四五六七八九十]|\d{1,2})(?:个)?年(?:来|内|间)?", text
    ):
        count = int(m[1]) if m[1].isdigit() else NUMERALS[m[1]]
        yield Years(*m.span(), "last", count=count)
    for m in re.finditer(
        r"(?<![第每])([两二三四五六])年(?=一共|总共|合计|共|加起来|平均|来|间|里)", text
    ):
        yield Years(*m.span(), "last", count=NUMERALS[m[1]])
    for m in re.finditer(r"last (\d{1,2}|two|three|four|five) years|past (\d{1,2}) years", text):
        words = {"two": 2, "three": 3, "four": 4, "five": 5}
        given = m[1] or m[2]
        yield Years(*m.span(), "last", count=words.get(given) or int(given))
    for m in EVERY.finditer(text):
        yield Years(*m.span(), "all")


def _chinese_year(text: str) -> int:
    digits = "".join(DIGITS.get(c, c) for c in text)
    return int(digits) if digits.isdigit() and FIRST - 10 <= int(digits) <= 2100 else 0
