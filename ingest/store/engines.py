"""Connecting to the SQL store: transactions as they should be, failures in one line."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import sqlalchemy as sa

from ingest.errors import StoreError

# The key of the lock that lets one writer in at a time where the database itself does not: two at
# once would not see each other's reports, and what is found between those would be missing.
WRITING = 2008
# For a SQLite file. A report touches hundreds of pages, the next one much the same: 64 MB of them
# are kept in memory, and as many gather in the log before they go into the file.
PRAGMAS = (
    "busy_timeout=60000", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-65536",
    "wal_autocheckpoint=16384",
)  # fmt: skip
READING = "PRAGMA cache_size=-4096"


def engine_of(url: str | sa.URL) -> sa.Engine:
    """An engine for an address. Raises StoreError where it is none or lacks its driver."""
    try:
        engine = sa.create_engine(url)
    except sa.exc.ArgumentError as error:
        raise StoreError(
            "NIANBAO_DATABASE_URL", "this is no address of a database",
            "write it as postgresql://user@host/name, or leave it out for a file in the home",
        ) from error  # fmt: skip
    except ModuleNotFoundError as error:
        raise StoreError(
            "NIANBAO_DATABASE_URL", f"the driver {error.name} is not installed",
            "install it (PostgreSQL: pip install 'nianbao[postgres]'), or name another",
        ) from error  # fmt: skip
    if engine.dialect.name == "sqlite":
        _set_up_sqlite(engine)
    return engine


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction, one at a time; what fails inside leaves the store as it was."""
    with engine.execution_options(writes=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITING)))
        yield connection


@contextmanager
def in_one_line(engine: sa.Engine) -> Iterator[None]:
    """Turn what the database says into one line with what to do about it."""
    try:
        yield
    except UnicodeError as error:
        seen = "a text holds signs that can't be written (half of a pair, or NUL)"
        raise StoreError("", seen, "save the file as UTF-8 text and add it again") from error
    except (sa.exc.DBAPIError, OSError) as error:
        told = str(getattr(error, "orig", None) or error).strip() or type(error).__name__
        where = engine.url.render_as_string(hide_password=True)
        if engine.dialect.name == "sqlite":
            where = engine.url.database or where
        raise StoreError(
            where, f"the store fails ({told.splitlines()[0][:200]})", _advice(engine, told)
        ) from error


def _advice(engine: sa.Engine, told: str) -> str:
    if engine.dialect.name != "sqlite":
        return "check NIANBAO_DATABASE_URL and that the server runs"
    if "locked" in told:
        return "another process is writing: wait and run it again"
    if "not a database" in told or "malformed" in told:
        return "restore a backup"
    return "check that its folder can be written and the disk has room"


def serve_readers(engine: sa.Engine) -> None:
    """Have each connection keep few pages: many read at once, and each would keep its 64 MB."""
    if engine.dialect.name != "sqlite":
        return
    engine.dispose()

    def connected(connection: Any, _: Any) -> None:
        connection.execute(READING)

    sa.event.listen(engine, "connect", connected)


def _set_up_sqlite(engine: sa.Engine) -> None:
    """Make connections of an engine wait for one another and begin transactions when told to."""

    def connected(connection: Any, _: Any) -> None:
        # Python's driver begins before some statements only, and never before a CREATE TABLE.
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        # Two that make a store at once: whoever comes second isn't waited for, and needn't be.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode=WAL")

    def begun(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        # One that reads first and then writes would fail at once where another wrote between.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    sa.event.listen(engine, "connect", connected)
    sa.event.listen(engine, "begin", begun)
