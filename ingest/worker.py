"""Reading in a process of its own: a hostile file can break that one, and nothing else."""

import multiprocessing
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

from ingest.errors import ReportError, UnreadableReport
from ingest.read import read_report
from ingest.readers import read_blocks
from ingest.report import Reading

SECONDS = 120
BYTES = 4 * 2**30


class Worker:
    """One process with limits on memory and time, made again whenever a file breaks it."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Worker":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._end()

    def read(self, data: bytes, where: str, given: Mapping[str, str]) -> Reading:
        """Everything that a file holds; `given` is what it can't tell itself.

        Raises ReportError, whatever happens to the process.
        """
        if self.pool is None:
            self.pool = ProcessPoolExecutor(
                1, mp_context=multiprocessing.get_context("spawn"), initializer=_limit
            )
        try:
            return self.pool.submit(_read, data, where, dict(given)).result(self.seconds)
        except ReportError:
            raise
        except TimeoutError as error:
            self._end()
            seen = f"reading took over {self.seconds:g} seconds"
            raise UnreadableReport(where, seen, "split the file or save it anew") from error
        except BrokenProcessPool as error:
            self._end()
            seen = "the file broke the reader or needed too much memory"
            raise UnreadableReport(where, seen, "save it in another format") from error
        except Exception as error:
            seen = f"the reader could not read it ({type(error).__name__})"
            raise UnreadableReport(where, seen, "save it in another format") from error

    def _end(self) -> None:
        if self.pool is None:
            return
        for process in list((self.pool._processes or {}).values()):
            process.kill()
        self.pool.shutdown(wait=False, cancel_futures=True)
        self.pool = None


def _read(data: bytes, where: str, given: dict[str, str]) -> Reading:
    return read_report(read_blocks(data, where), data, where, given)


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit holds there too.
        return
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
