"""Years and periods in a question: 2021年, 二〇二一年, 24比23, 民国110年, 去年, 近三年, FY21."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from ingest.prose.numerals import spoken

SIGNS = "零〇○一二三四五六七八九"
DIGITS = {c: str(n % 10) for n, c in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○o", "0")
TENS = "十百千万亿"
# 二〇二三 and 二三 are years written sign by sign; 二十三 and 二三十 are counts.
WRITTEN = re.compile(
    rf"(?<![{SIGNS}{TENS}\d])"
    rf"(?:[一二][零〇○o0九][{SIGNS}o\d]{{2}}|(?<![近这过前约几数第])(?!一一)[零〇一二][{SIGNS}])"
    rf"(?![{SIGNS}{TENS}\d])"
)
FULL = r"(?<![\d.])(?:19|20)\d{2}(?!\d|\.\d)"
SHORT = r"(?<![\d.])(?:0[89]|[12]\d)(?!\d|\.\d|\s?%)"
YEAR = r"年?度?"
# 24件 is a number: what counts follows it.
NO_COUNT = (
    r"(?!\s?(?:[多余来]?(?:[件条次个宗场例桩万千百亿元块天日月号点时周季家名位/-]|"
    r"起(?!诉)|项(?!目)|部(?!分|门)|人(?!均|大)|份(?!额)|小时|requests|cases|days)|余))"
)
# 1902件 is no year either; 2023个人申请 begins with one.
COUNT = r"\s?[多余]?(?:件(?!数)|宗|条(?!例)|万?元)"
# 等于1902吗 asks of a sum.
NO_RESULT = r"(?:(?<!等于)(?<!=)|(?=\d{4}年))"
TO = r"\s?(?:到|至|-+>?|—+|–|~|～|－|→|=>)\s?"
BESIDE = r"\s?(?:[、,/和与跟同及加]|以及|and)\s?"
AGAINST = r"\s?(?:比起|相比|相较于?|对比|比|较|对|vs\.?|versus|over|against)\s?"
RELATIVE = {
    "今年": 0, "本年度": 0, "去年": -1, "上年度": -1, "前年": -2, "大前年": -3,
    "last year": -1, "this year": 0, "the year before last": -2, "year before last": -2,
}  # fmt: skip
BEFORE = (
    "上一个年度", "上个年度", "上一年度", "上一年", "前一年度", "前一年", "上年", "头一年",
    "前面一年", "前面那年", "前面那一年", "往前一年", "往前推一年", "往前数一年", "早一年",
    "the year before", "previous year", "the previous year", "prior year", "a year earlier",
)  # fmt: skip
AFTER = (
    "下一个年度", "下个年度", "下一年度", "下一年", "后一年", "第二年", "次年", "翌年",
    "the year after", "following year", "the following year", "a year later",
)  # fmt: skip
ANOTHER = "|".join([*RELATIVE, *BEFORE])
EVERY = re.compile(
    r"哪一年度?|哪年|哪些年(?!报)份?|"
    r"哪几年(?=.{0,14}(?:超|不足|[不未]到|[低高多少大小]于|以[上下]|达到|过[一二三四五六七八九十百千万\d]))|"
    r"哪个年份|一直(?!没|未|不)在?|逐年|持续|连续|这几年|历年来?|近几年|近年来?|各年|每年|所有年份|每一?份年?报告?|"
    r"有(?:几|多少|哪)年(?:的?数据?)?[,]?(?:就|都)?(?:给|列|报|说|看|查|写|来|要)(?:我|出)?(?:几|多少|哪)年|"
    r"which year|over the years|all years|each year"
)
# 去年多少件（我说的是2021）: the year written out puts the relative one right.
CORRECTING = re.compile(
    r"说的是|我是说|我指|指的是|也就是|即|\(\s*(?:fy)?(?:19|20)\d{2}|i mean|that is"
)
# 上年结转 and 结转下年度 are rows of the form and no years.
NOT_YEARS = re.compile(
    r"[压剩留积攒欠存拖挂有][着下压存]?(?:多少|几)[件份个宗起]?从?(?:上|前|头|去)一?年度?(?=的|[没未留剩遗带转])|"
    r"(?:上(?:一个|[一个])?年度?|去年|[前头]一年度?)(?:[结节接转]转|滚存|留|遗留|转|带|剩|(?:还没|尚未|[没未])(?:能|有)?(?=办|处|完|结|答|回|弄|搞)|项目)|转自(?:上|前|头)一?年度?|"
    r"(?:上一?年度?|[前头]一年)(?:[接挪滚攒拖压欠]|延续?|接手|承接|移交|积[压存]|留存)(?:过来|下来|来的)|"
    r"[从由](?:上一?年度?|[前头]一年|去年)(?=[^,;。?到至以]{1,4}(?:过来|下来|进来|来的))|"
    r"(?:结转|[转留拖带推挪搁移延压滚])(?:到|至|给|入|进|待)?"
    r"(?:下(?:一)?年度?|第二年|次年|来年|明年|后一年|翌年)|"
    r"(?:上一?年度?|前一年度?|去年)的?(?=旧|老(?=[的申案件])|未[办结]|遗留)|"
    r"[等跨放](?:[到过入])?(?:下(?:一)?年度?|第二年|次年|来年|明年)|"
    r"[往朝向](?:下(?:一)?年度?|后一年|来年)(?=结?[转留拖带延])|"
    r"(?:carried|brought|carry|rolled|came|come|left|remain(?:ed|ing)|inherited)"
    r"(?: over| forward)? (?:from|to|into) (?:the )?"
    r"(?:(?:last|previous|next|following|prior) year|year before)"
)
LAST_YEARS = re.compile("去年[没未]")
CARRIED_TO = re.compile(
    r"(?:[转留拖带搁移推延]|carr(?:y|ied)(?: over| forward)?)\s?(?:到|至|给|入|进|to|into)\s?"
    rf"(?P<year>{FULL}|{SHORT}(?=年)){YEAR}\s?"
)
CARRIED_FROM = re.compile(
    rf"(?:从|由|是|from )(?P<year>{FULL}|{SHORT}(?=年)){YEAR}"
    r"(?=(?:结转|转|遗?留|接|带|拖|剩|移)(?:过来|下来|来|的))"
)
# 2024年的上一年 is one year, 2024年和上一年 are two; 2024年上年结转 is a row of 2024.
EARLIER = r"(?:的?那一?年)?"
STEPPED = re.compile(
    rf"(?:(?P<year>{FULL}|{SHORT}(?=年))年?度?(?:[的之]?[前上]一个?年度?|[的之][前上]年度?|[的之再]?[往向]前[推数]?一年|早一年)|"
    rf"比(?P<than>{FULL}|{SHORT}(?=年))年?[还要]?早一年){EARLIER}"
    "(?!结转|[转接带留度遗剩积拖挪滚攒欠压延承移没未]|尚未|相?比|对比|[对较]|一?样|[^,;。?]{0,10}项目数)|"
    rf"(?P<both>{FULL})年度?{BESIDE}[前上]一?年度?(?!结转|[转接带留度]|相?比|对比|[对较]|一?样)|"
    rf"(?:the|a|one) (?:(?:calendar )?year )(?:before|prior to|preceding) (?P<before>{FULL})"
)
NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2} | {
    word: n for n, word in enumerate(("two", "three", "four", "five", "six"), 2)
}  # fmt: skip
LATEST = re.compile(
    r"(?:最近|近|过去|[前这](?!一|1\D))([一两二三四五六七八九十]|\d{1,2})(?:个)?年度?(?:来|内|间)?|"
    r"(?:前后)?(?<![第每隔满])(两)年(?:间|来|里|内(?!部))?(?![前后上下]|[以之][前后内上下]|一次|多|半|期|度?报)|"
    r"(?<![第每])([两二三四五六])年(?=的?(?:一共|总|合计|共|加|平均|来|间|里|各|分别|都|下来|复议|诉讼|新收|[^,;。?]{0,8}(?:年平均|平均|各|分别|合计|[一总]共|总计|之和|[加合]起来)))|"
    r"(?:last|past|latest|recent|these) (\d{1,2}|two|three|four|five|six) years"
)
NEWEST = re.compile("最新的?[那这一]年(?:度?报告?)?的?|最近的?那一?年")
AGO = re.compile(r"([一两二三四五])年(?:以前|之前|前)|(two|three|four|five) years ago")
SPAN = 30
THAT_IS = re.compile(
    r"[,(\s]*(?:也就是|亦即|也即|即|就是|指的?是|(?:which is|that is|i\.e\.),?)\s?说?\s*"
)


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


def read_years(text: str, today: date, places: Sequence[tuple[int, int]] = ()) -> list[Years]:
    """Every mention of years, the longest reading of each stretch, in order; beside a place two
    digits are a year.
    """
    text = WRITTEN.sub(lambda m: "".join(DIGITS.get(c, c) for c in m[0]), text)
    mentions = [*_mentions(text, today), *_bare(text, today, places)]
    kept: list[Years] = []
    # 去年没办完的 by itself is what last year left over; 2024年去年没办完的 is a row of 2024.
    written = any(mention.kind == "years" for mention in mentions)
    # 2024年本年度办理结果: that year's own.
    mentions = [m for m in mentions if not (written and text[m.start : m.end] == "本年度")]
    rows = (m for m in NOT_YEARS.finditer(text) if written or not LAST_YEARS.match(m[0]))
    blocked = [m.span() for m in rows]
    for mention in sorted(mentions, key=lambda y: (y.start, y.start - y.end, y.years == ())):
        inside = any(s < mention.end and mention.start < e for s, e in blocked)
        overlaps = kept and mention.start < kept[-1].end
        if not overlaps and not (inside and mention.kind in ("step", "relative")):
            kept.append(mention)
    return _put_right(text, kept)


def _put_right(text: str, found: Sequence[Years]) -> list[Years]:
    """前一年度也就是2021年 is 2021: what a year written out says of the step before it."""
    kept: list[Years] = []
    for one in found:
        step = kept[-1] if kept and kept[-1].kind in ("step", "relative") else None
        if step and one.kind == "years" and THAT_IS.fullmatch(text[step.end : one.start]):
            one, _ = replace(one, start=step.start), kept.pop()
        kept.append(one)
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


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _mentions(text: str, today: date) -> Iterator[Years]:
    yield from _ranges(text, today)
    yield from _carried(text)
    for m in re.finditer(
        rf"(?:fy\s?)?{NO_RESULT}({FULL})(?!{COUNT})\s?(?:年度|年|nian(?:du)?\b)?(?:报(?![告送道表]))?",
        text,
    ):
        yield Years(*m.span(), "years", (int(m[1]),))
    for m in re.finditer(
        r"(?<![\d.])([012]\d)(?:年度?(?![以内来间前]|多(?![几少了出收办]))|\s?nian(?:du)?\b)|fy\s?(\d\d)(?!\d)",
        text,
    ):
        yield Years(*m.span(), "years", (_year(m[1] or m[2]),))
    for m in re.finditer(rf"(?:民国|\broc )\s?(\d{{2,3}}|[{SIGNS}{TENS}]+)年?度?", text):
        digits = "".join(DIGITS.get(c, c) for c in m[1])
        if year := spoken(digits if digits.isdigit() else m[1]):
            yield Years(*m.span(), "years", (1911 + int(year),))
    for m in re.finditer(r"(?<![\d.])(\d|\d{3,9})年(?!来|内|间|以|多|的?时间)", text):
        # 1021年 and 20211年 are no year of any report, and are not passed over either.
        yield Years(*m.span(), "years", (int(m[1]),))
    for m in re.finditer(r"\d+\.\d+年(?!均)", text):
        yield Years(*m.span(), "none")
    for word, step in RELATIVE.items():
        for m in re.finditer(re.escape(word), text):
            yield Years(*m.span(), "relative", (today.year + step,))
    for m in AGO.finditer(text):
        yield Years(*m.span(), "relative", (today.year - NUMERALS[m[1] or m[2]],))
    for words, step in ((BEFORE, -1), (AFTER, 1)):
        for word in words:
            for m in re.finditer(re.escape(word), text):
                yield Years(*m.span(), "step", count=step)
    yield from _periods(text)


def _carried(text: str) -> Iterator[Years]:
    """结转到2025年 is told by the reports of 2024 and 2025, 从2022年结转来 by that of 2023."""
    for m in CARRIED_TO.finditer(text):
        year = _year(m["year"])
        yield Years(m.start("year"), m.end(), "years", (year - 1, year))
    for m in CARRIED_FROM.finditer(text):
        yield Years(m.start("year"), m.end(), "years", (_year(m["year"]) + 1,))
    for m in STEPPED.finditer(text):
        if m["both"]:
            yield Years(*m.span(), "years", (int(m["both"]) - 1, int(m["both"])))
        else:
            year = _year(m["year"] or m["than"] or m["before"])
            yield Years(*m.span(), "years", (year - 1,))


def _ranges(text: str, today: date) -> Iterator[Years]:
    written = rf"({FULL}|{SHORT}){YEAR}{TO}({FULL}|{SHORT})(?:年度?(?:期间|间)?|{NO_COUNT})"
    english = rf"({FULL}) (?:to|through|until|till) ({FULL})"
    between = rf"between ({FULL}) and ({FULL})"
    for m in chain.from_iterable(re.finditer(p, text) for p in (written, english, between)):
        years = sorted((_year(m[1]), _year(m[2])))
        full = len(m[1]) == len(m[2]) == 4
        # 2010-12 may be a month.
        told = full or "年" in m[0] or not re.search("[-—–－]", m[0]) or "->" in m[0]
        if told and years[1] - years[0] <= SPAN and (full or years[1] <= today.year):
            yield Years(*m.span(), "years", tuple(range(years[0], years[1] + 1)))
    since = rf"(?:自|从)?({FULL}|{SHORT}(?=年))年?(?:以来|起(?!诉)|至今|到现在|开始)|since ({FULL})"
    for m in re.finditer(since, text):
        yield Years(*m.span(), "since", (_year(m[1] or m[2]),))


def _bare(text: str, today: date, places: Sequence[tuple[int, int]]) -> Iterator[Years]:
    """Two digits alone: 24比23, 22、23、24三年, 宿迁24, 跟23比, 24比去年; never what is counted."""
    listed = rf"{SHORT}{YEAR}(?:(?:{BESIDE}|{AGAINST}|{TO}){SHORT}{YEAR})+{NO_COUNT}"
    one = rf"({SHORT}){NO_COUNT}"
    ends = {end for _, end in places}
    for m in re.finditer(rf"(?P<list>{listed})(?P<all>[两二三四五六]年)?", text):
        beside = any(re.fullmatch(r"[\s,;:、的]*", text[end : m.start()]) for end in ends)
        if m["all"] or "年" in m[0] or re.search(f"{AGAINST}|{TO}|加", m[0]) or beside:
            yield from _known(m.span(), re.findall(SHORT, m["list"]), today)
    for pattern in (
        rf"({SHORT})(?={YEAR}(?:{AGAINST}|{BESIDE})(?:{ANOTHER}|{FULL}))",
        rf"(?:{FULL}{YEAR}|去年|前年)(?:{AGAINST}|{BESIDE}){one}",
        rf"(?:跟|和|与|同|较)\s?({SHORT})(?=\s?(?:相比|对比|比))",
        rf"^(?:那么?|and )?{one}(?=的?呢?[?]?$)",
    ):
        for m in re.finditer(pattern, text):
            yield from _known(m.span(1), [m[1]], today)
    for start, end in places:
        behind = re.compile(rf"[\s,;:、的]{{0,2}}{one}").match(text, end)
        before = re.compile(rf"^{one}\s?$").match(text[:start])
        for m in filter(None, (behind, before)):
            yield from _known(m.span(1), [m[1]], today)


def _known(span: tuple[int, int], digits: Sequence[str], today: date) -> Iterator[Years]:
    """Years written in two digits, none of them to come."""
    years = tuple(_year(two) for two in digits)
    if max(years) <= today.year:
        yield Years(*span, "years", years)


def _periods(text: str) -> Iterator[Years]:
    for m in NEWEST.finditer(text):
        yield Years(*m.span(), "last", count=1)
    for m in LATEST.finditer(text):
        count = next(filter(None, m.groups()))
        yield Years(*m.span(), "last", count=int(count) if count.isdigit() else NUMERALS[count])
    for m in EVERY.finditer(text):
        yield Years(*m.span(), "all")
