"""Sections to chunks: a paragraph or one of its enumerated points, with heading and address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Document, Section

POINT = re.compile(r"(?:(?<=^)|(?<=[。；;：:，,]))(?=[一二三四五六七八九十]{1,3}是)")
NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}是")
SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
LEAD = re.compile(r"^.*?[：:](?=[一二三四五六七八九十]{1,3}是)")
NUMBER = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}是|\d{1,2}[、.．)）]|[（(][一二三四五六七八九十\d]{1,3}[)）])"
)
# Longer passages are cut at sentence ends, so that one vector speaks of one thing.
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage that can be quoted: its headings, text and address; chapter is its numeral."""

    position: int
    chapter: str
    heading: str
    text: str
    where: str

    @property
    def tabular(self) -> bool:
        """Whether it is a block of a table: the address of prose has the sign of a paragraph."""
        return "¶" not in self.where


def split_chunks(document: Document) -> list[Chunk]:
    """Every passage of the prose in reading order."""
    chunks: list[Chunk] = []
    for section in document.sections:
        for number, paragraph in enumerate(section.paragraphs, 1):
            pieces = list(_pieces(paragraph))
            for index, piece in enumerate(pieces, 1):
                where = section.where(number) + (f"·{index}" if len(pieces) > 1 else "")
                chunks.append(
                    Chunk(len(chunks), section.number[:1], _heading(section), piece, where)
                )
    return chunks


def sentences(text: str) -> list[str]:
    """The sentences of a passage, each with its end; clauses parted by ； are sentences too."""
    return [s for s in SENTENCE.findall(text) if s.strip()]


def bare(sentence: str) -> str:
    """The sentence without 一是 or 1、 and what leads in to it; nothing where it only leads in."""
    text = NUMBER.sub("", LEAD.sub("", sentence.strip()))
    return "" if text.endswith(("：", ":")) else text


def _heading(section: Section) -> str:
    if section.heading == section.chapter:
        return section.chapter
    return f"{section.chapter}·{section.heading}"


def _pieces(paragraph: str) -> Iterator[str]:
    for point in _points(paragraph):
        if len(point) <= LONGEST:
            yield point
        else:
            yield from _cut(point)


def _points(paragraph: str) -> list[str]:
    """一是…二是… each by itself; what leads in stays with the first."""
    parts = [part for part in POINT.split(paragraph) if part.strip()]
    numbered = [part for part in parts if NUMBERED.match(part)]
    if len(numbered) < 2:
        return [paragraph]
    if parts[0] is not numbered[0]:
        return [parts[0] + parts[1], *parts[2:]]
    return parts


def _cut(text: str) -> Iterator[str]:
    held = ""
    for sentence in re.findall(r"[^。！？；]+[。！？；]?", text):
        if held and len(held) + len(sentence) > LONGEST:
            yield held
            held = ""
        held += sentence
    if held:
        yield held
