"""What a page says of itself beside the report: when it was published, who posted it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from ingest.document import Table
from ingest.identity.periods import CHAPTER_ONE, HEAD, TAIL

_BODY_ENDS = "局室府委厅办站网院会心道镇乡处队馆科部署所社省市县区州旗盟"
# 更新时间 is when the page was touched, 成文日期 and a signature when the text was written.
_DATE_LABELS = (
    r"(?:发布|公开|公布|发表|上传|上网|发稿|录入|提供|信息)(?:日期|时间)|发布于",
    # Glued to the name before it: 来源：区政府办公室时间：2017-01-12.
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[{_BODY_ENDS}]))(?:时间|日期)(?=\s*[:：])",
    r"(?:印发|生成|发文)(?:日期|时间)",
)
_DATE = (
    r"(20\d\d)\s*[年./\-－]\s*(\d{1,2})\s*[月./\-－]\s*(\d\d(?=\d\d\s*[:：])|\d{1,2}(?!\d))"
    r"|(20\d\d)(\d\d)(\d\d)(?!\d)"
)
# A date without a label that stands with the page's other data.
_UNLABELLED = (
    rf"^[\s•·|]*(?:{_DATE})日?(?:\s*\d\d?\s*[:时]\s*\d\d\S*?)?[\s•·|(（]*(?:\S{{0,2}}来源|浏览|点击|阅读|作者|发布\s*[:：]|字[体号])",
    rf"^\S{{2,20}}(?:网站?|门户)\s+(?:www\.\S+\s+)?(?:{_DATE})",
    rf"(?:来源|稿源)\s*[:：]\s*\S{{2,20}}[\s|]+(?:{_DATE})\s*(?:\d\d?\s*:\s*\d\d|$)",
)
# A line of its own, as long as there is one alone; 2023年1月11日 may be a signature.
_ALONE = re.compile(rf"^(?=20\d\d[-/.])(?:{_DATE})(?:\s+\d\d?:\d\d(?::\d\d)?)?\s*$", re.MULTILINE)
_POSTED = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=日)|(?=发文单位|发布机构))(?:(?P<source>(?:文章|信息|稿件|内容|发布)?来源)\s*[:：|]+"
    r"|(?m:^来源)[ \u3000]+(?=\S{2,20}(?m:$))"
    r"|(?P<body>发布(?:机构|单位|机关))\s*[:：|]*"
    r"|(?:信息)?(?:公开|公开责任|责任|提供|发文|制发|编制)(?:机构|单位|机关|部门|主体)\s*[:：|]+)"
    r"[ \u3000\n|]*(?P<value>(?!\S{0,2}来源[:：])[^\s|,，。;；]+)"
)
_NEXT_LABEL = re.compile(
    r"(?:发布|公开|更新|生成|印发|发文|成文|发表|撰写|信息提供)?(?:日期|时间)|(?:文章|信息)?来源|浏览|(?:选择)?阅读|点击|访问|字体|字号|"
    r"本年?度?报告|本年报|打印|作者|编辑|责任|关\s*键\s*词|索引|文号|分享|公开方式|主题|分类|有效性|(?:发布|公开|责任|提供|发文)(?:机构|单位|机关|部门)"
    # 高新区（某某区）教育局 goes on behind its brackets.
    r"|[【】\[\]<>〖〗?？:：]|[(（](?![^()（）]{1,7}[区县市旗][)）][\u4e00-\u9fff])"
)
# The cells of a page's own data, and how many tables at the beginning may hold it.
_LABEL = re.compile(
    r"索引号|文号|发文字号|关键词|标题|名称|信息名称|分类|主题分类|组配分类|体裁|主题词|公开方式|公开形式|公开范围|公开程序|"
    r"有效性|是否有效|时效|时效性|来源|信息来源|文章来源|责任部门|"
    r"(?:信息)?(?:发布|公开|公开责任|责任|提供|发文|制发|编制)(?:机构|单位|机关|部门|主体)|"
    r"(?:发布|公开|更新|生成|印发|发文|成文|公布|信息提供)(?:日期|时间)"
)
PAGE_TABLES = 3
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
# An empty 来源 is followed by the title.
_NO_NAME = re.compile(
    r"原创|本[网站]站?|[0-9A-Za-z.\-:/]+|无|暂无|网络|互联网|.|.*(?:报告|年报)|.*20\d\d年度?"
)
_PORTAL = re.compile(r".*(?:网|网站|平台|客户端|门户)")


def read_published(text: str) -> str:
    """The page's own date of publication as YYYY-MM-DD, or "" if it shows none."""
    text = text.translate(_NARROW).replace("元月", "1月")
    edges = text if len(text) <= HEAD + TAIL else f"{text[:HEAD]}\n\n{text[-TAIL:]}"
    for label in _DATE_LABELS:
        for found in re.finditer(rf"(?:{label})[\s|:：\[【\]】]*(?:{_DATE})", edges, re.MULTILINE):
            if day := _iso(part for part in found.groups() if part):
                return day
    alone = (re.search(pattern, edges[:HEAD], re.MULTILINE) for pattern in _UNLABELLED)
    if told := next((_iso(part for part in a.groups() if part) for a in alone if a), ""):
        return told
    days = {_iso(part for part in m.groups() if part) for m in _ALONE.finditer(edges[:HEAD])}
    return days.pop() if len(days) == 1 else ""


def read_posted_by(text: str) -> str:
    """Who posted the page, by its 来源 or 发布机构; a portal only if nobody else is named."""
    head = CHAPTER_ONE.split(text[:HEAD], maxsplit=1)[0]
    names = [name for found in _POSTED.finditer(head) if (name := _name_in(found["value"]))]
    return next((name for name in names if not _PORTAL.fullmatch(name)), next(iter(names), ""))


def page_data(tables: Sequence[Table]) -> list[str]:
    """Labels and values of the tables of a page's own data, as lines: 发布机构：江夏区教育局."""
    found = []
    for table in tables[:PAGE_TABLES]:
        for row in table.rows:
            bare = (re.sub(r"\s+", "", cell) for cell in row)
            cells = [re.sub(r"^[\[【]|[\]】]?[:：]?$", "", cell) for cell in bare if cell]
            found += [
                f"{label}：{value}"
                for label, value in pairwise(cells)
                if _LABEL.fullmatch(label) and not _LABEL.fullmatch(value)
            ]
            found += [c for c in cells if _NEXT_LABEL.match(c) and re.search(r"[:：].", c)]
            found += [c for c in cells if re.match(_UNLABELLED[0], c)]
    return found


def _iso(parts: Iterator[str]) -> str:
    try:
        day = date(*(int(part) for part in parts))
    except ValueError:
        return ""
    return day.isoformat() if 2000 <= day.year <= 2100 else ""


def _name_in(value: str) -> str:
    name = _NEXT_LABEL.split(value, maxsplit=1)[0].strip("-—·、.")
    label = len(name) <= 3 and not name.endswith(tuple(_BODY_ENDS))
    return "" if label or _NO_NAME.fullmatch(name) else name
