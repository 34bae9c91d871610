"""Chroma clients that never work on a stale copy of their folder, and the lock for writing one.

Chroma keeps a folder's vectors in memory. A process that opened it before another one wrote doesn't
know what that wrote, and with its own next write drops it without a word (chroma-core/chroma
#7069). So whoever writes holds a lock, notes a new generation in the folder and opens it anew; a
reader opens it anew where the generation changed, under the same lock, since opening may write.
"""

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ingest.errors import StoreError

_opening = threading.RLock()
# By folder or address: the generation at which it was opened, and the client.
_opened: dict[str, tuple[str, Any]] = {}


@contextmanager
def locked(home: Path, wait: float = 0) -> Iterator[bool]:
    """Hold the right to write; False where another still holds it after so many seconds."""
    from filelock import FileLock, Timeout

    lock = FileLock(home / "chroma.lock", timeout=wait)
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except (Timeout, OSError):  # Nobody may write into a home that is read-only.
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def turn(folder: Path) -> None:
    """Begin a new generation of a folder; only for whoever holds the lock."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "generation").write_text(uuid.uuid4().hex, encoding="ascii")


def to_write(folder: Path) -> Any:
    """A client that knows all that was written; only for whoever holds the lock."""
    with _opening:
        return _current(folder) or _open(folder)


def to_read(folder: Path, home: Path) -> Any:
    """A client that knows what is written, else one from before, while another process writes.

    None where there is neither.
    """
    with _opening:
        if client := _current(folder):
            return client
        with locked(home) as mine:
            return _open(folder) if mine else _opened.get(str(folder), ("", None))[1]


def of_server(url: str) -> Any:
    """A client of the server at an address."""
    at = urlsplit(url)
    if at.scheme not in ("http", "https") or not at.hostname:
        raise StoreError("NIANBAO_CHROMA_URL", f"{url!r} is no address", "write http://host:8000")
    with _opening:
        if url not in _opened:
            import chromadb

            port = at.port or (443 if at.scheme == "https" else 8000)
            client = chromadb.HttpClient(
                host=at.hostname, port=port, ssl=at.scheme == "https", settings=_quiet()
            )
            _opened[url] = ("", client)
        return _opened[url][1]


def let_go(folder: Path) -> None:
    """Forget a folder's client, so that its files can be moved."""
    with _opening:
        _opened.pop(str(folder), None)
        _forget_systems()


def _current(folder: Path) -> Any:
    generation, client = _opened.get(str(folder), ("", None))
    return client if client and generation == _generation(folder) else None


def _open(folder: Path) -> Any:
    import chromadb

    _forget_systems()
    generation = _generation(folder)
    client = chromadb.PersistentClient(str(folder), settings=_quiet())
    for held in client.list_collections():
        # The first look brings what is in the log into the index, and may save that.
        held.get(limit=1, include=["embeddings"])
    _opened[str(folder)] = (generation, client)
    return client


def _generation(folder: Path) -> str:
    try:
        return (folder / "generation").read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""


def _forget_systems() -> None:
    """Have the next client built anew; those in use keep what they have."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()


def _quiet() -> Any:
    import chromadb

    return chromadb.Settings(anonymized_telemetry=False)
