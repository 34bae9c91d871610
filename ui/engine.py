"""What all visitors share: the store and the assistant of one home, looked at again on change."""

import logging
import threading
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from assistant.ask import Assistant
from ingest.database import Database, open_database
from ingest.settings import Settings, read_settings

# A store that is no file can't be stamped; it is looked at again this often, in seconds.
EVERY = 60
log = logging.getLogger("nianbao.ui")


@dataclass(slots=True)
class Engine:
    """The assistant, and the stamp of the store that it has seen."""

    assistant: Assistant
    settings: Settings
    seen: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def database(self) -> Database:
        """The SQL store."""
        return self.assistant.database

    def refresh(self) -> str:
        """Look again at what is loaded where the store changed; its stamp."""
        stamp = stamp_of(self.settings)
        with self.lock:
            if stamp != self.seen:
                self.assistant.refresh()
                self.seen = stamp
        return stamp


def stamp_of(settings: Settings) -> str:
    """Changes whenever the store does: sizes and times of its files, else the minute."""
    if settings.database_url:
        import time

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
    assistant = Assistant(open_database(settings.home, settings.database_url), settings)
    return Engine(assistant, settings, stamp_of(settings))


def engine() -> Engine:
    """The engine of the home that is set, up to date. Raises StoreError where it can't be used."""
    opened = _opened(str(read_settings().home))
    opened.refresh()
    return opened
