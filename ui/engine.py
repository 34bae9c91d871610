"""What all visitors share: the store and the assistant of one home, looked at again on change."""

import copy
import logging
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import sqlalchemy as sa
import streamlit as st

from assistant.ask import Assistant, set_apart
from ingest.errors import StoreError
from ingest.figures import Figure
from ingest.report import Report
from ingest.settings import Settings, read_settings
from ingest.store.database import Database, open_database
from ingest.store.engines import serve_readers

# A store that is no file can't be stamped; it is looked at again this often, in seconds.
EVERY = 60
# Looking again takes longer the more is loaded: at most this part of the time goes into it.
PART = 20
# Reports whose cells are kept.
KEPT = 32
# Questions answered at once, and the seconds that one more waits for its turn.
AT_ONCE, WAIT = 8, 20.0
log = logging.getLogger("nianbao.ui")


class KeptStore(Database):
    """The store as the page reads it: an answer, its checks and its evidence look at the same few
    reports, whose cells are read once; nothing changes them until the engine looks again.
    """

    def __init__(self, engine: sa.Engine) -> None:
        super().__init__(engine)
        self._kept: dict[tuple[str, int], list[Figure]] = {}
        self._lock = threading.Lock()

    def figures(self, report: Report, indicators: Sequence[str] = ()) -> list[Figure]:
        """The cells of one report, kept for whoever asks for all of them next."""
        if indicators:
            return super().figures(report, indicators)
        key, kept = (report.document, report.revision), self._kept
        held = kept.get(key)
        if held is None:
            held = super().figures(report)
            with self._lock:
                while len(kept) >= KEPT:
                    kept.pop(next(iter(kept)))
                kept[key] = held
        return list(held)

    def forget(self) -> None:
        """Read anew from here on; what is being read meanwhile goes with the old."""
        self._kept = {}


@dataclass(slots=True)
class Engine:
    """The assistant, and the stamp of the store that it has seen."""

    assistant: Assistant
    settings: Settings
    store: KeptStore
    seen: str = ""
    again: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)
    turns: threading.BoundedSemaphore = field(
        default_factory=lambda: threading.BoundedSemaphore(AT_ONCE)
    )
    # Whoever waits for a chat model holds up nobody else.
    models: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(AT_ONCE, thread_name_prefix="model")
    )

    @property
    def database(self) -> Database:
        """The SQL store."""
        return self.store

    @property
    def quick(self) -> Assistant:
        """The assistant as it is with no chat model: it never waits for one."""
        alone = copy.copy(self.assistant)
        alone.settings = replace(self.settings, chat_model="")
        return alone

    def refresh(self) -> str:
        """Look again at what is loaded where the store changed; the stamp of what was seen."""
        stamp = stamp_of(self.settings)
        with self.lock:
            if stamp != self.seen and time.monotonic() >= self.again:
                began = time.monotonic()
                self.store.forget()
                self.assistant.refresh()
                set_apart()
                self.seen = stamp
                self.again = time.monotonic() + PART * (time.monotonic() - began)
            return self.seen

    @contextmanager
    def in_turn(self) -> Iterator[None]:
        """One of a few at once; raises StoreError where too many are waiting already."""
        if not self.turns.acquire(timeout=WAIT):
            raise StoreError("", "too many questions at once", "try again in a moment")
        try:
            yield
        finally:
            self.turns.release()


def stamp_of(settings: Settings) -> str:
    """Changes whenever the store does: sizes and times of its files, else the minute."""
    if settings.database_url:
        return str(int(time.time()) // EVERY)
    paths = [settings.home / f"nianbao.sqlite{end}" for end in ("", "-wal")]
    return " ".join(_stamp(path) for path in paths)


def _stamp(path: Path) -> str:
    try:
        held = path.stat()
    except OSError:
        return "-"
    return f"{held.st_mtime_ns}.{held.st_size}"


@st.cache_resource(show_spinner=False)
def _opened(home: str) -> Engine:
    settings = read_settings(home or None)
    database = open_database(settings.home, settings.database_url)
    serve_readers(database.engine)
    store = KeptStore(database.engine)
    assistant = Assistant(store, settings)
    set_apart()
    return Engine(assistant, settings, store, stamp_of(settings))


def engine() -> Engine:
    """The engine of the home that is set, up to date. Raises StoreError where it can't be used."""
    opened = _opened(str(read_settings().home))
    opened.refresh()
    return opened
