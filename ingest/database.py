"""The SQL store, the only truth: its schema, writing a reading in one transaction, selecting.

Values are kept as text and, beside it, as a whole number of millionths: SQLite has no decimals,
and a figure never passes through a float.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ingest.amounts import plain
from ingest.checks import Finding
from ingest.chunks import Chunk
from ingest.errors import StoreError
from ingest.figures import Figure
from ingest.report import Reading, Report
from ingest.stated import Stated

SCHEMA_VERSION = 1
# From version n to n + 1: the statements that do it, run in one transaction after a copy.
UPGRADES: Mapping[int, Sequence[str]] = {}
MILLIONTHS = 1_000_000
LARGEST = 2**63 - 1

metadata = sa.MetaData()
Text, Integer, Big = sa.Text, sa.Integer, sa.BigInteger


def _column(name: str, kind: Any = Text, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=options.pop("nullable", False), **options)


meta = sa.Table("meta", metadata, _column("name", primary_key=True), _column("value"))
reports = sa.Table(
    "reports", metadata,
    _column("document", primary_key=True), _column("revision", Integer, primary_key=True),
    _column("current", sa.Boolean), _column("source"), _column("sha256"), _column("url"),
    _column("title"), _column("publisher", index=True), _column("scope"), _column("level"),
    _column("division"), _column("division_code", index=True), _column("posted_by"),
    _column("year", Integer, nullable=True, index=True), _column("published"), _column("form2"),
    _column("form3"), _column("sample", sa.Boolean), _column("copy_of"), _column("added"),
    _column("reader", Integer), _column("hand"), _column("indexed", sa.Boolean), _column("head"),
)  # fmt: skip
_of = ("document", "revision")


def _child(name: str, *columns: sa.Column[Any]) -> sa.Table:
    return sa.Table(
        name, metadata,
        _column("document", primary_key=True), _column("revision", Integer, primary_key=True),
        _column("position", Integer, primary_key=True), *columns,
        sa.ForeignKeyConstraint(_of, ["reports.document", "reports.revision"], ondelete="CASCADE"),
    )  # fmt: skip


figures = _child(
    "figures",
    _column("form"), _column("table"), _column("row"), _column("column"), _column("indicator"),
    _column("breakdown"), _column("value", nullable=True), _column("millionths", Big, nullable=True),
    _column("state"), _column("unit"), _column("raw"), _column("where"),
)  # fmt: skip
sa.Index("figures_by_indicator", figures.c.indicator, figures.c.breakdown)
sa.Index("figures_by_where", figures.c.document, figures.c.revision, figures.c.where, unique=True)
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


class Database:
    """The store of one home; every SQL statement of the product is in this file."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction; what fails inside leaves the store as it was."""
        with self.engine.begin() as connection:
            yield connection

    # writing ---------------------------------------------------------------

    def write(self, reading: Reading) -> None:
        """Write a reading as the current revision of its document."""
        report = reading.report
        with self.writing() as to:
            same = reports.c.document == report.document
            to.execute(sa.update(reports).where(same).values(current=False))
            to.execute(sa.delete(reports).where(same, reports.c.revision == report.revision))
            to.execute(sa.insert(reports), [_report_row(reading)])
            key = {"document": report.document, "revision": report.revision}
            for table, rows in _child_rows(reading):
                if rows:
                    to.execute(
                        sa.insert(table), [{**key, "position": n, **r} for n, r in enumerate(rows)]
                    )

    def remove(self, document: str) -> bool:
        """Take the newest revision out; the one before, if any, becomes current."""
        with self.writing() as to:
            newest = to.scalar(
                sa.select(sa.func.max(reports.c.revision)).where(reports.c.document == document)
            )
            if newest is None:
                return False
            same = reports.c.document == document
            to.execute(sa.delete(reports).where(same, reports.c.revision == newest))
            before = to.scalar(sa.select(sa.func.max(reports.c.revision)).where(same))
            if before is not None:
                to.execute(
                    sa.update(reports)
                    .where(same, reports.c.revision == before)
                    .values(current=True, indexed=False)
                )
            to.execute(sa.update(reports).where(reports.c.copy_of == document).values(copy_of=""))
        return True

    def replace_findings(self, report: Report, found: Iterable[Finding]) -> None:
        """Write a report's findings anew."""
        key = {"document": report.document, "revision": report.revision}
        with self.writing() as to:
            to.execute(
                sa.delete(findings).where(
                    findings.c.document == report.document, findings.c.revision == report.revision
                )
            )
            rows = [{**key, "position": n, **asdict(f)} for n, f in enumerate(found)]
            if rows:
                to.execute(sa.insert(findings), rows)

    def mark_indexed(self, documents: Iterable[str], indexed: bool = True) -> None:
        """Note that the passages of these documents are, or are not, in the collection."""
        with self.writing() as to:
            for document in documents:
                to.execute(
                    sa.update(reports)
                    .where(reports.c.document == document, reports.c.current)
                    .values(indexed=indexed)
                )

    # selecting -------------------------------------------------------------

    def reports(self, *, current: bool = True) -> list[Report]:
        """Every report, current revisions only unless told otherwise, by place and year."""
        with self.engine.connect() as at:
            counts = _counts(at)
            wanted = sa.select(reports).order_by(
                reports.c.division_code, reports.c.publisher, reports.c.year, reports.c.document,
                reports.c.revision,
            )  # fmt: skip
            if current:
                wanted = wanted.where(reports.c.current)
            return [_report(row._mapping, counts) for row in at.execute(wanted)]

    def report(self, document: str, revision: int | None = None) -> Report | None:
        """One report, its current revision unless another is named."""
        every = [r for r in self.reports(current=revision is None) if r.document == document]
        return next((r for r in every if revision in (None, r.revision)), None)

    def by_source(self, source: str) -> Report | None:
        """The current report read from a source, if any."""
        return next((r for r in self.reports() if r.source == source), None)

    def figures(self, report: Report, indicators: Sequence[str] = ()) -> list[Figure]:
        """The cells of one report in the form's order, of some indicators or all."""
        wanted = _of_report(figures, report)
        if indicators:
            wanted = wanted.where(figures.c.indicator.in_(list(indicators)))
        return [_figure(row) for row in self._select(wanted)]

    def stated(self, report: Report) -> list[Stated]:
        """The figures of one report's prose in reading order."""
        return [
            Stated(**{**_without_key(row), "value": Decimal(row["value"])})
            for row in self._select(_of_report(stated, report))
        ]

    def findings(self, report: Report) -> list[Finding]:
        """The findings of one report."""
        return [Finding(**_without_key(row)) for row in self._select(_of_report(findings, report))]

    def chunks(self, report: Report) -> list[Chunk]:
        """The passages of one report in reading order."""
        return [
            Chunk(**{k: v for k, v in row.items() if k not in _of})
            for row in self._select(_of_report(chunks, report))
        ]

    def head(self, report: Report) -> list[str]:
        """The lines before the first chapter."""
        wanted = sa.select(reports.c.head).where(
            reports.c.document == report.document, reports.c.revision == report.revision
        )
        with self.engine.connect() as at:
            return list(json.loads(at.scalar(wanted) or "[]"))

    def _select(self, wanted: sa.Select[Any]) -> list[dict[str, Any]]:
        with self.engine.connect() as at:
            return [dict(row._mapping) for row in at.execute(wanted)]


def open_database(home: Path, url: str = "") -> Database:
    """The store of a home, made or upgraded where needed; refuses one from a newer program."""
    path = home / "nianbao.sqlite"
    home.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url or f"sqlite:///{path}")
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _set_up_sqlite)
    try:
        _settle_schema(engine, None if url else path)
    except sa.exc.DatabaseError as error:
        where = str(engine.url.render_as_string(hide_password=True))
        raise StoreError(where, f"not a usable store ({error.orig})", "restore a backup") from error
    return Database(engine)


def _set_up_sqlite(connection: Any, _: Any) -> None:
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "busy_timeout=5000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _settle_schema(engine: sa.Engine, path: Path | None) -> None:
    if sa.inspect(engine).has_table("meta"):
        with engine.connect() as at:
            version = int(at.scalar(sa.select(meta.c.value).where(meta.c.name == "schema")) or 0)
        if version > SCHEMA_VERSION:
            raise StoreError(
                str(path or engine.url), f"the store has schema {version}, this program knows {SCHEMA_VERSION}",
                "use the newer program, or restore the backup made before the upgrade",
            )  # fmt: skip
        if version < SCHEMA_VERSION:
            _upgrade(engine, path, version)
        return
    with engine.begin() as to:
        metadata.create_all(to)
        to.execute(sa.insert(meta), [{"name": "schema", "value": str(SCHEMA_VERSION)}])


def _upgrade(engine: sa.Engine, path: Path | None, version: int) -> None:
    if path is not None:
        shutil.copy2(path, path.with_suffix(f".schema{version}.sqlite"))
    with engine.begin() as to:
        for step in range(version, SCHEMA_VERSION):
            for statement in UPGRADES[step]:
                to.execute(sa.text(statement))
        to.execute(sa.update(meta).where(meta.c.name == "schema").values(value=str(SCHEMA_VERSION)))


def _of_report(table: sa.Table, report: Report) -> sa.Select[Any]:
    return (
        sa.select(table)
        .where(table.c.document == report.document, table.c.revision == report.revision)
        .order_by(table.c.position)
    )


def _without_key(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k not in (*_of, "position")}


def _counts(at: sa.Connection) -> dict[tuple[str, int], dict[str, int]]:
    """Per revision: printed cells, prose figures, findings, failed hard identities, passages."""
    found: dict[tuple[str, int], dict[str, int]] = {}
    for name, table, only in (
        ("figures", figures, figures.c.state != "computed"),
        ("stated", stated, None),
        ("findings", findings, None),
        ("hard", findings, findings.c.severity == "hard"),
        ("chunks", chunks, None),
    ):
        wanted = sa.select(table.c.document, table.c.revision, sa.func.count()).group_by(
            table.c.document, table.c.revision
        )
        if only is not None:
            wanted = wanted.where(only)
        for document, revision, count in at.execute(wanted):
            found.setdefault((document, revision), {})[name] = count
    return found


def _report_row(reading: Reading) -> dict[str, Any]:
    row = asdict(reading.report)
    row.pop("counts")
    row["hand"] = json.dumps(dict(row["hand"]), ensure_ascii=False)
    return {**row, "current": True, "head": json.dumps(reading.head, ensure_ascii=False)}


def _report(row: Mapping[str, Any], counts: Mapping[tuple[str, int], dict[str, int]]) -> Report:
    held = {k: v for k, v in row.items() if k not in ("current", "head")}
    held["hand"] = json.loads(held["hand"])
    return Report(**held, counts=counts.get((row["document"], row["revision"]), {}))


def _child_rows(reading: Reading) -> Iterator[tuple[sa.Table, list[dict[str, Any]]]]:
    yield figures, [_figure_row(f) for f in reading.figures]
    yield stated, [{**asdict(s), "value": plain(s.value)} for s in reading.stated]
    yield findings, [asdict(f) for f in reading.findings]
    yield chunks, [{k: v for k, v in asdict(c).items() if k != "position"} for c in reading.chunks]


def _figure_row(figure: Figure) -> dict[str, Any]:
    row = asdict(figure)
    value = figure.value
    scaled = None if value is None else int(value * MILLIONTHS)
    fits = scaled is not None and abs(scaled) <= LARGEST and value == Decimal(scaled) / MILLIONTHS
    row["value"] = None if value is None else plain(value)
    row["millionths"] = scaled if fits else None
    return row


def _figure(row: Mapping[str, Any]) -> Figure:
    held = {k: v for k, v in _without_key(row).items() if k != "millionths"}
    held["value"] = None if row["value"] is None else Decimal(row["value"])
    return Figure(**held)
