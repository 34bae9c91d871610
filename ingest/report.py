"""A report as it is kept: who, where, when, and all that was read from it."""

import datetime
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.checks import Finding
from ingest.chunks import Chunk
from ingest.errors import StoreError
from ingest.figures import Figure
from ingest.prose.stated import Stated

# What `set` can correct, because a report doesn't always say it itself.
SETTABLE: Mapping[str, str] = {
    "publisher": "the body in full, without its province: 武汉市江夏区教育局",
    "division": "where it is: its path (湖北省武汉市江夏区), six digits, or a name of one place",
    "scope": "what it is", "year": "the year covered, as 2021",
    "published": "the page's own date, as 2022-02-18", "url": "the address it was taken from",
    "title": "its title, from which body and year are read where they aren't set",
    "posted_by": "who posted the page",
}  # fmt: skip
SCOPES = ("region", "office", "department", "town", "ministry", "enterprise", "unknown")
# Raised whenever reading gets better, so that the same bytes are read again.
READER_VERSION = 12


@dataclass(frozen=True, slots=True)
class Report:
    """One revision of one source; `copy_of` names the report that this is a second copy of."""

    document: str
    source: str
    sha256: str
    title: str
    publisher: str
    scope: str
    level: str
    division: str
    division_code: str
    posted_by: str
    year: int | None
    published: str
    form2: str
    form3: str
    revision: int = 1
    url: str = ""
    sample: bool = False
    copy_of: str = ""
    added: str = ""
    reader: int = READER_VERSION
    hand: Mapping[str, str] = field(default_factory=dict)
    indexed: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with everything read from it, ready for the stores; `more` are the other reports
    that its file holds, in order.
    """

    report: Report
    figures: tuple[Figure, ...]
    stated: tuple[Stated, ...]
    findings: tuple[Finding, ...]
    chunks: tuple[Chunk, ...]
    head: tuple[str, ...] = ()
    more: tuple["Reading", ...] = ()


def document_id(source: str) -> str:
    """The id of whatever is read from a source, the same whenever it is read."""
    return hashlib.sha256(source.encode()).hexdigest()[:10]


def chunk_id(report: Report, chunk: Chunk) -> str:
    """The id of a passage, the same in every store."""
    return f"{report.document}-{report.revision}-{chunk.position}"


def refuse_nonsense(given: Mapping[str, str], where: str) -> None:
    """Raise StoreError for a year, scope, date or address by hand that is none."""
    names = ("year", "scope", "published", "url")
    year, scope, published, url = (given.get(name, "") for name in names)
    if url and not re.fullmatch(r"https?://\S+", url):
        raise StoreError(where, f"the address given, {url!r}, is none", "write it as https://…")
    if year and not (year.isascii() and year.isdigit() and 2000 <= int(year) <= 2100):
        raise StoreError(where, f"the year given, {year!r}, is none", "write it as 2021")
    if scope and scope not in SCOPES:
        raise StoreError(where, f"the scope given, {scope!r}, is none", f"use {', '.join(SCOPES)}")
    try:
        fits = not published or datetime.date.fromisoformat(published).isoformat() == published
    except ValueError:
        fits = False
    if not fits:
        seen = f"the date given, {published!r}, is none"
        raise StoreError(where, seen, "write it as 2022-02-18")
