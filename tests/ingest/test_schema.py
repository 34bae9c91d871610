"""An older store is copied whole and brought up to date; a newer one is refused."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from ingest.errors import StoreError
from ingest.export import COLUMNS, rows
from ingest.loading.add import Added
from ingest.settings import Settings
from ingest.store import schema
from ingest.store.database import Database, open_database

STORES = ("sqlite+folder", "postgres+folder")
TABLES = Path(__file__).with_name("schema3.sql").read_text(encoding="utf-8").split(";\n")[:-1]
# What other stores had otherwise: older ones than those tables, newer ones than today's.
OTHERWISE = {
    1: ("DROP TABLE gone",),
    2: (
        "DROP INDEX figures_by_indicator",
        "CREATE INDEX figures_by_indicator ON figures (indicator, breakdown)",
    ),
    3: (),
    4: ("DROP INDEX reports_by_year", "CREATE INDEX ix_reports_year ON reports (year)"),
}


def make_older(engine: sa.Engine, version: int) -> None:
    """Make a store one of an older schema, with all that it holds."""
    with engine.begin() as to:
        if version < schema.NUMBERED:
            move_back(to)
        for statement in OTHERWISE[version]:
            to.execute(sa.text(statement))
        to.execute(sa.text(f"UPDATE meta SET value = '{version}' WHERE name = 'schema'"))
    engine.dispose()


def move_back(to: sa.Connection) -> None:
    """Move what a store holds into the tables of schema 3."""
    key = [schema.reports.c[name] for name in schema.KEY]
    held = {
        table.name: to.execute(sa.select(table) if table is schema.reports else (
            sa.select(*key, *table.c)
            .join(schema.reports, table.c.report == schema.reports.c.number)
        )).mappings().all()
        for table in schema.MOVED
    }  # fmt: skip
    schema.metadata.drop_all(to)
    for statement in TABLES:
        to.execute(sa.text(statement))
    to.execute(sa.text("INSERT INTO meta VALUES ('schema', '')"))
    before = sa.MetaData()
    before.reflect(to)
    for name, found in held.items():
        table = before.tables[name]
        for row in found:
            to.execute(table.insert(), {c.name: row[c.name] for c in table.c})


def older(home: Path, version: int) -> sqlite3.Connection:
    """An older store, with its last write still in the log, held open."""
    make_older(open_database(home).engine, version)
    store = sqlite3.connect(home / "nianbao.sqlite", isolation_level=None)
    store.execute("PRAGMA wal_autocheckpoint=0")
    store.execute("PRAGMA journal_mode=WAL")
    return store


def version(path: Path) -> str:
    with sqlite3.connect(path) as store:
        (held,) = store.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    return str(held)


def tables(path: Path) -> set[str]:
    with sqlite3.connect(path) as store:
        found = store.execute("SELECT sql FROM sqlite_master WHERE sql <> ''")
        return {" ".join(sql.split()) for (sql,) in found}


def contents(database: Database) -> dict[str, object]:
    every = database.reports(current=False)
    found: dict[str, object] = {
        what: list(rows(database, what, revisions=True)) for what in COLUMNS
    }
    return {
        **found, "reports": every, "heads": [database.head(r) for r in every],
        "chunks": [database.chunks(r, tables=True) for r in every],
    }  # fmt: skip


@pytest.mark.parametrize("version", OTHERWISE)
def test_an_older_store_holds_the_same_after_the_upgrade(
    settings: Settings, database: Database, version: int, text: str,
    add: Callable[..., Added], file: Callable[[str, str], Path],
) -> None:  # fmt: skip
    for name, change in (("a", "2021"), ("b", "2022"), ("a", "2023")):
        add(file(f"{name}.txt", text.replace("2022", "2030").replace("2021", change)))
    held = contents(database)
    make_older(database.engine, version)
    upgraded = open_database(settings.home, settings.database_url)
    assert contents(upgraded) == held
    upgraded.remove(upgraded.reports()[0].document)
    assert len(upgraded.reports(current=False)) == 2
    assert add(file("c.txt", text)).status == "added"
    upgraded.engine.dispose()


def test_an_older_store_is_copied_with_its_log(tmp_path: Path) -> None:
    store = older(tmp_path, 1)
    store.execute("INSERT INTO meta VALUES ('last', 'in the log')")
    assert b"in the log" not in (tmp_path / "nianbao.sqlite").read_bytes()
    opened = open_database(tmp_path)
    assert opened.gone() == [] and opened.reports() == []
    assert version(tmp_path / "nianbao.sqlite") == str(schema.SCHEMA_VERSION)
    copy = tmp_path / "nianbao.schema1.sqlite"
    assert version(copy) == "1" and not any("number" in sql for sql in tables(copy))
    with sqlite3.connect(copy) as held:
        assert held.execute("SELECT value FROM meta WHERE name = 'last'").fetchone()
    store.close()


@pytest.mark.parametrize("held", [3, 4])
def test_an_upgrade_that_fails_changes_nothing(tmp_path: Path, held: int) -> None:
    store = older(tmp_path, held)
    in_the_way = {3: "CREATE TABLE chunks_before (a)", 4: "CREATE TABLE reports_by_year (a)"}
    store.execute(in_the_way[held])
    before = tables(tmp_path / "nianbao.sqlite")
    with pytest.raises(StoreError):
        open_database(tmp_path)
    assert version(tmp_path / "nianbao.sqlite") == str(held)
    assert tables(tmp_path / "nianbao.sqlite") == before
    store.execute(in_the_way[held].replace("CREATE", "DROP").removesuffix(" (a)"))
    assert open_database(tmp_path).gone() == []  # a second try replaces the first copy
    store.close()


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (str(schema.SCHEMA_VERSION + 1), "use the newer program, or restore the copy"),
        ("nonsense", "this is no store of nianbao"),
        ("0", "this is no store of nianbao"),
    ],
)
def test_another_schema_is_refused_in_one_line(tmp_path: Path, held: str, said: str) -> None:
    open_database(tmp_path).engine.dispose()
    with sqlite3.connect(tmp_path / "nianbao.sqlite") as store:
        store.execute("UPDATE meta SET value = ? WHERE name = 'schema'", (held,))
    with pytest.raises(StoreError, match=said) as caught:
        open_database(tmp_path)
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.glob("*.schema*"))


def test_every_step_is_there() -> None:
    assert sorted(schema.UPGRADES) == list(range(schema.NUMBERED, schema.SCHEMA_VERSION))


@pytest.mark.parametrize("held", OTHERWISE)
def test_a_new_store_and_an_upgraded_one_are_alike(tmp_path: Path, held: int) -> None:
    older(tmp_path / "old", held).close()
    open_database(tmp_path / "old").engine.dispose()
    open_database(tmp_path / "new").engine.dispose()
    assert tables(tmp_path / "old" / "nianbao.sqlite") == tables(
        tmp_path / "new" / "nianbao.sqlite"
    )


def test_a_store_made_by_many_at_once_is_made_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        for turn in range(10):
            homes = [tmp_path / str(turn)] * 8
            assert [opened.reports() for opened in pool.map(open_database, homes)] == [[]] * 8
