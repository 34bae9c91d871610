"""Office documents are zip files of XML parts: opened within limits, nothing in them obeyed."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.errors import TooLarge, UnreadableReport

PART = 32 * 2**20  # bytes unpacked; the text of a long report is a hundredth of that
RESAVE = "open it, save it anew or as PDF, and add that"
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError,
    NotImplementedError, OverflowError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a document by their names in lower case; `kind` is what a person calls it."""

    archive: zipfile.ZipFile
    parts: Mapping[str, zipfile.ZipInfo]
    where: str
    kind: str

    def xml(self, name: str) -> Any:
        """The root element of a part; an empty one for no name.

        Raises UnreadableReport where the part is missing, broken or locked, TooLarge over 32 MB.
        """
        from lxml import etree

        if not name:
            return etree.Element("none")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=True,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(self.data(name), parser)
        except etree.LxmlError as error:
            raise self.broken() from error
        if root.getroottree().docinfo.doctype:  # No office program writes one; bombs need it.
            raise self.broken()
        return root

    def data(self, name: str) -> bytes:
        """The bytes of a part; raises as `xml` does."""
        info = self.parts.get(name.lower())
        if info is None:
            raise self.broken()
        if info.flag_bits & 1:
            raise UnreadableReport(self.where, f"the {self.kind} is locked by a password", RESAVE)
        try:
            with self.archive.open(info) as part:
                data = part.read(PART + 1)
        except BROKEN as error:
            raise self.broken() from error
        if len(data) > PART:
            seen = f"a part of the {self.kind} is over {PART // 2**20} MB"
            raise TooLarge(self.where, seen, "save the report alone as a new file")
        return data

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """By its id the kind of each part that a part refers to, and its name."""
        folder, _, name = part.rpartition("/")
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        found = {}
        for node in self.xml(listed if listed.lower() in self.parts else ""):
            if node.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, node.get("Target") or ""))
                kind = (node.get("Type") or "").rpartition("/")[2]
                found[node.get("Id") or ""] = (kind, target.lstrip("/"))
        return found

    def related(self, part: str, kind: str) -> str:
        """The name of the one part of a kind that a part refers to, "" where there is none."""
        return next((name for of, name in self.relations(part).values() if of == kind), "")

    def broken(self) -> UnreadableReport:
        """The error to raise for a document that can't be read."""
        return UnreadableReport(self.where, f"the {self.kind} is broken", RESAVE)


def open_package(data: bytes, where: str, kind: str) -> Package:
    """Open a document. Raises UnreadableReport where it is no zip file, or one damaged anywhere."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        for info in archive.infolist():  # A part whose name was damaged would just be missing.
            if not info.flag_bits & 1:
                archive.open(info).close()
    except BROKEN as error:
        raise UnreadableReport(where, f"the {kind} is broken", RESAVE) from error
    parts = {i.filename.replace("\\", "/").lstrip("/").lower(): i for i in archive.infolist()}
    return Package(archive, parts, where, kind)


def local_name(node: Any) -> str:
    """An element's name without its namespace, of which there are two generations."""
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""


def children(node: Any, *names: str) -> Iterator[Any]:
    """The children of these names; of all descendants that have one, where several are given."""
    found = [node]
    for name in names:
        found = [child for parent in found for child in parent if local_name(child) == name]
    return iter(found)


def value(node: Any, name: str = "val") -> str:
    """An attribute whatever its namespace, "" where it is missing."""
    for key, held in node.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(held)
    return ""


def number(text: str, default: int) -> int:
    """A count as written, up to seven digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else default
