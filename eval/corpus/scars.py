"""What copying and converting leave on a text: script, notes of sounds, lost bytes, junk."""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

from eval.corpus.grids import Box, Grid
from eval.corpus.key import data
from eval.corpus.reports import Block, Para, Report

Scar = Callable[[str, random.Random], str]
JUNK = ("p1EanqF", "x7Kd2w", "<!--[if !supportLists]-->")


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2t")


def _traditional(text: str, rng: random.Random) -> str:
    return str(_converter().convert(text))


def _noted(text: str, rng: random.Random) -> str:
    """Traditional script, the sound noted behind most characters that have another form."""
    sounds = data("words")["sounds"]
    return "".join(
        f"{c}({sounds[c]})" if c in sounds and rng.random() < 0.7 else c
        for c in _traditional(text, rng)
    )


def _toneless(text: str, rng: random.Random) -> str:
    """Notes without tones, on any of the characters, twice at times."""
    sounds = data("words")["sounds"]
    made = []
    for c in _traditional(text, rng):
        note = ""
        if c in sounds and rng.random() < 0.5:
            plain = unicodedata.normalize("NFD", sounds[c])
            note = f"({''.join(x for x in plain if not unicodedata.combining(x))})"
        made.append(c + note * rng.choice((1, 1, 2)))
    return "".join(made)


def _mixed(text: str, rng: random.Random) -> str:
    """Some characters of the traditional script among simplified ones."""
    return "".join(_traditional(c, rng) if rng.random() < 0.2 else c for c in text)


def _islands(text: str, rng: random.Random) -> str:
    """Traditional script with the words of Taiwan."""
    text = _traditional(text, rng)
    for word, other in data("words")["islands"].items():
        text = text.replace(word, other)
    return text


def _spaced(text: str, rng: random.Random) -> str:
    """A space where an old line ended, inside Chinese text alone."""
    made = [text[:1]]
    for before, c in pairwise(text):
        inside = all("\u4e00" <= x <= "\u9fff" for x in (before, c))
        made.append(f" {c}" if inside and rng.random() < 0.03 else c)
    return "".join(made)


def _radicals(text: str, rng: random.Random) -> str:
    """Radicals for the characters that look like them, as some fonts of PDF files tell."""
    radicals = data("words")["radicals"]
    return "".join(radicals.get(c, c) if rng.random() < 0.7 else c for c in text)


SCARS: dict[str, Scar] = {
    "sounds": _noted, "toneless": _toneless, "mixed": _mixed, "islands": _islands,
    "traditional": _traditional, "spaced": _spaced,
    "radicals": _radicals,
}  # fmt: skip
PROSE = ("doubled", "mojibake", "junk", "mirror", "question", "unnumbered")


def scarred(report: Report, name: str, rng: random.Random) -> Report:
    """The report with one scar on every text of it; the key stays."""
    if name in PROSE:
        return _in_parts(report, name, rng)
    scar = SCARS[name]
    head = report.head
    table = tuple((scar(label, rng), scar(value, rng)) for label, value in head.table)
    head = replace(head, title=scar(head.title, rng), line=scar(head.line, rng), table=table)
    blocks = [_mapped(block, lambda text: scar(text, rng)) for block in report.blocks]
    return replace(report, head=head, blocks=blocks)


def _mapped(block: Block, change: Callable[[str], str]) -> Block:
    if isinstance(block, Para):
        return replace(block, text=change(block.text))
    return boxes_changed(block, lambda box: replace(box, text=change(box.text)))


def boxes_changed(grid: Grid, change: Callable[[Box], Box]) -> Grid:
    """The table with each of its cells as `change` makes it."""
    rows = [[change(box) for box in row] for row in grid.rows]
    return replace(grid, rows=rows)


def _in_parts(report: Report, name: str, rng: random.Random) -> Report:
    """The scars that touch only some parts: prose, headings, the title, or numbers."""
    if name == "mirror":
        return _mirrored(report, rng)
    blocks: list[Block] = []
    for block in report.blocks:
        if isinstance(block, Grid):
            wanted = name == "question"
            blocks.append(boxes_changed(block, lambda b: _questioned(b, rng)) if wanted else block)
        else:
            blocks.append(replace(block, text=_touched(block, name, rng)))
    return replace(report, blocks=blocks)


def _questioned(box: Box, rng: random.Random) -> Box:
    """`?` for spaces that recoding lost, before a number."""
    if not box.name or not box.text.strip() or rng.random() < 0.3:
        return box
    marks = rng.choice(("? ? ", "?", "????? ", "?" * 22 + " "))
    return replace(box, text=marks + box.text)


def _touched(para: Para, name: str, rng: random.Random) -> str:
    text = para.text
    if name == "doubled" and para.part == "text":
        return "".join(c * 2 if c in "，、" and rng.random() < 0.1 else c for c in text)
    if name == "mojibake" and para.part in ("heading", "sub"):
        torn = f"　{text}".encode("gbk")[1:].decode("gbk", "replace")
        return torn.replace("\ufffd", "?")
    if name == "unnumbered" and para.part == "heading":
        return text.lstrip("一二三四五六")
    if name == "junk" and para.part == "text" and "。" in text:
        return text.replace("。", f"。{rng.choice(JUNK)}", 1)
    return text


def _mirrored(report: Report, rng: random.Random) -> Report:
    """A spam site's copy: words of its own around the title and behind the text."""
    words = data("words")["mirrors"]
    title = f"{rng.choice(words['before'])} - {report.head.title}"
    after = [Para("text", rng.choice(words["after"])) for _ in range(3)]
    report.key.unsure |= {"publisher", "scope", "level", "division"}
    head = replace(report.head, title=title)
    return replace(report, head=head, blocks=[*report.blocks, *after])
