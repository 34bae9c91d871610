"""Reading in processes of their own: a hostile file can break one of those, and nothing else."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import fields, replace
from operator import attrgetter
from queue import LifoQueue
from types import TracebackType
from typing import Any, TypeVar

from ingest.errors import ReportError, UnreadableReport
from ingest.figures import Figure
from ingest.read import read_report
from ingest.readers import may_be_scanned, read_blocks
from ingest.report import Reading
from ingest.several import reports_in

SECONDS = 120
SCAN = 5  # times as long for what may be a scan: a page takes seconds
BYTES = 4 * 2**30
Found = TypeVar("Found")
Cell = tuple[Any, ...]
CELL: Callable[[Figure], Cell] = attrgetter(*(field.name for field in fields(Figure)))


class Worker:
    """Processes with limits on memory and time, each made when it is first needed and made again
    whenever a file breaks it; as many threads may read at once.
    """

    def __init__(self, seconds: float = SECONDS, processes: int = 1) -> None:
        self.seconds, self.processes = seconds, processes
        self.every = [_Process() for _ in range(processes)]
        # Last in, first out: no more are begun than are ever needed at once.
        self.idle: LifoQueue[_Process] = LifoQueue()
        for process in self.every:
            self.idle.put(process)

    def __enter__(self) -> "Worker":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for process in self.every:
            process.end()

    def read(self, data: bytes, where: str, given: Mapping[str, str]) -> Reading:
        """Everything that a file holds; `given` is what it can't tell itself.

        Raises ReportError, whatever happens to the process.
        """
        times = SCAN if may_be_scanned(data) else 1
        reading, cells = self.run(_read, where, data, where, dict(given), times=times)
        return replace(reading, figures=tuple(Figure(*cell) for cell in cells))

    def run(self, function: Callable[..., Found], where: str, *given: Any, times: int = 1) -> Found:
        """What a function makes of its arguments, in so many times the usual seconds.

        Raises ReportError, whatever happens to it.
        """
        process = self.idle.get()
        try:
            return process.run(function, where, self.seconds * times, given)
        finally:
            self.idle.put(process)


class _Process:
    def __init__(self) -> None:
        self.pool: ProcessPoolExecutor | None = None

    def run(
        self, function: Callable[..., Found], where: str, seconds: float, given: tuple[Any, ...]
    ) -> Found:
        if self.pool is None:
            self.pool = ProcessPoolExecutor(
                1, mp_context=multiprocessing.get_context("spawn"), initializer=_settle
            )
        try:
            return self.pool.submit(function, *given).result(seconds)
        except ReportError:
            raise
        except TimeoutError as error:
            self.end()
            seen = f"reading took over {seconds:g} seconds"
            raise UnreadableReport(where, seen, "split the file or save it anew") from error
        except BrokenProcessPool as error:
            self.end()
            seen = "the file broke the reader or needed too much memory"
            raise UnreadableReport(where, seen, "save it in another format") from error
        except Exception as error:
            seen = f"the reader could not read it ({type(error).__name__})"
            raise UnreadableReport(where, seen, "save it in another format") from error

    def end(self) -> None:
        if self.pool is None:
            return
        for process in list((self.pool._processes or {}).values()):
            process.kill()
        self.pool.shutdown(wait=False, cancel_futures=True)
        self.pool = None


def cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux knows of fewer than there are
        return os.cpu_count() or 1


def _read(data: bytes, where: str, given: dict[str, str]) -> tuple[Reading, list[Cell]]:
    """A reading without its figures, and these as tuples: hundreds of those go from one process to
    another in a third of the time that objects take.
    """
    (_, own), *others = reports_in(read_blocks(data, where), where)
    reading = read_report(own, data, where, given)
    more = (read_report(part, data, source, {}) for source, part in others)
    reading = replace(reading, more=tuple(_of_its_page(one, reading) for one in more))
    return replace(reading, figures=()), [CELL(figure) for figure in reading.figures]


def _of_its_page(one: Reading, first: Reading) -> Reading:
    """A report further down a file, with what the page tells once of all of them."""
    report, above = one.report, first.report
    published = report.published or above.published
    posted_by = report.posted_by or above.posted_by
    return replace(one, report=replace(report, published=published, posted_by=posted_by))


def _settle() -> None:
    """Begin a process that reads: it ends with the one that began it, and within limits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # one Ctrl-C stops all, by that one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit holds there too.
        return
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def _end_with_parent() -> None:
    # A parent that is killed tells nobody, and its workers would wait for it without end.
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
