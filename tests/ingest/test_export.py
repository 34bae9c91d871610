"""The data for other tools: read back by each tool, and never half a file."""

import csv
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from ingest import export as exporting
from ingest.errors import StoreError
from ingest.export import COLUMNS, FORMATS, defused, export
from ingest.loading.add import Added
from ingest.store.database import Database

Add = Callable[..., Added]
File = Callable[[str, str], Path]
WHATS = ("figures", "stated", "findings", "reports")


@pytest.fixture
def filled(add: Add, file: File, text: str, database: Database) -> Database:
    """One report with a blank, a planted error, and a title that a spreadsheet would run."""
    text = text.replace("| 行政强制 | 401 |", "| 行政强制 | |")
    text = text.replace("| 行政处罚 | 2542 |", "| 行政处罚 | -2542 |")
    add(file("a.txt", text), title="=HYPERLINK(1)", posted_by="@江夏区")
    return database


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def read_xlsx(path: Path) -> list[dict[str, Any]]:
    rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    names = next(rows)
    return [dict(zip(names, row, strict=True)) for row in rows]


def read_sqlite(path: Path, what: str) -> list[dict[str, Any]]:
    with sqlite3.connect(path) as store:
        store.row_factory = sqlite3.Row
        return [dict(row) for row in store.execute(f'SELECT * FROM "{what}"')]


def values(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {row["where"]: row["value"] for row in rows}


FEE = "表二/第二十条第（八）项/行政事业性收费/本年收费金额（单位：万元）"
FORCED = "表二/第二十条第（六）项/行政强制/本年处理决定数量"
PENALTIES = "表二/第二十条第（六）项/行政处罚/本年处理决定数量"


@pytest.mark.parametrize("what", WHATS)
@pytest.mark.parametrize("form", FORMATS)
def test_every_kind_in_every_form(filled: Database, tmp_path: Path, what: str, form: str) -> None:
    out = tmp_path / "new" / f"a.{form}"
    count = export(filled, what, form, out)
    assert count > 0 and [p.name for p in out.parent.iterdir()] == [out.name]
    read: dict[str, Callable[[], list[dict[str, Any]]]] = {
        "csv": lambda: list(read_csv(out)), "xlsx": lambda: read_xlsx(out),
        "parquet": lambda: pq.read_table(out).to_pylist(), "sqlite": lambda: read_sqlite(out, what),
    }  # fmt: skip
    rows = read[form]()
    assert len(rows) == count
    assert list(rows[0]) == list(COLUMNS[what])


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(filled: Database, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    export(filled, "figures", "csv", out)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = read_csv(out)
    found = values(rows)
    assert (found[FEE], found[FORCED], found[PENALTIES]) == ("668.57", "", "-2542")
    (raw,) = [row["raw"] for row in rows if row["where"] == PENALTIES]
    assert raw == "-2542"  # a number stays as it was found
    export(filled, "reports", "csv", out)
    (report,) = read_csv(out)
    assert (report["title"], report["posted_by"]) == ("'=HYPERLINK(1)", "'@江夏区")


def test_xlsx_has_numbers_where_they_are_exact(filled: Database, tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    export(filled, "figures", "xlsx", out)
    rows = read_xlsx(out)
    found = values(rows)
    assert (found[FEE], found[FORCED], found[PENALTIES]) == (668.57, None, -2542)
    assert {type(row["year"]) for row in rows} == {int}
    export(filled, "reports", "xlsx", out)
    (report,) = read_xlsx(out)
    assert report["title"] == "'=HYPERLINK(1)" and report["sample"] is False


def test_a_number_too_long_for_a_spreadsheet_stays_text(
    add: Add, file: File, text: str, database: Database, tmp_path: Path
) -> None:
    add(file("a.txt", text.replace("668.57", "123456789012.345678")))
    export(database, "figures", "xlsx", tmp_path / "a.xlsx")
    assert values(read_xlsx(tmp_path / "a.xlsx"))[FEE] == "123456789012.345678"


def test_parquet_has_decimals(filled: Database, tmp_path: Path) -> None:
    out = tmp_path / "a.parquet"
    export(filled, "figures", "parquet", out)
    table = pq.read_table(out)
    assert str(table.schema.field("value").type) == "decimal128(38, 6)"
    found = values(table.to_pylist())
    assert found[FEE] == Decimal("668.57") and found[FORCED] is None


def test_parquet_rounds_what_has_more_places_than_its_column(
    add: Add, file: File, text: str, database: Database, tmp_path: Path
) -> None:
    add(file("a.txt", text.replace("668.57", "668.57123456789")))
    export(database, "figures", "parquet", tmp_path / "a.parquet")
    (row,) = [r for r in pq.read_table(tmp_path / "a.parquet").to_pylist() if r["where"] == FEE]
    assert (row["value"], row["raw"]) == (Decimal("668.571235"), "668.57123456789")


def test_sqlite_sums_without_its_blanks(filled: Database, tmp_path: Path) -> None:
    out = tmp_path / "a.sqlite"
    export(filled, "figures", "sqlite", out)
    found = values(read_sqlite(out, "figures"))
    assert (found[FEE], found[FORCED], found[PENALTIES]) == (668.57, None, -2542)


def test_earlier_revisions_only_when_asked_for(
    filled: Database, add: Add, file: File, text: str, tmp_path: Path
) -> None:
    add(file("a.txt", text + "\n改一字。"))
    out = tmp_path / "a.csv"
    export(filled, "figures", "csv", out)
    assert {row["revision"] for row in read_csv(out)} == {"2"}
    export(filled, "figures", "csv", out, revisions=True)
    assert {row["revision"] for row in read_csv(out)} == {"1", "2"}


def test_a_second_copy_is_listed_and_its_numbers_are_left_out(
    filled: Database, add: Add, file: File, text: str, tmp_path: Path
) -> None:
    first = export(filled, "figures", "csv", tmp_path / "a.csv")
    add(file("b.txt", text))
    assert export(filled, "figures", "csv", tmp_path / "a.csv") == first
    export(filled, "reports", "csv", tmp_path / "r.csv")
    assert sorted(row["status"] for row in read_csv(tmp_path / "r.csv")) == ["duplicate", "loaded"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_is_replaced_only_when_the_new_one_is_whole(
    filled: Database, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / f"a.{form}"
    out.write_text("the old one", encoding="utf-8")

    def breaks_off(*_: Any) -> Any:
        yield dict.fromkeys(COLUMNS["figures"], "")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting, "rows", breaks_off)
    with pytest.raises(StoreError, match="can't be written \\(No space"):
        export(filled, "figures", form, out)
    assert out.read_text(encoding="utf-8") == "the old one"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(f".a.{form}")] == []


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("title", "=1+1", "'=1+1"),
        ("title", "+86", "'+86"),
        ("title", "@a", "'@a"),
        ("raw", "+21", "+21"),
        ("raw", "-1,942", "-1,942"),
        ("raw", "-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("raw", "-Infinity", "'-Infinity"),
        ("raw", "-", "'-"),
        ("value", "-5", "-5"),
        ("title", "江夏区", "江夏区"),
        ("year", 2021, 2021),
    ],
)
def test_what_a_spreadsheet_would_run(name: str, value: Any, shown: Any) -> None:
    assert defused(name, value) == shown
