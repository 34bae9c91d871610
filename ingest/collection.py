"""The Chroma collection of passages: an index that the SQL store can always rebuild.

One process at a time writes its folder, by a lock: two at once lose vectors without a word
(chroma-core/chroma #7069). Reading takes no lock.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest import embedding
from ingest.chunks import Chunk
from ingest.database import Database
from ingest.errors import StoreError
from ingest.report import Report
from ingest.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "passages"
BATCH = 1_000


def chunk_id(report: Report, chunk: Chunk) -> str:
    """The id of a passage, the same in every store."""
    return f"{report.document}-{report.revision}-{chunk.position}"


class Collection:
    """The passages of a home as vectors."""

    def __init__(self, settings: Settings, folder: Path | None = None) -> None:
        self.settings = settings
        self.folder = folder or settings.home / "chroma"

    @contextmanager
    def writing(self, wait: float = 0) -> Iterator[bool]:
        """Hold the right to write; False at once where another process holds it."""
        from filelock import FileLock, Timeout

        self.settings.home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.settings.home / "chroma.lock", timeout=wait)
        try:
            lock.acquire()
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    def add(self, report: Report, chunks: Sequence[Chunk]) -> None:
        """Put the passages of a report in the place of any it had before."""
        held = self._open()
        held.delete(where={"document": report.document})
        model = embedding.load(self.settings.embedding)
        for start in range(0, len(chunks), BATCH):
            batch = chunks[start : start + BATCH]
            vectors = model.passages([f"{c.heading}\n{c.text}" for c in batch])
            held.upsert(
                ids=[chunk_id(report, c) for c in batch],
                embeddings=vectors,
                documents=[c.text for c in batch],
                metadatas=[_metadata(report, c) for c in batch],
            )

    def remove(self, documents: Sequence[str]) -> None:
        """Take the passages of these documents out."""
        if documents and self.exists():
            self._open().delete(where={"document": {"$in": list(documents)}})

    def vectors(self, ids: Sequence[str]) -> "dict[str, NDArray[np.float32]]":
        """The vectors of these passages, as many as are there."""
        if not ids or not self.exists():
            return {}
        got = self._open().get(ids=list(ids), include=["embeddings"])
        return dict(zip(got["ids"], got["embeddings"], strict=True))

    def search(self, vector: "NDArray[np.float32]", k: int) -> list[str]:
        """The ids of the k nearest passages of the whole collection, nearest first."""
        if not self.exists():
            return []
        held = self._open()
        count = min(k, held.count())
        if not count:
            return []
        got = held.query(query_embeddings=[vector], n_results=count, include=["distances"])
        return list(got["ids"][0])

    def count(self) -> int:
        """How many passages it holds."""
        return int(self._open().count()) if self.exists() else 0

    def exists(self) -> bool:
        """Whether there is anything to read, without making it."""
        return bool(self.settings.chroma_url) or (self.folder / "chroma.sqlite3").exists()

    def _open(self) -> Any:
        """The collection; refuses one whose vectors another model made."""
        model = embedding.fingerprint(self.settings.embedding)
        held = self._client().get_or_create_collection(
            NAME,
            embedding_function=None,
            metadata={"model": model},
            configuration={"hnsw": {"space": "cosine"}},
        )
        made_by = (held.metadata or {}).get("model")
        if made_by != model:
            raise StoreError(
                str(self.folder), f"the passages were embedded by model {made_by}, set is {model}",
                "run `python -m ingest reindex`, or set NIANBAO_EMBEDDING back",
            )  # fmt: skip
        return held

    def _client(self) -> Any:
        import chromadb

        quiet = chromadb.Settings(anonymized_telemetry=False)
        if url := self.settings.chroma_url:
            from urllib.parse import urlsplit

            at = urlsplit(url)
            port = at.port or (443 if at.scheme == "https" else 8000)
            return chromadb.HttpClient(
                host=at.hostname or "127.0.0.1", port=port, ssl=at.scheme == "https", settings=quiet
            )
        return chromadb.PersistentClient(str(self.folder), settings=quiet)


def _metadata(report: Report, chunk: Chunk) -> dict[str, str | int]:
    return {
        "document": report.document,
        "publisher": report.publisher,
        "scope": report.scope,
        "year": report.year or 0,
        "where": chunk.where,
    }


def index_unmarked(database: Database, settings: Settings) -> int:
    """Bring every report not yet marked into the collection; the number done, 0 if another writes."""
    waiting = [r for r in database.reports() if not r.indexed]
    if not waiting:
        return 0
    collection = Collection(settings)
    with collection.writing() as mine:
        if not mine:
            return 0
        for report in waiting:
            collection.add(report, database.chunks(report))
            database.mark_indexed([report.document])
    return len(waiting)


def reindex(database: Database, settings: Settings) -> int:
    """Build the collection anew beside the old one and swap; the number of passages.

    Raises StoreError where another process is writing.
    """
    collection = Collection(settings)
    with collection.writing(wait=10) as mine:
        if not mine:
            raise StoreError(
                str(collection.folder), "another process is writing the collection",
                "close the web page or wait, then run it again",
            )  # fmt: skip
        if settings.chroma_url:
            return _refill(database, collection)
        fresh = Collection(settings, settings.home / "chroma.new")
        shutil.rmtree(fresh.folder, ignore_errors=True)
        count = _refill(database, fresh)
        old = settings.home / "chroma.old"
        shutil.rmtree(old, ignore_errors=True)
        if collection.folder.exists():
            collection.folder.rename(old)
        fresh.folder.rename(collection.folder)
        shutil.rmtree(old, ignore_errors=True)
    return count


def _refill(database: Database, collection: Collection) -> int:
    client = collection._client()
    if NAME in {c.name for c in client.list_collections()}:
        client.delete_collection(NAME)
    count = 0
    for report in database.reports():
        chunks = database.chunks(report)
        collection.add(report, chunks)
        count += len(chunks)
    database.mark_indexed([r.document for r in database.reports()])
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()
    return count
