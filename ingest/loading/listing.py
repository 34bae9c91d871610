"""A web page's links: which lead to yearly reports or their files, which to more such links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from ingest.errors import ReportError
from ingest.readers.decoding import decode

YEAR = r"(?:20\d\d|二[〇○零Oo]\S{2})"
REPORT = re.compile(r"(?:信息|政务).{0,6}公开.*(?:年报|年度报告|工作报告|报告)")
# What a link says on a page that is itself about these reports: a year, and at most whose it is.
ON_COLUMN = re.compile(rf"^\W*(?:.{{0,40}}{YEAR}\s*年?度?|.*(?:年报|年度报告))\W*$")
DATED = re.compile(YEAR)
ONWARD = re.compile(r"^\W*(?:下一?页|尾页|末页|next|\d{1,3})\W*$|^[>»›]+$", re.IGNORECASE)
FILE = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|et|zip|txt)$", re.IGNORECASE)
# Pages that a script numbers: createPageHTML(how many, which, "index", "html").
NUMBERED = re.compile(
    r"createPageHTML\(\s*['\"]?(\d{1,4})['\"]?\s*,\s*\d+\s*,\s*['\"](\w{1,40})['\"]\s*,"
    r"\s*['\"](\w{1,5})['\"]"
)
# The chapters of a report; a list of links has none of them outside its links.
CHAPTERS = (
    "总体情况", "概述", "主动公开", "依申请公开", "收到和处理", "行政复议", "收费", "存在的",
    "改进", "其他需要",
)  # fmt: skip
NUMBER = re.compile(r"\s*\d[\d,.]*\s*$")
NUMBERS = 20  # cells with a number; the tables of a report have hundreds
TEXTS = 8  # pieces that a number in a cell may be in
ICON = 200  # pixels
PICTURES = 20
LINKS = 5_000
PAGES = 200


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads and what it says; kind is report, file, list, or next for a list's next
    page.
    """

    url: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """Whether a page is itself a report, the links of it that may lead to reports, and where it
    shows no table the pictures that may be of one: as the page names each, and its address.
    """

    is_report: bool
    links: tuple[Link, ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()


def look_at(data: bytes, url: str) -> Page:
    """What a page at an address is; what is no web page holds no links."""
    if not re.search(rb"<\s*(?:a|html|body|frame|iframe)\b", data[:200_000], re.IGNORECASE):
        return Page(is_report=True)
    try:
        source = decode(data, url)
    except ReportError:
        return Page(is_report=True)  # Reading it says what is wrong.
    root = _parse(source)
    if root is None:
        return Page(is_report=True)
    title = _title(root)
    found: dict[str, Link] = {}
    for link in (*_links(root, url, title), *_numbered(source, url)):
        found.setdefault(link.url, link)
    is_report = _is_report(root)
    pictures = tuple(_pictures(root, url)) if is_report else ()
    return Page(is_report, tuple(found.values())[:LINKS], pictures[:PICTURES])


def _parse(source: str) -> Any:
    from lxml import etree, html

    try:
        return html.document_fromstring(
            source.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
        )
    except (etree.LxmlError, ValueError):
        return None


def _title(root: Any) -> str:
    told = [e.text_content() for tag in ("title", "h1", "h2") for e in root.iter(tag)]
    return " ".join(" ".join(told).split())[:500]


def _is_report(root: Any) -> bool:
    """Whether the text outside of links has the chapters of a report."""
    skipped = ("a", "script", "style", "title", "option")
    text = "".join(
        part
        for element in root.iter()
        for part in (
            "" if element.tag in skipped or not isinstance(element.tag, str) else element.text,
            element.tail,
        )
        if part
    )
    return sum(chapter in text for chapter in CHAPTERS) >= 4


def _pictures(root: Any, url: str) -> Iterator[tuple[str, str]]:
    """The pictures of a page without a table of numbers, icons left out."""
    # Of a cell around others no more than its beginning is looked at.
    cells = ("".join(islice(cell.itertext(), TEXTS)) for cell in root.iter("td", "th"))
    if sum(bool(NUMBER.match(text)) for text in cells) >= NUMBERS:
        return
    here = _base(root, url)
    for image in root.iter("img"):
        sizes = (image.get(side) or "" for side in ("width", "height"))
        small = any(size.isdigit() and int(size) < ICON for size in sizes)
        source = (image.get("src") or "").strip()
        if not small and (to := _joined(here, source)):
            yield source, to


def _base(root: Any, url: str) -> str:
    base = next((e.get("href") for e in root.iter("base") if e.get("href")), "")
    return _joined(url, base) or url


def _links(root: Any, url: str, title: str) -> Iterator[Link]:
    here = _base(root, url)
    on_column = bool(REPORT.search(title))
    for element in root.iter("a", "area", "iframe", "frame"):
        to = _joined(here, element.get("href") or element.get("src") or "")
        if to and (kind := _kind(element, to, on_column)):
            yield Link(to, kind, _said(element)[:100])


def _kind(element: Any, to: str, on_column: bool) -> str:
    """What a link leads to, "" where it has nothing to do with reports."""
    said = _said(element)
    if element.tag in ("iframe", "frame"):
        return "list"
    name = unquote(urlsplit(to).path.rpartition("/")[2])
    is_about = bool(REPORT.search(said) or (on_column and ON_COLUMN.match(said)))
    if FILE.search(name):
        return "file" if is_about or on_column or REPORT.search(name) else ""
    if is_about:
        return "report" if DATED.search(said) else "list"
    return "next" if on_column and ONWARD.match(said) else ""


def _said(element: Any) -> str:
    """The longer of what a link shows and its title, which is often the whole of a cut text."""
    shown = "".join((element.text_content() or "").split())
    titled = "".join((element.get("title") or "").split())
    return max(shown, titled, key=len)


def _joined(here: str, to: str) -> str:
    """The whole address without its fragment, "" for what is none or of another kind."""
    try:
        parts = urlsplit(urljoin(here, to.strip()))
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc or not to.strip():
        return ""
    return parts._replace(fragment="").geturl()


def _numbered(source: str, url: str) -> Iterator[Link]:
    """The pages after the first, where a script writes the links to them."""
    for count, name, ending in NUMBERED.findall(source)[:1]:
        for number in range(1, min(int(count), PAGES)):
            yield Link(urljoin(url, f"{name}_{number}.{ending}"), "next", str(number + 1))
