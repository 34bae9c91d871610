"""The Chroma collection of passages: an index that the SQL store can always rebuild."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest import embedding
from ingest.chunks import Chunk
from ingest.errors import ReportError, StoreError
from ingest.report import Report, chunk_id
from ingest.settings import Settings
from ingest.store import clients
from ingest.store.database import Database
from ingest.store.words import Entries, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "passages"
# Passages that are written at once, and reports that are marked as written at once.
BATCH, REPORTS = 1_000, 100


class Collection:
    """The passages of a home as vectors. Every method raises StoreError where Chroma fails."""

    def __init__(self, settings: Settings, folder: Path | None = None, name: str = NAME) -> None:
        self.settings, self.name = settings, name
        self.folder = folder or settings.home / "chroma"

    @contextmanager
    def writing(self, wait: float = 0) -> Iterator[bool]:
        """Hold the right to write; False where another process still holds it after the wait."""
        with clients.locked(self.settings.home, wait) as mine:
            if mine and not self.settings.chroma_url:
                with self._in_one_line():
                    clients.turn(self.folder)
            yield mine

    def put(self, entries: Entries) -> int:
        """Put passages of reports in the place of any they had; how many. Only while writing."""
        with self._in_one_line():
            held, count = self._to_write(), 0
            for group in _grouped(entries):
                documents = sorted({report.document for report, _ in group})
                held.delete(where={"document": {"$in": documents}})
                count += self._upsert(held, [(r, c) for r, chunks in group for c in chunks])
            return count

    def _upsert(self, held: Any, passages: Sequence[tuple[Report, Chunk]]) -> int:
        model = embedding.load(self.settings.embedding)
        for start in range(0, len(passages), BATCH):
            some = passages[start : start + BATCH]
            held.upsert(
                ids=[chunk_id(report, chunk) for report, chunk in some],
                embeddings=model.passages([f"{c.heading}\n{c.text}" for _, c in some]),
                documents=[chunk.text for _, chunk in some],
                metadatas=[_metadata(report, chunk) for report, chunk in some],
            )
        return len(passages)

    def remove(self, documents: Sequence[str]) -> None:
        """Take the passages of these documents out; only while writing."""
        if not documents or not self.exists():
            return
        with self._in_one_line():
            held = self._to_write()
            for start in range(0, len(documents), BATCH):
                some = list(documents[start : start + BATCH])
                held.delete(where={"document": {"$in": some}})

    def vectors(self, ids: Sequence[str]) -> "dict[str, NDArray[np.float32]]":
        """The vectors of these passages, as many as are there."""
        with self._in_one_line():
            held = self._to_read() if ids else None
            if held is None:
                return {}
            got = held.get(ids=list(ids), include=["embeddings"])
            return dict(zip(got["ids"], got["embeddings"], strict=True))

    def search(self, vector: "NDArray[np.float32]", k: int) -> list[str]:
        """The ids of the k nearest passages of the whole collection, nearest first."""
        with self._in_one_line():
            held = self._to_read()
            count = min(k, held.count()) if held is not None else 0
            if held is None or not count:
                return []
            got = held.query(query_embeddings=[vector], n_results=count, include=["distances"])
            return list(got["ids"][0])

    def documents(self) -> set[str]:
        """The documents that have passages in it."""
        with self._in_one_line():
            held = self._to_read()
            rows = held.get(include=["metadatas"])["metadatas"] if held is not None else []
            return {str(row["document"]) for row in rows}

    def count(self) -> int:
        """How many passages it holds."""
        with self._in_one_line():
            held = self._to_read()
            return int(held.count()) if held is not None else 0

    def exists(self) -> bool:
        """Whether there is anything to read, without making it."""
        return bool(self.settings.chroma_url) or (self.folder / "chroma.sqlite3").exists()

    def clear(self) -> None:
        """Drop it with all its passages, where it is there; only while writing."""
        with self._in_one_line():
            client = self._client()
            if self.name in {c.name for c in client.list_collections()}:
                client.delete_collection(self.name)

    def rename(self, name: str) -> None:
        """Give it another name; only while writing."""
        with self._in_one_line():
            self._to_write().modify(name=name)

    def _to_write(self) -> Any:
        held = self._client().get_or_create_collection(
            self.name,
            embedding_function=None,
            metadata={"model": embedding.fingerprint(self.settings.embedding)},
            configuration={"hnsw": {"space": "cosine"}},
        )
        return self._checked(held)

    def _to_read(self) -> Any:
        """The collection, None where there is none that can be read now."""
        if url := self.settings.chroma_url:
            client = clients.of_server(url)
        else:
            client = clients.to_read(self.folder, self.settings.home) if self.exists() else None
        if client is None or self.name not in {c.name for c in client.list_collections()}:
            return None
        return self._checked(client.get_collection(self.name, embedding_function=None))

    def _client(self) -> Any:
        url = self.settings.chroma_url
        return clients.of_server(url) if url else clients.to_write(self.folder)

    def _checked(self, held: Any) -> Any:
        """The collection; refused where another model made its vectors."""
        model = embedding.fingerprint(self.settings.embedding)
        made_by = (held.metadata or {}).get("model")
        if made_by != model:
            raise StoreError(
                str(self.folder), f"the passages were embedded by model {made_by}, set is {model}",
                "run `python -m ingest reindex`, or set NIANBAO_EMBEDDING back",
            )  # fmt: skip
        return held

    @contextmanager
    def _in_one_line(self) -> Iterator[None]:
        """Turn whatever Chroma, its server or its core raise into one line."""
        url = self.settings.chroma_url
        try:
            yield
        except ReportError:
            raise
        except Exception as error:
            told = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
            todo = "check that the Chroma server runs at NIANBAO_CHROMA_URL"
            if not url:
                todo = "check that the folder can be written, or run `python -m ingest reindex`"
            raise StoreError(url or str(self.folder), f"Chroma fails ({told})", todo) from error


def _metadata(report: Report, chunk: Chunk) -> dict[str, str | int]:
    return {
        "document": report.document,
        "publisher": report.publisher,
        "scope": report.scope,
        "year": report.year or 0,
        "where": chunk.where,
    }


def _grouped(entries: Entries) -> Iterator[list[tuple[Report, Sequence[Chunk]]]]:
    """Reports together with as many others as make a batch of passages: one by one they take
    Chroma ten times as long.
    """
    group: list[tuple[Report, Sequence[Chunk]]] = []
    size = 0
    for report, chunks in entries:
        group.append((report, chunks))
        size += len(chunks)
        if size >= BATCH:
            yield group
            group, size = [], 0
    if group:
        yield group


def index_unmarked(
    database: Database,
    settings: Settings,
    told: Callable[[int, int], object] | None = None,
    wait: float = 0,
) -> int:
    """Bring every report not yet marked into both indexes, and take out those that are gone.

    The number of reports brought in; 0 where another process still writes after so many seconds.
    `told` is given how many of how many are done. Raises StoreError where an index fails; what
    wasn't done stays unmarked. Words go first: where Chroma fails, passages are found by their
    words. Before all, what is far from the like is settled in the store.
    """
    database.settle_peers()
    words = Words(settings.home)
    if not database.unmarked() and not database.gone() and (words.exists() or database.is_empty()):
        return 0
    collection = Collection(settings)
    with collection.writing(wait) as mine:
        if not mine:
            return 0
        gone, waiting = database.gone(), database.unmarked()
        if words.exists():
            words.put(database.chunks_of(waiting), gone)
        else:
            words.rebuild(database.chunks_of(database.reports(counted=False)))
        collection.remove(gone)
        database.mark_gone(gone)
        for start in range(0, len(waiting), REPORTS):
            some = waiting[start : start + REPORTS]
            collection.put(database.chunks_of(some))
            database.mark_indexed(some)
            if told:
                told(start + len(some), len(waiting))
    return len(waiting)


def reindex(database: Database, settings: Settings) -> int:
    """Build both indexes anew beside the old ones and swap; the number of passages.

    Raises StoreError where an index fails or another process is writing.
    """
    collection = Collection(settings)
    with collection.writing(wait=10) as mine:
        if not mine:
            raise StoreError(
                str(collection.folder), "another process is writing the collection",
                "close the web page or wait, then run it again",
            )  # fmt: skip
        # Killed between the old ones and the new, what is unmarked is brought in by the next look.
        database.unmark_all()
        gone, reports = database.gone(), database.reports(counted=False)
        Words(settings.home).rebuild(database.chunks_of(reports))
        swap = _swap_on_server if settings.chroma_url else _swap_folder
        count = swap(collection, database.chunks_of(reports))
        database.mark_indexed(reports)
        database.mark_gone(gone)
    return count


def _swap_on_server(collection: Collection, passages: Entries) -> int:
    fresh = Collection(collection.settings, name=f"{NAME}-new")
    fresh.clear()
    count = fresh.put(passages)
    collection.clear()
    fresh.rename(NAME)
    return count


def _swap_folder(collection: Collection, passages: Entries) -> int:
    home = collection.settings.home
    fresh, old = Collection(collection.settings, home / "chroma.new"), home / "chroma.old"
    shutil.rmtree(fresh.folder, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    clients.turn(fresh.folder)
    count = fresh.put(passages)
    clients.let_go(fresh.folder)
    clients.let_go(collection.folder)
    try:
        collection.folder.rename(old)
        fresh.folder.rename(collection.folder)
    except OSError as error:
        seen = f"the new collection can't be put in place ({error.strerror})"
        raise StoreError(
            str(collection.folder), seen, "close what uses it, run it again"
        ) from error
    shutil.rmtree(old, ignore_errors=True)
    return count
