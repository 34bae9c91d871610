"""The year that a report covers, from its title, its statistics period and its chapters."""

import re
from collections.abc import Sequence

HEAD, TAIL = 1500, 500  # characters in which a page's own data is looked for
_DIGITS = str.maketrans("〇零○ＯO一二三四五六七八九", "00000123456789")
WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_CHINESE_DAY = re.compile(r"[一二三四五六七八九十]{1,3}(?=[月日])")
_CHINESE_YEAR = re.compile(r"[二2][〇零○ＯO0][〇零○ＯO0一二三四五六七八九]{2}(?=年)")
# Characters get lost around digits on genuine sites: 统计期限为201711日至20171231日, 202011日.
_UNTIL = r"(?:起|始|以?来)?[,，]?(?:至|到|[-—－–~～]{1,2})"
_PERIOD = re.compile(
    rf"(?P<first>20\d\d)(?:[年./-]?0?1[月./-]?0?1[日号]?|[年./-]\d\d?[月./-](?:\d\d?[日号]?)?){_UNTIL}"
    # The day it ends on: 2021-11-30 is no period, and 2021-06479 an index number.
    r"(?:(?P<last>20\d\d)(?=年|[./-]?\d)|年?\d{1,2}(?:月|[./-]\d)|\d{1,4}[日号])"
)
_ALONE = re.compile(
    r"(?:期限|时间|日期|自|从)[^\d。]{0,12}(20\d\d)年?0?1月?0?1日"
    r"|(?:统计|报告|数据)[^。\d]{0,8}(?:期限?|时限|时段|范围)[^\d。]{0,8}(20\d\d)年?(?:度|全年|1月)"
)
_TITLE_YEAR = (
    re.compile(r"^[\[【〔(（](20\d\d)[\]】〕)）]"),
    re.compile(r"(?<!\d)(20\d\d)年?度"),
    re.compile(r"(?<!\d)(20\d\d)年"),
)
_BARE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?![\d./\-〕\]])")
CHAPTER_ONE = re.compile(
    r"\n\s*(?:[一—]?、|第一(?:部分|章))\s*(?:总体|概述|概况|基本|工作)[^\n]{0,12}\n"
)
_ANNOUNCED = re.compile(
    r"(?<!\d)(20\d\d)年(?:度)?[^，。；《》\d]{0,12}(?:信息|政务)(?:公开|工作)[^，。；《》\d]{0,10}(?:报告|年报)"
)
_YEAR_OPENS = re.compile(r"(?<!\d)(20\d\d)年度?[,，]")
_TOLD = re.compile(r"(?<!\d)(20\d\d)年")
_SINCE = re.compile(r"(?<!\d)(20\d\d)年以?来[,，]")


def read_year(titles: Sequence[str], text: str, published: str) -> tuple[int | None, str]:
    """The year covered, and how the evidence disagrees ("" when it doesn't).

    From the title; else the statistics period; else 「2021年，」 in chapter one; else the year
    before publication. A stale period copied from last year's report doesn't beat the title.
    """
    in_titles = [year for title in titles if (year := year_in_title(title))]
    in_title = next(iter(in_titles), None) or _year_announced(text)
    in_period = _year_of_period(text)
    if in_period in in_titles:  # other years' reports may be listed above
        return in_period, ""
    if in_title and in_period and in_title != in_period:
        return in_title, f"标题为{in_title}年，统计期限为{in_period}年"
    year = in_title or in_period or _year_in_chapter_one(text) or _year_in_preamble(text)
    if year is None and re.match(r"20\d\d-", published):
        year = int(published[:4]) - 1
    return year or _year_in_chapter_one(text, _SINCE) or _only_year(text), ""


def _only_year(text: str) -> int | None:
    """The year of 一、2016年度工作概述, or the only one that the beginning tells of at all."""
    plain = re.sub(r"《[^》]*》|[〔\[【][^〕\]】]*[〕\]】]", "", _arabic(text[: 2 * HEAD]))
    years = set(_TOLD.findall(plain))
    return int(years.pop()) if len(years) == 1 else None


def _arabic(text: str) -> str:
    """Without white space, and 二〇二一年 as 2021年."""
    plain = re.sub(r"\s+", "", text).translate(WIDE).replace("元月", "1月")
    plain = _CHINESE_YEAR.sub(lambda found: found[0].translate(_DIGITS), plain)
    return _CHINESE_DAY.sub(lambda found: str(_small(found[0])), plain)


def _small(numeral: str) -> int:
    """三十一 as 31."""
    tens, ten, ones = numeral.rpartition("十")
    value = int((ones or "0").translate(_DIGITS)) if len(ones) < 2 else 0
    return value + (int((tens or "一").translate(_DIGITS)) * 10 if ten and len(tens) < 2 else 0)


def year_in_title(title: str) -> int | None:
    """The year that a title names, None if it names none."""
    plain = _arabic(title)
    for pattern in (*_TITLE_YEAR, _BARE_YEAR):
        if found := pattern.search(plain):
            return int(found[1])
    return None


def _year_of_period(text: str) -> int | None:
    plain = _arabic(text[: 2 * HEAD])
    if found := _PERIOD.search(plain):
        return int(found["last"] or found["first"])
    found = _ALONE.search(plain)
    return int(found[1] or found[2]) if found else None


def _year_announced(text: str) -> int | None:
    """From 现将2021年政府信息公开年度报告公布如下, before the first chapter."""
    head = CHAPTER_ONE.split(f"\n{text[: 2 * HEAD]}", maxsplit=1)[0]
    found = _ANNOUNCED.search(re.sub(r"《[^》]*》|[(（][^()（）]*[)）]", "", _arabic(head)))
    return int(found[1]) if found else None


def _year_in_preamble(text: str) -> int | None:
    """Of a line before the first chapter that opens with 2021年，."""
    head = CHAPTER_ONE.split(f"\n{text[: 2 * HEAD]}", maxsplit=1)[0]
    years = {found[1] for line in head.split("\n") if (found := _YEAR_OPENS.match(_arabic(line)))}
    return int(years.pop()) if len(years) == 1 else None


def _year_in_chapter_one(text: str, opens: re.Pattern[str] = _YEAR_OPENS) -> int | None:
    parts = CHAPTER_ONE.split(f"\n{text}", maxsplit=1)
    found = opens.search(_arabic(parts[-1][: 2 * HEAD]))
    return int(found[1]) if found else None
