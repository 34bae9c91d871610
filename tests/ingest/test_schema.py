"""An older store is copied whole and brought up to date; a newer one is refused."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ingest.errors import StoreError
from ingest.store import schema
from ingest.store.database import open_database

DROPPED = "DROP TABLE gone"


def older(home: Path) -> sqlite3.Connection:
    """A store of version 1, with its last write still in the log, held open."""
    open_database(home).engine.dispose()
    store = sqlite3.connect(home / "nianbao.sqlite", isolation_level=None)
    store.execute("PRAGMA wal_autocheckpoint=0")
    store.execute("PRAGMA journal_mode=WAL")
    store.execute(DROPPED)
    store.execute("UPDATE meta SET value = '1' WHERE name = 'schema'")
    return store


def version(path: Path) -> str:
    with sqlite3.connect(path) as store:
        (held,) = store.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    return str(held)


def tables(path: Path) -> set[str]:
    with sqlite3.connect(path) as store:
        return {name for (name,) in store.execute("SELECT name FROM sqlite_master")}


def test_an_older_store_is_copied_with_its_log_and_upgraded(tmp_path: Path) -> None:
    store = older(tmp_path)
    store.execute("INSERT INTO meta VALUES ('last', 'in the log')")
    assert b"in the log" not in (tmp_path / "nianbao.sqlite").read_bytes()
    opened = open_database(tmp_path)
    assert opened.gone() == [] and opened.reports() == []
    assert version(tmp_path / "nianbao.sqlite") == str(schema.SCHEMA_VERSION)
    copy = tmp_path / "nianbao.schema1.sqlite"
    assert version(copy) == "1" and "gone" not in tables(copy)
    with sqlite3.connect(copy) as held:
        assert held.execute("SELECT value FROM meta WHERE name = 'last'").fetchone()
    store.close()


def test_an_upgrade_that_fails_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = older(tmp_path)
    steps = {1: (*schema.UPGRADES[1], "ALTER TABLE no_such_table ADD COLUMN a")}
    monkeypatch.setattr(schema, "UPGRADES", steps)
    with pytest.raises(StoreError):
        open_database(tmp_path)
    assert version(tmp_path / "nianbao.sqlite") == "1"
    assert "gone" not in tables(tmp_path / "nianbao.sqlite")
    monkeypatch.undo()
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


def test_every_step_from_the_first_schema_is_there() -> None:
    assert sorted(schema.UPGRADES) == list(range(1, schema.SCHEMA_VERSION))


def test_a_new_store_and_an_upgraded_one_are_alike(tmp_path: Path) -> None:
    older(tmp_path / "old").close()
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
