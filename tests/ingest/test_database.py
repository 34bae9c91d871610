"""The SQL store: decimals to the last digit, revisions, what removing leaves, refusals."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from ingest.checks import Finding
from ingest.chunks import Chunk
from ingest.errors import StoreError
from ingest.figures import Figure
from ingest.prose.stated import Stated
from ingest.report import Reading, Report
from ingest.store.database import Database, open_database

REPORT = Report(
    "d1", "/a.txt", "ab", "题", "武汉市江夏区人民政府", "region", "county", "湖北省武汉市江夏区",
    "420115", "江夏区行政审批局", 2021, "2022-02-18", "2021", "2019", hand={"year": "2021"},
)  # fmt: skip


STORES = ("sqlite+folder", "postgres+folder")
CHILDREN = ("figures", "stated", "findings", "chunks")


def rows_of(database: Database, statement: str) -> list[tuple[object, ...]]:
    with database.engine.connect() as at:
        return [tuple(row) for row in at.execute(sa.text(statement))]


def cell(value: str | None, where: str = "表二/行政许可", state: str = "number") -> Figure:
    number = None if value is None else Decimal(value)
    return Figure("2", "2021", "行", "列", "licences_decided", "", number, state, "件", "", where)


def reading(report: Report = REPORT, *cells: Figure) -> Reading:
    return Reading(
        report, cells or (cell("5"),),
        (Stated("主动公开", "浏览量", Decimal("3.50"), "次", "about", "", "句。", "一/¶1"),),
        (Finding("H1", "hard", "表三", "20", "21", "不成立", "does not hold"),),
        (Chunk(0, "一", "总体情况", "句。", "一/¶1"),), ("题", "日期"),
    )  # fmt: skip


def test_what_is_written_is_read_back(database: Database) -> None:
    whole = reading()
    database.write(whole)
    held = database.report("d1")
    assert held is not None
    assert held.counts == dict.fromkeys(("figures", "stated", "findings", "hard", "chunks"), 1)
    assert replace(held, counts={}) == REPORT
    assert tuple(database.figures(held)) == whole.figures
    assert tuple(database.stated(held)) == whole.stated
    assert tuple(database.findings(held)) == whole.findings
    assert tuple(database.chunks(held)) == whole.chunks
    assert tuple(database.head(held)) == whole.head


@limits(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.lists(st.decimals(-(10**15), 10**15, allow_nan=False), min_size=1, max_size=9))
def test_no_digit_of_a_decimal_is_lost(database: Database, values: list[Decimal]) -> None:
    cells = [cell(format(v, "f"), where=f"表二/{n}") for n, v in enumerate(values)]
    database.write(reading(REPORT, *cells))
    found = [f.value for f in database.figures(REPORT)]
    assert found == values


def test_values_can_be_ordered_as_whole_numbers(database: Database) -> None:
    values = ["668.57", "9", "-3", "0.000001", "1e-9", None]
    cells = [
        cell(v if v is None else format(Decimal(v), "f"), where=f"表二/{n}")
        for n, v in enumerate(values)
    ]
    database.write(reading(REPORT, *cells))
    rows = rows_of(database, "SELECT millionths FROM figures ORDER BY position")
    # What millionths can't hold exactly has none, and is never rounded into one.
    assert rows == [(668_570_000,), (9_000_000,), (-3_000_000,), (1,), (None,), (None,)]


def test_a_blank_comes_back_as_nothing(database: Database) -> None:
    database.write(reading(REPORT, cell(None, state="blank")))
    assert [(f.value, f.state) for f in database.figures(REPORT)] == [(None, "blank")]


def test_a_revision_is_current_and_the_one_before_stays_readable(database: Database) -> None:
    second = replace(REPORT, revision=2, sha256="cd")
    database.write(reading())
    database.write(reading(second, cell("6")))
    assert [r.revision for r in database.reports()] == [2]
    assert [r.revision for r in database.reports(current=False)] == [1, 2]
    first = database.report("d1", 1)
    assert first is not None and [f.value for f in database.figures(first)] == [Decimal(5)]
    assert [f.value for f in database.figures(second)] == [Decimal(6)]


def test_removing_the_newest_makes_the_one_before_current(database: Database) -> None:
    database.write(reading())
    database.write(reading(replace(REPORT, revision=2)))
    database.mark_indexed(database.reports())
    assert database.remove("d1")
    assert [(r.revision, r.indexed) for r in database.reports()] == [(1, False)]
    assert database.gone() == []  # the document is still there
    assert database.remove("d1")
    assert database.reports(current=False) == [] and database.gone() == ["d1"]
    assert not database.remove("d1")
    left = [rows_of(database, f"SELECT count(*) FROM {t}") for t in CHILDREN]
    assert left == [[(0,)]] * 4


def test_the_first_copy_takes_the_place_of_what_was_removed(database: Database) -> None:
    database.write(reading())
    for name, added in (("d3", "2025-02-01"), ("d2", "2025-01-01")):
        database.write(reading(replace(REPORT, document=name, copy_of="d1", added=added)))
    database.remove("d1")
    assert {r.document: r.copy_of for r in database.reports()} == {"d2": "", "d3": "d2"}


def test_a_mark_is_for_what_was_read_and_nothing_newer(database: Database) -> None:
    database.write(reading(replace(REPORT, added="1")))
    seen = database.reports()
    database.write(reading(replace(REPORT, added="2")))  # read again meanwhile
    database.mark_indexed(seen)
    assert [r.indexed for r in database.reports()] == [False]
    database.mark_indexed(database.reports())
    assert [r.indexed for r in database.reports()] == [True]


def test_a_write_that_fails_leaves_the_store_as_it_was(database: Database) -> None:
    database.write(reading())
    twice = reading(replace(REPORT, revision=2), cell("6"), cell("7"))  # one address for two cells
    with pytest.raises(StoreError):
        database.write(twice)
    assert [r.revision for r in database.reports()] == [1]


def test_a_sign_that_no_store_takes_is_one_line_and_changes_nothing(database: Database) -> None:
    broken = replace(cell("6"), raw="\ud800")
    with pytest.raises(StoreError) as caught:
        database.write(reading(REPORT, broken))
    assert "\n" not in str(caught.value) and database.reports() == []


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "this is no address of a database; write it as postgresql://"),
        ("oracle9://a", "this is no address of a database; write it as"),
        ("postgresql+pg8000://a@127.0.0.1/b", "the driver pg8000 is not installed; install it"),
    ],
)
def test_a_wrong_address_of_a_database(tmp_path: Path, url: str, said: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_database(tmp_path, url)
    assert str(caught.value).startswith(f"NIANBAO_DATABASE_URL: {said}")


def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match=r"the home can't be made.*--home"):
        open_database(tmp_path / "home")


def test_a_store_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "nianbao.sqlite").write_bytes(b"no database at all, " * 100)
    with pytest.raises(StoreError, match="restore a backup"):
        open_database(tmp_path)


def test_a_folder_in_the_place_of_the_store(tmp_path: Path) -> None:
    (tmp_path / "nianbao.sqlite").mkdir()
    with pytest.raises(StoreError, match="check that its folder can be written") as caught:
        open_database(tmp_path)
    assert "backup" not in str(caught.value)


@pytest.mark.parametrize("name", ["a b", "100%", "q?x=1#y", "江夏"])
def test_a_home_of_any_name(tmp_path: Path, name: str) -> None:
    open_database(tmp_path / name).write(reading())
    assert (tmp_path / name / "nianbao.sqlite").is_file()
