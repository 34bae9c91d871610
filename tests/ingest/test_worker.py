"""A process that reads: whatever a file does to it is one line, and the next file is read."""

import os
import signal

import pytest

from ingest.errors import TooLarge, UnreadableReport
from ingest.loading.worker import Worker


def pids(worker: Worker) -> list[int]:
    return [pid for one in worker.every if one.pool for pid in one.pool._processes or {}]


def test_a_file_is_read_in_another_process(worker: Worker, text: str) -> None:
    reading = worker.read(text.encode(), "a.md", {"year": "2020"})
    assert (reading.report.year, len(reading.figures) > 186) == (2020, True)
    assert pids(worker) and os.getpid() not in pids(worker)


def test_what_a_reader_refuses_comes_through(worker: Worker) -> None:
    with pytest.raises(UnreadableReport, match=r"a\.md: the file is empty"):
        worker.read(b"", "a.md", {})
    assert str(TooLarge("a", "b", "c")) == "a: b; c"


def test_a_file_that_takes_too_long(text: str) -> None:
    with Worker(seconds=0.001) as slow:
        with pytest.raises(UnreadableReport, match=r"reading took over 0\.001 seconds"):
            slow.read(text.encode() * 20, "a.md", {})
        slow.seconds = 60
        assert slow.read(text.encode(), "a.md", {}).report.year == 2021


def test_a_file_that_breaks_the_process(text: str) -> None:
    with Worker() as broken:
        broken.read(text.encode(), "a.md", {})
        for process in pids(broken):
            os.kill(process, signal.SIGKILL)
        with pytest.raises(UnreadableReport, match="broke the reader or needed too much memory"):
            broken.read(text.encode(), "a.md", {})
        assert broken.read(text.encode(), "a.md", {}).report.year == 2021
