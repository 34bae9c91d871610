"""Adding reports beside the page: a queue that one thread works off, so that nobody waits for it.

The thread is of the page's own process, which owns the lock on the collection.
"""

import logging
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.errors import ReportError, StoreError
from ingest.loading.add import Added, Adder
from ingest.loading.jobs import Job, jobs_of
from ingest.loading.sources import Source, expand
from ingest.loading.worker import Worker
from ingest.report import Report, refuse_nonsense
from ingest.settings import Settings
from ingest.store.database import open_database
from ui import background

# Limits: what waits at once, in files and bytes; what stays on the list; what must stay free.
WAITING, BYTES, LISTED, FREE = 500, 256 * 2**20, 500, 2**30
UPLOADS = "upload"
log = logging.getLogger("nianbao.ui")


@dataclass(slots=True)
class Task:
    """Something to be read, how far that is, and what became of each source in it."""

    name: str
    size: int
    run: Callable[[Adder], Iterator[Added]]
    status: str = "waiting"
    done: list[Added] = field(default_factory=list)


class Adding:
    """The queue of one home."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.tasks: list[Task] = []
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None

    @property
    def busy(self) -> bool:
        """Whether anything is being read or waits for it."""
        return any(t.status in ("waiting", "reading") for t in self.tasks)

    def put(self, tasks: Sequence[Task]) -> None:
        """Queue tasks. Raises StoreError where there are too many, or too little room on disk."""
        with self.lock:
            waiting = [t for t in self.tasks if t.status in ("waiting", "reading")]
            self._refuse_too_much([*waiting, *tasks])
            self.tasks = [*self.tasks, *tasks][-LISTED:]
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=self._work, name="adding", daemon=True)
                self.thread.start()

    def _refuse_too_much(self, tasks: Sequence[Task]) -> None:
        if len(tasks) > WAITING or sum(t.size for t in tasks) > BYTES:
            seen = f"over {WAITING} files or {BYTES // 2**20} MB are waiting"
            raise StoreError("", seen, "wait until those are read")
        if shutil.disk_usage(self.settings.home).free < FREE + sum(t.size for t in tasks):
            raise StoreError("", "the disk is nearly full", "make room first")

    def _work(self) -> None:
        database = open_database(self.settings.home, self.settings.database_url)
        with Worker() as worker:
            adder = Adder(database, self.settings, worker)
            while task := self._next():
                self._run(task, adder)
        try:
            background.index(database, self.settings)
        except Exception as error:  # The passages stay unmarked; the next minute tries again.
            log.warning("passages not indexed yet: %s", error)

    def _next(self) -> Task | None:
        with self.lock:
            task = next((t for t in self.tasks if t.status == "waiting"), None)
            if task is None:
                self.thread = None
            else:
                task.status = "reading"
        return task

    def _run(self, task: Task, adder: Adder) -> None:
        try:
            for added in task.run(adder):
                task.done.append(added)
            task.status = "done"
        except ReportError as error:
            task.done.append(Added(task.name, "failed", error=f"{error.seen}; {error.todo}"))
            task.status = "done"
        except Exception:
            log.exception("adding failed")
            task.status = "failed"


def upload_task(name: str, data: bytes, *, revises: bool) -> Task:
    """A task for a file from a browser; `revises` where the same name means the same report."""

    def run(adder: Adder) -> Iterator[Added]:
        with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
            path = Path(folder) / "upload"
            path.write_bytes(data)
            for source in expand([str(path)]):
                named = f"{_source_name(adder, name, data, revises)}{source.name[len(str(path)) :]}"
                yield from adder.add(Job(Source(named, source.read))).each()

    return Task(name, len(data), run)


def _source_name(adder: Adder, name: str, data: bytes, revises: bool) -> str:
    """Files of one name need not be one report: without a word of it, another one stands apart."""
    import hashlib

    plain = f"{UPLOADS}/{name}"
    before = adder.database.by_source(plain)
    sha256 = hashlib.sha256(data).hexdigest()
    if revises or before is None or before.sha256 == sha256:
        return plain
    return f"{UPLOADS}/{sha256[:8]}/{name}"


def address_task(address: str) -> Task:
    """A task for a web address. Raises StoreError where it is none: no path of the server's."""
    if not address.startswith(("http://", "https://")) or len(address) > 2_000:
        raise StoreError("", "this is no web address", "begin it with http:// or https://")

    def run(adder: Adder) -> Iterator[Added]:
        yield from (added for job in jobs_of([address]) for added in adder.add(job).each())

    return Task(address, 0, run)


def correction_task(report: Report, given: Mapping[str, str]) -> Task:
    """A task that sets what a report doesn't say itself. Raises StoreError where it is nonsense."""
    refuse_nonsense(given, report.title)
    hand = {**report.hand, **given}

    def run(adder: Adder) -> Iterator[Added]:
        yield adder.reread(replace(report, hand=hand))

    return Task(report.title or report.publisher, 0, run)
