"""Passages as vectors: none lost between two processes, none kept of what is gone."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import embedding
from ingest.chunks import Chunk
from ingest.errors import StoreError
from ingest.loading.add import Added
from ingest.report import Report
from ingest.settings import Settings
from ingest.store import clients
from ingest.store.collection import Collection, index_unmarked, reindex
from ingest.store.database import Database

Add = Callable[..., Added]
File = Callable[[str, str], Path]
EACH = 50
# What another process runs: reports of fifty passages each, added to the collection of a home.
WRITER = """
import datetime, pathlib, sys
from ingest.chunks import Chunk
from ingest.store.collection import Collection
from ingest.report import Report, chunk_id
from ingest.settings import Settings
home, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
collection = Collection(Settings(pathlib.Path(home), datetime.date(2025, 1, 1)))
with collection.writing(wait=30) as mine:
    assert mine
    for n in range(first, last):
        report = Report(f"d{n}", f"s{n}", "", "", "p", "region", "", "", "", "", 2021, "", "", "")
        chunks = [Chunk(i, "一", "总体", f"第{n}份第{i}段公开", "一/¶1") for i in range(50)]
        collection.put([(report, chunks)])
"""


def fill(settings: Settings, first: int, last: int) -> None:
    """Do here what WRITER does in another process."""
    collection = Collection(settings)
    with collection.writing(wait=30) as mine:
        assert mine
        for n in range(first, last):
            report = Report(f"d{n}", "", "", "", "p", "region", "", "", "", "", 2021, "", "", "")
            chunks = [Chunk(i, "一", "总体", f"第{n}份第{i}段", "一/¶1") for i in range(EACH)]
            collection.put([(report, chunks)])


def reachable(settings: Settings, last: int) -> tuple[int, int, int]:
    """How many passages are counted, found by likeness, and given by their ids."""
    collection = Collection(settings)
    ids = [f"d{n}-1-{i}" for n in range(last) for i in range(EACH)]
    near = collection.search(embedding.load().query("公开"), 100_000)
    return collection.count(), len(near), len(collection.vectors(ids))


def test_no_vector_is_lost_where_another_process_wrote_between(settings: Settings) -> None:
    fill(settings, 0, 4)
    assert reachable(settings, 4) == (4 * EACH,) * 3
    command = [sys.executable, "-c", WRITER, str(settings.home), "4", "44"]
    subprocess.run(command, check=True, timeout=60)
    # A reader sees what the other wrote, and what is written here next drops none of it.
    assert reachable(settings, 44) == (44 * EACH,) * 3
    fill(settings, 44, 70)
    assert reachable(settings, 70) == (70 * EACH,) * 3
    clients.let_go(settings.home / "chroma")
    assert reachable(settings, 70) == (70 * EACH,) * 3


def test_a_reader_goes_on_with_what_it_knows_while_another_writes(settings: Settings) -> None:
    fill(settings, 0, 1)
    before = reachable(settings, 1)
    holder = (
        "import sys, pathlib; from ingest.store import clients\n"
        "with clients.locked(pathlib.Path(sys.argv[1])) as mine:\n"
        "    clients.turn(pathlib.Path(sys.argv[1]) / 'chroma')\n"
        "    print(mine, flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(settings.home)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
    ) as other:  # fmt: skip
        assert other.stdout and other.stdout.readline() == "True\n"
        assert reachable(settings, 1) == before
        with Collection(settings).writing() as mine:
            assert not mine
        other.communicate("")
    with Collection(settings).writing() as mine:
        assert mine


@pytest.fixture
def indexed(
    add: Add, file: File, text: str, database: Database, settings: Settings
) -> tuple[Report, Report]:
    """Two reports, their passages in the collection."""
    one, two = add(file("a.txt", text)), add(file("b.txt", text.replace("2021", "2022")))
    assert index_unmarked(database, settings) == 2
    assert one.report and two.report
    return one.report, two.report


def test_reindex_mends_a_broken_collection(
    indexed: tuple[Report, Report], database: Database, settings: Settings
) -> None:
    clients.let_go(settings.home / "chroma")
    (settings.home / "chroma" / "chroma.sqlite3").write_bytes(b"broken" * 1000)
    with pytest.raises(StoreError, match="run `python -m ingest reindex`") as caught:
        Collection(settings).count()
    assert "\n" not in str(caught.value)
    assert reindex(database, settings) == Collection(settings).count() > 10


def test_vectors_of_another_model_are_refused(
    indexed: tuple[Report, Report], settings: Settings
) -> None:
    other = replace(settings, embedding="some/other")
    with pytest.raises(StoreError, match=r"embedded by model nianbao-.*reindex"):
        Collection(other).count()


def test_a_server_that_is_down_is_told_in_one_line_and_leaves_reports_unmarked(
    add: Add, file: File, text: str, database: Database, settings: Settings
) -> None:
    down = replace(settings, chroma_url="http://127.0.0.1:9")
    add(file("a.txt", text))
    for attempt in (index_unmarked, reindex):
        with pytest.raises(StoreError, match="that the Chroma server runs") as caught:
            attempt(database, down)
        assert "\n" not in str(caught.value)
    assert [r.indexed for r in database.reports()] == [False]


@pytest.mark.parametrize("url", ["nonsense", "ftp://a", "http://"])
def test_an_address_that_is_none(settings: Settings, url: str) -> None:
    with pytest.raises(StoreError, match="NIANBAO_CHROMA_URL"):
        Collection(replace(settings, chroma_url=url)).count()


def test_an_empty_home_has_no_passages_and_makes_no_folder(settings: Settings) -> None:
    collection = Collection(settings)
    assert not collection.exists()
    assert (collection.count(), collection.vectors(["a"])) == (0, {})
    assert collection.search(embedding.load().query("公开"), 3) == []
    assert not (settings.home / "chroma").exists()
