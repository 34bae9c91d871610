"""What a report's head says of it: title, year, date of publication, who posted it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ingest.clean import CJK
from ingest.divisions import gazetteer

HEAD, TAIL = 1500, 500  # characters in which a page's own data is looked for

_DIGITS = str.maketrans("〇零○ＯO一二三四五六七八九", "00000123456789")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_CHINESE_DAY = re.compile(r"[一二三四五六七八九十]{1,3}(?=[月日])")
_CHINESE_YEAR = re.compile(r"[二2][〇零○ＯO0][〇零○ＯO0一二三四五六七八九]{2}(?=年)")

# Characters get lost around digits on genuine sites: 统计期限为201711日至20171231日, 202011日.
_UNTIL = r"(?:起|始|以?来)?[,，]?(?:至|到|[-—－–~～]{1,2})"
_PERIOD = re.compile(
    rf"(?P<first>20\d\d)(?:[年./-]?0?1[月./-]?0?1[日号]?|[年./-]\d\d?[月./-](?:\d\d?[日号]?)?){_UNTIL}"
    r"(?:(?P<last>20\d\d)(?=年|[./-]?\d))?[年./-]?(?:\d{1,2}[月./-]?|[月./-])?\d{0,2}[日号]?"
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
_CHAPTER_ONE = re.compile(
    r"\n\s*(?:[一—]?、|第一(?:部分|章))\s*(?:总体|概述|概况|基本|工作)[^\n]{0,12}\n"
)
_ANNOUNCED = re.compile(
    r"(?<!\d)(20\d\d)年(?:度)?[^，。；《》\d]{0,12}(?:信息|政务)公开[^，。；《》\d]{0,10}(?:报告|年报)"
)
_YEAR_OPENS = re.compile(r"(?<!\d)(20\d\d)年度?[,，]")

# 更新时间 is when the page was touched, 成文日期 and a signature when the text was written.
_DATE_LABELS = (
    r"(?:发布|公开|公布|发表|上传|上网|发稿|录入|信息)(?:日期|时间)|发布于",
    r"(?:^|[\s|])(?:时间|日期)(?=\s*[:：])",
    r"(?:印发|生成|发文)(?:日期|时间)",
)
_DATE = (
    r"(20\d\d)\s*[年./\-－]\s*(\d{1,2})\s*[月./\-－]\s*(\d\d(?=\d\d\s*[:：])|\d{1,2}(?!\d))"
    r"|(20\d\d)(\d\d)(\d\d)(?!\d)"
)

# A date without a label that stands with the page's other data.
_UNLABELLED = (
    rf"^\s*(?:{_DATE})(?:\s*\d\d?\s*:\s*\d\d\S*)?[\s|]*(?:\S{{0,2}}来源|浏览|点击|阅读|字[体号])",
    rf"来源\s*[:：]\s*\S{{2,20}}[\s|]+(?:{_DATE})\s*\d\d?\s*:\s*\d\d",
)

_POSTED = re.compile(
    r"(?<![\u4e00-\u9fff])(?:(?P<source>(?:文章|信息|稿件|内容)?来源)\s*[:：|]"
    r"|(?P<body>发布(?:机构|单位|机关))\s*[:：|]?"
    r"|(?:信息)?(?:公开|公开责任|责任|提供|发文|制发|编制)(?:机构|单位|机关|部门|主体)\s*[:：|])"
    r"[ \u3000\n|]*(?P<value>[^\s|,，。;；]+)"
)
_NEXT_LABEL = re.compile(
    r"(?:发布|公开|更新|生成|印发|发文|成文)?(?:日期|时间)|(?:文章|信息)?来源|浏览|阅读|点击|访问|字体|字号|"
    r"打印|作者|编辑|责任|索引|文号|分享|公开方式|主题|分类|有效性|(?:发布|公开|责任|提供|发文)(?:机构|单位|机关|部门)"
    r"|[【】\[\]<>〖〗(（?？:：]"
)
_NO_NAME = re.compile(r"原创|本[网站]站?|[0-9A-Za-z.\-:/]+|无|暂无|网络|互联网|.")
_PORTAL = re.compile(r".*(?:网|网站|平台|客户端|门户)")

_ABOUT = re.compile(r"(?:政府信息|政务|信息).{0,12}公开")
_IS_TITLE = re.compile(r"[^。；;!！?？]*(?:信息|政务).{0,12}公开.*(?:报告|年报)[^。；;,，]{0,30}")
_TITLE_LABEL = re.compile(
    r"^(?:标\s*题|名\s*称|信息名称|公文名称|文件名称|图解|解读|一图读懂|附件\d*|全文)[\s:：|]+"
)
_ISSUED = re.compile(
    r"(?:.{2,20})?关于(?:印发|公布|发布|报送|公开)《([^《》]+(?:报告|年报)(?:[（(][^《》]*)?)》.{0,6}"
)
# Copies on other sites append lists of places to a title.
_AFTERWARDS = re.compile(
    r"((?:报告|年报)[)）]?(?:\s*[(（][^()（）]*[)）])?)\s*(?:[|｜]|(?:\S{2,12}\s*[|｜]\s*){2}).*$"
)
_NO_TITLE = re.compile(
    r"[>＞»《]|位置|^首页|根据|按照|以下简称|现将|附件[:：]?$|[:：]|做好|格式|编制.{0,12}(?:通知|工作|办法|说明)|解读$"
)
_TITLE_PART = re.compile(r"[^\s，,。;；:：、|>《》]{2,30}")

# 2024 年 as a PDF file's fonts leave it, and other spaces among characters and digits.
_LOST_SPACE = re.compile(rf"(?<=[{CJK}\d])\s+(?=[{CJK}\d])")
_SEPARATOR = re.compile(
    rf"[_|｜»／]|\s[-—–－]{{1,2}}\s?|[-—–－]{{1,2}}(?=[{CJK}]|(?<!\d[-—–－])20\d\d年)|(?<=[{CJK}])[：:](?=[{CJK}\d])"
)
# What copies on other sites put before a title.
_ADVERTISED = re.compile(
    r"^.*(?:官网|官方网站|app|APP|下载|入口|登录|注册|投注|博彩|彩票|棋牌|比分|葡京|电竞|九游会|娱乐城?)[】\]]?"
    r"|【[^】]*】"
)
_SUBJECT = re.compile(r"(.*?)(?:政府信息|政务信息|政务|信息)(?:与政务|和政务|主动|工作)?公开")
_AFTER_TITLE = re.compile(r".*(?:报告|年报)[(（_\-—]*(.*?)[)）]?")
_NOISE = re.compile(
    r"(?:20\d\d|二[〇零○ＯO0][〇零○ＯO0一二三四五六七八九]{2})年?度?"
    r"|年度|[\s《》“”\"'【】\[\]()（）:：,，、|>＞·?]+"
)
_OPENING = re.compile(r"^(?:附件\d*|关于|图解|报送|发布)+")
_CLOSING = re.compile(r"(?:关于|编制|公布|发布|印发|报送|开展|向社会|依法|的|年)+$")


def read_year(titles: Sequence[str], text: str, published: str) -> tuple[int | None, str]:
    """The year covered, and how the evidence disagrees ("" when it doesn't).

    From the title; else the statistics period; else 「2021年，」 in chapter one; else the year
    before publication. A stale period copied from last year's report doesn't beat the title.
    """
    in_title = next((year for title in titles if (year := _year_in_title(title))), None)
    in_period = _year_of_period(text)
    if in_title and in_period and in_title != in_period:
        return in_title, f"标题为{in_title}年，统计期限为{in_period}年"
    year = in_title or in_period or _year_announced(text) or _year_in_chapter_one(text)
    if year is None and re.match(r"20\d\d-", published):
        year = int(published[:4]) - 1
    return year, ""


def read_published(text: str) -> str:
    """The page's own date of publication as YYYY-MM-DD, or "" if it shows none."""
    text = text.replace("元月", "1月")
    edges = text if len(text) <= HEAD + TAIL else f"{text[:HEAD]}\n\n{text[-TAIL:]}"
    for label in _DATE_LABELS:
        for found in re.finditer(rf"(?:{label})[\s|:：\[【\]】]*(?:{_DATE})", edges, re.MULTILINE):
            if day := _iso(part for part in found.groups() if part):
                return day
    alone = (re.search(pattern, edges[:HEAD], re.MULTILINE) for pattern in _UNLABELLED)
    return next((_iso(part for part in a.groups() if part) for a in alone if a), "")


def read_posted_by(text: str) -> str:
    """Who posted the page, by its 来源 or 发布机构; a portal only if nobody else is named."""
    head = _CHAPTER_ONE.split(text[:HEAD], maxsplit=1)[0]
    names = [name for found in _POSTED.finditer(head) if (name := _name_in(found["value"]))]
    return next((name for name in names if not _PORTAL.fullmatch(name)), next(iter(names), ""))


def read_titles(text: str) -> list[str]:
    """The report's titles in the head, the clearest first: with a body and a year."""
    head = _CHAPTER_ONE.split(f"\n{text[: 2 * HEAD]}", maxsplit=1)[0]
    lines = [_plain_title(line.strip()) for line in head.split("\n")]
    found = (_LOST_SPACE.sub("", title) for title in _titles_in([line for line in lines if line]))
    return sorted(dict.fromkeys(found), key=_clarity, reverse=True)


def _plain_title(line: str) -> str:
    """A line without what a page puts around a title: a label, a list of names, a colon."""
    line = _AFTERWARDS.sub(r"\1", _TITLE_LABEL.sub("", line))
    if issued := _ISSUED.fullmatch(line):
        return issued[1]
    before, colon, after = line.replace(":", "：").partition("：")
    named = colon and len(before) <= 20 and len(after) <= 60 and _IS_TITLE.fullmatch(after)
    return f"{before}{after}" if named and gazetteer().read(before) else line


def subject_of(title: str) -> str:
    """The body as a title names it, or what follows the title in brackets: "" if it names none."""
    plain = _without_place_notes(_LOST_SPACE.sub("", title))
    found = _SUBJECT.match(plain)
    parts = (
        [_NOISE.sub("", part) for part in _SEPARATOR.split(_ADVERTISED.sub("", found[1]))]
        if found
        else []
    )
    named = next((part for part in reversed(parts) if part), "")
    head = _CLOSING.sub("", _OPENING.sub("", named))
    if not head and (after := _AFTER_TITLE.fullmatch(re.sub(r"\s+", "", plain))):
        head = _NOISE.sub("", after[1])
    # 武汉市人民政府信息公开…: 政府 serves twice.
    return head + "政府" if head.endswith("人民") else head


def _without_place_notes(title: str) -> str:
    """武汉经济技术开发区（汉南区） without what only adds another name."""

    def kept(found: re.Match[str]) -> str:
        place = gazetteer().read(found[1])
        return "" if place and place.full and place.end == len(found[1]) else found[0]

    return re.sub(r"(?<=\S{4})[(（]([^()（）]{2,8})[)）]", kept, title.translate(_WIDE))


def _arabic(text: str) -> str:
    """Without white space, and 二〇二一年 as 2021年."""
    plain = re.sub(r"\s+", "", text).translate(_WIDE).replace("元月", "1月")
    plain = _CHINESE_YEAR.sub(lambda found: found[0].translate(_DIGITS), plain)
    return _CHINESE_DAY.sub(lambda found: str(_small(found[0])), plain)


def _small(numeral: str) -> int:
    """三十一 as 31."""
    tens, ten, ones = numeral.rpartition("十")
    value = int((ones or "0").translate(_DIGITS)) if len(ones) < 2 else 0
    return value + (int((tens or "一").translate(_DIGITS)) * 10 if ten and len(tens) < 2 else 0)


def _year_in_title(title: str) -> int | None:
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
    head = _CHAPTER_ONE.split(f"\n{text[: 2 * HEAD]}", maxsplit=1)[0]
    found = _ANNOUNCED.search(re.sub(r"《[^》]*》|[(（][^()（）]*[)）]", "", _arabic(head)))
    return int(found[1]) if found else None


def _year_in_chapter_one(text: str) -> int | None:
    parts = _CHAPTER_ONE.split(f"\n{text}", maxsplit=1)
    found = _YEAR_OPENS.search(_arabic(parts[-1][: 2 * HEAD]))
    return int(found[1]) if found else None


def _iso(parts: Iterator[str]) -> str:
    try:
        day = date(*(int(part) for part in parts))
    except ValueError:
        return ""
    return day.isoformat() if 2000 <= day.year <= 2100 else ""


def _name_in(value: str) -> str:
    name = _NEXT_LABEL.split(value, maxsplit=1)[0].strip("-—·、.")
    return "" if _NO_NAME.fullmatch(name) else name


def _titles_in(lines: Sequence[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if _is_title(line):
            yield _with_lines_above(lines, number)
        elif number + 1 < len(lines) and _TITLE_PART.fullmatch(line) and _ABOUT.search(line):
            joined = line + lines[number + 1]
            if not _ABOUT.search(lines[number + 1]) and _is_title(joined):
                yield joined


def _with_lines_above(lines: Sequence[str], number: int) -> str:
    """The title with its body or year from the lines above, where it is broken over lines."""
    title = lines[number]
    for above in reversed(lines[max(0, number - 2) : number]):
        missing_body, missing_year = not subject_of(title), _year_in_title(title) is None
        body = missing_body and _TITLE_PART.fullmatch(above) and gazetteer().read(above)
        year = missing_year and re.fullmatch(r"20\d\d\s*年度?", above)
        if not (body or year) or not _is_title(above + title):
            return title
        title = above + title
    return title


def _is_title(line: str) -> bool:
    return len(line) <= 60 and bool(_IS_TITLE.fullmatch(line)) and not _NO_TITLE.search(line)


def _clarity(title: str) -> int:
    return 2 * bool(subject_of(title)) + (_year_in_title(title) is not None)
