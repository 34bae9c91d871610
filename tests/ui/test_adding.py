"""Adding beside the page: a queue with limits, sources that don't overwrite one another."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import StoreError
from ingest.settings import Settings, read_settings
from ingest.store.database import Database, open_database
from ui import adding
from ui.adding import Adding, Task, address_task, correction_task, upload_task

SAMPLES = Path(adding.__file__).parents[1] / "ingest" / "samples"
JIANGXIA = (SAMPLES / "jiangxia-2021.md").read_bytes()
SUQIAN = (SAMPLES / "suqian-2024.md").read_bytes()


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr("ui.background.index", lambda *_: 0)
    return read_settings(tmp_path)


def done(queue: Adding) -> list[str]:
    """What became of every source, once the queue is empty."""
    for _ in range(600):
        if not queue.busy:
            break
        time.sleep(0.05)
    return [added.status for task in queue.tasks for added in task.done]


def loaded(settings: Settings) -> Database:
    return open_database(settings.home)


def test_files_and_corrections_are_read_in_turn(settings: Settings) -> None:
    queue = Adding(settings)
    queue.put([
        upload_task("江夏.md", JIANGXIA, revises=False),
        upload_task("a.md", b"hello", revises=False),
    ])  # fmt: skip
    assert done(queue) == ["added", "failed"]
    (report,) = loaded(settings).reports()
    assert report.source == "upload/江夏.md", "no path of the machine"
    queue.put([correction_task(report, {"published": "2022-02-18"})])
    assert done(queue)[-1] == "reread"
    (report,) = loaded(settings).reports()
    assert report.published == "2022-02-18" and report.hand == {"published": "2022-02-18"}


def test_two_files_of_one_name_are_two_reports(settings: Settings) -> None:
    queue = Adding(settings)
    queue.put([upload_task("index.html", data, revises=False) for data in (JIANGXIA, SUQIAN)])
    assert done(queue) == ["added", "added"]
    assert len(loaded(settings).reports()) == 2


def test_unless_it_is_said_to_be_a_new_version(settings: Settings) -> None:
    queue = Adding(settings)
    changed = JIANGXIA.replace(b"| 160 |", b"| 161 |")
    assert changed != JIANGXIA
    queue.put([upload_task("a.md", data, revises=True) for data in (JIANGXIA, changed)])
    assert done(queue) == ["added", "revised"]
    (report,) = loaded(settings).reports()
    assert report.revision == 2


@pytest.mark.parametrize(
    "address", ["/etc/passwd", "file:///etc/passwd", "ftp://example.org/a", "", "http" * 999]
)
def test_an_address_is_never_a_path(address: str) -> None:
    with pytest.raises(StoreError):
        address_task(address)


def test_nonsense_by_hand_is_refused(database: Database) -> None:
    with pytest.raises(StoreError, match="is none"):
        correction_task(database.reports()[0], {"year": "20211"})


@pytest.mark.parametrize(("count", "size"), [(adding.WAITING + 1, 1), (5, adding.BYTES // 4)])
def test_too_much_at_once_is_refused(settings: Settings, count: int, size: int) -> None:
    queue = Adding(settings)
    with pytest.raises(StoreError, match="are waiting"):
        queue.put([Task(str(n), size, lambda _: iter(())) for n in range(count)])
    assert queue.tasks == []


def test_a_full_disk_is_refused(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.adding.FREE", 2**62)
    with pytest.raises(StoreError, match="nearly full"):
        Adding(settings).put([upload_task("a.md", JIANGXIA, revises=False)])


def test_a_task_that_breaks_does_not_stop_the_next(settings: Settings) -> None:
    def broken(_: object) -> object:
        raise RuntimeError("/srv/secret")

    queue = Adding(settings)
    after = upload_task("a.md", JIANGXIA, revises=False)
    queue.put([replace_run(Task("x", 0, after.run), broken), after])
    assert done(queue) == ["added"]
    assert [task.status for task in queue.tasks] == ["failed", "done"]


def replace_run(task: Task, run: object) -> Task:
    return replace(task, run=run)
