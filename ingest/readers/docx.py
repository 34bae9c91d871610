"""Word documents: the body's paragraphs and tables as a page's elements, then read as a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ingest.document import Block
from ingest.errors import UnreadableReport
from ingest.readers.elements import WIDEST, blocks_within
from ingest.readers.embedded import read_embedded, read_page
from ingest.readers.numbering import Numbering, read_numbering
from ingest.readers.package import Package, children, local_name, number, open_package, value
from ingest.readers.pasted import MOST, mark_of, with_pictures

# What stands for what; every other element (a tracked insertion, a smart tag) is seen through.
ELEMENTS = {"p": "p", "tbl": "table", "tr": "tr", "tc": "td"}
PICTURES = {"blip": "embed", "imagedata": "id"}  # and the attribute that names the part
MARKS = {"tab": " ", "noBreakHyphen": "-", "ptab": " "}
# Deleted and moved text, the second copy of a text box, pinyin above characters, properties.
SKIPPED = {
    "del", "moveFrom", "Fallback", "rt", "pPr", "rPr", "tblPr", "tblGrid", "sectPr", "sdtPr",
    "sdtEndPr", "instrText", "delText",
}  # fmt: skip
UNSEEN = ("vanish", "strike", "dstrike")  # properties of a run that is hidden or struck out


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style: whether it is a table of contents' entry, its list and depth, its base."""

    contents: bool
    numbers: tuple[str, int] | None
    base: str


def read_docx(data: bytes, where: str) -> list[Block]:
    """Read a Word document into paragraphs and tables, headers, footers and notes left out.

    Raises UnreadableReport where it is broken, locked or shows no text, TooLarge over 32 MB of XML.
    """
    package = open_package(data, where, "Word document")
    main = package.related("", "officeDocument") or "word/document.xml"
    page = _Page(package, main)
    for body in children(package.xml(main), "body"):
        page.draw(body)
    blocks = with_pictures(list(blocks_within(page.top)), page.pictures)
    for kind, name in package.relations(main).values():
        if kind == "aFChunk":  # Web editors save the page itself as a part, and Word shows it.
            data = package.data(name)
            blocks += read_embedded(data, where) or read_page(data, where)
    if not blocks:
        raise UnreadableReport(
            where, "the Word document shows no text (its content is pictures, or none)",
            "add the report's web page or PDF",
        )  # fmt: skip
    return blocks


class _Page:
    """The elements of a page, made one after the other as the document's are met."""

    def __init__(self, package: Package, main: str) -> None:
        from lxml import etree

        self.package, self.relations = package, package.relations(main)
        self.pictures: list[bytes] = []
        self.element, self.child = etree.Element, etree.SubElement
        self.top = self.at = etree.Element("div")
        self.styles = _read_styles(package, package.related(main, "styles"))
        self.numbering: Numbering = read_numbering(package, package.related(main, "numbering"))

    def draw(self, body: Any) -> None:
        """Draw everything in an element that is printed."""
        from lxml import etree

        walk = etree.iterwalk(body, events=("start", "end"))
        skipped = None
        for event, node in walk:
            name = local_name(node)
            if event == "start" and (name in SKIPPED or self._is_unseen(node, name)):
                skipped = node
                walk.skip_subtree()
            elif node is skipped:
                skipped = None
            elif event == "start":
                self._begin(node, name)
            elif name in ELEMENTS:
                if name == "tbl":
                    _merge_cells(self.at)
                self.at = self.at.getparent()

    def _begin(self, node: Any, name: str) -> None:
        if name in ELEMENTS:
            self.at = self.child(self.at, ELEMENTS[name])
        if name == "p":
            self._write(self._number(node))
        elif name == "tr":
            for before in children(node, "trPr", "gridBefore"):
                self.child(self.at, "td", colspan=value(before))
        elif name == "tc":
            self.at.attrib.update(_spans(node))
        elif name in ("br", "cr"):
            self.child(self.at, "br")
        elif name in PICTURES:
            self._paste(value(node, PICTURES[name]))
        elif name == "t" and _is_raised(node.getparent()):
            self.child(self.at, "sup").text = node.text
        elif name == "t":
            self._write(node.text or "")
        elif name in MARKS and local_name(node.getparent()) == "r":
            self._write(MARKS[name])

    def _write(self, text: str) -> None:
        if len(self.at):
            self.at[-1].tail = (self.at[-1].tail or "") + text
        else:
            self.at.text = (self.at.text or "") + text

    def _paste(self, relation: str) -> None:
        """Keep a picture of the document, and put a mark in its place."""
        _, name = self.relations.get(relation, ("", ""))
        if name.lower() in self.package.parts and len(self.pictures) < MOST:
            self.pictures.append(self.package.data(name))
            self.child(self.at, "p").text = mark_of(len(self.pictures))

    def _is_unseen(self, node: Any, name: str) -> bool:
        """Hidden and struck runs, deleted rows, and the entries of a table of contents."""
        if name == "r":
            found = (held for kind in UNSEEN for held in children(node, "rPr", kind))
            return any(value(held) not in ("0", "false", "off") for held in found)
        if name == "tr":
            return any(True for _ in children(node, "trPr", "del"))
        style = self.styles.get(_style_of(node)) if name == "p" else None
        return style is not None and style.contents

    def _number(self, paragraph: Any) -> str:
        own = next(map(_numbers, children(paragraph, "pPr", "numPr")), None)
        name, steps = _style_of(paragraph), 0
        while own is None and name in self.styles and steps < 10:
            own, name, steps = self.styles[name].numbers, self.styles[name].base, steps + 1
        return self.numbering.next(*own) if own else ""


def _is_raised(run: Any) -> bool:
    """Whether a run stands above or below its line."""
    return any(value(held).endswith("script") for held in children(run, "rPr", "vertAlign"))


def _style_of(paragraph: Any) -> str:
    return next(map(value, children(paragraph, "pPr", "pStyle")), "")


def _numbers(node: Any) -> tuple[str, int]:
    """The list and depth that a paragraph or a style names; list 0 is none."""
    depth = next(map(value, children(node, "ilvl")), "")
    return next(map(value, children(node, "numId")), "0"), number(depth, 0)


def _read_styles(package: Package, part: str) -> Mapping[str, _Style]:
    found = {}
    for node in children(package.xml(part), "style"):
        name = next(map(value, children(node, "name")), "").lower()
        numbers = next(map(_numbers, children(node, "pPr", "numPr")), None)
        base = next(map(value, children(node, "basedOn")), "")
        found[value(node, "styleId")] = _Style(name.startswith("toc "), numbers, base)
    return found


def _spans(cell: Any) -> dict[str, str]:
    """A cell's columns, and whether a merged one goes on in it, as attributes."""
    found = {}
    for node in (child for held in children(cell, "tcPr") for child in held):
        name = local_name(node)
        if name == "gridSpan":
            found["colspan"] = str(min(number(value(node), 1), WIDEST))
        if name in ("vMerge", "hMerge"):
            found[name] = value(node) or "continue"
    return found


def _merge_cells(table: Any) -> None:
    """Drop the cells that only go on with one above or before, which grows by as much."""
    above: dict[int, Any] = {}
    for row in table.iterchildren("tr"):
        column, before = 0, None
        for cell in list(row.iterchildren("td")):
            width = number(cell.get("colspan") or "", 1)
            origin = above.get(column) if cell.get("vMerge") == "continue" else None
            if cell.get("hMerge") == "continue" and before is not None:
                _grow(before, "colspan")
                row.remove(cell)
            elif origin is not None:
                _grow(origin, "rowspan")
                row.remove(cell)
            else:
                before = cell
                above[column] = cell
            column += width


def _grow(cell: Any, span: str) -> None:
    cell.set(span, str(number(cell.get(span) or "", 1) + 1))
