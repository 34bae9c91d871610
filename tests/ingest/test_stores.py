"""Reports come, change and go: SQL, Chroma and the words agree, whichever stores are set."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import pytest
from servers import PAIRS

from ingest import embedding
from ingest.errors import StoreError
from ingest.loading.add import Added, Adder, remove_report
from ingest.loading.jobs import jobs_of
from ingest.loading.worker import Worker
from ingest.report import Reading, Report, chunk_id
from ingest.settings import Settings
from ingest.store import collection
from ingest.store.collection import Collection, index_unmarked, reindex
from ingest.store.database import Database, open_database
from ingest.store.words import Words

STORES = PAIRS
Add = Callable[..., Added]
File = Callable[[str, str], Path]


@pytest.fixture
def indexed(
    add: Add, file: File, text: str, database: Database, settings: Settings
) -> tuple[Report, Report]:
    """Two reports, their passages in the collection."""
    one, two = add(file("a.txt", text)), add(file("b.txt", text.replace("2021", "2022")))
    assert index_unmarked(database, settings) == 2
    assert one.report and two.report
    return one.report, two.report


def agree(database: Database, settings: Settings) -> int:
    """Both indexes hold the passages of the SQL store and no other; how many."""
    every = [(r, c) for r in database.reports() for c in database.chunks(r, tables=True)]
    held = {chunk_id(r, c): c.text for r, c in every}
    near = Collection(settings).search(embedding.load().query("公开"), 100_000)
    assert sorted(near) == sorted(held)
    words = Words(settings.home)
    assert words.count() == len(held)
    assert {name for name, _ in words.search("".join(held.values()), 100_000)} == set(held)
    return len(held)


def test_every_passage_is_in_and_a_second_look_does_nothing(
    indexed: tuple[Report, Report], database: Database, settings: Settings
) -> None:
    assert agree(database, settings) > 10
    assert index_unmarked(database, settings) == 0


def test_a_removed_report_leaves_every_store(
    indexed: tuple[Report, Report], database: Database, settings: Settings
) -> None:
    remove_report(database, settings.home, indexed[0].document)
    assert index_unmarked(database, settings) == 0
    agree(database, settings)
    assert Collection(settings).documents() == {indexed[1].document}
    assert database.gone() == []


def test_a_revision_takes_the_place_of_the_one_before(
    indexed: tuple[Report, Report], add: Add, file: File, text: str,
    database: Database, settings: Settings,
) -> None:  # fmt: skip
    add(file("a.txt", text.replace("独立访客", "独立用户")))
    assert index_unmarked(database, settings) == 1
    agree(database, settings)
    remove_report(database, settings.home, indexed[0].document)  # the first revision is back
    assert index_unmarked(database, settings) == 1
    agree(database, settings)


def test_a_report_removed_and_added_again_before_the_next_look_stays(
    indexed: tuple[Report, Report], add: Add, file: File, text: str,
    database: Database, settings: Settings,
) -> None:  # fmt: skip
    remove_report(database, settings.home, indexed[0].document)
    add(file("a.txt", text))
    index_unmarked(database, settings)
    agree(database, settings)
    assert Collection(settings).documents() == {r.document for r in indexed}


def test_reindex_builds_the_same_anew(
    indexed: tuple[Report, Report], database: Database, settings: Settings
) -> None:
    remove_report(database, settings.home, indexed[0].document)
    assert reindex(database, settings) == agree(database, settings)
    assert all(r.indexed for r in database.reports()) and database.gone() == []
    left = {p.name for p in settings.home.iterdir()}
    assert not {name for name in left if name.endswith((".new", ".old"))}


def test_a_reindex_that_stops_before_the_new_index_stands_is_made_good(
    indexed: tuple[Report, Report], database: Database, settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def stopped(at: Collection, _: object) -> int:
        at.clear()
        raise StoreError("chroma", "stopped", "go on")

    for name in ("_swap_folder", "_swap_on_server"):
        monkeypatch.setattr(collection, name, stopped)
    with pytest.raises(StoreError, match="stopped"):
        reindex(database, settings)
    assert Collection(settings).count() == 0
    assert index_unmarked(database, settings) == 2
    agree(database, settings)


class AtOnce(Worker):
    """A reader that lets two go on at the same moment, so that they meet in the store."""

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self.worker, self.barrier = worker, Barrier(2, timeout=30)

    def read(self, data: bytes, where: str, given: Mapping[str, str]) -> Reading:
        reading = self.worker.read(data, where, given)
        if not self.barrier.broken and self.barrier.n_waiting < 2:
            with suppress(BrokenBarrierError):
                self.barrier.wait()
                self.barrier.abort()  # Whoever reads again does so by itself.
        return reading


def added_at_once(
    paths: Sequence[Path], database: Database, settings: Settings, worker: Worker
) -> list[Added]:
    """Two adders at once, a file each, each with a connection of its own as two processes have."""
    meeting = AtOnce(worker)

    def add_one(path: Path) -> Added:
        (job,) = jobs_of([str(path)])
        return Adder(open_database(settings.home, settings.database_url), settings, meeting).add(
            job
        )

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(add_one, paths))


def test_one_file_added_twice_at_once_is_there_once(
    file: File, text: str, database: Database, settings: Settings, worker: Worker
) -> None:
    path = file("a.txt", text)
    found = added_at_once([path, path], database, settings, worker)
    assert sorted(added.status for added in found) == ["added", "unchanged"]
    assert len(database.reports(current=False)) == 1


def test_two_copies_added_at_once_are_a_report_and_its_copy(
    file: File, text: str, database: Database, settings: Settings, worker: Worker
) -> None:
    paths = [file("a.txt", text), file("b.txt", text)]
    found = added_at_once(paths, database, settings, worker)
    assert sorted(added.status for added in found) == ["added", "duplicate"]
    assert sorted(bool(r.copy_of) for r in database.reports()) == [False, True]


def test_what_is_found_between_two_years_added_at_once_is_never_missed(
    file: File, text: str, database: Database, settings: Settings, worker: Worker
) -> None:
    later = file("b.txt", text.replace("2022", "2023").replace("2021", "2022"))
    one, two = (worker.read(p.read_bytes(), str(p), {}) for p in (file("a.txt", text), later))

    def of_body(name: str) -> list[Reading]:
        return [
            replace(r, report=replace(r.report, document=f"{name}{r.report.year}", publisher=name))
            for r in (one, two)
        ]

    def found(readings: Sequence[Reading]) -> list[str]:
        return [f.check for f in database.findings(readings[1].report)]

    after_each_other = of_body("甲")
    for reading in after_each_other:
        database.write(reading)
    assert {"S2", "carried_over"} <= set(found(after_each_other))
    for turn in range(10):
        at_once = of_body(f"乙{turn}")
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(database.write, at_once))
        assert found(at_once) == found(after_each_other)
