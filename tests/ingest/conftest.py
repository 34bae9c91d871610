"""An empty store to add to, the process that reads, and a report's text to change."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.loading.add import Added, Adder
from ingest.loading.jobs import SAMPLES, Job, jobs_of
from ingest.loading.worker import Worker
from ingest.settings import Settings
from ingest.store.database import Database, open_database

# Tests are imported by their files, and a file beside them is found by its folder only.
sys.path.insert(0, str(Path(__file__).parent))
from servers import emptied, running_chroma, running_postgres


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    with Worker() as made:
        yield made


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A module with a list STORES has its tests run with each of these pairs of stores."""
    stores = getattr(metafunc.module, "STORES", ())
    if stores and "settings" in metafunc.fixturenames:
        metafunc.parametrize("settings", stores, indirect=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """A PostgreSQL server of the tests' own: each call gives the address of an empty database."""
    with running_postgres() as made:
        yield made


@pytest.fixture(scope="session")
def chroma_server() -> Iterator[str]:
    """The address of a Chroma server of the tests' own."""
    with running_chroma() as url:
        yield url


@pytest.fixture
def settings(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """Those of an empty home, with the stores that the test is run with: a file and a folder, or
    servers.
    """
    store, index = getattr(request, "param", "sqlite+folder").split("+")
    made = Settings(home=tmp_path / "home", today=date(2025, 5, 1))
    if store == "postgres":
        made = replace(made, database_url=request.getfixturevalue("postgres")())
    if index == "server":
        url: str = request.getfixturevalue("chroma_server")
        emptied(url)
        made = replace(made, chroma_url=url)
    return made


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    opened = open_database(settings.home, settings.database_url)
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
