"""Web pages: the main text's paragraphs and tables, after what the page says of itself."""

import re
from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import unquote

from ingest.clean import CONTROL, mend_torn
from ingest.document import Block, Table
from ingest.errors import UnreadableReport
from ingest.readers.boxes import as_tables
from ingest.readers.decoding import decode
from ingest.readers.elements import blocks_within, tidy
from ingest.readers.furniture import main_of, without_furniture
from ingest.readers.grid import ABOUT_PAGE
from ingest.readers.marks import is_row
from ingest.readers.pasted import MOST, mark_of, with_pictures
from ingest.readers.plain import blocks_of_lines
from ingest.readers.slices import paragraph

TITLE = re.compile(r"(?:信息|政务).{0,12}公开.{0,60}(?:报告|年报)")
YEAR = re.compile(r"20\d\d|二[〇零○ＯO0][〇零○ＯO0一二三四五六七八九]{2}年")
ABOUT = re.compile(
    r"(?:发布|公开|生成|印发|发文)(?:日期|时间|机构|单位|机关)|来源\s*[:：]|索\s*引\s*号|^(?:日期|时间)\s*[:：]"
)
CHROME = re.compile(
    r"(?:您?(?:的|现在|当前)?(?:所在)?的?位置|当前位置|首页|字\s*[体号]|【?字\s*[体号]|【?打印|【?关闭|分享|扫一扫"
    r"|浏览次数|访问量|上一[篇条]|下一[篇条]|无障碍|长者|智能问答|版权所有|主办|承办|网站标识码|返回顶部|收藏"
    r"|\S{0,4}ICP备|\S{0,4}公网安备|责任编辑).{0,60}"
)
RESAVE = "open it in a browser, select the report, and save it as text"
META_LABELS = {
    "articletitle": "标题", "og:title": "标题", "pubdate": "发布日期", "publishdate": "发布日期",
    "article:published_time": "发布日期", "firstpublishedtime": "发布日期",
    "contentsource": "来源", "source": "来源", "sitename": "网站名称",
}  # fmt: skip
# Whose site it is, where the page's own head doesn't say: in its title behind the column, or below.
SITE = re.compile(r"[-_|—–]\s*([^-_|—–\s]{2,16}人民政府)(?:门户)?(?:网站?)?$")
HOST = re.compile(r"主办(?:单位)?\s*[:：]\s*([^\s:：]{2,16}?人民政府)(?!办)")
# A picture that stands in the page itself.
HELD = re.compile(r"\s*data:image/[\w.+-]+;base64,", re.I)
# Where an article of WeChat keeps its date.
POSTED = ".//*[@id='publish_time']"


def read_html(data: bytes, where: str) -> list[Block]:
    """Read a page into paragraphs and tables, its furniture left out.

    Raises UnreadableReport where it shows no text.
    """
    root = _parse(mend_torn(decode(data, where)), where)
    _unframe(root, where)
    pictures = _marked_pictures(root)
    about = list(_declared(root))
    body = without_furniture(root)
    as_tables(body)
    main = main_of(body)
    shown = [b for b in blocks_within(main) if isinstance(b, Table) or not _is_chrome(b)]
    blocks = with_pictures(_in_lines(shown), pictures)
    if not blocks:
        raise UnreadableReport(
            where, "the page shows no text (its content is a picture, or loaded by a script)",
            "open it in a browser, save what it shows, and add that file",
        )  # fmt: skip
    return [*_not_yet_in([*_around(body, main), *about], blocks), *blocks]


def _in_lines(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the tables that their lines make, a cell a line or each in its own frame,
    where none is drawn; no line with Markdown's marks.
    """
    tables = [block for block in blocks if isinstance(block, Table)]
    if any(is_row(row) for table in tables for row in table.rows if row):
        shown = (block if isinstance(block, Table) else paragraph(block) for block in blocks)
        return [block for block in shown if block]
    return [*tables, *blocks_of_lines(block for block in blocks if isinstance(block, str))]


def _parse(source: str, where: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(
        huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableReport(where, "the page can't be parsed", RESAVE) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # The parser drops what lies deeper without another word.
        raise UnreadableReport(where, "the page's elements are nested over 2000 deep", RESAVE)
    return root


def _unframe(root: Any, where: str) -> None:
    """Put the page that a frame holds in itself in the frame's place; one that shows nothing
    hides nothing of the page around it.
    """
    for frame in list(root.iter("iframe")):
        with suppress(UnreadableReport):
            body = _parse(frame.get("srcdoc") or "", where).body
            if body is not None:
                body.tag, body.tail = "div", CONTROL.sub(" ", frame.tail or "")
                frame.getparent().replace(frame, body)


def _marked_pictures(root: Any) -> list[bytes]:
    """The pictures that a page holds in itself, each with a mark in its place."""
    found = list[bytes]()
    for image in list(root.iter("img")):
        held = HELD.match(image.get("src") or "")
        if held and len(found) < MOST:
            with suppress(ValueError):
                found.append(b64decode(unquote(image.get("src")[held.end() :])))
                image.tag, image.text = "p", mark_of(len(found))
    return found


# what the page is about --------------------------------------------------------------------------


def _declared(root: Any) -> Iterator[str]:
    """Title, date and source from the page's own head."""
    for meta in root.iter("meta"):
        label = META_LABELS.get((meta.get("name") or meta.get("property") or "").lower())
        if label and (content := tidy(meta.get("content") or "")):
            yield content if label == "标题" else f"{label}：{content}"
    if posted := tidy(root.findtext(POSTED) or ""):
        yield f"发布日期：{posted}"
    title = tidy(root.findtext(".//title") or "")
    if TITLE.search(title):
        yield title
    if site := SITE.search(title) or HOST.search("".join(root.itertext())):
        yield f"网站名称：{site[1]}"


def _around(body: Any, main: Any) -> list[str]:
    """Title, dates and source that stand outside the main text."""
    from lxml import etree

    if main is body:
        return []
    main.tag = "a"  # What stands behind it stays, whatever characters it has.
    etree.strip_elements(body, "a", with_tail=False)
    for end in body.xpath(".//h1//br|.//h2//br|.//h3//br"):
        end.tag = "span"  # A heading of several lines is one.
    lines = [b for b in blocks_within(body) if isinstance(b, str)]
    kept = []
    for line, above in zip(lines, ["", *lines], strict=False):
        told = ABOUT.search(line) or (ABOUT_PAGE.fullmatch(above) and len(line) <= 40)
        if told or (TITLE.search(line) and len(line) <= 60 and not _is_chrome(line)):
            kept.append(line)
    return kept


def _not_yet_in(about: Sequence[str], blocks: Sequence[Block]) -> Iterator[str]:
    """Lines that the text itself doesn't open with; what it shows wins over what it declares."""
    opening = "\n".join(b for b in blocks[:20] if isinstance(b, str))
    for line in about:
        label, colon, _ = line.partition("：")
        if label in META_LABELS.values():
            told = label + colon in opening
        else:
            name = re.split(r"[-_|—–]", line)[0]
            told = _bare(name) in _bare(opening) or (_names_year(line) and _names_year(opening))
        if not told:
            yield line
            opening += f"\n{line}"


def _names_year(text: str) -> bool:
    """Whether a line is a title with its year; another in a margin is another report's."""
    heads = (re.split("[，。]", line[:60])[0] for line in text.split("\n"))
    return any(TITLE.search(head) and YEAR.search(head) for head in heads)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _is_chrome(line: str) -> bool:
    return bool(CHROME.fullmatch(line)) and not ABOUT.search(line) and not set("，。") & set(line)
