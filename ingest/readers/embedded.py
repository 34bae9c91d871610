"""Pages inside other files: the HTML in a JSON reply, a script's strings, or a saved archive."""

import email
import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.message import Message
from html import unescape
from typing import Any

from ingest.clean import CJK
from ingest.document import Block, Table
from ingest.errors import UnreadableReport
from ingest.readers.arrays import blocks_of_arrays
from ingest.readers.decoding import decode
from ingest.readers.elements import tidy
from ingest.readers.html import read_html
from ingest.readers.plain import read_plain

# A field's name, and how its line begins in the text.
BESIDE = (
    (re.compile(r"title|subject|标题", re.I), ""),
    (
        re.compile(r"(?:pub|release|issue|fb|发布|公开).*(?:date|time|rq|sj|日期|时间)", re.I),
        "发布日期：",
    ),
    (re.compile(r"^(?:date|time|日期|时间)$", re.I), "发布日期："),
    (re.compile(r"source|origin|laiyuan|来源", re.I), "来源："),
    (re.compile(r"index(?:no|num|code)|索引号", re.I), "索引号："),
)
TABLE_TAG = re.compile(r"(</?table\b)", re.I)
PARAGRAPH_TAG = re.compile(r"<(?:p|div|br)\b", re.I)
TAGS = re.compile(r"<\s*/?(?:p|div|table|tr|td|span|br|h[1-6])\b", re.I)
ESCAPED_TAGS = re.compile(r"&(?:amp;)?lt;\s*/?(?:p|div|table|tr|td|span|br)\b", re.I)
QUOTE = re.compile("[\"'`]")
# A string behind its quote: of a line, or with ` of several; and the quote that ends it, if any.
LITERALS = {
    '"': re.compile(r'((?:[^"\\\n]|\\.)*+)("?)', re.S),
    "'": re.compile(r"((?:[^'\\\n]|\\.)*+)('?)", re.S),
    "`": re.compile(r"((?:[^`\\]|\\.)*+)(`?)", re.S),
}
# What stands between the pieces of one text: a sign, or the next call that writes on.
GOES_ON = re.compile(
    r"\s*\+\s*|\s*\)?\s*;?\s*(?:document\.write(?:ln)?\s*\(|[\w$.]+\s*\+=)\s*", re.S
)
ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.S
)
PLAIN_ESCAPES = {"n": "\n", "t": "\t", "r": "\n", "b": " ", "f": " ", "v": " ", "0": "", "\n": ""}
SOURCE = re.compile(rb"(<img\b[^<>]*?\bsrc\s*=\s*[\"']?)([^\"'\s<>]+)", re.I)
# A page kept where none is shown, for a script to show it.
KEPT = re.compile(
    r"<textarea\b[^<>]*>(.*?)(?:</textarea|\Z)|<script\b[^<>]*(?:template|text/html)[^<>]*>(.*?)(?:</script|\Z)",
    re.I | re.S,
)
SCRIPT = re.compile(r"<script\b[^<>]*>(.*?)(?:</script|\Z)", re.I | re.S)
ARCHIVE = re.compile(rb"(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){0,20}?MIME-Version:", re.I)
# JSON, a call with JSON in it, or a script; Chinese text and Markdown begin otherwise.
OPENS_CODE = re.compile(
    rb"\s*(?:[\[{]|//|/\*|(?:var|let|const|function|window|document)\b|[\w$.]{1,80}\s*[=(])"
)
OBJECT = re.compile(r"\{[^{}]{2,2000}\}")
FIRST = 50_000  # characters of a script that its page's data stands in
FEW = 500  # Chinese characters; a report has more, a frame without its content fewer
GAP = 200
LEAST = 100  # Chinese characters; a menu's strings have fewer


def read_page(data: bytes, where: str) -> list[Block]:
    """Read a page, or what its scripts would write where it shows next to nothing without them.

    Raises UnreadableReport where there is no text in either.
    """
    blocks, fault = list[Block](), UnreadableReport(where, "", "")
    try:
        blocks = read_html(data, where)
    except UnreadableReport as error:
        fault = error
    shown = chinese("".join(block for block in blocks if isinstance(block, str)))
    if shown < FEW and not any(isinstance(block, Table) for block in blocks):
        text = decode(data, where)
        kept = [_unescaped(area or script) for area, script in KEPT.findall(text)]
        pages = [page_in_script("\n".join(SCRIPT.findall(text))), *filter(TAGS.search, kept)]
        if chinese(page := max(pages, key=chinese)) > shown:
            return [*blocks, *read_html(_encoded(page), where)]
    if not blocks:
        raise fault
    return blocks


def read_marked_up(data: bytes, where: str) -> list[Block]:
    """Read text in whose lines tags stand: a page, or Markdown with tables as a page has them.

    Raises UnreadableReport where there is no text in it.
    """
    parts, depth = TABLE_TAG.split(decode(data, where)), 0
    for at, part in enumerate(parts):
        if at % 2:
            depth = max(0, depth + (-1 if part.startswith("</") else 1))
        elif not depth and PARAGRAPH_TAG.search(part):
            return read_page(data, where)
        elif not depth:
            parts[at] = part.replace("\n", "<br>\n")
    return read_page(_encoded("".join(parts)), where)


def read_embedded(data: bytes, where: str) -> list[Block]:
    """Read the page in a saved archive, a JSON reply or a script; nothing where there is none.

    Raises UnreadableReport where there is one without text.
    """
    if ARCHIVE.match(data[:4096]):
        saved = page_in_archive(data)
        return read_page(saved, where) if saved else []
    if not OPENS_CODE.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        return []
    text = decode(data, where)
    held = _loaded(text)
    lines, body = _longest(held)
    if not TAGS.search(body) and (blocks := blocks_of_arrays(held, _beside)):
        return blocks
    if body and not TAGS.search(body):
        return read_plain(_encoded("\n".join([*lines, body])), where)
    page = body or page_in_script(text)
    lines = lines if body else list(_beside(_record(text)))
    return [*lines, *read_html(_encoded(page), where)] if page else []


def _encoded(text: str) -> bytes:
    return text.encode("utf-8-sig", "replace")


def _loaded(text: str) -> Any:
    """What a JSON text, a call with one or a variable's holds, its figures as written; nothing for
    another.
    """
    start = re.match(
        r"\s*(?:[\w$.]{1,80}\(\s*|(?:(?:var|let|const)\s+)?[\w$.]{1,80}\s*=\s*)?", text
    )
    try:
        return json.loads(text[start.end() if start else 0 :].rstrip(");\r\n\t "), parse_float=str)
    except (ValueError, RecursionError):
        return None


def _record(text: str) -> Mapping[str, Any]:
    """The first flat object of a script that tells of a page: its title, or its date."""
    for found in OBJECT.finditer(text[:FIRST]):
        held = _loaded(found[0])
        if isinstance(held, dict) and any(_beside(held)):
            return held
    return {}


def _longest(held: Any) -> tuple[list[str], str]:
    """The string that holds the most, and lines from the fields beside it; "" where none is as
    long as a page.
    """
    long = [found for found in _strings(held) if chinese(found[1]) >= LEAST]
    record, body = max(long, key=_fitness, default=({}, ""))
    return list(_beside(record)), _unescaped(body)


def _fitness(found: tuple[Mapping[str, Any], str]) -> tuple[bool, int]:
    """Pages before mere text, the longest first."""
    return bool(TAGS.search(_unescaped(found[1]))), chinese(found[1])


def _strings(held: Any) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Every string with the object that it stands in."""
    waiting: list[tuple[Mapping[str, Any], Any]] = [({}, held)]
    while waiting:
        record, here = waiting.pop()
        if isinstance(here, str):
            yield record, here
        elif isinstance(here, dict):
            waiting += [(here, item) for item in here.values()]
        elif isinstance(here, list):
            waiting += [(record, item) for item in here]


def _beside(record: Mapping[str, Any]) -> Iterator[str]:
    """Title, date and source from an object's other fields, each once, as lines."""
    told = dict[str, str]()
    for pattern, label in BESIDE:
        for name, held in record.items():
            text = _moment(held) if "日期" in label else held
            if pattern.search(name) and isinstance(text, str) and 0 < len(text) <= 120:
                told.setdefault(label, tidy(f"{label}{text}".encode("utf-8", "replace").decode()))
    return iter(told.values())


def _moment(held: Any) -> Any:
    """A time in milliseconds or seconds since 1970 as a date in China; else what was given."""
    if not isinstance(held, int) or not 10**9 <= held < 10**13:
        return held
    seconds = held // 1000 if held >= 10**11 else held
    return (datetime.fromtimestamp(seconds, UTC) + timedelta(hours=8)).date().isoformat()


def page_in_script(text: str) -> str:
    """The longest page that a script's strings make, "" where they make none."""
    best, size = "", LEAST - 1
    for written in _joined(text):
        page = _unescaped(written)
        if TAGS.search(page) and chinese(page) > size:
            best, size = page, chinese(page)
    return best


def _joined(text: str) -> Iterator[str]:
    """The strings of a script, those that are one text joined."""
    held, last = list[str](), 0
    for start, written, end in _literals(text):
        between = text[last : min(start, last + GAP)]
        if held and not GOES_ON.fullmatch(between):
            yield "".join(held)
            held = []
        held.append(ESCAPE.sub(_character, written))
        last = end
    yield "".join(held)


def _literals(text: str) -> Iterator[tuple[int, str, int]]:
    """Where each string of a script begins, its text as written, and where it ends."""
    at, unclosed = 0, dict[str, int]()
    while quote := QUOTE.search(text, at):
        at = quote.end()
        if at <= unclosed.get(quote[0], 0):
            continue  # No such quote ends a string from here on either.
        found = LITERALS[quote[0]].match(text, at)
        if found and found[2]:
            yield quote.start(), found[1], found.end()
            at = found.end()
        elif found:
            unclosed[quote[0]] = found.end()


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2] or found[3] or "0", 16)
    if found[4] is not None:
        return PLAIN_ESCAPES.get(found[4], "" if found[4] == "\r\n" else found[4])
    return "" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)


def _unescaped(text: str) -> str:
    """A page whose tags themselves were escaped (&lt;p&gt;), once or twice, as tags again."""
    for _ in range(2):
        if TAGS.search(text) or not ESCAPED_TAGS.search(text):
            break
        text = unescape(text)
    return text


def page_in_archive(data: bytes) -> bytes:
    """The page of a saved web archive (MHTML) with its pictures in it, b"" where it holds none."""
    try:
        parts = list(email.message_from_bytes(data).walk())
        pages = [p.get_payload(decode=True) for p in parts if p.get_content_type() == "text/html"]
        held = dict(_pictures(parts))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return b""
    page = max((page for page in pages if isinstance(page, bytes)), key=len, default=b"")
    return inlined(page, held)


def _pictures(parts: Sequence[Message]) -> Iterator[tuple[str, bytes]]:
    """The pictures of an archive by the addresses that its page knows them by."""
    for part in parts:
        picture = part.get_payload(decode=True)
        if part.get_content_maintype() == "image" and isinstance(picture, bytes):
            yield str(part.get("Content-Location", "")).strip(), picture
            yield f"cid:{str(part.get('Content-ID', '')).strip(' <>')}", picture


def inlined(page: bytes, pictures: Mapping[str, bytes]) -> bytes:
    """A page with the pictures that it shows by these addresses in itself, each once: a page that
    shows one a thousand times grows by that one.
    """
    left = dict(pictures)

    def written(found: re.Match[bytes]) -> bytes:
        picture = left.pop(unescape(found[2].decode("ascii", "replace")), None)
        held = b"data:image/any;base64," + b64encode(picture) if picture else found[2]
        return found[1] + held

    return SOURCE.sub(written, page) if pictures else page


def chinese(text: str) -> int:
    """How many Chinese characters a text has."""
    return len(re.findall(f"[{CJK}]", text))
