"""What a reader makes of a file: blocks in reading order, then a document with chapters."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.clean import key
from ingest.labels import is_numbered_row

CHAPTER = re.compile(r"^([一二三四五六七八九十]{1,2})[、.．]\s*(\S.{1,60})$")
SUBHEADING = re.compile(r"^[（(]([一二三四五六七八九十]{1,2})[)）]\s*(\S.{0,60})$")
# A sub-heading may run into its paragraph: （一）政府信息处理费收取情况。根据…
RUN_IN = re.compile(
    r"^[（(]([一二三四五六七八九十]{1,2})[)）]\s*([^。；，,;：:]{2,40})[。：:]\s*(?=\S)"
)
CHAPTER_WORDS = re.compile(
    r"总体|概|情况|公开|申请|复议|诉讼|问题|事项|收费|措施|改进|附表|建设|培训|监督|解读|说明"
)
LONGEST_CAPTION = 45
CHAPTERS = {
    "一": r"总体情况|概述",
    "二": r"(?:行政机关)?主动公开政府信息的?情况|政府信息主动公开的?情况",
    "三": r"(?:行政机关)?收到和处理政府信息公开申请的?情况",
    "四": (
        r"(?:因?政府信息公开(?:工作)?)?(?:投诉举报、)?(?:被申请)?行政复议[、和及]?(?:提起)?行政诉讼的?情况"
    ),
    "五": r"(?:政府信息公开工作)?存在的?(?:主要)?问题[及和与](?:改进|整改)(?:情况|措施)",
    "六": r"其他需要报告的事项",
}
# Pages of one line run a chapter's name in between sentences; 一 comes as a dash, or on its own.
# White space behind a name may be lost: 一、总体情况2021年，….
RUN_ON = re.compile(
    rf"(?:^|(?<=[。；！）)])|(?<=\s))([一二三四五六七八九]、\s?(?:{'|'.join(CHAPTERS.values())}))"
    r"(?=\s|$|[（(]|20\d\d|本|我|根据|按照|为)"
)
# Headings may have lost their numerals or the mark behind: 、主动公开政府信息情况, 一 概述.
UNNUMBERED = {
    numeral: re.compile(rf"{numeral}?[、.．]?\s?(?:{name})") for numeral, name in CHAPTERS.items()
}
FEWEST_UNNUMBERED = 3
PART = (
    r"(?:政府信息)?(?:主动公开|依申请公开|信息管理|(?:政府信息公开)?平台建设|监督保障)(?:政府信息)?"
)
_NUMBERED_PART = rf"[（(][一二三四五六七八][)）]\s?{PART}(?:工作)?的?"
_NUMBERED_OTHER = r"[（(][一二三四五六七八][)）]\s?[^，,。；：:（）()\s]{2,18}?"
RUN_ON_PART = re.compile(
    rf"(?<=[。；\s])({_NUMBERED_PART}(?:情况|方面))(?=[^。：:，,、]|$)"
    rf"|(?<=[。；\s])(?=(?:{_NUMBERED_PART}(?:情况|方面)?|{_NUMBERED_OTHER}(?:情况|方面))[。：:])"
)
# The first of them opens chapter one where that has lost its name.
FIRST_PART = re.compile(rf"^[（(]一[)）]\s*{PART}")
DASHED = re.compile(r"^[—－―](?=[、.．])")
NUMERAL = re.compile(r"[一二三四五六七八九十]{1,2}[、.．]")
SENTENCE_END = re.compile(r"[。；！？!?;]$")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cell texts, each merged cell once and in reading order; "" is a blank cell.

    In a `loose` table blank cells may be lost: a row with too few has none that is surely placed.
    A `scanned` table was read from a picture.
    `caption` is the line right above the table, "" where that is a paragraph.
    """

    rows: tuple[tuple[str, ...], ...]
    loose: bool = False
    scanned: bool = False
    caption: str = ""


Block = str | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter or a sub-heading's part of one, with its paragraphs in order.

    `number` is the chapter's numeral and, in brackets, the sub-heading's: 一（二）; "" is what
    stands before the first chapter.
    """

    number: str
    heading: str
    chapter: str
    paragraphs: tuple[str, ...]

    def where(self, position: int) -> str:
        """The address of the paragraph at a position counted from one."""
        return f"{self.number or '前言'}/¶{position}"


@dataclass(frozen=True, slots=True)
class Document:
    """A report as read: its text by section and its tables in order."""

    head: tuple[str, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]

    @property
    def text(self) -> str:
        """All prose in reading order, a paragraph a line, headings with their numerals."""
        lines = [*self.head]
        for section in self.sections:
            below = "（".join(["", *section.number.split("（")[1:]]) or f"{section.number}、"
            lines += [f"{below}{section.heading}" if section.number else "", *section.paragraphs]
        return "\n".join(line for line in lines if line)


def outline(blocks: Sequence[Block]) -> Document:
    """Put paragraphs under their chapters and sub-headings."""
    lines = _lines([b.strip() for b in blocks if isinstance(b, str) and b.strip()])
    tables = tuple(_captioned(blocks))
    opens = (i for i, line in enumerate(lines) if _chapter(line) or FIRST_PART.match(line))
    first = next(opens, len(lines))
    return Document(tuple(lines[:first]), tuple(_sections(lines[first:])), tables)


def _lines(texts: Sequence[str]) -> list[str]:
    """The lines with every chapter's name on one of its own."""
    split = (part for text in texts for piece in RUN_ON.split(text) for part in _parts(piece))
    pieces = [piece.strip() for piece in split if piece.strip()]
    lines = list[str]()
    for piece in pieces:
        dashed = DASHED.sub("一", piece)
        line = dashed if _chapter(dashed) else piece
        if lines and NUMERAL.fullmatch(lines[-1]) and _chapter(lines[-1] + line):
            line = lines.pop() + line
        lines.append(line)
    return _numbered(lines)


def _numbered(lines: list[str]) -> list[str]:
    """The lines, with its numeral put before each name of a chapter that has lost it: several, or
    one with the mark that stood behind the numeral, or the numeral without the mark.
    """
    known = {found[1] for line in lines if (found := _chapter(line))}
    named = {
        at: numeral
        for at, line in enumerate(lines)
        for numeral, name in UNNUMBERED.items()
        if numeral not in known and name.fullmatch(line)
    }
    several = len(set(named.values())) >= FEWEST_UNNUMBERED
    return [
        f"{named[at]}、{line.lstrip(f'{named[at]}、.． ')}"
        if at in named and (several or line[0] in f"{named[at]}、.．") else line
        for at, line in enumerate(lines)
    ]  # fmt: skip


def _parts(text: str) -> list[str]:
    return [part for part in RUN_ON_PART.split(text) if part]


def _captioned(blocks: Sequence[Block]) -> Iterable[Table]:
    """The tables in order, each with the short line that stands right above it."""
    for above, block in zip(["", *blocks], blocks, strict=False):
        if isinstance(block, Table):
            line = above.strip() if isinstance(above, str) else ""
            yield replace(block, caption=line if len(line) <= LONGEST_CAPTION else "")


def names_chapter(text: str) -> bool:
    """Whether a text is a chapter's heading, and no row of a form that has a chapter's numeral."""
    found = CHAPTER.match(text)
    return bool(found and CHAPTER_WORDS.search(found[2]) and not is_numbered_row(key(text)))


def _chapter(line: str) -> re.Match[str] | None:
    found = CHAPTER.match(line) if names_chapter(line) else None
    return None if SENTENCE_END.search(line) or len(line) > 45 else found


def _sections(lines: Iterable[str]) -> Iterable[Section]:
    chapter, number, heading, held = "", "", "", list[str]()
    for line in lines:
        above, below = _chapter(line), _subheading(line)
        if not above and not below:
            held.append(line)
            continue
        if held or number:
            yield Section(number, heading, chapter, tuple(held))
        held = []
        if above:
            chapter, number, heading = above[2].strip(), above[1], above[2].strip()
        elif below:
            number, heading = f"{number.partition('（')[0]}（{below[0]}）", below[1]
            held = [below[2]] if below[2] else []
    if held or number:
        yield Section(number, heading, chapter, tuple(held))


def _subheading(line: str) -> tuple[str, str, str] | None:
    """Numeral, heading and the rest of the line, where the line opens with a sub-heading."""
    if run_in := RUN_IN.match(line):
        return run_in[1], run_in[2].strip(), line[run_in.end() :]
    alone = SUBHEADING.match(line)
    if alone and len(line) <= 40 and not SENTENCE_END.search(line):
        return alone[1], alone[2].strip(), ""
    return None
