"""Runs a command of `python -m ingest` and ends it by SIGKILL: N SECONDS COMMAND…

It counts the steps in the modules that write. So many seconds after the N-th it is gone; with N 0
it runs to its end and tells how many there were.
"""

import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

import ingest
from ingest.__main__ import main

ROOM = Path(ingest.__file__).parent
WRITING = tuple(
    str(ROOM / part)
    for part in ("store/", "loading/add.py", "loading/originals.py", "checks/neighbours.py")
)
last, seconds = int(sys.argv[1]), float(sys.argv[2])
steps = 0


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def watch(frame: FrameType, event: str, _: object) -> None:
    global steps
    if event in ("call", "c_call") and frame.f_code.co_filename.startswith(WRITING):
        steps += 1
        if steps == last:
            threading.Timer(seconds, die).start() if seconds else die()


if __name__ == "__main__":  # the processes that read import this file as well
    sys.setprofile(watch)
    status = main(sys.argv[3:])
    sys.setprofile(None)
    print(steps)
    sys.exit(status)
