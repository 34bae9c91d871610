"""The tables of the SQL store, their version, and how an older store is brought up to date.

Values are kept as text and, beside it, as a whole number of millionths: SQLite has no decimals,
and a figure never passes through a float.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ingest.errors import StoreError
from ingest.store.engines import writing

SCHEMA_VERSION = 5
# Before this version rows named their report by its id and revision; such a store is moved whole.
NUMBERED = 4
# From version n on to n + 1: the statements that do it, run in one transaction after a copy.
UPGRADES: Mapping[int, Sequence[str]] = {
    4: (
        "DROP INDEX ix_reports_year",
        "CREATE INDEX reports_by_year ON reports (year, current, document)",
    ),
}

metadata = sa.MetaData()
Text, Integer, Big = sa.Text, sa.Integer, sa.BigInteger


def _column(name: str, kind: Any = Text, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=options.pop("nullable", False), **options)


meta = sa.Table("meta", metadata, _column("name", primary_key=True), _column("value"))
# Everything else names a report by its number: numbers grow, so that what is added goes to the end
# of every index, and a row is found by one comparison of integers.
reports = sa.Table(
    "reports", metadata, _column("number", Integer, primary_key=True, autoincrement=False),
    _column("document"), _column("revision", Integer),
    _column("current", sa.Boolean), _column("source"), _column("sha256"), _column("url"),
    _column("title"), _column("publisher", index=True), _column("scope"), _column("level"),
    _column("division"), _column("division_code", index=True), _column("posted_by"),
    _column("year", Integer, nullable=True), _column("published"), _column("form2"),
    _column("form3"), _column("sample", sa.Boolean), _column("copy_of"), _column("added"),
    _column("reader", Integer), _column("hand"), _column("indexed", sa.Boolean), _column("head"),
)  # fmt: skip
KEY = ("document", "revision")
sa.Index("reports_by_document", *(reports.c[name] for name in KEY), unique=True)
# Covering as well: which reports there are of a year.
sa.Index("reports_by_year", reports.c.year, reports.c.current, reports.c.document)
# Documents taken out here whose passages may still be in the collection.
gone = sa.Table("gone", metadata, _column("document", primary_key=True))


def _child(name: str, *columns: sa.Column[Any]) -> sa.Table:
    return sa.Table(
        name, metadata,
        _column("report", Integer, primary_key=True, autoincrement=False),
        _column("position", Integer, primary_key=True, autoincrement=False), *columns,
        sa.ForeignKeyConstraint(["report"], ["reports.number"], ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )  # fmt: skip


figures = _child(
    "figures",
    _column("form"), _column("table"), _column("row"), _column("column"), _column("indicator"),
    _column("breakdown"), _column("value", nullable=True),
    _column("millionths", Big, nullable=True), _column("state"), _column("unit"), _column("raw"),
    _column("where"),
)  # fmt: skip
# Covering: a ranking over thousands of reports never goes to the table.
sa.Index(
    "figures_by_indicator", figures.c.indicator, figures.c.breakdown, figures.c.report,
    figures.c.millionths,
)  # fmt: skip
sa.Index("figures_by_where", figures.c.report, figures.c.where, unique=True)
stated = _child(
    "stated",
    _column("subject"), _column("measure"), _column("value"), _column("unit"), _column("bound"),
    _column("share_of"), _column("quote"), _column("where"),
)  # fmt: skip
findings = _child(
    "findings",
    _column("check"), _column("severity"), _column("where"), _column("expected"),
    _column("actual"), _column("text"), _column("text_en"),
)  # fmt: skip
chunks = _child("chunks", _column("chapter"), _column("heading"), _column("text"), _column("where"))


MOVED = (reports, figures, stated, findings, chunks)


def settle_schema(engine: sa.Engine, path: Path | None) -> None:
    """Make the tables, or bring older ones up to date in one transaction after a copy of the file.

    Raises StoreError where a newer program made them.
    """
    with engine.connect() as at:
        version = _version(at)
    if version == SCHEMA_VERSION:
        return
    if version and path is not None:
        copy_store(path, path.with_suffix(f".schema{version}.sqlite"))
    with writing(engine) as to:
        _bring_up(to, _version(to))


def copy_store(path: Path, target: Path) -> None:
    """A copy of a SQLite file with all that is committed, what is still in its log as well."""
    partial = target.with_name(target.name + ".part")
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as store:
        store.execute("VACUUM INTO ?", (str(partial),))
    partial.replace(target)


def _version(at: sa.Connection) -> int:
    """The version of the tables, 0 where there are none."""
    if not sa.inspect(at).has_table("meta"):
        return 0
    held = at.scalar(sa.select(meta.c.value).where(meta.c.name == "schema")) or ""
    where = at.engine.url.render_as_string(hide_password=True)
    if not held.isdigit() or int(held) == 0:
        raise StoreError(where, "this is no store of nianbao", "name another home or database")
    if int(held) > SCHEMA_VERSION:
        raise StoreError(
            where, f"the store has schema {held}, this program knows {SCHEMA_VERSION}",
            "use the newer program, or restore the copy made before the upgrade",
        )  # fmt: skip
    return int(held)


def _bring_up(to: sa.Connection, version: int) -> None:
    if not version:
        metadata.create_all(to)
        to.execute(sa.insert(meta), [{"name": "schema", "value": str(SCHEMA_VERSION)}])
        return
    if version < NUMBERED:
        _move(to)
    else:
        for step in range(version, SCHEMA_VERSION):
            for statement in UPGRADES[step]:
                to.execute(sa.text(statement))
    to.execute(sa.update(meta).where(meta.c.name == "schema").values(value=str(SCHEMA_VERSION)))


def _move(to: sa.Connection) -> None:
    """Move what a store holds whose rows name no number into tables made anew, oldest first."""
    for table in MOVED:
        for index in sa.inspect(to).get_indexes(table.name):
            to.execute(sa.text(f"DROP INDEX {index['name']}"))
        to.execute(sa.text(f"ALTER TABLE {table.name} RENAME TO {table.name}_before"))
    metadata.create_all(to)
    for table in MOVED:
        held = sa.Table(f"{table.name}_before", sa.MetaData(), autoload_with=to)
        to.execute(sa.insert(table).from_select(table.c.keys(), _with_number(table, held)))
    for table in reversed(MOVED):
        to.execute(sa.text(f"DROP TABLE {table.name}_before"))


def _with_number(table: sa.Table, held: sa.Table) -> sa.Select[Any]:
    """The rows of a table from before, by the number of their report."""
    own = [held.c[name] for name in table.c.keys()[1:]]
    if table is reports:
        number = sa.func.row_number().over(order_by=[held.c.added, *(held.c[k] for k in KEY)])
        return sa.select(number, *own)
    of_report = sa.and_(*(reports.c[name] == held.c[name] for name in KEY))
    return (
        sa.select(reports.c.number, *own).join(reports, of_report)
        .order_by(reports.c.number, held.c.position)
    )  # fmt: skip
