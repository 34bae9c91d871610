"""Files, folders, members of zip archives and web addresses, one source after another."""

import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from operator import itemgetter
from pathlib import Path, PurePosixPath

from ingest.errors import ReportError, TooLarge, UnreadableReport
from ingest.loading.visit import Opening, visit

BYTES = 64 * 2**20
MEMBERS = 20_000
UNPACKED = 4 * 2**30
DEPTH = 2  # an archive of archives, one a year perhaps; what lies deeper is no report's place
ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
RATIO = 200  # Deflated pages shrink to a tenth; only a bomb shrinks to a two-hundredth.
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError)
HIDDEN = re.compile(r"\.(?!\.?$)|~\$|(?:__MACOSX|Thumbs\.db|desktop\.ini)$")
# What tells a document that is a zip file inside from an archive of documents.
DOCUMENT_PARTS = {"[Content_Types].xml", "mimetype", "OFD.xml"}


@dataclass(frozen=True, slots=True)
class Source:
    """Where bytes come from: a path, archive.zip!/member or address, and how to read them.

    `read` raises ReportError where that can't be done.
    """

    name: str
    read: Callable[[], bytes]


def expand(paths: Sequence[str], opening: Opening | None = None) -> Iterator[Source]:
    """Every source behind paths and addresses in order; what can't be opened fails when read.

    Files are named by their absolute path, an address by where its redirects end.
    """
    for path in paths:
        if ADDRESS.match(path):
            yield from _pages(path, opening or Opening())
        elif os.path.isdir(path):
            yield from _folder(os.path.abspath(path))
        else:
            yield from _file(os.path.abspath(path))


def _pages(url: str, opening: Opening) -> Iterator[Source]:
    for found in visit(url, opening):
        if isinstance(found, tuple):
            yield failing(*found)
        else:
            yield Source(found.url, partial(bytes, found.data))


def failing(name: str, error: ReportError) -> Source:
    """A source that can't be read, for this reason."""

    def fail() -> bytes:
        raise error

    return Source(name, fail)


def _folder(folder: str) -> Iterator[Source]:
    empty = True
    for above, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        for name in sorted(name for name in files if not _is_hidden(name)):
            empty = False
            yield from _file(os.path.join(above, name))
    if empty:
        seen = "the folder holds no file, or can't be opened"
        yield failing(folder, UnreadableReport(folder, seen, "name one with reports in it"))


def _is_hidden(name: str) -> bool:
    return bool(HIDDEN.match(name))


def _file(path: str) -> Iterator[Source]:
    """The file itself, or its members where it is a zip archive."""
    try:
        archive = _archive(path)
    except BROKEN as error:
        seen = f"the archive is broken ({str(error)[:100] or type(error).__name__})"
        yield failing(path, UnreadableReport(path, seen, "make it anew, or add its files"))
        return
    if archive is None:
        yield Source(_shown(path), partial(_read_file, path))
        return
    with archive:
        yield from _members(archive, _shown(path), 1, [])


def _shown(path: str) -> str:
    """A path that can be written down, where its bytes are in no encoding."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _read_file(path: str) -> bytes:
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableReport(path, "this is no file", "name a file, a folder or an address")
        if status.st_size > BYTES:
            raise _too_large(path, status.st_size)
        data = Path(path).read_bytes()
    except FileNotFoundError as error:
        raise UnreadableReport(path, "there is no such file", "check the path") from error
    except (OSError, ValueError) as error:
        seen = f"it can't be opened ({getattr(error, 'strerror', None) or error})"
        raise UnreadableReport(path, seen, "check the path and the file's permissions") from error
    if len(data) > BYTES:
        raise _too_large(path, len(data))
    return data


def _too_large(name: str, size: int) -> TooLarge:
    seen = f"{size / 2**20:.0f} MB, over the limit of {BYTES // 2**20} MB"
    return TooLarge(name, seen, "add the report's own page or file")


# zip archives ------------------------------------------------------------------------------------


def _archive(path: str) -> zipfile.ZipFile | None:
    """The archive in a file, None for any other file and for documents that are zip inside."""
    if not os.path.isfile(path):
        return None
    try:
        with open(path, "rb") as file:
            if file.read(4) not in ZIPPED:
                return None
    except OSError:  # Reading it as a file says why.
        return None
    return _opened(path)


def _opened(file: str | BytesIO) -> zipfile.ZipFile | None:
    archive = zipfile.ZipFile(file)
    if DOCUMENT_PARTS.intersection(archive.namelist()):
        archive.close()
        return None
    return archive


def _members(archive: zipfile.ZipFile, path: str, depth: int, sizes: list[int]) -> Iterator[Source]:
    """The members of an archive so deep in another; sizes holds what those so far unpack to."""
    members = {_name(info).replace("\\", "/"): info for info in archive.infolist()}
    wanted = {
        name: info for name, info in members.items()
        if not info.is_dir() and not any(map(_is_hidden, PurePosixPath(name).parts))
    }  # fmt: skip
    if not wanted:
        yield failing(path, UnreadableReport(path, "the archive holds no file", "leave it out"))
        return
    if fault := _fault_of(list(wanted.values()), sizes):
        yield failing(path, TooLarge(path, fault, "unpack it and add the folder"))
        return
    for name, info in sorted(wanted.items(), key=itemgetter(0)):
        whole = f"{path}!/{name}"
        if depth < DEPTH and name.lower().endswith(".zip"):
            yield from _inner(archive, info, whole, sizes)
        else:
            yield Source(whole, partial(_read_member, archive, info, whole))


def _inner(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, whole: str, sizes: list[int]
) -> Iterator[Source]:
    """The members of an archive in an archive; where it is none, the member as it is."""
    try:
        data = _read_member(archive, info, whole)
        inner = _opened(BytesIO(data)) if data[:4] in ZIPPED else None
    except ReportError as error:
        yield failing(whole, error)
    except BROKEN as error:
        seen = f"the archive is broken ({str(error)[:100] or type(error).__name__})"
        yield failing(whole, UnreadableReport(whole, seen, "make it anew, or add its files"))
    else:
        if inner is None:
            yield Source(whole, partial(bytes, data))
            return
        with inner:
            yield from _members(inner, whole, DEPTH, sizes)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; those without a mark of their encoding were mostly written in GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        written = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _fault_of(members: Sequence[zipfile.ZipInfo], sizes: list[int]) -> str:
    """Why the archive as a whole is not opened, "" where it is."""
    if len(members) > MEMBERS:
        return f"{len(members)} files, over the limit of {MEMBERS}"
    size = sum(info.file_size for info in members)
    packed = sum(info.compress_size for info in members)
    sizes.append(size)
    if sum(sizes) > UNPACKED or size > max(BYTES, RATIO * packed):
        return f"it unpacks to {size / 2**20:.0f} MB, {size // max(1, packed)} times its size"
    return ""


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    if info.file_size > BYTES:
        raise _too_large(name, info.file_size)
    parts = PurePosixPath(name.rpartition("!/")[2]).parts
    if ".." in parts or parts[:1] == ("/",) or stat.S_ISLNK(info.external_attr >> 16):
        seen = "the member is a link or leads out of the archive"
        raise UnreadableReport(name, seen, "make the archive anew from plain files")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableReport(name, "the member is packed in a rare way", "unpack it and add it")
    if info.flag_bits & 1:
        raise UnreadableReport(name, "the member is locked by a password", "unpack it and add it")
    try:
        with archive.open(info) as member:
            data = member.read(BYTES + 1)
    except BROKEN as error:
        seen = f"the archive is broken there ({str(error)[:100] or type(error).__name__})"
        raise UnreadableReport(name, seen, "make it anew, or add its files") from error
    if len(data) > BYTES:
        raise _too_large(name, len(data))
    return data
