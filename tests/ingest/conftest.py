"""An empty store to add to, the process that reads, and a report's text to change."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest.add import Added, Adder
from ingest.database import Database, open_database
from ingest.jobs import SAMPLES, Job, jobs_of
from ingest.settings import Settings
from ingest.worker import Worker


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    with Worker() as made:
        yield made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", today=date(2025, 5, 1))


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    opened = open_database(settings.home)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def adder(database: Database, settings: Settings, worker: Worker) -> Adder:
    return Adder(database, settings, worker)


@pytest.fixture
def add(adder: Adder) -> Callable[..., Added]:
    """Add one file, with what is given by hand; what became of it."""

    def added(path: Path, **given: str) -> Added:
        (job,) = jobs_of([str(path)])
        return adder.add(Job(job.source, given))

    return added


@pytest.fixture
def text() -> str:
    """江夏区 2021 as restated by us: 186 cells, every identity holding."""
    return (SAMPLES / "jiangxia-2021.md").read_text(encoding="utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a text to a file of a name."""

    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return written
