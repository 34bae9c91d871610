"""A visit to a site: a page, or the yearly reports that a page of links leads to.

Politely: on that site alone, what its robots.txt allows, one request at a time with a pause
between, and never more pages than a person would expect.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from ingest.errors import FetchRefused, NotThere, ReportError, TooLarge
from ingest.loading.fetch import AGENT, SAVE, Fetched, Limits, fetch, site_of
from ingest.loading.listing import Link, Page
from ingest.readers.embedded import inlined

# So many failures in a row, and the site is left alone.
FAILURES = 5
LONGEST_PAUSE = 30.0
ROBOTS_BYTES = 512 * 1024
PICTURES_BYTES = 32 * 2**20  # of all that one page shows
Found = Fetched | tuple[str, ReportError]


@dataclass(frozen=True, slots=True)
class Opening:
    """How addresses are opened: in a private network too or not; how a page is looked at for links
    (None: never); seconds between requests; and how many pages, how many lists deep.
    """

    private: bool = False
    look: Callable[[bytes, str], Page] | None = None
    pause: float = 1.0
    pages: int = 500
    depth: int = 3


def visit(url: str, opening: Opening) -> Iterator[Found]:
    """The page at an address; where that is a list of reports, what its links lead to instead.

    What can't be opened is given with its error.
    """
    try:
        first = fetch(url, Limits(private=opening.private))
        page = _looked(first, opening)
    except ReportError as error:
        yield url, error
        return
    if page.is_report or not page.links:
        visited = _Visit(opening, first, pause=opening.pause, asked=time.monotonic())
        yield visited.completed(first, page)
    else:
        yield from _Visit(opening, first).walk(page.links)


def _looked(fetched: Fetched, opening: Opening) -> Page:
    return opening.look(fetched.data, fetched.url) if opening.look else Page(is_report=True)


@dataclass(slots=True)
class _Visit:
    """A walk over one site: what waits with how deep it lies, what was seen, what is allowed."""

    opening: Opening
    first: Fetched
    waiting: deque[tuple[Link, int]] = field(default_factory=deque)
    seen: set[str] = field(default_factory=set)
    robots: RobotFileParser | None = None
    pause: float = 0.0
    asked: float = 0.0

    def walk(self, links: Iterable[Link]) -> Iterator[Found]:
        self.asked, self.pause = time.monotonic(), self.opening.pause
        self.seen.add(_plain(self.first.url))
        self._note(links, 0)
        failures = count = 0
        while self.waiting:
            link, depth = self.waiting.popleft()
            if count >= self.opening.pages or failures >= FAILURES:
                yield self.first.url, self._end(failures)
                return
            count += 1
            try:
                yield from self._followed(self._fetch(link.url), link, depth)
                failures = 0
            except ReportError as error:
                failures = failures + 1 if type(error) is FetchRefused else 0
                yield link.url, error

    def _end(self, failures: int) -> ReportError:
        left = f"{len(self.waiting) + 1} of its links are not read"
        if failures >= FAILURES:
            seen = f"the site failed {failures} times in a row; {left}"
            return FetchRefused(self.first.url, seen, "try later: what was read is kept")
        seen = f"over the limit of {self.opening.pages} pages; {left}"
        return TooLarge(self.first.url, seen, "add its lists one by one")

    def _note(self, links: Iterable[Link], depth: int) -> None:
        for link in links:
            plain = _plain(link.url)
            if plain not in self.seen and site_of(link.url) == site_of(self.first.url):
                self.seen.add(plain)
                self.waiting.append((link, depth if link.kind == "next" else depth + 1))

    def _followed(self, fetched: Fetched, link: Link, depth: int) -> Iterator[Fetched]:
        """The page where it is a report; else what it links to is noted, if it is not too deep."""
        if _plain(fetched.url) != _plain(link.url):
            if _plain(fetched.url) in self.seen:
                return
            self.seen.add(_plain(fetched.url))
        page = _looked(fetched, self.opening)
        is_list = link.kind in ("list", "next")
        onward = [one for one in page.links if is_list or one.kind in ("report", "file")]
        if page.is_report or link.kind == "file":
            yield self.completed(fetched, page)
        elif onward and depth < self.opening.depth:
            self._note(onward, depth)
        elif not is_list:
            yield fetched  # Reading it says what it is.

    def completed(self, fetched: Fetched, page: Page) -> Fetched:
        """A report with the pictures that may be its tables in it, as many as its site gives."""
        held: dict[str, bytes] = {}
        failures = 0
        for source, url in page.pictures:
            left = PICTURES_BYTES - sum(map(len, held.values()))
            limits = Limits(left, private=self.opening.private, site=site_of(self.first.url))
            if left <= 0 or failures >= FAILURES:
                break
            if site_of(url) == limits.site and self._allows(url):
                try:
                    held[source] = self._after_pause(url, limits).data
                except ReportError:
                    failures += 1
        return replace(fetched, data=inlined(fetched.data, held)) if held else fetched

    def _allows(self, url: str) -> bool:
        return self.robots is None or self.robots.can_fetch(AGENT, url)

    def _fetch(self, url: str) -> Fetched:
        """A page of the site. Raises FetchRefused for one that it doesn't allow."""
        if self.robots is None:
            self.robots = self._read_robots(url)
            told = self.robots.crawl_delay(AGENT)
            self.pause = max(self.pause, min(float(told or 0), LONGEST_PAUSE))
        if not self._allows(url):
            raise NotThere(url, "the site's robots.txt asks programs not to read it", SAVE)
        limits = Limits(private=self.opening.private, site=site_of(self.first.url))
        return self._after_pause(url, limits)

    def _read_robots(self, url: str) -> RobotFileParser:
        """What the site allows: all where it has no such file, nothing where it can't be asked."""
        at = urlunsplit((*urlsplit(url)[:2], "/robots.txt", "", ""))
        robots = RobotFileParser(at)
        try:
            limits = Limits(bytes=ROBOTS_BYTES, private=self.opening.private)
            told = self._after_pause(at, limits).data.decode("utf-8", "replace")
        except NotThere:
            told = ""
        except ReportError as error:
            seen = f"what it allows can't be asked ({error.seen})"
            raise FetchRefused(at, seen, "try later, or " + SAVE) from error
        robots.parse(told.splitlines())
        return robots

    def _after_pause(self, url: str, limits: Limits) -> Fetched:
        time.sleep(max(0.0, self.asked + self.pause - time.monotonic()))
        try:
            return fetch(url, limits)
        finally:
            self.asked = time.monotonic()


def _plain(url: str) -> str:
    """The address without what makes no other page of it."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{site_of(url)}{parts.path.rstrip('/')}{query}"
