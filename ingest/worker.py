"""Reading in a process of its own: a hostile file can break that one, and nothing else."""

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType

from ingest.document import Block
from ingest.errors import ReportError, UnreadableReport
from ingest.readers import read_blocks

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

    def read(self, data: bytes, where: str) -> Sequence[Block]:
        """The blocks of a file. Raises ReportError, whatever happens to the process."""
        if self.pool is None:
            self.pool = ProcessPoolExecutor(
                1, mp_context=multiprocessing.get_context("spawn"), initializer=_limit
            )
        try:
            return self.pool.submit(read_blocks, data, where).result(self.seconds)
        except ReportError:
            raise
        except TimeoutError as error:
            self._end()
            raise UnreadableReport(
                where,
                f"reading took over {self.seconds:g} seconds",
                "split the file or save it anew",
            ) from error
        except BrokenProcessPool as error:
            self._end()
            raise UnreadableReport(
                where,
                "the file broke the reader or needed too much memory",
                "save it in another format",
            ) from error
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


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit holds there too.
        return
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
