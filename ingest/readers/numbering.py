"""The numbers that Word puts before paragraphs (一、 is no text there), as it would print them."""

from dataclasses import dataclass, field
from typing import Any

from ingest.readers.package import Package, children, number, value

DIGITS = "零一二三四五六七八九"
CHINESE = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "ideographDigital", "chineseLegalSimplified",
}  # fmt: skip
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str
    text: str


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    list_of: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    counted: dict[tuple[str, int], int] = field(default_factory=dict)

    def next(self, named: str, depth: int) -> str:
        """The number of the next paragraph of a list at a depth, "" for a bullet."""
        which = self.list_of.get(named, "")
        level = self.levels.get((which, depth))
        if level is None:
            return ""
        for deep, start in self.restarts.pop(named, {}).items():
            self.counted[which, deep] = start - 1
        self.counted[which, depth] = self.counted.get((which, depth), level.start - 1) + 1
        for deeper in range(depth + 1, DEEPEST + 1):
            self.counted.pop((which, deeper), None)
        return self._printed(which, level)

    def _printed(self, which: str, level: _Level) -> str:
        text = level.text if level.style not in ("bullet", "none") else ""
        for depth in range(DEEPEST + 1):
            shown = self.levels.get((which, depth))
            if shown and f"%{depth + 1}" in text:
                count = self.counted.get((which, depth), shown.start)
                text = text.replace(f"%{depth + 1}", _numeral(count, shown.style))
        return text


def read_numbering(package: Package, part: str) -> Numbering:
    """The lists that a part defines; none where there is no such part."""
    root, found = package.xml(part), Numbering()
    for definition in children(root, "abstractNum"):
        for node in children(definition, "lvl"):
            depth = number(value(node, "ilvl"), 0)
            found.levels[value(definition, "abstractNumId"), depth] = _level(node)
    for named in children(root, "num"):
        key = value(named, "numId")
        found.list_of[key] = next(map(value, children(named, "abstractNumId")), "")
        found.restarts[key] = {
            number(value(over, "ilvl"), 0): number(value(start), 1)
            for over in children(named, "lvlOverride")
            for start in children(over, "startOverride")
        }
    return found


def _level(node: Any) -> _Level:
    def said(name: str, default: str) -> str:
        return next(map(value, children(node, name)), default)

    return _Level(number(said("start", "1"), 1), said("numFmt", "decimal"), said("lvlText", ""))


def _numeral(count: int, style: str) -> str:
    """A count as a list style prints it; in digits where the style is a rare one."""
    if style in CHINESE and 0 < count < 100:
        tens, ones = divmod(count, 10)
        ten = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
        return ten + (DIGITS[ones] if ones else "")
    if style.startswith("decimalEnclosedCircle") and 0 < count <= 20:
        return chr(0x2460 + count - 1)
    if style in ("lowerLetter", "upperLetter") and 0 < count <= 26:
        return chr((97 if style == "lowerLetter" else 65) + count - 1)
    return str(count)
