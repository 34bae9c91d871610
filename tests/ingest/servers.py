"""Real servers of the tests' own: PostgreSQL as Debian packages it, and Chroma."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

# Every pair of stores: where reports are, and where their passages are.
PAIRS = tuple(
    f"{sql}+{chroma}" for sql in ("sqlite", "postgres") for chroma in ("folder", "server")
)
PATIENCE = 60


@contextmanager
def running_postgres() -> Iterator[Callable[[], str]]:
    """A server in a folder that is thrown away; what it gives makes an empty database."""
    programs = next((p.parent for p in _installed()), None)
    if programs is None:
        if "CI_REQUIRES_POSTGRES" in os.environ:
            raise RuntimeError("CI_REQUIRES_POSTGRES is set and PostgreSQL is not installed")
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="nianbao-postgres-"))
    port = free_port()
    # PostgreSQL refuses to be run by root.
    as_whom: dict[str, Any] = {} if os.getuid() else {"user": "nobody", "group": "nogroup"}
    if as_whom:
        shutil.chown(folder, **as_whom)
    quiet: dict[str, Any] = {"cwd": folder, "stdout": subprocess.DEVNULL, **as_whom}
    make = [programs / "initdb", "-D", "data", "-U", "nianbao", "-A", "trust", "--no-sync"]
    run = [programs / "postgres", "-D", "data", "-p", str(port), "-k", folder, "-h", "127.0.0.1"]
    try:
        subprocess.run([*make, "-E", "UTF8", "--locale=C"], check=True, **quiet)
        server = subprocess.Popen(
            [*run, "-c", "fsync=off", "-c", "full_page_writes=off"],
            stderr=subprocess.DEVNULL, **quiet,
        )  # fmt: skip
        try:
            wait_for(port, server)
            yield lambda: _new_database(port)
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
            server.wait(PATIENCE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _installed() -> Iterator[Path]:
    if found := shutil.which("postgres"):
        yield Path(found)
    yield from Path("/usr/lib/postgresql").glob("*/bin/postgres")


_names = count()


def _new_database(port: int) -> str:
    server = f"postgresql://nianbao@127.0.0.1:{port}"
    name = f"tests_{next(_names)}"
    engine = sa.create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    for attempt in range(100):
        try:
            with engine.connect() as at:
                at.execute(sa.text(f"CREATE DATABASE {name}"))
            break
        except sa.exc.OperationalError:
            if attempt == 99:
                raise
            time.sleep(0.1)  # it listens a moment before it answers
    engine.dispose()
    return f"{server}/{name}"


@contextmanager
def running_chroma() -> Iterator[str]:
    """A Chroma server on a folder that is thrown away."""
    folder = tempfile.mkdtemp(prefix="nianbao-chroma-")
    port = free_port()
    chroma = Path(sys.executable).parent / "chroma"
    server = subprocess.Popen(
        [chroma, "run", "--path", folder, "--port", str(port), "--host", "127.0.0.1"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait(PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)


def emptied(url: str) -> None:
    """Drop what an earlier test left on a Chroma server."""
    from ingest.store import clients

    client = clients.of_server(url)
    for held in client.list_collections():
        client.delete_collection(held.name)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until a server listens on a port."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, "the server ended at once"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError
